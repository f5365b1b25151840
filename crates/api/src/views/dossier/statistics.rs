//! The figures of the one-stop shop: each with the query that lists its dossiers.

use chrono::{DateTime, SecondsFormat, Utc};
use office::{
    domain::{
        PersonId, UtcTime,
        assignment::Holder,
        dossier::month::{Group, Grouping},
        organisation::Directory,
        work::Desk,
    },
    dossiers::statistics::{Colours, DeskCounts, Handed, Statistics},
};
use serde::Serialize;
use url::form_urlencoded;
use utoipa::ToSchema;

use crate::views::HolderView;

/// A figure.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DossierFigure)]
pub struct FigureView {
    /// How many.
    pub count: u64,
    /// Where they are listed as they now stand (`listDossiers`). Figures that were frozen do not follow what changed later; the list does.
    pub dossiers: String,
}

/// The figures of a part. They add up: carried over + received = done (early, in time, late, untimed) + running + overdue + resting +
/// withdrawn + stopped. What was received for others stands beside them.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DossierGroup)]
pub struct GroupView {
    /// Which: the field, the procedure's code, the channel; empty for all together.
    pub key: String,
    /// In words.
    pub name: String,
    /// Tồn kỳ trước.
    pub carried_over: FigureView,
    /// Tiếp nhận trong kỳ.
    pub received: FigureView,
    /// Giải quyết trước hạn.
    pub done_early: FigureView,
    /// Giải quyết đúng hạn.
    pub done_in_time: FigureView,
    /// Giải quyết quá hạn.
    pub done_late: FigureView,
    /// Giải quyết, không tính hạn.
    pub done_untimed: FigureView,
    /// Of those that were done: late by the date that would count without an extension: as rests have moved it.
    pub late_by_original: FigureView,
    /// Đang giải quyết, trong hạn.
    pub running: FigureView,
    /// Đang giải quyết, quá hạn.
    pub overdue: FigureView,
    /// Tạm dừng.
    pub resting: FigureView,
    /// Công dân rút.
    pub withdrawn: FigureView,
    /// Dừng giải quyết.
    pub stopped: FigureView,
    /// Tiếp nhận trong kỳ cho cơ quan khác: received for another agency, which counts it; in none of the others.
    pub for_others: FigureView,
    /// Whether both sides are the same.
    pub adds_up: bool,
}

/// How many have which colour.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DossierColours)]
pub struct ColoursView {
    /// Còn hạn.
    pub green: FigureView,
    /// Sắp đến hạn.
    pub yellow: FigureView,
    /// Quá hạn.
    pub red: FigureView,
    /// At rest, or without a term.
    pub none: FigureView,
}

/// How steps that were handed on in the time stood to their own. They are counted by steps: a dossier may have gone over a desk twice.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DossierStepsHandedOn)]
pub struct HandedView {
    /// Before it.
    pub early: u64,
    /// In it.
    pub in_time: u64,
    /// After it.
    pub late: u64,
    /// Without one.
    pub untimed: u64,
}

/// The counters of a desk or an officer.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DossierDesk)]
pub struct DeskView {
    /// The desk's key, as `at` of `listDossiers` takes it.
    pub key: String,
    /// Whose.
    pub holder: HolderView,
    /// What is still handled there now.
    pub in_hand: FigureView,
    /// The same by how near the date of the whole is.
    pub by_total: ColoursView,
    /// The same by how near that of the step is.
    pub by_step: ColoursView,
    /// The steps that were handed on in the time.
    pub handed_on: HandedView,
}

/// The figures of the one-stop shop over a time.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DossierStatistics)]
pub struct StatisticsView {
    /// From then.
    pub from: DateTime<Utc>,
    /// Until before then.
    pub until: DateTime<Utc>,
    /// When it was counted; of what lies on desks, as it is now.
    pub at: DateTime<Utc>,
    /// Of a whole month that is over: when its figures were written. Later changes do not show in them. Absent where they are counted now.
    pub frozen_at: Option<DateTime<Utc>>,
    /// What the parts are told apart by.
    pub by: Grouping,
    /// All together.
    pub total: GroupView,
    /// By field, procedure or channel.
    pub groups: Vec<GroupView>,
    /// By desk or officer.
    pub desks: Vec<DeskView>,
}

/// Which time figures are of, and when they were counted.
#[derive(Clone, Copy)]
struct Time {
    from: UtcTime,
    until: UtcTime,
    at: UtcTime,
}

