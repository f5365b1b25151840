//! By what a document goes to somebody outside, whose receipt or answer is late, and what is told where nobody is there.

use std::collections::BTreeSet;

use chrono::{Duration, NaiveDate, TimeZone, Utc};
use domain::{
    Actor, By, PersonId, RecipientId, UtcTime, delivery,
    notice::{self, NoticeKind, Recipient, delivery_failed, outgoing_notices, reaches_somebody},
    organisation::AgencyRecord,
    outgoing::{
        Command, DeliveryState, Destination, OutgoingDocument, Purpose, StateName, decide,
        lateness::{self, Look, Surroundings},
    },
    reminder::Told,
};
use serde_json::{Value, json};

use crate::{
    story::{Story, decision, decision_with},
    world::*,
};

/// To the bureau, by what is said, and to others.
fn to_bureau(by: Option<&str>, more: Value) -> Value {
    let mut bureau = json!({"counterpart": BUREAU, "purpose": "to_act"});
    if let Some(by) = by {
        bureau["by"] = json!(by);
    }
    let mut content = decision_with(more);
    content["recipients"].as_array_mut().unwrap().push(bureau);
    content
}

fn bureau(document: &OutgoingDocument) -> RecipientId {
    let is = |to: &Destination| matches!(to, Destination::Counterpart { counterpart: BUREAU, .. });
    document.content().recipients.iter().find(|to| is(&to.destination)).unwrap().id
}

fn dispatch() -> Value {
    json!({"command": "dispatch"})
}

#[test]
fn who_has_an_address_gets_it_by_mail_unless_it_is_asked_to_go_by_post() {
    for (by, mailed) in [(None, true), (Some("mail"), true), (Some("post"), false)] {
        let story = Story::of(to_bureau(by, json!({})), StateName::Dispatched);
        let to = bureau(&story.document);
        assert_eq!(story.document.mailing(to).is_some(), mailed, "{by:?}");
        assert_eq!(story.document.noted().contains_key(&to), !mailed, "what is mailed waits for no post");
        assert_eq!(story.document.mailed().len(), usize::from(mailed), "the company has no address");
    }
    let mut story = Story::of(to_bureau(Some("mail"), json!({})), StateName::Sealed);
    let to = bureau(&story.document);
    story.by(CLERK, json!({"command": "dispatch", "by_post": [to]}));
    assert_eq!((story.document.mailed().len(), story.document.noted()[&to].state), (0, DeliveryState::Queued));
}

#[test]
fn whom_a_gateway_has_gets_a_packet_unless_it_is_asked_to_go_another_way() {
    let code = domain::OrganCode::new("H99.11").unwrap();
    let mut world = World::called("Ủy ban nhân dân phường Thử Nghiệm");
    world.counterparts.get_mut(&BUREAU).unwrap().fields.code = Some(code.clone());
    let dispatched = |by: Option<&str>, world: &World| {
        let story = Story::of(to_bureau(by, json!({})), StateName::Sealed);
        let moment = story.moment();
        let command: Command = serde_json::from_value(dispatch()).unwrap();
        let event = decide(&story.document, Actor::Person(CLERK), &command, &moment.context_at(world))?.remove(0);
        let by = domain::outgoing::Happening { by: Actor::Person(CLERK), at: moment.now, event };
        Ok::<_, domain::Refusal>(domain::outgoing::apply(story.document, &by).unwrap())
    };
    // No gateway has it: by mail, and who has asked for the interchange is told.
    assert!(dispatched(None, &world).unwrap().packets().is_empty());
    let no = dispatched(Some("interchange"), &world).unwrap_err();
    assert_eq!((no.rule.code(), no.pointer.as_deref()), ("no_gateway", Some("/by_post")));
    // One that knows it by its new code.
    let known = domain::OrganCode::new("H99.KT.011").unwrap();
    world.gateways.insert(code.to_string(), (known.clone(), "truc".to_owned()));
    for (by, packet) in [(None, true), (Some("interchange"), true), (Some("mail"), false), (Some("post"), false)] {
        let document = dispatched(by, &world).unwrap();
        let to = bureau(&document);
        let sent = document.packeting(to).map(|packet| (packet.gateway.as_str(), packet.to.clone()));
        assert_eq!(sent, packet.then(|| ("truc", known.clone())), "{by:?}");
        assert_eq!(document.mailing(to).is_some(), by == Some("mail"), "{by:?}");
        assert_eq!(document.noted().contains_key(&to), by == Some("post"), "{by:?}");
    }
}

