//! Where settings come from: the defaults, one file over them, the environment over both.

use std::{collections::BTreeMap, ffi::OsString, fmt, path::PathBuf};

use figment::{
    Figment, Metadata, Profile, Provider,
    providers::{Format, Serialized, Toml},
    value::{Dict, Map, Value},
};

use super::{
    Problem,
    names::{CONFIG, NAMES, PREFIX, in_environment, known},
};

/// The file that is read where it is there and none is named.
const USUAL_FILE: &str = "congvan.toml";

/// Where a value stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// It is the default.
    Default,
    /// In the settings file.
    File(PathBuf),
    /// In this variable.
    Environment(String),
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("mặc định/default"),
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Environment(name) => f.write_str(name),
        }
    }
}

/// A setting as it was written.
#[derive(Debug, Clone)]
pub struct Written {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub source: Source,
}

/// The file and the environment, not yet read.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The file.
    pub file: Option<PathBuf>,
    /// The program's variables, by name.
    variables: BTreeMap<String, OsString>,
}

impl Sources {
    /// The file that is named on the command line, by `CONGVAN_CONFIG`, or is there; and the environment.
    pub fn find(named: Option<PathBuf>, environment: impl Iterator<Item = (OsString, OsString)>) -> Self {
        let mut variables: BTreeMap<String, OsString> = environment
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value)))
            // What is set to nothing is not set.
            .filter(|(name, value)| name.starts_with(PREFIX) && !value.is_empty())
            .collect();
        let by_variable = variables.remove(CONFIG).map(PathBuf::from);
        let usual = || Some(PathBuf::from(USUAL_FILE)).filter(|path| path.exists());
        Self { file: named.or(by_variable).or_else(usual), variables }
    }

    /// Whether this variable is set.
    pub fn has_variable(&self, setting: &str) -> bool {
        self.variables.contains_key(&in_environment(setting))
    }

    /// Reads all of them. What is wrong is put to the problems, and what is merely odd to the remarks.
    pub fn read(&self, problems: &mut Vec<Problem>, remarks: &mut Vec<Problem>) -> BTreeMap<&'static str, Written> {
        let defaults: BTreeMap<&str, &str> = NAMES.iter().filter_map(|n| Some((n.key, n.default?))).collect();
        let mut figment = Figment::from(Serialized::defaults(defaults));
        if let Some(path) = &self.file {
            if path.is_file() {
                figment = figment.merge(Toml::file_exact(path));
            } else {
                problems.push(Problem::of_file(path, "không có tệp cấu hình này / there is no such settings file"));
            }
        }
        let environment = self.environment(problems, remarks);
        let merged = match figment.clone().merge(environment.clone()).extract::<Dict>() {
            Ok(merged) => merged,
            Err(error) => {
                // The file can't be read: the environment is looked at all the same.
                if let Some(path) = &self.file {
                    problems.push(Problem::of_file(path, without_lines(&error.to_string())));
                }
                Figment::from(environment.clone()).extract::<Dict>().unwrap_or_default()
            }
        };
        let mut written = BTreeMap::new();
        for (name, value) in merged {
            let source = self.source(&name, figment.find_metadata(&name), &environment);
            match (known(&name), plain(&value)) {
                (Some(known), Some(text)) => {
                    written.insert(known.key, Written { text, source });
                }
                (Some(_), None) => {
                    problems.push(Problem::new(&name, source, "phải là một giá trị đơn / must be a plain value"));
                }
                (None, _) => {
                    problems.push(Problem::new(&name, source, "không có tham số này / there is no such setting"));
                }
            }
        }
        written
    }

    fn environment(&self, problems: &mut Vec<Problem>, remarks: &mut Vec<Problem>) -> Environment {
        let mut values = BTreeMap::new();
        for (variable, value) in &self.variables {
            let name = variable.trim_start_matches(PREFIX).to_ascii_lowercase();
            let source = Source::Environment(variable.clone());
            match (known(&name), value.to_str()) {
                (Some(_), Some(text)) => {
                    values.insert(name, text.to_owned());
                }
                (Some(_), None) => problems.push(Problem::new(&name, source, "không phải UTF-8 / is not UTF-8")),
                // Other programs set variables, too: Kubernetes does for a service of this name.
                (None, _) => {
                    remarks.push(Problem::new(&name, source, "không có tham số này / there is no such setting"));
                }
            }
        }
        Environment(values)
    }

    fn source(&self, name: &str, metadata: Option<&Metadata>, environment: &Environment) -> Source {
        if environment.0.contains_key(name) {
            return Source::Environment(in_environment(name));
        }
        let from_file = metadata.and_then(|m| m.source.as_ref()).and_then(figment::Source::file_path).is_some();
        match &self.file {
            Some(path) if from_file => Source::File(path.clone()),
            _ => Source::Default,
        }
    }
}

/// The variables as a provider, each as the text that it is: figment's own reads numbers and lists out of them.
#[derive(Debug, Clone)]
struct Environment(BTreeMap<String, String>);

impl Provider for Environment {
    fn metadata(&self) -> Metadata {
        Metadata::named("environment")
    }

    fn data(&self) -> Result<Map<Profile, Dict>, figment::Error> {
        let dict = self.0.iter().map(|(name, text)| (name.clone(), Value::from(text.clone()))).collect();
        Ok(Profile::Default.collect(dict))
    }
}

fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(_, text) => Some(text.clone()),
        Value::Bool(_, value) => Some(value.to_string()),
        Value::Char(_, value) => Some(value.to_string()),
        Value::Num(_, number) => {
            number.to_i128().map(|n| n.to_string()).or_else(|| number.to_f64().map(|n| n.to_string()))
        }
        Value::Empty(..) | Value::Dict(..) | Value::Array(..) => None,
    }
}

/// A parser's message without the line of the file that it shows: a password may stand in it.
pub(super) fn without_lines(message: &str) -> String {
    let shown = |line: &&str| {
        let line = line.trim_start();
        !line.contains(" | ") && !line.starts_with('|') && !line.is_empty()
    };
    message.lines().filter(shown).map(str::trim).collect::<Vec<_>>().join(": ")
}
