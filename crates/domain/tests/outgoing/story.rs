//! One outgoing document on its way through the office, told step by step.

use chrono::Duration;
use domain::{
    Actor, DocumentId, Label, OfficeSettings, PersonId, RecipientId, Refusal, UtcTime,
    organisation::FormDesk,
    outgoing::{
        Command, Create, Destination, Happening, MakeCopy, OutgoingDocument, StateName, apply, create, create_apply,
        decide, make_copy,
    },
};
use serde_json::{Value, json};

use crate::{
    earlier::{CAME, LATER, NONE, RELATED, source},
    world::*,
};

/// A decision to everybody to whom one can send.
pub fn decision() -> Value {
    json!({
        "document_type": "quyet_dinh_ca_biet", "subject": "Về việc kiện toàn tổ công tác", "signer": CHAIR, "pages": 2,
        "files": [TEXT], "answers": [{"document": LETTER, "final": true}],
        "recipients": [
            {"department": CULTURE, "purpose": "to_act"},
            {"person": MILITIAMAN, "purpose": "to_know"},
            {"agency": "H99.2", "purpose": "to_report"},
            {"counterpart": COMPANY, "purpose": "to_know", "copies": 2},
            {"post": {"name": "Hộ ông Trần Văn Mẫu", "address": "Tổ 5, phường Thử Nghiệm"}, "purpose": "to_know"},
        ],
    })
}

/// A sao y on paper of a letter that came in.
pub fn copy_of_letter() -> Value {
    json!({
        "form": "sao_y", "of": CAME, "from": "paper", "to": "paper", "signer": CHAIR, "pages": 2,
        "recipients": [{"department": CULTURE, "purpose": "to_know"}],
    })
}

/// The same with some of its fields otherwise.
pub fn copy_with(more: Value) -> Value {
    let mut copy = copy_of_letter();
    copy.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    copy
}

/// What the office itself notes of a later document.
pub fn noted(command: &str, later: DocumentId) -> Value {
    json!({"command": command, "later": {"document": later, "written": "20/QĐ-UBND", "issued_on": "2026-11-27"}})
}

/// The decision with some of its fields otherwise.
pub fn decision_with(more: Value) -> Value {
    let mut content = decision();
    content.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    content
}

/// What the office has set: where it is, and who checks the form.
pub fn settings(form_check: FormDesk) -> OfficeSettings {
    let mut settings = OfficeSettings::default();
    settings.outgoing.place = Label::new("Thử Nghiệm").ok();
    settings.outgoing.form_check = form_check;
    settings
}

/// The usual way, by whom and how, and where each step leads.
pub fn way() -> [(PersonId, Value, StateName); 8] {
    [
        (OFFICER, json!({"command": "submit", "note": "Kính trình"}), StateName::UnitReview),
        (HEAD, json!({"command": "endorse"}), StateName::FormCheck),
        (CLERK, json!({"command": "pass_form"}), StateName::AwaitingSignature),
        (CHAIR, json!({"command": "sign", "on": "pdf", "files": [SIGNED]}), StateName::Signed),
        (CLERK, json!({"command": "issue"}), StateName::Issued),
        (CLERK, json!({"command": "seal", "on": "pdf", "files": [SEALED]}), StateName::Sealed),
        (CLERK, json!({"command": "dispatch"}), StateName::Dispatched),
        (OFFICER, json!({"command": "file", "case_file": "HS-01"}), StateName::Filed),
    ]
}

/// One document so far.
#[derive(Clone)]
pub struct Story {
    /// As it stands.
    pub document: OutgoingDocument,
    /// What has happened.
    pub history: Vec<Happening>,
    /// Now; an hour passes with each step.
    pub now: UtcTime,
    /// What the office has set.
    pub settings: OfficeSettings,
    /// Whether its calendar was changed.
    pub shorter: bool,
}

impl Story {
    /// The officer drafts this, in an office whose registry checks the form.
    pub fn drafted(content: Value) -> Self {
        Self::drafted_by(Actor::Person(OFFICER), content, settings(FormDesk::Registry))
    }

    /// Somebody drafts this in an office with these choices.
    pub fn drafted_by(by: Actor, content: Value, settings: OfficeSettings) -> Self {
        Self::try_draft(by, content, settings).unwrap_or_else(|refusal| panic!("the draft was refused: {refusal}"))
    }

    /// Somebody tries to draft this.
    pub fn try_draft(by: Actor, content: Value, settings: OfficeSettings) -> Result<Self, Refusal> {
        let command: Create = serde_json::from_value(json!({"content": content})).unwrap();
        let mut moment = Moment {
            now: morning(),
            seed: seed(0),
            settings,
            number: None,
            related: &NONE,
            source: None,
            shorter: false,
        };
        if !command.content.relations.is_empty() {
            moment.related = &RELATED;
        }
        let event = create(by, &command, &moment.context())?.remove(0);
        let first = Happening { by, at: moment.now, event };
        let document = create_apply(DOCUMENT, WORLD.directory.agency, &first).unwrap();
        Ok(Self { document, history: vec![first], now: moment.now, settings: moment.settings, shorter: false })
    }

