//! The forms of the one-stop shop (Circular 03/2025/TT-VPCP, Mẫu 01 to 07), with what a dossier says.

use chrono::NaiveDate;
use domain::{
    By, DossierId, Refusal, Rule, access, day_in_vietnam,
    dossier::{
        Dossier, Judgement, Party, State,
        record::{WalkedStep, in_hand},
        state::{Charge, End, Extension, SupplementRequest},
    },
    organisation::{Directory, OneStopSettings},
    work::Desk,
};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use store::{Conn, dossier as rows, organisation::AgencySnapshot};

use super::{DossierDetail, public::look_up_path};
use crate::{
    Office, OfficeError,
    accesses::{Look, What},
    agency::Caller,
};

/// The forms of one dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Mẫu 01: Giấy tiếp nhận hồ sơ và hẹn trả kết quả.
    Receipt,
    /// Mẫu 02: Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ.
    Supplement,
    /// Mẫu 03: Phiếu từ chối tiếp nhận giải quyết hồ sơ.
    Refusal,
    /// Mẫu 04: Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết.
    Apology,
    /// Mẫu 05: Thông báo dừng giải quyết hồ sơ.
    Stop,
    /// Mẫu 06: Phiếu kiểm soát quá trình giải quyết hồ sơ.
    Control,
}

impl Form {
    /// The template that prints it.
    const fn template(self) -> &'static str {
        match self {
            Self::Receipt => "mau-01",
            Self::Supplement => "mau-02",
            Self::Refusal => "mau-03",
            Self::Apology => "mau-04",
            Self::Stop => "mau-05",
            Self::Control => "mau-06",
        }
    }
}

/// A form that was printed.
#[derive(Debug, Clone)]
pub struct Printed {
    /// A name for the file.
    pub name: String,
    /// The PDF.
    pub pdf: Vec<u8>,
}

/// The most lines of a book that are printed at once.
const MOST_LINES: i64 = 20_000;

impl Office {
    /// Prints a form of a dossier, as it stands. Of requests and extensions the latest, or the `nth` from 1.
    pub async fn dossier_form(
        &self,
        look: impl Into<Look>,
        id: DossierId,
        form: Form,
        nth: Option<usize>,
    ) -> Result<Printed, OfficeError> {
        let look = look.into();
        let detail = self.seen_dossier(look.by, id).await?;
        self.looked_at_dossier(look, &detail, What::Document).await?;
        let mut data = data_of(&detail, form, nth)?;
        if let (Form::Receipt, Some(code), Value::Object(data)) = (form, detail.dossier.code(), &mut data) {
            // The page opens with the code filled in; the secret stands beside it on the paper, and in no address.
            let agency = &detail.snapshot.organisation.agency;
            let base = self.0.parts.issuer.trim_end_matches('/');
            let page = format!("{base}{}", look_up_path(agency.code_on(self.today()), code));
            data.insert("qr".to_owned(), json!(page));
            data.insert("secret".to_owned(), json!(self.look_up_secret(&detail.dossier)));
        }
        let pdf = self.print(form.template(), data).await?;
        let named = detail.dossier.code().map_or_else(|| id.to_string(), ToString::to_string);
        Ok(Printed { name: format!("{}-{named}.pdf", form.template()), pdf })
    }

    /// Prints the book (Mẫu 07) of what was received from one day until another, both with.
    pub async fn dossier_book(
        &self,
        caller: Caller,
        (from, until): (NaiveDate, NaiveDate),
    ) -> Result<Printed, OfficeError> {
        let (snapshot, _) = self.caller(caller).await?;
        if !access::dossier::sees_agency(caller.person, &snapshot.directory) {
            return Err(Refusal::new(Rule::OneStopOnly).into());
        }
        let behind = until.succ_opt().unwrap_or(until);
        let span = (domain::midnight_in_vietnam(from), domain::midnight_in_vietnam(behind));
        let read = move |conn: &mut Conn| rows::received_in(conn, caller.agency, span, MOST_LINES + 1);
        let found = self.db().read_long(read).await?;
        if i64::try_from(found.len()).is_ok_and(|lines| lines > MOST_LINES) {
            return Err(Refusal::new(Rule::BookTooLong).with("max", MOST_LINES).into());
        }
        let settings = &snapshot.settings.one_stop;
        let lines: Vec<Value> = found.iter().map(|dossier| line_of(dossier, &snapshot.directory)).collect();
        let mut data = headed(&snapshot);
        data.insert("book".to_owned(), json!({ "year": chrono::Datelike::year(&from), "from": from, "to": until }));
        data.insert("rows".to_owned(), Value::Array(lines));
        data.insert("instrument".to_owned(), json!(settings.instrument));
        let pdf = self.print("mau-07", Value::Object(data)).await?;
        Ok(Printed { name: format!("mau-07-{from}-{until}.pdf"), pdf })
    }
}

