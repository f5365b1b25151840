//! The seven forms of the one-stop shop, printed from their examples and read again.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests, where a panic is the failure"
)]

mod shared;

use std::{process::Command, time::Duration};

use print::{Field, Kind, Limits, Printer, TEMPLATES, Template};
use serde_json::{Map, Value, json};
use shared::{example, fault, fonts, info, made_at, pages, picture, print, text};

/// What must stand on each form, as printed from its example, in these words; and how many pages it has.
const STANDS: &[(&str, usize, &[&str])] = &[
    (
        "mau-01",
        2,
        &[
            "Mẫu số 01",
            "(Ban hành kèm theo Thông tư số 03/2025/TT-VPCP ngày 15 tháng 9 năm 2025",
            "ỦY BAN NHÂN DÂN PHƯỜNG DEMO",
            "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
            "Số: 15/TNHS",
            "Phường Demo, ngày 23 tháng 11 năm 2026",
            "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
            "Mã hồ sơ: H99.1.05-261123-0007",
            "Mã tra cứu: 7K3P",
            "(Liên 1: Lưu kèm hồ sơ)",
            "(Liên 2: Giao người nộp hồ sơ)",
            "Tiếp nhận hồ sơ của: Nguyễn Văn Thử",
            "Địa chỉ: Số 12, ngõ Giả Định, phường Demo, tỉnh Ví Dụ",
            "Số điện thoại: 0900 000 001 Email: nguyenvanthu@vidu.example",
            "Chủ hồ sơ: Trần Thị Mẫu",
            "Nội dung yêu cầu giải quyết: Đăng ký thường trú cho bà Trần Thị Mẫu tại số 12, ngõ Giả Định",
            "Thủ tục hành chính: Đăng ký thường trú (mã số 1.004222)",
            "Tờ khai thay đổi thông tin cư trú",
            "Bản sao có chứng thực",
            "uy-quyen.pdf",
            "Số lượng hồ sơ: 01 bộ",
            "Thời gian giải quyết hồ sơ theo quy định: 07 ngày làm việc",
            "Thời gian nhận hồ sơ: 15 giờ 20 phút, ngày 23 tháng 11 năm 2026",
            "Thời gian trả kết quả giải quyết hồ sơ: 16 giờ 30 phút, ngày 03 tháng 12 năm 2026",
            "Nơi trả kết quả: Trung tâm Phục vụ hành chính công phường Demo, số 1, phố Ví Dụ",
            "Đăng ký nhận kết quả: Nhận trực tiếp",
            "Phí, lệ phí: Lệ phí đăng ký cư trú: 20.000 đồng (đã nộp)",
            "Vào Sổ theo dõi hồ sơ, quyển số: 02/2026, số thứ tự: 1187",
            "NGƯỜI NỘP HỒ SƠ",
            "NGƯỜI TIẾP NHẬN HỒ SƠ",
            "Hồ Văn Trình Diễn",
            "được lập thành 02 liên",
        ],
    ),
    (
        "mau-02",
        1,
        &[
            "Số: 08/HDHS",
            "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
            "Hồ sơ của: Trần Thị Mẫu",
            "Người nộp hồ sơ: Nguyễn Văn Thử",
            "1. Giấy tờ chứng minh chỗ ở hợp pháp: bản sao đã nộp bị mờ trang 2;",
            "Hướng dẫn: nộp bản sao có chứng thực, đọc được đủ các trang, hoặc mang bản chính để đối chiếu.",
            "2. Tờ khai thay đổi thông tin cư trú: chưa có chữ ký của chủ hộ.",
            "Lý do: Thành phần hồ sơ chưa đủ thông tin để xác định chỗ ở hợp pháp của người đăng ký.",
            "trước hết ngày 09 tháng 12 năm 2026.",
            "tạm dừng từ ngày 25 tháng 11 năm 2026 cho đến khi nhận đủ giấy tờ bổ sung.",
            "số điện thoại 0200 000 000",
            "NGƯỜI HƯỚNG DẪN",
        ],
    ),
    (
        "mau-03",
        1,
        &[
            "Số: 03/TCHS",
            "Phường Demo, ngày 05 tháng 02 năm 2026",
            "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ",
            "đã nhận được hồ sơ của: Nguyễn Văn Thử",
            "thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau: Cơ sở dữ liệu hộ tịch",
            "được thực hiện tại một tỉnh khác. Căn cứ: khoản 2 Điều 0 của văn bản ví dụ.",
            "Xin thông báo để Ông/Bà được biết và thực hiện./.",
        ],
    ),
    (
        "mau-04",
        1,
        &[
            "ỦY BAN NHÂN DÂN TỈNH VÍ DỤ",
            "XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT HỒ SƠ",
            "Kính gửi: Ông/Bà Trần Thị Mẫu",
            "Ngày 23 tháng 11 năm 2026, Ủy ban nhân dân phường Demo tiếp nhận hồ sơ của Ông/Bà; nội dung",
            "mã hồ sơ: H99.1.05-261123-0007.",
            "Thời gian hẹn trả kết quả giải quyết hồ sơ: 16 giờ 30 phút, ngày 03 tháng 12 năm 2026.",
            "Lý do: cần xác minh thêm thông tin cư trú tại nơi ở cũ",
            "gia hạn thời gian giải quyết hồ sơ đến 16 giờ 30 phút, ngày 10 tháng 12 năm 2026.",
            "Rất mong nhận được sự thông cảm của Ông/Bà./.",
            "KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
            "Phạm Thị Minh Họa",
            "Nơi nhận: - Như trên; - Trung tâm Phục vụ hành chính công; - Lưu: VT, HS.",
        ],
    ),
    (
        "mau-05",
        1,
        &[
            "THÔNG BÁO Dừng giải quyết hồ sơ",
            "Ngày 04 tháng 12 năm 2026, Ông/Bà có đề nghị rút hồ sơ.",
            "thông báo dừng giải quyết hồ sơ nêu trên kể từ ngày 07 tháng 12 năm 2026. Lý do: theo đề nghị của người nộp",
            "2. Văn bản ủy quyền (01 bản).",
            "Phí, lệ phí: lệ phí 20.000 đồng đã nộp được hoàn trả",
            "PHÓ CHỦ TỊCH",
        ],
    ),
    (
        "mau-06",
        1,
        &[
            "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ",
            "Cơ quan, đơn vị chủ trì giải quyết: Phòng Văn hóa – Xã hội",
            "Cơ quan, đơn vị phối hợp giải quyết: Công an phường Demo",
            "Thời gian hẹn trả kết quả: 16 giờ 30 phút, ngày 03 tháng 12 năm 2026",
            "Giao: Trung tâm Phục vụ hành chính công",
            "08:05 24/11/2026",
            "Trước hạn",
            "Đúng hạn",
            "Quá hạn",
            "Quá 01 ngày",
            "Đỗ Văn Làm Thử",
        ],
    ),
    (
        "mau-07",
        2,
        &[
            "SỔ THEO DÕI HỒ SƠ",
            "Năm: 2026 Quyển số: 02 Từ ngày 01/07/2026 đến ngày 31/12/2026 Từ số 1181 đến số 1186",
            "Số lượng hồ sơ (bộ)",
            "Ngày, tháng, năm",
            "Ký nhận",
            "(13)",
            "H99.1.05- 261123-0004",
            "Công ty TNHH Làm Mẫu",
            "Yêu cầu bổ sung lần 1",
            "09:45 24/11/2026",
            "Trang 1/1",
        ],
    ),
    (
        "so-van-thu",
        2,
        &[
            "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN",
            "Sổ văn bản đến Năm: 2026 Quyển số: 01 Từ ngày 01/01/2026 đến ngày 31/12/2026 Từ số 01 đến số 03",
            "Ngày đến",
            "Ký nhận",
            "(10)",
            "12/SNV-VP",
            "Hủy: vào sổ hai lần",
            "Trang 1/1",
        ],
    ),
    (
        "bao-cao-van-ban",
        1,
        &[
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Phường Demo, ngày 01 tháng 12 năm 2026",
            "BÁO CÁO",
            "tháng 11 năm 2026 (từ ngày 01/11/2026 đến ngày 30/11/2026)",
            "1. Văn bản đến theo đơn vị chủ trì",
            "Tổng cộng",
            "CHỦ TỊCH",
            "- Lưu: VT.",
        ],
    ),
    (
        "ho-so-luu-tru",
        1,
        &[
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Phường Demo, ngày 01 tháng 12 năm 2026",
            "MỤC LỤC HỒ SƠ, TÀI LIỆU NỘP LƯU",
            "Đơn vị: Phòng Kinh tế, Hạ tầng và Đô thị",
            "Thời hạn bảo quản",
            "Cải tạo vỉa hè đường Mẫu",
            "Mục lục này gồm 02 hồ sơ; 158 trang tài liệu.",
            "BÊN GIAO",
            "Trang 1/1",
        ],
    ),
    (
        "phieu-giai-quyet",
        1,
        &[
            "ĐẾN",
            "Số: 128",
            "Ngày: 23/11/2026",
            "PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN",
            "Công văn số 12/SNV-VP ngày 20/11/2026 của Sở Nội vụ tỉnh Demo",
            "1. Ý kiến phân phối của lãnh đạo cơ quan",
            "Phòng Văn hóa – Xã hội",
            "2. Ý kiến của lãnh đạo đơn vị",
            "Giao cho: Trần Thị Thử",
            "3. Ý kiến đề xuất của người giải quyết",
        ],
    ),
];

