//! The forms of the one-stop shop (Circular 03/2025/TT-VPCP, Mẫu 01 to 07), with what a dossier says.

use chrono::NaiveDate;
use domain::{
    By, DossierId, Refusal, Rule, access, day_in_vietnam,
    dossier::{
        Dossier, Happening, Party, State,
        state::{Charge, End, Extension, SupplementRequest},
    },
    organisation::{Directory, OneStopSettings},
    work::Desk,
};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use store::{Conn, dossier as rows, history, organisation::AgencySnapshot};

use super::{
    DossierDetail,
    public::look_up_path,
    there,
    walk::{self, Stopping},
};
use crate::{
    Office, OfficeError,
    accesses::{Look, What},
    agency::Asker,
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

/// How many lines a control sheet leaves for what is handed on by hand.
const BLANK_ROWS: u32 = 3;

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
        let agency = look.by.agency();
        let read = move |conn: &mut Conn| history::of_document(conn, agency, id.into(), 0, i64::MAX);
        let links = self.db().read(read).await?;
        let told: Vec<Happening> = links.iter().map(history::Link::dossier_happening).collect::<Result<_, _>>()?;
        let mut data = data_of(&detail, &told, form, nth)?;
        if let (Form::Receipt, Some(code), Value::Object(data)) = (form, detail.dossier.code(), &mut data) {
            // The page opens with the code filled in; the secret stands beside it on the paper, and in no address.
            let agency = &detail.snapshot.organisation.agency;
            let base = self.0.parts.issuer.trim_end_matches('/');
            let page = format!("{base}{}", look_up_path(agency.code_on(self.today()), code));
            data.insert("qr".to_owned(), json!(page));
            if let Some(secret) = &detail.look_up {
                data.insert("secret".to_owned(), json!(secret));
            }
        }
        let pdf = self.print(form.template(), data).await?;
        let named = detail.dossier.code().map_or_else(|| id.to_string(), ToString::to_string);
        Ok(Printed { name: format!("{}-{named}.pdf", form.template()), pdf })
    }

    /// Prints the book (Mẫu 07) of what was received from one day until another, both with. Whoever does has looked at each in it.
    pub async fn dossier_book(
        &self,
        look: impl Into<Look>,
        (from, until): (NaiveDate, NaiveDate),
    ) -> Result<Printed, OfficeError> {
        let look = look.into();
        let Asker::Person(caller) = look.by else { return Err(Refusal::new(Rule::PeopleOnly).into()) };
        let (snapshot, _) = self.caller(caller).await?;
        if access::dossier::prints_book_as(caller.person, &snapshot.directory).is_none() {
            return Err(Refusal::new(Rule::BookReaders).into());
        }
        if chrono::Datelike::year(&from) != chrono::Datelike::year(&until) {
            return Err(Refusal::new(Rule::BookOfTwoYears).at("/until").into());
        }
        let most = i64::try_from(self.limits().max_book_lines).unwrap_or(i64::MAX);
        let behind = until.succ_opt().unwrap_or(until);
        let span = (domain::midnight_in_vietnam(from), domain::midnight_in_vietnam(behind));
        let read = move |conn: &mut Conn| rows::received_in(conn, caller.agency, span, most.saturating_add(1));
        let found = self.db().read_long(read).await?;
        if i64::try_from(found.len()).is_ok_and(|lines| lines > most) {
            return Err(Refusal::new(Rule::BookTooLong).with("max", most).into());
        }
        let settings = &snapshot.settings.one_stop;
        // The book goes by its rows: what was entered later with its true time stands behind what was entered before it.
        let mut found = found;
        found.sort_by_key(|dossier| dossier.state().acceptance().map(|acceptance| acceptance.row));
        let lines: Vec<Value> = found.iter().map(|dossier| line_of(dossier, &snapshot.directory)).collect();
        let mut data = headed(&snapshot);
        data.insert("book".to_owned(), json!({ "year": chrono::Datelike::year(&from), "from": from, "to": until }));
        data.insert("rows".to_owned(), Value::Array(lines));
        data.insert("instrument".to_owned(), json!(settings.instrument));
        let pdf = self.print("mau-07", Value::Object(data)).await?;
        self.looked_at_book(look, &snapshot.directory, found.iter().map(|dossier| dossier.id().into())).await?;
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

fn data_of(
    detail: &DossierDetail,
    history: &[Happening],
    form: Form,
    nth: Option<usize>,
) -> Result<Value, OfficeError> {
    let (dossier, directory) = (&detail.dossier, &detail.snapshot.directory);
    // What another agency has told of what it asks and decides is printed here for the citizen: in that one's name.
    let competent = dossier.state().acceptance().and_then(|acceptance| acceptance.competent.as_ref());
    let competent = competent.filter(|_| dossier.there().is_some()).map(|agency| agency.name.as_str());
    let told = there::told(history);
    let mut data = match form {
        Form::Apology | Form::Stop => headed_by_agency(&detail.snapshot),
        _ => headed(&detail.snapshot),
    };
    if let (Form::Apology | Form::Stop, Some(name)) = (form, competent) {
        data.insert("agency".to_owned(), json!({ "name": name }));
        data.insert("received_by".to_owned(), json!(directory.agency_name));
        data.remove("place");
    }
    if let (Form::Supplement, Some(name)) = (form, competent) {
        data.insert("competent".to_owned(), json!(name));
    }
    about(detail, &mut data);
    // What the agency itself writes goes to whose dossier it is; what the desk hands over, to whoever stands there.
    let facts = dossier.facts();
    let reader = if matches!(form, Form::Apology | Form::Stop) { &facts.owner } else { facts.contact() }.salutation();
    data.insert("addressed_as".to_owned(), json!(reader.you()));
    if matches!(form, Form::Apology | Form::Stop) {
        data.insert("addressed_to".to_owned(), json!(reader.vietnamese()));
    }
    let none = || OfficeError::from(Refusal::new(Rule::FormNotYet));
    let more = match form {
        Form::Receipt => {
            let received = walk::as_received(dossier, history)?.ok_or_else(none)?;
            receipt(detail, &received).ok_or_else(none)?
        }
        Form::Supplement => {
            let all = dossier.past_requests().iter().chain(dossier.state().request());
            let all: Vec<&SupplementRequest> = all.collect();
            // Those from before it was sent on are this office's own.
            let own = all.len();
            let asked = chosen(&all, nth).filter(|_| nth.is_some() || told.wanted.is_empty());
            if let Some(request) = asked {
                supplement(dossier, request, directory)
            } else {
                let nth = nth.map(|nth| nth.saturating_sub(own));
                let wanted = chosen(&told.wanted, nth).ok_or_else(none)?;
                let hand = detail.reader.and_then(|reader| directory.people.get(&reader));
                there::supplement(dossier, wanted, &json!({ "name": hand.map(|hand| &hand.name) }))
            }
        }
        Form::Refusal => match dossier.state() {
            State::Refused { end } => refusal(end, directory),
            _ => return Err(none()),
        },
        Form::Apology => {
            let all: Vec<&Extension> = dossier.extensions().iter().collect();
            match chosen(&all, nth) {
                Some(extension) => apology(extension, directory),
                None => there::apology(dossier, chosen(&told.apologies, nth).ok_or_else(none)?).ok_or_else(none)?,
            }
        }
        Form::Stop => {
            let all = walk::stoppings(history);
            match chosen(&all, nth) {
                Some(stopping) => stop(stopping, directory),
                None => there::stop(chosen(&told.ended, nth).ok_or_else(none)?),
            }
        }
        Form::Control => {
            let steps = walk::hand_overs(dossier, history, directory);
            control(dossier, &steps, directory).ok_or_else(none)?
        }
    };
    if let Value::Object(more) = more {
        data.extend(more);
    }
    Ok(Value::Object(data))
}

/// The `nth` of them from 1, or the last.
fn chosen<T>(all: &[T], nth: Option<usize>) -> Option<&T> {
    match nth {
        None => all.last(),
        Some(nth) => all.get(nth.checked_sub(1)?),
    }
}

/// What was handed out then, whatever was brought or asked for since.
fn receipt(detail: &DossierDetail, received: &Dossier) -> Option<Value> {
    let (dossier, settings) = (received, &detail.snapshot.settings.one_stop);
    let (facts, acceptance) = (dossier.facts(), dossier.state().acceptance()?);
    let clock = acceptance.clock.as_ref();
    let components = facts.components.iter().map(|one| {
        let files: Vec<&str> = one.files.iter().map(|file| file.file.name.as_str()).collect();
        let words = one.note.iter().map(domain::Remark::as_str).chain(files).collect::<Vec<_>>().join("; ");
        json!({ "name": one.name, "form_vi": capital(one.form.vietnamese()), "count": one.count, "note": words })
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
        // The office that received it has handed the receipt out.
        "receiver": person(acceptance.by?, &detail.snapshot.directory),
        "competent": acceptance.competent.as_ref().map(|agency| &agency.name),
    }))
}

