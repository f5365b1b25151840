//! From what was sent with a form to the command that it asks for.

use chrono::NaiveDate;
use office::{
    action_links::OpenLink,
    domain::{
        AssignmentId, ConsultationId, DepartmentId, InputFault, Instruction, Label, OpinionId, PersonId, Reason,
        RecipientId, Remark, StepCode,
        assignment::{Holder, Target},
        calendar::{CalendarFault, Days, Term},
        document::Command as AnyCommand,
        dossier,
        incoming::{
            Command, CommandKind,
            command::{
                Accept, Acknowledge, Approve, Assign, Comment, Direct, File, GiveBack, GrantExtension, Pass,
                RefuseExtension, Register, Reject, RequestExtension, Resume, SubmitResult,
            },
            state::Direction,
        },
        is_of_our_time,
        outgoing::{self, state::Medium},
    },
};

use super::{
    choices,
    form::{Faults, OWN, Sent},
    sides::{Came, Goes, Of, Side},
};

/// What was wrong has been noted.
struct Noted;

/// What is being read out of a form.
struct Reading<'a, O> {
    open: O,
    sent: &'a Sent,
    faults: Faults,
}

/// The command that was asked for.
///
/// # Errors
/// What is wrong, field by field.
pub(super) fn command(open: &OpenLink, sent: &Sent) -> Result<AnyCommand, Faults> {
    // A reply has said it all; here it is only confirmed.
    if let Some(prepared) = &open.link.prepared {
        return Ok(prepared.clone());
    }
    let faults = Faults::default();
    let (command, faults) = match Side::of(open) {
        Some(Side::Came(open)) => {
            let mut reading = Reading { open, sent, faults };
            (reading.command().map(AnyCommand::from), reading.faults)
        }
        Some(Side::Goes(open)) => {
            let mut reading = Reading { open, sent, faults };
            (reading.command().map(AnyCommand::from), reading.faults)
        }
        Some(Side::Dossier(open)) => {
            let mut reading = Reading { open, sent, faults };
            (reading.command().map(AnyCommand::from), reading.faults)
        }
        None => (None, faults),
    };
    match command {
        Some(command) if faults.is_empty() => Ok(command),
        _ => Err(faults),
    }
}

impl<O> Reading<'_, O> {
    fn wrong<T>(&mut self, field: &'static str, read: Result<T, InputFault>) -> Option<T> {
        read.map_err(|fault| self.faults.add(field, fault.words())).ok()
    }

    fn reason(&mut self) -> Option<Reason> {
        let read = Reason::new(self.sent.one("reason"));
        self.wrong("reason", read)
    }

    fn words(&mut self, field: &'static str) -> Option<Instruction> {
        let read = Instruction::new(self.sent.one(field));
        self.wrong(field, read)
    }

    /// None where none was written.
    fn note(&mut self) -> Result<Option<Instruction>, Noted> {
        if self.sent.one("note").is_empty() { Ok(None) } else { self.words("note").map(Some).ok_or(Noted) }
    }
}

impl Reading<'_, Goes<'_>> {
    fn command(&mut self) -> Option<outgoing::Command> {
        use outgoing::{Command, CommandKind as C, command as c};
        Some(match self.open.command {
            C::Endorse => Command::Endorse(c::Endorse { note: self.note().ok()? }),
            C::PassForm => Command::PassForm(c::PassForm { note: self.note().ok()? }),
            // Whoever presses it says that they have signed the paper.
            C::Sign => Command::Sign(c::Sign { on: Medium::Paper, files: Vec::new(), signed_on: None }),
            C::Issue => Command::Issue(c::Issue { register: None, reserved_number: None }),
            C::DispatchIssued => Command::DispatchIssued(c::DispatchIssued { by_post: Vec::new() }),
            C::AcknowledgeIssued => {
                let recipient = RecipientId(self.open.link.assignment?.0);
                Command::AcknowledgeIssued(c::AcknowledgeIssued { recipient })
            }
            C::GiveOpinion => {
                let (opinion, text) = (OpinionId(self.open.link.assignment?.0), Some(self.words("text")?));
                Command::GiveOpinion(c::GiveOpinion { opinion, text, files: Vec::new(), edition: None })
            }
            C::ReturnToDrafter => Command::ReturnToDrafter(c::ReturnToDrafter { reason: self.reason()? }),
            C::Discuss => Command::Discuss(c::Discuss { text: self.words("text")? }),
            _ => return None,
        })
    }
}

