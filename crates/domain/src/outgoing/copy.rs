//! Copies (bản sao; Decree 30/2020, Art. 25 to 27): sao y, sao lục and trích sao of a document that came in or went out. A copy is an
//! outgoing document without a content of its own: nobody checks that, whoever makes it answers for its form, and it goes at once before
//! the signer. Which form comes from what, on paper or as a file, is said here.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    document::OutgoingDocument,
    recipient::RecipientFields,
    state::{Medium, StateName},
};
use crate::{
    DepartmentId, DocumentId, FileId, Label, LanguageName, PersonId, Refusal, Remark, Rule, Subject,
    incoming::{self, Channel, IncomingDocument, Urgency},
};

/// In which form something is copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CopyForm {
    /// Sao y (SY): all of an original.
    SaoY,
    /// Sao lục (SL): all of a sao y.
    SaoLuc,
    /// Trích sao (TrS): a part of an original.
    TrichSao,
}

impl CopyForm {
    /// Every form.
    pub const ALL: [Self; 3] = [Self::SaoY, Self::SaoLuc, Self::TrichSao];

    /// The code of its type of document; also its name in data and the API.
    pub const fn type_code(self) -> &'static str {
        match self {
            Self::SaoY => "sao_y",
            Self::SaoLuc => "sao_luc",
            Self::TrichSao => "trich_sao",
        }
    }

    /// The form whose type this is, if it is one's.
    pub fn of_type(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.type_code() == code)
    }

    /// As it stands on the copy.
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::SaoY => "Sao y",
            Self::SaoLuc => "Sao lục",
            Self::TrichSao => "Trích sao",
        }
    }
}

/// On what something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CopyMedium {
    /// Bản giấy.
    Paper,
    /// Bản điện tử.
    Electronic,
}

impl CopyMedium {
    /// As an office says it.
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::Paper => "bản giấy",
            Self::Electronic => "bản điện tử",
        }
    }
}

/// Where the original of a copy stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DocumentDirection)]
pub enum Direction {
    /// It came in.
    Incoming,
    /// It went out.
    Outgoing,
}

/// Makes a copy, or makes a draft of one anew.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MakeCopy)]
pub struct MakeCopy {
    /// In which form.
    pub form: CopyForm,
    /// Of what: a document that came in or went out, and has its number.
    pub of: DocumentId,
    /// On what the original stands.
    pub from: CopyMedium,
    /// On what the copy stands.
    pub to: CopyMedium,
    /// Who signs it.
    pub signer: PersonId,
    /// Nơi nhận.
    #[serde(default)]
    pub recipients: Vec<RecipientFields>,
    /// Of an electronic copy its PDF: digitised from paper, or printed anew; of one on paper its scan, where there is one.
    #[serde(default)]
    pub files: Vec<FileId>,
    /// Số trang.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 999)]
    pub pages: Option<u16>,
    /// Ghi chú.
    #[serde(default)]
    pub remark: Option<Remark>,
    /// Which part is copied. Needed for trích sao, and only there.
    #[serde(default)]
    pub excerpt: Option<Remark>,
    /// Số, ký hiệu of the sao y that lies before whoever copies, where the document that came in is not entered as one. For sao lục only.
    #[serde(default)]
    pub copied_from: Option<Label>,
    /// Độ khẩn.
    #[serde(default)]
    pub urgency: Urgency,
    /// The unit that makes it; the maker's own where none is given.
    #[serde(default)]
    pub department: Option<DepartmentId>,
}

/// What a form of copy has of its own: only an excerpt says what part it is, only a sao lục has a sao y before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "form", rename_all = "snake_case")]
pub enum CopyKind {
    /// Sao y.
    SaoY,
    /// Sao lục.
    SaoLuc {
        /// Số, ký hiệu of the sao y, where the source does not say it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        copied_from: Option<Label>,
    },
    /// Trích sao.
    TrichSao {
        /// Which part.
        excerpt: Remark,
    },
}

impl CopyKind {
    /// Its form.
    pub const fn form(&self) -> CopyForm {
        match self {
            Self::SaoY => CopyForm::SaoY,
            Self::SaoLuc { .. } => CopyForm::SaoLuc,
            Self::TrichSao { .. } => CopyForm::TrichSao,
        }
    }
}

/// What is copied, as it was known when the copy was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Original {
    /// Which.
    pub document: DocumentId,
    /// Where it stands.
    pub direction: Direction,
    /// Tác giả.
    pub author: String,
    /// Số, ký hiệu, where it has any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written: Option<String>,
    /// Ngày văn bản.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued_on: Option<NaiveDate>,
}

/// What makes an outgoing document a copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyFacts {
    /// In which form, with what that form has of its own.
    #[serde(flatten)]
    pub kind: CopyKind,
    /// On what the original stands.
    pub from: CopyMedium,
    /// On what the copy stands.
    pub to: CopyMedium,
    /// Of what.
    pub of: Original,
}

impl CopyFacts {
    /// "Sao y 123/UBND-VP ngày 05/11/2026 của Sở Nội vụ", for whoever gets it.
    pub fn vietnamese(&self) -> String {
        let mut text = self.kind.form().vietnamese().to_owned();
        if let Some(written) = &self.of.written {
            text.push(' ');
            text.push_str(written);
        }
        if let Some(day) = self.of.issued_on {
            text.push_str(" ngày ");
            text.push_str(&crate::written_day(day));
        }
        text.push_str(" của ");
        text.push_str(&self.of.author);
        text
    }
}

