//! Two offices and what passes between them: over random ways, with parcels that come late, twice and in whatever order, one agency has the
//! dossier at a time, what the receiving office knows of it never goes backwards, and in the end it knows how it stands.

use std::collections::BTreeMap;

use chrono::Duration;
use domain::{
    Actor, AgencyId, FileId, Label, OrganCode, PersonId, ProcedureId, Refusal, UtcTime,
    dossier::{
        Command, Dossier, Event, Happening, Judgement, OtherAgency, Parcel, Receive, State, StateName, apply, arrive,
        command::{NotTakenDossier, TellStanding},
        create_apply, decide,
        link::{self, Standing, Why},
        receive,
        statistics::{Counted, Figures},
    },
    feed::{NewEvent, of_dossier},
    notice::{Letter, dossier_letter, dossier_notices, to_citizen},
    work::{Desk, Task, dossier_work_of},
};
use proptest::{
    collection::vec,
    prelude::*,
    test_runner::{Config, TestCaseError, TestRunner},
};
use serde_json::{Value, json};

use crate::{
    play::{Step, fill, guided, moment, step},
    story::{brought, handed_in, missing, shown, with},
    world::*,
};

/// The agency of which the other office is.
const THERE: AgencyId = AgencyId(id(9, 8));

fn ward() -> OtherAgency {
    OtherAgency { code: OrganCode::new("H99.1").unwrap(), name: Label::new("Phường Thử Nghiệm").unwrap() }
}

/// Both offices, and what is on its way.
pub struct Two {
    pub here: Dossier,
    there: Option<Dossier>,
    /// Each with whether it has arrived before: a repeat.
    on_its_way: Vec<(Parcel, bool)>,
    pub now: UtcTime,
    step: u32,
    /// What the citizen was told, by whom.
    told: Vec<(AgencyId, UtcTime)>,
    /// Every letter to the citizen, to the people of this office, and every event for portals of this office.
    pub said: Vec<Letter>,
    pub inside: Vec<Letter>,
    pub events: Vec<NewEvent>,
    /// The other office's own procedure.
    pub edition: ProcedureId,
}

impl Two {
    fn received(now: UtcTime) -> Self {
        Self::received_as(now, "counter")
    }

    /// The citizen wants the result in this way.
    pub fn received_as(now: UtcTime, way: &str) -> Self {
        // With an address, so that mails go there.
        let owner = json!({"name": "Nguyễn Thị Mẫu", "address": "Tổ 1", "email": "mau@dan.example"});
        let command = with(handed_in(ELSEWHERE), json!({"owner": owner, "return_way": way, "then": {"accept": {}}}));
        let command: Receive = serde_json::from_value(command).unwrap();
        let first = Moment::new(now, 1, Some(ELSEWHERE));
        let by = Actor::Person(CLERK);
        let events = receive(DOSSIER, by, &command, None, &first.context()).unwrap();
        let mut all = events.into_iter().map(|event| Happening { by, at: now, event });
        let entered = create_apply(DOSSIER, WORLD.directory.agency, &all.next().unwrap()).unwrap();
        let here = all.fold(entered, |dossier, happening| apply(dossier, &happening).unwrap());
        let (on_its_way, told, said) = (Vec::new(), Vec::new(), Vec::new());
        let (inside, events) = (Vec::new(), Vec::new());
        Self { here, there: None, on_its_way, now, step: 10, told, said, inside, events, edition: LAND_USE }
    }

    /// What becomes of a dossier by these events, and what of it goes to the other office.
    fn happen(&mut self, before: Option<Dossier>, by: Actor, events: Vec<Event>) -> Dossier {
        let happenings: Vec<Happening> =
            events.into_iter().map(|event| Happening { by, at: self.now, event }).collect();
        let mut after = before.clone();
        for happening in &happenings {
            let then = after.clone();
            after = Some(match after {
                None => create_apply(DOSSIER, THERE, happening).unwrap(),
                Some(dossier) => apply(dossier, happening).unwrap(),
            });
            let now = after.as_ref().unwrap();
            if let Some(letter) = to_citizen(then.as_ref(), now, happening, &WORLD.directory) {
                self.told.push((now.agency(), self.now));
                self.said.push(letter);
            }
            if now.agency() == WORLD.directory.agency {
                let notices = dossier_notices(then.as_ref(), now, happening, &WORLD.directory);
                let written = |one| dossier_letter(one, now, (happening.by, happening.at), &WORLD.directory);
                self.inside.extend(notices.iter().map(written));
                self.events.extend(of_dossier(then.as_ref(), now, happening, &WORLD.directory));
            }
        }
        let after = after.unwrap();
        let own = if after.agency() == THERE { province() } else { ward() };
        let sent = link::parcel(before.as_ref(), &after, &happenings, &own);
        self.on_its_way.extend(sent.map(|(_, parcel)| (parcel, false)));
        after
    }

