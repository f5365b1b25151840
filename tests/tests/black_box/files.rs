//! Files: they come back byte for byte under their own name, with headers that no browser can misread, to those who may see them.

use serde_json::json;
use sha2::{Digest, Sha256};
use tests::{Server, letters, on_both_engines, unique};

fn sha256(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}

on_both_engines! {
    fn byte_for_byte_with_accents(engine: Engine) {
        let office = Server::shared(engine);
        let clerk = office.client("vanthu");
        let name = "Công văn số 12 – về “đất đai”, đợt 1.pdf";
        let content = letters::pdf("mot");
        let file = clerk.try_upload(name, &content).created();
        assert_eq!(file["name"], name);
        assert_eq!(file["size"], content.len());
        assert_eq!(file["sha256"], sha256(&content));
        assert_eq!(file["media_type"], "application/pdf");
        let path = format!("/files/{}", file["id"].as_str().unwrap());

        let back = clerk.get(&path).expect(200);
        assert_eq!(back.body, content);
        assert_eq!(back.header("content-type"), Some("application/pdf"));
        assert_eq!(back.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(back.header("content-length"), Some(content.len().to_string().as_str()));
        assert!(back.header("content-security-policy").unwrap().contains("sandbox"));
        let disposition = back.header("content-disposition").unwrap();
        assert!(disposition.starts_with("attachment; filename=\""), "{disposition}");
        let encoded = disposition.split_once("filename*=UTF-8''").expect("the name with accents").1;
        assert_eq!(decoded(encoded), name);
        let plain = disposition.split('"').nth(1).unwrap();
        assert!(plain.is_ascii() && plain.ends_with(".pdf") && plain.starts_with("cong van so 12"), "{plain}");

        // A decomposed name comes back composed; a path before it is cut off.
        let decomposed = clerk.try_upload("Co\u{302}ng va\u{306}n.pdf", &letters::pdf("hai")).created();
        assert_eq!(decomposed["name"], "Công văn.pdf");
        let path = clerk.try_upload("../../etc/\\mật\\khẩu.pdf", &letters::pdf("ba")).created();
        assert_eq!(path["name"], "khẩu.pdf");
    }

    /// Larger than what is buffered at once, and of every size around the edges.
    fn large_ones_too(engine: Engine) {
        let office = Server::shared(engine);
        let clerk = office.client("vanthu");
        for size in [8 * 1024 - 1, 8 * 1024, 8 * 1024 + 1, 5 * 1024 * 1024, 12 * 1024 * 1024 + 7] {
            let mut content = letters::pdf("lon");
            let mut state = 0x2545_f491_4f6c_dd1d_u64;
            while content.len() < size {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                content.extend(state.to_le_bytes());
            }
            content.truncate(size);
            let file = clerk.try_upload("Bản đồ.pdf", &content).created();
            assert_eq!(file["sha256"], sha256(&content), "{size}");
            let back = clerk.get(&format!("/files/{}", file["id"].as_str().unwrap())).expect(200);
            assert!(back.body == content, "{size} bytes came back changed");
        }
    }

    fn for_those_who_may_see_them(engine: Engine) {
        let office = Server::shared(engine);
        let clerk = office.client("vanthu");
        let file = clerk.upload("Mật khẩu.pdf", &letters::pdf("rieng"));
        let path = format!("/files/{file}");
        // Until it belongs to a document it is its owner's alone, to read and to attach.
        for user in ["chutich", "motcua", "quantri"] {
            office.client(user).get(&path).problem(404, "not_found");
        }
        office.anonymous().get(&path).problem(401, "not_signed_in");
        let stolen = json!({ "facts": letters::facts(), "files": [file] });
        office.client("motcua").post("/incoming-documents", &stolen).problem(422, "file_unknown").at("/files/0", "file_unknown");

        let letter = clerk.post("/incoming-documents", &json!({ "facts": letters::facts(), "files": [file], "register": {} })).created();
        assert_eq!(letter["files"][0]["id"], file);
        for user in ["chutich", "chanhvanphong", "theodoi", "vanthu"] {
            office.client(user).get(&path).expect(200);
        }
        for user in ["motcua", "quantri", "truongphong.kinhte", "chuyenvien.vhxh1"] {
            office.client(user).get(&path).problem(404, "not_found");
        }
        // What belongs to one document can't be attached to another.
        clerk.post("/incoming-documents", &json!({ "facts": letters::facts(), "files": [file] })).problem(422, "file_unknown");
        clerk.get(&format!("/files/{}", uuid::Uuid::now_v7())).problem(404, "not_found");
    }

    fn a_repeated_upload_is_one_file(engine: Engine) {
        let office = Server::shared(engine);
        let clerk = office.client("vanthu");
        let (key, content) = (unique("tep-"), letters::pdf("lap"));
        let send = |content: &[u8]| {
            clerk.request("POST", "/files?name=a.pdf").key(&key).bytes("application/octet-stream", content.to_vec()).send()
        };
        let first = send(&content).created();
        assert_eq!(send(&content).created(), first);
        send(&letters::pdf("khac")).problem(422, "idempotency_key_reused");
        // Without a key the same content is another file.
        let again = clerk.try_upload("a.pdf", &content).created();
        assert_ne!(again["id"], first["id"]);
        assert_eq!(again["sha256"], first["sha256"]);
    }
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        if *first == b'%' {
            bytes.push(u8::from_str_radix(std::str::from_utf8(&after[..2]).unwrap(), 16).unwrap());
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap()
}
