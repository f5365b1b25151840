//! Replacement, amendment and correction: by a document of the right form, of what has gone out, noted at it and taken back.

use domain::{
    Actor, Rule,
    notice::{NoticeKind as K, Recipient, outgoing_notices},
    organisation::FormDesk,
    outgoing::{Event, RelationKind, StateName as S, form, state::State},
    work::outgoing_work_of,
};
use serde_json::{Value, json};

use crate::{
    earlier::{EARLIER, EARLIER_LETTER, EARLIER_RECALLED, EARLIER_REPLACED, EARLIER_UNSENT, LATER, NONE, RELATED},
    story::{Story, decision_with, noted, settings},
    world::*,
};

fn drafted(relations: Value, document_type: &str) -> Result<Story, (&'static str, String)> {
    let content = decision_with(json!({"relations": relations, "document_type": document_type, "answers": []}));
    Story::try_draft(Actor::Person(OFFICER), content, settings(FormDesk::Registry))
        .map_err(|refusal| (refusal.rule.code(), refusal.pointer.unwrap_or_default()))
}

fn refused(kind: &str, document: domain::DocumentId, document_type: &str) -> &'static str {
    drafted(json!([{"kind": kind, "document": document}]), document_type).err().map_or("drafted", |(code, place)| {
        assert_eq!(place, "/content/relations/0/document", "{code}");
        code
    })
}

const DECISION: &str = "quyet_dinh_ca_biet";

#[test]
fn only_the_right_form_mends_what_has_gone_out() {
    assert_eq!(refused("replaces", EARLIER, DECISION), "drafted");
    assert_eq!(refused("amends", EARLIER, DECISION), "drafted");
    assert_eq!(refused("corrects", EARLIER, "cong_van"), "drafted");
    assert_eq!(refused("corrects", EARLIER_LETTER, "cong_van"), "drafted");
    assert_eq!(refused("replaces", EARLIER_LETTER, "cong_van"), "drafted");
    assert_eq!(refused("replaces", EARLIER_RECALLED, DECISION), "drafted");
    assert_eq!(refused("replaces", EARLIER, "cong_van"), "relation_type");
    assert_eq!(refused("amends", EARLIER, "thong_bao"), "relation_type");
    assert_eq!(refused("corrects", EARLIER, DECISION), "correction_is_letter");
    assert_eq!(refused("amends", EARLIER_RECALLED, DECISION), "relation_recalled");
    assert_eq!(refused("corrects", EARLIER_RECALLED, "cong_van"), "relation_recalled");
    assert_eq!(refused("replaces", EARLIER_REPLACED, DECISION), "relation_replaced");
    assert_eq!(refused("replaces", EARLIER_UNSENT, DECISION), "relation_not_dispatched");
    assert_eq!(refused("replaces", UNSEEN, DECISION), "relation_unknown");
}

#[test]
fn one_is_named_once_and_of_many_there_is_an_end() {
    let twice = json!([{"kind": "amends", "document": EARLIER}, {"kind": "replaces", "document": EARLIER}]);
    assert_eq!(drafted(twice, DECISION).err(), Some(("relation_twice", "/content/relations/1/document".to_owned())));
    let many: Value = (0..21).map(|_| json!({"kind": "replaces", "document": EARLIER})).collect();
    assert_eq!(drafted(many, DECISION).err(), Some(("too_many_relations", "/content/relations".to_owned())));
    let mut own = drafted(json!([]), DECISION).unwrap();
    let content = decision_with(json!({"relations": [{"kind": "replaces", "document": DOCUMENT}]}));
    let refusal = own.try_by(Actor::Person(OFFICER), json!({"command": "revise", "content": content})).unwrap_err();
    assert_eq!(refusal.rule, Rule::RelationToItself);
}

#[test]
fn what_can_no_longer_be_replaced_keeps_it_from_the_signer_and_not_from_its_number() {
    let mut story = drafted(json!([{"kind": "replaces", "document": EARLIER}]), DECISION).unwrap();
    story.on_to(S::FormCheck);
    let mut moment = story.moment();
    moment.related = &RELATED;
    let codes = |moment: &Moment, story: &Story| -> Vec<&str> {
        form::findings(&story.document, &moment.context()).iter().map(|found| found.code).collect()
    };
    assert_eq!(codes(&moment, &story), Vec::<&str>::new());
    moment.related = &NONE;
    assert_eq!(codes(&moment, &story), ["relation_not_possible"]);
    story.on_to(S::Signed);
    let Event::Issued { relations, .. } = story.by(CLERK, json!({"command": "issue"})).event else { panic!() };
    assert_eq!(relations.len(), 1);
    assert_eq!(
        (relations[0].kind, relations[0].document, relations[0].refused),
        (RelationKind::Replaces, EARLIER, None)
    );

    let mut late = drafted(json!([{"kind": "replaces", "document": EARLIER}]), DECISION).unwrap();
    late.on_to(S::Signed);
    let moment = late.moment();
    let command = serde_json::from_value(json!({"command": "issue"})).unwrap();
    let events = domain::outgoing::decide(&late.document, Actor::Person(CLERK), &command, &moment.context()).unwrap();
    assert!(
        matches!(&events[0], Event::Issued { relations, .. }
        if relations[0].refused == Some(Rule::RelationUnknown)),
        "{events:?}"
    );
}

