//! Random changes of an organisation: whatever is asked in whatever order, what is accepted leaves an organisation that holds
//! together on every day.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests: what can't be done must fail loudly"
)]

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use domain::{
    AgencyId, PersonId, Refusal, Seed,
    access::Authority,
    organisation::{
        AgencyRecord, CalendarRecord, Organisation, OrganisationCommand, OrganisationContext, PersonRecord, Post,
        Record, Role, RoleGrant, Validity, decide,
    },
};
use proptest::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;

const WINDOW: u64 = 12;

fn start() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 20).unwrap()
}

fn day(n: u64) -> NaiveDate {
    start() + Days::new(n)
}

/// One agency with one administrator of everything.
fn founded() -> Organisation {
    let validity = Validity::since(start());
    let id = PersonId(Uuid::from_u128(1));
    let roles = [Role::Administrator, Role::SystemAdministrator].map(|role| RoleGrant { role, validity }).into();
    let chief = PersonRecord {
        id,
        username: "chief".to_owned(),
        name: "Nguyễn Văn Đứng Đầu".to_owned(),
        title: "Quản trị".to_owned(),
        email: None,
        validity,
        positions: Vec::new(),
        roles,
        absences: Vec::new(),
        signing: Vec::new(),
    };
    Organisation {
        agency: AgencyRecord::new(AgencyId(Uuid::from_u128(9)), "H99.1", "Ủy ban nhân dân phường Mẫu", start()),
        departments: BTreeMap::new(),
        people: BTreeMap::from([(id, chief)]),
        rules: BTreeMap::new(),
        services: BTreeMap::new(),
        calendar: CalendarRecord::default(),
        settings: domain::OfficeSettings::default(),
    }
}

/// The same with two departments and three people, so that changes meet.
fn peopled() -> Organisation {
    let mut organisation = founded();
    let departments = ["A", "B"].map(|d| json!({ "command": "create_department", "code": d, "name": d }));
    let people =
        ["an", "binh", "chi"].map(|p| json!({ "command": "create_person", "username": p, "name": p, "title": "A" }));
    for (command, n) in departments.into_iter().chain(people).zip(1000..) {
        let command = serde_json::from_value(command).unwrap();
        organisation.apply(ask(&organisation, &command, start(), Authority::Agency, n).unwrap());
    }
    organisation
}

fn some_day() -> impl Strategy<Value = Value> {
    (0..WINDOW).prop_map(|n| json!(day(n)))
}

