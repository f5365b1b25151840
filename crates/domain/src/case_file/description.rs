//! What is said of a case file and of its documents when it leaves the office: the fields of Decree 30/2020, Appendix VI, by their names, in their
//! order and with their lengths. A value that does not fit is told, and never cut.

use chrono::NaiveDate;

use super::file::{CaseFile, Member};
use crate::{
    OrganCode,
    book::{Naming, due, holders, recipient},
    day_in_vietnam,
    incoming::{IncomingDocument, Urgency},
    outgoing::{Destination, OutgoingDocument},
};

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// At most so many characters.
    Text(usize),
    /// A text as long as it is.
    LongText,
    /// At most so many digits.
    Number(usize),
    /// A day, as dd/mm/yyyy.
    Date,
    /// Other fields.
    Parts(&'static [Shape]),
}

/// A field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub holds: Holds,
    /// Whether there may be none, and several.
    pub many: bool,
}

const fn one(name: &'static str, holds: Holds) -> Shape {
    Shape { name, holds, many: false }
}

/// Mã hồ sơ. `OrganId` has 13 characters in the form of 2019 (`000.00.01.H22`), and up to 35 in the one in use since.
const FILE_CODE: Shape = one(
    "FileCode",
    Holds::Parts(&[
        one("OrganId", Holds::Text(OrganCode::MAX)),
        one("FileCatalog", Holds::Number(4)),
        one("FileNotation", Holds::Text(20)),
    ]),
);
const SIGNER: Shape =
    one("SignerInfo", Holds::Parts(&[one("Position", Holds::Text(100)), one("FullName", Holds::Text(50))]));

/// The eleven fields of a case file.
pub const FILE: &[Shape] = &[
    FILE_CODE,
    one("Title", Holds::Text(500)),
    one("Maintenance", Holds::Text(30)),
    one("Rights", Holds::Text(30)),
    one("Creator", Holds::Text(30)),
    one("Language", Holds::Text(50)),
    one("StartDate", Holds::Date),
    one("EndDate", Holds::Date),
    one("DocTotal", Holds::Number(4)),
    one("PageTotal", Holds::Number(4)),
    one("Description", Holds::Text(500)),
];

/// The fields of a document that came in.
pub const INCOMING: &[Shape] = &[
    FILE_CODE,
    one("DocOrdinal", Holds::Number(3)),
    one("TypeName", Holds::Text(100)),
    one("CodeNumber", Holds::Text(11)),
    one("CodeNotation", Holds::Text(30)),
    one("IssuedDate", Holds::Date),
    one("OrganName", Holds::Text(200)),
    one("Subject", Holds::Text(500)),
    one("Language", Holds::Text(30)),
    one("PageAmount", Holds::Number(3)),
    one("Description", Holds::Text(500)),
    one("ArrivalDate", Holds::Date),
    one("ArrivalNumber", Holds::Number(10)),
    SIGNER,
    one("Priority", Holds::Number(1)),
    one("ToPlaces", Holds::Text(1000)),
    one("TraceHeaderList", Holds::LongText),
    one("DueDate", Holds::Date),
];

/// The fields of a document that goes out.
pub const OUTGOING: &[Shape] = &[
    FILE_CODE,
    one("DocOrdinal", Holds::Number(3)),
    one("TypeName", Holds::Text(100)),
    one("CodeNumber", Holds::Text(11)),
    one("CodeNotation", Holds::Text(30)),
    one("IssuedDate", Holds::Date),
    one("OrganName", Holds::Text(200)),
    one("Subject", Holds::Text(500)),
    one("Language", Holds::Text(30)),
    one("PageAmount", Holds::Number(3)),
    one("Description", Holds::Text(500)),
    SIGNER,
    Shape {
        name: "To",
        holds: Holds::Parts(&[one("OrganId", Holds::Text(OrganCode::MAX)), one("OrganName", Holds::Text(200))]),
        many: true,
    },
    one("Priority", Holds::Number(1)),
    one("IssuedAmount", Holds::Number(3)),
    one("DueDate", Holds::Date),
];

/// A field with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub value: Value,
}

/// What a field holds. Nothing is an empty text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A text, a number or a day.
    Text(String),
    /// Other fields.
    Parts(Vec<Field>),
}

