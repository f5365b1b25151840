//! What a citizen does by an account of their own: hands in what the office has opened, and completes all of what was asked for.

use domain::{
    Actor, EmailAddress, FileId,
    dossier::{Channel, DossierDraft, Event, StateName as S, receive_own},
    procedure::OnlineLevel,
};
use serde_json::{Value, json};

use crate::{
    day::at_land,
    story::{missing, shown},
    world::*,
};

fn confirmed() -> EmailAddress {
    EmailAddress::new("nguoi.dan@dan.example").unwrap()
}

fn draft(more: &Value) -> DossierDraft {
    let mut whole = json!({ "components": [{ "component": "to-khai", "form": "electronic", "files": [FILES[0]] }] });
    whole.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    serde_json::from_value(whole).unwrap()
}

/// What comes of handing it in at that time, or the rule that says no and where.
fn handed_in(
    time: &str,
    online: OnlineLevel,
    open: bool,
    draft: &DossierDraft,
) -> Result<Event, (&'static str, String)> {
    let mut moment = Moment::new(at(time), 1, Some(EXTRACT));
    moment.settings.one_stop.own_submission = open;
    if let Some(edition) = &mut moment.procedure {
        edition.content.online = online;
    }
    let events = receive_own(DOSSIER, draft, &confirmed(), &moment.context());
    events.map(|mut events| events.remove(0)).map_err(|no| (no.rule.code(), no.pointer.unwrap_or_default()))
}

fn supply(files: &[&[FileId]]) -> Value {
    let paper = |files: &&[FileId]| json!({ "name": "Bản vẽ thửa đất", "form": "electronic", "files": files });
    json!({ "command": "supply", "components": files.iter().map(paper).collect::<Vec<_>>() })
}

#[test]
fn it_is_handed_in_where_that_is_open_and_by_whom_it_is_said() {
    let owner = json!({ "owner": { "name": "Người Dân" } });
    let no = |open, online, draft: &Value| {
        let (code, place) = handed_in("2026-11-23T09:00", online, open, &self::draft(draft)).unwrap_err();
        (code, place)
    };
    let said = |code, place: &str| (code, place.to_owned());
    assert_eq!(no(false, OnlineLevel::Full, &owner), said("own_submission_off", "/procedure"));
    assert_eq!(no(true, OnlineLevel::None, &owner), said("procedure_not_online", "/procedure"));
    assert_eq!(no(true, OnlineLevel::Partial, &json!({})), said("owner_missing", "/owner"));
    let elsewhere = json!({ "owner": { "name": "Người Dân", "email": "la@dan.example" } });
    assert_eq!(no(true, OnlineLevel::Full, &elsewhere), said("contact_mail_other", "/owner/email"));
    let strange = json!({ "owner": { "name": "Người Dân" }, "components": [{ "component": "khong-co" }] });
    assert_eq!(no(true, OnlineLevel::Full, &strange), said("component_unknown", "/components/0/component"));

    // On a Sunday: looked through within eight working hours of Monday.
    let event = handed_in("2026-11-22T20:00", OnlineLevel::Full, true, &draft(&owner)).unwrap();
    let Event::DossierRegistered { facts, check } = event else { panic!("{event:?}") };
    assert_eq!(shown(check.unwrap().due), "2026-11-23T17:30");
    assert_eq!((facts.channel, facts.owner.email.as_ref()), (Channel::Online, Some(&confirmed())));
    assert!(facts.files().all(|file| file.by.is_none()), "by no hand of the office");
    // Whoever brings it for somebody else is whom the office writes to.
    let for_another = json!({ "owner": { "name": "Mẹ" }, "submitter": { "name": "Con" } });
    let event = handed_in("2026-11-22T20:00", OnlineLevel::Full, true, &draft(&for_another)).unwrap();
    let Event::DossierRegistered { facts, .. } = event else { panic!("{event:?}") };
    assert_eq!((facts.owner.email.as_ref(), facts.contact().email.as_ref()), (None, Some(&confirmed())));
}

#[test]
fn all_that_was_asked_for_comes_online_and_the_clock_goes_on_as_at_the_desk() {
    // As told in `day`: Monday 18/01/2027, 15 working days; asked on 27/01, brought on 02/02: Friday 19/02.
    let mut story = at_land("2027-01-18T09:00");
    story.at("2027-01-27T10:00", LAND_OFFICER, missing());
    let at = "2027-02-02T14:00";
    let no = |command: Value| story.clone().try_at(at, Actor::Citizen, command).unwrap_err().rule.code();
    assert_eq!(no(supply(&[])), "supplement_partial");
    assert_eq!(no(supply(&[&[]])), "supplement_partial", "a paper without a file is none");
    let mut earlier = supply(&[&[FILES[0]]]);
    earlier["received_at"] = json!("2027-02-01T10:00:00+07:00");
    assert_eq!(no(earlier), "supplied_now");
    assert_eq!(no(json!({ "command": "withdraw", "reason": "Đổi ý" })), "one_stop_only");
    story.try_at(at, Actor::Citizen, supply(&[&[FILES[0]]])).unwrap();
    assert_eq!((story.state(), story.due().as_str()), (S::Processing, "2027-02-19T17:30"));
    let again = story.try_at("2027-02-02T15:00", Actor::Citizen, supply(&[&[FILES[1]]]));
    assert_eq!(again.unwrap_err().rule.code(), "dossier_wrong_state");
}
