//! Background work: the mail that is due, and what the clock brings. Any number of processes may do it at once.

mod deadlines;
mod extraction;
mod figures;
mod interchange;
mod mail_in;
mod mailbox;
mod outside;
mod report;
mod search;
mod short_texts;
mod webhooks;

use std::{sync::Arc, time::Duration};

use courier::Courier;
use futures_util::StreamExt;
use mail::{
    Actions, Backoff, Envelope, FailureKind, FailuresTo, Language, Replies, SendError, ShortFolder, ShortMessages,
    Transport,
};
use mailroom::Mailroom;
use office::{
    Office,
    action_links::MailMeans,
    domain::{notice::AccountLetter, outgoing::mailing::kept_of},
    mail_queue::{Message, Note, Outcome},
    password_reset::{AccountMail, AccountMailCame, Carried},
};
use tokio::{
    sync::{Semaphore, mpsc, oneshot, watch},
    task::JoinSet,
    time::{Instant, MissedTickBehavior},
};
use uuid::Uuid;

use crate::{
    metrics::Metrics,
    settings::{MailIn, Settings, span},
    wiring,
};

/// How often the queue is looked at when nobody says that there is mail.
const LOOK: Duration = Duration::from_millis(1500);
/// For how long a claimed mail is this worker's: longer than a batch takes at the worst, so that nobody sends it beside this one.
const LEASE: Duration = Duration::from_mins(5);
/// Sending one mail takes no longer; each step of it has a shorter limit of its own (`mail::SmtpSettings`), the longest of which is
/// the wait for a server that looks through a message before it takes it.
const SENDING: Duration = Duration::from_secs(220);
/// After this time no further mail of a batch is begun.
const BEGINNING: Duration = Duration::from_mins(1);
/// How long mails are let gather before they are claimed: in a burst of handoffs one claim serves many, and nobody notices.
const GATHER: Duration = Duration::from_millis(100);
/// How many mails with files are in memory at once, beside whatever else is sent.
const LADEN: usize = 2;
/// How many mails are claimed at once.
const BATCH: i64 = 50;
/// How often the agencies' snapshots are looked at.
const SNAPSHOTS: Duration = Duration::from_secs(2);
/// How often the looks at documents that were noted are written.
const ACCESSES: Duration = Duration::from_secs(1);
/// How often it is looked whether a calendar has changed, when nobody says so.
const CALENDARS: Duration = Duration::from_mins(1);
/// How often it is looked whether something hỏa tốc lies before a leader who is away.
const IN_LINE: Duration = Duration::from_secs(5);
/// How often old things are thrown away.
const TIDYING: Duration = Duration::from_hours(1);
/// How often it is looked whether a month is over whose figures nobody has written.
const MONTHS: Duration = Duration::from_mins(1);
/// When files that could not be read are tried again.
const UNREAD: Duration = Duration::from_mins(1);
/// How long a part that has failed rests.
const REST: Duration = Duration::from_secs(1);

/// The background work of this process.
pub struct Workers {
    running: JoinSet<()>,
}

type Stopping = watch::Receiver<bool>;

