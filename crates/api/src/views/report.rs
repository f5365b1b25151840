//! The figures of documents: each with the query that lists its documents.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use office::{
    domain::{
        DepartmentId, UtcTime,
        figures::{Figures, Grouping, Way},
    },
    figures::Dashboard,
    reports::{name_of, step_name},
};
use serde::Serialize;
use url::form_urlencoded;
use utoipa::ToSchema;

use super::PersonRef;
use crate::routes::reports::By;

/// A figure.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DocumentFigure)]
pub struct FigureView {
    /// How many.
    pub count: i64,
    /// Where they are listed as they now stand. Figures that were frozen do not follow what changed later; the list does.
    pub documents: String,
}

/// The figures of a part. They add up: carried over + received = done (early, in time, late, untimed) + ended + running.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DocumentFigures)]
pub struct FiguresView {
    /// Tồn kỳ trước.
    pub carried_over: FigureView,
    /// Tiếp nhận trong kỳ; of outgoing documents, begun.
    pub received: FigureView,
    /// Đã có ý kiến chỉ đạo trong kỳ; of incoming documents.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub directed: Option<FigureView>,
    /// Đã cấp số trong kỳ; of outgoing documents.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued: Option<FigureView>,
    /// Xong trước hạn.
    pub done_early: FigureView,
    /// Xong đúng hạn.
    pub done_in_time: FigureView,
    /// Xong quá hạn.
    pub done_late: FigureView,
    /// Xong, không tính hạn.
    pub done_untimed: FigureView,
    /// Kết thúc khác: sent back or recalled; cancelled or struck out.
    pub ended: FigureView,
    /// Đang xử lý: in hand now, or at the end of a time that is over.
    pub running: FigureView,
    /// Of these past their date.
    pub overdue: FigureView,
    /// Of these due within one working day; absent where the time is over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_soon: Option<FigureView>,
    /// Whether both sides are the same.
    pub adds_up: bool,
}

/// The figures of a part.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DocumentGroup)]
pub struct GroupView {
    /// Which: the type's code, the sender, the unit's or the person's id, the month; empty where nothing or nobody is named.
    pub key: String,
    /// In words.
    pub name: String,
    /// Its figures.
    #[serde(flatten)]
    pub figures: FiguresView,
}

/// How long documents were in a state which they left in the time.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DocumentStepTime)]
pub struct StepView {
    /// The state.
    pub state: String,
    /// In words.
    pub name: String,
    /// How often it was left.
    pub amount: i64,
    /// How many seconds they were in it on average, by the wall's clock.
    pub mean_seconds: i64,
}

/// The figures of one way.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DashboardSide)]
pub struct SideView {
    /// All together.
    pub total: FiguresView,
    /// By what was asked for.
    pub groups: Vec<GroupView>,
    /// How long documents were in each state; of one person there is none, for they are kept by units.
    pub steps: Vec<StepView>,
}

/// A unit, by id and name.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DashboardUnit)]
pub struct UnitView {
    /// Which.
    pub id: DepartmentId,
    /// Its name.
    pub name: String,
}

/// The figures of documents over a time.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Dashboard)]
pub struct DashboardView {
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day.
    pub until: NaiveDate,
    /// When it was counted.
    pub at: DateTime<Utc>,
    /// Of a week or a month that is over: when its figures were written. Later changes do not show in them. Absent where they are counted now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frozen_at: Option<DateTime<Utc>>,
    /// How many documents, of those that were there before there were counters, have yet to be counted; 0 but for a while after an upgrade.
    pub uncounted: i64,
    /// Of which unit; of all where neither this nor `person` is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub department: Option<UnitView>,
    /// Of whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonRef>,
    /// What the parts are told apart by.
    pub by: By,
    /// Văn bản đến.
    pub incoming: SideView,
    /// Văn bản đi.
    pub outgoing: SideView,
}

type Pair = (&'static str, String);

fn moment(at: UtcTime) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// Writes the queries of one way's lists, of one dashboard's time.
struct Lists<'a> {
    way: Way,
    dashboard: &'a Dashboard,
}

