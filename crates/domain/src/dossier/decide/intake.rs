//! Before a dossier is received, and how it is: entered, looked through, completed, refused, accepted.

use chrono::{Days as CalendarDays, NaiveDate, TimeDelta};

use super::{Decision, DossierContext, attachments, happened_at};
use crate::{
    Actor, By, ComponentCode, DossierId, EmailAddress, PersonId, Refusal, Rule, UtcTime, access,
    assignment::Counted,
    day_in_vietnam,
    dossier::{
        apply::create_apply,
        clock::Clock,
        command::{AcceptDossier, AtOnce, Command, HandedInFields, Receive, RefuseDossier, SetProcedure},
        draft::DossierDraft,
        event::{Event, Happening},
        facts::{Channel, DossierFacts, HandedIn, LateEntry, Party, PortalRef},
        link::{Competence, OtherAgency},
        record::Dossier,
        state::{Acceptance, End},
    },
    incoming::StepDeadline,
    midnight_in_vietnam,
    procedure::{Authority, Edition, HandlingRules, ProcedureContent},
};

/// The most papers of one dossier, and of one that is brought later.
const MOST_COMPONENTS: usize = 200;
/// How far the clock of another system may be ahead.
const SKEW: TimeDelta = TimeDelta::minutes(5);

/// Enters a dossier, and says what becomes of it at once.
///
/// # Errors
/// The rule that says no.
pub fn receive(
    id: DossierId,
    actor: Actor,
    command: &Receive,
    portal: Option<&PortalRef>,
    context: &DossierContext<'_>,
) -> Result<Vec<Event>, Refusal> {
    access::dossier::may_enter(actor, context.directory)?;
    let edition = match (command.procedure, context.procedure) {
        (None, _) => None,
        (Some(named), Some(edition)) if edition.id == named => Some(edition),
        (Some(_), _) => return Err(Refusal::new(Rule::ProcedureUnknown).at("/procedure")),
    };
    if let Some(edition) = edition {
        is_received_at_this_desk(actor.desk(), edition, context)?;
    }
    let (facts, at) = facts_of(actor, command, edition, portal, context)?;
    let check = check_by(edition.map(|edition| &edition.content.rules), at, context);
    let registered = Event::DossierRegistered { facts, check };
    let Some(then) = &command.then else { return Ok(vec![registered]) };
    // What another system hands in is looked through by a person.
    let by = actor.by().ok_or_else(|| Refusal::new(Rule::PeopleOnly).at("/then"))?;
    let happening = Happening { by: actor, at: context.now, event: registered.clone() };
    let dossier = create_apply(id, context.directory.agency, &happening);
    let dossier = dossier.map_err(|_| Refusal::new(Rule::WrongState))?;
    let (command, name) = match then {
        AtOnce::Accept(c) => (Command::AcceptDossier(c.clone()), "accept"),
        AtOnce::RequestSupplement(c) => (Command::RequestSupplement(c.clone()), "request_supplement"),
        AtOnce::Refuse(c) => (Command::RefuseDossier(c.clone()), "refuse"),
    };
    let event = Decision { dossier: &dossier, by: Some(by), context }.decide(&command).map_err(|refusal| {
        let place = refusal.pointer.clone().unwrap_or_default();
        refusal.at(format!("/then/{name}{place}"))
    })?;
    Ok(vec![registered, event])
}

/// Enters what a citizen hands in by their own account: by the same rules, online, and reached at the address that they have confirmed.
///
/// # Errors
/// The rule that says no.
pub fn receive_own(
    id: DossierId,
    draft: &DossierDraft,
    confirmed: &EmailAddress,
    context: &DossierContext<'_>,
) -> Result<Vec<Event>, Refusal> {
    let edition = context.procedure.ok_or_else(|| Refusal::new(Rule::ProcedureUnknown).at("/procedure"))?;
    access::dossier::may_hand_in(&context.settings.one_stop, &edition.content)
        .map_err(|refusal| refusal.at("/procedure"))?;
    let mut command = draft.command(edition.id).ok_or_else(|| Refusal::new(Rule::OwnerMissing).at("/owner"))?;
    let (place, contact) = match &mut command.submitter {
        Some(submitter) => ("/submitter/email", submitter),
        None => ("/owner/email", &mut command.owner),
    };
    if contact.email.as_ref().is_some_and(|email| !email.as_str().eq_ignore_ascii_case(confirmed.as_str())) {
        return Err(Refusal::new(Rule::ContactMailOther).at(place));
    }
    contact.email = Some(confirmed.clone());
    receive(id, Actor::Citizen, &command, None, context)
}

