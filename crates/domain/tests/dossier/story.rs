//! One dossier on its way through the office, told step by step with the time at which each step is taken.

use domain::{
    Actor, PersonId, ProcedureId, Refusal, UtcTime,
    dossier::{
        Clock, Command, CommandKind, Dossier, Happening, Judgement, Receive, StateName, apply, create_apply, decide,
        facts::PortalRef, receive,
    },
    vietnam,
};
use serde_json::{Value, json};

use crate::world::*;

/// What a citizen hands in at the counter for this procedure.
pub fn handed_in(procedure: ProcedureId) -> Value {
    json!({
        "procedure": procedure, "channel": "counter",
        "owner": {"name": "Nguyễn Thị Mẫu", "id_number": "001099000001", "address": "Tổ 1, phường Thử Nghiệm"},
        "components": [{"component": "to-khai"}, {"component": "giay-to"}],
    })
}

/// The same with some of its fields otherwise.
pub fn with(mut one: Value, more: Value) -> Value {
    one.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    one
}

/// A moment as a clock in Vietnam shows it.
pub fn shown(at: UtcTime) -> String {
    vietnam(at).format("%Y-%m-%dT%H:%M").to_string()
}

/// One dossier so far.
#[derive(Clone)]
pub struct Story {
    /// As it stands.
    pub dossier: Dossier,
    /// What has happened.
    pub history: Vec<Happening>,
    /// Whether the office's calendar was changed.
    pub changed: bool,
}

impl Story {
    /// The clerk enters this at that time.
    pub fn entered(time: &str, command: Value) -> Self {
        Self::try_enter(time, Actor::Person(CLERK), command, None)
            .unwrap_or_else(|refusal| panic!("it was not entered: {refusal}"))
    }

    /// The clerk receives this at that time.
    pub fn received(time: &str, procedure: ProcedureId) -> Self {
        let pays = [EXTRACT, LAND_USE].contains(&procedure);
        let accept = if pays { json!({"paid": "BL-01"}) } else { json!({}) };
        Self::entered(time, with(handed_in(procedure), json!({"then": {"accept": accept}})))
    }

    /// Somebody enters this at that time.
    pub fn try_enter(time: &str, by: Actor, command: Value, portal: Option<&PortalRef>) -> Result<Self, Refusal> {
        let command: Receive = serde_json::from_value(command).unwrap();
        let moment = Moment::new(at(time), 1, command.procedure);
        let events = receive(DOSSIER, by, &command, portal, &moment.context())?;
        let history: Vec<Happening> = events.into_iter().map(|event| Happening { by, at: moment.now, event }).collect();
        let mut dossier = create_apply(DOSSIER, WORLD.directory.agency, &history[0]).unwrap();
        for more in history.iter().skip(1) {
            dossier = apply(dossier, more).unwrap();
        }
        Ok(Self { dossier, history, changed: false })
    }

    /// Somebody gives a command at that time, written as a client of the API writes it.
    pub fn try_at(&mut self, time: &str, by: Actor, command: Value) -> Result<Happening, Refusal> {
        let command: Command = serde_json::from_value(command).unwrap();
        let procedure = match &command {
            Command::SetProcedure(set) => Some(set.procedure),
            _ => self.dossier.facts().procedure.as_ref().map(|under| under.id),
        };
        let mut moment = Moment::new(at(time), self.dossier.version() + 1, procedure);
        moment.changed = self.changed;
        let event = decide(&self.dossier, by, &command, &moment.context())?.remove(0);
        let happening = Happening { by, at: moment.now, event };
        self.dossier = apply(self.dossier.clone(), &happening).unwrap();
        self.history.push(happening.clone());
        Ok(happening)
    }

    /// Somebody gives a command that must be carried out.
    pub fn at(&mut self, time: &str, by: PersonId, command: Value) -> Happening {
        let written = command.to_string();
        self.try_at(time, Actor::Person(by), command)
            .unwrap_or_else(|refusal| panic!("{written} was refused: {refusal}"))
    }