#[test]
fn each_form_says_what_its_example_says() {
    assert_eq!(STANDS.len(), TEMPLATES.len());
    for (name, count, stands) in STANDS {
        let pdf = print(name, &example(name));
        let pages = pages(&pdf);
        assert_eq!(pages.len(), *count, "{name}");
        let text = pages.join(" ");
        for words in *stands {
            assert!(text.contains(words), "{name}: “{words}” is not in: {text}");
        }
        nothing_of_the_machine(name, &text);
    }
}

/// Words that come of a value that is not there, or of markup that got through.
fn nothing_of_the_machine(name: &str, text: &str) {
    for word in ["none", "null", "auto", "#", "  ", "□", "..;", ";;", ": ;"] {
        assert!(!text.contains(word), "{name}: “{word}” is in: {text}");
    }
}

#[test]
fn each_file_is_an_archive_with_its_title_language_author_date_tags_and_fonts() {
    for template in TEMPLATES {
        let name = template.name;
        let pdf = print(name, &example(name));
        let raw = String::from_utf8_lossy(&pdf);
        assert!(raw.contains("<pdfaid:part>2</pdfaid:part>"), "{name}: no PDF/A-2");
        assert!(raw.contains("<pdfaid:conformance>B</pdfaid:conformance>"), "{name}");
        assert!(raw.contains("/Lang(vi-VN)"), "{name}: no language");
        assert!(info(&pdf, "Title").starts_with(template.title_vi), "{name}");
        assert_eq!(info(&pdf, "Tagged"), "yes", "{name}");
        assert_eq!(info(&pdf, "Author"), example(name)["agency"]["name"].as_str().unwrap());
        assert!(raw.contains("D:20261123152000+07'00"), "{name}: not the date");
        let size = info(&pdf, "Page size");
        let wanted =
            if template.paper.name() == "A4" { "595.276 x 841.89 pts (A4)" } else { "841.89 x 595.276 pts (A4)" };
        assert_eq!(size, wanted, "{name}");
        for font in fonts(&pdf) {
            assert!(font.starts_with("LiberationSerif"), "{name}: {font}");
        }
    }
}

