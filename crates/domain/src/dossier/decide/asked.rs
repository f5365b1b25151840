//! What is asked of others while a dossier is handled.

use super::Decision;
use crate::{
    ConsultationId, Refusal, Rule,
    assignment::{Counted, Holder},
    dossier::{
        command::{AnswerConsultation, ConsultOn, ConsultedFields},
        consultation::{Consultation, Consulted, Standing},
        event::Event,
    },
    procedure::Act,
    work::Desk,
};

impl Decision<'_> {
    pub(super) fn consult(&self, command: &ConsultOn) -> Result<Event, Refusal> {
        self.step_may(Act::Consult)?;
        if command.consulted.is_empty() {
            return Err(Refusal::new(Rule::NothingToChange).at("/consulted"));
        }
        let max = self.context.settings.max_recipients;
        let all = self.dossier.open_consultations().count().saturating_add(command.consulted.len());
        if u32::try_from(all).map_or(true, |count| count > max) {
            return Err(Refusal::new(Rule::TooManyRecipients).at("/consulted").with("max", max));
        }
        let mut consultations: Vec<Consultation> = Vec::with_capacity(command.consulted.len());
        for (n, fields) in command.consulted.iter().enumerate() {
            let place = format!("/consulted/{n}");
            let of = consulted(fields, &place)?;
            let holder = match &of {
                Consulted::Inside(holder) => {
                    self.context.directory.reaches(*holder, &place)?;
                    self.is_another(*holder).map_err(|refusal| refusal.at(&place))?;
                    Some(*holder)
                }
                Consulted::Agency(_) => None,
            };
            let twice = consultations.iter().any(|other| other.of == of);
            if twice || self.dossier.open_consultations().any(|open| open.of == of) {
                return Err(Refusal::new(Rule::RecipientTwice).at(place));
            }
            let (calendar, unit) =
                holder.map_or((self.calendar(), None), |holder| self.calendar_of(Desk::Holder(holder)));
            let due = calendar.due(self.context.now, command.term);
            let due = due.map_err(|_| Refusal::new(Rule::TermEndsNowhere).at("/term").with("term", command.term))?.at;
            // Who is asked answers inside the time that the whole has.
            let whole = self.dossier.clock().filter(|clock| !clock.is_late(self.context.now)).map(|clock| clock.due);
            if let Some(whole) = whole.filter(|whole| due > *whole) {
                let refusal = Refusal::new(Rule::ConsultationBeyond).at("/term");
                return Err(refusal.with("due", crate::time::written(whole)).with("asked", crate::time::written(due)));
            }
            let n = u16::try_from(n)
                .map_err(|_| Refusal::new(Rule::TooManyRecipients).at("/consulted").with("max", max))?;
            consultations.push(Consultation {
                id: ConsultationId(self.context.seed.nth(n)),
                departments: holder.map(|holder| self.context.directory.departments_of(holder)).unwrap_or_default(),
                of,
                question: command.question.clone(),
                asked_by: self.by,
                asked_at: self.context.now,
                due,
                counted: Counted { term: command.term, from: self.context.now, unit },
                standing: Standing::Open,
            });
        }
        Ok(Event::Consulted { consultations })
    }

    /// An opinion is another's than whose step it is.
    fn is_another(&self, holder: Holder) -> Result<(), Refusal> {
        let (_, run) = self.running()?;
        let own = run.desk == Desk::Holder(holder)
            || matches!(holder, Holder::Person(id) if run.officer == Some(id) || self.by.is_some_and(|by| by.names(id)));
        if own { Err(Refusal::new(Rule::OwnConsultation)) } else { Ok(()) }
    }

    pub(super) fn answer(&self, command: &AnswerConsultation) -> Result<Event, Refusal> {
        let files = self.files(&command.files, "/files")?;
        Ok(Event::ConsultationAnswered { consultation: command.consultation, text: command.text.clone(), files })
    }
}

fn consulted(fields: &ConsultedFields, place: &str) -> Result<Consulted, Refusal> {
    match (fields.department, fields.person, &fields.agency) {
        (Some(id), None, None) => Ok(Consulted::Inside(Holder::Department(id))),
        (None, Some(id), None) => Ok(Consulted::Inside(Holder::Person(id))),
        (None, None, Some(name)) => Ok(Consulted::Agency(name.clone())),
        _ => Err(Refusal::new(Rule::OneConsulted).at(place)),
    }
}
