//! From an event to the new state. Total: an event that doesn't fit the document is an error, never a panic; that happens only where
//! history was changed by hand.

mod opinion;

use std::collections::BTreeMap;

use super::{
    document::OutgoingDocument,
    event::{Event, Happening},
    handover::hand_over,
    mailing::{Mailing, Packeting},
    recipient::{DeliveryState, Destination, Noted},
    relation::Later,
    state::{Check, Checks, Dispatch, Issue, Lay, Remarked, Seal, State, Stood},
};
use crate::{
    AgencyId, By, DocumentId, PersonId, Reason, UtcTime,
    incoming::{Attachment, Mismatch, StepDeadline},
};

/// The document that the first event makes.
///
/// # Errors
/// [`Mismatch`] where it isn't a draft.
pub fn create_apply(id: DocumentId, agency: AgencyId, first: &Happening) -> Result<OutgoingDocument, Mismatch> {
    let Event::Drafted { content, edition } = &first.event else {
        return Err(Mismatch("a history begins with a draft"));
    };
    let by = first.by.by().ok_or(Mismatch("only a person drafts"))?;
    let document = OutgoingDocument {
        id,
        agency,
        version: 1,
        created_by: by,
        created_at: first.at,
        drafter: by.desk(),
        former_drafters: Vec::new(),
        content: content.clone(),
        editions: vec![edition.clone()],
        state: State::Draft { since: first.at, returned: None },
        put_before: Vec::new(),
        signed_files: Vec::new(),
        noted: BTreeMap::new(),
        answered: Vec::new(),
        mended: Vec::new(),
        amended_by: Vec::new(),
        corrected_by: Vec::new(),
        mailed: Vec::new(),
        packets: Vec::new(),
        opinions: Vec::new(),
    };
    document.check().map_err(Mismatch)?;
    Ok(document)
}

/// The document after the event.
///
/// # Errors
/// [`Mismatch`] where the event doesn't fit.
pub fn apply(mut document: OutgoingDocument, happening: &Happening) -> Result<OutgoingDocument, Mismatch> {
    document.version += 1;
    Change { document: &mut document, by: happening.by.by(), at: happening.at }.apply(&happening.event)?;
    document.check().map_err(Mismatch)?;
    Ok(document)
}

/// One event on its way into the document.
struct Change<'a> {
    document: &'a mut OutgoingDocument,
    by: Option<By>,
    at: UtcTime,
}

