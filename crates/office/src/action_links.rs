//! Links in mails by which their reader acts without signing in.
//!
//! They are made just before a mail is sent, of what the document offers to its reader at that moment; a command that comes by one
//! goes through the same door as any other. A token is random and kept as its hash; the code that the page asks for stands in the
//! mail alone, and is kept as a tag under the key of the sealing, so that the database gives neither away.
//!
//! A mail that is tried again has links and a code of its own, beside those of the try before: that one may have arrived although
//! the mail server's answer did not, and a reader who keeps the first copy must be able to act by it. Whichever is used, the work
//! moves on, and with it all others are void. Wrong codes are counted for all of them together.

mod acting;
mod standing;

use std::time::Duration;

use domain::{
    Actor, AssignmentId, UtcTime, access,
    incoming::{CommandKind, Event, IncomingDocument},
    notice::{Letter, NoticeKind},
    organisation::Directory,
    to_micros,
};
use store::{Conn, StoreError, action_link, document, history, message::Message};

pub(crate) use acting::LinkUse;
pub use acting::{Judged, OpenLink, Opened};
pub use store::action_link::ActionLink;

use crate::{
    Office, OfficeError,
    agency::Caller,
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

/// The commands that have a page, in the order in which a mail offers them.
pub const BY_LINK: [CommandKind; 13] = [
    CommandKind::Register,
    CommandKind::Direct,
    CommandKind::Assign,
    CommandKind::Accept,
    CommandKind::SubmitResult,
    CommandKind::Approve,
    CommandKind::Reject,
    CommandKind::GrantExtension,
    CommandKind::RefuseExtension,
    CommandKind::Acknowledge,
    CommandKind::RequestExtension,
    CommandKind::GiveBack,
    CommandKind::Comment,
];

/// So many events after a mail are looked through; where there are more, the work has gone on.
const LOOKED_THROUGH: i64 = 1000;

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

/// One button before it has a token.
struct Offered {
    command: CommandKind,
    assignment: Option<AssignmentId>,
}

/// As whom the reader of a letter acts: as themselves, or in the stead of whom it names.
fn actors(letter: &Letter, directory: &Directory) -> Vec<Actor> {
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
fn offered(document: &IncomingDocument, letter: &Letter, actor: Actor, directory: &Directory) -> Vec<Offered> {
    let Some(person) = actor.person() else { return Vec::new() };
    let offers = access::offered(document, person, directory);
    let may = |command, assignment| access::may(document, actor, command, assignment, directory).is_ok();
    let mut found: Vec<Offered> = BY_LINK
        .into_iter()
        .filter_map(|command| {
            // What the letter is about goes before what is offered for the document as a whole.
            let about = [letter.assignment, None];
            let mut places = about.into_iter().filter(|place| {
                offers.iter().any(|offer| offer.command == command && offer.assignment == *place)
                    && may(command, *place)
            });
            let assignment = places.next()?;
            // A word is said about what the letter tells of, and is no longer asked for when that has moved on.
            let assignment = if command == CommandKind::Comment { letter.assignment } else { assignment };
            Some(Offered { command, assignment })
        })
        .collect();
    if found.iter().all(|one| one.command == CommandKind::Comment) {
        return Vec::new();
    }
    found.truncate(MOST);
    found
}

/// What a code's tag is made of.
fn tagged(token_hash: &str, code: &str) -> String {
    format!("code of {token_hash}: {code}")
}

/// What these rows tell; none where there are more than are looked through.
fn events(rows: &[history::Link]) -> Result<Option<Vec<Event>>, OfficeError> {
    if i64::try_from(rows.len()).unwrap_or(i64::MAX) >= LOOKED_THROUGH {
        return Ok(None);
    }
    let read = |row: &history::Link| row.happening().map(|happening| happening.event);
    Ok(Some(rows.iter().map(read).collect::<Result<_, _>>()?))
}

/// Six digits.
fn random_code() -> Result<String, OfficeError> {
    let mut bytes = [0_u8; 8];
    getrandom::fill(&mut bytes).map_err(|e| OfficeError::Internal(format!("no randomness: {e}")))?;
    Ok(format!("{:06}", u64::from_le_bytes(bytes) % 1_000_000))
}

impl Office {
    /// Makes the links of a mail that is about to be sent. Secret lines have none, nor have mails that ask nothing of their reader,
    /// those to somebody who may not act by them, and those that came about so long ago that they tell of something else.
    pub async fn make_action_links(&self, mail: &Message) -> Result<Option<MailActions>, OfficeError> {
        if !self.limits().links.on || !hands_over(mail.letter.kind) || mail.letter.document.secret {
            return Ok(None);
        }
        let Some((actions, rows)) = self.links_in(mail).await? else { return Ok(None) };
        // On the disk before the mail leaves: a link that was sent leads somewhere.
        self.db().write(move |conn| action_link::keep(conn, &rows)).await?;
        Ok(Some(actions))
    }

    async fn links_in(&self, mail: &Message) -> Result<Option<(MailActions, Vec<ActionLink>)>, OfficeError> {
        let (agency, id, letter) = (mail.agency, mail.document, &mail.letter);
        let (Some(person), Some(address)) = (letter.to.person, &letter.to.address) else { return Ok(None) };
        let Some(snapshot) = self.may_act_at(Caller { agency, person }, address.as_str()).await? else {
            return Ok(None);
        };
        let written = to_micros(letter.at);
        let read = move |conn: &mut Conn| {
            let since = history::since(conn, agency, id, written, LOOKED_THROUGH)?;
            Ok::<_, StoreError>((document::load(conn, agency, id)?, since))
        };
        let (found, since) = self.db().read_tx(read).await?;
        let Some(document) = found.map(|loaded| loaded.document).filter(|document| !document.facts().is_secret())
        else {
            return Ok(None);
        };
        // Whoever reads a mail that was delayed must not decide on what it does not tell.
        match events(&since)? {
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
        for Offered { command, assignment } in offers {
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
                assignment,
                command,
                standing: standing::of(&document, assignment, command),
                version: document.version(),
                address: address.as_str().to_owned(),
                created_at: now,
                expires_at: until,
                used_at: None,
                ended_at: None,
            });
            links.push((command, token));
        }
        Ok(Some((MailActions { code, links, until }, rows)))
    }

    /// Behind the id of its key, so that one of another key is told apart from a wrong code's.
    fn code_tag(&self, token_hash: &str, code: &str) -> String {
        let sealing = &self.0.parts.sealing;
        format!("{}.{}", sealing.id(), hex::encode(sealing.tag(&tagged(token_hash, code))))
    }
}
