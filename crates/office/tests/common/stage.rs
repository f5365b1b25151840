//! The demo's office at a clock of the test's own: letters are given out, workers remind, digests are made.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    AgencyId, AssignmentId, DepartmentId, DocumentId, PersonId,
    calendar::time_in_vietnam,
    digest::{Digest, UnitWeek},
    incoming::{Command, IncomingDocument, Receive},
    notice::{AccountNotice, NoticeKind},
};
use office::{
    Clock, Office,
    agency::Caller,
    demo,
    incoming::{Answer, Detail, Order},
    password_reset::AccountMailCame,
};
use serde_json::{Value, json};
use store::{
    Engine,
    message::{self, Message},
    organisation::find_login,
    testkit::TestDb,
};

use super::parts;

/// The demo's office, at a clock of the test's.
pub struct Stage {
    pub db: TestDb,
    pub office: Office,
    pub agency: AgencyId,
    clock: Arc<AtomicI64>,
}

fn done(answer: Answer<Detail>) -> IncomingDocument {
    match answer {
        Answer::Fresh(detail) => detail.document,
        Answer::Kept(_) => panic!("carried out before"),
    }
}

impl Stage {
    /// On a morning in Vietnam.
    pub async fn at(engine: Engine, time: &str) -> Self {
        let db = TestDb::new(engine).await;
        let clock = Arc::new(AtomicI64::new(time_in_vietnam(time).unwrap().timestamp_micros()));
        let agency = demo::seed(parts(&db, reads(&clock))).await.unwrap();
        let office = Office::new(parts(&db, reads(&clock)));
        Self { db, office, agency, clock }
    }

    /// As the office would have set it.
    pub async fn set(&self, settings: &str) {
        let sql = format!("UPDATE agency SET settings = '{settings}', directory_version = directory_version + 1");
        self.db.by_hand(&sql).await;
    }

    pub fn turn(&self, time: &str) {
        self.clock.store(time_in_vietnam(time).unwrap().timestamp_micros(), Ordering::Relaxed);
    }

    /// The same office as after a restart: nothing is remembered.
    pub fn restart(&mut self) {
        self.office = Office::new(parts(&self.db, reads(&self.clock)));
    }

    pub async fn caller(&self, username: &'static str) -> Caller {
        let login = self.db.read(move |conn| find_login(conn, username)).await.unwrap().unwrap();
        Caller { agency: self.agency, person: login.person }
    }

    pub async fn unit(&self) -> DepartmentId {
        let head = self.caller("truongphong.kinhte").await.person;
        let snapshot = self.office.snapshot(self.agency).await.unwrap();
        snapshot.directory.people.get(&head).and_then(|person| person.led().next()).unwrap()
    }

    pub async fn act(&self, by: &'static str, document: &IncomingDocument, command: Value) -> IncomingDocument {
        let written = command.to_string();
        let command: Command = serde_json::from_value(command).unwrap();
        let expected = Some(document.version());
        let order = Order { document: document.id(), command, expected, dry_run: false, repeat: None, request: None };
        let done_by = self.office.command(self.caller(by).await, order).await;
        done(done_by.unwrap_or_else(|error| panic!("{written}: {error}")))
    }

    /// Entered by the registry, which alone sees it.
    pub async fn received(&self) -> IncomingDocument {
        self.entered(json!({})).await
    }

    async fn entered(&self, facts: Value) -> IncomingDocument {
        let mut all = json!({ "author": "Sở Thử Nghiệm", "document_type": "cong_van", "subject": "V/v nhắc hạn" });
        all.as_object_mut().unwrap().extend(facts.as_object().unwrap().clone());
        let receive: Receive = serde_json::from_value(json!({ "facts": all, "register": {} })).unwrap();
        done(self.office.receive(self.caller("vanthu").await, receive, None).await.unwrap())
    }

    /// Directed to Economy with this deadline.
    pub async fn directed(&self, due: &str) -> IncomingDocument {
        self.directed_with(due, json!({})).await
    }