    /// The code of the rule that refuses this command.
    pub fn refused(&self, time: &str, by: PersonId, command: Value) -> &'static str {
        let written = command.to_string();
        match self.clone().try_at(time, Actor::Person(by), command) {
            Err(refusal) => refusal.rule.code(),
            Ok(_) => panic!("{written} was not refused"),
        }
    }

    /// Where it stands.
    pub fn state(&self) -> StateName {
        self.dossier.state().name()
    }

    /// Its term.
    pub fn clock(&self) -> &Clock {
        self.dossier.clock().unwrap()
    }

    /// Its date of now.
    pub fn due(&self) -> String {
        shown(self.clock().due)
    }

    /// How it was judged: by the date of now, and by the first.
    pub fn judged(&self) -> (Judgement, Judgement) {
        let completion = self.dossier.state().completion().unwrap();
        (completion.judgement, completion.by_original)
    }

    /// The officer of Justice gets it at the first step.
    pub fn with_officer(&mut self, time: &str) {
        self.at(time, CLERK, json!({"command": "transfer"}));
        self.at(time, HEAD, json!({"command": "assign", "officer": OFFICER}));
    }

    /// The officer hands it to the chair, who signs: it is done at that time.
    pub fn signed(&mut self, time: &str) {
        self.at(time, OFFICER, json!({"command": "set_outcome", "kind": "granted", "document": DECISION}));
        self.at(time, OFFICER, json!({"command": "advance", "to": CHAIR}));
        self.at(time, CHAIR, json!({"command": "advance"}));
        assert_eq!(self.state(), StateName::Done);
    }
}

/// What the officer asks the citizen to bring.
pub fn missing() -> Value {
    json!({"command": "request_supplement", "missing": [{"what": "Bản vẽ thửa đất"}], "reason": "Thiếu bản vẽ"})
}

/// What the citizen brings.
pub fn brought() -> Value {
    json!({"command": "supply", "components": [{"name": "Bản vẽ thửa đất", "form": "original"}]})
}

/// How a dossier stands at the agency that handles it, as that one tells it.
pub fn there(number: u32, state: &str, more: Value) -> Value {
    with(json!({"number": number, "state": state, "since": at("2026-11-23T09:00")}), more)
}

/// A command of this kind with all that it needs, whoever gives it, and wherever.
pub fn whole(kind: CommandKind) -> Value {
    use CommandKind as C;
    let fields = match kind {
        C::AcceptDossier
        | C::TransferDossier
        | C::AdvanceDossier
        | C::TakeInResult
        | C::NoteUncollected
        | C::RemindDossier
        | C::RecountDossier => json!({}),
        C::RequestSupplement => return missing(),
        C::SupplyDossier => return brought(),
        C::RefuseDossier | C::WithdrawDossier | C::StopDossier | C::ResumeDossier => json!({"reason": "Có lý do"}),
        C::SetProcedure => json!({"procedure": EXTRACT}),
        C::AssignDossier => json!({"officer": OFFICER}),
        C::GoBack => json!({"step": "xu-ly", "reason": "Xem lại"}),
        C::ConsultOn => {
            json!({"consulted": [{"department": CULTURE}], "question": "Đề nghị cho ý kiến", "term": "2wd"})
        }
        C::AnswerConsultation => json!({"consultation": DOSSIER, "text": "Nhất trí"}),
        C::CloseConsultation => json!({"consultation": DOSSIER}),
        C::RequestPayment => json!({"charges": [{"name": "Thuế", "amount": 1000}], "reason": "Theo thông báo"}),
        C::RecordPayment => json!({"receipt": "BL-02", "method": "cash"}),
        C::ExtendDossier => json!({"reason": "Xin lỗi", "by": "3wd"}),
        C::SetOutcome => json!({"kind": "granted", "document": DECISION}),
        C::ReturnResult => json!({"way": "counter"}),
        C::NoteUndelivered => json!({"reason": "Không có người nhận"}),
        C::CorrectResult => {
            json!({"reason": "Viết sai ngày sinh", "result": {"kind": "granted", "written": "16/UBND"}})
        }
        C::CorrectContact => json!({"contact": {"name": "Trần Văn Thử"}, "reason": "Viết nhầm"}),
        C::DiscussDossier => json!({"text": "Đề nghị cho biết tiến độ"}),
        C::AttachToDossier => json!({"files": [FILES[0]]}),
        C::RateDossier => json!({"stars": 5}),
        C::HandOverDossier => json!({"from": OFFICER, "to": OFFICER_2, "reason": "Chuyển công tác"}),
        C::TellStanding => json!({"standing": there(1, "processing", json!({}))}),
        C::NotTakenDossier => json!({"number": 3, "why": {"code": "no", "vi": "Không nhận", "en": "No"}}),
    };
    with(json!({"command": kind.as_str()}), fields)
}
