//! The same statements without the program: scripts for pgbench, made of what the office sent, with the same values in the same
//! shapes, prepared as the office prepares them, over the same kind of socket.

use std::{collections::BTreeMap, fmt::Write as _, path::PathBuf, process::Command};

use crate::{
    Outcome,
    operations::root_of,
    record::Statement,
    seed::{
        Lot,
        play::{Spec, document_id},
        world::{self, World},
    },
};

/// What pgbench's connections are set to, as the office's are.
const OPTIONS: &str =
    "-c jit=off -c default_transaction_read_only=on -c statement_timeout=30000 -c lock_timeout=5000 -c timezone=UTC";

/// pgbench, and how it is run.
pub struct Pgbench {
    program: PathBuf,
    folder: PathBuf,
    url: String,
    clients: usize,
}

/// Scripts with the values they name.
#[derive(Debug, Clone, Default)]
pub struct Script {
    files: Vec<String>,
    values: Values,
}

/// Values by the names under which pgbench is given them.
#[derive(Debug, Clone, Default)]
struct Values(BTreeMap<String, String>);

impl Values {
    fn name(&mut self, value: &str) -> String {
        let next = format!("v{}", self.0.len());
        self.0.entry(value.to_owned()).or_insert(next).clone()
    }
}

/// How long one run is.
#[derive(Debug, Clone, Copy)]
pub enum Length {
    /// So many seconds.
    Seconds(u64),
    /// So many transactions of each client.
    Transactions(u32),
}

impl Pgbench {
    /// Finds the program; none where it is not installed.
    pub fn find(folder: PathBuf, url: &str, clients: usize) -> Option<Self> {
        let on_path = std::env::var_os("PATH").unwrap_or_default();
        let mut places: Vec<PathBuf> = std::env::split_paths(&on_path).collect();
        let mut installed: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
            .map(|entries| entries.flatten().map(|entry| entry.path().join("bin")).collect())
            .unwrap_or_default();
        installed.sort();
        installed.reverse();
        places.extend(installed);
        let program = places.into_iter().map(|place| place.join("pgbench")).find(|program| program.is_file())?;
        Some(Self { program, folder, url: url.to_owned(), clients })
    }

    /// Runs a script; gives transactions a second.
    pub fn run(&self, script: &Script, length: Length, extra: &[(&str, u32)]) -> Outcome<f64> {
        let mut command = Command::new(&self.program);
        command.env("PGOPTIONS", OPTIONS).args(["--no-vacuum", "--protocol=prepared"]);
        command.arg(format!("--client={}", self.clients)).arg(format!("--jobs={}", self.clients.min(2)));
        match length {
            Length::Seconds(seconds) => command.arg(format!("--time={seconds}")),
            Length::Transactions(count) => command.arg(format!("--transactions={count}")),
        };
        for (n, text) in script.files.iter().enumerate() {
            let path = self.folder.join(format!("script{n}.sql"));
            std::fs::write(&path, text)?;
            command.arg("--file").arg(path);
        }
        for (value, name) in &script.values.0 {
            command.arg("--define").arg(format!("{name}={value}"));
        }
        for (name, value) in extra {
            command.arg("--define").arg(format!("{name}={value}"));
        }
        let done = command.arg(&self.url).output()?;
        let said = String::from_utf8_lossy(&done.stdout).into_owned();
        let complained = String::from_utf8_lossy(&done.stderr).into_owned();
        if !done.status.success() || complained.contains("ERROR") || complained.contains("aborted") {
            return Err(format!("pgbench failed: {}", complained.chars().take(2000).collect::<String>()).into());
        }
        let rate = said.lines().find_map(|line| line.strip_prefix("tps = ")?.split(' ').next()?.parse().ok());
        rate.ok_or_else(|| format!("pgbench said no rate:\n{said}").into())
    }
}

