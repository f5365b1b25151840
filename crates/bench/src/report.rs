//! What a run came to, as a table and as JSON.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::{Outcome, load::Measured, seed::check::Checked};

/// What a ratio to pgbench should reach: what must be, and what is aimed at.
pub const INBOX_GOAL: (f64, f64) = (0.30, 0.45);
/// See [`INBOX_GOAL`].
pub const HANDOFF_GOAL: (f64, f64) = (0.50, 0.70);
/// The most statements between BEGIN and COMMIT of a handoff, plus one.
pub const STATEMENTS_GOAL: usize = 12;
/// The most resident memory under load, in KiB.
pub const MEMORY_GOAL: u64 = 100 * 1024;
/// By how much the largest office may be slower than the smallest.
pub const SIZE_GOAL: f64 = 1.3;

/// One operation.
#[derive(Debug, Clone)]
pub struct Operation {
    /// Its name.
    pub name: &'static str,
    /// Each round of clients.
    pub rounds: Vec<Measured>,
    /// Each round of pgbench.
    pub pgbench: Vec<f64>,
    /// What the ratio should reach.
    pub goal: Option<(f64, f64)>,
}

/// One size of office.
#[derive(Debug, Clone)]
pub struct Run {
    /// The engine.
    pub engine: &'static str,
    /// Documents before the measurement, and after it.
    pub documents: (u32, u32),
    /// What a commit costs there.
    pub durability: String,
    /// Size of the database after the seeding, in bytes.
    pub bytes: u64,
    /// How long the seeding took, in seconds.
    pub seeding: f64,
    /// What the sample showed.
    pub checked: Checked,
    /// Clients, seconds a round, rounds.
    pub load: (usize, u64, usize),
    /// What was measured.
    pub operations: Vec<Operation>,
    /// Statements between BEGIN and COMMIT of each handoff.
    pub statements: Vec<(&'static str, usize)>,
    /// Resident memory of the server after the inboxes and the handoffs, and its highest, in KiB.
    pub memory: (u64, u64),
}

/// The middle one.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

fn micros(value: u64) -> f64 {
    u32::try_from(value).map_or(f64::MAX, f64::from)
}

impl Operation {
    /// Answers a second.
    pub fn rate(&self) -> f64 {
        median(self.rounds.iter().map(Measured::rate).collect())
    }

    /// The time within which this part (in thousandths) of the answers came, in microseconds.
    pub fn within(&self, thousandths: usize) -> f64 {
        median(self.rounds.iter().map(|round| micros(round.within(thousandths))).collect())
    }

    fn errors(&self) -> u64 {
        self.rounds.iter().map(|round| round.errors).sum()
    }

    /// What the office does of what pgbench does right after it: the median of the rounds' ratios.
    fn ratio(&self) -> Option<f64> {
        let pairs = self.rounds.iter().zip(&self.pgbench);
        (!self.pgbench.is_empty())
            .then(|| median(pairs.map(|(round, pgbench)| round.rate() / pgbench.max(0.001)).collect()))
    }

    /// By how much its median grew, and by how much its rate fell, beside the same operation elsewhere, measured in turns: the
    /// medians of the rounds' ratios.
    fn beside(&self, other: &Self) -> (f64, f64) {
        let pairs = || self.rounds.iter().zip(&other.rounds);
        let slower = pairs().map(|(here, there)| micros(here.within(500)) / micros(there.within(500)).max(1.0));
        let fewer = pairs().map(|(here, there)| there.rate() / here.rate().max(0.001));
        (median(slower.collect()), median(fewer.collect()))
    }
}

impl Run {
    /// Whether every request was answered as it should be.
    pub fn without_errors(&self) -> bool {
        self.operations.iter().all(|operation| operation.errors() == 0)
    }
}

fn met(reached: bool) -> &'static str {
    if reached { "reached" } else { "MISSED" }
}

/// One run as text.
pub fn table(run: &Run) -> String {
    let mut text = String::new();
    // Writing to a text can't fail.
    let _ = write_table(&mut text, run);
    text
}

