//! What stands in the report: its tables, in the words of an office.

use domain::{
    figures::{Figures, Group, Grouping, Spent, Way},
    incoming, outgoing,
};

use crate::figures::Dashboard;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    /// A word.
    Text(String),
    /// A number.
    Number(i64),
    /// Tenths of a percent; nothing where there is nothing to be judged.
    Share(Option<i64>),
    /// Hours, in tenths.
    Hours(i64),
}

impl Cell {
    /// As it is printed.
    pub fn written(&self) -> String {
        let tenths = |value: i64| format!("{},{}", value.div_euclid(10), value.rem_euclid(10));
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Share(share) => share.map_or_else(|| "–".to_owned(), |share| format!("{}%", tenths(share))),
            Self::Hours(hours) => tenths(*hours),
        }
    }
}

pub(super) type Row = Vec<Cell>;

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    /// What it is about.
    pub title: &'static str,
    /// A short name, for a sheet.
    pub sheet: &'static str,
    /// Its columns.
    pub columns: &'static [&'static str],
    /// Its lines.
    pub rows: Vec<Row>,
    /// All together.
    pub total: Option<Row>,
}

const BY_UNIT: &[&str] = &[
    "Đơn vị",
    "Tồn kỳ trước",
    "Tiếp nhận",
    "Đã chỉ đạo",
    "Xong trước hạn",
    "Xong đúng hạn",
    "Xong quá hạn",
    "Xong, không hạn",
    "Kết thúc khác",
    "Còn lại",
    "Còn lại quá hạn",
    "Tỷ lệ đúng hạn",
];
const BY_TYPE: &[&str] = &[
    "Loại văn bản",
    "Tồn kỳ trước",
    "Tiếp nhận",
    "Đã chỉ đạo",
    "Xong trước hạn",
    "Xong đúng hạn",
    "Xong quá hạn",
    "Xong, không hạn",
    "Kết thúc khác",
    "Còn lại",
    "Còn lại quá hạn",
    "Tỷ lệ đúng hạn",
];
const OUT: &[&str] = &[
    "Đơn vị soạn thảo",
    "Tồn kỳ trước",
    "Dự thảo mới",
    "Đã cấp số",
    "Phát hành đúng hạn",
    "Phát hành quá hạn",
    "Phát hành, không hạn",
    "Kết thúc khác",
    "Còn lại",
    "Còn lại quá hạn",
    "Tỷ lệ đúng hạn",
];
const STEPS: &[&str] = &["Bước", "Văn bản", "Số lượt qua bước", "Thời gian trung bình (giờ)"];

/// How much of what had a date was done in it, in tenths of a percent.
fn in_time(figures: &Figures) -> Cell {
    let amounts = &figures.amounts;
    let good = amounts.early + amounts.in_time;
    let judged = good + amounts.late;
    Cell::Share((judged > 0).then(|| (good * 1000 + judged / 2) / judged))
}

fn incoming_row(name: String, figures: &Figures) -> Row {
    let (amounts, stock) = (&figures.amounts, &figures.stock);
    let numbers = [
        stock.carried_over,
        amounts.received,
        amounts.directed,
        amounts.early,
        amounts.in_time,
        amounts.late,
        amounts.untimed,
        amounts.ended,
        stock.left,
        stock.overdue,
    ];
    let numbers = numbers.into_iter().map(Cell::Number);
    std::iter::once(Cell::Text(name)).chain(numbers).chain([in_time(figures)]).collect()
}

fn outgoing_row(name: String, figures: &Figures) -> Row {
    let (amounts, stock) = (&figures.amounts, &figures.stock);
    let numbers = [
        stock.carried_over,
        amounts.received,
        amounts.issued,
        amounts.in_time + amounts.early,
        amounts.late,
        amounts.untimed,
        amounts.ended,
        stock.left,
        stock.overdue,
    ];
    let numbers = numbers.into_iter().map(Cell::Number);
    std::iter::once(Cell::Text(name)).chain(numbers).chain([in_time(figures)]).collect()
}

/// In words what a key of figures stands for.
pub fn name_of(by: Grouping, key: &str, dashboard: &Dashboard) -> String {
    let snapshot = &dashboard.snapshot;
    let id = key.parse::<uuid::Uuid>().ok();
    let known = match by {
        Grouping::Type => snapshot.types.iter().find(|row| row.code == key).map(|row| row.name.clone()),
        Grouping::Sender => (!key.is_empty()).then(|| key.to_owned()),
        Grouping::Unit => {
            id.and_then(|id| snapshot.organisation.departments.get(&id.into())).map(|unit| unit.name.clone())
        }
        Grouping::Officer => {
            id.and_then(|id| snapshot.organisation.people.get(&id.into())).map(|person| person.name.clone())
        }
    };
    known.unwrap_or_else(|| {
        match by {
            _ if !key.is_empty() => key,
            Grouping::Type => "Chưa rõ loại",
            Grouping::Sender => "Không có nơi gửi",
            Grouping::Unit => "Chưa giao đơn vị",
            Grouping::Officer => "Chưa giao người xử lý",
        }
        .to_owned()
    })
}

