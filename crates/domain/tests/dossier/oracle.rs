//! Who may give which command, written down as a table by hand. It asks nothing of `domain::access`: relations are read off the directory
//! and the dossier's data, and the table says which of them suffice.

use domain::{
    Actor, ConsultationId, PersonId,
    assignment::Holder,
    dossier::{
        CommandKind as C, Consultation, Consulted, Dossier, ReturnWay, State, StateName as S, consultation::Standing,
    },
    organisation::{Person, Post, Role},
    procedure::Act,
    work::Desk,
};

use crate::world::WORLD;

/// How an actor stands to a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum R {
    /// Cán bộ một cửa.
    OneStop,
    /// Lãnh đạo.
    Leads,
    /// Its step is theirs, as officer, as head, or by their role.
    Holds,
    /// The step lies with a department that they lead.
    HeadsStep,
    /// The last step that it has gone through was theirs, as officer, as head, or by their role.
    HadLast,
    /// What lies with them may be extended at this step.
    MayExtend,
    /// What lies with them may be stopped at this step.
    MayStop,
    /// It was not received yet.
    AtIntake,
    /// It was.
    AfterIntake,
    /// The named question is theirs to answer, and waits.
    IsAsked,
    /// The named question was put to another agency, and waits.
    AskedOutside,
    /// The named question waits.
    StillAsked,
    /// They may see it.
    Sees,
    /// Lãnh đạo, chánh văn phòng, theo dõi.
    Presses,
    /// Lãnh đạo, chánh văn phòng.
    Directs,
    /// Quản trị, by their own hand.
    AdministersAlone,
    /// The office itself.
    TheOffice,
    /// Whoever has handed it in by an account of their own.
    TheCitizen,
    /// The exchange with other agencies.
    TheExchange,
}

/// For every command the sets of relations of which one suffices.
pub const MAY: &[(C, &[&[R]])] = &[
    (C::AcceptDossier, &[&[R::OneStop]]),
    (C::RequestSupplement, &[&[R::AtIntake, R::OneStop], &[R::AfterIntake, R::Holds]]),
    (C::SupplyDossier, &[&[R::OneStop], &[R::TheCitizen]]),
    (C::RefuseDossier, &[&[R::OneStop]]),
    (C::SetProcedure, &[&[R::OneStop]]),
    (C::TransferDossier, &[&[R::OneStop]]),
    (C::AssignDossier, &[&[R::HeadsStep]]),
    (C::AdvanceDossier, &[&[R::Holds]]),
    (C::GoBack, &[&[R::Holds]]),
    (C::ConsultOn, &[&[R::Holds]]),
    (C::AnswerConsultation, &[&[R::IsAsked], &[R::AskedOutside, R::Holds]]),
    (C::CloseConsultation, &[&[R::StillAsked, R::Holds]]),
    (C::RequestPayment, &[&[R::Holds]]),
    (C::RecordPayment, &[&[R::OneStop], &[R::TheOffice]]),
    (C::ExtendDossier, &[&[R::Leads], &[R::MayExtend, R::Holds]]),
    (C::WithdrawDossier, &[&[R::OneStop]]),
    (C::StopDossier, &[&[R::Leads], &[R::MayStop, R::Holds]]),
    (C::ResumeDossier, &[&[R::Leads], &[R::MayStop, R::Holds]]),
    (C::SetOutcome, &[&[R::Holds]]),
    (C::TakeInResult, &[&[R::OneStop]]),
    (C::ReturnResult, &[&[R::OneStop]]),
    (C::NoteUndelivered, &[&[R::OneStop]]),
    (C::CorrectResult, &[&[R::Leads], &[R::HadLast]]),
    (C::NoteUncollected, &[&[R::OneStop]]),
    (C::CorrectContact, &[&[R::OneStop]]),
    (C::DiscussDossier, &[&[R::Sees]]),
    (C::AttachToDossier, &[&[R::Sees]]),
    (C::RemindDossier, &[&[R::Presses]]),
    (C::RateDossier, &[&[R::TheOffice]]),
    (C::HandOverDossier, &[&[R::Directs], &[R::AdministersAlone]]),
    (C::RecountDossier, &[&[R::TheOffice]]),
    (C::TellStanding, &[&[R::TheExchange]]),
    (C::NotTakenDossier, &[&[R::TheExchange]]),
];

