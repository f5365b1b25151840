//! A document's history and its mails, as they are listed.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use office::{
    OfficeError,
    domain::{Actor, DocumentId, organisation::Directory},
    incoming::{Link, Message},
    short_texts::ShortMessage,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{ByView, service::SystemRef};

/// One event of a document's history.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = HistoryEntry)]
pub struct HistoryView {
    /// Its place, from 1.
    pub seq: i32,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom; absent where another system, the office or the interchange did it.
    pub by: Option<ByView>,
    /// By which other system, where it was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by_system: Option<SystemRef>,
    /// `person`, `service`, `interchange` or `office`.
    pub by_kind: String,
    /// What happened.
    pub event: String,
    /// What happened, with its facts as they were written.
    #[schema(value_type = Object)]
    pub facts: serde_json::Value,
    /// The hash over the entry before and this one.
    pub hash: String,
}

impl HistoryView {
    /// A link of the chain.
    ///
    /// # Errors
    /// A corrupt row.
    pub fn of(link: &Link, directory: &Directory) -> Result<Self, OfficeError> {
        let happening = link.happening()?;
        Self::told(link, (happening.by, happening.at), directory)
    }

    /// The same of an outgoing document's.
    ///
    /// # Errors
    /// A corrupt row.
    pub fn of_outgoing(link: &Link, directory: &Directory) -> Result<Self, OfficeError> {
        let happening = link.outgoing_happening()?;
        Self::told(link, (happening.by, happening.at), directory)
    }

    /// The same of a dossier's.
    ///
    /// # Errors
    /// A corrupt row.
    pub fn of_dossier(link: &Link, directory: &Directory) -> Result<Self, OfficeError> {
        let happening = link.dossier_happening()?;
        Self::told(link, (happening.by, happening.at), directory)
    }

    /// The same of a case file's. What it says of documents that the reader may not see is left out.
    ///
    /// # Errors
    /// A corrupt row.
    pub fn of_case_file(
        link: &Link,
        hidden: &BTreeSet<DocumentId>,
        directory: &Directory,
    ) -> Result<Self, OfficeError> {
        let happening = link.case_file_happening()?;
        let mut view = Self::told(link, (happening.by, happening.at), directory)?;
        let named = view.facts.get("document").and_then(serde_json::Value::as_str).and_then(|id| id.parse().ok());
        if named.is_some_and(|id| hidden.contains(&DocumentId(id))) {
            view.facts = serde_json::Value::Object(serde_json::Map::new());
        }
        Ok(view)
    }

    fn told(link: &Link, (by, at): (Actor, DateTime<Utc>), directory: &Directory) -> Result<Self, OfficeError> {
        let mut facts: serde_json::Value =
            serde_json::from_str(link.body()).map_err(|e| OfficeError::Internal(e.to_string()))?;
        let mut event = String::new();
        if let Some(fields) = facts.as_object_mut() {
            fields.remove("by");
            fields.remove("at");
            event = fields.remove("event").and_then(|e| e.as_str().map(str::to_owned)).unwrap_or_default();
        }
        let by_kind = match by {
            Actor::Person(_) | Actor::Substitute { .. } => "person",
            Actor::Service(_) => "service",
            Actor::Citizen => "citizen",
            Actor::Interchange => "interchange",
            Actor::Office => "office",
        };
        Ok(Self {
            seq: link.seq(),
            at,
            by: by.by().map(|by| ByView::of(by, directory)),
            by_system: by.service().map(|id| SystemRef::of(id, directory)),
            by_kind: by_kind.to_owned(),
            event,
            facts,
            hash: link.hash.clone(),
        })
    }
}

/// A mail that a document caused, or a short message about a dossier, with what became of it.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DocumentMessage)]
pub struct MessageView {
    /// Which; the stem of its Message-ID.
    pub id: uuid::Uuid,
    /// By what: `mail`, or `short_text` to a telephone.
    pub channel: &'static str,
    /// What about.
    pub kind: String,
    /// Who it goes to.
    pub to: AddresseeView,
    /// `queued`, `sent`, `bounced` (sent, and reported not to have arrived), `dead` (given up), `not_sent` (there is no mail server),
    /// `in_digest` or `not_wanted`.
    pub delivery: String,
    /// How often it was tried.
    pub attempts: u32,
    /// Why the last try failed, or why there was none.
    pub last_error: Option<String>,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// When the mail server took it.
    pub sent_at: Option<DateTime<Utc>>,
    /// When it is tried next, while it is queued; of what waits for others about the same document, when it goes at the latest.
    pub next_at: Option<DateTime<Utc>>,
    /// When it was reported that it did not arrive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bounced_at: Option<DateTime<Utc>>,
    /// What was said of it: the address, and the other server's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bounce: Option<String>,
    /// In whose mail it goes or went, where that is another's: told there together with it.
    pub sent_with: Option<uuid::Uuid>,
}

/// Who a mail goes to.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Addressee)]
pub struct AddresseeView {
    /// The person, if of the agency.
    pub person: Option<uuid::Uuid>,
    /// Their name.
    pub name: String,
    /// In whose stead they are told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instead_of: Option<String>,
    /// Their address; of a short message their telephone number.
    pub address: Option<String>,
}

impl From<&Message> for MessageView {
    fn from(message: &Message) -> Self {
        let queued = message.delivery == office::Delivery::Queued;
        Self {
            id: message.id,
            channel: "mail",
            kind: message.letter.kind.as_str().to_owned(),
            to: AddresseeView {
                person: message.letter.to.person.map(|id| id.0),
                name: message.letter.to.name.clone(),
                instead_of: message.letter.to.instead_of.clone(),
                address: message.letter.to.address.as_ref().map(|a| a.as_str().to_owned()),
            },
            delivery: message.delivery.as_str().to_owned(),
            attempts: message.attempts,
            bounced_at: message.bounce.as_ref().map(|(at, _)| *at),
            bounce: message.bounce.as_ref().map(|(_, said)| said.clone()),
            last_error: message.last_error.clone(),
            created_at: message.created_at,
            sent_at: message.sent_at,
            next_at: queued.then_some(message.next_at),
            sent_with: message.carrier,
        }
    }
}

impl From<&ShortMessage> for MessageView {
    fn from(message: &ShortMessage) -> Self {
        let queued = message.delivery == office::Delivery::Queued;
        Self {
            id: message.id,
            channel: "short_text",
            kind: message.short.kind.as_str().to_owned(),
            to: AddresseeView {
                person: None,
                name: String::new(),
                instead_of: None,
                address: Some(message.short.phone.to_string()),
            },
            delivery: message.delivery.as_str().to_owned(),
            attempts: message.attempts,
            bounced_at: None,
            bounce: None,
            last_error: message.last_error.clone(),
            created_at: message.created_at,
            sent_at: message.sent_at,
            next_at: queued.then_some(message.next_at),
            sent_with: None,
        }
    }
}
