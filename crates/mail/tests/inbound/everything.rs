//! All that is done with a message, and what holds of whatever comes out. The fuzz target and the replay of its findings call this.

use domain::fold;
use mail::inbound::{
    Incoming, Kind, Limits, Ours, Standing, names,
    order::{self, Order, Reading},
};

/// Small limits, so that short messages reach them.
const TIGHT: Limits = Limits {
    message_bytes: 1 << 20,
    header_bytes: 2_000,
    field_bytes: 500,
    fields: 20,
    parts: 6,
    depth: 3,
    text_bytes: 1_000,
    addresses: 3,
};

/// Does it all.
pub fn everything(raw: &[u8], directory: &domain::organisation::Directory) {
    for limits in [Limits::default(), TIGHT] {
        if let Ok(message) = Incoming::read(raw, &limits) {
            check(&message, &limits, directory);
        }
    }
}

fn check(message: &Incoming, limits: &Limits, directory: &domain::organisation::Directory) {
    let ours = Ours {
        reply_prefix: "reply+",
        reply_domain: "vb.example",
        has_sent: &|id| id.ends_with("@vb.example"),
        addresses: &["vanban@vb.example"],
    };
    let kind = message.kind(&ours);
    if let Kind::Reply { tokens, .. } = &kind {
        assert!(!tokens.is_empty() && tokens.iter().all(|token| !token.is_empty() && token.is_ascii()));
    }
    let _ = (message.proof("mx.vb.example"), message.bare_subject(), message.text());
    assert!(message.attachments.len() <= limits.parts, "{}", message.attachments.len());
    assert!(message.to.len() <= limits.addresses && message.from.len() <= limits.addresses);
    for file in &message.attachments {
        let bad = file.name.is_empty() || file.name.contains(['/', '\\', '\0', '\n']) || file.name.starts_with('.');
        assert!(!bad, "{:?}", file.name);
    }
    for text in [&message.subject].into_iter().chain(message.lines.iter().map(|line| &line.text)) {
        assert!(!text.contains(['\n', '\r', '\0', '\u{202E}']), "{text:?}");
    }
    let words = message.words();
    // Nothing that is marked as somebody else's is among the words, unless its writer wrote the same.
    let own: std::collections::BTreeSet<String> =
        message.lines.iter().filter(|l| l.standing == Standing::Plain).map(|l| fold(&l.text)).collect();
    for word in &words {
        let folded = fold(word);
        assert!(word.is_empty() || own.contains(&folded) || own.iter().any(|line| line.contains(&folded)), "{word:?}");
    }
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    match order::read(&words, today, message.handed_in()) {
        Reading::Order(order) => {
            let words = fold(&words.join(" "));
            assert!(first_word(&order).iter().any(|word| words.contains(word)), "{order:?} out of {words:?}");
            if let Order::Assign { primary, supporting, .. } = &order {
                if let Err(unresolved) = names::resolve(directory, primary) {
                    let _ = unresolved.words();
                }
                if let Err(all) = names::resolve_all(directory, supporting) {
                    assert!(!all.is_empty());
                }
            }
        }
        Reading::Fault(fault) => {
            let words = fault.words(today);
            assert!(!words.vi.is_empty() && !words.en.is_empty());
        }
        Reading::Comment { words, .. } => assert!(!words.trim().is_empty()),
        Reading::Nothing => assert!(words.iter().all(String::is_empty)),
    }
}

/// Without one of these no such order was given.
fn first_word(order: &Order) -> &'static [&'static str] {
    match order {
        Order::Accept { .. } => &["nhan"],
        Order::Complete { .. } => &["xong", "hoan thanh"],
        Order::GiveBack { .. } => &["tra lai"],
        Order::Assign { .. } => &["giao"],
        Order::Approve { .. } => &["duyet"],
        Order::Reject { .. } => &["khong duyet", "khong phe duyet"],
        Order::AskExtension { .. } | Order::GrantExtension { .. } | Order::RefuseExtension { .. } => &["gia han"],
        Order::Acknowledge { .. } => &["da xem", "da doc"],
        Order::Pass { .. } => &["trinh"],
        Order::File { .. } => &["luu"],
        Order::Sign { .. } => &["ky", "da ky"],
    }
}
