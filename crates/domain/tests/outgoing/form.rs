//! The outer form: how number, place and date, recipients and signature are written, and what the check of the form finds.

use domain::{
    Actor, Notation, OfficeSettings, Words,
    organisation::FormDesk,
    outgoing::{Finding, StateName, findings, form::layout},
};
use serde_json::{Value, json};

use crate::{
    story::{Story, decision, decision_with, settings},
    world::*,
};

/// A notice that the office's regulation lets the office sign by order.
fn notice(signer: domain::PersonId) -> Value {
    decision_with(json!({"document_type": "thong_bao", "signer": signer}))
}

fn signature_at(world: &World, content: Value) -> Vec<String> {
    let story = Story::drafted(content);
    let moment = story.moment();
    layout(&story.document, &moment.context_at(world)).signature
}

fn signature(content: Value) -> Vec<String> {
    signature_at(&WORLD, content)
}

#[test]
fn a_collective_body_is_signed_for_by_its_head_and_by_the_deputy_in_their_field() {
    let name = "Ông/Bà chutich";
    assert_eq!(signature(decision()), ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", name]);
    let culture = decision_with(json!({"signer": VICE, "field": "Văn hóa"}));
    assert_eq!(signature(culture), ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Ông/Bà phochutich"]);
    let council = World::called("Hội đồng nhân dân phường Thử Nghiệm");
    assert_eq!(signature_at(&council, decision()), ["TM. HỘI ĐỒNG NHÂN DÂN", "CHỦ TỊCH", name]);
    let department = World::called("Sở Thử nghiệm");
    assert_eq!(signature_at(&department, decision()), ["CHỦ TỊCH", name], "one head, and nobody else's behalf");
}

#[test]
fn by_order_and_by_authority_nobody_signs_on_the_bodys_behalf() {
    assert_eq!(signature(notice(CHIEF)), ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "Ông/Bà chanhvanphong"]);
    assert_eq!(
        signature(notice(OFFICE_DEPUTY)),
        ["TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "Ông/Bà phovanphong"]
    );
    let report = decision_with(json!({"document_type": "bao_cao", "signer": HEAD}));
    assert_eq!(signature(report), ["TUQ. CHỦ TỊCH", "TRƯỞNG PHÒNG", "Ông/Bà truongphong.kinhte"]);
}

#[test]
fn who_has_no_capacity_stands_there_without_one_and_who_is_not_named_not_at_all() {
    assert_eq!(signature(decision_with(json!({"signer": OFFICER}))), ["CHUYÊN VIÊN", "Ông/Bà chuyenvien.kinhte1"]);
    assert!(signature(decision_with(json!({"signer": null}))).is_empty());
}

#[test]
fn what_was_signed_keeps_the_form_in_which_it_was_signed() {
    let mut story = Story::of(notice(OFFICE_DEPUTY), StateName::AwaitingSignature);
    let before = layout(&story.document, &story.moment().context()).signature;
    story.by(OFFICE_DEPUTY, json!({"command": "sign", "on": "pdf", "files": [SIGNED]}));
    assert_eq!(layout(&story.document, &story.moment().context()).signature, before);
    // The deputy is called otherwise afterwards, and signs nothing more.
    let mut later = World::called("Ủy ban nhân dân phường Thử Nghiệm");
    let deputy = later.organisation.people.get_mut(&OFFICE_DEPUTY).unwrap();
    deputy.title = "Chuyên viên".to_owned();
    deputy.positions.clear();
    later.directory = later.organisation.directory(domain::day_in_vietnam(story.now));
    assert_eq!(layout(&story.document, &story.moment().context_at(&later)).signature, before);
}

#[test]
fn number_place_and_recipients_are_written_as_the_decree_has_them() {
    let mut story = Story::drafted(decision());
    let draft = layout(&story.document, &story.moment().context());
    assert_eq!(draft.number, "…/QĐ-UBND");
    assert_eq!(draft.place_and_date, "Thử Nghiệm, ngày 23 tháng 11 năm 2026");
    assert_eq!(
        draft.recipients,
        [
            "- Phòng VHXH (để thực hiện);",
            "- Chuyên viên Ông/Bà quansu (để biết);",
            "- Sở Thử nghiệm (để báo cáo);",
            "- Công ty Cổ phần Mẫu (để biết);",
            "- Hộ ông Trần Văn Mẫu (để biết);",
            "- Lưu: VT, KT.",
        ]
    );
    story.on_to(StateName::Issued);
    let issued = layout(&story.document, &story.moment().context());
    assert_eq!((issued.number.as_str(), issued.recipients), ("15/QĐ-UBND", draft.recipients));
    let letter = Story::of(decision_with(json!({"document_type": "cong_van"})), StateName::Issued);
    assert_eq!(layout(&letter.document, &letter.moment().context()).number, "15/UBND-KT");
    let normative = Story::of(decision_with(json!({"document_type": "quyet_dinh"})), StateName::Issued);
    assert_eq!(layout(&normative.document, &normative.moment().context()).number, "03/2026/QĐ-UBND");
}

/// Mẫu 1.2 of Appendix III, note 6: a decision is the body's or its head's, whoever has signed it.
#[test]
fn a_decision_is_made_by_the_body_or_its_head_and_not_by_whoever_signs() {
    let authority = |world: &World, content: Value| {
        let story = Story::drafted(content);
        layout(&story.document, &story.moment().context_at(world)).authority
    };
    let body = Some("ỦY BAN NHÂN DÂN PHƯỜNG THỬ NGHIỆM".to_owned());
    let culture = decision_with(json!({"signer": VICE, "field": "Văn hóa"}));
    let ward = World::called("Ủy ban nhân dân phường Thử Nghiệm");
    assert_eq!(authority(&ward, decision()), body);
    assert_eq!(authority(&ward, culture.clone()), body, "KT. is on the body's behalf, too");
    let head = Some("CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG THỬ NGHIỆM".to_owned());
    assert_eq!(authority(&ward, notice(CHIEF)), head, "TL.");
    let report = decision_with(json!({"document_type": "bao_cao", "signer": HEAD}));
    assert_eq!(authority(&ward, report), head, "TUQ.");
    let department = World::called("Sở Thử nghiệm");
    assert_eq!(authority(&department, culture), Some("CHỦ TỊCH SỞ THỬ NGHIỆM".to_owned()), "one head");
    assert_eq!(authority(&ward, decision_with(json!({"signer": null}))), None);
}

#[test]
fn who_is_addressed_stands_above_and_is_not_named_again_below() {
    let written = |content: Value| {
        let story = Story::drafted(content);
        let layout = layout(&story.document, &story.moment().context());
        (layout.addressed_to, layout.recipients)
    };
    let below = [
        "- Như trên;",
        "- Chuyên viên Ông/Bà quansu (để biết);",
        "- Công ty Cổ phần Mẫu (để biết);",
        "- Hộ ông Trần Văn Mẫu (để biết);",
        "- Lưu: VT, KT.",
    ];
    for addressed in ["cong_van", "bao_cao"] {
        let (above, recipients) = written(decision_with(json!({"document_type": addressed})));
        assert_eq!(above, ["- Phòng VHXH;", "- Sở Thử nghiệm."], "{addressed}");
        assert_eq!(recipients, below, "{addressed}");
    }
    let (above, _) = written(decision());
    assert!(above.is_empty(), "a decision speaks to nobody");
    let to_know = |document_type: &str| {
        let recipients = json!([{"department": CULTURE, "purpose": "to_know"}]);
        written(decision_with(json!({"document_type": document_type, "recipients": recipients})))
    };
    assert_eq!(to_know("cong_van").1, ["- Phòng VHXH (để biết);", "- Lưu: VT, KT."]);
    let one = json!([{"department": CULTURE, "purpose": "to_act"}]);
    let (above, recipients) = written(decision_with(json!({"document_type": "cong_van", "recipients": one})));
    assert_eq!(
        (above, recipients),
        (vec!["Phòng VHXH".to_owned()], vec!["- Như trên;".to_owned(), "- Lưu: VT, KT.".to_owned()])
    );
    // A report that is made to nobody above speaks to nobody.
    let (above, recipients) = written(decision_with(json!({"document_type": "bao_cao", "recipients": one})));
    assert_eq!((above.len(), recipients.len()), (0, 2));
}

#[test]
fn the_date_is_that_of_the_number_and_not_of_whoever_looks() {
    let mut story = Story::in_state(StateName::Issued);
    story.now += chrono::Duration::days(40);
    let written = layout(&story.document, &story.moment().context()).place_and_date;
    assert_eq!(written, "Thử Nghiệm, ngày 23 tháng 11 năm 2026");
}

fn found(content: Value, settings: OfficeSettings) -> Vec<Finding> {
    let mut story = Story::drafted_by(Actor::Person(OFFICER), content, settings);
    story.on_to(StateName::FormCheck);
    findings(&story.document, &story.moment().context())
}

/// What is found, and whether it blocks.
fn codes(content: Value, settings: OfficeSettings) -> Vec<(&'static str, bool)> {
    found(content, settings).iter().map(|finding| (finding.code, finding.blocks)).collect()
}

fn usual() -> OfficeSettings {
    settings(FormDesk::Registry)
}

#[test]
fn a_document_in_order_has_no_findings() {
    assert_eq!(codes(decision(), usual()), []);
    assert_eq!(codes(decision_with(json!({"notation": "QĐ-UBND"})), usual()), []);
    assert_eq!(codes(decision_with(json!({"document_type": "cong_van", "notation": "UBND-VX"})), usual()), []);
}

#[test]
fn faults_of_the_form_block_and_what_is_only_missing_is_pointed_at() {
    let asked = |document_type: &str, notation: &str| {
        codes(decision_with(json!({"document_type": document_type, "notation": notation})), usual())
    };
    assert_eq!(asked("cong_van", "CV-UBND"), [("notation_type", true)], "công văn has no abbreviation");
    assert_eq!(asked("cong_van", "UBND-CVX"), [], "which is a group of its own");
    assert_eq!(asked("quyet_dinh_ca_biet", "TB-UBND"), [("notation_type", true)]);
    assert_eq!(asked("quy_dinh", "QYĐ-UBND"), [("notation_type", true)], "case matters");
    assert_eq!(asked("quyet_dinh_ca_biet", "QĐ - UBND"), [("notation_form", true), ("notation_type", true)]);
    assert_eq!(asked("quyet_dinh", "QĐ-UBND"), [("notation_year", true)], "a normative one carries the year");
    assert_eq!(asked("quyet_dinh", "2026/QĐ-UBND"), []);
    assert_eq!(codes(decision_with(json!({"signer": null})), usual()), [("signer_missing", true)]);
    for (signer, why) in [(OFFICER, "without a capacity"), (CHIEF, "another type"), (VICE, "another field")] {
        let found = codes(decision_with(json!({"signer": signer})), usual());
        assert_eq!(found.first(), Some(&("signer_without_capacity", true)), "{why}");
        // The deputy is away, too.
        let away = WORLD.directory.away.contains_key(&signer);
        assert_eq!(found.get(1), away.then_some(&("signer_away", false)), "{why}");
    }
    assert_eq!(
        codes(
            json!({"document_type": "quyet_dinh_ca_biet", "subject": "Thử", "signer": CHAIR}),
            OfficeSettings::default()
        ),
        [("place_missing", false), ("no_recipients", false), ("no_text", false), ("pages_missing", false)]
    );
    let mut long = usual();
    long.outgoing.agency_notation = Notation::new(&"U".repeat(29)).ok();
    assert_eq!(codes(decision(), long), [("notation_long", true)], "no number could be given");
}

#[test]
fn a_fault_keeps_it_from_the_signer_in_the_words_of_the_finding() {
    let content = decision_with(json!({"document_type": "cong_van", "notation": "CV-UBND"}));
    let Words { vi, en } = found(content.clone(), usual()).remove(0).words;
    let mut story = Story::drafted(content);
    story.on_to(StateName::FormCheck);
    let refusal = story.refusal(Actor::Person(CLERK), json!({"command": "pass_form"}));
    assert_eq!(refusal.rule.code(), "form_fault");
    let words = refusal.words();
    assert!(words.vi.ends_with(&vi) && words.en.ends_with(&en), "{words:?}");
    story.by(CLERK, json!({"command": "return_to_drafter", "reason": "Bỏ “CV” trong ký hiệu"}));
    story.by(OFFICER, json!({"command": "revise", "content": decision_with(json!({"document_type": "cong_van"}))}));
    story.on_to(StateName::Issued);
    assert_eq!(story.document.state().line().map(domain::outgoing::Line::written).as_deref(), Some("15/UBND-KT"));
}
