//! What is erased in time: codes and sessions that hold no longer, drafts that nobody changes, accounts that nobody uses, and the files of
//! what was never received. Whose it is is told before, and has the time for which they were told.

use std::sync::Arc;

use chrono::{Months, TimeDelta};
use domain::{AgencyId, DocumentId, UtcTime, notice::AccountNotice};
use store::{
    Conn, StoreError,
    citizen::{self, Account, Act, ActKind, Draft, Unused},
    content, file,
    organisation::{AgencySnapshot, records::agencies},
};

use super::personal::erase;
use crate::{Office, OfficeError, password_reset::Sealed};

/// How many of a kind are taken at once.
const AT_ONCE: i64 = 100;

fn months_before(now: UtcTime, months: u32) -> UtcTime {
    now.checked_sub_months(Months::new(months)).unwrap_or(UtcTime::MIN_UTC)
}

/// That something was not done, for the log; the rest goes on, and the clock tries this again.
fn undone(what: &'static str, agency: AgencyId, error: &OfficeError) {
    tracing::error!(%error, %agency, "not done, and tried again later: {what}");
}

impl Office {
    /// Erases what is over; called by the clock. What fails of it keeps nothing else from being done.
    pub(crate) async fn tidy_citizens(&self) -> Result<(), OfficeError> {
        let now = domain::to_micros(self.now());
        self.db().write(move |conn| Ok::<_, OfficeError>(citizen::sweep(conn, now)?)).await?;
        let all = self.db().read(agencies).await?;
        for agency in all.iter().map(|agency| agency.id) {
            let snapshot = self.snapshot(agency).await?;
            let undone =
                |what, done: Result<(), OfficeError>| done.unwrap_or_else(|error| undone(what, agency, &error));
            undone("drafts whose time is over", self.tidy_drafts(&snapshot, now).await);
            undone("files that were never sent", self.tidy_left_behind(&snapshot, now).await);
            undone("accounts that nobody uses", self.tidy_accounts(&snapshot, now).await);
            let years = snapshot.settings.one_stop.unreceived_years;
            if years > 0 {
                let before = months_before(now, u32::from(years).saturating_mul(12));
                undone("files of what was never received", self.tidy_unreceived(agency, before, now).await);
            }
        }
        self.tidy_storage().await
    }

    /// How long before what lives so long ends its owner is told: as the setting has it, but not before half of its life is over.
    fn warned_ahead(&self, life: TimeDelta) -> TimeDelta {
        TimeDelta::from_std(self.limits().citizens.warned).unwrap_or(life).min(life / 2)
    }

    /// Queues what somebody is told, where it is noted now that they are. Nobody is told, and it is not noted, where no mail can be sent.
    async fn forewarn(
        &self,
        mail: Option<Sealed>,
        told: impl Fn(&mut Conn) -> Result<bool, StoreError> + Send + 'static,
        now: UtcTime,
    ) -> Result<(), OfficeError> {
        let Some(mail) = mail else { return Ok(()) };
        let tell = move |conn: &mut Conn| {
            if told(conn)? {
                mail.queue(conn, now)?;
            }
            Ok::<_, OfficeError>(())
        };
        self.db().write(tell).await
    }

    /// Tells of drafts that end, and deletes those of which was told.
    async fn tidy_drafts(&self, snapshot: &Arc<AgencySnapshot>, now: UtcTime) -> Result<(), OfficeError> {
        let agency = snapshot.directory.agency;
        self.tell_of_drafts(snapshot, now).await?;
        loop {
            let over = self.db().read(move |conn| citizen::expiring(conn, agency, now, true, AT_ONCE)).await?;
            let mut gone = 0;
            for draft in &over {
                match self.end_draft(agency, draft, now).await {
                    Ok(()) => gone += 1,
                    Err(error) => undone("a draft whose time is over", agency, &error),
                }
            }
            if gone == 0 {
                return Ok(());
            }
        }
    }

