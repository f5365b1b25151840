//! What the axis answers: an envelope of `status`, `ErrorCode` and `ErrorDesc` around everything. Names are taken in any case, numbers
//! and texts for one another, and the word `null` for nothing: gateways differ.

use serde_json::{Map, Value};

use crate::{Code, Failure, Why, failure::printable};

/// A value as text.
pub(crate) fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Bool(yes) => yes.to_string(),
        Value::Null | Value::Array(_) | Value::Object(_) => return None,
    };
    (!text.is_empty() && text != "null").then_some(text)
}

/// A field by any of its names, whatever their case; the first that says something.
pub(crate) fn field<'a>(object: &'a Map<String, Value>, names: &[&str]) -> Option<&'a Value> {
    names.iter().find_map(|name| {
        object.iter().find(|(is, value)| is.eq_ignore_ascii_case(name) && !value.is_null()).map(|(_, value)| value)
    })
}

/// A field as text.
pub(crate) fn string(object: &Map<String, Value>, names: &[&str]) -> Option<String> {
    field(object, names).and_then(text)
}

/// Several texts, however they are written: an array, the text of one, or one text alone.
pub(crate) fn strings(object: &Map<String, Value>, names: &[&str]) -> Vec<String> {
    match field(object, names) {
        Some(Value::Array(values)) => values.iter().filter_map(text).collect(),
        Some(value) => {
            let Some(one) = text(value) else { return vec![] };
            match serde_json::from_str::<Vec<Value>>(&one) {
                Ok(values) => values.iter().filter_map(text).collect(),
                Err(_) => {
                    one.split([',', ';']).map(|code| code.trim().to_owned()).filter(|code| !code.is_empty()).collect()
                }
            }
        }
        None => vec![],
    }
}

/// Whether the envelope says that it was done.
///
/// # Errors
/// What it says instead.
pub(crate) fn judge(envelope: &Map<String, Value>) -> Result<(), Failure> {
    let status = string(envelope, &["status"]);
    let code = string(envelope, &["ErrorCode"]);
    let done = match (status.as_deref(), code.as_deref()) {
        (Some(status), code) => {
            ["OK", "SUCCESS"].iter().any(|good| status.eq_ignore_ascii_case(good))
                && matches!(code, None | Some("0" | "00"))
        }
        (None, Some(code)) => matches!(code, "0" | "00"),
        // A gateway that says nothing of it has no error to tell.
        (None, None) => true,
    };
    if done {
        return Ok(());
    }
    let described = string(envelope, &["ErrorDesc", "message", "description"]).unwrap_or_default();
    Err(failure(code.as_deref().unwrap_or_default(), &described))
}

/// What an error of the axis means. Codes that nobody has told of are taken for passing faults: what is tried in vain is given up
/// later, what was stopped for nothing waits for a person.
fn failure(code: &str, described: &str) -> Failure {
    let (kind, vi, en) = match code {
        "10" => (Some(Code::BadFile), "Trục liên thông báo tệp không hợp lệ", "The gateway can't use the file"),
        "15" => (
            Some(Code::Credentials),
            "Trục liên thông không chấp nhận mã hệ thống hoặc khóa bí mật",
            "The gateway does not accept the system's id or secret",
        ),
        "18" => (
            Some(Code::UnknownRecipient),
            "Nơi nhận không có trong danh bạ liên thông",
            "The recipient is not in the gateway's directory",
        ),
        "19" => (
            Some(Code::SenderNotRegistered),
            "Cơ quan gửi chưa được đăng ký trên trục liên thông",
            "The sending body is not registered with the gateway",
        ),
        "22" => (
            Some(Code::NotConforming),
            "Gói tin không đúng quy chuẩn kỹ thuật (edXML)",
            "The message does not conform to the regulation (edXML)",
        ),
        "23" => (
            Some(Code::RecipientLocked),
            "Nơi nhận đang bị khóa trên trục liên thông",
            "The recipient is locked at the gateway",
        ),
        "20" => (None, "Trục liên thông đang gặp lỗi", "The gateway has a fault"),
        "21" => (None, "Trục liên thông gặp lỗi khi xử lý tệp", "The gateway failed at the file"),
        _ => (None, "Trục liên thông báo lỗi", "The gateway reports an error"),
    };
    let numbered = |words: &str| {
        let code = printable(code);
        if code.is_empty() { words.to_owned() } else { format!("{words} ({code})") }
    };
    let why = Why::new(numbered(vi), numbered(en)).said(described);
    match kind {
        Some(kind) => Failure::permanent(kind, why),
        None => Failure::temporary(why),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(text: &str) -> Result<(), Failure> {
        let Value::Object(envelope) = serde_json::from_str(text).unwrap() else { panic!() };
        judge(&envelope)
    }

    #[test]
    fn an_envelope_says_whether_it_was_done() {
        for done in [
            r#"{"status":"OK","ErrorCode":"0"}"#,
            r#"{"status":"ok","errorCode":0,"ErrorDesc":null}"#,
            r#"{"status":"SUCCESS"}"#,
            r#"{"ErrorCode":"0"}"#,
            r#"{"data":[]}"#,
        ] {
            assert_eq!(judged(done), Ok(()), "{done}");
        }
        for (code, kind) in [
            ("10", Code::BadFile),
            ("15", Code::Credentials),
            ("18", Code::UnknownRecipient),
            ("19", Code::SenderNotRegistered),
            ("22", Code::NotConforming),
            ("23", Code::RecipientLocked),
        ] {
            let failure =
                judged(&format!(r#"{{"status":"FAIL","ErrorCode":"{code}","ErrorDesc":"lý do"}}"#)).unwrap_err();
            assert!(matches!(failure, Failure::Permanent { code, .. } if code == kind), "{code}");
            assert!(failure.to_string().contains(&format!("({code}): lý do / ")), "{failure}");
        }
        for passing in [
            r#"{"status":"FAIL","ErrorCode":20}"#,
            r#"{"status":"FAIL","ErrorCode":"21"}"#,
            r#"{"status":"FAIL","ErrorCode":"99"}"#,
            r#"{"status":"FAIL"}"#,
            r#"{"status":"OK","ErrorCode":"20"}"#,
        ] {
            assert!(matches!(judged(passing), Err(Failure::Temporary { .. })), "{passing}");
        }
    }

    #[test]
    fn recipients_are_read_however_they_are_written() {
        for (text, expected) in [
            (r#"{"to":["A","B",null]}"#, vec!["A", "B"]),
            (r#"{"TO":"[\"A\",\"B\"]"}"#, vec!["A", "B"]),
            (r#"{"to":"A"}"#, vec!["A"]),
            (r#"{"to":"A, B"}"#, vec!["A", "B"]),
            (r#"{"to":null}"#, vec![]),
            (r#"{"to":"null"}"#, vec![]),
        ] {
            let Value::Object(object) = serde_json::from_str(text).unwrap() else { panic!() };
            assert_eq!(strings(&object, &["to"]), expected, "{text}");
        }
    }
}
