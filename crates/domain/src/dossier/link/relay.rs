//! What a citizen has done at the office that received a dossier, as it is sent on to the agency that handles it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    FileId, Label, Reason, Remark, UtcTime,
    dossier::{
        command::{Command, CommandKind, HandedInFields, RecordPayment, ReturnResult, SupplyDossier, WithdrawDossier},
        facts::{HandedIn, ReturnWay},
        state::PaymentMethod,
    },
};

/// What a citizen has done at the receiving office, as it is sent on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "relay", rename_all = "snake_case")]
pub enum Relay {
    /// They have completed it.
    Supply {
        /// What came.
        components: Vec<HandedIn>,
        /// What else was said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<Remark>,
        /// When.
        at: UtcTime,
    },
    /// They have paid.
    Payment {
        /// For what.
        charges: Vec<Label>,
        /// Số biên lai.
        receipt: Label,
        /// How.
        method: PaymentMethod,
        /// When.
        at: UtcTime,
    },
    /// They take it back.
    Withdrawal {
        /// Why.
        reason: Reason,
        /// What becomes of what was paid.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        money: Option<Remark>,
    },
    /// They have the result.
    HandingOut {
        /// When; unknown of what was sent on before that was said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<UtcTime>,
        /// Which: how often it had come back or been corrected, as far as the desk that handed it out knew.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        times: Option<u32>,
        /// To whom.
        to: Label,
        /// What else is to be said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<Remark>,
    },
}

/// As what a command comes that the receiving office has sent on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SentOn {
    /// Under which number.
    pub number: u32,
    /// When it happened there, where the command does not say so itself.
    pub at: Option<UtcTime>,
    /// Which result it is about, where it is about one.
    pub times: Option<u32>,
}

impl Relay {
    /// As what it comes under this number.
    pub const fn sent_on(&self, number: u32) -> SentOn {
        let (at, times) = match self {
            Self::HandingOut { at, times, .. } => (*at, *times),
            _ => (None, None),
        };
        SentOn { number, at, times }
    }

    /// Which command it is, here and there.
    pub const fn kind(&self) -> CommandKind {
        match self {
            Self::Supply { .. } => CommandKind::SupplyDossier,
            Self::Payment { .. } => CommandKind::RecordPayment,
            Self::Withdrawal { .. } => CommandKind::WithdrawDossier,
            Self::HandingOut { .. } => CommandKind::ReturnResult,
        }
    }

    /// The command that it is at the competent agency, where its files have these ids.
    pub fn command(&self, ids: &BTreeMap<FileId, FileId>) -> Command {
        match self {
            Self::Supply { components, note, at } => Command::SupplyDossier(SupplyDossier {
                components: components.iter().map(|one| fields_of(one, ids)).collect(),
                note: note.clone(),
                received_at: Some(*at),
            }),
            Self::Payment { charges, receipt, method, at } => Command::RecordPayment(RecordPayment {
                charges: charges.clone(),
                receipt: receipt.clone(),
                method: *method,
                paid_at: Some(*at),
            }),
            Self::Withdrawal { reason, money } => {
                Command::WithdrawDossier(WithdrawDossier { reason: reason.clone(), money: money.clone() })
            }
            Self::HandingOut { to, note, .. } => Command::ReturnResult(ReturnResult {
                way: ReturnWay::Counter,
                to: Some(to.clone()),
                note: note.clone(),
            }),
        }
    }

    pub(super) fn unsigned(mut self) -> Self {
        if let Self::Supply { components, .. } = &mut self {
            unsigned(components);
        }
        self
    }
}

/// A paper as it is handed in once more: by its own name, whatever it is called in another agency's procedure.
fn fields_of(one: &HandedIn, ids: &BTreeMap<FileId, FileId>) -> HandedInFields {
    HandedInFields {
        component: one.component.clone(),
        name: Some(one.name.clone()),
        form: Some(one.form),
        count: Some(one.count),
        files: one.files.iter().filter_map(|file| ids.get(&file.file.id).copied()).collect(),
        note: one.note.clone(),
    }
}

/// Who of this office has put it to the dossier is not told.
pub(super) fn unsigned(components: &mut [HandedIn]) {
    for file in components.iter_mut().flat_map(|one| &mut one.files) {
        file.by = None;
    }
}
