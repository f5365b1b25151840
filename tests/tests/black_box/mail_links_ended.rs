//! Links that end before their time: with their owner's sessions and password, beside a second factor, with the key of their codes;
//! and mails and pages that do not tell any more what would be decided on.

use std::{fs, time::Duration};

use serde_json::json;
use tests::{Buttons, Document, PASSWORD, Server, letters, on_both_engines, service, wait_until};

use crate::{
    mail_links::{buttons_to, directed, mail_to, page, served},
    second_factor::enrol,
};

const HEAD: &str = "truongphong.kinhte";

/// A letter with the head of a department, and the mail that told of it.
fn given(office: &Server) -> (Document, Buttons) {
    let letter = directed(office, &letters::facts());
    let mail = buttons_to(HEAD, letter.id(), "Chủ trì xử lý");
    assert!(!mail.links.is_empty());
    (letter, mail)
}

/// The same data under other settings, once this server has ended.
fn again(office: &Server, settings: &[(&str, &str)]) -> Server {
    let smtp = service("TEST_SMTP_URL");
    let mut all = vec![("CONGVAN_SMTP_URL", smtp.as_str())];
    all.extend(settings);
    let next = office.beside(&["serve", "--demo"], &all);
    office.terminate();
    office.wait_end();
    next
}

