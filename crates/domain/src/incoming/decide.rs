//! From a command to what happens: the one pure function that every change of an incoming document goes through.
//!
//! [`access::may`] has the first word (who, and in which state); what follows here is what the command itself says.

use std::collections::BTreeSet;

use super::{
    command::{
        AddRecipient, Amend, Assign, Close, Command, Correct, Direct, GiveBack, GrantExtension, Pass, Present,
        Reassign, Receive, Redirect, Register, Remind, ReportProgress, RequestExtension, SubmitResult, Withdraw,
    },
    correction::corrected,
    event::{Event, Fallback, Resumption},
    facts::{Attachment, Facts},
    routing::{Routing, RoutingRule},
    state::{Direction, IncomingDocument, Pending, Presentation, State},
};
use crate::{
    Actor, AssignmentId, Context, FileId, Instruction, PersonId, RecallPolicy, Refusal, Rule, UtcTime, access,
    assignment::{Assigner, Assignment, AssignmentRole, Duty, ExtensionRequest, Holder, Status, Target, WorkResult},
    organisation::Role,
    register::Entry,
    year_in_vietnam,
};

/// Takes a document in. The second event, where there is one, enters it.
///
/// # Errors
/// The rule that says no.
pub fn receive(actor: Actor, command: Receive, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    access::may_receive(actor, context.directory)?;
    let facts = command.facts.check(context.now).map_err(|refusal| {
        let pointer = refusal.pointer.clone().unwrap_or_default();
        refusal.at(format!("/facts{pointer}"))
    })?;
    known_type(&facts.type_code, "/facts/document_type", context)?;
    let files = attach(&command.files, &[], facts.is_secret(), actor, context)?;
    let mut events = Vec::new();
    if let Some(register) = &command.register {
        // As for the command alone: the registry enters it, or the office by itself; never the sender.
        let may_enter = match actor {
            Actor::Person(id) => context.directory.active(id).is_some_and(|p| p.is(Role::RegistryClerk)),
            Actor::Office => true,
            Actor::Interchange => false,
        };
        if !may_enter {
            return Err(Refusal::new(Rule::RegistryOnly).at("/register"));
        }
        events.push(enter(&facts, register, actor, context).map_err(|refusal| match &refusal.pointer {
            Some(pointer) => {
                let pointer = format!("/register{pointer}");
                refusal.at(pointer)
            }
            None => refusal.at("/register"),
        })?);
    }
    events.insert(0, Event::Received { facts, files });
    Ok(events)
}

/// Decides a command on a document as it stands.
///
/// # Errors
/// The rule that says no; the document is as it was.
pub fn decide(
    document: &IncomingDocument,
    actor: Actor,
    command: Command,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    access::may(document, actor, command.kind(), command.assignment(), context.directory)?;
    Decision { document, actor, context, taken: 0 }.decide(command).map(|event| vec![event])
}

/// One decision under way.
struct Decision<'a> {
    document: &'a IncomingDocument,
    actor: Actor,
    context: &'a Context<'a>,
    /// How many fresh ids it has taken.
    taken: u16,
}

/// What an assignment is given with.
struct Given<'a> {
    role: AssignmentRole,
    target: &'a Target,
    parent: Option<AssignmentId>,
    leader_approves: bool,
    by: Assigner,
}

/// What a direction makes of the assignments.
struct Directed {
    /// Those it makes.
    new: Vec<Assignment>,
    /// Those of an earlier direction that it names again, as they are from now on.
    kept: Vec<Assignment>,
    /// Those that end.
    ended: Vec<AssignmentId>,
}

