//! The office's templates (mẫu văn bản): kept by the registry and the agency's administrators, used by whoever drafts. Those that the
//! program brings along stand in no table: every office has them, and keeps its own beside them.

mod built_in;
mod fields;
mod layout;
mod render;

use std::sync::Arc;

use domain::{
    Actor, FileId, PersonId, Refusal, Rule, TemplateId, UtcTime, access,
    incoming::StoredFile,
    outgoing::{ChangedTemplate, Template, TemplateFields, TemplateKind, template::MOST_TEMPLATES},
};
use object_store::ObjectStoreExt;
use paper::{Kind, convert::Converter};
use store::{
    Conn, StoreError, file,
    organisation::AgencySnapshot,
    template::{self, Kept},
};
use tokio::sync::OwnedSemaphorePermit;

use crate::{
    Office, OfficeError,
    agency::Caller,
    files::blob_path,
    incoming::{Halt, held_fresh},
    repeat::{Answer, Line, Repeat},
};

pub use self::{
    layout::{FileFindings, LayoutFindings},
    render::{RenderAs, RenderOrder, Rendered},
};

/// How much of templates and the files that are made of them may cost.
#[derive(Debug, Clone)]
pub struct PaperTerms {
    /// The largest template, in bytes.
    pub template_bytes: u64,
    /// The largest file whose layout is looked at, in bytes.
    pub layout_bytes: u64,
    /// Converting to PDF.
    pub conversion: paper::convert::Terms,
}

impl Default for PaperTerms {
    fn default() -> Self {
        Self { template_bytes: 10 << 20, layout_bytes: 32 << 20, conversion: paper::convert::Terms::default() }
    }
}

/// A template as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateLine {
    /// The template.
    pub template: Template,
    /// How often it was written.
    pub version: u32,
    /// Who wrote it last, and when; none of those that the program brings along.
    pub changed: Option<(PersonId, UtcTime)>,
}

impl From<Kept> for TemplateLine {
    fn from(kept: Kept) -> Self {
        Self { template: kept.template, version: kept.version, changed: Some((kept.changed_by, kept.changed_at)) }
    }
}

/// A page of the templates.
#[derive(Debug, Clone, Copy)]
pub struct TemplatePage {
    /// Those out of use, too.
    pub all: bool,
    /// Behind this one; from the first where none is given.
    pub behind: Option<TemplateId>,
    /// At most so many of the office's own.
    pub limit: i64,
}

/// One of the few places at which files are worked with.
#[derive(Debug)]
struct Place(OwnedSemaphorePermit);

impl Place {
    /// Does something with a file that takes a processor's time: not where requests are answered.
    async fn work<T: Send + 'static>(self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, OfficeError> {
        let Self(permit) = self;
        let done = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(permit);
            done
        });
        done.await.map_err(|error| OfficeError::Internal(error.to_string()))
    }
}

/// The domain's word for a kind of file.
const fn kind_of(kind: Kind) -> TemplateKind {
    match kind {
        Kind::Docx => TemplateKind::Docx,
        Kind::Odt => TemplateKind::Odt,
    }
}

impl Office {
    /// What makes PDFs. Looked for when it is asked for the first time.
    pub fn converter(&self) -> &Converter {
        self.0.converter.get_or_init(|| Converter::find(self.limits().papers.conversion.clone()))
    }

    /// A page of the templates: on the first those that the program brings along, then the office's own, the oldest first.
    pub async fn templates(&self, caller: Caller, page: TemplatePage) -> Result<Vec<TemplateLine>, OfficeError> {
        self.caller(caller).await?;
        let list = move |conn: &mut Conn| template::list(conn, caller.agency, page.all, page.behind, page.limit);
        let own = self.db().read(list).await?;
        let brought = if page.behind.is_none() { built_in::all() } else { Vec::new() };
        Ok(brought.into_iter().chain(own.into_iter().map(TemplateLine::from)).collect())
    }

    /// A template's file, for whoever works in the agency.
    pub async fn template_file(&self, caller: Caller, id: TemplateId) -> Result<(StoredFile, Vec<u8>), OfficeError> {
        self.caller(caller).await?;
        let (line, content) = self.template_of(caller, id).await?.ok_or(OfficeError::NotFound)?;
        Ok((line.template.file, content))
    }

    /// A template with its file.
    async fn template_of(
        &self,
        caller: Caller,
        id: TemplateId,
    ) -> Result<Option<(TemplateLine, Vec<u8>)>, OfficeError> {
        if let Some(found) = built_in::find(id) {
            return Ok(Some(found));
        }
        let found = self.db().read(move |conn| template::find(conn, caller.agency, id)).await?;
        let Some(kept) = found else { return Ok(None) };
        // As large as it was when it was taken, though the setting be lower now.
        let content = self.whole_file(&kept.template.file, u64::MAX).await?;
        Ok(Some((kept.into(), content)))
    }

    /// A file's content, of one that is no larger than this.
    async fn whole_file(&self, stored: &StoredFile, most: u64) -> Result<Vec<u8>, OfficeError> {
        if stored.size > most {
            return Err(OfficeError::TooLarge { max: most });
        }
        let found = self.blobs().get(&blob_path(&stored.sha256)).await?;
        Ok(found.bytes().await?.into())
    }

