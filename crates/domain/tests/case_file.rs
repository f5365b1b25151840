//! Case files: what each command comes to, who gives it, and what holds whatever anybody does.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests: what can't be done must fail loudly"
)]

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, NaiveDate, TimeZone, Utc};
use domain::{
    Actor, AgencyId, CaseFileId, DepartmentId, DocumentId, PersonId,
    access::case_file as rights,
    case_file::{
        CaseFile, CaseFileContext, Command, CommandKind, Create, Direction, Event, Filing, Happening, Retention, State,
        StateName, apply, create, create_apply, decide, table,
    },
    day_in_vietnam,
    organisation::{Department, Directory, Person, Post, Role},
};
use proptest::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;

const KEEPER: u128 = 1;
const HEAD: u128 = 2;
const CLERK: u128 = 3;
const LEADER: u128 = 4;
const ARCHIVIST: u128 = 5;
const ADMINISTRATOR: u128 = 6;
const STRANGER: u128 = 7;
const CHIEF: u128 = 8;
const EVERYONE: [u128; 8] = [KEEPER, HEAD, CLERK, LEADER, ARCHIVIST, ADMINISTRATOR, STRANGER, CHIEF];

fn person(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(n))
}

fn document(n: u128) -> DocumentId {
    DocumentId(Uuid::from_u128(n))
}

fn unit(n: u128) -> DepartmentId {
    DepartmentId(Uuid::from_u128(n))
}

fn directory(with_archivist: bool) -> Directory {
    let someone = |n: u128, roles: &[Role], posts: &[(u128, Post)]| Person {
        id: person(n),
        username: format!("nguoi{n}"),
        name: format!("Người {n}"),
        title: String::new(),
        email: None,
        active: true,
        roles: roles.iter().copied().collect(),
        posts: posts.iter().map(|(department, post)| (unit(*department), *post)).collect(),
    };
    let mut people = vec![
        someone(KEEPER, &[], &[(1, Post::Officer)]),
        someone(HEAD, &[], &[(1, Post::Head)]),
        someone(CLERK, &[Role::RegistryClerk], &[]),
        someone(LEADER, &[Role::Leader], &[]),
        someone(ADMINISTRATOR, &[Role::Administrator], &[]),
        someone(STRANGER, &[], &[(2, Post::Officer)]),
        someone(CHIEF, &[Role::ChiefOfOffice], &[]),
    ];
    people.extend(with_archivist.then(|| someone(ARCHIVIST, &[Role::Archivist], &[])));
    let department = |n: u128| Department {
        id: unit(n),
        code: format!("P{n}"),
        name: format!("Phòng {n}"),
        parent: None,
        active: true,
    };
    Directory {
        agency: AgencyId(Uuid::from_u128(9)),
        agency_name: "Ủy ban nhân dân phường Mẫu".to_owned(),
        people: people.into_iter().map(|person| (person.id, person)).collect(),
        departments: [1, 2].map(|n| (unit(n), department(n))).into(),
        away: BTreeMap::new(),
        services: BTreeMap::new(),
    }
}

fn at(year: i32, month: u32, day: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(year, month, day, 3, 0, 0).unwrap()
}

fn facts(retention: &str) -> Value {
    json!({ "symbol": "01.TCCB", "title": "Tuyển dụng công chức", "retention": retention })
}

/// An office with one case file in it.
struct Office {
    directory: Directory,
    now: DateTime<Utc>,
    file: CaseFile,
}