fn supplement(dossier: &Dossier, request: &SupplementRequest, directory: &Directory) -> Value {
    let items = request.missing.iter().map(|missing| json!({ "content": missing.what }));
    let acceptance = dossier.state().acceptance().filter(|acceptance| acceptance.at <= request.at);
    let rests = request.closed_at.is_none() && dossier.clock().is_some_and(domain::dossier::Clock::rests);
    json!({
        "dated": day_in_vietnam(request.at),
        // What is asked for before it was received has no code.
        "code": acceptance.map(|acceptance| &acceptance.code),
        "guide": request.guide,
        "paused_from": rests.then(|| day_in_vietnam(request.at)),
        "items": items.collect::<Vec<_>>(),
        "reason": request.reason,
        "basis": request.basis,
        "supply_by": day_in_vietnam(request.until),
        "officer": person(request.by, directory),
    })
}

fn refusal(end: &End, directory: &Directory) -> Value {
    json!({ "dated": day_in_vietnam(end.at), "reason": end.reason, "basis": end.basis, "officer": end.by.map(|by| person(by, directory)) })
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

fn stop(stopping: &Stopping, directory: &Directory) -> Value {
    let end = &stopping.end;
    json!({
        "dated": day_in_vietnam(end.at),
        "reason": end.reason,
        "basis": end.basis,
        "stage_vi": stopping.stage,
        "stopped_on": day_in_vietnam(end.at),
        "withdrawn_on": stopping.withdrawn.then(|| day_in_vietnam(end.at)),
        "money_vi": end.money,
        "signer": end.by.map_or_else(|| json!({ "title": "LÃNH ĐẠO CƠ QUAN" }), |by| signer(by, directory)),
    })
}

/// Whose desk it is, as it stands on the sheet.
pub(super) fn hand(desk: Desk, officer: Option<domain::PersonId>, directory: &Directory) -> Value {
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

fn unit_of(desk: Desk, directory: &Directory) -> Option<Value> {
    hand(desk, None, directory).get("unit").filter(|unit| !unit.is_null()).cloned()
}

/// What it goes along with, and one line each time that it went from hand to hand.
fn control(dossier: &Dossier, steps: &[Value], directory: &Directory) -> Option<Value> {
    let acceptance = dossier.state().acceptance()?;
    let desks = dossier.walked().iter().map(|walked| walked.desk).chain(dossier.state().run().map(|run| run.desk));
    let lead = desks.filter(|desk| matches!(desk, Desk::Holder(_))).find_map(|desk| unit_of(desk, directory));
    let supporting: Vec<Value> = dossier
        .consultations()
        .iter()
        .filter_map(|one| match (&one.of, one.holder()) {
            (_, Some(holder)) => unit_of(Desk::Holder(holder), directory),
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
        "steps": steps,
        // For what is handed on by hand, as long as it is.
        "blank_rows": if dossier.state().name().is_closed() { 0 } else { BLANK_ROWS },
    }))
}

/// A line of the book.
fn line_of(dossier: &Dossier, directory: &Directory) -> Value {
    let (facts, state) = (dossier.facts(), dossier.state());
    let acceptance = state.acceptance();
    let contact = facts.contact();
    let handing = match state {
        State::Returned { handing, .. } => Some(handing),
        _ => None,
    };
    let there = match state {
        State::Forwarded { link, .. } => link.standing.as_ref().and_then(|standing| standing.returned_at),
        _ => None,
    };
    let competent = acceptance.and_then(|acceptance| acceptance.competent.as_ref()).map(|agency| json!(agency.name));
    let desks = dossier.walked().iter().map(|walked| walked.desk).chain(dossier.desk());
    let authority = desks.filter(|desk| matches!(desk, Desk::Holder(_))).find_map(|desk| unit_of(desk, directory));
    json!({
        "number": acceptance.map(|acceptance| acceptance.row.to_string()),
        "code": dossier.code(),
        "procedure": facts.procedure.as_ref().map_or_else(|| facts.request.to_string(), |one| one.name.to_string()),
        "sets": facts.sets,
        "name": contact.name,
        "address": contact.address,
        "phone": contact.phone,
        "authority": competent.or(authority),
        "received_at": acceptance.map(|acceptance| acceptance.at),
        "due_at": acceptance.and_then(|acceptance| acceptance.clock.as_ref()).map(|clock| clock.due),
        "returned_at": handing.map(|handing| handing.at).or(there),
        "return_way_vi": capital(handing.map_or(facts.return_way, |handing| handing.way).vietnamese()),
        "note": state.end().map(|_| capital(state.name().vietnamese())),
    })
}

/// With a capital at its beginning.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
