//! A document's whole way by mail alone, with a real mail server at both ends: the office's mails come by SMTP into people's Maildirs,
//! they reply by SMTP, the server delivers that into the office's mailbox, and the program reads it there by IMAP.

use std::time::Duration;

use serde_json::json;
use tests::{Engine, Mail, MailServers, Mailbox, Server, Written, letters, on_both_engines, unique, wait_until};

use super::{
    mail_links::{mail_to, page},
    mail_replies::answer_to,
};

const PATIENCE: Duration = Duration::from_secs(60);

/// An office that lives by its mailbox, and what stands between it and its people.
struct ByMail {
    office: Server,
    servers: MailServers,
    address: String,
}

impl ByMail {
    fn new(engine: Engine) -> Self {
        let servers = MailServers::shared();
        let address = format!("{}@phuong-demo.example", unique("hopthu-"));
        let settings = servers.settings(&address);
        let settings: Vec<(&str, &str)> = settings.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let office = Server::demo_with(engine, &settings);
        Self { office, servers, address }
    }

    /// Sends a message by the door whose server vouches for the sender.
    fn send_proved(&self, written: &Written) {
        written.post(self.servers.get("TEST_PROVED_SMTP_URL")).unwrap();
    }

    /// Sends a reply to a mail by that door, and reads its answer.
    fn reply(&self, mail: &Mail, text: &str) -> Mail {
        self.answered(&Written::reply(mail, text))
    }

    fn answered(&self, written: &Written) -> Mail {
        self.send_proved(written);
        let answer = answer_to(written);
        assert_eq!(answer.header("Auto-Submitted").as_deref(), Some("auto-replied"));
        answer
    }

    /// The same, and it says that this was done.
    fn done(&self, mail: &Mail, text: &str, did: &str) -> Mail {
        let answer = self.reply(mail, text);
        assert!(answer.subject.starts_with("Đã thực hiện: "), "{}: {}", answer.subject, answer.text);
        assert!(answer.text.contains(did), "{did} is not in {}", answer.text);
        answer
    }

    /// A letter that lies before the chairman.
    fn presented(&self, subject: &str) -> tests::Document {
        let clerk = self.office.client("vanthu");
        let letter = clerk.register(&letters::about(subject));
        clerk.act(&letter, &json!({ "command": "present", "to": self.office.person("chutich"), "note": "Kính trình." }))
    }

    /// Every message that was sent there is kept, worked off, marked as seen, and still lies in the mailbox.
    fn all_is_in_order(&self, messages: usize) {
        let clerk = self.office.client("vanthu");
        let mailbox = Mailbox::of(&self.address);
        wait_until("every message to be marked as seen", PATIENCE, || {
            let names = mailbox.looked_at();
            let seen =
                names.iter().filter(|name| name.rsplit_once(":2,").is_some_and(|(_, marks)| marks.contains('S')));
            seen.count() == messages
        });
        assert!(mailbox.all().is_empty());
        let rows = clerk.all("/received-mails?state=done");
        assert_eq!(rows.len(), messages, "{rows:?}");
        let said = self.office.printed();
        for part in [self.address.as_str(), "hop-thu-thu-nghiem", "Trần Phú"] {
            assert!(!said.contains(part), "{part} is in the log: {said}");
        }
    }
}

