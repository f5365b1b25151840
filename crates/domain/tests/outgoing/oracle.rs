//! Who may give which command, written down as a table by hand. It asks nothing of `domain::access`: relations are read off the directory
//! and the document's data, and the table says which of them suffice.

use domain::{
    Actor, By, PersonId,
    assignment::Holder,
    organisation::{Person, Post, Role},
    outgoing::{About, CommandKind as C, Destination, Opinion, OutgoingDocument, Standing, State, StateName},
    work::Desk,
};

use crate::world::{ISSUING_SYSTEM, WORLD};

/// How an actor stands to a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum R {
    /// Văn thư.
    Clerk,
    /// They draft it.
    Drafts,
    /// They lead the unit that drafts it.
    HeadsUnit,
    /// Its form is being checked, and it is theirs to check.
    ChecksForm,
    /// No name of theirs stands under the check of its content.
    OthersContent,
    /// It lies before them to be signed.
    Signs,
    /// It lies before somebody else to be signed.
    OthersSign,
    /// By their own hand, in nobody's stead.
    OwnHand,
    /// It goes to them, in the agency itself, as the named recipient.
    Named,
    /// They may see it.
    Sees,
    /// It waits for the check of its content.
    InReview,
    /// Its form is being checked, or it waits for a signature.
    Waits,
    /// It is signed and has no number.
    IsSigned,
    /// The signature under it is theirs, and it has no number.
    HasSigned,
    /// It has not come to its signer.
    NotBeforeSigner,
    /// They may see all of it.
    SeesAll,
    /// It is a copy.
    IsCopy,
    /// It is none.
    NoCopy,
    /// The named opinion is asked of them, or of their unit, or was passed to them, and not given.
    IsAsked,
    /// The named opinion is asked of a unit that they lead, and not given.
    HeadsAsked,
    /// The named opinion is still asked.
    StillAsked,
    /// They asked the named opinion, and it is not given.
    HasAsked,
    /// Lãnh đạo, chánh văn phòng, theo dõi.
    Presses,
    /// Lãnh đạo, chánh văn phòng.
    Directs,
    /// Quản trị.
    Admin,
    /// The office itself, as something follows from another document.
    TheOffice,
    /// The exchange with other offices, as one of them tells.
    TheInterchange,
    /// It has gone to somebody by the interchange.
    ByInterchange,
    /// Another system that was given the registry's work on what is signed.
    IssuingSystem,
}

/// For every command the sets of relations of which one suffices.
pub const MAY: &[(C, &[&[R]])] = &[
    (C::Revise, &[&[R::Drafts, R::NoCopy]]),
    (C::Submit, &[&[R::Drafts]]),
    (C::Endorse, &[&[R::HeadsUnit]]),
    (C::PassForm, &[&[R::ChecksForm, R::OthersContent]]),
    (
        C::ReturnToDrafter,
        &[
            &[R::InReview, R::HeadsUnit],
            &[R::InReview, R::Drafts],
            &[R::ChecksForm],
            &[R::Signs],
            &[R::Waits, R::HeadsUnit],
            &[R::IsSigned, R::Clerk],
            &[R::IsSigned, R::IssuingSystem],
            &[R::HasSigned, R::OwnHand],
        ],
    ),
    (C::Sign, &[&[R::Signs, R::OwnHand], &[R::OthersSign, R::Clerk]]),
    (C::Issue, &[&[R::Clerk], &[R::IssuingSystem]]),
    (C::SealIssued, &[&[R::Clerk], &[R::IssuingSystem]]),
    (C::DispatchIssued, &[&[R::Clerk], &[R::IssuingSystem]]),
    (C::SendUpdate, &[&[R::Clerk, R::ByInterchange], &[R::IssuingSystem, R::ByInterchange]]),
    (C::FileIssued, &[&[R::Drafts], &[R::HeadsUnit], &[R::Clerk], &[R::IssuingSystem]]),
    (C::CancelDraft, &[&[R::NotBeforeSigner, R::Drafts], &[R::HeadsUnit]]),
    (C::VoidIssued, &[&[R::Clerk], &[R::IssuingSystem]]),
    (C::RecallIssued, &[&[R::Clerk], &[R::IssuingSystem]]),
    (C::NoteDelivery, &[&[R::Clerk], &[R::IssuingSystem], &[R::TheInterchange]]),
    (C::AcknowledgeIssued, &[&[R::Named]]),
    (C::ChangeDrafter, &[&[R::HeadsUnit]]),
    (C::Discuss, &[&[R::SeesAll]]),
    (C::ReviseCopy, &[&[R::Drafts, R::IsCopy]]),
    (C::NoteReplaced, &[&[R::TheOffice]]),
    (C::NoteAmended, &[&[R::TheOffice]]),
    (C::NoteCorrected, &[&[R::TheOffice]]),
    (C::TakeRelationBack, &[&[R::TheOffice]]),
    (C::RecountStep, &[&[R::TheOffice]]),
    (C::AskOpinions, &[&[R::Drafts], &[R::HeadsUnit], &[R::ChecksForm], &[R::Signs]]),
    (C::GiveOpinion, &[&[R::IsAsked]]),
    (C::PassOpinion, &[&[R::HeadsAsked]]),
    (C::WithdrawOpinion, &[&[R::HasAsked], &[R::HeadsUnit, R::StillAsked]]),
    (
        C::RemindOpinion,
        &[&[R::HasAsked], &[R::Drafts, R::StillAsked], &[R::HeadsUnit, R::StillAsked], &[R::Presses, R::StillAsked]],
    ),
    (C::HandOverDraft, &[&[R::Directs], &[R::Admin, R::OwnHand]]),
    (C::RecountOpinions, &[&[R::TheOffice]]),
];

