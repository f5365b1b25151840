//! What is to be paid: what the fees of a procedure come to at reception, and that one payment pays no other sum.

use domain::{Actor, Refusal, dossier::state::PaymentMethod};
use serde_json::{Value, json};

use crate::{
    story::{Story, handed_in, with},
    world::*,
};

fn accepted(procedure: domain::ProcedureId, accept: Value) -> Result<Story, Refusal> {
    let command = with(handed_in(procedure), json!({"then": {"accept": accept}}));
    Story::try_enter("2026-11-23T08:00", Actor::Person(CLERK), command, None)
}

fn refused(procedure: domain::ProcedureId, accept: Value) -> (&'static str, String) {
    let refusal = accepted(procedure, accept).map(|_| ()).unwrap_err();
    (refusal.rule.code(), refusal.pointer.unwrap_or_default())
}

fn sums(story: &Story) -> Vec<(&str, u64, bool)> {
    let charges = story.dossier.charges().iter();
    charges.map(|charge| (charge.name.as_str(), charge.amount, charge.payment.is_some())).collect()
}

#[test]
fn a_fee_for_each_page_is_counted_at_the_desk() {
    // 2.000 đồng a page, 12 pages.
    let fees = json!([{"name": "Phí chứng thực", "quantity": 12}]);
    let story = accepted(COPIES, json!({"fees": fees, "paid": "BL-11", "method": "transfer"})).unwrap();
    assert_eq!(sums(&story), [("Phí chứng thực", 24_000, true)]);
    let payment = story.dossier.charges()[0].payment.clone().unwrap();
    assert_eq!((payment.receipt.as_str(), payment.method), ("BL-11", PaymentMethod::Transfer));
    // Nobody has said how many: nothing is asked for, and a receipt for nothing is not lost in silence.
    assert_eq!(sums(&accepted(COPIES, json!({})).unwrap()), []);
    assert_eq!(refused(COPIES, json!({"paid": "BL-11"})), ("fees_unsaid", "/then/accept/fees".to_owned()));
    // Waived.
    let waived = json!([{"name": "Phí chứng thực", "amount": 0}]);
    assert_eq!(sums(&accepted(COPIES, json!({"fees": waived})).unwrap()), []);
    assert_eq!(
        refused(COPIES, json!({"fees": waived, "paid": "BL-11"})),
        ("nothing_to_pay", "/then/accept/paid".to_owned())
    );
}

#[test]
fn what_is_said_of_fees_is_of_the_procedures_own() {
    let at = |field: &str| format!("/then/accept/fees/0/{field}");
    let fee = |fields: Value| json!({"fees": [with(json!({"name": "Phí chứng thực"}), fields)]});
    assert_eq!(refused(COPIES, json!({"fees": [{"name": "Lệ phí", "amount": 1}]})), ("fee_unknown", at("name")));
    assert_eq!(refused(COPIES, fee(json!({}))), ("fee_sum_missing", at("amount")));
    assert_eq!(refused(COPIES, fee(json!({"quantity": 1, "amount": 1}))), ("fee_said_twice", at("quantity")));
    assert_eq!(refused(COPIES, fee(json!({"amount": 1_000_000_000_001_u64}))), ("amount_out_of_range", at("amount")));
    let counted = json!({"fees": [{"name": "Lệ phí trích lục", "quantity": 2}]});
    assert_eq!(refused(EXTRACT, counted), ("fee_not_counted", at("quantity")));
    let twice = json!({"fees": [{"name": "Phí chứng thực", "quantity": 1}, {"name": "Phí chứng thực", "quantity": 2}]});
    assert_eq!(refused(COPIES, twice), ("charge_twice", "/then/accept/fees/1/name".to_owned()));
    // What comes of the handling is asked for at its step.
    assert_eq!(refused(LAND_USE, json!({"fees": [{"name": "Thuế", "amount": 5}]})), ("fee_unknown", at("name")));
    assert_eq!(refused(EXTRACT, json!({"method": "cash"})), ("receipt_missing", "/then/accept/paid".to_owned()));
}

#[test]
fn one_payment_pays_no_other_sum_of_the_same_name() {
    // Due on return: “Phí in giấy”. The officer asks for something of the same name.
    let mut story = Story::received("2026-11-23T08:00", LAND_USE);
    story.at("2026-11-23T08:30", CLERK, json!({"command": "transfer"}));
    story.at("2026-11-23T09:00", LAND_HEAD, json!({"command": "assign", "officer": LAND_OFFICER}));
    let ask = |names: &[&str]| {
        let charges: Vec<Value> = names.iter().map(|name| json!({"name": name, "amount": 200_000})).collect();
        json!({"command": "request_payment", "charges": charges, "reason": "Theo thông báo"})
    };
    assert_eq!(story.refused("2026-11-24T09:00", LAND_OFFICER, ask(&["Phí in giấy"])), "charge_twice");
    assert_eq!(story.refused("2026-11-24T09:00", LAND_OFFICER, ask(&["Thuế", "Thuế"])), "charge_twice");
    story.at("2026-11-24T09:00", LAND_OFFICER, ask(&["Thuế"]));
    story.at("2026-11-25T09:00", CLERK, json!({"command": "record_payment", "receipt": "BL-7", "method": "cash"}));
    let unpaid: Vec<&str> = story.dossier.unpaid().map(|charge| charge.name.as_str()).collect();
    assert_eq!(unpaid, ["Phí in giấy"], "what is due on return is not paid by it");
    // What is paid may be asked for again: another assessment of the same tax.
    story.at("2026-11-26T09:00", LAND_OFFICER, ask(&["Thuế"]));
}
