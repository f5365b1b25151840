//! Signing capacity (Decree 30/2020/NĐ-CP, Art. 13): who can be given what, and who may sign what on which day.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use domain::{
    AgencyId, PersonId, Refusal, Seed,
    access::Authority,
    organisation::{
        AgencyRecord, Matter, Organisation, OrganisationCommand, OrganisationContext, Record, SigningForm, decide,
    },
};
use serde_json::{Value, json};
use uuid::Uuid;

fn day(n: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 2).unwrap() + Days::new(n)
}

/// An office to which things are done, one after the other.
struct Office {
    organisation: Organisation,
    steps: u128,
}

impl Office {
    fn founded() -> Self {
        let agency = AgencyRecord::new(AgencyId(Uuid::from_u128(9)), "H99.1", "Ủy ban nhân dân phường Mẫu", day(0));
        let (departments, people, rules) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let mut office = Self {
            organisation: Organisation {
                agency,
                departments,
                people,
                rules,
                services: BTreeMap::new(),
                calendar: domain::organisation::CalendarRecord::default(),
                settings: domain::OfficeSettings::default(),
            },
            steps: 0,
        };
        for code in ["VP", "KT"] {
            office.done(json!({ "command": "create_department", "code": code, "name": code }));
        }
        let people = [
            ("chutich", vec!["leader"], vec![]),
            ("phochutich", vec!["leader"], vec![]),
            ("chanhvanphong", vec!["chief_of_office"], vec![("VP", "head")]),
            ("phovanphong", vec![], vec![("VP", "deputy")]),
            ("truongphong", vec![], vec![("KT", "head")]),
            ("photruong", vec![], vec![("KT", "deputy")]),
            ("chuyenvien", vec![], vec![("KT", "officer")]),
        ];
        for (name, roles, positions) in people {
            let positions: Vec<_> =
                positions.iter().map(|(d, post)| json!({ "department": d, "post": post })).collect();
            office.done(json!({ "command": "create_person", "username": name, "name": name, "title": "A",
                "roles": roles, "positions": positions }));
        }
        office
    }

    fn tried(&mut self, command: Value, today: u64) -> Result<Record, Refusal> {
        self.steps += 1;
        let command: OrganisationCommand = serde_json::from_value(command).unwrap();
        let types: BTreeSet<String> = ["quyet_dinh", "thong_bao", "giay_moi"].map(str::to_owned).into();
        let (taken, work) = (BTreeSet::new(), BTreeMap::new());
        let seed = Seed::new(Uuid::from_u128((0x01a0_0000_0000_7000_8000 << 48) + (self.steps << 16)));
        let context = OrganisationContext {
            today: day(today),
            seed,
            authority: Authority::Agency,
            by: None,
            types: &types,
            taken: &taken,
            administered_elsewhere: true,
            work: &work,
            work_in_all: 0,
        };
        let record = decide(&self.organisation, &command, &context)?;
        let kept: Record = serde_json::from_str(&serde_json::to_string(&record).unwrap()).unwrap();
        assert_eq!(kept, record, "a record survives JSON");
        self.organisation.apply(record.clone());
        Ok(record)
    }

    fn done(&mut self, command: Value) {
        self.tried(command, 0).unwrap();
    }

    /// The rule that says no, and where.
    fn refused(&mut self, command: Value) -> (&'static str, String) {
        let refusal = self.tried(command, 0).unwrap_err();
        (refusal.rule.code(), refusal.pointer.unwrap_or_default())
    }

    fn id(&self, name: &str) -> PersonId {
        self.organisation.people.values().find(|p| p.username == name).unwrap().id
    }

    fn capacity(&self, name: &str) -> Value {
        json!(self.organisation.people[&self.id(name)].signing.last().unwrap().id)
    }