/// In which states a command is known, written down once more.
pub fn known(state: StateName, command: C) -> bool {
    use StateName as S;
    let before_number = [S::Draft, S::UnitReview, S::FormCheck, S::AwaitingSignature, S::Signed].contains(&state);
    match command {
        C::Revise | C::ReviseCopy | C::Submit => state == S::Draft,
        C::Endorse => state == S::UnitReview,
        C::PassForm => state == S::FormCheck,
        C::Sign => state == S::AwaitingSignature,
        C::Issue => state == S::Signed,
        C::SealIssued | C::VoidIssued => state == S::Issued || state == S::Sealed,
        C::DispatchIssued => state == S::Sealed,
        C::FileIssued => state == S::Dispatched,
        C::RecallIssued | C::SendUpdate | C::AcknowledgeIssued | C::NoteAmended | C::NoteCorrected => {
            state == S::Dispatched || state == S::Filed
        }
        C::NoteDelivery | C::TakeRelationBack => [S::Dispatched, S::Filed, S::Recalled, S::Replaced].contains(&state),
        C::NoteReplaced => [S::Dispatched, S::Filed, S::Recalled].contains(&state),
        C::HandOverDraft => before_number || [S::Issued, S::Sealed, S::Dispatched].contains(&state),
        C::ReturnToDrafter => before_number && state != S::Draft,
        C::CancelDraft
        | C::ChangeDrafter
        | C::GiveOpinion
        | C::PassOpinion
        | C::WithdrawOpinion
        | C::RemindOpinion
        | C::RecountOpinions => before_number,
        C::AskOpinions => before_number && state != S::Signed,
        C::Discuss => state != S::Cancelled && state != S::Voided,
        C::RecountStep => [S::Signed, S::Issued, S::Sealed].contains(&state),
    }
}

/// Whether the tables let this actor give this command.
pub fn allows(document: &OutgoingDocument, actor: Actor, command: C, named: About) -> bool {
    let ways = MAY.iter().find(|(kind, _)| *kind == command).map(|(_, ways)| *ways).unwrap();
    let part = Part { document, actor, named };
    known(document.state().name(), command) && ways.iter().any(|all| all.iter().all(|relation| part.is(*relation)))
}

/// Whether this person has, or had, any part in the document, or sees it by role.
pub fn has_a_part(document: &OutgoingDocument, person: PersonId) -> bool {
    names(person).into_iter().any(|actor| Part { document, actor, named: About::Nothing }.is(R::Sees))
}

/// As whom this person acts: for themselves, and in the stead of those whose substitute they are.
pub fn names(person: PersonId) -> Vec<Actor> {
    let instead = WORLD.directory.away.iter().filter(|(_, absence)| absence.substitute == person);
    let instead = instead.map(|(away, _)| Actor::Substitute { person, instead_of: *away });
    std::iter::once(Actor::Person(person)).chain(instead).collect()
}

struct Part<'a> {
    document: &'a OutgoingDocument,
    actor: Actor,
    named: About,
}

fn stands_for(person: &Person, holder: Holder) -> bool {
    match holder {
        Holder::Person(id) => person.id == id,
        Holder::Department(id) => matches!(person.posts.get(&id), Some(Post::Head | Post::Deputy)),
    }
}

fn keeps(person: &Person, holder: Holder) -> bool {
    matches!(holder, Holder::Department(id) if person.posts.get(&id) == Some(&Post::Registry))
}

/// Whether they are or were asked, and have not been told that nobody asks any more; or head the unit of somebody who
/// is.
fn advises(person: &Person, one: &Opinion) -> bool {
    let asked = stands_for(person, one.holder)
        || one.officer == Some(person.id)
        || one.departments.iter().any(|unit| stands_for(person, Holder::Department(*unit)));
    asked && matches!(one.standing, Standing::Open | Standing::Given { .. })
}