/// A field that is not as it must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misfit {
    /// Longer than it may be.
    TooLong {
        /// Which: `SignerInfo.FullName`.
        field: String,
        /// The most characters.
        most: usize,
        /// How many there are.
        got: usize,
    },
    /// No number, or no day, where one belongs.
    Malformed {
        /// Which.
        field: String,
    },
    /// Another field was due in its place; nothing where they have ended.
    Order {
        /// What stands there.
        found: Option<String>,
        /// What was due; nothing where no more were.
        due: Option<&'static str>,
    },
}

impl Misfit {
    /// In Vietnamese.
    pub fn vietnamese(&self) -> String {
        match self {
            Self::TooLong { field, most, got } => format!("{field} dài {got} ký tự, nhiều nhất {most}"),
            Self::Malformed { field } => format!("{field} sai định dạng"),
            Self::Order { found: Some(found), due: Some(due) } => format!("có trường {found} ở chỗ của {due}"),
            Self::Order { found: Some(found), due: None } => format!("thừa trường {found}"),
            Self::Order { found: None, due } => format!("thiếu trường {}", due.unwrap_or_default()),
        }
    }
}

/// What of these fields is not as it must be.
pub fn misfits(fields: &[Field], shapes: &[Shape]) -> Vec<Misfit> {
    let mut found = Vec::new();
    look(fields, shapes, "", &mut found);
    found
}

fn look(fields: &[Field], shapes: &[Shape], under: &str, found: &mut Vec<Misfit>) {
    let mut rest = fields.iter().peekable();
    for shape in shapes {
        let mut times = 0;
        while let Some(field) = rest.next_if(|field| field.name == shape.name && (shape.many || times == 0)) {
            times += 1;
            look_at(field, shape, &format!("{under}{}", shape.name), found);
        }
        if times == 0 && !shape.many {
            found.push(Misfit::Order { found: rest.peek().map(|field| field.name.clone()), due: Some(shape.name) });
            return;
        }
    }
    if let Some(field) = rest.next() {
        found.push(Misfit::Order { found: Some(field.name.clone()), due: None });
    }
}

fn look_at(field: &Field, shape: &Shape, name: &str, found: &mut Vec<Misfit>) {
    let malformed = || Misfit::Malformed { field: name.to_owned() };
    let (text, most) = match (&field.value, shape.holds) {
        (Value::Parts(parts), Holds::Parts(shapes)) => return look(parts, shapes, &format!("{name}."), found),
        (Value::Parts(_), _) | (Value::Text(_), Holds::Parts(_)) => return found.push(malformed()),
        (Value::Text(_), Holds::LongText) => return,
        (Value::Text(text), Holds::Date) => {
            if !text.is_empty() && NaiveDate::parse_from_str(text, "%d/%m/%Y").is_err() {
                found.push(malformed());
            }
            return;
        }
        (Value::Text(text), Holds::Number(most)) => {
            if !text.bytes().all(|byte| byte.is_ascii_digit()) {
                return found.push(malformed());
            }
            (text, most)
        }
        (Value::Text(text), Holds::Text(most)) => (text, most),
    };
    let got = text.chars().count();
    if got > most {
        found.push(Misfit::TooLong { field: name.to_owned(), most, got });
    }
}

#[allow(clippy::needless_pass_by_value, reason = "numbers and names are given as they come")]
fn text(name: &str, value: impl ToString) -> Field {
    Field { name: name.to_owned(), value: Value::Text(value.to_string()) }
}

fn perhaps<T: ToString>(name: &str, value: Option<T>) -> Field {
    text(name, value.map(|value| value.to_string()).unwrap_or_default())
}

fn day(name: &str, day: Option<NaiveDate>) -> Field {
    perhaps(name, day.map(|day| day.format("%d/%m/%Y")))
}

fn parts<const N: usize>(name: &str, fields: [Field; N]) -> Field {
    Field { name: name.to_owned(), value: Value::Parts(fields.into()) }
}

/// What a package of a case file is made of beside the case file itself.
#[derive(Debug, Clone, Copy)]
pub struct Describing<'a> {
    /// Mã định danh of the agency.
    pub organ: &'a str,
    /// What people, departments and types are called.
    pub naming: Naming<'a>,
}

