//! With a real server.

use mail::{ImapSettings, Position};

use crate::{
    desk::{Desk, Mood, Watching, settings},
    post::{Postbox, Servers},
};

fn servers() -> Servers {
    Servers::of(|name| std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set: run scripts/test")))
}

fn trusting(servers: &Servers) -> ImapSettings {
    ImapSettings { ca_file: Some(servers.ca.clone()), ..settings() }
}

/// A desk that has looked into a mailbox when nothing was in it.
async fn begun(postbox: &Postbox<'_>) -> Desk {
    let desk = Desk::default();
    let watching = Watching::start(&postbox.url(), &trusting(postbox.servers), &desk);
    desk.until_looked().await;
    watching.stop().await;
    desk
}

#[tokio::test]
async fn what_is_there_is_taken_in_its_order_and_what_comes_then_at_once() {
    let servers = servers();
    let postbox = Postbox::new(&servers);
    for subject in ["mot", "hai", "ba"] {
        postbox.send(subject, "x").await;
    }
    let desk = Desk::default();
    let watching = Watching::start(&postbox.url(), &trusting(&servers), &desk);
    desk.until_taken(&["mot", "hai", "ba"]).await;
    desk.until_looked().await;
    assert_eq!(desk.with(|all| all.position.unwrap().last_uid), 3);
    assert_eq!(desk.with(|all| all.news[0].clone()), "opened, idle true");
    // The next look is an hour away: the server itself says that something has come.
    postbox.send("bon", "x").await;
    desk.until_taken(&["mot", "hai", "ba", "bon"]).await;
    postbox.send("nam", "x").await;
    desk.until_taken(&["mot", "hai", "ba", "bon", "nam"]).await;
    // Its place is noted behind its mark; that somebody has looked may have been said of the look before.
    desk.until("the fifth to be noted", |all| all.position.is_some_and(|position| position.last_uid == 5)).await;
    assert_eq!((postbox.seen(), postbox.files().len()), (5, 5), "{:?}", postbox.files());
    // The server says when each came.
    assert_eq!(desk.with(|all| all.arrived.iter().flatten().count()), 5);
    watching.stop().await;
}

#[tokio::test]
async fn through_starttls() {
    let servers = servers();
    let postbox = Postbox::new(&servers);
    postbox.send("mot", "x").await;
    let desk = Desk::default();
    let watching = Watching::start(&postbox.starttls_url(), &trusting(&servers), &desk);
    desk.until_taken(&["mot"]).await;
    watching.stop().await;
}

#[tokio::test]
async fn the_first_time_what_somebody_has_read_is_left() {
    let servers = servers();
    let postbox = Postbox::new(&servers);
    postbox.send("da doc", "x").await;
    let reader = Desk::default();
    let watching = Watching::start(&postbox.url(), &trusting(&servers), &reader);
    reader.until_looked().await;
    watching.stop().await;
    postbox.send("chua doc", "x").await;

    let desk = Desk::default();
    let watching = Watching::start(&postbox.url(), &trusting(&servers), &desk);
    desk.until_looked().await;
    assert_eq!(desk.taken(), ["chua doc"]);
    assert_eq!(desk.with(|all| (all.position.unwrap().last_uid, all.noted)), (2, 1));
    watching.stop().await;
}

/// Ended in the middle of the first look: what was read long ago does not become new by that.
#[tokio::test]
async fn a_first_look_that_is_broken_off_begins_again() {
    let servers = servers();
    let postbox = Postbox::new(&servers);
    postbox.send("da doc", "x").await;
    let reader = Desk::default();
    let watching = Watching::start(&postbox.url(), &trusting(&servers), &reader);
    reader.until_looked().await;
    watching.stop().await;
    for subject in ["mot", "hai"] {
        postbox.send(subject, "x").await;
    }

    let desk = Desk::default();
    desk.with(|all| all.moods.push(("hai".to_owned(), Mood::NeverAnswers, 1)));
    let watching = Watching::start(&postbox.url(), &trusting(&servers), &desk);
    desk.until("the second is handed in", |all| all.handed == ["mot", "hai"]).await;
    assert_eq!(desk.with(|all| all.position), None);
    watching.kill().await;

    let watching = Watching::start(&postbox.url(), &trusting(&servers), &desk);
    desk.until_looked().await;
    assert_eq!(desk.taken(), ["mot", "hai"]);
    watching.stop().await;
}

#[tokio::test]
async fn what_is_refused_for_now_is_handed_in_again_and_the_next_waits() {
    let servers = servers();
    let postbox = Postbox::new(&servers);
    let desk = begun(&postbox).await;
    for subject in ["mot", "hai", "ba"] {
        postbox.send(subject, "x").await;
    }
    desk.with(|all| all.moods.push(("hai".to_owned(), Mood::Refuses, 2)));
    let watching = Watching::start(&postbox.url(), &trusting(&servers), &desk);
    desk.until_taken(&["mot", "hai", "ba"]).await;
    assert_eq!(desk.with(|all| all.handed.clone()), ["mot", "hai", "hai", "hai", "ba"]);
    assert_eq!(desk.with(|all| all.news.iter().filter(|one| *one == "refused: not now").count()), 2);
    watching.stop().await;
}

#[tokio::test]
async fn what_was_being_taken_at_a_crash_comes_again_and_nothing_before_it() {
    let servers = servers();
    let postbox = Postbox::new(&servers);
    let desk = begun(&postbox).await;
    for subject in ["mot", "hai", "ba"] {
        postbox.send(subject, "x").await;
    }
    desk.with(|all| all.moods.push(("hai".to_owned(), Mood::NeverAnswers, 1)));
    let watching = Watching::start(&postbox.url(), &trusting(&servers), &desk);
    desk.until("the second is handed in", |all| all.handed == ["mot", "hai"]).await;
    watching.kill().await;
    assert_eq!(postbox.seen(), 1);

    let watching = Watching::start(&postbox.url(), &trusting(&servers), &desk);
    desk.until_taken(&["mot", "hai", "ba"]).await;
    assert_eq!(desk.with(|all| all.handed.clone()), ["mot", "hai", "hai", "ba"]);
    watching.stop().await;
}

#[tokio::test]
async fn when_the_server_has_numbered_anew_everything_comes_again() {
    let servers = servers();
    let postbox = Postbox::new(&servers);
    let desk = begun(&postbox).await;
    for subject in ["mot", "hai"] {
        postbox.send(subject, "x").await;
    }
    let watching = Watching::start(&postbox.url(), &trusting(&servers), &desk);
    desk.until_taken(&["mot", "hai"]).await;
    watching.stop().await;
    let before = desk.with(|all| all.position.unwrap());
    postbox.renumber();

    let watching = Watching::start(&postbox.url(), &trusting(&servers), &desk);
    desk.until_looked().await;
    let taken = desk.taken();
    // In which order a server numbers them anew is its affair.
    let again: std::collections::BTreeSet<&str> = taken.iter().skip(2).map(String::as_str).collect();
    assert_eq!((taken.len(), again), (4, ["hai", "mot"].into()));
    let Position { validity, last_uid, old_to, .. } = desk.with(|all| all.position.unwrap());
    assert!(validity != before.validity, "{validity}");
    assert_eq!((last_uid, old_to), (2, 2));
    watching.stop().await;
}

#[tokio::test]
async fn of_one_that_is_too_large_the_headers_come_and_the_next_is_whole() {
    let servers = servers();
    let postbox = Postbox::new(&servers);
    postbox.send("lon", &"0123456789\r\n".repeat(1000)).await;
    postbox.send("nho", "x").await;
    let desk = Desk::default();
    let settings = ImapSettings { largest: 4000, ..trusting(&servers) };
    let watching = Watching::start(&postbox.url(), &settings, &desk);
    desk.until_taken(&["lon (cut)", "nho"]).await;
    let (headers, size) = desk.with(|all| all.cut[0].clone());
    let headers = String::from_utf8(headers.to_vec()).unwrap();
    assert!(headers.contains("Subject: lon\r\n") && !headers.contains("0123456789"), "{headers}");
    assert!(size > 12_000, "{size}");
    desk.until_looked().await;
    assert_eq!(postbox.seen(), 2);
    watching.stop().await;
}

#[tokio::test]
async fn a_wrong_password_and_a_certificate_nobody_vouches_for_are_told_and_tried_again() {
    let servers = servers();
    let postbox = Postbox::new(&servers);
    let wrong = postbox.url().replace(&servers.password, "sai-mat-khau");
    for (url, settings, meant) in [
        (wrong, trusting(&servers), "failed: the server refused the sign-in"),
        (postbox.url(), settings(), "failed: TLS: invalid peer certificate"),
        (postbox.starttls_url(), settings(), "failed: TLS: invalid peer certificate"),
    ] {
        let desk = Desk::default();
        let watching = Watching::start(&url, &settings, &desk);
        desk.until("three tries", |all| all.news.len() >= 3).await;
        watching.stop().await;
        let news = desk.with(|all| all.news.clone());
        assert!(news.iter().all(|one| one.starts_with(meant) && !one.contains("sai-mat-khau")), "{news:?}");
    }
}