impl Reading<'_, Of<'_>> {
    fn command(&mut self) -> Option<dossier::Command> {
        use dossier::{Command, CommandKind as C, command as c};
        Some(match self.open.command {
            C::AcceptDossier => Command::AcceptDossier(c::AcceptDossier {
                without: Vec::new(),
                fees: Vec::new(),
                paid: None,
                method: None,
            }),
            C::TransferDossier => Command::TransferDossier(c::TransferDossier { to: None, note: self.note().ok()? }),
            C::AssignDossier => {
                let officer = self.sent.ids("officer").next().map(PersonId);
                if officer.is_none() {
                    self.faults.say("officer", "Xin chọn một người.", "Please choose somebody.");
                }
                let note = self.note().ok()?;
                Command::AssignDossier(c::AssignDossier { officer: officer?, note })
            }
            C::AdvanceDossier => {
                let branch = match self.sent.one("branch") {
                    "" => None,
                    label => {
                        let read = Label::new(label);
                        Some(self.wrong("branch", read)?)
                    }
                };
                let (note, files) = (self.note().ok()?, Vec::new());
                Command::AdvanceDossier(c::AdvanceDossier { branch, to: None, note, files })
            }
            C::GoBack => {
                let read = StepCode::new(self.sent.one("step"));
                let step = self.wrong("step", read);
                let reason = self.reason()?;
                Command::GoBack(c::GoBack { step: step?, reason, to: None })
            }
            C::AnswerConsultation => {
                let (consultation, text) = (ConsultationId(self.open.link.assignment?.0), self.words("text")?);
                Command::AnswerConsultation(c::AnswerConsultation { consultation, text, files: Vec::new() })
            }
            C::TakeInResult => Command::TakeInResult(c::TakeInResult {}),
            C::NoteUncollected => {
                let note = match self.sent.one("note") {
                    "" => None,
                    text => {
                        let read = Remark::new(text);
                        Some(self.wrong("note", read)?)
                    }
                };
                Command::NoteUncollected(c::NoteUncollected { note })
            }
            C::DiscussDossier => Command::DiscussDossier(c::DiscussDossier { text: self.words("text")? }),
            _ => return None,
        })
    }
}

impl Reading<'_, Came<'_>> {
    fn command(&mut self) -> Option<Command> {
        use CommandKind as C;
        Some(match self.open.command {
            C::Register => Command::Register(Register {
                register: None,
                confirm_duplicate: !self.sent.one("confirm_duplicate").is_empty(),
            }),
            C::Direct => Command::Direct(Direct { direction: self.direction().ok()? }),
            C::Assign => {
                let (assignment, officer) = (self.assignment()?, self.officer());
                let (until, instruction) = (self.deadline(), self.instruction());
                let (holder, instruction, term) = (Holder::Person(officer?), instruction.ok()?, until.ok()?);
                let officer = Target { holder, instruction, due: None, term };
                Command::Assign(Assign { assignment, officer, supporting: Vec::new() })
            }
            C::Accept => Command::Accept(Accept { assignment: self.assignment()? }),
            C::Acknowledge => Command::Acknowledge(Acknowledge { assignment: self.assignment()? }),
            C::SubmitResult => {
                let (assignment, text) = (self.assignment()?, Some(self.words("text")?));
                Command::SubmitResult(SubmitResult { assignment, text, files: Vec::new() })
            }
            C::Approve => {
                let note = self.note().ok()?;
                Command::Approve(Approve { assignment: self.assignment()?, note })
            }
            C::Reject => Command::Reject(Reject { assignment: self.assignment()?, reason: self.reason()? }),
            C::RefuseExtension => {
                let (assignment, reason) = (self.assignment()?, self.reason()?);
                Command::RefuseExtension(RefuseExtension { assignment, reason })
            }
            C::GrantExtension => {
                let assignment = self.assignment()?;
                Command::GrantExtension(GrantExtension { assignment, due: None, term: None })
            }
            C::GiveBack => {
                Command::GiveBack(GiveBack { assignment: self.open.link.assignment, reason: self.reason()? })
            }
            C::Pass => {
                let to = self.sent.ids("to").next().map(PersonId);
                if to.is_none() {
                    self.faults.say("to", "Xin vui lòng chọn lãnh đạo.", "Choose before whom.");
                }
                let note = self.note().ok()?;
                Command::Pass(Pass { to: to?, note, proposal: None })
            }
            C::File => {
                let case_file = match self.sent.one("case_file") {
                    "" => None,
                    written => Some(self.wrong("case_file", Label::new(written))?),
                };
                Command::File(File { case_file })
            }
            C::Resume => Command::Resume(Resume { reason: self.reason()? }),
            C::RequestExtension => {
                let (day, reason) = (self.day("until"), self.reason());
                let (assignment, term, reason) = (self.assignment()?, Some(day?), reason?);
                Command::RequestExtension(RequestExtension { assignment, due: None, term, reason })
            }
            C::Comment => Command::Comment(Comment { text: self.words("text")? }),
            _ => return None,
        })
    }

