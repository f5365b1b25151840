//! What docs/INTEGRATING.md shows of the command line, run line by line as it stands there.

use std::{fs, process::Command};

use serde_json::json;
use tests::{Server, letters, on_both_engines, unique, workspace};

use crate::{
    outgoing::{plain, read, signed},
    service_accounts::System,
};

/// Its blocks of shell, one behind the other.
fn shown() -> String {
    let text = fs::read_to_string(workspace().join("docs/INTEGRATING.md")).unwrap();
    let blocks = text.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    blocks.collect::<Vec<_>>().join("\n")
}

on_both_engines! {
    /// Each line does what is said of it, with the key of a system.
    fn the_guide_is_true(engine: Engine) {
        let office = Server::demo(engine);
        let system = System::new(&office, &["documents:receive", "documents:register", "documents:issue", "documents:read", "files:read", "events:read"]);
        let mut content = plain(&office);
        content["recipients"] = json!([{ "department": office.department("VHXH"), "purpose": "to_know" }]);
        let notice = signed(&office, &content);
        let folder = std::env::temp_dir().join(unique("congvan-guide-"));
        fs::create_dir_all(&folder).unwrap();
        let pdf = letters::pdf("cong van");
        fs::write(folder.join("cong-van.pdf"), &pdf).unwrap();
        let ran = Command::new("bash")
            .args(["-euo", "pipefail", "-c", &shown()])
            .current_dir(&folder)
            .env("BASE", office.base())
            .env("KEY", &system.key)
            .output()
            .unwrap();
        let (said, complained) = (String::from_utf8(ran.stdout).unwrap(), String::from_utf8(ran.stderr).unwrap());
        assert!(ran.status.success(), "{said}\n{complained}");
        let lines: Vec<&str> = said.lines().collect();
        assert_eq!(lines[..2], ["received", "received"], "{said}");
        assert!(lines.contains(&"incoming_document.received"), "{said}");
        assert!(lines.iter().any(|line| line.starts_with("số đến ")), "{said}");
        let sent = read(&office.client("vanthu"), &notice);
        assert!(lines.contains(&&*format!("số, ký hiệu {}", sent.written())), "{said}");
        assert!(lines.contains(&"dispatched") && sent.state() == "dispatched", "{said}");
        assert!(lines.iter().any(|line| line.ends_with(": arrived")), "{said}");
        assert!(said.contains("retry: 2000"), "{said}");
        let fetched = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
        let fetched: Vec<_> = fetched.filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with("nhan-")).collect();
        assert_eq!(fetched.len(), 1, "{fetched:?}");
        assert_eq!(fs::read(&fetched[0]).unwrap(), pdf);
        fs::remove_dir_all(&folder).unwrap();
        let came = office.client("vanthu").all("/incoming-documents");
        let came: Vec<_> = came.iter().filter(|one| one["subject"] == "V/v kiểm tra an toàn công trình").collect();
        assert_eq!((came.len(), &came[0]["state"]), (1, &json!("registered")));
    }
}
