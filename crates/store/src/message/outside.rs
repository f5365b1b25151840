//! Mails by which documents go to somebody outside: how they stand, and taking back those that have not gone.

use diesel::prelude::*;
use domain::{
    AgencyId, MessageId, UtcTime,
    outgoing::{MailFate, mailing::may_have_gone_by},
};

use super::MessageRow;
use crate::{Conn, StoreError, both, schema::message, types::DbId};

/// How a mail stands, and whether it may have gone by now: since a worker has it, or had it and never learned what the server made of it.
#[derive(Debug, Clone)]
pub struct Sending {
    /// Which.
    pub id: MessageId,
    /// What has become of it.
    pub fate: MailFate,
    /// Whether it may have gone.
    pub may_have_gone: bool,
}

/// How these mails stand, as far as there are such.
pub fn sendings(conn: &mut Conn, agency: AgencyId, ids: &[MessageId]) -> Result<Vec<Sending>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<DbId> = ids.iter().copied().map(DbId::from).collect();
    let rows: Vec<MessageRow> = both!(conn, c => message::table
        .filter(message::agency_id.eq(DbId::from(agency)).and(message::id.eq_any(&ids)))
        .select(MessageRow::as_select())
        .load(c))?;
    rows.into_iter().map(sending).collect()
}

fn sending(row: MessageRow) -> Result<Sending, StoreError> {
    let sent_at: Option<UtcTime> = row.sent_at.map(Into::into);
    let failed = |at: Option<UtcTime>, why: Option<String>| MailFate::Failed { at, why: why.unwrap_or_default() };
    // By a try that ended before the server had answered: even where it was given up or taken back after that. What came back has not.
    let may_have_gone = row.bounced_at.is_none() && may_have_gone_by(row.last_error.as_deref());
    let fate = match (row.bounced_at, row.state.as_str()) {
        (Some(at), _) => failed(Some(at.into()), row.bounce),
        (None, "sent") => MailFate::Taken { at: sent_at.unwrap_or_else(|| row.created_at.into()) },
        (None, "dead" | "not_sent") => failed(None, row.last_error),
        (None, "not_wanted") => MailFate::Withdrawn,
        (None, "queued" | "in_digest") => MailFate::Waits { since: row.created_at.into() },
        (None, _) => return Err(StoreError::corrupt("a message's state")),
    };
    let may_have_gone = may_have_gone
        || match fate {
            MailFate::Taken { .. } => true,
            MailFate::Waits { .. } => row.leased_by.is_some(),
            MailFate::Failed { .. } | MailFate::Withdrawn => false,
        };
    Ok(Sending { id: MessageId(row.id.get()), fate, may_have_gone })
}

/// Takes these mails back, as far as no worker has them; those that may have gone go their way.
pub fn withdraw(conn: &mut Conn, agency: AgencyId, ids: &[MessageId]) -> Result<(), StoreError> {
    let ids: Vec<DbId> = ids.iter().copied().map(DbId::from).collect();
    let waiting = message::agency_id
        .eq(DbId::from(agency))
        .and(message::id.eq_any(&ids))
        .and(message::state.eq("queued"))
        .and(message::leased_by.is_null());
    both!(conn, c => diesel::update(message::table.filter(waiting))
        .set(message::state.eq("not_wanted"))
        .execute(c))?;
    Ok(())
}
