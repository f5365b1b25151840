//! What a mail's buttons do not do: nothing when they are merely opened, or filled in by a program; nothing with a wrong code; nothing
//! after the work has moved on, the time is over, or whoever they were for may not act any more. And the log knows none of them.

use std::time::Duration;

use serde_json::{Value, json};
use tests::{Document, Server, letters, on_both_engines, service, wait_until};

use crate::mail_links::{buttons_to, directed, mail_to, page, served, served_with};

/// Another code than this.
fn wrong(code: &str) -> &'static str {
    if code == "000000" { "111111" } else { "000000" }
}

/// So many other codes than this, each another.
fn wrongs(code: &str, many: usize) -> Vec<String> {
    (0..).map(|n| format!("{n:06}")).filter(|other| other != code).take(many).collect()
}

fn organisation(office: &Server, commands: &Value) {
    let administrator = office.client("quantri");
    let agency = administrator.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
    administrator.post(&format!("/agencies/{agency}/organisation/commands"), &json!({ "commands": commands })).ok();
}

fn assigned(office: &Server, letter: &Document, officer: &str) -> Document {
    let unit = office.department("KTHTDT");
    let assign = json!({ "command": "assign", "assignment": letter.assignment(&unit), "officer": { "person": office.person(officer) } });
    office.client("truongphong.kinhte").act(letter, &assign)
}

