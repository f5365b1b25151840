//! What goes by post, as the registry lists it, prints it and notes that the post has it.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use domain::{
    CounterpartId, DocumentId, Reason, RecipientId, Refusal, Rule,
    organisation::Scope,
    outgoing::{Command, Counterpart, DeliveryState, Destination, command::NoteDelivery},
};
use store::{
    Conn, counterpart,
    organisation::AgencySnapshot,
    postal_item::{self, Behind},
};

use super::{OutgoingDetail, OutgoingOrder};
use crate::{
    Office, OfficeError,
    agency::{Asker, as_registry},
    repeat::{Answer, Repeat},
};

pub use store::postal_item::{PostalItem as PostalLine, Which};

/// A page of what goes by post.
#[derive(Debug, Clone, Copy)]
pub struct PostalPage {
    /// What waits, or what went on a day.
    pub which: Which,
    /// Behind this one; from the first where none is given.
    pub behind: Option<Behind>,
    /// At most so many.
    pub limit: i64,
}

/// What goes by post, with what it takes to show it.
#[derive(Debug, Clone)]
pub struct PostalList {
    /// The agency.
    pub snapshot: Arc<AgencySnapshot>,
    /// The lines.
    pub lines: Vec<PostalLine>,
    /// Where counterparts of the directory are, as far as it says so.
    pub addresses: BTreeMap<CounterpartId, String>,
}

/// That the post has taken one.
#[derive(Debug, Clone)]
pub struct Sent {
    /// The document.
    pub document: DocumentId,
    /// To whom.
    pub recipient: RecipientId,
    /// Số vận đơn.
    pub remark: Option<Reason>,
    /// How a repeat is recognised.
    pub repeat: Option<Repeat<OutgoingDetail>>,
}

impl Office {
    /// A page of what goes by post: for the registry, which sends it.
    ///
    /// # Errors
    /// [`Rule::RegistryOnly`], and what the database says.
    pub async fn postal_items(&self, by: impl Into<Asker>, page: PostalPage) -> Result<PostalList, OfficeError> {
        let by = by.into();
        let snapshot = self.asked(by, Scope::DocumentsIssue).await?;
        as_registry(by, Scope::DocumentsIssue, &snapshot.directory)?;
        let PostalPage { which, behind, limit } = page;
        let list = move |conn: &mut Conn| {
            let lines = postal_item::list(conn, by.agency(), which, behind, limit)?;
            let named: BTreeSet<CounterpartId> = lines.iter().filter_map(counterpart_of).collect();
            let named: Vec<CounterpartId> = named.into_iter().collect();
            let known = counterpart::named(conn, by.agency(), &named)?;
            let address = |(id, known): (CounterpartId, Counterpart)| Some((id, known.fields.address?.to_string()));
            Ok::<_, OfficeError>((lines, known.into_iter().filter_map(address).collect()))
        };
        let (lines, addresses) = self.db().read_tx(list).await?;
        Ok(PostalList { snapshot, lines, addresses })
    }

    /// Whether the caller may note what the post has taken.
    ///
    /// # Errors
    /// [`Rule::RegistryOnly`].
    pub async fn may_post(&self, by: impl Into<Asker>) -> Result<(), OfficeError> {
        let by = by.into();
        let snapshot = self.asked(by, Scope::DocumentsIssue).await?;
        as_registry(by, Scope::DocumentsIssue, &snapshot.directory)?;
        Ok(())
    }

    /// Notes that the post has taken one that waited for it, by the command that notes every delivery.
    ///
    /// # Errors
    /// [`Rule::NotForThePost`] where it does not wait for the post, and what the command says.
    pub async fn note_posted(&self, by: impl Into<Asker>, sent: Sent) -> Result<Answer<OutgoingDetail>, OfficeError> {
        let by = by.into();
        let snapshot = self.asked(by, Scope::DocumentsIssue).await?;
        as_registry(by, Scope::DocumentsIssue, &snapshot.directory)?;
        let Sent { document, recipient, remark, repeat } = sent;
        // A repeat is answered as the first was.
        if let Some(kept) = self.kept(by, repeat.as_ref()).await? {
            return Ok(Answer::Kept(kept));
        }
        let waits = move |conn: &mut Conn| postal_item::waits(conn, by.agency(), document, recipient);
        if !self.db().read(waits).await? {
            return Err(Refusal::new(Rule::NotForThePost).at("/recipient").into());
        }
        let command = Command::NoteDelivery(NoteDelivery { recipient, state: DeliveryState::Sent, remark });
        self.outgoing_command(by, OutgoingOrder { document, command, expected: None, dry_run: false, repeat }).await
    }
}

fn counterpart_of(line: &PostalLine) -> Option<CounterpartId> {
    match line.document.recipient(line.recipient)?.destination {
        Destination::Counterpart { counterpart, .. } => Some(counterpart),
        _ => None,
    }
}
