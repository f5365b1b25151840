//! The outgoing document: its state with all that stands beside it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    content::{Content, Edition},
    copy::CopyForm,
    event::AnswerOutcome,
    mailing::{Mailing, Packeting},
    opinion::Opinion,
    recipient::{DeliveryState, Destination, Noted, Purpose, Recipient},
    relation::{Later, RelationKind, RelationOutcome},
    state::{Checks, State},
};
use crate::{
    AgencyId, By, DocumentId, PersonId, RecipientId, UtcTime,
    assignment::Holder,
    incoming::{Attachment, StoredFile},
};

/// An outgoing document as it now stands. It is made and changed by [`super::apply`] alone, or put together again from stored parts by
/// [`OutgoingDocument::restore`], which checks what it is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutgoingDocument {
    pub(super) id: DocumentId,
    pub(super) agency: AgencyId,
    pub(super) version: u32,
    pub(super) created_by: By,
    pub(super) created_at: UtcTime,
    pub(super) drafter: PersonId,
    /// Who drafted it before, the latest last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) former_drafters: Vec<PersonId>,
    pub(super) content: Content,
    pub(super) editions: Vec<Edition>,
    pub(super) state: State,
    /// Everybody before whom it was put to be signed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) put_before: Vec<PersonId>,
    /// Files that came with a signature or a seal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) signed_files: Vec<Attachment>,
    /// How far it has come, to those of whom somebody notes it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) noted: BTreeMap<RecipientId, Noted>,
    /// What became of its answers when it got its number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) answered: Vec<AnswerOutcome>,
    /// What became of it then at the documents that it replaces, amends or corrects.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) mended: Vec<RelationOutcome>,
    /// Documents that amend it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) amended_by: Vec<Later>,
    /// Documents that correct it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) corrected_by: Vec<Later>,
    /// The mails by which it went to those outside who got it so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) mailed: Vec<Mailing>,
    /// The packets by which it went to others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) packets: Vec<Packeting>,
    /// What others were asked on it, in the order in which they were.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) opinions: Vec<Opinion>,
}

