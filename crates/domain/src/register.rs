//! The register (sổ đăng ký văn bản đến) and its numbers.
//!
//! A register is one yearly series of arrival numbers, shared by paper and electronic documents, in the order of receipt
//! (Decree 30/2020, Art. 22(2)). Secret documents have their own (Art. 15(2)).

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{PersonId, RegisterId};

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

/// A document's line in a register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
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
    pub by: Option<PersonId>,
}

impl Entry {
    /// The number as it is written: Arabic digits, below ten with a leading 0.
    pub fn written(&self) -> String {
        format!("{:02}", self.number)
    }
}