    async fn directed_with(&self, due: &str, facts: Value) -> IncomingDocument {
        let letter = self.entered(facts).await;
        let chairman = self.caller("chutich").await.person;
        let letter = self.act("vanthu", &letter, json!({ "command": "present", "to": chairman })).await;
        let due = time_in_vietnam(due).unwrap();
        let primary = json!({ "department": self.unit().await, "due": due });
        self.act("chutich", &letter, json!({ "command": "direct", "direction": { "primary": primary } })).await
    }

    /// Directed to Economy with this deadline and given to an officer.
    pub async fn given(&self, due: &str, facts: Value) -> IncomingDocument {
        let letter = self.directed_with(due, facts).await;
        let officer = json!({ "person": self.caller("chuyenvien.kinhte1").await.person });
        let assign = json!({ "command": "assign", "assignment": root(&letter), "officer": officer });
        self.act("truongphong.kinhte", &letter, assign).await
    }

    /// Three workers beside each other until nothing is left to look at.
    pub async fn remind(&self) {
        let beside = Office::new(parts(&self.db, reads(&self.clock)));
        loop {
            let (a, b, c) = tokio::join!(self.office.remind(), beside.remind(), self.office.remind());
            if [a.unwrap(), b.unwrap(), c.unwrap()] == [0, 0, 0] {
                return;
            }
        }
    }

    pub async fn mails(&self, id: DocumentId) -> Vec<Message> {
        let agency = self.agency;
        self.db.read(move |conn| message::of_document(conn, agency, id)).await.unwrap()
    }

    /// What the clock has told of this document, in order: of what, and whom.
    pub async fn told(&self, id: DocumentId) -> Vec<(NoticeKind, PersonId)> {
        use NoticeKind as K;
        let mut told: Vec<_> = self
            .mails(id)
            .await
            .into_iter()
            .filter(|m| matches!(m.letter.kind, K::DueSoon | K::DueNow | K::Overdue | K::OverdueElsewhere))
            .map(|m| (m.created_at, m.letter.kind, m.letter.to.person.unwrap()))
            .collect();
        told.sort_unstable();
        told.into_iter().map(|(_, kind, person)| (kind, person)).collect()
    }

    /// The digests that wait to be sent, with whose they are, and are now taken.
    pub async fn digests(&self) -> Vec<(String, AccountNotice)> {
        let mails = self.office.claim_account_mails(TimeDelta::minutes(5), 100).await.unwrap();
        let mut found = Vec::new();
        for mail in &mails {
            let letter = self.office.open_account_mail(mail).unwrap().unwrap();
            found.push((letter.username, letter.notice));
            self.office.note_account_mail(mail, AccountMailCame::Sent).await.unwrap();
        }
        found
    }

    /// Makes what digests are due and throws the morning's away; the week's, by user name.
    pub async fn weeks(&self) -> Vec<(String, Vec<UnitWeek>)> {
        self.office.make_digests().await.unwrap();
        let weekly = self.digests().await.into_iter().filter_map(|(user, notice)| match notice {
            AccountNotice::Weekly(units) => Some((user, units)),
            _ => None,
        });
        weekly.collect()
    }

    /// Makes digests with two workers beside each other; the morning's, by user name.
    pub async fn mornings(&self) -> Vec<(String, Digest)> {
        let (a, b) = tokio::join!(self.office.make_digests(), self.office.make_digests());
        let made = a.unwrap() + b.unwrap();
        let all = self.digests().await;
        assert_eq!(all.len(), made);
        let morning = all.into_iter().filter_map(|(user, notice)| match notice {
            AccountNotice::Digest(digest) => Some((user, *digest)),
            _ => None,
        });
        morning.collect()
    }
}

fn reads(clock: &Arc<AtomicI64>) -> Clock {
    let told = Arc::clone(clock);
    Clock::of(move || DateTime::<Utc>::from_timestamp_micros(told.load(Ordering::Relaxed)).unwrap_or_default())
}

pub fn root(document: &IncomingDocument) -> AssignmentId {
    document.state().chain().unwrap().0
}