type Pair = (&'static str, String);

fn moment(at: UtcTime) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

fn query(pairs: impl IntoIterator<Item = Pair>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(pairs);
    format!("/api/v1/dossiers?{}", query.finish())
}

impl GroupView {
    fn of(group: &Group, part: Option<&'static str>, time: Time) -> Self {
        let figures = &group.figures;
        let of_part = || part.map(|name| (name, group.key.clone())).into_iter();
        let figure = |count: u64, pairs: Vec<Pair>| {
            let own = ("for_others", "false".to_owned());
            FigureView { count, dossiers: query(of_part().chain(pairs).chain([own])) }
        };
        let (from, until) = (moment(time.from), moment(time.until));
        let received = vec![("received_from", from.clone()), ("received_before", until.clone())];
        let for_others = received.clone().into_iter().chain([("for_others", "true".to_owned())]);
        let for_others = FigureView { count: figures.for_others, dossiers: query(of_part().chain(for_others)) };
        let closed = |closing: &str| {
            vec![
                ("closing", closing.to_owned()),
                ("received_before", until.clone()),
                ("closed_from", from.clone()),
                ("closed_before", until.clone()),
            ]
        };
        let open = |standing: &str| {
            let open_at = ("open_at", until.clone());
            vec![open_at, ("standing", standing.to_owned()), ("as_of", moment(time.at))]
        };
        let late = vec![
            ("late_by_original", "true".to_owned()),
            ("closed_from", from.clone()),
            ("closed_before", until.clone()),
        ];
        Self {
            key: group.key.clone(),
            name: group.name.clone(),
            carried_over: figure(figures.carried_over, vec![("open_at", from.clone())]),
            received: figure(figures.received, received),
            done_early: figure(figures.done_early, closed("early")),
            done_in_time: figure(figures.done_in_time, closed("in_time")),
            done_late: figure(figures.done_late, closed("late")),
            done_untimed: figure(figures.done_untimed, closed("untimed")),
            late_by_original: figure(group.late_by_original, late),
            running: figure(figures.running, open("running")),
            overdue: figure(figures.overdue, open("overdue")),
            resting: figure(figures.resting, open("resting")),
            withdrawn: figure(figures.withdrawn, closed("withdrawn")),
            stopped: figure(figures.stopped, closed("stopped")),
            for_others,
            adds_up: figures.add_up(),
        }
    }
}

impl ColoursView {
    /// Of a desk's clocks; `which` is the filter that lists those of a colour.
    fn of(colours: Colours, which: &'static str, place: &Pair) -> Self {
        let figure = |count: u64, colour: &str| {
            let pairs = [("running", "true".to_owned()), place.clone(), (which, colour.to_owned())];
            FigureView { count, dossiers: query(pairs) }
        };
        Self {
            green: figure(colours.green, "green"),
            yellow: figure(colours.yellow, "yellow"),
            red: figure(colours.red, "red"),
            none: figure(colours.none, "none"),
        }
    }
}

impl From<Handed> for HandedView {
    fn from(handed: Handed) -> Self {
        Self { early: handed.early, in_time: handed.in_time, late: handed.late, untimed: handed.untimed }
    }
}

impl DeskView {
    fn of(desk: Desk, place: &Pair, counts: DeskCounts, directory: &Directory) -> Self {
        let dossiers = query([("running", "true".to_owned()), place.clone()]);
        Self {
            key: desk.key(),
            holder: HolderView::of_desk(desk, directory),
            in_hand: FigureView { count: counts.in_hand, dossiers },
            by_total: ColoursView::of(counts.total, "colour", place),
            by_step: ColoursView::of(counts.step, "step_colour", place),
            handed_on: counts.handed.into(),
        }
    }

    fn of_officer(person: PersonId, counts: DeskCounts, directory: &Directory) -> Self {
        let desk = Desk::Holder(Holder::Person(person));
        Self::of(desk, &("person", person.0.to_string()), counts, directory)
    }
}

impl StatisticsView {
    /// For a reader.
    pub fn of(statistics: &Statistics, by: Grouping) -> Self {
        let counted = &statistics.counted;
        let time = Time { from: statistics.from, until: statistics.until, at: counted.at };
        let directory = &statistics.snapshot.directory;
        let (groups, part) = match by {
            Grouping::Field => (counted.counts.fields.as_slice(), "field"),
            Grouping::Procedure => (counted.counts.procedures.as_slice(), "procedure_code"),
            Grouping::Channel => (counted.counts.channels.as_slice(), "channel"),
            Grouping::Desk | Grouping::Officer => ([].as_slice(), ""),
        };
        let desks = match by {
            Grouping::Desk => {
                let all = statistics.desks.iter();
                all.map(|(desk, counts)| DeskView::of(*desk, &("at", desk.key()), *counts, directory)).collect()
            }
            Grouping::Officer => {
                let all = statistics.officers.iter();
                all.map(|(person, counts)| DeskView::of_officer(*person, *counts, directory)).collect()
            }
            _ => Vec::new(),
        };
        Self {
            from: time.from,
            until: time.until,
            at: time.at,
            frozen_at: counted.frozen_at,
            by,
            total: GroupView::of(&counted.counts.total(), None, time),
            groups: groups.iter().map(|group| GroupView::of(group, Some(part), time)).collect(),
            desks,
        }
    }
}
