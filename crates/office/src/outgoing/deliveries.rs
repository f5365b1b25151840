//! The way of an issued document to its recipients: to other agencies of the installation as deliveries, which become commands there; and
//! what is known of each.

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    AgencyId, DocumentId, EmailAddress, Reason, Refusal, Rule,
    access::outgoing::Sight,
    delivery::{self, Acknowledgement, StepState},
    incoming::{CommandKind, StateName},
    notice::reaches_somebody,
    organisation::AgencyRecord,
    outgoing::{
        DeliveryState, Destination, Event, Happening, MailFate, Mailing, OutgoingDocument, Packeting, Recipient,
        lateness, mailing::MailStanding, recipient::Noted,
    },
};
use store::{
    Conn, StoreError,
    delivery::{self as rows, Delivery, Due, StepKind},
    document as incoming,
    organisation::{AgencySnapshot, records},
};
use uuid::Uuid;

use crate::{
    Office, OfficeError,
    accesses::{Look, What},
    deliveries::Followed,
    incoming::Halt,
};

use super::OutgoingDetail;

/// How far a document has come to one recipient.
#[derive(Debug, Clone)]
pub struct DeliveryLine {
    /// To whom.
    pub recipient: Recipient,
    /// How far.
    pub state: DeliveryState,
    /// Since when, where that is known.
    pub at: Option<domain::UtcTime>,
    /// What else is known: why it was refused, số vận đơn.
    pub remark: Option<String>,
    /// Số đến at the recipient, where it is another agency of the installation.
    pub arrival: Option<(u32, i32)>,
    /// To which address it went by mail.
    pub mailed_to: Option<EmailAddress>,
    /// By which packet of the interchange it went.
    pub packet: Option<Packeting>,
    /// Whether its receipt, or the answer, is not known in time.
    pub late: bool,
    /// Whether it lies unread in the agency itself, where nobody is there to be told.
    pub nobody_there: bool,
}

