//! The office's day, told step by step.

use domain::{
    Actor, RecallPolicy,
    assignment::{AssignmentRole, Holder, Status, StatusName},
    incoming::{Event, Pending, State, StateName as S},
    work::{Desk, Task, work_of},
};
use serde_json::{Value, json};

use crate::world::*;

const ECONOMY_DESK: Holder = Holder::Department(ECONOMY);

/// Whose desk it is on, and what for.
fn on_desks(story: &Story) -> Vec<(Desk, Task)> {
    let mut desks: Vec<_> =
        work_of(&story.document, story.now).into_iter().map(|item| (item.desk, item.task)).collect();
    desks.sort_unstable();
    desks
}

fn on_desk_of(person: domain::PersonId, task: Task) -> (Desk, Task) {
    (Desk::Holder(Holder::Person(person)), task)
}

fn directed_to_three(leader_approves: bool) -> Story {
    let mut story = Story::registered(Paper::Letter);
    story.by(CLERK, json!({"command": "present", "to": CHAIR, "note": "Kính trình Chủ tịch"}));
    story.by(
        CHAIR,
        json!({"command": "direct", "direction": {
            "primary": {"department": ECONOMY, "instruction": "Chủ trì, tham mưu văn bản trả lời", "due": "2026-12-04T10:00:00Z"},
            "supporting": [{"department": CULTURE, "due": "2026-12-01T10:00:00Z"}],
            "informed": [{"person": CHIEF}],
            "leader_approves": leader_approves,
        }}),
    );
    story
}

#[test]
fn a_letter_is_registered_presented_directed_assigned_answered_approved_and_filed() {
    let mut story = Story::received(Paper::Letter);
    assert_eq!(on_desks(&story), [(Desk::Registry, Task::Register)]);
    story.by(CLERK, json!({"command": "register"}));
    let entry = story.document.state().entry().unwrap().clone();
    assert_eq!((entry.written().as_str(), entry.year, entry.register_name.as_str()), ("07", 2026, "Sổ văn bản đến"));

    let mut story = directed_to_three(false);
    assert_eq!(story.state(), S::Directed);
    let economy = story.of(ECONOMY_DESK, AssignmentRole::Primary).clone();
    let culture = story.of(Holder::Department(CULTURE), AssignmentRole::Supporting).clone();
    let chief = story.of(Holder::Person(CHIEF), AssignmentRole::Informed).clone();
    assert_eq!(
        on_desks(&story),
        [
            (Desk::Holder(ECONOMY_DESK), Task::Organise),
            (Desk::Holder(Holder::Department(CULTURE)), Task::Support),
            on_desk_of(CHIEF, Task::Read),
        ]
    );

    story.by(CHIEF, json!({"command": "acknowledge", "assignment": chief.id}));
    story.by(
        HEAD,
        json!({"command": "assign", "assignment": economy.id,
        "officer": {"person": OFFICER, "instruction": "Dự thảo", "due": "2026-12-02T10:00:00Z"},
        "supporting": [{"person": OFFICER_2}]}),
    );
    assert_eq!(story.state(), S::InProgress);
    assert_eq!(story.document.assignment(economy.id).unwrap().status.name(), StatusName::Accepted, "acting accepts");
    let officer = story.of(Holder::Person(OFFICER), AssignmentRole::Primary).clone();

    story.by(VICE, json!({"command": "submit_result", "assignment": culture.id, "text": "Nhất trí"}));
    assert_eq!(story.state(), S::InProgress, "an opinion moves nothing");

    let files = json!([FILES[1]]);
    story.by(
        OFFICER,
        json!({"command": "submit_result", "assignment": officer.id, "text": "Đã dự thảo", "files": files}),
    );
    assert_eq!(story.state(), S::AwaitingApproval);
    assert!(on_desks(&story).contains(&(Desk::Holder(ECONOMY_DESK), Task::Approve)));
    assert_eq!(story.refused(OFFICER, json!({"command": "approve", "assignment": officer.id})), "head_only");

    story.by(HEAD, json!({"command": "approve", "assignment": officer.id, "note": "Đồng ý"}));
    assert_eq!(story.state(), S::Completed);
    assert!(story.document.assignments().iter().all(|a| a.status.name() == StatusName::Done));
    assert_eq!(on_desks(&story), [on_desk_of(OFFICER, Task::File)]);

    story.by(OFFICER, json!({"command": "file", "case_file": "HS-01/2026"}));
    assert_eq!(story.state(), S::Filed);
    assert_eq!(on_desks(&story), []);
    assert_eq!(story.document.state().entry().map(|e| e.number), Some(7));
}