    /// Somebody of one of the offices does something, mostly what they are offered.
    fn act(&mut self, there: bool, step: Step) {
        let before = if there { self.there.clone() } else { Some(self.here.clone()) };
        let Some(before) = before else { return };
        let (actor, kind, about) = guided(step, &before);
        if actor == Actor::Interchange {
            return;
        }
        let command = fill(step, kind, about, self.now, &before);
        if matches!(command, Command::SetProcedure(_)) {
            return;
        }
        self.step += 1;
        let under = before.facts().procedure.as_ref().map(|under| under.id);
        let moment = moment(self.now, self.step, Step { beside: 0xFFF, ..step }, under);
        let Ok(events) = decide(&before, actor, &command, &moment.context()) else { return };
        let after = self.happen(Some(before), actor, events);
        if there { self.there = Some(after) } else { self.here = after }
    }

    /// One of those on their way arrives, and perhaps once more later.
    fn arrive(&mut self, which: usize, again: bool, offers: bool) {
        if self.on_its_way.is_empty() {
            return;
        }
        let which = which % self.on_its_way.len();
        let parcel = self.on_its_way[which].0.clone();
        // What was not taken is not taken a second time: a dossier is taken from its way in the transaction that answers.
        let again = again && !matches!(parcel, Parcel::Forward { .. });
        if again {
            self.on_its_way[which].1 = true;
        } else {
            drop(self.on_its_way.remove(which));
        }
        self.step += 1;
        match &parcel {
            Parcel::Forward { number, arrival } => {
                if self.there.is_some() {
                    return;
                }
                let mut moment = Moment::new(self.now, self.step, Some(self.edition).filter(|_| offers));
                moment.code.as_mut().unwrap().code = arrival.code.clone();
                match arrive(Actor::Interchange, arrival, &moment.context()) {
                    Ok(events) => self.there = Some(self.happen(None, Actor::Interchange, events)),
                    Err(refusal) => self.not_taken(*number, Why::from(&refusal)),
                }
            }
            Parcel::Relay { number, relay } => {
                let same: BTreeMap<FileId, FileId> = FILES.into_iter().map(|id| (id, id)).collect();
                let before = self.there.clone().expect("nothing is sent on before it has come");
                let mut moment = Moment::new(self.now, self.step, Some(self.edition));
                moment.relay = Some(relay.sent_on(*number));
                match decide(&before, Actor::Interchange, &relay.command(&same), &moment.context()) {
                    Ok(events) => self.there = Some(self.happen(Some(before), Actor::Interchange, events)),
                    Err(refusal) if refusal.rule.code() == "nothing_to_change" => {}
                    Err(refusal) => self.not_taken(*number, Why::from(&refusal)),
                }
            }
            Parcel::Standing { standing } => {
                self.hear(&Command::TellStanding(TellStanding { standing: standing.clone() }));
            }
            Parcel::NotTaken { number, why } => {
                self.hear(&Command::NotTakenDossier(NotTakenDossier { number: *number, why: why.clone() }));
            }
        }
    }

    fn not_taken(&mut self, number: u32, why: Why) {
        self.on_its_way.push((Parcel::NotTaken { number, why }, false));
    }

    fn hear(&mut self, command: &Command) {
        let moment = Moment::new(self.now, self.step, Some(ELSEWHERE));
        match decide(&self.here, Actor::Interchange, command, &moment.context()) {
            Ok(events) => self.here = self.happen(Some(self.here.clone()), Actor::Interchange, events),
            Err(refusal) => {
                let late = ["nothing_to_change", "dossier_wrong_state"];
                assert!(late.contains(&refusal.rule.code()), "{refusal:?}");
            }
        }
    }

