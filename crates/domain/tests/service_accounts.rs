//! Service accounts: what is made and ended, and what each scope opens.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests: what can't be done must fail loudly"
)]

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate, TimeZone, Utc};
use domain::{
    Actor, AgencyId, PersonId, Seed, ServiceAccountId, access,
    organisation::{
        AgencyRecord, KeyLife, Organisation, Record, Scope, ServiceCommand, ServiceContext, ServiceRecord,
        decide_service,
    },
};
use serde_json::{Value, json};
use uuid::Uuid;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 28).unwrap()
}

fn office() -> Organisation {
    Organisation {
        agency: AgencyRecord::new(AgencyId(Uuid::from_u128(9)), "H99.1", "Ủy ban nhân dân phường Mẫu", today()),
        departments: BTreeMap::new(),
        people: BTreeMap::new(),
        rules: BTreeMap::new(),
        services: BTreeMap::new(),
        calendar: domain::organisation::CalendarRecord::default(),
        settings: domain::OfficeSettings::default(),
    }
}

fn decide(office: &mut Organisation, n: u128, command: &ServiceCommand) -> Result<ServiceRecord, &'static str> {
    let context = ServiceContext {
        today: today(),
        now: Utc.with_ymd_and_hms(2026, 11, 28, 2, 0, 0).unwrap(),
        seed: Seed::new(Uuid::from_u128(n << 64)),
        by: Some(PersonId(Uuid::from_u128(1))),
        life: KeyLife { usual: 90, most: 365 },
    };
    let record = decide_service(office, command, &context).map_err(|refusal| refusal.rule.code())?;
    office.apply(Record::Service(record.clone()));
    Ok(record)
}

fn new(fields: &Value) -> ServiceCommand {
    let mut whole = json!({ "name": "Cổng một cửa", "purpose": "Chuyển hồ sơ", "scopes": ["documents:receive"] });
    whole.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    ServiceCommand::CreateServiceAccount(serde_json::from_value(whole).unwrap())
}

fn renew(account: ServiceAccountId, until: Option<NaiveDate>) -> ServiceCommand {
    ServiceCommand::RenewServiceAccount { account, new: serde_json::from_value(json!({ "until": until })).unwrap() }
}

#[test]
fn a_key_has_a_last_day_that_is_not_years_away() {
    let mut office = office();
    let made = decide(&mut office, 1, &new(&json!({}))).unwrap();
    assert_eq!(made.keys[0].until, today() + Days::new(90));
    assert!(made.holds(made.keys[0].id, made.keys[0].until));
    assert!(!made.holds(made.keys[0].id, made.keys[0].until + Days::new(1)));
    for (days, fits) in [(0, true), (365, true), (366, false)] {
        let until = today() + Days::new(days);
        let asked = new(&json!({ "name": format!("Hệ thống {days}"), "until": until }));
        let made = decide(&mut office, 2 + u128::from(days), &asked);
        assert_eq!(made.map(|made| made.keys[0].until), if fits { Ok(until) } else { Err("service_key_life") });
    }
    let yesterday = new(&json!({ "name": "Hôm qua", "until": today() - Days::new(1) }));
    assert_eq!(decide(&mut office, 999, &yesterday), Err("service_key_life"));
}

#[test]
fn an_account_has_scopes_and_a_name_of_its_own() {
    let mut office = office();
    let made = decide(&mut office, 1, &new(&json!({}))).unwrap();
    assert_eq!(decide(&mut office, 2, &new(&json!({ "name": "CONG MOT CUA" }))), Err("service_name_taken"));
    assert_eq!(decide(&mut office, 2, &new(&json!({ "name": "Khác", "scopes": [] }))), Err("scopes_missing"));
    let unknown = json!({ "name": "a", "purpose": "b", "scopes": ["documents:write"] });
    assert!(serde_json::from_value::<domain::organisation::NewServiceAccount>(unknown).is_err());
    decide(&mut office, 3, &ServiceCommand::EndServiceAccount { account: made.id }).unwrap();
    decide(&mut office, 4, &new(&json!({}))).expect("the name is free again");
}

#[test]
fn two_keys_hold_at_once_and_what_was_ended_stays_so() {
    let mut office = office();
    let account = decide(&mut office, 1, &new(&json!({}))).unwrap().id;
    let both = decide(&mut office, 2, &renew(account, None)).unwrap();
    let [old, new] = [both.keys[0].id, both.keys[1].id];
    assert!(old != new && both.holds(old, today()) && both.holds(new, today()));
    assert_eq!(decide(&mut office, 3, &renew(account, None)), Err("two_service_keys"));
    let end = ServiceCommand::EndServiceKey { account, key: old };
    let one = decide(&mut office, 4, &end).unwrap();
    assert!(!one.holds(old, today()) && one.holds(new, today()));
    assert_eq!(decide(&mut office, 5, &end), Err("nothing_to_change"));
    let again = decide(&mut office, 6, &renew(account, Some(today()))).unwrap();
    assert_eq!(again.keys.len(), 3);
    let ended = decide(&mut office, 7, &ServiceCommand::EndServiceAccount { account }).unwrap();
    assert!(ended.keys.iter().all(|key| !ended.holds(key.id, today())));
    assert_eq!(decide(&mut office, 8, &renew(account, None)), Err("service_ended"));
    let nobody = ServiceAccountId(Uuid::from_u128(77));
    assert_eq!(decide(&mut office, 9, &renew(nobody, None)), Err("no_such_service"));
}

/// Every set of scopes × every scope that may be wanted.
#[test]
fn what_no_scope_opens_stays_shut() {
    for set in 1_u16..1 << Scope::ALL.len() {
        let given: BTreeSet<Scope> =
            Scope::ALL.iter().enumerate().filter(|(n, _)| set >> n & 1 == 1).map(|(_, scope)| *scope).collect();
        let mut office = office();
        let account = decide(&mut office, 1, &new(&json!({ "scopes": given }))).unwrap().id;
        let directory = office.directory(today());
        for wanted in Scope::ALL {
            let may = access::may_use(account, wanted, &directory).map(drop).map_err(|refusal| refusal.rule.code());
            assert_eq!(may, if given.contains(&wanted) { Ok(()) } else { Err("scope_missing") });
        }
        let receives = access::may_receive(Actor::Service(account), &directory).is_ok();
        assert_eq!(receives, given.contains(&Scope::DocumentsReceive));
        let enters = access::may_enter(Actor::Service(account), &directory).is_ok();
        assert_eq!(enters, given.contains(&Scope::DocumentsRegister));
        decide(&mut office, 2, &ServiceCommand::EndServiceAccount { account }).unwrap();
        let directory = office.directory(today());
        for wanted in Scope::ALL {
            assert!(access::may_use(account, wanted, &directory).is_err());
        }
        assert_eq!(directory.services[&account].name, "Cổng một cửa", "what it has done stays under its name");
    }
}

#[test]
fn nothing_works_with_an_agency_that_is_no_more() {
    let mut office = office();
    let account = decide(&mut office, 1, &new(&json!({}))).unwrap().id;
    office.agency.validity = office.agency.validity.ending(Some(today())).unwrap();
    assert!(access::may_receive(Actor::Service(account), &office.directory(today())).is_ok());
    assert!(access::may_receive(Actor::Service(account), &office.directory(today() + Days::new(1))).is_err());
}