/// Where the procedure names the desks that receive it, it is a clerk's of one of them.
fn is_received_at_this_desk(
    desk: Option<PersonId>,
    edition: &Edition,
    context: &DossierContext<'_>,
) -> Result<(), Refusal> {
    let desks = &edition.content.desks;
    let Some(person) = desk.filter(|_| !desks.is_empty()) else { return Ok(()) };
    let posts = context.directory.active(person).map(|person| &person.posts);
    let named = |id: &crate::DepartmentId| {
        let code = context.directory.departments.get(id).map(|department| department.code.as_str());
        code.is_some_and(|code| desks.iter().any(|desk| desk.as_str() == code))
    };
    if posts.is_some_and(|posts| posts.keys().any(named)) {
        return Ok(());
    }
    let names: Vec<&str> = desks.iter().map(crate::DepartmentCode::as_str).collect();
    Err(Refusal::new(Rule::NotThisDesk).at("/procedure").with("desks", names.join(", ")))
}

/// What is known of it, and when it was received.
fn facts_of(
    actor: Actor,
    command: &Receive,
    edition: Option<&Edition>,
    portal: Option<&PortalRef>,
    context: &DossierContext<'_>,
) -> Result<(DossierFacts, UtcTime), Refusal> {
    let now = context.now;
    if portal.is_some() && command.channel != Channel::Online {
        return Err(Refusal::new(Rule::PortalIsOnline).at("/channel"));
    }
    let late_entry = match (command.received_at, &command.late_reason) {
        (None, None) => None,
        (Some(_), Some(reason)) => {
            let entered_by = actor.by().ok_or_else(|| Refusal::new(Rule::PeopleOnly).at("/received_at"))?;
            Some(LateEntry { reason: reason.clone(), entered_at: now, entered_by })
        }
        (Some(_), None) => return Err(Refusal::new(Rule::LateReasonMissing).at("/late_reason")),
        (None, Some(_)) => return Err(Refusal::new(Rule::LateTimeMissing).at("/received_at")),
    };
    let most = CalendarDays::new(context.settings.one_stop.late_entry_days.into());
    let earliest = day_in_vietnam(now).checked_sub_days(most).unwrap_or(NaiveDate::MIN);
    let at = happened_at(command.received_at, midnight_in_vietnam(earliest), now, "/received_at")?;
    let mut filed_at = command.filed_at.map_or(at, crate::to_micros);
    // No two clocks of two machines are the same.
    if portal.is_some() && filed_at > at && filed_at - at <= SKEW {
        filed_at = at;
    }
    if filed_at > at {
        return Err(Refusal::new(Rule::TimeInFuture).at("/filed_at"));
    }
    if !crate::is_instant_of_our_time(filed_at) {
        return Err(Refusal::new(Rule::DateOutOfRange).at("/filed_at"));
    }
    let content = edition.map(|edition| &edition.content);
    let request = match (&command.request, content) {
        (Some(request), _) => request.clone(),
        (None, Some(content)) => content.name.clone(),
        (None, None) => return Err(Refusal::new(Rule::RequestMissing).at("/request")),
    };
    let mut facts = DossierFacts {
        procedure: edition.map(Edition::reference),
        field: content.map(|content| content.field.clone()),
        channel: command.channel,
        owner: command.owner.clone(),
        submitter: command.submitter.clone(),
        request,
        components: Vec::new(),
        sets: command.sets.or(content.map(|content| content.sets)).unwrap_or(1).max(1),
        return_way: command.return_way,
        filed_at,
        reached_at: at,
        portal: portal.cloned(),
        late_entry,
        origin: None,
    };
    is_reachable(&facts)?;
    facts.components = handed_in(&command.components, content, None, actor.by(), at, context)?;
    Ok((facts, at))
}

/// What goes by post needs an address, and what goes electronically one for mail.
fn is_reachable(facts: &DossierFacts) -> Result<(), Refusal> {
    use crate::dossier::facts::ReturnWay;
    let contact: &Party = facts.contact();
    let who = if facts.submitter.is_some() { "submitter" } else { "owner" };
    match facts.return_way {
        ReturnWay::Post if contact.address.is_none() => {
            Err(Refusal::new(Rule::PartyAddressMissing).at(format!("/{who}/address")))
        }
        ReturnWay::Electronic if contact.email.is_none() && facts.portal.is_none() => {
            Err(Refusal::new(Rule::PartyMailMissing).at(format!("/{who}/email")))
        }
        _ => Ok(()),
    }
}

