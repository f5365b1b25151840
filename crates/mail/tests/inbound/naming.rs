//! Whom the names in an order mean.

use domain::assignment::Holder;
use mail::inbound::{
    names::{Unresolved, resolve, resolve_all},
    order::Name,
};

use crate::office::{department, directory, person};

fn name(text: &str) -> Name {
    Name::new(text).unwrap()
}

#[test]
fn people_by_all_that_they_are_called() {
    for (text, username) in [
        ("chuyenvien.kinhte1", "chuyenvien.kinhte1"),
        ("ChuyenVien.KinhTe1", "chuyenvien.kinhte1"),
        ("chuyenvien.kinhte1@ubnd.example", "chuyenvien.kinhte1"),
        ("Lê Văn Nam", "chuyenvien.kinhte1"),
        ("le van nam", "chuyenvien.kinhte1"),
        ("đ/c Lê Văn Nam", "chuyenvien.kinhte1"),
        ("đồng chí Trần Thị Hạnh", "truong.kinhte"),
        ("chị Hạnh", "truong.kinhte"),
        ("Văn Nam", "?"),
        ("chị Hân", "chuyenvien.kinhte2"),
        ("chi han", "chuyenvien.kinhte2"),
        ("Đỗ Minh Hằng", "chuyenvien.vhxh1"),
        ("ba Anh", "vanthu"),
    ] {
        let found = resolve(&directory(), &name(text));
        if username == "?" {
            assert!(matches!(found, Err(Unresolved::Several { .. })), "{text}: {found:?}");
        } else {
            assert_eq!(found, Ok(Holder::Person(person(username))), "{text}");
        }
    }
}

#[test]
fn departments_by_all_that_they_are_called() {
    for (text, place) in [
        ("KTHTDT", 1),
        ("phòng Kinh tế, Hạ tầng và Đô thị", 1),
        ("phòng Kinh tế", 1),
        ("Kinh tế", 1),
        ("kinh te", 1),
        ("phòng KTHTĐT", 1),
        ("VHXH", 2),
        ("phòng VHXH", 2),
        ("P. VHXH", 2),
        ("P.VHXH", 2),
        ("phong van hoa - xa hoi", 2),
        ("PVHXH", 2),
        ("Văn phòng", 0),
        ("VP", 0),
        ("TTHCC", 3),
        ("trung tâm Phục vụ hành chính công", 3),
        ("PVHCC", 3),
    ] {
        assert_eq!(resolve(&directory(), &name(text)), Ok(Holder::Department(department(place))), "{text}");
    }
}

#[test]
fn several_are_named_and_none_has_its_nearest() {
    let Err(Unresolved::Several { choices, .. }) = resolve(&directory(), &name("anh Nam")) else { panic!() };
    let named: Vec<_> =
        choices.iter().map(|choice| (choice.unmistakable.as_str(), choice.department.as_deref())).collect();
    assert_eq!(
        named,
        [("chutich", Some("Văn phòng")), ("chuyenvien.kinhte1", Some("Phòng Kinh tế, Hạ tầng và Đô thị"))]
    );
    let Err(Unresolved::Nobody { nearest, .. }) = resolve(&directory(), &name("chuyenvien.kinhte3")) else { panic!() };
    assert_eq!(nearest[0].unmistakable, "chuyenvien.kinhte1");
    let Err(Unresolved::Nobody { nearest, .. }) = resolve(&directory(), &name("thông hôm nay")) else { panic!() };
    assert!(nearest.is_empty(), "{nearest:?}");
    // Without accents two are called so; with them one.
    assert!(matches!(resolve(&directory(), &name("do minh hang")), Err(Unresolved::Several { .. })));
    assert_eq!(resolve(&directory(), &name("Đỗ Minh Hang")), Ok(Holder::Person(person("chuyenvien.vhxh2"))));
}

#[test]
fn who_has_left_and_who_reads_no_documents_is_nobody() {
    for text in ["chuyenvien.cu", "Lê Văn Cũ", "quantri", "PKT"] {
        assert!(matches!(resolve(&directory(), &name(text)), Err(Unresolved::Nobody { .. })), "{text}");
    }
}

#[test]
fn lists_are_parted_where_names_end() {
    let people = |names: &[&str]| names.iter().map(|n| Holder::Person(person(n))).collect::<Vec<_>>();
    let all = resolve_all(&directory(), &[name("chuyenvien.kinhte2, chị Hạnh và Lê Văn Nam")]);
    assert_eq!(all, Ok(people(&["chuyenvien.kinhte2", "truong.kinhte", "chuyenvien.kinhte1"])));
    let all = resolve_all(&directory(), &[name("Văn phòng và phòng Kinh tế, Hạ tầng và Đô thị, VHXH")]);
    assert_eq!(all, Ok([0, 1, 2].map(|place| Holder::Department(department(place))).to_vec()));
    let Err(unresolved) = resolve_all(&directory(), &[name("chị Hạnh, anh Nam, khongcoai")]) else { panic!() };
    assert_eq!(unresolved.len(), 2);
}
