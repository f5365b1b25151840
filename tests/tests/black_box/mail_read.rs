//! `congvan mail read`: what would be understood of a message, without settings or a database.

use std::{fs, process::Command};

use tests::binary;

/// Runs the program over a message in a folder of its own.
fn read(name: &str, message: &[u8], more: &[&str]) -> (i32, String, String) {
    let folder = std::env::temp_dir().join(format!("congvan-mail-read-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("thu.eml"), message).unwrap();
    let mut command = Command::new(binary());
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("CONGVAN_")) {
        command.env_remove(name);
    }
    let out = command.args(["mail", "read", "thu.eml"]).args(more).current_dir(&folder).output().unwrap();
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "something was made");
    fs::remove_dir_all(&folder).unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (out.status.code().unwrap(), text(out.stdout), text(out.stderr))
}

fn reply(words: &str) -> Vec<u8> {
    format!(
        "Authentication-Results: mx.vb.example; dmarc=pass header.from=ubnd.example\r\n\
         From: Nam <nam@ubnd.example>\r\nTo: reply+abc@vb.example\r\nSubject: Re: a\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\r\n{words}\r\n\r\n> DUYỆT\r\n"
    )
    .into_bytes()
}

#[test]
fn a_reply_is_told_with_what_it_asks() {
    let (code, said, complained) =
        read("order", &reply("GIAO anh Nam, hạn 3 ngày làm việc: làm"), &["--trusted", "mx.vb.example"]);
    assert_eq!((code, complained.as_str()), (0, ""));
    for line in [
        "Loại thư: thư trả lời",
        "Xác thực người gửi: đúng tên miền của người gửi (dmarc)",
        "Hiểu là: lệnh giao anh Nam chủ trì, hạn 3 ngày làm việc: làm",
        "Understood as: the order to assign to anh Nam, term: 3 working days: làm",
    ] {
        assert!(said.lines().any(|said| said == line), "{line}: {said}");
    }
}

/// As the service reads it that has these `mail_in_hosts`.
#[test]
fn the_offices_own_hosts_are_passed_over_where_they_are_named() {
    let behind = [
        b"Received: from mx.vb.example by box.vb.example with LMTP; Fri, 27 Nov 2026 09:00:05 +0700\r\n".to_vec(),
        reply("NHẬN"),
    ]
    .concat();
    let proof = |name: &str, more: &[&str]| {
        let (code, said, _) = read(name, &behind, &[&["--trusted", "mx.vb.example"], more].concat());
        assert_eq!(code, 0);
        said.lines().find_map(|line| line.strip_prefix("Xác thực người gửi: ")).unwrap().to_owned()
    };
    assert_eq!(proof("alone", &[]), "máy chủ không nói gì");
    let hosts = ["--host", "localhost", "--host", "box.vb.example"];
    assert_eq!(proof("hosts", &hosts), "đúng tên miền của người gửi (dmarc)");
    assert_ne!(read("none", &behind, &["--host", "box.vb.example"]).0, 0, "whose hosts");
}

/// Nothing but what can't be opened is handed in: the service does not take it for a result, and says so.
#[test]
fn what_cannot_be_opened_is_no_result() {
    let message = "From: Nam <nam@ubnd.example>\r\nTo: reply+abc@vb.example\r\nSubject: Re: a\r\nMIME-Version: 1.0\r\n\
                   Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\
                   XONG: đã làm\r\n--b\r\nContent-Type: application/ms-tnef; name=\"winmail.dat\"\r\n\
                   Content-Disposition: attachment; filename=\"winmail.dat\"\r\n\r\nx\r\n--b--\r\n";
    let (code, said, _) = read("wrapped", message.as_bytes(), &[]);
    assert_eq!(code, 0);
    assert!(said.contains("Hiểu là: gần giống lệnh, không thực hiện. Thư có phần không mở được"), "{said}");
}

#[test]
fn what_is_nearly_an_order_is_told_with_what_would_work() {
    let (code, said, _) = read("fault", &reply("TRẢ LẠI"), &[]);
    assert_eq!(code, 0);
    assert!(
        said.contains("Hiểu là: gần giống lệnh, không thực hiện. TRẢ LẠI phải kèm lý do. Hãy viết: TRẢ LẠI: lý do"),
        "{said}"
    );
}

#[test]
fn what_cannot_be_read_is_said() {
    let (code, said, complained) = read("empty", b"\r\n", &[]);
    assert_eq!((code, said.as_str()), (1, ""));
    assert!(complained.contains("Thư trống.") && complained.contains("The message is empty."), "{complained}");
}
