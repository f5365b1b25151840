//! The register (sổ đăng ký văn bản) and its numbers.
//!
//! A register is one yearly series: of arrival numbers in the order of receipt (Decree 30/2020, Art. 22(2)), or of the numbers of outgoing
//! documents in the order of issue (Art. 15); each shared by paper and electronic documents. Secret documents have their own (Art. 15(2)).

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Actor, By, DocumentId, Refusal, RegisterId, Rule, access, organisation::Directory, outgoing::CopyForm};

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
    /// Copies of every form for which there is no narrower register (bản sao; Decree 30/2020, Art. 26).
    Copies,
}

impl Scope {
    /// Whether a document of this type and secrecy belongs in it.
    pub fn takes(&self, type_code: &str, secret: bool) -> bool {
        match self {
            Self::AllTypes => !secret,
            Self::Types { types } => !secret && types.contains(type_code),
            Self::Secret => secret,
            Self::Copies => !secret && CopyForm::of_type(type_code).is_some(),
        }
    }

    /// Narrower registers come before the one for all.
    pub const fn rank(&self) -> u8 {
        match self {
            Self::Types { .. } | Self::Secret => 0,
            Self::AllTypes | Self::Copies => 1,
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

/// What a register is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RegisterKind {
    /// Sổ đăng ký văn bản đến.
    #[default]
    Incoming,
    /// Sổ đăng ký văn bản đi.
    Outgoing,
}

impl RegisterKind {
    /// The name used in data and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Incoming => "incoming",
            Self::Outgoing => "outgoing",
        }
    }

    /// Reads [`RegisterKind::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Incoming, Self::Outgoing].into_iter().find(|kind| kind.as_str() == text)
    }
}

/// What is to be entered, as far as the choice of its register depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entering<'a> {
    /// In registers of which kind.
    pub kind: RegisterKind,
    /// Its type, by code.
    pub type_code: &'a str,
    /// Whether it is secret.
    pub secret: bool,
    /// Whether it is an outgoing normative document, which has a series of its own type (Art. 15(1)).
    pub normative: bool,
}

/// A register of one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Register {
    /// Which.
    pub id: RegisterId,
    /// What it is of.
    pub kind: RegisterKind,
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

impl Register {
    /// Whether a document of this type and secrecy belongs in it. A normative one that goes out has its type's own (Art. 15(1)), and so
    /// has a copy that is made here.
    pub fn takes(&self, type_code: &str, secret: bool, normative: bool) -> bool {
        let copy = self.kind == RegisterKind::Outgoing && CopyForm::of_type(type_code).is_some();
        self.scope.takes(type_code, secret) && !((normative || copy) && self.scope == Scope::AllTypes)
    }
}

/// Which of these registers takes a document: the one that is named, else the narrowest that takes its type.
pub fn choose(registers: Vec<Register>, wanted: Option<RegisterId>, entering: Entering<'_>) -> Option<Register> {
    let Entering { kind, type_code, secret, normative } = entering;
    let mut open = registers.into_iter().filter(|register| register.open && register.kind == kind);
    match wanted {
        Some(id) => open.find(|register| register.id == id),
        None => open
            .filter(|register| register.takes(type_code, secret, normative))
            .min_by_key(|register| (register.scope.rank(), register.code.clone())),
    }
}

/// Whether another of these registers is narrower for what is issued than this one: then the other one has its series, and a number of this
/// one could be there already (Art. 15(1): one series a type, however it is divided).
pub fn is_passed_over(register: &Register, registers: &[Register], entering: Entering<'_>) -> bool {
    let Entering { kind, type_code, secret, normative } = entering;
    let takes = |other: &&Register| other.open && other.kind == kind && other.takes(type_code, secret, normative);
    registers.iter().filter(takes).any(|other| other.scope.rank() < register.scope.rank())
}

/// A register that is to be opened in mid-year.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// What it is of.
    pub kind: RegisterKind,
    /// The types that are entered in it, by code.
    pub types: &'a BTreeSet<String>,
    /// The number it begins with.
    pub first_number: u32,
    /// The last number that outgoing documents of these types have this year in whichever register; 0 where they have none.
    pub given: u32,
}

/// Types as an office knows them.
#[derive(Debug, Clone, Copy)]
pub struct KnownTypes<'a> {
    /// All of them, by code.
    pub all: &'a BTreeSet<String>,
    /// The normative ones among them (văn bản quy phạm pháp luật).
    pub normative: &'a BTreeSet<String>,
}

/// Whether this actor may open a register for these types in mid-year, beside those that are open this year.
///
/// # Errors
/// The rule that says no.
pub fn may_open(
    actor: Actor,
    wanted: Wanted<'_>,
    known: KnownTypes<'_>,
    present: &[Register],
    directory: &Directory,
) -> Result<(), Refusal> {
    let Wanted { kind, types, first_number, given } = wanted;
    access::may_enter(actor, directory)?;
    if first_number == 0 || first_number > MAX_FIRST {
        return Err(Refusal::new(Rule::NumberOutOfRange).at("/first_number").with("max", MAX_FIRST));
    }
    if types.is_empty() {
        return Err(Refusal::new(Rule::RegisterForNothing).at("/document_types"));
    }
    for code in types {
        if !known.all.contains(code) {
            let shown: String = code.chars().take(60).collect();
            return Err(Refusal::new(Rule::TypeUnknown).at("/document_types").with("type", shown));
        }
        let narrow = |register: &&Register| {
            let narrow = matches!(&register.scope, Scope::Types { types } if types.contains(code));
            register.open && register.kind == kind && narrow
        };
        if let Some(register) = present.iter().find(narrow) {
            return Err(Refusal::new(Rule::RegisterOverlaps)
                .at("/document_types")
                .with("type", code)
                .with("register", &register.name));
        }
    }
    if kind == RegisterKind::Outgoing {
        // Copies have a series of their own (Art. 27): nothing else is numbered in it.
        let copies = types.iter().filter(|code| CopyForm::of_type(code).is_some()).count();
        if copies > 0 && copies < types.len() {
            return Err(Refusal::new(Rule::CopiesAlone).at("/document_types"));
        }
        // Each normative type has a series of its own, and a number that was given is given to nothing else.
        if types.len() > 1 && types.iter().any(|code| known.normative.contains(code)) {
            return Err(Refusal::new(Rule::NormativeAlone).at("/document_types"));
        }
        if first_number <= given {
            let refusal = Refusal::new(Rule::FirstNumberGiven).at("/first_number");
            return Err(refusal.with("given", given).with("next", given.saturating_add(1)));
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
