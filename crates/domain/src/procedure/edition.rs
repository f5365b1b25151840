//! The versions of a procedure.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{content::ProcedureContent, rules::MostOften};
use crate::{By, ProcedureCode, ProcedureId, Reason, Subject, UtcTime};

/// Which version of which procedure, as a dossier keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProcedureRef {
    /// Which.
    pub id: ProcedureId,
    /// Its version, from 1.
    pub version: u32,
    /// Mã thủ tục.
    pub code: ProcedureCode,
    /// Tên thủ tục.
    pub name: Subject,
    /// How often it lets be asked for what; nothing in what was received before this was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<MostOften>,
}

/// A published version. It never changes; a later one takes its place for what is received from then on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// Of which procedure.
    pub id: ProcedureId,
    /// Which, from 1.
    pub version: u32,
    /// What was published.
    pub content: ProcedureContent,
    /// By whom.
    pub published_by: By,
    /// When.
    pub published_at: UtcTime,
}

impl Edition {
    /// As a dossier keeps it.
    pub fn reference(&self) -> ProcedureRef {
        ProcedureRef {
            id: self.id,
            version: self.version,
            code: self.content.code.clone(),
            name: self.content.name.clone(),
            most: Some(self.content.rules.most()),
        }
    }
}

/// That a procedure is offered no longer (ngừng áp dụng): nothing is received for it from then on, and what runs goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// By whom.
    pub by: By,
    /// When.
    pub at: UtcTime,
    /// Why.
    pub reason: Reason,
}