#[test]
fn where_the_leader_asks_for_it_the_heads_approval_hands_in_the_heads_own_assignment() {
    let mut story = directed_to_three(true);
    let economy = story.primary();
    story.by(HEAD, json!({"command": "assign", "assignment": economy, "officer": {"person": OFFICER}}));
    let officer = story.primary();
    story.by(OFFICER, json!({"command": "submit_result", "assignment": officer, "text": "Đã dự thảo"}));
    story.by(HEAD, json!({"command": "approve", "assignment": officer}));
    assert_eq!(story.state(), S::AwaitingApproval);
    assert!(matches!(story.document.state(),
        State::AwaitingApproval { pending: Pending::ByLeader { root, leader: CHAIR }, .. } if *root == economy));
    assert!(on_desks(&story).contains(&on_desk_of(CHAIR, Task::Approve)));
    assert_eq!(story.refused(HEAD, json!({"command": "approve", "assignment": economy})), "holder_only");

    story.by(CHAIR, json!({"command": "reject", "assignment": economy, "reason": "Bổ sung số liệu"}));
    assert_eq!(story.state(), S::Directed, "back to whoever handed in: the department");
    story.by(DEPUTY, json!({"command": "submit_result", "assignment": economy, "text": "Đã bổ sung"}));
    story.by(CHAIR, json!({"command": "approve", "assignment": economy}));
    assert_eq!(story.state(), S::Completed);
}

#[test]
fn a_rejected_result_goes_back_to_the_officer_with_the_reason() {
    let mut story = Story::awaiting_approval(Paper::Letter);
    let officer = story.submitted();
    let last = story.by(HEAD, json!({"command": "reject", "assignment": officer, "reason": "Thiếu căn cứ"}));
    assert!(matches!(&last.event, Event::Rejected { reason, .. } if reason.as_str() == "Thiếu căn cứ"));
    assert_eq!(story.state(), S::InProgress);
    assert_eq!(on_desks(&story), [on_desk_of(OFFICER, Task::Handle)]);
    story.by(OFFICER, json!({"command": "submit_result", "assignment": officer, "text": "Đã bổ sung"}));
    story.by(DEPUTY, json!({"command": "approve", "assignment": officer}));
    assert_eq!(story.state(), S::Completed);
}

#[test]
fn given_back_to_the_leader_and_directed_again_keeps_the_supporting_one_that_is_named_again() {
    let mut story = directed_to_three(false);
    let culture = story.of(Holder::Department(CULTURE), AssignmentRole::Supporting).id;
    story.by(VICE, json!({"command": "accept", "assignment": culture}));
    story.by(HEAD, json!({"command": "give_back", "assignment": story.primary(), "reason": "Không thuộc chức năng"}));
    assert_eq!(story.state(), S::Presented);
    assert_eq!(
        on_desks(&story),
        [
            (Desk::Holder(Holder::Department(CULTURE)), Task::Support),
            on_desk_of(CHAIR, Task::Direct),
            on_desk_of(CHIEF, Task::Read),
        ]
    );

    let mut other = story.clone();
    story.by(
        CHAIR,
        json!({"command": "direct", "direction": {
        "primary": {"department": CENTRE}, "supporting": [{"department": CULTURE}]}}),
    );
    let kept = story.document.assignment(culture).unwrap();
    assert!(matches!(kept.status, Status::Accepted { by, .. } if by.desk() == VICE), "it goes on as it was");
    assert_eq!(story.document.assignments().iter().filter(|a| a.holder == Holder::Department(CULTURE)).count(), 1);

    other.by(CHAIR, json!({"command": "direct", "direction": {"primary": {"department": CENTRE}}}));
    assert_eq!(other.document.assignment(culture).unwrap().status.name(), StatusName::Withdrawn, "not named, it ends");
}