/// Two entries of the directory, by a code of now and one of before: one office, which gets one packet.
#[test]
fn one_office_under_two_codes_gets_one_packet() {
    let (code, before) = (domain::OrganCode::new("H99.KT.011").unwrap(), domain::OrganCode::new("H99.11").unwrap());
    let mut world = World::called("Ủy ban nhân dân phường Thử Nghiệm");
    for (entry, code) in [(BUREAU, &code), (COMPANY, &before)] {
        world.counterparts.get_mut(&entry).unwrap().fields.code = Some(code.clone());
        world.gateways.insert(code.to_string(), (domain::OrganCode::new("H99.KT.011").unwrap(), "truc".to_owned()));
    }
    let story = Story::of(to_bureau(None, json!({})), StateName::Sealed);
    let decided = |command: Value| {
        let command: Command = serde_json::from_value(command).unwrap();
        decide(&story.document, Actor::Person(CLERK), &command, &story.moment().context_at(&world))
    };
    let no = decided(dispatch()).unwrap_err();
    assert_eq!((no.rule.code(), no.pointer.as_deref()), ("same_office_twice", Some("/by_post")));
    let to = bureau(&story.document);
    assert!(decided(json!({"command": "dispatch", "by_post": [to]})).is_ok(), "one of them goes another way");
}

/// Sent to the bureau by a gateway that has it.
pub fn gone_by_interchange() -> Story {
    let code = domain::OrganCode::new("H99.11").unwrap();
    let mut world = World::called("Ủy ban nhân dân phường Thử Nghiệm");
    world.counterparts.get_mut(&BUREAU).unwrap().fields.code = Some(code.clone());
    world.gateways.insert(code.to_string(), (code, "truc".to_owned()));
    let mut story = Story::of(to_bureau(Some("interchange"), json!({})), StateName::Sealed);
    let moment = story.moment();
    let command: Command = serde_json::from_value(dispatch()).unwrap();
    let event = decide(&story.document, Actor::Person(CLERK), &command, &moment.context_at(&world)).unwrap().remove(0);
    let by = domain::outgoing::Happening { by: Actor::Person(CLERK), at: moment.now, event };
    story.document = domain::outgoing::apply(story.document, &by).unwrap();
    story.now = moment.now;
    story
}

/// The sealed document anew.
pub fn update(files: &[domain::FileId]) -> Value {
    json!({"command": "send_update", "files": files, "reason": "Bản quét mờ"})
}

#[test]
fn an_update_goes_to_whoever_got_it_by_the_interchange_and_still_has_it() {
    let mut story = gone_by_interchange();
    let to = bureau(&story.document);
    let first = story.document.packeting(to).unwrap().clone();
    let sealed = |story: &Story| story.document.sealed_files().map(|file| file.id).collect::<Vec<_>>();
    assert_eq!(sealed(&story), [SEALED]);
    // Nothing new, nothing at all, and nobody's.
    for (files, code) in [(vec![SEALED], "nothing_to_change"), (vec![], "pdf_missing"), (vec![NO_FILE], "file_unknown")]
    {
        assert_eq!(story.refused(CLERK, update(&files)), code, "{files:?}");
    }
    story.by(CLERK, update(&[SIGNED]));
    let anew = story.document.packeting(to).unwrap().clone();
    assert_eq!((&anew.gateway, &anew.to, anew.recipient), (&first.gateway, &first.to, first.recipient));
    assert_ne!(anew.packet, first.packet);
    assert_eq!((sealed(&story), story.state()), (vec![SIGNED], StateName::Dispatched));
    // Whoever has refused it has it no more.
    let refused = json!({"command": "note_delivery", "recipient": to, "state": "refused", "remark": "Sai nơi nhận"});
    story.by(CLERK, refused);
    assert_eq!(story.refused(CLERK, update(&[SEALED])), "nothing_by_interchange");
    let mailed = Story::of(to_bureau(Some("mail"), json!({})), StateName::Dispatched);
    assert_eq!(mailed.refused(CLERK, update(&[SIGNED])), "nothing_by_interchange");
}