on_both_engines! {
    fn an_officer_and_a_leader_do_it_all_by_mail(engine: Engine) {
        let by_mail = ByMail::new(engine);
        let clerk = by_mail.office.client("vanthu");
        let letter = by_mail.presented("Về việc nạo vét cống thoát nước đường Trần Phú");
        let id = letter.id();

        // The leader directs, the head assigns, the officer accepts.
        let mail = mail_to("chutich", id, "Trình xin ý kiến");
        let order = "GIAO phòng Kinh tế chủ trì, phòng VHXH phối hợp, hạn 5 ngày làm việc: kiểm tra, báo cáo trước kỳ họp";
        by_mail.done(&mail, order, "Phòng Kinh tế, Hạ tầng và Đô thị chủ trì");
        assert_eq!(clerk.read(id).state(), "directed");
        let mail = mail_to("truongphong.kinhte", id, "Chủ trì xử lý");
        by_mail.done(&mail, "GIAO chuyenvien.kinhte1, hạn 3 ngày làm việc: xuống hiện trường", "xuống hiện trường");
        assert_eq!(clerk.read(id).state(), "in_progress");
        let given = mail_to("chuyenvien.kinhte1", id, "Chủ trì xử lý");
        by_mail.done(&given, "NHẬN", "Nhận việc");
        let officer = by_mail.office.person("chuyenvien.kinhte1");
        assert_eq!(clerk.read(id).last_assignment(&officer)["status"], "accepted");

        // The officer hands in with a file; the head rejects; once more; the head approves.
        let plan = letters::pdf("Phuong an nao vet");
        let result = Written::reply(&given, "XONG: đã kiểm tra, kèm phương án").file("Phương án.pdf", &plan);
        let told = by_mail.answered(&result);
        assert!(told.text.contains("kèm 1 tệp"), "{}", told.text);
        let there = clerk.read(id);
        assert_eq!(there.state(), "awaiting_approval");
        let file = there.last_assignment(&officer)["result"]["files"][0].as_str().unwrap().to_owned();
        assert_eq!(clerk.get(&format!("/files/{file}")).expect(200).body, plan, "the file is what was attached");
        let first = mail_to("truongphong.kinhte", id, "Kết quả chờ duyệt");
        by_mail.done(&first, "KHÔNG DUYỆT: thiếu dự toán", "thiếu dự toán");
        assert_eq!(clerk.read(id).state(), "in_progress");
        let back = mail_to("chuyenvien.kinhte1", id, "chưa được duyệt");
        by_mail.done(&back, "Xong: đã bổ sung dự toán", "đã bổ sung dự toán");
        let waits = Mailbox::of("truongphong.kinhte@phuong-demo.example");
        let second = || {
            let mails = waits.about(id).into_iter().filter(|mail| mail.subject.starts_with("Kết quả chờ duyệt"));
            mails.into_iter().find(|mail| mail.message_id != first.message_id)
        };
        wait_until("the mail of the second result", PATIENCE, || second().is_some());
        by_mail.done(&second().unwrap(), "DUYỆT: đồng ý phương án", "đồng ý phương án");
        assert_eq!(clerk.read(id).state(), "completed");

        by_mail.all_is_in_order(7);
        let (code, said) = by_mail.office.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }

    /// By the door whose server vouches for nobody: the leader's direction waits behind a link until it is confirmed with the code.
    fn what_nobody_has_proved_is_confirmed_by_a_link(engine: Engine) {
        let by_mail = ByMail::new(engine);
        let (clerk, nobody) = (by_mail.office.client("vanthu"), by_mail.office.anonymous());
        let letter = by_mail.presented("Về việc trồng cây dọc đường Trần Phú");
        let mail = mail_to("chutich", letter.id(), "Trình xin ý kiến");
        let order = Written::reply(&mail, "GIAO VHXH: chuẩn bị kế hoạch");
        order.post(by_mail.servers.get("TEST_SMTP_URL")).unwrap();
        let asked = answer_to(&order);
        assert!(asked.subject.starts_with("Xin xác nhận: "), "{}", asked.subject);
        assert_eq!(clerk.read(letter.id()).state(), "presented");
        let buttons = asked.buttons();
        let seen = page(&nobody.get(buttons.path("Xác nhận")), 200);
        assert!(seen.contains("chuẩn bị kế hoạch"), "{seen}");
        assert_eq!(clerk.read(letter.id()).state(), "presented", "looking does nothing");
        page(&buttons.press(&nobody, "Xác nhận", &[]), 200);
        let there = clerk.read(letter.id());
        assert_eq!(there.state(), "directed");
        assert_eq!(there.last_assignment(&by_mail.office.department("VHXH"))["instruction"], "chuẩn bị kế hoạch");
        by_mail.all_is_in_order(1);
    }

    /// Somebody writes to the office: a document that waits for the clerk, and the sender is told.
    fn a_letter_to_the_office_becomes_a_document(engine: Engine) {
        let by_mail = ByMail::new(engine);
        let clerk = by_mail.office.client("vanthu");
        let sender = format!("{}@nguoi-dan.example", unique("dan-"));
        let subject = "Về việc đèn đường bị hỏng";
        let letter = Written::letter(&sender, &by_mail.address, subject, "Kính gửi UBND phường.\r\n\r\nĐèn đường hỏng đã lâu.")
            .file("anh.pdf", &letters::pdf("Anh hien truong"));
        by_mail.send_proved(&letter);
        let answer = answer_to(&letter);
        assert_eq!(answer.to, sender);
        let found = || clerk.all("/incoming-documents?state=received").into_iter().find(|line| line["subject"] == subject);
        wait_until("the document", PATIENCE, || found().is_some());
        // It came when the mailbox's server says that it did, which knows whole seconds.
        let document = clerk.read(found().unwrap()["id"].as_str().unwrap());
        let came = chrono::DateTime::parse_from_rfc3339(document.0["facts"]["received_at"].as_str().unwrap()).unwrap();
        assert_eq!(came.timestamp_subsec_nanos(), 0, "{came}");
        by_mail.all_is_in_order(1);
    }
}
