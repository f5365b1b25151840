//! The processing slip (phiếu giải quyết văn bản đến; Decree 30/2020, Appendix IV) and the ĐẾN stamp: what is known of a document stands in them,
//! what is not is left for hands.

use domain::{
    DocumentId, Refusal, Rule,
    assignment::{Assignment, AssignmentRole, Holder, Status},
    day_in_vietnam,
    incoming::State,
    organisation::Directory,
};
use serde_json::{Map, Value, json};

use crate::{
    Office, OfficeError,
    accesses::{Look, What},
    incoming::Detail,
};

const TEMPLATE: &str = "phieu-giai-quyet";

impl Office {
    /// Prints it, for whoever sees the document: its name and the PDF.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], and of a secret line a rule: its content is on no machine.
    pub async fn processing_slip(
        &self,
        look: impl Into<Look>,
        id: DocumentId,
        only_stamp: bool,
    ) -> Result<(String, Vec<u8>), OfficeError> {
        let look = look.into();
        let detail = self.seen(look.by, id).await?;
        if detail.document.facts().is_secret() {
            return Err(Refusal::new(Rule::SecretHasNoContent).into());
        }
        self.looked(look, &detail, What::Document).await?;
        let number = detail.document.state().entry().map(|entry| format!("{}-{}", entry.written(), entry.year));
        let stem = if only_stamp { "dau-den" } else { "phieu-giai-quyet-van-ban-den" };
        let name = format!("{stem}-{}.pdf", number.unwrap_or_else(|| id.to_string()));
        Ok((name, self.print(TEMPLATE, data_of(&detail, only_stamp)).await?))
    }
}

fn named(directory: &Directory, holder: Holder) -> String {
    let name = match holder {
        Holder::Person(id) => directory.people.get(&id).map(|person| person.name.clone()),
        Holder::Department(id) => directory.departments.get(&id).map(|department| department.name.clone()),
    };
    name.unwrap_or_default()
}

/// "Lê Văn Mẫu, Chủ tịch"
fn signed(directory: &Directory, person: domain::PersonId) -> Option<String> {
    let person = directory.people.get(&person)?;
    Some(if person.title.is_empty() { person.name.clone() } else { format!("{}, {}", person.name, person.title) })
}

fn data_of(detail: &Detail, only_stamp: bool) -> Value {
    let (document, directory) = (&detail.document, &detail.snapshot.directory);
    let facts = document.facts();
    let type_name = detail.snapshot.types.iter().find(|row| row.code == facts.type_code).map(|row| row.name.clone());
    let tops: Vec<&Assignment> =
        document.assignments().iter().filter(|one| stands(one) && one.parent.is_none()).collect();
    let root = tops.iter().rev().copied().find(|one| one.role() == AssignmentRole::Primary);
    let leg = root.and_then(|root| {
        let under = document.assignments().iter().rev().filter(|one| stands(one) && one.parent == Some(root.id));
        under.into_iter().find(|one| one.role() == AssignmentRole::Primary)
    });
    let mut data = Map::new();
    let superior = &detail.snapshot.settings.one_stop.superior;
    data.insert("agency".to_owned(), json!({ "parent": superior, "name": directory.agency_name }));
    data.insert("only_stamp".to_owned(), json!(only_stamp));
    data.insert(
        "document".to_owned(),
        json!({
            "type": type_name.unwrap_or_else(|| facts.type_code.clone()),
            "written": facts.number_and_notation(),
            "issued_on": facts.issued_on,
            "author": facts.author,
            "subject": facts.subject(),
        }),
    );
    if let Some(entry) = document.state().entry() {
        let to = root.map(|root| named(directory, root.holder));
        let on = day_in_vietnam(facts.received_at);
        data.insert("entry".to_owned(), json!({ "number": entry.written(), "on": on, "to": to }));
    }
    let case_file = match document.state() {
        State::Filed { case_file, .. } => case_file.as_ref(),
        _ => None,
    };
    data.insert("case_file".to_owned(), json!(case_file));
    if let Some(root) = root {
        data.insert(
            "leader".to_owned(),
            json!({
                "opinion": root.instruction,
                "on": day_in_vietnam(root.opened_at),
                "name": root.assigned_by.person().and_then(|id| signed(directory, id)),
            }),
        );
    }
    let handlers = [AssignmentRole::Primary, AssignmentRole::Supporting];
    let mut rows: Vec<&&Assignment> = tops.iter().filter(|one| handlers.contains(&one.role())).collect();
    rows.sort_by_key(|one| one.role() != AssignmentRole::Primary);
    let row = |one: &&&Assignment| {
        let role = if one.role() == AssignmentRole::Primary { "Chủ trì" } else { "Phối hợp" };
        json!({ "holder": named(directory, one.holder), "role": role, "due": one.due().map(domain::written_moment) })
    };
    data.insert("assignments".to_owned(), Value::Array(rows.iter().map(row).collect()));
    if let Some(leg) = leg {
        data.insert(
            "unit".to_owned(),
            json!({
                "opinion": leg.instruction,
                "officer": named(directory, leg.holder),
                "due": leg.due().map(domain::written_moment),
                "on": day_in_vietnam(leg.opened_at),
                "name": leg.assigned_by.person().and_then(|id| signed(directory, id)),
            }),
        );
    }
    if let Some(result) = leg.or(root).and_then(result_of) {
        data.insert(
            "proposal".to_owned(),
            json!({
                "text": result.text,
                "on": day_in_vietnam(result.at),
                "name": signed(directory, result.by.desk()),
            }),
        );
    }
    Value::Object(data)
}

const fn stands(one: &Assignment) -> bool {
    !matches!(one.status, Status::GivenBack { .. } | Status::Withdrawn { .. })
}

const fn result_of(one: &Assignment) -> Option<&domain::assignment::WorkResult> {
    match &one.status {
        Status::Submitted { result } => Some(result),
        Status::Done { result, .. } => result.as_ref(),
        _ => None,
    }
}
