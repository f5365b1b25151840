//! What goes by post (Sổ gửi văn bản đi bưu điện; Decree 30/2020, Appendix IV): one row a recipient, from the dispatch on; what waits is read
//! from one index, what went on a day from another. Kept by the transactions that change a document.

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::{
    AgencyId, DocumentId, RecipientId, UtcTime, day_in_vietnam,
    outgoing::{DeliveryState, Event, Happening, OutgoingDocument},
};

use crate::{
    Conn, StoreError, both,
    schema::{outgoing_document, postal_item},
    types::{DbId, DbTime, JsonText},
};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = postal_item)]
#[diesel(treat_none_as_default_value = false)]
struct ItemRow {
    agency_id: DbId,
    document_id: DbId,
    recipient_id: DbId,
    waits_since: DbTime,
    sent_at: Option<DbTime>,
    sent_on: Option<NaiveDate>,
    remark: Option<String>,
}

/// One recipient's, with the document.
#[derive(Debug, Clone)]
pub struct PostalItem {
    /// The document.
    pub document: OutgoingDocument,
    /// To whom.
    pub recipient: RecipientId,
    /// Since when it waits for the post.
    pub waits_since: UtcTime,
    /// When the post took it.
    pub sent_at: Option<UtcTime>,
    /// Ghi chú: số vận đơn.
    pub remark: Option<String>,
}

/// Which of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Those that wait for the post.
    Waiting,
    /// Those that it took on this day, in Vietnam.
    SentOn(NaiveDate),
}

/// Behind which a page begins: since when it waits, or when it went, and the recipient.
pub type Behind = (UtcTime, RecipientId);

/// What follows from what has happened to a document.
pub(crate) fn change(conn: &mut Conn, after: &OutgoingDocument, happenings: &[Happening]) -> Result<(), StoreError> {
    let (agency, document) = (DbId::from(after.agency()), DbId::from(after.id()));
    for happening in happenings {
        let at = happening.at;
        match &happening.event {
            Event::Dispatched { mailed, packets } => {
                let by_mail = |id: RecipientId| {
                    mailed.iter().any(|mailing| mailing.recipient == id)
                        || packets.iter().any(|packet| packet.recipient == id)
                };
                let outside = after.content().recipients.iter().filter(|to| to.destination.goes_outside());
                let rows: Vec<ItemRow> = outside
                    .filter(|to| !by_mail(to.id))
                    .map(|to| ItemRow {
                        agency_id: agency,
                        document_id: document,
                        recipient_id: to.id.into(),
                        waits_since: at.into(),
                        sent_at: None,
                        sent_on: None,
                        remark: None,
                    })
                    .collect();
                for row in &rows {
                    both!(conn, c => diesel::insert_into(postal_item::table).values(row).execute(c))?;
                }
            }
            Event::DeliveryNoted { recipient, state, remark } => {
                let remark = remark.as_ref().map(ToString::to_string);
                took(conn, (agency, document, (*recipient).into()), *state, (at, remark))?;
            }
            // What has not gone goes no more.
            Event::Recalled { .. } => {
                let waits = postal_item::agency_id
                    .eq(agency)
                    .and(postal_item::document_id.eq(document))
                    .and(postal_item::sent_at.is_null());
                both!(conn, c => diesel::delete(postal_item::table.filter(waits)).execute(c))?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// The post has it from the first note on that says so; how far it has come after that stands at the document.
fn took(
    conn: &mut Conn,
    (agency, document, recipient): (DbId, DbId, DbId),
    state: DeliveryState,
    (at, remark): (UtcTime, Option<String>),
) -> Result<(), StoreError> {
    if matches!(state, DeliveryState::Queued | DeliveryState::Recalled) {
        return Ok(());
    }
    let waits = postal_item::agency_id
        .eq(agency)
        .and(postal_item::document_id.eq(document))
        .and(postal_item::recipient_id.eq(recipient))
        .and(postal_item::sent_at.is_null());
    both!(conn, c => diesel::update(postal_item::table.filter(waits))
        .set((
            postal_item::sent_at.eq(Some(DbTime::from(at))),
            postal_item::sent_on.eq(Some(day_in_vietnam(at))),
            postal_item::remark.eq(remark.as_deref()),
        ))
        .execute(c))?;
    Ok(())
}

/// Those that wait, longest waiting first; or those of a day in the order in which they went.
pub fn list(
    conn: &mut Conn,
    agency: AgencyId,
    which: Which,
    behind: Option<Behind>,
    limit: i64,
) -> Result<Vec<PostalItem>, StoreError> {
    let agency = DbId::from(agency);
    let (at, recipient) = behind.unwrap_or((UtcTime::UNIX_EPOCH, RecipientId(uuid::Uuid::nil())));
    let (at, recipient) = (DbTime::from(at), DbId::from(recipient));
    let rows: Vec<(ItemRow, JsonText)> = match which {
        Which::Waiting => both!(conn, c => postal_item::table
            .inner_join(outgoing_document::table.on(outgoing_document::agency_id
                .eq(postal_item::agency_id)
                .and(outgoing_document::id.eq(postal_item::document_id))))
            .filter(postal_item::agency_id.eq(agency).and(postal_item::sent_at.is_null()))
            .filter(postal_item::waits_since.ge(at))
            .filter(postal_item::waits_since.gt(at).or(postal_item::recipient_id.gt(recipient)))
            .order((postal_item::waits_since, postal_item::recipient_id))
            .limit(limit)
            .select((ItemRow::as_select(), outgoing_document::body))
            .load(c))?,
        Which::SentOn(day) => both!(conn, c => postal_item::table
            .inner_join(outgoing_document::table.on(outgoing_document::agency_id
                .eq(postal_item::agency_id)
                .and(outgoing_document::id.eq(postal_item::document_id))))
            .filter(postal_item::agency_id.eq(agency).and(postal_item::sent_on.eq(Some(day))))
            .filter(postal_item::sent_at.ge(Some(at)))
            .filter(postal_item::sent_at.gt(Some(at)).or(postal_item::recipient_id.gt(recipient).nullable()))
            .order((postal_item::sent_at, postal_item::recipient_id))
            .limit(limit)
            .select((ItemRow::as_select(), outgoing_document::body))
            .load(c))?,
    };
    rows.into_iter()
        .map(|(row, body)| {
            Ok(PostalItem {
                document: body.read()?,
                recipient: RecipientId(row.recipient_id.get()),
                waits_since: row.waits_since.into(),
                sent_at: row.sent_at.map(Into::into),
                remark: row.remark,
            })
        })
        .collect()
}

/// Whether this recipient's still waits for the post.
pub fn waits(
    conn: &mut Conn,
    agency: AgencyId,
    document: DocumentId,
    recipient: RecipientId,
) -> Result<bool, StoreError> {
    let found: Option<DbId> = both!(conn, c => postal_item::table
        .filter(postal_item::agency_id.eq(DbId::from(agency)).and(postal_item::document_id.eq(DbId::from(document))))
        .filter(postal_item::recipient_id.eq(DbId::from(recipient)).and(postal_item::sent_at.is_null()))
        .select(postal_item::recipient_id)
        .first(c)
        .optional())?;
    Ok(found.is_some())
}