impl Workers {
    /// Starts it.
    pub fn start(
        settings: &Settings,
        office: &Office,
        demo: bool,
        (outlet, courier): (Option<Transport>, Courier),
        metrics: &Metrics,
        stopping: &Stopping,
    ) -> Self {
        let mut running = JoinSet::new();
        if let Some(inbox) = settings.mail_in.mailbox.clone() {
            let slot = mailbox::Slot { office: office.clone(), metrics: metrics.clone() };
            let until = stopping.clone();
            running.spawn(kept_up("mailbox", stopping.clone(), move || {
                mailbox::watch(inbox.clone(), slot.clone(), until.clone())
            }));
        }
        if let Some(transport) = outlet {
            let postman = Arc::new(Postman {
                office: office.clone(),
                transport,
                name: format!("{}-{}", std::process::id(), Uuid::now_v7()),
                from_address: settings.mail_from(demo),
                from_name: settings.mail.from_name.clone(),
                reply_to: settings.mail.reply_to.clone(),
                mailroom: mailroom_terms(settings, demo),
                base_url: settings.public_url(),
                language: settings.mail.language,
                parallel: settings.mail.parallel,
                laden: Semaphore::new(LADEN),
            });
            let stopping = stopping.clone();
            running.spawn(kept_up("mail", stopping.clone(), move || Arc::clone(&postman).run(stopping.clone())));
        }
        if let Some(folder) = settings.sms_folder.clone() {
            let sink: Arc<dyn ShortMessages> = Arc::new(ShortFolder::new(folder));
            let (office, until) = (office.clone(), stopping.clone());
            running.spawn(kept_up("short messages", stopping.clone(), move || {
                short_texts::send(office.clone(), Arc::clone(&sink), until.clone())
            }));
        }
        if let Some(terms) = mailroom_terms(settings, demo) {
            let room = Mailroom::new(office.clone(), terms);
            let (office, until) = (office.clone(), stopping.clone());
            running.spawn(kept_up("mailroom", stopping.clone(), move || {
                mail_in::work_off(room.clone(), office.clone(), until.clone())
            }));
        }
        let sender = Arc::new(webhooks::Sender::new(&settings.webhooks, courier, office, metrics));
        let until = stopping.clone();
        running.spawn(kept_up("webhooks", stopping.clone(), move || Arc::clone(&sender).run(until.clone())));
        interchange::start(&settings.gateways, &settings.data, office, (stopping, &mut running));
        let (carrier, until) = (office.clone(), stopping.clone());
        running.spawn(kept_up("deliveries", stopping.clone(), move || deliveries(carrier.clone(), until.clone())));
        let (counter, until) = (office.clone(), stopping.clone());
        running.spawn(kept_up("recount", stopping.clone(), move || recount(counter.clone(), until.clone())));
        let (reader, until) = (office.clone(), stopping.clone());
        running.spawn(kept_up("signatures", stopping.clone(), move || signatures(reader.clone(), until.clone())));
        let (clerk, until) = (office.clone(), stopping.clone());
        running.spawn(kept_up("jobs", stopping.clone(), move || jobs(clerk.clone(), until.clone())));
        // Where there is no storage, nothing else begins either.
        if let (Some(terms), Ok(blobs)) = (settings.extraction.clone(), wiring::blobs(settings)) {
            let (reader, extractor, until) = (office.clone(), crate::extraction::extractor(terms), stopping.clone());
            running.spawn(kept_up("text of files", stopping.clone(), move || {
                extraction::read_files(reader.clone(), Arc::clone(&blobs), extractor.clone(), until.clone())
            }));
        }
        let (indexer, until) = (office.clone(), stopping.clone());
        running.spawn(kept_up("search", stopping.clone(), move || search::index(indexer.clone(), until.clone())));
        let (counter, until) = (office.clone(), stopping.clone());
        running.spawn(kept_up("figures", stopping.clone(), move || figures::count(counter.clone(), until.clone())));
        let (watch, until) = (office.clone(), stopping.clone());
        running
            .spawn(kept_up("reminders", stopping.clone(), move || deadlines::reminders(watch.clone(), until.clone())));
        let (morning, until) = (office.clone(), stopping.clone());
        running.spawn(kept_up("digests", stopping.clone(), move || deadlines::digests(morning.clone(), until.clone())));
        let (usher, until) = (office.clone(), stopping.clone());
        running.spawn(kept_up("next in line", stopping.clone(), move || pass_on(usher.clone(), until.clone())));
        let (office, stopping) = (office.clone(), stopping.clone());
        let (looks, until) = (office.clone(), stopping.clone());
        running.spawn(kept_up("access log", until.clone(), move || accesses(looks.clone(), until.clone())));
        running.spawn(kept_up("clock", stopping.clone(), move || clock(office.clone(), stopping.clone())));
        Self { running }
    }

    /// Waits until everything is done that was begun, but no longer than this.
    pub async fn join(&mut self, patience: Duration) {
        let all = async { while self.running.join_next().await.is_some() {} };
        if tokio::time::timeout(patience, all).await.is_err() {
            tracing::warn!("background work did not end in time; mails that were not noted are sent again");
            self.running.abort_all();
        }
    }
}