/// A command as JSON: few names and few days, so that they meet.
fn command() -> impl Strategy<Value = Value> {
    let department = || prop::sample::select(vec!["A", "B", "C", "D"]);
    let person = || prop::sample::select(vec!["chief", "an", "binh", "chi", "01a00000-0000-7000-8000-000000000000"]);
    let name = || prop::sample::select(vec!["chief", "an", "binh", "chi"]);
    let post = || prop::sample::select(vec!["head", "deputy", "registry", "officer"]);
    let role = || prop::sample::select(Role::ALL.map(Role::as_str).to_vec());
    let maybe = |days: BoxedStrategy<Value>| prop_oneof![Just(Value::Null), days];
    prop_oneof![
        1 => (department(), prop::option::of(department()), some_day()).prop_map(|(code, parent, from)| json!({
            "command": "create_department", "code": code, "name": format!("Phòng {code}"), "parent": parent, "from": from })),
        1 => (department(), prop::option::of(department()))
            .prop_map(|(d, parent)| json!({ "command": "change_department", "department": d, "parent": parent })),
        1 => (department(), department())
            .prop_map(|(d, code)| json!({ "command": "change_department", "department": d, "code": code })),
        1 => (department(), some_day(), prop::option::of(department())).prop_map(|(d, until, successor)| json!({
            "command": "end_department", "department": d, "until": until, "successor": successor })),
        1 => department().prop_map(|d| json!({ "command": "continue_department", "department": d })),
        1 => (name(), some_day(), prop::option::of((department(), post())), prop::collection::vec(role(), 0..3)).prop_map(
            |(name, from, position, roles)| json!({ "command": "create_person", "username": name, "name": name, "title": "A",
                "from": from, "roles": roles,
                "positions": position.iter().map(|(d, p)| json!({ "department": d, "post": p })).collect::<Vec<_>>() })
        ),
        1 => (person(), name()).prop_map(|(p, name)| json!({ "command": "change_person", "person": p, "username": name })),
        1 => (person(), some_day()).prop_map(|(p, until)| json!({ "command": "end_person", "person": p, "until": until })),
        1 => person().prop_map(|p| json!({ "command": "continue_person", "person": p })),
        6 => (person(), department(), post(), some_day(), maybe(some_day().boxed())).prop_map(|(p, d, post, from, until)| json!({
            "command": "give_position", "person": p, "department": d, "post": post, "from": from, "until": until })),
        1 => (person(), department(), some_day()).prop_map(|(p, d, until)| json!({
            "command": "end_position", "person": p, "department": d, "until": until })),
        3 => (person(), role(), some_day(), maybe(some_day().boxed())).prop_map(|(p, role, from, until)| json!({
            "command": "grant_role", "person": p, "role": role, "from": from, "until": until })),
        1 => (person(), role(), some_day()).prop_map(|(p, role, until)| json!({
            "command": "end_role", "person": p, "role": role, "until": until })),
        3 => (person(), person(), maybe(some_day().boxed()), some_day()).prop_map(|(p, substitute, from, until)| json!({
            "command": "set_absence", "person": p, "substitute": substitute, "from": from, "until": until })),
        1 => (person(), some_day(), maybe(some_day().boxed())).prop_map(|(p, from, until)| json!({
            "command": "end_absence", "person": p, "from": from, "until": until })),
        3 => (person(), prop::sample::select(vec!["head", "kt", "tl", "tuq"]), some_day(), maybe(some_day().boxed()), any::<u8>())
            .prop_map(|(p, form, from, until, n)| json!({ "command": "grant_signing", "person": p, "form": form, "from": from,
                "until": until, "instrument": "1/QĐ", "fields": if n % 2 == 0 { vec!["Đất đai"] } else { vec![] },
                "document_types": if n % 3 == 0 { vec!["giay_moi"] } else { vec![] } })),
        1 => some_day().prop_map(|from| json!({ "command": "rename_agency", "name": "Tên mới", "from": from })),
        1 => some_day().prop_map(|until| json!({ "command": "end_agency", "until": until })),
        1 => Just(json!({ "command": "continue_agency" })),
    ]
}

fn ask(
    organisation: &Organisation,
    command: &OrganisationCommand,
    today: NaiveDate,
    authority: Authority,
    step: u128,
) -> Result<Record, Refusal> {
    let types = BTreeSet::from(["giay_moi".to_owned()]);
    let (taken, work) = (BTreeSet::new(), BTreeMap::new());
    let seed = Seed::new(Uuid::from_u128((0x01a0_0000_0000_7000_8000 << 48) + (step << 16)));
    decide(
        organisation,
        command,
        &OrganisationContext {
            today,
            seed,
            authority,
            by: None,
            types: &types,
            taken: &taken,
            administered_elsewhere: false,
            work: &work,
            work_in_all: 0,
        },
    )
}

