//! What the forms say of a dossier that another agency handles: what that one has told, as the office that received it hands it to the citizen.

use domain::{
    UtcTime, day_in_vietnam,
    dossier::{
        Dossier, Event, Happening, StateName,
        link::{Apology, Ended, Standing, Wanted},
    },
};
use serde_json::{Value, json};

/// How it ended there without a result.
pub(super) struct EndedThere<'a> {
    end: &'a Ended,
    withdrawn: bool,
}

/// What was told, the first first.
#[derive(Default)]
pub(super) struct Told<'a> {
    /// What the citizen was to complete.
    pub wanted: Vec<&'a Wanted>,
    /// The apologies.
    pub apologies: Vec<&'a Apology>,
    /// That it was handled no further.
    pub ended: Vec<EndedThere<'a>>,
}

/// All that a history tells, each once: what is told again stands as it was told last.
pub(super) fn told(history: &[Happening]) -> Told<'_> {
    let mut told = Told::default();
    for one in history {
        if let Event::StandingTold { standing } = &one.event {
            told.add(standing);
        }
    }
    told
}

impl<'a> Told<'a> {
    fn add(&mut self, standing: &'a Standing) {
        if let Some(wanted) = &standing.wanted {
            put(&mut self.wanted, wanted, |one| one.at);
        }
        if let Some(apology) = &standing.apology {
            put(&mut self.apologies, apology, |one| one.at);
        }
        if let Some(end) = &standing.ended {
            let withdrawn = standing.state == StateName::Withdrawn;
            put(&mut self.ended, EndedThere { end, withdrawn }, |one| one.end.at);
        }
    }
}

fn put<T>(all: &mut Vec<T>, new: T, at: impl Fn(&T) -> UtcTime) {
    all.retain(|known| at(known) != at(&new));
    all.push(new);
}

/// Mẫu 02, handed over by whoever prints it.
pub(super) fn supplement(dossier: &Dossier, wanted: &Wanted, officer: &Value) -> Value {
    let items = wanted.missing.iter().map(|missing| json!({ "content": missing.what }));
    let there = dossier.there();
    let waits = there.and_then(|there| there.wanted.as_ref()).is_some_and(|now| now.at == wanted.at);
    let paused = there.and_then(|there| there.rests_since).filter(|_| waits);
    json!({
        "dated": day_in_vietnam(wanted.at),
        "code": dossier.code(),
        "guide": wanted.guide,
        "paused_from": paused.map(day_in_vietnam),
        "items": items.collect::<Vec<_>>(),
        "reason": wanted.reason,
        "basis": wanted.basis,
        "supply_by": day_in_vietnam(wanted.until),
        "officer": officer,
    })
}

/// Mẫu 04. What was told before it was said until when it was promised is printed with the first date.
pub(super) fn apology(dossier: &Dossier, apology: &Apology) -> Option<Value> {
    Some(json!({
        "dated": day_in_vietnam(apology.at),
        "due_at": apology.from.or_else(|| dossier.clock().map(|clock| clock.original))?,
        "reason": apology.reason,
        "new_due_at": apology.to,
        "signer": signer(),
    }))
}

/// Mẫu 05.
pub(super) fn stop(there: &EndedThere<'_>) -> Value {
    let (end, on) = (there.end, day_in_vietnam(there.end.at));
    json!({
        "dated": on,
        "reason": end.reason,
        "basis": end.basis,
        "stage_vi": end.step.as_ref().map(|step| format!("đang ở bước “{step}”")),
        "stopped_on": on,
        "withdrawn_on": there.withdrawn.then_some(on),
        "money_vi": end.money,
        "signer": signer(),
    })
}

/// Who has decided there is not told: the paper has a blank to sign on.
fn signer() -> Value {
    json!({ "title": "LÃNH ĐẠO CƠ QUAN" })
}