#[test]
fn what_waits_for_the_next_direction_can_be_worked_on_even_while_the_registry_has_the_document() {
    let mut story = directed_to_three(false);
    let culture = story.of(Holder::Department(CULTURE), AssignmentRole::Supporting).id;
    let chief = story.of(Holder::Person(CHIEF), AssignmentRole::Informed).id;
    story.by(HEAD, json!({"command": "give_back", "assignment": story.primary(), "reason": "Không thuộc chức năng"}));
    story.by(CHAIR, json!({"command": "give_back", "reason": "Văn thư kiểm tra lại"}));
    assert_eq!(story.state(), S::Registered);
    story.by(CHIEF, json!({"command": "acknowledge", "assignment": chief}));
    story.by(VICE, json!({"command": "submit_result", "assignment": culture, "text": "Không có ý kiến"}));
    assert_eq!(on_desks(&story), [(Desk::Registry, Task::Present)]);
}

#[test]
fn a_kept_supporting_deadline_is_not_set_before_those_of_its_own_officers() {
    let mut story = directed_to_three(false);
    let culture = story.of(Holder::Department(CULTURE), AssignmentRole::Supporting).id;
    story.by(
        VICE,
        json!({"command": "assign", "assignment": culture,
        "officer": {"person": CULTURE_OFFICER, "due": "2026-11-30T10:00:00Z"}}),
    );
    story.by(HEAD, json!({"command": "give_back", "assignment": story.primary(), "reason": "Không thuộc chức năng"}));
    let direct = |due: &str| {
        json!({"command": "direct", "direction": {"primary": {"department": CENTRE},
            "supporting": [{"department": CULTURE, "due": due}]}})
    };
    assert_eq!(story.refused(CHAIR, direct("2026-11-28T10:00:00Z")), "deadline_before_child");
    story.by(CHAIR, direct("2026-11-30T10:00:00Z"));
    assert_eq!(story.state(), S::Directed);
}

#[test]
fn a_report_is_routed_by_rule_and_completed_without_a_leader() {
    let mut story = Story::registered(Paper::Report);
    story.by(CLERK, json!({"command": "route"}));
    assert_eq!((story.state(), story.document.routed_by()), (S::Directed, Some(RULE_REPORTS)));
    story.by(HEAD, json!({"command": "submit_result", "assignment": story.primary(), "text": "Đã tổng hợp"}));
    assert_eq!(story.state(), S::Completed);

    let mut story = Story::registered(Paper::Report);
    story.by_actor(Actor::Office, json!({"command": "route", "rule": RULE_REPORTS}));
    let economy = story.primary();
    story.by(HEAD, json!({"command": "give_back", "assignment": economy, "reason": "Cần ý kiến lãnh đạo"}));
    assert_eq!(story.state(), S::Registered, "given back to whoever routed: the registry");

    let mut letter = Story::registered(Paper::Letter);
    assert_eq!(letter.refused(CLERK, json!({"command": "route"})), "no_rule_fits");
}

#[test]
fn a_notice_is_kept_for_information_by_rule_and_its_readers_are_named() {
    let mut story = Story::registered(Paper::Notice);
    story.by(CLERK, json!({"command": "close", "reason": "Lưu để biết", "readers": [{"person": CHIEF}]}));
    assert_eq!(story.state(), S::Completed);
    let readers: Vec<_> = story.document.assignments().iter().map(|a| (a.holder, a.role())).collect();
    assert_eq!(
        readers,
        [
            (Holder::Person(CHIEF), AssignmentRole::Informed),
            (Holder::Department(CENTRE), AssignmentRole::Informed),
            (Holder::Person(OFFICER), AssignmentRole::Informed),
        ]
    );
    story.by(CLERK, json!({"command": "file"}));
    let reader = story.of(Holder::Person(CHIEF), AssignmentRole::Informed).id;
    story.by(CHIEF, json!({"command": "acknowledge", "assignment": reader}));
    assert_eq!(
        story.document.assignment(reader).unwrap().status.name(),
        StatusName::Done,
        "reading goes on after the end"
    );

    let mut letter = Story::registered(Paper::Letter);
    assert_eq!(letter.refused(CLERK, json!({"command": "close", "reason": "Lưu để biết"})), "no_rule_fits");
}

#[test]
fn the_chief_of_office_passes_it_on_with_a_proposal_that_the_leader_gives_as_it_stands() {
    let mut story = Story::registered(Paper::Letter);
    story.by(CLERK, json!({"command": "present", "to": CHIEF}));
    assert_eq!(
        story.refused(CHIEF, json!({"command": "direct", "direction": {"primary": {"department": ECONOMY}}})),
        "leader_only"
    );
    assert_eq!(story.refused(CHIEF, json!({"command": "close", "reason": "Để biết"})), "leader_only");
    assert_eq!(story.refused(CHIEF, json!({"command": "pass", "to": CHIEF})), "passed_to_self");
    story.by(CHIEF, json!({"command": "pass", "to": CHAIR, "proposal": {"primary": {"department": ECONOMY}}}));
    story.by(CHAIR, json!({"command": "direct"}));
    assert_eq!(story.document.primary_holder(), Some(ECONOMY_DESK));
    assert_eq!(story.document.assignments()[0].assigned_by.person(), Some(CHAIR));
}

