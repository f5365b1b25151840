//! Links in mails by which their reader acts without signing in.
//!
//! They are made just before a mail is sent, of what the document offers to its reader at that moment; a command that comes by one
//! goes through the same door as any other. A token is random and kept as its hash; the code that the page asks for stands in the
//! mail alone, and is kept as a tag under the key of the sealing, so that the database gives neither away.
//!
//! A mail that is tried again has links and a code of its own, beside those of the try before: that one may have arrived although
//! the mail server's answer did not, and a reader who keeps the first copy must be able to act by it. Whichever is used, the work
//! moves on, and with it all others are void. Different wrong codes are counted for all of them together.

mod acting;
pub(crate) mod standing;

use std::time::Duration;

use chrono::NaiveDate;
use domain::{
    Actor, AssignmentId, UtcTime,
    document::{CommandKind, Document},
    dossier::CommandKind as Of,
    incoming::CommandKind as In,
    notice::{Letter, NoticeKind},
    organisation::Directory,
    outgoing::{CommandKind as Out, State as OutgoingState},
    to_micros,
};
use store::{Conn, StoreError, action_link, history, message::Message, reply_address};

pub use acting::{Judged, OpenLink, Opened};
pub(crate) use acting::{LinkUse, still_theirs};
pub(crate) use standing::Since;
pub use standing::Stands;
pub use store::action_link::ActionLink;
use uuid::Uuid;

use crate::{
    Office, OfficeError,
    agency::Caller,
    documents,
    sign_in::{hash, random_token},
};

/// Whether there are such links, and for how long each holds; settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkTerms {
    /// Whether there are any.
    pub on: bool,
    /// How long one holds.
    pub life: Duration,
    /// After how many wrong codes all of a mail are void.
    pub tries: u32,
    /// Whether those have some, too, who are asked for a second factor when they sign in.
    pub beside_second_factor: bool,
}

impl Default for LinkTerms {
    fn default() -> Self {
        Self { on: true, life: Duration::from_hours(7 * 24), tries: 5, beside_second_factor: false }
    }
}

/// The commands on what came in that have a page, in the order in which a mail offers them.
const INCOMING_BY_LINK: [In; 16] = [
    In::Register,
    In::Direct,
    In::Assign,
    In::Accept,
    In::SubmitResult,
    In::Approve,
    In::Reject,
    In::GrantExtension,
    In::RefuseExtension,
    In::Acknowledge,
    In::RequestExtension,
    In::GiveBack,
    In::Pass,
    In::File,
    In::Resume,
    In::Comment,
];

/// The same of what goes out. A draft is handed in, and sealed, where its files are; and nobody signs by an answer to a mail: the page of a
/// signature says what whoever confirms it says, which is that they have signed the paper.
const OUTGOING_BY_LINK: [Out; 9] = [
    Out::GiveOpinion,
    Out::Endorse,
    Out::PassForm,
    Out::Sign,
    Out::Issue,
    Out::DispatchIssued,
    Out::AcknowledgeIssued,
    Out::ReturnToDrafter,
    Out::Discuss,
];

/// The same of a dossier: what needs no more than words, or a choice among a few.
const DOSSIER_BY_LINK: [Of; 9] = [
    Of::AnswerConsultation,
    Of::AcceptDossier,
    Of::TransferDossier,
    Of::AssignDossier,
    Of::AdvanceDossier,
    Of::GoBack,
    Of::TakeInResult,
    Of::NoteUncollected,
    Of::DiscussDossier,
];

/// The commands on such a document that have a page, in the order in which a mail offers them.
pub(crate) fn by_link(document: &Document) -> Vec<CommandKind> {
    match document {
        Document::Incoming(_) => INCOMING_BY_LINK.into_iter().map(CommandKind::from).collect(),
        Document::Outgoing(_) => OUTGOING_BY_LINK.into_iter().map(CommandKind::from).collect(),
        Document::Dossier(_) => DOSSIER_BY_LINK.into_iter().map(CommandKind::from).collect(),
    }
}

/// So many events after a mail are looked through; where there are more, the work has gone on.
pub(crate) const LOOKED_THROUGH: i64 = 1000;

/// More than this many buttons nobody reads on a telephone.
const MOST: usize = 5;

