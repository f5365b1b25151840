//! Capacities to sign, as rows.

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::{
    PersonId,
    organisation::{SigningCapacity, SigningForm, Validity},
};

use crate::{
    Conn, StoreError, both,
    schema::signing_capacity,
    types::{DbId, JsonText},
};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = signing_capacity)]
#[diesel(treat_none_as_default_value = false)]
struct Row {
    agency_id: DbId,
    id: DbId,
    person_id: DbId,
    form: String,
    scope: JsonText,
    valid_from: NaiveDate,
    valid_until: Option<NaiveDate>,
    instrument: String,
    granted_by: Option<DbId>,
    department_id: Option<DbId>,
    under_id: Option<DbId>,
}

impl TryFrom<Row> for SigningCapacity {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let form = SigningForm::parse(&row.form);
        Ok(Self {
            id: row.id.get().into(),
            form: form.ok_or_else(|| StoreError::corrupt(format!("the form of signing {:?}", row.form)))?,
            scope: row.scope.read()?,
            validity: Validity::new(row.valid_from, row.valid_until)
                .map_err(|refusal| StoreError::corrupt(format!("a period: {refusal}")))?,
            instrument: row.instrument,
            granted_by: row.granted_by.map(Into::into),
            department: row.department_id.map(Into::into),
            under: row.under_id.map(|id| id.get().into()),
        })
    }
}

/// Every capacity of an agency, by its beginning, with whose it is.
pub(super) fn all(conn: &mut Conn, agency: DbId) -> Result<Vec<(PersonId, SigningCapacity)>, StoreError> {
    let rows: Vec<Row> = both!(conn, c => signing_capacity::table
        .filter(signing_capacity::agency_id.eq(agency))
        .order((signing_capacity::valid_from, signing_capacity::id))
        .select(Row::as_select())
        .load(c))?;
    rows.into_iter().map(|row| Ok((row.person_id.into(), row.try_into()?))).collect()
}

/// Writes those of one person as they now stand.
pub(super) fn write(
    conn: &mut Conn,
    agency_id: DbId,
    person_id: DbId,
    all: &[SigningCapacity],
) -> Result<(), StoreError> {
    both!(conn, c => diesel::delete(signing_capacity::table
        .filter(signing_capacity::agency_id.eq(agency_id).and(signing_capacity::person_id.eq(person_id))))
        .execute(c))?;
    for one in all {
        let row = Row {
            agency_id,
            id: one.id.0.into(),
            person_id,
            form: one.form.as_str().to_owned(),
            scope: JsonText::of(&one.scope)?,
            valid_from: one.validity.from(),
            valid_until: one.validity.until(),
            instrument: one.instrument.clone(),
            granted_by: one.granted_by.map(Into::into),
            department_id: one.department.map(Into::into),
            under_id: one.under.map(|id| id.0.into()),
        };
        both!(conn, c => diesel::insert_into(signing_capacity::table).values(&row).execute(c))?;
    }
    Ok(())
}