impl Office {
    fn begin(by: u128, command: &Value) -> Result<Self, &'static str> {
        let (directory, now) = (directory(true), at(2026, 3, 2));
        let command: Create = serde_json::from_value(command.clone()).unwrap();
        let context = CaseFileContext { now, directory: &directory, filing: None };
        let actor = Actor::Person(person(by));
        let events = create(actor, &command, &context).map_err(|refusal| refusal.rule.code())?;
        let first = Happening { by: actor, at: now, event: events[0].clone() };
        let file = create_apply(CaseFileId(Uuid::from_u128(77)), directory.agency, &first).unwrap();
        Ok(Self { directory, now, file })
    }

    fn open(retention: &str) -> Self {
        Self::begin(KEEPER, &json!({ "facts": facts(retention), "open": true })).unwrap()
    }

    /// Decides and carries out; what a document says of its pages is 3.
    fn act(&mut self, by: u128, command: &Value) -> Result<&mut Self, &'static str> {
        let command: Command = serde_json::from_value(command.clone()).unwrap();
        let filing = match &command {
            Command::AddDocument(add) => Some(Filing {
                document: add.document,
                direction: Direction::Incoming,
                numbered: add.document != document(404),
                pages: (add.document != document(405)).then_some(3),
            }),
            _ => None,
        };
        let actor = Actor::Person(person(by));
        let context = CaseFileContext { now: self.now, directory: &self.directory, filing };
        let events = decide(&self.file, actor, &command, &context).map_err(|refusal| refusal.rule.code())?;
        for event in events {
            let happening = Happening { by: actor, at: self.now, event };
            self.file = apply(self.file.clone(), &happening).unwrap();
        }
        Ok(self)
    }

    fn add(&mut self, n: u128) -> Result<&mut Self, &'static str> {
        self.act(KEEPER, &json!({ "command": "add_document", "document": document(n) }))
    }

    fn closed(retention: &str) -> Self {
        let mut office = Self::open(retention);
        office.add(1).unwrap();
        office.act(KEEPER, &close("2026-03-02", retention)).unwrap();
        office
    }

    fn state(&self) -> StateName {
        self.file.state().name()
    }
}

fn close(on: &str, retention: &str) -> Value {
    json!({ "command": "close", "ended_on": on, "retention": retention })
}

fn plain(name: &str) -> Value {
    match name {
        "approve" | "hand_over" | "accept" | "approve_disposal" | "open" => json!({ "command": name }),
        _ => json!({ "command": name, "reason": "Vì thế" }),
    }
}

#[test]
fn an_entry_of_the_list_is_approved_and_opened() {
    let planned = json!({ "facts": facts("10") });
    for (who, may) in [(CLERK, true), (LEADER, true), (CHIEF, true), (KEEPER, false), (ADMINISTRATOR, false)] {
        let mut of = planned.clone();
        of["facts"]["keeper"] = json!(person(KEEPER));
        let begun = Office::begin(who, &of).map(|office| office.state());
        assert_eq!(begun, if may { Ok(StateName::Planned) } else { Err("case_file_list_only") }, "{who}");
    }
    let mut office = Office::begin(CLERK, &{
        let mut of = planned;
        of["facts"]["keeper"] = json!(person(KEEPER));
        of
    })
    .unwrap();
    assert_eq!(office.file.facts().department, Some(unit(1)), "the only one of its keeper");
    assert_eq!(office.act(KEEPER, &plain("open")).err(), Some("case_file_wrong_state"));
    assert_eq!(office.act(CLERK, &plain("approve")).err(), Some("case_file_leader_only"));
    office.act(LEADER, &plain("approve")).unwrap();
    // What a leader has approved is another entry once it is amended.
    let mut amended = facts("20");
    amended["keeper"] = json!(person(KEEPER));
    office.act(CLERK, &json!({ "command": "amend", "facts": amended })).unwrap();
    assert_eq!(office.state(), StateName::Planned);
    assert_eq!(office.act(CLERK, &json!({ "command": "amend", "facts": amended })).err(), Some("case_file_unchanged"));
    office.act(LEADER, &plain("approve")).unwrap();
    assert_eq!(office.act(STRANGER, &plain("open")).err(), Some("case_file_keeper_only"));
    let later = json!({ "command": "open", "started_on": "2026-03-03" });
    assert_eq!(office.act(KEEPER, &later).err(), Some("case_file_day"));
    office.act(KEEPER, &plain("open")).unwrap();
    assert_eq!(office.state(), StateName::Open);
}

