//! A payment gateway, played by the test: it is asked, paid at, and tells of it, twice, wrongly, and of what was paid at the desk meanwhile.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that can't be set up must fail loudly"
)]

mod common;

use common::stage::Stage;
use domain::{
    Actor, DossierId, Label,
    calendar::time_in_vietnam,
    dossier::{
        Command, Dossier, Receive, StateName,
        payment::{PaymentNotice, PaymentReference, PaymentRequest},
        state::PaymentMethod,
    },
    notice::NoticeKind,
    procedure::ProcedureContent,
};
use office::{
    OfficeError,
    dossiers::{
        DossierOrder,
        payments::{Asked, GatewayFault, PaymentError, PaymentGateway, Settled},
    },
    incoming::Answer,
};
use serde_json::{Value, json};
use store::{Engine, dossier as rows, history, testkit::run_async};

/// What the gateway and its adapter know, and nobody else.
const SECRET: &str = "bi-mat-thu-nghiem";

/// A gateway that believes whoever knows its secret.
#[derive(Debug)]
struct Played;

impl PaymentGateway for Played {
    fn name(&self) -> &'static str {
        "thu-nghiem"
    }

    fn ask<'a>(&'a self, request: &'a PaymentRequest, return_to: &'a str) -> Asked<'a> {
        let address = format!("https://cong.example/{}?sum={}&back={return_to}", request.reference, request.total());
        Box::pin(async move { Ok(address) })
    }

    fn verify(&self, notification: &[u8]) -> Result<PaymentNotice, GatewayFault> {
        let told: Value = serde_json::from_slice(notification).map_err(|_| GatewayFault::NotGenuine)?;
        if told["secret"] != SECRET {
            return Err(GatewayFault::NotGenuine);
        }
        let reference = PaymentReference::parse(told["reference"].as_str().unwrap()).ok_or(GatewayFault::NotGenuine)?;
        Ok(PaymentNotice {
            reference,
            transaction: Label::new(told["transaction"].as_str().unwrap()).unwrap(),
            amount: told["amount"].as_u64().unwrap(),
            at: time_in_vietnam(told["at"].as_str().unwrap()).unwrap(),
        })
    }
}

/// One that is not there.
#[derive(Debug)]
struct Down;

impl PaymentGateway for Down {
    fn name(&self) -> &'static str {
        "thu-nghiem"
    }

    fn ask<'a>(&'a self, _: &'a PaymentRequest, _: &'a str) -> Asked<'a> {
        Box::pin(async { Err(GatewayFault::Unavailable("timeout".to_owned())) })
    }

    fn verify(&self, _: &[u8]) -> Result<PaymentNotice, GatewayFault> {
        Err(GatewayFault::NotGenuine)
    }
}

fn told(request: &PaymentRequest, transaction: &str, amount: u64, at: &str) -> Vec<u8> {
    let reference = request.reference.to_string();
    let told =
        json!({ "secret": SECRET, "reference": reference, "transaction": transaction, "amount": amount, "at": at });
    told.to_string().into_bytes()
}

async fn act(stage: &Stage, by: &'static str, id: DossierId, command: Value) -> Dossier {
    let written = command.to_string();
    let command: Command = serde_json::from_value(command).unwrap();
    let expected = Some(read(stage, id).await.version());
    let order = DossierOrder { dossier: id, command, expected, dry_run: false, repeat: None };
    match stage.office.dossier_command(stage.caller(by).await, order).await {
        Ok(Answer::Fresh(detail)) => detail.dossier,
        other => panic!("{written}: {other:?}"),
    }
}

async fn read(stage: &Stage, id: DossierId) -> Dossier {
    let agency = stage.agency;
    stage.db.read(move |conn| rows::load(conn, agency, id)).await.unwrap().unwrap().dossier
}

