//! Measures the office over HTTP: seeds it in bulk, shows that the rows are those of commands, starts the server beside
//! itself, loads it with closed-loop clients, and on PostgreSQL runs the same statements through pgbench in the same run.
//!
//! Read in this order: [`place`] (the databases), [`seed`] (the documents), [`server`] (the program under test), [`http`] and
//! [`load`] (the clients), [`operations`] (what they ask), [`record`] and [`pgbench`] (the same statements without the
//! program), [`run`] (offices, from empty to measured) and [`rounds`] (one round at one office), [`report`] (the tables). Beside all that, [`dossiers`] and [`search`] time the store alone, and [`books`]
//! makes long books. docs/PERFORMANCE.md says how to read them.

mod books;
mod dossiers;
mod http;
mod load;
mod operations;
mod pgbench;
mod place;
mod record;
mod report;
mod rounds;
mod run;
mod search;
mod seed;
mod server;

use std::{error::Error, path::PathBuf, process::ExitCode};

use clap::{Parser, ValueEnum};

/// An error of any kind, told to whoever runs the benchmark.
type Failure = Box<dyn Error + Send + Sync>;
/// What may fail.
type Outcome<T> = Result<T, Failure>;

/// Which database engine is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum EngineName {
    Sqlite,
    Postgres,
}

/// Seeds an office and measures it over HTTP.
#[derive(Debug, Clone, Parser)]
#[command(name = "bench")]
struct Args {
    /// The database engine. PostgreSQL: a superuser's URL in `BENCH_POSTGRES_URL` or `TEST_POSTGRES_URL`.
    #[arg(long, value_enum)]
    engine: EngineName,
    /// How many documents stand in the office.
    #[arg(long, default_value_t = 10_000)]
    documents: u32,
    /// Only this: so many dossiers of the one-stop shop are written into a database, and its lists and figures are timed there.
    #[arg(long)]
    dossiers: Option<u32>,
    /// Only this: so many documents are written into a database and indexed, and the search is timed there.
    #[arg(long)]
    search: Option<u32>,
    /// Only this: a year of so many documents is seeded, and its book is made in every form.
    #[arg(long)]
    books: Option<u32>,
    /// Several sizes, measured in turns, such as 10000,1000000; the last is compared with the first.
    #[arg(long, value_delimiter = ',')]
    compare: Vec<u32>,
    /// Seconds that each round measures.
    #[arg(long, default_value_t = 3)]
    seconds: u64,
    /// Clients that ask one question after the other.
    #[arg(long, default_value_t = 8)]
    clients: usize,
    /// Rounds of each operation; the median counts.
    #[arg(long, default_value_t = 9)]
    rounds: usize,
    /// The program under test; the one beside this program where none is named.
    #[arg(long)]
    server: Option<PathBuf>,
    /// What the server is given beside `serve --demo`, separated by spaces.
    #[arg(long = "server-args", default_value = "", allow_hyphen_values = true)]
    server_options: String,
    /// How many documents of each kind are written again by commands and compared, row by row.
    #[arg(long, default_value_t = 40)]
    sample: u32,
    /// Seed no mails of the past.
    #[arg(long)]
    no_mails: bool,
    /// Run no pgbench.
    #[arg(long)]
    no_pgbench: bool,
    /// Write the results there, too, as JSON.
    #[arg(long)]
    json: Option<PathBuf>,
}

fn main() -> ExitCode {
    let args = Args::parse();
    match measure(&args) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Measures every size that is asked for; false where a request failed.
fn measure(args: &Args) -> Outcome<bool> {
    if let Some(count) = args.dossiers {
        return dossiers::measure(args, count).map(|()| true);
    }
    if let Some(count) = args.search {
        return search::measure(args, count).map(|()| true);
    }
    if let Some(lines) = args.books {
        return books::measure(args, lines).map(|()| true);
    }
    let sizes = if args.compare.is_empty() { vec![args.documents] } else { args.compare.clone() };
    let runs = run::sizes(args, &sizes)?;
    for run in &runs {
        print!("{}", report::table(run));
    }
    if let [first, .., last] = runs.as_slice() {
        print!("{}", report::comparison(first, last));
    }
    if let Some(path) = &args.json {
        std::fs::write(path, report::json(&runs)?).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(runs.iter().all(report::Run::without_errors))
}