#[test]
fn whoever_handles_a_matter_opens_its_case_file_and_nobody_elses() {
    let open = |keeper: u128| json!({ "facts": { "symbol": "1", "title": "A", "retention": "5", "keeper": person(keeper) }, "open": true });
    assert!(Office::begin(KEEPER, &open(KEEPER)).is_ok());
    assert!(Office::begin(HEAD, &open(KEEPER)).is_ok(), "of their department");
    assert_eq!(Office::begin(STRANGER, &open(KEEPER)).err(), Some("case_file_keeper_only"));
    assert_eq!(Office::begin(ADMINISTRATOR, &open(ADMINISTRATOR)).err(), Some("case_file_keeper_only"));
    assert_eq!(Office::begin(CLERK, &open(ADMINISTRATOR)).err(), Some("case_file_keeper_unknown"));
    let mut wrong_year = open(KEEPER);
    wrong_year["facts"]["year"] = json!(2031);
    assert_eq!(Office::begin(KEEPER, &wrong_year).err(), Some("case_file_year"));
    let started = json!({ "facts": facts("5"), "started_on": "2026-01-01" });
    assert_eq!(Office::begin(CLERK, &started).err(), Some("case_file_day"), "what is not opened has not begun");
}

#[test]
fn retention_is_for_ever_or_from_2_to_70_years() {
    for (text, fits) in [
        ("permanent", true),
        ("2", true),
        ("70", true),
        ("1", false),
        ("71", false),
        ("02", false),
        ("", false),
        ("+5", false),
    ] {
        assert_eq!(Retention::parse(text).is_ok(), fits, "{text}");
        assert_eq!(serde_json::from_value::<Retention>(json!(text)).is_ok(), fits, "{text}");
    }
    let day = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
    assert_eq!(Retention::parse("10").unwrap().ends(day), NaiveDate::from_ymd_opt(2036, 12, 31));
    assert_eq!(Retention::Permanent.ends(day), None);
    assert_eq!(Retention::parse("5").unwrap().vietnamese(), "05 năm");
}

#[test]
fn documents_stand_in_order_without_a_gap() {
    let mut office = Office::open("10");
    office.add(1).unwrap().add(2).unwrap().add(3).unwrap();
    assert_eq!(office.add(2).err(), Some("case_file_document_twice"));
    assert_eq!(office.add(404).err(), Some("case_file_document_unnumbered"));
    assert_eq!(
        office.act(STRANGER, &json!({ "command": "add_document", "document": document(5) })).err(),
        Some("case_file_keeper_only")
    );
    let remove = |n: u128| json!({ "command": "remove_document", "document": document(n), "reason": "Trùng" });
    office.act(KEEPER, &remove(2)).unwrap();
    assert_eq!(office.act(KEEPER, &remove(2)).err(), Some("case_file_document_not_in"));
    assert_eq!(office.file.member(document(3)).unwrap().0, 2, "it has moved up");
    let amend = |pages: u16| json!({ "command": "amend_document", "document": document(3), "pages": pages, "remark": "Bản chính" });
    office.act(KEEPER, &amend(12)).unwrap();
    assert_eq!(office.file.pages(), Some(15));
    assert_eq!(office.act(KEEPER, &amend(12)).err(), Some("case_file_unchanged"));
    assert_eq!(office.act(KEEPER, &amend(1000)).err(), Some("number_out_of_range"));
}

#[test]
fn closing_counts_and_sets_the_retention_anew() {
    let mut office = Office::open("10");
    assert_eq!(office.act(KEEPER, &close("2026-03-02", "10")).err(), Some("case_file_empty"));
    office.add(1).unwrap().add(405).unwrap();
    assert_eq!(office.act(KEEPER, &close("2026-03-02", "10")).err(), Some("case_file_pages_missing"));
    office.act(KEEPER, &json!({ "command": "amend_document", "document": document(405), "pages": 4 })).unwrap();
    assert_eq!(office.act(KEEPER, &close("2026-03-01", "10")).err(), Some("case_file_day"), "before it began");
    assert_eq!(office.act(KEEPER, &close("2026-03-03", "10")).err(), Some("case_file_day"), "tomorrow");
    office.act(KEEPER, &close("2026-03-02", "permanent")).unwrap();
    let closing = office.file.state().closing().unwrap();
    assert_eq!((closing.documents, closing.pages), (2, 7));
    assert_eq!(office.file.facts().retention, Retention::Permanent);
    assert_eq!(office.file.hand_over_due(), NaiveDate::from_ymd_opt(2027, 3, 2));
    assert_eq!(office.add(9).err(), Some("case_file_wrong_state"));
    office.act(KEEPER, &plain("reopen")).unwrap().add(9).unwrap();
    // What is kept for less than five years stays where it is.
    assert_eq!(Office::closed("4").file.hand_over_due(), None);
    assert!(Office::closed("5").file.hand_over_due().is_some());
}