/// The kinds of notice whose reader is to do something.
const fn hands_over(kind: NoticeKind) -> bool {
    use NoticeKind as K;
    matches!(
        kind,
        K::Arrived
            | K::Presented
            | K::GivenPrimary
            | K::GivenSupporting
            | K::GivenInformed
            | K::ResultToApprove
            | K::Approved
            | K::Rejected
            | K::GivenBack
            | K::Reminder
            | K::DueSoon
            | K::DueNow
            | K::Overdue
            | K::ApprovalDueSoon
            | K::ApprovalDueNow
            | K::ApprovalOverdue
            | K::ExtensionAsked
            | K::ExtensionGranted
            | K::ExtensionRefused
            | K::Reopened
            | K::HandedOver
            | K::Resumed
            | K::PausedElsewhere
            | K::DraftToReview
            | K::DraftToCheck
            | K::DraftToSign
            | K::SignerAway
            | K::SignedToIssue
            | K::IssuedForYou
            | K::IssuedUnread
            | K::StepDueNow
            | K::OpinionAsked
            | K::DossierArrived
            | K::DossierForwarded
            | K::DossierGiven
            | K::DossierGivenBack
            | K::DossierAssigned
            | K::DossierSupplied
            | K::DossierPaid
            | K::ConsultationAsked
            | K::DossierResumed
            | K::DossierDone
            | K::DossierUncollected
            | K::DossierWaitOver
            | K::DossierPaymentToCheck
    )
}

/// What a mail offers: its code, and a token for each command.
#[derive(Clone, PartialEq, Eq)]
pub struct MailActions {
    /// Six digits, the same for all its links.
    pub code: String,
    /// In the order in which they stand.
    pub links: Vec<(CommandKind, String)>,
    /// Until when they hold.
    pub until: UtcTime,
}

impl std::fmt::Debug for MailActions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "MailActions({})", self.links.len())
    }
}

/// By what the reader of a mail can act.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MailMeans {
    /// Its links.
    pub actions: Option<MailActions>,
    /// What a reply can do.
    pub reply: Option<ReplyMeans>,
}

/// What a reply to a mail can do.
#[derive(Clone, PartialEq, Eq)]
pub struct ReplyMeans {
    /// The token of the address that replies go to.
    pub token: String,
    /// The commands that it can give, but for a comment.
    pub commands: Vec<CommandKind>,
    /// A working day to come, as an example of a deadline.
    pub example: NaiveDate,
}

impl std::fmt::Debug for ReplyMeans {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ReplyMeans({:?})", self.commands)
    }
}

/// One button before it has a token.
struct Offered {
    command: CommandKind,
    place: Option<AssignmentId>,
}

/// As whom the reader of a letter acts: as themselves, or in the stead of whom it names.
pub(crate) fn actors(letter: &Letter, directory: &Directory) -> Vec<Actor> {
    let Some(person) = letter.to.person else { return Vec::new() };
    match &letter.to.instead_of {
        None => vec![Actor::Person(person)],
        Some(name) => directory
            .stands_in_for(person)
            .filter(|id| directory.people.get(id).is_some_and(|known| known.name == *name))
            .map(|instead_of| Actor::Substitute { person, instead_of })
            .collect(),
    }
}

/// What this letter offers to this actor, as the document stands; nothing where it asks for no more than a word.
fn offered(document: &Document, letter: &Letter, actor: Actor, directory: &Directory) -> Vec<Offered> {
    let Some(person) = actor.person() else { return Vec::new() };
    let offers = document.offered(person, directory);
    let may = |command, place| document.may(actor, command, place, directory).is_ok();
    let mut found: Vec<Offered> = by_link(document)
        .into_iter()
        .filter(|command| *command != CommandKind::Outgoing(Out::Sign) || signs(document, actor))
        .filter_map(|command| {
            // What the letter is about goes before what is offered for the document as a whole.
            let about = [letter.assignment, None];
            let mut places = about.into_iter().filter(|place| {
                offers.iter().any(|offer| offer.command == command && offer.place == *place) && may(command, *place)
            });
            let place = places.next()?;
            // A word is said about what the letter tells of, and is no longer asked for when that has moved on.
            let place = if command.is_comment() { letter.assignment } else { place };
            Some(Offered { command, place })
        })
        .collect();
    if found.iter().all(|one| one.command.is_comment()) {
        return Vec::new();
    }
    found.truncate(MOST);
    found
}

/// Whether it lies before this actor to be signed. Of another's signature the registry notes the scan, which no link brings.
fn signs(document: &Document, actor: Actor) -> bool {
    match document {
        Document::Outgoing(document) => match document.state() {
            OutgoingState::AwaitingSignature { signer, .. } => actor == Actor::Person(*signer),
            _ => false,
        },
        Document::Incoming(_) | Document::Dossier(_) => false,
    }
}

/// What a code's tag is made of.
fn tagged(token_hash: &str, code: &str) -> String {
    format!("code of {token_hash}: {code}")
}

/// What the tag of a wrong code at a mail is made of: the same at each of its links.
fn tagged_wrong(message: Uuid, code: &str) -> String {
    format!("wrong code of {message}: {code}")
}

