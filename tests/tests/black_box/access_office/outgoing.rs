//! The outgoing documents of the access table's office: drafts of chuyenvien.kinhte1 at each step of their way, and the books that their
//! numbers stand in.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tests::{Client, Server, letters, unique};

use crate::outgoing::{Outgoing, act, draft, read};

/// Outgoing documents in the situations that the table speaks of, and what belongs to them.
pub struct OutgoingDocuments {
    /// By the words for them: `draft`, `in_review` with KTHTDT, `in_form_check` at the registry, `to_sign` before the chairman, `signed`,
    /// `issued`, `sealed`, `dispatched`; `redrafted`, which was chuyenvien.kinhte2's for a while; and `asked`, on which the opinion of VHXH is asked.
    all: BTreeMap<&'static str, Outgoing>,
    /// The content of `draft`, as it was sent.
    content: Value,
    /// The file of `draft`, and that of `redrafted`.
    files: [String; 2],
    /// The books, by the words for them.
    registers: BTreeMap<&'static str, String>,
}

/// Addressed to VHXH, to this other agency, and to somebody whom the post reaches; with a file of the drafter's.
fn content(server: &Server, to: &str, file: &str) -> Value {
    json!({
        "document_type": "cong_van",
        "subject": unique("V/v thử quyền "),
        "signer": server.person("chutich"),
        "recipients": [
            { "department": server.department("VHXH"), "purpose": "to_act" },
            { "agency": to, "purpose": "to_know" },
            { "post": { "name": "Ông Nguyễn Văn Nhận Thư", "address": "Số 1, đường Thử Nghiệm" }, "purpose": "to_know" },
        ],
        "files": [file],
    })
}

fn register(clerk: &Client, code: &str) -> String {
    // The latest year first.
    let books = clerk.items("/registers");
    let book = books.iter().find(|book| book["code"] == code).unwrap_or_else(|| panic!("no book {code}"));
    book["id"].as_str().unwrap().to_owned()
}

impl OutgoingDocuments {
    /// Makes them; `to` is the identifier code of another agency.
    pub fn new(server: &Server, to: &str) -> Self {
        let by = |user: &str| server.client(user);
        let (officer, clerk, head) = (by("chuyenvien.kinhte1"), by("vanthu"), by("truongphong.kinhte"));
        let file = || officer.upload("Dự thảo.pdf", &letters::pdf("du thao"));
        let files = [file(), file()];
        let of_draft = content(server, to, &files[0]);
        let begun = || draft(&officer, &content(server, to, &file()));
        let submit = |d: &Outgoing| act(&officer, d, &json!({ "command": "submit" }));
        let endorse = |d: &Outgoing| act(&head, d, &json!({ "command": "endorse" }));
        let pass = |d: &Outgoing| act(&clerk, d, &json!({ "command": "pass_form" }));
        let sign = |d: &Outgoing| act(&by("chutich"), d, &json!({ "command": "sign", "on": "paper" }));
        let issue = |d: &Outgoing| act(&clerk, d, &json!({ "command": "issue" }));
        let seal = |d: &Outgoing| {
            let scan = clerk.upload("Bản quét.pdf", &letters::pdf("ban quet"));
            act(&clerk, d, &json!({ "command": "seal", "on": "paper", "files": [scan] }))
        };
        let dispatch = |d: &Outgoing| act(&clerk, d, &json!({ "command": "dispatch" }));
        let give = |d: &Outgoing, to: &str| {
            let change = json!({ "command": "change_drafter", "drafter": server.person(to), "reason": "Thử quyền." });
            act(&head, d, &change)
        };
        let asked = |d: &Outgoing| {
            let of = json!([{ "department": server.department("VHXH") }]);
            act(
                &officer,
                d,
                &json!({ "command": "ask_opinions", "holders": of, "question": "Thử quyền.", "term": "3wd" }),
            )
        };
        let redrafted = draft(&officer, &content(server, to, &files[1]));
        let redrafted = give(&give(&redrafted, "chuyenvien.kinhte2"), "chuyenvien.kinhte1");
        let all = BTreeMap::from([
            ("draft", draft(&officer, &of_draft)),
            ("in_review", submit(&begun())),
            ("in_form_check", endorse(&submit(&begun()))),
            ("to_sign", pass(&endorse(&submit(&begun())))),
            ("signed", sign(&pass(&endorse(&submit(&begun()))))),
            ("issued", issue(&sign(&pass(&endorse(&submit(&begun())))))),
            ("sealed", seal(&issue(&sign(&pass(&endorse(&submit(&begun()))))))),
            ("dispatched", dispatch(&seal(&issue(&sign(&pass(&endorse(&submit(&begun())))))))),
            ("redrafted", redrafted),
            ("asked", asked(&begun())),
        ]);
        let registers = BTreeMap::from([
            ("outgoing_register", register(&clerk, "di")),
            ("secret_outgoing_register", register(&clerk, "di-mat")),
            ("incoming_register", register(&clerk, "den")),
        ]);
        Self { all, content: of_draft, files, registers }
    }

    /// One of them.
    pub fn document(&self, name: &str) -> Option<&Outgoing> {
        self.all.get(name)
    }

    /// Whether a word names one of them, or a file of one.
    pub fn is_own(&self, name: &str) -> bool {
        self.all.contains_key(name) || ["draft_file", "redrafted_file"].contains(&name)
    }

    /// What rows say of them, where the word is about them at all; `part` gives what stands behind the next colon.
    pub fn said(&self, server: &Server, name: &str, mut part: impl FnMut() -> String) -> Option<Value> {
        if let Some(document) = self.document(name) {
            return Some(json!(document.id()));
        }
        if let Some(id) = self.registers.get(name) {
            return Some(json!(id));
        }
        let clerk = || server.client("vanthu");
        let mut of = || {
            let name = part();
            self.document(&name).unwrap_or_else(|| panic!("no outgoing document {name}"))
        };
        Some(match name {
            "draft_content" => self.content.clone(),
            "draft_file" => json!(self.files[0]),
            "redrafted_file" => json!(self.files[1]),
            "number" => of().0["line"]["number"].clone(),
            // The recipient that is a `department`, an `agency`, or reached by `post`.
            "recipient" => {
                let document = of();
                let kind = part();
                let all = document.0["content"]["recipients"].as_array().unwrap();
                all.iter().find(|to| !to[&kind].is_null()).unwrap_or_else(|| panic!("no {kind}: {all:?}"))["id"].clone()
            }
            "opinion" => of().0["opinions"][0]["id"].clone(),
            // Another one each time: what is struck out is struck out once.
            "reserved_number" => {
                let entries = format!("/registers/{}/entries", self.registers["outgoing_register"]);
                clerk().post(&entries, &json!({ "reason": "Thử quyền." })).created()["number"].clone()
            }
            "counterpart" => {
                let new = json!({ "name": unique("Công ty Thử Quyền ") });
                clerk().post("/counterparts", &new).created()["id"].clone()
            }
            _ => return None,
        })
    }

    /// That none has changed since it was made.
    pub fn expect_unchanged(&self, clerk: &Client) {
        for (name, document) in &self.all {
            assert_eq!(read(clerk, document).version(), document.version(), "{name}");
        }
    }
}