#[test]
fn the_same_data_make_the_same_file_and_others_another() {
    for template in TEMPLATES {
        let data = example(template.name);
        let first = print(template.name, &data);
        // On another thread, between other prints.
        let second = std::thread::spawn(move || print(template.name, &data)).join().unwrap();
        assert_eq!(first, second, "{}", template.name);
    }
    let mut data = example("mau-01");
    let identity = |pdf: &[u8]| {
        let raw = String::from_utf8_lossy(pdf).into_owned();
        let (_, after) = raw.split_once("<xmpMM:DocumentID>").unwrap();
        after.split_once('<').unwrap().0.to_owned()
    };
    let first = identity(&print("mau-01", &data));
    data["code"] = json!("H99.1.05-261123-0008");
    assert_ne!(identity(&print("mau-01", &data)), first);
}

#[test]
fn prints_at_once_do_not_mix() {
    let one = |thread: usize| {
        for turn in 0..4 {
            let mut data = example("mau-02");
            let name = format!("Nguyễn Thử {thread} {turn}");
            data["owner"]["name"] = json!(name);
            let text = text(&print("mau-02", &data));
            assert!(text.contains(&format!("Hồ sơ của: {name} Người nộp")), "{text}");
        }
    };
    let threads: Vec<_> = (0..4).map(|thread| std::thread::spawn(move || one(thread))).collect();
    for thread in threads {
        thread.join().unwrap();
    }
}

#[test]
fn the_code_on_the_receipt_is_read_by_a_scanner() {
    let data = example("mau-01");
    let (width, height, dots) = picture(&print("mau-01", &data));
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| dots[y * width + x]);
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1);
    assert_eq!(grids[0].decode().unwrap().1, data["qr"].as_str().unwrap());
}

