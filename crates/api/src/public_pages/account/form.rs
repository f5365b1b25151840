//! The form of a draft: whose the dossier is, who brings it, what for, and how the result is handed out.

use office::domain::{
    IdNumber, InputFault, PartyName, PhoneNumber, PostalAddress, Subject,
    dossier::{DossierDraft, Party, PartyKind, ReturnWay},
};

use super::super::{
    one,
    shown::{Fault, Field, Line},
};
use crate::problem::{Language, Problem};

/// The fields of one of the two.
#[derive(Clone, Copy)]
struct Names {
    kind: &'static str,
    name: &'static str,
    id: &'static str,
    address: &'static str,
    phone: &'static str,
}

const OWNER: Names = Names { kind: "loai", name: "ten", id: "so", address: "dia-chi", phone: "dien-thoai" };
const SUBMITTER: Names =
    Names { kind: "n-loai", name: "n-ten", id: "n-so", address: "n-dia-chi", phone: "n-dien-thoai" };
const REQUEST: &str = "noi-dung";
const WAY: &str = "nhan";
/// More fields than the form has.
const MAX_LINES: usize = 32;

/// The fields by which a file is attached.
pub(super) const PAPER: &str = "giay-to";
pub(super) const PAPER_NAME: &str = "ten-giay";
pub(super) const FILE: &str = "tep";

const KINDS: [(PartyKind, &str, &str, &str); 5] = [
    (PartyKind::Citizen, "citizen", "Công dân", "A person"),
    (PartyKind::Business, "business", "Doanh nghiệp", "A business"),
    (PartyKind::Household, "household", "Hộ kinh doanh", "A household business"),
    (PartyKind::Agency, "agency", "Cơ quan nhà nước", "A state agency"),
    (PartyKind::Organisation, "organisation", "Tổ chức khác", "Another organisation"),
];

pub(super) fn label(name: &str, language: Language) -> &'static str {
    match name {
        PAPER => language.pick("Giấy tờ", "Which paper"),
        PAPER_NAME => language.pick("Tên giấy tờ, nếu là giấy tờ khác", "Its name, if it is another paper"),
        FILE => language.pick("Tệp", "File"),
        "loai" => language.pick("Chủ hồ sơ là", "The owner is"),
        "ten" => language.pick("Họ tên hoặc tên tổ chức của chủ hồ sơ", "Name of the owner"),
        "so" => language.pick("Số định danh hoặc mã số của chủ hồ sơ", "Identity number of the owner"),
        "dia-chi" => language.pick("Địa chỉ của chủ hồ sơ", "Address of the owner"),
        "dien-thoai" => language.pick("Điện thoại của chủ hồ sơ", "Telephone of the owner"),
        "n-loai" => language.pick("Người nộp là", "Who hands it in is"),
        "n-ten" => language.pick("Họ tên người nộp, nếu nộp thay", "Name of who hands it in, if somebody else"),
        "n-so" => language.pick("Số định danh của người nộp", "Identity number of who hands it in"),
        "n-dia-chi" => language.pick("Địa chỉ của người nộp", "Address of who hands it in"),
        "n-dien-thoai" => language.pick("Điện thoại của người nộp", "Telephone of who hands it in"),
        "noi-dung" => language.pick("Nội dung yêu cầu", "What is asked for"),
        _ => language.pick("Cách nhận kết quả", "How the result is handed out"),
    }
}

/// What a browser may fill in by itself: two people may be asked for, so each has a section of their own.
fn purpose(name: &str) -> Option<&'static str> {
    Some(match name {
        "ten" => "section-chu-ho-so name",
        "dia-chi" => "section-chu-ho-so street-address",
        "dien-thoai" => "section-chu-ho-so tel",
        "n-ten" => "section-nguoi-nop name",
        "n-dia-chi" => "section-nguoi-nop street-address",
        "n-dien-thoai" => "section-nguoi-nop tel",
        _ => return None,
    })
}

/// In which field of the page stands what a problem points at; none where that is of no single field.
fn field_at(pointer: &str) -> Option<&'static str> {
    let of = |names: Names, rest: &str| match rest {
        "/kind" => names.kind,
        "/id_number" => names.id,
        "/address" => names.address,
        "/phone" => names.phone,
        _ => names.name,
    };
    match pointer {
        PAPER => Some(PAPER),
        PAPER_NAME => Some(PAPER_NAME),
        // What the file is called stands beside it.
        FILE | "name" => Some(FILE),
        "/return_way" => Some(WAY),
        _ if pointer.starts_with("/request") => Some(REQUEST),
        _ if pointer.starts_with("/components") => Some(PAPER),
        _ => {
            let owner = pointer.strip_prefix("/owner").map(|rest| of(OWNER, rest));
            owner.or_else(|| pointer.strip_prefix("/submitter").map(|rest| of(SUBMITTER, rest)))
        }
    }
}

/// What a problem says, each thing led to the field where it is put right; what points at nothing is led to this field, where there is one.
pub(super) fn faults(problem: Problem, otherwise: Option<&'static str>, language: Language) -> Vec<Fault> {
    let led = |pointer: Option<&str>, text: String| {
        let at = pointer.and_then(field_at).or(otherwise);
        Fault { at, label: at.map_or("", |name| label(name, language)).into(), text }
    };
    let mut all: Vec<Fault> =
        problem.errors.into_iter().map(|one| led(Some(one.pointer.as_str()), one.detail)).collect();
    if all.is_empty() {
        all.push(led(None, problem.detail));
    }
    all
}

/// Lines as one, as an address stands in a dossier.
fn one_line(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", ")
}

