//! What whoever has the database itself may do without being signed in: the command line's part. It enters by the same door.

use domain::{Actor, AgencyId, UtcTime, access::Authority, organisation::OrganisationCommand};
use store::{Db, organisation, session};

use super::{Hand, carry_out, generated_password};
use crate::{OfficeError, Passwords};

/// Changes an organisation.
pub async fn change(db: &Db, agency: AgencyId, command: OrganisationCommand, now: UtcTime) -> Result<(), OfficeError> {
    let hand = Hand { actor: Actor::Office, now: domain::to_micros(now) };
    let commands = [command];
    db.write(move |conn| {
        carry_out(conn, agency, &commands, hand, &|_: &OrganisationCommand| Ok(Authority::Installation)).map(drop)
    })
    .await
    .map_err(super::in_words)
}

/// Gives a person a new password, which is shown this once. Their sessions end.
pub async fn reset_password(db: &Db, username: &str, now: UtcTime) -> Result<String, OfficeError> {
    let password = generated_password()?;
    let hash = Passwords::hash(&password)?;
    let name = username.trim().to_lowercase();
    db.write(move |conn| {
        let login = organisation::find_login(conn, &name)?.ok_or(OfficeError::NotFound)?;
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