impl Decision<'_> {
    fn decide(&mut self, command: Command) -> Result<Event, Refusal> {
        match command {
            Command::Register(register) => enter(self.document.facts(), &register, self.actor, self.context),
            Command::Refuse(c) => Ok(Event::Refused { reason: c.reason }),
            Command::Present(c) => self.present(c),
            Command::Route(c) => self.route(c.rule),
            Command::Close(c) => self.close(c),
            Command::ReturnToSender(c) => Ok(Event::ReturnedToSender { reason: c.reason }),
            Command::Void(c) => Ok(Event::Voided { reason: c.reason }),
            Command::Pass(c) => self.pass(c),
            Command::Direct(c) => self.direct(c),
            Command::GiveBack(c) => self.give_back(c),
            Command::Assign(c) => self.assign(&c),
            Command::SubmitResult(c) => self.submit_result(c),
            Command::Redirect(c) => self.redirect(c),
            Command::Reassign(c) => self.reassign(c),
            Command::TakeBack(c) => Ok(Event::TakenBack { reason: c.reason }),
            Command::Approve(c) => self.approve(c.assignment, c.note),
            Command::Reject(c) => Ok(Event::Rejected { assignment: c.assignment, reason: c.reason }),
            Command::File(c) => Ok(Event::Filed { case_file: c.case_file }),
            Command::Reopen(c) => Ok(self.reopen(c.reason)),
            Command::Recall(c) => match self.context.settings.recall {
                RecallPolicy::AtOnce => Ok(Event::Recalled { reason: c.reason }),
                RecallPolicy::OnAgreement if self.document.recall().is_some() => Err(Refusal::new(Rule::RecallWaiting)),
                RecallPolicy::OnAgreement => Ok(Event::RecallRequested { reason: c.reason }),
            },
            Command::AgreeRecall(_) => match self.document.recall() {
                Some(request) => Ok(Event::Recalled { reason: request.reason.clone() }),
                None => Err(Refusal::new(Rule::NoRecall)),
            },
            Command::RefuseRecall(c) => Ok(Event::RecallRefused { reason: c.reason }),
            Command::Accept(c) => Ok(Event::Accepted { assignment: c.assignment }),
            Command::Amend(c) => self.amend(c),
            Command::AddRecipient(c) => self.add_recipient(&c),
            Command::Withdraw(c) => self.withdraw(c),
            Command::Comment(c) => Ok(Event::Commented { text: c.text }),
            Command::Attach(c) => {
                if c.files.is_empty() {
                    return Err(Refusal::new(Rule::NothingToChange).at("/files"));
                }
                Ok(Event::FilesAttached { files: self.attach(&c.files)? })
            }
            Command::Correct(c) => self.correct(c),
            Command::ReportProgress(ReportProgress { assignment, text }) => {
                Ok(Event::ProgressReported { assignment, text })
            }
            Command::Remind(Remind { assignment, text }) => {
                self.words(text.as_ref(), "/text")?;
                Ok(Event::Reminded { assignment, text })
            }
            Command::RequestExtension(c) => self.request_extension(c),
            Command::GrantExtension(c) => self.grant_extension(&c),
            Command::RefuseExtension(c) => Ok(Event::ExtensionRefused { assignment: c.assignment, reason: c.reason }),
            Command::Pause(c) => Ok(Event::Paused { reason: c.reason }),
            Command::Resume(_) => Ok(Event::Resumed),
            Command::Acknowledge(c) => Ok(Event::Acknowledged { assignment: c.assignment }),
            Command::Answered(c) => Ok(Event::Answered { by: c.by }),
        }
    }

    // -- what every part needs ------------------------------------------------------------------------------------------

    fn person(&self) -> Result<PersonId, Refusal> {
        self.actor.person().ok_or(Refusal::new(Rule::HolderOnly))
    }

    fn fresh(&mut self) -> AssignmentId {
        let id = self.context.seed.nth(self.taken);
        self.taken = self.taken.saturating_add(1);
        AssignmentId(id)
    }

    fn assignment(&self, id: AssignmentId) -> Result<&Assignment, Refusal> {
        self.document.assignment(id).ok_or(Refusal::new(Rule::AssignmentUnknown).at("/assignment"))
    }

    /// Free words are content, which a secret line can't have.
    fn words(&self, words: Option<&Instruction>, pointer: &str) -> Result<(), Refusal> {
        match words {
            Some(_) if self.document.facts().is_secret() => Err(Refusal::new(Rule::SecretHasNoContent).at(pointer)),
            _ => Ok(()),
        }
    }

    fn attach(&self, files: &[FileId]) -> Result<Vec<Attachment>, Refusal> {
        let secret = self.document.facts().is_secret();
        attach(files, self.document.files(), secret, self.actor, self.context)
    }

    /// A deadline lies in the future, and not after that of the assignment above.
    fn deadline(&self, due: UtcTime, parent: Option<AssignmentId>, pointer: &str) -> Result<(), Refusal> {
        if !crate::time::is_instant_of_our_time(due) {
            return Err(Refusal::new(Rule::DateOutOfRange).at(pointer));
        }
        if due <= self.context.now {
            return Err(Refusal::new(Rule::DeadlinePast).at(pointer));
        }
        let above = parent.and_then(|id| self.document.assignment(id)).and_then(Assignment::due);
        match above {
            Some(above) if due > above => {
                Err(Refusal::new(Rule::DeadlineAfterParent).at(pointer).with("parent_due", crate::time::written(above)))
            }
            _ => Ok(()),
        }
    }

    fn holder(&self, holder: Holder, pointer: &str) -> Result<(), Refusal> {
        match holder {
            Holder::Person(id) => match self.context.directory.active(id) {
                Some(person) if !person.handles_documents() => {
                    Err(Refusal::new(Rule::NotARecipient).at(format!("{pointer}/person")).with("name", &person.name))
                }
                Some(_) => Ok(()),
                None => Err(Refusal::new(Rule::PersonUnknown).at(format!("{pointer}/person"))),
            },
            Holder::Department(id) => {
                if !self.context.directory.departments.get(&id).is_some_and(|d| d.active) {
                    Err(Refusal::new(Rule::DepartmentUnknown).at(format!("{pointer}/department")))
                } else if self.context.directory.leads_of(id).next().is_none() {
                    Err(Refusal::new(Rule::DepartmentWithoutHead).at(format!("{pointer}/department")))
                } else {
                    Ok(())
                }
            }
        }
    }

    /// Makes one assignment; the deadline above it stands for its own where it has none.
    fn give(&mut self, given: &Given<'_>, pointer: &str) -> Result<Assignment, Refusal> {
        let Given { role, target, parent, leader_approves, by } = *given;
        self.holder(target.holder, pointer)?;
        self.words(target.instruction.as_ref(), &format!("{pointer}/instruction"))?;
        let works = matches!(role, AssignmentRole::Primary | AssignmentRole::Supporting);
        if let Some(due) = target.due {
            let pointer = format!("{pointer}/due");
            if !works {
                return Err(Refusal::new(Rule::NoDeadlineForRole).at(pointer));
            }
            self.deadline(due, parent, &pointer)?;
        }
        let due = target.due.or_else(|| parent.and_then(|id| self.document.assignment(id)).and_then(Assignment::due));
        let duty = match role {
            AssignmentRole::Primary => Duty::Primary { due, leader_approves },
            AssignmentRole::Supporting => Duty::Supporting { due },
            AssignmentRole::Informed => Duty::Informed,
            AssignmentRole::Monitor => Duty::Monitor,
        };
        Ok(Assignment {
            id: self.fresh(),
            parent,
            duty,
            holder: target.holder,
            assigned_by: by,
            opened_at: self.context.now,
            instruction: target.instruction.clone(),
            status: Status::Open,
            extension: None,
        })
    }

    // -- the registry, before a leader ----------------------------------------------------------------------------------

    fn presentable(&self, to: PersonId) -> Result<(), Refusal> {
        let person = self.context.directory.active(to).ok_or(Refusal::new(Rule::PersonUnknown).at("/to"))?;
        if person.is(Role::Leader) || person.is(Role::ChiefOfOffice) {
            Ok(())
        } else {
            Err(Refusal::new(Rule::NotPresentable).at("/to"))
        }
    }

    fn presentation(&self, to: PersonId, note: Option<Instruction>, proposal: Option<Direction>) -> Presentation {
        Presentation { to, by: self.actor.person(), at: self.context.now, note, proposal }
    }

    /// A proposal is checked as the direction that it may become.
    fn proposed(&mut self, proposal: Option<&Direction>) -> Result<(), Refusal> {
        match (proposal, self.actor.person()) {
            (Some(direction), Some(by)) => self.directed(direction, by, "/proposal").map(drop),
            _ => Ok(()),
        }
    }

    fn present(&mut self, command: Present) -> Result<Event, Refusal> {
        let Present { to, note, proposal } = command;
        self.presentable(to)?;
        self.words(note.as_ref(), "/note")?;
        self.proposed(proposal.as_ref())?;
        Ok(Event::Presented { presentation: self.presentation(to, note, proposal) })
    }

    fn pass(&mut self, command: Pass) -> Result<Event, Refusal> {
        let Pass { to, note, proposal } = command;
        self.presentable(to)?;
        let State::Presented { presentation: present, .. } = self.document.state() else {
            return Err(Refusal::new(Rule::HolderOnly));
        };
        if present.to == to {
            return Err(Refusal::new(Rule::PassedToSelf).at("/to"));
        }
        self.words(note.as_ref(), "/note")?;
        self.proposed(proposal.as_ref())?;
        let proposal = proposal.or_else(|| present.proposal.clone());
        Ok(Event::Passed { presentation: self.presentation(to, note, proposal) })
    }

    fn rule(
        &self,
        named: Option<crate::RoutingRuleId>,
        fits: impl Fn(&RoutingRule) -> bool,
    ) -> Result<RoutingRule, Refusal> {
        let facts = self.document.facts();
        let mut rules: Vec<&RoutingRule> = self
            .context
            .rules
            .values()
            .filter(|rule| named.is_none_or(|id| id == rule.id) && rule.fits(facts) && fits(rule))
            .collect();
        rules.sort_by_key(|rule| (rule.priority, rule.id));
        rules.first().map(|rule| (*rule).clone()).ok_or(Refusal::new(Rule::NoRuleFits))
    }

    fn route(&mut self, named: Option<crate::RoutingRuleId>) -> Result<Event, Refusal> {
        let rule = self.rule(named, |rule| matches!(rule.routing, Routing::To { .. }))?;
        let Routing::To { holder } = rule.routing else {
            return Err(Refusal::new(Rule::NoRuleFits));
        };
        let target = Target { holder, instruction: rule.instruction, due: None };
        let given = Given {
            role: AssignmentRole::Primary,
            target: &target,
            parent: None,
            leader_approves: false,
            by: Assigner::Rule(rule.id),
        };
        let assignment = self.give(&given, "/rule")?;
        Ok(Event::Routed { rule: rule.id, rule_name: rule.name, assignment })
    }

    fn close(&mut self, command: Close) -> Result<Event, Refusal> {
        let Close { reason, mut readers } = command;
        let person = self.person()?;
        let mut by = Assigner::Person(person);
        let mut by_rule = None;
        if let State::Registered { .. } = self.document.state() {
            // The registry keeps a document for information only where a rule of the office says so.
            let rule = self.rule(None, |rule| matches!(rule.routing, Routing::Information { .. }))?;
            by = Assigner::Rule(rule.id);
            by_rule = Some(rule.id);
            if let Routing::Information { readers: named } = rule.routing {
                readers.extend(named);
            }
            let mut seen = BTreeSet::new();
            readers.retain(|holder| seen.insert(*holder));
        }
        self.few(readers.len(), "/readers")?;
        let mut assignments: Vec<Assignment> = Vec::new();
        for (n, holder) in readers.iter().enumerate() {
            let pointer = format!("/readers/{n}");
            if assignments.iter().any(|a| a.holder == *holder) {
                return Err(Refusal::new(Rule::RecipientTwice).at(pointer));
            }
            let informed = |a: &&Assignment| a.is_pending() && a.role() == AssignmentRole::Informed;
            if self.document.assignments().iter().filter(informed).any(|a| a.holder == *holder) {
                continue;
            }
            let target = Target { holder: *holder, instruction: None, due: None };
            let given =
                Given { role: AssignmentRole::Informed, target: &target, parent: None, leader_approves: false, by };
            assignments.push(self.give(&given, &pointer)?);
        }
        Ok(Event::Closed { reason, readers: assignments, rule: by_rule })
    }

    fn few(&self, count: usize, pointer: &str) -> Result<(), Refusal> {
        let max = self.context.settings.max_recipients;
        if count > max { Err(Refusal::new(Rule::TooManyRecipients).at(pointer).with("max", max)) } else { Ok(()) }
    }

    // -- the leader -----------------------------------------------------------------------------------------------------

    /// What a direction makes of the assignments.
    fn directed(&mut self, direction: &Direction, by: PersonId, pointer: &str) -> Result<Directed, Refusal> {
        self.few(direction.targets().count(), pointer)?;
        let before: Vec<Assignment> =
            self.document.assignments().iter().filter(|a| a.is_pending() && a.parent.is_none()).cloned().collect();
        let (mut new, mut kept, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
        let groups = [
            (AssignmentRole::Supporting, "supporting"),
            (AssignmentRole::Informed, "informed"),
            (AssignmentRole::Monitor, "monitors"),
        ];
        for (n, (role, target)) in direction.targets().enumerate() {
            let place = match groups.iter().find(|(r, _)| *r == role) {
                None => format!("{pointer}/primary"),
                Some((_, name)) => {
                    let earlier = direction.targets().take(n).filter(|(r, _)| *r == role).count();
                    format!("{pointer}/{name}/{earlier}")
                }
            };
            if !seen.insert(target.holder) {
                return Err(Refusal::new(Rule::RecipientTwice).at(place));
            }
            let given = Given {
                role,
                target,
                parent: None,
                leader_approves: role == AssignmentRole::Primary && direction.leader_approves,
                by: Assigner::Person(by),
            };
            let assignment = self.give(&given, &place)?;
            match before.iter().find(|a| a.holder == target.holder && a.role() == role) {
                Some(earlier) if role != AssignmentRole::Primary => {
                    if let Some(due) = target.due {
                        self.children_until(earlier.id, due, &format!("{place}/due"))?;
                    }
                    kept.push(Assignment {
                        duty: if target.due.is_some() { assignment.duty } else { earlier.duty.clone() },
                        instruction: target.instruction.clone().or_else(|| earlier.instruction.clone()),
                        assigned_by: Assigner::Person(by),
                        ..earlier.clone()
                    });
                }
                _ => new.push(assignment),
            }
        }
        let ended = before
            .iter()
            .filter(|a| a.role() != AssignmentRole::Primary)
            .filter(|a| {
                // Who was to read reads on, unless they now have another part.
                let again = kept.iter().any(|k| k.id == a.id);
                !again && (a.role() == AssignmentRole::Supporting || seen.contains(&a.holder))
            })
            .map(|a| a.id)
            .collect();
        Ok(Directed { new, kept, ended })
    }

    fn direct(&mut self, command: Direct) -> Result<Event, Refusal> {
        let State::Presented { presentation, .. } = self.document.state() else {
            return Err(Refusal::new(Rule::HolderOnly));
        };
        let (direction, pointer) = match command.direction {
            Some(direction) => (direction, "/direction"),
            None => {
                (presentation.proposal.clone().ok_or(Refusal::new(Rule::NoProposal).at("/direction"))?, "/proposal")
            }
        };
        let by = self.person()?;
        let Directed { new, kept, ended } = self.directed(&direction, by, pointer)?;
        Ok(Event::Directed { assignments: new, kept, ended })
    }

    fn redirect(&mut self, command: Redirect) -> Result<Event, Refusal> {
        let root = self.assignment(command.assignment)?.clone();
        if root.holder == command.primary.holder {
            return Err(Refusal::new(Rule::PassedToSelf).at("/primary"));
        }
        self.not_yet_at(command.primary.holder, None, "/primary")?;
        let leader_approves = matches!(root.duty, Duty::Primary { leader_approves: true, .. });
        let given = Given {
            role: AssignmentRole::Primary,
            target: &command.primary,
            parent: None,
            leader_approves,
            by: Assigner::Person(self.person()?),
        };
        let assignment = self.give(&given, "/primary")?;
        Ok(Event::Redirected { reason: command.reason, assignment })
    }

    /// Nobody holds two assignments under the same parent at once, but for the one that ends in the same step.
    fn not_yet_at(&self, holder: Holder, parent: Option<AssignmentId>, pointer: &str) -> Result<(), Refusal> {
        let there =
            self.document.assignments().iter().any(|a| a.is_pending() && a.parent == parent && a.holder == holder);
        if there { Err(Refusal::new(Rule::RecipientTwice).at(pointer)) } else { Ok(()) }
    }

    // -- the department -------------------------------------------------------------------------------------------------

    /// Under a department's assignment stand people of that department; under a person's, people of the departments that
    /// this person leads.
    fn of_unit(&self, unit: Holder, target: &Target, pointer: &str) -> Result<(), Refusal> {
        self.holder(target.holder, pointer)?;
        let refusal = || Refusal::new(Rule::NotOfDepartment).at(pointer);
        let Holder::Person(id) = target.holder else { return Err(refusal()) };
        let person = self.context.directory.active(id).ok_or_else(refusal)?;
        let belongs = match unit {
            Holder::Department(department) => person.posts.contains_key(&department),
            Holder::Person(head) => {
                let head = self.context.directory.active(head).ok_or_else(refusal)?;
                head.id != person.id && head.led().any(|department| person.posts.contains_key(&department))
            }
        };
        if belongs { Ok(()) } else { Err(refusal()) }
    }

    fn assign(&mut self, command: &Assign) -> Result<Event, Refusal> {
        let unit = self.assignment(command.assignment)?.clone();
        self.few(1 + command.supporting.len(), "/supporting")?;
        let by = Assigner::Person(self.person()?);
        let first = unit.role();
        let named = std::iter::once((first, &command.officer, "/officer".to_owned())).chain(
            command
                .supporting
                .iter()
                .enumerate()
                .map(|(n, target)| (AssignmentRole::Supporting, target, format!("/supporting/{n}"))),
        );
        let (mut assignments, mut seen) = (Vec::new(), BTreeSet::new());
        for (role, target, pointer) in named {
            self.of_unit(unit.holder, target, &pointer)?;
            if !seen.insert(target.holder) {
                return Err(Refusal::new(Rule::RecipientTwice).at(pointer));
            }
            self.not_yet_at(target.holder, Some(unit.id), &pointer)?;
            if role == AssignmentRole::Primary {
                self.other_than_self(target.holder, &pointer)?;
            }
            let given = Given { role, target, parent: Some(unit.id), leader_approves: false, by };
            assignments.push(self.give(&given, &pointer)?);
        }
        Ok(Event::Assigned { parent: unit.id, assignments })
    }

    /// Who assigns approves, and nobody approves their own result: a head's own work is handed in for the department, without
    /// an officer's part.
    fn other_than_self(&self, officer: Holder, pointer: &str) -> Result<(), Refusal> {
        if self.actor.person().map(Holder::Person) == Some(officer) {
            return Err(Refusal::new(Rule::PassedToSelf).at(pointer));
        }
        Ok(())
    }

    fn reassign(&mut self, command: Reassign) -> Result<Event, Refusal> {
        let leg = self.assignment(command.assignment)?.clone();
        let (parent, unit) = match leg.parent.and_then(|id| self.document.assignment(id)) {
            Some(unit) => (unit.id, unit.holder),
            None => return Err(Refusal::new(Rule::WrongRole)),
        };
        self.of_unit(unit, &command.officer, "/officer")?;
        if leg.holder == command.officer.holder {
            return Err(Refusal::new(Rule::PassedToSelf).at("/officer"));
        }
        self.not_yet_at(command.officer.holder, Some(parent), "/officer")?;
        self.other_than_self(command.officer.holder, "/officer")?;
        let given = Given {
            role: AssignmentRole::Primary,
            target: &command.officer,
            parent: Some(parent),
            leader_approves: false,
            by: Assigner::Person(self.person()?),
        };
        let assignment = self.give(&given, "/officer")?;
        Ok(Event::Reassigned { reason: command.reason, assignment })
    }

    /// Where the document goes when this assignment ends without a result.
    fn fallback(&self, ended: &Assignment, note: Option<&Instruction>) -> Fallback {
        match self.document.state().chain() {
            Some((_, Some(leg))) if leg == ended.id => Fallback::Unit,
            Some((root, _)) if root == ended.id => match ended.assigned_by {
                // Nobody would hold it with a leader who has left.
                Assigner::Person(leader) if self.context.directory.active(leader).is_none() => Fallback::Registry,
                Assigner::Rule(_) => Fallback::Registry,
                Assigner::Person(leader) => {
                    Fallback::Leader { presentation: self.presentation(leader, note.cloned(), None) }
                }
            },
            _ => Fallback::Stays,
        }
    }

    fn give_back(&self, command: GiveBack) -> Result<Event, Refusal> {
        let GiveBack { assignment, reason } = command;
        match assignment {
            None => Ok(Event::PresentationGivenBack { reason }),
            Some(id) => {
                let fallback = self.fallback(self.assignment(id)?, None);
                Ok(Event::GivenBack { assignment: id, reason, fallback })
            }
        }
    }

    fn withdraw(&self, command: Withdraw) -> Result<Event, Refusal> {
        let Withdraw { assignment, reason } = command;
        let fallback = self.fallback(self.assignment(assignment)?, None);
        Ok(Event::Withdrawn { assignment, reason, fallback })
    }

    // -- results --------------------------------------------------------------------------------------------------------

    fn submit_result(&self, command: SubmitResult) -> Result<Event, Refusal> {
        let SubmitResult { assignment: id, text, files } = command;
        if self.document.facts().is_secret() {
            self.words(text.as_ref(), "/text")?;
        } else if text.is_none() {
            return Err(Refusal::new(Rule::ResultMissing).at("/text"));
        }
        let attachments = self.attach(&files)?;
        let result = WorkResult { text, files, by: self.person()?, at: self.context.now };
        let target = self.assignment(id)?;
        if target.role() == AssignmentRole::Supporting {
            return Ok(Event::OpinionSubmitted { assignment: id, result, files: attachments });
        }
        let leader = match self.document.state() {
            State::InProgress { .. } => None,
            // The unit itself handles it: whoever directed approves, or nobody where a rule did, or where it was that leader
            // who handled it.
            _ => match target.assigned_by {
                Assigner::Person(leader) if leader != result.by => Some(self.at_work(leader)?),
                Assigner::Person(_) | Assigner::Rule(_) => {
                    return Ok(Event::ResultCompleted { assignment: id, result, files: attachments });
                }
            },
        };
        Ok(Event::ResultSubmitted { assignment: id, result, files: attachments, leader })
    }

    /// The leader who is to approve, if they still work here.
    fn at_work(&self, leader: PersonId) -> Result<PersonId, Refusal> {
        self.context.directory.active(leader).map(|person| person.id).ok_or(Refusal::new(Rule::LeaderGone))
    }

    fn approve(&self, id: AssignmentId, note: Option<Instruction>) -> Result<Event, Refusal> {
        self.words(note.as_ref(), "/note")?;
        let submitted = self.assignment(id)?;
        if let State::AwaitingApproval { pending: Pending::ByUnit { root, .. }, .. } = self.document.state()
            && let Some(root) = self.document.assignment(*root)
            && let (Duty::Primary { leader_approves: true, .. }, Assigner::Person(leader)) = (&root.duty, root.assigned_by)
            && let Status::Submitted { result } = &submitted.status
            // A leader who acts for the unit, too, has approved for both.
            && self.actor != Actor::Person(leader)
        {
            let leader = self.at_work(leader)?;
            let result = WorkResult { by: self.person()?, at: self.context.now, ..result.clone() };
            return Ok(Event::ApprovedByUnit { assignment: id, note, result, leader });
        }
        Ok(Event::Approved { assignment: id, note })
    }

    /// Back to its last primary holder; else that department; else the leader; else the registry.
    fn reopen(&self, reason: crate::Reason) -> Event {
        let completion = self.document.completion();
        let root = completion.and_then(|c| c.root).and_then(|id| self.document.assignment(id)).cloned();
        let leader = completion.and_then(|c| c.leader).filter(|id| self.context.directory.active(*id).is_some());
        let words = if self.document.facts().is_secret() { None } else { Instruction::new(reason.as_str()).ok() };
        let unit = root.filter(|root| self.holder(root.holder, "").is_ok());
        let resumption = match (unit, leader) {
            (Some(unit), _) => {
                let again = |id: AssignmentId, of: &Assignment, parent: Option<AssignmentId>| Assignment {
                    id,
                    parent,
                    duty: of.duty.with_due(None),
                    holder: of.holder,
                    assigned_by: of.assigned_by,
                    opened_at: self.context.now,
                    instruction: words.clone(),
                    status: Status::Open,
                    extension: None,
                };
                let (first, second) = (self.context.seed.nth(0), self.context.seed.nth(1));
                let mut root = again(AssignmentId(first), &unit, None);
                let officer = self.document.last_leg(unit.id).filter(|leg| {
                    let target = Target { holder: leg.holder, instruction: None, due: None };
                    self.of_unit(unit.holder, &target, "").is_ok()
                });
                if let Some(by) = officer.and_then(|leg| leg.assigned_by.person()) {
                    // The unit has given it on already, and so has taken it up.
                    root.status = Status::Accepted { by, at: self.context.now };
                }
                let leg = officer.map(|leg| again(AssignmentId(second), leg, Some(root.id)));
                Resumption::Chain { root, leg }
            }
            (None, Some(leader)) => Resumption::Leader { presentation: self.presentation(leader, words, None) },
            (None, None) => Resumption::Registry,
        };
        Event::Reopened { reason, resumption }
    }

    // -- beside the state -----------------------------------------------------------------------------------------------

    fn children_until(&self, id: AssignmentId, due: UtcTime, pointer: &str) -> Result<(), Refusal> {
        let later = self
            .document
            .assignments()
            .iter()
            .filter(|a| a.parent == Some(id) && a.is_pending())
            .filter_map(Assignment::due)
            .find(|child| *child > due);
        match later {
            None => Ok(()),
            Some(child) => {
                Err(Refusal::new(Rule::DeadlineBeforeChild).at(pointer).with("child_due", crate::time::written(child)))
            }
        }
    }

    fn amend(&self, command: Amend) -> Result<Event, Refusal> {
        let Amend { assignment: id, instruction, due } = command;
        let due = due.map(crate::to_micros);
        if instruction.is_none() && due.is_none() {
            return Err(Refusal::new(Rule::NothingToChange));
        }
        self.words(instruction.as_ref(), "/instruction")?;
        let target = self.assignment(id)?;
        if let Some(due) = due {
            if matches!(target.role(), AssignmentRole::Informed | AssignmentRole::Monitor) {
                return Err(Refusal::new(Rule::NoDeadlineForRole).at("/due"));
            }
            self.deadline(due, target.parent, "/due")?;
            self.children_until(id, due, "/due")?;
        }
        Ok(Event::Amended {
            assignment: id,
            instruction: instruction.or_else(|| target.instruction.clone()),
            due: due.or(target.due()),
            due_before: target.due(),
        })
    }

    fn add_recipient(&mut self, command: &AddRecipient) -> Result<Event, Refusal> {
        let AddRecipient { parent, role, recipient } = command;
        if *role == AssignmentRole::Primary {
            return Err(Refusal::new(Rule::SecondPrimary).at("/role"));
        }
        let person = self.person()?;
        let completed = self.document.completion().is_some();
        let decides = access::directed_by(self.document, person) && !completed;
        if parent.is_none() && !decides && *role != AssignmentRole::Informed {
            // After the end, and for the registry, one can only let others know.
            return Err(Refusal::new(Rule::GiverOnly).at("/role"));
        }
        if let Some(id) = parent {
            let above = self.assignment(*id)?;
            let works = matches!(above.role(), AssignmentRole::Primary | AssignmentRole::Supporting);
            if !works && *role != AssignmentRole::Informed {
                // Who is only told has no work to share; they can let others know.
                return Err(Refusal::new(Rule::WrongRole).at("/role"));
            }
            self.of_unit(above.holder, recipient, "/recipient")?;
        }
        self.not_yet_at(recipient.holder, *parent, "/recipient")?;
        let by = Assigner::Person(person);
        let given = Given { role: *role, target: recipient, parent: *parent, leader_approves: false, by };
        Ok(Event::RecipientAdded { assignment: self.give(&given, "/recipient")? })
    }

    fn correct(&self, command: Correct) -> Result<Event, Refusal> {
        let before = self.document.facts();
        let after = corrected(before, &command, self.context.now)?;
        if after.type_code != before.type_code {
            known_type(&after.type_code, "/document_type", self.context)?;
        }
        not_entered_twice(command.confirm_duplicate, self.context)?;
        Ok(Event::Corrected { reason: command.reason, before: Box::new(before.clone()), after: Box::new(after) })
    }

    fn request_extension(&self, command: RequestExtension) -> Result<Event, Refusal> {
        let RequestExtension { assignment: id, due, reason } = command;
        let due = crate::to_micros(due);
        let target = self.assignment(id)?;
        if !crate::time::is_instant_of_our_time(due) {
            return Err(Refusal::new(Rule::DateOutOfRange).at("/due"));
        }
        if target.due().is_some_and(|present| due <= present) || due <= self.context.now {
            return Err(Refusal::new(Rule::ExtensionNotLater).at("/due"));
        }
        let request = ExtensionRequest { due, reason, by: self.person()?, at: self.context.now };
        Ok(Event::ExtensionRequested { assignment: id, request })
    }

    fn grant_extension(&self, command: &GrantExtension) -> Result<Event, Refusal> {
        let target = self.assignment(command.assignment)?;
        let asked = target.extension.as_ref().ok_or(Refusal::new(Rule::NoExtension))?.due;
        let due = command.due.map_or(asked, crate::to_micros);
        if target.due().is_some_and(|present| due <= present) {
            return Err(Refusal::new(Rule::ExtensionNotLater).at("/due"));
        }
        self.deadline(due, target.parent, "/due")?;
        Ok(Event::ExtensionGranted { assignment: command.assignment, due, due_before: target.due() })
    }
}

