//! An intake that remembers what it was given, and a watch over a mailbox that gives to it.

use std::{
    future::pending,
    sync::{Arc, Mutex},
    time::Duration,
};

use bytes::Bytes;
use chrono::NaiveDate;
use domain::UtcTime;
use mail::{Imap, ImapSettings, Intake, MessagePlace, News, Position};
use tokio::{sync::watch, task::JoinHandle};

/// What is done with a message that an intake does not take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    Refuses,
    NeverAnswers,
}

/// The day of the first look of a position that was noted before the test.
pub const FIRST_LOOK: NaiveDate = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();

/// A place in the folder with the number 7, as it was noted since the first look.
pub const fn behind(last_uid: u32) -> Position {
    Position { validity: 7, last_uid, first_look: FIRST_LOOK, old_to: 0 }
}

#[derive(Debug, Default)]
pub struct Remembered {
    /// The subjects of what was taken.
    pub taken: Vec<String>,
    /// When the server says that it came, of what was handed in.
    pub arrived: Vec<Option<UtcTime>>,
    /// The subjects of what was handed in, taken or not.
    pub handed: Vec<String>,
    /// What was taken of those that are too large, and how large they are.
    pub cut: Vec<(Bytes, u64)>,
    pub position: Option<Position>,
    /// What an earlier version has noted, under another name.
    pub former: Option<(String, Position)>,
    /// Whether the position was ever noted.
    pub noted: usize,
    pub news: Vec<String>,
    /// What is not taken, and how often.
    pub moods: Vec<(String, Mood, usize)>,
}

#[derive(Debug, Clone, Default)]
pub struct Desk(Arc<Mutex<Remembered>>);

impl Remembered {
    /// The folder's number and the message's of the position.
    pub fn place(&self) -> Option<(u32, u32)> {
        self.position.map(|position| (position.validity, position.last_uid))
    }
}

impl Desk {
    pub fn with<T>(&self, look: impl FnOnce(&mut Remembered) -> T) -> T {
        look(&mut self.0.lock().unwrap())
    }

    pub fn taken(&self) -> Vec<String> {
        self.with(|all| all.taken.clone())
    }

    /// Waits until it is so.
    pub async fn until(&self, what: &str, so: impl Fn(&Remembered) -> bool) {
        for _ in 0..1500 {
            if self.with(|all| so(all)) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("never: {what}; {:#?}", self.with(std::mem::take));
    }

    pub async fn until_taken(&self, subjects: &[&str]) {
        self.until(&format!("{subjects:?}"), |all| all.taken == subjects).await;
    }

    /// Waits until everything that was there is taken.
    pub async fn until_looked(&self) {
        self.until("a look", |all| all.news.last().is_some_and(|last| last == "looked")).await;
    }

    async fn give(&self, subject: String) -> Result<(), &'static str> {
        let mood = self.with(|all| {
            all.handed.push(subject.clone());
            let mood = all.moods.iter_mut().find(|(of, _, times)| *of == subject && *times > 0);
            mood.map(|(_, mood, times)| {
                *times -= 1;
                *mood
            })
        });
        match mood {
            Some(Mood::Refuses) => Err("not now"),
            Some(Mood::NeverAnswers) => pending().await,
            None => {
                self.with(|all| all.taken.push(subject));
                Ok(())
            }
        }
    }
}

pub fn subject(message: &[u8]) -> String {
    let text = String::from_utf8_lossy(message);
    text.lines().find_map(|line| line.strip_prefix("Subject: ")).unwrap_or("(none)").to_owned()
}

impl Intake for Desk {
    type Error = &'static str;

    async fn position(&self, mailbox: &str) -> Result<Option<Position>, Self::Error> {
        Ok(self.with(|all| {
            let former = all.former.as_ref().filter(|(name, _)| name == mailbox).map(|(_, position)| *position);
            all.position.or(former)
        }))
    }

    async fn take(&self, message: Bytes, arrived: Option<UtcTime>) -> Result<(), Self::Error> {
        self.with(|all| all.arrived.push(arrived));
        self.give(subject(&message)).await
    }

    async fn take_cut(&self, headers: Bytes, size: u64) -> Result<(), Self::Error> {
        self.give(format!("{} (cut)", subject(&headers))).await?;
        self.with(|all| all.cut.push((headers, size)));
        Ok(())
    }

    async fn note(&self, _: &str, position: Position) -> Result<(), Self::Error> {
        self.with(|all| {
            all.position = Some(position);
            all.noted += 1;
        });
        Ok(())
    }

    fn tell(&self, news: News<'_>) {
        let text = match news {
            News::Opened { idle } => format!("opened, idle {idle}"),
            News::Taken { cut } => format!("taken, cut {cut}"),
            News::NotMarked { error } => format!("not marked: {error}"),
            News::NotFetched { message, error, tries, again_in } => {
                let MessagePlace { mailbox, validity, uid } = message;
                assert!(mailbox.starts_with("imap") && !mailbox.contains("nguoi"), "{mailbox}");
                let next = again_in.map_or("left", |_| "again");
                format!("not fetched: {validity}/{uid}, {tries}, {next}: {error}")
            }
            News::Looked => "looked".to_owned(),
            News::Failed { error, .. } => format!("failed: {error}"),
            News::Refused { error, .. } => format!("refused: {error}"),
        };
        self.with(|all| all.news.push(text));
    }
}

/// A watch that ends with it.
pub struct Watching {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Watching {
    /// With an hour between looks, so that only what the server says by itself can bring anything sooner.
    pub fn start(url: &str, settings: &ImapSettings, desk: &Desk) -> Self {
        let imap = Imap::from_url(url, settings).unwrap();
        let (stop, stopping) = watch::channel(false);
        desk.with(|all| all.news.clear());
        let desk = desk.clone();
        let task = tokio::spawn(async move { imap.watch(&desk, stopping).await });
        Self { stop, task }
    }

    /// Asks it to end, and waits until it has.
    pub async fn stop(self) {
        self.stop.send(true).unwrap();
        self.task.await.unwrap();
    }

    /// Ends it as a crash would.
    pub async fn kill(self) {
        self.task.abort();
        assert!(self.task.await.unwrap_err().is_cancelled());
    }
}

/// Patient between looks, and quick to come back after a failure.
pub fn settings() -> ImapSettings {
    ImapSettings {
        poll: Duration::from_hours(1),
        first_pause: Duration::from_millis(20),
        longest_pause: Duration::from_millis(200),
        message_tries: 3,
        message_pause: Duration::from_millis(50),
        ..ImapSettings::default()
    }
}
