//! Servers that refuse, break off, leave out or send too much: nothing is passed over because of it.

use std::time::Duration;

use mail::{ImapSettings, Position};

use crate::{
    desk::{Desk, Watching, behind, settings},
    fake::{Answers, Fake},
};

const READY: &str = "* OK ready";
const OPENED: &str = "* 1 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 6] x\r\nTAG OK opened\r\n";
const MESSAGE: &str = "* 1 FETCH (UID 5 BODY[]<0> {17}\r\nSubject: nam\r\n\r\nx)\r\nTAG OK done\r\n";

/// A server as it should be, with one message, that says nothing by itself.
fn honest(command: &str) -> String {
    let answer = match command {
        "CAPABILITY" => "* CAPABILITY IMAP4rev1\r\nTAG OK done\r\n",
        "SELECT \"INBOX\"" => OPENED,
        "UID FETCH 5 (UID RFC822.SIZE INTERNALDATE)" => {
            "* 1 FETCH (UID 5 RFC822.SIZE 17 INTERNALDATE \" 7-Dec-2026 09:00:05 +0700\")\r\nTAG OK done\r\n"
        }
        "UID FETCH 6 (UID RFC822.SIZE INTERNALDATE)" => "* 2 FETCH (UID 6 RFC822.SIZE 17)\r\nTAG OK done\r\n",
        command if command.starts_with("UID SEARCH ") => "* SEARCH 5\r\nTAG OK done\r\n",
        command if command.starts_with("UID FETCH 5 (UID BODY.PEEK[]") => MESSAGE,
        _ => "TAG OK done\r\n",
    };
    answer.to_owned()
}

/// Watches until it has failed thrice, and says how it ends each time; nothing must have been taken or noted.
async fn fails(greeting: &'static str, answers: Answers) -> String {
    let fake = Fake::start(greeting, answers).await;
    let desk = Desk::default();
    desk.with(|all| all.position = Some(behind(4)));
    let watching = Watching::start(&fake.plain_url(), &settings(), &desk);
    let failed = |one: &&String| one.starts_with("failed: ");
    desk.until("three failures", |all| all.news.iter().filter(failed).count() >= 3).await;
    watching.stop().await;
    let (news, noted, handed) = desk.with(|all| (all.news.clone(), all.noted, all.handed.clone()));
    assert_eq!((noted, handed.len()), (0, 0), "{news:?}");
    assert!(!news.iter().any(|one| one == "looked" || one.contains("bi-mat")), "{news:?}");
    let last = news.iter().rfind(failed).unwrap().clone();
    last.strip_prefix("failed: ").unwrap().to_owned()
}

/// The same with a mailbox that was never looked into, whose position would be noted at the end of a look.
async fn fails_at_first(answers: Answers) {
    let fake = Fake::start(READY, answers).await;
    let desk = Desk::default();
    let watching = Watching::start(&fake.plain_url(), &settings(), &desk);
    desk.until("three failures", |all| all.news.iter().filter(|one| one.starts_with("failed: ")).count() >= 3).await;
    watching.stop().await;
    assert_eq!(desk.with(|all| (all.position, all.noted)), (None, 0));
}

#[tokio::test]
async fn one_without_idle_is_looked_into_every_so_often() {
    let fake = Fake::start(READY, |command, times| match command {
        "SELECT \"INBOX\"" if times < 3 => {
            "* 0 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 5] x\r\nTAG OK opened\r\n".to_owned()
        }
        command => honest(command),
    })
    .await;
    let desk = Desk::default();
    let settings = ImapSettings { poll: Duration::from_millis(20), ..settings() };
    let watching = Watching::start(&fake.plain_url(), &settings, &desk);
    desk.until_taken(&["nam"]).await;
    assert_eq!(desk.with(|all| all.news[0].clone()), "opened, idle false");
    watching.stop().await;
    assert!(!fake.heard().contains(&"IDLE".to_owned()));
}

#[tokio::test]
async fn one_with_idle_is_looked_into_every_so_often_too() {
    let fake = Fake::start(READY, |command, times| match command {
        "CAPABILITY" => "* CAPABILITY IMAP4rev1 IDLE\r\nTAG OK done\r\n".to_owned(),
        // It never says that something has come.
        "IDLE" => "+ idling\r\n* OK still here\r\n".to_owned(),
        "SELECT \"INBOX\"" if times < 3 => {
            "* 0 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 5] x\r\nTAG OK opened\r\n".to_owned()
        }
        command => honest(command),
    })
    .await;
    let desk = Desk::default();
    let settings = ImapSettings { poll: Duration::from_millis(20), ..settings() };
    let watching = Watching::start(&fake.plain_url(), &settings, &desk);
    desk.until_taken(&["nam"]).await;
    watching.stop().await;
    let times = |of: &str| fake.heard().iter().filter(|one| *one == of).count();
    assert_eq!((times("CAPABILITY"), times("SELECT \"INBOX\"") >= 3, times("DONE") >= 2), (1, true, true));
}

