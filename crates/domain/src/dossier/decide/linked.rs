//! What passes between the office that received a dossier and the agency that decides on it: see [`crate::dossier::link`].

use super::{Decision, DossierContext, citizen::paid_for, happened_at, intake};
use crate::{
    Actor, Refusal, Rule, UtcTime, access,
    dossier::{
        command::{
            Command, HandedInFields, NotTakenDossier, RecordPayment, ReturnResult, SupplyDossier, TellStanding,
            TransferDossier,
        },
        event::Event,
        facts::{DossierFacts, HandedIn, ReturnWay},
        link::{Arrival, Link, Relay, Standing},
        record::Dossier,
        state::{Acceptance, State},
    },
    procedure::{Authority, ProcedureContent},
};

/// Takes in a dossier that another agency has received for this one: the same code, the same date as on the receipt, and this agency's own version
/// of the procedure. It lies at the one-stop shop until that hands it to the first step.
///
/// # Errors
/// The rule that says no.
pub fn arrive(actor: Actor, arrival: &Arrival, context: &DossierContext<'_>) -> Result<Vec<Event>, Refusal> {
    access::dossier::may_bring(actor)?;
    let own = context.procedure.filter(|edition| matches!(edition.content.authority, Authority::Own));
    let code = arrival.facts.procedure.as_ref().map_or("", |procedure| procedure.code.as_str());
    let edition = own.ok_or_else(|| {
        let refusal = Refusal::new(Rule::CompetentOffersNone).with("name", &context.directory.agency_name);
        refusal.with("procedure", code)
    })?;
    let taken = context.code.ok_or(Refusal::new(Rule::WrongState))?;
    let mut facts = DossierFacts {
        procedure: Some(edition.reference()),
        field: Some(edition.content.field.clone()),
        ..arrival.facts.clone()
    };
    for paper in &mut facts.components {
        if !is_known(paper.component.as_ref(), &edition.content) {
            paper.component = None;
        }
    }
    let acceptance = Acceptance {
        code: taken.code.clone(),
        row: taken.row,
        by: None,
        at: arrival.at,
        clock: arrival.clock.clone(),
        competent: None,
    };
    // The one-stop shop has it from now on.
    let transfer = edition.content.rules.transfer_by(context.now, context.calendar.agency());
    let charges = arrival.charges.clone();
    Ok(vec![Event::DossierRegistered { facts, check: None }, Event::DossierAccepted { acceptance, charges, transfer }])
}

fn is_known(code: Option<&crate::ComponentCode>, content: &ProcedureContent) -> bool {
    code.is_some_and(|code| content.components.iter().any(|known| known.code == *code))
}

/// How it stands at the competent agency. What was told before, or is older than what was, is nothing new.
pub(super) fn tell(dossier: &Dossier, command: &TellStanding) -> Result<Event, Refusal> {
    let link = link_of(dossier)?;
    if link.is_news(&command.standing) {
        return Ok(Event::StandingTold { standing: command.standing.clone() });
    }
    Err(Refusal::new(Rule::NothingToChange))
}

/// What the competent agency has not taken: the dossier, which is the desk's again, or what was sent on later.
pub(super) fn not_taken(
    dossier: &Dossier,
    command: &NotTakenDossier,
    context: &DossierContext<'_>,
) -> Result<Event, Refusal> {
    let link = link_of(dossier)?;
    let why = command.why.clone();
    if link.waits.as_ref().is_some_and(|waits| waits.number == command.number) {
        return Ok(Event::NotTaken { why, transfer: None });
    }
    if link.standing.is_some() || link.number != command.number {
        return Err(Refusal::new(Rule::NothingToChange));
    }
    let rules = context.procedure.map(|edition| edition.content.rules.clone()).unwrap_or_default();
    let transfer = rules.transfer_by(context.now, context.calendar.agency());
    Ok(Event::NotTaken { why, transfer })
}

fn link_of(dossier: &Dossier) -> Result<&Link, Refusal> {
    match dossier.state() {
        State::Forwarded { link, .. } => Ok(link),
        _ => Err(Refusal::new(Rule::WrongState)),
    }
}