/// What must hold of every organisation.
fn check(organisation: &Organisation) {
    let order = organisation.department_order();
    assert_eq!(order.len(), organisation.departments.len(), "each is shown once");
    let mut shown = BTreeSet::new();
    for id in &order {
        let department = &organisation.departments[id];
        assert!(department.parent.is_none_or(|parent| shown.contains(&parent)), "a circle, or a part before the whole");
        assert!(shown.insert(*id));
    }
    let codes: BTreeSet<&str> = organisation.departments.values().map(|d| d.code.as_str()).collect();
    assert_eq!(codes.len(), organisation.departments.len());
    let names: BTreeSet<&str> = organisation.people.values().map(|p| p.username.as_str()).collect();
    assert_eq!(names.len(), organisation.people.len());
    for role in [Role::Administrator, Role::SystemAdministrator] {
        assert!(
            organisation.people.values().any(|p| p.validity.until().is_none()
                && p.roles.iter().any(|g| g.role == role && g.validity.until().is_none())),
            "nobody is left who is {role:?}"
        );
    }
    for person in organisation.people.values() {
        for (n, held) in person.positions.iter().enumerate() {
            let twice = |other: &domain::organisation::Position| {
                other.department == held.department && other.validity.overlaps(held.validity)
            };
            assert!(!person.positions[n + 1..].iter().any(twice), "two posts in one department at once");
        }
        for (n, away) in person.absences.iter().enumerate() {
            assert!(!person.absences[n + 1..].iter().any(|other| other.validity.overlaps(away.validity)), "away twice");
            assert_ne!(away.substitute, person.id, "in one's own stead");
            let last = away.validity.until().expect("an absence ends");
            for works in [person.validity, organisation.people[&away.substitute].validity] {
                assert!(
                    works.holds_on(away.validity.from()) && works.holds_on(last),
                    "away or in their stead after the end"
                );
            }
        }
        for (n, held) in person.roles.iter().enumerate() {
            let twice = |other: &RoleGrant| other.role == held.role && other.validity.overlaps(held.validity);
            assert!(!person.roles[n + 1..].iter().any(twice), "one role twice at once");
        }
    }
    for person in organisation.people.values() {
        for one in &person.signing {
            assert!(person.validity.from() <= one.validity.from(), "signs before they come");
            let after =
                person.validity.until().is_some_and(|last| one.validity.until().is_none_or(|until| until > last));
            assert!(!after, "signs after they have left");
            let tuq = one.form == domain::organisation::SigningForm::Tuq;
            assert!(
                !tuq || (one.validity.until().is_some() && !one.scope.is_whole()),
                "an authorisation without bounds"
            );
        }
    }
    for n in 0..=WINDOW + 1 {
        let heads = organisation.people.values().flat_map(|p| &p.signing);
        let heads = heads.filter(|one| one.form == domain::organisation::SigningForm::Head);
        assert!(heads.filter(|one| one.validity.holds_on(day(n))).count() <= 1, "two heads on {}", day(n));
        let matter = domain::organisation::Matter { type_code: "giay_moi", field: Some("Đất đai") };
        for (signer, capacity) in organisation.signers(matter, day(n)) {
            assert!(organisation.people[&signer].validity.holds_on(day(n)) && capacity.validity.holds_on(day(n)));
        }
        let directory = organisation.directory(day(n));
        for department in directory.departments.values() {
            let heads = directory.staff().filter(|p| p.posts.get(&department.id) == Some(&Post::Head)).count();
            assert!(heads <= 1, "{heads} heads of {} on {}", department.code, day(n));
            if !department.active {
                assert!(
                    directory.staff().all(
                        |p| !p.posts.contains_key(&department.id) || !organisation.agency.validity.holds_on(day(n))
                    )
                );
            }
        }
        for (away, absence) in &directory.away {
            assert!(!directory.away.contains_key(&absence.substitute), "a desk is passed on");
            let acts = directory.stands_in_for(absence.substitute).any(|id| id == *away);
            let told = directory.absence(*away).is_some() && directory.active(*away).is_some();
            assert_eq!(acts, told, "who is told in their stead acts in it, and nobody else");
        }
        if !organisation.agency.validity.holds_on(day(n)) {
            assert_eq!(directory.staff().count(), 0, "nobody works for an agency that is no more");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_accepted_holds_together_on_every_day(
        steps in prop::collection::vec((command(), 0..WINDOW, any::<bool>()), 1..40),
    ) {
        let mut organisation = peopled();
        let mut now = 0;
        for (n, (asked, today, installation)) in steps.into_iter().enumerate() {
            let command: OrganisationCommand = serde_json::from_value(asked.clone()).unwrap();
            let again: OrganisationCommand = serde_json::from_value(serde_json::to_value(&command).unwrap()).unwrap();
            prop_assert_eq!(serde_json::to_value(&again).unwrap(), serde_json::to_value(&command).unwrap());
            // Time goes one way.
            now = now.max(today);
            let today = now;
            let authority = if installation { Authority::Installation } else { Authority::Agency };
            let step = u128::try_from(n).unwrap() + 1;
            let decided = ask(&organisation, &command, day(today), authority, step);
            prop_assert_eq!(&decided, &ask(&organisation, &command, day(today), authority, step), "the same twice");
            match decided {
                Ok(record) => {
                    let kept: Record = serde_json::from_str(&serde_json::to_string(&record).unwrap()).unwrap();
                    prop_assert_eq!(&kept, &record);
                    let before = organisation.clone();
                    organisation.apply(record);
                    check(&organisation);
                    prop_assert!(before.departments.keys().all(|id| organisation.departments.contains_key(id)));
                    prop_assert!(before.people.keys().all(|id| organisation.people.contains_key(id)));
                    if authority == Authority::Agency {
                        let above = |o: &Organisation| -> Vec<PersonRecord> {
                            let runs_all = |p: &&PersonRecord| p.roles.iter().any(|g| g.role == Role::SystemAdministrator);
                            o.people.values().filter(runs_all).cloned().collect()
                        };
                        prop_assert_eq!(above(&before), above(&organisation), "an agency's administrator rules the installation's");
                    }
                }
                Err(refusal) => {
                    let pointer = refusal.pointer.clone().unwrap_or_default();
                    prop_assert!(pointer.is_empty() || pointer.starts_with('/'), "{}", pointer);
                    let words = refusal.words();
                    prop_assert!(!words.vi.contains('{') && !words.en.contains('{'), "{}", words.vi);
                }
            }
        }
    }
}

#[test]
fn days_count_whole_and_to_the_last() {
    let until = Validity::new(day(2), Some(day(4))).unwrap();
    let held: Vec<u64> = (0..7).filter(|n| until.holds_on(day(*n))).collect();
    assert_eq!(held, [2, 3, 4]);
    assert!(Validity::new(day(3), Some(day(2))).is_err());
    for (from, to) in [(0, 1), (0, 2), (4, 5), (5, 6), (3, 3)] {
        let other = Validity::new(day(from), Some(day(to))).unwrap();
        let share = (0..9).any(|n| until.holds_on(day(n)) && other.holds_on(day(n)));
        assert_eq!((until.overlaps(other), other.overlaps(until)), (share, share), "{from}..{to}");
    }
}

#[test]
fn who_left_is_shown_as_on_the_last_day_and_who_comes_is_not_there_yet() {
    let mut organisation = founded();
    let steps = [
        json!({ "command": "create_department", "code": "A", "name": "Phòng A" }),
        json!({ "command": "create_person", "username": "an", "name": "An", "title": "A", "positions": [{ "department": "A", "post": "head" }] }),
        json!({ "command": "end_person", "person": "an", "until": day(3) }),
        json!({ "command": "create_person", "username": "binh", "name": "Bình", "title": "A", "from": day(4),
            "positions": [{ "department": "A", "post": "head" }] }),
    ];
    for (command, n) in steps.into_iter().zip(1..) {
        let command = serde_json::from_value(command).unwrap();
        organisation.apply(ask(&organisation, &command, day(0), Authority::Agency, n).unwrap());
    }
    let heads = |n: u64| -> Vec<String> {
        let directory = organisation.directory(day(n));
        directory.staff().filter(|p| !p.posts.is_empty()).map(|p| p.username.clone()).collect()
    };
    assert_eq!((heads(3), heads(4)), (vec!["an".to_owned()], vec!["binh".to_owned()]));
    let later = organisation.directory(day(9));
    let gone = later.people.values().find(|p| p.username == "an").unwrap();
    assert!(!gone.active && gone.posts.len() == 1, "history shows the post of the last day");
    // Back again they are somebody without a post, until one is given to them.
    let back = serde_json::from_value(json!({ "command": "continue_person", "person": "an" })).unwrap();
    organisation.apply(ask(&organisation, &back, day(5), Authority::Agency, 9).unwrap());
    let later = organisation.directory(day(9));
    let returned = later.people.values().find(|p| p.username == "an").unwrap();
    assert!(returned.active && returned.posts.is_empty());
    // What has been is not undone, by no date.
    for until in ["1990-01-01", "3000-01-01", "2026-11-19"] {
        for command in [
            json!({ "command": "end_role", "person": "chief", "role": "administrator", "until": until }),
            json!({ "command": "end_position", "person": "binh", "department": "A", "until": until }),
            json!({ "command": "end_person", "person": "binh", "until": until }),
        ] {
            let command = serde_json::from_value(command).unwrap();
            let refusal = ask(&organisation, &command, day(8), Authority::Installation, 10).unwrap_err();
            assert!(
                matches!(
                    refusal.rule,
                    domain::Rule::PeriodInverted | domain::Rule::DateOutOfRange | domain::Rule::NotHeld
                ),
                "{until}: {refusal}"
            );
        }
    }
    for command in [
        json!({ "command": "rename_agency", "name": "B", "from": "3000-01-01" }),
        json!({ "command": "recode_agency", "code": "B", "from": "3000-01-01" }),
        json!({ "command": "end_agency", "until": day(20) }),
    ] {
        let command = serde_json::from_value(command).unwrap();
        assert!(ask(&organisation, &command, day(8), Authority::Installation, 11).is_err(), "{command:?}");
    }
}
