//! Service accounts: other systems that work with the agency (cổng một cửa, trục liên thông, kho số liệu), each with scopes that
//! say what it may do and keys that end. The secret of a key is nothing that a decision needs, and stands nowhere here.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Organisation, validity::day};
use crate::{Label, PersonId, Reason, Refusal, Rule, Seed, ServiceAccountId, ServiceKeyId, UtcTime};

/// What a service account may do. What no scope opens, no system does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
pub enum Scope {
    /// Chuyển văn bản đến: uploads files and takes documents in, to be entered by the registry.
    #[serde(rename = "documents:receive")]
    DocumentsReceive,
    /// Vào sổ, trình văn bản đến, with `documents:read`: does with what came what the registry does: enters it, puts it before a leader, routes it, refuses
    /// or returns it, corrects it, adds files, answers the sender who wants it back.
    #[serde(rename = "documents:register")]
    DocumentsRegister,
    /// Cấp số, đóng dấu, phát hành văn bản đi: reads what is signed, and does with it what the registry does until it is filed: gives it its number, seals,
    /// sends, updates, recalls or strikes it out, notes how far it has come, files it, or sends it back before its number.
    #[serde(rename = "documents:issue")]
    DocumentsIssue,
    /// Đọc văn bản đến: lists and reads the agency's documents and their histories; no secret line, and no file.
    #[serde(rename = "documents:read")]
    DocumentsRead,
    /// Tải tệp: downloads the files of documents that it may read.
    #[serde(rename = "files:read")]
    FilesRead,
    /// Đọc tổ chức: the agency, its people, departments, document types and registers.
    #[serde(rename = "organisation:read")]
    OrganisationRead,
    /// Chuyển thư đến: hands in messages that came to the office's mailbox.
    #[serde(rename = "mail:hand_in")]
    MailHandIn,
    /// Nộp hồ sơ trực tuyến: hands in dossiers with their files, and reads how far those have come that it has handed in.
    #[serde(rename = "dossiers:submit")]
    DossiersSubmit,
    /// Đọc sự kiện: reads the feed of events about all of the agency's dossiers and documents; codes, numbers, status, steps and dates, and
    /// nothing of a citizen or of what a document says.
    #[serde(rename = "events:read")]
    EventsRead,
}

impl Scope {
    /// Every scope, in the order in which they are shown.
    pub const ALL: [Self; 9] = [
        Self::DocumentsReceive,
        Self::DocumentsRegister,
        Self::DocumentsIssue,
        Self::DocumentsRead,
        Self::FilesRead,
        Self::OrganisationRead,
        Self::MailHandIn,
        Self::DossiersSubmit,
        Self::EventsRead,
    ];

    /// The name used in data and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DocumentsReceive => "documents:receive",
            Self::DocumentsRegister => "documents:register",
            Self::DocumentsIssue => "documents:issue",
            Self::DocumentsRead => "documents:read",
            Self::FilesRead => "files:read",
            Self::OrganisationRead => "organisation:read",
            Self::MailHandIn => "mail:hand_in",
            Self::DossiersSubmit => "dossiers:submit",
            Self::EventsRead => "events:read",
        }
    }

    /// Whether it opens what documents hold.
    pub const fn opens_contents(self) -> bool {
        matches!(self, Self::DocumentsIssue | Self::DocumentsRead | Self::FilesRead)
    }
}

/// One key of a service account, without its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceKey {
    /// Which: its public part.
    pub id: ServiceKeyId,
    /// Who made it; nobody where it was the command line.
    pub made_by: Option<PersonId>,
    /// When.
    pub made_at: UtcTime,
    /// Its last day.
    pub until: NaiveDate,
    /// Whether it was ended before that.
    pub ended: bool,
}

impl ServiceKey {
    /// Whether it opens anything on this day.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        !self.ended && day <= self.until
    }
}

/// A service account with all its keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceRecord {
    /// Which.
    pub id: ServiceAccountId,
    /// What the system is called; on lines and in histories it is named so.
    pub name: Label,
    /// What it is for.
    pub purpose: Reason,
    /// What it may do.
    pub scopes: BTreeSet<Scope>,
    /// Its keys, oldest first.
    pub keys: Vec<ServiceKey>,
    /// Whether it was ended.
    pub ended: bool,
}

impl ServiceRecord {
    /// Whether this key of it opens anything on this day.
    pub fn holds(&self, key: ServiceKeyId, day: NaiveDate) -> bool {
        !self.ended && self.keys.iter().any(|known| known.id == key && known.holds_on(day))
    }

    /// As decisions know it.
    pub(super) fn on(&self, works: bool) -> ServiceAccount {
        ServiceAccount {
            id: self.id,
            name: self.name.to_string(),
            scopes: self.scopes.clone(),
            active: works && !self.ended,
        }
    }
}

/// A service account as decisions know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceAccount {
    /// Which.
    pub id: ServiceAccountId,
    /// What the system is called.
    pub name: String,
    /// What it may do.
    pub scopes: BTreeSet<Scope>,
    /// Whether it works with the agency now.
    pub active: bool,
}

/// A service account to be made, with its first key.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewServiceAccount {
    /// What the system is called; of those at work each has its own name.
    pub name: Label,
    /// What it is for.
    pub purpose: Reason,
    /// What it may do; at least one.
    #[schema(min_items = 1)]
    pub scopes: BTreeSet<Scope>,
    /// The last day of its key; where none is given, after the days that are usual here.
    #[serde(default)]
    pub until: Option<NaiveDate>,
}

