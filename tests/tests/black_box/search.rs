//! The search: what is found, in which order, by whom; what is shown of it; suggestions and kept searches.

use std::time::Duration;

use serde_json::{Value, json};
use tests::{Client, Document, Server, letters, on_both_engines, unique, wait_until};

use crate::outgoing;

const PATIENCE: Duration = Duration::from_secs(20);

/// What a search answers.
pub fn search(who: &Client, q: &str, more: &str) -> Value {
    who.get(&format!("/search?q={}{more}", tests::percent(q))).ok()
}

fn ids(page: &Value) -> Vec<&str> {
    page["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap()).collect()
}

/// Waits until somebody finds so many.
fn until_found(who: &Client, q: &str, count: u64) -> Value {
    let mut page = Value::Null;
    wait_until(&format!("{q}: {count}"), PATIENCE, || {
        page = search(who, q, "");
        page["count"] == json!(count)
    });
    page
}

fn place(at: &Value) -> usize {
    usize::try_from(at.as_u64().unwrap()).unwrap()
}

/// A word that no other test has, as a syllable would be.
fn word() -> String {
    unique("zq").to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect()
}

fn letter(clerk: &Client, subject: &str) -> Document {
    clerk.register(&letters::about(subject))
}

on_both_engines! {
    /// Words with and without accents, exact accents first; side by side first; phrases; numbers in every spelling; Telex.
    fn words_are_found_as_people_type_them(engine: Engine) {
        let server = Server::shared(engine);
        let clerk = server.client("vanthu");
        let mark = word();
        let exact = letter(&clerk, &format!("Về thu hồi đất {mark}"));
        let loose = letter(&clerk, &format!("Về thư hỏi đạt {mark}"));
        let apart = letter(&clerk, &format!("Đất của hồi môn, thu {mark}"));
        let page = until_found(&clerk, &format!("thu hoi dat {mark}"), 3);
        assert_eq!(ids(&page).len(), 3);
        // The exact ones first, though the other came later.
        let page = search(&clerk, &format!("thu hồi đất {mark}"), "");
        assert_eq!(ids(&page), [exact.id(), apart.id(), loose.id()]);
        assert_eq!(page["over_1000"], json!(false));
        let page = search(&clerk, &format!("\"thu hồi đất\" {mark}"), "");
        assert_eq!(ids(&page), [exact.id(), loose.id()]);
        let page = search(&clerk, &format!("thu hooif ddaats {mark}"), "");
        assert_eq!(ids(&page)[0], exact.id());
        assert_eq!(page["understood"][0], json!({ "typed": "hooif", "read": "hồi" }));
        // What was searched for is marked, in characters.
        let first = &search(&clerk, &format!("\"thu hồi\" đất {mark}"), "")["items"][0];
        let snippet = first["snippets"].as_array().unwrap().iter().find(|one| one["field"] == "subject").unwrap();
        let text: Vec<char> = snippet["text"].as_str().unwrap().chars().collect();
        let range = &snippet["highlights"][0];
        let (start, end) = (place(&range["start"]), place(&range["end"]));
        assert_eq!(text[start..end].iter().collect::<String>(), format!("thu hồi đất {mark}"));

        // Số and ký hiệu.
        let mut facts = letters::about(&format!("Bảng giá {mark}"));
        let number: String = (10_000 + std::process::id() % 80_000).to_string();
        facts["number"] = json!(format!("0{number}"));
        facts["notation"] = json!("QĐ-UBND");
        facts["document_type"] = json!("quyet_dinh_ca_biet");
        let numbered = clerk.register(&facts);
        let citing = letter(&clerk, &format!("Thực hiện Quyết định số {number}/QĐ-UBND {mark}"));
        until_found(&clerk, &format!("{number} {mark}"), 2);
        for q in [format!("{number}/QĐ-UBND"), format!("số 0{number}/qd-ubnd"), format!("{number} - QĐ - UBND"), format!("qđ {number}")] {
            let page = search(&clerk, &q, "");
            assert_eq!(ids(&page)[..2], [numbered.id(), citing.id()], "{q}");
        }
        assert_eq!(search(&clerk, &format!("{number}a/QĐ-UBND"), "")["count"], json!(0));
    }

    /// In rows and in counts only what the person may see; secret lines nobody's; what is changed is found within seconds.
    fn nobody_finds_what_is_not_theirs(engine: Engine) {
        let server = Server::shared(engine);
        let (clerk, leader, head) = (server.client("vanthu"), server.client("chutich"), server.client("truongphong.kinhte"));
        let mark = word();
        let paper = letter(&clerk, &format!("Về việc thử quyền tìm {mark}"));
        until_found(&clerk, &mark, 1);
        let (unit, officer) = (server.department("KTHTDT"), server.person("chuyenvien.kinhte1"));
        let found = |user: &str, q: &str| search(&server.client(user), q, "")["count"].as_u64().unwrap();
        for user in ["quantri", "chuyenvien.kinhte1", "truongphong.kinhte", "truongphong.vhxh", "motcua"] {
            assert_eq!(found(user, &mark), 0, "{user}");
        }
        let said = word();
        let now = clerk.act(&paper, &json!({ "command": "present", "to": server.person("chutich") }));
        let direction = json!({ "primary": { "department": unit, "instruction": format!("Giao phòng xem {said}") } });
        let now = leader.act(&now, &json!({ "command": "direct", "direction": direction }));
        let part = now.assignment(&unit).to_owned();
        let now = head.act(&now, &json!({ "command": "assign", "assignment": part, "officer": { "person": officer } }));
        // An instruction is found, and a comment.
        wait_until("the officer finds it", PATIENCE, || found("chuyenvien.kinhte1", &said) == 1);
        let spoken = word();
        let _ = head.act(&now, &json!({ "command": "comment", "text": format!("Xem lại {spoken}") }));
        let page = until_found(&server.client("chuyenvien.kinhte1"), &spoken, 1);
        assert_eq!(page["items"][0]["snippets"][0]["field"], "remark");
        for user in ["truongphong.kinhte", "vanthu", "chutich", "theodoi"] {
            assert_eq!(found(user, &mark), 1, "{user}");
        }
        for user in ["quantri", "chuyenvien.kinhte2", "truongphong.vhxh", "motcua"] {
            assert_eq!((found(user, &mark), found(user, &spoken)), (0, 0), "{user}");
        }
        // A secret line has words, too: its author's.
        let author = word();
        let mut secret = letters::secret();
        secret["author"] = json!(format!("Công an {author}"));
        clerk.register(&secret);
        let after = word();
        letter(&clerk, &format!("Đến sau {after}"));
        until_found(&clerk, &after, 1);
        assert_eq!(found("vanthu", &author), 0);
        // Corrected, it is found by its new words.
        let corrected = word();
        let fresh = clerk.read(paper.id());
        let correct = json!({ "command": "correct", "subject": format!("Về việc đã sửa {corrected}"), "reason": "Gõ nhầm." });
        let _ = clerk.act(&fresh, &correct);
        until_found(&clerk, &corrected, 1);
        for user in ["vanthu", "chutich", "chuyenvien.kinhte1"] {
            assert_eq!(found(user, &mark), 0, "the old words find it no more: {user}");
        }
    }

    /// What goes out: a draft is its makers', and its comments are not for who only receives it.
    fn drafts_and_what_is_said_of_them_are_their_makers(engine: Engine) {
        let server = Server::shared(engine);
        let (mark, said) = (word(), word());
        let mut content = outgoing::plain(server);
        content["subject"] = json!(format!("Thông báo thử {mark}"));
        let department = server.department("VHXH");
        content["recipients"] = json!([{ "department": department, "purpose": "to_act" }]);
        let officer = server.client("chuyenvien.kinhte1");
        let draft = outgoing::draft(&officer, &content);
        until_found(&officer, &mark, 1);
        let found = |user: &str, q: &str| search(&server.client(user), q, "")["count"].as_u64().unwrap();
        assert_eq!(found("truongphong.vhxh", &mark), 0);
        assert_eq!((found("truongphong.kinhte", &mark), found("vanthu", &mark)), (1, 1));
        let _ = outgoing::act(&officer, &draft, &json!({ "command": "comment", "text": format!("Bàn riêng {said}") }));
        until_found(&officer, &said, 1);
        assert_eq!((found("vanthu", &said), found("truongphong.vhxh", &said)), (1, 0));
    }

    /// Filters, with counts by what they narrow; pages by cursor without a gap or a double.
    fn filters_counts_and_pages(engine: Engine) {
        let server = Server::shared(engine);
        let clerk = server.client("vanthu");
        let mark = word();
        let mut all = Vec::new();
        for n in 0..7 {
            let mut facts = letters::about(&format!("Thử lọc {mark} {n}"));
            if n % 2 == 0 {
                facts["document_type"] = json!("bao_cao");
                facts["urgency"] = json!("urgent");
                facts["issued_on"] = json!("2025-03-01");
                facts["author"] = json!("Sở Nội vụ Demo");
            }
            all.push(clerk.register(&facts).id().to_owned());
        }
        let page = until_found(&clerk, &mark, 7);
        assert_eq!(page["facets"]["type"], json!({ "bao_cao": 4, "cong_van": 3 }));
        assert_eq!(page["facets"]["urgency"], json!({ "urgent": 4, "normal": 3 }));
        assert_eq!(page["facets"]["year"], json!({ "2025": 4, "2026": 3 }));
        assert_eq!(page["facets"]["direction"], json!({ "incoming": 7 }));
        assert_eq!(page["facets"]["author"]["Sở Nội vụ Demo"], json!(4));
        let count = |more: &str| search(&clerk, &mark, more)["count"].as_u64().unwrap();
        for (more, expected) in [
            ("&type=bao_cao", 4), ("&type=khong_co", 0), ("&urgency=urgent", 4), ("&from=2025-06-01", 3), ("&until=2025-06-01", 4),
            ("&direction=incoming", 7), ("&direction=outgoing", 0), ("&state=registered", 7), ("&state=draft", 0), ("&author=so%20noi%20vu", 4),
            ("&case_file=abc", 0), ("&due_from=2999-01-01", 0), ("&type=bao_cao&urgency=normal", 0),
        ] {
            assert_eq!(count(more), expected, "{more}");
        }
        let book = clerk.items("/registers").into_iter().find(|book| book["kind"] == "incoming" && book["takes"] == "all_types");
        let register = book.unwrap()["id"].as_str().unwrap().to_owned();
        assert_eq!(count(&format!("&register={register}")), 7);
        assert_eq!(page["facets"]["register"], json!({ (register.as_str()): 7 }));
        let (mut paged, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = search(&clerk, &mark, &format!("&limit=3{cursor}"));
            paged.extend(ids(&page).into_iter().map(str::to_owned));
            match page["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        all.reverse();
        assert_eq!(paged, all);
        // On whose desk, and which department's.
        let first = clerk.read(&all[0]);
        let now = clerk.act(&first, &json!({ "command": "present", "to": server.person("chutich") }));
        assert_eq!(count(&format!("&holder={}", server.person("chutich"))), 1);
        let unit = server.department("KTHTDT");
        let _ = server.client("chutich").act(&now, &json!({ "command": "direct", "direction": { "primary": { "department": unit, "due": letters::in_days(9) } } }));
        assert_eq!((count(&format!("&department={unit}")), count(&format!("&holder={unit}"))), (1, 1));
        let facets = search(&clerk, &mark, "")["facets"].clone();
        assert_eq!((&facets["holder"][&unit], &facets["department"][&unit]), (&json!(1), &json!(1)), "{facets}");
        assert_eq!(facets["due"].as_object().unwrap().values().filter_map(Value::as_u64).sum::<u64>(), 7, "each has a step that ends: {facets}");
        // The registry has steps of its own, which end sooner.
        let day = |days: i64| letters::in_days(days)[..10].to_owned();
        assert_eq!(count(&format!("&due_from={}&due_until={}", day(8), day(10))), 1);
        assert_eq!(count(&format!("&due_from={}", day(20))), 0);
    }

    /// What a file says is found, with the file's name.
    fn what_files_say_is_found(engine: Engine) {
        let server = Server::shared(engine);
        let clerk = server.client("vanthu");
        let mark = word();
        let file = clerk.upload("bien-ban.txt", format!("Biên bản họp về giếng khoan {mark}, sân gạch.").as_bytes());
        let body = json!({ "facts": letters::about("Về biên bản có tệp"), "files": [file], "register": {} });
        let paper = clerk.post("/incoming-documents", &body).created();
        let page = until_found(&clerk, &format!("giếng khoan {mark}"), 1);
        assert_eq!(page["items"][0]["id"], paper["id"]);
        let snippet = &page["items"][0]["snippets"][0];
        assert_eq!((&snippet["field"], &snippet["file_name"]), (&json!("file"), &json!("bien-ban.txt")));
    }

    /// Suggestions are of what one may see.
    fn suggestions(engine: Engine) {
        let server = Server::shared(engine);
        let clerk = server.client("vanthu");
        let mark = word();
        letter(&clerk, &format!("Quy hoạch {mark} phía nam"));
        let of = |user: &str| server.client(user).get(&format!("/search/suggestions?q={}", tests::percent(&format!("quy hoach {}", &mark[..4])))).ok();
        let items = of("vanthu")["items"].clone();
        assert!(items.as_array().unwrap().iter().any(|item| item.as_str().unwrap().contains(&mark)), "{items}");
        assert!(!of("quantri").to_string().contains(&mark));
    }

    /// A search is kept by one person, for them alone.
    fn kept_searches(engine: Engine) {
        let server = Server::demo(engine);
        let clerk = server.client("theodoi");
        let body = json!({ "name": "Đất đai quá hạn", "query": { "q": "đất đai", "direction": "incoming", "type": "cong_van" } });
        let kept = clerk.post("/saved-searches", &body).created();
        assert_eq!(kept["query"], body["query"]);
        let listed = clerk.get("/saved-searches").ok();
        assert!(listed["items"].as_array().unwrap().contains(&kept));
        let path = format!("/saved-searches/{}", kept["id"].as_str().unwrap());
        server.client("vanthu").request("DELETE", &path).send().problem(404, "not_found");
        clerk.request("DELETE", &path).send().expect(204);
        clerk.request("DELETE", &path).send().problem(404, "not_found");
        for _ in 0..50 {
            clerk.post("/saved-searches", &body).created();
        }
        clerk.post("/saved-searches", &body).problem(409, "too_many_saved_searches");
        for one in clerk.get("/saved-searches").ok()["items"].as_array().unwrap() {
            clerk.request("DELETE", &format!("/saved-searches/{}", one["id"].as_str().unwrap())).send().expect(204);
        }
    }

    /// What cannot be searched is told, with the place.
    fn what_cannot_be_searched_is_told(engine: Engine) {
        let server = Server::shared(engine);
        let clerk = server.client("vanthu");
        for (more, place, code) in [
            ("q=", "q", "no_words"), ("q=%20.,", "q", "no_words"), ("q=a%00b", "q", "control_character"),
            ("q=a&limit=0", "limit", "out_of_range"), ("q=a&limit=101", "limit", "out_of_range"), ("q=a&cursor=la", "cursor", "bad_cursor"),
            ("q=a&state=la", "state", "unknown_value"), ("q=a&from=0001-01-01", "from", "out_of_range"), ("q=a&type=a%00", "type", "control_character"),
        ] {
            let _ = clerk.get(&format!("/search?{more}")).problem(400, "bad_parameter").at(place, code);
        }
        let _ = clerk.get(&format!("/search?q={}", "a".repeat(401))).problem(400, "bad_parameter").at("q", "too_long");
        for more in ["", "q=a&urgency=la", "q=a&from=mai", "q=a&holder=la", "q=a&la=1", "q=a&direction=la"] {
            clerk.get(&format!("/search?{more}")).problem(400, "bad_parameter");
        }
        // Whatever is typed is words.
        for q in ["' OR 1=1 --", "a\" OR h:\"b", "NEAR(a b)", "a* AND NOT b", "(((", "x:y", "& | ! <->", "日本", "🙂", "%", "\\"] {
            let answer = clerk.get(&format!("/search?q={}", tests::percent(q)));
            assert!([200, 400].contains(&answer.status), "{q}: {answer}");
        }
    }
}
