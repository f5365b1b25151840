//! Nothing is lost and nothing done twice while the mail servers end and come back and the program is killed in the middle of a batch,
//! on the way out and on the way in. What is counted: the mails in the Maildirs by their Message-ID, and the events in the histories.
//!
//! One thing can't be had: between a mail server's "taken" and the note of it a killed program doesn't know that it has sent, and sends
//! again. Such a mail comes twice under one Message-ID, by which mail programs know it as one. How many these are is bounded by how many
//! mails are sent at once, and counted, too.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use serde_json::json;
use tests::{
    Client, Document, Engine, Mail, MailServers, Mailbox, ROLES, Server, Written, letters, on_both_engines, unique,
    wait_until,
};

const PATIENCE: Duration = Duration::from_secs(120);
/// How many letters go out, and how many replies come in.
const MANY: usize = 32;
/// How many mails are sent at once (`mail_parallel`).
const AT_ONCE: usize = 4;
/// How often the program is killed while mails go out.
const KILLS: usize = 2;

struct Count {
    office: Server,
    servers: MailServers,
    address: String,
}

impl Count {
    fn new(engine: Engine) -> Self {
        let servers = MailServers::start();
        let address = format!("{}@phuong-demo.example", unique("hopthu-"));
        let mut settings = servers.settings(&address);
        settings.push(("CONGVAN_MAIL_PARALLEL", AT_ONCE.to_string()));
        let settings: Vec<(&str, &str)> = settings.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let office = Server::demo_with(engine, &settings);
        Self { office, servers, address }
    }

    fn clerk(&self) -> Client {
        self.office.client("vanthu")
    }

    /// kill -9, and another one, for which the leases of the first are over and no pause after a failure is left to wait for.
    fn kill(&self) {
        self.office.kill();
        let ids = |of: &str| self.office.database().texts(&format!("SELECT CAST(id AS TEXT) AS value FROM {of}")).len();
        let (waiting, to_do) = (ids("message WHERE state = 'queued'"), ids("received_mail WHERE state = 'waiting'"));
        let done = ids("received_mail WHERE state = 'done'");
        println!("killed while {waiting} mails waited to go, {to_do} messages to be worked off, and {done} were");
        self.hurry();
        self.office.start();
    }

    /// The same, politely: only so that nothing is left to wait for.
    fn restart(&self) {
        self.office.terminate();
        assert_eq!(self.office.wait_end(), 0);
        self.hurry();
        self.office.start();
    }

    /// While no program runs: a lease that is over for one that lives would make it send twice.
    fn hurry(&self) {
        let database = self.office.database();
        database.run("UPDATE message SET next_at = created_at WHERE state = 'queued'");
        database.run("UPDATE received_mail SET next_at = received_at WHERE state = 'waiting'");
        let long_ago = "(SELECT MIN(received_at) FROM received_mail)";
        database.run(&format!("UPDATE account_mail SET next_at = {long_ago} WHERE {long_ago} IS NOT NULL"));
    }

    fn chairman(&self) -> Mailbox {
        self.servers.mailbox("chutich@phuong-demo.example")
    }

    /// The chairman's mails that ask for these letters' directions.
    fn asked(&self, letters: &[Document]) -> Vec<Mail> {
        let ids: BTreeSet<&str> = letters.iter().map(Document::id).collect();
        let mut mails = self.chairman().all();
        mails.retain(|mail| mail.subject.contains("Trình xin ý kiến") && ids.iter().any(|id| mail.is_about(id)));
        mails
    }

    /// How many letters are directed.
    fn directed(&self, letters: &[Document]) -> usize {
        let clerk = self.clerk();
        letters.iter().filter(|letter| clerk.read(letter.id()).state() == "directed").count()
    }
}

/// How often each one came, by its Message-ID.
fn times(mails: &[Mail]) -> BTreeMap<String, usize> {
    let mut times = BTreeMap::new();
    for mail in mails {
        *times.entry(mail.message_id.clone()).or_default() += 1;
    }
    times
}

/// The one mail of this letter.
fn mail_about<'m>(mails: &'m [Mail], letter: &Document) -> &'m Mail {
    let found = mails.iter().find(|mail| mail.is_about(letter.id()));
    found.unwrap_or_else(|| panic!("no mail about {}", letter.id()))
}

