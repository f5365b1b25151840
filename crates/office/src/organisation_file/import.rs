//! Importing: plan, try it out, and where nothing is wrong carry it out; all or nothing.

use std::collections::BTreeSet;

use domain::{
    AgencyId, Refusal, Rule, UtcTime, day_in_vietnam,
    organisation::{OrganisationCommand as Command, OrganisationCommandKind},
};
use store::{
    Db, StoreError,
    organisation::{self, records},
};

use super::{Planned, Problem, Table, plan};
use crate::{
    OfficeError, Passwords,
    organisation::{Changed, Hand, carry_out, generated_password},
};

/// A password that was made for somebody new; shown this once.
#[derive(Clone, PartialEq, Eq)]
pub struct Issued {
    /// The name they sign in with.
    pub username: String,
    /// Họ và tên.
    pub name: String,
    /// The password.
    pub password: String,
}

impl std::fmt::Debug for Issued {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Issued({})", self.username)
    }
}

/// What an import has done, or would do.
#[derive(Debug, Clone)]
pub struct Imported {
    /// Its commands, in their order.
    pub commands: Vec<OrganisationCommandKind>,
    /// Passwords of those who are new, where they were wished for.
    pub passwords: Vec<Issued>,
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file doesn't fit; every problem.
    #[error("{} problems", .0.len())]
    Problems(Vec<Problem>),
    /// It failed.
    #[error(transparent)]
    Office(#[from] OfficeError),
}

impl From<StoreError> for ImportError {
    fn from(error: StoreError) -> Self {
        Self::Office(error.into())
    }
}

/// How far an import goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Only says what would come of it.
    DryRun,
    /// Carries it out.
    Changes,
    /// Carries it out, and gives a password to everyone who is new.
    ChangesWithPasswords,
}

/// A transaction that changes nothing.
enum Halt {
    Done,
    Error(OfficeError),
}

impl From<StoreError> for Halt {
    fn from(error: StoreError) -> Self {
        Self::Error(error.into())
    }
}

/// Imports tables into an agency's organisation.
///
/// # Errors
/// Every problem, each with its place; nothing was changed.
pub async fn import(
    db: &Db,
    agency: AgencyId,
    tables: &[Table],
    extent: Extent,
    now: UtcTime,
) -> Result<Imported, ImportError> {
    let now = domain::to_micros(now);
    let read = db
        .read_tx(move |conn| {
            let version = organisation::directory_version(conn, agency)?;
            Ok::<_, StoreError>(version.zip(records::organisation(conn, agency)?))
        })
        .await?;
    let (version, organisation) = read.ok_or(OfficeError::NotFound)?;
    let (planned, mut problems) = plan(tables, &organisation, day_in_vietnam(now));
    let commands: Vec<Command> = planned.iter().map(|p| p.command.clone()).collect();
    let hand = Hand { caller: None, now, expected: Some(version), own: false };

    let trial = commands.clone();
    let tried = db
        .write(move |conn| match carry_out(conn, agency, &trial, hand) {
            Ok(_) => Err::<(), _>(Halt::Done),
            Err(error) => Err(Halt::Error(error)),
        })
        .await;
    match tried {
        Ok(()) | Err(Halt::Done) => {}
        Err(Halt::Error(OfficeError::AllRefused(refusals))) => problems.extend(placed(tables, &planned, &refusals)),
        Err(Halt::Error(error)) => return Err(error.into()),
    }
    if !problems.is_empty() {
        problems.sort_by(|a, b| a.place.cmp(&b.place));
        return Err(ImportError::Problems(problems));
    }
    let kinds = commands.iter().map(Command::kind).collect();
    if extent == Extent::DryRun || commands.is_empty() {
        return Ok(Imported { commands: kinds, passwords: Vec::new() });
    }
    let passwords = if extent == Extent::ChangesWithPasswords { issue(&commands).await? } else { Vec::new() };
    let hashes: Vec<(String, String)> =
        passwords.iter().map(|(issued, hash)| (issued.username.clone(), hash.clone())).collect();
    db.write(move |conn| {
        let changed: Changed = carry_out(conn, agency, &commands, hand)?;
        for (username, hash) in &hashes {
            let person = changed.organisation.people.values().find(|p| p.username == *username);
            let person = person.ok_or(OfficeError::NotFound)?;
            organisation::set_password(conn, agency, person.id, hash)?;
        }
        Ok::<_, OfficeError>(())
    })
    .await?;
    Ok(Imported { commands: kinds, passwords: passwords.into_iter().map(|(issued, _)| issued).collect() })
}

/// Passwords for everyone whom the commands make, with their hashes.
async fn issue(commands: &[Command]) -> Result<Vec<(Issued, String)>, OfficeError> {
    let mut issued = Vec::new();
    for command in commands {
        if let Command::CreatePerson(new) = command {
            let (username, name) = (new.username.as_str().to_owned(), new.name.to_string());
            issued.push(Issued { username, name, password: generated_password()? });
        }
    }
    tokio::task::spawn_blocking(move || {
        issued.into_iter().map(|one| Passwords::hash(&one.password).map(|hash| (one, hash))).collect()
    })
    .await
    .map_err(|e| OfficeError::Internal(format!("hashing: {e}")))?
}

/// Each refusal with its place in the file. What is refused only because the department or person of an earlier row was refused
/// is not told again.
fn placed(tables: &[Table], planned: &[Planned], refusals: &[Refusal]) -> Vec<Problem> {
    let at = |refusal: &Refusal| {
        let pointer = refusal.pointer.as_deref()?.strip_prefix("/commands/")?;
        let (n, rest) = pointer.split_once('/').unwrap_or((pointer, ""));
        Some((planned.get(n.parse::<usize>().ok()?)?, rest.to_owned()))
    };
    let refused: BTreeSet<&str> = refusals
        .iter()
        .filter_map(|refusal| match &at(refusal)?.0.command {
            Command::CreateDepartment(new) => Some(new.code.as_str()),
            Command::CreatePerson(new) => Some(new.username.as_str()),
            _ => None,
        })
        .collect();
    let follows = |refusal: &Refusal, command: &Command| {
        let named: &[&str] = match (refusal.rule, command) {
            (Rule::NoSuchPerson, Command::GivePosition(c)) => &[c.person.as_str()],
            (Rule::NoSuchPerson, Command::GrantRole(c)) => &[c.person.as_str()],
            (Rule::NoSuchDepartment, Command::GivePosition(c)) => &[c.department.as_str()],
            (Rule::NoSuchDepartment, Command::EndDepartment(c)) => &[c.department.as_str()],
            (Rule::NoSuchDepartment, Command::CreateDepartment(c)) => {
                &[c.parent.as_ref().map_or("", domain::Known::as_str)]
            }
            _ => &[],
        };
        named.iter().any(|name| refused.contains(name))
    };
    refusals
        .iter()
        .filter_map(|refusal| {
            let (planned, pointer) = at(refusal)?;
            (!follows(refusal, &planned.command))
                .then(|| Problem { place: planned.place(tables, &pointer), words: refusal.words() })
        })
        .collect()
}
