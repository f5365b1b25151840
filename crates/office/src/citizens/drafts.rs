//! Drafts: put together in as many visits as it takes, and handed in when they are ready.

use domain::{DraftId, FileId, Refusal, Rule, access, dossier::DossierDraft, procedure::Edition};
use store::{
    Conn,
    citizen::{self, Draft},
};

use super::Citizen;
use crate::{
    Office, OfficeError,
    repeat::{self, Answer, Repeat, Whose},
};

impl Office {
    /// When a draft that is written now is deleted, where nobody writes it again.
    fn draft_ends(&self, who: &Citizen) -> domain::UtcTime {
        let days = who.snapshot.settings.one_stop.draft_days;
        domain::to_micros(self.now()) + chrono::Duration::days(days.into())
    }

    /// The drafts of an account, the last first.
    pub async fn own_drafts(&self, who: &Citizen) -> Result<Vec<Draft>, OfficeError> {
        let (agency, of) = (who.agency(), who.account.id);
        Ok(self.db().read(move |conn| citizen::drafts_of(conn, agency, of)).await?)
    }

    /// One of them.
    pub async fn own_draft(&self, who: &Citizen, id: DraftId) -> Result<Draft, OfficeError> {
        let (agency, of) = (who.agency(), who.account.id);
        let found = self.db().read(move |conn| citizen::draft(conn, agency, of, id)).await?;
        found.ok_or(OfficeError::NotFound)
    }

    /// The procedure of a draft, as it is received now; none where it is received no longer.
    pub async fn procedure_of(&self, who: &Citizen, draft: &Draft) -> Result<Option<Edition>, OfficeError> {
        match self.public_procedure(who.agency(), draft.procedure_code.clone()).await {
            Ok(edition) => Ok(Some(edition)),
            Err(OfficeError::NotFound) => Ok(None),
            Err(other) => Err(other),
        }
    }

    /// Begins a draft for a procedure that is done online.
    pub async fn begin_draft(
        &self,
        who: &Citizen,
        procedure: String,
        content: DossierDraft,
        repeat: Option<Repeat<Draft>>,
    ) -> Result<Answer<Draft>, OfficeError> {
        let repeat = repeat.map(|repeat| self.sealed(repeat));
        if let Some(kept) = self.kept(who, repeat.as_ref()).await? {
            return Ok(Answer::Kept(kept));
        }
        match self.begun(who, procedure, content, repeat.clone()).await {
            Ok(draft) => Ok(Answer::Fresh(Box::new(draft))),
            Err(error) => self.or_kept(who, repeat.as_ref(), error).await,
        }
    }

    async fn begun(
        &self,
        who: &Citizen,
        procedure: String,
        content: DossierDraft,
        repeat: Option<Repeat<Draft>>,
    ) -> Result<Draft, OfficeError> {
        let found = self.public_procedure(who.agency(), procedure).await;
        let edition = found.map_err(|error| match error {
            OfficeError::NotFound => Refusal::new(Rule::ProcedureUnknown).at("/procedure").into(),
            other => other,
        })?;
        access::dossier::may_hand_in(&who.snapshot.settings.one_stop, &edition.content)
            .map_err(|refusal| refusal.at("/procedure"))?;
        if let Some(file) = content.files().next() {
            return Err(unknown("/draft", &content, file).into());
        }
        let now = domain::to_micros(self.now());
        let draft = Draft {
            id: DraftId(self.fresh()),
            citizen: who.account.id,
            procedure: edition.id,
            procedure_code: edition.content.code.to_string(),
            procedure_name: edition.content.name.to_string(),
            version: 1,
            content,
            created_at: now,
            changed_at: now,
            expires_at: self.draft_ends(who),
        };
        let (agency, of, most, new) = (who.agency(), who.account.id, self.limits().citizens.drafts, draft.clone());
        self.db()
            .write(move |conn| {
                held(conn, agency, of)?;
                let there = citizen::count(conn, agency, of)?;
                if usize::try_from(there).map_or(true, |there| there >= most) {
                    return Err(OfficeError::from(Refusal::new(Rule::TooManyDrafts).with("max", most)));
                }
                citizen::insert_draft(conn, agency, &new)?;
                repeat::keep(conn, Whose { agency, id: of.0 }, repeat.as_ref(), &new, now)
            })
            .await?;
        Ok(draft)
    }

    /// Writes a draft anew.
    pub async fn write_draft(
        &self,
        who: &Citizen,
        id: DraftId,
        expected: Option<u32>,
        content: DossierDraft,
    ) -> Result<Draft, OfficeError> {
        let (agency, of, ends) = (who.agency(), who.account.id, self.draft_ends(who));
        let now = domain::to_micros(self.now());
        let write = move |conn: &mut Conn| {
            held(conn, agency, of)?;
            let before = citizen::draft(conn, agency, of, id)?.ok_or(OfficeError::NotFound)?;
            let version = u32::try_from(before.version).unwrap_or_default();
            if let Some(expected) = expected.filter(|expected| *expected != version) {
                return Err(OfficeError::Stale { expected, now: version });
            }
            let there = citizen::files_of_basket(conn, agency, of, id.0)?;
            let strange = content.files().find(|file| there.iter().all(|known| known.file.id != *file));
            if let Some(file) = strange {
                return Err(unknown("", &content, file).into());
            }
            let after = Draft {
                version: before.version + 1,
                content: content.clone(),
                changed_at: now,
                expires_at: ends,
                ..before
            };
            citizen::update_draft(conn, agency, &after)?;
            Ok(after)
        };
        self.db().write(write).await
    }

    /// Deletes a draft with its files.
    pub async fn delete_draft(&self, who: &Citizen, id: DraftId) -> Result<(), OfficeError> {
        let (agency, of) = (who.agency(), who.account.id);
        let delete = move |conn: &mut Conn| {
            held(conn, agency, of)?;
            let files = citizen::delete_files_of_basket(conn, agency, of, id.0)?;
            if !citizen::delete_draft(conn, agency, of, id)? {
                return Err(OfficeError::NotFound);
            }
            Ok(files)
        };
        let files = self.db().write(delete).await?;
        self.drop_unsent(files.iter().map(|one| one.file.id).collect()).await;
        Ok(())
    }
}

/// Holds the account, so that what it keeps is counted by one at a time.
pub(super) fn held(conn: &mut Conn, agency: domain::AgencyId, of: domain::CitizenId) -> Result<(), OfficeError> {
    if citizen::hold(conn, agency, of)? { Ok(()) } else { Err(OfficeError::NotSignedIn) }
}

/// A file that was not uploaded to this draft, with its place.
fn unknown(place: &str, content: &DossierDraft, file: FileId) -> Refusal {
    let mut places = content.components.iter().enumerate().flat_map(|(n, one)| {
        one.files.iter().enumerate().map(move |(m, id)| (*id, format!("{place}/components/{n}/files/{m}")))
    });
    let at = places.find(|(id, _)| *id == file).map(|(_, at)| at).unwrap_or_default();
    Refusal::new(Rule::FileUnknown).at(at)
}
