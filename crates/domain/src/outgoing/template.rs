//! The office's templates (mẫu văn bản): files from which the files of outgoing documents are made.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{FileId, Label, TemplateId, incoming::StoredFile};

/// The most templates that an office has in use.
pub const MOST_TEMPLATES: usize = 500;

/// What kind of file a template is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TemplateKind {
    /// Office Open XML.
    Docx,
    /// OpenDocument.
    Odt,
}

impl TemplateKind {
    /// The name used in data and the API, and the ending of such a file.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Odt => "odt",
        }
    }
}

/// What of a template is set by whoever keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TemplateFields {
    /// Tên mẫu.
    pub name: Label,
    /// The type of document that it is for, by code; for all where none is named.
    #[serde(default)]
    pub document_type: Option<String>,
    /// The file: uploaded before, by whoever names it here.
    pub file: FileId,
}

/// What changes of a template; what isn't there stays.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ChangedTemplate {
    /// Tên mẫu.
    pub name: Option<Label>,
    /// Another file in the place of the one before: uploaded by whoever names it here.
    pub file: Option<FileId>,
    /// Whether documents can be made from it.
    pub active: Option<bool>,
}

/// A template of the office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// Which.
    pub id: TemplateId,
    /// Tên mẫu.
    pub name: Label,
    /// The type of document that it is for, by code; for all where none is named.
    pub type_code: Option<String>,
    /// What kind of file it is.
    pub kind: TemplateKind,
    /// The file.
    pub file: StoredFile,
    /// Whether documents can be made from it.
    pub active: bool,
}