#[test]
fn what_cannot_be_mailed_is_refused_with_the_name_or_goes_by_post_where_nobody_has_asked() {
    let refused = |story: &Story, sends_mail: bool| {
        let moment = story.moment();
        let command: Command = serde_json::from_value(dispatch()).unwrap();
        let context = domain::outgoing::OutgoingContext { sends_mail, ..moment.context() };
        decide(&story.document, Actor::Person(CLERK), &command, &context)
    };
    let asked = Story::of(to_bureau(Some("mail"), json!({})), StateName::Sealed);
    let no = refused(&asked, false).unwrap_err();
    assert_eq!((no.rule.code(), no.pointer.as_deref()), ("mail_server_missing", Some("/by_post")));
    assert!(no.words().vi.contains("Cục Thử nghiệm"));
    let open = Story::of(to_bureau(None, json!({})), StateName::Sealed);
    assert!(refused(&open, false).is_ok());
    // Whose address was taken out of the directory since.
    let mut later = World::called("Ủy ban nhân dân phường Thử Nghiệm");
    later.counterparts.get_mut(&BUREAU).unwrap().fields.email = None;
    let moment = asked.moment();
    let command: Command = serde_json::from_value(dispatch()).unwrap();
    let no = decide(&asked.document, Actor::Person(CLERK), &command, &moment.context_at(&later)).unwrap_err();
    assert_eq!(no.rule.code(), "mail_address_missing");
    let to = asked.document.content().recipients[0].id;
    assert_eq!(asked.refused(CLERK, json!({"command": "dispatch", "by_post": [to]})), "recipient_unknown", "inside");
}

#[test]
fn files_that_are_too_large_for_a_mail_are_named_with_what_to_do() {
    let mut story = Story::of(to_bureau(None, json!({})), StateName::Issued);
    let mut large = World::called("Ủy ban nhân dân phường Thử Nghiệm");
    large.files.get_mut(&SEALED).unwrap().size = 20 * 1024 * 1024 + 1;
    let seal: Command = serde_json::from_value(json!({"command": "seal", "on": "pdf", "files": [SEALED]})).unwrap();
    let moment = story.moment();
    let event = decide(&story.document, Actor::Person(CLERK), &seal, &moment.context_at(&large)).unwrap().remove(0);
    let by = domain::outgoing::Happening { by: Actor::Person(CLERK), at: moment.now, event };
    story.document = domain::outgoing::apply(story.document, &by).unwrap();
    let no = story.refusal(Actor::Person(CLERK), dispatch());
    assert_eq!(no.rule.code(), "mail_too_large");
    let words = no.words();
    for part in ["Cục Thử nghiệm", "21 MB", "20 MB", "by_post"] {
        assert!(words.vi.contains(part) && words.en.contains(part), "{words:?}");
    }
    story.settings.outgoing.max_mailed_megabytes = 21;
    story.by(CLERK, dispatch());
}

/// Everybody to whom it goes, of whom this is known.
fn known(document: &OutgoingDocument, state: impl Fn(RecipientId) -> DeliveryState) -> Known {
    document.content().recipients.iter().map(|to| (to.id, state(to.id), "Nơi nhận".to_owned())).collect()
}

