//! The requests of the access table, made from the OpenAPI document: method, address, parameters and body of an operation. What the
//! document cannot know (which document, whose office) is filled in from the row, or from [`USUAL`].

use std::{collections::BTreeMap, sync::LazyLock};

use serde_json::{Map, Value, json};
use tests::{Answer, Client, letters, percent, workspace};

use crate::access_office::Office;

/// What is filled into a parameter where a row says nothing: below this address, this parameter. The longest address wins.
const USUAL: &[(&str, &str, &str)] = &[
    ("/api/v1/agencies/{id}", "id", "$own"),
    ("/api/v1/agencies/{id}/people/{person}", "person", "$bystander"),
    ("/api/v1/counterparts/{id}", "id", "$counterpart"),
    ("/api/v1/deliveries/{id}", "id", "$delivery"),
    ("/api/v1/dossiers/book", "from", "2026-01-01"),
    ("/api/v1/dossiers/book", "until", "2026-01-02"),
    ("/api/v1/dossiers/{id}", "id", "$dossier_handled"),
    ("/api/v1/dossiers/{id}/commands", "dry_run", "true"),
    ("/api/v1/dossiers/{id}/forms/{form}", "form", "receipt"),
    ("/api/v1/files", "name", "a.pdf"),
    ("/api/v1/files/{id}", "id", "$file"),
    ("/api/v1/incoming-documents/{id}", "id", "$in_progress"),
    // Rehearsed, so that everyone finds the same document.
    ("/api/v1/incoming-documents/{id}/commands", "dry_run", "true"),
    ("/api/v1/incoming-documents/{id}/commands/{command}", "command", "approve"),
    ("/api/v1/me/absences/{from}", "from", "2999-01-01"),
    ("/api/v1/outgoing-documents/{id}", "id", "$dispatched"),
    ("/api/v1/outgoing-documents/{id}/commands", "dry_run", "true"),
    ("/api/v1/public/{agency}", "agency", "H99.99"),
    ("/api/v1/public/{agency}/account/drafts/{id}", "id", "$absent"),
    ("/api/v1/public/{agency}/account/drafts/{id}/files", "name", "a.pdf"),
    ("/api/v1/public/{agency}/account/dossiers/{id}", "id", "$absent"),
    ("/api/v1/public/{agency}/account/dossiers/{id}/files", "name", "a.pdf"),
    ("/api/v1/public/{agency}/account/files/{id}", "id", "$absent"),
    ("/api/v1/public/{agency}/procedures/{code}", "code", "9.000000"),
    ("/api/v1/registers/{id}", "id", "$outgoing_register"),
    ("/api/v1/registers/{id}/entries/{number}", "number", "$reserved_number"),
    ("/api/v1/procedures/{id}", "id", "$procedure"),
    ("/api/v1/templates/{id}", "id", "$template"),
    ("/api/v1/sessions/{id}", "id", "$session"),
];

/// An operation of the API.
pub struct Operation {
    method: &'static str,
    /// Its address, with names in braces.
    pub path: String,
    /// Name, where it stands, and whether it must be there.
    parameters: Vec<(String, String, bool)>,
    /// The kind of its body, and that one's schema.
    body: Option<(String, Value)>,
    /// Whether nobody needs to be signed in for it.
    pub is_open: bool,
}

impl Operation {
    /// The names in its address, from the left.
    pub fn path_parameters(&self) -> impl Iterator<Item = &str> {
        self.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
    }
}

/// The API as its document has it.
pub struct Api {
    document: Value,
    /// By their ids.
    pub operations: BTreeMap<String, Operation>,
}

/// What a row fills in.
pub struct Given {
    values: Vec<(&'static str, &'static str)>,
    body: Option<Value>,
}

impl Given {
    /// Reads it: `name=value name=value { "field": … }`.
    pub fn of(text: &'static str) -> Self {
        let (values, body) = text.split_at(text.find('{').unwrap_or(text.len()));
        let values = values.split_whitespace();
        let values =
            values.map(|pair| pair.split_once('=').unwrap_or_else(|| panic!("not name=value: {pair}"))).collect();
        let body = (!body.is_empty()).then(|| serde_json::from_str(body).unwrap_or_else(|e| panic!("{e}: {body}")));
        Self { values, body }
    }

    fn value(&self, name: &str) -> Option<&'static str> {
        self.values.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }
}