impl OutgoingDocument {
    /// Puts a document together from what was stored.
    ///
    /// # Errors
    /// What doesn't fit together, for a log: rows were changed by hand.
    pub fn restore(stored: Self) -> Result<Self, &'static str> {
        stored.check().map(|()| stored)
    }

    /// Whether its parts fit together.
    ///
    /// # Errors
    /// The first thing that doesn't fit.
    pub fn check(&self) -> Result<(), &'static str> {
        let digest = self.content.digest();
        if self.editions.last().is_none_or(|last| last.digest != digest) {
            return Err("the content is not that of its last edition");
        }
        let (content_check, form_check) = self.state.checks();
        if [content_check, form_check].into_iter().flatten().any(|check| check.digest != digest) {
            return Err("what was checked is another edition");
        }
        if let (Some(content_check), Some(form_check)) = (content_check, form_check)
            && content_check.by.shares_a_name(form_check.by)
        {
            return Err("content and form were checked by the same person");
        }
        if self.noted.keys().any(|id| self.recipient(*id).is_none()) {
            return Err("a delivery is noted to somebody who is no recipient");
        }
        let drafted = matches!(self.state, State::UnitReview { .. } | State::FormCheck { .. })
            || matches!(self.state.all_checks(), Some(Checks::Drafted { .. }));
        let copied = matches!(self.state.all_checks(), Some(Checks::Copied { .. }));
        if (self.content.copy.is_some() && drafted) || (self.content.copy.is_none() && copied) {
            return Err("a copy has no check of its content, and nothing else goes without one");
        }
        let copy_type = CopyForm::of_type(&self.content.type_code);
        if copy_type != self.content.copy.as_ref().map(|copy| copy.kind.form()) {
            return Err("a copy is of the type of its form, and nothing else is");
        }
        let outside = |id| self.recipient(id).is_some_and(|to| to.destination.goes_outside());
        if self.mailed.iter().any(|mailing| !outside(mailing.recipient)) {
            return Err("it was mailed to somebody who is no recipient outside");
        }
        if self.packets.iter().any(|packet| !outside(packet.recipient)) {
            return Err("a packet of it went to somebody who is no recipient outside");
        }
        self.check_opinions()
    }

    /// Which.
    pub const fn id(&self) -> DocumentId {
        self.id
    }
    /// Whose.
    pub const fn agency(&self) -> AgencyId {
        self.agency
    }
    /// How many events it has seen; every change adds one.
    pub const fn version(&self) -> u32 {
        self.version
    }
    /// Who began it.
    pub const fn created_by(&self) -> By {
        self.created_by
    }
    /// When.
    pub const fn created_at(&self) -> UtcTime {
        self.created_at
    }
    /// Who drafts it.
    pub const fn drafter(&self) -> PersonId {
        self.drafter
    }
    /// Who drafted it before.
    pub fn former_drafters(&self) -> &[PersonId] {
        &self.former_drafters
    }
    /// What it is about.
    pub const fn content(&self) -> &Content {
        &self.content
    }
    /// Its editions, the first first.
    pub fn editions(&self) -> &[Edition] {
        &self.editions
    }
    /// Where it stands.
    pub const fn state(&self) -> &State {
        &self.state
    }
    /// Everybody before whom it was put to be signed.
    pub fn put_before(&self) -> &[PersonId] {
        &self.put_before
    }
    /// What is noted of the way to its recipients.
    pub const fn noted(&self) -> &BTreeMap<RecipientId, Noted> {
        &self.noted
    }

    /// What became of its answers when it got its number, one each.
    pub fn answered(&self) -> &[AnswerOutcome] {
        &self.answered
    }

    /// What became of it, when it got its number, at the documents that it replaces, amends or corrects, one each.
    pub fn mended(&self) -> &[RelationOutcome] {
        &self.mended
    }

    /// Whether it is a copy (bản sao).
    pub const fn is_copy(&self) -> bool {
        self.content.copy.is_some()
    }

    /// Later documents that replace, amend or correct it, each with what it does.
    pub fn later(&self) -> impl Iterator<Item = (RelationKind, &Later)> {
        let replaced = self.state.replaced_by().map(|by| (RelationKind::Replaces, by));
        let amended = self.amended_by.iter().map(|by| (RelationKind::Amends, by));
        let corrected = self.corrected_by.iter().map(|by| (RelationKind::Corrects, by));
        replaced.into_iter().chain(amended).chain(corrected)
    }

    /// The mails by which it went to those outside who got it so.
    pub fn mailed(&self) -> &[Mailing] {
        &self.mailed
    }

    /// The mail by which it went to this recipient, where it went so.
    pub fn mailing(&self, recipient: RecipientId) -> Option<&Mailing> {
        self.mailed.iter().find(|mailing| mailing.recipient == recipient)
    }

    /// The packets by which it went to those who got it by the interchange.
    pub fn packets(&self) -> &[Packeting] {
        &self.packets
    }

    /// The packet by which it went to this recipient, where it went so.
    pub fn packeting(&self, recipient: RecipientId) -> Option<&Packeting> {
        self.packets.iter().find(|packet| packet.recipient == recipient)
    }

    /// Until the end of which day an answer is asked of a recipient: of whom it goes to be acted on, and of nobody else.
    pub fn reply_by_of(&self, recipient: &Recipient) -> Option<NaiveDate> {
        self.content.reply_by.filter(|_| recipient.purpose == Purpose::ToAct)
    }

    /// Whether it has gone out and still counts: replaced it may be, recalled not.
    pub const fn is_out(&self) -> bool {
        self.state.dispatch().is_some() && self.state.seal().is_some()
    }

    /// The sealed files, while the seal counts: what goes out.
    pub fn sealed_files(&self) -> impl Iterator<Item = &StoredFile> {
        let sealed = self.state.seal().map(|seal| seal.files.as_slice()).unwrap_or_default();
        sealed.iter().filter_map(|id| self.files().map(|attached| &attached.file).find(|file| file.id == *id))
    }

    /// Files that came with a signature or a seal.
    pub fn signed_files(&self) -> &[Attachment] {
        &self.signed_files
    }

    /// All its files: those of the draft as it stands, and those that came with a signature, a seal or an opinion.
    pub fn files(&self) -> impl Iterator<Item = &Attachment> {
        self.content.files.iter().chain(&self.signed_files).chain(self.opinion_files())
    }

    /// One recipient.
    pub fn recipient(&self, id: RecipientId) -> Option<&Recipient> {
        self.content.recipients.iter().find(|recipient| recipient.id == id)
    }

    /// Those of the agency itself who have not yet said that they have read it.
    pub fn unread(&self) -> impl Iterator<Item = (RecipientId, Holder)> + '_ {
        let arrived = |id: &RecipientId| self.noted.get(id).is_some_and(|noted| noted.state == DeliveryState::Arrived);
        self.inside().filter(move |(id, _)| arrived(id))
    }

    /// Those of the agency itself to whom it goes, each with its recipient.
    pub fn inside(&self) -> impl Iterator<Item = (RecipientId, Holder)> + '_ {
        self.content.recipients.iter().filter_map(|recipient| match recipient.destination {
            Destination::Inside { holder } => Some((recipient.id, holder)),
            _ => None,
        })
    }
}