    /// Somebody of one of the offices gives a command at this time, and all that is on its way arrives, some minutes later.
    pub fn at(&mut self, time: &str, there: bool, by: PersonId, command: Value) {
        self.give(time, there, by, command);
        self.deliver();
    }

    /// Somebody of one of the offices gives a command at this time.
    pub fn give(&mut self, time: &str, there: bool, by: PersonId, command: Value) {
        let written = command.to_string();
        self.try_at(time, there, Actor::Person(by), command).unwrap_or_else(|refusal| panic!("{written}: {refusal}"));
    }

    /// The same, where it may be refused.
    pub fn try_at(&mut self, time: &str, there: bool, by: Actor, command: Value) -> Result<(), Refusal> {
        self.now = at(time);
        self.step += 1;
        let before = if there { self.there.clone().unwrap() } else { self.here.clone() };
        let under = before.facts().procedure.as_ref().map(|under| under.id);
        let moment = Moment::new(self.now, self.step, under);
        let command: Command = serde_json::from_value(command).unwrap();
        let events = decide(&before, by, &command, &moment.context())?;
        let after = self.happen(Some(before), by, events);
        if there {
            self.there = Some(after);
        } else {
            self.here = after;
        }
        Ok(())
    }

    /// The code of the rule by which a command is refused here.
    pub fn refused(&mut self, time: &str, command: Value) -> &'static str {
        let refused = self.try_at(time, false, Actor::Person(CLERK), command);
        refused.expect_err("it was carried out").rule.code()
    }

    /// All that is on its way arrives, some minutes later.
    pub fn deliver(&mut self) {
        while !self.on_its_way.is_empty() {
            self.now += Duration::minutes(40);
            self.arrive(0, false, true);
        }
    }

    /// The same, what was sent last first.
    pub fn deliver_backwards(&mut self) {
        while let Some(last) = self.on_its_way.len().checked_sub(1) {
            self.now += Duration::minutes(40);
            self.arrive(last, false, true);
        }
    }

    pub fn there(&self) -> &Dossier {
        self.there.as_ref().unwrap()
    }

    /// Who has it: this office, the way, the other.
    fn holders(&self) -> [bool; 3] {
        let number = match self.here.state() {
            State::Forwarded { link, .. } => Some(link.number),
            _ => None,
        };
        let under_way = self.on_its_way.iter().any(|(parcel, _)| match parcel {
            Parcel::Forward { number: sent, .. } | Parcel::NotTaken { number: sent, .. } => Some(*sent) == number,
            _ => false,
        });
        [number.is_none(), number.is_some() && self.there.is_none() && under_way, self.there.is_some()]
    }

    pub fn known(&self) -> Option<&Standing> {
        match self.here.state() {
            State::Forwarded { link, .. } => link.standing.as_ref(),
            _ => None,
        }
    }
}

/// One thing that happens, with how it goes.
type Turn = (u8, Step, bool);

fn turns() -> impl Strategy<Value = Vec<Turn>> {
    vec((0_u8..8, step(), any::<bool>()), 0..80)
}

fn played(
    turns: &[Turn],
    mut check: impl FnMut(&Two, &Two) -> Result<(), TestCaseError>,
) -> Result<Two, TestCaseError> {
    let mut two = Two::received(at("2026-11-23T08:00"));
    for (what, step, bit) in turns {
        two.now += Duration::minutes(i64::from(step.time) * 5);
        let before = Two {
            here: two.here.clone(),
            there: two.there.clone(),
            on_its_way: two.on_its_way.clone(),
            told: two.told.clone(),
            said: Vec::new(),
            inside: Vec::new(),
            events: Vec::new(),
            ..two
        };
        match what {
            0 | 1 => two.act(false, *step),
            2..=4 => two.act(true, *step),
            _ => two.arrive(step.pick.into(), *bit, step.whom > 40),
        }
        check(&before, &two)?;
    }
    Ok(two)
}

fn always(check: impl Fn(&Two, &Two) -> Result<(), TestCaseError>, end: impl Fn(Two) -> Result<(), TestCaseError>) {
    let config = Config { cases: 600, failure_persistence: None, ..Config::default() };
    TestRunner::new(config).run(&turns(), |turns| end(played(&turns, &check)?)).unwrap();
}

