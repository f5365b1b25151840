//! Rows into commands: what the file says and the organisation doesn't have yet.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::{
    DepartmentCode, EmailAddress, InputFault, Known, Label, Username, fold,
    organisation::{
        ChangeDepartment, ChangePerson, CreateDepartment, CreatePerson, EndDepartment, EndPosition, EndRole,
        GivePosition, GrantRole, Organisation, OrganisationCommand as Command, Position, Post, Role, Validity,
    },
};

use super::{Column, Kind, Planned, Problem, Table};

/// Makes commands of the tables. Rows that can't be read are problems; the others are planned all the same, so that everything
/// that is wrong is told at once.
pub fn plan(tables: &[Table], organisation: &Organisation, today: NaiveDate) -> (Vec<Planned>, Vec<Problem>) {
    let mut planner =
        Planner { tables, organisation, today, planned: Vec::new(), ends: Vec::new(), problems: Vec::new() };
    planner.departments();
    planner.people();
    (planner.planned, planner.problems)
}

struct Planner<'a> {
    tables: &'a [Table],
    organisation: &'a Organisation,
    today: NaiveDate,
    planned: Vec<Planned>,
    ends: Vec<(Row<'a>, EndDepartment)>,
    problems: Vec<Problem>,
}

/// A row of one of the tables.
#[derive(Debug, Clone, Copy)]
struct Row<'a> {
    table: &'a Table,
    at: (usize, usize),
}

impl<'a> Row<'a> {
    fn cell(self, column: Column) -> Option<&'a str> {
        self.table.cell(self.at.1, column)
    }
}

/// A department as a row has it.
struct DepartmentRow<'a> {
    row: Row<'a>,
    code: DepartmentCode,
    name: Label,
    parent: Option<Known>,
    order: Option<i32>,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
}

/// A day as people write it: 05/03/2026, 5-3-2026 or 2026-03-05.
fn day(text: &str) -> Option<NaiveDate> {
    let text = text.split([' ', 'T']).next().unwrap_or(text);
    ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(text, form).ok())
        .filter(|day| domain::is_of_our_time(*day))
}