impl Part<'_> {
    fn is(&self, relation: R) -> bool {
        let state = self.document.state();
        if relation == R::TheOffice {
            return self.actor == Actor::Office;
        }
        if relation == R::TheInterchange {
            return self.actor == Actor::Interchange;
        }
        match relation {
            R::IssuingSystem => return self.actor == Actor::Service(ISSUING_SYSTEM),
            R::IsSigned => return state.name() == StateName::Signed,
            R::ByInterchange => return !self.document.packets().is_empty(),
            _ => {}
        }
        let (id, hand) = match self.actor {
            Actor::Person(id) => (id, id),
            Actor::Substitute { person, instead_of } if names(person).contains(&self.actor) => (instead_of, person),
            _ => return false,
        };
        let Some(person) = WORLD.directory.people.get(&id).filter(|p| p.active) else { return false };
        let has = |role: Role| person.roles.contains(&role);
        match relation {
            R::Clerk => has(Role::RegistryClerk),
            R::Drafts => self.document.drafter() == id,
            R::HeadsUnit => stands_for(person, Holder::Department(self.document.content().department)),
            R::ChecksForm => match state {
                State::FormCheck { desk: Desk::Registry, .. } => has(Role::RegistryClerk),
                State::FormCheck { desk: Desk::Holder(holder), .. } => {
                    stands_for(person, *holder) || has(Role::ChiefOfOffice)
                }
                _ => false,
            },
            R::OthersContent => match state {
                State::FormCheck { content_check, .. } => {
                    let under = [Some(content_check.by.desk()), content_check.by.substitute()];
                    !under.contains(&Some(id)) && !under.contains(&Some(hand))
                }
                _ => false,
            },
            R::Signs => matches!(state, State::AwaitingSignature { signer, .. } if *signer == id),
            R::OthersSign => matches!(state, State::AwaitingSignature { signer, .. } if *signer != id),
            R::OwnHand => matches!(self.actor, Actor::Person(_)),
            R::Named => self.document.content().recipients.iter().any(|to| {
                let inside = matches!(to.destination, Destination::Inside { holder }
                    if stands_for(person, holder) || keeps(person, holder));
                inside && self.named == About::Recipient(to.id)
            }),
            R::Sees => self.sees(person) || self.has_come_to(person),
            R::SeesAll => self.sees(person),
            R::HasSigned => matches!(state, State::Signed { signature, .. } if signature.signer == id),
            R::NotBeforeSigner => ![StateName::AwaitingSignature, StateName::Signed].contains(&state.name()),
            R::InReview => state.name() == StateName::UnitReview,
            R::Waits => [StateName::FormCheck, StateName::AwaitingSignature].contains(&state.name()),
            R::IsCopy => self.document.content().copy.is_some(),
            R::NoCopy => self.document.content().copy.is_none(),
            R::IsAsked => self.asked().is_some_and(|one| stands_for(person, one.holder) || one.officer == Some(id)),
            R::HeadsAsked => self
                .asked()
                .is_some_and(|one| matches!(one.holder, Holder::Department(_)) && stands_for(person, one.holder)),
            R::StillAsked => self.asked().is_some(),
            R::HasAsked => self.asked().is_some_and(|one| one.answers_to.unwrap_or(one.asked_by.desk()) == id),
            R::Presses => [Role::Leader, Role::ChiefOfOffice, Role::Monitor].into_iter().any(has),
            R::Directs => has(Role::Leader) || has(Role::ChiefOfOffice),
            R::Admin => has(Role::Administrator),
            R::TheOffice | R::TheInterchange | R::IssuingSystem | R::IsSigned | R::ByInterchange => false,
        }
    }

    /// The opinion that is named, where it is still asked.
    fn asked(&self) -> Option<&Opinion> {
        let About::Opinion(id) = self.named else { return None };
        self.document.opinions().iter().find(|one| one.id == id && one.standing == Standing::Open)
    }

    fn sees(&self, person: &Person) -> bool {
        let id = person.id;
        let document = self.document;
        let office = [Role::RegistryClerk, Role::Leader, Role::ChiefOfOffice, Role::Monitor];
        let checked = |by: By| by.desk() == id;
        let (content_check, form_check) = document.state().checks();
        office.iter().any(|role| person.roles.contains(role))
            || document.drafter() == id
            || document.created_by().desk() == id
            || document.former_drafters().contains(&id)
            || document.put_before().contains(&id)
            || stands_for(person, Holder::Department(document.content().department))
            || content_check.is_some_and(|check| checked(check.by))
            || form_check.is_some_and(|check| checked(check.by))
            || matches!(document.state(), State::FormCheck { desk: Desk::Holder(holder), .. } if stands_for(person, *holder))
            || document
                .opinions()
                .iter()
                .any(|one| advises(person, one) || one.answers_to.unwrap_or(one.asked_by.desk()) == id)
    }

    /// It has gone to them, in the agency itself.
    fn has_come_to(&self, person: &Person) -> bool {
        use StateName as S;
        let gone_out = [S::Dispatched, S::Filed, S::Recalled, S::Replaced].contains(&self.document.state().name());
        let to_them = self.document.content().recipients.iter().any(|to| {
            matches!(to.destination, Destination::Inside { holder }
                if stands_for(person, holder) || keeps(person, holder))
        });
        gone_out && (to_them || keeps(person, Holder::Department(self.document.content().department)))
    }
}
