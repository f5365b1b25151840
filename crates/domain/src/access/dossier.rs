//! Who sees a dossier, and who gives which command to it as it stands.
//!
//! A dossier holds what citizens have told of themselves, so fewer people see it than see a document: the one-stop shop, the leaders and
//! who presses for work in the agency, and whoever has, or had, a part in it.

use std::collections::BTreeSet;

use super::{Principal, acts_for, at_desk, at_this, duties::hands_over, require};
use crate::{
    Actor, ConsultationId, PersonId, Refusal, Rule,
    assignment::Holder,
    dossier::{
        CommandKind, Consultation, Consulted, Dossier, ReturnWay, State, StateName, StepRun, consultation::Standing,
        table, wrong_state,
    },
    organisation::{Directory, OneStopSettings, Person, Role},
    procedure::{Act, OnlineLevel, ProcedureContent},
    work::Desk,
};

/// Whether this actor enters dossiers: a clerk of the one-stop shop, or another system whose scopes let it.
///
/// # Errors
/// The rule that says no.
pub fn may_enter(actor: Actor, directory: &Directory) -> Result<(), Refusal> {
    match actor {
        // A system's scopes were asked at the door: see `may_use`. What a citizen may hand in is asked of the procedure: see `may_hand_in`.
        Actor::Service(_) | Actor::Citizen => Ok(()),
        actor => {
            let desk = at_desk(actor, directory)?.ok_or(Refusal::new(Rule::OneStopOnly))?;
            require(desk.is(Role::OneStopClerk), Rule::OneStopOnly)
        }
    }
}

/// Whether a citizen hands in by their own account what this procedure asks for: where the office has opened that, and it is done online.
///
/// # Errors
/// The rule that says no.
pub fn may_hand_in(settings: &OneStopSettings, procedure: &ProcedureContent) -> Result<(), Refusal> {
    require(settings.own_submission, Rule::OwnSubmissionOff)?;
    require(procedure.online != OnlineLevel::None, Rule::NotOnline)
}

/// Whether this actor brings what another agency has received for this one: the exchange with other agencies alone.
///
/// # Errors
/// The rule that says no.
pub fn may_bring(actor: Actor) -> Result<(), Refusal> {
    require(actor == Actor::Interchange, Rule::ExchangeOnly)
}

/// Whether this desk sees every dossier of the agency.
fn is_agency_wide(desk: &Person) -> bool {
    [Role::OneStopClerk, Role::Leader, Role::ChiefOfOffice, Role::Monitor].into_iter().any(|role| desk.is(role))
}

/// Whether this person sees every dossier of the agency.
pub fn sees_agency(person: PersonId, directory: &Directory) -> bool {
    directory.desks_of(person).any(is_agency_wide)
}

/// Whether this person sees what is printed on receipts, by which citizens look their dossiers up and rate them: the one-stop shop, which hands
/// the receipts out, and nobody who handles the dossiers.
pub fn sees_look_up(person: PersonId, directory: &Directory) -> bool {
    directory.desks_of(person).any(|desk| desk.is(Role::OneStopClerk))
}

/// At whose desk this person prints the book, which names everybody who brought something: the one-stop shop keeps it, and the leaders
/// answer for it. Who only presses for work needs no names for that.
pub fn prints_book_as(person: PersonId, directory: &Directory) -> Option<PersonId> {
    let keeps = |desk: &&Person| {
        desk.active && [Role::OneStopClerk, Role::Leader, Role::ChiefOfOffice].into_iter().any(|role| desk.is(role))
    };
    directory.desks_of(person).find(keeps).map(|desk| desk.id)
}

/// Who may look it up because they have, or had, a part in it: who has a step of it in hand, had one, or is or was asked about it. On the
/// desks that a role has in hand stands nobody in particular: whoever has the role sees it as long as it lies there.
pub fn lookers(dossier: &Dossier) -> BTreeSet<Principal> {
    let mut lookers = BTreeSet::new();
    let mut has = |desk: Desk, officer: Option<PersonId>| {
        if let Desk::Holder(holder) = desk {
            lookers.insert(holder);
        }
        lookers.extend(officer.map(Holder::Person));
    };
    if let Some(run) = dossier.state().run() {
        has(run.desk, run.officer);
    }
    for walked in dossier.walked() {
        has(walked.desk, walked.officer);
        has(Desk::OneStop, walked.by.desk());
    }
    lookers.extend(dossier.consultations().iter().flat_map(advisers));
    lookers.extend(dossier.handed_over().iter().copied().map(Holder::Person));
    lookers
}

/// Those who see it because they were asked: as long as that waits, and once they have answered.
fn advisers(one: &Consultation) -> impl Iterator<Item = Principal> + '_ {
    let counts = !matches!(one.standing, Standing::Closed { .. });
    let units = one.departments.iter().copied().map(Holder::Department);
    one.holder().into_iter().chain(units).filter(move |_| counts)
}