/// Runs a part until it ends because of the stop; a part that panics is begun again.
async fn kept_up<F, W>(name: &'static str, stopping: Stopping, part: F)
where
    F: Fn() -> W,
    W: Future<Output = ()> + Send + 'static,
{
    while !*stopping.borrow() {
        if let Err(error) = tokio::spawn(part()).await {
            tracing::error!(part = name, panicked = error.is_panic(), "background work failed and is begun again");
            tokio::time::sleep(REST).await;
        }
    }
}

/// Writes who looked at documents, now and then, and once more at the end.
async fn accesses(office: Office, mut stopping: Stopping) {
    loop {
        let last = *stopping.borrow();
        if let Err(error) = office.write_accesses().await {
            tracing::warn!(%error, "who looked at documents could not be written; it is tried again");
        }
        if last {
            return;
        }
        tokio::select! {
            () = tokio::time::sleep(ACCESSES) => {}
            _ = stopping.changed() => {}
        }
    }
}

/// Carries out at other agencies what was sent to them.
async fn deliveries(office: Office, mut stopping: Stopping) {
    while !*stopping.borrow() {
        match office.deliver().await {
            // There may be more.
            Ok(done) if done > 0 => {}
            Ok(_) => {
                tokio::select! {
                    () = tokio::time::sleep(LOOK) => {}
                    () = office.delivery_woken() => {}
                    _ = stopping.changed() => {}
                }
            }
            Err(error) => {
                tracing::warn!(%error, "deliveries could not be read");
                tokio::time::sleep(REST).await;
            }
        }
    }
}

/// Counts open deadlines anew where a calendar has changed: here, at another instance, or with this version of the program.
async fn recount(office: Office, mut stopping: Stopping) {
    while !*stopping.borrow() {
        if let Err(error) = office.recount().await {
            tracing::warn!(%error, "deadlines could not be counted");
        }
        tokio::select! {
            () = tokio::time::sleep(CALENDARS) => {}
            () = office.calendar_woken() => {}
            _ = stopping.changed() => {}
        }
    }
}

/// Does what takes long, one after the other.
async fn jobs(office: Office, mut stopping: Stopping) {
    let name = format!("{}-{}", std::process::id(), Uuid::now_v7());
    while !*stopping.borrow() {
        match office.do_job(&name).await {
            // There may be more.
            Ok(true) => {}
            Ok(false) => {
                tokio::select! {
                    () = tokio::time::sleep(LOOK) => {}
                    () = office.job_woken() => {}
                    _ = stopping.changed() => {}
                }
            }
            Err(error) => {
                tracing::warn!(%error, "jobs could not be read");
                tokio::time::sleep(REST).await;
            }
        }
    }
}

/// Looks at what is signed in the files that came.
async fn signatures(office: Office, mut stopping: Stopping) {
    while !*stopping.borrow() {
        let wait = match office.read_signatures().await {
            Ok(0) => LOOK,
            Ok(_) => UNREAD,
            Err(error) => {
                tracing::warn!(%error, "the files whose signatures are to be read could not be listed");
                UNREAD
            }
        };
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            _ = stopping.changed() => {}
        }
    }
}

/// Passes on what is hỏa tốc and lies before a leader who is away.
async fn pass_on(office: Office, mut stopping: Stopping) {
    while !*stopping.borrow() {
        if let Err(error) = office.pass_on().await {
            tracing::warn!(%error, "documents before leaders who are away could not be passed on");
        }
        tokio::select! {
            () = tokio::time::sleep(IN_LINE) => {}
            _ = stopping.changed() => {}
        }
    }
}

