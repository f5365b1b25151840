//! What is thrown away in time: old answers to idempotency keys, old sessions, old looks at documents, old links in mails, old reply
//! addresses, sign-ins that nobody has ended, old events, messages of the interchange that were read long ago; and what of citizens is kept no longer (`citizens::retention`).

use chrono::Duration;
use store::{
    Conn, StoreError, access_log, action_link, content, event, idempotency, outside_sign_in, packet::arrived,
    reply_address, session,
};

use crate::{Office, OfficeError};

/// How long an ended session is kept for looking back.
const SESSIONS_KEPT_DAYS: i64 = 90;
/// How long a link in a mail that was not used is kept after its time, so that whoever opens an old mail is told why it leads
/// nowhere. One that was used is kept as looks are: it tells by which mail somebody acted.
const UNUSED_LINKS_KEPT_DAYS: i64 = 7;
/// How long the address that replies to a mail go to is kept after its time: people answer old mails, and are told why nothing was done and
/// where to go. Afterwards nobody knows whose it was, and a clerk looks.
const REPLY_ADDRESSES_KEPT_DAYS: i64 = 365;

impl Office {
    /// Throws away what is no longer needed; called by the clock.
    pub async fn tidy(&self) -> Result<(), OfficeError> {
        let now = self.now();
        let before = now - self.limits().idempotency;
        self.db().write(move |conn| idempotency::sweep(conn, before)).await?;
        self.db().write(move |conn| outside_sign_in::sweep(conn, now)).await?;
        // In small transactions, so that nobody waits long for the writer.
        let sweep = move |conn: &mut Conn| session::sweep(conn, now, Duration::days(SESSIONS_KEPT_DAYS));
        while self.db().write(sweep).await? == session::SWEPT_AT_ONCE {}
        let before = now - self.limits().access_kept;
        let sweep = move |conn: &mut Conn| access_log::sweep(conn, before);
        while self.db().write(sweep).await? == access_log::SWEPT_AT_ONCE {}
        let sweep = move |conn: &mut Conn| action_link::sweep_used(conn, before);
        while self.db().write(sweep).await? == action_link::SWEPT_AT_ONCE {}
        let before = now - Duration::days(UNUSED_LINKS_KEPT_DAYS);
        let sweep = move |conn: &mut Conn| action_link::sweep_unused(conn, before);
        while self.db().write(sweep).await? == action_link::SWEPT_AT_ONCE {}
        let sweep = move |conn: &mut Conn| action_link::sweep_mails(conn, before);
        while self.db().write(sweep).await? == action_link::SWEPT_AT_ONCE {}
        let before = now - Duration::days(REPLY_ADDRESSES_KEPT_DAYS);
        let sweep = move |conn: &mut Conn| reply_address::sweep(conn, before);
        while self.db().write(sweep).await? == reply_address::SWEPT_AT_ONCE {}
        let before = now - self.limits().events_kept;
        for agency in self.db().read(event::feeds).await? {
            let sweep = move |conn: &mut Conn| event::sweep(conn, agency, before);
            while self.db().write(sweep).await? == event::AT_ONCE {}
        }
        self.forget_messages().await?;
        while self.clear_jobs().await? > 0 {}
        self.tidy_citizens().await
    }

    /// Lets messages of the interchange go; their contents leave the storage with what else has to go from it.
    async fn forget_messages(&self) -> Result<(), OfficeError> {
        let now = self.now();
        let before = now - self.limits().messages_kept;
        loop {
            let office = self.clone();
            let forget = move |conn: &mut Conn| {
                let hashes = arrived::forget_messages(conn, before)?;
                content::doubt(conn, &office.doubtful(&hashes), now)?;
                Ok::<_, StoreError>(hashes.len())
            };
            if self.db().write(forget).await? < arrived::FORGOTTEN_AT_ONCE {
                return Ok(());
            }
        }
    }
}
