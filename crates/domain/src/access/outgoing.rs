//! Who sees an outgoing document, and who gives which command to it as it stands.

use std::collections::BTreeSet;

use super::{
    Principal, acts_for, at_desk, at_this,
    duties::{hands_over, may_use},
    is_agency_wide, kept_at, reads_accesses, require,
};
use crate::{
    Actor, OpinionId, PersonId, RecipientId, Refusal, Rule,
    assignment::Holder,
    incoming::IncomingDocument,
    organisation::{CopyMakers, Directory, Person, Role, Scope},
    outgoing::{
        About, Command, CommandKind, Destination, Opinion, OutgoingDocument, State, StateName, state::Medium, table,
    },
    work::Desk,
};

/// Whether this actor may begin a draft: whoever handles documents.
///
/// # Errors
/// The rule that says no.
pub fn may_draft(actor: Actor, directory: &Directory) -> Result<(), Refusal> {
    let desk = at_desk(actor, directory)?;
    let desk = desk.ok_or(Refusal::new(Rule::PeopleOnly))?;
    require(desk.handles_documents(), Rule::HandlersOnly)
}

/// Whether this actor makes copies: the registry does, or whoever handles documents where the head of the agency has it so (Art. 27).
///
/// # Errors
/// The rule that says no.
pub fn may_copy(actor: Actor, by: CopyMakers, directory: &Directory) -> Result<(), Refusal> {
    let desk = at_desk(actor, directory)?.ok_or(Refusal::new(Rule::PeopleOnly))?;
    match by {
        CopyMakers::Registry => require(desk.is(Role::RegistryClerk), Rule::RegistryOnly),
        CopyMakers::Everybody => require(desk.handles_documents(), Rule::HandlersOnly),
    }
}

/// Whether this person drafts for any unit of the agency: who leads it, or its office, has none of their own. Who
/// drafts for another's unit has its head check the content.
pub fn drafts_for_any_unit(person: &Person) -> bool {
    person.is(Role::Leader) || person.is(Role::ChiefOfOffice)
}

/// Whether this actor keeps the office's directory of counterparts: the registry does, and a system that sends for it.
///
/// # Errors
/// The rule that says no.
pub fn may_keep_counterparts(actor: Actor, directory: &Directory) -> Result<(), Refusal> {
    super::works_as_registry(actor, Scope::DocumentsIssue, directory)
}

/// Whether this actor keeps the office's templates: the registry, and whoever administers the agency.
///
/// # Errors
/// The rule that says no.
pub fn may_keep_templates(actor: Actor, directory: &Directory) -> Result<(), Refusal> {
    let desk = at_desk(actor, directory)?.ok_or(Refusal::new(Rule::TemplateKeepersOnly))?;
    // Nobody administers in another's stead.
    let administers = matches!(actor, Actor::Person(_)) && super::administers(desk, directory.agency, directory);
    require(desk.is(Role::RegistryClerk) || administers, Rule::TemplateKeepersOnly)
}

/// How much of a document somebody sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sight {
    /// As one of its recipients in the agency itself: what was sealed and sent, and nothing of how it came about.
    Received,
    /// As another system that does the registry's work: with what was signed, and how far it has come.
    Registry,
    /// As somebody whose opinion is or was asked: its content, files and editions, and their own opinion.
    Asked,
    /// All of it: its editions, what was said of them, its history, its mails.
    Whole,
}

/// Who may look it up because they have, or had, a part in it: who drafts and drafted it, the drafting unit, before
/// whom it was put, who asks and who is asked for an opinion, and in the agency itself its recipients once it has gone
/// to them.
pub fn lookers(document: &OutgoingDocument) -> BTreeSet<Principal> {
    let mut lookers = makers(document);
    lookers.extend(advisers(document));
    lookers.extend(receivers(document));
    lookers
}