fn known_type(code: &str, pointer: &str, context: &Context<'_>) -> Result<(), Refusal> {
    if context.types.contains(code) {
        Ok(())
    } else {
        let shown: String = code.chars().take(60).collect();
        Err(Refusal::new(Rule::TypeUnknown).at(pointer).with("type", shown))
    }
}

fn attach(
    files: &[FileId],
    present: &[Attachment],
    secret: bool,
    actor: Actor,
    context: &Context<'_>,
) -> Result<Vec<Attachment>, Refusal> {
    if files.is_empty() {
        return Ok(Vec::new());
    }
    if secret {
        return Err(Refusal::new(Rule::SecretHasNoContent).at("/files"));
    }
    let max = context.settings.max_files;
    if present.len() + files.len() > max {
        return Err(Refusal::new(Rule::TooManyFiles).at("/files").with("max", max));
    }
    let mut seen: BTreeSet<FileId> = present.iter().map(|a| a.file.id).collect();
    let mut attached = Vec::new();
    for (n, id) in files.iter().enumerate() {
        let pointer = format!("/files/{n}");
        if !seen.insert(*id) {
            return Err(Refusal::new(Rule::FileTwice).at(pointer));
        }
        let file = context.files.get(id).ok_or_else(|| Refusal::new(Rule::FileUnknown).at(pointer))?.clone();
        attached.push(Attachment { file, by: actor.person(), at: context.now });
    }
    Ok(attached)
}