/// In the order in which an office names its units; what nobody has yet comes last.
fn in_order(groups: Vec<Group>, dashboard: &Dashboard) -> Vec<Group> {
    let order: Vec<String> = dashboard.snapshot.department_order.iter().map(|id| id.0.to_string()).collect();
    let mut groups = groups;
    groups.sort_by_key(|group| {
        let place = order.iter().position(|id| *id == group.key);
        (group.key.is_empty(), place.unwrap_or(usize::MAX), group.key.clone())
    });
    groups
}

/// All tables.
pub(super) fn of(dashboard: &Dashboard) -> Vec<Table> {
    let counts = &dashboard.counts;
    let rows = |way: Way, by: Grouping, row: fn(String, &Figures) -> Row| -> Vec<Row> {
        let groups = in_order(counts.groups(way, by), dashboard);
        groups.iter().map(|group| row(name_of(by, &group.key, dashboard), &group.figures)).collect()
    };
    let total = |way: Way, row: fn(String, &Figures) -> Row| Some(row("Tổng cộng".to_owned(), &counts.total(way)));
    vec![
        Table {
            title: "Văn bản đến theo đơn vị chủ trì",
            sheet: "Đến theo đơn vị",
            columns: BY_UNIT,
            rows: rows(Way::Incoming, Grouping::Unit, incoming_row),
            total: total(Way::Incoming, incoming_row),
        },
        Table {
            title: "Văn bản đến theo tên loại",
            sheet: "Đến theo loại",
            columns: BY_TYPE,
            rows: rows(Way::Incoming, Grouping::Type, incoming_row),
            total: total(Way::Incoming, incoming_row),
        },
        Table {
            title: "Văn bản đi theo đơn vị soạn thảo",
            sheet: "Đi theo đơn vị",
            columns: OUT,
            rows: rows(Way::Outgoing, Grouping::Unit, outgoing_row),
            total: total(Way::Outgoing, outgoing_row),
        },
        Table {
            title: "Thời gian trung bình ở mỗi bước",
            sheet: "Thời gian",
            columns: STEPS,
            rows: steps(dashboard),
            total: None,
        },
    ]
}

/// A state as an office calls it.
pub fn step_name(way: Way, step: &str) -> String {
    let known = match way {
        Way::Incoming => incoming::StateName::parse(step).map(incoming::StateName::vietnamese),
        Way::Outgoing => outgoing::StateName::parse(step).map(outgoing::StateName::vietnamese),
    };
    known.unwrap_or(step).to_owned()
}

fn steps(dashboard: &Dashboard) -> Vec<Row> {
    let row = |way: Way, step: &str, spent: Spent| {
        let which = match way {
            Way::Incoming => "đến",
            Way::Outgoing => "đi",
        };
        // Of a tenth of an hour there are 360 seconds.
        let mean = spent.seconds / spent.amount.max(1) / 360;
        let name = Cell::Text(step_name(way, step));
        vec![name, Cell::Text(which.to_owned()), Cell::Number(spent.amount), Cell::Hours(mean)]
    };
    let of = |way: Way| {
        let names: Vec<&str> = match way {
            Way::Incoming => incoming::StateName::ALL.into_iter().map(incoming::StateName::as_str).collect(),
            Way::Outgoing => outgoing::StateName::ALL.iter().map(|state| state.as_str()).collect(),
        };
        let spent = dashboard.counts.spent(way);
        let there = names.into_iter().filter_map(|step| Some((step, *spent.get(step)?)));
        there.map(|(step, spent)| row(way, step, spent)).collect::<Vec<Row>>()
    };
    Way::ALL.into_iter().flat_map(of).collect()
}

/// The report's first words.
pub(super) fn summary(dashboard: &Dashboard) -> Vec<String> {
    let (into, out) = (dashboard.counts.total(Way::Incoming), dashboard.counts.total(Way::Outgoing));
    let share = |figures: &Figures| in_time(figures).written();
    vec![
        format!(
            "Văn bản đến: tồn kỳ trước {}, tiếp nhận {}; đã giải quyết {} (trước hạn {}, đúng hạn {}, quá hạn {}, không tính hạn {}), kết \
             thúc khác {}; còn lại {}, trong đó quá hạn {}. Tỷ lệ giải quyết đúng hạn: {}.",
            into.stock.carried_over,
            into.amounts.received,
            into.done(),
            into.amounts.early,
            into.amounts.in_time,
            into.amounts.late,
            into.amounts.untimed,
            into.amounts.ended,
            into.stock.left,
            into.stock.overdue,
            share(&into),
        ),
        format!(
            "Văn bản đi: dự thảo mới {}, đã cấp số {}; đã phát hành {} (đúng hạn {}, quá hạn {}); còn lại {}, trong đó quá hạn {}.",
            out.amounts.received,
            out.amounts.issued,
            out.done(),
            out.amounts.early + out.amounts.in_time,
            out.amounts.late,
            out.stock.left,
            out.stock.overdue,
        ),
    ]
}
