//! docs/notices.md says the truth: it is written by this test from the kinds themselves, their words, and the table below.
//! After a change: `UPDATE_DOCS=1 cargo test -p mail --test catalogue`.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests, where a panic is the failure"
)]

use std::{fmt::Write, fs, path::PathBuf};

use domain::notice::NoticeKind;
use mail::{Backoff, Language, label};

/// What happened (variants of the domain's `Event`), and who is told. A kind without a line doesn't compile.
#[allow(clippy::too_many_lines, reason = "one line a kind")]
const fn told(kind: NoticeKind) -> (&'static [&'static str], &'static str) {
    use NoticeKind as K;
    const GIVEN: &[&str] = &["Directed", "Routed", "Assigned", "RecipientAdded", "Redirected", "Reassigned"];
    const HOLDER: &str =
        "the new holder: the person, or the department's head (its deputies where it has none) and registry";
    const STEP_HOLDER: &str = "who has it in hand from now on: the person, the department's head (its deputies where it has none) and registry, or the one-stop shop";
    const CITIZEN: &str =
        "the citizen, where they have given an address: whoever brought the dossier, or else whose it is";
    match kind {
        K::Arrived => (&["Received"], "the registry"),
        K::Presented => (&["Presented", "Passed"], "the leader or chief of office it is put before"),
        K::GivenPrimary | K::GivenSupporting | K::GivenMonitor => (GIVEN, HOLDER),
        K::GivenInformed => (
            &["Directed", "Routed", "Assigned", "RecipientAdded", "Redirected", "Reassigned", "Closed"],
            "the readers named",
        ),
        K::ResultToApprove => (&["ResultSubmitted", "ApprovedByUnit"], "who approves: whoever assigned, or the leader"),
        K::Approved => (
            &["Approved"],
            "who handed the result in, the holder of the approved assignment, and the officer who files",
        ),
        K::ApprovedByUnit => (&["ApprovedByUnit"], "who handed the result in"),
        K::Completed => (
            &["ResultCompleted", "Approved", "Closed"],
            "the leader who directed (the registry where a rule did), and everyone whose part ended with it",
        ),
        K::Rejected => (&["Rejected"], "who handed the result in, and the holder"),
        K::GivenBack => (
            &["GivenBack", "PresentationGivenBack", "Withdrawn"],
            "who holds it again: the department, the leader or the registry",
        ),
        K::SendBack => (&["ReturnedToSender"], "the registry, which does the sending"),
        K::TakenAway => (
            &[
                "Directed",
                "Redirected",
                "Reassigned",
                "TakenBack",
                "GivenBack",
                "Withdrawn",
                "ResultSubmitted",
                "OpinionSubmitted",
                "ReturnedToSender",
                "Voided",
                "HandedOver",
            ],
            "everyone whose part ended without their doing",
        ),
        K::Amended => (&["Amended"], "the holder"),
        K::DeadlineMoved => (
            &[
                "DeadlinesRecounted",
                "outgoing DeadlinesRecounted",
                "outgoing OpinionsRecounted",
                "dossier DatesRecounted",
            ],
            "the holder of each; the registry for its own step; who has a dossier in hand",
        ),
        K::OpinionGiven => (
            &["OpinionSubmitted", "outgoing OpinionGiven"],
            "the primary holder, and within a unit whoever asked for it; of a draft whoever asked, and its drafter",
        ),
        K::Reminder => (&["Reminded", "outgoing OpinionReminded", "dossier Reminded"], "the holder"),
        K::DueSoon | K::DueNow | K::Overdue => (&[], "the holder"),
        K::ApprovalDueSoon | K::ApprovalDueNow | K::ApprovalOverdue => (&[], "who approves"),
        K::OverdueElsewhere => (
            &[],
            "the head of the holder's department; then whoever directed (the registry where a rule did), and whoever monitors",
        ),
        K::ExtensionAsked => (&["ExtensionRequested"], "whoever assigned; the registry where a rule did"),
        K::ExtensionGranted => (&["ExtensionGranted"], "the holder"),
        K::ExtensionRefused => (&["ExtensionRefused"], "the holder"),
        K::Reopened => (&["Reopened", "AnswerVoided"], "who holds it again: the holders, the leader or the registry"),
        K::LookGranted => {
            (&["LookGranted"], "the primary holder, or else the registry, and the administrator who may look")
        }
        K::HandedOver => {
            (&["HandedOver", "dossier HandedOver"], "who takes over what somebody who leaves or moves has in hand")
        }
        K::Paused => (&["Paused"], "the primary holder, and everyone whose deadline rests"),
        K::Resumed => (&["Resumed"], "the primary holder, and everyone whose deadline moves"),
        K::PausedElsewhere => {
            (&["Paused"], "whoever set the deadlines that rest (the registry where a rule did), and who monitors")
        }
        K::ResumedElsewhere => {
            (&["Resumed"], "whoever set the deadlines that move (the registry where a rule did), and who monitors")
        }
        K::LeaderAway => (&[], "the registry and the chief of office"),
        K::RecallAsked => (&["RecallRequested"], "the registry"),
        K::Recalled => (&["Recalled"], "the leader it lies before, everyone who ever had it, and the registry"),
        K::Commented => (&["Commented", "dossier Commented"], "the primary holder; who has a dossier in hand"),
        K::Answered => (&["Answered"], "the primary holder"),
        K::RefusedToSender => (&["Refused"], "the sender, if an address is known"),
        K::ReturnedToSender => (&["ReturnedToSender"], "the sender, if an address is known"),
        K::DraftToReview => (&["outgoing Submitted"], "the head of the drafting unit (its deputies where it has none)"),
        K::DraftToCheck => (&["outgoing Endorsed"], "who checks the form: the registry or the chief of office"),
        K::DraftToSign => (&["outgoing FormPassed"], "the signer"),
        K::SignerAway => (&["outgoing FormPassed"], "who stands in for a signer who is away"),
        K::DraftReturned => (&["outgoing ReturnedToDrafter"], "the drafter"),
        K::DraftCancelled => (&["outgoing Cancelled"], "the drafter, and on whose desk it lay"),
        K::DraftingGiven => (&["outgoing DrafterChanged"], "the new drafter"),
        K::SignedToIssue => (&["outgoing Signed"], "the registry"),
        K::NumberGiven => (&["outgoing Issued"], "the drafter"),
        K::NumberVoided => (&["outgoing Voided"], "the drafter"),
        K::IssuedForYou => (&["outgoing Dispatched"], "the recipients in the agency itself"),
        K::IssuedRecalled => {
            (&["outgoing Recalled"], "the drafter, the signer, and the recipients in the agency itself")
        }
        K::IssuedReplaced => (
            &["outgoing Replaced"],
            "the drafter, the signer, and the recipients in the agency itself; of a received document that its sender replaces by the interchange who has it or has a part in it, and the registry",
        ),
        K::IssuedAmended => (&["outgoing Amended"], "the drafter, the signer, and the recipients in the agency itself"),
        K::IssuedCorrected => {
            (&["outgoing Corrected"], "the drafter, the signer, and the recipients in the agency itself")
        }
        K::RelationTakenBack => {
            (&["outgoing RelationTakenBack"], "the drafter, the signer, and the recipients in the agency itself")
        }
        K::DeliveryRefused => (&["outgoing DeliveryNoted"], "the drafter"),
        K::MailFailed => (&[], "the drafter and the registry"),
        K::IssuedToOutside => (&["outgoing Dispatched"], "a counterpart that gets it by mail, with the sealed files"),
        K::RecallToOutside => (&["outgoing Recalled"], "a counterpart that got it by mail"),
        K::RecallByLetter => (
            &["outgoing Recalled"],
            "the registry, whoever of it has recalled it, too: the recipients to whom the post has brought it",
        ),
        K::NobodyTold => {
            (&["outgoing Dispatched"], "the registry and the chief of office, whoever of them has sent it, too")
        }
        K::ReceiptLate | K::ReplyLate => (&[], "the registry and the drafter"),
        K::ReceiptAwaited => (&[], "the registry of the recipient, another agency of the installation"),
        K::IssuedUnread => (&[], "the recipients in the agency itself who have not acknowledged it"),
        K::ReplyAwaited => (
            &[],
            "the recipients in the agency itself who are to act; of another agency of the installation that is, its registry",
        ),
        K::DraftTakenAway => (
            &["outgoing ReturnedToDrafter", "outgoing DrafterChanged", "outgoing Voided"],
            "before whom it lay, whose signature counts no longer, who drafted it before",
        ),
        K::IssuedToFile => (&["outgoing Dispatched"], "the drafter"),
        K::StepDueNow => (&[], "the registry, whose next step it is"),
        K::StepOverdue => (&[], "the chief of office, or the leaders where there is none, and whoever monitors"),
        K::OpinionAsked => (
            &["outgoing OpinionsAsked", "outgoing OpinionPassed"],
            "who has the opinion in hand: the person, or the department's head (its deputies where it has none)",
        ),
        K::OpinionsComplete => (&["outgoing OpinionGiven"], "whoever asked, once all that they asked have come"),
        K::AnswerVoided => {
            (&["AnswerVoided"], "the primary holder, where the document was not completed by that reply")
        }
        K::DossierArrived => (&["dossier DossierRegistered"], "the one-stop shop, of what came online or by post"),
        K::DossierForwarded => {
            (&["dossier DossierAccepted"], "the one-stop shop, of what another agency has received for this one")
        }
        K::DossierNotTaken => (&["dossier NotTaken"], "the one-stop shop"),
        K::DossierGiven | K::DossierGivenBack => (&["dossier StepEntered"], STEP_HOLDER),
        K::DossierAssigned => (&["dossier OfficerAssigned"], "the officer"),
        K::DossierAwaitsCitizen => (
            &["dossier SupplementRequested", "dossier PaymentRequested", "dossier StandingTold"],
            "the one-stop shop; of what another agency handles, that of the office that received it",
        ),
        K::DossierSupplied => (&["dossier DossierSupplied"], STEP_HOLDER),
        K::DossierPaid => (&["dossier PaymentRecorded"], STEP_HOLDER),
        K::ConsultationAsked => (
            &["dossier Consulted", "dossier StepEntered"],
            "who is asked: the person, or the department's head (its deputies where it has none) and registry",
        ),
        K::ConsultationAnswered => (&["dossier ConsultationAnswered"], "who has the step in hand, and whoever asked"),
        K::ConsultationEnded => {
            (&["dossier ConsultationClosed", "dossier DossierWithdrawn", "dossier DossierStopped"], "who was asked")
        }
        K::DossierExtended => {
            (&["dossier DossierExtended", "dossier StandingTold"], "who has it in hand, and the one-stop shop")
        }
        K::DossierStopped => {
            (&["dossier DossierStopped", "dossier StandingTold"], "who had it in hand, and the one-stop shop")
        }
        K::DossierResumed => (&["dossier DossierResumed"], STEP_HOLDER),
        K::DossierWithdrawn => (
            &["dossier DossierWithdrawn", "dossier StandingTold"],
            "who had it in hand; of what another agency handles, the one-stop shop",
        ),
        K::DossierDone => (&["dossier DossierDone", "dossier StandingTold"], "the one-stop shop"),
        K::DossierUncollected | K::DossierPaymentToCheck => (&[], "the one-stop shop"),
        K::DossierWaitOver => (&[], "the one-stop shop, and whose step waits"),
        K::CitizenReceived => (&["dossier DossierRegistered", "dossier DossierSupplied"], CITIZEN),
        K::CitizenAccepted => (&["dossier DossierAccepted"], CITIZEN),
        K::CitizenToSupply => {
            (&["dossier SupplementRequested", "dossier DatesRecounted", "dossier StandingTold"], CITIZEN)
        }
        K::CitizenRefused => (&["dossier DossierRefused"], CITIZEN),
        K::CitizenToPay => (&["dossier PaymentRequested", "dossier DatesRecounted", "dossier StandingTold"], CITIZEN),
        K::CitizenGoesOn => (
            &["dossier DossierSupplied", "dossier PaymentRecorded", "dossier DossierResumed", "dossier StandingTold"],
            CITIZEN,
        ),
        K::CitizenExtended => (&["dossier DossierExtended", "dossier StandingTold"], CITIZEN),
        K::CitizenDateMoved => (&["dossier DatesRecounted", "dossier StandingTold"], CITIZEN),
        K::CitizenStopped => (&["dossier DossierStopped", "dossier StandingTold"], CITIZEN),
        K::CitizenWithdrawn => (&["dossier DossierWithdrawn", "dossier StandingTold"], CITIZEN),
        K::CitizenDone => (&["dossier DossierDone", "dossier ResultTakenIn", "dossier StandingTold"], CITIZEN),
        K::CitizenReturned => (&["dossier ResultReturned", "dossier StandingTold"], CITIZEN),
        K::CitizenToCollect => (&["dossier ResultUncollected"], CITIZEN),
        K::CitizenCameBack => (&["dossier ResultCameBack", "dossier StandingTold"], CITIZEN),
        K::CitizenCorrected => (&["dossier ResultCorrected", "dossier StandingTold"], CITIZEN),
        K::CitizenContactChanged => (
            &["dossier ContactCorrected"],
            "the citizen, at the address that they had given before, where there was one",
        ),
        K::OpinionEnded => (
            &["outgoing OpinionWithdrawn", "outgoing Issued", "outgoing Cancelled"],
            "who has the opinion in hand, and whoever asked where another takes it back",
        ),
    }
}

