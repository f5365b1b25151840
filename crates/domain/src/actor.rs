//! Who acts, and what a decision is told about the world.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    FileId, PersonId, RoutingRuleId, Seed, UtcTime,
    incoming::{RoutingRule, StoredFile},
    organisation::Directory,
    register::{Duplicate, Register},
};

/// Who gives a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// A person, signed in or known by their mail.
    Person(PersonId),
    /// The exchange with other agencies (liên thông).
    Interchange,
    /// The office itself: what follows from another document or from the clock.
    Office,
}

impl Actor {
    /// The person, if it is one.
    pub const fn person(self) -> Option<PersonId> {
        match self {
            Self::Person(id) => Some(id),
            Self::Interchange | Self::Office => None,
        }
    }
}

/// What the office does when a sender recalls a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum RecallPolicy {
    /// The document is recalled at once and its holders are told.
    AtOnce,
    /// The registry agrees or refuses.
    #[default]
    OnAgreement,
}

/// The office's own choices, as far as decisions depend on them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OfficeSettings {
    /// What a sender's recall does.
    pub recall: RecallPolicy,
    /// The most files that one document may have.
    pub max_files: usize,
    /// The most recipients that one direction may name.
    pub max_recipients: usize,
}

impl Default for OfficeSettings {
    fn default() -> Self {
        Self { recall: RecallPolicy::default(), max_files: 100, max_recipients: 200 }
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
