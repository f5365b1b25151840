//! Reading JSON at the border: what is wrong is named with its place, unknown fields and NUL included.

use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, web};
use bytes::Bytes;
use futures_util::future::LocalBoxFuture;
use office::domain::{
    InputFault,
    incoming::Command,
    tagged::{ReadStruct, Tagged},
};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{
    ApiState,
    json::{self, Fault},
    problem::{ApiError, Kind},
};

/// What can be read from JSON at the border.
pub trait FromJson: Sized {
    /// Whether a fault in a part is one of the whole. Not where each part is answered by itself.
    const WHOLE: bool = true;

    /// Reads it.
    ///
    /// # Errors
    /// A problem that names the place.
    fn from_json(value: Value) -> Result<Self, ApiError>;
}

impl<T: DeserializeOwned + Plain> FromJson for T {
    fn from_json(value: Value) -> Result<Self, ApiError> {
        read_struct(value)
    }
}

/// Marks what serde reads as it stands.
pub trait Plain {}

impl FromJson for Command {
    fn from_json(value: Value) -> Result<Self, ApiError> {
        read_command(value)
    }
}

impl FromJson for office::domain::outgoing::Command {
    fn from_json(value: Value) -> Result<Self, ApiError> {
        read_command(value)
    }
}

impl FromJson for office::domain::case_file::Command {
    fn from_json(value: Value) -> Result<Self, ApiError> {
        read_command(value)
    }
}

impl FromJson for office::domain::dossier::Command {
    fn from_json(value: Value) -> Result<Self, ApiError> {
        read_command(value)
    }
}

impl FromJson for office::domain::interchange::QuarantineCommand {
    fn from_json(value: Value) -> Result<Self, ApiError> {
        read_command(value)
    }
}

/// Commands that are carried out all or none.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Commands {
    commands: Vec<Value>,
}

/// Reads `{"commands": […]}`.
///
/// # Errors
/// A problem that names the place.
pub fn read_commands<C: Tagged>(value: Value) -> Result<Vec<C>, ApiError> {
    let Commands { commands } = read_struct(value)?;
    let read = |(n, command)| read_command(command).map_err(|error| error.under(&format!("/commands/{n}")));
    commands.into_iter().enumerate().map(read).collect()
}

/// From one to so many commands.
///
/// # Errors
/// A problem at `/commands`.
pub fn some_commands<C>(commands: &[C], max: usize) -> Result<(), ApiError> {
    if (1..=max).contains(&commands.len()) {
        return Ok(());
    }
    Err(ApiError::new(Kind::InvalidInput).at(
        "/commands",
        "out_of_range",
        format!("Cần từ 1 đến {max} lệnh."),
        format!("From 1 to {max} commands are needed."),
    ))
}

/// Reads one of a set of commands, which its field `command` names.
///
/// # Errors
/// A problem that names the place.
pub fn read_command<C: Tagged>(mut value: Value) -> Result<C, ApiError> {
    let invalid = || ApiError::new(Kind::InvalidInput);
    let Some(fields) = value.as_object_mut() else { return Err(not_an_object()) };
    match fields.remove("command") {
        Some(Value::String(name)) => C::read_tagged(&name, value, &Border, |fault| invalid().fault("/command", fault)),
        Some(_) => Err(invalid().at(
            "/command",
            "wrong_type",
            "Tên lệnh phải là chuỗi.",
            "The command's name must be a string.",
        )),
        None => Err(missing("command").into_error()),
    }
}

fn not_an_object() -> ApiError {
    ApiError::new(Kind::InvalidInput).at("", "wrong_type", "Cần một đối tượng JSON.", "A JSON object is needed.")
}

struct Border;

impl ReadStruct for Border {
    type Error = ApiError;

    fn read<T: DeserializeOwned>(&self, fields: Value) -> Result<T, ApiError> {
        read_struct(fields)
    }
}

/// What serde found, ready to be put into words.
struct Found {
    pointer: String,
    code: &'static str,
    vi: String,
    en: String,
}

impl Found {
    fn into_error(self) -> ApiError {
        ApiError::new(Kind::InvalidInput).at(self.pointer, self.code, self.vi, self.en)
    }
}

fn missing(field: &str) -> Found {
    Found {
        pointer: format!("/{field}"),
        code: "missing_field",
        vi: format!("Thiếu trường “{field}”."),
        en: format!("The field “{field}” is missing."),
    }
}

