//! Lists and minutes of case files on paper (Decree 30/2020, Articles 28 to 31, Appendix V): the year's list, what lies in a case file, what is handed over
//! to the archive and the minutes of it, what is to be disposed of.

use std::collections::BTreeMap;

use domain::{
    CaseFileId, PersonId, Refusal, Rule,
    access::case_file as rights,
    case_file::{CaseFile, CaseFileForm, Retention},
    organisation::Directory,
    written_day,
};
use serde_json::{Value, json};
use store::{Conn, StoreError, case_file as rows, organisation::AgencySnapshot};

use super::{CaseFileDetail, CaseFileFilter, CaseFileHeading, CaseFilePage};
use crate::{Office, OfficeError, agency::Caller};

const TEMPLATE: &str = "ho-so-luu-tru";
/// How many case files one list holds.
pub const MOST_PRINTED: usize = 1_000;

/// How the file of a form is called.
const fn stem(form: CaseFileForm) -> &'static str {
    match form {
        CaseFileForm::List => "danh-muc-ho-so",
        CaseFileForm::Inventory => "muc-luc-ho-so-nop-luu",
        CaseFileForm::Minutes => "bien-ban-giao-nhan-ho-so",
        CaseFileForm::Disposal => "danh-muc-ho-so-het-thoi-han",
    }
}

/// Who signs it, by hand.
const fn signers(form: CaseFileForm) -> &'static [&'static str] {
    match form {
        CaseFileForm::List => &["Người lập", "Người đứng đầu cơ quan"],
        CaseFileForm::Inventory => &["Người lập", "Người giao nộp"],
        CaseFileForm::Minutes => &["Đại diện bên giao", "Đại diện bên nhận"],
        CaseFileForm::Disposal => &["Người lập", "Người phê duyệt"],
    }
}

impl Office {
    /// Prints those case files of a list that the caller may see: its name and the PDF.
    ///
    /// # Errors
    /// [`Rule::TooManyCaseFiles`] where they are more than [`MOST_PRINTED`], and what printing says.
    pub async fn print_case_files(
        &self,
        caller: Caller,
        form: CaseFileForm,
        filter: CaseFileFilter,
    ) -> Result<(String, Vec<u8>), OfficeError> {
        let wanted = filter.state;
        if let Some(state) = wanted.filter(|state| !form.takes(*state)) {
            let refusal = Refusal::new(Rule::CaseFileFormState).at("/state");
            return Err(refusal.with("form", form.vietnamese()).with("state", state.vietnamese()).into());
        }
        let only = if let [one] = form.usual() { Some(*one) } else { None };
        let filter = CaseFileFilter { state: wanted.or(only), ..filter };
        let limit = i64::try_from(MOST_PRINTED + 1).unwrap_or(i64::MAX);
        let page = CaseFilePage { before: None, limit };
        let (snapshot, found) = self.case_files(caller, filter.clone(), page).await?;
        if found.len() > MOST_PRINTED {
            return Err(Refusal::new(Rule::TooManyCaseFiles).with("most", MOST_PRINTED).into());
        }
        let ids: Vec<CaseFileId> = found.iter().map(CaseFileHeading::id).collect();
        let read = move |conn: &mut Conn| rows::load_some(conn, caller.agency, &ids);
        let mut all: Vec<CaseFile> = self.db().read_long::<_, StoreError, _>(read).await?;
        // As they stand now, should one have been given to somebody else meanwhile, or have moved on.
        all.retain(|file| {
            let state = file.state().name();
            rights::may_see(file, caller.person, &snapshot.directory)
                && wanted.map_or_else(|| form.usual().contains(&state), |wanted| wanted == state)
        });
        let place = |file: &CaseFile| (file.facts().year, file.facts().symbol.to_string(), file.id());
        all.sort_by_cached_key(place);
        let today = self.today();
        let data = list(form, (&filter, &all), &snapshot, today);
        let name = format!("{}-{today}.pdf", stem(form));
        Ok((name, self.print(TEMPLATE, data).await?))
    }

    /// Prints mục lục văn bản, tài liệu of one case file: its name and the PDF. Of a document that the caller may not see there is its place.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`] where they may not see the case file, and what printing says.
    pub async fn print_case_file_contents(
        &self,
        caller: Caller,
        id: CaseFileId,
    ) -> Result<(String, Vec<u8>), OfficeError> {
        let detail = self.case_file(caller, id).await?;
        let name = format!("muc-luc-van-ban-{}.pdf", super::package::slug(detail.file.facts().symbol.as_str()));
        Ok((name, self.print(TEMPLATE, contents(&detail)).await?))
    }
}