#[test]
fn reopened_it_goes_back_to_the_last_officer_or_else_to_the_department() {
    let mut story = Story::completed(Paper::Letter);
    story.by(CHAIR, json!({"command": "reopen", "reason": "Còn sót một kiến nghị"}));
    assert_eq!(story.state(), S::InProgress);
    assert_eq!(on_desks(&story), [on_desk_of(OFFICER, Task::Handle)]);
    let (root, _) = story.document.state().chain().unwrap();
    assert_eq!(
        story.refused(CHAIR, json!({"command": "withdraw", "assignment": root})),
        "already_accepted",
        "the department has given it on"
    );
    story.by(OFFICER, json!({"command": "submit_result", "assignment": story.primary(), "text": "Đã bổ sung"}));
    story.by(HEAD, json!({"command": "approve", "assignment": story.submitted()}));
    assert_eq!(story.state(), S::Completed);

    let mut story = Story::directed(Paper::Letter);
    story.by(HEAD, json!({"command": "submit_result", "assignment": story.primary(), "text": "Đã xong"}));
    story.by(CHAIR, json!({"command": "approve", "assignment": story.submitted()}));
    story.by(CLERK, json!({"command": "file"}));
    story.by(CLERK, json!({"command": "reopen", "reason": "Còn sót"}));
    assert_eq!(story.state(), S::Directed);
    assert_eq!(on_desks(&story), [(Desk::Holder(ECONOMY_DESK), Task::Organise)]);
}

#[test]
fn an_officer_who_gave_it_back_is_not_asked_to_file_it_nor_does_it_return_to_them() {
    let mut story = Story::in_progress(Paper::Letter);
    story.by(OFFICER, json!({"command": "give_back", "assignment": story.primary(), "reason": "Đi học"}));
    assert_eq!(story.state(), S::Directed);
    story.by(HEAD, json!({"command": "submit_result", "assignment": story.primary(), "text": "Đã xong"}));
    story.by(CHAIR, json!({"command": "approve", "assignment": story.submitted()}));
    assert_eq!(on_desks(&story), [(Desk::Holder(ECONOMY_DESK), Task::File)]);
    assert_eq!(story.refused(OFFICER, json!({"command": "file"})), "participant_only");
    story.by(HEAD, json!({"command": "reopen", "reason": "Còn sót"}));
    assert_eq!(story.state(), S::Directed);
}

#[test]
fn kept_for_information_by_a_leader_it_is_reopened_to_that_leader_and_by_rule_to_the_registry() {
    let mut story = Story::registered(Paper::Letter);
    story.by(CLERK, json!({"command": "present", "to": VICE}));
    story.by(VICE, json!({"command": "close", "reason": "Để biết"}));
    story.by(VICE, json!({"command": "reopen", "reason": "Cần trả lời"}));
    assert_eq!(on_desks(&story), [on_desk_of(VICE, Task::Direct)]);

    let mut story = Story::registered(Paper::Notice);
    story.by(CLERK, json!({"command": "close", "reason": "Để biết"}));
    story.by(CLERK, json!({"command": "reopen", "reason": "Cần trả lời"}));
    assert_eq!(story.state(), S::Registered);
}

#[test]
fn a_senders_recall_is_followed_at_once_where_the_office_says_so() {
    let mut story = Story::in_progress(Paper::Letter);
    story.recall = RecallPolicy::AtOnce;
    story.by_actor(Actor::Interchange, json!({"command": "recall", "reason": "Gửi nhầm"}));
    assert_eq!(story.state(), S::Recalled);
    assert_eq!(on_desks(&story), []);
    assert_eq!(story.document.state().entry().map(|e| e.number), Some(7), "the line stands");
}