/// Who has, or had, a part in making it.
fn makers(document: &OutgoingDocument) -> BTreeSet<Principal> {
    let mut makers = BTreeSet::new();
    makers.insert(Holder::Person(document.drafter()));
    makers.insert(Holder::Person(document.created_by().desk()));
    makers.extend(document.former_drafters().iter().copied().map(Holder::Person));
    makers.insert(Holder::Department(document.content().department));
    makers.extend(document.put_before().iter().copied().map(Holder::Person));
    let (content_check, form_check) = document.state().checks();
    makers.extend([content_check, form_check].into_iter().flatten().map(|check| Holder::Person(check.by.desk())));
    if let State::FormCheck { desk: Desk::Holder(holder), .. } = document.state() {
        makers.insert(*holder);
    }
    // To whoever asked, the answer comes.
    makers.extend(document.opinions().iter().map(|opinion| Holder::Person(opinion.asker())));
    makers
}

/// Whose opinion is asked, or was given.
fn advisers(document: &OutgoingDocument) -> BTreeSet<Principal> {
    document.opinions().iter().flat_map(Opinion::advisers).collect()
}

/// To whom it has gone, in the agency itself.
fn receivers(document: &OutgoingDocument) -> BTreeSet<Principal> {
    let gone = document.state().dispatch().is_some();
    document.inside().filter(|_| gone).map(|(_, holder)| holder).collect()
}

/// How much of this document whoever sits at this desk sees.
fn sight_of(document: &OutgoingDocument, desk: &Person) -> Option<Sight> {
    let is_any = |all: BTreeSet<Principal>| at_this(desk).any(|principal| all.contains(&principal));
    if !desk.active {
        None
    } else if is_agency_wide(desk) || is_any(makers(document)) {
        Some(Sight::Whole)
    } else if is_any(advisers(document)) {
        Some(Sight::Asked)
    } else {
        let received = is_any(receivers(document)) || kept_by(document, desk);
        received.then_some(Sight::Received)
    }
}

/// The units whose own registry keeps it: what a unit has sent, and what has gone to it or to one of its people. Not those whose opinion was
/// asked of it.
pub fn kept_for(document: &OutgoingDocument) -> BTreeSet<Principal> {
    let gone = document.state().dispatch().is_some();
    let mut kept = receivers(document);
    kept.extend(gone.then_some(Holder::Department(document.content().department)));
    kept
}

fn kept_by(document: &OutgoingDocument, desk: &Person) -> bool {
    let kept = kept_for(document);
    kept_at(desk).any(|principal| kept.contains(&principal))
}

fn sees(document: &OutgoingDocument, desk: &Person) -> bool {
    sight_of(document, desk).is_some()
}

/// How much of this document this person sees, at whatever desk they sit; nothing where they may not see it.
pub fn sight(document: &OutgoingDocument, person: PersonId, directory: &Directory) -> Option<Sight> {
    directory.desks_of(person).filter_map(|desk| sight_of(document, desk)).max()
}

/// The opinions that this person sees: all, or those by which they see the document.
pub fn opinions_seen<'a>(
    document: &'a OutgoingDocument,
    person: PersonId,
    directory: &Directory,
) -> impl Iterator<Item = &'a Opinion> {
    let whole = sight(document, person, directory) == Some(Sight::Whole);
    let theirs: BTreeSet<Principal> = super::principals(person, directory);
    document.opinions().iter().filter(move |one| whole || one.advisers().any(|adviser| theirs.contains(&adviser)))
}

/// Whether this person may see this document, at whatever desk they sit.
pub fn may_see(document: &OutgoingDocument, person: PersonId, directory: &Directory) -> bool {
    sees_as(document, person, directory).is_some()
}

/// At whose desk this person sees this document: at their own before those of others.
pub fn sees_as(document: &OutgoingDocument, person: PersonId, directory: &Directory) -> Option<PersonId> {
    directory.desks_of(person).find(|desk| sees(document, desk)).map(|desk| desk.id)
}

/// Whether this person may read who looked at this document: as of what came in.
///
/// # Errors
/// The rule that says no.
pub fn may_read_accesses(document: &OutgoingDocument, person: PersonId, directory: &Directory) -> Result<(), Refusal> {
    let may = directory.desks_of(person).any(|desk| sees(document, desk) && reads_accesses(desk));
    require(may, Rule::AccessesReadersOnly)
}

