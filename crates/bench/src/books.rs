//! The registry's books at length: an office is seeded, and a book of some days and one of a whole year are made in every form. Told is how
//! long each takes, and how much of the server's memory it takes at its highest: a long book should take no more than a short one.

use std::{
    collections::BTreeSet,
    fmt,
    time::{Duration, Instant},
};

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::{
    Args, Outcome,
    http::Client,
    operations::Signed,
    place,
    run::{Office, say},
    seed::world::YEARS,
};

/// The forms in which a book leaves the office: where it is asked for, and how.
const FORMS: [(&str, Option<&str>); 3] =
    [("registers/export", Some("csv")), ("registers/export", Some("xlsx")), ("registers/print", None)];
/// How long a sign-in is used: less than its token holds, and not so short that signing in is what is measured.
const TOKEN: Duration = Duration::from_mins(3);
/// How long a book may take.
const PATIENCE: Duration = Duration::from_hours(1);
/// How long a server takes over what is its own to do when it begins: the registers of years that are over are sealed.
const SEALING: Duration = Duration::from_mins(30);

/// A book that was made.
struct Made {
    form: String,
    lines: u64,
    took: Duration,
    bytes: u64,
    /// Resident memory before it and at its highest, in KiB.
    memory: (u64, u64),
}

impl fmt::Display for Made {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { form, lines, took, bytes, memory: (before, highest) } = self;
        let mib = |kib: u64| kib.div_ceil(1024);
        write!(
            f,
            "{form:<6}{lines:>9}{:>9.1}{:>10}{:>12}{:>12}{:>10}",
            took.as_secs_f64(),
            bytes.div_ceil(1024),
            mib(*before),
            mib(*highest),
            mib(highest.saturating_sub(*before))
        )
    }
}

/// Seeds an office whose years have so many documents each, and makes its books.
pub fn measure(args: &Args, lines: u32) -> Outcome<()> {
    let args = Args { no_mails: true, no_pgbench: true, sample: args.sample.min(5), ..args.clone() };
    let office = Office::seeded(&args, lines.saturating_mul(YEARS))?;
    let register = office.seeder.world.archive.last().ok_or("the office has no archive")?.clone();
    office.server.resume()?;
    let settled = Instant::now();
    while !is_sealed(&office, register.id.0)? && settled.elapsed() < SEALING {
        std::thread::sleep(Duration::from_secs(1));
    }
    say(&format!("the registers of the past were sealed within {} s", settled.elapsed().as_secs()));
    println!(
        "{:<6}{:>9}{:>9}{:>10}{:>12}{:>12}{:>10}",
        "form", "lines", "s", "KiB", "before MiB", "highest MiB", "grown"
    );
    let day = |month, day| NaiveDate::from_ymd_opt(register.year, month, day).ok_or("no such day");
    let (few, whole) = ((day(3, 1)?, day(3, 4)?), (day(1, 1)?, day(12, 31)?));
    for (path, format) in FORMS {
        // The first is not told: what is loaded once, such as fonts, is not the book's.
        make(&office, &register.id, (path, format), few)?;
        for days in [few, whole] {
            println!("{}", make(&office, &register.id, (path, format), days)?);
        }
    }
    Ok(())
}

/// Whether the register's lines are sealed.
fn is_sealed(office: &Office, register: uuid::Uuid) -> Outcome<bool> {
    let those = format!("register_id = '{register}' AND sealed_at IS NOT NULL");
    Ok(place::count(office.place.engine, &office.url, "register_seal", &those)? > 0)
}

fn make(
    office: &Office,
    register: &domain::RegisterId,
    (path, format): (&str, Option<&str>),
    (from, until): (NaiveDate, NaiveDate),
) -> Outcome<Made> {
    let clerk = office.seeder.world.clerk;
    let sign_in = || Signed::in_as(office.server.address, &office.seeder.world, BTreeSet::from([clerk]));
    let (mut signed, mut since) = (sign_in()?, Instant::now());
    let mut client = Client::connect(office.server.address)?;
    let mut asked = |request: &[u8]| -> Outcome<Value> {
        let status = client.send(request)?;
        let answer: Value = serde_json::from_slice(client.body()).unwrap_or_default();
        if status < 300 { Ok(answer) } else { Err(format!("{path} was answered with {status}: {answer}").into()) }
    };
    let mut order = json!({ "book": "incoming", "register": register, "from": from, "until": until });
    if let (Some(format), Some(order)) = (format, order.as_object_mut()) {
        order.insert("format".to_owned(), format.into());
    }
    let (before, _) = office.server.memory()?;
    office.server.forget_highest()?;
    let begun = Instant::now();
    let mut request = Vec::new();
    signed.post(&mut request, clerk, path, None, &order.to_string())?;
    let job = asked(&request)?;
    let id = job.get("id").and_then(Value::as_str).ok_or("a job without an id")?.to_owned();
    let done = loop {
        if since.elapsed() > TOKEN {
            (signed, since) = (sign_in()?, Instant::now());
        }
        request.clear();
        signed.get(&mut request, clerk, &format!("jobs/{id}"))?;
        let job = asked(&request)?;
        match job.get("state").and_then(Value::as_str) {
            Some("done") => break job,
            Some("failed") | None => return Err(format!("the book came to nothing: {job}").into()),
            Some(_) if begun.elapsed() > PATIENCE => return Err(format!("the book takes too long: {job}").into()),
            Some(_) => std::thread::sleep(Duration::from_millis(500)),
        }
    };
    let (_, highest) = office.server.memory()?;
    let number = |at: &str| done.pointer(at).and_then(Value::as_u64).unwrap_or_default();
    Ok(Made {
        form: format.unwrap_or("pdf").to_owned(),
        lines: number("/done"),
        took: begun.elapsed(),
        bytes: number("/file/size"),
        memory: (before, highest),
    })
}
