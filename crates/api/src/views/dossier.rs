//! A dossier as it is shown to one reader.

mod link;
mod parts;
mod progress;
pub mod public;
pub mod statistics;

use chrono::{DateTime, Utc};
use office::{
    AgencySnapshot, DossierHeading,
    domain::{
        ConsultationId, DossierId, Label, Subject, UtcTime,
        access::dossier::{Offer, offered},
        calendar::{Calendar, Term},
        dossier::{
            Channel, Colour, CommandKind, DossierCode, OtherAgency, Party, ReturnWay, StateName, Status,
            clock::{Clock, DueCause},
            facts::PortalRef,
            record::Rating,
            state::Acceptance,
        },
        organisation::{Directory, OfficeCalendar},
        procedure::ProcedureRef,
    },
    dossiers::{DossierDetail, statistics::unit_of},
};
use serde::Serialize;
use utoipa::ToSchema;

pub use self::link::LinkView;
pub use self::parts::{
    ChargeView, CompletionView, ConsultationView, EndView, ExtensionView, HandedInView, HandingView, OutcomeView,
    RequestView, StepView, WalkedView,
};
pub use self::progress::ProgressView;
use super::{ByView, HolderView, document::AttachmentView, webhook::SyncView};

/// A status that portals know.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DossierStatus)]
pub struct StatusView {
    /// From 1 to 10.
    #[schema(minimum = 1, maximum = 10)]
    pub code: u8,
    /// As a portal shows it.
    pub text: &'static str,
}

impl From<Status> for StatusView {
    fn from(status: Status) -> Self {
        Self { code: status.code(), text: status.vietnamese() }
    }
}

/// A move of the date.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DossierDueChange)]
pub struct DueChangeView {
    /// Until then.
    pub from: DateTime<Utc>,
    /// From then on.
    pub to: DateTime<Utc>,
    /// When it was moved.
    pub at: DateTime<Utc>,
    /// Why.
    pub cause: DueCause,
}

/// A term that runs or rests.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DossierClock)]
pub struct ClockView {
    /// The term that the first date was counted by.
    pub term: Term,
    /// The same in Vietnamese.
    pub term_text: String,
    /// Hạn ban đầu; it never changes.
    pub due_original: DateTime<Utc>,
    /// Hạn hiện tại.
    pub due_current: DateTime<Utc>,
    /// The moves, the first first.
    pub due_history: Vec<DueChangeView>,
    /// Since when it rests.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rests_since: Option<DateTime<Utc>>,
    /// Whether its date is past, while it is still handled.
    pub overdue: bool,
    /// How near its date is, while it runs.
    pub colour: Option<Colour>,
}

impl ClockView {
    fn of(clock: &Clock, from: UtcTime, runs: bool, now: UtcTime, calendar: &Calendar) -> Self {
        let changes = clock.changes.iter();
        Self {
            term: clock.term,
            term_text: clock.term.words().vi,
            due_original: clock.original,
            due_current: clock.due,
            due_history: changes.map(|c| DueChangeView { from: c.from, to: c.to, at: c.at, cause: c.cause }).collect(),
            rests_since: clock.rests_since,
            overdue: runs && clock.is_late(now),
            colour: Colour::of_clock(clock, from, now, calendar).filter(|_| runs),
        }
    }
}

/// That it was received.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DossierAcceptance)]
pub struct AcceptanceView {
    /// Số thứ tự in the year's book.
    pub row: u32,
    /// By whom; absent where another agency received it.
    pub by: Option<ByView>,
    /// When.
    pub at: DateTime<Utc>,
    /// The term; absent where the law gives none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clock: Option<ClockView>,
    /// Whose the decision is, where this office receives for another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub competent: Option<OtherAgency>,
}

