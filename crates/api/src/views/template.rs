//! Templates, what is made from them, and what is found in layouts.

use chrono::{DateTime, Utc};
use office::{
    domain::{PersonId, TemplateId, outgoing::TemplateKind},
    paper::Finding,
    templates::{FileFindings, LayoutFindings, Rendered, TemplateLine},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::FileView;

/// A template.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Template)]
pub struct TemplateView {
    /// Which.
    pub id: TemplateId,
    /// How often it was written: what `If-Match` names.
    pub version: u32,
    /// Tên mẫu.
    pub name: String,
    /// The type of document that it is for, by code; for all where none is named.
    pub document_type: Option<String>,
    /// What kind of file it is.
    pub kind: TemplateKind,
    /// The file's name.
    pub file_name: String,
    /// Its size in bytes.
    pub size: u64,
    /// SHA-256 of its content, in hex.
    pub sha256: String,
    /// Whether documents can be made from it.
    pub active: bool,
    /// Whether the program brings it along: nobody changes it.
    pub built_in: bool,
    /// Who wrote it last; of one of the office's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed_by: Option<PersonId>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed_at: Option<DateTime<Utc>>,
}

impl From<&TemplateLine> for TemplateView {
    fn from(line: &TemplateLine) -> Self {
        let template = &line.template;
        Self {
            id: template.id,
            version: line.version,
            name: template.name.to_string(),
            document_type: template.type_code.clone(),
            kind: template.kind,
            file_name: template.file.name.to_string(),
            size: template.file.size,
            sha256: template.file.sha256.clone(),
            active: template.active,
            built_in: line.changed.is_none(),
            changed_by: line.changed.map(|(by, _)| by),
            changed_at: line.changed.map(|(_, at)| at),
        }
    }
}

/// A file that was made from a template.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Rendering)]
pub struct RenderingView {
    /// The file.
    pub file: FileView,
    /// The template's fields for which the document has no value yet: “…” stands in their place.
    pub unfilled: Vec<&'static str>,
}

impl From<&Rendered> for RenderingView {
    fn from(made: &Rendered) -> Self {
        Self { file: (&made.file).into(), unfilled: made.unfilled.iter().map(|field| field.name()).collect() }
    }
}

/// What was found in the layout of a document's files.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = LayoutFindings)]
pub struct LayoutFindingsView {
    /// The version of the document that was looked at.
    pub version: u32,
    /// File by file: the text first, which is looked at whole; behind it what goes with it, of which the pages are looked at.
    pub files: Vec<FileFindingsView>,
}

impl From<&LayoutFindings> for LayoutFindingsView {
    fn from(found: &LayoutFindings) -> Self {
        Self { version: found.version, files: found.files.iter().map(FileFindingsView::from).collect() }
    }
}

/// What was found in one file.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = FileFindings)]
pub struct FileFindingsView {
    /// The file.
    pub file: FileView,
    /// Whether it was looked at: it is a DOCX, ODT or PDF, and not too large.
    pub checked: bool,
    /// What is not as it should be.
    pub findings: Vec<LayoutFindingView>,
}

impl From<&FileFindings> for FileFindingsView {
    fn from(found: &FileFindings) -> Self {
        let findings = found.findings.iter().map(LayoutFindingView::from).collect();
        Self { file: (&found.file.file).into(), checked: found.checked, findings }
    }
}

/// Something in a file that is not as it should be.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = LayoutFinding)]
pub struct LayoutFindingView {
    /// Its stable name.
    pub code: &'static str,
    /// What is wrong and what would be right, in Vietnamese.
    pub text: String,
    /// The same in English.
    pub text_en: String,
    /// On which page, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// The beginning of the text that stands there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<String>,
}

impl From<&Finding> for LayoutFindingView {
    fn from(found: &Finding) -> Self {
        Self {
            code: found.code,
            text: found.words.vi.clone(),
            text_en: found.words.en.clone(),
            page: found.place.page,
            excerpt: found.place.text.clone(),
        }
    }
}
