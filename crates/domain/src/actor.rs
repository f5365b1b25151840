//! Who acts, and what a decision is told about the world.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    FileId, PersonId, RoutingRuleId, Seed, ServiceAccountId, UtcTime,
    incoming::{RoutingRule, StoredFile},
    organisation::{
        DefaultTerm, Directory, OfficeCalendar, OneStopSettings, OutgoingSettings, ReminderSettings, StepTerms,
    },
    register::{Duplicate, Register},
};

/// Who gives a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// A person, signed in or known by their mail.
    Person(PersonId),
    /// A person at the desk of another who is away (thay).
    Substitute {
        /// Who acts.
        person: PersonId,
        /// In whose stead.
        instead_of: PersonId,
    },
    /// Another system, by its service account.
    Service(ServiceAccountId),
    /// A citizen, signed in with an account of their own. Whose it is stands in no history: an account that is erased leaves no trace there.
    Citizen,
    /// The exchange with other agencies (liên thông).
    Interchange,
    /// The office itself: what follows from another document or from the clock.
    Office,
}

impl Actor {
    /// Whose hand acts, if it is a person's.
    pub const fn person(self) -> Option<PersonId> {
        match self {
            Self::Person(person) | Self::Substitute { person, .. } => Some(person),
            Self::Service(_) | Self::Citizen | Self::Interchange | Self::Office => None,
        }
    }

    /// At whose desk they act, if they are a person: the rights and the work of this person are what counts.
    pub const fn desk(self) -> Option<PersonId> {
        match self {
            Self::Person(person) | Self::Substitute { instead_of: person, .. } => Some(person),
            Self::Service(_) | Self::Citizen | Self::Interchange | Self::Office => None,
        }
    }

    /// As it stands on a line, if it is a person.
    pub const fn by(self) -> Option<By> {
        match self {
            Self::Person(person) => Some(By::own(person)),
            Self::Substitute { person, instead_of } => Some(By { desk: instead_of, substitute: Some(person) }),
            Self::Service(_) | Self::Citizen | Self::Interchange | Self::Office => None,
        }
    }

    /// Which other system acts, if it is one.
    pub const fn service(self) -> Option<ServiceAccountId> {
        match self {
            Self::Service(account) => Some(account),
            Self::Person(_) | Self::Substitute { .. } | Self::Citizen | Self::Interchange | Self::Office => None,
        }
    }
}

/// By whom something was done, as it stands on a line: at whose desk, and who sat there in their stead (thay).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "Written", into = "Written")]
pub struct By {
    desk: PersonId,
    substitute: Option<PersonId>,
}

/// Who acts for themselves is written as nothing but their id.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    Own(PersonId),
    Instead { person: PersonId, substitute: PersonId },
}

impl From<Written> for By {
    fn from(written: Written) -> Self {
        match written {
            Written::Own(desk) => Self::own(desk),
            Written::Instead { person, substitute } => Self { desk: person, substitute: Some(substitute) },
        }
    }
}

impl From<By> for Written {
    fn from(by: By) -> Self {
        match by.substitute {
            None => Self::Own(by.desk),
            Some(substitute) => Self::Instead { person: by.desk, substitute },
        }
    }
}

impl By {
    /// A person at their own desk.
    pub const fn own(person: PersonId) -> Self {
        Self { desk: person, substitute: None }
    }

    /// At this person's desk, and by whose hand.
    pub const fn at_desk(desk: PersonId, substitute: Option<PersonId>) -> Self {
        Self { desk, substitute }
    }

    /// At whose desk.
    pub const fn desk(self) -> PersonId {
        self.desk
    }

    /// Who sat there, where it was somebody else.
    pub const fn substitute(self) -> Option<PersonId> {
        self.substitute
    }

    /// Whether this person's name stands on the line.
    pub fn names(self, person: PersonId) -> bool {
        self.desk == person || self.substitute == Some(person)
    }

    /// Whether a name stands on both lines.
    pub fn shares_a_name(self, other: Self) -> bool {
        other.names(self.desk) || self.substitute.is_some_and(|person| other.names(person))
    }
}

/// What the office does when a sender recalls a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RecallPolicy {
    /// The document is recalled at once and its holders are told.
    AtOnce,
    /// The registry agrees or refuses.
    #[default]
    OnAgreement,
}

/// The office's own choices, as far as decisions depend on them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OfficeSettings {
    /// What a sender's recall does.
    pub recall: RecallPolicy,
    /// The most files that one document may have.
    pub max_files: u32,
    /// The most recipients that one direction may name.
    pub max_recipients: u32,
    /// For how many days at the most an administrator may be let look at a document.
    pub max_look_days: u16,
    /// How long work takes where no deadline is given.
    pub terms: Vec<DefaultTerm>,
    /// How long the registry's steps take.
    pub steps: StepTerms,
    /// Whether deadlines move by the time for which work was paused.
    pub pause_stops_clock: bool,
    /// When people are reminded of deadlines, and when they get their digests.
    pub reminders: ReminderSettings,
    /// For how many minutes a mail that hands nothing over waits for others about the same document, counted from the first of them;
    /// 0 where each goes by itself, at once.
    pub gather_minutes: u16,
    /// Leaders to whom a hỏa tốc document goes that lies before one who is away: to the first of them who is there.
    pub next_in_line: Vec<PersonId>,
    /// What it has set for its outgoing documents.
    pub outgoing: OutgoingSettings,
    /// What it has set for its one-stop shop.
    pub one_stop: OneStopSettings,
}

impl Default for OfficeSettings {
    fn default() -> Self {
        Self {
            recall: RecallPolicy::default(),
            max_files: 100,
            max_recipients: 200,
            max_look_days: 7,
            terms: Vec::new(),
            steps: StepTerms::default(),
            pause_stops_clock: true,
            reminders: ReminderSettings::default(),
            gather_minutes: 5,
            next_in_line: Vec::new(),
            outgoing: OutgoingSettings::default(),
            one_stop: OneStopSettings::default(),
        }
    }
}

/// All that a decision is told from outside.
#[derive(Debug, Clone)]
pub struct Context<'a> {
    /// Now.
    pub now: UtcTime,
    /// Where fresh ids come from.
    pub seed: Seed,
    /// The agency's people and departments.
    pub directory: &'a Directory,
    /// The office's choices.
    pub settings: &'a OfficeSettings,
    /// Codes of the document types in use.
    pub types: &'a BTreeSet<String>,
    /// When its people work.
    pub calendar: &'a OfficeCalendar,
    /// The office's routing rules that are in force.
    pub rules: &'a BTreeMap<RoutingRuleId, RoutingRule>,
    /// The register that the document would be entered in, held so that nobody else takes its next number; only for
    /// commands that register.
    pub register: Option<&'a Register>,
    /// Documents already entered with the same author, number, notation and date; only for commands that register.
    pub duplicates: &'a [Duplicate],
    /// The files that the command names, as far as they exist and the actor may attach them.
    pub files: &'a BTreeMap<FileId, StoredFile>,
}