fn write_table(text: &mut String, run: &Run) -> std::fmt::Result {
    let (before, after) = run.documents;
    let (clients, seconds, rounds) = run.load;
    writeln!(text, "\n{}: {before} documents at the start, {after} at the end ({})", run.engine, run.durability)?;
    writeln!(
        text,
        "seeded in {:.0} s, {} MiB; {} documents written again by commands, {} rows equal; {} chains verified, no gap",
        run.seeding,
        run.bytes >> 20,
        run.checked.documents,
        run.checked.rows,
        run.checked.chains
    )?;
    writeln!(text, "{clients} clients, medians of {rounds} rounds of {seconds} s\n")?;
    writeln!(
        text,
        "{:<10} {:>9} {:>9} {:>10} {:>7} {:>11} {:>6}  goal",
        "operation", "p50 µs", "p99 µs", "a second", "errors", "pgbench/s", "ratio"
    )?;
    for operation in &run.operations {
        write!(
            text,
            "{:<10} {:>9.0} {:>9.0} {:>10.0} {:>7}",
            operation.name,
            operation.within(500),
            operation.within(990),
            operation.rate(),
            operation.errors()
        )?;
        match (operation.ratio(), operation.goal) {
            (Some(ratio), Some((must, aim))) => writeln!(
                text,
                " {:>11.0} {ratio:>6.2}  at least {must:.2} (aim {aim:.2}): {}",
                median(operation.pgbench.clone()),
                met(ratio >= must)
            )?,
            _ => writeln!(text, " {:>11} {:>6}", "–", "–")?,
        }
        if let Some(error) = operation.rounds.iter().find_map(|round| round.first_error.as_ref()) {
            writeln!(text, "           first error: {error}")?;
        }
    }
    for (name, count) in &run.statements {
        let reached = met(*count < STATEMENTS_GOAL);
        writeln!(text, "statements between BEGIN and COMMIT, {name}: {count} (under {STATEMENTS_GOAL}: {reached})")?;
    }
    let (now, most) = run.memory;
    writeln!(
        text,
        "server memory after inboxes and handoffs: {} MiB, at most {} MiB (under {} MiB: {})",
        now >> 10,
        most >> 10,
        MEMORY_GOAL >> 10,
        met(most < MEMORY_GOAL)
    )
}

/// The last size beside the first, as text.
pub fn comparison(first: &Run, last: &Run) -> String {
    let mut text =
        format!("\n{} documents beside {} (at most {SIZE_GOAL} times)\n", last.documents.0, first.documents.0);
    for operation in &last.operations {
        let Some(small) = first.operations.iter().find(|other| other.name == operation.name) else { continue };
        let (slower, fewer) = operation.beside(small);
        let reached = met(slower.max(fewer) <= SIZE_GOAL);
        let _ = writeln!(text, "{:<10} p50 × {slower:.2}, throughput ÷ {fewer:.2}: {reached}", operation.name);
    }
    text
}

fn value(run: &Run) -> Value {
    let operations: Vec<Value> = run
        .operations
        .iter()
        .map(|operation| {
            json!({
                "name": operation.name, "p50_us": operation.within(500), "p99_us": operation.within(990),
                "per_second": operation.rate(), "errors": operation.errors(),
                "rounds_p50_us": operation.rounds.iter().map(|round| round.within(500)).collect::<Vec<_>>(),
                "rounds_per_second": operation.rounds.iter().map(Measured::rate).collect::<Vec<_>>(),
                "pgbench_rounds_per_second": operation.pgbench, "ratio": operation.ratio(),
            })
        })
        .collect();
    json!({
        "engine": run.engine, "documents_at_start": run.documents.0, "documents_at_end": run.documents.1,
        "durability": run.durability, "bytes": run.bytes, "seeding_seconds": run.seeding,
        "sample_documents": run.checked.documents, "sample_rows": run.checked.rows, "chains_verified": run.checked.chains,
        "clients": run.load.0, "seconds": run.load.1, "rounds": run.load.2, "operations": operations,
        "statements": run.statements.iter().copied().collect::<std::collections::BTreeMap<_, _>>(),
        "memory_kib": run.memory.0, "memory_peak_kib": run.memory.1,
    })
}

/// All runs as JSON.
pub fn json(runs: &[Run]) -> Outcome<String> {
    Ok(serde_json::to_string_pretty(&runs.iter().map(value).collect::<Vec<_>>())?)
}
