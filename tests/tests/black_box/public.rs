//! The one-stop shop for everybody: looking a dossier up by its receipt, procedures, figures, the rating, and the pages. And the figures for
//! those who see all dossiers, each of which is the length of a list.

use std::{collections::BTreeSet, process::Command};

use serde_json::{Value, json};
use tests::{Answer, Client, Server, on_both_engines, unique, workspace};

/// The demo's ward.
const AGENCY: &str = "H99.99";
/// What nobody may read who has not signed in.
const OWNER: &str = "Trương Thị Bí Mật";
const SUBMITTER: &str = "Lâm Văn Được Ủy Quyền";
const PRIVATE: [&str; 9] = [
    OWNER,
    SUBMITTER,
    "079123456789",
    "079987654321",
    "Ngõ Kín",
    "0912345678",
    "0987654321",
    "bi.mat@cong-dan.example",
    "Xin cấp bản sao cho con tôi",
];

/// The page's text as it is read: slashes are written as references.
fn unescaped(page: &str) -> String {
    page.replace("&#x2f;", "/")
}

/// A code that no other test has.
fn fresh_code() -> String {
    let id = unique("");
    let number = id.bytes().fold(0_u64, |number, sign| (number * 31 + u64::from(sign)) % 1_000_000_000);
    format!("9.{number:09}")
}

/// A procedure with one step of the department of economy.
fn procedure(code: &str, field: &str) -> Value {
    json!({
        "code": code, "name": format!("Cấp bản sao trích lục {code}"), "field": field, "level": "communal",
        "legal_basis": ["Luật Hộ tịch số 60/2014/QH13"],
        "components": [{ "code": "to-khai", "name": "Tờ khai đề nghị", "form": "original", "blank": "Mẫu 01" }],
        "fees": [{ "name": "Lệ phí", "amount": 8000, "each": "bản" }],
        "term": "5wd", "results": ["Bản sao trích lục"],
        "process": { "steps": [
            { "code": "noi-bo", "name": "Bước nội bộ kín", "doer": { "department": "KTHTDT" }, "time": "8wh",
              "may": ["supplement", "extend", "stop"], "next": [{ "label": "Xong" }] },
        ] }
    })
}

fn publish(office: &Server, content: &Value) -> String {
    let published = office.client("quantri").post("/procedures", content).created();
    published["procedure"]["id"].as_str().unwrap().to_owned()
}

/// A dossier that was received at the desk.
fn receive(office: &Server, procedure: &str, channel: &str) -> Value {
    let body = json!({
        "procedure": procedure, "channel": channel,
        "owner": { "name": OWNER, "id_number": "079123456789", "address": "12 Ngõ Kín, phường Thử Nghiệm",
            "phone": "0912345678", "email": "bi.mat@cong-dan.example" },
        "submitter": { "name": SUBMITTER, "id_number": "079987654321", "phone": "0987654321" },
        "request": "Xin cấp bản sao cho con tôi",
        "components": [{ "component": "to-khai" }],
        "then": { "accept": {} },
    });
    office.client("motcua").post("/dossiers", &body).created()
}

fn act(office: &Server, who: &str, dossier: &Value, command: &Value) -> Value {
    let path = format!("/dossiers/{}/commands", dossier["id"].as_str().unwrap());
    let version = dossier["version"].as_u64().unwrap();
    office.client(who).request("POST", &path).if_match(version).json(command).send().ok()
}

/// From the desk to the result.
fn done(office: &Server, dossier: &Value) -> Value {
    let sent = act(office, "motcua", dossier, &json!({ "command": "transfer" }));
    let noted = act(
        office,
        "truongphong.kinhte",
        &sent,
        &json!({ "command": "set_outcome", "kind": "granted", "written": "15/TLKT-BS" }),
    );
    act(office, "truongphong.kinhte", &noted, &json!({ "command": "advance" }))
}

fn returned(office: &Server, dossier: &Value) -> Value {
    act(office, "motcua", dossier, &json!({ "command": "return_result", "way": "counter" }))
}

/// Code and secret, as they stand on the receipt.
fn receipt(dossier: &Value) -> (String, String) {
    let text = |name: &str| dossier[name].as_str().unwrap_or_else(|| panic!("no {name}: {dossier}")).to_owned();
    (text("code"), text("look_up"))
}

