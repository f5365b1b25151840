//! Opinions of others on a draft (ý kiến phối hợp): asked of departments and people of the agency side by side, each
//! until a date.
//!
//! An open one holds nothing up: the draft goes on without it, and with the number, or where the draft is cancelled, it
//! ends. Once given it stands, with the edition that it was given on; a later word is a comment.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{RefOr, Schema},
};

use super::{document::OutgoingDocument, state::Remarked};
use crate::{
    By, DepartmentId, InputFault, Instruction, OpinionId, PersonId, UtcTime,
    assignment::{Counted, Holder},
    incoming::Attachment,
};

/// An opinion that is asked of a department or a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    /// Which.
    pub id: OpinionId,
    /// Of whom; of a department its head and deputies answer for it.
    pub holder: Holder,
    /// The departments that its holder, a person, belonged to when it was asked: their heads see it. Empty where a
    /// department holds it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub departments: BTreeSet<DepartmentId>,
    /// To whom of their people the department's head has passed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub officer: Option<PersonId>,
    /// Who asked.
    pub asked_by: By,
    /// Who has taken over from whoever asked. See [`Opinion::asker`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers_to: Option<PersonId>,
    /// When it was asked.
    pub asked_at: UtcTime,
    /// What.
    pub question: Instruction,
    /// Until when.
    pub due: UtcTime,
    /// The term by which that was counted; none where it was set as a time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<Counted>,
    /// The date that it had first, where it has another since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_due: Option<UtcTime>,
    /// Where it stands.
    #[serde(flatten)]
    pub standing: Standing,
}

/// Where an opinion stands.
#[allow(clippy::large_enum_variant, reason = "a document has a few of them; a box would only be in the way")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "standing", rename_all = "snake_case")]
pub enum Standing {
    /// Asked, and not given yet.
    Open,
    /// Given.
    Given {
        /// What was said.
        word: Word,
    },
    /// Taken back by whoever asked.
    Withdrawn {
        /// Why.
        end: Remarked,
    },
    /// No longer needed: the draft went on without it, or was cancelled.
    Closed {
        /// Since when.
        at: UtcTime,
    },
}

/// The name of a [`Standing`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = OpinionStanding)]
pub enum StandingName {
    /// See [`Standing::Open`].
    Open,
    /// See [`Standing::Given`].
    Given,
    /// See [`Standing::Withdrawn`].
    Withdrawn,
    /// See [`Standing::Closed`].
    Closed,
}

impl StandingName {
    /// As an office says it.
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::Open => "chờ ý kiến",
            Self::Given => "đã có ý kiến",
            Self::Withdrawn => "đã rút",
            Self::Closed => "không còn cần lấy ý kiến",
        }
    }
}

/// What was said as an opinion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Instruction>,
    /// In files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<Attachment>,
    /// On which edition: see [`super::Content::digest`].
    pub digest: String,
    /// Who gave it.
    pub by: By,
    /// When.
    pub at: UtcTime,
}

impl Opinion {
    /// To whom it answers: whoever asked, or took over from them.
    pub fn asker(&self) -> PersonId {
        self.answers_to.unwrap_or_else(|| self.asked_by.desk())
    }

    /// Who has it in hand: the officer to whom it was passed, or else of whom it was asked.
    pub fn in_hand(&self) -> Holder {
        self.officer.map_or(self.holder, Holder::Person)
    }

    /// Whether it still waits.
    pub const fn is_open(&self) -> bool {
        matches!(self.standing, Standing::Open)
    }

    /// What was said.
    pub const fn word(&self) -> Option<&Word> {
        match &self.standing {
            Standing::Given { word } => Some(word),
            _ => None,
        }
    }

    /// Where it stands.
    pub const fn standing_name(&self) -> StandingName {
        match self.standing {
            Standing::Open => StandingName::Open,
            Standing::Given { .. } => StandingName::Given,
            Standing::Withdrawn { .. } => StandingName::Withdrawn,
            Standing::Closed { .. } => StandingName::Closed,
        }
    }