    async fn tell_of_drafts(&self, snapshot: &Arc<AgencySnapshot>, now: UtcTime) -> Result<(), OfficeError> {
        let (agency, days) = (snapshot.directory.agency, snapshot.settings.one_stop.draft_days);
        let ahead = self.warned_ahead(TimeDelta::days(days.into()));
        let closed = !snapshot.settings.one_stop.own_submission;
        // Whom nobody can tell keeps what they have until somebody can.
        while self.has_mail_server() {
            let soon = move |conn: &mut Conn| citizen::expiring(conn, agency, now + ahead, false, AT_ONCE);
            let some = self.db().read(soon).await?;
            let mut told = 0;
            for draft in &some {
                let until = draft.expires_at.max(now + ahead);
                let tell = async {
                    let of = draft.citizen;
                    let account = self.db().read(move |conn| citizen::find(conn, agency, of)).await?;
                    let account = account.ok_or(OfficeError::NotFound)?;
                    let procedure = draft.procedure_name.clone();
                    let notice = AccountNotice::CitizenDraftEnding { procedure, until, closed };
                    let mail = self.citizen_letter(snapshot, &account.email, notice)?;
                    let draft = draft.clone();
                    let told = move |conn: &mut Conn| citizen::told_of_expiry(conn, agency, &draft, until, now);
                    self.forewarn(mail, told, now).await
                };
                match tell.await {
                    Ok(()) => told += 1,
                    Err(error) => undone("telling of a draft that ends", agency, &error),
                }
            }
            if told == 0 {
                break;
            }
            self.wake_mail();
        }
        Ok(())
    }

    /// Deletes a draft whose time is over, unless its owner has saved it or handed it in a moment ago.
    async fn end_draft(&self, agency: AgencyId, over: &Draft, now: UtcTime) -> Result<(), OfficeError> {
        let (of, id, version, act) = (over.citizen, over.id, over.version, self.fresh());
        let delete = move |conn: &mut Conn| {
            if !citizen::hold(conn, agency, of)? {
                return Ok(Vec::new());
            }
            let there = citizen::draft(conn, agency, of, id)?;
            if there.is_none_or(|there| there.version != version || there.expires_at >= now) {
                return Ok(Vec::new());
            }
            let files = citizen::delete_files_of_basket(conn, agency, of, id.0)?;
            citizen::delete_draft(conn, agency, of, id)?;
            let count = i32::try_from(files.len()).unwrap_or(i32::MAX);
            let kind = ActKind::DraftExpired;
            let act = Act { id: act, kind, subject: id.0, at: now, drafts: 1, dossiers: 0, files: count };
            citizen::note(conn, agency, &act)?;
            Ok::<_, OfficeError>(files)
        };
        let files = self.db().write(delete).await?;
        self.drop_unsent(files.iter().map(|one| one.file.id).collect()).await;
        Ok(())
    }

    /// Deletes what was uploaded to complete a dossier and never sent, after the time for which drafts are kept.
    async fn tidy_left_behind(&self, snapshot: &Arc<AgencySnapshot>, now: UtcTime) -> Result<(), OfficeError> {
        let agency = snapshot.directory.agency;
        let before = now - TimeDelta::days(snapshot.settings.one_stop.draft_days.into());
        loop {
            let some = self.db().read(move |conn| citizen::left_behind(conn, agency, before, AT_ONCE)).await?;
            if some.is_empty() {
                return Ok(());
            }
            for (of, id) in some {
                let delete = move |conn: &mut Conn| {
                    citizen::hold(conn, agency, of)?;
                    citizen::delete_file(conn, agency, of, id)
                };
                self.db().write(delete).await?;
                self.drop_unsent(vec![id]).await;
            }
        }
    }