fn look_up(who: &Client, code: &str, secret: &str) -> Answer {
    who.post(&format!("/public/{AGENCY}/look-up"), &json!({ "code": code, "secret": secret }))
}

/// All of an answer that could tell one from another.
fn bytes(answer: &Answer) -> (u16, BTreeSet<String>, Vec<u8>) {
    let other = |name: &str| ["date", "x-request-id"].contains(&name);
    let headers = answer.headers.iter().filter(|(name, _)| !other(name));
    (answer.status, headers.map(|(name, value)| format!("{name}: {value}")).collect(), answer.body.clone())
}

fn tells_nothing(answer: &Answer) {
    let text = String::from_utf8_lossy(&answer.body).into_owned();
    let page = answer.page();
    for private in PRIVATE {
        assert!(!text.contains(private) && !page.contains(private), "{private}: {text}");
    }
}

/// How many a figure's query lists.
fn listed(office: &Server, figure: &Value) -> u64 {
    u64::try_from(office.client("chutich").all(figure["dossiers"].as_str().unwrap()).len()).unwrap()
}

const FIGURES: [&str; 13] = [
    "carried_over",
    "received",
    "done_early",
    "done_in_time",
    "done_late",
    "done_untimed",
    "late_by_original",
    "running",
    "overdue",
    "resting",
    "withdrawn",
    "stopped",
    "for_others",
];

fn each_figure_lists_its_dossiers(office: &Server, group: &Value) {
    assert_eq!(group["adds_up"], true, "{group}");
    for name in FIGURES {
        assert_eq!(group[name]["count"].as_u64().unwrap(), listed(office, &group[name]), "{name}: {group}");
    }
}

