//! Acting by a link: what has become of it, whether the code is the mail's, and the command that it gives.

use std::{net::IpAddr, sync::Arc};

use domain::{Actor, AgencyId, Refusal, UtcTime, document::Command, organisation::Directory};
use store::{
    Conn, StoreError,
    action_link::{self, ActionLink},
    history,
    organisation::{AgencySnapshot, find_login},
    second_factor,
};
use uuid::Uuid;

use super::{LOOKED_THROUGH, LinkTerms, events, standing, tagged, tagged_wrong};
use crate::{
    Office, OfficeError,
    agency::Caller,
    by_mail::ByMail,
    documents::AnyDetail,
    sign_in::{SignedIn, Tried, hash},
};

/// The longest that a token may be; what is longer is none.
const LONGEST: usize = 100;

/// What has become of a link.
#[derive(Debug, Clone)]
pub enum Opened {
    /// There is none of this token.
    Unknown,
    /// It was used.
    Used {
        /// The link.
        link: Box<ActionLink>,
        /// When.
        at: UtcTime,
    },
    /// Its time is over.
    Expired,
    /// Wrong codes were tried too often.
    WornOut,
    /// Its owner may not sign in any more, is asked for more than a mail shows, or gets mail elsewhere; it was ended with their
    /// sessions; or its code cannot be checked here.
    Closed,
    /// The work that the mail tells of has moved on.
    MovedOn {
        /// The document as its owner sees it; none where they no longer do.
        detail: Option<Box<AnyDetail>>,
        /// What says no, where a rule does.
        refusal: Option<Refusal>,
    },
    /// It can be used.
    Open(Box<OpenLink>),
}

/// A link that can be used.
#[derive(Debug, Clone)]
pub struct OpenLink {
    /// The link.
    pub link: ActionLink,
    /// Who acts, and in whose stead.
    pub actor: Actor,
    /// The document as it stands.
    pub detail: AnyDetail,
}

/// What a code turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judged {
    /// The mail's.
    Right,
    /// Not six digits: nobody's guess.
    NotACode,
    /// Wrong; so many tries are left.
    Wrong {
        /// How many.
        left: u32,
    },
}

/// A link as a transaction uses it up.
#[derive(Debug, Clone)]
pub(crate) struct LinkUse {
    agency: AgencyId,
    message: Uuid,
    token_hash: String,
    address: String,
    terms: LinkTerms,
    pub(crate) actor: Actor,
}

impl LinkUse {
    /// Uses it up in the transaction of what it does.
    ///
    /// # Errors
    /// [`OfficeError::LinkSpent`] where that can't be any more.
    pub(crate) fn spend(&self, conn: &mut Conn, directory: &Directory, now: UtcTime) -> Result<(), OfficeError> {
        still_theirs(conn, self.agency, self.actor, &self.address, directory, self.terms)?;
        let spent = action_link::spend(conn, (self.agency, self.message), &self.token_hash, self.terms.tries, now)?;
        if spent { Ok(()) } else { Err(OfficeError::LinkSpent) }
    }
}

/// Whether whoever acts by a mail still gets mail at the address that it went to, and has no second factor that a mail is not enough for.
///
/// # Errors
/// [`OfficeError::LinkSpent`] where not.
pub(crate) fn still_theirs(
    conn: &mut Conn,
    agency: AgencyId,
    actor: Actor,
    address: &str,
    directory: &Directory,
    terms: LinkTerms,
) -> Result<(), OfficeError> {
    let person = actor.person().filter(|person| gets_mail_at(*person, address, directory));
    let person = person.ok_or(OfficeError::LinkSpent)?;
    if !terms.beside_second_factor
        && second_factor::find(conn, agency, person)?.is_some_and(|factor| factor.confirmed_at.is_some())
    {
        return Err(OfficeError::LinkSpent);
    }
    Ok(())
}

fn gets_mail_at(person: domain::PersonId, address: &str, directory: &Directory) -> bool {
    directory.active(person).and_then(|person| person.email.as_ref()).is_some_and(|email| email.as_str() == address)
}