/// The example with what must be there alone.
fn least(template: &Template) -> Value {
    let mut data = json!({});
    let example = serde_json::from_str(template.example).unwrap();
    let needed = || template.fields.iter().flat_map(|group| group.iter()).filter(|field| field.needed);
    for field in needed() {
        // Of a group in which nothing is needed by itself something must be there: all of it is taken.
        let whole = !needed().any(|inner| inner.path.starts_with(&format!("{}.", field.path)));
        copy(field.path, &example, &mut data, whole);
    }
    data
}

/// Copies what stands at a path, where what it lies in was copied before.
fn copy(path: &str, from: &Value, to: &mut Value, whole: bool) {
    let (name, rest) = path.split_once('.').unwrap_or((path, ""));
    let (name, listed) = name.strip_suffix("[]").map_or((name, false), |name| (name, true));
    let Some(found) = from.get(name) else { return };
    if rest.is_empty() {
        to[name] = match found {
            Value::Object(_) if !whole => Value::Object(Map::new()),
            Value::Array(values) if values.iter().all(Value::is_object) => {
                Value::Array(vec![Value::Object(Map::new()); values.len()])
            }
            other => other.clone(),
        };
    } else if to.get(name).is_none() {
    } else if listed {
        let count = found.as_array().unwrap().len();
        for place in 0..count {
            copy(rest, &from[name][place], &mut to[name][place], whole);
        }
    } else {
        copy(rest, found, &mut to[name], whole);
    }
}

#[test]
fn what_may_be_missing_leaves_no_trace() {
    for template in TEMPLATES {
        let text = text(&print(template.name, &least(template)));
        nothing_of_the_machine(template.name, &text);
        for label in ["Ban hành kèm theo", "Email", "Mã tra cứu", "Nơi nhận", "Căn cứ", "mã QR", "Hướng dẫn:"]
        {
            assert!(!text.contains(label), "{}: “{label}” is in: {text}", template.name);
        }
    }
    let text = text(&print("mau-03", &least(Template::named("mau-03").unwrap())));
    assert!(text.contains("Ngày 05 tháng 02 năm 2026") && text.contains("Số: ...."), "{text}");
}

#[test]
fn empty_values_are_as_good_as_none() {
    let mut data = example("mau-01");
    data["secret"] = json!(null);
    data["submitter"]["email"] = json!("  ");
    data["owner"] = json!({ "name": "", "phone": null });
    let text = text(&print("mau-01", &data));
    for label in ["Mã tra cứu", "Email", "Chủ hồ sơ"] {
        assert!(!text.contains(label), "{text}");
    }
}

/// How far from the left a word stands on the page, in points.
fn place(bbox: &str, word: &str) -> f64 {
    let line = bbox.lines().find(|line| line.contains(&format!(">{word}</word>")));
    let line = line.unwrap_or_else(|| panic!("{word} is not in: {bbox}"));
    line.split("xMin=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
}

/// An empty cell keeps its place: what stands behind it stays in its own column.
#[test]
fn each_cell_stands_under_its_head() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("so.pdf");
    std::fs::write(&file, print("so-van-thu", &example("so-van-thu"))).unwrap();
    let out = Command::new("pdftotext").args(["-bbox", "-f", "2"]).arg(&file).arg("-").output().unwrap();
    let bbox = String::from_utf8(out.stdout).unwrap();
    for (word, before, behind) in [("34/BQL", "(3)", "(5)"), ("Nguyễn", "(2)", "(4)"), ("Phòng", "(6)", "(8)")] {
        let at = place(&bbox, word);
        assert!(place(&bbox, before) < at && at < place(&bbox, behind), "{word}: {bbox}");
    }
    assert!(place(&bbox, "Hủy:") > place(&bbox, "(9)"), "{bbox}");
}

/// The same data without the field, at its first place, and how that place is called.
fn without(data: &Value, field: &Field) -> (Value, String) {
    let mut data = data.clone();
    let mut at = &mut data;
    let mut place = String::new();
    let (above, last) = field.path.rsplit_once('.').map_or((None, field.path), |(above, last)| (Some(above), last));
    for name in above.into_iter().flat_map(|above| above.split('.')) {
        if !place.is_empty() {
            place.push('.');
        }
        let (name, listed) = name.strip_suffix("[]").map_or((name, false), |name| (name, true));
        place.push_str(name);
        at = &mut at[name];
        if listed {
            place.push_str("[0]");
            at = &mut at[0];
        }
    }
    if !place.is_empty() {
        place.push('.');
    }
    place.push_str(last);
    assert!(at.as_object_mut().unwrap().remove(last).is_some(), "no {} in the example", field.path);
    (data, place)
}

