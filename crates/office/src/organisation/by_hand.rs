//! What whoever has the database itself may do without being signed in: the command line's part. It enters by the same door.

use domain::{
    AgencyId, UtcTime,
    organisation::{OrganisationCommand, Record},
};
use store::{
    Db,
    organisation::{
        self,
        changes::{self, Asked, Change, PasswordReset},
        records,
    },
    session,
};

use super::{Hand, carry_out, generated_password};
use crate::{OfficeError, Passwords};

/// Changes an organisation.
pub async fn change(db: &Db, agency: AgencyId, command: OrganisationCommand, now: UtcTime) -> Result<(), OfficeError> {
    let hand = Hand { caller: None, now: domain::to_micros(now), expected: None };
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
        session::end_all(conn, login.agency, login.person, None, "password reset by the command line", now)?;
        Ok::<_, OfficeError>(())
    })
    .await?;
    Ok(password)
}

/// Ends all of a person's sessions; how many there were.
pub async fn end_sessions(db: &Db, username: &str, now: UtcTime) -> Result<usize, OfficeError> {
    let name = username.trim().to_lowercase();
    db.write(move |conn| {
        let login = organisation::find_login(conn, &name)?.ok_or(OfficeError::NotFound)?;
        let ended = session::end_all(conn, login.agency, login.person, None, "ended by the command line", now)?;
        Ok(ended.len())
    })
    .await
}