#[test]
fn a_senders_recall_waits_for_the_registrys_answer_otherwise() {
    let mut story = Story::in_progress(Paper::Letter);
    assert_eq!(story.refused(CLERK, json!({"command": "agree_recall"})), "no_recall");
    story.by_actor(Actor::Interchange, json!({"command": "recall", "reason": "Gửi nhầm"}));
    assert_eq!(story.state(), S::InProgress);
    assert!(on_desks(&story).contains(&(Desk::Registry, Task::AnswerRecall)));
    assert_eq!(story.refused(CLERK, json!({"command": "recall", "reason": "Gửi nhầm"})), "recall_waiting");
    assert_eq!(story.refused(HEAD, json!({"command": "agree_recall"})), "registry_only");
    story.by(CLERK, json!({"command": "refuse_recall", "reason": "Đã thực hiện"}));
    story.by_actor(Actor::Interchange, json!({"command": "recall", "reason": "Gửi nhầm"}));
    story.by(CLERK, json!({"command": "agree_recall"}));
    assert_eq!(story.state(), S::Recalled);
}

#[test]
fn a_document_refused_while_its_recall_waits_leaves_nothing_on_the_registrys_desk() {
    let mut story = Story::received(Paper::Letter);
    story.by_actor(Actor::Interchange, json!({"command": "recall", "reason": "Gửi nhầm"}));
    story.by(CLERK, json!({"command": "refuse", "reason": "Nhầm nơi nhận"}));
    assert_eq!(on_desks(&story), []);
}

#[test]
fn a_secret_line_refuses_content_wherever_it_could_come_in() {
    let mut story = Story::registered(Paper::Secret);
    let refused = "secret_has_no_content";
    assert_eq!(story.document.state().entry().unwrap().register_name, "Sổ văn bản mật đến");
    let direction = json!({"primary": {"person": OFFICER, "instruction": "Xử lý"}});
    let proposing = json!({"command": "present", "to": CHAIR, "proposal": direction});
    assert_eq!(story.refused(CLERK, json!({"command": "present", "to": CHAIR, "note": "Kính trình"})), refused);
    assert_eq!(story.refused(CLERK, proposing), refused);
    assert_eq!(story.refused(CLERK, json!({"command": "correct", "reason": "Thiếu", "subject": "V/v"})), refused);
    assert_eq!(story.refused(CLERK, json!({"command": "correct", "reason": "Thiếu", "remark": "Về việc"})), refused);
    assert_eq!(story.refused(CLERK, json!({"command": "attach", "files": [FILES[0]]})), refused);
    assert_eq!(story.refused(CLERK, json!({"command": "comment", "text": "Về việc"})), refused);
    assert_eq!(story.refused(CLERK, json!({"command": "route"})), "no_rule_fits");
    story.by(CLERK, json!({"command": "present", "to": CHAIR}));
    assert_eq!(story.refused(CHAIR, json!({"command": "direct", "direction": direction})), refused);
    story.by(CHAIR, json!({"command": "direct", "direction": {"primary": {"person": OFFICER}}}));
    let own = story.primary();
    let submit = |text: Value, files: Value| json!({"command": "submit_result", "assignment": own, "text": text, "files": files});
    assert_eq!(
        story.refused(OFFICER, json!({"command": "report_progress", "assignment": own, "text": "Nửa việc"})),
        refused
    );
    assert_eq!(story.refused(OFFICER, submit(json!("Đã xong"), json!([]))), refused);
    assert_eq!(story.refused(OFFICER, submit(json!(null), json!([FILES[0]]))), refused);
    story.by(OFFICER, submit(json!(null), json!([])));
    assert_eq!(story.refused(CHAIR, json!({"command": "approve", "assignment": own, "note": "Đồng ý"})), refused);
    story.by(CHAIR, json!({"command": "approve", "assignment": own}));
    assert_eq!(story.state(), S::Completed);
}

#[test]
fn a_secret_line_is_pressed_by_nobody_who_may_not_see_it() {
    let mut story = Story::directed(Paper::Secret);
    let remind = json!({"command": "remind", "assignment": story.primary()});
    for person in [MONITOR, CHIEF, VICE] {
        assert_eq!(story.refused(person, remind.clone()), "reminder_only");
    }
    story.by(CHAIR, remind);
}

