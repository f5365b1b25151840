//! How a document and its assignments stand in their rows, and how they are put together again.

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::{
    AgencyId, AuthorName, By, CodeNumber, EmailAddress, Instruction, Label, LanguageName, Notation, OrganCode,
    PersonId, Remark, RoutingRuleId, ServiceAccountId, SignerName, SignerPosition, Subject,
    assignment::{Assigner, Assignment, AssignmentRole, Counted, Duty, ExtensionRequest, Holder, Status},
    incoming::{
        Attachment, Channel, Facts, GrantedLook, IncomingDocument, Matter, Pause, RecallRequest, Relation, Secrecy,
        SecretLevel, State, Urgency, document::Parts,
    },
    work::Desk,
};
use serde::{Deserialize, Serialize};

use crate::{
    StoreError,
    schema::{assignment, document},
    types::{DbId, DbTime, JsonText},
};

#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = document)]
#[diesel(treat_none_as_default_value = false)]
#[diesel(treat_none_as_null = true)]
pub(super) struct DocumentRow {
    pub agency_id: DbId,
    pub id: DbId,
    pub version: i32,
    pub chain_hash: String,
    pub state: String,
    pub state_facts: JsonText,
    pub received_by: Option<DbId>,
    pub author: String,
    pub author_code: Option<String>,
    pub number: Option<String>,
    pub notation: Option<String>,
    pub issued_on: Option<NaiveDate>,
    pub type_code: String,
    pub subject: Option<String>,
    pub remark: Option<String>,
    pub secrecy: String,
    pub urgency: String,
    pub pages: Option<i32>,
    pub copies: Option<i32>,
    pub language: String,
    pub deadline: Option<NaiveDate>,
    pub signer_name: Option<String>,
    pub signer_position: Option<String>,
    pub sender_email: Option<String>,
    pub channel: String,
    pub received_at: DbTime,
    pub duplicate_key: Option<String>,
    pub register_id: Option<DbId>,
    pub arrival_year: Option<i32>,
    pub arrival_number: Option<i32>,
    pub files: JsonText,
    pub beside: JsonText,
    pub changed_at: DbTime,
}

/// What a handoff changes of a document's row; the facts stay.
#[derive(Debug, Clone, AsChangeset)]
#[diesel(table_name = document)]
#[diesel(treat_none_as_null = true)]
pub(super) struct Moved {
    pub version: i32,
    pub chain_hash: String,
    pub state: String,
    pub state_facts: JsonText,
    pub register_id: Option<DbId>,
    pub arrival_year: Option<i32>,
    pub arrival_number: Option<i32>,
    pub files: JsonText,
    pub beside: JsonText,
    pub changed_at: DbTime,
}

impl From<&DocumentRow> for Moved {
    fn from(row: &DocumentRow) -> Self {
        Self {
            version: row.version,
            chain_hash: row.chain_hash.clone(),
            state: row.state.clone(),
            state_facts: row.state_facts.clone(),
            register_id: row.register_id,
            arrival_year: row.arrival_year,
            arrival_number: row.arrival_number,
            files: row.files.clone(),
            beside: row.beside.clone(),
            changed_at: row.changed_at,
        }
    }
}

/// What is open beside the state.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Beside {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    recall: Option<RecallRequest>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pause: Option<Pause>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    answers: Vec<Label>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    routed_by: Option<RoutingRuleId>,
    /// Who took it in, where they did it in the stead of somebody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    received_in_stead: Option<PersonId>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    looks: Vec<GrantedLook>,
    /// The other system that it came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    received_through: Option<ServiceAccountId>,
    /// What it replaces, amends or corrects.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    relations: Vec<Relation>,
}

/// Whether the clock of a document rests, by what is open beside its state.
///
/// # Errors
/// [`StoreError`] where it can't be read.
pub(crate) fn rests(beside: &JsonText) -> Result<bool, StoreError> {
    Ok(beside.read::<Beside>()?.pause.is_some_and(|pause| pause.stops_clock))
}