/// It waits for 250.000 đồng; 8.000 more are due when the result is handed out.
async fn to_be_paid(stage: &Stage) -> DossierId {
    let content: ProcedureContent = serde_json::from_value(json!({
        "code": "9.000001", "name": "Cấp giấy thử nghiệm", "field": "Thử nghiệm", "level": "communal", "term": "5wd",
        "legal_basis": ["Văn bản thử nghiệm"], "results": ["Giấy"],
        "components": [{ "code": "to-khai", "name": "Tờ khai", "form": "original" }],
        "fees": [{ "name": "Lệ phí", "amount": 8000, "when": "return" }],
        "process": { "steps": [
            { "code": "tham-dinh", "name": "Thẩm định", "doer": { "department": "KTHTDT" }, "time": "2wd", "may": ["payment"],
              "next": [{ "label": "Xong" }] },
        ] },
    }))
    .unwrap();
    let published = stage.office.publish_procedure(stage.caller("quantri").await, content, None).await.unwrap();
    let procedure = match published {
        Answer::Fresh(published) => published.detail.line.id,
        Answer::Kept(_) => panic!("published before"),
    };
    let receive: Receive = serde_json::from_value(json!({
        "procedure": procedure, "channel": "counter", "owner": { "name": "Lê Thị Thử" },
        "components": [{ "component": "to-khai" }], "then": { "accept": {} },
    }))
    .unwrap();
    let received = stage.office.receive_dossier(stage.caller("motcua").await, receive, None).await.unwrap();
    let id = match received {
        Answer::Fresh(detail) => detail.dossier.id(),
        Answer::Kept(_) => panic!("received before"),
    };
    act(stage, "motcua", id, json!({ "command": "transfer" })).await;
    let charges = json!([{ "name": "Thuế", "amount": 200_000 }, { "name": "Phí thẩm định", "amount": 50_000 }]);
    let ask = json!({ "command": "request_payment", "charges": charges, "reason": "Theo thông báo." });
    let dossier = act(stage, "truongphong.kinhte", id, ask).await;
    assert_eq!(dossier.state().name(), StateName::AwaitingPayment);
    id
}

/// What the one-stop shop was told of payments that do not fit.
async fn doubts(stage: &Stage, id: DossierId) -> Vec<String> {
    let mails = stage.mails(id.into()).await;
    let to_check = mails.into_iter().filter(|mail| mail.letter.kind == NoticeKind::DossierPaymentToCheck);
    to_check.map(|mail| mail.letter.words.unwrap()).collect()
}

async fn a_payment_is_asked_for_and_written_down_once(engine: Engine) {
    let stage = Stage::at(engine, "2026-11-25T09:00").await;
    let id = to_be_paid(&stage).await;
    let (office, agency) = (&stage.office, stage.agency);
    let down = office.ask_payment(agency, id, &Down, "https://ward.example/").await.unwrap_err();
    assert!(matches!(down, PaymentError::Gateway(GatewayFault::Unavailable(_))), "{down:?}");
    let (request, address) = office.ask_payment(agency, id, &Played, "https://ward.example/").await.unwrap();
    // What is due when the result is handed out is not asked for yet.
    assert_eq!((request.total(), request.lines.len()), (250_000, 2));
    assert!(address.starts_with(&format!("https://cong.example/{}?sum=250000", request.reference)), "{address}");
    let (again, _) = office.ask_payment(agency, id, &Played, "https://ward.example/").await.unwrap();
    assert_eq!(again, request, "the same payment, though the gateway did not answer at first");

    stage.turn("2026-11-26T10:00");
    let notice = told(&request, "GD-0001", 250_000, "2026-11-26T09:59");
    let forged = String::from_utf8(notice.clone()).unwrap().replace(SECRET, "khac");
    let error = office.payment_notified(&Played, forged.as_bytes()).await.unwrap_err();
    assert!(matches!(error, PaymentError::Gateway(GatewayFault::NotGenuine)));
    // Twice at once, and once more.
    let (a, b) = tokio::join!(office.payment_notified(&Played, &notice), office.payment_notified(&Played, &notice));
    let mut both = [a.unwrap(), b.unwrap()];
    both.sort_by_key(|one| *one == Settled::Again);
    assert_eq!(both, [Settled::Recorded, Settled::Again]);
    assert_eq!(office.payment_notified(&Played, &notice).await.unwrap(), Settled::Again);
    let dossier = read(&stage, id).await;
    assert_eq!(dossier.state().name(), StateName::Processing);
    let paid: Vec<_> = dossier.charges().iter().filter_map(|charge| charge.payment.as_ref()).collect();
    assert_eq!(paid.len(), 2);
    for payment in paid {
        assert_eq!((payment.receipt.as_str(), payment.method, payment.by), ("GD-0001", PaymentMethod::Gateway, None));
        assert_eq!(payment.at, time_in_vietnam("2026-11-26T09:59").unwrap());
    }
    // Five working days from 25/11: 02/12. One day rested: 26 to 27 are counted anew, so 03/12.
    assert_eq!(dossier.clock().unwrap().due, time_in_vietnam("2026-12-03T17:30").unwrap());
    let links = stage.db.read(move |conn| history::of_document(conn, agency, id.into(), 0, 100)).await.unwrap();
    let last = links.last().unwrap().dossier_happening().unwrap();
    assert_eq!(last.by, Actor::Office);
    assert_eq!(doubts(&stage, id).await, Vec::<String>::new());
    // A second transaction for the same: somebody has paid twice.
    let second = told(&request, "GD-0002", 250_000, "2026-11-26T10:01");
    assert_eq!(office.payment_notified(&Played, &second).await.unwrap(), Settled::ToDesk);
    assert_eq!(office.payment_notified(&Played, &second).await.unwrap(), Settled::Again, "told once");
    let said = doubts(&stage, id).await;
    assert_eq!(said.len(), 1);
    assert!(said[0].contains("GD-0002: 250.000 đồng") && said[0].contains("GD-0001"), "{said:?}");
}