    /// A place for the work with one file. It is taken before the file is read: who waits holds no file in memory, however many wait.
    async fn place_for_paper(&self) -> Result<Place, OfficeError> {
        let place = Arc::clone(&self.0.papers).acquire_owned().await;
        place.map(Place).map_err(|error| OfficeError::Internal(error.to_string()))
    }

    /// Takes a file as a template.
    pub async fn add_template(
        &self,
        caller: Caller,
        fields: TemplateFields,
        repeat: Option<Repeat<TemplateLine>>,
    ) -> Result<Answer<TemplateLine>, OfficeError> {
        if let Some(kept) = self.kept(caller, repeat.as_ref()).await? {
            return Ok(Answer::Kept(kept));
        }
        let (snapshot, _) = self.caller(caller).await?;
        keeps_templates(&snapshot, caller)?;
        if let Some(code) = &fields.document_type
            && !snapshot.types.iter().any(|known| known.code == *code)
        {
            let shown: String = code.chars().take(60).collect();
            return Err(Refusal::new(Rule::TypeUnknown).at("/document_type").with("type", shown).into());
        }
        let (file, kind) = self.taken_template(caller, fields.file).await?;
        let id = TemplateId(self.fresh());
        let template = Template { id, name: fields.name, type_code: fields.document_type, kind, file, active: true };
        let kept = Kept { template, version: 1, changed_by: caller.person, changed_at: self.now() };
        let add = move |office: &Self, conn: &mut Conn, snapshot: &Arc<AgencySnapshot>| {
            held_fresh(conn, snapshot, office.today())?;
            keeps_templates(snapshot, caller)?;
            has_place(conn, caller)?;
            template::insert(conn, caller.agency, &kept)?;
            Ok(TemplateLine::from(kept.clone()))
        };
        self.once(caller, repeat, Line::None, add).await
    }

    /// Changes a template: its name, its file, whether it is in use. What was made from it before stays as it is.
    pub async fn change_template(
        &self,
        caller: Caller,
        id: TemplateId,
        change: ChangedTemplate,
        expected: u32,
    ) -> Result<TemplateLine, OfficeError> {
        let (snapshot, _) = self.caller(caller).await?;
        keeps_templates(&snapshot, caller)?;
        if change == ChangedTemplate::default() {
            return Err(Refusal::new(Rule::NothingToChange).into());
        }
        let file = match change.file {
            Some(file) => Some(self.taken_template(caller, file).await?),
            None => None,
        };
        let write = move |office: &Self, conn: &mut Conn, snapshot: &Arc<AgencySnapshot>| {
            held_fresh(conn, snapshot, office.today())?;
            keeps_templates(snapshot, caller)?;
            let before = template::find(conn, caller.agency, id)?.ok_or(OfficeError::NotFound)?;
            if before.version != expected {
                return Err(OfficeError::Stale { expected, now: before.version }.into());
            }
            let mut template = before.template;
            let active = change.active.unwrap_or(template.active);
            if active && !template.active {
                has_place(conn, caller)?;
            }
            template.active = active;
            template.name = change.name.clone().unwrap_or(template.name);
            if let Some((file, kind)) = file.clone() {
                (template.file, template.kind) = (file, kind);
            }
            let version = expected.saturating_add(1);
            let kept = Kept { template, version, changed_by: caller.person, changed_at: office.now() };
            template::update(conn, caller.agency, &kept)?;
            Ok(TemplateLine::from(kept))
        };
        self.on_fresh(caller, Line::None, write).await.map_err(Halt::into_error)
    }

    /// A file that the caller has uploaded, once it was looked through: whether it can be filled, and brings nothing that runs.
    async fn taken_template(&self, caller: Caller, id: FileId) -> Result<(StoredFile, TemplateKind), OfficeError> {
        let find = move |conn: &mut Conn| file::attachable(conn, caller.agency, caller.person.0, &[id]);
        let found = self.db().read::<_, StoreError, _>(find).await?.remove(&id);
        let stored = found.ok_or_else(|| Refusal::new(Rule::FileUnknown).at("/file"))?;
        let place = self.place_for_paper().await?;
        let content = self.whole_file(&stored, self.limits().papers.template_bytes).await?;
        let looked = place.work(move || paper::inspect(&content, &paper::Limits::default())).await?;
        let (kind, _) = looked.map_err(|fault| OfficeError::Template { fault, at: "/file" })?;
        Ok((stored, kind_of(kind)))
    }
}

fn keeps_templates(snapshot: &AgencySnapshot, caller: Caller) -> Result<(), OfficeError> {
    let directory = &snapshot.directory;
    let may = |actor: Actor| access::outgoing::may_keep_templates(actor, directory);
    access::in_some_name(caller.person, directory, may)?;
    Ok(())
}

fn has_place(conn: &mut Conn, caller: Caller) -> Result<(), OfficeError> {
    let most = i64::try_from(MOST_TEMPLATES).unwrap_or(i64::MAX);
    if template::in_use(conn, caller.agency)? >= most {
        return Err(Refusal::new(Rule::TooManyTemplates).with("max", MOST_TEMPLATES).into());
    }
    Ok(())
}