impl AcceptanceView {
    fn of(acceptance: &Acceptance, runs: bool, now: UtcTime, snapshot: &AgencySnapshot) -> Self {
        let (directory, calendar) = (&snapshot.directory, snapshot.calendar.agency());
        Self {
            row: acceptance.row,
            by: acceptance.by.map(|by| ByView::of(by, directory)),
            at: acceptance.at,
            clock: acceptance.clock.as_ref().map(|clock| ClockView::of(clock, acceptance.at, runs, now, calendar)),
            competent: acceptance.competent.clone(),
        }
    }
}

/// Why it was entered later than it was received.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DossierLateEntry)]
pub struct LateEntryView {
    /// Why.
    pub reason: String,
    /// When it was entered.
    pub entered_at: DateTime<Utc>,
    /// By whom.
    pub entered_by: ByView,
}

/// What a citizen thought of it.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DossierRating)]
pub struct RatingView {
    /// From 1 to 5.
    pub stars: u8,
    /// In words.
    pub words: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

impl From<&Rating> for RatingView {
    fn from(rating: &Rating) -> Self {
        Self { stars: rating.stars, words: rating.words.as_ref().map(ToString::to_string), at: rating.at }
    }
}

/// One command that is offered to the reader.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OfferedDossierCommand)]
pub struct OfferView {
    /// The command.
    pub command: CommandKind,
    /// As the office says it, in Vietnamese.
    pub text: &'static str,
    /// The question to name in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consultation: Option<ConsultationId>,
}

impl From<Offer> for OfferView {
    fn from(offer: Offer) -> Self {
        Self { command: offer.command, text: offer.command.vietnamese(), consultation: offer.consultation }
    }
}

/// A dossier (hồ sơ thủ tục hành chính).
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Dossier)]
pub struct DossierView {
    /// Which.
    pub id: DossierId,
    /// Its version: for `If-Match`.
    pub version: u32,
    /// Where it stands.
    pub state: StateName,
    /// The same in Vietnamese.
    pub state_text: &'static str,
    /// The same as portals know it.
    pub status: StatusView,
    /// Mã hồ sơ, once it was received.
    pub code: Option<DossierCode>,
    /// What is asked for; absent as long as nobody knows.
    pub procedure: Option<ProcedureRef>,
    /// Lĩnh vực.
    pub field: Option<Label>,
    /// How it came.
    pub channel: Channel,
    /// Chủ hồ sơ.
    pub owner: Party,
    /// Người nộp, where it is somebody else.
    pub submitter: Option<Party>,
    /// Nội dung yêu cầu giải quyết.
    pub request: Subject,
    /// What was handed in.
    pub components: Vec<HandedInView>,
    /// Số bộ.
    pub sets: u8,
    /// How the result is to be handed out.
    pub return_way: ReturnWay,
    /// When the citizen handed it in.
    pub filed_at: DateTime<Utc>,
    /// When it reached the office.
    pub reached_at: DateTime<Utc>,
    /// Where another system handed it in: which, and under which code.
    pub portal: Option<PortalRef>,
    /// Where it was entered later than it was received.
    pub late_entry: Option<LateEntryView>,
    /// Which agency received it, where that was not this one.
    pub origin: Option<OtherAgency>,
    /// Where another agency has it from this one: how it stands there.
    pub link: Option<LinkView>,
    /// That it was received.
    pub acceptance: Option<AcceptanceView>,
    /// What is printed on the receipt beside the code, by which the citizen looks it up (mã tra cứu); once it was received.
    pub look_up: Option<String>,
    /// Who has it in hand now; absent where it is closed.
    pub desk: Option<HolderView>,
    /// The step that somebody has in hand, or that waits.
    pub step: Option<StepView>,
    /// The steps that it has gone through.
    pub walked: Vec<WalkedView>,
    /// What the citizen is to complete now.
    pub missing: Option<RequestView>,
    /// Until when the citizen has time to complete it, or to pay what was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub citizen_until: Option<DateTime<Utc>>,
    /// What they were asked to complete before.
    pub past_requests: Vec<RequestView>,
    /// What is to be paid, and was.
    pub charges: Vec<ChargeView>,
    /// Its extensions.
    pub extensions: Vec<ExtensionView>,
    /// Who was asked about it.
    pub consultations: Vec<ConsultationView>,
    /// The result, as soon as it is noted.
    pub outcome: Option<OutcomeView>,
    /// How it was done.
    pub completion: Option<CompletionView>,
    /// How the result was handed out.
    pub handing: Option<HandingView>,
    /// How it ended before there was a result.
    pub end: Option<EndView>,
    /// Files that somebody of the office has put to it.
    pub attached: Vec<AttachmentView>,
    /// What the citizen thought of it.
    pub rating: Option<RatingView>,
    /// How its events stand with each webhook that was to have any, for those who see all dossiers of the agency; absent for others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub synced: Option<Vec<SyncView>>,
    /// What the reader may do now.
    pub offered_commands: Vec<OfferView>,
    /// When it was entered.
    pub created_at: DateTime<Utc>,
}

