//! The rows of some documents, made from their lives. What the store's commands write row by row stands here in one piece; that
//! both are the same is shown on a sample of every run ([`super::check`]).

use std::{collections::BTreeMap, fmt::Write as _};

use chrono::NaiveDate;
use diesel::connection::SimpleConnection;
use domain::{
    UtcTime,
    assignment::{Assigner, Assignment, Duty},
    incoming::IncomingDocument,
    work::{Desk, Task, work_of},
};
use store::{Conn, Engine, StoreError, history};

use super::{
    play::Life,
    sink::{Rows, Table},
    world::World,
};
use crate::Outcome;

/// What stands for "no deadline" in the order of deadlines.
fn never() -> UtcTime {
    let last = NaiveDate::from_ymd_opt(9999, 12, 31).and_then(|day| day.and_hms_opt(23, 59, 59));
    last.map(|moment| moment.and_utc()).unwrap_or_default()
}

fn json<T: serde_json::value::Index + ?Sized>(value: &serde_json::Value, at: &T) -> String {
    value.get(at).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
}

/// The rows of some documents.
#[derive(Debug)]
pub struct Batch {
    engine: Engine,
    agency: uuid::Uuid,
    tables: Vec<Rows>,
    counts: BTreeMap<(String, &'static str), i64>,
    mails: bool,
}

impl Batch {
    /// None yet; with or without the mails of the past.
    pub fn new(engine: Engine, world: &World, mails: bool) -> Self {
        let tables = Table::ALL.into_iter().map(|table| Rows::new(table, engine)).collect();
        Self { engine, agency: world.agency.0, tables, counts: BTreeMap::new(), mails }
    }

    fn rows(&mut self, table: Table) -> Outcome<&mut Rows> {
        let place = Table::ALL.iter().position(|t| *t == table);
        place.and_then(|place| self.tables.get_mut(place)).ok_or_else(|| "an unknown table".into())
    }

    /// Adds one document with all that hangs on it.
    pub fn add(&mut self, life: &Life) -> Outcome<()> {
        let document = life.document()?;
        let happenings = life.happenings();
        let last = happenings.last().map(|h| h.at).ok_or("a life without an event")?;
        let links = history::link(document.agency(), document.id(), history::START, 1, &happenings)?;
        let chain_hash = links.last().map(|link| link.hash.clone()).unwrap_or_default();
        self.document(document, &chain_hash, last)?;
        for (position, assignment) in document.assignments().iter().enumerate() {
            self.assignment(document, position, assignment)?;
        }
        let (agency, id) = (document.agency().0, document.id().0);
        for (link, happening) in links.iter().zip(&happenings) {
            let event = json(&serde_json::from_str(link.body())?, "event");
            let rows = self.rows(Table::History)?;
            rows.id(Some(agency)).id(Some(id)).number(Some(link.seq().into())).text(Some(&event));
            rows.text(Some(link.body())).text(Some(&link.hash)).time(Some(happening.at)).end();
        }
        for item in work_of(document, last) {
            let on = item.assignment.map_or(id, |assignment| assignment.0);
            let desk = item.desk.key();
            *self.counts.entry((desk.clone(), item.task.as_str())).or_default() += 1;
            if item.task == Task::Read {
                let rows = self.rows(Table::Reading)?;
                rows.id(Some(agency)).text(Some(&desk)).id(Some(id)).id(Some(on)).time(Some(item.since)).end();
            } else {
                let due = item.due.unwrap_or_else(never);
                let rows = self.rows(Table::Work)?;
                rows.id(Some(agency)).text(Some(&desk)).time(Some(due)).id(Some(id));
                rows.text(Some(item.task.as_str())).id(Some(on)).time(Some(item.since)).end();
            }
        }
        let secret = document.facts().is_secret();
        for principal in life.lookers() {
            let rows = self.rows(Table::Looker)?;
            rows.id(Some(agency))
                .text(Some(&Desk::Holder(principal).key()))
                .id(Some(id))
                .flag(secret)
                .flag(false)
                .end();
        }
        if self.mails {
            self.messages(life)?;
        }
        Ok(())
    }