/// Reads what serde can read, and says in words what it can't.
///
/// # Errors
/// A problem that names the place.
pub fn read_struct<T: DeserializeOwned>(value: Value) -> Result<T, ApiError> {
    // serde would take a list for a struct, field by field.
    if !value.is_object() {
        return Err(not_an_object());
    }
    serde_path_to_error::deserialize(value).map_err(|error| {
        let pointer = pointer(error.path());
        let text = error.inner().to_string();
        match InputFault::parse(&text) {
            Some(fault) => ApiError::new(Kind::InvalidInput).fault(pointer, &fault),
            None => in_words(&pointer, &text).into_error(),
        }
    })
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter()
        .map(|segment| match segment {
            Segment::Seq { index } => format!("/{index}"),
            Segment::Map { key: name } | Segment::Enum { variant: name } => format!("/{}", escape(name)),
            Segment::Unknown => String::new(),
        })
        .collect()
}

fn escape(key: &str) -> String {
    key.chars().take(100).collect::<String>().replace('~', "~0").replace('/', "~1")
}

/// serde's sentence, taken apart and said again in both languages.
fn in_words(pointer: &str, text: &str) -> Found {
    let quoted = text.split('`').nth(1).unwrap_or_default();
    let shown: String = quoted.chars().take(60).collect();
    if text.starts_with("missing field") {
        let found = missing(&shown);
        return Found { pointer: format!("{pointer}{}", found.pointer), ..found };
    }
    if text.starts_with("unknown field") {
        let known = text.split_once("expected ").map(|(_, known)| names(known)).unwrap_or_default();
        // The path ends with the unknown field itself where serde could tell.
        let place = if pointer.ends_with(&format!("/{}", escape(quoted))) {
            pointer.to_owned()
        } else {
            format!("{pointer}/{}", escape(quoted))
        };
        return Found {
            pointer: place,
            code: "unknown_field",
            vi: format!("Không có trường “{shown}”. Các trường dùng được: {known}."),
            en: format!("There is no field “{shown}”. Known: {known}."),
        };
    }
    if text.starts_with("unknown variant") {
        let known = text.split_once("expected ").map(|(_, known)| names(known)).unwrap_or_default();
        return Found {
            pointer: pointer.to_owned(),
            code: "unknown_value",
            vi: format!("Không có giá trị “{shown}”. Các giá trị dùng được: {known}."),
            en: format!("There is no value “{shown}”. Known: {known}."),
        };
    }
    let (vi, en) = wrong_type(text);
    Found { pointer: pointer.to_owned(), code: "wrong_type", vi, en }
}

/// The names that serde lists, without its own words between them.
pub fn names(listed: &str) -> String {
    listed.split('`').skip(1).step_by(2).collect::<Vec<_>>().join(", ")
}

/// What serde, chrono and uuid say of a value that they can't read, and what would be right.
fn wrong_type(text: &str) -> (String, String) {
    const DATES: &[&str] =
        &["input contains invalid characters", "premature end of input", "trailing input", "input is out of range"];
    if DATES.iter().any(|start| text.starts_with(start)) {
        return (
            "Không phải ngày giờ hợp lệ. Ngày viết như 2026-11-25, ngày giờ như 2026-11-25T16:30:00+07:00.".to_owned(),
            "Not a valid date or time. A date looks like 2026-11-25, a time like 2026-11-25T16:30:00+07:00.".to_owned(),
        );
    }
    if text.contains("UUID") || text.contains("uuid") {
        return (
            "Không phải mã (UUID) hợp lệ; hãy dùng id mà hệ thống đã trả về.".to_owned(),
            "Not a valid id (UUID); use one that this API has given.".to_owned(),
        );
    }
    let Some((found, expected)) = text.split_once(", expected ") else {
        return ("Không đọc được giá trị này.".to_owned(), "This value cannot be read.".to_owned());
    };
    // A number that is found is any; one that is wanted has bounds.
    let number = ("một số", "a number");
    let found = if found.contains("integer") || found.contains("floating") { number } else { kind_of(found) };
    let expected = kind_of(expected);
    (
        format!("Cần {}, nhưng nhận được {}.", expected.0, found.0),
        format!("Expected {}, but got {}.", expected.1, found.1),
    )
}

