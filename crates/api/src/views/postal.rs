//! What goes by post, in the columns of the book that is signed for (Decree 30/2020, Appendix IV: Sổ gửi văn bản đi bưu điện).

use chrono::{DateTime, NaiveDate, Utc};
use office::{
    domain::{
        DocumentId, RecipientId, day_in_vietnam,
        incoming::Urgency,
        outgoing::{Destination, Recipient},
    },
    outgoing::{PostalLine, PostalList},
};
use serde::Serialize;
use utoipa::ToSchema;

/// What goes to one recipient by post.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = PostalItem)]
pub struct PostalItemView {
    /// The document.
    pub document: DocumentId,
    /// To whom: the recipient's id.
    pub recipient: RecipientId,
    /// Ngày chuyển: the day in Vietnam on which the post took it.
    pub sent_on: Option<NaiveDate>,
    /// Số, ký hiệu văn bản.
    pub written: Option<String>,
    /// Ngày tháng văn bản.
    pub issued_on: Option<NaiveDate>,
    /// Độ khẩn.
    pub urgency: Urgency,
    /// Nơi nhận.
    pub name: Option<String>,
    /// Its address; of a counterpart as it stands in the directory.
    pub address: Option<String>,
    /// Số lượng bì.
    pub envelopes: u32,
    /// How many copies are in it.
    pub copies: u16,
    /// Ghi chú: số vận đơn.
    pub remark: Option<String>,
    /// Since when it waits for the post.
    pub waits_since: DateTime<Utc>,
    /// When the post took it.
    pub sent_at: Option<DateTime<Utc>>,
}

impl PostalItemView {
    /// All of a page.
    pub fn all(list: &PostalList) -> Vec<Self> {
        list.lines.iter().map(|line| Self::of(line, list)).collect()
    }

    fn of(line: &PostalLine, list: &PostalList) -> Self {
        let document = &line.document;
        let recipient = document.recipient(line.recipient);
        let (name, address) = recipient.map_or((None, None), |to| named(to, list));
        let written = document.state().line();
        Self {
            document: document.id(),
            recipient: line.recipient,
            sent_on: line.sent_at.map(day_in_vietnam),
            written: written.map(office::domain::outgoing::Line::written),
            issued_on: written.map(|line| line.issued_on),
            urgency: document.content().urgency,
            name,
            address,
            envelopes: 1,
            copies: recipient.map_or(1, |to| to.copies),
            remark: line.remark.clone(),
            waits_since: line.waits_since,
            sent_at: line.sent_at,
        }
    }
}

fn named(to: &Recipient, list: &PostalList) -> (Option<String>, Option<String>) {
    match &to.destination {
        Destination::Post { name, address } => (Some(name.to_string()), Some(address.to_string())),
        Destination::Counterpart { counterpart, name, .. } => {
            (Some(name.clone()), list.addresses.get(counterpart).cloned())
        }
        Destination::Agency { name, .. } => (Some(name.clone()), None),
        Destination::Inside { .. } => (None, None),
    }
}
