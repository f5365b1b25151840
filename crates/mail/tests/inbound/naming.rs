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

/// The office with these people beside its own.
fn with(people: &[(&str, &str)]) -> domain::organisation::Directory {
    let mut office = directory();
    let pattern = office.people[&person("vanthu")].clone();
    for (number, (username, called)) in people.iter().enumerate() {
        let id = domain::PersonId(uuid::Uuid::from_u128(900 + number as u128));
        let (username, name) = ((*username).to_owned(), (*called).to_owned());
        let email = domain::EmailAddress::new(&format!("{username}@ubnd.example")).ok();
        office.people.insert(id, domain::organisation::Person { id, username, name, email, ..pattern.clone() });
    }
    office
}

fn newcomer(number: u128) -> Holder {
    Holder::Person(domain::PersonId(uuid::Uuid::from_u128(900 + number)))
}

#[test]
fn accents_that_were_written_are_meant() {
    let office = with(&[("cv1", "Trần Văn Hùng")]);
    let Err(Unresolved::Nobody { nearest, .. }) = resolve(&office, &name("anh Hưng")) else { panic!() };
    assert_eq!(nearest[0].unmistakable, "cv1");
    assert!(matches!(resolve(&office, &name("Trần Văn Hưng")), Err(Unresolved::Nobody { .. })));
    for text in ["anh Hùng", "anh hung", "tran van Hùng", "Trần văn hung"] {
        assert_eq!(resolve(&office, &name(text)), Ok(newcomer(0)), "{text}");
    }
    for text in ["phòng Kinh tê", "Kính tế", "VHXĐ"] {
        assert!(matches!(resolve(&office, &name(text)), Err(Unresolved::Nobody { .. })), "{text}");
    }
}

#[test]
fn a_mark_that_is_a_given_name_too_means_either() {
    let office = with(&[("hung", "Lê Thị Lan"), ("cv1", "Trần Văn Hùng")]);
    let Err(Unresolved::Several { choices, .. }) = resolve(&office, &name("hung")) else { panic!() };
    // The user name would name both again.
    let marks: Vec<&str> = choices.iter().map(|choice| choice.unmistakable.as_str()).collect();
    assert_eq!(marks, ["hung@ubnd.example", "cv1"]);
    assert_eq!(resolve(&office, &name("hung@ubnd.example")), Ok(newcomer(0)));
    for text in ["anh Hùng", "Hùng", "anh hung"] {
        assert_eq!(resolve(&office, &name(text)), Ok(newcomer(1)), "{text}");
    }
    // A department's initials.
    let mut office = with(&[("cv1", "Trần Văn An")]);
    office.departments.get_mut(&department(2)).unwrap().name = "Phòng An ninh".to_owned();
    assert!(matches!(resolve(&office, &name("An")), Err(Unresolved::Several { .. })));
    assert_eq!(resolve(&office, &name("anh An")), Ok(newcomer(0)));
    assert_eq!(resolve(&office, &name("phòng An ninh")), Ok(Holder::Department(department(2))));
    assert!(matches!(resolve(&office, &name("Ân")), Err(Unresolved::Nobody { .. })));
}

#[test]
fn a_title_is_one_by_its_accents() {
    let office = with(&[("cv1", "Trần Văn Tịch")]);
    assert!(matches!(resolve(&office, &name("Chủ tịch")), Err(Unresolved::Nobody { .. })));
    assert_eq!(resolve(&office, &name("chú Tịch")), Ok(newcomer(0)));
}
