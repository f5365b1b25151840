//! The mail queue, as the mail room sees it: take what is due, note what came of it. A claim is on the disk before its mails
//! leave, and with it the handoffs that they tell of. A note does not wait for the disk: in a power cut of the database's
//! machine at that moment a mail is sent twice, with the same Message-ID, and none is lost.

use chrono::{Duration, TimeDelta};
use domain::{
    AgencyId, UtcTime,
    dossier::DossierCode,
    notice::{Letter, LookUp, NoticeKind},
};
use store::{
    Conn, StoreError,
    message::{self, Posting},
    organisation::AgencySnapshot,
};
use uuid::Uuid;

pub use store::message::{Message, Outcome};

use crate::{Office, OfficeError, documents, dossiers::public::look_up_path};

/// What came of one try.
#[derive(Debug, Clone)]
pub struct Note {
    /// Whose mail.
    pub agency: AgencyId,
    /// Which.
    pub id: Uuid,
    /// What came of it.
    pub outcome: Outcome,
}

impl Office {
    /// Queues the letters of a transaction; those that gather wait for each other as long as their office has set.
    pub(crate) fn post(
        &self,
        conn: &mut Conn,
        snapshot: &AgencySnapshot,
        letters: &[(Uuid, Letter)],
        now: UtcTime,
    ) -> Result<(), StoreError> {
        let gather = TimeDelta::minutes(snapshot.settings.gather_minutes.into());
        let posting = Posting { now, deliverable: self.has_mail_server(), gather };
        message::queue(conn, snapshot.directory.agency, letters, posting)
    }

    /// Takes mails that are due; until the lease ends no other worker takes them. What was gathered is told to whom still sees what it is
    /// about.
    pub async fn claim_mails(&self, worker: &str, lease: Duration, limit: i64) -> Result<Vec<Message>, OfficeError> {
        let (name, now) = (worker.to_owned(), self.now());
        let claimed = self.db().write(move |conn| message::claim(conn, &name, now, lease, limit)).await?;
        let mut told = Vec::with_capacity(claimed.len());
        for mut mail in claimed {
            self.add_look_up(&mut mail).await?;
            if mail.letter.kind == NoticeKind::IssuedToOutside && !self.is_still_out(mail.agency, mail.document).await?
            {
                let (name, agency, id) = (worker.to_owned(), mail.agency, mail.id);
                self.db().write(move |conn| message::keep_back(conn, &name, agency, id, true)).await?;
                tracing::info!(%agency, %id, "a document that was recalled is not mailed");
                continue;
            }
            let gathered = mail.letter.gathers();
            if (!gathered && mail.along.is_empty()) || self.still_sees(&mail).await? {
                told.push(mail);
                continue;
            }
            let (name, agency, id) = (worker.to_owned(), mail.agency, mail.id);
            self.db().write(move |conn| message::keep_back(conn, &name, agency, id, gathered)).await?;
            tracing::info!(%agency, %id, "what was gathered for somebody is not told: they no longer see what it is about");
            if !gathered {
                mail.along.clear();
                told.push(mail);
            }
        }
        Ok(told)
    }

    /// How its citizen looks a dossier up: who handed in online has no receipt on paper. It is made now and kept nowhere.
    async fn add_look_up(&self, mail: &mut Message) -> Result<(), OfficeError> {
        let Some(line) = mail.letter.document.dossier.as_mut().filter(|_| mail.letter.kind.has_look_up()) else {
            return Ok(());
        };
        let Some(code) = line.code.as_deref().and_then(|code| DossierCode::parse(code).ok()) else { return Ok(()) };
        let page = match &line.there {
            // It is rated at the agency that has handled it.
            Some(there) if mail.letter.kind == NoticeKind::CitizenReturned => look_up_path(there.code.as_str(), &code),
            _ => look_up_path(self.snapshot(mail.agency).await?.organisation.agency.code_on(self.today()), &code),
        };
        line.look_up = Some(LookUp { secret: self.0.parts.sealing.look_up_secret(mail.document.0), page });
        Ok(())
    }

    /// Whether whoever a mail is for sees what it is about, now that its turn has come.
    async fn still_sees(&self, mail: &Message) -> Result<bool, OfficeError> {
        let Some(person) = mail.letter.to.person else { return Ok(true) };
        let (agency, id) = (mail.agency, mail.document);
        let found = self.db().read_tx(move |conn| documents::load(conn, agency, id)).await?;
        let Some(loaded) = found else { return Ok(false) };
        let snapshot = self.snapshot_at(agency, loaded.directory_version).await?;
        Ok(loaded.document.may_see(person, &snapshot.directory))
    }

    /// Notes what came of some tries, in one transaction; for each, false where its lease was lost meanwhile.
    pub async fn note_mails(&self, worker: &str, notes: Vec<Note>) -> Result<Vec<bool>, OfficeError> {
        let (office, worker, now): (Self, String, UtcTime) = (self.clone(), worker.to_owned(), self.now());
        let given_up = notes.iter().any(|note| matches!(note.outcome, Outcome::Dead { .. }));
        let done = self.db().write_repeatable(move |conn| {
            let mut mine = Vec::with_capacity(notes.len());
            for Note { agency, id, outcome } in &notes {
                let ours = message::note(conn, &worker, *agency, *id, now, outcome)?;
                if let (true, Outcome::Dead { error }) = (ours, outcome) {
                    office.tell_failed(conn, (*agency, *id), error)?;
                }
                mine.push(ours);
            }
            Ok::<_, OfficeError>(mine)
        });
        let done = done.await?;
        if given_up {
            self.wake_mail();
        }
        Ok(done)
    }

    /// Tells the workers of this process that there may be mail, and with it events.
    pub(crate) fn wake_mail(&self) {
        self.0.mail.notify_one();
        self.wake_events();
    }

    /// Waits until there may be mail.
    pub async fn mail_woken(&self) {
        self.0.mail.notified().await;
    }
}