type Known = Vec<(RecipientId, DeliveryState, String)>;

fn look(story: &Story, known: &Known, told: &BTreeSet<Told>, now: UtcTime) -> Look {
    let around = Surroundings {
        now,
        directory: &WORLD.directory,
        calendar: &WORLD.calendars[0],
        settings: &story.settings.outgoing,
    };
    lateness::look(&story.document, known, told, around).unwrap()
}

fn told_of(look: &Look) -> Vec<(PersonId, NoticeKind)> {
    let person = |to: &Recipient| match to {
        Recipient::Person(id) => *id,
        Recipient::Sender(_) => panic!("somebody outside is told"),
    };
    look.tellings.iter().map(|telling| (person(&telling.notice.to), telling.notice.kind)).collect()
}

#[test]
fn whose_receipt_is_not_known_in_two_days_registry_and_drafter_are_told_of_once() {
    let content = to_bureau(None, json!({"reply_by": "2026-11-27"}));
    let story = Story::of(content, StateName::Dispatched);
    let document = &story.document;
    let all = known(document, |_| DeliveryState::Sent);
    let nobody = BTreeSet::new();
    // Sent on a Monday; a day of rest is on the Tuesday.
    let at = |day: u32, hour: u32| Utc.with_ymd_and_hms(2026, 11, day, hour, 0, 0).unwrap();
    let early = look(&story, &all, &nobody, at(25, 1));
    assert!(early.tellings.is_empty() && !early.again.is_empty());
    let due = *early.again.values().next().unwrap();
    assert!(due > at(25, 1) && due < at(27, 1), "{due}");
    let at_night = look(&story, &all, &nobody, due + Duration::hours(5));
    assert!(at_night.tellings.is_empty(), "nobody is told at night");
    assert!(at_night.again.values().any(|next| *next > due + Duration::hours(5)), "but in the morning");
    let late = look(&story, &all, &nobody, due);
    // The clerk, the drafter, and with the clerk who is away the chief of office.
    let expected = |kind| [CLERK, CLERK_2, CHIEF, OFFICER].map(|id| (id, kind));
    // And who has not read it here: Culture's deputy, whoever stands in for its head, and the militiaman.
    let inside = |ids: &[PersonId], kind| ids.iter().map(|id| (*id, kind)).collect::<Vec<_>>();
    let unread = inside(&[VICE, DEPUTY, MILITIAMAN], NoticeKind::IssuedUnread);
    assert_eq!(told_of(&late), [expected(NoticeKind::ReceiptLate).to_vec(), unread].concat());
    let told: BTreeSet<Told> = late.tellings.iter().flat_map(|telling| telling.told.clone()).collect();
    // What the post took is not waited for, what was mailed is, and so are those who have it in the installation and say nothing.
    let of = |id: RecipientId| told.iter().any(|one| one.assignment.0 == id.0);
    for to in &document.content().recipients {
        let by_post = to.destination.goes_outside() && document.mailing(to.id).is_none();
        assert_eq!(of(to.id), !by_post, "{to:?}");
    }
    let agency = |id: RecipientId| matches!(document.recipient(id).unwrap().destination, Destination::Agency { .. });
    let pressed = |look: &Look, what| look.pressed.iter().all(|(id, of, _)| agency(*id) && *of == what);
    assert!(late.pressed.len() == 1 && pressed(&late, lateness::Awaited::Receipt));
    assert!(look(&story, &all, &told, due + Duration::minutes(1)).tellings.is_empty(), "once");
    // Who has it and does not answer: those who are to act, on the first working morning after the day that was asked for.
    let come = known(document, |_| DeliveryState::Received);
    let monday = at(30, 1) + Duration::minutes(30);
    let no_answer = look(&story, &come, &told, monday);
    // Of those inside Culture alone is to act.
    let asked = inside(&[VICE, DEPUTY], NoticeKind::ReplyAwaited);
    assert_eq!(told_of(&no_answer), [expected(NoticeKind::ReplyLate).to_vec(), asked].concat());
    assert!(no_answer.pressed.is_empty(), "the agency is to report");
    let late: BTreeSet<_> =
        no_answer.tellings.iter().flat_map(|one| &one.told).map(|told| RecipientId(told.assignment.0)).collect();
    let acts = |id: &RecipientId| document.recipient(*id).unwrap().purpose == domain::outgoing::Purpose::ToAct;
    assert!(late.len() == 2 && late.iter().all(acts), "{late:?}");
    let answered = known(document, |_| DeliveryState::Done);
    assert_eq!(look(&story, &answered, &told, monday), Look::default());
}

