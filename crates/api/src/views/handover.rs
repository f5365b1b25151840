//! What goes over when somebody leaves or moves: so much of each document as whoever hands it over needs to know, and no content.

use chrono::{DateTime, Utc};
use office::{
    domain::{
        AssignmentId, DocumentId,
        incoming::{StateName, handover::Share},
    },
    incoming::{HandedItem, HandedOver},
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
                refused: item.refusal.as_ref().map(|refusal| RefusedView {
                    code: refusal.rule.code().to_owned(),
                    detail: language.of_words(&refusal.words()),
                    pointer: refusal.pointer.clone(),
                }),
            }
        };
        Self {
            person: PersonRef::of(done.person, directory),
            items: done.items.iter().map(item).collect(),
            more: done.more,
        }
    }
}
