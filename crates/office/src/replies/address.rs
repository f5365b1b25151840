//! The address that replies to a mail go to: made with the mail, about one assignment at most, under a random token.

use chrono::NaiveDate;
use domain::{
    Actor, AssignmentId, UtcTime, access,
    calendar::{Days, Term},
    day_in_vietnam,
    document::Document,
    incoming::{CommandKind, IncomingDocument},
    organisation::Directory,
    to_micros,
};
use store::{Conn, history, message::Message, organisation::AgencySnapshot};

use super::{OpenReply, ReplyAddress};
use crate::{
    Office, OfficeError,
    action_links::{LOOKED_THROUGH, ReplyMeans, actors, events, standing::Parts},
    agency::Caller,
    documents,
    sign_in::hash,
};

impl Office {
    /// The address that replies to a mail go to; none where there is no mailbox, or it goes to nobody of the agency.
    pub(crate) async fn reply_address_in(
        &self,
        mail: &Message,
    ) -> Result<Option<(ReplyMeans, ReplyAddress)>, OfficeError> {
        let (agency, id, letter) = (mail.agency, mail.document, mail.acted_on());
        if !self.limits().replies.on || letter.document.secret {
            return Ok(None);
        }
        let (Some(person), Some(address)) = (letter.to.person, &letter.to.address) else { return Ok(None) };
        let Some(snapshot) = self.may_act_at(Caller { agency, person }, address.as_str()).await? else {
            return Ok(None);
        };
        let found = self.db().read_tx(move |conn| documents::load(conn, agency, id)).await?;
        let Some(document) = found.map(|loaded| loaded.document).filter(|document| !document.is_secret()) else {
            return Ok(None);
        };
        let directory = &snapshot.directory;
        let actors = actors(letter, directory);
        let concerned = |actor: &&Actor| actor.desk().is_some_and(|desk| document.may_see(desk, directory));
        let Some(actor) = actors.iter().find(concerned).copied() else { return Ok(None) };
        let assignment = match &document {
            Document::Incoming(document) => assignment_of(document, actor, letter.assignment, directory),
            // As which recipient, about which question, or none.
            Document::Outgoing(_) | Document::Dossier(_) => letter.assignment,
        };
        let standing = serde_json::to_string(&Parts::of(&document, assignment))
            .map_err(|error| OfficeError::Internal(format!("a standing: {error}")))?;
        let token = reply_token()?;
        let now = to_micros(self.now());
        let address = ReplyAddress {
            agency,
            token_hash: hash(&token),
            message: mail.id,
            document: id,
            person,
            instead_of: actor.desk().filter(|desk| *desk != person),
            assignment,
            standing,
            told_at: to_micros(letter.at),
            address: address.as_str().to_owned(),
            created_at: now,
            expires_at: to_micros(now + self.limits().replies.life),
            ended_at: None,
        };
        let told_at = address.told_at;
        let since = move |conn: &mut Conn| history::since(conn, agency, id, told_at, LOOKED_THROUGH);
        let since = events(&document, &self.db().read(since).await?)?;
        let example = example_day(&snapshot, now);
        let detail = self.detail_for(document.clone(), &snapshot, person);
        let open = OpenReply { address, actor, detail, document, since, example };
        let commands = open.offers().into_iter().filter(|command| !command.is_comment()).collect();
        let means = ReplyMeans { token, commands, example: open.example };
        Ok(Some((means, open.address)))
    }
}

/// The assignment that a reply is about: that of the letter, where it offers something there; else the one that the document offers something
/// on to its reader, if it is one alone: whoever holds work may report it in answer to whatever they are told of the document.
fn assignment_of(
    document: &IncomingDocument,
    actor: Actor,
    told: Option<AssignmentId>,
    directory: &Directory,
) -> Option<AssignmentId> {
    let Some(person) = actor.person() else { return told };
    let offers = access::offered(document, person, directory);
    let there = |assignment: AssignmentId| {
        offers.iter().any(|offer| {
            offer.assignment == Some(assignment)
                && BY_REPLY.contains(&offer.command)
                && access::may(document, actor, offer.command, Some(assignment), directory).is_ok()
        })
    };
    if told.is_some_and(there) {
        return told;
    }
    let mut others = document.assignments().iter().map(|one| one.id).filter(|id| there(*id));
    match (others.next(), others.next()) {
        (Some(one), None) => Some(one),
        _ => told,
    }
}

/// The commands on an assignment that a reply gives.
const BY_REPLY: [CommandKind; 10] = [
    CommandKind::Accept,
    CommandKind::SubmitResult,
    CommandKind::GiveBack,
    CommandKind::Assign,
    CommandKind::Approve,
    CommandKind::Reject,
    CommandKind::RequestExtension,
    CommandKind::GrantExtension,
    CommandKind::RefuseExtension,
    CommandKind::Acknowledge,
];

/// A working day some way off, as people are shown how a deadline is written: the last of five from now, in the agency's calendar.
pub(super) fn example_day(snapshot: &AgencySnapshot, now: UtcTime) -> NaiveDate {
    let week = Days::new(5).map(Term::WorkingDays);
    let calendar = snapshot.calendar.of_unit(None, &snapshot.directory);
    let last = week.and_then(|week| calendar.due(now, week).ok()).map(|due| due.at);
    day_in_vietnam(last.unwrap_or(now + chrono::Duration::days(7)))
}

/// How many digits a token has: of 128 bits, in small hexadecimal, since servers change the case of addresses.
pub(super) const TOKEN_LENGTH: usize = 32;

fn reply_token() -> Result<String, OfficeError> {
    let mut bytes = [0_u8; TOKEN_LENGTH / 2];
    getrandom::fill(&mut bytes).map_err(|e| OfficeError::Internal(format!("no randomness: {e}")))?;
    Ok(hex::encode(bytes))
}