on_both_engines! {
    /// Programs that look through mails open every link, and some send every form that they meet: empty, filled with anything, or
    /// with what they find in it. They change nothing, and the buttons hold.
    fn whoever_opens_and_sends_everything_blindly_changes_nothing(engine: Engine) {
        let office = served(engine);
        let (nobody, clerk) = (office.anonymous(), office.client("vanthu"));
        let letter = clerk.act(&clerk.register_letter(), &json!({ "command": "present", "to": office.person("chutich") }));
        let chairman = buttons_to("chutich", letter.id(), "Trình xin ý kiến");
        let other = directed(&office, &letters::facts());
        let head = buttons_to("truongphong.kinhte", other.id(), "Chủ trì xử lý");
        let before = [clerk.history(letter.id()), clerk.history(other.id())];
        let stands = |letter: &Document| clerk.read(letter.id()).0["assignments"].clone();
        let standing = [stands(&letter), stands(&other)];
        for buttons in [&chairman, &head] {
            for (_, path) in &buttons.links {
                for _ in 0..3 {
                    page(&nobody.get(path), 200);
                }
                let head = nobody.request("HEAD", path).send();
                assert!(head.status == 200 && head.body.is_empty(), "{head}");
                let form = nobody.get(path).form();
                assert!(form.0.iter().any(|(name, _)| name == "code"), "{form:?}");
                let names: Vec<&str> = form.0.iter().map(|(name, _)| name.as_str()).collect();
                let with = |value: &'static str| names.iter().map(|name| (*name, value)).collect::<Vec<_>>();
                let found: Vec<(&str, &str)> = form.0.iter().flat_map(|(name, values)| values.iter().map(|value| (name.as_str(), value.as_str()))).collect();
                for fields in [vec![], with(""), with("test"), with("1"), with("2026-12-30"), with("a@b.example"), found] {
                    let told = page(&nobody.send_form(path, &fields), 422);
                    assert!(told.contains("6 chữ số"), "{told}");
                }
                // One that tries a number, the same in every form of the mail, and those that send no form at all.
                page(&nobody.send_form(path, &with(wrong(&buttons.code))), 422);
                page(&nobody.post(path, &json!({ "code": buttons.code })), 415);
                page(&nobody.request("POST", path).bytes("text/plain", b"code=123456".to_vec()).send(), 415);
                for method in ["PUT", "DELETE", "PATCH", "OPTIONS"] {
                    let refused = nobody.request(method, path).send();
                    page(&refused, 405);
                    assert_eq!(refused.header("allow"), Some("GET, HEAD, POST"));
                }
                page(&nobody.get(path), 200);
            }
        }
        assert_eq!([clerk.history(letter.id()), clerk.history(other.id())], before, "nothing has happened");
        assert_eq!([stands(&letter), stands(&other)], standing);
        // And whoever has the mail acts.
        page(&head.press(&nobody, "Nhận việc", &[]), 200);
        assert_eq!(clerk.history(other.id()).len(), before[1].len() + 1);
    }

    fn a_wrong_code_keeps_the_words_and_after_some_the_mail_is_locked(engine: Engine) {
        let office = served_with(engine, &[("CONGVAN_MAIL_ACTION_TRIES", "3")]);
        let nobody = office.anonymous();
        let letter = directed(&office, &letters::facts());
        let mail = buttons_to("truongphong.kinhte", letter.id(), "Chủ trì xử lý");
        let (path, bad) = (mail.path("Trình kết quả"), wrongs(&mail.code, 3));
        let words = "Đã làm <b>xong</b> & báo cáo";
        // The same again is no further try, there or in another of the mail's forms.
        for (left, bad) in [(2, &bad[0]), (2, &bad[0]), (1, &bad[1]), (1, &bad[0])] {
            page(&nobody.send_form(mail.path("Chuyển trả"), &[("reason", "a"), ("code", bad)]), 422);
            let told = nobody.send_form(path, &[("text", words), ("code", bad)]);
            let told_page = page(&told, 422);
            assert!(told_page.contains(&format!("Còn {left} lần thử")) && told_page.contains(words), "{told_page}");
            assert!(!String::from_utf8_lossy(&told.body).contains("<b>"), "words are text");
            for part in ["<title>Chưa thực hiện – Trình kết quả", "Chưa thực hiện: <a href=\"#code\">Mã xác nhận</a>", " autofocus"] {
                assert!(told_page.contains(part), "{part} is not in {told_page}");
            }
        }
        // What is no code is no try.
        for typed in ["", "12345", "1234567", "abcdef"] {
            page(&nobody.send_form(path, &[("text", words), ("code", typed)]), 422);
        }
        assert!(!office.printed().contains("locked after wrong codes"));
        // The last try, at another of the mail's buttons: they ask for the same code, and are locked together.
        page(&nobody.send_form(mail.path("Nhận việc"), &[("code", &bad[2])]), 410);
        assert!(office.printed().contains("a mail's buttons are locked after wrong codes"), "{}", office.printed());
        page(&nobody.send_form(path, &[("text", words), ("code", &mail.code)]), 410);
        page(&nobody.get(path), 410);
        assert_eq!(office.client("vanthu").read(letter.id()).state(), "directed");
        for (_, path) in &mail.links {
            assert!(page(&nobody.get(path), 410).contains("Các nút trong thư đã bị khóa"));
        }
        // Another mail has tries of its own; a code that is typed as it stands is right.
        let letter = directed(&office, &letters::facts());
        let mail = buttons_to("truongphong.kinhte", letter.id(), "Chủ trì xử lý");
        let spaced = format!("{} {}", &mail.code[..3], &mail.code[3..]);
        page(&nobody.send_form(mail.path("Nhận việc"), &[("code", &spaced)]), 200);
    }

    /// What is missing is said where it is missing, and who has typed the code need not do so again.
    fn what_is_missing_is_said_at_its_field(engine: Engine) {
        let office = served(engine);
        let nobody = office.anonymous();
        let letter = directed(&office, &letters::facts());
        let mail = buttons_to("truongphong.kinhte", letter.id(), "Chủ trì xử lý");
        let before = office.client("vanthu").history(letter.id()).len();
        let said = |label: &str, fields: &[(&str, &str)], what: &str| {
            let told = page(&mail.press(&nobody, label, fields), 422);
            assert!(told.contains(what), "{label} {fields:?}: {what} is not in {told}");
            assert!(told.contains(&format!("value=\"{}\"", mail.code)), "the code stays: {told}");
            assert!(told.contains("Chưa thực hiện: <a href=\"#") && told.matches(" autofocus").count() == 1, "{told}");
        };
        said("Chuyển trả", &[], "Không được để trống.");
        said("Trình kết quả", &[("text", "  ")], "Không được để trống.");
        said("Trình kết quả", &[("text", &"x".repeat(4001))], "nhiều nhất 4000");
        said("Giao việc", &[("officer", "")], "Xin vui lòng chọn người xử lý.");
        let (officer, stranger) = (office.person("chuyenvien.kinhte1"), office.person("chuyenvien.vhxh1"));
        said("Giao việc", &[("officer", &stranger)], "đơn vị");
        said("Giao việc", &[("officer", &officer), ("days", "5"), ("until", "2031-01-06")], "không cả hai");
        said("Giao việc", &[("officer", &officer), ("days", "0")], "từ 1 đến 1000");
        // One that is over.
        said("Giao việc", &[("officer", &officer), ("until", "2025-11-20")], "Hạn");
        said("Xin gia hạn", &[("until", "hôm nào"), ("reason", "a")], "Xin vui lòng chọn một ngày.");
        assert_eq!(office.client("vanthu").history(letter.id()).len(), before);
        let saturday = letters::saturday().to_string();
        // A Saturday means the end of the next working day, and the page says so.
        let told = page(&mail.press(&nobody, "Giao việc", &[("officer", &officer), ("until", &saturday)]), 200);
        let given = office.client("vanthu").read(letter.id()).last_assignment(&officer).clone();
        assert_eq!(given["term"], saturday, "a day, which follows the calendar");
        let due = given["due"].as_str().unwrap().to_owned();
        assert!(due > saturday && told.contains("Hạn xử lý: "), "{due}: {told}");
    }

    fn after_a_move_the_page_says_who_has_it(engine: Engine) {
        let office = served(engine);
        let (nobody, clerk) = (office.anonymous(), office.client("vanthu"));
        let letter = directed(&office, &letters::facts());
        let head = buttons_to("truongphong.kinhte", letter.id(), "Chủ trì xử lý");
        // What others say and attach moves nothing.
        let letter = clerk.act(&letter, &json!({ "command": "comment", "text": "Nhắc: kèm bản đồ." }));
        let file = clerk.upload("bản đồ.pdf", &letters::pdf("ban do"));
        let letter = clerk.act(&letter, &json!({ "command": "attach", "files": [file] }));
        page(&nobody.get(head.path("Giao việc")), 200);

        let letter = assigned(&office, &letter, "chuyenvien.kinhte1");
        let there = "chuyenvien.kinhte1";
        let name = clerk.items("/people").iter().find(|p| p["username"] == there).unwrap()["name"].as_str().unwrap().to_owned();
        let before = clerk.history(letter.id()).len();
        for (_, path) in &head.links {
            let told = page(&nobody.get(path), 410);
            assert!(told.contains("đã chuyển bước") && told.contains(&name), "who has it: {told}");
            assert!(!told.contains("Sở Thử Nghiệm") && !told.contains("Trích yếu"), "and not what it is: {told}");
            assert!(told.contains(&format!("{}/documents/{}", office.base(), letter.id())), "{told}");
        }
        let second = office.person("chuyenvien.kinhte2");
        page(&head.press(&nobody, "Giao việc", &[("officer", &second)]), 410);
        page(&head.press(&nobody, "Chuyển trả", &[("reason", "Không phải việc của phòng.")]), 410);
        assert_eq!(clerk.history(letter.id()).len(), before);

        // It comes back to the head, and stands where it stood; the mail of before tells of something that is over.
        let leg = letter.assignment(&office.person(there)).to_owned();
        let take_back = json!({ "command": "take_back", "assignment": leg, "reason": "Giao lại." });
        let letter = office.client("truongphong.kinhte").act(&letter, &take_back);
        assert_eq!(letter.state(), "directed");
        page(&nobody.get(head.path("Giao việc")), 410);

        // Supporting work stands while the document goes its way.
        let given = json!({ "command": "add_recipient", "role": "supporting", "recipient": { "department": office.department("VHXH") } });
        let letter = office.client("chutich").act(&letter, &given);
        let beside = buttons_to("truongphong.vhxh", letter.id(), "Phối hợp");
        assigned(&office, &letter, "chuyenvien.kinhte2");
        page(&nobody.get(beside.path("Trình kết quả")), 200);
        page(&beside.press(&nobody, "Trình kết quả", &[("text", "Thống nhất.")]), 200);
        page(&nobody.get(beside.path("Chuyển trả")), 410);
    }

    fn what_is_over_or_never_was_is_told_politely(engine: Engine) {
        let office = served(engine);
        let nobody = office.anonymous();
        for token in ["x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "a%00b", "..%2f..%2fetc", &"y".repeat(3000)] {
            let path = format!("/m/{token}");
            let answers = [nobody.get(&path), nobody.send_form(&path, &[("code", "123456")])];
            for answer in answers {
                let told = page(&answer, 404);
                assert!(told.contains("Không có trang này"), "{told}");
            }
        }
        let english = nobody.request("GET", "/m/x").header("Accept-Language", "en-GB, vi;q=0.5").send();
        assert!(page(&english, 404).contains("There is no such page"));
        assert_eq!(english.header("content-language"), Some("en"));
        assert!(page(&nobody.request("GET", "/m/x?lang=vi").header("Accept-Language", "en").send(), 404).contains("Không có trang này"));

        let letter = directed(&office, &letters::facts());
        let mail = buttons_to("truongphong.kinhte", letter.id(), "Chủ trì xử lý");
        let path = mail.path("Nhận việc");
        assert!(page(&nobody.get(&format!("{path}?lang=en")), 200).contains("Confirmation code"));
        page(&mail.press(&nobody, "Nhận việc", &[]), 200);
        let path = mail.path("Chuyển trả");
        let before = office.client("vanthu").history(letter.id()).len();
        office.database().run("UPDATE action_link SET expires_at = created_at WHERE used_at IS NULL");
        let told = page(&nobody.get(path), 410);
        assert!(told.contains("Các nút trong thư đã hết hạn") && !told.contains("Sở Thử Nghiệm"), "{told}");
        page(&mail.press(&nobody, "Chuyển trả", &[("reason", "a")]), 410);
        assert_eq!(office.client("vanthu").history(letter.id()).len(), before);

        // After some months nothing is left but by which mail somebody acted.
        office.database().run("UPDATE action_link SET expires_at = '2026-01-05T00:00:00.000000Z'");
        office.kill();
        office.start();
        let rows = || office.database().texts("SELECT command AS value FROM action_link");
        wait_until("old links to be thrown away", Duration::from_secs(30), || rows() == ["accept"]);
        page(&office.anonymous().get(path), 404);
    }

    /// The links were sent to an address that is theirs no more, or to somebody who may not sign in.
    fn who_may_not_sign_in_may_not_act(engine: Engine) {
        let office = served(engine);
        let (nobody, clerk) = (office.anonymous(), office.client("vanthu"));
        let first = directed(&office, &letters::facts());
        let mail = buttons_to("truongphong.kinhte", first.id(), "Chủ trì xử lý");
        page(&nobody.get(mail.path("Nhận việc")), 200);
        let elsewhere = json!([{ "command": "change_person", "person": "truongphong.kinhte", "email": "khac@phuong-demo.example" }]);
        organisation(&office, &elsewhere);
        let told = page(&nobody.get(mail.path("Nhận việc")), 410);
        assert!(told.contains("không còn hiệu lực") && !told.contains("Sở Thử Nghiệm"), "{told}");
        page(&mail.press(&nobody, "Nhận việc", &[]), 410);

        let officers = assigned(&office, &first, "chuyenvien.kinhte2");
        let mail = buttons_to("chuyenvien.kinhte2", officers.id(), "Chủ trì xử lý");
        page(&nobody.get(mail.path("Nhận việc")), 200);
        office.database().run("UPDATE person SET password_hash = NULL WHERE username = 'chuyenvien.kinhte2'");
        page(&mail.press(&nobody, "Nhận việc", &[]), 410);
        assert_eq!(clerk.history(officers.id()).len(), usize::try_from(officers.version()).unwrap());
    }

    /// Guesses are limited by address, whatever the link; and so is whoever opens very many pages. What is passed on by a proxy that
    /// nobody has named is not taken.
    fn who_asks_too_often_has_to_wait(engine: Engine) {
        let settings = [
            ("CONGVAN_SIGN_IN_ADDRESS_TRIES", "2"),
            ("CONGVAN_SIGN_IN_ADDRESS_PAUSE_SECONDS", "3600"),
            ("CONGVAN_ANONYMOUS_BURST", "150"),
            ("CONGVAN_ANONYMOUS_PER_SECOND", "1"),
        ];
        let office = served_with(engine, &settings);
        let nobody = office.anonymous();
        let letter = directed(&office, &letters::facts());
        let mail = buttons_to("truongphong.kinhte", letter.id(), "Chủ trì xử lý");
        for label in ["Nhận việc", "Chuyển trả"] {
            page(&nobody.send_form(mail.path(label), &[("code", wrong(&mail.code))]), 422);
        }
        let refused = mail.press(&nobody, "Nhận việc", &[]);
        assert!(page(&refused, 429).contains("thử lại sau"), "{refused}");
        assert!(refused.header("retry-after").is_some_and(|seconds| seconds.parse::<u64>().is_ok()));
        page(&nobody.get(mail.path("Nhận việc")), 200);
        let passed_on = nobody.request("GET", mail.path("Nhận việc")).header("Via", "1.1 nginx").send();
        assert!(page(&passed_on, 403).contains("trusted_proxies"), "{passed_on}");
        let answers: Vec<u16> = (0..200).map(|_| nobody.get("/m/x").status).collect();
        assert!(answers.contains(&404) && answers.contains(&429), "{answers:?}");
        // One is let through now and then, on a slow machine too.
        let refused = (0..200).map(|_| nobody.get(mail.path("Nhận việc"))).find(|answer| answer.status == 429);
        page(&refused.expect("a page that is refused"), 429);
    }

    /// Nor may whoever has yet to enrol the second factor that their role demands.
    fn who_must_enrol_first_does_not_act(engine: Engine) {
        let office = served(engine);
        let present = json!({ "command": "present", "to": office.person("chutich") });
        let clerk = office.client("vanthu");
        let letter = clerk.act(&clerk.register_letter(), &present);
        let path = buttons_to("chutich", letter.id(), "Trình xin ý kiến").path("Chuyển trả").to_owned();
        page(&office.anonymous().get(&path), 200);
        let smtp = service("TEST_SMTP_URL");
        let settings = [("CONGVAN_SMTP_URL", smtp.as_str()), ("CONGVAN_SECOND_FACTOR_ROLES", "leader")];
        let stricter = office.beside(&["serve", "--demo"], &settings);
        office.terminate();
        office.wait_end();
        stricter.start();
        page(&stricter.anonymous().get(&path), 410);
        let clerk = stricter.client("vanthu");
        let letter = clerk.act(&clerk.register_letter(), &present);
        let mail = mail_to("chutich", letter.id(), "Trình xin ý kiến");
        assert!(mail.buttons().links.is_empty(), "{}", mail.text);
    }

    /// What tells a button from any other stands in no line of the log and in no number, and nothing in the database gives it away.
    fn neither_log_nor_database_know_tokens_or_codes(engine: Engine) {
        let settings = [("CONGVAN_LOG", "debug"), ("CONGVAN_LOG_FORMAT", "json")];
        let office = served_with(engine, &settings);
        let nobody = office.anonymous();
        let letter = directed(&office, &letters::facts());
        let mail = buttons_to("truongphong.kinhte", letter.id(), "Chủ trì xử lý");
        let text = "Kết quả mà nhật ký không ghi";
        for (_, path) in &mail.links {
            page(&nobody.get(path), 200);
            page(&nobody.send_form(path, &[("code", wrong(&mail.code))]), 422);
        }
        nobody.get(&format!("{}/them", mail.path("Nhận việc"))).expect(404);
        nobody.get(&format!("{}%20", mail.path("Nhận việc"))).expect(404);
        page(&mail.press(&nobody, "Trình kết quả", &[("text", text)]), 200);
        page(&mail.press(&nobody, "Nhận việc", &[]), 410);
        let log = office.printed();
        assert!(log.contains("/m/{token}"), "the route is noted");
        let acted: Vec<&str> = log.lines().filter(|line| line.contains("somebody acted by a link in a mail")).collect();
        assert_eq!(acted.len(), 1, "{acted:?}");
        assert!(acted[0].contains(letter.id()) && acted[0].contains("submit_result") && acted[0].contains("request"), "{acted:?}");
        assert!(!log.lines().any(|line| line.contains(&mail.code)), "the code stands in no line");
        let tried = office.database().texts("SELECT wrong_codes AS value FROM action_mail WHERE wrong_tries > 0");
        assert!(tried.len() == 1 && tried[0].len() == 64, "of the one wrong code a tag: {tried:?}");
        let rows = office.database().texts(
            "SELECT token_hash || ' ' || code_tag || ' ' || standing || ' ' || address AS value FROM action_link",
        );
        assert!(rows.len() >= mail.links.len());
        for (label, path) in &mail.links {
            let token = path.trim_start_matches("/m/");
            assert!(token.len() >= 43, "256 bits: {token}");
            assert!(!log.contains(token), "{label} stands in the log");
            assert!(rows.iter().all(|row| !row.contains(token) && !row.contains(&mail.code)), "{label}");
        }
        assert!(!log.contains(text));
        let messages = office.database().texts("SELECT letter AS value FROM message");
        assert!(messages.iter().all(|row| !row.contains(&mail.code) && mail.links.iter().all(|(_, path)| !row.contains(path.as_str()))));
    }

    /// Two that press at once: one is carried out.
    fn of_two_that_press_at_once_one_acts(engine: Engine) {
        let office = served(engine);
        let letter = directed(&office, &letters::facts());
        let mail = buttons_to("truongphong.kinhte", letter.id(), "Chủ trì xử lý");
        let before = office.client("vanthu").history(letter.id()).len();
        let answers: Vec<u16> = std::thread::scope(|scope| {
            let press = || mail.press(&office.anonymous(), "Trình kết quả", &[("text", "Đã xong.")]).status;
            let all: Vec<_> = (0..8).map(|_| scope.spawn(press)).collect();
            all.into_iter().map(|one| one.join().unwrap()).collect()
        });
        assert!(answers.iter().all(|status| *status == 200), "each is shown what was done: {answers:?}");
        assert_eq!(office.client("vanthu").history(letter.id()).len(), before + 1);
        // Guesses at once are judged one after the other: no more than are allowed.
        let other = directed(&office, &letters::facts());
        let mail = buttons_to("truongphong.kinhte", other.id(), "Chủ trì xử lý");
        let codes = wrongs(&mail.code, 12);
        let judged: Vec<u16> = std::thread::scope(|scope| {
            let guess = |(path, code): (&str, &String)| office.anonymous().send_form(path, &[("code", code)]).status;
            // At all of the mail's buttons.
            let paths = mail.links.iter().map(|(_, path)| path.as_str()).cycle();
            let all: Vec<_> = paths.zip(&codes).map(|one| scope.spawn(move || guess(one))).collect();
            all.into_iter().map(|one| one.join().unwrap()).collect()
        });
        assert_eq!(judged.iter().filter(|status| **status == 422).count(), 4, "{judged:?}");
        page(&mail.press(&office.anonymous(), "Nhận việc", &[]), 410);
    }
}
