//! Documents that go out, from the mails about them: a draft's way to its recipients by buttons alone, and by replies alone, with a real mail
//! server at both ends. A signature is given by no reply, and by a button only of paper.

use std::time::Duration;

use serde_json::{Value, json};
use tests::{Engine, Mail, MailServers, Mailbox, Server, Written, letters, on_both_engines, unique, wait_until};

use super::{
    mail_links::{buttons_to, mail_to, page, served},
    mail_replies::answer_to,
    outgoing::{Outgoing, act, draft, read},
};

const PATIENCE: Duration = Duration::from_secs(60);

/// A notice for the officers of culture, and for one by post.
fn notice(office: &Server) -> Value {
    json!({
        "document_type": "thong_bao", "subject": unique("Thông báo bằng thư "), "signer": office.person("chutich"),
        "recipients": [
            { "person": office.person("chuyenvien.vhxh1"), "purpose": "to_know" },
            { "post": { "name": "Hộ bà Trần Thị Ví Dụ", "address": "Tổ 2" }, "purpose": "to_know" },
        ],
    })
}

/// Drafted by an officer and handed in.
fn handed_in(office: &Server) -> Outgoing {
    let officer = office.client("chuyenvien.kinhte1");
    act(&officer, &draft(&officer, &notice(office)), &json!({ "command": "submit" }))
}

fn state(office: &Server, paper: &Outgoing) -> String {
    read(&office.client("vanthu"), paper).state().to_owned()
}

fn sealed(office: &Server, paper: &Outgoing) -> Outgoing {
    let clerk = office.client("vanthu");
    let scan = clerk.upload("Bản đóng dấu.pdf", &letters::pdf("ban dong dau"));
    act(&clerk, &read(&clerk, paper), &json!({ "command": "seal", "on": "paper", "files": [scan] }))
}

/// The mail to somebody about a document whose subject begins so, behind this many others of it.
fn mail_after(user: &str, document: &str, begins: &str, others: usize) -> Mail {
    let there = Mailbox::of(&format!("{user}@phuong-demo.example"));
    let find = || {
        let mut mails = there.about(document).into_iter();
        mails.by_ref().filter(|mail| mail.subject.starts_with(begins)).nth(others)
    };
    wait_until(&format!("“{begins}” to {user} once more"), PATIENCE, || find().is_some());
    find().unwrap()
}

/// An office that lives by its mailbox.
struct ByMail {
    office: Server,
    servers: MailServers,
}

impl ByMail {
    fn new(engine: Engine) -> Self {
        let servers = MailServers::shared();
        let address = format!("{}@phuong-demo.example", unique("hopthu-"));
        let settings = servers.settings(&address);
        let settings: Vec<(&str, &str)> = settings.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let office = Server::demo_with(engine, &settings);
        Self { office, servers }
    }

    /// Replies by the door whose server vouches for the sender, or by one that doesn't; what is answered.
    fn reply(&self, mail: &Mail, text: &str, proved: bool) -> Mail {
        let written = Written::reply(mail, text);
        let door = if proved { "TEST_PROVED_SMTP_URL" } else { "TEST_SMTP_URL" };
        written.post(self.servers.get(door)).unwrap();
        let answer = answer_to(&written);
        assert_eq!(answer.header("Auto-Submitted").as_deref(), Some("auto-replied"));
        answer
    }

    fn done(&self, mail: &Mail, text: &str, did: &str) {
        let answer = self.reply(mail, text, true);
        assert!(answer.subject.starts_with("Đã thực hiện: "), "{}: {}", answer.subject, answer.text);
        assert!(answer.text.contains(did), "{did} is not in {}", answer.text);
    }

    fn refused(&self, mail: &Mail, text: &str, why: &str) {
        let answer = self.reply(mail, text, true);
        assert!(answer.subject.starts_with("Chưa thực hiện: "), "{}: {}", answer.subject, answer.text);
        assert!(answer.text.contains(why), "{why} is not in {}", answer.text);
    }
}