/// What these rows tell of this document; none where there are more than are looked through.
pub(crate) fn events(document: &Document, rows: &[history::Link]) -> Result<Option<Since>, OfficeError> {
    if i64::try_from(rows.len()).unwrap_or(i64::MAX) >= LOOKED_THROUGH {
        return Ok(None);
    }
    let since = match document {
        Document::Incoming(_) => {
            let read = |row: &history::Link| row.happening().map(|happening| happening.event);
            Since::Incoming(rows.iter().map(read).collect::<Result<_, _>>()?)
        }
        Document::Outgoing(_) => {
            let read = |row: &history::Link| row.outgoing_happening().map(|happening| happening.event);
            Since::Outgoing(rows.iter().map(read).collect::<Result<_, _>>()?)
        }
        Document::Dossier(_) => {
            let read = |row: &history::Link| row.dossier_happening().map(|happening| happening.event);
            Since::Dossier(rows.iter().map(read).collect::<Result<_, _>>()?)
        }
    };
    Ok(Some(since))
}

/// Six digits.
pub(crate) fn random_code() -> Result<String, OfficeError> {
    let mut bytes = [0_u8; 8];
    getrandom::fill(&mut bytes).map_err(|e| OfficeError::Internal(format!("no randomness: {e}")))?;
    Ok(format!("{:06}", u64::from_le_bytes(bytes) % 1_000_000))
}

impl Office {
    /// Makes what the reader of a mail that is about to be sent can act by: links, and the address that replies go to. Secret lines
    /// have no links, nor have mails that ask nothing of their reader, those to somebody who may not act by them, and those that came
    /// about so long ago that they tell of something else.
    pub async fn make_mail_means(&self, mail: &Message) -> Result<MailMeans, OfficeError> {
        let links = self.limits().links.on && hands_over(mail.acted_on().kind) && !mail.acted_on().document.secret;
        let links = if links { self.links_in(mail).await? } else { None };
        let reply = self.reply_address_in(mail).await?;
        let (actions, rows) = links.unzip();
        let (reply, address) = reply.unzip();
        if rows.is_some() || address.is_some() {
            // On the disk before the mail leaves: a link that was sent leads somewhere, and a reply is understood.
            self.db()
                .write(move |conn| {
                    action_link::keep(conn, rows.as_deref().unwrap_or_default())?;
                    address.iter().try_for_each(|address| reply_address::keep(conn, address))
                })
                .await?;
        }
        Ok(MailMeans { actions, reply })
    }

    async fn links_in(&self, mail: &Message) -> Result<Option<(MailActions, Vec<ActionLink>)>, OfficeError> {
        let (agency, id, letter) = (mail.agency, mail.document, mail.acted_on());
        let (Some(person), Some(address)) = (letter.to.person, &letter.to.address) else { return Ok(None) };
        let Some(snapshot) = self.may_act_at(Caller { agency, person }, address.as_str()).await? else {
            return Ok(None);
        };
        let written = to_micros(letter.at);
        let read = move |conn: &mut Conn| {
            let since = history::since(conn, agency, id, written, LOOKED_THROUGH)?;
            Ok::<_, StoreError>((documents::load(conn, agency, id)?, since))
        };
        let (found, since) = self.db().read_tx(read).await?;
        let Some(document) = found.map(|loaded| loaded.document).filter(|document| !document.is_secret()) else {
            return Ok(None);
        };
        // Whoever reads a mail that was delayed must not decide on what it does not tell.
        match events(&document, &since)? {
            Some(since) if !standing::is_another(&document, letter.assignment, &since) => {}
            _ => return Ok(None),
        }
        let of_actor = |actor| (actor, offered(&document, letter, actor, &snapshot.directory));
        let mut offers = actors(letter, &snapshot.directory).into_iter().map(of_actor);
        let Some((actor, offers)) = offers.find(|(_, offers)| !offers.is_empty()) else { return Ok(None) };
        let now = to_micros(self.now());
        let until = to_micros(now + self.limits().links.life);
        let code = random_code()?;
        let (mut links, mut rows) = (Vec::new(), Vec::new());
        for Offered { command, place } in offers {
            let token = random_token()?;
            let token_hash = hash(&token);
            rows.push(ActionLink {
                agency,
                code_tag: self.code_tag(&token_hash, &code),
                token_hash,
                message: mail.id,
                document: id,
                person,
                instead_of: actor.desk().filter(|desk| *desk != person),
                assignment: place,
                command,
                standing: standing::of(&document, place, command),
                version: document.version(),
                address: address.as_str().to_owned(),
                created_at: now,
                expires_at: until,
                used_at: None,
                ended_at: None,
                prepared: None,
            });
            links.push((command, token));
        }
        Ok(Some((MailActions { code, links, until }, rows)))
    }

    /// Behind the id of its key, so that one of another key is told apart from a wrong code's.
    pub(crate) fn code_tag(&self, token_hash: &str, code: &str) -> String {
        let sealing = &self.0.parts.sealing;
        format!("{}.{}", sealing.id(), hex::encode(sealing.tag(&tagged(token_hash, code))))
    }
}