#[tokio::test]
async fn one_that_offers_idle_and_refuses_it_is_looked_into() {
    let fake = Fake::start(READY, |command, times| match command {
        "CAPABILITY" => "* CAPABILITY IMAP4rev1 IDLE\r\nTAG OK done\r\n".to_owned(),
        // Without a word: a library's own IDLE has been known to fall over that.
        "IDLE" => "TAG BAD\r\n".to_owned(),
        "SELECT \"INBOX\"" if times < 4 => {
            "* 0 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 5] x\r\nTAG OK opened\r\n".to_owned()
        }
        command => honest(command),
    })
    .await;
    let desk = Desk::default();
    let settings = ImapSettings { poll: Duration::from_millis(20), ..settings() };
    let watching = Watching::start(&fake.plain_url(), &settings, &desk);
    desk.until_taken(&["nam"]).await;
    watching.stop().await;
    assert_eq!(fake.heard().iter().filter(|one| *one == "IDLE").count(), 1);
}

/// One that says again and again how many messages there are has not said that there are more.
#[tokio::test]
async fn what_is_said_again_is_nothing_new() {
    let fake = Fake::start(READY, |command, _| match command {
        "SELECT \"INBOX\"" => honest(command),
        command => format!("* 1 EXISTS\r\n{}", honest(command)),
    })
    .await;
    let desk = Desk::default();
    let watching = Watching::start(&fake.plain_url(), &settings(), &desk);
    desk.until_taken(&["nam"]).await;
    desk.until_looked().await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    watching.stop().await;
    assert_eq!(fake.heard().iter().filter(|one| one.starts_with("SELECT")).count(), 1);
}

#[tokio::test]
async fn a_search_that_is_refused_is_no_empty_folder() {
    fn refuses(command: &str, _: usize) -> String {
        if command.starts_with("UID SEARCH ") {
            return "TAG NO busy for nguoi@x.example\r\n".to_owned();
        }
        honest(command)
    }
    assert_eq!(fails(READY, refuses).await, "SEARCH: refused: busy for …");
    fails_at_first(refuses).await;
}

#[tokio::test]
async fn a_search_that_breaks_off_is_no_empty_folder() {
    fn breaks_off(command: &str, _: usize) -> String {
        if command.starts_with("UID SEARCH ") {
            return "* SEARCH\r\nHANGUP".to_owned();
        }
        honest(command)
    }
    assert_eq!(fails(READY, breaks_off).await, "the server has ended the connection");
    fails_at_first(breaks_off).await;
}

/// A folder of two messages, of which the first can't be had.
fn two(command: &str, first: &str) -> String {
    match command {
        "SELECT \"INBOX\"" => {
            "* 2 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 7] x\r\nTAG OK opened\r\n".to_owned()
        }
        "UID SEARCH UID 5:6" | "UID SEARCH UID 1:6 UNSEEN" => "* SEARCH 5 6\r\nTAG OK done\r\n".to_owned(),
        "UID SEARCH UID 6:6" | "UID SEARCH UID *" => "* SEARCH 6\r\nTAG OK done\r\n".to_owned(),
        command if command.starts_with("UID FETCH 5 (UID BODY") => first.to_owned(),
        command if command.starts_with("UID FETCH 6 (UID BODY") => {
            MESSAGE.replace("* 1 FETCH (UID 5", "* 2 FETCH (UID 6").replace("nam", "sau")
        }
        command => honest(command),
    }
}

/// Watches such a folder until the first message is left, and says how it failed each time.
async fn is_left(position: Option<Position>, answers: Answers) -> Vec<String> {
    let fake = Fake::start(READY, answers).await;
    let desk = Desk::default();
    desk.with(|all| all.position = position);
    let watching = Watching::start(&fake.plain_url(), &settings(), &desk);
    let left = Some((7, 6));
    desk.until("it is left, and what is behind it counts", |all| all.place() == left).await;
    desk.until_looked().await;
    watching.stop().await;
    assert_eq!(desk.taken(), ["sau"], "once");
    // While it was tried again the position stood before it: whoever begins anew begins with it.
    assert_eq!(desk.with(|all| all.noted), 1);
    let news = desk.with(|all| all.news.clone());
    let at = |of: &str| news.iter().position(|one| one.starts_with(of));
    assert!(at("taken") < at("not fetched: 7/5, 2"), "{news:?}");
    let tries: Vec<String> =
        news.iter().filter_map(|one| one.strip_prefix("not fetched: ")).map(str::to_owned).collect();
    let heard = fake.heard();
    assert!(!heard.iter().any(|one| one.contains("STORE 5") || one.contains("EXPUNGE")), "{heard:?}");
    assert_eq!(heard.iter().filter(|one| one.starts_with("UID FETCH 6 (UID BODY")).count(), 1, "{heard:?}");
    tries
}