#[test]
fn it_goes_to_the_archive_from_one_hand_to_another() {
    let mut office = Office::closed("10");
    assert_eq!(office.act(KEEPER, &plain("accept")).err(), Some("case_file_wrong_state"));
    office.act(KEEPER, &plain("hand_over")).unwrap();
    assert_eq!(office.act(CLERK, &plain("accept")).err(), Some("case_file_archivist_only"), "there is an archivist");
    office.act(ARCHIVIST, &plain("return")).unwrap();
    let State::Closed { returned: Some(returned), .. } = office.file.state() else { panic!() };
    assert_eq!(returned.reason.as_str(), "Vì thế");
    office.act(KEEPER, &plain("hand_over")).unwrap().act(ARCHIVIST, &plain("accept")).unwrap();
    assert_eq!(office.state(), StateName::Archived);
    assert_eq!(office.act(KEEPER, &plain("reopen")).err(), Some("case_file_wrong_state"));

    // Where there is none, the registry does, and never what it has handed over itself.
    let mut small = Office::closed("10");
    small.directory = directory(false);
    small.act(CLERK, &plain("hand_over")).unwrap();
    assert_eq!(small.act(CLERK, &plain("accept")).err(), Some("case_file_own_hand_over"));
    small.act(CLERK, &plain("return")).unwrap().act(HEAD, &plain("hand_over")).unwrap();
    small.act(CLERK, &plain("accept")).unwrap();
}

#[test]
fn it_is_disposed_of_when_its_time_is_over_and_a_leader_agrees() {
    let mut office = Office::closed("10");
    assert_eq!(office.act(KEEPER, &plain("propose_disposal")).err(), Some("case_file_hand_over_first"));
    office.act(KEEPER, &plain("hand_over")).unwrap().act(ARCHIVIST, &plain("accept")).unwrap();
    office.now = at(2036, 12, 31);
    assert_eq!(office.act(ARCHIVIST, &plain("propose_disposal")).err(), Some("case_file_still_kept"));
    office.now = at(2037, 1, 1);
    assert_eq!(office.act(KEEPER, &plain("propose_disposal")).err(), Some("case_file_archivist_only"));
    office.act(ARCHIVIST, &plain("propose_disposal")).unwrap();
    office.act(LEADER, &plain("refuse_disposal")).unwrap();
    assert_eq!(office.state(), StateName::Archived);
    office.act(ARCHIVIST, &plain("propose_disposal")).unwrap();
    assert_eq!(office.act(ARCHIVIST, &plain("approve_disposal")).err(), Some("case_file_leader_only"));
    // Whoever has both parts does not play both.
    office.directory.people.get_mut(&person(ARCHIVIST)).unwrap().roles.insert(Role::Leader);
    assert_eq!(office.act(ARCHIVIST, &plain("approve_disposal")).err(), Some("case_file_own_proposal"));
    office.act(LEADER, &plain("approve_disposal")).unwrap();
    assert_eq!(office.state(), StateName::Disposed);
    assert_eq!(office.file.members().len(), 1, "what is known of it stands");
    assert!(CommandKind::ALL.iter().all(|kind| !table::knows(StateName::Disposed, *kind)));

    let mut ever = Office::closed("permanent");
    ever.act(KEEPER, &plain("hand_over")).unwrap().act(ARCHIVIST, &plain("accept")).unwrap();
    ever.now = at(2150, 1, 1);
    assert_eq!(ever.act(ARCHIVIST, &plain("propose_disposal")).err(), Some("case_file_permanent"));

    // What was never to be handed over is looked through by its keeper.
    let mut short = Office::closed("2");
    short.now = at(2029, 1, 1);
    short.act(KEEPER, &plain("propose_disposal")).unwrap().act(LEADER, &plain("refuse_disposal")).unwrap();
    assert_eq!(short.state(), StateName::Closed);
}

