//! Replies to mails: the address that a mail's replies go to, what it is about, and the command that a reply gives, which goes through
//! the same door as any other, and is used up and answered in the same transaction.

mod address;
mod answers;
mod confirm;
mod dossier;
mod outgoing;
mod told;
mod used;

use std::{sync::Arc, time::Duration};

use chrono::NaiveDate;
use domain::{
    Actor, AgencyId, AssignmentId, DocumentId,
    document::{Command, CommandKind, Document},
    dossier::CommandKind as Of,
    incoming::{CommandKind as In, State},
    notice::{AccountNotice, Answers},
    organisation::PersonRecord,
    outgoing::CommandKind as Out,
};
use store::{Conn, history, received_mail::ReceivedMail, reply_address};

pub(crate) use self::used::ReplyUse;
pub use self::{
    confirm::Ask,
    told::{document_words, due_words, told},
};
pub use store::reply_address::ReplyAddress;

use self::address::{TOKEN_LENGTH, example_day};
use crate::{
    Office, OfficeError,
    action_links::{LOOKED_THROUGH, Since, Stands, by_link, events, standing::Parts},
    agency::Caller,
    by_mail::ByMail,
    documents::AnyDetail,
    sign_in::hash,
};

/// What replies may do; settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplyTerms {
    /// Whether mails have an address for replies.
    pub on: bool,
    /// How long such an address holds.
    pub life: Duration,
    /// Whether directions and approvals by replies are carried out without a proof of who wrote them.
    pub unproved_act: bool,
    /// Whether letters to the office's address become documents.
    pub letters: bool,
    /// By its code: the agency that letters are for; the first where none is named.
    pub agency: Option<String>,
    /// How often one address is answered within a day.
    pub answers: u32,
    /// How many letters of one sender become documents within a day.
    pub letters_of_one: u32,
    /// How often a message that could not be worked off is tried before a clerk is to look at it.
    pub tries: u32,
    /// The largest message that is taken in whole, in bytes.
    pub max_bytes: u64,
    /// How long a message that is handed in over HTTP may take to come.
    pub message_within: Duration,
}

impl Default for ReplyTerms {
    fn default() -> Self {
        Self {
            on: false,
            life: Duration::from_hours(60 * 24),
            unproved_act: false,
            letters: true,
            agency: None,
            answers: 200,
            letters_of_one: 50,
            tries: 5,
            max_bytes: 50 * 1024 * 1024,
            message_within: Duration::from_mins(5),
        }
    }
}

/// What has become of a reply address.
#[derive(Debug, Clone)]
pub enum OpenedReply {
    /// There is none of this token.
    Unknown,
    /// It holds no longer, or its owner may act by no mail any more.
    Closed(Box<ReplyAddress>),
    /// Its owner no longer sees the document, or it is a secret line.
    Unseen(Box<ReplyAddress>),
    /// It can be acted by.
    Open(Box<OpenReply>),
}

/// A reply address that can be acted by.
#[derive(Debug, Clone)]
pub struct OpenReply {
    /// The address.
    pub address: ReplyAddress,
    /// Who acts, and in whose stead.
    pub actor: Actor,
    /// The document as it stands.
    pub detail: AnyDetail,
    /// The document alone.
    document: Document,
    /// What has happened since the mail; none where it is more than is looked through.
    since: Option<Since>,
    /// A working day to come, as an example of a deadline.
    pub example: NaiveDate,
}

impl OpenReply {
    /// Whether a command would still be about what the mail told of.
    pub fn stands_for(&self, command: CommandKind) -> Stands {
        let Ok(then) = serde_json::from_str::<Parts>(&self.address.standing) else { return Stands::No };
        let place = self.offered(command).unwrap_or(self.address.assignment);
        match &self.since {
            Some(since) => then.stands_for((command, place), &self.document, self.address.assignment, since),
            // More than anybody looks through.
            None if command.is_comment() => Stands::Yes,
            None => Stands::No,
        }
    }

    /// Where the document offers a command to the mail's owner: on the assignment that the mail is about, or on the document as a whole.
    pub fn offered(&self, command: CommandKind) -> Option<Option<AssignmentId>> {
        let directory = &self.detail.snapshot().directory;
        let offers = self.document.offered(self.address.person, directory);
        [self.address.assignment, None].into_iter().find(|place| {
            offers.iter().any(|offer| offer.command == command && offer.place == *place)
                && self.document.may(self.actor, command, *place, directory).is_ok()
        })
    }

    /// Every command that the mail's owner could give by a reply to it. An approval behind a direction is that of what lies proposed.
    pub fn offers(&self) -> Vec<CommandKind> {
        let known = by_link(&self.document).into_iter().filter(|command| acts_by_reply(*command));
        let offered =
            |command: &CommandKind| self.offered(*command).is_some() && self.stands_for(*command) != Stands::No;
        let mut offers: Vec<CommandKind> = known.filter(offered).collect();
        let directs = offers.iter().position(|command| *command == In::Direct.into());
        if let Some(directs) = directs.filter(|_| self.is_proposed()) {
            offers.insert(directs.saturating_add(1), In::Approve.into());
        }
        offers
    }

    /// Whether a direction lies proposed before whoever replies: to approve is to give it.
    pub fn is_proposed(&self) -> bool {
        let proposed = match &self.document {
            Document::Incoming(document) => match document.state() {
                State::Presented { presentation, .. } => presentation.proposal.is_some(),
                _ => false,
            },
            Document::Outgoing(_) | Document::Dossier(_) => false,
        };
        proposed && self.offered(In::Direct.into()).is_some()
    }