impl Change<'_> {
    #[allow(clippy::too_many_lines, reason = "one arm an event: the whole of history stands in one place")]
    fn apply(&mut self, event: &Event) -> Result<(), Mismatch> {
        match event {
            Event::Drafted { .. } => return Err(Mismatch("drafted twice")),
            Event::Revised { content, edition } => {
                let State::Draft { .. } = self.document.state else { return Err(Mismatch("revised outside a draft")) };
                self.document.content = content.clone();
                self.document.editions.push(edition.clone());
            }
            Event::Submitted { .. } => {
                let State::Draft { .. } = self.document.state else { return Err(Mismatch("submitted, but no draft")) };
                self.document.state = State::UnitReview { by: self.by()?, since: self.at };
            }
            Event::Endorsed { desk, .. } => {
                let State::UnitReview { .. } = self.document.state else { return Err(Mismatch("endorsed elsewhere")) };
                self.document.state = State::FormCheck { content_check: self.checked()?, desk: *desk };
            }
            Event::FormPassed { signer, .. } => self.form_passed(*signer)?,
            Event::ReturnedToDrafter { reason } => {
                if !self.document.state.name().is_before_number() {
                    return Err(Mismatch("returned after it had its number"));
                }
                let returned = Some(self.remarked(reason));
                self.document.state = State::Draft { since: self.at, returned };
            }
            Event::Signed { signature, files, deadline } => {
                let State::AwaitingSignature { .. } = self.document.state else {
                    return Err(Mismatch("signed without being put before anybody"));
                };
                self.document.signed_files.extend(files.iter().cloned());
                self.document.state = State::Signed { signature: signature.clone(), deadline: *deadline };
            }
            Event::Issued { line, answers, relations, deadline } => {
                let State::Signed { signature, .. } = &self.document.state else {
                    return Err(Mismatch("a number without a signature"));
                };
                let issue = Issue { signature: signature.clone(), line: line.clone(), by: self.by, at: self.at };
                self.document.state = State::Issued { issue, deadline: *deadline };
                self.document.answered.clone_from(answers);
                self.document.mended.clone_from(relations);
                self.close_opinions();
            }
            Event::Sealed { seal, files } => {
                let (State::Issued { issue, deadline } | State::Sealed { issue, deadline, .. }) = &self.document.state
                else {
                    return Err(Mismatch("a seal without a number"));
                };
                let (issue, deadline) = (issue.clone(), *deadline);
                self.document.signed_files.extend(files.iter().cloned());
                self.document.state = State::Sealed { issue, seal: seal.clone(), deadline };
            }
            Event::Dispatched { mailed, packets } => self.dispatched(mailed, packets)?,
            Event::UpdateSent { seal, files, packets, .. } => self.update_sent(seal, files, packets)?,
            Event::Filed { case_file } => {
                let State::Dispatched { issue, seal, dispatch } = &self.document.state else {
                    return Err(Mismatch("filed before it went"));
                };
                let (issue, seal, dispatch) = (issue.clone(), seal.clone(), dispatch.clone());
                let (case_file, at) = (case_file.clone(), self.at);
                self.document.state = State::Filed { issue, seal, dispatch, case_file, at };
            }
            Event::Cancelled { reason } => {
                if !self.document.state.name().is_before_number() {
                    return Err(Mismatch("cancelled after it had its number"));
                }
                self.document.state = State::Cancelled { end: self.remarked(reason) };
                self.close_opinions();
            }
            Event::Voided { reason, .. } => {
                let (State::Issued { issue, .. } | State::Sealed { issue, .. }) = &self.document.state else {
                    return Err(Mismatch("no number to strike out"));
                };
                self.document.state = State::Voided { issue: issue.clone(), end: self.remarked(reason) };
            }
            Event::Recalled { reason } => self.recalled(reason)?,
            Event::DeliveryNoted { recipient, state, remark } => {
                let noted = Noted { state: *state, remark: remark.clone(), by: self.by, at: self.at };
                self.document.noted.insert(*recipient, noted);
            }
            Event::Acknowledged { recipient } => {
                let noted = Noted { state: DeliveryState::Received, remark: None, by: self.by, at: self.at };
                self.document.noted.insert(*recipient, noted);
            }
            Event::DrafterChanged { from, to, .. } => {
                if self.document.drafter != *from {
                    return Err(Mismatch("somebody else drafted it"));
                }
                self.document.drafted_by(*to);
            }
            Event::Replaced { later } => self.replaced(later)?,
            Event::Amended { later } => self.document.amended_by.push(later.clone()),
            Event::Corrected { later } => self.document.corrected_by.push(later.clone()),
            Event::RelationTakenBack { document } => self.relation_taken_back(*document)?,
            Event::DeadlinesRecounted { step, .. } => {
                if let Some(step) = step {
                    self.step_until(step.deadline)?;
                }
            }
            Event::Commented { .. } | Event::OpinionReminded { .. } => {}
            Event::HandedOver { from, to, departments, .. } => hand_over(self.document, *from, *to, departments),
            Event::OpinionsAsked { .. }
            | Event::OpinionGiven { .. }
            | Event::OpinionPassed { .. }
            | Event::OpinionWithdrawn { .. }
            | Event::OpinionsRecounted { .. } => self.opinion(event)?,
        }
        Ok(())
    }

    /// Put before the signer; a copy by whoever made it, without the checks of a draft.
    fn form_passed(&mut self, signer: PersonId) -> Result<(), Mismatch> {
        let checks = match &self.document.state {
            State::FormCheck { content_check, .. } => {
                Checks::Drafted { content_check: content_check.clone(), form_check: self.checked()? }
            }
            State::Draft { .. } if self.document.is_copy() => Checks::Copied { copy_check: self.checked()? },
            _ => return Err(Mismatch("its form was not being checked")),
        };
        self.document.state = State::AwaitingSignature { signer, checks };
        if !self.document.put_before.contains(&signer) {
            self.document.put_before.push(signer);
        }
        Ok(())
    }

    fn replaced(&mut self, later: &Later) -> Result<(), Mismatch> {
        let (issue, dispatch, lay, end) = match self.document.state.clone() {
            State::Recalled { issue, dispatch, lay, end } => (issue, dispatch, lay, Some(end)),
            other => {
                let (issue, dispatch, lay) =
                    gone(other).ok_or(Mismatch("nothing has gone out that could be replaced"))?;
                (issue, dispatch, lay, None)
            }
        };
        let stood = Stood { lay, end };
        self.document.state = State::Replaced { issue, dispatch, by: later.clone(), at: self.at, stood };
        Ok(())
    }

    /// It stands as before the later document had its number.
    fn relation_taken_back(&mut self, document: DocumentId) -> Result<(), Mismatch> {
        if let State::Replaced { issue, dispatch, by, stood, .. } = self.document.state.clone()
            && by.document == document
        {
            self.document.state = match (stood.lay, stood.end) {
                (lay, Some(end)) => State::Recalled { issue, dispatch, lay, end },
                (Lay::Dispatched { seal }, None) => State::Dispatched { issue, seal, dispatch },
                (Lay::Filed { seal, case_file, filed_at }, None) => {
                    State::Filed { issue, seal, dispatch, case_file, at: filed_at }
                }
            };
            return Ok(());
        }
        let before = self.document.amended_by.len() + self.document.corrected_by.len();
        self.document.amended_by.retain(|later| later.document != document);
        self.document.corrected_by.retain(|later| later.document != document);
        let after = self.document.amended_by.len() + self.document.corrected_by.len();
        if after < before { Ok(()) } else { Err(Mismatch("a relation taken back that was not there")) }
    }

    /// The registry's step has another deadline.
    fn step_until(&mut self, until: StepDeadline) -> Result<(), Mismatch> {
        match &mut self.document.state {
            State::Signed { deadline, .. } | State::Issued { deadline, .. } | State::Sealed { deadline, .. } => {
                *deadline = Some(until);
                Ok(())
            }
            _ => Err(Mismatch("no step of the registry to have a deadline")),
        }
    }

    fn by(&self) -> Result<By, Mismatch> {
        self.by.ok_or(Mismatch("only a person does this"))
    }

    fn remarked(&self, reason: &Reason) -> Remarked {
        Remarked { reason: reason.clone(), by: self.by, at: self.at }
    }

    /// Somebody's word on the edition that now stands.
    fn checked(&self) -> Result<Check, Mismatch> {
        let digest = self.document.editions.last().map(|edition| edition.digest.clone());
        Ok(Check { by: self.by()?, at: self.at, digest: digest.ok_or(Mismatch("no edition"))? })
    }

    /// In the agency itself it is there at once; whoever outside gets no mail and no packet waits for the post.
    fn dispatched(&mut self, mailed: &[Mailing], packets: &[Packeting]) -> Result<(), Mismatch> {
        let State::Sealed { issue, seal, .. } = &self.document.state else {
            return Err(Mismatch("sent without a seal"));
        };
        let (issue, seal) = (issue.clone(), seal.clone());
        let dispatch = Dispatch { by: self.by, at: self.at };
        for recipient in &self.document.content.recipients {
            let state = match recipient.destination {
                Destination::Inside { .. } => DeliveryState::Arrived,
                // Its mail, or its packet, says it.
                _ if mailed.iter().any(|mailing| mailing.recipient == recipient.id) => continue,
                _ if packets.iter().any(|packet| packet.recipient == recipient.id) => continue,
                Destination::Counterpart { .. } | Destination::Post { .. } => DeliveryState::Queued,
                // Its delivery says it.
                Destination::Agency { .. } => continue,
            };
            self.document.noted.insert(recipient.id, Noted { state, remark: None, by: None, at: self.at });
        }
        self.document.mailed = mailed.to_vec();
        self.document.packets = packets.to_vec();
        self.document.state = State::Dispatched { issue, seal, dispatch };
        Ok(())
    }

    /// From now on this is what has gone out, and these packets say how far.
    fn update_sent(&mut self, seal: &Seal, files: &[Attachment], packets: &[Packeting]) -> Result<(), Mismatch> {
        let (State::Dispatched { seal: stands, .. } | State::Filed { seal: stands, .. }) = &mut self.document.state
        else {
            return Err(Mismatch("an update of what has not gone"));
        };
        *stands = seal.clone();
        self.document.signed_files.extend(files.iter().cloned());
        for anew in packets {
            let had = self.document.packets.iter_mut().find(|one| one.recipient == anew.recipient);
            *had.ok_or(Mismatch("an update to somebody who never got it"))? = anew.clone();
        }
        Ok(())
    }

    /// What lies in the agency itself is recalled at once, and so is what has not yet gone.
    fn recalled(&mut self, reason: &Reason) -> Result<(), Mismatch> {
        let (issue, dispatch, lay) = gone(self.document.state.clone()).ok_or(Mismatch("nothing has gone out"))?;
        for recipient in &self.document.content.recipients {
            let inside = matches!(recipient.destination, Destination::Inside { .. });
            let Some(noted) = self.document.noted.get_mut(&recipient.id) else { continue };
            if inside || noted.state == DeliveryState::Queued {
                *noted = Noted { state: DeliveryState::Recalled, remark: None, by: None, at: self.at };
            }
        }
        self.document.state = State::Recalled { issue, dispatch, lay, end: self.remarked(reason) };
        Ok(())
    }
}

/// What has gone out and still counts, with where it lies.
fn gone(state: State) -> Option<(Issue, Dispatch, Lay)> {
    match state {
        State::Dispatched { issue, seal, dispatch } => Some((issue, dispatch, Lay::Dispatched { seal })),
        State::Filed { issue, seal, dispatch, case_file, at } => {
            Some((issue, dispatch, Lay::Filed { seal, case_file, filed_at: at }))
        }
        _ => None,
    }
}