/// The papers as they are handed in at this time.
pub(super) fn handed_in(
    fields: &[HandedInFields],
    content: Option<&ProcedureContent>,
    dossier: Option<&Dossier>,
    by: Option<By>,
    at: UtcTime,
    context: &DossierContext<'_>,
) -> Result<Vec<HandedIn>, Refusal> {
    let there = dossier.map_or(0, |dossier| dossier.facts().components.len());
    if there.saturating_add(fields.len()) > MOST_COMPONENTS {
        return Err(Refusal::new(Rule::TooManyComponents).at("/components").with("max", MOST_COMPONENTS));
    }
    let mut seen = std::collections::BTreeSet::new();
    let mut count = dossier.map_or(0, |dossier| dossier.files().count());
    let mut papers = Vec::with_capacity(fields.len());
    for (n, one) in fields.iter().enumerate() {
        let place = format!("/components/{n}");
        let component = match &one.component {
            None => None,
            Some(code) => {
                let known = content.and_then(|content| content.components.iter().find(|known| known.code == *code));
                let known = known.ok_or_else(|| {
                    let refusal = Refusal::new(Rule::ComponentUnknown).at(format!("{place}/component"));
                    refusal.with("code", code)
                })?;
                Some(known)
            }
        };
        let name = one.name.clone().or(component.map(|known| known.name.clone()));
        let name = name.ok_or_else(|| Refusal::new(Rule::ComponentNameMissing).at(format!("{place}/name")))?;
        let form = one.form.or(component.map(|known| known.form));
        let form = form.ok_or_else(|| Refusal::new(Rule::ComponentFormMissing).at(format!("{place}/form")))?;
        let files = new_files(&one.files, dossier, by, context, &format!("{place}/files"))?;
        count += files.len();
        if u32::try_from(count).map_or(true, |count| count > context.settings.max_files) {
            let refusal = Refusal::new(Rule::TooManyFiles).at(format!("{place}/files"));
            return Err(refusal.with("max", context.settings.max_files));
        }
        if let Some(twice) = files.iter().position(|file| !seen.insert(file.file.id)) {
            return Err(Refusal::new(Rule::FileTwice).at(format!("{place}/files/{twice}")));
        }
        let count = one.count.or(component.map(|known| known.count)).unwrap_or(1).max(1);
        papers.push(HandedIn {
            component: one.component.clone(),
            name,
            form,
            count,
            files,
            note: one.note.clone(),
            at,
        });
    }
    Ok(papers)
}

fn new_files(
    ids: &[crate::FileId],
    dossier: Option<&Dossier>,
    by: Option<By>,
    context: &DossierContext<'_>,
    place: &str,
) -> Result<Vec<crate::incoming::Attachment>, Refusal> {
    if let Some(dossier) = dossier {
        return attachments(ids, dossier, by, context, place);
    }
    let mut found: Vec<crate::incoming::Attachment> = Vec::with_capacity(ids.len());
    for (n, id) in ids.iter().enumerate() {
        let at = format!("{place}/{n}");
        if found.iter().any(|other| other.file.id == *id) {
            return Err(Refusal::new(Rule::FileTwice).at(at));
        }
        let file = context.files.get(id).cloned().ok_or_else(|| Refusal::new(Rule::FileUnknown).at(at))?;
        found.push(crate::incoming::Attachment { file, by, at: context.now });
    }
    Ok(found)
}

/// Until when what has come is to be looked through.
pub(super) fn check_by(
    rules: Option<&HandlingRules>,
    from: UtcTime,
    context: &DossierContext<'_>,
) -> Option<StepDeadline> {
    let term = rules.map_or_else(|| HandlingRules::default().check, |rules| rules.check);
    let due = context.calendar.agency().due(from, term).ok()?.at;
    Some(StepDeadline { due, counted: Counted { term, from, unit: None } })
}

