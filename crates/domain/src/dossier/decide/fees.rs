//! What is to be paid for a dossier when it is received: the fees of its procedure, as far as their sums are known then.

use super::{Decision, citizen::MOST};
use crate::{
    Refusal, Rule,
    dossier::{
        command::{AcceptDossier, FeeFields},
        state::{Charge, Payment, PaymentMethod},
    },
    procedure::{Fee, FeeWhen, ProcedureContent},
};

impl Decision<'_> {
    /// The sums that are asked for at reception, and what was paid of them at once. A fee whose sum nobody can say yet is asked for at a step.
    pub(super) fn fees(&self, content: &ProcedureContent, command: &AcceptDossier) -> Result<Vec<Charge>, Refusal> {
        let due = |fee: &&Fee| fee.when != FeeWhen::Handling;
        for (n, said) in command.fees.iter().enumerate() {
            let place = format!("/fees/{n}/name");
            if !content.fees.iter().filter(due).any(|fee| fee.name == said.name) {
                return Err(Refusal::new(Rule::FeeUnknown).at(place).with("name", &said.name));
            }
            if command.fees.iter().take(n).any(|other| other.name == said.name) {
                return Err(Refusal::new(Rule::ChargeTwice).at(place).with("name", &said.name));
            }
        }
        let payment = command.paid.clone().map(|receipt| Payment {
            receipt,
            method: command.method.unwrap_or(PaymentMethod::Cash),
            by: self.by,
            at: self.context.now,
        });
        let mut charges: Vec<Charge> = Vec::new();
        for fee in content.fees.iter().filter(due) {
            // What is said of a name is said once: of two fees of one name of the first, and the other is what it is by itself.
            let first = content.fees.iter().filter(due).find(|one| one.name == fee.name);
            let said = command.fees.iter().enumerate().find(|(_, said)| said.name == fee.name);
            let said = said.filter(|_| first.is_some_and(|first| std::ptr::eq(first, fee)));
            let Some(amount) = sum(fee, said)? else { continue };
            let name = fee.name.clone();
            // A charge is known by its name: of two fees of one name both are in it.
            if let Some(same) = charges.iter_mut().find(|charge| charge.name == name) {
                same.amount = same.amount.saturating_add(amount);
                continue;
            }
            let payment = payment.clone().filter(|_| fee.when == FeeWhen::Reception);
            charges.push(Charge { name, amount, asked_at: self.context.now, reason: None, payment });
        }
        let pays = charges.iter().any(|charge| charge.payment.is_some());
        match (&command.paid, command.method) {
            (Some(_), _) if !pays => Err(Self::pays_nothing(content, command)),
            (None, Some(_)) => Err(Refusal::new(Rule::ReceiptMissing).at("/paid")),
            _ => Ok(charges),
        }
    }

    /// Why a receipt pays nothing: what is paid at reception has no sum yet, or nothing is.
    fn pays_nothing(content: &ProcedureContent, command: &AcceptDossier) -> Refusal {
        let said = |fee: &Fee| command.fees.iter().any(|said| said.name == fee.name);
        let open =
            content.fees.iter().filter(|fee| fee.when == FeeWhen::Reception && fee.amount != Some(0) && !said(fee));
        let names: Vec<&str> = open.map(|fee| fee.name.as_str()).collect();
        if names.is_empty() {
            return Refusal::new(Rule::NothingToPay).at("/paid");
        }
        Refusal::new(Rule::FeesUnsaid).at("/fees").with("names", names.join("; "))
    }
}

/// What a fee comes to: as it is said, or for so many, or as it stands; nothing where it is waived, or where nobody knows.
fn sum(fee: &Fee, said: Option<(usize, &FeeFields)>) -> Result<Option<u64>, Refusal> {
    let Some((n, said)) = said else { return Ok(fee.amount.filter(|amount| *amount > 0 && fee.each.is_none())) };
    let place = |field: &str| format!("/fees/{n}/{field}");
    let amount = match (said.amount, said.quantity, fee.amount) {
        (Some(_), Some(_), _) => return Err(Refusal::new(Rule::FeeSaidTwice).at(place("quantity"))),
        (Some(amount), None, _) => amount,
        (None, Some(quantity), Some(each)) if fee.each.is_some() => each.saturating_mul(quantity.into()),
        (None, Some(_), _) => return Err(Refusal::new(Rule::FeeNotCounted).at(place("quantity"))),
        (None, None, _) => return Err(Refusal::new(Rule::FeeSumMissing).at(place("amount"))),
    };
    if amount > MOST {
        Err(Refusal::new(Rule::AmountOutOfRange).at(place("amount")))
    } else {
        Ok(Some(amount).filter(|a| *a > 0))
    }
}