#[test]
fn another_agency_that_is_to_act_is_asked_for_its_answer_and_a_person_gets_one_letter_of_all_that_is_theirs() {
    let content = decision_with(json!({"reply_by": "2026-11-27", "recipients": [
        {"agency": "H99.2", "purpose": "to_act"},
        {"department": CULTURE, "purpose": "to_act"},
        {"person": DEPUTY, "purpose": "to_act"},
        {"person": OFFICER, "purpose": "to_act"},
    ]}));
    let story = Story::of(content, StateName::Dispatched);
    let come = known(&story.document, |_| DeliveryState::Received);
    let monday = Utc.with_ymd_and_hms(2026, 11, 30, 1, 30, 0).unwrap();
    let late = look(&story, &come, &BTreeSet::new(), monday);
    let agency = story.document.content().recipients[0].id;
    assert!(matches!(late.pressed[..], [(id, lateness::Awaited::Reply, _)] if id == agency), "{:?}", late.pressed);
    let told = told_of(&late);
    let of = |id: PersonId| told.iter().filter(|(told, _)| *told == id).map(|(_, kind)| *kind).collect::<Vec<_>>();
    assert_eq!(of(DEPUTY), [NoticeKind::ReplyAwaited], "once, by name and as Culture's");
    assert_eq!(of(OFFICER), [NoticeKind::ReplyLate], "the drafter knows it as such");
    let deputy = late.tellings.iter().find(|one| one.notice.to == Recipient::Person(DEPUTY)).unwrap();
    assert_eq!(deputy.told.len(), 2);
    let all: BTreeSet<Told> = late.tellings.iter().flat_map(|telling| telling.told.clone()).collect();
    assert!(look(&story, &come, &all, monday + Duration::minutes(1)).tellings.is_empty(), "once");
}

#[test]
fn whom_no_mail_asks_for_what_was_recalled_the_registry_asks_by_letter() {
    use domain::notice::recall_by_letter;
    let mut story = Story::of(to_bureau(None, json!({})), StateName::Dispatched);
    let asked = bureau(&story.document);
    let told = |story: &Story, by_mail: bool| {
        let notices = recall_by_letter(&story.document, |id| by_mail && id == asked, &WORLD.directory);
        assert!(notices.iter().all(|notice| notice.kind == NoticeKind::RecallByLetter));
        let people: BTreeSet<_> = notices.iter().map(|notice| notice.to.clone()).collect();
        (people, notices.first().and_then(|notice| notice.words.clone()))
    };
    assert_eq!(told(&story, true), (BTreeSet::new(), None), "the post has taken nothing");
    let by_post = story.document.content().recipients.iter().filter(|to| to.destination.goes_outside());
    let ids: Vec<RecipientId> = by_post.map(|to| to.id).collect();
    let note = |id: RecipientId, state: &str| json!({"command": "note_delivery", "recipient": id, "state": state, "remark": "EX1"});
    for id in &ids {
        story.by(CLERK, note(*id, "sent"));
    }
    let (people, words) = told(&story, true);
    assert_eq!(people, [CLERK, CLERK_2, CHIEF].map(Recipient::Person).into());
    let words = words.unwrap();
    assert!(words.contains("Hộ ông Trần Văn Mẫu (Tổ 5") && !words.contains("Cục Thử nghiệm"), "{words}");
    assert!(
        told(&story, false).1.unwrap().contains("Cục Thử nghiệm"),
        "its mail had failed, and the post has brought it"
    );
    for id in &ids {
        story.by(CLERK, note(*id, "refused"));
    }
    assert_eq!(told(&story, false).1, None, "it came back");
}

