//! Opinions of others on a draft, side by side.

use chrono::{DateTime, Utc};
use office::{
    domain::{
        OpinionId,
        calendar::Term,
        organisation::Directory,
        outgoing::{
            Opinion, OutgoingDocument, Standing,
            opinion::{StandingName, Word},
        },
    },
    outgoing::OutgoingDetail,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{ByView, HolderView, PersonRef, document::AttachmentView, outgoing::RemarkedView};

/// An opinion that is or was asked of a department or a person.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Opinion)]
pub struct OpinionView {
    /// Which.
    pub id: OpinionId,
    /// Of whom.
    pub holder: HolderView,
    /// To whom of their people the department's head has passed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub officer: Option<PersonRef>,
    /// Who asked.
    pub asked_by: ByView,
    /// Who has taken over from whoever asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answers_to: Option<PersonRef>,
    /// When.
    pub asked_at: DateTime<Utc>,
    /// What.
    pub question: String,
    /// Hạn cho ý kiến.
    pub due: DateTime<Utc>,
    /// The term by which it was counted; absent where it was set as a time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term: Option<Term>,
    /// The date that it had first, where it has another since.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_due: Option<DateTime<Utc>>,
    /// Where it stands.
    pub standing: StandingName,
    /// The same, in Vietnamese.
    pub standing_text: String,
    /// Whether it came, or still has not come, after its date.
    pub late: bool,
    /// What was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given: Option<OpinionGivenView>,
    /// Why it was taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<RemarkedView>,
}

/// What was said as an opinion.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OpinionGiven)]
pub struct OpinionGivenView {
    /// In words.
    pub text: Option<String>,
    /// In files.
    pub files: Vec<AttachmentView>,
    /// Who gave it.
    pub by: ByView,
    /// When.
    pub at: DateTime<Utc>,
    /// On which edition, by its number.
    pub edition: u32,
    /// On which edition, by its digest.
    pub digest: String,
    /// Whether the draft has become another since.
    pub on_older_edition: bool,
}

impl OpinionView {
    /// Those that the reader sees, in the order in which they were asked.
    pub fn all(detail: &OutgoingDetail) -> Vec<Self> {
        detail.opinions().map(|opinion| Self::of(opinion, detail)).collect()
    }

    fn of(opinion: &Opinion, detail: &OutgoingDetail) -> Self {
        let directory = &detail.snapshot.directory;
        let withdrawn = match &opinion.standing {
            Standing::Withdrawn { end } => Some(RemarkedView::of(end, directory)),
            _ => None,
        };
        Self {
            id: opinion.id,
            holder: HolderView::of(opinion.holder, directory),
            officer: opinion.officer.map(|id| PersonRef::of(id, directory)),
            asked_by: ByView::of(opinion.asked_by, directory),
            answers_to: opinion.answers_to.map(|id| PersonRef::of(id, directory)),
            asked_at: opinion.asked_at,
            question: opinion.question.to_string(),
            due: opinion.due,
            term: opinion.counted.map(|counted| counted.term),
            first_due: opinion.first_due,
            standing: opinion.standing_name(),
            standing_text: opinion.standing_name().vietnamese().to_owned(),
            late: opinion.is_late(detail.at),
            given: opinion.word().map(|word| OpinionGivenView::of(word, &detail.document, directory)),
            withdrawn,
        }
    }
}

impl OpinionGivenView {
    fn of(word: &Word, document: &OutgoingDocument, directory: &Directory) -> Self {
        let editions = document.editions();
        // Of two that are the same, the later.
        let on = editions.iter().rev().find(|edition| edition.digest == word.digest);
        Self {
            text: word.text.as_ref().map(ToString::to_string),
            files: word.files.iter().map(|file| AttachmentView::of(file, directory)).collect(),
            by: ByView::of(word.by, directory),
            at: word.at,
            edition: on.map_or(0, |edition| edition.number),
            digest: word.digest.clone(),
            on_older_edition: editions.last().is_some_and(|last| last.digest != word.digest),
        }
    }
}