fn small(number: Option<u16>) -> Option<i32> {
    number.map(i32::from)
}

/// A number of the domain as an INTEGER column holds it.
pub(crate) fn integer(number: u32) -> Result<i32, StoreError> {
    i32::try_from(number).map_err(|_| StoreError::Database("a number is too large for its column".to_owned()))
}

/// A non-negative INTEGER as the domain reads it.
pub(crate) fn count(number: i32) -> Result<u32, StoreError> {
    u32::try_from(number).map_err(|_| StoreError::corrupt("a negative count"))
}

impl DocumentRow {
    pub fn of(document: &IncomingDocument, chain_hash: &str, changed_at: DbTime) -> Result<Self, StoreError> {
        let facts = document.facts();
        let entry = document.state().entry();
        let beside = Beside {
            recall: document.recall().cloned(),
            pause: document.pause().cloned(),
            answers: document.answers().to_vec(),
            routed_by: document.routed_by(),
            received_in_stead: document.received_by().and_then(By::substitute),
            looks: document.looks().to_vec(),
            received_through: document.received_through(),
            relations: facts.relations().to_vec(),
        };
        Ok(Self {
            agency_id: document.agency().into(),
            id: document.id().into(),
            version: integer(document.version())?,
            chain_hash: chain_hash.to_owned(),
            state: document.state().name().as_str().to_owned(),
            state_facts: JsonText::of(document.state())?,
            received_by: document.received_by().map(|by| by.desk().into()),
            author: facts.author.to_string(),
            author_code: facts.author_code.as_ref().map(ToString::to_string),
            number: facts.number.as_ref().map(ToString::to_string),
            notation: facts.notation.as_ref().map(ToString::to_string),
            issued_on: facts.issued_on,
            type_code: facts.type_code.clone(),
            subject: facts.subject().map(ToString::to_string),
            remark: facts.remark().map(ToString::to_string),
            secrecy: facts.secrecy().as_str().to_owned(),
            urgency: facts.urgency.as_str().to_owned(),
            pages: small(facts.pages),
            copies: small(facts.copies),
            language: facts.language.to_string(),
            deadline: facts.deadline,
            signer_name: facts.signer_name.as_ref().map(ToString::to_string),
            signer_position: facts.signer_position.as_ref().map(ToString::to_string),
            sender_email: facts.sender_email.as_ref().map(|a| a.as_str().to_owned()),
            channel: facts.channel.as_str().to_owned(),
            received_at: facts.received_at.into(),
            duplicate_key: facts.duplicate_key(),
            register_id: entry.map(|e| e.register.into()),
            arrival_year: entry.map(|e| e.year),
            arrival_number: entry.map(|e| integer(e.number)).transpose()?,
            files: JsonText::of(document.files())?,
            beside: JsonText::of(&beside)?,
            changed_at,
        })
    }

