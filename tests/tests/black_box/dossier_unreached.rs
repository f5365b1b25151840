//! Mails to citizens that do not arrive: the one-stop shop is told once of an address, with the telephone to call, and what did not arrive is sent to
//! the address that is entered then.

use std::time::Duration;

use serde_json::{Value, json};
use tests::{Client, Mailbox, Server, on_both_engines, unique, wait_until};

use super::{
    dossiers::{Dossier, act, brought, content, published, read},
    mail_links::mail_to,
    mail_received::report_of,
    mail_replies::{came_of, hand_in, with_mailbox},
};

const PATIENCE: Duration = Duration::from_secs(60);

/// Received by post from somebody who is reached at this address.
fn received_from(clerk: &Client, procedure: &str, email: &str) -> Dossier {
    let mut body = brought(procedure);
    body["channel"] = json!("post");
    body["owner"]["email"] = json!(email);
    body["then"] = json!({ "accept": {} });
    Dossier(clerk.post("/dossiers", &body).created())
}

/// The mails of a dossier of this kind: to which address, and what became of each.
fn mails(clerk: &Client, dossier: &Dossier, kind: &str) -> Vec<(String, String)> {
    let all = clerk.items(&format!("{}/messages", dossier.path()));
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let of_kind = all.iter().filter(|mail| mail["kind"] == kind);
    of_kind.map(|mail| (text(&mail["to"]["address"]), text(&mail["delivery"]))).collect()
}

fn correct(clerk: &Client, dossier: &Dossier, email: &str) -> Dossier {
    let now = read(clerk, dossier);
    let mut contact = now.0["owner"].clone();
    contact["email"] = json!(email);
    contact.as_object_mut().unwrap().retain(|_, value| !value.is_null());
    act(
        clerk,
        &now,
        &json!({ "command": "correct_contact", "contact": contact, "reason": "Công dân báo địa chỉ mới." }),
    )
}

fn came(address: &str, dossier: &Dossier) -> Vec<String> {
    Mailbox::of(address).about(dossier.id()).into_iter().map(|mail| mail.subject).collect()
}

on_both_engines! {
    fn who_was_not_told_is_told_at_another_address(engine: Engine) {
        let office: Server = with_mailbox(engine, &[]);
        let clerk = office.client("motcua");
        let procedure = published(&office, &content("5wd"));

        // The server knows no such address.
        let nowhere = format!("khongco.{}@dan.example", unique("a").to_lowercase());
        let dossier = received_from(&clerk, &procedure, &nowhere);
        wait_until("the refusal", PATIENCE, || mails(&clerk, &dossier, "mail_failed").len() == 1);
        let told = mail_to("motcua", dossier.id(), "Thư báo không đến được công dân");
        for words in [nowhere.as_str(), "550", "0000 000 001", dossier.code()] {
            assert!(told.text.contains(words), "{words}: {}", told.text);
        }
        // The next mail to the same address is told of no more.
        let dossier = act(&clerk, &dossier, &json!({ "command": "transfer" }));
        let missing = json!([{ "what": "Trang cuối của tờ khai" }]);
        let ask = json!({ "command": "request_supplement", "missing": missing, "reason": "Thiếu trang cuối." });
        let dossier = act(&office.client("truongphong.kinhte"), &dossier, &ask);
        wait_until("both to fail", PATIENCE, || mails(&clerk, &dossier, "citizen_to_supply") == [(nowhere.clone(), "dead".to_owned())]);
        assert_eq!(mails(&clerk, &dossier, "mail_failed").len(), 1);

        // Both are sent to the new address, once each, in the order in which they were written.
        let address = format!("{}@dan.example", unique("dan-").to_lowercase());
        let dossier = correct(&clerk, &dossier, &address);
        wait_until("both mails", PATIENCE, || came(&address, &dossier).len() == 2);
        let subjects = came(&address, &dossier);
        assert!(subjects.iter().any(|one| one.starts_with("Hồ sơ đã được tiếp nhận")), "{subjects:?}");
        assert!(subjects.iter().any(|one| one.starts_with("Đề nghị bổ sung")), "{subjects:?}");
        // At a third one there is nothing to tell: all has arrived.
        let _ = correct(&clerk, &dossier, &format!("{}@dan.example", unique("khac-").to_lowercase()));
        let accepted = mails(&clerk, &dossier, "citizen_accepted");
        assert_eq!(accepted.len(), 2, "{accepted:?}");
    }

    /// A server that takes the mail and reports later; and one whose report comes when there is another address already.
    fn a_report_that_comes_later_counts_the_same(engine: Engine) {
        let office = with_mailbox(engine, &[]);
        let clerk = office.client("motcua");
        let procedure = published(&office, &content("5wd"));
        let address = format!("{}@dan.example", unique("dan-").to_lowercase());
        let dossier = received_from(&clerk, &procedure, &address);
        let there = Mailbox::of(&address);
        wait_until("the mail", PATIENCE, || there.about(dossier.id()).len() == 1);
        let first = there.about(dossier.id()).remove(0);
        let report = report_of(&first.message_id, &address, "failed", "5.1.1");
        assert_eq!(came_of(&office.client("vanthu"), &hand_in(&office, &report))["outcome"], "bounced");
        assert_eq!(mails(&clerk, &dossier, "mail_failed").len(), 1);
        assert_eq!(mails(&clerk, &dossier, "citizen_accepted"), [(address, "bounced".to_owned())]);

        let old = format!("{}@dan.example", unique("cu-").to_lowercase());
        let other = received_from(&clerk, &procedure, &old);
        wait_until("the other mail", PATIENCE, || Mailbox::of(&old).about(other.id()).len() == 1);
        let sent = Mailbox::of(&old).about(other.id()).remove(0);
        let new = format!("{}@dan.example", unique("moi-").to_lowercase());
        let other = correct(&clerk, &other, &new);
        assert_eq!(came(&new, &other), Vec::<String>::new(), "nothing has failed so far");
        let report = report_of(&sent.message_id, &old, "failed", "5.1.1");
        assert_eq!(came_of(&office.client("vanthu"), &hand_in(&office, &report))["outcome"], "bounced");
        wait_until("the mail at the new address", PATIENCE, || came(&new, &other).len() == 1);
        assert_eq!(mails(&clerk, &other, "mail_failed").len(), 0, "nobody has to do anything");
    }
}
