//! What a decision about a dossier is told from the database.

use std::collections::BTreeMap;

use domain::{
    AgencyId, DocumentId, FileId, Known, Label, OrganCode, ProcedureId, Refusal, Rule, Seed, UtcTime, access,
    day_in_vietnam,
    dossier::{
        Command, Competence, Dossier, DossierContext, OtherAgency, Receive,
        command::AtOnce,
        decide::{IssuedDocument, TakenCode},
        link::{Arrival, SentOn},
    },
    incoming::StoredFile,
    organisation::AgencyRecord,
    procedure::{Authority, Edition},
};
use store::{
    Conn, dossier as rows, file,
    organisation::{AgencySnapshot, records},
    outgoing, procedure,
};

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
    competence: Competence,
    relay: Option<SentOn>,
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
        let accepts = matches!(command.then, Some(AtOnce::Accept(_)));
        let competence = competence(conn, snapshot, procedure.as_ref().filter(|_| accepts), now)?;
        let code = match (&command.then, &procedure) {
            (Some(AtOnce::Accept(_)), Some(_)) => {
                let at = command.received_at.filter(|_| command.late_reason.is_some()).unwrap_or(now);
                Some(take_code(conn, snapshot, at)?)
            }
            _ => None,
        };
        Ok(Self { procedure, code, files, competence, ..Self::default() })
    }

    /// What a citizen's draft names: the procedure as it is received now, and files of their own.
    pub fn of_draft(
        conn: &mut Conn,
        snapshot: &AgencySnapshot,
        procedure: ProcedureId,
        files: BTreeMap<FileId, StoredFile>,
    ) -> Result<Self, OfficeError> {
        Ok(Self { procedure: Some(current(conn, snapshot, procedure)?), files, ..Self::default() })
    }

    /// What a citizen completes their dossier by: the version that it is under, and files of their own.
    pub fn of_supplement(
        conn: &mut Conn,
        dossier: &Dossier,
        files: BTreeMap<FileId, StoredFile>,
    ) -> Result<Self, OfficeError> {
        let under = dossier.facts().procedure.as_ref();
        let procedure = under.map(|under| procedures::edition(conn, dossier.agency(), under.id, under.version));
        Ok(Self { procedure: procedure.transpose()?, files, ..Self::default() })
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
                Some(take_code(conn, snapshot, dossier.received_when(now))?)
            }
            _ => None,
        };
        let accepts = matches!(command, Command::AcceptDossier(_));
        let competence = competence(conn, snapshot, procedure.as_ref().filter(|_| accepts), now)?;
        let files = file::attachable(conn, agency, caller.person.0, &command.files())?;
        let mut documents = BTreeMap::new();
        // What is noted as the result now, by whom they see it; and whether what was noted still counts when the dossier goes on.
        let named = match command {
            Command::SetOutcome(set) => set.document,
            Command::AdvanceDossier(_) => dossier.outcome().and_then(|outcome| outcome.document),
            Command::CorrectResult(correct) => correct.result.document,
            _ => None,
        };
        if let Some(id) = named
            && let Some(loaded) = outgoing::load(conn, agency, id)?
            && (matches!(command, Command::AdvanceDossier(_))
                || access::outgoing::may_see(&loaded.document, caller.person, &snapshot.directory))
            && let Some(issue) = loaded.document.state().standing_issue()
        {
            let written = Label::new(&issue.line.written());
            let written = written.map_err(|_| OfficeError::Internal("a number that is no label".to_owned()))?;
            documents.insert(id, IssuedDocument { written, dated: issue.line.issued_on });
        }
        Ok(Self { procedure, code, files, documents, competence, relay: None })
    }

    /// What another agency has sent about a dossier that is here already, with the files that came along.
    pub fn of_parcel(
        conn: &mut Conn,
        agency: AgencyId,
        dossier: &Dossier,
        files: &[StoredFile],
        relay: Option<SentOn>,
    ) -> Result<Self, OfficeError> {
        let under = dossier.facts().procedure.as_ref();
        let procedure = under.map(|under| procedures::edition(conn, agency, under.id, under.version)).transpose()?;
        let files = files.iter().map(|file| (file.id, file.clone())).collect();
        Ok(Self { procedure, files, relay, ..Self::default() })
    }

    /// A dossier that another agency has received for this one: this one's own procedure of that code, as it is offered now, and the next line of
    /// its book.
    pub fn of_arrival(conn: &mut Conn, agency: AgencyId, arrival: &Arrival) -> Result<Self, OfficeError> {
        let code = arrival.facts.procedure.as_ref().map_or("", |procedure| procedure.code.as_str());
        let procedure = offered(conn, agency, code)?;
        let code = match &procedure {
            Some(_) => {
                let row = rows::take_row(conn, agency, day_in_vietnam(arrival.at))?;
                Some(TakenCode { code: arrival.code.clone(), row })
            }
            None => None,
        };
        Ok(Self { procedure, code, ..Self::default() })
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
            competence: &self.competence,
            relay: self.relay,
        }
    }
}

/// Who decides on what this procedure asks for.
fn competence(
    conn: &mut Conn,
    snapshot: &AgencySnapshot,
    edition: Option<&Edition>,
    now: UtcTime,
) -> Result<Competence, OfficeError> {
    let Some(edition) = edition else { return Ok(Competence::Ours) };
    let Authority::Other { code, .. } = &edition.content.authority else { return Ok(Competence::Ours) };
    let today = day_in_vietnam(now);
    let Some(agency) = agency_of(conn, code.as_str(), now)? else { return Ok(Competence::Unknown) };
    if agency.id == snapshot.directory.agency {
        return Ok(Competence::Ours);
    }
    if !agency.validity.holds_on(today) {
        return Ok(Competence::Ended);
    }
    Ok(match offered(conn, agency.id, edition.content.code.as_str())? {
        Some(_) => Competence::Theirs(known_as(&agency, now)?),
        None => Competence::NotOffered,
    })
}

/// A procedure of this code that an agency offers, and decides on itself.
fn offered(conn: &mut Conn, agency: AgencyId, code: &str) -> Result<Option<Edition>, OfficeError> {
    let line = procedure::by_code(conn, agency, code)?.filter(|line| line.withdrawal.is_none());
    let Some(line) = line else { return Ok(None) };
    let edition = procedures::edition(conn, agency, line.id, line.version)?;
    Ok(Some(edition).filter(|edition| matches!(edition.content.authority, Authority::Own)))
}

/// The agency of this installation that has this code, or once had it; of several the one that is still there.
pub(super) fn agency_of(conn: &mut Conn, code: &str, now: UtcTime) -> Result<Option<AgencyRecord>, OfficeError> {
    let today = day_in_vietnam(now);
    let mut all = records::agencies(conn)?;
    all.retain(|agency| agency.has_code(code));
    let there = all.iter().position(|agency| agency.validity.holds_on(today)).unwrap_or_default();
    Ok(all.into_iter().nth(there))
}

/// An agency as others know it now.
pub(super) fn known_as(agency: &AgencyRecord, now: UtcTime) -> Result<OtherAgency, OfficeError> {
    let today = day_in_vietnam(now);
    let fault = |what: &str| OfficeError::Internal(format!("an agency's {what} is none that could be told"));
    let code = OrganCode::new(agency.code_on(today)).map_err(|_| fault("code"))?;
    let name = Label::new(agency.name_on(today)).map_err(|_| fault("name"))?;
    Ok(OtherAgency { code, name })
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
