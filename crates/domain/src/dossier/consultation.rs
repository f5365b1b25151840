//! A question to another department, a person or another agency about a dossier (lấy ý kiến), side by side with its handling.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    By, ConsultationId, DepartmentId, Instruction, Label, UtcTime,
    assignment::{Counted, Holder},
    incoming::Attachment,
};

/// Of whom.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Consulted {
    /// A department or a person of the agency: they answer here.
    Inside(Holder),
    /// Another agency, asked by letter: whoever handles the dossier notes its answer.
    Agency(Label),
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consultation {
    /// Which.
    pub id: ConsultationId,
    /// Of whom.
    pub of: Consulted,
    /// The departments that a person who is asked belonged to then.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub departments: BTreeSet<DepartmentId>,
    /// What.
    pub question: Instruction,
    /// Who asked; nothing where the process of the procedure did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_by: Option<By>,
    /// When.
    pub asked_at: UtcTime,
    /// Until when.
    pub due: UtcTime,
    /// How that was counted.
    pub counted: Counted,
    /// Where it stands.
    #[serde(flatten)]
    pub standing: Standing,
}

/// Where a question stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "standing", rename_all = "snake_case")]
pub enum Standing {
    /// Not answered yet.
    Open,
    /// Answered.
    Answered {
        /// In words.
        text: Instruction,
        /// In files.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<Attachment>,
        /// By whose hand.
        by: By,
        /// When.
        at: UtcTime,
    },
    /// Taken back, or no longer needed.
    Closed {
        /// When.
        at: UtcTime,
    },
}

impl Consultation {
    /// Whether it still waits.
    pub const fn is_open(&self) -> bool {
        matches!(self.standing, Standing::Open)
    }

    /// Whose it is to answer, in the agency itself.
    pub const fn holder(&self) -> Option<Holder> {
        match &self.of {
            Consulted::Inside(holder) => Some(*holder),
            Consulted::Agency(_) => None,
        }
    }
}