on_both_engines! {
    fn a_wrong_code_and_a_wrong_secret_are_answered_the_same(engine: Engine) {
        let office = Server::shared(engine);
        let offered = publish(office, &procedure(&fresh_code(), "Hộ tịch"));
        let (code, secret) = receipt(&receive(office, &offered, "counter"));
        let (other, _) = receipt(&receive(office, &offered, "counter"));
        let nobody = office.anonymous();
        let progress = look_up(&nobody, &code, &secret).expect(200);
        assert_eq!(progress.header("cache-control"), Some("no-store"));
        assert_eq!(progress.json()["code"], code.as_str());
        assert_eq!(progress.json()["status"]["code"], 2);
        tells_nothing(&progress);

        let wrong = bytes(&look_up(&nobody, &code, "ACDE-3467"));
        assert_eq!(wrong.0, 404);
        let day = code.rsplit_once('-').unwrap().0;
        let absent = format!("{day}-9999");
        for (code, secret) in [
            (absent.as_str(), secret.as_str()),
            (&other, &secret),
            ("H15.50.05.13-261008-0975", &secret),
            ("000.00.01.H22-200101-0001", "ACDE-3467"),
            ("không phải mã", &secret),
            ("", ""),
            (&code, ""),
            (&code, "ACDE-346"),
            (&code, &format!("{secret}A")),
            (&code, "đđđđđđđđ"),
        ] {
            assert_eq!(bytes(&look_up(&nobody, code, secret)), wrong, "{code} {secret}");
        }
        // In any hand.
        let spaced = secret.replace('-', " ").to_lowercase();
        for (code, secret) in [(code.to_lowercase(), spaced), (format!(" {code} "), secret.replace('-', ""))] {
            look_up(&nobody, &code, &secret).expect(200);
        }
        // The secret is in the body alone, and another agency knows nothing of it.
        nobody.get(&format!("/public/{AGENCY}/look-up?code={code}&secret={secret}")).expect(405);
        nobody.post("/public/H99.98/look-up", &json!({ "code": code, "secret": secret })).problem(404, "not_found");
        nobody.post("/public/H00.00/look-up", &json!({ "code": code, "secret": secret })).problem(404, "not_found");
        let log = office.printed();
        assert!(log.contains("a dossier was looked up by its receipt"));
        let plain = secret.replace('-', "");
        assert!(!log.contains(&secret) && !log.contains(&plain), "the secret is in the log");
    }

    fn guessing_is_slowed_down(engine: Engine) {
        let limits = [("CONGVAN_LOOK_UP_TRIES", "3"), ("CONGVAN_LOOK_UP_PAUSE_SECONDS", "600")];
        let office = Server::demo_with(engine, &limits);
        let offered = publish(&office, &procedure("9.100001", "Hộ tịch"));
        let (code, secret) = receipt(&receive(&office, &offered, "counter"));
        let nobody = office.anonymous();
        for _ in 0..5 {
            look_up(&nobody, &code, &secret).expect(200);
        }
        for _ in 0..3 {
            look_up(&nobody, &code, "ACDE-3467").problem(404, "not_found");
        }
        let slowed = look_up(&nobody, &code, &secret);
        assert!(slowed.header("retry-after").is_some());
        slowed.problem(429, "too_many_requests");
        let page = nobody.send_form(&format!("/mot-cua/{AGENCY}/tra-cuu"), &[("ma", &code), ("bi_mat", &secret)]);
        assert!(page.expect(429).header("retry-after").is_some());
    }

    fn a_dossier_is_rated_once_after_the_return(engine: Engine) {
        let office = Server::shared(engine);
        let offered = publish(office, &procedure(&fresh_code(), "Hộ tịch"));
        let received = receive(office, &offered, "counter");
        let (code, secret) = receipt(&received);
        let nobody = office.anonymous();
        let rate = |secret: &str, stars: u8| {
            let body = json!({ "code": code, "secret": secret, "stars": stars, "words": "Cán bộ tận tình." });
            nobody.post(&format!("/public/{AGENCY}/ratings"), &body)
        };
        rate(&secret, 5).problem(409, "dossier_wrong_state");
        let done = done(office, &received);
        let returned = returned(office, &done);
        assert_eq!(look_up(&nobody, &code, &secret).ok()["may_rate"], true);
        assert_eq!(bytes(&rate("ACDE-3467", 5)), bytes(&look_up(&nobody, &code, "ACDE-3467")));
        rate(&secret, 6).expect(422);
        let rated = rate(&secret, 5).expect(200);
        assert_eq!(rated.json()["may_rate"], false);
        tells_nothing(&rated);
        rate(&secret, 1).problem(409, "rated_already");
        let shown = office.client("motcua").get(&format!("/dossiers/{}", returned["id"].as_str().unwrap())).ok();
        assert_eq!(shown["rating"]["stars"], 5);
    }

    fn procedures_are_read_without_what_happens_inside(engine: Engine) {
        let office = Server::shared(engine);
        let code = fresh_code();
        let id = publish(office, &procedure(&code, "Hộ tịch"));
        let nobody = office.anonymous();
        let found = nobody.all(&format!("/public/{AGENCY}/procedures?q=TRICH%20luc%20{code}"));
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0]["code"], code.as_str());
        let one = nobody.get(&format!("/public/{AGENCY}/procedures/{code}")).expect(200);
        let text = String::from_utf8_lossy(&one.body).into_owned();
        for inside in ["process", "Bước nội bộ kín", "KTHTDT", "published_by", "findings"] {
            assert!(!text.contains(inside), "{inside}: {text}");
        }
        let one = one.json();
        assert_eq!(one["term"], "5wd");
        assert_eq!(one["components"][0]["name"], "Tờ khai đề nghị");
        assert_eq!(one["fees"][0]["amount"], 8000);
        assert!(!one["places"].as_array().unwrap().is_empty() && !one["legal_basis"].as_array().unwrap().is_empty());
        let page = nobody.get(&format!("/mot-cua/{AGENCY}/thu-tuc/{code}?lang=vi")).expect(200).page();
        for words in ["Tờ khai đề nghị", "8.000 đồng/bản", "5 ngày làm việc", "Luật Hộ tịch"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(!page.contains("Bước nội bộ kín"));
        office.client("quantri").post(&format!("/procedures/{id}/withdraw"), &json!({ "reason": "Bãi bỏ." })).ok();
        nobody.get(&format!("/public/{AGENCY}/procedures/{code}")).problem(404, "not_found");
        assert!(nobody.all(&format!("/public/{AGENCY}/procedures?q={code}")).is_empty());
    }

    fn every_figure_is_the_length_of_its_list(engine: Engine) {
        let office = Server::demo_with(engine, &[("CONGVAN_PUBLIC_FIGURES_SECONDS", "0")]);
        let births = publish(&office, &procedure("9.100001", "Hộ tịch"));
        let houses = publish(&office, &procedure("9.100002", "Xây dựng & nhà ở"));
        receive(&office, &births, "counter");
        let running = receive(&office, &houses, "post");
        act(&office, "motcua", &running, &json!({ "command": "transfer" }));
        let fetched = done(&office, &receive(&office, &births, "counter"));
        returned(&office, &fetched);
        done(&office, &receive(&office, &houses, "counter"));
        let taken_back = receive(&office, &births, "post");
        act(&office, "motcua", &taken_back, &json!({ "command": "withdraw", "reason": "Không cần nữa." }));
        let waits = act(&office, "motcua", &receive(&office, &births, "counter"), &json!({ "command": "transfer" }));
        let missing = json!({ "command": "request_supplement", "missing": [{ "what": "Bản sao hộ khẩu" }], "reason": "Còn thiếu." });
        act(&office, "truongphong.kinhte", &waits, &missing);
        let stopped = act(&office, "motcua", &receive(&office, &births, "counter"), &json!({ "command": "transfer" }));
        act(&office, "chutich", &stopped, &json!({ "command": "stop", "reason": "Có tranh chấp." }));

        let leader = office.client("chutich");
        for by in ["field", "procedure", "channel"] {
            let figures = leader.get(&format!("/dossiers/statistics?by={by}")).ok();
            assert_eq!(figures["total"]["received"]["count"], 7, "{figures}");
            assert_eq!(figures["groups"].as_array().unwrap().len(), 2, "{figures}");
            assert!(figures["frozen_at"].is_null());
            each_figure_lists_its_dossiers(&office, &figures["total"]);
            for group in figures["groups"].as_array().unwrap() {
                each_figure_lists_its_dossiers(&office, group);
            }
        }
        for by in ["desk", "officer"] {
            let figures = leader.get(&format!("/dossiers/statistics?by={by}")).ok();
            for desk in figures["desks"].as_array().unwrap() {
                let count = desk["in_hand"]["count"].as_u64().unwrap();
                assert_eq!(count, listed(&office, &desk["in_hand"]), "{desk}");
                for clock in ["by_total", "by_step"] {
                    let colours = desk[clock].as_object().unwrap();
                    let counted = colours.values().map(|one| one["count"].as_u64().unwrap());
                    assert_eq!(counted.sum::<u64>(), count, "{desk}");
                    for (colour, one) in colours {
                        assert_eq!(one["count"].as_u64().unwrap(), listed(&office, one), "{colour}: {desk}");
                    }
                }
            }
        }
        let desks = leader.get("/dossiers/statistics?by=desk").ok();
        let unit = format!("d:{}", office.department("KTHTDT"));
        let unit = desks["desks"].as_array().unwrap().iter().find(|desk| desk["key"] == unit.as_str()).unwrap();
        assert_eq!(unit["in_hand"]["count"], 2, "{unit}");
        assert_eq!(unit["handed_on"].as_object().unwrap().values().filter_map(Value::as_u64).sum::<u64>(), 2, "{unit}");
        // Of a time that is over nothing of this is in it.
        let before = leader.get("/dossiers/statistics?from=2026-01-01T00:00:00Z&until=2026-02-01T00:00:00Z").ok();
        each_figure_lists_its_dossiers(&office, &before["total"]);

        let nobody = office.anonymous();
        let public = nobody.get(&format!("/public/{AGENCY}/statistics")).expect(200);
        tells_nothing(&public);
        let public = public.json();
        let total = leader.get("/dossiers/statistics").ok();
        for name in FIGURES.iter().filter(|name| **name != "late_by_original") {
            assert_eq!(public["total"]["figures"][name], total["total"][name]["count"], "{name}");
        }
        assert_eq!(public["total"]["adds_up"], true);
        assert_eq!(public["total"]["done"], 2);
        assert_eq!(public["fields"].as_array().unwrap().len(), 2);
        let page = nobody.get(&format!("/mot-cua/{AGENCY}/so-lieu?lang=vi")).expect(200);
        tells_nothing(&page);
        assert!(page.page().contains("Lĩnh vực: Xây dựng & nhà ở"), "{}", page.page());
        for wrong in ["month=2999-01", "month=la", "month="] {
            nobody.get(&format!("/public/{AGENCY}/statistics?{wrong}")).problem(400, "bad_parameter");
        }
        // The list shows the colour of what runs.
        let lines = leader.all("/dossiers?running=true");
        let coloured = lines.iter().filter(|line| line["colour"] == "green").count();
        assert_eq!(coloured, lines.iter().filter(|line| line["rests"] == false).count(), "{lines:?}");
    }

    fn the_month_before_the_first_run_is_frozen_at_once(engine: Engine) {
        let office = Server::shared(engine);
        let now = chrono::Utc::now() + chrono::TimeDelta::hours(7);
        let first = chrono::Datelike::with_day(&now.date_naive(), 1).unwrap();
        let before = first.pred_opt().unwrap().format("%Y-%m").to_string();
        let path = format!("/public/{AGENCY}/statistics?month={before}");
        // The background work has it within its first seconds; figures that were asked for before are remembered for minutes.
        let staff = format!("/dossiers/statistics?month={before}");
        tests::wait_until("the month is frozen", std::time::Duration::from_secs(20), || {
            !office.client("chutich").get(&staff).ok()["frozen_at"].is_null()
        });
        assert!(!office.anonymous().get(&path).ok()["frozen_at"].is_null());
        let long_ago = office.anonymous().get(&format!("/public/{AGENCY}/statistics?month=2020-01")).ok();
        assert!(long_ago["frozen_at"].is_null() && long_ago["total"]["adds_up"] == true, "{long_ago}");
    }

    fn pages_work_without_script_in_both_languages(engine: Engine) {
        let office = Server::shared(engine);
        let code = fresh_code();
        let offered = publish(office, &procedure(&code, "Hộ tịch"));
        let fetched = returned(office, &done(office, &receive(office, &offered, "counter")));
        let (dossier, secret) = receipt(&fetched);
        let nobody = office.anonymous();
        let home = format!("/mot-cua/{AGENCY}");
        let paths = [home.clone(), format!("{home}/thu-tuc"), format!("{home}/thu-tuc/{code}"), format!("{home}/so-lieu"), "/mot-cua".to_owned()];
        for path in &paths {
            for lang in ["vi", "en"] {
                let answer = nobody.get(&format!("{path}?lang={lang}")).expect(200);
                assert_eq!(answer.header("content-language"), Some(lang));
                assert!(answer.header("content-security-policy").unwrap().starts_with("default-src 'none'"));
                assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
                assert_eq!(answer.header("set-cookie"), None);
                let page = answer.page();
                assert!(page.contains(&format!("<html lang=\"{lang}\">")) && page.matches("<h1").count() == 1, "{page}");
                assert!(!page.contains("<script") && !page.contains(" src=") && !page.contains(" style="), "{page}");
            }
        }
        // The QR code of the receipt fills in the code, and nothing else.
        let filled = nobody.get(&format!("{home}?ma={dossier}")).expect(200).form();
        assert_eq!(filled.0.iter().find(|(name, _)| name == "ma").unwrap().1, std::slice::from_ref(&dossier));
        let path = format!("{home}/tra-cuu");
        let wrong = nobody.send_form(&path, &[("ma", &dossier), ("bi_mat", "ACDE-3467")]).expect(404);
        assert!(wrong.page().contains("role=\"alert\""), "{}", wrong.page());
        let empty = nobody.send_form(&path, &[("ma", &dossier), ("bi_mat", "")]).expect(422);
        assert!(empty.page().contains("href=\"#bi_mat\"") && empty.page().contains("aria-invalid=\"true\""), "{}", empty.page());
        let shown = nobody.send_form(&path, &[("ma", &dossier), ("bi_mat", &secret)]).expect(200);
        tells_nothing(&shown);
        assert_eq!(shown.header("cache-control"), Some("no-store"));
        assert!(shown.page().contains("Đã trả kết quả"), "{}", shown.page());
        // In English what is Vietnamese says so; and the other language shows the same dossier.
        let other = shown.page().split_once("<footer>").unwrap().1.to_owned();
        let action = other.split_once("action=\"").unwrap().1.split_once('"').unwrap().0.replace("&amp;", "&");
        assert!(action.starts_with('?') && action.contains("lang=en") && !action.contains(&secret), "{action}");
        for kept in [&dossier, &secret] {
            assert!(other.contains(&format!("value=\"{kept}\"")), "{other}");
        }
        let english = nobody.send_form(&format!("{path}{action}"), &[("ma", &dossier), ("bi_mat", &secret)]).expect(200);
        assert_eq!(english.header("content-language"), Some("en"));
        let page = english.page();
        assert!(page.contains("<dd>The result was handed out</dd>"), "{page}");
        assert!(page.contains(&format!("<dd><span lang=\"vi\">Cấp bản sao trích lục {code}</span></dd>")), "{page}");
        assert!(page.contains("<dd><span lang=\"vi\">Hộ tịch</span></dd>"), "{page}");
        assert!(!shown.page().contains("<span lang"), "a Vietnamese page is Vietnamese");
        // What opened nothing keeps the code.
        assert!(wrong.page().split_once("<footer>").unwrap().1.contains(&format!("ma={dossier}")), "{}", wrong.page());
        let procedure = nobody.get(&format!("{home}/thu-tuc/{code}?lang=en")).expect(200).page();
        for marked in [
            format!("<h1 lang=\"vi\">Cấp bản sao trích lục {code}</h1>"),
            "<li><span lang=\"vi\">Tờ khai đề nghị</span> – 1 original (form <span lang=\"vi\">Mẫu 01</span>)</li>".to_owned(),
            "<li><span lang=\"vi\">Luật Hộ tịch số 60/2014/QH13</span></li>".to_owned(),
            "<li><span lang=\"vi\">Lệ phí</span>: <span lang=\"vi\">8.000 đồng</span>/<span lang=\"vi\">bản</span> (paid when it is handed in)</li>".to_owned(),
        ] {
            assert!(unescaped(&procedure).contains(&marked), "{marked}: {procedure}");
        }
        let figures = nobody.get(&format!("{home}/so-lieu?lang=en")).expect(200).page();
        // Which fields there are depends on when they were counted last.
        assert!(figures.contains("<caption>Field: <span lang=\"vi\">"), "{figures}");
        let rate = |stars: &str| {
            nobody.send_form(&format!("{home}/danh-gia"), &[("ma", &dossier), ("bi_mat", &secret), ("sao", stars), ("loi", "Tốt.")])
        };
        let unchosen = rate("").expect(422).page();
        assert!(unchosen.contains("href=\"#sao\""));
        // The fault's link leads to what takes the focus.
        assert!(unchosen.contains("<fieldset id=\"sao\" role=\"radiogroup\" tabindex=\"-1\""), "{unchosen}");
        assert!(rate("4").expect(200).page().contains("Đã ghi nhận đánh giá"));
        rate("4").expect(409);
        nobody.request("PUT", &home).send().expect(405);
    }

    fn pages_fit_an_old_telephone(engine: Engine) {
        let office = Server::shared(engine);
        let code = fresh_code();
        let offered = publish(office, &procedure(&code, "Hộ tịch"));
        let fetched = returned(office, &done(office, &receive(office, &offered, "counter")));
        let (dossier, secret) = receipt(&fetched);
        let home = format!("/mot-cua/{AGENCY}");
        let seen = seen(office, &home, &json!({ "ma": dossier, "bi_mat": secret }));
        assert_eq!(seen["wrong"], json!([]), "{seen}");
        assert_eq!(seen["title"], "Tình trạng hồ sơ");
        let seen = self::seen(office, &format!("{home}/thu-tuc"), &json!({ "q": code }));
        assert_eq!(seen["wrong"], json!([]), "{seen}");
        assert!(seen["text"].as_str().unwrap().contains("Cấp bản sao trích lục"), "{seen}");
        let seen = self::seen(office, &format!("{home}/so-lieu"), &json!({}));
        assert_eq!(seen["wrong"], json!([]), "{seen}");
    }
}

/// A page in a browser as wide as a telephone: what is wrong with it, and what comes of its form.
fn seen(office: &Server, path: &str, fill: &Value) -> Value {
    let pictures = std::env::var("TEST_PICTURES").unwrap_or_default();
    let plan =
        json!({ "url": format!("{}{path}?lang=vi", office.base()), "fill": fill, "pictures": pictures }).to_string();
    let script = workspace().join("tests/browser/page.mjs");
    let done = Command::new("node").arg(script).arg(plan).output().expect("node (run scripts/test, which installs it)");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    serde_json::from_slice(&done.stdout).unwrap_or_else(|e| panic!("{e}: {}", String::from_utf8_lossy(&done.stdout)))
}
