//! Dossiers of the one-stop shop in a database alone: an archive of five years is written in bulk, and what lists and figures ask of the
//! store is timed. No server and no HTTP, so that it shows what the queries cost and nothing else.

use std::time::Instant;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    AgencyId,
    dossier::{Judgement, Month, statistics::Closing},
};
use store::{
    Conn, Db, Engine, StoreError,
    dossier::{Counting, Filter, Listed, Page, Standing, StandingAt, grouped, list, lying},
};

use crate::{Args, Outcome, place};

const AGENCY: &str = "01a00000-0000-7000-8000-000000000001";
/// How many are open, in an office of any size.
const OPEN: u32 = 500;

/// Writes so many, the last of them now: one in every five thousand is a Trương's, four in ten are a Nguyễn's; a tenth was late.
fn archive(engine: Engine, count: u32, now: DateTime<Utc>) -> String {
    let first = (now - TimeDelta::days(5 * 365)).timestamp();
    let (numbers, id, at, none) = match engine {
        Engine::Sqlite => (
            format!("WITH RECURSIVE one(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM one WHERE n < {count})"),
            "printf('01a00000-0000-7000-8000-%012x', n)",
            "strftime('%Y-%m-%dT%H:%M:%S.000000Z', CAST({} AS INTEGER), 'unixepoch')",
            "NULL",
        ),
        Engine::Postgres => (
            format!("WITH one AS (SELECT generate_series(1, {count}) AS n)"),
            "('01a00000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid",
            "to_timestamp({})",
            "NULL::timestamptz",
        ),
    };
    let span = 5 * 365 * 24 * 3600;
    let time = |days: u32| at.replace("{}", &format!("({first} + n * {span}.0 / {count} + {days} * 86400)"));
    let (open, last) = (count.saturating_sub(OPEN), time(0));
    let agency = if engine == Engine::Postgres { format!("'{AGENCY}'::uuid") } else { format!("'{AGENCY}'") };
    let body = if engine == Engine::Postgres { "repeat('x', 6000)" } else { "hex(zeroblob(3000))" };
    format!(
        "INSERT INTO agency (id, code, name, settings, directory_version, created_at)
         SELECT {agency}, 'H99.1', 'Mẫu', '{{}}', 1, {moment};
         {numbers}
         INSERT INTO dossier (agency_id, id, version, chain_hash, state, code, procedure_code, procedure_name, field, channel, request,
                              owner, owner_folded, desk, at_desk, reached_at, received_at, due, rests, closing, closed_at, by_original,
                              body, created_at, changed_at)
         SELECT {agency}, {id}, 1, '', CASE WHEN n > {open} THEN 'processing' ELSE 'returned' END, 'H99.1-' || n,
                '1.' || (n % 40), 'Thủ tục ' || (n % 40), 'Lĩnh vực ' || (n % 9), 'counter', 'Yêu cầu', 'Người Nộp',
                CASE WHEN n % 5000 = 7 THEN 'truong' WHEN n % 5 < 2 THEN 'nguyen' ELSE 'le' END || ' van ' || (n % 997),
                CASE WHEN n > {open} THEN 'o' END, CASE WHEN n > {open} THEN 'o' END, {last}, {last}, {due}, FALSE,
                CASE WHEN n <= {open} THEN CASE WHEN n % 10 = 0 THEN 'late' ELSE 'in_time' END END,
                CASE WHEN n <= {open} THEN {closed} ELSE {none} END,
                CASE WHEN n <= {open} THEN CASE WHEN n % 10 = 0 THEN 'late' ELSE 'in_time' END END,
                {body}, {last}, {last}
         FROM one;",
        moment = at.replace("{}", &first.to_string()),
        due = time(5),
        closed = time(4),
    )
}

/// What is asked, by name.
fn questions(now: DateTime<Utc>) -> Vec<(&'static str, Filter)> {
    let none = Filter::default;
    let month = Month::of(now);
    let long_ago = Month::of(now - TimeDelta::days(3 * 365));
    let standing = StandingAt { standing: Standing::Overdue, until: month.until(), now };
    let in_month = Filter { closed_from: Some(month.from()), closed_before: Some(month.until()), ..none() };
    vec![
        ("list, the latest", none()),
        ("list, a rare name", Filter { owner: Some("truong van".to_owned()), ..none() }),
        ("list, a frequent name", Filter { owner: Some("nguyen".to_owned()), ..none() }),
        ("list, a name that nobody has", Filter { owner: Some("khong ai".to_owned()), ..none() }),
        ("list, a procedure", Filter { procedure_code: Some("1.7".to_owned()), ..none() }),
        ("list, a field", Filter { field: Some("Lĩnh vực 3".to_owned()), ..none() }),
        ("list, overdue", Filter { overdue_at: Some(now), ..none() }),
        ("list, late this month", Filter { closing: Some(Closing::Done(Judgement::Late)), ..in_month }),
        ("list, carried over", Filter { open_at: Some(month.from()), ..none() }),
        ("list, overdue this month", Filter { open_at: Some(month.until()), standing: Some(standing), ..none() }),
        (
            "list, received in a month three years ago",
            Filter { received_from: Some(long_ago.from()), received_before: Some(long_ago.until()), ..none() },
        ),
        (
            "list, closed in a month three years ago",
            Filter { closed_from: Some(long_ago.from()), closed_before: Some(long_ago.until()), ..none() },
        ),
    ]
}

/// The median of some calls, in milliseconds.
async fn timed<F>(db: &Db, rounds: usize, ask: F) -> Outcome<f64>
where
    F: FnMut(&mut Conn) -> Result<(), StoreError> + Send + Clone + 'static,
{
    let mut took = Vec::new();
    for _ in 0..rounds.max(1) {
        let begun = Instant::now();
        db.read_long::<_, StoreError, _>(ask.clone()).await?;
        took.push(begun.elapsed().as_secs_f64() * 1000.0);
    }
    took.sort_by(f64::total_cmp);
    took.get(took.len() / 2).copied().ok_or_else(|| "nothing was timed".into())
}

/// Writes an archive of so many dossiers into a fresh database, and times what is asked of it.
pub fn measure(args: &Args, count: u32) -> Outcome<()> {
    let mut place = place::Place::new(args.engine, count)?;
    let url = place.database("dossiers")?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
    runtime.block_on(async {
        let db = place::open(&url, 2)?;
        db.migrate().await?;
        let now = Utc::now();
        let begun = Instant::now();
        place::execute(place.engine, &url, &archive(place.engine, count, now))?;
        place::tidy(place.engine, &url)?;
        println!("{count} dossiers, {OPEN} of them open, written in {} s", begun.elapsed().as_secs());
        println!("{:<44}{:>10}", "median of the calls", "ms");
        let agency = AgencyId(AGENCY.parse()?);
        let month = Month::of(now);
        let of = Counting { from: month.from(), until: month.until(), now };
        let figures = move |conn: &mut Conn| grouped(conn, agency, of).map(|_| ());
        println!("{:<44}{:>10.1}", "figures of the present month", timed(&db, args.rounds, figures).await?);
        let on_desks = move |conn: &mut Conn| lying(conn, agency).map(|_| ());
        println!("{:<44}{:>10.1}", "what lies on desks", timed(&db, args.rounds, on_desks).await?);
        for (name, filter) in questions(now) {
            let page = Page { before: None, limit: 51 };
            let ask = move |conn: &mut Conn| list(conn, agency, &Listed::Agency, &filter, page).map(|_| ());
            println!("{name:<44}{:>10.1}", timed(&db, args.rounds, ask).await?);
        }
        Ok(())
    })
}
