//! What payment gateways are asked for, and what they have told: each transaction once, whatever came of it.
#![allow(clippy::ref_option_ref, reason = "what the derive makes of a column that may be empty")]

use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use domain::{
    AgencyId, DossierId, Label, UtcTime,
    dossier::payment::{PaymentNotice, PaymentReference, PaymentRequest, PaymentState},
};

use crate::{
    Conn, StoreError, both,
    schema::{payment, payment_notice},
    types::{DbId, DbTime, JsonText},
};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = payment)]
#[diesel(treat_none_as_default_value = false)]
struct PaymentRow {
    agency_id: DbId,
    id: DbId,
    dossier_id: DbId,
    gateway: String,
    body: JsonText,
    paid_by: Option<String>,
    asked_at: DbTime,
}

#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = payment_notice)]
#[diesel(treat_none_as_default_value = false)]
struct NoticeRow<'a> {
    agency_id: DbId,
    gateway: &'a str,
    transaction_code: &'a str,
    payment_id: DbId,
    amount: i64,
    paid_at: DbTime,
    told_at: DbTime,
    doubt: Option<&'a str>,
}

/// A payment with how it stands.
#[derive(Debug, Clone)]
pub struct StoredPayment {
    /// Of which dossier.
    pub dossier: DossierId,
    /// What was asked for.
    pub request: PaymentRequest,
    /// How it stands.
    pub state: PaymentState,
}

impl TryFrom<PaymentRow> for StoredPayment {
    type Error = StoreError;

    fn try_from(row: PaymentRow) -> Result<Self, StoreError> {
        let state = match row.paid_by.as_deref().map(Label::new).transpose() {
            Ok(None) => PaymentState::Asked,
            Ok(Some(transaction)) => PaymentState::Paid { transaction },
            Err(_) => return Err(StoreError::corrupt("a payment's transaction")),
        };
        Ok(Self { dossier: DossierId(row.dossier_id.get()), request: row.body.read()?, state })
    }
}

/// Notes what a gateway is asked for.
pub fn ask(
    conn: &mut Conn,
    dossier: DossierId,
    gateway: &str,
    request: &PaymentRequest,
    now: UtcTime,
) -> Result<(), StoreError> {
    let row = PaymentRow {
        agency_id: request.reference.agency.into(),
        id: request.reference.id.into(),
        dossier_id: DbId::from(dossier.0),
        gateway: gateway.to_owned(),
        body: JsonText::of(request)?,
        paid_by: None,
        asked_at: now.into(),
    };
    both!(conn, c => diesel::insert_into(payment::table).values(&row).execute(c))?;
    Ok(())
}

/// What this gateway was asked for of a dossier and has not told of, the first first.
pub fn asked(
    conn: &mut Conn,
    (agency, dossier): (AgencyId, DossierId),
    gateway: &str,
) -> Result<Vec<StoredPayment>, StoreError> {
    let rows: Vec<PaymentRow> = both!(conn, c => payment::table
        .filter(payment::agency_id.eq(DbId::from(agency)).and(payment::dossier_id.eq(DbId::from(dossier.0))))
        .filter(payment::gateway.eq(gateway).and(payment::paid_by.is_null()))
        // Money came for it, though not as it was asked for: nobody is sent there again.
        .filter(not(exists(payment_notice::table.filter(payment_notice::agency_id
            .eq(payment::agency_id)
            .and(payment_notice::payment_id.eq(payment::id))))))
        .order(payment::id)
        .select(PaymentRow::as_select())
        .load(c))?;
    rows.into_iter().map(StoredPayment::try_from).collect()
}

/// One that this gateway was asked for.
pub fn find(conn: &mut Conn, reference: PaymentReference, gateway: &str) -> Result<Option<StoredPayment>, StoreError> {
    let row: Option<PaymentRow> = both!(conn, c => payment::table
        .filter(payment::agency_id.eq(DbId::from(reference.agency)).and(payment::id.eq(DbId::from(reference.id))))
        .filter(payment::gateway.eq(gateway))
        .select(PaymentRow::as_select())
        .first(c)
        .optional())?;
    row.map(StoredPayment::try_from).transpose()
}

/// Whether this transaction was told of before.
pub fn is_known(conn: &mut Conn, agency: AgencyId, gateway: &str, transaction: &Label) -> Result<bool, StoreError> {
    let found: i64 = both!(conn, c => payment_notice::table
        .filter(payment_notice::agency_id.eq(DbId::from(agency)).and(payment_notice::gateway.eq(gateway)))
        .filter(payment_notice::transaction_code.eq(transaction.as_str()))
        .count()
        .get_result(c))?;
    Ok(found > 0)
}

/// Notes what a gateway has told, and that the payment is paid by it where there is no doubt.
pub fn told(
    conn: &mut Conn,
    gateway: &str,
    notice: &PaymentNotice,
    doubt: Option<&str>,
    now: UtcTime,
) -> Result<(), StoreError> {
    let (agency, id) = (DbId::from(notice.reference.agency), DbId::from(notice.reference.id));
    let row = NoticeRow {
        agency_id: agency,
        gateway,
        transaction_code: notice.transaction.as_str(),
        payment_id: id,
        amount: i64::try_from(notice.amount).unwrap_or(i64::MAX),
        paid_at: notice.at.into(),
        told_at: now.into(),
        doubt,
    };
    both!(conn, c => diesel::insert_into(payment_notice::table).values(&row).execute(c))?;
    if doubt.is_none() {
        both!(conn, c => diesel::update(payment::table
            .filter(payment::agency_id.eq(agency).and(payment::id.eq(id))))
            .set(payment::paid_by.eq(Some(notice.transaction.as_str())))
            .execute(c))?;
    }
    Ok(())
}