impl<'a> Planner<'a> {
    fn rows(&self, kind: Kind) -> Vec<Row<'a>> {
        let tables: &'a [Table] = self.tables;
        let of_kind = tables.iter().enumerate().filter(|(_, table)| table.kind == kind);
        of_kind.flat_map(|(n, table)| (0..table.len()).map(move |row| Row { table, at: (n, row) })).collect()
    }

    fn problem(&mut self, row: Row<'_>, column: Column, vi: impl Into<String>, en: impl Into<String>) {
        self.problems.push(Problem::new(row.table.place(row.at.1, Some(column)), vi, en));
    }

    fn push(&mut self, row: Row<'_>, command: Command) {
        let (table, row) = row.at;
        self.planned.push(Planned { command, table, row });
    }

    /// Reads a cell; what is wrong with it is told.
    fn read<T>(&mut self, row: Row<'_>, column: Column, read: impl Fn(&str) -> Result<T, InputFault>) -> Option<T> {
        let text = row.cell(column)?;
        match read(text) {
            Ok(value) => Some(value),
            Err(fault) => {
                let words = fault.words();
                self.problem(row, column, words.vi, words.en);
                None
            }
        }
    }

    /// Reads a cell that must not be empty.
    fn need<T>(&mut self, row: Row<'_>, column: Column, read: impl Fn(&str) -> Result<T, InputFault>) -> Option<T> {
        if row.cell(column).is_none() {
            self.problem(row, column, "Không được để trống.", "It must not be empty.");
            return None;
        }
        self.read(row, column, read)
    }

    fn day(&mut self, row: Row<'_>, column: Column) -> Option<NaiveDate> {
        let text = row.cell(column)?;
        let found = day(text);
        if found.is_none() {
            self.problem(
                row,
                column,
                format!("“{text}” không phải ngày; viết như 05/03/2026."),
                format!("“{text}” is not a day; write it as 05/03/2026."),
            );
        }
        found
    }

    fn order(&mut self, row: Row<'_>) -> Option<i32> {
        let text = row.cell(Column::Order)?;
        let found = text.parse().ok();
        if found.is_none() {
            self.problem(
                row,
                Column::Order,
                format!("“{text}” không phải số nguyên."),
                format!("“{text}” is not a whole number."),
            );
        }
        found
    }

    fn departments(&mut self) {
        let mut read: Vec<DepartmentRow<'_>> = Vec::new();
        let mut codes: BTreeSet<String> = BTreeSet::new();
        for row in self.rows(Kind::Departments) {
            let code = self.need(row, Column::Department, DepartmentCode::new);
            let name = self.need(row, Column::DepartmentName, Label::new);
            let parent = self.read(row, Column::Parent, Known::new);
            let order = self.order(row);
            let (from, until) = (self.day(row, Column::From), self.day(row, Column::Until));
            let (Some(code), Some(name)) = (code, name) else { continue };
            if codes.insert(code.to_string()) {
                read.push(DepartmentRow { row, code, name, parent, order, from, until });
            } else {
                self.problem(
                    row,
                    Column::Department,
                    format!("Mã “{code}” có ở hai dòng."),
                    format!("The code “{code}” stands in two rows."),
                );
            }
        }
        // Those whose parent is further down wait for it.
        let mut known: BTreeSet<String> = self.organisation.departments.values().map(|d| d.code.clone()).collect();
        while !read.is_empty() {
            let waits = |d: &DepartmentRow<'_>| {
                d.parent.as_ref().is_some_and(|p| codes.contains(p.as_str()) && !known.contains(p.as_str()))
            };
            let (ready, waiting): (Vec<_>, Vec<_>) = read.into_iter().partition(|d| !waits(d));
            // A circle is the domain's to refuse: each is planned as it stands.
            let (now, later) = if ready.is_empty() { (waiting, Vec::new()) } else { (ready, waiting) };
            known.extend(now.iter().map(|d| d.code.to_string()));
            for department in now {
                self.department(department);
            }
            read = later;
        }
        // What ends, ends when all are there: the parts before the whole, which was made before them.
        while let Some((row, end)) = self.ends.pop() {
            self.push(row, Command::EndDepartment(end));
        }
    }

    fn department(&mut self, wanted: DepartmentRow<'a>) {
        let DepartmentRow { row, code, name, parent, order, from, until } = wanted;
        let Ok(known) = Known::new(code.as_str()) else { return };
        let there = self.organisation.find_department(&known).cloned();
        match &there {
            None => {
                self.push(row, Command::CreateDepartment(CreateDepartment { code, name, parent, order, from }));
            }
            Some(there) => {
                let is_parent = |p: &Known| self.organisation.find_department(p).map(|d| d.id) == there.parent;
                let change = ChangeDepartment {
                    department: known.clone(),
                    code: None,
                    name: (there.name != name.as_str()).then_some(name),
                    parent: parent.filter(|p| !is_parent(p) || there.parent.is_none()).map(Some),
                    order: order.filter(|order| *order != there.order),
                };
                if change.name.is_some() || change.parent.is_some() || change.order.is_some() {
                    self.push(row, Command::ChangeDepartment(change));
                }
            }
        }
        if let Some(until) = until
            && there.is_none_or(|there| there.validity.until() != Some(until))
        {
            self.ends.push((row, EndDepartment { department: known, until, successor: None }));
        }
    }

    fn people(&mut self) {
        let mut order: Vec<String> = Vec::new();
        let mut rows: BTreeMap<String, Vec<Row<'_>>> = BTreeMap::new();
        for row in self.rows(Kind::People) {
            let Some(username) = self.need(row, Column::Username, Username::new) else { continue };
            let name = username.as_str().to_owned();
            if !rows.contains_key(&name) {
                order.push(name.clone());
            }
            rows.entry(name).or_default().push(row);
        }
        for username in order {
            if let Some(rows) = rows.remove(&username) {
                self.person(&username, &rows);
            }
        }
    }

    fn person(&mut self, username: &str, rows: &[Row<'_>]) {
        let Some(first) = rows.first().copied() else { return };
        let (Ok(known), Ok(username)) = (Known::new(username), Username::new(username)) else { return };
        // Further rows of a person give further positions; what they repeat must be the same.
        for row in rows.iter().skip(1) {
            for column in [Column::Name, Column::Title, Column::Email] {
                if let (Some(here), before) = (row.cell(column), first.cell(column))
                    && before.is_none_or(|before| domain::composed(before) != domain::composed(here))
                {
                    let before = before.unwrap_or("");
                    self.problem(
                        *row,
                        column,
                        format!("Khác với dòng trước của cùng người (“{before}”); để trống hoặc ghi như nhau."),
                        format!(
                            "It differs from this person's row before (“{before}”); leave it empty or write the same."
                        ),
                    );
                }
            }
        }
        let there = self.organisation.find_person(&known).cloned();
        let name = self.need(first, Column::Name, Label::new);
        let title = match there {
            // What is left empty stays.
            Some(_) => self.read(first, Column::Title, Label::new),
            None => self.need(first, Column::Title, Label::new),
        };
        let email = self.read(first, Column::Email, EmailAddress::new);
        let days: Vec<(Option<NaiveDate>, Option<NaiveDate>)> =
            rows.iter().map(|row| (self.day(*row, Column::From), self.day(*row, Column::Until))).collect();
        let mut exists = true;
        match &there {
            None => {
                let from = days.iter().map(|(from, _)| from.unwrap_or(self.today)).min();
                // What hangs on somebody who can't be made is not planned.
                exists = name.is_some() && title.is_some();
                if let (Some(name), Some(title)) = (name, title) {
                    let (positions, roles) = (Vec::new(), Vec::new());
                    let new = CreatePerson { username, name, title, email, from, positions, roles };
                    self.push(first, Command::CreatePerson(new));
                }
            }
            Some(there) => {
                let change = ChangePerson {
                    person: known.clone(),
                    username: None,
                    name: name.filter(|name| there.name != name.as_str()),
                    title: title.filter(|title| there.title != title.as_str()),
                    email: email.filter(|email| there.email.as_ref() != Some(email)).map(Some),
                };
                if change.name.is_some() || change.title.is_some() || change.email.is_some() {
                    self.push(first, Command::ChangePerson(change));
                }
            }
        }
        for (row, (from, until)) in rows.iter().zip(days) {
            let before = self.planned.len();
            self.position(*row, &known, from, until);
            self.roles(*row, &known, from, until);
            if !exists {
                self.planned.truncate(before);
            }
            let gives = [Column::Department, Column::Roles].into_iter().any(|c| row.cell(c).is_some());
            if until.is_some() && !gives {
                self.problem(
                    *row,
                    Column::Until,
                    "“Đến ngày” là ngày cuối của vị trí hoặc vai trò ở dòng này, mà dòng này không có.",
                    "“Đến ngày” is the last day of this row's position or role, and the row has none.",
                );
            }
        }
    }

    fn position(&mut self, row: Row<'_>, person: &Known, from: Option<NaiveDate>, until: Option<NaiveDate>) {
        let department = self.read(row, Column::Department, Known::new);
        let post = row.cell(Column::Post).map(|text| (text, post(text)));
        let (department, post) = match (department, post) {
            (Some(department), Some((_, Some(post)))) => (department, post),
            // Whoever has no special place there is an officer.
            (Some(department), None) => (department, Post::Officer),
            (None, None) => return,
            (None, Some(_)) => {
                if row.cell(Column::Department).is_none() {
                    self.problem(
                        row,
                        Column::Department,
                        "Cần mã phòng, ban cho vị trí này.",
                        "The department's code is needed.",
                    );
                }
                return;
            }
            (_, Some((text, None))) => {
                let known = Post::ALL.map(Post::vietnamese).join(", ");
                self.problem(
                    row,
                    Column::Post,
                    format!("Không có vị trí “{text}”. Dùng một trong: {known}."),
                    format!("There is no post “{text}”. Known: {known}."),
                );
                return;
            }
        };
        // What is over by the file was held on its last day.
        let begins = from.unwrap_or_else(|| until.map_or(self.today, |until| until.min(self.today)));
        let there = self.organisation.find_department(&department).zip(self.organisation.find_person(person));
        let held = there.and_then(|(department, person)| {
            let same = |p: &&Position| p.department == department.id && p.post == post && p.validity.holds_on(begins);
            person.positions.iter().find(same).map(|p| p.validity)
        });
        let person = person.clone();
        match held {
            None => self.push(row, Command::GivePosition(GivePosition { person, department, post, from, until })),
            Some(held) => {
                self.last_day(row, held, until, |until| {
                    Command::EndPosition(EndPosition { person, department, until })
                });
            }
        }
    }

    /// What is held already may end sooner by the file; that it ends later is another term, which begins behind it.
    fn last_day(
        &mut self,
        row: Row<'_>,
        held: Validity,
        until: Option<NaiveDate>,
        end: impl FnOnce(NaiveDate) -> Command,
    ) {
        match (held.until(), until) {
            (_, None) => {}
            (Some(last), Some(until)) if last == until => {}
            (Some(last), Some(until)) if last < until => {
                let last = last.format("%d/%m/%Y");
                self.problem(
                    row,
                    Column::Until,
                    format!("Đã có đến ngày {last}; để kéo dài, ghi một dòng khác bắt đầu sau ngày đó."),
                    format!("It is held until {last}; to prolong it, write another row that begins after that day."),
                );
            }
            (_, Some(until)) => self.push(row, end(until)),
        }
    }

    fn roles(&mut self, row: Row<'_>, person: &Known, from: Option<NaiveDate>, until: Option<NaiveDate>) {
        // What is over by the file was held on its last day.
        let begins = from.unwrap_or_else(|| until.map_or(self.today, |until| until.min(self.today)));
        for text in row.cell(Column::Roles).unwrap_or_default().split([',', ';']).map(str::trim) {
            if text.is_empty() {
                continue;
            }
            let Some(role) = role(text) else {
                let known = Role::ALL.map(Role::vietnamese).join(", ");
                self.problem(
                    row,
                    Column::Roles,
                    format!("Không có vai trò “{text}”. Dùng: {known}."),
                    format!("There is no role “{text}”. Known: {known}."),
                );
                continue;
            };
            let held = self.organisation.find_person(person).and_then(|person| {
                person.roles.iter().find(|g| g.role == role && g.validity.holds_on(begins)).map(|g| g.validity)
            });
            let person = person.clone();
            match held {
                None => self.push(row, Command::GrantRole(GrantRole { person, role, from, until })),
                Some(held) => {
                    self.last_day(row, held, until, |until| Command::EndRole(EndRole { person, role, until }));
                }
            }
        }
    }
}

/// A post by its Vietnamese name or its name in the API.
fn post(text: &str) -> Option<Post> {
    let text = fold(text);
    Post::ALL.into_iter().find(|post| fold(post.vietnamese()) == text || post.as_str() == text)
}

/// A role by its Vietnamese name or its name in the API.
fn role(text: &str) -> Option<Role> {
    let text = fold(text);
    Role::ALL.into_iter().find(|role| fold(role.vietnamese()) == text || role.as_str() == text)
}