#[test]
fn what_must_be_there_is_named_where_it_is_missing() {
    for template in TEMPLATES {
        let data = example(template.name);
        for field in template.fields.iter().flat_map(|group| group.iter()).filter(|field| field.needed) {
            if field.path.starts_with("owner.") && data.get("owner").is_none() {
                continue;
            }
            let (data, place) = without(&data, field);
            // A group of which nothing is left, and an object that is, are named by what is asked for first.
            let fault = fault(template.name, &data);
            assert_eq!(fault.code, "print_field_missing", "{}: {place}", template.name);
            let named = fault.field.unwrap();
            assert!(named == place || place.starts_with(&named), "{}: {named} for {place}", template.name);
            assert!(fault.words.vi.contains(&named) && fault.words.en.contains(&named));
        }
    }
}

#[test]
fn a_field_of_another_kind_is_named() {
    let cases: &[(&str, &str, Value, &str)] = &[
        ("mau-01", "/code", json!(5), "code"),
        ("mau-01", "/dated", json!("23/11/2026"), "dated"),
        ("mau-01", "/dated", json!("2026-02-30"), "dated"),
        ("mau-01", "/dated", json!("2026-11- 3"), "dated"),
        ("mau-01", "/dated", json!("2026-11-3"), "dated"),
        ("mau-01", "/received_at", json!("2026-11-23 15:20"), "received_at"),
        ("mau-01", "/received_at", json!("2026-11-23T15:20:00"), "received_at"),
        ("mau-01", "/received_at", json!("2026-11-23T15:20:00+0700"), "received_at"),
        ("mau-01", "/received_at", json!("2026-11-23T25:20:00+07:00"), "received_at"),
        ("mau-01", "/sets", json!(-1), "sets"),
        ("mau-01", "/fees/0/amount", json!(12.5), "fees[0].amount"),
        ("mau-01", "/fees/0/paid", json!("yes"), "fees[0].paid"),
        ("mau-01", "/components", json!("a paper"), "components"),
        ("mau-01", "/components", json!(["a paper"]), "components"),
        ("mau-01", "/components/2/name", json!(["a"]), "components[2].name"),
        ("mau-01", "/copies", json!([1]), "copies"),
        ("mau-01", "/submitter", json!("Nguyễn Văn Thử"), "submitter"),
        ("mau-06", "/steps/1/result", json!("soon"), "steps[1].result"),
    ];
    for (name, pointer, value, field) in cases {
        let mut data = example(name);
        match data.pointer_mut(pointer) {
            Some(place) => *place = value.clone(),
            None => data[pointer.trim_start_matches('/')] = value.clone(),
        }
        let fault = fault(name, &data);
        assert_eq!((fault.code, fault.field.as_deref()), ("print_field_kind", Some(*field)), "{fault}");
    }
}

/// Every path in the data, with `[]` for places in lists.
fn paths(value: &Value, above: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let path = if above.is_empty() { name.clone() } else { format!("{above}.{name}") };
                found.push(path.clone());
                paths(value, &path, found);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| paths(value, &format!("{above}[]"), found)),
        _ => {}
    }
}

#[test]
fn examples_and_tables_agree() {
    for template in TEMPLATES {
        let fields: Vec<&Field> = template.fields.iter().flat_map(|group| group.iter()).collect();
        let mut used = Vec::new();
        paths(&serde_json::from_str(template.example).unwrap(), "", &mut used);
        for path in &used {
            assert!(fields.iter().any(|field| field.path == path), "{}: {path} is in no row", template.name);
        }
        for (place, field) in fields.iter().enumerate() {
            assert!(!fields[..place].iter().any(|other| other.path == field.path), "{} twice", field.path);
            if let Some((above, _)) = field.path.rsplit_once('.') {
                let (above, kind) = above.strip_suffix("[]").map_or((above, Kind::Group), |above| (above, Kind::List));
                let row = fields[..place].iter().find(|other| other.path == above);
                assert!(row.is_some_and(|row| row.kind == kind), "{}: no row above {}", template.name, field.path);
            }
        }
    }
}