/// What is known of a document that is to be copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Which, and what stands of it on the copy.
    pub original: Original,
    /// Trích yếu; nothing of a secret line, which can't be copied here.
    pub subject: Option<Subject>,
    /// Ngôn ngữ.
    pub language: LanguageName,
    /// Whether it has its number, and that counts.
    pub numbered: bool,
    /// In which form it is a copy itself.
    pub copy: Option<CopyForm>,
    /// On what it stands, where that is known: what was sealed here, and what came by the interchange.
    pub medium: Option<CopyMedium>,
}

impl Source {
    /// A document that came in.
    pub fn of_incoming(document: &IncomingDocument) -> Self {
        use incoming::StateName as S;
        let facts = document.facts();
        let ended = matches!(document.state().name(), S::Refused | S::Returned | S::Voided | S::Recalled);
        Self {
            original: Original {
                document: document.id(),
                direction: Direction::Incoming,
                author: facts.author.to_string(),
                written: facts.number_and_notation(),
                issued_on: facts.issued_on,
            },
            subject: facts.subject().cloned(),
            language: facts.language.clone(),
            numbered: document.state().entry().is_some() && !ended,
            copy: CopyForm::of_type(&facts.type_code),
            medium: (facts.channel == Channel::Interchange).then_some(CopyMedium::Electronic),
        }
    }

    /// One that went out, of the agency of this name.
    pub fn of_outgoing(document: &OutgoingDocument, agency: &str) -> Self {
        let (content, line) = (document.content(), document.state().line());
        let ended = matches!(document.state().name(), StateName::Voided | StateName::Recalled);
        Self {
            original: Original {
                document: document.id(),
                direction: Direction::Outgoing,
                author: agency.to_owned(),
                written: line.map(super::numbering::Line::written),
                issued_on: line.map(|line| line.issued_on),
            },
            subject: Some(content.subject.clone()),
            language: content.language.clone(),
            numbered: line.is_some() && !ended,
            copy: content.copy.as_ref().map(|copy| copy.kind.form()),
            medium: content.copy.as_ref().map(|copy| copy.to).or_else(|| {
                document.state().seal().map(|seal| match seal.on {
                    Medium::Paper => CopyMedium::Paper,
                    Medium::Pdf => CopyMedium::Electronic,
                })
            }),
        }
    }
}

/// What a copy is of and how it is made, by what is asked for and what its source is.
///
/// # Errors
/// The rule that says no, with the place in [`MakeCopy`].
pub fn facts_of(asked: &MakeCopy, source: Option<&Source>) -> Result<(CopyFacts, Subject), Refusal> {
    use CopyMedium::Electronic;
    let source = source.filter(|source| source.original.document == asked.of);
    let source = source.ok_or_else(|| Refusal::new(Rule::CopySourceUnknown).at("/of"))?;
    let subject = source.subject.clone().ok_or_else(|| Refusal::new(Rule::SecretNotCopied).at("/of"))?;
    if !source.numbered {
        return Err(Refusal::new(Rule::CopyWithoutNumber).at("/of"));
    }
    let electronic = (asked.from, asked.to) == (Electronic, Electronic);
    let unwanted = |place: &str| Err(Refusal::new(Rule::CopyFieldUnwanted).at(place));
    if asked.form != CopyForm::TrichSao && asked.excerpt.is_some() {
        return unwanted("/excerpt");
    }
    if asked.form != CopyForm::SaoLuc && asked.copied_from.is_some() {
        return unwanted("/copied_from");
    }
    if asked.form != CopyForm::SaoLuc && source.copy.is_some() {
        return Err(Refusal::new(Rule::CopyOfCopy).at("/form"));
    }
    let kind = match asked.form {
        CopyForm::SaoY | CopyForm::SaoLuc if electronic => {
            return Err(Refusal::new(Rule::ElectronicIsForwarded).at("/to"));
        }
        CopyForm::SaoY => CopyKind::SaoY,
        CopyForm::SaoLuc => match (source.copy, &asked.copied_from) {
            (Some(CopyForm::SaoY), copied_from) => CopyKind::SaoLuc { copied_from: copied_from.clone() },
            // What somebody else has copied may be entered under the type of its original.
            (None, Some(copied_from)) if source.original.direction == Direction::Incoming => {
                CopyKind::SaoLuc { copied_from: Some(copied_from.clone()) }
            }
            (None, None) if source.original.direction == Direction::Incoming => {
                return Err(Refusal::new(Rule::CopyNotOfSaoY).at("/copied_from"));
            }
            _ => return Err(Refusal::new(Rule::CopyNotOfSaoY).at("/of")),
        },
        CopyForm::TrichSao => {
            let excerpt = asked.excerpt.clone();
            CopyKind::TrichSao { excerpt: excerpt.ok_or_else(|| Refusal::new(Rule::ExcerptMissing).at("/excerpt"))? }
        }
    };
    if let Some(known) = source.medium.filter(|known| *known != asked.from) {
        let (vi, en) = match known {
            CopyMedium::Paper => ("bản giấy", "on paper"),
            Electronic => ("bản điện tử", "electronic"),
        };
        return Err(Refusal::new(Rule::CopyMediumOther).at("/from").with("medium_vi", vi).with("medium", en));
    }
    Ok((CopyFacts { kind, from: asked.from, to: asked.to, of: source.original.clone() }, subject))
}
