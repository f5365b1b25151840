//! An office's own templates, pictures and fonts, and what they cannot reach.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests, where a panic is the failure"
)]

mod shared;

use std::{
    fs,
    path::{Path, PathBuf},
};

use print::{Fault, Limits, Printer, TEMPLATES};
use serde_json::json;
use shared::{example, folder, fonts, made_at, text};

/// What a folder with these files makes of a form.
fn printed(files: &[(&str, &[u8])], name: &str) -> Result<Vec<u8>, Fault> {
    let folder = folder(files);
    Printer::new(Some(folder.path()))?.print(name, &example(name), made_at())
}

fn own(source: &str) -> Result<Vec<u8>, Fault> {
    printed(&[("mau-01.typ", source.as_bytes())], "mau-01")
}

/// Dots of a picture: one pixel.
const PIXEL: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><path d=\"M0 0h9v9z\"/></svg>";

#[test]
fn a_file_of_the_office_stands_in_for_the_built_in_one_and_the_others_stay() {
    let source = "#import \"common.typ\": *\n#import \"ours.typ\": greeting\n#show: form.with(\"Của phường\")\n\
                  #image(\"emblem.svg\", alt: \"Biểu trưng\")\n#greeting #data.submitter.name, #data.ours";
    let folder = folder(&[
        ("mau-01.typ", source.as_bytes()),
        ("ours.typ", "#let greeting = [Kính chào]".as_bytes()),
        ("emblem.svg", PIXEL.as_bytes()),
        ("README.txt", b"notes"),
        ("mau-02.typ~", b"#broken("),
    ]);
    let printer = Printer::new(Some(folder.path())).unwrap();
    assert_eq!(printer.overridden(), ["emblem.svg", "mau-01.typ", "ours.typ"]);
    let mut data = example("mau-01");
    // A field of which the built-in template knows nothing.
    data["ours"] = json!("thêm");
    assert_eq!(text(&printer.print("mau-01", &data, made_at()).unwrap()), "Kính chào Nguyễn Văn Thử, thêm");
    let other = text(&printer.print("mau-02", &example("mau-02"), made_at()).unwrap());
    assert!(other.contains("PHIẾU YÊU CẦU BỔ SUNG"), "{other}");

    // Read once: what happens to the folder afterwards is of the next start.
    fs::remove_dir_all(folder.path()).unwrap();
    assert!(printer.print("mau-01", &data, made_at()).is_ok());
}

#[test]
fn shared_parts_are_overridden_for_all_forms() {
    let common = include_str!("../templates/common.typ").replace("Độc lập - Tự do - Hạnh phúc", "ĐÃ THAY");
    let pdf = printed(&[("common.typ", common.as_bytes())], "mau-04").unwrap();
    assert!(text(&pdf).contains("ĐÃ THAY"));
}

#[test]
fn copies_of_the_built_in_templates_print_the_same() {
    let folder = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("templates")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
    }
    let printer = Printer::new(Some(folder.path())).unwrap();
    assert_eq!(printer.overridden().len(), TEMPLATES.len() + 1, "every file of the folder is in the table");
    for (template, printed) in printer.try_all(made_at()) {
        assert_eq!(printed.unwrap(), shared::print(template.name, &example(template.name)));
    }
}