impl Api {
    /// The document of this workspace.
    pub fn declared() -> &'static Self {
        static DECLARED: LazyLock<Api> = LazyLock::new(|| {
            let text = std::fs::read_to_string(workspace().join("openapi/congvan.v1.yaml")).unwrap();
            let document: Value = yaml_serde::from_str(&text).unwrap();
            let mut operations = BTreeMap::new();
            for (path, methods) in document["paths"].as_object().unwrap() {
                for (method, operation) in methods.as_object().unwrap() {
                    let Some(id) = operation["operationId"].as_str() else { continue };
                    operations.insert(id.to_owned(), operation_of(path, method, operation));
                }
            }
            Api { document, operations }
        });
        &DECLARED
    }

    fn operation(&self, id: &str) -> &Operation {
        self.operations.get(id).unwrap_or_else(|| panic!("the API has no operation {id}: take its rows away"))
    }

    /// What stands in the place of a parameter, before its words are said.
    pub fn filled(&self, id: &str, given: &Given, parameter: &str) -> Option<&'static str> {
        given.value(parameter).or_else(|| {
            let path = &self.operation(id).path;
            let below =
                |place: &str| path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
            let known = USUAL.iter().filter(|(place, name, _)| *name == parameter && below(place));
            known.max_by_key(|(place, ..)| place.len()).map(|(.., value)| *value)
        })
    }

    /// What keeps a request from being made of a row.
    pub fn faults(&self, id: &str, given: &Given) -> Vec<String> {
        let Some(operation) = self.operations.get(id) else {
            return vec![format!("{id}: the API has no such operation; take the row away")];
        };
        let known = |name: &str| name == "as" || operation.parameters.iter().any(|(known, ..)| known == name);
        let unknown = given.values.iter().filter(|(name, _)| !known(name));
        let mut faults: Vec<String> = unknown.map(|(name, _)| format!("{id}: it has no parameter {name}")).collect();
        for (name, place, must) in &operation.parameters {
            if *must && self.filled(id, given, name).is_none() {
                faults.push(format!(
                    "{id}: nobody knows how to fill its {place} parameter {name} ({}): add it to USUAL in access_requests.rs, \
                     or {name}=… to the row",
                    operation.path
                ));
            }
        }
        match (&operation.body, &given.body) {
            (None, Some(_)) => faults.push(format!("{id}: it takes no body, and the row has one")),
            (Some((kind, schema)), None) if kind == "application/json" => {
                if let Err(why) = self.sample(schema, 0) {
                    faults.push(format!(
                        "{id}: no body can be made from its schema ({why}): write its fields in the row"
                    ));
                }
            }
            _ => {}
        }
        faults
    }

    /// Asks for it.
    pub fn ask(&self, office: &Office<'_>, who: &Client, id: &str, given: &Given) -> Answer {
        let operation = self.operation(id);
        let mut words = office.words(who);
        // In a new session of one's own, so that it may be ended.
        let renewed = (given.value("as") == Some("new")).then(|| words.in_a_new_session());
        let who = renewed.as_ref().unwrap_or(who);
        let mut path = operation.path.clone();
        let (mut query, mut headers) = (Vec::new(), Vec::new());
        for (name, place, _) in &operation.parameters {
            if place == "header" {
                if name.eq_ignore_ascii_case("if-match")
                    && let Some(document) = self.filled(id, given, "id").and_then(|id| id.strip_prefix('$'))
                    && let Some(version) = office.version(document)
                {
                    headers.push((name.as_str(), format!("\"{version}\"")));
                }
                continue;
            }
            let Some(value) = self.filled(id, given, name) else { continue };
            let said = match words.said(value) {
                Value::String(text) => text,
                other => other.to_string(),
            };
            match place.as_str() {
                "path" => path = path.replace(&format!("{{{name}}}"), &percent(&said)),
                _ => query.push(format!("{name}={}", percent(&said))),
            }
        }
        if !query.is_empty() {
            path = format!("{path}?{}", query.join("&"));
        }
        let mut request = who.request(operation.method, &path);
        for (name, value) in headers {
            request = request.header(name, &value);
        }
        match &operation.body {
            None => request.send(),
            Some((kind, schema)) if kind == "application/json" => {
                let made = self.sample(schema, 0).unwrap_or(Value::Null);
                request.json(&words.all_said(over(made, given.body.as_ref()))).send()
            }
            Some((kind, _)) => request.bytes(kind, letters::pdf("quyen")).send(),
        }
    }

    /// The least that fits a schema: its example, or its default, or just what must be there.
    fn sample(&self, schema: &Value, depth: usize) -> Result<Value, String> {
        if depth > 12 {
            return Err("it never ends".to_owned());
        }
        if let Some(place) = schema["$ref"].as_str() {
            let named = self.document.pointer(place.trim_start_matches('#')).ok_or_else(|| format!("no {place}"))?;
            return self.sample(named, depth + 1);
        }
        let first = |list: &Value| list.as_array().and_then(|list| list.iter().find(|one| !one.is_null()).cloned());
        let ready =
            ["example", "default", "const"].iter().find_map(|key| schema.get(*key).filter(|v| !v.is_null()).cloned());
        if let Some(value) = ready.or_else(|| first(&schema["examples"])).or_else(|| first(&schema["enum"])) {
            return Ok(value);
        }
        for several in ["oneOf", "anyOf"] {
            if let Some(variants) = schema[several].as_array() {
                let real = variants.iter().find(|variant| variant["type"] != "null");
                return self.sample(real.ok_or("only null")?, depth + 1);
            }
        }
        if let Some(parts) = schema["allOf"].as_array() {
            let made = parts.iter().map(|part| self.sample(part, depth + 1)).collect::<Result<Vec<_>, _>>()?;
            return Ok(made.iter().fold(json!({}), |whole, part| over(whole, Some(part))));
        }
        let kinds = &schema["type"];
        let kind =
            kinds.as_str().or_else(|| kinds.as_array()?.iter().filter_map(Value::as_str).find(|kind| *kind != "null"));
        match kind {
            Some("object") => {
                let mut object = Map::new();
                for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
                    let part =
                        self.sample(&schema["properties"][name], depth + 1).map_err(|why| format!("{name}: {why}"))?;
                    object.insert(name.to_owned(), part);
                }
                Ok(Value::Object(object))
            }
            Some("array") => match schema["minItems"].as_u64() {
                None | Some(0) => Ok(json!([])),
                Some(_) => Ok(json!([self.sample(&schema["items"], depth + 1)?])),
            },
            Some("string") => Ok(match schema["format"].as_str() {
                Some("uuid") => json!("$absent"),
                Some("date") => json!("2999-01-01"),
                Some("date-time") => json!("2999-01-01T00:00:00+07:00"),
                Some("email") => json!("$address"),
                _ => json!("a".repeat(schema["minLength"].as_u64().unwrap_or(1).max(1).try_into().unwrap())),
            }),
            Some("integer" | "number") => Ok(schema.get("minimum").cloned().unwrap_or(json!(1))),
            Some("boolean") => Ok(json!(false)),
            other => Err(format!("a schema of the kind {other:?}")),
        }
    }
}