/// A document that seems to be entered already is entered again only where that is meant.
fn not_entered_twice(confirmed: bool, context: &Context<'_>) -> Result<(), Refusal> {
    match context.duplicates.first() {
        Some(first) if !confirmed => Err(Refusal::new(Rule::Duplicate)
            .at("/confirm_duplicate")
            .with("number", format!("{:02}/{}", first.number, first.year))
            .with("document", first.document)),
        _ => Ok(()),
    }
}

/// The line in the register that the context holds.
fn enter(facts: &Facts, command: &Register, actor: Actor, context: &Context<'_>) -> Result<Event, Refusal> {
    let year = year_in_vietnam(context.now);
    let no_register = || Refusal::new(Rule::NoRegister).with("year", year);
    let register = context.register.ok_or_else(|| match command.register {
        Some(_) => no_register().at("/register"),
        None => no_register(),
    })?;
    if command.register.is_some_and(|id| id != register.id) || !register.open || register.year != year {
        return Err(no_register().at("/register"));
    }
    if !register.scope.takes(&facts.type_code, facts.is_secret()) {
        return Err(Refusal::new(Rule::RegisterDoesNotTake).at("/register").with("register", &register.name));
    }
    not_entered_twice(command.confirm_duplicate, context)?;
    let entry = Entry {
        register: register.id,
        register_name: register.name.clone(),
        year,
        number: register.next_number,
        at: context.now,
        by: actor.person(),
    };
    Ok(Event::Registered { entry })
}