on_both_engines! {
    /// Endorsed, its form passed, signed on paper, numbered and sent from the mails' buttons; and void as soon as it has gone on.
    fn a_draft_goes_its_way_by_buttons(engine: Engine) {
        let office = served(engine);
        let nobody = office.anonymous();
        let paper = handed_in(&office);
        let id = paper.id();

        let head = buttons_to("truongphong.kinhte", id, "Dự thảo chờ duyệt nội dung");
        assert_eq!(head.labels(), ["Duyệt nội dung", "Trả lại", "Trao đổi"]);
        let seen = page(&nobody.get(head.path("Duyệt nội dung")), 200);
        for part in [paper.0["content"]["subject"].as_str().unwrap(), "Thông báo", "Người soạn thảo", "dự thảo chuyển kiểm tra thể thức"] {
            assert!(seen.contains(part), "{part} is not in {seen}");
        }
        page(&nobody.send_form(head.path("Duyệt nội dung"), &[("code", "000000")]), 422);
        page(&head.press(&nobody, "Trả lại", &[("reason", " ")]), 422);
        assert_eq!(state(&office, &paper), "unit_review", "nothing is done by looking, by guessing, nor without a reason");
        page(&head.press(&nobody, "Duyệt nội dung", &[("note", "Đồng ý trình ký.")]), 200);
        let there = read(&office.client("vanthu"), &paper);
        assert_eq!((there.state(), &there.0["content_check"]["by"]["id"]), ("form_check", &json!(office.person("truongphong.kinhte"))));
        let history = office.client("vanthu").items(&format!("{}/history", paper.path()));
        assert_eq!(history.last().unwrap()["facts"]["note"], "Đồng ý trình ký.");

        // It has gone on: the page says so, and who has it.
        let gone = page(&head.press(&nobody, "Trả lại", &[("reason", "Sai căn cứ")]), 410);
        assert!(gone.contains("đã chuyển bước") && gone.contains("Văn thư cơ quan"), "{gone}");
        let again = page(&nobody.get(head.path("Duyệt nội dung")), 410);
        assert!(again.contains("Đã duyệt nội dung"), "{again}");

        let clerk = buttons_to("vanthu", id, "Dự thảo chờ kiểm tra thể thức");
        assert_eq!(clerk.labels(), ["Duyệt thể thức, trình ký", "Trả lại", "Trao đổi"]);
        page(&clerk.press(&nobody, "Duyệt thể thức, trình ký", &[]), 200);
        assert_eq!(state(&office, &paper), "awaiting_signature");

        // The signer says that they have signed the paper; of a PDF the page says where it goes.
        let signer = buttons_to("chutich", id, "Trình ký");
        assert_eq!(signer.labels(), ["Đã ký bản giấy", "Trả lại", "Trao đổi"]);
        let asked = page(&nobody.get(signer.path("Đã ký bản giấy")), 200);
        assert!(asked.contains("mở văn bản trên hệ thống để gửi tệp đã ký"), "{asked}");
        page(&nobody.send_form(signer.path("Đã ký bản giấy"), &[]), 422);
        assert_eq!(state(&office, &paper), "awaiting_signature");
        page(&signer.press(&nobody, "Đã ký bản giấy", &[]), 200);
        let there = read(&office.client("vanthu"), &paper);
        let signature = &there.0["signature"];
        assert_eq!((there.state(), &signature["on"], &signature["by"]["id"]), ("signed", &json!("paper"), &json!(office.person("chutich"))));

        // The registry gives the number from the mail; what is sealed needs its file.
        let first = super::outgoing::given(&office.client("vanthu")) + 1;
        let clerk = buttons_to("vanthu", id, "Văn bản đã ký, chờ cấp số");
        assert_eq!(clerk.labels(), ["Cấp số", "Trả lại", "Trao đổi"]);
        let twice = clerk.press(&nobody, "Cấp số", &[]);
        page(&twice, 200);
        page(&clerk.press(&nobody, "Cấp số", &[]), 200);
        let there = read(&office.client("vanthu"), &paper);
        assert_eq!((there.state(), &there.0["line"]["number"]), ("issued", &json!(first)), "pressed again within minutes it is shown, not given anew");
        let there = sealed(&office, &paper);
        let _ = act(&office.client("vanthu"), &there, &json!({ "command": "dispatch" }));

        // A recipient in the agency itself confirms that they have read it.
        let to_read = buttons_to("chuyenvien.vhxh1", id, "Văn bản phát hành");
        assert_eq!(to_read.labels(), ["Xác nhận đã xem"]);
        page(&to_read.press(&nobody, "Xác nhận đã xem", &[]), 200);
        let lines = office.client("vanthu").items(&format!("{}/deliveries", paper.path()));
        let inside = lines.iter().find(|line| line["recipient"]["person"].is_object() || line["state"] == "received").unwrap();
        assert_eq!(inside["state"], "received", "{lines:?}");
        let (code, said) = office.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }

    /// What came back by a button is revised and goes the whole way again; by the mails of before nothing is done.
    fn what_was_returned_by_a_button_voids_the_mails_of_before(engine: Engine) {
        let office = served(engine);
        let (nobody, officer) = (office.anonymous(), office.client("chuyenvien.kinhte1"));
        let paper = handed_in(&office);
        let first = buttons_to("truongphong.kinhte", paper.id(), "Dự thảo chờ duyệt nội dung");
        page(&first.press(&nobody, "Trả lại", &[("reason", "Thiếu số liệu.")]), 200);
        let there = read(&officer, &paper);
        assert_eq!((there.state(), &there.0["returned"]["reason"]), ("draft", &json!("Thiếu số liệu.")));
        let told = mail_to("chuyenvien.kinhte1", paper.id(), "Dự thảo được trả lại");
        assert_eq!(told.buttons().labels(), Vec::<&str>::new(), "a draft is revised where its files are");
        let there = act(&officer, &there, &json!({ "command": "submit" }));
        assert_eq!(there.state(), "unit_review");
        let gone = page(&first.press(&nobody, "Duyệt nội dung", &[]), 410);
        assert!(gone.contains("đã chuyển bước"), "{gone}");
        assert_eq!(state(&office, &paper), "unit_review", "it stands where it stood, and is another edition's review all the same");
        let again = mail_after("truongphong.kinhte", paper.id(), "Dự thảo chờ duyệt nội dung", 1).buttons();
        page(&again.press(&nobody, "Duyệt nội dung", &[]), 200);
        assert_eq!(state(&office, &paper), "form_check");
    }

    /// By replies as they come by IMAP: DUYỆT is the check that lies with whoever writes it, TRẢ LẠI goes back, KÝ does nothing.
    fn a_draft_goes_its_way_by_replies_and_is_signed_by_none(engine: Engine) {
        let by_mail = ByMail::new(engine);
        let office = &by_mail.office;
        let paper = handed_in(office);
        let id = paper.id();

        let review = mail_to("truongphong.kinhte", id, "Dự thảo chờ duyệt nội dung");
        for part in ["DUYỆT", "TRẢ LẠI: lý do"] {
            assert!(review.text.contains(part), "{part} is not in {}", review.text);
        }
        by_mail.refused(&review, "XONG: đã xem", "không dùng cho văn bản đi");
        by_mail.refused(&review, "KÝ", "Không ký được bằng thư trả lời");
        by_mail.refused(&review, "TRẢ LẠI", "TRẢ LẠI: lý do");
        assert_eq!(state(office, &paper), "unit_review");
        by_mail.done(&review, "Duyệt: đồng ý", "Duyệt nội dung dự thảo");
        let there = read(&office.client("vanthu"), &paper);
        assert_eq!((there.state(), &there.0["content_check"]["by"]["id"]), ("form_check", &json!(office.person("truongphong.kinhte"))));
        // The work has gone on since that mail.
        by_mail.refused(&review, "TRẢ LẠI: đổi ý", "đã chuyển sang bước khác");
        let check = mail_to("vanthu", id, "Dự thảo chờ kiểm tra thể thức");
        by_mail.done(&check, "DUYỆT", "Duyệt thể thức, trình ký");
        assert_eq!(state(office, &paper), "awaiting_signature");

        // No word of a reply is a signature.
        let to_sign = mail_to("chutich", id, "Trình ký");
        assert!(to_sign.text.contains("Thư trả lời không thay chữ ký"), "{}", to_sign.text);
        assert!(!to_sign.text.contains("DUYỆT"), "{}", to_sign.text);
        for word in ["KÝ", "Ký duyệt", "đã ký", "DUYỆT", "Ký: đồng ý"] {
            by_mail.refused(&to_sign, word, "Không ký được bằng thư trả lời");
        }
        assert_eq!(state(office, &paper), "awaiting_signature");
        let answer = by_mail.reply(&to_sign, "Ký hiệu của đơn vị đã đúng chưa", true);
        assert!(answer.subject.starts_with("Đã ghi ý kiến") || answer.text.contains("ý kiến"), "{}", answer.subject);
        by_mail.done(&to_sign, "Trả lại: sai thẩm quyền", "Trả lại người soạn thảo");
        assert_eq!(state(office, &paper), "draft");

        // Once more; whom nobody has proved confirms by a link.
        let there = read(&office.client("chuyenvien.kinhte1"), &paper);
        let _ = act(&office.client("chuyenvien.kinhte1"), &there, &json!({ "command": "submit" }));
        by_mail.refused(&review, "DUYỆT", "đã chuyển sang bước khác");
        let review = mail_after("truongphong.kinhte", id, "Dự thảo chờ duyệt nội dung", 1);
        let asked = by_mail.reply(&review, "DUYỆT: nhất trí", false);
        assert!(asked.subject.starts_with("Xin xác nhận: "), "{}", asked.subject);
        assert_eq!(state(office, &paper), "unit_review");
        let nobody = office.anonymous();
        let seen = page(&nobody.get(asked.buttons().path("Xác nhận")), 200);
        assert!(seen.contains("nhất trí"), "{seen}");
        page(&asked.buttons().press(&nobody, "Xác nhận", &[]), 200);
        assert_eq!(state(office, &paper), "form_check");

        let there = read(&office.client("vanthu"), &paper);
        let there = act(&office.client("vanthu"), &there, &json!({ "command": "pass_form" }));
        let there = act(&office.client("chutich"), &there, &json!({ "command": "sign", "on": "paper" }));
        let there = act(&office.client("vanthu"), &there, &json!({ "command": "issue" }));
        let there = sealed(office, &there);
        let _ = act(&office.client("vanthu"), &there, &json!({ "command": "dispatch" }));
        let to_read = mail_to("chuyenvien.vhxh1", id, "Văn bản phát hành");
        assert!(to_read.text.contains("ĐÃ XEM"), "{}", to_read.text);
        by_mail.done(&to_read, "Đã xem", "Xác nhận đã xem");
        let lines = office.client("vanthu").items(&format!("{}/deliveries", paper.path()));
        assert!(lines.iter().any(|line| line["state"] == "received"), "{lines:?}");
        let (code, said) = office.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }

    /// An opinion that is asked of a department is given from its mail: by the button, and by a reply with its file; once.
    fn an_opinion_is_given_from_the_mail(engine: Engine) {
        let by_mail = ByMail::new(engine);
        let office = &by_mail.office;
        let (nobody, officer) = (office.anonymous(), office.client("chuyenvien.kinhte1"));
        let paper = draft(&officer, &notice(office));
        let asked = ["VHXH", "TTPVHCC"].map(|unit| json!({ "department": office.department(unit) }));
        let ask = json!({ "command": "ask_opinions", "holders": asked, "question": "Đề nghị góp ý phần kinh phí.", "term": "3wd" });
        let paper = act(&officer, &paper, &ask);
        let opinions = || read(&officer, &paper).0["opinions"].clone();

        let told = mail_to("truongphong.vhxh", paper.id(), "Lấy ý kiến phối hợp về dự thảo");
        assert!(told.text.contains("XONG: nội dung ý kiến"), "{}", told.text);
        let buttons = told.buttons();
        assert_eq!(buttons.labels(), ["Cho ý kiến", "Trao đổi"]);
        let seen = page(&nobody.get(buttons.path("Cho ý kiến")), 200);
        for part in ["Đề nghị góp ý phần kinh phí.", "đã cho thì không sửa được"] {
            assert!(seen.contains(part), "{part} is not in {seen}");
        }
        page(&buttons.press(&nobody, "Cho ý kiến", &[("text", " ")]), 422);
        page(&buttons.press(&nobody, "Cho ý kiến", &[("text", "Nhất trí.")]), 200);
        assert_eq!((&opinions()[0]["standing"], &opinions()[0]["given"]["text"]), (&json!("given"), &json!("Nhất trí.")));
        by_mail.refused(&told, "XONG: thêm một ý", "đã chuyển sang bước khác");

        let told = mail_to("phochutich", paper.id(), "Lấy ý kiến phối hợp về dự thảo");
        let files = letters::pdf("gop y bang thu");
        let written = Written::reply(&told, "XONG: đề nghị bổ sung biểu 2").file("Góp ý.pdf", &files);
        written.post(by_mail.servers.get("TEST_PROVED_SMTP_URL")).unwrap();
        let answer = answer_to(&written);
        assert!(answer.subject.starts_with("Đã thực hiện: "), "{}: {}", answer.subject, answer.text);
        assert!(answer.text.contains("Cho ý kiến phối hợp (kèm 1 tệp): “đề nghị bổ sung biểu 2”"), "{}", answer.text);
        let given = &opinions()[1]["given"];
        assert_eq!((&given["text"], &given["by"]["id"]), (&json!("đề nghị bổ sung biểu 2"), &json!(office.person("phochutich"))));
        let file = officer.get(&format!("/files/{}", given["files"][0]["id"].as_str().unwrap()));
        assert_eq!(file.expect(200).body, files);
        // Asked of by no mail, nobody gives one.
        let review = act(&officer, &read(&officer, &paper), &json!({ "command": "submit" }));
        let review = mail_to("truongphong.kinhte", review.id(), "Dự thảo chờ duyệt nội dung");
        by_mail.refused(&review, "XONG: nhất trí", "không dùng cho văn bản đi");
        let (code, said) = office.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }
}
