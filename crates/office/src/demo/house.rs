//! The demo's two offices as they stand before anything has happened: a ward, and the commune beside it that the ward writes to.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{
    AgencyId, DepartmentId, EmailAddress, Label, OfficeSettings, PersonId, SigningCapacityId, UtcTime, day_in_vietnam,
    organisation::{
        DepartmentRecord, OutgoingSettings, PersonRecord, Position, Record, RoleGrant, SigningCapacity, SigningForm,
        SigningScope, Validity,
    },
};
use store::{
    Conn, StoreError,
    organisation::{
        self,
        changes::{Asked, Change},
    },
};
use uuid::Uuid;

use super::{
    Cast,
    people::{Account, House},
    unknown,
};
use crate::{OfficeError, setup::SetupError, setup::open_registers};

pub(super) fn write(conn: &mut Conn, agency: AgencyId, record: Record, at: UtcTime) -> Result<(), StoreError> {
    organisation::changes::write(conn, agency, &Change { at, by: None, asked: Asked::Nothing, record })
}

/// Writes one office: its departments, people and registers of these years. Its people join the cast.
pub(super) fn found(
    conn: &mut Conn,
    agency: AgencyId,
    house: &House,
    settings: OfficeSettings,
    hash: &str,
    (began, years): (UtcTime, std::ops::RangeInclusive<i32>),
    cast: &mut Cast,
) -> Result<(), SetupError> {
    let place = Label::new(house.place).map_err(|fault| OfficeError::Internal(fault.to_string()))?;
    let outgoing = OutgoingSettings { place: Some(place), ..OutgoingSettings::default() };
    let settings = OfficeSettings { outgoing, ..settings };
    organisation::create_agency(conn, agency, house.code, house.name, &settings, began)?;
    let mut departments = BTreeMap::new();
    for ((code, name), order) in house.departments.iter().zip(1..) {
        let id = DepartmentId(Uuid::now_v7());
        let made = DepartmentRecord {
            id,
            code: (*code).to_owned(),
            name: (*name).to_owned(),
            parent: None,
            order,
            validity: Validity::since(day_in_vietnam(began)),
            successor: None,
        };
        write(conn, agency, Record::Department(made), began)?;
        departments.insert(*code, id);
    }
    let ids: BTreeMap<&'static str, PersonId> =
        house.accounts.iter().map(|account| (account.username, PersonId(Uuid::now_v7()))).collect();
    for account in house.accounts {
        let person = person(account, house, &ids, &departments, day_in_vietnam(began))?;
        let id = person.id;
        cast.people.insert(account.username, (agency, id));
        write(conn, agency, Record::Person(person), began)?;
        organisation::set_password(conn, agency, id, hash)?;
    }
    cast.departments.extend(departments.into_iter().map(|(code, id)| ((agency, code), id)));
    for year in years {
        open_registers(conn, agency, year, began)?;
    }
    Ok(())
}

fn person(
    account: &Account,
    house: &House,
    ids: &BTreeMap<&'static str, PersonId>,
    departments: &BTreeMap<&'static str, DepartmentId>,
    from: NaiveDate,
) -> Result<PersonRecord, OfficeError> {
    let email = EmailAddress::new(&format!("{}@{}", account.username, house.mail_domain))
        .map_err(|fault| OfficeError::Internal(format!("{}: {fault}", account.username)))?;
    let id = |username: &str| ids.get(username).copied().ok_or_else(|| unknown(username));
    let validity = Validity::since(from);
    let mut positions = Vec::new();
    for (code, post) in account.posts {
        let department = *departments.get(code).ok_or_else(|| unknown(code))?;
        positions.push(Position { department, post: *post, validity });
    }
    let head = house.signers.iter().find(|signer| signer.form == SigningForm::Head);
    let mut signing = Vec::new();
    for signer in house.signers.iter().filter(|signer| signer.username == account.username) {
        // Whoever signs by order (TL.) does so as the head of their unit.
        let as_head = signer.form == SigningForm::Tl;
        let granted_by = head.filter(|head| head.username != signer.username).map(|head| id(head.username));
        signing.push(SigningCapacity {
            id: SigningCapacityId(Uuid::now_v7()),
            form: signer.form,
            scope: SigningScope {
                types: signer.document_types.iter().map(|code| (*code).to_owned()).collect(),
                ..SigningScope::default()
            },
            validity,
            instrument: signer.instrument.to_owned(),
            granted_by: granted_by.transpose()?,
            department: positions.first().filter(|_| as_head).map(|position| position.department),
            under: None,
        });
    }
    Ok(PersonRecord {
        id: id(account.username)?,
        username: account.username.to_owned(),
        name: account.name.to_owned(),
        title: account.title.to_owned(),
        email: Some(email),
        validity,
        positions,
        roles: account.roles.iter().map(|role| RoleGrant { role: *role, validity }).collect(),
        absences: Vec::new(),
        signing,
    })
}