impl Describing<'_> {
    fn file_code(&self, file: &CaseFile) -> Field {
        let facts = file.facts();
        parts(
            "FileCode",
            [text("OrganId", self.organ), text("FileCatalog", facts.year), text("FileNotation", &facts.symbol)],
        )
    }

    /// The eleven fields of a case file.
    pub fn file(&self, file: &CaseFile) -> Vec<Field> {
        let facts = file.facts();
        let closing = file.state().closing();
        let keeper = crate::assignment::Holder::Person(facts.keeper);
        vec![
            self.file_code(file),
            text("Title", &facts.title),
            text("Maintenance", facts.retention.vietnamese()),
            perhaps("Rights", facts.rights.as_ref()),
            text("Creator", self.naming.holder(keeper)),
            text("Language", &facts.language),
            day("StartDate", file.state().opening().map(|opening| opening.started_on)),
            day("EndDate", closing.map(|closing| closing.ended_on)),
            text("DocTotal", file.members().len()),
            perhaps("PageTotal", file.pages()),
            perhaps("Description", facts.remark.as_ref()),
        ]
    }

    /// The fields of a document that came in.
    pub fn incoming(
        &self,
        file: &CaseFile,
        (ordinal, member): (u16, &Member),
        document: &IncomingDocument,
    ) -> Vec<Field> {
        let facts = document.facts();
        let root = document.assignments().iter().rev();
        let mut root =
            root.filter(|one| one.role() == crate::assignment::AssignmentRole::Primary && one.parent.is_none());
        let given = root.find_map(crate::assignment::Assignment::due).map(day_in_vietnam);
        vec![
            self.file_code(file),
            text("DocOrdinal", ordinal),
            text("TypeName", self.naming.type_name(&facts.type_code)),
            perhaps("CodeNumber", facts.number.as_ref()),
            perhaps("CodeNotation", facts.notation.as_ref()),
            day("IssuedDate", facts.issued_on),
            text("OrganName", &facts.author),
            perhaps("Subject", facts.subject()),
            text("Language", &facts.language),
            perhaps("PageAmount", member.pages),
            perhaps("Description", member.remark.as_ref().or(facts.remark())),
            day("ArrivalDate", Some(day_in_vietnam(facts.received_at))),
            perhaps("ArrivalNumber", document.state().entry().map(|entry| entry.number)),
            parts(
                "SignerInfo",
                [perhaps("Position", facts.signer_position.as_ref()), perhaps("FullName", facts.signer_name.as_ref())],
            ),
            text("Priority", priority(facts.urgency)),
            text("ToPlaces", holders(document, self.naming)),
            text("TraceHeaderList", self.trace(document)),
            day("DueDate", given.or(facts.deadline)),
        ]
    }

    /// Ý kiến phân phối, chỉ đạo, trạng thái xử lý: one line an assignment, and how the document stands.
    fn trace(&self, document: &IncomingDocument) -> String {
        let mut lines: Vec<String> = document
            .assignments()
            .iter()
            .map(|one| {
                let giver = one.giver().map(|person| self.naming.holder(crate::assignment::Holder::Person(person)));
                let said = one.instruction.as_ref().map(|said| format!(": {said}")).unwrap_or_default();
                let at = crate::time::written(one.opened_at);
                let giver = giver.unwrap_or_else(|| "quy tắc chuyển".to_owned());
                format!("{at} {giver} → {}{said}", self.naming.holder(one.holder))
            })
            .collect();
        let until = due(document);
        let until = if until.is_empty() { until } else { format!("; hạn {until}") };
        lines.push(format!("{}{until}", document.state().name().vietnamese()));
        lines.join("\n")
    }

    /// The fields of a document that goes out.
    pub fn outgoing(
        &self,
        file: &CaseFile,
        (ordinal, member): (u16, &Member),
        document: &OutgoingDocument,
    ) -> Vec<Field> {
        let content = document.content();
        let (line, signature) = (document.state().line(), document.state().signature());
        let mut fields = vec![
            self.file_code(file),
            text("DocOrdinal", ordinal),
            text("TypeName", self.naming.type_name(&content.type_code)),
            perhaps("CodeNumber", line.map(|line| line.number)),
            perhaps("CodeNotation", line.map(|line| &line.notation)),
            day("IssuedDate", line.map(|line| line.issued_on)),
            text("OrganName", &self.naming.directory.agency_name),
            text("Subject", &content.subject),
            text("Language", &content.language),
            perhaps("PageAmount", member.pages),
            perhaps("Description", member.remark.as_ref().or(content.remark.as_ref())),
            parts(
                "SignerInfo",
                [
                    perhaps("Position", signature.map(|signature| &signature.title)),
                    perhaps("FullName", signature.map(|signature| &signature.name)),
                ],
            ),
        ];
        fields.extend(content.recipients.iter().map(|to| {
            let code = match &to.destination {
                Destination::Agency { code, .. } => Some(code),
                _ => None,
            };
            parts("To", [perhaps("OrganId", code), text("OrganName", recipient(to, self.naming))])
        }));
        fields.push(text("Priority", priority(content.urgency)));
        fields.push(text("IssuedAmount", content.copies()));
        fields.push(day("DueDate", content.reply_by));
        fields
    }
}