fn waits() -> String {
    let waits: Vec<String> = (1..)
        .map_while(|failures| Backoff::STANDARD.delay(failures))
        .map(|wait| match wait.as_secs() {
            seconds if seconds % 3600 == 0 => format!("{} h", seconds / 3600),
            seconds if seconds % 60 == 0 => format!("{} min", seconds / 60),
            seconds => format!("{seconds} s"),
        })
        .collect();
    waits.join(", ")
}

fn document() -> String {
    let mut text = String::from(
        "# Notices: who is told what\n\n\
         Every handoff writes its letters in its own transaction, to the new holder and to whoever waits for a result, never to\n\
         the one who acted. `crates/domain/src/notice.rs` decides who is told; `crates/mail` puts it into words: one layout\n\
         (`templates/layout.html`, `templates/layout.txt`) and, for each kind, the sentences of `src/wording/vi.rs` and `en.rs`.\n\
         One person gets at most one letter of one event.\n\n\
         This file is generated: `UPDATE_DOCS=1 cargo test -p mail --test catalogue`. To see the mails:\n\
         `cargo run -p mail --example preview -- DIR`.\n\n\
         What is not *fixed* a person may leave for the morning's digest, or turn off (`PUT /me/notices`). What *waits* does so for\n\
         others about the same document, for the minutes that the office has set (`gather_minutes`), and comes with them in one mail;\n\
         `crates/domain/src/notice/gathering.rs` says which.\n\n\
         | kind | event | recipients | fixed | waits | subject begins (vi) | subject begins (en) |\n|---|---|---|---|---|---|---|\n",
    );
    for kind in NoticeKind::ALL {
        let (events, recipients) = told(kind);
        let mut events: Vec<String> = events.iter().map(|event| format!("`{event}`")).collect();
        if events.is_empty() {
            events.push("the clock".to_owned());
        }
        let (vi, en) = (label(kind, Language::Vi), label(kind, Language::En));
        let fixed = if kind.is_fixed() { "fixed" } else { "" };
        let waits = if kind.gathers() { "waits" } else { "" };
        writeln!(
            text,
            "| `{}` | {} | {recipients} | {fixed} | {waits} | {vi} | {en} |",
            kind.as_str(),
            events.join(", ")
        )
        .unwrap();
    }
    text.push_str(
        "\n## What every mail says\n\n\
         - Subject: `[độ khẩn] loại: trích yếu (số đến/năm)`, the urgency only above normal; the subject is cut at 90 characters.\n\
         - Deadline (Vietnam time), subject, author, number and notation, document date, arrival number, who sent it; the\n\
         \u{20} instruction, reason or comment as a quotation; what is asked; a button to `{base_url}/documents/{id}`. What isn't known\n\
         \u{20} isn't shown.\n\
         - Several events in one mail: `3 việc mới: trích yếu (số đến/năm)`, the document, and a paragraph for each event in order of\n\
         \u{20} time. Along with a handoff they stand behind what it says, under its own subject.\n\
         - Letters to the sender of a document carry no link and no name of an official.\n\
         - Of a dossier: its code, what it asks for, at which step it is, and to the office whose it is; nobody's number, telephone or\n\
         \u{20} address. Letters to a citizen are polite, carry no link into the office, and say what is asked of them and until when.\n\
         - A secret line is never named: the same subject, text and (absent) urgency whatever happened, and the link.\n\n\
         ## Headers\n\n\
         | header | value |\n|---|---|\n\
         | `Message-ID` | `<{outbox row}@{sender's domain}>`, the same for every attempt |\n\
         | `In-Reply-To`, `References` | `<thread.{document}@{sender's domain}>`: mail of one document is one thread |\n\
         | `Date` | when it happened; of several events the last |\n\
         | `Auto-Submitted`, `X-Auto-Response-Suppress` | `auto-generated`, `All`: no holiday replies |\n\
         | `Content-Language` | `vi` or `en` |\n\
         | `X-Priority`, `Importance` | only above normal urgency and only where something is asked; never of a secret line |\n\n\
         ## When it can't be sent\n\n\
         No address, a malformed one, a broken template, or a server that refuses this recipient or this message for good (5xx to\n\
         `RCPT` or `DATA`): a dead letter at once. Everything else (no server, 4xx, silence, a wrong password, a bad certificate) is\n\
         tried again, and is a dead letter after the last attempt. A dead letter stands on the document for the clerk to see.\n\
         The waits between attempts: ",
    );
    text.push_str(&waits());
    text.push_str(".\n");
    text
}

#[test]
fn the_catalogue_is_up_to_date() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/notices.md");
    let wanted = document();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &wanted).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(found == wanted, "docs/notices.md is stale: UPDATE_DOCS=1 cargo test -p mail --test catalogue");
}

/// The table names events that exist.
#[test]
fn every_event_named_is_one() {
    let incoming = include_str!("../../domain/src/notice/telling.rs");
    let outgoing = include_str!("../../domain/src/notice/outgoing.rs");
    let dossier =
        concat!(include_str!("../../domain/src/notice/dossier.rs"), include_str!("../../domain/src/notice/citizen.rs"))
            .to_owned();
    for kind in NoticeKind::ALL {
        for event in told(kind).0 {
            let (rules, event) = match (event.strip_prefix("outgoing "), event.strip_prefix("dossier ")) {
                (Some(event), _) => (outgoing, event),
                (None, Some(event)) => (dossier.as_str(), event),
                (None, None) => (incoming, *event),
            };
            let found = rules
                .match_indices(&format!("Event::{event}"))
                .any(|(at, name)| !rules.split_at(at + name.len()).1.starts_with(|c: char| c.is_ascii_alphanumeric()));
            assert!(found, "{kind:?}: no event {event} in the domain's notices");
        }
    }
}