    /// Who may sign this on this day, and in which form.
    fn signers(&self, type_code: &str, field: Option<&str>, on: u64) -> Vec<(String, SigningForm)> {
        let signers = self.organisation.signers(Matter { type_code, field }, day(on));
        let name = |id: PersonId| self.organisation.people[&id].username.clone();
        signers.into_iter().map(|(id, capacity)| (name(id), capacity.form)).collect()
    }
}

fn grant(person: &str, form: &str, more: &Value) -> Value {
    let mut command = json!({ "command": "grant_signing", "person": person, "form": form, "instrument": "12/QĐ-UBND" });
    command.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    command
}

fn head_and_deputy() -> Office {
    let mut office = Office::founded();
    office.done(grant("chutich", "head", &json!({})));
    office.done(grant("phochutich", "kt", &json!({ "fields": ["Văn hóa - Xã hội"] })));
    office
}

#[test]
fn nobody_signs_who_was_given_nothing() {
    assert_eq!(Office::founded().signers("quyet_dinh", None, 1), []);
}

#[test]
fn the_head_signs_everything_and_the_deputy_what_is_assigned() {
    let office = head_and_deputy();
    let (head, deputy) = (("chutich".to_owned(), SigningForm::Head), ("phochutich".to_owned(), SigningForm::Kt));
    assert_eq!(office.signers("quyet_dinh", None, 1), std::slice::from_ref(&head));
    assert_eq!(office.signers("quyet_dinh", Some("Đất đai"), 1), std::slice::from_ref(&head));
    assert_eq!(office.signers("quyet_dinh", Some("văn hoá - xã hội"), 1), [head, deputy]);
    let matter = Matter { type_code: "quyet_dinh", field: Some("Đất đai") };
    let refusal = office.organisation.may_sign(office.id("phochutich"), matter, day(1)).unwrap_err();
    assert_eq!(refusal.rule.code(), "not_a_signer");
    assert!(refusal.words().vi.contains("03/11/2026"), "{}", refusal.words().vi);
}

#[test]
fn each_form_goes_to_those_alone_to_whom_the_decree_gives_it() {
    let mut office = Office::founded();
    let tl = json!({ "document_types": ["giay_moi"] });
    assert_eq!(office.refused(grant("phochutich", "kt", &json!({}))), ("no_signing_head", "/form".to_owned()));
    assert_eq!(office.refused(grant("truongphong", "head", &json!({}))), ("signs_as_leader", "/person".to_owned()));
    office.done(grant("chutich", "head", &json!({})));
    let cases = [
        (grant("phochutich", "head", &json!({})), ("second_signing_head", "/person")),
        (grant("chutich", "head", &json!({})), ("already_held", "/form")),
        (grant("chutich", "kt", &json!({})), ("head_signs_all", "/person")),
        (grant("truongphong", "kt", &json!({})), ("signs_as_leader", "/person")),
        (grant("chuyenvien", "tl", &tl), ("signs_as_unit_head", "/person")),
        (grant("photruong", "tl", &tl), ("signs_as_unit_head", "/person")),
        (grant("truongphong", "tl", &json!({ "fields": ["Đất đai"] })), ("signing_types_missing", "/document_types")),
        (grant("truongphong", "tl", &json!({ "document_types": ["bay"] })), ("type_unknown", "/document_types/0")),
        (grant("truongphong", "tuq", &json!({ "document_types": ["thong_bao"] })), ("signing_end_missing", "/until")),
        (grant("truongphong", "tuq", &json!({ "until": day(9) })), ("signing_types_missing", "/document_types")),
        (grant("truongphong", "tuq", &json!({ "until": day(9), "from": day(10) })), ("period_inverted", "/until")),
        (
            json!({ "command": "end_signing", "signing": "01a00000-0000-7000-8000-000000000000", "until": day(9) }),
            ("no_such_signing", "/signing"),
        ),
    ];
    for (command, (rule, place)) in cases {
        assert_eq!(office.refused(command.clone()), (rule, place.to_owned()), "{command}");
    }
    let whole = grant("phochutich", "kt", &json!({}));
    let mut narrowed = grant("chutich", "head", &json!({ "document_types": ["thong_bao"] }));
    narrowed["from"] = json!(day(500));
    assert_eq!(office.refused(narrowed), ("head_signs_all", "/document_types".to_owned()));
    office.done(whole);
    assert_eq!(office.signers("thong_bao", Some("Đất đai"), 1).len(), 2, "a deputy in charge signs KT. for all");
}