/// The digits of a code, however it was typed; none where it is no code.
fn digits(typed: &str) -> Option<String> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '.')).take(7).collect();
    (digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

impl Office {
    /// The agency of somebody who may act by a mail to this address: they work there, get mail at it, and could sign in.
    pub(crate) async fn may_act_at(
        &self,
        caller: Caller,
        address: &str,
    ) -> Result<Option<Arc<AgencySnapshot>>, OfficeError> {
        let (snapshot, person) = match self.caller(caller).await {
            Ok(known) => known,
            Err(OfficeError::NotSignedIn | OfficeError::NotFound) => return Ok(None),
            Err(error) => return Err(error),
        };
        let username = person.username.clone();
        let login = self.db().read(move |conn| find_login(conn, &username)).await?;
        let elsewhere = !self.0.parts.outside.providers.is_empty();
        let today = self.today();
        let way_in = login.is_some_and(|login| login.is_active(today) && (elsewhere || login.password_hash.is_some()));
        if !way_in || !gets_mail_at(caller.person, address, &snapshot.directory) {
            return Ok(None);
        }
        let refused = if self.limits().links.beside_second_factor {
            self.must_enrol(SignedIn { caller, session: Uuid::nil() }).await?
        } else {
            self.is_asked_for_more(caller, &snapshot.directory).await?
        };
        Ok((!refused).then_some(snapshot))
    }

    /// What has become of the link of this token. Nothing is changed by asking.
    pub async fn action_link(&self, token: &str) -> Result<Opened, OfficeError> {
        if token.is_empty() || token.len() > LONGEST {
            return Ok(Opened::Unknown);
        }
        let on = self.limits().links.on;
        let token_hash = hash(token);
        let read = move |conn: &mut Conn| {
            let Some(link) = action_link::find(conn, &token_hash)? else { return Ok(None) };
            let tries = action_link::wrong_tries(conn, link.agency, link.message)?;
            Ok::<_, StoreError>(Some((link, tries)))
        };
        let Some((link, tries)) = self.db().read(read.clone()).await? else { return Ok(Opened::Unknown) };
        // An office without buttons has links all the same by which somebody confirms a reply.
        if !on && link.prepared.is_none() {
            return Ok(Opened::Unknown);
        }
        if let Some(at) = link.used_at {
            return Ok(Opened::Used { link: Box::new(link), at });
        }
        if link.expires_at <= self.now() {
            return Ok(Opened::Expired);
        }
        if link.ended_at.is_some() {
            return Ok(Opened::Closed);
        }
        if tries >= self.limits().links.tries {
            return Ok(Opened::WornOut);
        }
        if self.tag_of(&link).is_none() {
            tracing::warn!(agency = %link.agency, message = %link.message, "a mail's code cannot be checked: it was made with another keys/secrets.key");
            return Ok(Opened::Closed);
        }
        let caller = Caller { agency: link.agency, person: link.person };
        if self.may_act_at(caller, &link.address).await?.is_none() {
            return Ok(Opened::Closed);
        }
        let opened = self.standing_of(link, caller).await?;
        if !matches!(opened, Opened::MovedOn { .. }) {
            return Ok(opened);
        }
        // Whoever pressed beside this has moved it on by this very link, since it was read.
        let again = self.db().read(read).await?.map(|(link, _)| link);
        Ok(match again.and_then(|link| Some((link.used_at?, link))) {
            Some((at, link)) => Opened::Used { link: Box::new(link), at },
            None => opened,
        })
    }

    async fn standing_of(&self, link: ActionLink, caller: Caller) -> Result<Opened, OfficeError> {
        let detail = match self.seen_by_mail(caller, link.document).await {
            Ok(detail) => detail,
            Err(OfficeError::NotFound | OfficeError::Refused(_)) => {
                return Ok(Opened::MovedOn { detail: None, refusal: None });
            }
            Err(error) => return Err(error),
        };
        let document = detail.document();
        // Whom a leader lets look is not told by a mail what moved on; and a line that has become secret is not named.
        if detail.reader().is_none() || document.is_secret() {
            return Ok(Opened::MovedOn { detail: None, refusal: None });
        }
        let moved = |refusal| Opened::MovedOn { detail: Some(Box::new(detail.clone())), refusal };
        if standing::of(&document, link.assignment, link.command) != link.standing {
            return Ok(moved(None));
        }
        let (agency, id) = (link.agency, link.document);
        let after = i32::try_from(link.version).unwrap_or(i32::MAX);
        let since = self.db().read(move |conn| history::of_document(conn, agency, id, after, LOOKED_THROUGH)).await?;
        match events(&document, &since)? {
            Some(events) if !standing::has_gone_on(&document, link.assignment, &events) => {}
            _ => return Ok(moved(None)),
        }
        let actor = match link.instead_of {
            Some(instead_of) => Actor::Substitute { person: link.person, instead_of },
            None => Actor::Person(link.person),
        };
        // A comment names no place.
        let named = link.assignment.filter(|_| !link.command.is_comment());
        if let Err(refusal) = document.may(actor, link.command, named, &detail.snapshot().directory) {
            return Ok(moved(Some(refusal)));
        }
        Ok(Opened::Open(Box::new(OpenLink { link, actor, detail })))
    }

    /// Whether the page shows something else now than whoever sent its form saw, at this version of the document; where they named
    /// none, than what the mail told. What moves nothing is taken all the same.
    pub async fn has_changed_since(&self, open: &OpenLink, seen: Option<u32>) -> Result<bool, OfficeError> {
        let (link, now) = (&open.link, open.detail.version());
        let seen = seen.filter(|seen| (link.version..=now).contains(seen)).unwrap_or(link.version);
        if !link.command.moves() || seen == now {
            return Ok(false);
        }
        let (agency, id, after) = (link.agency, link.document, i32::try_from(seen).unwrap_or(i32::MAX));
        let since = self.db().read(move |conn| history::of_document(conn, agency, id, after, LOOKED_THROUGH)).await?;
        let since = events(&open.detail.document(), &since)?;
        Ok(since.is_none_or(|since| standing::changes_the_page(&since, link.assignment)))
    }

    /// The tag of a link's code; none where another key made it.
    fn tag_of(&self, link: &ActionLink) -> Option<Vec<u8>> {
        let (key, tag) = link.code_tag.split_once('.')?;
        (key == self.0.parts.sealing.id()).then(|| hex::decode(tag).ok())?
    }

    /// Whether this is the code of the link's mail; a wrong one is counted once for the mail, and each time by address.
    pub async fn judge_code(
        &self,
        link: &ActionLink,
        typed: &str,
        from: Option<IpAddr>,
    ) -> Result<Judged, OfficeError> {
        let Some(code) = digits(typed) else { return Ok(Judged::NotACode) };
        self.attempt(Tried::Link(from), self.limits().address_tries)?;
        let Some(tag) = self.tag_of(link) else { return Ok(Judged::Wrong { left: 0 }) };
        let right = self.0.parts.sealing.is_tag(&tagged(&link.token_hash, &code), &tag);
        let (agency, message, most) = (link.agency, link.message, self.limits().links.tries);
        let wrong = (!right).then(|| hex::encode(self.0.parts.sealing.tag(&tagged_wrong(message, &code))));
        let count = move |conn: &mut Conn| action_link::tried(conn, agency, message, wrong.as_deref(), most);
        let tries = self.db().write(count).await?;
        match (tries, right) {
            (None, _) => Ok(Judged::Wrong { left: 0 }),
            (Some(_), true) => {
                self.0.throttle.give_back(Tried::Link(from), self.limits().address_tries);
                Ok(Judged::Right)
            }
            (Some(tries), false) => {
                let left = most.saturating_sub(tries);
                if left == 0 {
                    tracing::warn!(%agency, person = %link.person, %message, "a mail's buttons are locked after wrong codes");
                }
                Ok(Judged::Wrong { left })
            }
        }
    }

    /// Gives a command by a link whose code was right: the same door as any other command's, and the link is used up in the same
    /// transaction.
    pub async fn command_by_link(
        &self,
        open: &OpenLink,
        command: Command,
        request: Option<Uuid>,
    ) -> Result<AnyDetail, OfficeError> {
        let link = &open.link;
        if command.kind() != link.command {
            return Err(OfficeError::Internal("a link was used for another command".to_owned()));
        }
        let used = LinkUse {
            agency: link.agency,
            message: link.message,
            token_hash: link.token_hash.clone(),
            address: link.address.clone(),
            terms: self.limits().links,
            actor: open.actor,
        };
        let caller = Caller { agency: link.agency, person: link.person };
        let expected = Some(open.detail.version());
        let done =
            self.command_by_mail(caller, (link.document, command), expected, ByMail::Link(used), request).await?;
        let (agency, document, message) = (link.agency, link.document, link.message);
        let request = request.map(tracing::field::display);
        let command = link.command.as_str();
        tracing::info!(%agency, document = %document.0, %message, command, request, "somebody acted by a link in a mail");
        Ok(done)
    }
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn a_code_is_six_digits_however_it_was_typed() {
        for typed in ["123456", "123 456", " 123-456 ", "123\u{a0}456", "1 2 3 4 5 6"] {
            assert_eq!(digits(typed).as_deref(), Some("123456"), "{typed:?}");
        }
        for typed in ["", "12345", "1234567", "12345a", "１２３４５６", "test", "123456 789"] {
            assert_eq!(digits(typed), None, "{typed:?}");
        }
    }
}