/// What was typed, with its labels, for whoever is to type it again.
pub(super) fn typed(body: &[u8], language: Language) -> Vec<(&'static str, String)> {
    let names = [OWNER, SUBMITTER].into_iter().flat_map(|of| [of.name, of.id, of.address, of.phone]);
    names
        .chain([REQUEST])
        .map(|name| (label(name, language), one(body, name)))
        .filter(|(_, it)| !it.is_empty())
        .collect()
}

/// The same as it was sent.
pub(super) fn typed_lines(body: &[u8]) -> Vec<Line> {
    let sent = url::form_urlencoded::parse(body).filter(|(name, _)| name != "lang");
    sent.take(MAX_LINES).map(|(name, value)| Line { label: name.into_owned(), value: value.into_owned() }).collect()
}

/// What was typed, whether it fits or not.
pub(super) struct Typed<'a>(pub &'a [u8]);

impl Typed<'_> {
    fn read<T>(
        &self,
        name: &'static str,
        new: impl FnOnce(&str) -> Result<T, InputFault>,
        faults: &mut Vec<Fault>,
        language: Language,
    ) -> Option<T> {
        let text = one(self.0, name);
        if text.is_empty() {
            return None;
        }
        match new(&text) {
            Ok(value) => Some(value),
            Err(fault) => {
                let text = language.of_words(&fault.words());
                faults.push(Fault { at: Some(name), label: label(name, language).into(), text });
                None
            }
        }
    }

    fn party(&self, names: Names, faults: &mut Vec<Fault>, language: Language) -> Option<Party> {
        let kind = one(self.0, names.kind);
        let kind = KINDS.into_iter().find(|(_, known, ..)| *known == kind).map(|(kind, ..)| kind).unwrap_or_default();
        let name = self.read(names.name, PartyName::new, faults, language);
        let id_number = self.read(names.id, IdNumber::new, faults, language);
        let address = self.read(names.address, |text| PostalAddress::new(&one_line(text)), faults, language);
        let phone = self.read(names.phone, PhoneNumber::new, faults, language);
        if name.is_none() && (id_number.is_some() || address.is_some() || phone.is_some()) && faults.is_empty() {
            let text = language.pick("Xin vui lòng ghi tên.", "Please give the name.").to_owned();
            faults.push(Fault { at: Some(names.name), label: label(names.name, language).into(), text });
        }
        Some(Party { kind, name: name?, id_number, address, phone, email: None })
    }

    /// The draft with what was typed, and what does not fit of it. Its papers stay.
    pub(super) fn over(self, before: DossierDraft, language: Language) -> (DossierDraft, Vec<Fault>) {
        let mut faults = Vec::new();
        let owner = self.party(OWNER, &mut faults, language);
        let submitter = self.party(SUBMITTER, &mut faults, language);
        let request = self.read(REQUEST, Subject::new, &mut faults, language);
        let return_way = match one(self.0, WAY).as_str() {
            "post" => ReturnWay::Post,
            "electronic" => ReturnWay::Electronic,
            _ => ReturnWay::Counter,
        };
        (DossierDraft { owner, submitter, request, return_way, ..before }, faults)
    }
}

/// The fields, filled in with what was typed, or else with what is kept.
pub(super) fn fields(draft: &DossierDraft, typed: Option<&[u8]>, faults: &[Fault], language: Language) -> Vec<Field> {
    let field = |kind: &'static str, name: &'static str, kept: Option<String>, options: Vec<Line>| Field {
        kind,
        name: name.into(),
        label: label(name, language).into(),
        value: typed.map_or_else(|| kept.unwrap_or_default(), |typed| one(typed, name)),
        hint: None,
        fault: faults.iter().find(|fault| fault.at == Some(name)).map(|fault| fault.text.clone()),
        required: false,
        purpose: purpose(name),
        options,
    };
    let kinds = || {
        let option = |(_, value, vi, en): (PartyKind, &str, &str, &str)| Line {
            label: value.to_owned(),
            value: language.pick(vi, en).to_owned(),
        };
        KINDS.into_iter().map(option).collect::<Vec<_>>()
    };
    let party = |names: Names, party: Option<&Party>| {
        let kind = party.map_or(PartyKind::Citizen, |party| party.kind);
        let kind = KINDS.into_iter().find(|(known, ..)| *known == kind).map(|(_, value, ..)| value.to_owned());
        [
            field("select", names.kind, kind, kinds()),
            field("text", names.name, party.map(|party| party.name.to_string()), Vec::new()),
            field(
                "text",
                names.id,
                party.and_then(|party| party.id_number.as_ref()).map(ToString::to_string),
                Vec::new(),
            ),
            field(
                "address",
                names.address,
                party.and_then(|party| party.address.as_ref()).map(ToString::to_string),
                Vec::new(),
            ),
            field(
                "tel",
                names.phone,
                party.and_then(|party| party.phone.as_ref()).map(ToString::to_string),
                Vec::new(),
            ),
        ]
    };
    let way = |value: &str, vi, en| Line { label: value.to_owned(), value: language.pick(vi, en).to_owned() };
    let ways = vec![
        way("counter", "Nhận tại nơi tiếp nhận", "At the one-stop shop"),
        way("post", "Qua bưu chính, đến địa chỉ của người nộp", "By post, to the address of who hands it in"),
        way("electronic", "Bản điện tử", "Electronically"),
    ];
    let mut fields = Vec::from(party(OWNER, draft.owner.as_ref()));
    fields.extend(party(SUBMITTER, draft.submitter.as_ref()));
    fields.push(field("words", REQUEST, draft.request.as_ref().map(ToString::to_string), Vec::new()));
    fields.push(field("radio", WAY, Some(draft.return_way.as_str().to_owned()), ways));
    fields
}