#[test]
fn what_is_urgent_is_told_at_any_hour_and_what_was_recalled_not_at_all() {
    let mut story = Story::of(decision_with(json!({"urgency": "immediate"})), StateName::Dispatched);
    let all = known(&story.document, |_| DeliveryState::Queued);
    let night = Utc.with_ymd_and_hms(2026, 11, 28, 20, 0, 0).unwrap();
    let late = look(&story, &all, &BTreeSet::new(), night);
    assert!(!late.tellings.is_empty());
    assert!(late.tellings[0].told.len() == story.document.content().recipients.len(), "all of them in one letter");
    story.by(CLERK, json!({"command": "recall", "reason": "Ban hành nhầm"}));
    assert_eq!(look(&story, &all, &BTreeSet::new(), night), Look::default());
}

#[test]
fn a_mail_that_fails_is_told_to_drafter_and_registry() {
    let story = Story::of(to_bureau(None, json!({})), StateName::Dispatched);
    let mailing = &story.document.mailed()[0];
    let notices = delivery_failed(&story.document, mailing, "550 5.1.1", &WORLD.directory);
    let told: BTreeSet<_> = notices.iter().map(|notice| notice.to.clone()).collect();
    assert_eq!(told, [CLERK, CLERK_2, CHIEF, OFFICER].map(Recipient::Person).into());
    assert!(notices.iter().all(|notice| notice.kind == NoticeKind::MailFailed));
    let words = notices[0].words.as_deref().unwrap();
    assert!(words.contains("Cục Thử nghiệm") && words.contains("550 5.1.1"), "{words}");
    let by = (Actor::Person(CLERK), story.now);
    let letter = notice::to_outside(&story.document, mailing, None, by, None, &WORLD.directory);
    let enclosed = letter.enclosed.unwrap();
    assert_eq!(enclosed.files.iter().map(|file| file.id).collect::<Vec<_>>(), [SEALED], "not the draft");
    assert_eq!((letter.to.name.as_str(), letter.from, letter.to.person), ("Cục Thử nghiệm", None, None));
}

#[test]
fn an_answer_is_asked_of_those_who_are_to_act_alone_and_all_know_what_they_get_it_for() {
    let to = |purpose: &str| {
        json!({"reply_by": "2026-12-04", "recipients": [
            {"person": MILITIAMAN, "purpose": purpose},
            {"agency": "H99.2", "purpose": purpose},
            {"counterpart": BUREAU, "purpose": purpose},
        ]})
    };
    for (purpose, words, asked) in [
        ("to_act", "để thực hiện", NaiveDate::from_ymd_opt(2026, 12, 4)),
        ("to_report", "để báo cáo", None),
        ("to_know", "để biết", None),
    ] {
        let mut story = Story::of(decision_with(to(purpose)), StateName::Sealed);
        let before = story.document.clone();
        let sent = story.by(CLERK, dispatch());
        let document = &story.document;
        // Inside.
        let notices = outgoing_notices(Some(&before), document, &sent, &WORLD.directory);
        let inside = notices.iter().find(|notice| notice.kind == NoticeKind::IssuedForYou).unwrap();
        let until = if asked.is_some() { "; trả lời chậm nhất hết ngày 04/12/2026" } else { "" };
        assert_eq!(inside.words.as_deref(), Some(format!("{words}{until}").as_str()));
        // At another agency.
        let since = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        let agency = AgencyRecord::new(WORLD.directory.agency, "H99.1", "Ủy ban nhân dân phường Thử Nghiệm", since);
        let by = (Some(By::own(CLERK)), story.now);
        let there = delivery::of_outgoing(document, &document.content().recipients[1], &agency, by, None).unwrap();
        assert_eq!(there.facts.deadline, asked);
        assert_eq!(there.facts.remark.map(|remark| remark.to_string()), Some(format!("Gửi {words}")));
        // Outside.
        let by = (Actor::Person(CLERK), story.now);
        let letter = notice::to_outside(document, &document.mailed()[0], None, by, None, &WORLD.directory);
        let enclosed = letter.enclosed.unwrap();
        assert_eq!((enclosed.reply_by, enclosed.purpose.map(Purpose::vietnamese)), (asked, Some(words)));
    }
}