    /// Tells of accounts that nobody uses, and erases those of which was told.
    async fn tidy_accounts(&self, snapshot: &Arc<AgencySnapshot>, now: UtcTime) -> Result<(), OfficeError> {
        let agency = snapshot.directory.agency;
        let over = months_before(now, snapshot.settings.one_stop.account_months.into());
        let ahead = self.warned_ahead(now - over);
        self.tell_of_accounts(snapshot, over + ahead, (now, now + ahead)).await?;
        loop {
            let which = Unused { before: over, warned_before: Some(now - ahead) };
            let some = self.db().read(move |conn| citizen::unused(conn, agency, which, AT_ONCE)).await?;
            let mut gone = 0;
            for account in &some {
                match self.end_account(account, now).await {
                    Ok(()) => gone += 1,
                    Err(error) => undone("an account that nobody uses", agency, &error),
                }
            }
            if gone == 0 {
                return Ok(());
            }
        }
    }

    async fn tell_of_accounts(
        &self,
        snapshot: &Arc<AgencySnapshot>,
        unseen_since: UtcTime,
        (now, until): (UtcTime, UtcTime),
    ) -> Result<(), OfficeError> {
        let agency = snapshot.directory.agency;
        let closed = !snapshot.settings.one_stop.own_submission;
        while self.has_mail_server() {
            let which = Unused { before: unseen_since, warned_before: None };
            let some = self.db().read(move |conn| citizen::unused(conn, agency, which, AT_ONCE)).await?;
            let mut told = 0;
            for account in &some {
                let tell = async {
                    let notice = AccountNotice::CitizenAccountEnding { until, closed };
                    let mail = self.citizen_letter(snapshot, &account.email, notice)?;
                    let account = account.clone();
                    self.forewarn(mail, move |conn: &mut Conn| citizen::warned(conn, &account, now), now).await
                };
                match tell.await {
                    Ok(()) => told += 1,
                    Err(error) => undone("telling of an account that ends", agency, &error),
                }
            }
            if told == 0 {
                break;
            }
            self.wake_mail();
        }
        Ok(())
    }

    /// Erases an account that nobody uses, unless somebody has signed in a moment ago.
    async fn end_account(&self, account: &Account, now: UtcTime) -> Result<(), OfficeError> {
        let (account, id) = (account.clone(), self.fresh());
        let agency = account.agency;
        let go = move |conn: &mut Conn| {
            if !citizen::hold(conn, agency, account.id)? {
                return Ok(Vec::new());
            }
            let seen = account.seen_at;
            if citizen::find(conn, agency, account.id)?.is_none_or(|there| there.seen_at != seen) {
                return Ok(Vec::new());
            }
            erase(conn, &account, (id, ActKind::AccountExpired), now).map(|(_, files)| files)
        };
        let files = self.db().write(go).await?;
        self.drop_unsent(files.iter().map(|one| one.file.id).collect()).await;
        Ok(())
    }

    /// Erases the files of dossiers that were refused, or withdrawn before they were received, before then. The line of each stays, and
    /// its history with what was written in it. That their contents are to go from the storage is noted in the same transaction.
    async fn tidy_unreceived(&self, agency: AgencyId, before: UtcTime, now: UtcTime) -> Result<(), OfficeError> {
        loop {
            let some = self.db().read_long(move |conn| file::of_unreceived(conn, agency, before, AT_ONCE)).await?;
            let mut gone = 0;
            for dossier in &some {
                let (office, subject, id) = (self.clone(), dossier.0, self.fresh());
                let go = move |conn: &mut Conn| {
                    let hashes = file::erase_of(conn, agency, DocumentId(subject), now)?;
                    content::doubt(conn, &office.doubtful(&hashes), now)?;
                    let files = i32::try_from(hashes.len()).unwrap_or(i32::MAX);
                    let kind = ActKind::FilesErased;
                    let act = Act { id, kind, subject, at: now, drafts: 0, dossiers: 1, files };
                    citizen::note(conn, agency, &act)?;
                    Ok::<_, OfficeError>(())
                };
                match self.db().write(go).await {
                    Ok(()) => gone += 1,
                    Err(error) => undone("files of a dossier that was never received", agency, &error),
                }
            }
            if gone == 0 {
                return Ok(());
            }
        }
    }
}
