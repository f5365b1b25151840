//! The register (sổ đăng ký văn bản đến) and its numbers.
//!
//! A register is one yearly series of arrival numbers, shared by paper and electronic documents, in the order of receipt
//! (Decree 30/2020, Art. 22(2)). Secret documents have their own (Art. 15(2)).

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{Actor, By, DocumentId, Refusal, RegisterId, Rule, access, organisation::Directory};

/// The largest number that a register begins with.
pub const MAX_FIRST: u32 = 9_999_999;

/// Which documents are entered in a register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "takes", rename_all = "snake_case")]
pub enum Scope {
    /// Every type for which there is no narrower register.
    AllTypes,
    /// Only these types, by code.
    Types {
        /// The codes.
        types: BTreeSet<String>,
    },
    /// Secret documents, as lines without content.
    Secret,
}

impl Scope {
    /// Whether a document of this type and secrecy belongs in it.
    pub fn takes(&self, type_code: &str, secret: bool) -> bool {
        match self {
            Self::AllTypes => !secret,
            Self::Types { types } => !secret && types.contains(type_code),
            Self::Secret => secret,
        }
    }

    /// Narrower registers come before the one for all.
    pub const fn rank(&self) -> u8 {
        match self {
            Self::Types { .. } | Self::Secret => 0,
            Self::AllTypes => 1,
        }
    }
}

/// A document that is entered already and seems to be the same: same author, number, notation and date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duplicate {
    /// Which.
    pub document: DocumentId,
    /// The year of its register.
    pub year: i32,
    /// Its arrival number.
    pub number: u32,
}

/// A register of one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Register {
    /// Which.
    pub id: RegisterId,
    /// The series it continues from year to year.
    pub code: String,
    /// Its name on the cover.
    pub name: String,
    /// The year, in Vietnam.
    pub year: i32,
    /// What is entered in it.
    pub scope: Scope,
    /// The number that the next entry takes.
    pub next_number: u32,
    /// Whether entries can still be made.
    pub open: bool,
}

/// Which of these registers takes a document: the one that is named, else the narrowest that takes its type.
pub fn choose(
    registers: Vec<Register>,
    wanted: Option<RegisterId>,
    (type_code, secret): (&str, bool),
) -> Option<Register> {
    let open = registers.into_iter().filter(|register| register.open);
    match wanted {
        Some(id) => open.into_iter().find(|register| register.id == id),
        None => open
            .filter(|register| register.scope.takes(type_code, secret))
            .min_by_key(|register| (register.scope.rank(), register.code.clone())),
    }
}

/// Whether this actor may open a register for these types in mid-year, beside those that are open this year.
///
/// # Errors
/// The rule that says no.
pub fn may_open(
    actor: Actor,
    types: &BTreeSet<String>,
    first_number: u32,
    known: &BTreeSet<String>,
    present: &[Register],
    directory: &Directory,
) -> Result<(), Refusal> {
    access::may_enter(actor, directory)?;
    if first_number == 0 || first_number > MAX_FIRST {
        return Err(Refusal::new(Rule::NumberOutOfRange).at("/first_number").with("max", MAX_FIRST));
    }
    if types.is_empty() {
        return Err(Refusal::new(Rule::RegisterForNothing).at("/document_types"));
    }
    for code in types {
        if !known.contains(code) {
            let shown: String = code.chars().take(60).collect();
            return Err(Refusal::new(Rule::TypeUnknown).at("/document_types").with("type", shown));
        }
        let narrow = |register: &&Register| {
            register.open && matches!(&register.scope, Scope::Types { types } if types.contains(code))
        };
        if let Some(register) = present.iter().find(narrow) {
            return Err(Refusal::new(Rule::RegisterOverlaps)
                .at("/document_types")
                .with("type", code)
                .with("register", &register.name));
        }
    }
    Ok(())
}

/// A document's line in a register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The register.
    pub register: RegisterId,
    /// Its name.
    pub register_name: String,
    /// Its year, in Vietnam.
    pub year: i32,
    /// Số đến.
    pub number: u32,
    /// When the line was written.
    pub at: DateTime<Utc>,
    /// Who wrote it; `None` where the office did by itself.
    pub by: Option<By>,
}

impl Entry {
    /// The number as it is written: Arabic digits, below ten with a leading 0.
    pub fn written(&self) -> String {
        format!("{:02}", self.number)
    }
}
