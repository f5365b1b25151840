//! Procedures in a file: read as strictly as a request's body, and told in the same words.

use office::domain::{
    Words,
    procedure::{ProcedureContent, check},
};
use serde_json::Value;

use crate::{
    body::{FromJson, parse, well_formed},
    problem::{ApiError, Language},
};

/// Something that is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFault {
    /// Where, as a JSON pointer; empty where it is the whole.
    pub pointer: String,
    /// What, and what would be right.
    pub words: Words,
}

/// Reads a file that holds one procedure, or a list of them.
///
/// # Errors
/// All that is wrong with it, each with its place.
pub fn read_procedures(raw: &[u8]) -> Result<Vec<ProcedureContent>, Vec<FileFault>> {
    // What an editor on Windows puts before a text.
    let raw = raw.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(raw);
    let (mut read, mut faults) = (Vec::new(), Vec::new());
    let values = match parse(raw).map_err(|error| told(&error))? {
        Value::Array(values) => values.into_iter().enumerate().map(|(n, value)| (format!("/{n}"), value)).collect(),
        value => vec![(String::new(), value)],
    };
    for (place, value) in values {
        match well_formed(&value).and_then(|()| ProcedureContent::from_json(value)) {
            Ok(content) => {
                faults.extend(check(&content).into_iter().map(|refusal| FileFault {
                    pointer: format!("{place}{}", refusal.pointer.as_deref().unwrap_or_default()),
                    words: refusal.words(),
                }));
                read.push(content);
            }
            Err(error) => faults.extend(told(&error.under(&place))),
        }
    }
    if faults.is_empty() { Ok(read) } else { Err(faults) }
}

fn told(error: &ApiError) -> Vec<FileFault> {
    let (vi, en) = (error.problem(Language::Vietnamese), error.problem(Language::English));
    if vi.errors.is_empty() {
        return vec![FileFault { pointer: String::new(), words: Words { vi: vi.detail, en: en.detail } }];
    }
    let both = vi.errors.into_iter().zip(en.errors);
    both.map(|(vi, en)| FileFault { pointer: vi.pointer, words: Words { vi: vi.detail, en: en.detail } }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str) -> Vec<String> {
        read_procedures(text.as_bytes()).unwrap_err().into_iter().map(|fault| fault.pointer).collect()
    }

    #[test]
    fn each_fault_has_its_place() {
        let step = r#"{"code":"a","name":"A","doer":{"role":"leader"},"next":[{"label":"x"}]}"#;
        let good =
            format!(r#"{{"code":"1.1","name":"A","field":"B","level":"communal","process":{{"steps":[{step}]}}}}"#);
        assert_eq!(read_procedures(good.as_bytes()).unwrap().len(), 1);
        assert_eq!(read_procedures(format!("\u{feff}[{good},{good}]").as_bytes()).unwrap().len(), 2);
        assert_eq!(places("{"), [""]);
        assert_eq!(places(&format!("[{good},{{}}]")), ["/1/code"]);
        assert_eq!(places(&good.replace("\"label\"", "\"nhan\"")), ["/process/steps/0/next/0/nhan"]);
        assert_eq!(places(&good.replace("\"leader\"", "\"sep\"")), ["/process/steps/0/doer/role"]);
        assert_eq!(
            places(&good.replace("\"name\":\"A\",\"field\"", "\"name\":\"A\",\"term\":\"5x\",\"field\"")),
            ["/term"]
        );
        assert_eq!(places(&good.replace("\"1.1\"", "\"a b\"")), ["/code"]);
        assert_eq!(places(&good.replace("\"code\":\"1.1\"", "\"code\":\"1.1\",\"code\":\"2\"")), ["/code"]);
        assert_eq!(places(&good.replace("\"field\":\"B\"", "\"field\":[\"B\"]")), ["/field"]);
    }
}