fn operation_of(path: &str, method: &str, operation: &Value) -> Operation {
    let parameter = |one: &Value| {
        let text =
            |key: &str| one[key].as_str().unwrap_or_else(|| panic!("{path}: a parameter without {key}")).to_owned();
        (text("name"), text("in"), one["required"] == true)
    };
    let body = operation["requestBody"]["content"].as_object().and_then(|content| {
        // JSON, where there is a choice.
        let (kind, body) = content.get_key_value("application/json").or_else(|| content.iter().next())?;
        Some((kind.clone(), body.get("schema").cloned().unwrap_or_default()))
    });
    let open = |needs: &Vec<Value>| needs.iter().any(|one| one.as_object().is_some_and(Map::is_empty));
    Operation {
        method: match method {
            "get" => "GET",
            "post" => "POST",
            "put" => "PUT",
            "patch" => "PATCH",
            "delete" => "DELETE",
            other => panic!("{path}: the table does not know the method {other}"),
        },
        path: path.to_owned(),
        parameters: operation["parameters"]
            .as_array()
            .map(|all| all.iter().map(parameter).collect())
            .unwrap_or_default(),
        body,
        is_open: operation["security"].as_array().is_some_and(open),
    }
}

/// What the row has goes over what was made. Of something with a tag (`command`) all is the row's: another kind has other fields.
fn over(mut made: Value, given: Option<&Value>) -> Value {
    let Some(given) = given else { return made };
    match (made.as_object_mut(), given.as_object()) {
        (Some(object), Some(fields)) if !fields.contains_key("command") => {
            object.extend(fields.clone());
            made
        }
        _ => given.clone(),
    }
}
