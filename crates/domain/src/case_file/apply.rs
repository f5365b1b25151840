//! From an event to the new state. Total: an event that doesn't fit the case file is an error, never a panic; that happens only where history was
//! changed by hand.

use super::{
    event::{Event, Happening},
    facts::Facts,
    file::{CaseFile, Member},
    state::{Archive, Closing, Done, Kept, Opening, Said, State},
};
use crate::{AgencyId, CaseFileId, Reason, incoming::Mismatch};

/// The case file that the first event makes.
///
/// # Errors
/// [`Mismatch`] where it isn't a beginning.
pub fn create_apply(id: CaseFileId, agency: AgencyId, first: &Happening) -> Result<CaseFile, Mismatch> {
    let by = first.by.by().ok_or(Mismatch("only a person begins a case file"))?;
    let done = Done { by, at: first.at };
    let (facts, state) = match &first.event {
        Event::Planned { facts } => (facts.clone(), State::Planned),
        Event::Begun { facts, started_on } => {
            let opening = Opening { started_on: *started_on, opened: done };
            (facts.clone(), State::Open { opening, reopened: None })
        }
        _ => return Err(Mismatch("a history begins with an entry of the list, or with an opening")),
    };
    let file = CaseFile {
        id,
        agency,
        version: 1,
        created_by: by,
        created_at: first.at,
        facts,
        state,
        members: Vec::new(),
        frozen: None,
    };
    file.check().map_err(Mismatch)?;
    Ok(file)
}

/// The case file after the event.
///
/// # Errors
/// [`Mismatch`] where the event doesn't fit.
pub fn apply(mut file: CaseFile, happening: &Happening) -> Result<CaseFile, Mismatch> {
    let by = happening.by.by().ok_or(Mismatch("only a person changes a case file"))?;
    let thaws = matches!(happening.event, Event::Unfrozen { .. });
    if file.frozen.is_some() != thaws {
        return Err(Mismatch("what is frozen is thawed first, and nothing else is"));
    }
    file.version += 1;
    Change { done: Done { by, at: happening.at } }.apply(&mut file, &happening.event)?;
    file.check().map_err(Mismatch)?;
    Ok(file)
}

struct Change {
    done: Done,
}

impl Change {
    fn said(&self, reason: &Reason) -> Said {
        Said { reason: reason.clone(), by: self.done.by, at: self.done.at }
    }

    fn apply(&self, file: &mut CaseFile, event: &Event) -> Result<(), Mismatch> {
        match event {
            Event::Planned { .. } | Event::Begun { .. } => return Err(Mismatch("begun twice")),
            Event::Amended { facts } => amended(file, facts)?,
            Event::DocumentAdded { document, direction, pages, remark } => {
                is_open(file)?;
                file.members.push(Member {
                    document: *document,
                    direction: *direction,
                    pages: *pages,
                    remark: remark.clone(),
                    by: self.done.by,
                    at: self.done.at,
                });
            }
            Event::DocumentAmended { document, pages, remark } => {
                is_open(file)?;
                let member = file.members.iter_mut().find(|member| member.document == *document);
                let member = member.ok_or(Mismatch("the document is not in it"))?;
                member.pages = Some(*pages);
                member.remark.clone_from(remark);
            }
            Event::DocumentRemoved { document, .. } => {
                is_open(file)?;
                file.member(*document).ok_or(Mismatch("the document is not in it"))?;
                file.members.retain(|member| member.document != *document);
            }
            Event::Transferred { keeper, department } => {
                if !matches!(
                    file.state,
                    State::Planned | State::Approved { .. } | State::Open { .. } | State::Closed { .. }
                ) {
                    return Err(Mismatch("what lies in the archive has no keeper to change"));
                }
                (file.facts.keeper, file.facts.department) = (*keeper, *department);
            }
            Event::Closed { ended_on, retention } => self.closed(file, *ended_on, *retention)?,
            Event::Frozen { reason } => file.frozen = Some(self.said(reason)),
            Event::Unfrozen { .. } => file.frozen = None,
            moved => file.state = self.moved(file.state.clone(), moved)?,
        }
        Ok(())
    }

    fn closed(
        &self,
        file: &mut CaseFile,
        ended_on: chrono::NaiveDate,
        retention: super::Retention,
    ) -> Result<(), Mismatch> {
        let State::Open { opening, .. } = &file.state else { return Err(Mismatch("closed while it was not open")) };
        let documents = u16::try_from(file.members.len()).map_err(|_| Mismatch("too many documents"))?;
        let pages = file.pages().ok_or(Mismatch("closed without a number of pages"))?;
        let closing = Closing { opening: opening.clone(), ended_on, documents, pages, closed: self.done };
        file.facts.retention = retention;
        file.state = State::Closed { closing, returned: None };
        Ok(())
    }

    /// Events that do nothing but lead from one state to another.
    fn moved(&self, state: State, event: &Event) -> Result<State, Mismatch> {
        Ok(match (state, event) {
            (State::Planned, Event::Approved) => State::Approved { approved: self.done },
            (State::Planned | State::Approved { .. }, Event::Struck { reason }) => {
                State::Struck { end: self.said(reason) }
            }
            (State::Approved { .. }, Event::Opened { started_on }) => {
                let opening = Opening { started_on: *started_on, opened: self.done };
                State::Open { opening, reopened: None }
            }
            (State::Closed { closing, .. }, Event::Reopened { reason }) => {
                State::Open { opening: closing.opening, reopened: Some(self.said(reason)) }
            }
            (State::Closed { closing, .. }, Event::HandedOver) => State::HandedOver { closing, handed_over: self.done },
            (State::HandedOver { closing, handed_over }, Event::Accepted) => {
                State::Archived { archive: Archive { closing, handed_over, accepted: self.done } }
            }
            (State::HandedOver { closing, .. }, Event::Returned { reason }) => {
                State::Closed { closing, returned: Some(self.said(reason)) }
            }
            (State::Closed { closing, .. }, Event::DisposalProposed { reason }) => {
                State::DisposalProposed { kept: Kept::Closed { closing }, proposed: self.said(reason) }
            }
            (State::Archived { archive }, Event::DisposalProposed { reason }) => {
                State::DisposalProposed { kept: Kept::Archived { archive }, proposed: self.said(reason) }
            }
            (State::DisposalProposed { kept, proposed }, Event::Disposed) => {
                State::Disposed { kept, proposed, approved: self.done }
            }
            (State::DisposalProposed { kept: Kept::Closed { closing }, .. }, Event::DisposalRefused { .. }) => {
                State::Closed { closing, returned: None }
            }
            (State::DisposalProposed { kept: Kept::Archived { archive }, .. }, Event::DisposalRefused { .. }) => {
                State::Archived { archive }
            }
            _ => return Err(Mismatch("the case file does not stand where this can happen")),
        })
    }
}

const fn is_open(file: &CaseFile) -> Result<(), Mismatch> {
    if matches!(file.state, State::Open { .. }) { Ok(()) } else { Err(Mismatch("filled while it was not open")) }
}

fn amended(file: &mut CaseFile, facts: &Facts) -> Result<(), Mismatch> {
    match file.state {
        State::Planned | State::Open { .. } => {}
        // What a leader has approved is another entry now.
        State::Approved { .. } => file.state = State::Planned,
        _ => return Err(Mismatch("amended after it was closed")),
    }
    file.facts = facts.clone();
    Ok(())
}
