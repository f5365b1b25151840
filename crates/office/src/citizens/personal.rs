//! Whose data they are: all that an account holds given to its owner, and all of it erased. Dossiers that the office has received stay, as
//! the law of archives has it, and belong to no account any more.

use domain::{UtcTime, incoming::StoredFile, notice::AccountNotice};
use store::{
    Conn,
    citizen::{self, Account, Act, ActKind, CitizenFile, Draft},
};
use uuid::Uuid;

use super::{Citizen, OwnDossier, drafts::held};
use crate::{Office, OfficeError};

/// How many dossiers are read at once.
const AT_ONCE: i64 = 200;

/// A file of an export.
#[derive(Debug, Clone)]
pub struct ExportedFile {
    /// The file.
    pub file: StoredFile,
    /// The draft or the dossier that it is of.
    pub of: Uuid,
}

/// All that an account holds.
#[derive(Debug, Clone)]
pub struct Export {
    /// The account.
    pub account: Account,
    /// When it was made.
    pub at: UtcTime,
    /// Since when its owner is signed in, and until when at the most; one for each place.
    pub sessions: Vec<(UtcTime, UtcTime)>,
    /// Its drafts.
    pub drafts: Vec<Draft>,
    /// What was handed in.
    pub dossiers: Vec<OwnDossier>,
    /// All files, of both.
    pub files: Vec<ExportedFile>,
}

/// What became of an account that was erased.
#[derive(Debug, Clone)]
pub struct Erased {
    /// How many drafts went.
    pub drafts: usize,
    /// How many files that were not handed in.
    pub files: usize,
    /// What stays, as far as it had come.
    pub kept: Vec<OwnDossier>,
}

fn counted(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

impl Office {
    async fn all_own_dossiers(&self, who: &Citizen) -> Result<Vec<OwnDossier>, OfficeError> {
        let mut all: Vec<OwnDossier> = Vec::new();
        loop {
            let some = self.own_dossiers(who, all.last().map(|last| last.id), AT_ONCE).await?;
            let more = i64::try_from(some.len()).is_ok_and(|n| n == AT_ONCE);
            all.extend(some);
            if !more {
                return Ok(all);
            }
        }
    }

    /// All that an account holds, for its owner. That it was given out is noted first.
    pub async fn export_citizen(&self, who: &Citizen) -> Result<Export, OfficeError> {
        let (agency, of, now) = (who.agency(), who.account.id, domain::to_micros(self.now()));
        let dossiers = self.all_own_dossiers(who).await?;
        let read = move |conn: &mut Conn| {
            let sessions = citizen::sessions_of(conn, agency, of, now)?;
            let drafts = citizen::drafts_of(conn, agency, of)?;
            Ok::<_, OfficeError>((sessions, drafts, citizen::files_of(conn, agency, of)?))
        };
        let (sessions, drafts, unsent) = self.db().read_tx(read).await?;
        let mut files: Vec<ExportedFile> =
            unsent.into_iter().map(|CitizenFile { file, basket, .. }| ExportedFile { file, of: basket }).collect();
        for one in &dossiers {
            files.extend(one.files().map(|file| ExportedFile { file: file.clone(), of: one.id.0 }));
        }
        let act = Act {
            id: self.fresh(),
            kind: ActKind::AccountExported,
            subject: of.0,
            at: now,
            drafts: counted(drafts.len()),
            dossiers: counted(dossiers.len()),
            files: counted(files.len()),
        };
        self.db().write(move |conn| Ok::<_, OfficeError>(citizen::note(conn, agency, &act)?)).await?;
        tracing::info!(%agency, citizen = %of, "a citizen was given what their account holds");
        Ok(Export { account: who.account.clone(), at: now, sessions, drafts, dossiers, files })
    }

    /// Erases an account at its owner's wish: the account, its drafts, sessions, codes and files go at once.
    pub async fn erase_citizen(&self, who: &Citizen) -> Result<Erased, OfficeError> {
        let kept = self.all_own_dossiers(who).await?;
        let mail = self.citizen_letter(&who.snapshot, &who.account.email, AccountNotice::CitizenAccountErased)?;
        let (agency, account, now) = (who.agency(), who.account.clone(), self.now());
        let id = self.fresh();
        let erase = move |conn: &mut Conn| {
            held(conn, agency, account.id)?;
            if let Some(mail) = &mail {
                mail.queue(conn, now)?;
            }
            erase(conn, &account, (id, ActKind::AccountErased), now)
        };
        let (drafts, files) = self.db().write(erase).await?;
        self.wake_mail();
        self.drop_unsent(files.iter().map(|one| one.file.id).collect()).await;
        tracing::info!(%agency, citizen = %who.account.id, "a citizen has erased their account");
        Ok(Erased { drafts, files: files.len(), kept })
    }

    /// That personal data were given out or erased at an agency, latest first, before this one.
    pub async fn personal_data_acts(
        &self,
        caller: crate::agency::Caller,
        before: Option<Uuid>,
        limit: i64,
    ) -> Result<Vec<Act>, OfficeError> {
        let (snapshot, _) = self.caller(caller).await?;
        domain::access::may_read_personal_data_acts(caller.person, &snapshot.directory)?;
        Ok(self.db().read(move |conn| citizen::acts(conn, caller.agency, before, limit)).await?)
    }
}

/// Erases an account, and notes that it was; how many drafts it had, and its files.
pub(super) fn erase(
    conn: &mut Conn,
    account: &Account,
    (id, kind): (Uuid, ActKind),
    now: UtcTime,
) -> Result<(usize, Vec<CitizenFile>), OfficeError> {
    let (agency, of) = (account.agency, account.id);
    let drafts = citizen::drafts_of(conn, agency, of)?.len();
    let files = citizen::files_of(conn, agency, of)?;
    let dossiers = citizen::dossiers_of(conn, agency, of, None, i64::MAX)?.len();
    citizen::remove(conn, account)?;
    let act = Act {
        id,
        kind,
        subject: of.0,
        at: now,
        drafts: counted(drafts),
        dossiers: counted(dossiers),
        files: counted(files.len()),
    };
    citizen::note(conn, agency, &act)?;
    Ok((drafts, files))
}