on_both_engines! {
    fn nothing_is_lost_and_nothing_done_twice(engine: Engine) {
        let count = Count::new(engine);
        let clerk = count.clerk();
        let chairman = count.office.person("chutich");
        count.office.client("chutich");

        // Out: handoffs while there is no mail server; it comes, the program is killed; it goes and comes, and the program is killed.
        count.servers.control("stop-smtp");
        let letters: Vec<Document> = (0..MANY)
            .map(|number| {
                let letter = clerk.register(&letters::about(&format!("Văn bản thứ {number} để đếm")));
                clerk.act(&letter, &json!({ "command": "present", "to": chairman }))
            })
            .collect();
        assert_eq!(count.asked(&letters).len(), 0);
        let arrived = || times(&count.asked(&letters)).len();
        count.servers.control("start-smtp");
        count.restart();
        wait_until("some mails to have gone", PATIENCE, || arrived() >= MANY / 8);
        count.kill();
        wait_until("half of the mails to have gone", PATIENCE, || arrived() >= MANY / 2);
        count.servers.control("stop-smtp");
        count.kill();
        count.servers.control("start-smtp");
        count.restart();
        wait_until("every mail to have come", PATIENCE, || arrived() == MANY);
        let asked = count.asked(&letters);

        // In: every reply lies in the mailbox before the program can read it. It reads some and is killed; the mailbox goes, the program is
        // killed, the mailbox comes back; and where the answers go to, there is no mail server for a while.
        count.servers.control("stop-imap");
        let replies: Vec<Written> = letters
            .iter()
            .enumerate()
            .map(|(number, letter)| Written::reply(mail_about(&asked, letter), &format!("GIAO phòng Kinh tế: việc số {number}")))
            .collect();
        for reply in &replies {
            reply.post(count.servers.get("TEST_PROVED_SMTP_URL")).unwrap();
        }
        let office_box = count.servers.mailbox(&count.address);
        // A connection may outlive its server for a moment, so some may be read already.
        let delivered = || office_box.all().len() + office_box.looked_at().len();
        wait_until("every reply to be delivered", PATIENCE, || delivered() == MANY);
        // The SMTP server has what it was given; the answers find none.
        count.servers.control("stop-smtp");
        count.servers.control("start-imap");
        wait_until("some replies to be carried out", PATIENCE, || count.directed(&letters) >= MANY / 8);
        count.kill();
        wait_until("half of the replies to be carried out", PATIENCE, || count.directed(&letters) >= MANY / 2);
        count.servers.control("stop-imap");
        count.kill();
        count.servers.control("start-imap");
        count.servers.control("start-smtp");
        let answers = || {
            let wanted: BTreeSet<&str> = replies.iter().map(|reply| reply.message_id.as_str()).collect();
            let mut mails = count.chairman().all();
            mails.retain(|mail| mail.threads[0].iter().any(|id| wanted.contains(id.as_str())));
            mails
        };
        wait_until("every reply to be carried out", PATIENCE, || count.directed(&letters) == MANY);
        count.restart();
        wait_until("every reply to be answered", PATIENCE, || times(&answers()).len() == MANY);
        wait_until("every reply to be marked as seen", PATIENCE, || {
            office_box.looked_at().iter().filter(|name| name.ends_with('S')).count() == MANY
        });

        // Each reply was kept once, and did what it says once.
        let rows = clerk.all("/received-mails?state=done");
        assert_eq!(rows.len(), MANY, "{rows:?}");
        assert!(rows.iter().all(|row| row["outcome"] == "acted"), "{rows:?}");
        assert_eq!(clerk.all("/received-mails?state=open").len(), 0);
        for (number, letter) in letters.iter().enumerate() {
            let events = clerk.events(letter.id());
            assert_eq!(events.iter().filter(|event| *event == "directed").count(), 1, "{events:?}");
            let given = clerk.read(letter.id());
            let given = given.last_assignment(&count.office.department("KTHTDT"));
            assert_eq!(given["instruction"], format!("việc số {number}"));
        }
        // Each mail has come, each answer has come, and none that is not to be.
        let boxes = ROLES.map(|user| count.servers.mailbox(&format!("{user}@phuong-demo.example")));
        let queued = "SELECT CAST(id AS TEXT) AS value FROM message WHERE state = 'queued'";
        wait_until("every mail to be sent", PATIENCE, || count.office.database().texts(queued).is_empty());
        let wanted: BTreeSet<String> = letters
            .iter()
            .flat_map(|letter| clerk.messages(letter.id()))
            .map(|message| message["id"].as_str().unwrap().to_owned())
            .collect();
        let arrived = || {
            let mut mails: Vec<Mail> = boxes.iter().flat_map(Mailbox::all).collect();
            let answer = |mail: &Mail| mail.header("Auto-Submitted").as_deref() == Some("auto-replied");
            mails.retain(|mail| !answer(mail) && letters.iter().any(|letter| mail.is_about(letter.id())));
            mails
        };
        let stems = || arrived().iter().map(|mail| mail.stem().to_owned()).collect::<BTreeSet<String>>();
        wait_until("every mail to have come", PATIENCE, || stems() == wanted);
        let (out, back) = (times(&arrived()), times(&answers()));
        let twice = out.values().chain(back.values()).filter(|times| **times > 1).count();
        let thrice = out.values().chain(back.values()).filter(|times| **times > 2).count();
        println!("{} mails and {} answers; {twice} of them twice", out.len(), back.len());
        assert_eq!((back.len(), thrice), (MANY, 0));
        // What was on its way at a kill. (While replies came in and the program was killed, there was no mail server.)
        assert!(twice <= KILLS * AT_ONCE, "{twice} came twice");
        let (code, said) = count.office.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }
}