    /// The document that the mail is about.
    pub const fn document(&self) -> &Document {
        &self.document
    }

    fn caller(&self) -> Caller {
        Caller { agency: self.address.agency, person: self.address.person }
    }

    fn owner(&self) -> Option<&PersonRecord> {
        self.detail.snapshot().organisation.people.get(&self.address.person)
    }
}

/// Makes what its writer is told out of what was done.
pub type TellDone = Arc<dyn Fn(&AnyDetail) -> AccountNotice + Send + Sync>;

/// The message that a reply is: whose row is finished with what it does, and how it is answered.
#[derive(Clone)]
pub struct ReplyMail {
    /// The message.
    pub mail: ReceivedMail,
    /// What its answer answers.
    pub answers: Answers,
}

impl Office {
    /// The document that a reply to this token's address is about, whatever has become of the address.
    pub async fn replied_about(&self, token: &str) -> Result<Option<(AgencyId, DocumentId)>, OfficeError> {
        let sought = hash(&token.to_ascii_lowercase());
        let found = self.db().read(move |conn| reply_address::find(conn, &sought)).await?;
        Ok(found.map(|address| (address.agency, address.document)))
    }

    /// What a reply to this token's address is about, and whether it can be acted by. Case does not matter: mail servers change it.
    pub async fn open_reply(&self, token: &str) -> Result<OpenedReply, OfficeError> {
        let token = token.to_ascii_lowercase();
        if token.len() != TOKEN_LENGTH {
            return Ok(OpenedReply::Unknown);
        }
        let sought = hash(&token);
        let Some(address) = self.db().read(move |conn| reply_address::find(conn, &sought)).await? else {
            return Ok(OpenedReply::Unknown);
        };
        let (agency, id, person) = (address.agency, address.document, address.person);
        if address.ended_at.is_some() || address.expires_at <= self.now() {
            return Ok(OpenedReply::Closed(Box::new(address)));
        }
        let caller = Caller { agency, person };
        let Some(snapshot) = self.may_act_at(caller, &address.address).await? else {
            return Ok(OpenedReply::Closed(Box::new(address)));
        };
        let actor = match address.instead_of {
            None => Actor::Person(person),
            Some(instead_of) if snapshot.directory.stands_in_for(person).any(|id| id == instead_of) => {
                Actor::Substitute { person, instead_of }
            }
            Some(_) => return Ok(OpenedReply::Closed(Box::new(address))),
        };
        let detail = match self.seen_by_mail(caller, id).await {
            Ok(detail) if detail.reader().is_some() && !detail.document().is_secret() => detail,
            Ok(_) | Err(OfficeError::NotFound) => return Ok(OpenedReply::Unseen(Box::new(address))),
            Err(error) => return Err(error),
        };
        let told_at = address.told_at;
        let since = move |conn: &mut Conn| history::since(conn, agency, id, told_at, LOOKED_THROUGH);
        let document = detail.document();
        let since = events(&document, &self.db().read(since).await?)?;
        let example = example_day(detail.snapshot(), self.now());
        Ok(OpenedReply::Open(Box::new(OpenReply { address, actor, detail, document, since, example })))
    }

    /// Gives the command that a reply asks for.
    pub async fn command_by_reply(
        &self,
        open: &OpenReply,
        command: Command,
        reply: &ReplyMail,
        tell: TellDone,
    ) -> Result<AnyDetail, OfficeError> {
        let name = command.kind().as_str();
        let used = self.reply_use(open, reply, Some(tell))?;
        let expected = Some(open.document.version());
        let given = (open.address.document, command);
        let detail = self.command_by_mail(open.caller(), given, expected, ByMail::Reply(Box::new(used)), None).await?;
        let (agency, document, mail) = (open.address.agency, open.address.document, reply.mail.id);
        tracing::info!(%agency, document = %document.0, %mail, command = name, "somebody acted by a reply");
        Ok(detail)
    }

    /// Whether the command that a reply asks for would be carried out, before its writer is asked to confirm it. Nobody has looked.
    pub async fn rehearse_by_reply(
        &self,
        open: &OpenReply,
        command: Command,
        reply: &ReplyMail,
    ) -> Result<(), OfficeError> {
        let used = self.reply_use(open, reply, None)?;
        let given = (open.address.document, command);
        self.rehearse_by_mail(open.caller(), given, ByMail::Reply(Box::new(used))).await
    }

    fn reply_use(&self, open: &OpenReply, reply: &ReplyMail, tell: Option<TellDone>) -> Result<ReplyUse, OfficeError> {
        Ok(ReplyUse {
            actor: open.actor,
            address: open.address.clone(),
            terms: self.limits().links,
            reply: reply.clone(),
            owner: open.owner().cloned().ok_or(OfficeError::NotFound)?,
            tell,
        })
    }
}

/// Whether a reply gives this command. What goes out is signed, numbered and sent by nobody's bare reply.
const fn acts_by_reply(command: CommandKind) -> bool {
    match command {
        CommandKind::Incoming(_) => true,
        CommandKind::Outgoing(kind) => {
            matches!(
                kind,
                Out::Endorse
                    | Out::PassForm
                    | Out::ReturnToDrafter
                    | Out::AcknowledgeIssued
                    | Out::GiveOpinion
                    | Out::Discuss
            )
        }
        CommandKind::Dossier(kind) => matches!(
            kind,
            Of::AnswerConsultation | Of::AssignDossier | Of::AdvanceDossier | Of::GoBack | Of::DiscussDossier
        ),
    }
}
