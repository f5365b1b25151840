//! What the office has beside the document that is played: earlier ones that it may mend, and what is copied.

use std::{collections::BTreeMap, sync::LazyLock};

use chrono::NaiveDate;
use domain::{
    DocumentId, LanguageName, Subject,
    outgoing::{
        CopyForm, OutgoingDocument, Source, StateName,
        copy::{Direction, Original},
    },
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    play::{Step, bit, recipient},
    story::{Story, decision, decision_with},
    world::*,
};

const fn one(n: u8) -> Uuid {
    id(6, n)
}

/// A letter that came in, to be copied.
pub const CAME: DocumentId = DocumentId(one(4));
/// A secret line.
pub const SECRET_LINE: DocumentId = DocumentId(one(5));
/// One that is not entered.
pub const UNENTERED: DocumentId = DocumentId(one(6));
/// A sao y that was made here.
pub const SAO_Y: DocumentId = DocumentId(one(7));

/// A decision that was dispatched.
pub const EARLIER: DocumentId = DocumentId(one(10));
/// An official letter that was filed.
pub const EARLIER_LETTER: DocumentId = DocumentId(one(11));
/// A decision that was recalled.
pub const EARLIER_RECALLED: DocumentId = DocumentId(one(12));
/// A decision that was replaced.
pub const EARLIER_REPLACED: DocumentId = DocumentId(one(13));
/// A decision that has its number and has not gone out.
pub const EARLIER_UNSENT: DocumentId = DocumentId(one(14));
/// Documents that replace, amend or correct the one that is played.
pub const LATER: [DocumentId; 3] = [DocumentId(one(20)), DocumentId(one(21)), DocumentId(one(22))];

/// No earlier documents.
pub static NONE: BTreeMap<DocumentId, OutgoingDocument> = BTreeMap::new();

/// The earlier documents of the office.
pub static RELATED: LazyLock<BTreeMap<DocumentId, OutgoingDocument>> = LazyLock::new(|| {
    let letter = decision_with(json!({"document_type": "cong_van"}));
    [
        (EARLIER, decision(), StateName::Dispatched),
        (EARLIER_LETTER, letter, StateName::Filed),
        (EARLIER_RECALLED, decision(), StateName::Recalled),
        (EARLIER_REPLACED, decision(), StateName::Replaced),
        (EARLIER_UNSENT, decision(), StateName::Issued),
    ]
    .map(|(id, content, state)| {
        let mut written = serde_json::to_value(&Story::of(content, state).document).unwrap();
        written["id"] = json!(id);
        (id, serde_json::from_value(written).unwrap())
    })
    .into()
});

/// What is known of a document that somebody copies; nothing where they see none.
pub fn source(of: DocumentId) -> Option<Source> {
    let known = [CAME, SECRET_LINE, UNENTERED, SAO_Y].contains(&of);
    known.then(|| Source {
        original: Original {
            document: of,
            direction: if of == SAO_Y { Direction::Outgoing } else { Direction::Incoming },
            author: "Sở Thử nghiệm".to_owned(),
            written: Some("12/STN-VP".to_owned()),
            issued_on: NaiveDate::from_ymd_opt(2026, 11, 20),
        },
        subject: (of != SECRET_LINE).then(|| Subject::new("Về việc rà soát").unwrap()),
        language: LanguageName::new("Tiếng Việt").unwrap(),
        numbered: of != UNENTERED,
        copy: (of == SAO_Y).then_some(CopyForm::SaoY),
        medium: None,
    })
}

/// What a draft might replace, amend or correct; not always what it can.
pub fn relations(step: Step) -> Value {
    let all = [EARLIER, EARLIER_LETTER, EARLIER_RECALLED, EARLIER_REPLACED, EARLIER_UNSENT, UNSEEN, DOCUMENT];
    let types = 6;
    let n = usize::from(step.pick);
    match (n % types, step.whom % 16) {
        // What fits its type.
        (0, 0 | 1) => json!([{"kind": "replaces", "document": EARLIER}]),
        (0, 2) => json!([{"kind": "amends", "document": EARLIER}, {"kind": "replaces", "document": EARLIER_RECALLED}]),
        (1, 0 | 1) => json!([{"kind": "corrects", "document": EARLIER}]),
        (1, 2) => json!([{"kind": "corrects", "document": EARLIER_LETTER}]),
        (_, 3) => {
            let kind = ["replaces", "amends", "corrects"][n / 64 % 3];
            json!([{"kind": kind, "document": all[n / 256 % all.len()]}])
        }
        (0, 4) => json!([{"kind": "amends", "document": EARLIER}, {"kind": "replaces", "document": EARLIER}]),
        (_, 5) if bit(step, 1) => (0..21).map(|_| json!({"kind": "replaces", "document": EARLIER})).collect(),
        _ => json!([]),
    }
}

/// What somebody might copy; not always what can be.
pub fn copy(step: Step) -> Value {
    let n = usize::from(step.pick);
    let form = ["sao_y", "sao_y", "sao_luc", "trich_sao"][n % 4];
    let of = match step.whom {
        0..=9 => SECRET_LINE,
        10..=19 => UNENTERED,
        20..=29 => UNSEEN,
        30..=99 => SAO_Y,
        _ if form == "sao_luc" && bit(step, 2) => SAO_Y,
        _ => CAME,
    };
    let media = ["paper", "electronic"];
    let (from, to) = (media[n / 4 % 2], media[n / 8 % 2]);
    let files = match (to, step.actor % 8) {
        (_, 0) => json!([TEXT]),
        ("electronic", 1) | ("paper", _) => json!([]),
        _ => json!([SEALED]),
    };
    let signer = [CHAIR, CHAIR, CHAIR, VICE, FOREIGNER][n / 16 % 5];
    let excerpt = if form == "trich_sao" { step.hours != 1 } else { step.hours == 2 };
    let copied_from = if form == "sao_luc" { bit(step, 6) } else { step.hours == 3 };
    json!({
        "form": form, "of": of, "from": from, "to": to, "signer": signer, "files": files,
        "pages": bit(step, 5).then_some(step.hours),
        "excerpt": excerpt.then_some("Mục II"),
        "copied_from": copied_from.then_some("05/SY-STN"),
        "recipients": (0..step.actor % 3).map(|k| recipient((step.actor / 4 + k * 3) % 9, k % 3)).collect::<Vec<_>>(),
    })
}