/// What the clock brings.
async fn clock(office: Office, mut stopping: Stopping) {
    let mut snapshots = tokio::time::interval(SNAPSHOTS);
    let mut tidying = tokio::time::interval(TIDYING);
    let mut months = tokio::time::interval(MONTHS);
    months.set_missed_tick_behavior(MissedTickBehavior::Delay);
    snapshots.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while !*stopping.borrow() {
        tokio::select! {
            _ = snapshots.tick() => {
                if let Err(error) = office.refresh_snapshots().await {
                    tracing::warn!(%error, "the agencies' snapshots were not refreshed");
                }
            }
            _ = tidying.tick() => {
                if let Err(error) = office.tidy().await {
                    tracing::warn!(%error, "old sessions and keys were not thrown away");
                }
            }
            _ = months.tick() => {
                if let Err(error) = office.freeze_figures().await {
                    tracing::warn!(%error, "the figures of a month were not written; it is tried again");
                }
                if let Err(error) = office.freeze_periods().await {
                    tracing::warn!(%error, "the figures of a week or a month were not written; it is tried again");
                }
                if let Err(error) = office.close_registers().await {
                    tracing::warn!(%error, "registers of a year that is over were not sealed; it is tried again");
                }
            }
            _ = stopping.changed() => {}
        }
    }
}

/// What came of a mail, and who waits until that is written down.
struct ToNote {
    note: Note,
    done: oneshot::Sender<()>,
}

/// Sends what is due.
struct Postman {
    office: Office,
    transport: Transport,
    /// Unlike that of any other worker.
    name: String,
    from_address: String,
    from_name: Option<String>,
    reply_to: Option<String>,
    /// Where replies go to, where they act.
    mailroom: Option<mailroom::Terms>,
    base_url: String,
    language: Language,
    parallel: usize,
    /// How many mails with files may yet be made: each is in memory, whole, until it is sent.
    laden: Semaphore,
}

impl Postman {
    async fn run(self: Arc<Self>, mut stopping: Stopping) {
        while !*stopping.borrow() {
            // Beside each other: a mail server that hangs on the one kind must not hold up the other.
            let (sent, full) = tokio::join!(self.batch(), self.account_mails());
            // A full batch: there is more.
            if sent >= BATCH || full {
                continue;
            }
            tokio::select! {
                () = tokio::time::sleep(LOOK) => {}
                () = self.office.mail_woken() => tokio::time::sleep(GATHER).await,
                _ = stopping.changed() => {}
            }
        }
        self.transport.close().await;
    }

    /// Takes what is due, and answers for each; how many there were.
    async fn batch(&self) -> i64 {
        let begun = Instant::now();
        let claimed = match self.office.claim_mails(&self.name, span(LEASE), BATCH).await {
            Ok(claimed) => claimed,
            Err(error) => {
                tracing::warn!(%error, "the mail queue could not be read");
                return 0;
            }
        };
        let count = i64::try_from(claimed.len()).unwrap_or(BATCH);
        let (noting, to_note) = mpsc::channel(self.parallel.max(1));
        let sending = async move {
            futures_util::stream::iter(claimed)
                .for_each_concurrent(self.parallel, |message| self.deliver(message, begun, &noting))
                .await;
            // Nothing more to note.
            drop(noting);
        };
        tokio::join!(sending, self.note_all(to_note));
        count
    }

    /// Sends what is due to people about their accounts. No more is taken than begins at once, so that each is through before its
    /// lease ends; whether there may be more.
    async fn account_mails(&self) -> bool {
        let parallel = self.parallel.max(1);
        let limit = i64::try_from(parallel).unwrap_or(1);
        let claimed = match self.office.claim_account_mails(span(LEASE), limit).await {
            Ok(claimed) => claimed,
            Err(error) => {
                tracing::warn!(%error, "the mails about accounts could not be read");
                return false;
            }
        };
        let full = claimed.len() >= parallel;
        let each = |mail| self.account_mail(mail);
        futures_util::stream::iter(claimed).for_each_concurrent(parallel, each).await;
        full
    }