/// One script for each inbox.
pub fn reading(inboxes: &[Vec<Statement>]) -> Outcome<Script> {
    let mut script = Script::default();
    for statements in inboxes {
        let mut text = String::new();
        for statement in statements {
            writeln!(text, "{};", with_names(statement, &mut script.values, &BTreeMap::new())?)?;
        }
        script.files.push(text);
    }
    Ok(script)
}

/// One script that hands documents of a lot on: every client its own documents, one after the other. `heard` are the
/// transactions of one document of each variant; clients take variants in turn.
pub fn handing_on(world: &World, heard: &[(Spec, Vec<Statement>)]) -> Outcome<Script> {
    let mut script = Script::default();
    let mut text = String::from("\\set k :k + 1\n\\set n :base + :client_id * :span + :k - 1\n");
    text.push_str("\\set number :number_of_first + :n - :base\n");
    writeln!(text, "\\set variant :client_id % {}", heard.len().max(1))?;
    for (n, (spec, statements)) in heard.iter().enumerate() {
        writeln!(text, "\\{} :variant = {n}", if n == 0 { "if" } else { "elif" })?;
        for statement in statements {
            // What differs from document to document is made of its number; the rest is as it was heard.
            let mut made = BTreeMap::new();
            for id in [document_id(spec).0, root_of(spec)] {
                made.insert(id.to_string(), numbered(&mut script.values, &world::head(id)));
            }
            if statement.sql.starts_with("INSERT INTO \"message\"")
                && let Some(Some(own)) = statement.values.get(1)
            {
                let fresh = numbered(&mut script.values, &world::head(world.waiting.id.0));
                made.insert(own.clone(), fresh);
            }
            let line = with_names(statement, &mut script.values, &made)?;
            writeln!(text, "{line};")?;
        }
    }
    text.push_str("\\endif\n");
    script.files.push(text);
    Ok(script)
}

/// An id whose head is known and whose number is the transaction's.
fn numbered(values: &mut Values, head: &str) -> String {
    format!("concat(:{}::text, :n::text, '0000')::uuid", values.name(head))
}

/// How the lot of a run must be cut: so many documents in a row for each client.
pub fn cut(lot: Lot, clients: usize) -> Outcome<(u32, [(&'static str, u32); 4])> {
    let span = lot.count / u32::try_from(clients.max(1))?;
    Ok((span, [("k", 0), ("base", lot.first), ("span", span), ("number_of_first", lot.number)]))
}

/// A statement with names in the place of its values.
fn with_names(statement: &Statement, values: &mut Values, made: &BTreeMap<String, String>) -> Outcome<String> {
    let mut text = String::with_capacity(statement.sql.len() + 64);
    let mut rest = statement.sql.as_str();
    while let Some((before, after)) = rest.split_once('$') {
        text.push_str(before);
        let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
        let place: usize = digits.parse().map_err(|_| format!("a $ without a number in {}", statement.sql))?;
        rest = after.get(digits.len()..).unwrap_or_default();
        if !made.is_empty() && before.ends_with("\"arrival_number\" = ") {
            text.push_str(":number::int");
            continue;
        }
        let value = place.checked_sub(1).and_then(|place| statement.values.get(place));
        match value.ok_or_else(|| format!("no value for ${place} in {}", statement.sql))? {
            None => text.push_str("NULL"),
            Some(value) => {
                if let Some(expression) = made.get(value) {
                    text.push_str(expression);
                } else {
                    text.push(':');
                    text.push_str(&values.name(value));
                }
            }
        }
    }
    text.push_str(rest);
    Ok(text.replace('\n', " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_become_names() {
        let values = [Some("x".to_owned()), None, Some("id".to_owned()), Some("x".to_owned())].to_vec();
        let statement = Statement { sql: "SELECT $1, $2 WHERE $3 = $4".to_owned(), values };
        let made = BTreeMap::from([("id".to_owned(), "f(:n)".to_owned())]);
        let mut names = Values::default();
        let text = with_names(&statement, &mut names, &made).unwrap();
        assert_eq!(text, "SELECT :v0, NULL WHERE f(:n) = :v0");
        assert_eq!(names.0.get("x").map(String::as_str), Some("v0"));
    }
}
