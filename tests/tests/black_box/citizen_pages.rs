//! The pages of citizens' own accounts, as a browser without script uses them: forms, files and a cookie; and what a page of another site
//! cannot do with them.

use std::time::Duration;

use serde_json::json;
use tests::{Answer, Client, Mailbox, Server, letters::pdf, on_both_engines, unique, wait_until};

use super::citizens::{AGENCY, address, code_of, office, open, publish};

/// A browser: where it is, and its cookies.
struct Browser {
    client: Client,
    cookies: Vec<(String, String)>,
}

fn place(path: &str) -> String {
    format!("/mot-cua/{AGENCY}/tai-khoan{path}")
}

impl Browser {
    fn new(office: &Server) -> Self {
        Self { client: office.anonymous(), cookies: Vec::new() }
    }

    fn cookie(&self) -> String {
        self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    fn keep(&mut self, answer: &Answer) {
        for (_, line) in answer.headers.iter().filter(|(name, _)| name == "set-cookie") {
            assert!(line.contains("HttpOnly") && line.contains("SameSite=Lax") && line.contains("Path=/"), "{line}");
            let (name, value) = line.split_once(';').unwrap().0.split_once('=').unwrap();
            self.cookies.retain(|(known, _)| known != name);
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
    }

    fn get(&self, path: &str) -> Answer {
        self.client.request("GET", path).header("Cookie", &self.cookie()).send()
    }

    fn page(&self, path: &str) -> String {
        let answer = self.get(path).expect(200);
        let page = answer.page();
        assert!(!page.contains("<script") && page.contains("<main>"), "{page}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{answer}");
        page
    }

    fn send(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body: Vec<String> =
            fields.iter().map(|(n, v)| format!("{}={}", tests::percent(n), tests::percent(v))).collect();
        let request = self.client.request("POST", path).header("Cookie", &self.cookie());
        let answer = request.bytes("application/x-www-form-urlencoded", body.join("&").into_bytes()).send();
        self.keep(&answer);
        answer
    }

    /// A form with files: text parts, then each file.
    fn send_files(&self, path: &str, fields: &[(&str, &str)], files: &[(&str, &str, Vec<u8>)]) -> Answer {
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(
                format!("--ranh-gioi\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
            );
        }
        for (name, called, content) in files {
            let head = format!(
                "--ranh-gioi\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{called}\"\r\nContent-Type: application/pdf\r\n\r\n"
            );
            body.extend(head.bytes());
            body.extend(content);
            body.extend(b"\r\n");
        }
        body.extend(b"--ranh-gioi--\r\n");
        self.client
            .request("POST", path)
            .header("Cookie", &self.cookie())
            .bytes("multipart/form-data; boundary=ranh-gioi", body)
            .send()
    }

    /// Signs in by a mail's code, come for this procedure.
    fn sign_in(&mut self, email: &str, procedure: &str) -> String {
        let asked = self.send(&place("/ma"), &[("thu", email), ("thu-tuc", procedure)]).expect(303);
        let typed = self.page(asked.header("location").unwrap());
        assert!(typed.contains("trên đường đến"), "{typed}");
        let (_, code) = code_of(email, 1);
        let answer = self.send(&place("/dang-nhap"), &[("ma", &code), ("thu-tuc", procedure)]).expect(303);
        answer.header("location").unwrap().to_owned()
    }

    /// What a page carries along in a hidden field.
    fn hidden(&self, path: &str, name: &str) -> String {
        let page = self.page(path);
        page.split(&format!("name=\"{name}\" value=\""))
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .unwrap()
            .to_owned()
    }

    /// What only the pages of this session know.
    fn mark(&self) -> String {
        let page = self.page(&place(""));
        page.split("name=\"trang\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned()
    }
}

fn led_to(answer: &Answer) -> String {
    let place = answer.header("location").unwrap_or_else(|| panic!("{answer}"));
    place.split('?').next().unwrap().to_owned()
}

on_both_engines! {
    /// Signing in, a draft, its file, handing in, completing, the data, the end: all by forms.
    fn a_browser_without_script_hands_a_dossier_in(engine: Engine) {
        let office = office(engine, &[]);
        open(&office);
        let procedure = publish(&office, "full");
        let email = address();
        let mut browser = Browser::new(&office);
        let offered = browser.client.get(&format!("/mot-cua/{AGENCY}/thu-tuc/{procedure}")).expect(200).page();
        assert!(offered.contains(&format!("tai-khoan?thu-tuc={procedure}")), "{offered}");
        let asked = browser.client.get(&place(&format!("?thu-tuc={procedure}&lang=en"))).expect(200).page();
        assert!(asked.contains("No password is needed") && asked.contains("type=\"email\"") && asked.contains(&procedure), "{asked}");
        assert!(asked.contains("autocomplete=\"email\""), "{asked}");
        let wrong = browser.send(&place("/ma"), &[("thu", "khong-phai-thu")]).expect(422).page();
        assert!(wrong.contains("href=\"#thu\""), "{wrong}");
        assert_eq!(led_to(&browser.get(&place("/dang-nhap")).expect(303)), place(""), "nobody has asked for a code here");
        let home = browser.sign_in(&email, &procedure);
        assert!(home.contains(&procedure), "{home}");
        let page = browser.page(&home);
        assert!(page.contains(&email) && page.contains(&procedure), "{page}");
        let mark = browser.mark();
        // What nobody can begin leads to its field, with what was typed.
        let unknown = browser.send(&place("/nhap"), &[("trang", &mark), ("thu-tuc", "khong-co")]).expect(422).page();
        assert!(unknown.contains("href=\"#thu-tuc\"") && unknown.contains("value=\"khong-co\""), "{unknown}");
        let draft = led_to(&browser.send(&place("/nhap"), &[("trang", &mark), ("thu-tuc", &procedure)]).expect(303));
        assert!(browser.page(&draft).contains("Giấy tờ còn thiếu"));

        // Handed in too early it says what is missing; what was typed wrongly stands there again, with why.
        let early = browser.send(&format!("{draft}/nop"), &[("trang", &mark)]).expect(422).page();
        assert!(early.contains("Cần ghi chủ hồ sơ") && early.contains("href=\"#ten\""), "{early}");
        for purpose in ["section-chu-ho-so name", "section-nguoi-nop name", "section-nguoi-nop street-address", "section-nguoi-nop tel"] {
            assert!(early.contains(&format!("autocomplete=\"{purpose}\"")), "{purpose}: {early}");
        }
        let long = "a".repeat(201);
        let wrong = browser.send(&draft, &[("trang", &mark), ("ten", &long), ("nhan", "counter")]).expect(422).page();
        assert!(wrong.contains("aria-invalid=\"true\"") && wrong.contains("href=\"#ten\"") && wrong.contains(&long), "{wrong}");
        let typed = [("trang", mark.as_str()), ("loai", "citizen"), ("ten", "Trần Văn Ví Dụ"), ("so", "079099000456"), ("nhan", "counter")];
        assert_eq!(led_to(&browser.send(&draft, &typed).expect(303)), draft);
        let page = browser.page(&draft);
        assert!(page.contains("value=\"Trần Văn Ví Dụ\"") && page.contains("enctype=\"multipart/form-data\""), "{page}");
        let fields = [("trang", mark.as_str()), ("giay-to", "to-khai"), ("ten-giay", "")];
        let attach = format!("{draft}/tep");
        let exe = browser.send_files(&attach, &fields, &[("tep", "a.exe", b"MZ\x90\x00".to_vec())]).expect(422).page();
        assert!(exe.contains("href=\"#tep\"") && exe.contains("value=\"to-khai\" selected"), "{exe}");
        assert!(browser.send_files(&attach, &fields, &[]).expect(422).page().contains("href=\"#tep\""));
        let other = [("trang", mark.as_str()), ("giay-to", "khac"), ("ten-giay", "")];
        let unnamed = browser.send_files(&attach, &other, &[("tep", "a.pdf", pdf("a"))]).expect(422).page();
        assert!(unnamed.contains("href=\"#ten-giay\"") && unnamed.contains("value=\"khac\" selected"), "{unnamed}");
        let file = pdf(&unique("tờ khai "));
        assert_eq!(led_to(&browser.send_files(&attach, &fields, &[("tep", "Tờ khai.pdf", file.clone())]).expect(303)), draft);
        let page = browser.page(&draft);
        assert!(page.contains("Tờ khai.pdf") && !page.contains("Giấy tờ còn thiếu"), "{page}");
        let link = page.split("href=\"").find(|part| part.contains("/tai-khoan/tep/")).unwrap().split('"').next().unwrap().to_owned();
        assert_eq!(browser.get(&link).expect(200).body, file);
        let dossier = led_to(&browser.send(&format!("{draft}/nop"), &[("trang", &mark)]).expect(303));
        let again = led_to(&browser.send(&format!("{draft}/nop"), &[("trang", &mark)]).expect(303));
        assert_eq!(dossier, again, "once");
        assert!(browser.page(&dossier).contains("Mới đăng ký"), "{}", browser.page(&dossier));

        // Completed by one form with a file for each thing.
        let id = dossier.rsplit('/').next().unwrap().to_owned();
        let clerk = office.client("motcua");
        let version = clerk.get(&format!("/dossiers/{id}")).ok()["version"].as_u64().unwrap();
        let ask = json!({ "command": "request_supplement", "missing": [{ "component": "to-khai", "what": "Tờ khai có chữ ký" }, { "what": "Sơ đồ" }], "reason": "Thiếu." });
        clerk.request("POST", &format!("/dossiers/{id}/commands")).if_match(version).json(&ask).send().ok();
        let page = browser.page(&dossier);
        assert!(page.contains("Tờ khai có chữ ký") && page.contains("name=\"tep-2\""), "{page}");
        let supply = format!("{dossier}/bo-sung");
        let one = vec![("tep-1", "ký.pdf", pdf(&unique("ký ")))];
        let asked = browser.hidden(&dossier, "yeu-cau");
        let refused = browser.send_files(&supply, &[("trang", &mark), ("yeu-cau", &asked)], &one).expect(422).page();
        assert!(refused.contains("còn thiếu: Sơ đồ") && refused.contains("href=\"#tep-2\""), "{refused}");
        let both = [one[0].clone(), ("tep-2", "sơ đồ.pdf", pdf(&unique("sơ đồ ")))];
        // Of a page that was made when something else was asked for nothing is taken.
        for old in ["", "cũ"] {
            let refused = browser.send_files(&supply, &[("trang", &mark), ("yeu-cau", old)], &both).expect(409).page();
            assert!(refused.contains("đã thay đổi nội dung yêu cầu"), "{refused}");
        }
        browser.send_files(&supply, &[("trang", &mark), ("yeu-cau", &asked)], &both).expect(303);
        assert_eq!(clerk.get(&format!("/dossiers/{id}")).ok()["state"], "registered");
        assert!(browser.page(&place("")).contains("Mới đăng ký"));

        // One's data, and the end of the account.
        let data = browser.page(&place("/du-lieu"));
        assert!(data.contains("pháp luật về lưu trữ") && data.contains(&email), "{data}");
        let export = browser.get(&place("/du-lieu/xuat")).expect(200);
        assert!(export.header("content-disposition").unwrap().starts_with("attachment"));
        assert_eq!(export.json()["dossiers"][0]["owner"]["name"], "Trần Văn Ví Dụ");
        browser.send(&place("/du-lieu/xoa"), &[("trang", &mark), ("chac", "khong")]).expect(422);
        let gone = browser.send(&place("/du-lieu/xoa"), &[("trang", &mark), ("chac", "co")]).expect(200).page();
        assert!(gone.contains("pháp luật về lưu trữ") && gone.contains("Cấp giấy xác nhận qua mạng"), "{gone}");
        assert!(browser.cookies.is_empty(), "{:?}", browser.cookies);
        assert!(browser.page(&place("")).contains("Địa chỉ thư điện tử"));
        wait_until("the last mail", Duration::from_secs(60), || {
            Mailbox::of(&email).all().iter().any(|mail| mail.subject.starts_with("Tài khoản nộp hồ sơ đã được xóa"))
        });
    }

    /// What another site sends in somebody's name does nothing; nor does it sign anybody in to an account that is not theirs.
    fn forged_requests_do_nothing(engine: Engine) {
        let office = office(engine, &[]);
        open(&office);
        let procedure = publish(&office, "full");
        let (email, another) = (address(), address());
        let (mut browser, mut stranger) = (Browser::new(&office), Browser::new(&office));
        browser.sign_in(&email, "");
        stranger.sign_in(&another, "");
        let (mark, theirs) = (browser.mark(), stranger.mark());
        assert_ne!(mark, theirs);
        let begun = browser.send(&place("/nhap"), &[("trang", &mark), ("thu-tuc", &procedure)]);
        let draft = led_to(&begun.expect(303));
        for forged in ["", "bịa", theirs.as_str()] {
            for path in [place("/nhap"), draft.clone(), format!("{draft}/xoa"), format!("{draft}/nop"), format!("{draft}/bo-tep"), place("/du-lieu/xoa"), place("/dang-xuat")] {
                let refused = browser.send(&path, &[("trang", forged), ("thu-tuc", &procedure), ("chac", "co")]).expect(403);
                assert!(refused.page().contains("không do trang của phiên"), "{path}: {}", refused.page());
            }
            let refused = browser.send_files(&format!("{draft}/tep"), &[("trang", forged), ("giay-to", "to-khai")], &[("tep", "a.pdf", pdf("a"))]);
            refused.expect(403);
        }
        // The mark comes first, so that nothing is stored of a form that has none.
        browser.send_files(&format!("{draft}/tep"), &[], &[("tep", "a.pdf", pdf("a"))]).expect(403);
        assert_eq!(std::fs::read_dir(office.data().join("files/drafts")).map_or(0, Iterator::count), 0);
        // Rightly marked and from another site's page.
        let form = format!("trang={}&thu-tuc={procedure}", tests::percent(&mark));
        let from = |origin: &str| {
            let request = browser.client.request("POST", &place("/nhap")).header("Cookie", &browser.cookie()).header("Origin", origin);
            request.bytes("application/x-www-form-urlencoded", form.clone().into_bytes()).send()
        };
        from("https://la.example").expect(403);
        from("null").expect(303);
        // The pages' cookie is the pages': the API takes a token in a header alone.
        let api = browser.client.request("GET", &format!("/public/{AGENCY}/account")).header("Cookie", &browser.cookie()).send();
        api.problem(401, "not_signed_in");
        // Another's draft is not there, whatever the mark.
        stranger.get(&draft).expect(404);
        stranger.send(&format!("{draft}/xoa"), &[("trang", &theirs)]).expect(404);
        // A code is taken from the browser alone that asked for it.
        let third = address();
        let mut asks = Browser::new(&office);
        asks.send(&place("/ma"), &[("thu", &third), ("thu-tuc", "8.1")]).expect(303);
        // The page to type it is read, in either language, as often as one likes.
        let page = asks.page(&place("/dang-nhap?thu-tuc=8.1&lang=vi"));
        assert!(page.contains("autocomplete=\"one-time-code\"") && page.contains("href=\"?thu-tuc=8.1&lang=en\""), "{page}");
        assert!(asks.page(&place("/dang-nhap?thu-tuc=8.1&lang=en")).contains("Type the code"));
        let (_, code) = code_of(&third, 1);
        let mut victim = Browser::new(&office);
        victim.send(&place("/dang-nhap"), &[("ma", &code)]).expect(422);
        victim.send(&place("/ma"), &[("thu", &address())]).expect(303);
        victim.send(&place("/dang-nhap"), &[("ma", &code)]).expect(422);
        asks.send(&place("/dang-nhap"), &[("ma", &code)]).expect(303);
        // Whoever has signed out is asked to sign in, and their old cookie opens nothing.
        let old = browser.cookie();
        browser.send(&place("/dang-xuat"), &[("trang", &mark)]).expect(303);
        let stale = browser.client.request("GET", &draft).header("Cookie", &old).send().expect(303);
        assert_eq!(led_to(&stale), place(""));
        // What they have typed is shown to them once more, and to nobody whom another site has sent.
        let typed = browser.send(&draft, &[("trang", &mark), ("ten", "Trần Văn Ví Dụ")]).expect(401).page();
        assert!(typed.contains("Trần Văn Ví Dụ") && typed.contains("Phiên đăng nhập đã hết"), "{typed}");
        let request = browser.client.request("POST", &draft).header("Origin", "https://la.example");
        request.bytes("application/x-www-form-urlencoded", b"ten=La".to_vec()).send().expect(303);
    }
}