    async fn account_mail(&self, mail: AccountMail) {
        let id = mail.id;
        let sent = match self.office.open_account_mail(&mail) {
            Ok(Some(letter)) => self.send_account_mail(&mail, &letter).await,
            Ok(None) => Err(permanent("its code holds no longer")),
            Err(error) => Err(permanent(&error.to_string())),
        };
        let again = sent.as_ref().err().and_then(|error| match error.kind {
            FailureKind::Permanent => None,
            FailureKind::Temporary => Backoff::STANDARD.delay(mail.attempts),
        });
        // What a mail server replies names the recipient.
        let reason = |error: &SendError| error.code.is_none().then(|| error.text.clone());
        let came = match (sent, again) {
            (Ok(()), _) => AccountMailCame::Sent,
            (Err(error), Some(delay)) => {
                let (why, again_in) = (reason(&error), delay.as_secs());
                tracing::warn!(%id, code = error.code, error = why, again_in, "a mail about an account was not sent");
                AccountMailCame::Again(self.office.now() + span(delay))
            }
            (Err(error), None) => {
                let (why, attempts) = (reason(&error), mail.attempts);
                let left_to = match &mail.carries {
                    Some(Carried::Answer { .. }) => "a clerk, who finds what it answers among the received mails",
                    Some(Carried::Notices { .. }) => "the next digest, which has its notices",
                    None => "nobody",
                };
                tracing::warn!(%id, code = error.code, error = why, attempts, left_to, "a mail about an account was given up");
                AccountMailCame::GivenUp(error.text)
            }
        };
        if let Err(error) = self.office.note_account_mail(&mail, came).await {
            tracing::warn!(%error, %id, "what came of a mail about an account could not be noted");
        }
    }

    async fn send_account_mail(&self, mail: &AccountMail, letter: &AccountLetter) -> Result<(), SendError> {
        let token = letter.answers.as_ref().and_then(|answers| answers.token.as_deref());
        let attached = self.enclosed(mail, letter).await?;
        let rendered = mail::render_account_with(
            letter,
            &attached,
            &self.envelope(mail.id, &letter.agency, token, FailuresTo::Nowhere),
            self.language,
        )?;
        match tokio::time::timeout(SENDING, self.transport.send(&rendered)).await {
            Ok(sent) => sent.map(drop),
            Err(_) => Err(temporary("the mail server did not take the message in time")),
        }
    }

    async fn deliver(&self, message: Message, begun: Instant, noting: &mpsc::Sender<ToNote>) {
        // Held until it is noted. Waiting for others counts for no try: their turn is over, and this one's comes again.
        let _laden = match &message.letter.enclosed {
            Some(enclosed) if !enclosed.files.is_empty() => self.laden.acquire().await.ok(),
            _ => None,
        };
        let outcome = if begun.elapsed() > BEGINNING {
            // The mail server is slow, and this one's turn did not come.
            Outcome::Released
        } else {
            let sending = async {
                match &message.letter.enclosed {
                    Some(enclosed) => self.send_outside(&message, enclosed).await,
                    None => self.send(&message, self.means(&message).await).await,
                }
            };
            let result = match tokio::time::timeout(SENDING, sending).await {
                Ok(result) => result,
                Err(_) => Err(temporary("the mail server did not take the message in time")),
            };
            self.outcome(&message, result)
        };
        let note = Note { agency: message.agency, id: message.id, outcome };
        let (done, noted) = oneshot::channel();
        // No further mail is begun before this one is noted: a worker that is killed leaves few that were sent and not noted.
        if noting.send(ToNote { note, done }).await.is_ok() {
            let _ = noted.await;
        }
    }

    /// Notes what came of each mail; what comes while a transaction is under way goes into the next one together.
    async fn note_all(&self, mut to_note: mpsc::Receiver<ToNote>) {
        while let Some(first) = to_note.recv().await {
            let mut some = vec![first];
            while let Ok(next) = to_note.try_recv() {
                some.push(next);
            }
            self.note(some.iter().map(|one| one.note.clone()).collect()).await;
            for one in some {
                let _ = one.done.send(());
            }
        }
    }

    /// By what the mail's reader can act now that its turn has come; where that can't be found out, it goes without: it is told, and leads
    /// to the document.
    async fn means(&self, message: &Message) -> MailMeans {
        self.office.make_mail_means(message).await.unwrap_or_else(|error| {
            tracing::warn!(id = %message.id, %error, "a mail is sent without buttons");
            MailMeans::default()
        })
    }