#[test]
fn withdrawn_it_comes_back_and_once_accepted_it_can_only_be_redirected() {
    let mut story = Story::directed(Paper::Letter);
    story.by(CHAIR, json!({"command": "withdraw", "assignment": story.primary()}));
    assert_eq!(on_desks(&story), [on_desk_of(CHAIR, Task::Direct)]);
    story.by(CHAIR, json!({"command": "direct", "direction": {"primary": {"department": ECONOMY}}}));
    story.by(DEPUTY, json!({"command": "accept", "assignment": story.primary()}));
    let economy = story.primary();
    assert_eq!(story.refused(CHAIR, json!({"command": "withdraw", "assignment": economy})), "already_accepted");
    story.by(
        CHAIR,
        json!({"command": "redirect", "assignment": economy, "primary": {"department": CENTRE}, "reason": "Đúng việc"}),
    );
    assert_eq!(story.document.primary_holder(), Some(Holder::Department(CENTRE)));
}

#[test]
fn a_head_hands_in_for_the_department_and_is_never_their_own_officer() {
    let mut story = Story::directed(Paper::Letter);
    let economy = story.primary();
    let assign = |to| json!({"command": "assign", "assignment": economy, "officer": {"person": to}});
    assert_eq!(story.refused(HEAD, assign(HEAD)), "passed_to_self");
    assert_eq!(story.refused(HEAD, assign(CULTURE_OFFICER)), "not_of_department");
    story.by(HEAD, assign(DEPUTY));
    story.by(DEPUTY, json!({"command": "submit_result", "assignment": story.primary(), "text": "Đã xong"}));
    assert_eq!(story.refused(DEPUTY, json!({"command": "approve", "assignment": story.submitted()})), "own_result");
    story.by(HEAD, json!({"command": "approve", "assignment": story.submitted()}));
    assert_eq!(story.state(), S::Completed);
}

#[test]
fn a_leader_who_heads_the_department_that_they_directed_has_nobody_left_to_ask() {
    let directed = || {
        let mut story = Story::registered(Paper::Letter);
        story.by(CLERK, json!({"command": "present", "to": VICE}));
        story.by(
            VICE,
            json!({"command": "direct",
            "direction": {"primary": {"department": CULTURE}, "leader_approves": true}}),
        );
        story
    };
    let mut story = directed();
    story.by(VICE, json!({"command": "submit_result", "assignment": story.primary(), "text": "Đã xong"}));
    assert_eq!(story.state(), S::Completed);

    let mut story = directed();
    story.by(VICE, json!({"command": "assign", "assignment": story.primary(), "officer": {"person": CULTURE_OFFICER}}));
    story.by(CULTURE_OFFICER, json!({"command": "submit_result", "assignment": story.primary(), "text": "Đã xong"}));
    story.by(VICE, json!({"command": "approve", "assignment": story.submitted()}));
    assert_eq!(story.state(), S::Completed, "approved for the department and as its leader at once");
}

#[test]
fn an_extension_is_asked_for_and_granted_by_who_set_the_deadline_and_not_beyond_the_one_above() {
    let mut story = directed_to_three(false);
    let economy = story.primary();
    story.by(
        HEAD,
        json!({"command": "assign", "assignment": economy,
        "officer": {"person": OFFICER, "due": "2026-12-02T10:00:00Z"}}),
    );
    let officer = story.primary();
    let ask =
        |due: &str| json!({"command": "request_extension", "assignment": officer, "due": due, "reason": "Nhiều việc"});
    assert_eq!(story.refused(OFFICER, ask("2026-12-01T10:00:00Z")), "extension_not_later");
    story.by(OFFICER, ask("2026-12-10T10:00:00Z"));
    assert!(on_desks(&story).contains(&on_desk_of(HEAD, Task::DecideExtension)));
    let grant = |due: &str| json!({"command": "grant_extension", "assignment": officer, "due": due});
    assert_eq!(story.refused(CHAIR, grant("2026-12-03T10:00:00Z")), "giver_only");
    assert_eq!(
        story.refused(HEAD, json!({"command": "grant_extension", "assignment": officer})),
        "deadline_after_parent"
    );
    story.by(HEAD, grant("2026-12-04T10:00:00Z"));
    assert_eq!(story.document.assignment(officer).unwrap().due(), story.document.assignment(economy).unwrap().due());
    let earlier = json!({"command": "amend", "assignment": economy, "due": "2026-12-03T10:00:00Z"});
    assert_eq!(story.refused(CHAIR, earlier), "deadline_before_child");
}