#[test]
fn what_is_frozen_is_changed_by_nobody() {
    let mut office = Office::open("10");
    office.add(1).unwrap();
    assert_eq!(office.act(CLERK, &plain("freeze")).err(), Some("case_file_freezers_only"));
    office.act(ADMINISTRATOR, &plain("freeze")).unwrap();
    assert_eq!(office.add(2).err(), Some("case_file_frozen"));
    assert_eq!(office.act(LEADER, &plain("freeze")).err(), Some("case_file_frozen"));
    for who in EVERYONE {
        let offered = rights::offered(&office.file, person(who), &office.directory);
        let thaws = [LEADER, ADMINISTRATOR].contains(&who);
        assert_eq!(offered, if thaws { vec![CommandKind::UnfreezeCaseFile] } else { Vec::new() }, "{who}");
    }
    office.act(LEADER, &plain("unfreeze")).unwrap();
    assert_eq!(office.act(LEADER, &plain("unfreeze")).err(), Some("case_file_not_frozen"));
    office.add(2).unwrap();
}

#[test]
fn somebody_who_leaves_gives_it_to_another() {
    let mut office = Office::open("10");
    let to = |n: u128| json!({ "command": "transfer", "to": person(n) });
    assert_eq!(office.act(STRANGER, &to(STRANGER)).err(), Some("case_file_keeper_only"));
    assert_eq!(office.act(KEEPER, &to(KEEPER)).err(), Some("case_file_unchanged"));
    assert_eq!(office.act(KEEPER, &to(ADMINISTRATOR)).err(), Some("case_file_keeper_unknown"));
    office.act(LEADER, &to(STRANGER)).unwrap();
    assert_eq!((office.file.facts().keeper, office.file.facts().department), (person(STRANGER), Some(unit(2))));
    assert_eq!(office.add(1).err(), Some("case_file_keeper_only"));
    assert!(!rights::may_see(&office.file, person(KEEPER), &office.directory));
}

#[test]
fn who_sees_it() {
    let office = Office::open("10");
    for who in EVERYONE {
        assert_eq!(rights::may_see(&office.file, person(who), &office.directory), who != STRANGER, "{who}");
    }
    let mut directory = office.directory.clone();
    directory.people.get_mut(&person(KEEPER)).unwrap().active = false;
    assert!(!rights::may_see(&office.file, person(KEEPER), &directory), "who has left");
}

#[test]
fn an_event_that_does_not_fit_is_told() {
    let office = Office::open("10");
    let by = Actor::Person(person(KEEPER));
    let happening = |event| Happening { by, at: office.now, event };
    for event in [
        Event::Accepted,
        Event::Disposed,
        Event::Approved,
        Event::Planned { facts: office.file.facts().clone() },
        Event::DocumentRemoved { document: document(1), reason: domain::Reason::new("x").unwrap() },
        Event::Unfrozen { reason: domain::Reason::new("x").unwrap() },
    ] {
        assert!(apply(office.file.clone(), &happening(event.clone())).is_err(), "{event:?}");
    }
    let office_itself = Happening { by: Actor::Office, at: office.now, event: Event::HandedOver };
    assert!(apply(office.file.clone(), &office_itself).is_err());
}

