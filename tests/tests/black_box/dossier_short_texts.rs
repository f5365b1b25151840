//! Short messages to citizens' telephones: written where the office has switched them on, handed to the folder once each, and seen on the dossier
//! beside its mails.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use serde_json::{Value, json};
use tests::{Client, Engine, Server, on_both_engines, wait_until};

use super::dossiers::{Dossier, act, brought, content, published};

const PATIENCE: Duration = Duration::from_secs(60);

/// A demo that puts short messages into a folder of its own.
fn with_folder(engine: Engine) -> (Server, PathBuf) {
    let bare = Server::prepared(engine, &["serve", "--demo"], &[]);
    let folder = bare.data().join("tin-nhan");
    let office = bare.beside(&["serve", "--demo"], &[("CONGVAN_SMS_FOLDER", folder.to_str().unwrap())]);
    office.start();
    (office, folder)
}

/// The office switches them on, or off.
fn set(office: &Server, on: bool) {
    let administrator = office.client("quantri");
    let own = administrator.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
    let change = json!({ "commands": [{ "command": "change_settings", "one_stop": { "short_texts": on } }] });
    administrator.post(&format!("/agencies/{own}/organisation/commands"), &change).ok();
}

/// What lies in the folder, by the ids of its messages.
fn taken(folder: &Path) -> BTreeMap<String, Value> {
    let entries = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
    let files = entries.filter(|path| path.extension().is_some_and(|end| end == "json"));
    files
        .map(|path| {
            let content: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
            (path.file_stem().unwrap().to_str().unwrap().to_owned(), content)
        })
        .collect()
}

fn listed(clerk: &Client, dossier: &Dossier, channel: &str) -> Vec<Value> {
    let all = clerk.items(&format!("{}/messages", dossier.path()));
    all.into_iter().filter(|message| message["channel"] == channel).collect()
}

fn received(clerk: &Client, procedure: &str, phone: Option<&str>) -> Dossier {
    let mut body = brought(procedure);
    body["owner"]["phone"] = json!(phone);
    if phone.is_none() {
        body["owner"].as_object_mut().unwrap().remove("phone");
    }
    body["then"] = json!({ "accept": {} });
    Dossier(clerk.post("/dossiers", &body).created())
}

on_both_engines! {
    fn a_turn_is_told_by_telephone_once(engine: Engine) {
        let (office, folder) = with_folder(engine);
        let clerk = office.client("motcua");
        let procedure = published(&office, &content("5wd"));

        // As long as nobody has switched it on, nothing is written.
        let before = received(&clerk, &procedure, Some("0000 000 001"));
        assert_eq!(listed(&clerk, &before, "short_text"), Vec::<Value>::new());
        set(&office, true);
        let dossier = received(&clerk, &procedure, Some("0000 000 001"));
        let silent = received(&clerk, &procedure, None);
        wait_until("the message", PATIENCE, || taken(&folder).len() == 1);
        let (id, message) = taken(&folder).pop_first().unwrap();
        assert_eq!((&message["id"], &message["phone"]), (&json!(id), &json!("0000 000 001")));
        let text = message["text"].as_str().unwrap();
        assert!(text.contains(dossier.code()) && text.contains("da tiep nhan, hen tra"), "{text}");
        assert!(text.is_ascii() && text.len() <= 160, "{text}");
        // It names nobody.
        assert!(!text.contains("Nguyen") && !text.contains("Thu"), "{text}");
        let there = || listed(&clerk, &dossier, "short_text");
        wait_until("the note", PATIENCE, || there()[0]["delivery"] == "sent");
        let one = &there()[0];
        assert_eq!((&one["id"], &one["kind"], &one["to"]["address"]), (&json!(id), &json!("citizen_accepted"), &json!("0000 000 001")));
        assert_eq!(listed(&clerk, &silent, "short_text"), Vec::<Value>::new(), "who has given no number");
        office.client("chuyenvien.vhxh1").get(&format!("{}/messages", dossier.path())).problem(404, "not_found");

        // The next turn is another message; what another program has taken away does not come again.
        fs::remove_file(folder.join(format!("{id}.json"))).unwrap();
        let dossier = act(&clerk, &dossier, &json!({ "command": "withdraw", "reason": "Công dân đổi ý." }));
        wait_until("the other message", PATIENCE, || !taken(&folder).is_empty());
        let (_, message) = taken(&folder).pop_first().unwrap();
        assert!(message["text"].as_str().unwrap().ends_with("da rut theo yeu cau."), "{message}");
        let there = || listed(&clerk, &dossier, "short_text");
        wait_until("its note", PATIENCE, || there().iter().all(|one| one["delivery"] == "sent"));
        assert_eq!((there().len(), taken(&folder).len()), (2, 1));

        set(&office, false);
        let after = received(&clerk, &procedure, Some("0000 000 001"));
        assert_eq!(listed(&clerk, &after, "short_text"), Vec::<Value>::new());
        let (code, said) = office.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }

    /// Where there is no way to send them, that is said of each; none is sent later, when it is no longer true.
    fn without_a_folder_it_is_said_that_none_was_sent(engine: Engine) {
        let office = Server::demo(engine);
        set(&office, true);
        let clerk = office.client("motcua");
        let dossier = received(&clerk, &published(&office, &content("5wd")), Some("0000 000 001"));
        let there = listed(&clerk, &dossier, "short_text");
        assert_eq!((there.len(), &there[0]["delivery"]), (1, &json!("not_sent")));
    }

    /// A worker that dies between sending and noting leaves a message that is sent once more, under the same id.
    fn a_message_whose_note_was_lost_is_sent_again_under_the_same_id(engine: Engine) {
        let (office, folder) = with_folder(engine);
        set(&office, true);
        let clerk = office.client("motcua");
        let dossier = received(&clerk, &published(&office, &content("5wd")), Some("0000 000 001"));
        let note = || listed(&clerk, &dossier, "short_text")[0]["delivery"].clone();
        wait_until("the note", PATIENCE, || note() == "sent");
        let first = taken(&folder);
        for id in first.keys() {
            fs::remove_file(folder.join(format!("{id}.json"))).unwrap();
        }
        // As if the note had been taken back.
        office.database().run("UPDATE short_text SET state = 'queued', sent_at = NULL, next_at = created_at");
        wait_until("the message once more", PATIENCE, || taken(&folder) == first);
        wait_until("its note", PATIENCE, || note() == "sent");
    }
}