#[test]
fn informed_ones_let_others_know_but_share_no_work() {
    let mut story = Story::registered(Paper::Letter);
    story.by(CLERK, json!({"command": "add_recipient", "role": "informed", "recipient": {"department": ECONOMY}}));
    let read = story.of(ECONOMY_DESK, AssignmentRole::Informed).id;
    let add = |role: &str| json!({"command": "add_recipient", "parent": read, "role": role, "recipient": {"person": OFFICER}});
    assert_eq!(story.refused(HEAD, add("supporting")), "wrong_role");
    assert_eq!(story.refused(HEAD, add("primary")), "second_primary");
    story.by(HEAD, add("informed"));
}

#[test]
fn letting_others_of_the_unit_know_leaves_the_opinion_on_the_units_desk() {
    let mut story = directed_to_three(false);
    let culture = story.of(Holder::Department(CULTURE), AssignmentRole::Supporting).id;
    let add = |role: &str| json!({"command": "add_recipient", "parent": culture, "role": role, "recipient": {"person": CULTURE_OFFICER}});
    story.by(VICE, add("informed"));
    assert!(on_desks(&story).contains(&(Desk::Holder(Holder::Department(CULTURE)), Task::Support)));
}

#[test]
fn the_same_document_is_entered_twice_only_when_confirmed_and_only_in_this_years_open_register() {
    use domain::{OfficeSettings, incoming::decide};
    let story = Story::received(Paper::Letter);
    let enter = |spoil: &dyn Fn(&mut Moment), confirm: bool| {
        let mut moment = Moment {
            now: story.now,
            seed: seed(1),
            settings: OfficeSettings::default(),
            register: Some(register_for(story.document.facts(), story.now)),
            duplicates: Vec::new(),
            swapped: false,
        };
        spoil(&mut moment);
        let command = serde_json::from_value(json!({"command": "register", "confirm_duplicate": confirm})).unwrap();
        decide(&story.document, Actor::Person(CLERK), command, &moment.context()).map_err(|refusal| refusal.rule.code())
    };
    let twice = |moment: &mut Moment| {
        moment.duplicates.push(domain::register::Duplicate { document: DOCUMENT, year: 2026, number: 7 });
    };
    assert_eq!(enter(&twice, false), Err("duplicate"));
    assert!(enter(&twice, true).is_ok());
    assert_eq!(enter(&|moment| moment.register = None, false), Err("no_register"));
    assert_eq!(enter(&|moment| moment.register.as_mut().unwrap().open = false, false), Err("no_register"));
    assert_eq!(enter(&|moment| moment.register.as_mut().unwrap().year -= 1, false), Err("no_register"));
    let secret = domain::register::Scope::Secret;
    let other = |moment: &mut Moment| moment.register.as_mut().unwrap().scope = secret.clone();
    assert_eq!(enter(&other, false), Err("register_does_not_take"));
}

#[test]
fn only_the_registry_and_the_one_stop_shop_take_documents_in_and_only_the_registry_enters_at_once() {
    use domain::{
        OfficeSettings,
        incoming::{Receive, command::Register, receive},
    };
    let facts = Paper::Letter.facts();
    let moment = Moment {
        now: morning(),
        seed: seed(0),
        settings: OfficeSettings::default(),
        register: Some(register_for(&facts.clone().check(morning()).unwrap(), morning())),
        duplicates: Vec::new(),
        swapped: false,
    };
    let take = |actor: Actor, enter: bool| {
        let register = enter.then_some(Register { register: None, confirm_duplicate: false });
        let command = Receive { facts: facts.clone(), files: Vec::new(), register };
        receive(actor, command, &moment.context()).map(|events| events.len()).map_err(|refusal| refusal.rule.code())
    };
    assert_eq!(take(Actor::Person(CLERK), true), Ok(2));
    assert_eq!(take(Actor::Person(ONE_STOP), false), Ok(1));
    assert_eq!(take(Actor::Person(ONE_STOP), true), Err("registry_only"));
    assert_eq!(take(Actor::Interchange, false), Ok(1));
    assert_eq!(take(Actor::Interchange, true), Err("registry_only"));
    assert_eq!(take(Actor::Service(SYSTEM), false), Ok(1));
    assert_eq!(take(Actor::Service(SYSTEM), true), Err("scope_missing"));
    assert_eq!(take(Actor::Service(REGISTRY_SYSTEM), true), Ok(2));
    assert_eq!(take(Actor::Service(READING_SYSTEM), false), Err("scope_missing"));
    assert_eq!(take(Actor::Service(ENDED_SYSTEM), false), Err("not_staff"));
    assert_eq!(take(Actor::Person(OFFICER), false), Err("intake_only"));
    assert_eq!(take(Actor::Person(LEFT), false), Err("not_staff"));
}