/// The rows of mục lục văn bản trong hồ sơ (Appendix V): ordinal, number, date, type and subject, author, pages, remark.
pub(super) fn content_rows(detail: &CaseFileDetail) -> Vec<[String; 7]> {
    let types: BTreeMap<&str, &str> =
        detail.snapshot.types.iter().map(|row| (row.code.as_str(), row.name.as_str())).collect();
    // Behind a document whose pages are not known, or not shown, nobody can say where the next begins.
    let mut page = Some(0_u32);
    let mut all = Vec::new();
    for (ordinal, member, line) in detail.members() {
        let first = page.map(|page| page + 1);
        page = page.zip(member.pages.filter(|_| line.is_some())).map(|(page, own)| page + u32::from(own));
        let pages = match first.zip(page) {
            Some((first, last)) if last > first => format!("{first}-{last}"),
            Some((first, _)) => first.to_string(),
            None => String::new(),
        };
        let Some(line) = line.filter(|line| !line.secret) else {
            let why = if line.is_some() { SECRET } else { HIDDEN };
            let cell = |n: usize| match n {
                0 => ordinal.to_string(),
                3 => why.to_owned(),
                5 => pages.clone(),
                _ => String::new(),
            };
            all.push(std::array::from_fn(cell));
            continue;
        };
        let kind = types.get(line.type_code.as_str()).copied().unwrap_or(line.type_code.as_str());
        all.push([
            ordinal.to_string(),
            line.written.clone().unwrap_or_default(),
            line.issued_on.map(written_day).unwrap_or_default(),
            format!("{kind}: {}", line.subject.clone().unwrap_or_default()),
            line.author.clone(),
            pages,
            member.remark.as_ref().map(ToString::to_string).unwrap_or_default(),
        ]);
    }
    all
}

/// What stands in the place of a secret document: on no paper that a machine prints.
const SECRET: &str = "(văn bản mật, quản lý theo chế độ riêng)";
/// What stands in the place of a document that the reader may not see.
const HIDDEN: &str = "(văn bản người in không có quyền xem)";
/// What stands above the columns of [`content_rows`].
pub(super) const CONTENT_COLUMNS: [&str; 7] =
    ["STT", "Số, ký hiệu", "Ngày tháng", "Tên loại và trích yếu nội dung", "Tác giả", "Tờ/trang số", "Ghi chú"];

fn columns(all: &[(&str, Option<u8>)]) -> Value {
    let one = |(name, width): &(&str, Option<u8>)| match width {
        Some(millimetres) => json!({ "name": name, "millimetres": millimetres }),
        None => json!({ "name": name, "shares": 1 }),
    };
    Value::Array(all.iter().map(one).collect())
}

fn head(snapshot: &AgencySnapshot, today: chrono::NaiveDate) -> Value {
    json!({
        "agency": { "parent": snapshot.settings.one_stop.superior, "name": snapshot.directory.agency_name },
        "place": snapshot.settings.outgoing.place,
        "dated": today,
    })
}

fn with(mut data: Value, more: Value) -> Value {
    if let (Some(data), Value::Object(more)) = (data.as_object_mut(), more) {
        data.extend(more);
    }
    data
}

fn contents(detail: &CaseFileDetail) -> Value {
    let (file, directory) = (&detail.file, &detail.snapshot.directory);
    let facts = file.facts();
    let [ordinal, written, day, subject, author, pages, remark] = CONTENT_COLUMNS;
    let widths = [
        (ordinal, Some(12)),
        (written, Some(32)),
        (day, Some(24)),
        (subject, None),
        (author, Some(45)),
        (pages, Some(20)),
        (remark, Some(30)),
    ];
    let rows: Vec<Value> = content_rows(detail).iter().map(|cells| json!({ "cells": cells })).collect();
    let count = file.members().len();
    // How many pages a document has that one may not see is no more to be found out here than in its own line.
    let whole = detail.lines.iter().all(Option::is_some);
    let counted = file.pages().filter(|_| whole).map(|pages| format!(", {pages} trang")).unwrap_or_default();
    with(
        head(&detail.snapshot, detail.today),
        json!({
            "title": "Mục lục văn bản, tài liệu",
            "about": [
                format!("Hồ sơ số {}: {}", facts.symbol, facts.title),
                format!("Người lập hồ sơ: {}", name_of(directory, facts.keeper)),
            ],
            "columns": columns(&widths),
            "rows": rows,
            "after": [format!("Mục lục này gồm {count} văn bản, tài liệu{counted}.")],
            "signers": [{ "title": "Người lập hồ sơ", "name": name_of(directory, facts.keeper) }],
        }),
    )
}

fn name_of(directory: &Directory, person: PersonId) -> String {
    directory.people.get(&person).map(|person| person.name.clone()).unwrap_or_default()
}

/// From when to when its documents are, as far as it is known.
fn time(file: &CaseFile) -> String {
    let from = file.state().opening().map(|opening| written_day(opening.started_on));
    let until = file.state().closing().map(|closing| written_day(closing.ended_on));
    match (from, until) {
        (Some(from), Some(until)) => format!("{from} – {until}"),
        (Some(from), None) => format!("từ {from}"),
        _ => String::new(),
    }
}