#[test]
fn only_who_signs_by_order_lets_their_own_deputy_sign_and_an_authorisation_is_never_handed_on() {
    let mut office = head_and_deputy();
    office.done(grant(
        "chanhvanphong",
        "tl",
        &json!({ "document_types": ["giay_moi", "thong_bao"], "until": day(30) }),
    ));
    let tl = office.capacity("chanhvanphong");
    office.done(grant("truongphong", "tuq", &json!({ "document_types": ["thong_bao"], "until": day(20) })));
    let tuq = office.capacity("truongphong");
    let kt = office.capacity("phochutich");
    let child = |person: &str, form: &str, under: &Value, more: Value| {
        let mut command = grant(person, form, &json!({ "under": under, "until": day(25) }));
        command.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        command
    };
    let moi = json!({ "document_types": ["giay_moi"] });
    for (command, (rule, place)) in [
        (child("photruong", "kt", &tuq, moi.clone()), ("signing_not_handed_on", "/under")),
        (child("photruong", "tuq", &tuq, moi.clone()), ("signing_not_handed_on", "/under")),
        (child("phovanphong", "kt", &kt, moi.clone()), ("signing_not_handed_on", "/under")),
        (child("phovanphong", "tl", &tl, moi.clone()), ("signing_not_handed_on", "/under")),
        (child("photruong", "kt", &tl, moi.clone()), ("signs_as_deputy", "/person")),
        (
            child("phovanphong", "kt", &tl, json!({ "document_types": ["quyet_dinh"] })),
            ("beyond_signing", "/document_types"),
        ),
        (child("phovanphong", "kt", &tl, json!({ "until": day(31) })), ("outside_period", "/until")),
        (child("phovanphong", "kt", &tl, json!({ "until": Value::Null })), ("outside_period", "/until")),
        (child("phovanphong", "kt", &json!(Uuid::from_u128(7)), moi.clone()), ("no_such_signing", "/under")),
    ] {
        assert_eq!(office.refused(command.clone()), (rule, place.to_owned()), "{command}");
    }
    office.done(child("phovanphong", "kt", &tl, moi));
    let forms = |office: &Office, code: &str, on: u64| -> Vec<String> {
        office.signers(code, None, on).into_iter().map(|(name, _)| name).collect()
    };
    assert_eq!(forms(&office, "giay_moi", 1), ["chutich", "phovanphong", "chanhvanphong"]);
    assert_eq!(forms(&office, "thong_bao", 1), ["chutich", "chanhvanphong", "truongphong"]);
    // Judged on the day: what is over is over, one by one.
    assert_eq!(forms(&office, "giay_moi", 26), ["chutich", "chanhvanphong"]);
    assert_eq!(forms(&office, "thong_bao", 21), ["chutich", "chanhvanphong"]);
    assert_eq!(forms(&office, "giay_moi", 31), ["chutich"]);
}

