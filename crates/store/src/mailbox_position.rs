//! How far mailboxes were read.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::{Conn, StoreError, both, schema::mailbox_position};

/// How far a mailbox was read, in the words of IMAP (RFC 9051, section 2.3.1.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Its UIDVALIDITY: under another one the numbers mean nothing.
    pub validity: u32,
    /// The highest UID that was taken in; 0 where none was.
    pub last_uid: u32,
    /// The day of the first look.
    pub first_look: NaiveDate,
    /// Up to this UID, what was read and came before that day is not new; 0 where the numbers are those of the first look.
    pub old_to: u32,
}

/// How far this one was read; none where it never was.
pub fn find(conn: &mut Conn, mailbox: &str) -> Result<Option<Position>, StoreError> {
    let found: Option<(i64, i64, NaiveDate, i64)> = both!(conn, c => mailbox_position::table
        .filter(mailbox_position::mailbox.eq(mailbox))
        .select((
            mailbox_position::validity,
            mailbox_position::last_uid,
            mailbox_position::first_look,
            mailbox_position::old_to,
        ))
        .first(c)
        .optional())?;
    let number = |value: i64| u32::try_from(value).map_err(|_| StoreError::corrupt("a mailbox's position"));
    let position = found.map(|(validity, last, first_look, old_to)| {
        Ok(Position { validity: number(validity)?, last_uid: number(last)?, first_look, old_to: number(old_to)? })
    });
    position.transpose()
}

/// Notes how far it was read.
pub fn note(conn: &mut Conn, mailbox: &str, position: Position) -> Result<(), StoreError> {
    let values = (
        mailbox_position::validity.eq(i64::from(position.validity)),
        mailbox_position::last_uid.eq(i64::from(position.last_uid)),
        mailbox_position::first_look.eq(position.first_look),
        mailbox_position::old_to.eq(i64::from(position.old_to)),
    );
    both!(conn, c => diesel::insert_into(mailbox_position::table)
        .values((mailbox_position::mailbox.eq(mailbox), values))
        .on_conflict(mailbox_position::mailbox)
        .do_update()
        .set(values)
        .execute(c))?;
    Ok(())
}
