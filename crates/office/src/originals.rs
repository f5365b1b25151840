//! The use of originals that the registry keeps (sổ sử dụng bản lưu): noted by the registry, and read by whoever sees the agency's work.

use std::sync::Arc;

use chrono::NaiveDate;
use domain::{
    OriginalUseId, Refusal, Rule, access,
    organisation::Scope,
    original::{self, NewUse, UseOfOriginal},
    outgoing::OutgoingDocument,
};
use store::{Conn, StoreError, organisation::AgencySnapshot, original_use as rows, outgoing};

use crate::{
    Office, OfficeError,
    agency::{Asker, Caller, as_registry},
    incoming::{Halt, held_fresh},
    repeat::{Answer, Line, Repeat},
};

/// A use with its document.
#[derive(Debug, Clone)]
pub struct Used {
    /// The use.
    pub used: UseOfOriginal,
    /// Its document.
    pub document: OutgoingDocument,
    /// The agency.
    pub snapshot: Arc<AgencySnapshot>,
}

/// A page of the book.
#[derive(Debug, Clone, Copy)]
pub struct UsePage {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
    /// Behind this one; from the first where none is given.
    pub behind: Option<(NaiveDate, OriginalUseId)>,
    /// At most so many.
    pub limit: i64,
}

impl Office {
    /// Notes that somebody has an original.
    ///
    /// # Errors
    /// The rule that says no.
    pub async fn use_original(
        &self,
        by: impl Into<Asker>,
        new: NewUse,
        repeat: Option<Repeat<Used>>,
    ) -> Result<Answer<Used>, OfficeError> {
        let by = by.into();
        self.asked(by, Scope::DocumentsIssue).await?;
        let id = OriginalUseId(self.fresh());
        let note = move |office: &Self, conn: &mut Conn, snapshot: &Arc<AgencySnapshot>| {
            held_fresh(conn, snapshot, office.today())?;
            let actor = as_registry(by, Scope::DocumentsIssue, &snapshot.directory)?;
            let unknown = || Refusal::new(Rule::OriginalUnknown).at("/document");
            let loaded = outgoing::load(conn, by.agency(), new.document)?.ok_or_else(unknown)?;
            let out = rows::out(conn, by.agency(), new.document)?;
            let today = (office.today(), &snapshot.directory);
            let used = original::use_original(actor, id, new.clone(), &loaded.document, out.as_ref(), today)?;
            let writer = actor.desk().map_or(by.id(), |person| person.0);
            let noted = rows::insert(conn, by.agency(), &used, (writer, domain::to_micros(office.now())));
            noted.map_err(|error| match error {
                // Of two at once the other was faster.
                StoreError::Unique { .. } => Halt::from(Refusal::new(Rule::OriginalOut).with("user", "…")),
                other => other.into(),
            })?;
            Ok(Used { used, document: loaded.document, snapshot: Arc::clone(snapshot) })
        };
        self.once(by, repeat, Line::None, note).await
    }

    /// Notes that it is back.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], and the rule that says no.
    pub async fn return_original(
        &self,
        by: impl Into<Asker>,
        (id, on): (OriginalUseId, Option<NaiveDate>),
        repeat: Option<Repeat<Used>>,
    ) -> Result<Answer<Used>, OfficeError> {
        let by = by.into();
        self.asked(by, Scope::DocumentsIssue).await?;
        let note = move |office: &Self, conn: &mut Conn, snapshot: &Arc<AgencySnapshot>| {
            held_fresh(conn, snapshot, office.today())?;
            let actor = as_registry(by, Scope::DocumentsIssue, &snapshot.directory)?;
            let used = rows::find(conn, by.agency(), id)?.ok_or(OfficeError::NotFound)?;
            let used = original::return_original(actor, &used, on, (office.today(), &snapshot.directory))?;
            rows::update(conn, by.agency(), &used)?;
            let loaded = outgoing::load(conn, by.agency(), used.document)?.ok_or(OfficeError::NotFound)?;
            Ok(Used { used, document: loaded.document, snapshot: Arc::clone(snapshot) })
        };
        self.once(by, repeat, Line::None, note).await
    }

    /// A page of the book, earliest first.
    ///
    /// # Errors
    /// The rule that says no.
    pub async fn originals_used(&self, caller: Caller, page: UsePage) -> Result<Vec<Used>, OfficeError> {
        let (snapshot, _) = self.caller(caller).await?;
        access::may_follow(caller.person, &snapshot.directory)?;
        let UsePage { from, until, behind, limit } = page;
        let list = move |conn: &mut Conn| rows::list(conn, caller.agency, (from, until), behind, limit);
        let found = self.db().read_long(list).await?;
        Ok(found.into_iter().map(|(used, document)| Used { used, document, snapshot: Arc::clone(&snapshot) }).collect())
    }
}