/// Whether this actor may give this command to this document as it stands.
///
/// # Errors
/// The rule that says no.
pub fn may(
    document: &OutgoingDocument,
    actor: Actor,
    command: CommandKind,
    about: impl Into<About>,
    directory: &Directory,
) -> Result<(), Refusal> {
    let about = about.into();
    let state = document.state().name();
    if !table::knows(state, command) {
        return Err(Refusal::new(Rule::WrongState)
            .with("state", state.as_str())
            .with("state_vi", state.vietnamese())
            .with("command", command.as_str())
            .with("command_vi", command.vietnamese()));
    }
    // The draft of a copy is revised as one, and no other is.
    match command {
        CommandKind::Revise => require(!document.is_copy(), Rule::IsACopy)?,
        CommandKind::ReviseCopy => require(document.is_copy(), Rule::IsNoCopy)?,
        _ => {}
    }
    let desk = at_desk(actor, directory)?;
    match actor {
        Actor::Person(_) | Actor::Substitute { .. } => {
            person(document, actor, desk.ok_or(Refusal::new(Rule::NotStaff))?, command, about)
        }
        // A system may do what the registry does with what is signed, if it was given that.
        Actor::Service(account) => {
            require(service_gives(state, command), Rule::PeopleOnly)?;
            may_use(account, Scope::DocumentsIssue, directory)?;
            updates(document, command)
        }
        Actor::Citizen => Err(Refusal::new(Rule::PeopleOnly)),
        Actor::Office if command.is_the_offices() => Ok(()),
        // Whoever got it by the interchange tells how it stands there.
        Actor::Interchange if command == CommandKind::NoteDelivery => Ok(()),
        Actor::Interchange | Actor::Office => Err(Refusal::new(Rule::HolderOnly)),
    }
}

