//! Tells each step, and compares what came of it with what should have.

use std::{
    cell::Cell,
    collections::{BTreeMap, BTreeSet},
    thread::sleep,
    time::{Duration, Instant},
};

use domain::notice::NoticeKind;
use mail::Language;
use serde_json::{Value, json};

use super::client::{Client, text};
use crate::{failure::Failure, page};

/// How long a mail may take to be sent.
const MAIL_PATIENCE: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_millis(200);

/// What should stand after a step.
pub struct After<'a> {
    /// The document's state.
    pub state: &'a str,
    /// Who holds it: a user name, a department's code, or a name as it is shown; nobody where empty.
    pub holder: &'a str,
    /// Who has got which mail in this step, and nobody else.
    pub mails: &'a [(&'a str, &'a str)],
}

/// Knows who is who, and which mails there were.
pub struct Watch<'a> {
    client: &'a Client,
    /// The office's registry, which sees all of it.
    clerk: &'static str,
    /// By user name: id and name.
    people: BTreeMap<String, (String, String)>,
    /// By code: id and name.
    departments: BTreeMap<String, (String, String)>,
    seen: BTreeSet<String>,
    /// How many steps were told, of all who tell.
    step: &'a Cell<u32>,
}

/// A mail as the story tells of it.
struct Mail {
    id: String,
    username: String,
    kind: String,
    name: String,
    address: String,
    delivery: String,
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.pointer("/items").and_then(Value::as_array).into_iter().flatten()
}

fn unlike(what: &str, expected: impl std::fmt::Debug, got: impl std::fmt::Debug) -> Failure {
    Failure::new(format!("KHÔNG KHỚP – {what}\n  mong đợi / expected: {expected:?}\n  nhận được / got:      {got:?}"))
}

impl<'a> Watch<'a> {
    /// Learns who is who.
    pub fn new(client: &'a Client, clerk: &'static str, step: &'a Cell<u32>) -> Result<Self, Failure> {
        let known = |path: &str, key: &str| -> Result<BTreeMap<String, (String, String)>, Failure> {
            let all = client.get(clerk, path)?;
            items(&all)
                .map(|item| {
                    Ok((text(item, key)?.to_owned(), (text(item, "/id")?.to_owned(), text(item, "/name")?.to_owned())))
                })
                .collect()
        };
        let people = known("/people", "/username")?;
        let departments = known("/departments", "/code")?;
        Ok(Self { client, clerk, people, departments, seen: BTreeSet::new(), step })
    }

    /// A person's id.
    pub fn person(&self, username: &str) -> Result<&str, Failure> {
        let found = self.people.get(username).map(|(id, _)| id.as_str());
        found.ok_or_else(|| Failure::new(format!("KHÔNG KHỚP: không có người dùng {username} / no such person")))
    }

    /// A department's id.
    pub fn department(&self, code: &str) -> Result<&str, Failure> {
        let found = self.departments.get(code).map(|(id, _)| id.as_str());
        found.ok_or_else(|| Failure::new(format!("KHÔNG KHỚP: không có phòng {code} / no such department")))
    }

    /// The name under which somebody or something is shown.
    fn name<'b>(&'b self, who: &'b str) -> &'b str {
        self.people.get(who).or_else(|| self.departments.get(who)).map_or(who, |(_, name)| name)
    }

    /// The assignment of a person or department in an answer.
    pub fn assignment(&self, document: &Value, of: &str) -> Result<String, Failure> {
        let holder = self.person(of).or_else(|_| self.department(of))?;
        let all = document.pointer("/assignments").and_then(Value::as_array);
        let found = all.into_iter().flatten().find(|a| a.pointer("/holder/id") == Some(&json!(holder)));
        let found = found.ok_or_else(|| unlike("nhiệm vụ / assignment", of, document.pointer("/assignments")))?;
        text(found, "/id").map(str::to_owned)
    }

    /// Tells a step.
    pub fn tell(&self, what: &str, more: &str) {
        self.step.set(self.step.get().saturating_add(1));
        let more = if more.is_empty() { String::new() } else { format!(": {more}") };
        page::paragraph(&format!("{:>2}. {what}{more}", self.step.get()));
    }

    /// Compares what stands now with what should.
    pub fn check(&mut self, document: &str, after: &After<'_>) -> Result<(), Failure> {
        let now = self.client.get(self.clerk, document)?;
        let state = text(&now, "/state")?;
        if state != after.state {
            return Err(unlike("trạng thái / state", after.state, state));
        }
        // Of a dossier it is a desk.
        let holder = now.pointer("/holder/name").or_else(|| now.pointer("/desk/name"));
        let holder = holder.and_then(Value::as_str).unwrap_or_default();
        let expected = self.name(after.holder);
        if holder != expected {
            return Err(unlike("người giữ văn bản / holder", expected, holder));
        }
        let who = if holder.is_empty() { "không ai phải xử lý nữa" } else { holder };
        page::say(&format!("    Trạng thái: {}. Đang ở: {who}", text(&now, "/state_text")?));
        let mails = self.new_mails(document)?;
        let got: BTreeSet<(&str, &str)> = mails.iter().map(|m| (m.username.as_str(), m.kind.as_str())).collect();
        let expected: BTreeSet<(&str, &str)> = after.mails.iter().copied().collect();
        if got != expected || got.len() != mails.len() {
            return Err(unlike("thư / mails", expected, got));
        }
        for mail in &mails {
            if mail.delivery != "sent" {
                return Err(unlike(&format!("thư gửi {} / delivery", mail.name), "sent", &mail.delivery));
            }
            page::say(&format!("    ✉ “{}” gửi {} <{}> – đã gửi", label(&mail.kind), mail.name, mail.address));
        }
        if mails.is_empty() {
            page::say("    (bước này không gửi thư)");
        }
        self.seen.extend(mails.into_iter().map(|mail| mail.id));
        Ok(())
    }

    /// The mails of this step, once none of them is waiting any more.
    fn new_mails(&self, document: &str) -> Result<Vec<Mail>, Failure> {
        let begun = Instant::now();
        loop {
            let all = self.client.get(self.clerk, &format!("{document}/messages"))?;
            let mails = items(&all)
                .filter(|item| text(item, "/id").is_ok_and(|id| !self.seen.contains(id)))
                .map(|item| self.mail(item))
                .collect::<Result<Vec<_>, _>>()?;
            let waiting = mails.iter().any(|mail| mail.delivery == "queued");
            if !waiting || begun.elapsed() > MAIL_PATIENCE {
                return Ok(mails);
            }
            sleep(PAUSE);
        }
    }

    fn mail(&self, item: &Value) -> Result<Mail, Failure> {
        let person = text(item, "/to/person").unwrap_or_default();
        let username = self.people.iter().find(|(_, (id, _))| id == person).map(|(username, _)| username.clone());
        Ok(Mail {
            id: text(item, "/id")?.to_owned(),
            username: username.unwrap_or_else(|| "?".to_owned()),
            kind: text(item, "/kind")?.to_owned(),
            name: text(item, "/to/name")?.to_owned(),
            address: text(item, "/to/address")?.to_owned(),
            delivery: text(item, "/delivery")?.to_owned(),
        })
    }
}

/// What a kind of mail is called.
fn label(kind: &str) -> &str {
    let known = NoticeKind::ALL.into_iter().find(|known| known.as_str() == kind);
    known.map_or(kind, |known| mail::label(known, Language::Vi))
}