const BEFORE: Option<Position> = Some(behind(4));

#[tokio::test]
async fn a_message_that_cannot_be_had_holds_nothing_up_and_is_left_by_name() {
    fn refuses(command: &str, _: usize) -> String {
        two(command, "TAG NO damaged\r\n")
    }
    let tries = ["7/5, 1, again", "7/5, 2, again", "7/5, 3, left"].map(|one| format!("{one}: FETCH: refused: damaged"));
    assert_eq!(is_left(BEFORE, refuses).await, tries);
    // The first time that anybody looks, too.
    assert_eq!(is_left(None, refuses).await, tries);
}

#[tokio::test]
async fn so_does_one_that_is_listed_and_not_given() {
    fn hides(command: &str, _: usize) -> String {
        if command == "UID SEARCH UID 5" {
            "* SEARCH 5\r\nTAG OK done\r\n".to_owned()
        } else {
            two(command, "TAG OK done\r\n")
        }
    }
    let said = "the server lists the message and does not give it";
    let tries = ["7/5, 1, again", "7/5, 2, again", "7/5, 3, left"].map(|one| format!("{one}: {said}"));
    assert_eq!(is_left(BEFORE, hides).await, tries);
}

#[tokio::test]
async fn so_does_one_that_breaks_the_connection_each_time() {
    fn breaks(command: &str, _: usize) -> String {
        two(command, "* 1 FETCH (UID 5 BODY[]<0> {17}\r\nSubHANGUP")
    }
    fn floods(command: &str, _: usize) -> String {
        two(command, "* 1 FETCH (UID 5 BODY[]<0> {500000000}\r\n")
    }
    let breaking: [(Answers, &str); 2] =
        [(breaks, "the server has ended the connection"), (floods, "the server sends more than fits an answer")];
    for (answers, said) in breaking {
        let tries = ["7/5, 1, again", "7/5, 2, again", "7/5, 3, left"].map(|one| format!("{one}: {said}"));
        assert_eq!(is_left(BEFORE, answers).await, tries);
    }
}

#[tokio::test]
async fn one_that_takes_too_long_is_given_up_in_time() {
    fn hangs(command: &str, _: usize) -> String {
        two(command, "")
    }
    let fake = Fake::start(READY, hangs).await;
    let desk = Desk::default();
    desk.with(|all| all.position = BEFORE);
    let settings = ImapSettings { message_timeout: Duration::from_millis(100), ..settings() };
    let watching = Watching::start(&fake.plain_url(), &settings, &desk);
    desk.until_taken(&["sau"]).await;
    let said = "not fetched: 7/5, 3, left: FETCH: no answer within 0.1 s".to_owned();
    desk.until("it is left", |all| all.news.contains(&said)).await;
    watching.stop().await;
}

#[tokio::test]
async fn what_can_be_had_later_is_taken_then() {
    let fake = Fake::start(READY, |command, times| {
        let first = if times < 3 { "TAG NO busy\r\n" } else { MESSAGE };
        two(command, first)
    })
    .await;
    let desk = Desk::default();
    desk.with(|all| all.position = BEFORE);
    let watching = Watching::start(&fake.plain_url(), &settings(), &desk);
    desk.until_taken(&["sau", "nam"]).await;
    desk.until("the place to be noted", |all| all.position == Some(behind(6))).await;
    watching.stop().await;
}

/// A server whose storage is away gives no message at all: none is left because of that.
#[tokio::test]
async fn while_a_server_gives_nothing_nothing_is_left() {
    let fake = Fake::start(READY, |command, times| match command {
        command if command.starts_with("UID FETCH") && command.contains("BODY") && times < 6 => {
            "TAG NO storage is away\r\n".to_owned()
        }
        command => two(command, MESSAGE),
    })
    .await;
    let desk = Desk::default();
    desk.with(|all| all.position = BEFORE);
    let settings = ImapSettings { message_pause: Duration::from_millis(2), ..settings() };
    let watching = Watching::start(&fake.plain_url(), &settings, &desk);
    desk.until("both are taken", |all| all.taken.len() == 2).await;
    desk.until_looked().await;
    watching.stop().await;
    let news = desk.with(|all| all.news.clone());
    assert_eq!(news.iter().filter(|one| one.starts_with("not fetched")).count(), 10, "{news:?}");
    assert!(!news.iter().any(|one| one.contains("left")), "{news:?}");
    assert_eq!(desk.with(|all| all.position), Some(behind(6)));
}