    fn document(&mut self, document: &IncomingDocument, chain_hash: &str, changed_at: UtcTime) -> Outcome<()> {
        let facts = document.facts();
        let entry = document.state().entry();
        let rows = self.rows(Table::Document)?;
        rows.id(Some(document.agency().0)).id(Some(document.id().0)).number(Some(document.version().into()));
        rows.text(Some(chain_hash)).text(Some(document.state().name().as_str()));
        rows.text(Some(&serde_json::to_string(document.state())?)).id(document.received_by().map(|by| by.desk().0));
        rows.text(Some(facts.author.as_str())).text(facts.author_code.as_ref().map(domain::OrganCode::as_str));
        rows.text(facts.number.as_ref().map(domain::CodeNumber::as_str))
            .text(facts.notation.as_ref().map(domain::Notation::as_str));
        rows.date(facts.issued_on).text(Some(&facts.type_code)).text(facts.subject().map(domain::Subject::as_str));
        rows.text(facts.remark().map(domain::Remark::as_str)).text(Some(facts.secrecy().as_str()));
        rows.text(Some(facts.urgency.as_str())).number(facts.pages.map(Into::into));
        rows.number(facts.copies.map(Into::into)).text(Some(facts.language.as_str())).date(facts.deadline);
        rows.text(facts.signer_name.as_ref().map(domain::SignerName::as_str));
        rows.text(facts.signer_position.as_ref().map(domain::SignerPosition::as_str));
        rows.text(facts.sender_email.as_ref().map(domain::EmailAddress::as_str)).text(Some(facts.channel.as_str()));
        rows.time(Some(facts.received_at)).text(facts.duplicate_key().as_deref());
        rows.id(entry.map(|e| e.register.0)).number(entry.map(|e| e.year.into()));
        // No life has files, nor anything open beside the state.
        rows.number(entry.map(|e| e.number.into())).text(Some("[]")).text(Some("{}")).time(Some(changed_at)).end();
        Ok(())
    }

    fn assignment(&mut self, document: &IncomingDocument, position: usize, made: &Assignment) -> Outcome<()> {
        let by = match made.assigned_by {
            Assigner::Person(by) => format!("p:{}", by.desk()),
            Assigner::Rule(id) => format!("u:{id}"),
        };
        let leader_approves = matches!(made.duty, Duty::Primary { leader_approves: true, .. });
        let rows = self.rows(Table::Assignment)?;
        rows.id(Some(document.agency().0)).id(Some(document.id().0)).id(Some(made.id.0));
        rows.number(Some(i64::try_from(position)?)).id(made.parent.map(|parent| parent.0));
        rows.text(Some(made.role().as_str())).flag(leader_approves).time(made.due());
        rows.text(Some(&Desk::Holder(made.holder).key())).text(Some(&by)).time(Some(made.opened_at));
        rows.text(made.instruction.as_ref().map(domain::Instruction::as_str)).text(Some(made.status.name().as_str()));
        rows.text(Some(&serde_json::to_string(&made.status)?));
        let extension = made.extension.as_ref().map(serde_json::to_string).transpose()?;
        rows.text(extension.as_deref()).text(Some(&serde_json::to_string(&made.departments)?));
        rows.text(Some(&serde_json::to_string(&made.former_holders)?)).id(made.answers_to.map(|person| person.0));
        let counted = made.counted.as_ref().map(serde_json::to_string).transpose()?;
        rows.text(counted.as_deref()).time(made.first_due).end();
        Ok(())
    }

    /// Mails of the past were sent long ago.
    fn messages(&mut self, life: &Life) -> Outcome<()> {
        for save in &life.0 {
            for (id, letter) in &save.letters {
                let sent = letter.to.address.is_some();
                let rows = self.rows(Table::Message)?;
                rows.id(Some(save.after.agency().0)).id(Some(*id)).id(Some(letter.document.id.0));
                rows.text(Some(letter.kind.as_str())).text(Some(&letter.to.name));
                rows.text(letter.to.address.as_ref().map(domain::EmailAddress::as_str))
                    .text(Some(&serde_json::to_string(letter)?));
                rows.text(Some(if sent { "sent" } else { "dead" })).number(Some(i64::from(sent)));
                rows.time(Some(letter.at)).text(None).text((!sent).then_some("no address"));
                rows.time(Some(letter.at)).time(sent.then_some(letter.at));
                rows.id(letter.to.person.map(|person| person.0)).time(None).text(None);
                rows.text(None).time(None).id(None).end();
            }
        }
        Ok(())
    }

    /// Writes them all; inside a write transaction.
    pub fn write(&self, conn: &mut Conn) -> Result<(), StoreError> {
        if self.engine == Engine::Sqlite {
            // The office's own few megabytes are too little for indexes that grow everywhere at once.
            execute(conn, "PRAGMA cache_size = -262144")?;
        }
        for rows in &self.tables {
            rows.write(conn)?;
        }
        let mut counted = String::new();
        for ((desk, task), amount) in &self.counts {
            let lead =
                if counted.is_empty() { "INSERT INTO work_count (agency_id, desk, task, amount) VALUES " } else { "," };
            let _ = write!(counted, "{lead}('{}','{desk}','{task}',{amount})", self.agency);
        }
        if !counted.is_empty() {
            counted.push_str(
                " ON CONFLICT (agency_id, desk, task) DO UPDATE SET amount = work_count.amount + excluded.amount",
            );
            execute(conn, &counted)?;
        }
        Ok(())
    }
}

/// Runs SQL on whichever engine it is.
pub fn execute(conn: &mut Conn, sql: &str) -> Result<(), StoreError> {
    match conn {
        Conn::Postgres(conn) => conn.batch_execute(sql)?,
        Conn::Sqlite(conn) => conn.batch_execute(sql)?,
    }
    Ok(())
}
