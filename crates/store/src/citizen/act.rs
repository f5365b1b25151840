//! That personal data were given out to their owner, or erased. A row says what and when, and nothing of whose they were.

use diesel::prelude::*;
use domain::{AgencyId, UtcTime};
use uuid::Uuid;

use crate::{
    Conn, StoreError, both,
    schema::personal_data_act,
    types::{DbEnum, DbId, DbTime},
};

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActKind {
    /// A citizen was given all that their account holds.
    AccountExported,
    /// A citizen has erased their account.
    AccountErased,
    /// An account that nobody used was erased.
    AccountExpired,
    /// A draft that nobody changed was deleted.
    DraftExpired,
    /// The files of a dossier that was never received were erased.
    FilesErased,
}

impl ActKind {
    const ALL: [Self; 5] =
        [Self::AccountExported, Self::AccountErased, Self::AccountExpired, Self::DraftExpired, Self::FilesErased];

    /// The name used in data and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AccountExported => "account_exported",
            Self::AccountErased => "account_erased",
            Self::AccountExpired => "account_expired",
            Self::DraftExpired => "draft_expired",
            Self::FilesErased => "files_erased",
        }
    }

    /// Reads [`ActKind::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

crate::text_enum!(ActKind);

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// Which; in the order of time.
    pub id: Uuid,
    /// What.
    pub kind: ActKind,
    /// The account, the draft or the dossier.
    pub subject: Uuid,
    /// When.
    pub at: UtcTime,
    /// How many drafts.
    pub drafts: i32,
    /// How many dossiers.
    pub dossiers: i32,
    /// How many files.
    pub files: i32,
}

/// Notes what was done.
pub fn note(conn: &mut Conn, agency: AgencyId, act: &Act) -> Result<(), StoreError> {
    let row = (
        personal_data_act::agency_id.eq(DbId::from(agency)),
        personal_data_act::id.eq(DbId::from(act.id)),
        personal_data_act::act.eq(DbEnum(act.kind)),
        personal_data_act::subject_id.eq(DbId::from(act.subject)),
        personal_data_act::at.eq(DbTime::from(act.at)),
        personal_data_act::drafts.eq(act.drafts),
        personal_data_act::dossiers.eq(act.dossiers),
        personal_data_act::files.eq(act.files),
    );
    both!(conn, c => diesel::insert_into(personal_data_act::table).values(&row).execute(c))?;
    Ok(())
}

type Row = (DbId, DbEnum<ActKind>, DbId, DbTime, i32, i32, i32);

/// A page of them, latest first, before this one.
pub fn acts(conn: &mut Conn, agency: AgencyId, before: Option<Uuid>, limit: i64) -> Result<Vec<Act>, StoreError> {
    // Ids of version 7 are in the order of time; none is greater than this.
    let before = DbId::from(before.unwrap_or(Uuid::max()));
    let rows: Vec<Row> = both!(conn, c => personal_data_act::table
        .filter(personal_data_act::agency_id.eq(DbId::from(agency)).and(personal_data_act::id.lt(before)))
        .order(personal_data_act::id.desc())
        .select((
            personal_data_act::id,
            personal_data_act::act,
            personal_data_act::subject_id,
            personal_data_act::at,
            personal_data_act::drafts,
            personal_data_act::dossiers,
            personal_data_act::files,
        ))
        .limit(limit)
        .load(c))?;
    let act = |(id, kind, subject, at, drafts, dossiers, files): Row| Act {
        id: id.get(),
        kind: kind.0,
        subject: subject.get(),
        at: at.into(),
        drafts,
        dossiers,
        files,
    };
    Ok(rows.into_iter().map(act).collect())
}