/// Who issues the form, and where.
fn headed(snapshot: &AgencySnapshot) -> Map<String, Value> {
    let settings = &snapshot.settings.one_stop;
    let mut data = Map::new();
    // The one-stop shop stands under the agency; what the agency itself issues, under its superior.
    let agency = match &settings.centre {
        Some(centre) => json!({ "parent": snapshot.directory.agency_name, "name": centre }),
        None => json!({ "parent": settings.superior, "name": snapshot.directory.agency_name }),
    };
    data.insert("agency".to_owned(), agency);
    data.insert("place".to_owned(), json!(snapshot.settings.outgoing.place));
    data
}

/// The same of what the agency itself signs.
fn headed_by_agency(snapshot: &AgencySnapshot) -> Map<String, Value> {
    let mut data = headed(snapshot);
    let superior = &snapshot.settings.one_stop.superior;
    data.insert("agency".to_owned(), json!({ "parent": superior, "name": snapshot.directory.agency_name }));
    data
}

fn party(party: &Party) -> Value {
    json!({ "name": party.name, "address": party.address, "phone": party.phone, "email": party.email })
}

/// What every form says of a dossier.
fn about(detail: &DossierDetail, data: &mut Map<String, Value>) {
    let (dossier, settings) = (&detail.dossier, &detail.snapshot.settings.one_stop);
    let facts = dossier.facts();
    let procedure = match &facts.procedure {
        Some(procedure) => json!({ "code": procedure.code, "name": procedure.name }),
        None => json!({ "name": facts.request }),
    };
    data.insert("instrument".to_owned(), json!(settings.instrument));
    data.insert("code".to_owned(), json!(dossier.code()));
    data.insert("procedure".to_owned(), procedure);
    data.insert("request".to_owned(), json!(facts.request));
    data.insert("submitter".to_owned(), party(facts.contact()));
    if facts.submitter.is_some() {
        data.insert("owner".to_owned(), party(&facts.owner));
    }
    let received_at = dossier.state().acceptance().map(|acceptance| acceptance.at);
    data.insert("received_at".to_owned(), json!(received_at.unwrap_or(facts.reached_at)));
    if let Some(contact) = contact(settings, &detail.snapshot.directory) {
        data.insert("contact".to_owned(), contact);
    }
}

/// Whom a citizen asks.
fn contact(settings: &OneStopSettings, directory: &Directory) -> Option<Value> {
    if settings.phone.is_none() && settings.email.is_none() {
        return None;
    }
    let name = settings.centre.as_ref().map_or(directory.agency_name.as_str(), domain::Label::as_str);
    Some(json!({ "name": name, "phone": settings.phone, "email": settings.email }))
}

fn person(by: By, directory: &Directory) -> Value {
    let hand = by.substitute().unwrap_or_else(|| by.desk());
    json!({ "name": directory.people.get(&hand).map(|person| person.name.as_str()) })
}

/// Who signs for the agency: a title, and the name of whoever decided, where they lead it; otherwise a blank to sign on.
fn signer(by: By, directory: &Directory) -> Value {
    let decided = directory.people.get(&by.desk());
    match decided.filter(|person| person.is(domain::organisation::Role::Leader)) {
        Some(person) => json!({ "title": person.title, "name": person.name }),
        None => json!({ "title": "LÃNH ĐẠO CƠ QUAN" }),
    }
}