fn person(
    document: &OutgoingDocument,
    actor: Actor,
    desk: &Person,
    command: CommandKind,
    about: About,
) -> Result<(), Refusal> {
    use CommandKind as C;
    let drafts = document.drafter() == desk.id;
    let heads = desk.leads(document.content().department);
    let registry = || require(desk.is(Role::RegistryClerk), Rule::RegistryOnly);
    match command {
        C::Revise | C::ReviseCopy | C::Submit => require(drafts, Rule::DrafterOnly),
        C::Endorse | C::ChangeDrafter => require(heads, Rule::HeadOnly),
        C::PassForm => {
            checks_form(document, desk)?;
            let by = actor.by().ok_or(Refusal::new(Rule::HolderOnly))?;
            let (content_check, _) = document.state().checks();
            require(!content_check.is_some_and(|check| check.by.shares_a_name(by)), Rule::SameChecker)
        }
        C::ReturnToDrafter => match document.state() {
            // Whoever has handed it in may take it back as long as nobody has checked it.
            State::UnitReview { .. } => require(heads || drafts, Rule::HeadOnly),
            // The head of the drafting unit answers for it, and gets it back from wherever it waits: whoever was to check or sign may be gone.
            State::FormCheck { .. } | State::AwaitingSignature { .. } if heads => Ok(()),
            State::FormCheck { .. } => checks_form(document, desk),
            State::AwaitingSignature { signer, .. } => require(*signer == desk.id, Rule::HolderOnly),
            // Whoever has signed may take their signature back as long as it has no number, and in nobody's stead.
            State::Signed { signature, .. } if matches!(actor, Actor::Person(id) if id == signature.signer) => Ok(()),
            _ => registry(),
        },
        C::Sign => match document.state() {
            State::AwaitingSignature { signer, .. } if *signer == desk.id => {
                // A signature is nobody's to give in another's stead (Art. 13: that needs a capacity of their own).
                require(matches!(actor, Actor::Person(_)), Rule::OwnHandOnly)
            }
            _ => require(desk.is(Role::RegistryClerk), Rule::SignerOnly),
        },
        C::Issue | C::SealIssued | C::DispatchIssued | C::VoidIssued | C::RecallIssued | C::NoteDelivery => registry(),
        C::SendUpdate => {
            registry()?;
            updates(document, command)
        }
        C::FileIssued => require(drafts || heads || desk.is(Role::RegistryClerk), Rule::DrafterOnly),
        // What a leader has before them to sign, or has signed, is not its drafter's to take away.
        C::CancelDraft => match document.state() {
            State::AwaitingSignature { .. } | State::Signed { .. } => require(heads, Rule::HeadOnly),
            _ => require(drafts || heads, Rule::DrafterOnly),
        },
        C::AcknowledgeIssued => {
            let named = about.recipient().ok_or(Refusal::new(Rule::RecipientUnknown).at("/recipient"))?;
            let to = document.recipient(named).map(|recipient| &recipient.destination);
            match to {
                Some(Destination::Inside { holder }) => {
                    // The unit's registry takes in what comes to the unit.
                    let keeps = kept_at(desk).any(|unit| unit == *holder);
                    require(keeps || acts_for(desk, *holder), Rule::HolderOnly)
                }
                _ => Err(Refusal::new(Rule::RecipientUnknown).at("/recipient")),
            }
        }
        // A recipient does not read what was said of it, and so says nothing that nobody would answer.
        C::Discuss => {
            require(sight_of(document, desk).is_some_and(|sight| sight != Sight::Received), Rule::ParticipantOnly)
        }
        C::NoteReplaced
        | C::NoteAmended
        | C::NoteCorrected
        | C::TakeRelationBack
        | C::RecountStep
        | C::RecountOpinions => Err(Refusal::new(Rule::SystemOnly)),
        C::AskOpinions => {
            let holds = match document.state() {
                State::FormCheck { .. } => checks_form(document, desk).is_ok(),
                State::AwaitingSignature { signer, .. } => *signer == desk.id,
                _ => false,
            };
            require(drafts || heads || holds, Rule::OpinionAskersOnly)
        }
        C::GiveOpinion => {
            let opinion = open_opinion(document, about)?;
            let theirs = acts_for(desk, opinion.holder) || opinion.officer == Some(desk.id);
            require(theirs, Rule::HolderOnly)
        }
        C::PassOpinion => match open_opinion(document, about)?.holder {
            Holder::Department(id) => require(desk.leads(id), Rule::HeadOnly),
            Holder::Person(_) => Err(Refusal::new(Rule::HeadOnly)),
        },
        C::WithdrawOpinion => {
            let opinion = open_opinion(document, about)?;
            require(opinion.asker() == desk.id || heads, Rule::OpinionAskerOnly)
        }
        C::RemindOpinion => {
            let asked = open_opinion(document, about)?.asker() == desk.id;
            let presses = [Role::Monitor, Role::ChiefOfOffice, Role::Leader].into_iter().any(|role| desk.is(role));
            require(asked || drafts || heads || presses, Rule::ReminderOnly)
        }
        C::HandOverDraft => hands_over(actor, desk),
    }
}

/// Whether a command is the registry's on what is signed, and so a system's that was given its work: no check, no signature, and of what is
/// not yet signed nothing.
fn service_gives(state: StateName, command: CommandKind) -> bool {
    use CommandKind as C;
    match command {
        C::Issue
        | C::SealIssued
        | C::DispatchIssued
        | C::SendUpdate
        | C::VoidIssued
        | C::RecallIssued
        | C::NoteDelivery
        | C::FileIssued => true,
        C::ReturnToDrafter => state == StateName::Signed,
        _ => false,
    }
}

/// Anew goes only what has gone by the interchange.
fn updates(document: &OutgoingDocument, command: CommandKind) -> Result<(), Refusal> {
    let by_interchange = command != CommandKind::SendUpdate || !document.packets().is_empty();
    require(by_interchange, Rule::NothingByInterchange)
}

/// Whether another system that was given the registry's work sees this document: from its signature on.
pub fn service_sees(document: &OutgoingDocument) -> bool {
    SERVICE_SEES.contains(&document.state().name())
}