impl DossierView {
    /// As its reader sees it.
    pub fn of(detail: &DossierDetail) -> Self {
        let (dossier, directory) = (&detail.dossier, &detail.snapshot.directory);
        let (facts, state) = (dossier.facts(), dossier.state());
        let name = state.name();
        let runs = name.is_running();
        let attached = |file| AttachmentView::of(file, directory);
        let offers = detail.reader.map(|reader| offered(dossier, reader, directory)).unwrap_or_default();
        Self {
            id: dossier.id(),
            version: dossier.version(),
            state: name,
            state_text: name.vietnamese(),
            status: Status::of(dossier.standing_state()).into(),
            code: dossier.code().cloned(),
            procedure: facts.procedure.clone(),
            field: facts.field.clone(),
            channel: facts.channel,
            owner: facts.owner.clone(),
            submitter: facts.submitter.clone(),
            request: facts.request.clone(),
            components: facts.components.iter().map(|one| HandedInView::of(one, directory)).collect(),
            sets: facts.sets,
            return_way: facts.return_way,
            filed_at: facts.filed_at,
            reached_at: facts.reached_at,
            portal: facts.portal.clone(),
            late_entry: facts.late_entry.as_ref().map(|late| LateEntryView {
                reason: late.reason.to_string(),
                entered_at: late.entered_at,
                entered_by: ByView::of(late.entered_by, directory),
            }),
            origin: facts.origin.clone(),
            link: LinkView::of(state, directory),
            acceptance: state.acceptance().map(|a| AcceptanceView::of(a, runs, detail.at, &detail.snapshot)),
            look_up: detail.look_up.clone(),
            desk: dossier.desk().map(|desk| HolderView::of_desk(desk, directory)),
            step: state.run().map(|run| StepView::of(run, runs, detail.at, &detail.snapshot)),
            walked: dossier.walked().iter().map(|walked| WalkedView::of(walked, directory)).collect(),
            citizen_until: state.citizens_time().map(|(_, until)| until),
            missing: state.request().map(|request| RequestView::of(request, directory)),
            past_requests: dossier.past_requests().iter().map(|one| RequestView::of(one, directory)).collect(),
            charges: dossier.charges().iter().map(|charge| ChargeView::of(charge, directory)).collect(),
            extensions: dossier.extensions().iter().map(|one| ExtensionView::of(one, directory)).collect(),
            consultations: dossier
                .consultations()
                .iter()
                .map(|one| ConsultationView::of(one, detail.at, directory))
                .collect(),
            outcome: dossier.outcome().map(|outcome| OutcomeView::of(outcome, directory)),
            completion: state.completion().map(|completion| CompletionView::of(completion, directory)),
            handing: parts::handing_of(state).map(|handing| HandingView::of(handing, directory)),
            end: state.end().map(|end| EndView::of(end, directory)),
            attached: dossier.attached().iter().map(attached).collect(),
            rating: dossier.rating().map(RatingView::from),
            synced: detail.synced.as_ref().map(|all| all.iter().map(SyncView::from).collect()),
            offered_commands: offers.into_iter().map(OfferView::from).collect(),
            created_at: dossier.created_at(),
        }
    }
}