    /// The decision, gone the usual way into this state.
    pub fn in_state(state: StateName) -> Self {
        Self::of(decision(), state)
    }

    /// The officer's draft of this, gone the usual way into this state.
    pub fn of(content: Value, state: StateName) -> Self {
        let mut story = Self::drafted(content);
        let person = |id, command| Some((Actor::Person(id), command));
        let (until, last) = match state {
            StateName::Cancelled => {
                (StateName::Draft, person(OFFICER, json!({"command": "cancel", "reason": "Thôi ban hành"})))
            }
            StateName::Voided => {
                (StateName::Issued, person(CLERK, json!({"command": "void", "reason": "Cấp nhầm số"})))
            }
            StateName::Recalled => {
                (StateName::Dispatched, person(CLERK, json!({"command": "recall", "reason": "Ban hành nhầm"})))
            }
            StateName::Replaced => (StateName::Dispatched, Some((Actor::Office, noted("replaced", LATER[0])))),
            other => (other, None),
        };
        story.on_to(until);
        if let Some((by, command)) = last {
            story.by_actor(by, command);
        }
        assert_eq!(story.state(), state);
        story
    }

    /// The clerk has made this copy of a letter that came in.
    pub fn copied(more: Value) -> Self {
        Self::try_copy(Actor::Person(CLERK), more).unwrap_or_else(|refusal| panic!("the copy was refused: {refusal}"))
    }

    /// Somebody tries to make a copy.
    pub fn try_copy(by: Actor, more: Value) -> Result<Self, Refusal> {
        let asked: MakeCopy = serde_json::from_value(copy_with(more)).unwrap();
        let settings = settings(FormDesk::Registry);
        let source = source(asked.of);
        let moment =
            Moment { now: morning(), seed: seed(0), settings, number: None, related: &NONE, source, shorter: false };
        let events = make_copy(by, &asked, &moment.context())?;
        let history: Vec<_> = events.into_iter().map(|event| Happening { by, at: moment.now, event }).collect();
        let document = create_apply(DOCUMENT, WORLD.directory.agency, &history[0]).unwrap();
        let document = apply(document, &history[1]).unwrap();
        Ok(Self { document, history, now: moment.now, settings: moment.settings, shorter: false })
    }

    /// Goes on the usual way up to this state.
    pub fn on_to(&mut self, state: StateName) {
        for (by, command, leads_to) in way() {
            if self.state() >= state {
                break;
            }
            if leads_to > self.state() {
                self.by(by, command);
                assert_eq!(self.state(), leads_to);
            }
        }
    }

    /// The moment of the next step.
    pub fn moment(&self) -> Moment {
        let now = self.now + Duration::hours(1);
        Moment {
            now,
            seed: seed(self.document.version()),
            settings: self.settings.clone(),
            number: register_for(&self.document.content().type_code, now),
            related: &NONE,
            source: self.document.content().copy.as_ref().and_then(|copy| source(copy.of.document)),
            shorter: self.shorter,
        }
    }

    /// Gives a command, written as a client of the API writes it.
    pub fn try_by(&mut self, actor: Actor, command: Value) -> Result<Happening, Refusal> {
        let command: Command = serde_json::from_value(command).unwrap();
        let mut moment = self.moment();
        // What the command itself names is known once the earlier documents are.
        if !self.document.content().relations.is_empty()
            || matches!(&command, Command::Revise(c) if !c.content.relations.is_empty())
        {
            moment.related = &RELATED;
        }
        if let Command::ReviseCopy(revise) = &command {
            moment.source = source(revise.copy.of);
        }
        let event = decide(&self.document, actor, &command, &moment.context())?.remove(0);
        let happening = Happening { by: actor, at: moment.now, event };
        self.document = apply(self.document.clone(), &happening).unwrap();
        self.history.push(happening.clone());
        self.now = moment.now;
        Ok(happening)
    }

    /// Gives a command that must be carried out.
    pub fn by(&mut self, person: PersonId, command: Value) -> Happening {
        self.by_actor(Actor::Person(person), command)
    }

    /// Gives a command that must be carried out.
    pub fn by_actor(&mut self, actor: Actor, command: Value) -> Happening {
        let written = command.to_string();
        self.try_by(actor, command).unwrap_or_else(|refusal| panic!("{written} was refused: {refusal}"))
    }

    /// The refusal of this command.
    pub fn refusal(&self, actor: Actor, command: Value) -> Refusal {
        let written = command.to_string();
        let mut other = self.clone();
        match other.try_by(actor, command) {
            Err(refusal) => refusal,
            Ok(_) => panic!("{written} was not refused"),
        }
    }

    /// The code of the rule that refuses this command.
    pub fn refused(&self, person: PersonId, command: Value) -> &'static str {
        self.refusal(Actor::Person(person), command).rule.code()
    }

    /// Where it stands.
    pub fn state(&self) -> StateName {
        self.document.state().name()
    }

    /// The recipient to whom it goes so.
    pub fn recipient(&self, is: impl Fn(&Destination) -> bool) -> RecipientId {
        self.document.content().recipients.iter().find(|to| is(&to.destination)).unwrap().id
    }
}
