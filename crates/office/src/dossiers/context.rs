//! What a decision about a dossier is told from the database.

use std::collections::BTreeMap;

use domain::{
    DocumentId, FileId, Known, Label, ProcedureId, Refusal, Rule, Seed, UtcTime, access, day_in_vietnam,
    dossier::{
        Command, Dossier, DossierContext, Receive,
        command::AtOnce,
        decide::{IssuedDocument, TakenCode},
    },
    incoming::StoredFile,
    procedure::Edition,
};
use store::{Conn, dossier as rows, file, organisation::AgencySnapshot, outgoing};

use crate::{
    OfficeError,
    agency::{Asker, Caller},
    procedures,
};

/// What one decision takes from the database beside the dossier.
#[derive(Default)]
pub(super) struct Gathered {
    procedure: Option<Edition>,
    code: Option<TakenCode>,
    files: BTreeMap<FileId, StoredFile>,
    documents: BTreeMap<DocumentId, IssuedDocument>,
}

impl Gathered {
    /// What a reception names.
    pub fn of_reception(
        conn: &mut Conn,
        snapshot: &AgencySnapshot,
        by: Asker,
        command: &Receive,
        now: UtcTime,
    ) -> Result<Self, OfficeError> {
        let procedure = command.procedure.map(|id| current(conn, snapshot, id)).transpose()?;
        let files = file::attachable(conn, by.agency(), by.id(), &command.files())?;
        let code = match (&command.then, &procedure) {
            (Some(AtOnce::Accept(_)), Some(_)) => {
                let at = command.received_at.filter(|_| command.late_reason.is_some()).unwrap_or(now);
                Some(take_code(conn, snapshot, at)?)
            }
            _ => None,
        };
        Ok(Self { procedure, code, files, ..Self::default() })
    }

    /// What a command names, and the version of the procedure that the dossier is under.
    pub fn of_command(
        conn: &mut Conn,
        snapshot: &AgencySnapshot,
        caller: Caller,
        (dossier, command): (&Dossier, &Command),
        now: UtcTime,
    ) -> Result<Self, OfficeError> {
        let agency = caller.agency;
        let facts = dossier.facts();
        let procedure = match (command, &facts.procedure) {
            (Command::SetProcedure(set), _) => Some(current(conn, snapshot, set.procedure)?),
            (_, Some(under)) => Some(procedures::edition(conn, agency, under.id, under.version)?),
            (_, None) => None,
        };
        let code = match command {
            Command::AcceptDossier(_) if procedure.is_some() => {
                let late = facts.late_entry.as_ref().map(|_| facts.reached_at);
                Some(take_code(conn, snapshot, late.unwrap_or(now))?)
            }
            _ => None,
        };
        let files = file::attachable(conn, agency, caller.person.0, &command.files())?;
        let mut documents = BTreeMap::new();
        if let Command::SetOutcome(set) = command
            && let Some(id) = set.document
            && let Some(loaded) = outgoing::load(conn, agency, id)?
            && access::outgoing::may_see(&loaded.document, caller.person, &snapshot.directory)
            && let Some(line) = loaded.document.state().line()
        {
            let written = Label::new(&line.written());
            let written = written.map_err(|_| OfficeError::Internal("a number that is no label".to_owned()))?;
            documents.insert(id, IssuedDocument { written, dated: line.issued_on });
        }
        Ok(Self { procedure, code, files, documents })
    }

    /// As a decision is told it.
    pub fn context<'a>(&'a self, snapshot: &'a AgencySnapshot, seed: Seed, now: UtcTime) -> DossierContext<'a> {
        DossierContext {
            now,
            seed,
            directory: &snapshot.directory,
            settings: &snapshot.settings,
            calendar: &snapshot.calendar,
            procedure: self.procedure.as_ref(),
            code: self.code.as_ref(),
            files: &self.files,
            documents: &self.documents,
        }
    }
}

/// The version of a procedure that is received now.
fn current(conn: &mut Conn, snapshot: &AgencySnapshot, id: ProcedureId) -> Result<Edition, OfficeError> {
    let known = Known::new(&id.to_string()).map_err(|_| Refusal::new(Rule::ProcedureUnknown))?;
    let found = procedures::current(conn, snapshot.directory.agency, &known);
    found.map_err(|error| match error {
        OfficeError::Refused(refusal) => refusal.at("/procedure").into(),
        other => other,
    })
}

/// The code of what is received at this time, by the code that the agency had then.
fn take_code(conn: &mut Conn, snapshot: &AgencySnapshot, at: UtcTime) -> Result<TakenCode, OfficeError> {
    let day = day_in_vietnam(at);
    let agency = snapshot.directory.agency;
    Ok(rows::take_code(conn, agency, snapshot.organisation.agency.code_on(day), day)?)
}
