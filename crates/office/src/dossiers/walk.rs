//! A dossier's way as its history tells it: what a form says that is printed again later is what was so then.

use domain::{
    By, PersonId,
    dossier::{Dossier, Event, Happening, Judgement, apply, create_apply, state::End},
    organisation::Directory,
    work::Desk,
};
use serde_json::{Value, json};

use super::forms::hand;
use crate::OfficeError;

/// That it was handled no further, as it was told then (Mẫu 05).
pub(super) struct Stopping {
    /// Why.
    pub end: End,
    /// Whether the citizen had taken it back.
    pub withdrawn: bool,
    /// How far it had come.
    pub stage: Option<String>,
}

/// The dossier as it stood when it was received.
pub(super) fn as_received(dossier: &Dossier, history: &[Happening]) -> Result<Option<Dossier>, OfficeError> {
    let Some(n) = history.iter().position(|one| matches!(one.event, Event::DossierAccepted { .. })) else {
        return Ok(None);
    };
    let unlike = |fault: domain::incoming::apply::Mismatch| OfficeError::Internal(format!("a history: {}", fault.0));
    let (Some(first), Some(rest)) = (history.first(), history.get(1..=n)) else { return Ok(None) };
    let begun = create_apply(dossier.id(), dossier.agency(), first).map_err(unlike)?;
    rest.iter().try_fold(begun, apply).map(Some).map_err(unlike)
}

/// Each time that a dossier which had been received was handled no further.
pub(super) fn stoppings(history: &[Happening]) -> Vec<Stopping> {
    let (mut found, mut stage, mut received) = (Vec::new(), None, false);
    for one in history {
        match &one.event {
            Event::DossierAccepted { .. } => received = true,
            Event::StepEntered { run, .. } => stage = Some(format!("đang ở bước “{}”", run.name)),
            Event::DossierStopped { end } => {
                found.push(Stopping { end: end.clone(), withdrawn: false, stage: stage.clone() });
            }
            Event::DossierWithdrawn { end } if received => {
                found.push(Stopping { end: end.clone(), withdrawn: true, stage: stage.clone() });
            }
            _ => {}
        }
    }
    found
}

const fn in_time(judgement: Judgement) -> Option<&'static str> {
    match judgement {
        Judgement::Early => Some("early"),
        Judgement::InTime => Some("on_time"),
        Judgement::Late => Some("late"),
        Judgement::Untimed => None,
    }
}

/// Whose hands it is in, on the control sheet.
#[derive(Clone, Copy)]
struct Hands {
    desk: Desk,
    officer: Option<PersonId>,
}

impl Hands {
    fn shown(self, directory: &Directory) -> Value {
        hand(self.desk, self.officer, directory)
    }

    fn are(self, person: PersonId) -> bool {
        self.officer == Some(person) || self.desk == Desk::Holder(domain::assignment::Holder::Person(person))
    }
}

/// The lines of the control sheet (Mẫu 06): one each time that it went from hand to hand.
pub(super) fn hand_overs(dossier: &Dossier, history: &[Happening], directory: &Directory) -> Vec<Value> {
    let desk_of = |by: Option<By>| Hands { desk: Desk::OneStop, officer: by.map(By::desk) };
    let mut walked = dossier.walked().iter();
    let mut now = desk_of(None);
    let mut lines: Vec<Value> = Vec::new();
    for one in history {
        let next = match &one.event {
            Event::DossierAccepted { acceptance, .. } => {
                now = desk_of(acceptance.by);
                continue;
            }
            Event::StepEntered { run, .. } => Hands { desk: run.desk, officer: run.officer },
            Event::OfficerAssigned { officer, .. } => Hands { officer: Some(*officer), ..now },
            Event::HandedOver { from, to, .. } if now.are(*from) => match now.officer {
                Some(_) => Hands { officer: Some(*to), ..now },
                None => Hands { desk: Desk::Holder(domain::assignment::Holder::Person(*to)), officer: None },
            },
            // The one-stop shop takes it in afterwards: see below.
            Event::DossierDone { .. } => desk_of(None),
            Event::ResultCorrected { .. } => {
                now = Hands { desk: Desk::OneStop, officer: one.by.desk() };
                desk_of(None)
            }
            Event::ResultCameBack { reason, .. } => {
                now = desk_of(one.by.by());
                let from = json!({ "unit": "Bưu chính" });
                lines.push(json!({ "from": from, "to": now.shown(directory), "at": one.at, "note": reason }));
                continue;
            }
            Event::DossierWithdrawn { .. } if now.desk != Desk::OneStop => desk_of(None),
            // To the agency whose decision it is.
            Event::DossierForwarded => {
                let competent = dossier.state().acceptance().and_then(|acceptance| acceptance.competent.as_ref());
                let result = walked.next().and_then(|step| in_time(step.judgement));
                let to = json!({ "unit": competent.map(|agency| &agency.name) });
                lines.push(json!({ "from": now.shown(directory), "to": to, "at": one.at, "result": result }));
                continue;
            }
            // Who took the result in at the desk is whom the line names by which it came there.
            Event::ResultTakenIn { .. } => {
                now = desk_of(one.by.by());
                if let Some(Value::Object(line)) = lines.last_mut() {
                    line.insert("to".to_owned(), now.shown(directory));
                }
                continue;
            }
            Event::ResultReturned { handing } => {
                let from = desk_of(handing.by).shown(directory);
                let to = json!({ "unit": "Người nhận kết quả", "name": handing.to });
                lines.push(json!({ "from": from, "to": to, "at": one.at, "note": handing.note }));
                continue;
            }
            _ => continue,
        };
        let ends_a_step = !matches!(
            one.event,
            Event::OfficerAssigned { .. } | Event::HandedOver { .. } | Event::ResultCorrected { .. }
        );
        let step = ends_a_step.then(|| walked.next()).flatten();
        let note = match &one.event {
            Event::OfficerAssigned { .. } => Some("Phân công".to_owned()),
            Event::HandedOver { .. } => Some("Bàn giao công việc".to_owned()),
            Event::ResultCorrected { .. } => Some("Kết quả đính chính".to_owned()),
            Event::DossierWithdrawn { .. } => Some("Công dân rút hồ sơ".to_owned()),
            _ => step.and_then(|step| step.outcome.as_ref()).map(ToString::to_string),
        };
        // Who hands on what lay on a desk is who had it in hand there.
        let handed_on =
            matches!(one.event, Event::StepEntered { .. } | Event::OfficerAssigned { .. } | Event::DossierDone { .. });
        let from = Hands { officer: now.officer.or_else(|| one.by.desk().filter(|_| handed_on)), ..now };
        lines.push(json!({
            "from": from.shown(directory),
            "to": next.shown(directory),
            "at": one.at,
            "result": step.and_then(|step| in_time(step.judgement)),
            "note": note,
        }));
        now = next;
    }
    lines
}
