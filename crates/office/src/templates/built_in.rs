//! The templates that the program brings along, as the office's own are listed.

use domain::{
    FileId, FileName, Label, TemplateId,
    incoming::StoredFile,
    outgoing::{Template, TemplateKind},
};
use paper::{Kind, standard::Standard};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{TemplateLine, kind_of};

/// Their ids are the same in every office and for ever: what a client has noted stays right.
const FIRST: u128 = 0x0000_0000_0000_8000_8000_c0a6_0000_0000;

const fn code(standard: Standard) -> &'static str {
    match standard {
        Standard::Letter => "cong_van",
        Standard::Decision => "quyet_dinh_ca_biet",
        Standard::Submission => "to_trinh",
    }
}

const fn name(standard: Standard) -> &'static str {
    match standard {
        Standard::Letter => "Công văn",
        Standard::Decision => "Quyết định",
        Standard::Submission => "Tờ trình",
    }
}

fn each() -> impl Iterator<Item = (TemplateId, Standard, Kind)> {
    let all = Standard::ALL.into_iter().flat_map(|one| [(one, Kind::Docx), (one, Kind::Odt)]);
    (1_u128..).zip(all).map(|(number, (one, kind))| (TemplateId(Uuid::from_u128(FIRST | number)), one, kind))
}

/// All of them.
pub(super) fn all() -> Vec<TemplateLine> {
    each().filter_map(|(id, standard, kind)| line(id, standard, kind)).map(|(line, _)| line).collect()
}

/// One of them, with its file.
pub(super) fn find(id: TemplateId) -> Option<(TemplateLine, Vec<u8>)> {
    let (id, standard, kind) = each().find(|(known, ..)| *known == id)?;
    line(id, standard, kind)
}

fn line(id: TemplateId, standard: Standard, kind: Kind) -> Option<(TemplateLine, Vec<u8>)> {
    let content = standard.file(kind);
    let template_kind = kind_of(kind);
    let ending = match template_kind {
        TemplateKind::Docx => "DOCX",
        TemplateKind::Odt => "ODT",
    };
    let file = StoredFile {
        id: FileId(id.0),
        name: FileName::new(&format!("{}.{}", name(standard), kind.ending())).ok()?,
        size: u64::try_from(content.len()).ok()?,
        sha256: hex::encode(Sha256::digest(&content)),
        media_type: kind.media_type().to_owned(),
    };
    let name = Label::new(&format!("{} (mẫu chung, {ending})", name(standard))).ok()?;
    let type_code = Some(code(standard).to_owned());
    let template = Template { id, name, type_code, kind: template_kind, file, active: true };
    Some((TemplateLine { template, version: 1, changed: None }, content))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_six_with_ids_of_their_own() {
        let all = all();
        assert_eq!(all.len(), 6);
        for line in &all {
            let (found, content) = find(line.template.id).unwrap();
            assert_eq!(found, *line);
            assert_eq!(u64::try_from(content.len()).unwrap(), line.template.file.size);
            // What is told of a file is true of every making of it.
            assert_eq!(hex::encode(Sha256::digest(&content)), line.template.file.sha256);
            let known = domain::catalogue::DOCUMENT_TYPES
                .iter()
                .any(|one| Some(one.code) == line.template.type_code.as_deref());
            assert!(known, "{line:?}");
        }
    }
}