impl Decision<'_> {
    /// To the agency whose decision it is: to nobody of this office, and without words, which would stay here.
    pub(super) fn forward(command: &TransferDossier) -> Result<Event, Refusal> {
        if command.to.is_some() {
            return Err(Refusal::new(Rule::ForwardedToAgency).at("/to"));
        }
        if command.note.is_some() {
            return Err(Refusal::new(Rule::ForwardedToAgency).at("/note"));
        }
        Ok(Event::DossierForwarded)
    }

    /// What a citizen does here about what another agency handles; nothing of what stays here.
    pub(super) fn send_on(&self, command: &Command) -> Option<Result<Event, Refusal>> {
        let relay = match command {
            Command::SupplyDossier(c) => self.relay_supply(c),
            Command::RecordPayment(c) => self.relay_payment(c),
            Command::WithdrawDossier(c) => Ok(Relay::Withdrawal { reason: c.reason.clone(), money: c.money.clone() }),
            Command::ReturnResult(c) => self.relay_handing_out(c),
            Command::TakeInResult(_) => return Some(self.take_in_from_there()),
            _ => return None,
        };
        Some(relay.map(|relay| Event::Relayed { relay }))
    }

    fn standing(&self) -> Result<(&Link, &Standing), Refusal> {
        let link = link_of(self.dossier)?;
        let standing = link.standing.as_ref().ok_or(Refusal::new(Rule::WrongState))?;
        Ok((link, standing))
    }

    fn relay_supply(&self, command: &SupplyDossier) -> Result<Relay, Refusal> {
        let (_, standing) = self.standing()?;
        let wanted = standing.wanted.as_ref().ok_or(Refusal::new(Rule::WrongState))?;
        if command.components.is_empty() && command.note.is_none() {
            return Err(Refusal::new(Rule::NothingSupplied).at("/components"));
        }
        let at = happened_at(command.received_at, wanted.at, self.context.now, "/received_at")?;
        let components = self.handed_in_later(&command.components, Some(self.procedure()?), at)?;
        Ok(Relay::Supply { components, note: command.note.clone(), at })
    }

    fn relay_payment(&self, command: &RecordPayment) -> Result<Relay, Refusal> {
        let (_, standing) = self.standing()?;
        let awaited = standing.state == crate::dossier::StateName::AwaitingPayment;
        let (charges, first) = paid_for(self.dossier, &command.charges, awaited)?;
        let earliest = first.min(self.dossier.facts().filed_at);
        let at = happened_at(command.paid_at, earliest, self.context.now, "/paid_at")?;
        Ok(Relay::Payment { charges, receipt: command.receipt.clone(), method: command.method, at })
    }

    /// Over the counter, when the result has come to it: by post and electronically the competent agency hands it out itself.
    fn relay_handing_out(&self, command: &ReturnResult) -> Result<Relay, Refusal> {
        let (link, standing) = self.standing()?;
        if command.way != ReturnWay::Counter {
            let competent = self.dossier.state().acceptance().and_then(|acceptance| acceptance.competent.as_ref());
            let name = competent.map_or("", |agency| agency.name.as_str());
            return Err(Refusal::new(Rule::HandedOutElsewhere).at("/way").with("name", name));
        }
        if link.at_desk.is_none() {
            return Err(Refusal::new(Rule::ResultNotHere));
        }
        self.is_paid()?;
        let (to, note) = (self.collector(command)?, command.note.clone());
        Ok(Relay::HandingOut { at: Some(self.context.now), times: Some(standing.times()), to, note })
    }

    fn take_in_from_there(&self) -> Result<Event, Refusal> {
        let (link, _) = self.standing()?;
        if link.at_desk.is_some() {
            return Err(Refusal::new(Rule::ResultTakenAlready));
        }
        Ok(Event::ResultTakenIn { collect_by: self.collect_by() })
    }

    /// Whether the result of what another agency has decided on lies at this desk.
    pub(super) fn has_result_of_another(&self) -> bool {
        self.standing().is_ok_and(|(link, _)| link.at_desk.is_some())
    }

    /// The papers as they come later. What another agency has sent on is called by its name where this one's procedure has no such component.
    pub(super) fn handed_in_later(
        &self,
        fields: &[HandedInFields],
        content: Option<&ProcedureContent>,
        at: UtcTime,
    ) -> Result<Vec<HandedIn>, Refusal> {
        let mut fields = fields.to_vec();
        if let (Some(_), Some(content)) = (self.context.relay, content) {
            for one in &mut fields {
                one.component = one.component.take().filter(|code| is_known(Some(code), content));
            }
        }
        intake::handed_in(&fields, content, Some(self.dossier), self.by, at, self.context)
    }
}
