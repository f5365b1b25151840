//! What goes over when somebody leaves or moves: so much of each document as whoever hands it over needs to know, and no content.

use chrono::{DateTime, Utc};
use office::{
    domain::{
        AssignmentId, ConsultationId, DocumentId, DossierId, OpinionId, Refusal, dossier,
        incoming::{StateName, handover::Share},
        organisation::Directory,
        outgoing,
    },
    dossiers::HandedDossier,
    incoming::{HandedItem, HandedOver},
    outgoing::HandedDraft,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::PersonRef;
use crate::problem::Language;

/// A person's work that was, or would be, handed over.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Handover)]
pub struct HandoverView {
    /// Whose it was.
    pub person: PersonRef,
    /// Document by document, oldest first.
    pub items: Vec<HandedItemView>,
    /// Drafts, and opinions that are asked on drafts, document by document, oldest first.
    pub outgoing: Vec<HandedDraftView>,
    /// Steps of dossiers, and questions about dossiers, dossier by dossier, oldest first.
    pub dossiers: Vec<HandedDossierView>,
    /// There is more than one call lists and hands over.
    pub more: bool,
}

/// One document of it.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = HandedItem)]
pub struct HandedItemView {
    /// Which.
    pub document: DocumentId,
    /// Số đến.
    pub arrival_number: Option<u32>,
    /// Năm vào sổ.
    pub arrival_year: Option<i32>,
    /// Where it stands.
    pub state: StateName,
    /// The same, as the office says it.
    pub state_text: String,
    /// What the person has in hand there.
    pub shares: Vec<ShareView>,
    /// Who takes it over; nobody where none is named.
    pub to: Option<PersonRef>,
    /// Why it can't go there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<RefusedView>,
}

/// An outgoing document of it.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = HandedDraft)]
pub struct HandedDraftView {
    /// Which.
    pub document: DocumentId,
    /// Số, ký hiệu, once it has them.
    pub number: Option<String>,
    /// Where it stands.
    pub state: outgoing::StateName,
    /// The same, as the office says it.
    pub state_text: String,
    /// What the person has in hand there.
    pub shares: Vec<DraftShareView>,
    /// Who takes it over; nobody where none is named.
    pub to: Option<PersonRef>,
    /// Why it can't go there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<RefusedView>,
}

/// One thing that somebody has in hand of an outgoing document.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = HandedDraftShare)]
pub struct DraftShareView {
    /// `drafting`, `opinion` (theirs is asked) or `asked` (they have asked it).
    pub share: String,
    /// The same, as the office says it.
    pub text: String,
    /// The opinion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opinion: Option<OpinionId>,
    /// Hạn cho ý kiến.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<DateTime<Utc>>,
}

impl HandedDraftView {
    fn of(item: &HandedDraft, directory: &Directory, language: Language) -> Self {
        let (document, state) = (&item.document, item.document.state());
        let share = |share: &outgoing::handover::Share| DraftShareView {
            share: share.as_str().to_owned(),
            text: share.vietnamese().to_owned(),
            opinion: share.opinion(),
            due: share.due(document),
        };
        Self {
            document: document.id(),
            number: state.line().map(outgoing::Line::written),
            state: state.name(),
            state_text: state.name().vietnamese().to_owned(),
            shares: item.shares.iter().map(share).collect(),
            to: item.to.map(|id| PersonRef::of(id, directory)),
            refused: item.refusal.as_ref().map(|refusal| RefusedView::of(refusal, language)),
        }
    }
}

/// A dossier of it.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = HandedDossier)]
pub struct HandedDossierView {
    /// Which.
    pub dossier: DossierId,
    /// Mã hồ sơ.
    pub code: Option<String>,
    /// Where it stands.
    pub state: dossier::StateName,
    /// The same, as the office says it.
    pub state_text: String,
    /// What the person has in hand there.
    pub shares: Vec<DossierShareView>,
    /// Who takes it over; nobody where none is named.
    pub to: Option<PersonRef>,
    /// Why it can't go there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<RefusedView>,
}

/// One thing that somebody has in hand of a dossier.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = HandedDossierShare)]
pub struct DossierShareView {
    /// `step` or `consultation`.
    pub share: String,
    /// The same, as the office says it.
    pub text: String,
    /// The question.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consultation: Option<ConsultationId>,
    /// Its date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<DateTime<Utc>>,
}

impl HandedDossierView {
    fn of(item: &HandedDossier, directory: &Directory, language: Language) -> Self {
        let one = &item.dossier;
        let share = |share: &dossier::handover::Share| DossierShareView {
            share: share.as_str().to_owned(),
            text: share.vietnamese().to_owned(),
            consultation: share.consultation(),
            due: share.due(one),
        };
        Self {
            dossier: one.id(),
            code: one.code().map(ToString::to_string),
            state: one.state().name(),
            state_text: one.state().name().vietnamese().to_owned(),
            shares: item.shares.iter().map(share).collect(),
            to: item.to.map(|id| PersonRef::of(id, directory)),
            refused: item.refusal.as_ref().map(|refusal| RefusedView::of(refusal, language)),
        }
    }
}

/// One thing that somebody has in hand.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = HandedShare)]
pub struct ShareView {
    /// `presentation`, `approval`, `held`, `given` or `filing`.
    pub share: String,
    /// The same, as the office says it.
    pub text: String,
    /// The assignment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assignment: Option<AssignmentId>,
    /// Hạn xử lý.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<DateTime<Utc>>,
}

/// Why something can't be done.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = HandoverRefusal)]
pub struct RefusedView {
    /// The rule's name.
    pub code: String,
    /// The rule in words.
    pub detail: String,
    /// Where the fault lies in what was sent.
    pub pointer: Option<String>,
}

impl RefusedView {
    fn of(refusal: &Refusal, language: Language) -> Self {
        Self {
            code: refusal.rule.code().to_owned(),
            detail: language.of_words(&refusal.words()),
            pointer: refusal.pointer.clone(),
        }
    }
}

impl HandoverView {
    /// As it is told in this language.
    pub fn of(done: &HandedOver, language: Language) -> Self {
        let directory = &done.snapshot.directory;
        let item = |item: &HandedItem| {
            let (document, state) = (&item.document, item.document.state());
            let share = |share: &Share| ShareView {
                share: share.as_str().to_owned(),
                text: share.vietnamese().to_owned(),
                assignment: share.assignment(),
                due: share.due(document),
            };
            HandedItemView {
                document: document.id(),
                arrival_number: state.entry().map(|entry| entry.number),
                arrival_year: state.entry().map(|entry| entry.year),
                state: state.name(),
                state_text: state.name().vietnamese().to_owned(),
                shares: item.shares.iter().map(share).collect(),
                to: item.to.map(|id| PersonRef::of(id, directory)),
                refused: item.refusal.as_ref().map(|refusal| RefusedView::of(refusal, language)),
            }
        };
        Self {
            person: PersonRef::of(done.person, directory),
            items: done.items.iter().map(item).collect(),
            outgoing: done.drafts.iter().map(|item| HandedDraftView::of(item, directory, language)).collect(),
            dossiers: done.dossiers.iter().map(|item| HandedDossierView::of(item, directory, language)).collect(),
            more: done.more,
        }
    }
}