/// What was noted under the name without the port is gone on from, so that an upgrade takes nothing twice.
#[tokio::test]
async fn a_position_of_an_earlier_version_is_found() {
    let fake = Fake::start(READY, |command, _| two(command, "TAG NO not asked for\r\n")).await;
    let desk = Desk::default();
    let five = behind(5);
    desk.with(|all| all.former = Some(("nguoi@127.0.0.1/INBOX".to_owned(), five)));
    let watching = Watching::start(&fake.plain_url(), &settings(), &desk);
    desk.until_taken(&["sau"]).await;
    desk.until_looked().await;
    watching.stop().await;
    assert!(!fake.heard().iter().any(|one| one.starts_with("UID FETCH 5")), "{:?}", fake.heard());
    assert_eq!(desk.with(|all| all.position), Some(behind(6)));
}

/// What was read before the first look was never new; under another number it is not, either.
#[tokio::test]
async fn when_the_server_has_numbered_anew_old_mail_that_was_read_is_left() {
    let fake = Fake::start(READY, |command, times| match command {
        "SELECT \"INBOX\"" if times > 1 => {
            "* 2 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 7] x\r\nTAG OK opened\r\n".to_owned()
        }
        "UID SEARCH UID 1:5 OR UNSEEN SINCE 30-Nov-2026" => "* SEARCH 5\r\nTAG OK done\r\n".to_owned(),
        "UID SEARCH UID 6:6" => "* SEARCH 6\r\nTAG OK done\r\n".to_owned(),
        command if command.starts_with("UID SEARCH ") => "TAG BAD not asked for\r\n".to_owned(),
        command if command.starts_with("UID FETCH 6 (UID BODY") => two(command, ""),
        command => honest(command),
    })
    .await;
    let desk = Desk::default();
    desk.with(|all| all.position = Some(Position { validity: 3, ..behind(9) }));
    let settings = ImapSettings { poll: Duration::from_millis(20), ..settings() };
    let watching = Watching::start(&fake.plain_url(), &settings, &desk);
    desk.until_taken(&["nam", "sau"]).await;
    desk.until("both places to be noted", |all| all.place() == Some((7, 6))).await;
    watching.stop().await;
    let position = desk.with(|all| all.position).unwrap();
    assert_eq!(position, Position { old_to: 5, ..behind(6) });
    let came = desk.with(|all| all.arrived[0]).unwrap();
    assert_eq!(came.to_rfc3339(), "2026-12-07T02:00:05+00:00");
}

/// However rarely it is to be looked into: a connection on which nothing is said is ended by somebody.
#[tokio::test]
async fn one_without_idle_does_not_hear_silence_for_long() {
    let fake = Fake::start(READY, |command, _| honest(command)).await;
    let desk = Desk::default();
    let settings = ImapSettings { longest_silence: Duration::from_millis(20), ..settings() };
    assert_eq!(settings.poll, Duration::from_hours(1));
    let watching = Watching::start(&fake.plain_url(), &settings, &desk);
    desk.until("it is looked into again and again", |all| all.news.iter().filter(|one| *one == "looked").count() > 3)
        .await;
    watching.stop().await;
    assert_eq!(fake.heard().iter().filter(|one| *one == "CAPABILITY").count(), 1, "by the same connection");
}

/// Somebody else has deleted it in between.
#[tokio::test]
async fn a_message_that_is_gone_holds_nothing_up() {
    let fake = Fake::start(READY, |command, _| match command {
        "SELECT \"INBOX\"" => {
            "* 2 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 6] x\r\nTAG OK opened\r\n".to_owned()
        }
        "UID SEARCH UID 1:5 UNSEEN" => "* SEARCH 3 5\r\nTAG OK done\r\n".to_owned(),
        "UID SEARCH UID 3" => "* SEARCH\r\nTAG OK done\r\n".to_owned(),
        command => honest(command),
    })
    .await;
    let desk = Desk::default();
    let watching = Watching::start(&fake.plain_url(), &settings(), &desk);
    desk.until_taken(&["nam"]).await;
    watching.stop().await;
}