    pub fn restore(self, assignments: Vec<AssignmentRow>) -> Result<IncomingDocument, StoreError> {
        let corrupt = |what: &str| StoreError::corrupt(format!("document {}: {what}", self.id.get()));
        let state: State = self.state_facts.read()?;
        if state.name().as_str() != self.state {
            return Err(corrupt("its state and the facts of its state differ"));
        }
        let beside: Beside = self.beside.read()?;
        let files: Vec<Attachment> = self.files.read()?;
        let matter = match (Secrecy::parse(&self.secrecy), &self.subject) {
            (Some(Secrecy::None), Some(subject)) => Matter::Open {
                subject: text(subject, Subject::new)?,
                remark: optional(self.remark.as_deref(), Remark::new)?,
                relations: beside.relations,
            },
            (Some(Secrecy::Confidential), None) => Matter::Secret { level: SecretLevel::Confidential },
            (Some(Secrecy::Secret), None) => Matter::Secret { level: SecretLevel::Secret },
            (Some(Secrecy::TopSecret), None) => Matter::Secret { level: SecretLevel::TopSecret },
            _ => return Err(corrupt("its secrecy and its subject don't fit")),
        };
        let facts = Facts {
            author: text(&self.author, AuthorName::new)?,
            author_code: optional(self.author_code.as_deref(), OrganCode::new)?,
            number: optional(self.number.as_deref(), CodeNumber::new)?,
            notation: optional(self.notation.as_deref(), Notation::new)?,
            issued_on: self.issued_on,
            type_code: self.type_code.clone(),
            matter,
            urgency: Urgency::parse(&self.urgency).ok_or_else(|| corrupt("its urgency is none"))?,
            pages: self.pages.map(u16::try_from).transpose().map_err(|_| corrupt("its pages are no number"))?,
            copies: self.copies.map(u16::try_from).transpose().map_err(|_| corrupt("its copies are no number"))?,
            language: text(&self.language, LanguageName::new)?,
            deadline: self.deadline,
            signer_name: optional(self.signer_name.as_deref(), SignerName::new)?,
            signer_position: optional(self.signer_position.as_deref(), SignerPosition::new)?,
            sender_email: optional(self.sender_email.as_deref(), EmailAddress::new)?,
            channel: channel(&self.channel).ok_or_else(|| corrupt("its channel is none"))?,
            received_at: self.received_at.into(),
        };
        let assignments = assignments.into_iter().map(Assignment::try_from).collect::<Result<_, _>>()?;
        IncomingDocument::restore(Parts {
            id: self.id.into(),
            agency: AgencyId::from(self.agency_id),
            version: count(self.version)?,
            received_by: self.received_by.map(|id| By::at_desk(id.into(), beside.received_in_stead)),
            received_through: beside.received_through,
            facts,
            state,
            assignments,
            files,
            recall: beside.recall,
            pause: beside.pause,
            answers: beside.answers,
            routed_by: beside.routed_by,
            looks: beside.looks,
        })
        .map_err(corrupt)
    }
}

fn channel(word: &str) -> Option<Channel> {
    [Channel::Paper, Channel::Interchange, Channel::Email, Channel::Fax, Channel::OneStop]
        .into_iter()
        .find(|channel| channel.as_str() == word)
}

/// A text that passed the border once passes it again, or was changed by hand.
fn text<T>(raw: &str, read: impl Fn(&str) -> Result<T, domain::InputFault>) -> Result<T, StoreError> {
    read(raw).map_err(|fault| StoreError::corrupt(format!("a text: {fault}")))
}

fn optional<T>(
    raw: Option<&str>,
    read: impl Fn(&str) -> Result<T, domain::InputFault>,
) -> Result<Option<T>, StoreError> {
    raw.map(|raw| text(raw, read)).transpose()
}

#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = assignment)]
#[diesel(treat_none_as_default_value = false)]
#[diesel(treat_none_as_null = true)]
pub(super) struct AssignmentRow {
    pub agency_id: DbId,
    pub document_id: DbId,
    pub id: DbId,
    pub position: i32,
    pub parent_id: Option<DbId>,
    pub role: String,
    pub leader_approves: bool,
    pub due: Option<DbTime>,
    pub holder: String,
    pub assigned_by: String,
    pub opened_at: DbTime,
    pub instruction: Option<String>,
    pub status: String,
    pub status_facts: JsonText,
    pub extension: Option<JsonText>,
    pub departments: JsonText,
    pub former_holders: JsonText,
    pub answers_to: Option<DbId>,
    pub counted: Option<JsonText>,
    pub first_due: Option<DbTime>,
}

