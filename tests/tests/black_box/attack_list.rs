//! The list of attacks in docs/SECURITY.md: its tests are there, and no request has a place for an address that the program goes to.

use std::{collections::BTreeSet, fs, path::Path};

use serde_json::Value;
use tests::workspace;

/// The API's description.
pub fn api() -> Value {
    let text = fs::read_to_string(workspace().join("openapi/congvan.v1.yaml")).unwrap();
    yaml_serde::from_str(&text).unwrap()
}

/// Every operation: method, path, and the rest.
pub fn operations(api: &Value) -> Vec<(&'static str, &str, &Value)> {
    let methods = [("get", "GET"), ("post", "POST"), ("put", "PUT"), ("patch", "PATCH"), ("delete", "DELETE")];
    let paths = api["paths"].as_object().unwrap();
    let all = paths.iter().flat_map(|(path, item)| {
        methods.iter().filter_map(move |(small, method)| Some((*method, path.as_str(), item.get(*small)?)))
    });
    all.collect()
}

/// No request has a field for an address to go to, but for a webhook's, which only administrators write and which is looked at before and at
/// each call (`webhooks::private_addresses_are_not_called`); those that there are beside stand among the operator's settings.
#[test]
fn every_address_is_the_operators() {
    let api = api();
    let mut open: Vec<&Value> = operations(&api).into_iter().map(|(_, _, one)| &one["requestBody"]).collect();
    let mut seen = BTreeSet::new();
    let mut fields = 0;
    let mut webhooks = 0;
    while let Some(value) = open.pop() {
        match value {
            Value::Object(parts) => {
                if let Some(Value::String(reference)) = parts.get("$ref")
                    && seen.insert(reference)
                {
                    if reference.ends_with("/WebhookFields") {
                        webhooks += 1;
                        continue;
                    }
                    open.push(api.pointer(reference.trim_start_matches('#')).unwrap());
                }
                assert!(
                    !matches!(parts.get("format").and_then(Value::as_str), Some("uri" | "url" | "hostname")),
                    "{value}"
                );
                for name in parts.get("properties").and_then(Value::as_object).into_iter().flat_map(|p| p.keys()) {
                    fields += 1;
                    let tells = ["url", "uri", "link", "host", "endpoint", "webhook", "callback", "server", "proxy"];
                    assert!(!tells.iter().any(|word| name.split('_').any(|part| part == *word)), "{name}");
                }
                open.extend(parts.values());
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
    assert!(fields > 100 && webhooks == 1, "{fields}, {webhooks}");
    let example = fs::read_to_string(workspace().join("congvan.example.toml")).unwrap();
    let settings = example.lines().filter_map(|line| line.strip_prefix('#')?.split_once(" = ").map(|(name, _)| name));
    let security = fs::read_to_string(workspace().join("docs/SECURITY.md")).unwrap();
    for name in
        settings.filter(|name| name.ends_with("_url") || name.ends_with("_endpoint") || name.ends_with("_origins"))
    {
        assert!(security.contains(&format!("`{name}`")), "docs/SECURITY.md doesn't say whose {name} is");
    }
}

/// Each row of the list names tests that there are, and each test here stands in a row.
#[test]
fn the_list_names_tests_that_there_are() {
    let text = fs::read_to_string(workspace().join("docs/SECURITY.md")).unwrap();
    let list = text.split_once("\n## Attacks").expect("the list").1.split("\n## ").next().unwrap();
    let rows: Vec<&str> = list.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| attack")).collect();
    assert!(rows.len() >= 10, "{rows:?}");
    let black_box = workspace().join("tests/tests/black_box");
    let says =
        |file: &Path, test: &str| fs::read_to_string(file).is_ok_and(|text| text.contains(&format!("fn {test}(")));
    let mut named = BTreeSet::new();
    for row in rows {
        let tests: Vec<&str> = row.split('`').skip(1).step_by(2).filter(|word| word.contains("::")).collect();
        assert!(!tests.is_empty(), "a row without a test: {row}");
        for test in tests {
            let (path, name) = test.rsplit_once("::").unwrap();
            let file = match path.split_once("::") {
                None if black_box.join(format!("{path}.rs")).exists() => black_box.join(format!("{path}.rs")),
                None => panic!("{test}: no such file"),
                Some((room, rest)) => workspace().join(format!("crates/{room}/src/{}.rs", rest.replace("::", "/"))),
            };
            assert!(says(&file, name), "{test} is named and isn't there");
            named.insert(test);
        }
    }
    let here = fs::read_to_string(black_box.join("attacks.rs")).unwrap();
    let tests =
        here.lines().filter_map(|line| line.trim_start().strip_prefix("fn ")?.strip_suffix("(engine: Engine) {"));
    for test in tests {
        assert!(named.contains(format!("attacks::{test}").as_str()), "{test} stands in no row");
    }
    assert!(named.contains("attack_list::every_address_is_the_operators"));
}