on_both_engines! {
    /// Who has a second factor, or whose role demands one, does not act by a mail alone; but where the office says so.
    fn who_is_asked_for_a_second_factor_has_no_buttons(engine: Engine) {
        let office = served(engine);
        let nobody = office.anonymous();
        let (letter, mail) = given(&office);
        page(&nobody.get(mail.path("Nhận việc")), 200);
        enrol(&office.client(HEAD), PASSWORD);
        assert!(page(&nobody.get(mail.path("Nhận việc")), 410).contains("không còn hiệu lực"));
        page(&mail.press(&nobody, "Nhận việc", &[]), 410);
        let other = directed(&office, &letters::facts());
        assert!(mail_to(HEAD, other.id(), "Chủ trì xử lý").buttons().links.is_empty());
        assert_eq!(office.client("vanthu").history(letter.id()).len(), usize::try_from(letter.version()).unwrap());

        let relaxed = again(&office, &[("CONGVAN_MAIL_ACTIONS_BESIDE_SECOND_FACTOR", "true")]);
        relaxed.start();
        page(&relaxed.anonymous().get(mail.path("Nhận việc")), 200);
        let (_, mail) = given(&relaxed);
        page(&mail.press(&relaxed.anonymous(), "Nhận việc", &[]), 200);
    }

    /// What a mail had to say has been overtaken while it waited: it goes without buttons.
    fn a_mail_that_was_delayed_offers_nothing_that_it_does_not_tell_of(engine: Engine) {
        let office = Server::demo_with(engine, &[("CONGVAN_SMTP_URL", "smtp://127.0.0.1:1")]);
        let letter = directed(&office, &letters::facts());
        let root = letter.assignment(&office.department("KTHTDT")).to_owned();
        let ask = json!({ "command": "request_extension", "assignment": root, "due": letters::in_days(40), "reason": "Chờ số liệu." });
        let letter = office.client(HEAD).act(&letter, &ask);
        let refuse = json!({ "command": "refuse_extension", "assignment": root, "reason": "Không." });
        let _ = office.client("chutich").act(&letter, &refuse);
        let moved = directed(&office, &letters::facts());
        let assign = json!({ "command": "assign", "assignment": moved.assignment(&office.department("KTHTDT")), "officer": { "person": office.person("chuyenvien.kinhte1") } });
        let _ = office.client(HEAD).act(&moved, &assign);
        let calm = directed(&office, &letters::facts());
        let _ = office.client("vanthu").act(&calm, &json!({ "command": "comment", "text": "Nhắc: kèm bản đồ." }));

        let office = again(&office, &[]);
        office.database().run("UPDATE message SET next_at = created_at");
        office.start();
        let none = |user: &str, document: &Document, begins: &str| {
            let mail = mail_to(user, document.id(), begins);
            assert!(mail.buttons().links.is_empty(), "{begins}: {}", mail.text);
        };
        none(HEAD, &letter, "Chủ trì xử lý");
        none("chutich", &letter, "Đề nghị gia hạn");
        none(HEAD, &moved, "Chủ trì xử lý");
        assert!(!buttons_to(HEAD, letter.id(), "Không được gia hạn").links.is_empty());
        assert!(!buttons_to("chuyenvien.kinhte1", moved.id(), "Chủ trì xử lý").links.is_empty());
        assert!(!buttons_to(HEAD, calm.id(), "Chủ trì xử lý").links.is_empty());
    }

    /// Nothing is decided on a page that showed something else; what others say meanwhile is nothing of that.
    fn a_form_of_a_page_that_has_changed_is_shown_again(engine: Engine) {
        let office = served(engine);
        let nobody = office.anonymous();
        let (letter, mail) = given(&office);
        let root = letter.assignment(&office.department("KTHTDT")).to_owned();
        let version_in = |page: &str| {
            let (_, rest) = page.split_once("name=\"version\" value=\"").unwrap_or_else(|| panic!("{page}"));
            rest.split_once('"').unwrap().0.to_owned()
        };
        let first = version_in(&page(&nobody.get(mail.path("Trình kết quả")), 200));
        assert_eq!(first, letter.version().to_string());
        let amend = json!({ "command": "amend", "assignment": root, "instruction": "Chỉ báo cáo bằng văn bản." });
        let letter = office.client("chutich").act(&letter, &amend);
        let fields = |version: &str| [("text".to_owned(), "Đã làm xong.".to_owned()), ("version".to_owned(), version.to_owned())];
        let press = |version: &str| {
            let fields = fields(version);
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            mail.press(&nobody, "Trình kết quả", &fields)
        };
        // No version, and one that is none, are no way around.
        for version in [first.as_str(), "", "x", "9999", "0"] {
            let told = page(&press(version), 409);
            for part in ["Nội dung vừa thay đổi, xin xem lại", "Chỉ báo cáo bằng văn bản.", "Đã làm xong.", &mail.code] {
                assert!(told.contains(part), "{version}: {part} is not in {told}");
            }
            assert_eq!(version_in(&told), letter.version().to_string());
        }
        assert_eq!(office.client("vanthu").history(letter.id()).len(), usize::try_from(letter.version()).unwrap());
        // What moves nothing is taken.
        page(&mail.press(&nobody, "Nhận việc", &[("version", &first)]), 200);
        let seen = version_in(&page(&nobody.get(mail.path("Trình kết quả")), 200));
        let letter = office.client("vanthu").read(letter.id());
        let _ = office.client("vanthu").act(&letter, &json!({ "command": "comment", "text": "Nhắc." }));
        page(&press(&seen), 200);
        assert_eq!(office.client("vanthu").read(letter.id()).state(), "awaiting_approval");
    }

    /// Whoever's sessions are ended or password is set has no open links either; later mails have.
    fn links_end_with_sessions_and_passwords(engine: Engine) {
        let office = served(engine);
        let nobody = office.anonymous();
        let ended = |mail: &Buttons, what: &str| {
            let told = page(&nobody.get(mail.path("Nhận việc")), 410);
            assert!(told.contains("không còn hiệu lực"), "{what}: {told}");
            page(&mail.press(&nobody, "Nhận việc", &[]), 410);
        };
        let (letter, mail) = given(&office);
        let beside = json!({ "command": "add_recipient", "role": "supporting", "recipient": { "department": office.department("VHXH") } });
        let letter = office.client("chutich").act(&letter, &beside);
        let others = buttons_to("truongphong.vhxh", letter.id(), "Phối hợp");
        let (code, said) = office.run(&["admin", "end-sessions", HEAD]);
        assert_eq!(code, 0, "{said}");
        ended(&mail, "sessions ended");
        let (_, mail) = given(&office);
        let new = "một mật khẩu hoàn toàn khác";
        let session = office.sign_in(HEAD);
        let head = nobody.with_token(session["access_token"].as_str().unwrap());
        head.request("PUT", "/me/password").json(&json!({ "present": PASSWORD, "new": new })).send().expect(204);
        ended(&mail, "one's own new password");
        let (_, mail) = given(&office);
        let administrator = office.client("quantri");
        let agency = administrator.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
        let path = format!("/agencies/{agency}/people/{}/password", office.person(HEAD));
        administrator.request("POST", &path).send().created();
        ended(&mail, "a password that was given");
        let (_, mail) = given(&office);
        page(&mail.press(&nobody, "Nhận việc", &[]), 200);
        page(&nobody.get(others.path("Nhận việc")), 200);
    }

    /// Where codes can't be checked nobody is told that theirs is wrong, and no try is lost.
    fn with_another_key_links_are_closed_and_no_try_is_counted(engine: Engine) {
        let office = served(engine);
        let (_, mail) = given(&office);
        office.kill();
        let key = office.data().join("keys/secrets.key");
        let aside = key.with_extension("aside");
        fs::rename(&key, &aside).unwrap();
        office.start();
        let nobody = office.anonymous();
        page(&nobody.get(mail.path("Nhận việc")), 410);
        assert!(page(&mail.press(&nobody, "Nhận việc", &[]), 410).contains("không còn hiệu lực"));
        let tries = office.database().texts("SELECT CAST(wrong_tries AS TEXT) AS value FROM action_mail");
        assert!(!tries.is_empty() && tries.iter().all(|tries| tries == "0"), "{tries:?}");
        office.kill();
        fs::rename(&aside, &key).unwrap();
        office.start();
        page(&mail.press(&office.anonymous(), "Nhận việc", &[]), 200);
    }

    /// Who sends the same form again at once is shown what was done; later, or without the code, that nothing of it was written.
    fn a_used_link_says_whether_what_was_sent_counts(engine: Engine) {
        let office = served(engine);
        let nobody = office.anonymous();
        let (_, mail) = given(&office);
        page(&mail.press(&nobody, "Nhận việc", &[]), 200);
        page(&mail.press(&nobody, "Nhận việc", &[]), 200);
        let wrong = if mail.code == "000000" { "111111" } else { "000000" };
        let lost = "Nội dung vừa gửi không được ghi";
        assert!(page(&nobody.send_form(mail.path("Nhận việc"), &[("code", wrong)]), 410).contains(lost));
        office.database().run("UPDATE action_link SET used_at = '2026-01-05T00:00:00.000000Z' WHERE used_at IS NOT NULL");
        assert!(page(&mail.press(&nobody, "Nhận việc", &[]), 410).contains(lost));
        let large = vec![b'a'; 4 * 1024 * 1024];
        let kind = "application/x-www-form-urlencoded";
        page(&nobody.request("POST", mail.path("Chuyển trả")).bytes(kind, large).send(), 413);
    }

    /// A restored office takes no link of before: some were used or ended since.
    fn a_restore_ends_all_links(engine: Engine) {
        let office = served(engine);
        let (_, mail) = given(&office);
        let archive = office.data().parent().unwrap().join("links.tar.gz");
        let (code, said) = office.run(&["backup", archive.to_str().unwrap()]);
        assert_eq!(code, 0, "{said}");
        let smtp = service("TEST_SMTP_URL");
        let elsewhere = Server::prepared(engine, &["serve", "--demo"], &[("CONGVAN_SMTP_URL", &smtp)]);
        fs::create_dir_all(elsewhere.data()).unwrap();
        let copied = std::process::Command::new("cp").arg("-a").arg(office.data().join("keys")).arg(elsewhere.data()).status();
        assert!(copied.unwrap().success());
        let (code, said) = elsewhere.run(&["restore", archive.to_str().unwrap()]);
        assert_eq!(code, 0, "{said}");
        office.kill();
        elsewhere.start();
        assert!(page(&elsewhere.anonymous().get(mail.path("Nhận việc")), 410).contains("không còn hiệu lực"));
        let open = "SELECT token_hash AS value FROM action_link WHERE used_at IS NULL AND ended_at IS NULL";
        wait_until("no link to be open", Duration::from_secs(10), || elsewhere.database().texts(open).is_empty());
    }
}