    async fn send(&self, message: &Message, means: MailMeans) -> Result<(), SendError> {
        let failures_to =
            self.mailroom.as_ref().map_or(FailuresTo::Sender, |room| FailuresTo::Address(room.address.clone()));
        let envelope = self.envelope(
            message.id,
            &message.letter.agency,
            means.reply.as_ref().map(|reply| reply.token.as_str()),
            failures_to,
        );
        let actions = means.actions.map(|made| Actions { code: made.code, links: made.links, until: made.until });
        let replies = means.reply.map(|reply| Replies { commands: reply.commands, example: reply.example });
        let rendered = mail::render_together(
            &message.letter,
            &message.along,
            actions.as_ref(),
            replies.as_ref(),
            &envelope,
            self.language,
        )?;
        self.transport.send(&rendered).await.map(drop)
    }

    fn envelope(&self, id: Uuid, agency: &str, reply_token: Option<&str>, failures_to: FailuresTo) -> Envelope {
        let replies = self.mailroom.as_ref();
        let reply_to = replies.zip(reply_token).map(|(terms, token)| terms.reply_address(token));
        Envelope {
            message_id: mail::message_id(id, &self.from_address),
            from_name: self.from_name.clone().unwrap_or_else(|| agency.to_owned()),
            from_address: self.from_address.clone(),
            reply_to: reply_to.or_else(|| self.reply_to.clone()),
            failures_to,
            base_url: self.base_url.clone(),
        }
    }

    fn outcome(&self, message: &Message, result: Result<(), SendError>) -> Outcome {
        let (id, kind) = (message.id, message.letter.kind.as_str());
        let error = match result {
            Ok(()) => {
                tracing::debug!(%id, kind, "mail sent");
                return Outcome::Sent;
            }
            Err(error) => error,
        };
        let (code, attempts) = (error.code, message.attempts);
        let kept = kept_of(message.last_error.as_deref(), &error.text);
        let delay = match error.kind {
            FailureKind::Permanent => None,
            FailureKind::Temporary => Backoff::STANDARD.delay(attempts),
        };
        if let Some(delay) = delay {
            tracing::info!(%id, kind, code, attempts, again_in = delay.as_secs(), "mail not sent, to be tried again");
            Outcome::Again { at: self.office.now() + span(delay), error: kept }
        } else {
            tracing::warn!(%id, kind, code, attempts, "mail given up; the clerk sees it on the document");
            Outcome::Dead { error: kept }
        }
    }

    /// Notes what came of some mails; where that fails for a while, they are sent once more after their lease.
    async fn note(&self, notes: Vec<Note>) {
        for _ in 0..3 {
            match self.office.note_mails(&self.name, notes.clone()).await {
                Ok(mine) => {
                    for (note, _) in notes.iter().zip(mine).filter(|(_, mine)| !mine) {
                        tracing::warn!(id = %note.id, "another worker has taken this mail meanwhile");
                    }
                    return;
                }
                Err(error) => tracing::warn!(%error, mails = notes.len(), "what came of mails could not be noted"),
            }
            tokio::time::sleep(REST).await;
        }
    }
}

/// How mail that comes in is read; none where none is.
fn mailroom_terms(settings: &Settings, demo: bool) -> Option<mailroom::Terms> {
    let MailIn { address, separator, server, hosts, limits, .. } = &settings.mail_in;
    Some(mailroom::Terms {
        address: address.clone()?,
        separator: separator.clone(),
        sent_from: settings.mail_from(demo),
        trusted: server.clone(),
        own_hosts: hosts.clone(),
        limits: *limits,
        public_url: settings.public_url(),
    })
}

fn permanent(text: &str) -> SendError {
    SendError { kind: FailureKind::Permanent, code: None, text: text.to_owned() }
}

fn temporary(text: &str) -> SendError {
    SendError { kind: FailureKind::Temporary, code: None, text: text.to_owned() }
}
