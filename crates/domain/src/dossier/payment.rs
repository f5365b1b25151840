//! Payments by a gateway (thanh toán trực tuyến): what one is asked for, what it tells, and what becomes of that. How a payment stands is kept
//! apart from how the dossier does: a notice becomes the command that a clerk gives at the desk, or a question to the desk, and is never lost.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    command::RecordPayment,
    record::Dossier,
    state::{Charge, PaymentMethod, State},
};
use crate::{AgencyId, Label, Refusal, Rule, UtcTime};

/// Which payment: the same however often it is asked for or told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PaymentReference {
    /// Whose.
    pub agency: AgencyId,
    /// Which.
    pub id: Uuid,
}

impl fmt::Display for PaymentReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.agency.0.simple(), self.id.simple())
    }
}

impl PaymentReference {
    /// Reads what [`fmt::Display`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        let (agency, id) = text.split_once('-')?;
        let read = |part: &str| if part.len() == 32 { Uuid::try_parse(part).ok() } else { None };
        Some(Self { agency: AgencyId(read(agency)?), id: read(id)? })
    }
}

/// A sum of a payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentLine {
    /// What for.
    pub name: Label,
    /// Đồng.
    pub amount: u64,
}

/// What a gateway is asked for: sums of a dossier that are unpaid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentRequest {
    /// Which.
    pub reference: PaymentReference,
    /// Mã hồ sơ.
    pub code: String,
    /// What for.
    pub lines: Vec<PaymentLine>,
    /// Since when the first of them is asked for: nobody has paid before.
    pub since: UtcTime,
}

impl PaymentRequest {
    /// Of what is unpaid: while the citizen is waited for, what they were asked for; else all.
    ///
    /// # Errors
    /// [`Rule::NothingToPay`].
    pub fn of(dossier: &Dossier, reference: PaymentReference) -> Result<Self, Refusal> {
        let awaited = matches!(dossier.state(), State::AwaitingPayment { .. });
        let asked: Vec<&Charge> = dossier.unpaid().filter(|charge| !awaited || charge.reason.is_some()).collect();
        let nothing = || Refusal::new(Rule::NothingToPay);
        if dossier.state().end().is_some() {
            return Err(nothing());
        }
        let since = asked.iter().map(|charge| charge.asked_at).min().ok_or_else(nothing)?;
        let code = dossier.code().ok_or_else(nothing)?.to_string();
        let lines = asked.iter().map(|charge| PaymentLine { name: charge.name.clone(), amount: charge.amount });
        Ok(Self { reference, code, lines: lines.collect(), since })
    }

    /// All of it, in đồng.
    pub fn total(&self) -> u64 {
        self.lines.iter().fold(0, |sum, line| sum.saturating_add(line.amount))
    }

    /// Whether just this is still unpaid of the dossier.
    fn is_unpaid_of(&self, dossier: &Dossier) -> bool {
        let named = |charge: &&Charge| self.lines.iter().any(|line| line.name == charge.name);
        let mut unpaid: Vec<(&str, u64)> =
            dossier.unpaid().filter(named).map(|charge| (charge.name.as_str(), charge.amount)).collect();
        let mut asked: Vec<(&str, u64)> = self.lines.iter().map(|line| (line.name.as_str(), line.amount)).collect();
        unpaid.sort_unstable();
        asked.sort_unstable();
        unpaid == asked
    }
}

/// What a gateway tells, proved by its adapter to be the gateway's word: that somebody has paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentNotice {
    /// Of which payment.
    pub reference: PaymentReference,
    /// The gateway's own number of the transaction.
    pub transaction: Label,
    /// How much, in đồng.
    pub amount: u64,
    /// When.
    pub at: UtcTime,
}

/// How a payment stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaymentState {
    /// The gateway was asked for it.
    Asked,
    /// It was paid, and stands on the dossier.
    Paid {
        /// By which transaction.
        transaction: Label,
    },
}

/// Why a desk is to look at what was paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// Another sum than was asked for.
    WrongAmount {
        /// What was.
        asked: u64,
    },
    /// It was paid by another transaction before.
    PaidTwice {
        /// By which.
        before: Label,
    },
    /// What it was for is not unpaid any more: paid at the desk, or changed.
    NotUnpaid,
    /// The dossier takes it no more.
    Refused(Refusal),
}

impl Doubt {
    /// In words, for the desk.
    pub fn words(&self) -> String {
        match self {
            Self::WrongAmount { asked } => format!("Số tiền khác với số đã yêu cầu ({asked} đồng)."),
            Self::PaidTwice { before } => format!("Khoản này đã được nộp trước đó bằng giao dịch {before}."),
            Self::NotUnpaid => "Khoản này không còn phải nộp: đã ghi nhận nộp tại quầy hoặc đã thay đổi.".to_owned(),
            Self::Refused(refusal) => refusal.words().vi,
        }
    }
}

/// What becomes of a notice.
#[derive(Debug, Clone)]
pub enum Judged {
    /// It is written down: the command that does so.
    Record(RecordPayment),
    /// Somebody is to look.
    ToDesk(Doubt),
}

/// What becomes of a transaction of which nothing was heard before.
pub fn judge(
    request: &PaymentRequest,
    state: &PaymentState,
    notice: &PaymentNotice,
    dossier: &Dossier,
    now: UtcTime,
) -> Judged {
    if let PaymentState::Paid { transaction } = state {
        return Judged::ToDesk(Doubt::PaidTwice { before: transaction.clone() });
    }
    if notice.amount != request.total() {
        return Judged::ToDesk(Doubt::WrongAmount { asked: request.total() });
    }
    if !request.is_unpaid_of(dossier) {
        return Judged::ToDesk(Doubt::NotUnpaid);
    }
    Judged::Record(RecordPayment {
        charges: request.lines.iter().map(|line| line.name.clone()).collect(),
        receipt: notice.transaction.clone(),
        method: PaymentMethod::Gateway,
        // The gateway's clock is not the office's.
        paid_at: Some(notice.at.max(request.since).min(now)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_read_as_it_is_written() {
        let one = PaymentReference { agency: AgencyId(Uuid::from_u128(7)), id: Uuid::from_u128(9) };
        assert_eq!(PaymentReference::parse(&one.to_string()), Some(one));
        for text in ["", "-", "7-9", &one.to_string().replace('-', ""), &format!("{one}0")] {
            assert_eq!(PaymentReference::parse(text), None, "{text}");
        }
    }
}