/// A kind of JSON value in both languages, by serde's words for it.
fn kind_of(words: &str) -> (&'static str, &'static str) {
    const KINDS: &[(&[&str], (&str, &str))] = &[
        (&["null", "unit", "Option"], ("null", "null")),
        (&["map", "struct"], ("một đối tượng JSON", "a JSON object")),
        (&["sequence", "array", "list", "tuple"], ("một danh sách", "a list")),
        (&["bool"], ("true hoặc false", "true or false")),
        (&["string", "str", "character"], ("một chuỗi", "a string")),
        (&["floating point", "f64", "f32"], ("một số thập phân", "a decimal number")),
        (
            &["integer", "u8", "u16", "u32", "u64", "usize", "i8", "i16", "i32", "i64", "isize", "number"],
            ("một số nguyên trong phạm vi cho phép", "a whole number within its bounds"),
        ),
    ];
    KINDS
        .iter()
        .find(|(marks, _)| marks.iter().any(|mark| words.contains(mark)))
        .map_or(("một giá trị khác", "another value"), |(_, kind)| *kind)
}

/// The fields that hold lists; every other field holds one value. serde would take a list for an object, field by field.
const LISTS: &[&str] = &[
    "answers",
    "back",
    "by_post",
    "charges",
    "choose",
    "commands",
    "components",
    "consulted",
    "consults",
    "desks",
    "document_types",
    "fees",
    "fields",
    "files",
    "holders",
    "informed",
    "items",
    "kinds",
    "legal_basis",
    "may",
    "missing",
    "monitors",
    "next",
    "next_in_line",
    "notices",
    "positions",
    "readers",
    "recipients",
    "relations",
    "results",
    "roles",
    "scopes",
    "successors",
    "supporting",
    "terms",
    "waits",
    "without",
];

/// The same of a field that holds one value elsewhere.
const LISTS_UNDER: &[(&str, &str)] = &[("process", "steps")];

/// What no field may hold: NUL, and a list where an object or a single value belongs.
///
/// # Errors
/// A problem that names the place.
pub fn well_formed(value: &Value) -> Result<(), ApiError> {
    let invalid = ApiError::new(Kind::InvalidInput);
    match (nul(value, ""), list(value, "")) {
        (Some(place), _) => Err(invalid.at(
            place,
            "control_character",
            "Có ký tự NUL; hãy bỏ ký tự đó.",
            "It holds a NUL character; remove it.",
        )),
        (None, Some(place)) => Err(invalid.at(
            place,
            "wrong_type",
            "Không nhận danh sách ở đây; cần một đối tượng JSON hoặc một giá trị.",
            "A list is not taken here; a JSON object or a single value is needed.",
        )),
        (None, None) => Ok(()),
    }
}

/// The place of the first list that stands where none belongs.
fn list(value: &Value, place: &str) -> Option<String> {
    match value {
        Value::Array(items) => items.iter().enumerate().find_map(|(n, item)| {
            let place = format!("{place}/{n}");
            if item.is_array() { Some(place) } else { list(item, &place) }
        }),
        Value::Object(fields) => fields.iter().find_map(|(name, field)| {
            let place = format!("{place}/{}", escape(name));
            let above = place.rsplit('/').nth(1).unwrap_or_default();
            let taken = LISTS.contains(&name.as_str()) || LISTS_UNDER.contains(&(above, name.as_str()));
            if field.is_array() && !taken { Some(place) } else { list(field, &place) }
        }),
        _ => None,
    }
}

/// The place of the first NUL in any string or name of a field.
fn nul(value: &Value, place: &str) -> Option<String> {
    match value {
        Value::String(text) if text.contains('\0') => Some(place.to_owned()),
        Value::Array(items) => items.iter().enumerate().find_map(|(n, item)| nul(item, &format!("{place}/{n}"))),
        Value::Object(fields) => fields.iter().find_map(|(name, field)| {
            if name.contains('\0') {
                return Some(place.to_owned());
            }
            nul(field, &format!("{place}/{}", escape(name)))
        }),
        _ => None,
    }
}

/// A JSON body, with its bytes.
#[derive(Debug)]
pub struct Sent<T> {
    /// What was sent.
    pub value: T,
    /// To the letter.
    pub raw: Bytes,
}

impl<T: FromJson + 'static> FromRequest for Sent<T> {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let media = request.content_type().to_owned();
        let max = request.app_data::<web::Data<ApiState>>().map_or(1 << 20, |state| state.settings.max_body_bytes);
        let bytes = Bytes::from_request(request, payload);
        Box::pin(async move {
            if media != "application/json" {
                return Err(ApiError::new(Kind::WrongMediaType));
            }
            let raw = bytes.await.map_err(|error| match error.as_response_error().status_code().as_u16() {
                413 => ApiError::new(Kind::TooLarge).because(
                    format!("Nội dung JSON lớn hơn giới hạn {max} byte."),
                    format!("The JSON body is larger than the limit of {max} bytes."),
                ),
                _ => ApiError::new(Kind::Truncated),
            })?;
            let value = parse(&raw)?;
            if T::WHOLE {
                well_formed(&value)?;
            }
            T::from_json(value).map(|value| Self { value, raw })
        })
    }
}