/// Mức độ khẩn, as the exchange of documents counts it (QCVN 102): from 0, thường.
const fn priority(urgency: Urgency) -> u8 {
    match urgency {
        Urgency::Normal => 0,
        Urgency::Urgent => 1,
        Urgency::VeryUrgent => 2,
        Urgency::Immediate => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(shapes: &[Shape]) -> Vec<Field> {
        let fill = |shape: &Shape| Field {
            name: shape.name.to_owned(),
            value: match shape.holds {
                Holds::Text(most) => Value::Text("ă".repeat(most)),
                Holds::LongText => Value::Text("ă".repeat(9_000)),
                Holds::Number(most) => Value::Text("9".repeat(most)),
                Holds::Date => Value::Text("31/12/2026".to_owned()),
                Holds::Parts(shapes) => Value::Parts(of(shapes)),
            },
        };
        shapes.iter().map(fill).collect()
    }

    #[test]
    fn what_is_as_long_as_it_may_be_fits() {
        for shapes in [FILE, INCOMING, OUTGOING] {
            assert_eq!(misfits(&of(shapes), shapes), []);
        }
        assert_eq!((FILE.len(), INCOMING.len(), OUTGOING.len()), (11, 18, 16));
    }

    #[test]
    fn one_letter_more_is_told_with_the_fields_name() {
        let mut fields = of(FILE);
        fields[1].value = Value::Text("ă".repeat(501));
        let too_long = Misfit::TooLong { field: "Title".to_owned(), most: 500, got: 501 };
        assert_eq!(misfits(&fields, FILE), [too_long]);
        let mut fields = of(OUTGOING);
        let Value::Parts(signer) = &mut fields[11].value else { panic!() };
        signer[1].value = Value::Text("ă".repeat(51));
        let too_long = Misfit::TooLong { field: "SignerInfo.FullName".to_owned(), most: 50, got: 51 };
        assert_eq!(misfits(&fields, OUTGOING), [too_long]);
    }

    #[test]
    fn what_is_no_number_no_day_or_out_of_order_is_told() {
        let mut fields = of(FILE);
        fields[6].value = Value::Text("2026-12-31".to_owned());
        fields[8].value = Value::Text("x".to_owned());
        let malformed = |field: &str| Misfit::Malformed { field: field.to_owned() };
        assert_eq!(misfits(&fields, FILE), [malformed("StartDate"), malformed("DocTotal")]);
        let mut fields = of(FILE);
        fields.swap(2, 3);
        let order = Misfit::Order { found: Some("Rights".to_owned()), due: Some("Maintenance") };
        assert_eq!(misfits(&fields, FILE), [order]);
        let mut fields = of(OUTGOING);
        // Recipients may be none, and several.
        fields.remove(12);
        assert_eq!(misfits(&fields, OUTGOING), []);
        fields.pop();
        assert_eq!(misfits(&fields, OUTGOING), [Misfit::Order { found: None, due: Some("DueDate") }]);
    }
}
