//! A file of an outgoing document, made from a template: filled with its fields as they stand, and stored as if its reader had uploaded it.

use std::sync::Arc;

use bytes::Bytes;
use domain::{
    DocumentId, FileName, Refusal, Rule, TemplateId,
    incoming::StoredFile,
    outgoing::{TemplateKind, template::Template},
};
use paper::{Field, GAP, Kind};
use serde::Deserialize;
use store::Conn;

use super::fields::fields;
use crate::{
    Office, OfficeError,
    accesses::What,
    agency::Caller,
    outgoing::{OutgoingDetail, whole},
    repeat::{Answer, MakeAnswer, Repeat},
};

/// What is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RenderAs {
    /// Office Open XML, from a template of that kind.
    Docx,
    /// OpenDocument, from a template of that kind.
    Odt,
    /// A PDF, from either.
    Pdf,
}

/// What is to be made.
#[derive(Debug, Clone)]
pub struct RenderOrder {
    /// Of which document.
    pub document: DocumentId,
    /// From which template.
    pub template: TemplateId,
    /// As what.
    pub form: RenderAs,
    /// How a repeat is recognised.
    pub repeat: Option<Repeat<Rendered>>,
}

/// What was made.
#[derive(Debug, Clone)]
pub struct Rendered {
    /// The file, which belongs to nothing until a command names it.
    pub file: StoredFile,
    /// The fields of the template for which the document has no value yet.
    pub unfilled: Vec<Field>,
}

impl Office {
    /// Makes a file of a document from a template. The document does not change by it.
    pub async fn render(&self, caller: Caller, order: RenderOrder) -> Result<Answer<Rendered>, OfficeError> {
        if let Some(kept) = self.kept(caller, order.repeat.as_ref()).await? {
            return Ok(Answer::Kept(kept));
        }
        let detail = self.seen_outgoing(caller.into(), order.document).await?;
        whole(&detail)?;
        self.looked_at_outgoing(caller.into(), &detail, What::Document).await?;
        let place = self.place_for_paper().await?;
        let found = self.template_of(caller, order.template).await?.filter(|(line, _)| line.template.active);
        let (line, template) = found.ok_or_else(|| Refusal::new(Rule::TemplateUnknown).at("/template"))?;
        let kind = fits(&line.template, &detail, order.form)?;
        // Nobody waits for a template to be filled before they hear that no PDF can come of it.
        if order.form == RenderAs::Pdf {
            self.can_convert()?;
        }
        let fields = fields(&detail, self.answered(caller, &detail).await?);
        let filled = place.work(move || paper::fill(&template, &fields, &paper::Limits::default())).await?;
        let filled = filled.map_err(|fault| OfficeError::Template { fault, at: "/template" })?;
        let (content, ending) = match order.form {
            RenderAs::Pdf => (self.converter().to_pdf(kind, &filled.bytes).await?, "pdf"),
            RenderAs::Docx | RenderAs::Odt => (filled.bytes, kind.ending()),
        };
        let unfilled = filled.unfilled;
        let (repeat, again) = (order.repeat.clone(), unfilled.clone());
        let stored = repeat.map(|Repeat { key, fingerprint, answer }| {
            let made = move |file: &StoredFile| answer(&Rendered { file: file.clone(), unfilled: again.clone() });
            let answer: MakeAnswer<StoredFile> = Arc::new(made);
            Repeat { key, fingerprint, answer }
        });
        let name = file_name(&detail, ending)?;
        Ok(match self.put_file(caller, name, Bytes::from(content), stored).await? {
            Answer::Fresh(file) => Answer::Fresh(Box::new(Rendered { file: *file, unfilled })),
            Answer::Kept(kept) => Answer::Kept(kept),
        })
    }

    fn can_convert(&self) -> Result<(), OfficeError> {
        use paper::convert::{ConvertError, Standing};
        match self.converter().standing() {
            Standing::Good => Ok(()),
            other => Err(ConvertError::None(other).into()),
        }
    }

    /// Số, ký hiệu of what the document answers, as far as the caller sees it.
    async fn answered(&self, caller: Caller, detail: &OutgoingDetail) -> Result<Vec<String>, OfficeError> {
        let answers: Vec<DocumentId> = detail.document.content().answers.iter().map(|one| one.document).collect();
        if answers.is_empty() {
            return Ok(Vec::new());
        }
        let read = move |conn: &mut Conn| {
            let mut all = Vec::with_capacity(answers.len());
            for id in &answers {
                all.extend(store::document::load(conn, caller.agency, *id)?);
            }
            Ok::<_, store::StoreError>(all)
        };
        let loaded = self.db().read_tx(read).await?;
        let directory = &detail.snapshot.directory;
        let seen = loaded.iter().filter(|one| domain::access::may_see(&one.document, caller.person, directory));
        Ok(seen.filter_map(|one| one.document.facts().number_and_notation()).collect())
    }
}

/// Whether a template is for this document, and can become what is asked for.
fn fits(template: &Template, detail: &OutgoingDetail, form: RenderAs) -> Result<Kind, OfficeError> {
    let of_type = template.type_code.as_ref().is_none_or(|code| *code == detail.document.content().type_code);
    if !of_type {
        let refusal = Refusal::new(Rule::TemplateOfOtherType).at("/template");
        return Err(refusal.with("template", template.name.as_str()).into());
    }
    let (kind, same) = match template.kind {
        TemplateKind::Docx => (Kind::Docx, form == RenderAs::Docx),
        TemplateKind::Odt => (Kind::Odt, form == RenderAs::Odt),
    };
    if same || form == RenderAs::Pdf {
        return Ok(kind);
    }
    let refusal = Refusal::new(Rule::TemplateOfOtherKind).at("/as");
    Err(refusal.with("template", template.name.as_str()).with("kind", template.kind.as_str()).into())
}

/// What the file is called: its number, or else its subject.
fn file_name(detail: &OutgoingDetail, ending: &str) -> Result<FileName, OfficeError> {
    let number = &detail.layout.number;
    let named = if number.starts_with(GAP) { detail.document.content().subject.as_str() } else { number };
    let plain = |c: char| if c.is_alphanumeric() || matches!(c, ' ' | '-' | '.') { c } else { '-' };
    let stem: String = named.chars().map(plain).take(80).collect();
    let name = format!("{}.{ending}", stem.trim_matches(['.', ' ', '-']));
    let made = FileName::new(&name).or_else(|_| FileName::new(&format!("van-ban.{ending}")));
    made.map_err(|fault| OfficeError::Internal(format!("a file's name: {fault:?}")))
}