fn data_of(detail: &DossierDetail, form: Form, nth: Option<usize>) -> Result<Value, OfficeError> {
    let (dossier, directory) = (&detail.dossier, &detail.snapshot.directory);
    let mut data = match form {
        Form::Apology | Form::Stop => headed_by_agency(&detail.snapshot),
        _ => headed(&detail.snapshot),
    };
    about(detail, &mut data);
    let none = || OfficeError::from(Refusal::new(Rule::FormNotYet));
    let more = match form {
        Form::Receipt => receipt(detail).ok_or_else(none)?,
        Form::Supplement => {
            let all = dossier.past_requests().iter().chain(dossier.state().request());
            let all: Vec<&SupplementRequest> = all.collect();
            supplement(chosen(&all, nth).ok_or_else(none)?, directory)
        }
        Form::Refusal => match dossier.state() {
            State::Refused { end } => refusal(end, directory),
            _ => return Err(none()),
        },
        Form::Apology => {
            let all: Vec<&Extension> = dossier.extensions().iter().collect();
            apology(chosen(&all, nth).ok_or_else(none)?, directory)
        }
        Form::Stop => match dossier.state() {
            State::Stopped { end, .. } => stop(dossier, end, false, directory),
            State::Withdrawn { end, acceptance: Some(_) } => stop(dossier, end, true, directory),
            _ => return Err(none()),
        },
        Form::Control => control(dossier, directory).ok_or_else(none)?,
    };
    if let Value::Object(more) = more {
        data.extend(more);
    }
    Ok(Value::Object(data))
}

/// The `nth` of them from 1, or the last.
fn chosen<'a, T>(all: &[&'a T], nth: Option<usize>) -> Option<&'a T> {
    match nth {
        None => all.last().copied(),
        Some(nth) => all.get(nth.checked_sub(1)?).copied(),
    }
}

fn receipt(detail: &DossierDetail) -> Option<Value> {
    let (dossier, settings) = (&detail.dossier, &detail.snapshot.settings.one_stop);
    let (facts, acceptance) = (dossier.facts(), dossier.state().acceptance()?);
    let clock = acceptance.clock.as_ref();
    let components = facts.components.iter().filter(|one| one.at <= acceptance.at || facts.late_entry.is_some());
    let components = components.map(|one| {
        json!({ "name": one.name, "form_vi": capital(one.form.vietnamese()), "count": one.count, "note": one.note })
    });
    let fees = dossier.charges().iter().map(
        |charge: &Charge| json!({ "name": charge.name, "amount": charge.amount, "paid": charge.payment.is_some() }),
    );
    let year = chrono::Datelike::year(&day_in_vietnam(acceptance.at));
    Some(json!({
        "dated": day_in_vietnam(acceptance.at),
        "components": components.collect::<Vec<_>>(),
        "sets": facts.sets,
        "term_vi": clock.map(|clock| clock.term.words().vi),
        // What was promised first: the receipt was handed out then.
        "due_at": clock.map(|clock| clock.original),
        "return_place": settings.address,
        "return_way_vi": capital(facts.return_way.vietnamese()),
        "book": { "number": year.to_string(), "row": acceptance.row.to_string() },
        "fees": fees.collect::<Vec<_>>(),
        "receiver": person(acceptance.by, &detail.snapshot.directory),
    }))
}

fn supplement(request: &SupplementRequest, directory: &Directory) -> Value {
    let items = request.missing.iter().map(|missing| json!({ "content": missing.what, "guide": request.guide }));
    json!({
        "dated": day_in_vietnam(request.at),
        "items": items.collect::<Vec<_>>(),
        "reason": request.reason,
        "basis": request.basis,
        "supply_by": day_in_vietnam(request.until),
        "officer": person(request.by, directory),
    })
}

fn refusal(end: &End, directory: &Directory) -> Value {
    json!({ "dated": day_in_vietnam(end.at), "reason": end.reason, "basis": end.basis, "officer": person(end.by, directory) })
}

fn apology(extension: &Extension, directory: &Directory) -> Value {
    json!({
        "dated": day_in_vietnam(extension.at),
        "due_at": extension.from,
        "reason": extension.reason,
        "new_due_at": extension.to,
        "signer": signer(extension.by, directory),
    })
}

fn stop(dossier: &Dossier, end: &End, withdrawn: bool, directory: &Directory) -> Value {
    let stage = dossier.walked().last().map(|walked| format!("đã qua bước “{}”", walked.name));
    let stage = dossier.state().run().map(|run| format!("đang ở bước “{}”", run.name)).or(stage);
    json!({
        "dated": day_in_vietnam(end.at),
        "reason": end.reason,
        "basis": end.basis,
        "stage_vi": stage,
        "stopped_on": day_in_vietnam(end.at),
        "withdrawn_on": withdrawn.then(|| day_in_vietnam(end.at)),
        "money_vi": end.money,
        "signer": signer(end.by, directory),
    })
}

