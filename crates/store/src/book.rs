//! What stands in the registry's books of what goes out, page by page behind a place: lines of a register by their numbers, and what went by post by
//! day. What came in: [`crate::document::entered`].

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::{AgencyId, RecipientId, RegisterId, UtcTime, outgoing::OutgoingDocument};

use crate::{
    Conn, StoreError, both,
    register_line::{self, RegisterLine},
    schema::{outgoing_document, postal_item, register_line as line},
    types::{DbId, DbTime, JsonText},
};

/// From the first moment to before the last.
pub type Period = (UtcTime, UtcTime);

/// The lines of a register of outgoing documents that were written in a period, by their numbers, behind one.
pub fn sent(
    conn: &mut Conn,
    (agency, register): (AgencyId, RegisterId),
    period: Period,
    behind: u32,
    limit: i64,
) -> Result<Vec<RegisterLine>, StoreError> {
    register_line::within(conn, agency, register, (behind, Some(period)), limit)
}

/// How many there are.
pub fn count_sent(
    conn: &mut Conn,
    (agency, register): (AgencyId, RegisterId),
    (from, until): Period,
) -> Result<u32, StoreError> {
    let found: i64 = both!(conn, c => line::table
        .filter(line::agency_id.eq(DbId::from(agency)).and(line::register_id.eq(DbId::from(register))))
        .filter(line::written_at.ge(DbTime::from(from)).and(line::written_at.lt(DbTime::from(until))))
        .count()
        .get_result(c))?;
    u32::try_from(found).map_err(|_| StoreError::corrupt("a book without end"))
}

/// What the post has taken.
#[derive(Debug, Clone)]
pub struct Posted {
    /// The document.
    pub document: OutgoingDocument,
    /// To whom.
    pub recipient: RecipientId,
    /// When.
    pub sent_at: UtcTime,
    /// Ghi chú: số vận đơn.
    pub remark: Option<String>,
}

/// What the post has taken in these days, in the order in which it went, behind one.
pub fn posted(
    conn: &mut Conn,
    agency: AgencyId,
    (from, until): (NaiveDate, NaiveDate),
    behind: Option<(UtcTime, RecipientId)>,
    limit: i64,
) -> Result<Vec<Posted>, StoreError> {
    let (at, recipient) = behind.unwrap_or((UtcTime::UNIX_EPOCH, RecipientId(uuid::Uuid::nil())));
    let (at, recipient) = (DbTime::from(at), DbId::from(recipient));
    let rows: Vec<(JsonText, DbId, Option<DbTime>, Option<String>)> = both!(conn, c => postal_item::table
        .inner_join(outgoing_document::table.on(outgoing_document::agency_id
            .eq(postal_item::agency_id)
            .and(outgoing_document::id.eq(postal_item::document_id))))
        .filter(postal_item::agency_id.eq(DbId::from(agency)))
        .filter(postal_item::sent_on.ge(Some(from)).and(postal_item::sent_on.le(Some(until))))
        .filter(postal_item::sent_at.ge(Some(at)))
        .filter(postal_item::sent_at.gt(Some(at)).or(postal_item::recipient_id.gt(recipient).nullable()))
        .order((postal_item::sent_at, postal_item::recipient_id))
        .limit(limit)
        .select((outgoing_document::body, postal_item::recipient_id, postal_item::sent_at, postal_item::remark))
        .load(c))?;
    rows.into_iter()
        .map(|(body, recipient, sent_at, remark)| {
            let sent_at = sent_at.ok_or_else(|| StoreError::corrupt("posted, and not when"))?;
            Ok(Posted {
                document: body.read()?,
                recipient: RecipientId(recipient.get()),
                sent_at: sent_at.into(),
                remark,
            })
        })
        .collect()
}

/// How many there are.
pub fn count_posted(
    conn: &mut Conn,
    agency: AgencyId,
    (from, until): (NaiveDate, NaiveDate),
) -> Result<u32, StoreError> {
    let found: i64 = both!(conn, c => postal_item::table
        .filter(postal_item::agency_id.eq(DbId::from(agency)))
        .filter(postal_item::sent_on.ge(Some(from)).and(postal_item::sent_on.le(Some(until))))
        .count()
        .get_result(c))?;
    u32::try_from(found).map_err(|_| StoreError::corrupt("a book without end"))
}