/// Something that somebody tries on some day.
fn tried() -> impl Strategy<Value = (usize, Value, u64)> {
    let retention = prop::sample::select(vec!["permanent", "2", "4", "5", "70"]);
    let command = prop_oneof![
        prop::sample::select(vec![
            "approve",
            "strike",
            "open",
            "reopen",
            "hand_over",
            "accept",
            "return",
            "propose_disposal",
            "approve_disposal",
            "refuse_disposal",
            "freeze",
            "unfreeze",
        ])
        .prop_map(plain),
        (1_u128..6).prop_map(|n| json!({ "command": "add_document", "document": document(n) })),
        (1_u128..6).prop_map(|n| json!({ "command": "remove_document", "document": document(n), "reason": "x" })),
        (1_u128..6, 1_u16..1001)
            .prop_map(|(n, pages)| json!({ "command": "amend_document", "document": document(n), "pages": pages })),
        (0_u64..400, retention.clone()).prop_map(|(days, retention)| {
            let day = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap() + Days::new(days);
            close(&day.to_string(), retention)
        }),
        (0_usize..8).prop_map(|who| json!({ "command": "transfer", "to": person(EVERYONE[who]) })),
        (retention, 0_usize..8).prop_map(|(retention, who)| {
            let mut facts = facts(retention);
            facts["keeper"] = json!(person(EVERYONE[who]));
            json!({ "command": "amend", "facts": facts })
        }),
    ];
    (0_usize..8, command, prop_oneof![9 => Just(0_u64), 1 => 1_u64..2000])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever anybody does: its parts fit, a step is one of the table's, who may not changes nothing, what is frozen stands still, ordinals have no
    /// gap, counts are right, nothing that is kept for ever and nothing before its time is disposed of, and its history makes it again.
    #[test]
    fn what_holds_whatever_anybody_does(planned in any::<bool>(), script in prop::collection::vec(tried(), 1..60)) {
        let begin = json!({ "facts": facts("5"), "open": !planned });
        let mut office = Office::begin(CHIEF, &begin).unwrap();
        let first = office.file.clone();
        let mut happened = Vec::new();
        for (who, command, days) in script {
            office.now += chrono::TimeDelta::days(i64::try_from(days).unwrap());
            let before = office.file.clone();
            let parsed: Command = serde_json::from_value(command.clone()).unwrap();
            let actor = Actor::Person(person(EVERYONE[who]));
            let may = rights::may(&before, actor, parsed.kind(), &office.directory).is_ok();
            let done = office.act(EVERYONE[who], &command).is_ok();
            let after = &office.file;
            prop_assert!(may || !done);
            prop_assert!(!done || rights::offered(&before, person(EVERYONE[who]), &office.directory).contains(&parsed.kind()));
            if !done {
                prop_assert_eq!(&before, after);
                continue;
            }
            prop_assert_eq!(after.version(), before.version() + 1);
            prop_assert!(table::leads(before.state().name(), parsed.kind()).contains(&after.state().name()));
            prop_assert!(before.frozen().is_none() || parsed.kind() == CommandKind::UnfreezeCaseFile);
            let restored = CaseFile::restore(after.clone());
            prop_assert_eq!(restored.as_ref(), Ok(after));
            let ordinals: Vec<u16> = after.members().iter().map(|one| after.member(one.document).unwrap().0).collect();
            prop_assert_eq!(ordinals, (1..).take(after.members().len()).collect::<Vec<u16>>());
            let unique: BTreeSet<_> = after.members().iter().map(|one| one.document).collect();
            prop_assert_eq!(unique.len(), after.members().len());
            if let Some(closing) = after.state().closing() {
                prop_assert_eq!(usize::from(closing.documents), after.members().len());
                prop_assert!(closing.documents > 0);
            }
            if after.state().name() == StateName::Disposed {
                prop_assert!(after.retention_ends().unwrap() < day_in_vietnam(office.now));
            }
            happened.push((before, actor, office.now, command));
        }
        // Written and read again it is the same.
        let written = serde_json::to_string(&office.file).unwrap();
        prop_assert_eq!(&serde_json::from_str::<CaseFile>(&written).unwrap(), &office.file);
        prop_assert_eq!(usize::try_from(office.file.version() - first.version()).unwrap(), happened.len());
    }
}