impl Lists<'_> {
    fn of(&self, pairs: impl IntoIterator<Item = Pair>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(self.whose().into_iter().chain(pairs));
        let place = match self.way {
            Way::Incoming => "incoming-documents",
            Way::Outgoing => "outgoing-documents",
        };
        format!("/api/v1/{place}?{}", query.finish())
    }

    fn officer(&self) -> &'static str {
        match self.way {
            Way::Incoming => "officer",
            Way::Outgoing => "drafter",
        }
    }

    fn whose(&self) -> Vec<Pair> {
        let whose = self.dashboard.whose;
        let unit = whose.department.map(|id| ("department", id.0.to_string()));
        unit.into_iter().chain(whose.person.map(|id| (self.officer(), id.0.to_string()))).collect()
    }

    /// What a part's documents are narrowed by; nothing where that says `whose` already.
    fn part(&self, by: Grouping, key: &str) -> Vec<Pair> {
        let whose = self.dashboard.whose;
        let (name, none) = match by {
            Grouping::Type => return vec![("document_type", key.to_owned())],
            Grouping::Sender => return vec![("author", key.to_owned())],
            Grouping::Unit if whose.department.is_some() => return Vec::new(),
            Grouping::Officer if whose.person.is_some() => return Vec::new(),
            Grouping::Unit => ("department", "no_department"),
            Grouping::Officer => (self.officer(), "no_officer"),
        };
        if key.is_empty() { vec![(none, "true".to_owned())] } else { vec![(name, key.to_owned())] }
    }

    fn figures(&self, figures: &Figures, part: &[Pair]) -> FiguresView {
        let time = &self.dashboard.time;
        let (amounts, stock) = (&figures.amounts, &figures.stock);
        let (from, until) = (time.from.to_string(), time.until.to_string());
        let figure = |count: i64, pairs: &[Pair]| FigureView {
            count,
            documents: self.of(part.iter().cloned().chain(pairs.iter().cloned())),
        };
        let between = |first: &'static str, last: &'static str| vec![(first, from.clone()), (last, until.clone())];
        let closed = |count: i64, outcome: &str| {
            let mut pairs = between("closed_from", "closed_until");
            pairs.push(("outcome", outcome.to_owned()));
            figure(count, &pairs)
        };
        let (begun, passed) = match self.way {
            Way::Incoming => (("received_from", "received_until"), ("directed_from", "directed_until")),
            Way::Outgoing => (("begun_from", "begun_until"), ("numbered_from", "numbered_until")),
        };
        let left = if time.is_present() { ("open", "true".to_owned()) } else { ("open_on", until.clone()) };
        let eve = time.from.pred_opt().unwrap_or(time.from);
        let late = ("due_before", moment(time.overdue_before()));
        let soon = [left.clone(), ("due_from", moment(time.now)), ("due_before", moment(time.soon))];
        let passed = |count: i64| Some(figure(count, &between(passed.0, passed.1)));
        FiguresView {
            carried_over: figure(stock.carried_over, &[("open_on", eve.to_string())]),
            received: figure(amounts.received, &between(begun.0, begun.1)),
            directed: if self.way == Way::Incoming { passed(amounts.directed) } else { None },
            issued: if self.way == Way::Outgoing { passed(amounts.issued) } else { None },
            done_early: closed(amounts.early, "early"),
            done_in_time: closed(amounts.in_time, "in_time"),
            done_late: closed(amounts.late, "late"),
            done_untimed: closed(amounts.untimed, "untimed"),
            ended: closed(amounts.ended, "ended"),
            running: figure(stock.left, std::slice::from_ref(&left)),
            overdue: figure(stock.overdue, &[left, late]),
            due_soon: time.is_present().then(|| figure(stock.due_soon, &soon)),
            adds_up: figures.add_up(),
        }
    }

    fn side(&self, by: Option<Grouping>, months: &[Dashboard]) -> SideView {
        let counts = &self.dashboard.counts;
        let total = self.figures(&counts.total(self.way), &[]);
        let groups = match by {
            // What goes out was sent by nobody.
            Some(Grouping::Sender) if self.way == Way::Outgoing => Vec::new(),
            Some(by) => {
                let all = counts.groups(self.way, by);
                let group = |key: String, figures: &Figures| GroupView {
                    name: name_of(by, &key, self.dashboard),
                    figures: self.figures(figures, &self.part(by, &key)),
                    key,
                };
                all.into_iter().map(|one| group(one.key, &one.figures)).collect()
            }
            None => months.iter().map(|month| self.month(month)).collect(),
        };
        let steps = counts.spent(self.way).into_iter().filter(|(_, spent)| spent.amount > 0);
        let steps = steps.map(|(state, spent)| StepView {
            name: step_name(self.way, &state),
            state,
            amount: spent.amount,
            mean_seconds: spent.seconds / spent.amount.max(1),
        });
        SideView { total, groups, steps: steps.collect() }
    }

    fn month(&self, month: &Dashboard) -> GroupView {
        let key = month.time.from.format("%Y-%m").to_string();
        let lists = Lists { way: self.way, dashboard: month };
        GroupView {
            name: month.time.from.format("Tháng %m năm %Y").to_string(),
            figures: lists.figures(&month.counts.total(self.way), &[]),
            key,
        }
    }
}

impl DashboardView {
    /// For a reader.
    pub fn of(dashboard: &Dashboard, by: By, grouping: Option<Grouping>, months: &[Dashboard]) -> Self {
        let snapshot = &dashboard.snapshot;
        let side = |way| Lists { way, dashboard }.side(grouping, months);
        let unit = |id: DepartmentId| UnitView {
            id,
            name: snapshot.organisation.departments.get(&id).map(|unit| unit.name.clone()).unwrap_or_default(),
        };
        Self {
            from: dashboard.time.from,
            until: dashboard.time.until,
            at: dashboard.time.now,
            frozen_at: dashboard.frozen_at,
            uncounted: dashboard.uncounted,
            department: dashboard.whose.department.map(unit),
            person: dashboard.whose.person.map(|id| PersonRef::of(id, &snapshot.directory)),
            by,
            incoming: side(Way::Incoming),
            outgoing: side(Way::Outgoing),
        }
    }
}