#[test]
fn who_got_what_is_replaced_and_not_what_replaces_it_is_found() {
    let content = json!({"relations": [{"kind": "replaces", "document": EARLIER}], "answers": [],
        "recipients": [{"department": CULTURE, "purpose": "to_know"}, {"agency": "H99.2", "purpose": "to_know"}]});
    let story = Story::drafted(decision_with(content));
    let mut moment = story.moment();
    moment.related = &RELATED;
    let found = form::findings(&story.document, &moment.context());
    let found = found.iter().find(|found| found.code == "recipients_of_replaced").unwrap();
    assert!(!found.blocks);
    assert!(found.words.vi.contains("15/QĐ-UBND"), "{}", found.words.vi);
    for missing in ["Công ty Cổ phần Mẫu", "Hộ ông Trần Văn Mẫu", "quansu"] {
        assert!(found.words.vi.contains(missing), "{}", found.words.vi);
    }
    assert!(!found.words.vi.contains("Sở Thử nghiệm"), "{}", found.words.vi);
}

#[test]
fn a_replaced_document_is_at_rest_with_its_seal_and_comes_back_as_it_was() {
    for state in [S::Dispatched, S::Filed, S::Recalled] {
        let mut story = Story::in_state(state);
        let stood = story.document.state().clone();
        story.by_actor(Actor::Office, noted("replaced", LATER[0]));
        assert_eq!(story.state(), S::Replaced);
        assert_eq!(story.document.state().seal(), stood.seal(), "{state:?}");
        assert_eq!(story.document.state().line(), stood.line());
        assert!(outgoing_work_of(&story.document).is_empty());
        assert_eq!(story.refused(CLERK, json!({"command": "recall", "reason": "Nhầm"})), "wrong_state");
        story.by(CLERK, json!({"command": "comment", "text": "Đã có văn bản thay thế"}));
        let other = json!({"command": "take_relation_back", "document": LATER[1]});
        assert_eq!(story.refusal(Actor::Office, other).rule, Rule::RelationUnknown);
        story.by_actor(Actor::Office, json!({"command": "take_relation_back", "document": LATER[0]}));
        assert_eq!(story.document.state(), &stood);
    }
}

#[test]
fn amendments_and_corrections_stand_beside_the_state() {
    let mut story = Story::in_state(S::Dispatched);
    story.by_actor(Actor::Office, noted("amended", LATER[0]));
    story.by_actor(Actor::Office, noted("corrected", LATER[1]));
    assert_eq!(story.refusal(Actor::Office, noted("corrected", LATER[0])).rule, Rule::RelationTwice);
    assert_eq!(story.refusal(Actor::Office, noted("corrected", DOCUMENT)).rule, Rule::RelationTwice);
    let later: Vec<_> = story.document.later().map(|(kind, later)| (kind, later.document)).collect();
    assert_eq!(later, [(RelationKind::Amends, LATER[0]), (RelationKind::Corrects, LATER[1])]);
    story.by_actor(Actor::Office, noted("replaced", LATER[2]));
    story.by_actor(Actor::Office, json!({"command": "take_relation_back", "document": LATER[0]}));
    assert!(matches!(story.document.state(), State::Replaced { .. }));
    assert_eq!(story.document.later().count(), 2);
    assert_eq!(story.refused(CLERK, noted("amended", LATER[0])), "wrong_state");
    assert_eq!(Story::in_state(S::Filed).refused(CLERK, noted("amended", LATER[0])), "system_only");
}

#[test]
fn whoever_answers_for_it_or_works_by_it_is_told() {
    for (command, kind) in
        [("replaced", K::IssuedReplaced), ("amended", K::IssuedAmended), ("corrected", K::IssuedCorrected)]
    {
        let mut story = Story::in_state(S::Dispatched);
        let mut told = |command: Value| -> Vec<_> {
            let before = story.document.clone();
            let happening = story.by_actor(Actor::Office, command);
            let notices = outgoing_notices(Some(&before), &story.document, &happening, &WORLD.directory);
            let mut told: Vec<_> = notices.into_iter().map(|notice| (notice.to, notice.kind, notice.words)).collect();
            told.sort_by(|one, other| one.0.cmp(&other.0));
            told
        };
        let everybody = |kind: K| {
            let words = Some("20/QĐ-UBND ngày 27/11/2026".to_owned());
            [CHAIR, VICE, DEPUTY, OFFICER, MILITIAMAN].map(|id| (Recipient::Person(id), kind, words.clone()))
        };
        assert_eq!(told(noted(command, LATER[0])), everybody(kind));
        let back = json!({"command": "take_relation_back", "document": LATER[0]});
        assert_eq!(told(back), everybody(K::RelationTakenBack));
    }
}