/// In which states a command is known, written down once more.
pub fn known(state: S, command: C) -> bool {
    let waits = state == S::AwaitingSupplement || state == S::AwaitingPayment;
    let in_hand = state == S::Processing || waits;
    let over = [S::Refused, S::Withdrawn, S::Stopped, S::Returned].contains(&state);
    match command {
        C::AcceptDossier | C::SetProcedure => state == S::Registered,
        C::RequestSupplement => state == S::Registered || state == S::Processing,
        C::SupplyDossier => [S::Incomplete, S::AwaitingSupplement, S::Forwarded].contains(&state),
        C::RefuseDossier => state == S::Registered || state == S::Incomplete,
        C::TransferDossier => state == S::Accepted,
        C::AssignDossier
        | C::AdvanceDossier
        | C::GoBack
        | C::ConsultOn
        | C::RequestPayment
        | C::ExtendDossier
        | C::SetOutcome => state == S::Processing,
        C::AnswerConsultation | C::CloseConsultation | C::StopDossier => in_hand,
        C::RecordPayment => in_hand || [S::Accepted, S::Done, S::Forwarded].contains(&state),
        C::WithdrawDossier => ![S::Refused, S::Withdrawn, S::Done, S::Returned].contains(&state),
        C::ResumeDossier => state == S::Stopped,
        C::TakeInResult | C::ReturnResult | C::NoteUncollected => state == S::Done || state == S::Forwarded,
        C::CorrectContact => true,
        C::AttachToDossier | C::RemindDossier => !over && state != S::Forwarded,
        C::TellStanding | C::NotTakenDossier => state == S::Forwarded,
        C::DiscussDossier => state != S::Refused && state != S::Withdrawn,
        C::RateDossier | C::NoteUndelivered => state == S::Returned,
        C::CorrectResult => state == S::Done || state == S::Returned,
        C::HandOverDossier => in_hand || state == S::Stopped,
        C::RecountDossier => in_hand || [S::Registered, S::Incomplete, S::Accepted].contains(&state),
    }
}

/// Whether the tables let this actor give this command.
pub fn allows(dossier: &Dossier, actor: Actor, command: C, named: Option<ConsultationId>) -> bool {
    let ways = MAY.iter().find(|(kind, _)| *kind == command).map(|(_, ways)| *ways).unwrap();
    let part = Part { dossier, actor, named };
    // What another agency handles goes there by somebody's hand, or that of its citizen.
    let nobodys_hand = actor == Actor::Office;
    if nobodys_hand && matches!(dossier.state(), State::Forwarded { .. }) {
        return false;
    }
    known(dossier.state().name(), command)
        && could_come_to_something(dossier, command)
        && ways.iter().any(|all| all.iter().all(|relation| part.is(*relation)))
}

/// Of what another agency has: whether it could come to anything there, by what is known of it.
fn could_come_to_something(dossier: &Dossier, command: C) -> bool {
    let State::Forwarded { link, .. } = dossier.state() else { return true };
    let there = link.standing.as_ref().map(|standing| standing.state).filter(|_| link.waits.is_none());
    let counter = dossier.facts().return_way == ReturnWay::Counter;
    match command {
        C::SupplyDossier => there == Some(S::AwaitingSupplement),
        C::RecordPayment => {
            let open = [S::Accepted, S::Processing, S::AwaitingSupplement, S::AwaitingPayment, S::Done];
            there.is_some_and(|there| open.contains(&there))
        }
        C::WithdrawDossier => {
            let running = [S::Accepted, S::Processing, S::AwaitingSupplement, S::AwaitingPayment, S::Stopped];
            there.is_some_and(|there| running.contains(&there))
        }
        C::TakeInResult | C::ReturnResult | C::NoteUncollected => {
            let came_back = link.standing.as_ref().and_then(|standing| standing.anew.as_ref());
            there == Some(S::Done) && (counter || came_back.is_some_and(|anew| anew.at_counter))
        }
        _ => true,
    }
}

/// Whether this person has, or had, any part in the dossier, or sees it by role.
pub fn has_a_part(dossier: &Dossier, person: PersonId) -> bool {
    names(person).into_iter().any(|actor| Part { dossier, actor, named: None }.is(R::Sees))
}

/// As whom this person acts: for themselves, and in the stead of those whose substitute they are.
pub fn names(person: PersonId) -> Vec<Actor> {
    let instead = WORLD.directory.away.iter().filter(|(_, absence)| absence.substitute == person);
    let instead = instead.map(|(away, _)| Actor::Substitute { person, instead_of: *away });
    std::iter::once(Actor::Person(person)).chain(instead).collect()
}

struct Part<'a> {
    dossier: &'a Dossier,
    actor: Actor,
    named: Option<ConsultationId>,
}