/// Whose desk it is, as it stands on the sheet.
fn hand(desk: Desk, officer: Option<domain::PersonId>, directory: &Directory) -> Value {
    use domain::assignment::Holder;
    let name_of = |id: domain::PersonId| directory.people.get(&id).map(|person| person.name.clone());
    let unit_of = |id: domain::DepartmentId| directory.departments.get(&id).map(|unit| unit.name.clone());
    let (unit, name) = match desk {
        Desk::Registry => (Some("Văn thư".to_owned()), None),
        Desk::OneStop => (Some("Bộ phận Một cửa".to_owned()), None),
        Desk::Holder(Holder::Department(id)) => (unit_of(id), None),
        Desk::Holder(Holder::Person(id)) => {
            let unit = directory.departments_of(Holder::Person(id)).into_iter().next().and_then(unit_of);
            let title = directory.people.get(&id).map(|person| person.title.clone());
            (unit.or(title), name_of(id))
        }
    };
    json!({ "unit": unit, "name": officer.and_then(name_of).or(name) })
}

const fn in_time(judgement: Judgement) -> Option<&'static str> {
    match judgement {
        Judgement::Early => Some("early"),
        Judgement::InTime => Some("on_time"),
        Judgement::Late => Some("late"),
        Judgement::Untimed => None,
    }
}

/// One line a handover: from each desk that it has gone through to the next.
fn control(dossier: &Dossier, directory: &Directory) -> Option<Value> {
    let state = dossier.state();
    let acceptance = state.acceptance()?;
    let after = |n: usize| -> Value {
        match dossier.walked().get(n + 1) {
            Some(next) => hand(next.desk, next.officer, directory),
            None => match state.run() {
                Some(run) => hand(in_hand(run), None, directory),
                None => hand(Desk::OneStop, None, directory),
            },
        }
    };
    let steps = dossier.walked().iter().enumerate().map(|(n, walked): (usize, &WalkedStep)| {
        json!({
            "from": hand(walked.desk, walked.officer, directory),
            "to": after(n),
            "at": walked.until,
            "result": in_time(walked.judgement),
            "note": walked.outcome,
        })
    });
    let lead = dossier.walked().iter().find_map(|walked| match walked.desk {
        Desk::Holder(_) => hand(walked.desk, None, directory).get("unit").cloned(),
        _ => None,
    });
    let supporting: Vec<Value> = dossier
        .consultations()
        .iter()
        .filter_map(|one| match (&one.of, one.holder()) {
            (_, Some(holder)) => hand(Desk::Holder(holder), None, directory).get("unit").cloned(),
            (domain::dossier::Consulted::Agency(name), None) => Some(json!(name)),
            _ => None,
        })
        .filter(|unit| !unit.is_null())
        .collect();
    Some(json!({
        "dated": day_in_vietnam(acceptance.at),
        "due_at": acceptance.clock.as_ref().map(|clock| clock.due),
        "lead": lead,
        "supporting": supporting,
        "steps": steps.collect::<Vec<_>>(),
    }))
}

/// A line of the book.
fn line_of(dossier: &Dossier, directory: &Directory) -> Value {
    let (facts, state) = (dossier.facts(), dossier.state());
    let acceptance = state.acceptance();
    let contact = facts.contact();
    let returned_at = match state {
        State::Returned { handing, .. } => Some(handing.at),
        _ => None,
    };
    let authority =
        dossier.walked().iter().map(|walked| walked.desk).chain(dossier.desk()).find_map(|desk| match desk {
            Desk::Holder(_) => hand(desk, None, directory).get("unit").cloned(),
            _ => None,
        });
    json!({
        "number": acceptance.map(|acceptance| acceptance.row.to_string()),
        "code": dossier.code(),
        "procedure": facts.procedure.as_ref().map_or_else(|| facts.request.to_string(), |one| one.name.to_string()),
        "sets": facts.sets,
        "name": contact.name,
        "address": contact.address,
        "phone": contact.phone,
        "authority": authority,
        "received_at": acceptance.map(|acceptance| acceptance.at),
        "due_at": acceptance.and_then(|acceptance| acceptance.clock.as_ref()).map(|clock| clock.due),
        "returned_at": returned_at,
        "return_way_vi": capital(facts.return_way.vietnamese()),
        "note": state.end().map(|_| capital(state.name().vietnamese())),
    })
}

/// With a capital at its beginning.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