/// Another key to be made. The one before holds on, so that the system can change over; it is ended when that is done.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewServiceKey {
    /// The last day of the key; where none is given, after the days that are usual here.
    #[serde(default)]
    pub until: Option<NaiveDate>,
}

/// What may be done to service accounts.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum ServiceCommand {
    /// Thêm hệ thống.
    CreateServiceAccount(NewServiceAccount),
    /// Cấp khóa mới.
    RenewServiceAccount {
        /// Which account.
        account: ServiceAccountId,
        /// Until when.
        #[serde(flatten)]
        new: NewServiceKey,
    },
    /// Hủy một khóa.
    EndServiceKey {
        /// Of which account.
        account: ServiceAccountId,
        /// Which key.
        key: ServiceKeyId,
    },
    /// Ngừng hệ thống, with all its keys.
    EndServiceAccount {
        /// Which account.
        account: ServiceAccountId,
    },
}

impl ServiceCommand {
    /// Whether a key comes of it that opens what documents hold.
    pub fn opens_contents(&self, organisation: &Organisation) -> bool {
        let any = |scopes: &BTreeSet<Scope>| scopes.iter().any(|scope| scope.opens_contents());
        match self {
            Self::CreateServiceAccount(new) => new.scopes.iter().any(|scope| scope.opens_contents()),
            Self::RenewServiceAccount { account, .. } => {
                organisation.services.get(account).is_some_and(|known| any(&known.scopes))
            }
            Self::EndServiceKey { .. } | Self::EndServiceAccount { .. } => false,
        }
    }
}

/// How long keys live.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyLife {
    /// Days, where nobody says how many.
    pub usual: u32,
    /// The most days.
    pub most: u32,
}

/// What a decision about service accounts is told from outside.
#[derive(Debug, Clone, Copy)]
pub struct ServiceContext {
    /// Today, in Vietnam.
    pub today: NaiveDate,
    /// Now.
    pub now: UtcTime,
    /// Where the ids of what is new come from.
    pub seed: Seed,
    /// Who does it; nobody at the command line.
    pub by: Option<PersonId>,
    /// How long keys live.
    pub life: KeyLife,
}

/// How many keys of an account may hold at once: the old and the new.
const KEYS: usize = 2;

/// Decides one command: the record as it stands afterwards. Who may is [`crate::access::may_run_services`]'s answer.
///
/// # Errors
/// The rule that says no, with its place in what was sent.
pub fn decide_service(
    organisation: &Organisation,
    command: &ServiceCommand,
    context: &ServiceContext,
) -> Result<ServiceRecord, Refusal> {
    let at_work = |account: &ServiceAccountId| {
        let known = organisation.services.get(account).ok_or(Refusal::new(Rule::NoSuchService))?;
        if known.ended { Err(Refusal::new(Rule::ServiceEnded).with("name", &known.name)) } else { Ok(known.clone()) }
    };
    match command {
        ServiceCommand::CreateServiceAccount(new) => {
            if new.scopes.is_empty() {
                return Err(Refusal::new(Rule::ScopesMissing).at("/scopes"));
            }
            let folded = crate::fold(new.name.as_str());
            if organisation.services.values().any(|other| !other.ended && crate::fold(other.name.as_str()) == folded) {
                return Err(Refusal::new(Rule::ServiceNameTaken).at("/name").with("name", &new.name));
            }
            Ok(ServiceRecord {
                id: ServiceAccountId(context.seed.nth(0)),
                name: new.name.clone(),
                purpose: new.purpose.clone(),
                scopes: new.scopes.clone(),
                keys: vec![key(new.until, context)?],
                ended: false,
            })
        }
        ServiceCommand::RenewServiceAccount { account, new } => {
            let mut record = at_work(account)?;
            let made = key(new.until, context)?;
            if record.keys.iter().filter(|key| key.holds_on(context.today)).count() >= KEYS {
                return Err(Refusal::new(Rule::TwoServiceKeys));
            }
            record.keys.push(made);
            Ok(record)
        }
        ServiceCommand::EndServiceKey { account, key } => {
            let mut record = at_work(account)?;
            let known = record.keys.iter_mut().find(|known| known.id == *key);
            let known = known.ok_or(Refusal::new(Rule::NoSuchService))?;
            if known.ended {
                return Err(Refusal::new(Rule::NothingToChange));
            }
            known.ended = true;
            Ok(record)
        }
        ServiceCommand::EndServiceAccount { account } => {
            let mut record = at_work(account)?;
            record.ended = true;
            Ok(record)
        }
    }
}

/// A new key: it has a last day, and not one in years.
fn key(until: Option<NaiveDate>, context: &ServiceContext) -> Result<ServiceKey, Refusal> {
    let after = |days: u32| context.today.checked_add_days(Days::new(days.into())).unwrap_or(context.today);
    let (usual, most) = (after(context.life.usual.min(context.life.most)), after(context.life.most));
    let until = until.unwrap_or(usual);
    if until < context.today || until > most {
        let refusal = Refusal::new(Rule::ServiceKeyLife).at("/until");
        return Err(refusal.with("today", day(context.today)).with("most", day(most)));
    }
    Ok(ServiceKey {
        id: ServiceKeyId(context.seed.nth(1)),
        made_by: context.by,
        made_at: context.now,
        until,
        ended: false,
    })
}