fn list(
    form: CaseFileForm,
    (filter, files): (&CaseFileFilter, &[CaseFile]),
    snapshot: &AgencySnapshot,
    today: chrono::NaiveDate,
) -> Value {
    use CaseFileForm as F;
    let directory = &snapshot.directory;
    let retention = |file: &CaseFile| file.facts().retention.vietnamese();
    let pages = |file: &CaseFile| file.pages().map(|pages| pages.to_string()).unwrap_or_default();
    let remark = |file: &CaseFile| file.facts().remark.as_ref().map(ToString::to_string).unwrap_or_default();
    let widths: &[(&str, Option<u8>)] = match form {
        F::List => &[
            ("Số và ký hiệu hồ sơ", Some(32)),
            ("Đề mục và tiêu đề hồ sơ", None),
            ("Thời hạn bảo quản", Some(28)),
            ("Người lập hồ sơ", Some(48)),
            ("Ghi chú", Some(32)),
        ],
        F::Inventory | F::Minutes => &[
            ("STT", Some(12)),
            ("Số, ký hiệu hồ sơ", Some(32)),
            ("Tiêu đề hồ sơ", None),
            ("Thời gian tài liệu", Some(45)),
            ("Thời hạn bảo quản", Some(28)),
            ("Số tờ/trang", Some(20)),
            ("Ghi chú", Some(32)),
        ],
        F::Disposal => &[
            ("STT", Some(12)),
            ("Số, ký hiệu hồ sơ", Some(32)),
            ("Tiêu đề hồ sơ", None),
            ("Thời gian tài liệu", Some(45)),
            ("Thời hạn bảo quản", Some(28)),
            ("Bảo quản đến hết ngày", Some(28)),
            ("Lý do đề nghị hủy", Some(48)),
        ],
    };
    let row = |(n, file): (usize, &CaseFile)| {
        let facts = file.facts();
        let mut cells = vec![facts.symbol.to_string(), facts.title.to_string()];
        if form != F::List {
            cells.insert(0, (n + 1).to_string());
        }
        match form {
            F::List => cells.extend([retention(file), name_of(directory, facts.keeper), remark(file)]),
            F::Inventory | F::Minutes => cells.extend([time(file), retention(file), pages(file), remark(file)]),
            F::Disposal => {
                let ends = file.retention_ends().map(written_day).unwrap_or_default();
                let why = file.state().proposed().map(|said| said.reason.to_string()).unwrap_or_default();
                cells.extend([time(file), retention(file), ends, why]);
            }
        }
        json!({ "cells": cells })
    };
    let rows: Vec<Value> = files.iter().enumerate().map(row).collect();
    let count = files.len();
    let permanent = files.iter().filter(|file| matches!(file.facts().retention, Retention::Permanent)).count();
    let sum: u32 = files.iter().filter_map(CaseFile::pages).sum();
    let counted = match form {
        F::List => format!(
            "Danh mục này có {count} hồ sơ, bao gồm {permanent} hồ sơ bảo quản vĩnh viễn, {} hồ sơ bảo quản có thời hạn.",
            count - permanent
        ),
        F::Disposal => format!("Danh mục này có {count} hồ sơ."),
        F::Inventory => format!(
            "Mục lục này gồm {count} hồ sơ ({permanent} hồ sơ bảo quản vĩnh viễn, {} hồ sơ bảo quản có thời hạn), {sum} trang.",
            count - permanent
        ),
        F::Minutes => format!("Tổng số: {count} hồ sơ, {sum} trang. Tình trạng tài liệu giao nộp: ……………………………………………"),
    };
    let (mut before, mut after) = (Vec::new(), vec![counted]);
    if form == F::Minutes {
        before = vec![
            "Bên giao (cá nhân, đơn vị giao nộp hồ sơ, tài liệu): ………………………………………………………………………".to_owned(),
            "Bên nhận (Lưu trữ cơ quan): ………………………………………………………………………………………………".to_owned(),
            "Hai bên thống nhất giao nhận hồ sơ, tài liệu như sau:".to_owned(),
        ];
        after.push("Biên bản này được lập thành hai bản; bên giao giữ một bản, bên nhận giữ một bản.".to_owned());
    }
    let department = filter.department.and_then(|id| directory.departments.get(&id));
    let about: Vec<String> = department
        .map(|department| format!("Đơn vị: {}", department.name))
        .into_iter()
        .chain(filter.year.map(|year| format!("Năm {year}")))
        .collect();
    let signers: Vec<Value> = signers(form).iter().map(|title| json!({ "title": title })).collect();
    with(
        head(snapshot, today),
        json!({
            "title": form.vietnamese(),
            "about": about,
            "before": before,
            "columns": columns(widths),
            "rows": rows,
            "after": after,
            "signers": signers,
        }),
    )
}