fn stands_for(person: &Person, holder: Holder) -> bool {
    match holder {
        Holder::Person(id) => person.id == id,
        Holder::Department(id) => matches!(person.posts.get(&id), Some(Post::Head | Post::Deputy)),
    }
}

fn sits_at(person: &Person, desk: Desk) -> bool {
    match desk {
        Desk::Registry => person.roles.contains(&Role::RegistryClerk),
        Desk::OneStop => person.roles.contains(&Role::OneStopClerk),
        Desk::Holder(holder) => stands_for(person, holder),
    }
}

/// Whether they are or were asked, or lead the department of somebody who is, and nobody has told them that nobody asks any more.
fn advises(person: &Person, one: &Consultation) -> bool {
    let asked = matches!(one.of, Consulted::Inside(holder) if stands_for(person, holder));
    let leads = one.departments.iter().any(|unit| stands_for(person, Holder::Department(*unit)));
    (asked || leads) && !matches!(one.standing, Standing::Closed { .. })
}

impl Part<'_> {
    fn is(&self, relation: R) -> bool {
        match relation {
            R::TheOffice => return self.actor == Actor::Office,
            R::TheExchange => return self.actor == Actor::Interchange,
            _ => {}
        }
        if relation == R::TheCitizen {
            return self.actor == Actor::Citizen;
        }
        let (id, hand) = match self.actor {
            Actor::Person(id) => (id, id),
            Actor::Substitute { person, instead_of } if names(person).contains(&self.actor) => (instead_of, person),
            _ => return false,
        };
        let person = |id: PersonId| WORLD.directory.people.get(&id).filter(|person| person.active);
        let (Some(person), Some(_)) = (person(id), person(hand)) else { return false };
        let has = |role: Role| person.roles.contains(&role);
        let state = self.dossier.state();
        let acts = |act| state.run().is_some_and(|run| run.may.contains(&act));
        match relation {
            R::OneStop => has(Role::OneStopClerk),
            R::Leads => has(Role::Leader),
            R::Holds => state.run().is_some_and(|run| sits_at(person, run.desk) || run.officer == Some(id)),
            R::HeadsStep => state.run().is_some_and(
                |run| matches!(run.desk, Desk::Holder(holder @ Holder::Department(_)) if stands_for(person, holder)),
            ),
            R::HadLast => {
                self.dossier.walked().last().is_some_and(|last| sits_at(person, last.desk) || last.officer == Some(id))
            }
            R::MayExtend => acts(Act::Extend),
            R::MayStop => acts(Act::Stop),
            R::AtIntake => matches!(state, State::Registered { .. }),
            R::AfterIntake => state.acceptance().is_some(),
            R::IsAsked => {
                let holder = self.asked().and_then(|one| match one.of {
                    Consulted::Inside(holder) => Some(holder),
                    Consulted::Agency(_) => None,
                });
                holder.is_some_and(|holder| stands_for(person, holder))
            }
            R::AskedOutside => self.asked().is_some_and(|one| matches!(one.of, Consulted::Agency(_))),
            R::StillAsked => self.asked().is_some(),
            R::Sees => self.sees(person),
            R::Presses => [Role::Leader, Role::ChiefOfOffice, Role::Monitor].into_iter().any(has),
            R::Directs => has(Role::Leader) || has(Role::ChiefOfOffice),
            R::AdministersAlone => matches!(self.actor, Actor::Person(_)) && has(Role::Administrator),
            R::TheOffice | R::TheCitizen | R::TheExchange => false,
        }
    }

    /// The question that is named, where it still waits.
    fn asked(&self) -> Option<&Consultation> {
        let all = self.dossier.consultations().iter();
        self.named.and_then(|id| all.into_iter().find(|one| one.id == id && one.standing == Standing::Open))
    }

    fn sees(&self, person: &Person) -> bool {
        let office = [Role::OneStopClerk, Role::Leader, Role::ChiefOfOffice, Role::Monitor];
        let holders = |desk: Desk| matches!(desk, Desk::Holder(holder) if stands_for(person, holder));
        office.iter().any(|role| person.roles.contains(role))
            || self.dossier.state().run().is_some_and(|run| sits_at(person, run.desk) || run.officer == Some(person.id))
            || self
                .dossier
                .walked()
                .iter()
                .any(|step| holders(step.desk) || step.officer == Some(person.id) || step.by.desk() == Some(person.id))
            || self.dossier.consultations().iter().any(|one| advises(person, one))
            || self.dossier.handed_over().contains(&person.id)
    }
}