fn sees(dossier: &Dossier, desk: &Person) -> bool {
    desk.active
        && (is_agency_wide(desk) || dossier.state().run().is_some_and(|run| holds(run, desk)) || {
            let lookers = lookers(dossier);
            at_this(desk).any(|principal| lookers.contains(&principal))
        })
}

/// Whether this person may see this dossier, at whatever desk they sit.
pub fn may_see(dossier: &Dossier, person: PersonId, directory: &Directory) -> bool {
    sees_as(dossier, person, directory).is_some()
}

/// At whose desk this person sees this dossier: at their own before those of others.
pub fn sees_as(dossier: &Dossier, person: PersonId, directory: &Directory) -> Option<PersonId> {
    directory.desks_of(person).find(|desk| sees(dossier, desk)).map(|desk| desk.id)
}

/// Whether this person may read who looked at this dossier: the one-stop shop and the leaders.
///
/// # Errors
/// The rule that says no.
pub fn may_read_accesses(dossier: &Dossier, person: PersonId, directory: &Directory) -> Result<(), Refusal> {
    let reads = |desk: &Person| desk.is(Role::OneStopClerk) || desk.is(Role::Leader);
    let may = directory.desks_of(person).any(|desk| sees(dossier, desk) && reads(desk));
    require(may, Rule::AccessesReadersOnly)
}

/// Whether whoever sits at this desk has a step in hand: its officer, the head of the department on whose desk it lies, or whoever has the
/// role that takes it.
fn holds(run: &StepRun, desk: &Person) -> bool {
    let by_desk = match run.desk {
        Desk::Registry => desk.is(Role::RegistryClerk),
        Desk::OneStop => desk.is(Role::OneStopClerk),
        Desk::Holder(holder) => acts_for(desk, holder),
    };
    by_desk || run.officer == Some(desk.id)
}

/// Whether this actor may give this command to this dossier as it stands.
///
/// # Errors
/// The rule that says no.
pub fn may(
    dossier: &Dossier,
    actor: Actor,
    command: CommandKind,
    consultation: Option<ConsultationId>,
    directory: &Directory,
) -> Result<(), Refusal> {
    use CommandKind as C;
    let state = dossier.state().name();
    if !table::knows(state, command) {
        return Err(wrong_state(state, command));
    }
    if command.is_the_exchanges() {
        return require(actor == Actor::Interchange, Rule::ExchangeOnly);
    }
    if actor == Actor::Interchange {
        // What a citizen does at the office that received it; which office that is, whoever carries it has asked.
        let sent_on = [C::SupplyDossier, C::RecordPayment, C::WithdrawDossier, C::ReturnResult].contains(&command);
        return require(sent_on && dossier.facts().origin.is_some(), Rule::PeopleOnly);
    }
    if command.is_the_offices() {
        return require(matches!(actor, Actor::Office), Rule::SystemOnly);
    }
    // What another agency handles goes there by somebody's hand alone.
    let here = !matches!(dossier.state(), State::Forwarded { .. });
    // What a gateway tells the office writes down itself.
    if command == C::RecordPayment && matches!(actor, Actor::Office) {
        return require(here, Rule::PeopleOnly);
    }
    if actor == Actor::Citizen {
        // Which dossiers are theirs is asked at the door.
        require(command == C::SupplyDossier, Rule::OneStopOnly)?;
        return dossier.may_send_on(command);
    }
    let desk = at_desk(actor, directory)?.ok_or(Refusal::new(Rule::PeopleOnly))?;
    let one_stop =
        || require(desk.is(Role::OneStopClerk), Rule::OneStopOnly).and_then(|()| dossier.may_send_on(command));
    let in_hand = dossier.state().run().is_some_and(|run| holds(run, desk));
    match command {
        C::AcceptDossier
        | C::SupplyDossier
        | C::RefuseDossier
        | C::SetProcedure
        | C::TransferDossier
        | C::RecordPayment
        | C::WithdrawDossier
        | C::TakeInResult
        | C::ReturnResult
        | C::NoteUndelivered
        | C::NoteUncollected
        | C::CorrectContact => one_stop(),
        C::CorrectResult => require(desk.is(Role::Leader) || had_last(dossier, desk), Rule::ResultCorrectorsOnly),
        C::RequestSupplement if state == StateName::Registered => one_stop(),
        C::RequestSupplement | C::AdvanceDossier | C::GoBack | C::SetOutcome | C::ConsultOn | C::RequestPayment => {
            require(in_hand, Rule::StepHolderOnly)
        }
        C::AssignDossier => match dossier.state().run().map(|run| run.desk) {
            Some(Desk::Holder(Holder::Department(unit))) => require(desk.leads(unit), Rule::HeadOnly),
            _ => Err(Refusal::new(Rule::HeadOnly)),
        },
        C::ExtendDossier => require(desk.is(Role::Leader) || decides(dossier, desk, Act::Extend), Rule::ExtendersOnly),
        C::StopDossier | C::ResumeDossier => {
            require(desk.is(Role::Leader) || decides(dossier, desk, Act::Stop), Rule::StoppersOnly)
        }
        C::AnswerConsultation => {
            let asked = open_consultation(dossier, consultation)?;
            let theirs = match &asked.of {
                Consulted::Inside(holder) => acts_for(desk, *holder),
                Consulted::Agency(_) => in_hand,
            };
            require(theirs, Rule::HolderOnly)
        }
        C::CloseConsultation => {
            open_consultation(dossier, consultation)?;
            require(in_hand, Rule::StepHolderOnly)
        }
        C::DiscussDossier | C::AttachToDossier => require(sees(dossier, desk), Rule::ParticipantOnly),
        C::RemindDossier => {
            let presses = [Role::Monitor, Role::ChiefOfOffice, Role::Leader].into_iter().any(|role| desk.is(role));
            require(presses, Rule::ReminderOnly)
        }
        C::HandOverDossier => hands_over(actor, desk),
        C::RateDossier | C::RecountDossier => Err(Refusal::new(Rule::SystemOnly)),
        C::TellStanding | C::NotTakenDossier => Err(Refusal::new(Rule::ExchangeOnly)),
    }
}