#[test]
fn times_are_those_of_vietnam_whatever_their_offset() {
    for (moment, printed) in [
        ("2026-11-23T17:30:00Z", "00 giờ 30 phút, ngày 24 tháng 11 năm 2026"),
        ("2026-12-31T23:59:59.25-05:30", "12 giờ 29 phút, ngày 01 tháng 01 năm 2027"),
        ("2028-02-28T20:00:00+01:00", "02 giờ 00 phút, ngày 29 tháng 02 năm 2028"),
        ("2026-06-30t23:59:60z", "06 giờ 59 phút, ngày 01 tháng 7 năm 2026"),
        ("2026-03-09T08:05:00+07:00", "08 giờ 05 phút, ngày 09 tháng 3 năm 2026"),
    ] {
        let mut data = example("mau-01");
        data["received_at"] = json!(moment);
        let text = text(&print("mau-01", &data));
        assert!(text.contains(&format!("Thời gian nhận hồ sơ: {printed}")), "{moment}: {text}");
    }
}

#[test]
fn amounts_have_their_dots_and_a_sum() {
    let mut data = example("mau-01");
    data["fees"] = json!([
        { "name": "Phí thẩm định", "amount": 1_250_000, "paid": false },
        { "name": "Lệ phí", "amount": 500 },
        { "name": "Phí tra cứu", "amount": 0 },
    ]);
    let text = text(&print("mau-01", &data));
    assert!(
        text.contains("- Phí thẩm định: 1.250.000 đồng (chưa nộp) - Lệ phí: 500 đồng - Phí tra cứu: miễn thu"),
        "{text}"
    );
    assert!(text.contains("Tổng cộng: 1.250.500 đồng"), "{text}");
}

#[test]
fn parts_of_the_receipt_are_as_asked_and_number_their_pages_each() {
    let mut data = example("mau-01");
    data["copies"] = json!([]);
    let one = pages(&print("mau-01", &data));
    assert_eq!(one.len(), 1);
    assert!(!one[0].contains("Liên") && !one[0].contains("liên có giá trị"), "{}", one[0]);

    data["copies"] = json!(["Lưu", "Giao người nộp"]);
    let paper = json!({ "name": "Giấy tờ theo quy định của thủ tục hành chính", "form_vi": "Bản chính", "count": 2 });
    data["components"] = Value::Array(vec![paper; 90]);
    let long = pages(&print("mau-01", &data));
    assert_eq!(long.len(), 6);
    assert!(long[0].starts_with("Mẫu số 01") && long[3].starts_with("Mẫu số 01"));
    assert!(long[1].starts_with("2 Mã hồ sơ: H99") && long[4].starts_with("2 Mã hồ sơ: H99"), "{}", long[4]);
    assert!(long[1].contains("STT Tên giấy tờ"), "the head of the table again: {}", long[1]);
}

#[test]
fn a_year_of_the_book_has_its_head_and_number_on_every_page() {
    let mut data = example("mau-07");
    let mut row = data["rows"][3].clone();
    let rows = (1..=2_000).map(|number| {
        row["number"] = json!(number.to_string());
        row["code"] = json!(format!("H99.1.05-261123-{number:04}"));
        row.clone()
    });
    data["rows"] = rows.collect();
    // Not optimised, and beside other tests, it takes its time.
    let limits = Limits { time: Duration::from_mins(30), ..Limits::default() };
    let pages = pages(&Printer::with_limits(None, limits).unwrap().print("mau-07", &data, made_at()).unwrap());
    let last = pages.len() - 1;
    assert!((100..400).contains(&last), "{last}");
    assert!(pages[0].contains("Từ số 1 đến số 2000"));
    for (number, page) in pages.iter().enumerate().skip(1) {
        assert!(page.contains("(13)") && page.contains("Ký nhận"), "{number}: {page}");
        assert!(page.contains(&format!("Trang {number}/{last}")), "{number}: {page}");
    }
    assert!(pages[last].contains("261123-2000"));
    let rows: usize = pages.iter().map(|page| page.matches("Công ty TNHH").count()).sum();
    assert_eq!(rows, 2_000);
}

#[test]
fn there_is_no_template_of_another_name() {
    for name in ["mau-99", "", "common", "../mau-01", "mau-01.typ", "MAU-01"] {
        let fault = fault(name, &json!({}));
        assert_eq!(fault.code, "print_template_unknown");
        assert!(fault.words.vi.contains("mau-01"), "{fault:?}");
    }
}
