//! `congvan calendar`: deadlines and days off, without settings or a database.

use std::{fs, process::Command};

use tests::{binary, workspace};

/// Runs the program where there is nothing, and gives its exit code, what it printed and what it complained of.
fn calendar(arguments: &[&str]) -> (i32, String, String) {
    let nowhere = std::env::temp_dir().join(format!(
        "congvan-calendar-{}-{}",
        std::process::id(),
        arguments.join("_").replace([':', '/'], "")
    ));
    fs::create_dir_all(&nowhere).unwrap();
    let mut command = Command::new(binary());
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("CONGVAN_")) {
        command.env_remove(name);
    }
    let out = command.arg("calendar").args(arguments).current_dir(&nowhere).output().unwrap();
    assert_eq!(fs::read_dir(&nowhere).unwrap().count(), 0, "something was made");
    fs::remove_dir(&nowhere).unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (out.status.code().unwrap(), text(out.stdout), text(out.stderr))
}

fn said(arguments: &[&str]) -> String {
    let (code, said, complained) = calendar(arguments);
    assert_eq!((code, complained.as_str()), (0, ""), "{arguments:?}: {said}");
    said
}

#[test]
fn a_deadline_is_told_with_each_day_that_was_counted_or_skipped() {
    let said = said(&["due", "--from", "2026-11-20T09:00", "--term", "5wd"]);
    assert!(said.starts_with("Hạn xử lý: 17:30 thứ Hai 30/11/2026\nDue: 17:30 Monday 30/11/2026\n"), "{said}");
    let days: Vec<_> = said.lines().filter(|line| line.starts_with("  ")).collect();
    assert_eq!(days.len(), 11, "{said}");
    assert!(days[0].contains("thứ Sáu 20/11/2026") && days[0].contains("không tính / day of the event, not counted"));
    assert!(days[1].contains("thứ Bảy 21/11/2026") && days[1].contains("nghỉ hằng tuần / weekly rest"));
    assert!(days[4].contains("thứ Ba 24/11/2026") && days[4].contains("Ngày Văn hóa Việt Nam (28/2026/QH16)"));
    assert!(days[10].contains("ngày thứ 5 / day 5"));
    assert!(!said.contains("Lưu ý"), "all days of 2026 are known: {said}");
}

#[test]
fn hours_days_and_fixed_times_are_terms_too() {
    let due =
        |from: &str, term: &str| said(&["due", "--from", from, "--term", term]).lines().next().unwrap().to_owned();
    assert_eq!(due("2026-11-23T15:30", "8wh"), "Hạn xử lý: 15:30 thứ Tư 25/11/2026");
    assert_eq!(due("2026-11-20T09:00", "3d"), "Hạn xử lý: 17:30 thứ Hai 23/11/2026");
    assert_eq!(due("2026-11-20T09:00", "90wm"), "Hạn xử lý: 10:30 thứ Sáu 20/11/2026");
    assert_eq!(due("2026-11-20T02:00:00Z", "2026-11-25T10:15"), "Hạn xử lý: 10:15 thứ Tư 25/11/2026");
    let hours = ["due", "--from", "2026-11-23T15:30", "--term", "8wh", "--hours", "08:00-11:30,13:00-17:30"];
    assert!(said(&hours).starts_with("Hạn xử lý: 15:30 thứ Tư 25/11/2026"), "{}", said(&hours));
    let longer = ["due", "--from", "2026-11-23T15:30", "--term", "8wh", "--hours", "07:00-12:00,13:00-17:00"];
    assert!(said(&longer).starts_with("Hạn xử lý: 14:30 thứ Tư 25/11/2026"), "{}", said(&longer));
}

#[test]
fn what_rests_on_days_not_yet_announced_is_said_to() {
    let said_of = said(&["due", "--from", "2026-12-30T09:00", "--term", "2wd"]);
    assert!(said_of.starts_with("Hạn xử lý: 17:30 thứ Hai 04/01/2027"), "{said_of}");
    assert!(said_of.contains("chưa có đủ văn bản về ngày nghỉ năm 2027"), "{said_of}");
    let year = said(&["show", "2027"]);
    let line = |text: &str| year.lines().find(|line| line.contains(text)).unwrap_or_else(|| panic!("{text}: {year}"));
    assert!(line("thứ Hai 03/5/2027").contains("đã xác nhận"));
    assert!(line("thứ Bảy 06/02/2027").contains("đề xuất"));
    assert!(year.contains("chưa có văn bản nào / none is known"), "{year}");
    let known = said(&["show", "2026"]);
    assert!(known.starts_with("Năm 2026: đã công bố.") && !known.contains("đề xuất"), "{known}");
    assert!(known.contains("thứ Bảy 10/01/2026") && known.contains("12729/VPCP-KGVX, 25/12/2025"), "{known}");
    assert!(said(&["show", "2040"]).starts_with("Năm 2040: chưa có đủ văn bản"));
}

#[test]
fn what_was_mistyped_is_answered_with_what_would_be_right() {
    for (arguments, words) in [
        (
            ["due", "--from", "20/11/2026", "--term", "5wd"].as_slice(),
            ["2026-11-20T09:00 (giờ Việt Nam)", "is not a time"],
        ),
        (&["due", "--from", "2026-11-20T09:00", "--term", "5 ngày"], ["5wd (5 ngày làm việc)", "is not a term"]),
        (&["due", "--from", "2026-11-20T09:00", "--term", "-5wd"], ["5wd (5 ngày làm việc)", "is not a term"]),
        (&["due", "--from", "2026-11-20T09:00", "--term", "9999wd"], ["từ 1 đến 1000 ngày", "from 1 to 1000 days"]),
        (
            &["due", "--from", "2026-11-20T09:00", "--term", "5wd", "--hours", "17:30-07:30"],
            ["07:30-11:30,13:30-17:30", "is not the working hours"],
        ),
        (&["due", "--from", "2026-11-20T09:00", "--term", "2026-11-19T09:00"], ["ở trước", "before the beginning"]),
        (&["show", "1700"], ["từ năm 1900 đến năm 2999", "from 1900 to 2999"]),
    ] {
        let (code, said, complained) = calendar(arguments);
        assert!(code != 0 && said.is_empty(), "{arguments:?}: {said}");
        assert!(words.iter().all(|words| complained.contains(words)), "{arguments:?}: {complained}");
    }
    let (code, _, complained) = calendar(&["due", "--term", "5wd"]);
    assert!(code != 0 && complained.contains("--from"), "{complained}");
}

/// What docs/CALENDAR.md shows is what the program prints.
#[test]
fn the_example_in_the_documentation_is_what_is_printed() {
    let page = fs::read_to_string(workspace().join("docs/CALENDAR.md")).unwrap();
    let printed = said(&["due", "--from", "2026-11-20T09:00", "--term", "5wd"]);
    assert!(page.contains(printed.trim()), "docs/CALENDAR.md doesn't show:\n{printed}");
}