impl Office {
    /// Sends an issued document to its recipients, or asks it back of them.
    pub(super) fn send_out(
        &self,
        conn: &mut Conn,
        snapshot: &AgencySnapshot,
        (before, document): (&OutgoingDocument, &OutgoingDocument),
        happenings: &[Happening],
    ) -> Result<(), Halt> {
        for happening in happenings {
            match &happening.event {
                Event::Dispatched { .. } => {
                    self.dispatch(conn, snapshot, document, happening)?;
                    self.packets_out(conn, snapshot, document, happening)?;
                    self.mail_out(conn, snapshot, document, happening)?;
                    self.await_receipts(conn, snapshot, document, happening.at)?;
                }
                Event::UpdateSent { packets, reason, .. } => {
                    self.packets_anew(conn, (before, document), packets, reason, happening.at)?;
                }
                Event::Recalled { reason } => {
                    Self::ask_back(conn, document, reason, happening.at)?;
                    self.packets_back(conn, before, reason, happening.at)?;
                    self.mail_back(conn, snapshot, (before, document), reason, happening)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn dispatch(
        &self,
        conn: &mut Conn,
        snapshot: &AgencySnapshot,
        document: &OutgoingDocument,
        happening: &Happening,
    ) -> Result<(), Halt> {
        let to = agencies(document);
        if to.is_empty() {
            return Ok(());
        }
        let by = happening.by.by();
        let all = records::agencies(conn)?;
        let reply_to = by.and_then(|by| snapshot.directory.active(by.desk())).and_then(|person| person.email.clone());
        let own = &snapshot.organisation.agency;
        for (recipient, code) in to {
            let receiver = all.iter().find(|agency: &&AgencyRecord| agency.has_code(code));
            let receiver = receiver.ok_or_else(|| Refusal::new(Rule::NoSuchAgency).with("code", code))?;
            let sent = (by, happening.at);
            let consignment = delivery::of_outgoing(document, recipient, own, sent, reply_to.clone())?;
            let new = Delivery {
                id: recipient.id.0,
                from: document.agency(),
                to: receiver.id,
                document: DocumentId(self.fresh()),
                consignment,
            };
            rows::insert(conn, &new, happening.at)?;
        }
        Ok(())
    }

    /// How far a document has come, to each of its recipients.
    pub async fn outgoing_deliveries(
        &self,
        look: impl Into<Look>,
        id: DocumentId,
    ) -> Result<(OutgoingDetail, Vec<DeliveryLine>), OfficeError> {
        let look = look.into();
        let detail = self.seen_outgoing(look.by, id).await?;
        if detail.sight != Sight::Registry {
            super::whole(&detail)?;
        }
        self.looked_at_outgoing(look, &detail, What::Document).await?;
        let (office, shown) = (self.clone(), detail.clone());
        let lines =
            self.db().read_tx(move |conn| office.delivery_lines(conn, &shown.document, &shown.snapshot)).await?;
        Ok((detail, lines))
    }

    /// How far a document has come to each of its recipients, in their order.
    pub(super) fn delivery_lines(
        &self,
        conn: &mut Conn,
        document: &OutgoingDocument,
        snapshot: &Arc<AgencySnapshot>,
    ) -> Result<Vec<DeliveryLine>, OfficeError> {
        let mails = Self::sendings(conn, document)?;
        let sent = Self::sent_to_agencies(conn, document)?;
        let followed: BTreeMap<Uuid, Followed> =
            self.followed(conn, snapshot, sent)?.into_iter().map(|one| (one.id, one)).collect();
        let mut lines = Vec::new();
        for recipient in &document.content().recipients {
            let noted = document.noted().get(&recipient.id);
            let mut line = match &recipient.destination {
                Destination::Agency { .. } => followed
                    .get(&recipient.id.0)
                    .map_or_else(|| queued(recipient), |one| of_agency(recipient, noted, one)),
                _ => match document.mailing(recipient.id) {
                    Some(mailing) => {
                        let fate = mails.get(&mailing.message).cloned().unwrap_or(MailFate::Withdrawn);
                        by_mail(recipient, mailing, fate.standing(noted))
                    }
                    None => match document.packeting(recipient.id) {
                        Some(packet) => {
                            let fate = Self::packet_fate(conn, document.agency(), packet.packet)?;
                            by_packet(recipient, packet, fate.standing(noted))
                        }
                        None => noted.map_or_else(|| queued(recipient), |noted| as_noted(recipient, noted)),
                    },
                },
            };
            line.late = lateness::is_late(document, recipient, line.state, self.around(snapshot));
            line.nobody_there = line.state == DeliveryState::Arrived
                && matches!(recipient.destination, Destination::Inside { holder }
                    if !reaches_somebody(holder, &snapshot.directory));
            lines.push(line);
        }
        Ok(lines)
    }

    /// What of it went to other agencies of the installation.
    fn sent_to_agencies(conn: &mut Conn, document: &OutgoingDocument) -> Result<Vec<Delivery>, StoreError> {
        let mut sent = Vec::new();
        for (recipient, _) in agencies(document) {
            sent.extend(rows::find(conn, document.agency(), recipient.id.0)?);
        }
        Ok(sent)
    }

    /// Of what has not come there yet, too: it is given back once it has. What the receiver did not take, or has sent back, is there no more.
    fn ask_back(
        conn: &mut Conn,
        document: &OutgoingDocument,
        reason: &Reason,
        at: domain::UtcTime,
    ) -> Result<(), Halt> {
        let from: AgencyId = document.agency();
        for sent in Self::sent_to_agencies(conn, document)? {
            rows::hold(conn, from, sent.id)?;
            let steps = rows::steps(conn, from, &[sent.id])?;
            let of = |kind: StepKind| steps.iter().find(|(_, step)| step.kind == kind).map(|(_, step)| step.state);
            let received = of(StepKind::Receive).unwrap_or(StepState::Queued);
            let there = match received {
                StepState::Done => incoming::load(conn, sent.to, sent.document)?.map(|loaded| loaded.document),
                StepState::Queued | StepState::Failed => None,
            };
            let ended = there.is_some_and(|there| delivery::acknowledgement(&there).is_end());
            if !ended && delivery::may_recall(received, of(StepKind::Recall)).is_ok() {
                rows::queue(conn, Due { from, delivery: sent.id, kind: StepKind::Recall }, Some(reason), at)?;
            }
        }
        Ok(())
    }
}

/// Nothing has gone yet.
fn queued(recipient: &Recipient) -> DeliveryLine {
    DeliveryLine {
        recipient: recipient.clone(),
        state: DeliveryState::Queued,
        at: None,
        remark: None,
        arrival: None,
        mailed_to: None,
        packet: None,
        late: false,
        nobody_there: false,
    }
}

/// As somebody has noted it.
fn as_noted(recipient: &Recipient, noted: &Noted) -> DeliveryLine {
    let remark = noted.remark.as_ref().map(ToString::to_string);
    DeliveryLine { state: noted.state, at: Some(noted.at), remark, ..queued(recipient) }
}

fn by_mail(recipient: &Recipient, mailing: &Mailing, standing: MailStanding) -> DeliveryLine {
    let MailStanding { state, at, remark } = standing;
    DeliveryLine { state, at, remark, mailed_to: Some(mailing.to.clone()), ..queued(recipient) }
}

fn by_packet(recipient: &Recipient, packet: &Packeting, standing: MailStanding) -> DeliveryLine {
    let MailStanding { state, at, remark } = standing;
    DeliveryLine { state, at, remark, packet: Some(packet.clone()), ..queued(recipient) }
}

fn agencies(document: &OutgoingDocument) -> Vec<(&Recipient, &str)> {
    let mut agencies = Vec::new();
    for recipient in &document.content().recipients {
        if let Destination::Agency { code, .. } = &recipient.destination {
            agencies.push((recipient, code.as_str()));
        }
    }
    agencies
}

/// How it stands at another agency of the installation, and what the registry has noted beside it: that they have answered nothing knows by
/// itself. What the receiver has refused or sent back, and what is asked back of it, no note hides.
fn of_agency(recipient: &Recipient, noted: Option<&Noted>, followed: &Followed) -> DeliveryLine {
    let line = as_followed(recipient, followed);
    let there = matches!(line.state, DeliveryState::Arrived | DeliveryState::Received | DeliveryState::Handling);
    match noted.filter(|_| there && followed.recall.is_none()) {
        Some(noted) => DeliveryLine { arrival: line.arrival, ..as_noted(recipient, noted) },
        None => line,
    }
}

/// How it stands at another agency of the installation, as far as that lets its sender know it.
fn as_followed(recipient: &Recipient, followed: &Followed) -> DeliveryLine {
    let mut line = queued(recipient);
    line.at = Some(followed.consignment.sent_at);
    match &followed.received {
        (StepState::Queued, _) => {}
        (StepState::Failed, failure) => {
            line.state = DeliveryState::Refused;
            line.remark = failure.as_ref().map(|failure| failure.vi.clone());
        }
        (StepState::Done, _) => line.state = DeliveryState::Arrived,
    }
    match &followed.acknowledgement {
        Some(Acknowledgement::Registered { entry }) => {
            line.state = DeliveryState::Received;
            line.at = Some(entry.at);
            line.arrival = Some((entry.number, entry.year));
        }
        Some(Acknowledgement::Ended { state, reason, at }) => {
            let recalled = *state == StateName::Recalled;
            line.state = if recalled { DeliveryState::Recalled } else { DeliveryState::Refused };
            line.at = Some(*at);
            line.remark = reason.as_ref().map(ToString::to_string);
        }
        Some(Acknowledgement::Arrived) | None => {}
    }
    if let (Some((known, _)), DeliveryState::Received) = (&followed.follow_up, line.state) {
        match known.state {
            StateName::Completed | StateName::Filed => line.state = DeliveryState::Done,
            StateName::Directed | StateName::InProgress | StateName::AwaitingApproval => {
                line.state = DeliveryState::Handling;
            }
            _ => {}
        }
    }
    // Where it was sent back meanwhile, that is what is to be known, and its reason stands.
    let ended = followed.acknowledgement.as_ref().is_some_and(Acknowledgement::is_end);
    if let (Some((StepState::Failed, _, Some(failure))), false) = (&followed.recall, ended) {
        let refused = failure.code == CommandKind::RefuseRecall.as_str();
        let words = if refused { "Không đồng ý thu hồi" } else { "Chưa thu hồi được" };
        line.remark = Some(format!("{words}: {}", failure.vi));
    }
    line
}