/// Days of rest here: 24/11/2026 (Tuesday). People work from 07:30 to 11:30 and from 13:30 to 17:30.
#[test]
fn received_here_and_handled_there_with_the_dates_of_the_receipt() {
    // Monday 23/11 at 15:20, ten working days: 25, 26, 27, 30 (4), 01 to 04/12 (8), 07, 08/12.
    let mut two = Two::received(at("2026-11-23T15:20"));
    two.edition = EXTRACT;
    let due = |dossier: &Dossier| shown(dossier.clock().unwrap().due);
    assert_eq!(due(&two.here), "2026-12-08T17:30");
    // After 15:00: at the beginning of Wednesday 25/11, for Tuesday is a day of rest; within an hour.
    assert_eq!(shown(two.here.state().step_deadline().unwrap().due), "2026-11-25T08:30");
    two.at("2026-11-25T07:30", false, CLERK, json!({"command": "transfer"}));
    assert_eq!(two.holders(), [false, false, true]);
    // There it is the same dossier: the same code, time and date. Its desk has it since 08:10, and until the evening.
    let there = two.there();
    assert_eq!(there.code().unwrap().as_str(), two.here.code().unwrap().as_str());
    assert_eq!(
        (shown(there.state().acceptance().unwrap().at), due(there)),
        ("2026-11-23T15:20".into(), "2026-12-08T17:30".into())
    );
    assert_eq!(shown(there.state().step_deadline().unwrap().due), "2026-11-25T17:30");
    assert_eq!(on_desks(there), [(Desk::OneStop, Task::TransferDossier)]);
    assert!(on_desks(&two.here).is_empty());
    two.at("2026-11-25T09:00", true, CLERK, json!({"command": "transfer"}));
    // Friday 27/11, 10:00: left are 30, 01, 02, 03, 04, 07, 08: seven days.
    two.at("2026-11-27T10:00", true, HEAD, missing());
    assert_eq!(on_desks(&two.here), [(Desk::OneStop, Task::AwaitCitizen)]);
    assert_eq!(two.here.standing_state(), StateName::AwaitingSupplement);
    // They bring it to the office that received it on Wednesday 02/12 at 14:00: 03, 04, 07, 08, 09, 10, 11. That it comes there later
    // counts for nothing.
    two.at("2026-12-02T14:00", false, CLERK, brought());
    assert_eq!((two.there().state().name(), due(two.there())), (StateName::Processing, "2026-12-11T17:30".into()));
    let known = two.known().unwrap();
    assert_eq!((known.state, known.due.map(shown)), (StateName::Processing, Some("2026-12-11T17:30".into())));
    // What was promised on the receipt stays.
    assert_eq!(
        (due(&two.here), shown(two.there().clock().unwrap().original)),
        ("2026-12-08T17:30".into(), "2026-12-08T17:30".into())
    );
    two.at("2026-12-11T15:00", true, HEAD, json!({"command": "set_outcome", "kind": "granted", "document": DECISION}));
    two.at("2026-12-11T15:10", true, HEAD, json!({"command": "advance", "to": CHAIR}));
    two.at("2026-12-11T16:00", true, CHAIR, json!({"command": "advance"}));
    let done = two.there().state().completion().unwrap();
    assert_eq!((done.judgement, done.by_original), (Judgement::InTime, Judgement::InTime));
    // Fetched where it was brought: the result comes there on Monday.
    assert_eq!(on_desks(&two.here), [(Desk::OneStop, Task::ReturnResult)]);
    two.at("2026-12-14T08:00", true, CLERK, json!({"command": "take_in_result"}));
    assert!(on_desks(two.there()).is_empty());
    two.at("2026-12-14T10:00", false, CLERK, json!({"command": "take_in_result"}));
    two.at("2026-12-14T10:30", false, CLERK, json!({"command": "return_result", "way": "counter"}));
    assert_eq!((two.there().state().name(), two.here.standing_state()), (StateName::Returned, StateName::Returned));
    assert!(on_desks(&two.here).is_empty());
}

pub fn on_desks(dossier: &Dossier) -> Vec<(Desk, Task)> {
    dossier_work_of(dossier).into_iter().map(|item| (item.desk, item.task)).collect()
}