/// A dossier in a list: columns only.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DossierLine)]
pub struct DossierLineView {
    /// Which.
    pub id: DossierId,
    /// Its version.
    pub version: i32,
    /// Where it stands.
    pub state: StateName,
    /// How it stands at the agency that handles it, where that is another one.
    pub state_there: Option<StateName>,
    /// The same as portals know it.
    pub status: StatusView,
    /// Mã hồ sơ.
    pub code: Option<String>,
    /// Mã thủ tục.
    pub procedure_code: Option<String>,
    /// Tên thủ tục.
    pub procedure_name: Option<String>,
    /// Lĩnh vực.
    pub field: Option<String>,
    /// How it came.
    pub channel: Channel,
    /// Nội dung yêu cầu.
    pub request: String,
    /// Chủ hồ sơ.
    pub owner: String,
    /// Who has it in hand.
    pub desk: Option<HolderView>,
    /// Tên bước.
    pub step: Option<String>,
    /// When it reached the office.
    pub reached_at: DateTime<Utc>,
    /// When it was received.
    pub received_at: Option<DateTime<Utc>>,
    /// Hạn hiện tại.
    pub due: Option<DateTime<Utc>>,
    /// Whether its clock rests while the citizen has something to do.
    pub rests: bool,
    /// Whether its date is past, while it is still handled.
    pub overdue: bool,
    /// How near the date of the whole is, while it runs.
    pub colour: Option<Colour>,
    /// How near that of the step is, while it runs.
    pub step_colour: Option<Colour>,
    /// How it was closed: `early`, `in_time`, `late`, `untimed`, `withdrawn` or `stopped`; `forwarded` where another agency handles it.
    pub closing: Option<String>,
    /// When.
    pub closed_at: Option<DateTime<Utc>>,
}

impl DossierLineView {
    /// A line as it is shown now.
    pub fn of(heading: &DossierHeading, directory: &Directory, calendar: &OfficeCalendar, now: UtcTime) -> Self {
        let state = StateName::parse(&heading.state).unwrap_or(StateName::Registered);
        let there = heading.state_there.as_deref().and_then(StateName::parse);
        let runs = state.is_running() && !heading.rests;
        let whole = heading.received_at().zip(heading.due()).filter(|_| runs);
        let unit = heading.at_desk().and_then(|desk| unit_of(desk, directory));
        let of_step = calendar.of_unit(unit, directory);
        let overdue = state.is_running() && !heading.rests && heading.due().is_some_and(|due| due < now);
        Self {
            id: heading.id(),
            version: heading.version(),
            state,
            state_there: there,
            status: Status::of(there.unwrap_or(state)).into(),
            code: heading.code.clone(),
            procedure_code: heading.procedure_code.clone(),
            procedure_name: heading.procedure_name.clone(),
            field: heading.field.clone(),
            channel: Channel::parse(&heading.channel).unwrap_or(Channel::Counter),
            request: heading.request.clone(),
            owner: heading.owner.clone(),
            desk: heading.desk().map(|desk| HolderView::of_desk(desk, directory)),
            step: heading.step.clone(),
            reached_at: heading.reached_at(),
            received_at: heading.received_at(),
            due: heading.due(),
            rests: heading.rests,
            overdue,
            colour: whole.map(|(from, due)| Colour::of(from, due, now, calendar.agency())),
            step_colour: heading.step_time().map(|(from, due)| Colour::of(from, due, now, of_step)),
            closing: heading.closing.clone(),
            closed_at: heading.closed_at(),
        }
    }
}