#[test]
fn it_is_judged_on_the_day_with_what_holds_then() {
    let mut office = head_and_deputy();
    office.done(grant("chanhvanphong", "tl", &json!({ "document_types": ["giay_moi"] })));
    let tl = office.capacity("chanhvanphong");
    office.done(grant("phovanphong", "kt", &json!({ "under": tl })));
    office.done(grant("truongphong", "tuq", &json!({ "document_types": ["giay_moi"], "until": day(40) })));
    let names = |office: &Office, on: u64| -> Vec<String> {
        office.signers("giay_moi", None, on).into_iter().map(|(name, _)| name).collect()
    };
    assert_eq!(names(&office, 9), ["chutich", "phovanphong", "chanhvanphong", "truongphong"]);
    // The capacity above ends: so does what stands under it.
    office.tried(json!({ "command": "end_signing", "signing": tl, "until": day(10) }), 5).unwrap();
    assert_eq!(names(&office, 11), ["chutich", "truongphong"]);
    // The head goes: an authorisation of theirs goes with them, and the next head has given none.
    let head = office.capacity("chutich");
    office.tried(json!({ "command": "end_signing", "signing": head, "until": day(14) }), 5).unwrap();
    office.tried(grant("phochutich", "head", &json!({ "from": day(15) })), 5).unwrap();
    assert_eq!(
        (names(&office, 14), names(&office, 15)),
        (vec!["chutich".to_owned(), "truongphong".to_owned()], vec!["phochutich".to_owned()],)
    );
    // Whoever leaves signs until the last day; whoever loses the post no longer signs by it.
    let mut office = head_and_deputy();
    office.done(grant("chanhvanphong", "tl", &json!({ "document_types": ["giay_moi"] })));
    office
        .tried(json!({ "command": "end_position", "person": "chanhvanphong", "department": "VP", "until": day(6) }), 5)
        .unwrap();
    assert_eq!((names(&office, 6).len(), names(&office, 7).len()), (2, 1));
    office
        .tried(json!({ "command": "end_role", "person": "phochutich", "role": "leader", "until": day(6) }), 5)
        .unwrap();
    let field = Some("Văn hóa - Xã hội");
    assert_eq!((office.signers("giay_moi", field, 6).len(), office.signers("giay_moi", field, 7).len()), (3, 1));
    office.tried(json!({ "command": "end_person", "person": "chutich", "until": day(8) }), 5).unwrap();
    assert_eq!((names(&office, 8).len(), names(&office, 9).len()), (1, 0));
    let left = &office.organisation.people[&office.id("chutich")];
    assert_eq!(left.signing[0].validity.until(), Some(day(8)));
    // Whoever heads another unit no longer signs as the head of this one; nor does anybody for a unit that is no more.
    let mut moved = head_and_deputy();
    moved.done(grant("chanhvanphong", "tl", &json!({ "document_types": ["giay_moi"] })));
    moved.done(grant("truongphong", "tl", &json!({ "document_types": ["giay_moi"] })));
    moved.done(json!({ "command": "create_department", "code": "MOI", "name": "Mới" }));
    moved
        .tried(json!({ "command": "end_position", "person": "chanhvanphong", "department": "VP", "until": day(6) }), 5)
        .unwrap();
    moved.tried(json!({ "command": "give_position", "person": "chanhvanphong", "department": "MOI", "post": "head", "from": day(7) }), 5).unwrap();
    assert_eq!((names(&moved, 6).len(), names(&moved, 7).len()), (3, 2));
    moved.tried(json!({ "command": "end_department", "department": "KT", "until": day(9) }), 5).unwrap();
    assert_eq!((names(&moved, 9).len(), names(&moved, 10).len()), (2, 1));
    moved.tried(json!({ "command": "give_position", "person": "chanhvanphong", "department": "VP", "post": "head", "from": day(7) }), 5).unwrap();
    let more = grant("chanhvanphong", "tl", &json!({ "document_types": ["thong_bao"], "from": day(8) }));
    assert_eq!(moved.refused(more), ("heads_several", "/department".to_owned()));
    // One that has not begun is taken back; what was is not undone.
    office.tried(grant("phochutich", "kt", &json!({ "from": day(6) })), 5).unwrap();
    let coming = office.capacity("phochutich");
    office.tried(json!({ "command": "end_signing", "signing": coming, "until": day(5) }), 5).unwrap();
    assert_eq!(office.organisation.people[&office.id("phochutich")].signing.len(), 1);
    let kept = office.capacity("phochutich");
    let refusal = office.tried(json!({ "command": "end_signing", "signing": kept, "until": "2026-11-01" }), 5);
    assert_eq!(refusal.unwrap_err().rule.code(), "period_inverted");
}
