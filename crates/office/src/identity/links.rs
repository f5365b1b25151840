//! What is linked with whose account: made once, at the first sign-in; seen and taken away by its owner, and by whoever helps
//! people to sign in.

use domain::{
    AgencyId, PersonId, UtcTime, day_in_vietnam,
    notice::AccountNotice,
    organisation::{PersonRecord, Record},
};
use store::{
    Conn, action_link, identity,
    organisation::{
        self, Login,
        changes::{self, Asked, Change, IdentityChange, IdentityCommand},
        records,
    },
    reply_address, session,
};
use uuid::Uuid;

use super::{Found, IdentityFault};
use crate::{
    Office, OfficeError, agency::Caller, organisation::entitled_over, password_reset::Sealed, sign_in::SignedIn,
};

/// A link, as people see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    /// Which.
    pub id: Uuid,
    /// What people call the provider.
    pub provider: String,
    /// The issuer's address.
    pub issuer: String,
    /// Since when.
    pub linked_at: UtcTime,
}

/// Whose link goes, and by whom.
#[derive(Clone, Copy)]
struct Unlink {
    agency: AgencyId,
    person: PersonId,
    id: Uuid,
    by: PersonId,
    now: UtcTime,
}

/// Takes it away; with which issuer it was. The caller holds the agency's row.
fn unlink(conn: &mut Conn, which: Unlink, record: PersonRecord) -> Result<String, OfficeError> {
    let Unlink { agency, person, id, by, now } = which;
    let issuer = identity::unlink(conn, agency, person, id)?.ok_or(OfficeError::NotFound)?;
    let asked = IdentityChange { command: IdentityCommand::UnlinkIdentity, person, issuer: issuer.clone() };
    let change = Change { at: now, by: Some(by), asked: Asked::Identity(asked), record: Record::Person(record) };
    changes::write(conn, agency, &change)?;
    Ok(issuer)
}

/// Whoever was taken away the link, or has left, while the second factor was asked for, is not let in.
pub(super) fn still_linked(conn: &mut Conn, found: &Found, now: UtcTime) -> Result<(), OfficeError> {
    let known = identity::find(conn, &found.issuer, &found.subject)?;
    let same = |login: &Login| (login.agency, login.person) == (found.agency, found.person);
    let good = known.is_some_and(|login| same(&login) && login.is_active(day_in_vietnam(now)));
    if good { Ok(()) } else { Err(IdentityFault::Spoilt.into()) }
}

/// Takes the link away that somebody has left behind who no longer works there: its account at the provider is theirs still.
fn left_behind(conn: &mut Conn, found: &Found, now: UtcTime) -> Result<(), OfficeError> {
    let login = identity::find(conn, &found.issuer, &found.subject)?;
    let Some(Login { agency, person, .. }) = login else { return Ok(()) };
    organisation::begin_change(conn, agency)?;
    let there = identity::find(conn, &found.issuer, &found.subject)?;
    if !there.is_some_and(|login| login.is_over(day_in_vietnam(now))) {
        return Err(IdentityFault::Spoilt.into());
    }
    let record = records::organisation(conn, agency)?.and_then(|mut o| o.people.remove(&person));
    let record = record.ok_or(OfficeError::NotFound)?;
    let links = identity::of_person(conn, agency, person)?;
    let link = links.into_iter().find(|link| link.issuer == found.issuer).ok_or(OfficeError::NotFound)?;
    // By their own doing: it is they who have signed in.
    unlink(conn, Unlink { agency, person, id: link.id, by: person, now }, record)?;
    Ok(())
}

/// Links a person with the name that an issuer has for them, in the organisation's history, too.
pub(super) fn link(conn: &mut Conn, id: Uuid, found: &Found, now: UtcTime) -> Result<(), OfficeError> {
    let Found { agency, person, issuer, subject, .. } = found;
    organisation::begin_change(conn, *agency)?;
    let record = records::organisation(conn, *agency)?.and_then(|mut o| o.people.remove(person));
    let record = record.filter(|record| record.validity.holds_on(day_in_vietnam(now))).ok_or(IdentityFault::Nobody)?;
    if identity::of_person(conn, *agency, *person)?.iter().any(|link| link.issuer == *issuer) {
        return Err(IdentityFault::OtherLinked.into());
    }
    left_behind(conn, found, now)?;
    let new = identity::NewLink {
        agency: *agency,
        id,
        person: *person,
        issuer: issuer.clone(),
        subject: subject.clone(),
        at: now,
    };
    if !identity::link(conn, &new)? {
        // The same account, linked at this very moment.
        return Err(IdentityFault::Spoilt.into());
    }
    let asked = IdentityChange { command: IdentityCommand::LinkIdentity, person: *person, issuer: issuer.clone() };
    let change = Change { at: now, by: Some(*person), asked: Asked::Identity(asked), record: Record::Person(record) };
    Ok(changes::write(conn, *agency, &change)?)
}