    fn assignment(&self) -> Option<AssignmentId> {
        self.open.link.assignment
    }

    /// None where none was written.
    fn instruction(&mut self) -> Result<Option<Instruction>, Noted> {
        if self.sent.one("instruction").is_empty() {
            return Ok(None);
        }
        self.words("instruction").map(Some).ok_or(Noted)
    }

    fn officer(&mut self) -> Option<PersonId> {
        let chosen = self.sent.ids("officer").next().map(PersonId);
        if chosen.is_none() {
            self.faults.say("officer", "Xin vui lòng chọn người xử lý.", "Choose who handles it.");
        }
        chosen
    }

    /// None where it is given as proposed.
    fn direction(&mut self) -> Result<Option<Direction>, Noted> {
        if choices::proposal(self.open.detail).is_some() && self.sent.one("how") != "own" {
            // Words that were written must not be lost, nor another direction given than was meant.
            if self.sent.any(&OWN) {
                let vi = "Đã ghi ý kiến khác ở mục dưới: xin vui lòng chọn “Ý kiến khác”, hoặc xóa những gì đã ghi.";
                let en = "Another direction is written below: choose it, or take away what is written.";
                self.faults.say("how", vi, en);
                return Err(Noted);
            }
            return Ok(None);
        }
        let primary = self.sent.ids("primary").next().map(DepartmentId);
        if primary.is_none() {
            self.faults.say("primary", "Xin vui lòng chọn đơn vị chủ trì.", "Choose who handles it.");
        }
        let (until, instruction) = (self.deadline(), self.instruction());
        let (term, instruction) = (until?, instruction?);
        // The words are for all who are named: whoever helps is to know with what.
        let target = |id| Target { holder: Holder::Department(id), instruction: instruction.clone(), due: None, term };
        let supporting = self.sent.ids("supporting").map(|id| target(DepartmentId(id))).collect();
        Ok(Some(Direction {
            primary: target(primary.ok_or(Noted)?),
            supporting,
            informed: Vec::new(),
            monitors: Vec::new(),
            leader_approves: !self.sent.one("leader_approves").is_empty(),
        }))
    }

    /// The day that was chosen: until work ends on it, or on the next working day, by the calendar of whoever does it.
    fn day(&mut self, field: &'static str) -> Option<Term> {
        match NaiveDate::parse_from_str(self.sent.one(field), "%Y-%m-%d") {
            Ok(day) if is_of_our_time(day) => return Some(Term::EndOf(day)),
            Ok(_) => self.faults.add(field, CalendarFault::OutOfRange.words()),
            Err(_) => self.faults.say(field, "Xin vui lòng chọn một ngày.", "Choose a day."),
        }
        None
    }

    /// A day, a number of working days, or neither.
    fn deadline(&mut self) -> Result<Option<Term>, Noted> {
        match (self.sent.one("until"), self.sent.one("days")) {
            ("", "") => Ok(None),
            (_, "") => self.day("until").map(Some).ok_or(Noted),
            ("", days) => {
                let days = days.parse().ok().and_then(Days::new);
                if days.is_none() {
                    self.faults.say("days", "Xin vui lòng ghi số ngày từ 1 đến 1000.", "A number from 1 to 1000.");
                }
                days.map(|days| Some(Term::WorkingDays(days))).ok_or(Noted)
            }
            _ => {
                let (vi, en) =
                    ("Xin vui lòng chỉ chọn ngày hoặc số ngày, không cả hai.", "A day or a number of days, not both.");
                self.faults.say("days", vi, en);
                Err(Noted)
            }
        }
    }
}