/// The states in which another system sees a document.
pub const SERVICE_SEES: &[StateName] = &[
    StateName::Signed,
    StateName::Issued,
    StateName::Sealed,
    StateName::Dispatched,
    StateName::Filed,
    StateName::Voided,
    StateName::Recalled,
    StateName::Replaced,
];

/// The named opinion, while it is asked.
fn open_opinion(document: &OutgoingDocument, about: About) -> Result<&Opinion, Refusal> {
    let opinion = about.opinion().and_then(|id| document.opinion(id));
    let opinion = opinion.ok_or(Refusal::new(Rule::OpinionUnknown).at("/opinion"))?;
    require(opinion.is_open(), Rule::OpinionClosed).map(|()| opinion)
}

/// Whether the form is this desk's to check: the registry's, or the chief of office's, as the office has it.
fn checks_form(document: &OutgoingDocument, desk: &Person) -> Result<(), Refusal> {
    let theirs = match document.state() {
        State::FormCheck { desk: Desk::Registry, .. } => desk.is(Role::RegistryClerk),
        State::FormCheck { desk: Desk::Holder(holder), .. } => acts_for(desk, *holder) || desk.is(Role::ChiefOfOffice),
        _ => false,
    };
    require(theirs, Rule::FormCheckerOnly)
}

/// What is asked of who gives this command beyond their right to it: of what was signed on paper the registry only notes it.
///
/// # Errors
/// The rule that says no.
pub fn may_so(document: &OutgoingDocument, actor: Actor, command: &Command) -> Result<(), Refusal> {
    let Command::Sign(sign) = command else { return Ok(()) };
    let signs = match document.state() {
        State::AwaitingSignature { signer, .. } => actor.desk() == Some(*signer),
        _ => false,
    };
    if signs {
        return Ok(());
    }
    require(sign.on == Medium::Paper, Rule::SignerOnly)?;
    require(!sign.files.is_empty(), Rule::ScanMissing).map_err(|refusal| refusal.at("/files"))
}

/// One command that a document offers to its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Offer {
    /// The command.
    pub command: CommandKind,
    /// As which recipient.
    pub recipient: Option<RecipientId>,
    /// On which opinion.
    pub opinion: Option<OpinionId>,
}

/// Every command that this person may give to this document now, in their own name or in another's stead.
pub fn offered(document: &OutgoingDocument, person: PersonId, directory: &Directory) -> Vec<Offer> {
    let state = document.state().name();
    let mut offers = Vec::new();
    for command in CommandKind::ALL.iter().copied().filter(|command| table::knows(state, *command)) {
        let parts: Vec<About> = match command {
            CommandKind::AcknowledgeIssued => document.unread().map(|(id, _)| About::Recipient(id)).collect(),
            _ if command.names_opinion() => document.open_opinions().map(|one| About::Opinion(one.id)).collect(),
            _ => vec![About::Nothing],
        };
        for about in parts {
            let may = |actor| may(document, actor, command, about, directory).is_ok();
            if directory.actors(person).any(may) {
                offers.push(Offer { command, recipient: about.recipient(), opinion: about.opinion() });
            }
        }
    }
    offers
}

/// Whether an answer that this person drafts may complete what it answers: they have it in hand as its primary handler, or lead the unit that
/// has (only who is primary completes). Whoever else answers it, answers it beside.
pub fn completes(incoming: &IncomingDocument, drafter: PersonId, directory: &Directory) -> bool {
    let Some((root, leg)) = incoming.state().chain() else { return false };
    let primary = [Some(root), leg].into_iter().flatten().filter_map(|id| incoming.assignment(id));
    let holders: Vec<Holder> = primary.map(|assignment| assignment.holder).collect();
    directory.active(drafter).is_some_and(|person| holders.iter().any(|holder| acts_for(person, *holder)))
}

/// Whether the document is still somebody's to work on: it counts against the end of a department or a person's leaving.
pub fn is_open(document: &OutgoingDocument) -> bool {
    !matches!(
        document.state().name(),
        StateName::Filed | StateName::Cancelled | StateName::Voided | StateName::Recalled | StateName::Replaced
    )
}
