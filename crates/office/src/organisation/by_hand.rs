//! What whoever has the database itself may do without being signed in: the command line's part. It enters by the same door.

use domain::{
    AgencyId, UtcTime,
    organisation::{OrganisationCommand, Record},
};
use store::{
    Db, action_link,
    organisation::{
        self,
        changes::{self, Asked, Change, PasswordReset, SecondFactorReset},
        records,
    },
    reply_address, second_factor, session,
};

use super::{Hand, carry_out, generated_password};
use crate::{OfficeError, Passwords, second_factor::SecondFactorFault};

/// Changes an organisation.
pub async fn change(db: &Db, agency: AgencyId, command: OrganisationCommand, now: UtcTime) -> Result<(), OfficeError> {
    let hand = Hand { caller: None, now: domain::to_micros(now), expected: None, own: false };
    let commands = [command];
    db.write(move |conn| carry_out(conn, agency, &commands, hand).map(drop)).await.map_err(super::in_words)
}

/// Gives a person a new password, which is shown this once. Their sessions end.
pub async fn reset_password(db: &Db, username: &str, now: UtcTime) -> Result<String, OfficeError> {
    let password = generated_password()?;
    let hash = Passwords::hash(&password)?;
    let (name, now) = (username.trim().to_lowercase(), domain::to_micros(now));
    db.write(move |conn| {
        let login = organisation::find_login(conn, &name)?.ok_or(OfficeError::NotFound)?;
        organisation::begin_change(conn, login.agency)?;
        let record = records::organisation(conn, login.agency)?.and_then(|mut o| o.people.remove(&login.person));
        let record = Record::Person(record.ok_or(OfficeError::NotFound)?);
        let asked = Asked::Password(PasswordReset { person: login.person });
        changes::write(conn, login.agency, &Change { at: now, by: None, asked, record })?;
        organisation::set_password(conn, login.agency, login.person, &hash)?;
        action_link::end_all(conn, login.agency, login.person, now)?;
        reply_address::end_all(conn, login.agency, login.person, now)?;
        session::end_all(conn, login.agency, login.person, None, "password reset by the command line", now)?;
        Ok::<_, OfficeError>(())
    })
    .await?;
    Ok(password)
}

/// Ends the second factor of whoever has this user name, or, where it has an @, of the only one who gets mail there. Their
/// sessions end.
pub async fn reset_second_factor(db: &Db, whose: &str, now: UtcTime) -> Result<(), OfficeError> {
    let (whose, now) = (whose.trim().to_lowercase(), domain::to_micros(now));
    db.write(move |conn| {
        let mut logins = organisation::logins_at(conn, &whose)?;
        if !whose.contains('@') {
            logins = organisation::find_login(conn, &whose)?.into_iter().collect();
        }
        // Where several share a mailbox, it doesn't say whose.
        let [login] = logins.as_slice() else { return Err(OfficeError::NotFound) };
        organisation::begin_change(conn, login.agency)?;
        let record = records::organisation(conn, login.agency)?.and_then(|mut o| o.people.remove(&login.person));
        let record = Record::Person(record.ok_or(OfficeError::NotFound)?);
        if !second_factor::end(conn, login.agency, login.person)? {
            return Err(SecondFactorFault::Off.into());
        }
        let asked = Asked::SecondFactor(SecondFactorReset { person: login.person });
        changes::write(conn, login.agency, &Change { at: now, by: None, asked, record })?;
        action_link::end_all(conn, login.agency, login.person, now)?;
        reply_address::end_all(conn, login.agency, login.person, now)?;
        session::end_all(conn, login.agency, login.person, None, "second factor ended by the command line", now)?;
        Ok(())
    })
    .await
}

/// Ends all of a person's sessions; how many there were.
pub async fn end_sessions(db: &Db, username: &str, now: UtcTime) -> Result<usize, OfficeError> {
    let name = username.trim().to_lowercase();
    db.write(move |conn| {
        let login = organisation::find_login(conn, &name)?.ok_or(OfficeError::NotFound)?;
        action_link::end_all(conn, login.agency, login.person, now)?;
        reply_address::end_all(conn, login.agency, login.person, now)?;
        let ended = session::end_all(conn, login.agency, login.person, None, "ended by the command line", now)?;
        Ok(ended.len())
    })
    .await
}