#[test]
fn what_was_replaced_is_still_out_and_what_was_recalled_is_not() {
    let out = [StateName::Dispatched, StateName::Filed, StateName::Replaced];
    for state in StateName::ALL {
        assert_eq!(Story::in_state(*state).document.is_out(), out.contains(state), "{state:?}");
    }
}

/// The office some days later: the militiaman has left, and Culture has neither head nor registry.
fn emptied() -> World {
    let mut later = World::called("Ủy ban nhân dân phường Thử Nghiệm");
    for person in later.directory.people.values_mut() {
        person.posts.retain(|department, post| *department != CULTURE || !post.leads());
    }
    later.directory.people.get_mut(&MILITIAMAN).unwrap().active = false;
    later
}

#[test]
fn where_nobody_is_there_it_arrives_and_whoever_sent_it_is_told_too() {
    let mut story = Story::in_state(StateName::Sealed);
    let later = emptied();
    let before = story.document.clone();
    let sent = story.by(CLERK, dispatch());
    let notices = outgoing_notices(Some(&before), &story.document, &sent, &later.directory);
    let told: BTreeSet<_> = notices.iter().map(|notice| (notice.to.clone(), notice.kind)).collect();
    let kind = NoticeKind::NobodyTold;
    let mut wanted: BTreeSet<_> = [CLERK, CLERK_2, CHIEF].map(|id| (Recipient::Person(id), kind)).into();
    wanted.insert((Recipient::Person(OFFICER), NoticeKind::IssuedToFile));
    assert_eq!(told, wanted);
    let words = notices[0].words.as_deref().unwrap();
    assert_eq!(words, "Phòng VHXH; Ông/Bà quansu");
    assert_eq!(story.document.unread().count(), 2, "nothing is lost");
    for (_, holder) in story.document.inside() {
        assert!(reaches_somebody(holder, &WORLD.directory) && !reaches_somebody(holder, &later.directory));
    }
}

#[test]
fn a_units_own_registry_takes_in_what_comes_to_the_unit_and_sees_nothing_of_how_it_came_about() {
    use domain::access::outgoing::{Sight, offered, sight};
    let mut content = decision();
    content["recipients"] = json!([{"department": ECONOMY, "purpose": "to_act"}]);
    let mut story = Story::of(content, StateName::Sealed);
    assert_eq!(sight(&story.document, ECONOMY_REGISTRY, &WORLD.directory), None, "a draft of its own unit neither");
    story.by(CLERK, dispatch());
    assert_eq!(sight(&story.document, ECONOMY_REGISTRY, &WORLD.directory), Some(Sight::Received));
    let to = story.document.content().recipients[0].id;
    assert!(offered(&story.document, ECONOMY_REGISTRY, &WORLD.directory).iter().any(|one| one.recipient == Some(to)));
    story.by(ECONOMY_REGISTRY, json!({"command": "acknowledge", "recipient": to}));
    assert_eq!(story.document.noted()[&to].state, DeliveryState::Received);
    assert_eq!(story.refused(ECONOMY_REGISTRY, json!({"command": "recall", "reason": "a"})), "registry_only");
}