#[test]
fn exactly_one_has_it_at_a_time() {
    always(
        |_, two| {
            let holders = two.holders().into_iter().filter(|has| *has).count();
            prop_assert_eq!(holders, 1, "{:?} {:?}", two.holders(), two.here.state());
            prop_assert_eq!(two.here.check(), Ok(()));
            prop_assert!(two.there.as_ref().is_none_or(|there| there.check() == Ok(())));
            Ok(())
        },
        |_| Ok(()),
    );
}

#[test]
fn what_is_known_of_it_never_goes_backwards() {
    always(
        |before, two| {
            if let Some(before) = before.known() {
                let now = two.known();
                prop_assert!(now.is_some_and(|now| now.number >= before.number), "{:?} and then {:?}", before, now);
                prop_assert!(now.is_some_and(|now| now.number > before.number || now == before));
            }
            // What is known was true once, and is no later than what is.
            if let (Some(known), Some(there)) = (two.known(), &two.there) {
                prop_assert!(known.number <= there.version());
            }
            Ok(())
        },
        |mut two| {
            // In whatever order the rest arrives.
            while !two.on_its_way.is_empty() {
                two.arrive(usize::from(two.here.version() % 7 == 0), false, true);
            }
            let Some(there) = &two.there else { return Ok(()) };
            let stands = Standing::of(there).unwrap();
            let known = two.known().expect("it has come");
            prop_assert_eq!(Standing { number: 0, ..known.clone() }, Standing { number: 0, ..stands });
            let State::Forwarded { link, .. } = two.here.state() else { panic!("it is there") };
            prop_assert!(link.waits.is_none(), "{:?}", link.waits);
            prop_assert_eq!(two.here.standing_state(), there.state().name());
            Ok(())
        },
    );
}

#[test]
fn each_counts_its_own_and_the_citizen_hears_from_one_office() {
    always(
        |_, two| {
            prop_assert!(two.told.iter().all(|(agency, _)| *agency == WORLD.directory.agency), "{:?}", two.told);
            let (from, until) = (at("2026-11-01T00:00"), at("2027-12-01T00:00"));
            let figures = |dossier: &Dossier| {
                let mut figures = Figures::default();
                if let Some(one) = Counted::of(dossier) {
                    figures.count(&one, from, until, until);
                }
                figures
            };
            let here = figures(&two.here);
            prop_assert!(here.add_up());
            prop_assert_eq!((here.received, here.for_others), (0, 1), "{:?}", here);
            if let Some(there) = &two.there {
                let there_counts = figures(there);
                prop_assert!(there_counts.add_up());
                prop_assert_eq!((there_counts.received, there_counts.for_others), (1, 0));
                // One code, one time, one date on the receipt, wherever it is.
                let of = |dossier: &Dossier| {
                    let acceptance = dossier.state().acceptance().cloned().unwrap();
                    (acceptance.code, acceptance.at, acceptance.clock.map(|clock| clock.original))
                };
                prop_assert_eq!(of(&two.here), of(there));
            }
            Ok(())
        },
        |_| Ok(()),
    );
}

#[test]
fn the_ways_are_really_walked() {
    // Or the properties above would hold of nothing.
    let mut runner = TestRunner::deterministic();
    let mut seen: BTreeMap<StateName, u32> = BTreeMap::new();
    let (mut relayed, mut sent_back, mut not_taken) = (0, 0, 0);
    for _ in 0..600 {
        let turns = proptest::strategy::ValueTree::current(&turns().new_tree(&mut runner).unwrap());
        let two = played(&turns, |before, two| {
            let waits = |two: &Two| matches!(two.here.state(), State::Forwarded { link, .. } if link.waits.is_some());
            relayed += u32::from(!waits(before) && waits(two));
            let refused =
                |two: &Two| matches!(two.here.state(), State::Forwarded { link, .. } if link.not_taken.is_some());
            not_taken += u32::from(!refused(before) && refused(two));
            let back = before.here.is_with_another() && !two.here.is_with_another();
            sent_back += u32::from(back);
            Ok(())
        });
        let two = two.unwrap();
        *seen.entry(two.here.standing_state()).or_default() += 1;
    }
    for state in [StateName::Accepted, StateName::Processing, StateName::AwaitingSupplement, StateName::AwaitingPayment]
    {
        assert!(seen.contains_key(&state), "{state:?} in {seen:?}");
    }
    assert!(relayed > 10 && sent_back > 10 && not_taken > 0, "{relayed} {sent_back} {not_taken} {seen:?}");
}