/// Put before the chairman, who is away and for whom the chief of office stands in.
pub fn before_the_chairman_who_is_away(urgency: &str, line: Vec<domain::PersonId>) -> Story {
    let settings = domain::OfficeSettings { next_in_line: line, ..domain::OfficeSettings::default() };
    let mut story = Story::received_by(Paper::Letter, settings);
    story.by(CLERK, json!({"command": "correct", "reason": "Dấu khẩn", "urgency": urgency, "pages": 9}));
    story.by(CLERK, json!({"command": "register"}));
    story.by(CLERK, json!({"command": "present", "to": CHAIR, "note": "Đề nghị: cho ý kiến"}));
    story
}

#[test]
fn what_is_immediate_goes_to_the_next_in_line_who_is_there() {
    let office = domain::Actor::Office;
    let pass_on = || json!({"command": "pass_on"});
    let mut story = before_the_chairman_who_is_away("immediate", vec![CHAIR, LEFT, VICE]);
    assert_eq!(story.refused(CLERK, pass_on()), "system_only");
    story.by_actor(office, pass_on());
    let State::Presented { presentation, .. } = story.document.state() else { panic!() };
    assert_eq!((presentation.to, presentation.by), (VICE, None));
    assert!(presentation.note.is_some(), "with what it was put before the chairman with");
    let happening = story.history.last().unwrap();
    let told = domain::notice::notices(None, &story.document, happening, &WORLD.chair_away);
    assert!(told.iter().any(|notice| notice.to == domain::notice::Recipient::Person(VICE)));
    let again = story.try_by(office, pass_on()).unwrap_err();
    assert_eq!(again.rule.code(), "nothing_to_change", "whoever has it is there");
    // Whoever keeps the registry and the chief of office are told where nobody in line is there; of others' urgency, nobody.
    let told = |story: &Story, line: bool, directory: &domain::organisation::Directory| {
        let all = domain::notice::leader_away(&story.document, line, directory);
        all.into_iter().map(|notice| (notice.to, notice.about)).collect::<Vec<_>>()
    };
    let nobody = before_the_chairman_who_is_away("immediate", vec![CHAIR]);
    let all = told(&nobody, true, &WORLD.chair_away);
    for person in [CLERK, CHIEF] {
        assert!(all.contains(&(domain::notice::Recipient::Person(person), Some(CHAIR))), "{all:?}");
    }
    assert_eq!(told(&nobody, false, &WORLD.chair_away), [], "for whom somebody stands in, and no line is set");
    assert_eq!(told(&nobody, true, &WORLD.directory), [], "who is there");
    let mut both_away = WORLD.chair_away.clone();
    both_away.away.insert(CHIEF, domain::organisation::Absence { substitute: CHAIR, ..both_away.away[&CHAIR] });
    assert!(!told(&nobody, false, &both_away).is_empty(), "nor is whoever stands in");
    let slow = before_the_chairman_who_is_away("very_urgent", vec![CHAIR]);
    assert_eq!(told(&slow, true, &WORLD.chair_away), []);
    // A result waits for whoever directed, or stands in for them: it goes to no other leader, and is told of where neither is there.
    let mut result = before_the_chairman_who_is_away("immediate", Vec::new());
    let direction = json!({"primary": {"department": ECONOMY}, "leader_approves": true});
    result.by(CHAIR, json!({"command": "direct", "direction": direction}));
    let unit = result.primary();
    result.by(HEAD, json!({"command": "submit_result", "assignment": unit, "text": "Đề nghị: xong"}));
    assert_eq!(told(&result, true, &WORLD.chair_away), []);
    assert!(told(&result, true, &both_away).iter().any(|(_, about)| *about == Some(CHAIR)));
    assert_eq!(told(&result, true, &WORLD.directory), []);
    // What is less urgent waits for whoever stands in, and so does everything where nobody in line is there.
    for (urgency, line, code) in [
        ("very_urgent", vec![VICE], "nothing_to_change"),
        ("immediate", vec![CHAIR], "nobody_in_line"),
        ("immediate", vec![OFFICER], "nobody_in_line"),
    ] {
        let mut story = before_the_chairman_who_is_away(urgency, line);
        assert_eq!(story.try_by(office, pass_on()).unwrap_err().rule.code(), code);
    }
}