    /// Whether it came, or still has not come, after its date.
    pub fn is_late(&self, now: UtcTime) -> bool {
        match &self.standing {
            Standing::Open => self.due < now,
            Standing::Given { word } => self.due < word.at,
            Standing::Withdrawn { .. } | Standing::Closed { .. } => false,
        }
    }

    /// Those who see the draft by it: as long as it is open, and once it was given.
    pub(crate) fn advisers(&self) -> impl Iterator<Item = Holder> + '_ {
        let counts = self.is_open() || self.word().is_some();
        let officer = self.officer.map(Holder::Person);
        let units = self.departments.iter().copied().map(Holder::Department);
        std::iter::once(self.holder).chain(officer).chain(units).filter(move |_| counts)
    }
}

impl OutgoingDocument {
    /// The opinions that were asked on it, in the order in which they were.
    pub fn opinions(&self) -> &[Opinion] {
        &self.opinions
    }

    /// One of them.
    pub fn opinion(&self, id: OpinionId) -> Option<&Opinion> {
        self.opinions.iter().find(|opinion| opinion.id == id)
    }

    /// Those that still wait.
    pub fn open_opinions(&self) -> impl Iterator<Item = &Opinion> {
        self.opinions.iter().filter(|opinion| opinion.is_open())
    }

    /// Files that came with an opinion.
    pub(super) fn opinion_files(&self) -> impl Iterator<Item = &Attachment> {
        self.opinions.iter().filter_map(Opinion::word).flat_map(|word| &word.files)
    }

    /// Whether its opinions fit to the rest of it.
    pub(super) fn check_opinions(&self) -> Result<(), &'static str> {
        let mut seen = BTreeSet::new();
        if !self.opinions.iter().all(|opinion| seen.insert(opinion.id)) {
            return Err("two opinions have one id");
        }
        if !self.state.name().is_before_number() && self.open_opinions().next().is_some() {
            return Err("an opinion is still asked where the draft has gone on");
        }
        let unknown = |digest: &str| self.editions.iter().all(|edition| edition.digest != digest);
        if self.opinions.iter().filter_map(Opinion::word).any(|word| unknown(&word.digest)) {
            return Err("an opinion was given on no edition");
        }
        Ok(())
    }
}

/// Of whom an opinion is asked: a department or a person, exactly one of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "OpinionHolderFields", into = "OpinionHolderFields")]
pub struct OpinionHolder(pub Holder);

/// The same as it stands in JSON.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpinionHolderFields {
    /// The department that is asked; exactly one of `department` and `person`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<DepartmentId>,
    /// The person who is asked; exactly one of `department` and `person`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
}

impl TryFrom<OpinionHolderFields> for OpinionHolder {
    type Error = InputFault;

    fn try_from(fields: OpinionHolderFields) -> Result<Self, InputFault> {
        match (fields.department, fields.person) {
            (Some(department), None) => Ok(Self(Holder::Department(department))),
            (None, Some(person)) => Ok(Self(Holder::Person(person))),
            _ => Err(InputFault::ExactlyOneOf { fields: "department, person".to_owned() }),
        }
    }
}

impl From<OpinionHolder> for OpinionHolderFields {
    fn from(OpinionHolder(holder): OpinionHolder) -> Self {
        match holder {
            Holder::Department(id) => Self { department: Some(id), person: None },
            Holder::Person(id) => Self { department: None, person: Some(id) },
        }
    }
}

impl PartialSchema for OpinionHolder {
    fn schema() -> RefOr<Schema> {
        OpinionHolderFields::schema()
    }
}

impl ToSchema for OpinionHolder {
    fn name() -> std::borrow::Cow<'static, str> {
        "OpinionHolder".into()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        OpinionHolderFields::schemas(schemas);
    }
}

/// A date that a change of the working calendar has moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedOpinion {
    /// Of which opinion.
    pub opinion: OpinionId,
    /// From now on.
    pub due: UtcTime,
    /// Until now.
    pub due_before: UtcTime,
}