impl AssignmentRow {
    pub fn of(document: &IncomingDocument, position: usize, assignment: &Assignment) -> Result<Self, StoreError> {
        Ok(Self {
            agency_id: document.agency().into(),
            document_id: document.id().into(),
            id: assignment.id.into(),
            position: i32::try_from(position).map_err(|_| StoreError::Database("too many assignments".to_owned()))?,
            parent_id: assignment.parent.map(Into::into),
            role: assignment.role().as_str().to_owned(),
            leader_approves: matches!(assignment.duty, Duty::Primary { leader_approves: true, .. }),
            due: assignment.due().map(Into::into),
            holder: Desk::Holder(assignment.holder).key(),
            assigned_by: match assignment.assigned_by {
                Assigner::Person(by) => match by.substitute() {
                    None => format!("p:{}", by.desk()),
                    Some(substitute) => format!("p:{}:{substitute}", by.desk()),
                },
                Assigner::Rule(id) => format!("u:{id}"),
            },
            opened_at: assignment.opened_at.into(),
            instruction: assignment.instruction.as_ref().map(ToString::to_string),
            status: assignment.status.name().as_str().to_owned(),
            status_facts: JsonText::of(&assignment.status)?,
            extension: assignment.extension.as_ref().map(JsonText::of).transpose()?,
            departments: JsonText::of(&assignment.departments)?,
            former_holders: JsonText::of(&assignment.former_holders)?,
            answers_to: assignment.answers_to.map(Into::into),
            counted: assignment.counted.as_ref().map(JsonText::of).transpose()?,
            first_due: assignment.first_due.map(Into::into),
        })
    }
}

/// Reads back who gave an assignment: a person, one in the stead of another, or a rule.
fn assigner(key: &str) -> Option<Assigner> {
    let mut parts = key.split(':');
    let (kind, id) = (parts.next()?, parts.next()?.parse::<uuid::Uuid>().ok()?);
    let substitute = parts.next().map(str::parse::<uuid::Uuid>).transpose().ok()?;
    match (kind, substitute, parts.next()) {
        ("p", substitute, None) => Some(Assigner::Person(By::at_desk(id.into(), substitute.map(Into::into)))),
        ("u", None, None) => Some(Assigner::Rule(id.into())),
        _ => None,
    }
}

/// Reads a desk's key back as a holder.
fn holder(key: &str) -> Result<Holder, StoreError> {
    match Desk::parse(key) {
        Some(Desk::Holder(holder)) => Ok(holder),
        _ => Err(StoreError::corrupt("a holder is neither a department nor a person")),
    }
}

impl TryFrom<AssignmentRow> for Assignment {
    type Error = StoreError;

    fn try_from(row: AssignmentRow) -> Result<Self, StoreError> {
        let corrupt = |what: &str| StoreError::corrupt(format!("assignment {}: {what}", row.id.get()));
        let due = row.due.map(Into::into);
        let duty = match AssignmentRole::parse(&row.role).ok_or_else(|| corrupt("its role is none"))? {
            AssignmentRole::Primary => Duty::Primary { due, leader_approves: row.leader_approves },
            AssignmentRole::Supporting => Duty::Supporting { due },
            AssignmentRole::Informed => Duty::Informed,
            AssignmentRole::Monitor => Duty::Monitor,
        };
        let assigned_by = assigner(&row.assigned_by).ok_or_else(|| corrupt("who gave it is nobody"))?;
        let status: Status = row.status_facts.read()?;
        if status.name().as_str() != row.status {
            return Err(corrupt("its status and the facts of its status differ"));
        }
        Ok(Self {
            id: row.id.into(),
            parent: row.parent_id.map(Into::into),
            duty,
            holder: holder(&row.holder)?,
            departments: row.departments.read()?,
            former_holders: row.former_holders.read()?,
            assigned_by,
            answers_to: row.answers_to.map(Into::into),
            opened_at: row.opened_at.into(),
            instruction: optional(row.instruction.as_deref(), Instruction::new)?,
            status,
            extension: row.extension.map(|json| json.read::<ExtensionRequest>()).transpose()?,
            counted: row.counted.map(|json| json.read::<Counted>()).transpose()?,
            first_due: row.first_due.map(Into::into),
        })
    }
}