impl Office {
    /// A mail to somebody about where they sign in.
    pub(super) async fn identity_letter(
        &self,
        agency: AgencyId,
        person: PersonId,
        notice: AccountNotice,
    ) -> Result<Option<Sealed>, OfficeError> {
        let snapshot = self.snapshot(agency).await?;
        let Some(record) = snapshot.organisation.people.get(&person) else { return Ok(None) };
        self.account_letter(agency, &snapshot.directory.agency_name, record, notice)
    }

    async fn links_of(&self, agency: AgencyId, person: PersonId) -> Result<Vec<Linked>, OfficeError> {
        let links = self.db().read(move |conn| identity::of_person(conn, agency, person)).await?;
        let shown = |link: identity::Link| Linked {
            id: link.id,
            provider: self.outside().name_of(&link.issuer).to_owned(),
            issuer: link.issuer,
            linked_at: link.linked_at,
        };
        Ok(links.into_iter().map(shown).collect())
    }

    /// What is linked with one's own account.
    pub async fn identities(&self, who: SignedIn) -> Result<Vec<Linked>, OfficeError> {
        self.links_of(who.caller.agency, who.caller.person).await
    }

    /// What is linked with another's account, for whoever administers their organisation.
    pub async fn identities_of(
        &self,
        caller: Caller,
        agency: AgencyId,
        person: PersonId,
    ) -> Result<Vec<Linked>, OfficeError> {
        let snapshot = self.organisation(caller, agency).await?;
        if !snapshot.organisation.people.contains_key(&person) {
            return Err(OfficeError::NotFound);
        }
        self.links_of(agency, person).await
    }

    /// The letter that is to go with an unlinking: which issuer it is about is known before.
    async fn unlinked_letter(
        &self,
        agency: AgencyId,
        person: PersonId,
        id: Uuid,
    ) -> Result<Option<Sealed>, OfficeError> {
        let links = self.links_of(agency, person).await?;
        let link = links.into_iter().find(|link| link.id == id).ok_or(OfficeError::NotFound)?;
        self.identity_letter(agency, person, AccountNotice::IdentityUnlinked { provider: link.provider }).await
    }

    /// Takes one of one's own links away. One's other sessions end: any of them may have come by it.
    pub async fn remove_identity(&self, who: SignedIn, id: Uuid) -> Result<(), OfficeError> {
        let Caller { agency, person } = who.caller;
        let letter = self.unlinked_letter(agency, person, id).await?;
        let now = domain::to_micros(self.now());
        let ended = self
            .db()
            .write(move |conn| {
                organisation::begin_change(conn, agency)?;
                let record = records::organisation(conn, agency)?.and_then(|mut o| o.people.remove(&person));
                unlink(conn, Unlink { agency, person, id, by: person, now }, record.ok_or(OfficeError::NotFound)?)?;
                if let Some(letter) = &letter {
                    letter.queue(conn, now)?;
                }
                let ended =
                    session::end_all(conn, agency, person, Some(who.session), "a sign-in account unlinked", now)?;
                Ok::<_, OfficeError>(ended)
            })
            .await?;
        tracing::info!(%agency, %person, "a sign-in account was unlinked by its owner");
        self.forget_sessions(agency, &ended);
        self.wake_mail();
        Ok(())
    }

    /// Takes another's link away. Their sessions end.
    pub async fn remove_identity_of(
        &self,
        caller: Caller,
        agency: AgencyId,
        person: PersonId,
        id: Uuid,
    ) -> Result<(), OfficeError> {
        let snapshot = self.organisation(caller, agency).await?;
        if !snapshot.organisation.people.contains_key(&person) {
            return Err(OfficeError::NotFound);
        }
        let letter = self.unlinked_letter(agency, person, id).await?;
        let now = domain::to_micros(self.now());
        let ended = self
            .db()
            .write(move |conn| {
                organisation::begin_change(conn, agency)?;
                let record = entitled_over(conn, caller, agency, person, now)?;
                unlink(conn, Unlink { agency, person, id, by: caller.person, now }, record)?;
                if let Some(letter) = &letter {
                    letter.queue(conn, now)?;
                }
                action_link::end_all(conn, agency, person, now)?;
                reply_address::end_all(conn, agency, person, now)?;
                let because = "a sign-in account unlinked by an administrator";
                Ok::<_, OfficeError>(session::end_all(conn, agency, person, None, because, now)?)
            })
            .await?;
        tracing::info!(%agency, %person, by = %caller.person, "a sign-in account was unlinked");
        self.forget_sessions(agency, &ended);
        self.wake_mail();
        Ok(())
    }
}