/// Whether whoever sits at this desk had the last step in hand: the result is theirs.
fn had_last(dossier: &Dossier, desk: &Person) -> bool {
    dossier.walked().last().is_some_and(|last| {
        let by_desk = match last.desk {
            Desk::Registry => desk.is(Role::RegistryClerk),
            Desk::OneStop => desk.is(Role::OneStopClerk),
            Desk::Holder(holder) => acts_for(desk, holder),
        };
        by_desk || last.officer == Some(desk.id)
    })
}

/// Whether the step lets whoever has it in hand do this.
fn decides(dossier: &Dossier, desk: &Person, act: Act) -> bool {
    dossier.state().run().is_some_and(|run| run.may.contains(&act) && holds(run, desk))
}

/// The named question, while it waits.
fn open_consultation(dossier: &Dossier, id: Option<ConsultationId>) -> Result<&Consultation, Refusal> {
    let one = id.and_then(|id| dossier.consultation(id));
    let one = one.ok_or(Refusal::new(Rule::ConsultationUnknown).at("/consultation"))?;
    require(one.is_open(), Rule::ConsultationClosed).map(|()| one)
}

/// One command that a dossier offers to its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Offer {
    /// The command.
    pub command: CommandKind,
    /// On which question.
    pub consultation: Option<ConsultationId>,
}

/// Every command that this person may give to this dossier now, in their own name or in another's stead.
pub fn offered(dossier: &Dossier, person: PersonId, directory: &Directory) -> Vec<Offer> {
    let state = dossier.state().name();
    let mut offers = Vec::new();
    for command in CommandKind::ALL.iter().copied().filter(|command| table::knows(state, *command)) {
        let parts: Vec<Option<ConsultationId>> = if command.names_consultation() {
            dossier.open_consultations().map(|one| Some(one.id)).collect()
        } else {
            vec![None]
        };
        for consultation in parts {
            let may = |actor| may(dossier, actor, command, consultation, directory).is_ok();
            if fits(dossier, command) && directory.actors(person).any(may) {
                offers.push(Offer { command, consultation });
            }
        }
    }
    offers
}

/// Whether a command that who-may allows can come to anything here: what the step does not let anybody do is not offered.
fn fits(dossier: &Dossier, command: CommandKind) -> bool {
    use CommandKind as C;
    let may = |act| dossier.state().run().is_some_and(|run| run.may.contains(&act));
    let most = dossier.facts().procedure.as_ref().and_then(|procedure| procedure.most);
    match command {
        // What was asked for as often as the procedure lets it be is refused: it isn't offered either.
        C::RequestSupplement => {
            let left = most.is_none_or(|most| dossier.requests_made().1 < most.supplements);
            !matches!(dossier.state(), State::Processing { .. }) || may(Act::Supplement) && left
        }
        C::ConsultOn => may(Act::Consult),
        C::RequestPayment => may(Act::Payment),
        C::ExtendDossier => {
            let left = most.is_none_or(|most| dossier.extensions().len() < usize::from(most.extensions));
            dossier.clock().is_some() && left
        }
        C::GoBack => dossier.state().run().is_some_and(|run| !run.back.is_empty()),
        C::RecordPayment => dossier.unpaid().next().is_some(),
        C::NoteUndelivered => {
            matches!(dossier.state(), State::Returned { handing, .. } if handing.way == ReturnWay::Post)
        }
        C::TakeInResult => match dossier.state() {
            State::Forwarded { link, .. } => link.at_desk.is_none(),
            state => state.completion().is_some_and(|completion| completion.at_desk.is_none()),
        },
        C::ReturnResult | C::NoteUncollected => match dossier.state() {
            State::Forwarded { link, .. } => link.at_desk.is_some(),
            _ => true,
        },
        _ => true,
    }
}