impl Decision<'_> {
    pub(super) fn accept(&self, command: &AcceptDossier) -> Result<Event, Refusal> {
        let content = self.procedure()?;
        let competent = self.competent(content)?;
        if let Some(edition) = self.context.procedure {
            is_received_at_this_desk(self.by.map(By::desk), edition, self.context)?;
        }
        self.is_complete(content, command)?;
        let taken = self.context.code.ok_or(Refusal::new(Rule::WrongState))?;
        let at = self.dossier.received_when(self.context.now);
        let calendar = self.calendar();
        let clock = match content.term {
            None => None,
            Some(term) => {
                let from = content.rules.counts_from(at, calendar).unwrap_or(at);
                let clock = Clock::start(Counted { term, from, unit: None }, calendar);
                Some(clock.map_err(|_| Refusal::new(Rule::TermEndsNowhere).with("term", term))?)
            }
        };
        let acceptance = Acceptance { code: taken.code.clone(), row: taken.row, by: self.by, at, clock, competent };
        let charges = self.fees(content, command)?;
        let transfer = content.rules.transfer_by(at, calendar);
        Ok(Event::DossierAccepted { acceptance, charges, transfer })
    }

    /// Whose the decision is, where it is another agency's that takes it in.
    fn competent(&self, content: &ProcedureContent) -> Result<Option<OtherAgency>, Refusal> {
        let Authority::Other { code, name } = &content.authority else { return Ok(None) };
        match self.context.competence {
            Competence::Ours => Ok(None),
            Competence::Theirs(agency) => Ok(Some(agency.clone())),
            Competence::Unknown => Err(Refusal::new(Rule::NotOurs).with("name", name).with("code", code)),
            Competence::Ended => Err(Refusal::new(Rule::CompetentEnded).with("name", name)),
            Competence::NotOffered => {
                Err(Refusal::new(Rule::CompetentOffersNone).with("name", name).with("procedure", &content.code))
            }
        }
    }

    /// Whether every required paper is there, or the clerk takes the dossier without it.
    fn is_complete(&self, content: &ProcedureContent, command: &AcceptDossier) -> Result<(), Refusal> {
        for (n, code) in command.without.iter().enumerate() {
            if content.components.iter().all(|known| known.code != *code) {
                let refusal = Refusal::new(Rule::ComponentUnknown).at(format!("/without/{n}"));
                return Err(refusal.with("code", code));
            }
        }
        let brought = |code| self.dossier.facts().components.iter().any(|one| one.component.as_ref() == Some(code));
        let missing: Vec<String> = content
            .components
            .iter()
            .filter(|known| known.required && !brought(&known.code) && !command.without.contains(&known.code))
            .map(|known| format!("{} ({})", known.name, known.code))
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        Err(Refusal::new(Rule::ComponentsMissing).at("/without").with("names", missing.join("; ")))
    }

    /// Whoever was given time to complete it is not refused before that is over.
    pub(super) fn refuse(&self, command: &RefuseDossier) -> Result<Event, Refusal> {
        self.no_longer_awaited()?;
        let (reason, basis) = (command.reason.clone(), command.basis.clone());
        Ok(Event::DossierRefused { end: End { reason, basis, money: None, by: self.by, at: self.context.now } })
    }

    pub(super) fn set_procedure(&self, command: &SetProcedure) -> Result<Event, Refusal> {
        let edition = self.context.procedure.filter(|edition| edition.id == command.procedure);
        let edition = edition.ok_or_else(|| Refusal::new(Rule::ProcedureUnknown).at("/procedure"))?;
        if self.dossier.facts().procedure.as_ref() == Some(&edition.reference()) {
            return Err(Refusal::new(Rule::NothingToChange).at("/procedure"));
        }
        let (procedure, field) = (edition.reference(), edition.content.field.clone());
        is_received_at_this_desk(self.by.map(By::desk), edition, self.context)
            .map_err(|refusal| refusal.at("/procedure"))?;
        let components = self.assigned(&command.components, &edition.content)?;
        // What was completed since is looked through since.
        let came = self.dossier.state().step_deadline().map(|check| check.counted.from);
        let from = came.unwrap_or(self.dossier.facts().reached_at);
        let check = check_by(Some(&edition.content.rules), from, self.context);
        Ok(Event::ProcedureSet { procedure, field, check, components: Some(components) })
    }

    /// Which component of another procedure each paper is.
    fn assigned(
        &self,
        named: &[Option<ComponentCode>],
        content: &ProcedureContent,
    ) -> Result<Vec<Option<ComponentCode>>, Refusal> {
        let papers = self.dossier.facts().components.len();
        if named.len() > papers {
            return Err(Refusal::new(Rule::MoreThanPapers).at("/components").with("count", papers));
        }
        for (n, code) in named.iter().enumerate() {
            if let Some(code) = code.as_ref().filter(|code| content.components.iter().all(|one| one.code != **code)) {
                return Err(Refusal::new(Rule::ComponentUnknown).at(format!("/components/{n}")).with("code", code));
            }
        }
        Ok(named.iter().cloned().chain(std::iter::repeat(None)).take(papers).collect())
    }
}
