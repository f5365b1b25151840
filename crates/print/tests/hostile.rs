//! Data that want to be more than text, and more than fits.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests, where a panic is the failure"
)]

mod shared;

use std::time::Duration;

use print::{Limits, Printer, TEMPLATES};
use serde_json::{Value, json};
use shared::{example, fault, made_at, print, text};

/// Markup, code and mathematics of typst, and what looks like them.
const HOSTILE: &[&str] = &[
    "#eval(\"1+1\")",
    "#import \"/etc/passwd\": *",
    "#include \"../../secret.typ\"",
    "#read(\"data.json\")",
    "#panic(\"x\")",
    "#[in brackets] [more] {code} (round)",
    "*not bold* _not italic_ `not raw`",
    "$sum_(i=0)^n x$",
    "= No heading",
    "- no list",
    "+ no list either",
    "/ Term: no list",
    "a\\b \\u{41} \\",
    "<label> @reference",
    "https://example.example/a?b=c#d",
    "// no comment",
    "/* no comment */",
    "-- --- ... ~ 'quotes' \"double\"",
    "```raw",
    "</text><script>alert(1)</script>",
    "]}) #",
    "{{name}} %s ${x}",
    "\\end{document}",
    ") Tj ET (",
];

#[test]
fn markup_in_data_is_printed_as_it_stands() {
    for words in HOSTILE {
        let mut data = example("mau-03");
        data["submitter"]["name"] = json!(words);
        data["guide"] = json!(format!("trước {words} sau"));
        // A line may end anywhere in them.
        let bare = |text: &str| text.replace(' ', "");
        let text = bare(&text(&print("mau-03", &data)));
        assert!(text.contains(&bare(&format!("đã nhận được hồ sơ của: {words}"))), "{words}: {text}");
        assert!(text.contains(&bare(&format!("trước {words} sau"))), "{words}: {text}");
    }
}

/// Every text of the data, changed.
fn each_text(value: &mut Value, change: &impl Fn(&str) -> String) {
    match value {
        Value::String(text) if text.parse::<chrono::NaiveDate>().is_err() && !text.contains("+07:00") => {
            *text = change(text);
        }
        Value::Array(values) => values.iter_mut().for_each(|value| each_text(value, change)),
        Value::Object(fields) => fields.values_mut().for_each(|value| each_text(value, change)),
        _ => {}
    }
}

#[test]
fn no_field_of_any_form_is_read_as_source() {
    for template in TEMPLATES {
        let mut data = example(template.name);
        each_text(&mut data, &|text| format!("#panic() $x *{text}"));
        for step in data["steps"].as_array_mut().into_iter().flatten() {
            step["result"] = json!("late");
        }
        let text = text(&print(template.name, &data));
        assert!(text.contains("#panic() $x *"), "{}: {text}", template.name);
    }
}

#[test]
fn letters_without_a_shape_and_unseen_ones_do_not_stop_a_print() {
    for words in [
        "漢字 🙂 \u{1f468}\u{200d}\u{1f469}",
        "\u{202e}abc\u{202c}",
        "\0\u{1}\u{7f}\u{85}",
        "\u{e000}\u{fffe}\u{10ffff}",
        "ع ש ก",
    ] {
        let mut data = example("mau-01");
        data["submitter"]["name"] = json!(format!("Nguyễn {words} Thử"));
        let text = text(&print("mau-01", &data));
        assert!(text.contains("Tiếp nhận hồ sơ của: Nguyễn"), "{text}");
        assert!(!text.contains(['\u{202e}', '\0']), "{text}");
    }
    let mut data = example("mau-01");
    data["submitter"]["name"] = json!("Nguyễn 漢 Thử");
    assert!(text(&print("mau-01", &data)).contains("Nguyễn □ Thử"));
}

#[test]
fn decomposed_letters_are_composed() {
    let mut data = example("mau-01");
    data["submitter"]["name"] = json!("Nguye\u{302}\u{303}n Va\u{306}n Thu\u{309}\u{31b}");
    assert!(text(&print("mau-01", &data)).contains("Tiếp nhận hồ sơ của: Nguyễn Văn Thử"));
}

#[test]
fn long_words_and_many_lines_end_somewhere() {
    let mut data = example("mau-02");
    data["reason"] = json!("x".repeat(20_000));
    data["items"][0]["content"] = json!("dòng\n".repeat(500));
    let text = text(&print("mau-02", &data));
    assert_eq!((text.matches("dòng").count(), text.matches('x').count() / 1_000), (500, 20), "{text}");
}

#[test]
fn a_code_that_is_too_long_is_refused() {
    let mut data = example("mau-01");
    data["qr"] = json!("x".repeat(3_000));
    assert_eq!(fault("mau-01", &data).code, "print_qr");
}

#[test]
fn more_than_the_limits_is_refused() {
    let refused = |limits: Limits| {
        let printer = Printer::with_limits(None, limits).unwrap();
        printer.print("mau-01", &example("mau-01"), made_at()).unwrap_err()
    };
    assert_eq!(refused(Limits { data_bytes: 100, ..Limits::default() }).code, "print_data_large");
    assert_eq!(refused(Limits { pages: 1, ..Limits::default() }).code, "print_pages");
    assert_eq!(refused(Limits { time: Duration::ZERO, ..Limits::default() }).code, "print_slow");
}

#[test]
fn data_that_are_no_object_lack_their_first_field() {
    for data in [json!(null), json!([]), json!("text"), json!(5), json!({})] {
        let fault = fault("mau-01", &data);
        assert_eq!((fault.code, fault.field.as_deref()), ("print_field_missing", Some("agency")), "{data}");
    }
}
