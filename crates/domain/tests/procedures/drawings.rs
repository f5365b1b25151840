//! The drawing of a process.

use domain::procedure::draw;
use serde_json::json;

use crate::{content, directory, sound, with};

#[test]
fn a_process_is_drawn() {
    let drawn = draw(&content(sound()), None);
    let wanted = r#"flowchart TD
    desk(["Bộ phận Một cửa tiếp nhận"])
    desk --> s1
    s1["1. Thẩm định<br/>VP<br/>8 giờ làm việc"]
    s1 -- "Đủ điều kiện" --> s2
    s1 -- "Không đủ điều kiện" --> s3
    s2["2. Ký kết quả<br/>lãnh đạo<br/>8 giờ làm việc"]
    s2 -- "Đã ký" --> done
    s2 -. "trả lại" .-> s1
    s3["3. Ký văn bản từ chối<br/>lãnh đạo<br/>4 giờ làm việc"]
    s3 -- "Đã ký" --> done
    done(["Bộ phận Một cửa trả kết quả"])
"#;
    assert_eq!(drawn, wanted);
    let office = directory(&[("VP", true, true)], &[]);
    assert!(draw(&content(sound()), Some(&office)).contains("Phòng VP<br/>"));
}

/// What an office writes is text in the drawing and nothing else.
#[test]
fn names_do_not_draw() {
    let evil = "a\"] --> s9; %%{init: {}}%% <img src=x> `x` #quot; [";
    let drawn = draw(&with(sound(), "/process/steps/0/name", json!(evil)), None);
    let line = drawn.lines().nth(3).unwrap();
    let text = line.trim().strip_prefix("s1[\"1. ").unwrap().strip_suffix("<br/>VP<br/>8 giờ làm việc\"]").unwrap();
    assert!(!text.contains(['"', '<', '>', '`', '%', '{', '[', ']']), "{text}");
    assert_eq!(drawn.lines().count(), draw(&content(sound()), None).lines().count());
}

#[test]
fn consulted_departments_stand_beside_their_step() {
    let drawn = draw(&with(sound(), "/process/steps/0/consults", json!(["KT", "VX"])), None);
    assert!(drawn.contains("    s1c2[/\"VX\"/]\n    s1 -. \"lấy ý kiến\" .- s1c2\n"), "{drawn}");
}