#[tokio::test]
async fn one_that_can_not_be_marked_is_taken_all_the_same() {
    let fake = Fake::start(READY, |command, _| {
        if command.starts_with("UID STORE ") { "TAG NO read-only\r\n".to_owned() } else { honest(command) }
    })
    .await;
    let desk = Desk::default();
    let watching = Watching::start(&fake.plain_url(), &settings(), &desk);
    desk.until_taken(&["nam"]).await;
    desk.until_looked().await;
    assert_eq!(desk.with(|all| all.place()), Some((7, 5)));
    assert!(desk.with(|all| all.news.contains(&"not marked: STORE: refused: read-only".to_owned())));
    watching.stop().await;
}

/// The size was a guess, and the message is larger than it may be.
#[tokio::test]
async fn one_that_is_larger_than_it_was_said_to_be_is_cut() {
    let fake = Fake::start(READY, |command, _| match command {
        "UID FETCH 5 (UID BODY.PEEK[HEADER]<0.20>)" => {
            "* 1 FETCH (UID 5 BODY[HEADER]<0> {16}\r\nSubject: nam\r\n\r\n)\r\nTAG OK done\r\n".to_owned()
        }
        "UID FETCH 5 (UID BODY.PEEK[]<0.21>)" => {
            "* 1 FETCH (UID 5 BODY[]<0> {21}\r\nSubject: nam\r\n\r\nxxxxx)\r\nTAG OK done\r\n".to_owned()
        }
        command => honest(command),
    })
    .await;
    let desk = Desk::default();
    let watching = Watching::start(&fake.plain_url(), &ImapSettings { largest: 20, ..settings() }, &desk);
    desk.until_taken(&["nam (cut)"]).await;
    assert_eq!(desk.with(|all| all.cut[0].1), 21);
    watching.stop().await;
}

#[tokio::test]
async fn what_is_too_much_ends_the_connection() {
    let endless = |command: &str, _: usize| match command {
        "CAPABILITY" => "* CAPABILITY".to_owned() + &" X".repeat(500_000),
        command => honest(command),
    };
    assert_eq!(fails(READY, endless).await, "the server sends more than fits an answer");
    let nested = |command: &str, _: usize| match command {
        "CAPABILITY" => "* 1 FETCH (BODYSTRUCTURE ".to_owned() + &"(".repeat(100_000),
        command => honest(command),
    };
    assert_eq!(fails(READY, nested).await, "the server sends more than fits an answer");
    let numbers = |command: &str, _: usize| match command {
        command if command.starts_with("UID SEARCH ") => {
            let many: Vec<String> = (0..10_001).map(|number: u32| number.to_string()).collect();
            format!("* SEARCH {}\r\nTAG OK done\r\n", many.join(" "))
        }
        command => honest(command),
    };
    assert_eq!(fails(READY, numbers).await, "the server sends more than fits an answer");
}

#[tokio::test]
async fn what_is_no_imap_is_told_without_its_words() {
    let nonsense = |command: &str, _: usize| match command {
        "CAPABILITY" => "Subject: bi-mat\r\n".to_owned(),
        command => honest(command),
    };
    assert_eq!(fails(READY, nonsense).await, "the server's answer can't be understood");
    assert_eq!(
        fails("* BYE full", |command, _| honest(command)).await,
        "the server is not ready: it greets with something else than OK"
    );
    // One that claims to know us already.
    assert_eq!(
        fails("* PREAUTH welcome", |command, _| honest(command)).await,
        "the server is not ready: it greets with something else than OK"
    );
    let silent = |command: &str, _: usize| if command == "CAPABILITY" { String::new() } else { honest(command) };
    let fake = Fake::start(READY, silent).await;
    let desk = Desk::default();
    let settings = ImapSettings { step_timeout: Duration::from_millis(100), ..settings() };
    let watching = Watching::start(&fake.plain_url(), &settings, &desk);
    desk.until("it has waited", |all| all.news.contains(&"failed: CAPABILITY: no answer within 0.1 s".to_owned()))
        .await;
    watching.stop().await;
}

#[tokio::test]
async fn without_encryption_the_password_is_not_sent() {
    let fake = Fake::start(READY, |command, _| match command {
        "STARTTLS" => "TAG NO not here\r\n".to_owned(),
        command => honest(command),
    })
    .await;
    let desk = Desk::default();
    let watching = Watching::start(&fake.starttls_url(), &settings(), &desk);
    desk.until("three tries", |all| all.news.len() >= 3).await;
    watching.stop().await;
    let news = desk.with(|all| all.news.clone());
    let meant = "failed: the server offers no STARTTLS, so the password was not sent";
    assert!(news.iter().all(|one| one == meant), "{news:?}");
    assert!(fake.heard().iter().all(|one| one == "STARTTLS"), "{:?}", fake.heard());
}