/// Reads JSON text, all of it.
///
/// # Errors
/// A problem that names the place.
pub fn parse(raw: &[u8]) -> Result<Value, ApiError> {
    json::read(raw).map_err(|fault| match fault {
        Fault::Malformed { line, column } => ApiError::new(Kind::MalformedJson).because(
            format!("Nội dung không phải JSON hợp lệ: dòng {line}, cột {column}."),
            format!("The body is not valid JSON: line {line}, column {column}."),
        ),
        Fault::Repeated { path, field } => ApiError::new(Kind::InvalidInput).at(
            format!("{}/{}", pointer(&path), escape(&field)),
            "repeated_field",
            format!("Trường “{field}” được viết hai lần; mỗi trường chỉ viết một lần."),
            format!("The field “{field}” stands twice; each field may stand once."),
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Language;

    fn fault_of(json: &str) -> (String, String) {
        let read = |value: Value| well_formed(&value).and_then(|()| Command::from_json(value));
        let error = parse(json.as_bytes()).and_then(read).unwrap_err();
        let problem = error.problem(Language::English);
        problem.errors.first().map(|e| (e.pointer.clone(), e.code.clone())).unwrap()
    }

    #[test]
    fn faults_are_named_by_place() {
        let id = "019aa000-0000-7000-8000-000000000000";
        assert_eq!(fault_of("{}"), ("/command".into(), "missing_field".into()));
        assert_eq!(fault_of(r#"{"command":"bay"}"#), ("/command".into(), "unknown_command".into()));
        assert_eq!(fault_of(r#"{"command":"refuse"}"#), ("/reason".into(), "missing_field".into()));
        assert_eq!(fault_of(r#"{"command":"refuse","reason":" "}"#), ("/reason".into(), "empty".into()));
        assert_eq!(fault_of(r#"{"command":"refuse","reason":"a","x":1}"#), ("/x".into(), "unknown_field".into()));
        assert_eq!(
            fault_of(r#"{"command":"refuse","reason":"a\u0000"}"#),
            ("/reason".into(), "control_character".into())
        );
        let both =
            format!(r#"{{"command":"direct","direction":{{"primary":{{"department":"{id}","person":"{id}"}}}}}}"#);
        assert_eq!(fault_of(&both), ("/direction/primary".into(), "exactly_one_of".into()));
        let unknown = format!(r#"{{"command":"direct","direction":{{"primary":{{"department":"{id}","han":1}}}}}}"#);
        assert_eq!(fault_of(&unknown), ("/direction/primary/han".into(), "unknown_field".into()));
        let date = format!(r#"{{"command":"direct","direction":{{"primary":{{"department":"{id}","due":"mai"}}}}}}"#);
        assert_eq!(fault_of(&date), ("/direction/primary/due".into(), "wrong_type".into()));
        assert_eq!(fault_of("[]"), (String::new(), "wrong_type".into()));
    }

    #[test]
    fn a_wrong_type_is_said_in_words_for_a_person() {
        let detail = |json: &str| {
            let error = parse(json.as_bytes()).and_then(Command::from_json).unwrap_err();
            let problem = error.problem(Language::Vietnamese);
            problem.errors.into_iter().next().map(|fault| fault.detail).unwrap()
        };
        assert_eq!(detail(r#"{"command":"refuse","reason":7}"#), "Cần một chuỗi, nhưng nhận được một số.");
        assert!(detail(r#"{"command":"accept","assignment":"x"}"#).contains("UUID"));
        assert!(detail(r#"{"command":"correct","reason":"a","issued_on":"mai"}"#).contains("2026-11-25"));
        assert_eq!(
            detail(r#"{"command":"correct","reason":"a","pages":-1}"#),
            "Cần một số nguyên trong phạm vi cho phép, nhưng nhận được một số."
        );
        assert_eq!(
            detail(r#"{"command":"direct","direction":"x"}"#),
            "Cần một đối tượng JSON, nhưng nhận được một chuỗi."
        );
        let unknown = detail(r#"{"command":"register","la":1}"#);
        assert!(unknown.contains("dùng được: register, confirm_duplicate."), "{unknown}");
    }
}