#[test]
fn a_mistake_is_named_by_file_line_and_words_in_both_languages() {
    // By its syntax: when the office's files are read.
    let fault = own("#import \"common.typ\": *\n\n#let x = (1, 2\n").unwrap_err();
    let place = fault.place.clone().unwrap();
    assert_eq!((fault.code, place.file.as_str(), place.line), ("print_template_broken", "mau-01.typ", 3));
    assert_eq!(
        fault.words.vi,
        "Mẫu in của cơ quan có lỗi ở “mau-01.typ”, dòng 3: thiếu dấu đóng ngoặc hoặc dấu kết thúc; typst báo “unclosed delimiter”."
    );
    assert_eq!(
        fault.words.en,
        "There is a mistake in the office's template, at “mau-01.typ”, line 3: unclosed delimiter."
    );

    // When it is printed.
    for (source, line, vi) in [
        ("Một\n#hai", 2, "dùng tên chưa được khai báo"),
        ("#import \"common.typ\": *\n\n\n#data.nothing", 4, "dùng thông tin không có trong dữ liệu"),
        ("#import \"missing.typ\": x", 1, "gọi tệp không có trong thư mục mẫu"),
        ("\n#panic(\"của cơ quan\")", 2, "mẫu tự báo lỗi"),
    ] {
        let fault = own(source).unwrap_err();
        let place = fault.place.unwrap();
        assert_eq!((place.file.as_str(), place.line), ("mau-01.typ", line), "{source}");
        assert!(fault.words.vi.contains(vi) && fault.words.vi.contains(&format!("dòng {line}")), "{}", fault.words.vi);
    }

    // In a file that it takes in.
    let files: &[(&str, &[u8])] =
        &[("mau-01.typ", b"#import \"ours.typ\": x\n#x()"), ("ours.typ", b"\n\n#let x() = 1 / 0")];
    let place = printed(files, "mau-01").unwrap_err().place.unwrap();
    assert_eq!((place.file.as_str(), place.line), ("ours.typ", 3));
}

#[test]
fn try_all_finds_the_broken_one() {
    let folder = folder(&[("mau-05.typ", b"#nothing")]);
    let printer = Printer::new(Some(folder.path())).unwrap();
    for (template, printed) in printer.try_all(made_at()) {
        assert_eq!(printed.is_err(), template.name == "mau-05", "{}", template.name);
    }
}