async fn what_does_not_fit_goes_to_the_desk(engine: Engine) {
    let stage = Stage::at(engine, "2026-11-25T09:00").await;
    let id = to_be_paid(&stage).await;
    let (office, agency) = (&stage.office, stage.agency);
    let (request, _) = office.ask_payment(agency, id, &Played, "https://ward.example/").await.unwrap();
    // One đồng less, and one more.
    for (n, amount) in [(1, 249_999), (2, 250_001)] {
        let wrong = told(&request, &format!("GD-{n}"), amount, "2026-11-25T09:30");
        assert_eq!(office.payment_notified(&Played, &wrong).await.unwrap(), Settled::ToDesk);
    }
    let said = doubts(&stage, id).await;
    assert_eq!(said.len(), 2);
    assert!(said.iter().all(|words| words.contains("250000 đồng")), "{said:?}");
    assert_eq!(read(&stage, id).await.unpaid().count(), 3, "nothing is written down of it");
    // A wrong sum does not close the payment: the right one is taken.
    let pay = json!({ "command": "record_payment", "receipt": "BL-01", "method": "cash", "charges": ["Thuế"] });
    act(&stage, "motcua", id, pay).await;
    // A part was paid at the desk meanwhile.
    let late = told(&request, "GD-3", 250_000, "2026-11-25T09:40");
    assert_eq!(office.payment_notified(&Played, &late).await.unwrap(), Settled::ToDesk);
    assert_eq!(doubts(&stage, id).await.len(), 3);
    // What is left is another payment.
    let (rest, _) = office.ask_payment(agency, id, &Played, "https://ward.example/").await.unwrap();
    assert_eq!(rest.total(), 50_000);
    assert_ne!(rest.reference, request.reference);
    // Withdrawn: the money is known, and goes to the desk.
    act(&stage, "motcua", id, json!({ "command": "withdraw", "reason": "Công dân đổi ý." })).await;
    let gone = told(&rest, "GD-4", 50_000, "2026-11-25T09:50");
    assert_eq!(office.payment_notified(&Played, &gone).await.unwrap(), Settled::ToDesk);
    assert_eq!(doubts(&stage, id).await.len(), 4);
    let nothing = PaymentReference { id: uuid::Uuid::from_u128(1), ..rest.reference };
    let unknown = told(&PaymentRequest { reference: nothing, ..rest }, "GD-5", 50_000, "2026-11-25T09:50");
    let error = office.payment_notified(&Played, &unknown).await.unwrap_err();
    assert!(matches!(error, PaymentError::Office(OfficeError::NotFound)));
}

mod sqlite {
    use super::*;

    #[test]
    fn a_payment_is_asked_for_and_written_down_once() {
        run_async(super::a_payment_is_asked_for_and_written_down_once(Engine::Sqlite));
    }

    #[test]
    fn what_does_not_fit_goes_to_the_desk() {
        run_async(super::what_does_not_fit_goes_to_the_desk(Engine::Sqlite));
    }
}

mod postgres {
    use super::*;

    #[test]
    fn a_payment_is_asked_for_and_written_down_once() {
        run_async(super::a_payment_is_asked_for_and_written_down_once(Engine::Postgres));
    }

    #[test]
    fn what_does_not_fit_goes_to_the_desk() {
        run_async(super::what_does_not_fit_goes_to_the_desk(Engine::Postgres));
    }
}