#[test]
fn nothing_outside_of_the_folder_is_reached() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("secret.typ"), "#let secret = [bí mật]").unwrap();
    let above = outside.path().join("mine");
    fs::create_dir(&above).unwrap();
    for path in [
        "../secret.typ",
        "/../secret.typ",
        "./../mine/../secret.typ",
        "/etc/passwd",
        "fonts/../../secret.typ",
        "..\\secret.typ",
        "file:///etc/passwd",
        &outside.path().join("secret.typ").display().to_string(),
    ] {
        for call in
            ["#read(PATH)", "#include PATH", "#import PATH: secret", "#image(PATH)", "#json(PATH)", "#csv(PATH)"]
        {
            let source = call.replace("PATH", &format!("{path:?}"));
            fs::write(above.join("mau-01.typ"), &source).unwrap();
            let printer = Printer::new(Some(&above)).unwrap();
            let refused = printer.print("mau-01", &example("mau-01"), made_at()).unwrap_err();
            assert_eq!(refused.code, "print_template_broken", "{source}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_outside_is_refused_and_one_within_is_followed() {
    let outside = folder(&[("secret.typ", b"secret")]);
    let inside = folder(&[("now/mau-01.typ", "của mình".as_bytes())]);
    std::os::unix::fs::symlink(inside.path().join("now/mau-01.typ"), inside.path().join("mau-01.typ")).unwrap();
    let printer = Printer::new(Some(inside.path())).unwrap();
    assert_eq!(text(&printer.print("mau-01", &example("mau-01"), made_at()).unwrap()), "của mình");

    std::os::unix::fs::symlink(outside.path().join("secret.typ"), inside.path().join("mau-02.typ")).unwrap();
    assert_eq!(Printer::new(Some(inside.path())).unwrap_err().code, "print_folder_outside");
}

#[test]
fn no_package_is_loaded_no_program_run_no_text_evaluated_no_clock_read() {
    let said = |source: &str| own(source).unwrap_err().words;
    let package = said("#import \"@preview/tablex:0.0.8\": *");
    assert!(package.en.contains("packages are not loaded here") && package.vi.contains("gói mở rộng"), "{package:?}");
    assert!(said("#import \"@local/ours:1.0.0\": *").en.contains("packages are not loaded here"));
    for source in ["#eval(\"1\")", "#std.eval(\"1\")", "#plugin(\"a.wasm\")", "#std.plugin(\"a.wasm\")"] {
        let words = said(source);
        assert!(words.en.contains("unknown variable") || words.en.contains("does not contain"), "{words:?}");
    }
    let today = own("#datetime.today().display() #datetime.today(offset: -5).display() #sys.inputs.len()").unwrap();
    assert_eq!(text(&today), "2026-11-23 2026-11-23 0");
}

#[test]
fn a_template_without_end_is_given_up() {
    for source in ["#while true { }", "#let f() = f()\n#f()", "#let f(x) = [#x #f(x)]\n#f(1)"] {
        assert_eq!(own(source).unwrap_err().code, "print_template_broken", "{source}");
    }
}

#[test]
fn fonts_of_the_office_are_taken_and_broken_ones_named() {
    // A font of another name: Liberation's regular one, renamed in its table of names.
    let fonts_folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fonts");
    let bytes = renamed(&fs::read(fonts_folder.join("LiberationSerif-Regular.ttf")).unwrap());
    let pdf = printed(&[("fonts/times.TTF", &bytes)], "mau-03").unwrap();
    let used = fonts(&pdf);
    assert!(used.iter().any(|font| font.starts_with("TimesNewRoman")), "{used:?}");
    assert!(text(&pdf).contains("Nguyễn Văn Thử"));

    let fault = printed(&[("fonts/broken.ttf", b"no font")], "mau-03").unwrap_err();
    assert_eq!(fault.code, "print_font");
    assert!(fault.words.vi.contains("broken.ttf"));
}

/// “Liberation Serif” becomes “Times New Roman” in a font's names, whose lengths are mended.
fn renamed(font: &[u8]) -> Vec<u8> {
    let number = |at: usize| usize::from(u16::from_be_bytes([font[at], font[at + 1]]));
    let long = |at: usize| number(at) * 65_536 + number(at + 2);
    let tables = (0..number(4)).map(|table| 12 + table * 16);
    let name = tables.into_iter().find(|at| &font[*at..*at + 4] == b"name").map(|at| long(at + 8)).unwrap();
    let strings = name + number(name + 4);
    let mut font = font.to_vec();
    for record in (0..number(name + 2)).map(|record| name + 6 + record * 12) {
        let (start, length) = (strings + number(record + 10), number(record + 8));
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
        for (old, new) in [
            (wide("Liberation Serif"), wide("Times New Roman")),
            (wide("LiberationSerif"), wide("TimesNewRoman")),
            (b"Liberation Serif".to_vec(), b"Times New Roman".to_vec()),
            (b"LiberationSerif".to_vec(), b"TimesNewRoman".to_vec()),
        ] {
            if font[start..start + length] == old {
                font[start..start + new.len()].copy_from_slice(&new);
                let length = u16::try_from(new.len()).unwrap().to_be_bytes();
                font[record + 8..record + 10].copy_from_slice(&length);
                break;
            }
        }
    }
    font
}

#[test]
fn a_folder_that_is_none_or_too_large_is_said_so() {
    let nowhere = Printer::new(Some(Path::new("/nowhere/at/all"))).unwrap_err();
    assert_eq!(nowhere.code, "print_folder");
    let file = folder(&[("file", b"")]);
    assert_eq!(Printer::new(Some(&file.path().join("file"))).unwrap_err().code, "print_folder");

    let large = folder(&[("mau-01.typ", &[b' '; 2_000])]);
    let limits = Limits { override_bytes: 1_000, ..Limits::default() };
    assert_eq!(Printer::with_limits(Some(large.path()), limits).unwrap_err().code, "print_folder_large");

    let latin = printed(&[("mau-01.typ", b"\xff\xfe")], "mau-01").unwrap_err();
    assert_eq!(latin.code, "print_folder");
    assert!(latin.words.vi.contains("mau-01.typ"), "{latin:?}");
}
