//! The organisation: changing it, reading it with its dates, setting up agencies, and passwords.
//!
//! All changes of one request are made in one transaction, all or none; where some are refused, every refusal is told.

mod absences;
pub mod by_hand;
mod rights;

use domain::{
    Actor, AgencyId, EmailAddress, Label, OfficeSettings, OrganCode, PersonId, Refusal, Rule, Seed, Username, UtcTime,
    access,
    assignment::Holder,
    day_in_vietnam,
    notice::AccountNotice,
    organisation::{
        AgencyRecord, Directory, Organisation, OrganisationCommand, OrganisationContext, Person, PersonRecord, Record,
        Role, RoleGrant, Scope, Validity, decide,
    },
    work::Desk,
    year_in_vietnam,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use store::{
    Conn, StoreError, action_link,
    organisation::{
        self, AgencySnapshot,
        changes::{self, Asked, Change, PasswordReset},
        records,
    },
    outgoing, reply_address, session, work,
};

pub use store::organisation::changes::ChangeRow;

use crate::{
    Office, OfficeError, Passwords,
    agency::{Asker, Caller},
    password_reset::Sealed,
    repeat::{self, Answer, Repeat},
    setup::open_registers,
};

/// Changes of an organisation, as somebody asks for them.
#[derive(Debug, Clone)]
pub struct Changes {
    /// Whose organisation.
    pub agency: AgencyId,
    /// In their order.
    pub commands: Vec<OrganisationCommand>,
    /// The version that was read, where it matters.
    pub expected: Option<i64>,
    /// Say what would come of it, and change nothing.
    pub dry_run: bool,
    /// Somebody says what is their own to say, such as that they are away, and not as an administrator.
    pub own: bool,
    /// How a repeat is recognised.
    pub repeat: Option<Repeat<Changed>>,
}

/// An organisation that was changed.
#[derive(Debug, Clone)]
pub struct Changed {
    /// Its version.
    pub version: i64,
    /// What each command left, in their order.
    pub records: Vec<Record>,
    /// The whole, as it now stands.
    pub organisation: Organisation,
    /// The whole, as it stood before.
    pub before: Organisation,
}

/// An agency to be set up, with its first administrator.
#[derive(Debug, Clone)]
pub struct NewAgency {
    /// Mã định danh.
    pub code: OrganCode,
    /// Tên cơ quan.
    pub name: Label,
    /// Its first day; today where none is given.
    pub from: Option<chrono::NaiveDate>,
    /// The name that the administrator signs in with.
    pub username: Username,
    /// Their name.
    pub administrator: Label,
    /// Where they get mail.
    pub email: Option<EmailAddress>,
}

/// Whose hand makes changes.
#[derive(Debug, Clone, Copy)]
pub struct Hand {
    /// Who is signed in; nobody at the command line.
    pub caller: Option<Caller>,
    /// When.
    pub now: UtcTime,
    /// The version that was read, where it matters.
    pub expected: Option<i64>,
    /// Whether they speak for themselves alone, and not as administrators.
    pub own: bool,
}

/// Carries out changes in a transaction that begins here: the version and the records, or every refusal, with its place below
/// `/commands`.
pub fn carry_out(
    conn: &mut Conn,
    agency: AgencyId,
    commands: &[OrganisationCommand],
    hand: Hand,
) -> Result<Changed, OfficeError> {
    // Held from here on: what is read behind it nobody else changes meanwhile.
    let version = organisation::begin_change(conn, agency)?;
    let read = version.saturating_sub(1);
    if let Some(expected) = hand.expected.filter(|expected| *expected != read) {
        return Err(OfficeError::OrganisationStale { expected, now: read });
    }
    let today = day_in_vietnam(hand.now);
    // As it stands now, and not as this instance may still remember it.
    let own = match hand.caller {
        Some(caller) => Some(organisation::snapshot(conn, caller.agency, today)?.ok_or(OfficeError::NotFound)?),
        None => None,
    };
    let authority = |command: &OrganisationCommand| match (hand.caller, &own) {
        (Some(caller), Some(own)) => {
            access::authority(Actor::Person(caller.person), command.kind(), agency, hand.own, &own.directory)
        }
        _ => Ok(access::Authority::Installation),
    };
    let administered_elsewhere = records::administered_elsewhere(conn, agency, today)?;
    let snapshot = organisation::snapshot(conn, agency, today)?.ok_or(OfficeError::NotFound)?;
    let taken = taken(conn, agency, commands)?;
    let mut organisation = snapshot.organisation;
    let before = organisation.clone();
    let (mut records, mut refusals) = (Vec::with_capacity(commands.len()), Vec::new());
    for (n, command) in commands.iter().enumerate() {
        let work = work_of(conn, &organisation, command)?;
        let work_in_all =
            if matches!(command, OrganisationCommand::EndAgency(_)) { work::in_all(conn, agency)? } else { 0 };
        let decided = authority(command).and_then(|authority| {
            let context = OrganisationContext {
                today,
                seed: Seed::new(uuid::Uuid::now_v7()),
                authority,
                by: hand.caller.map(|caller| caller.person),
                types: &snapshot.type_codes,
                taken: &taken,
                administered_elsewhere,
                work: &work,
                work_in_all,
            };
            decide(&organisation, command, &context)
        });
        match decided {
            Ok(record) => {
                let change = Change {
                    at: hand.now,
                    by: hand.caller.map(|caller| caller.person),
                    asked: Asked::Command(command.clone()),
                    record: record.clone(),
                };
                if refusals.is_empty() {
                    changes::write(conn, agency, &change)?;
                }
                organisation.apply(record.clone());
                records.push(record);
            }
            Err(refusal) => {
                let place = format!("/commands/{n}{}", refusal.pointer.clone().unwrap_or_default());
                refusals.push(refusal.at(place));
            }
        }
    }
    if refusals.is_empty() {
        Ok(Changed { version, records, organisation, before })
    } else {
        Err(OfficeError::AllRefused(refusals))
    }
}

/// What others of the installation have of the names and codes that these commands bring.
fn taken(conn: &mut Conn, agency: AgencyId, commands: &[OrganisationCommand]) -> Result<BTreeSet<String>, StoreError> {
    use OrganisationCommand as C;
    let (mut usernames, mut codes) = (Vec::new(), Vec::new());
    for command in commands {
        match command {
            C::CreatePerson(new) => usernames.push(new.username.as_str()),
            C::ChangePerson(change) => usernames.extend(change.username.as_ref().map(Username::as_str)),
            C::RecodeAgency(change) => codes.push(change.code.as_str()),
            C::GrantOversight(grant) => codes.push(grant.agency.as_str()),
            _ => {}
        }
    }
    records::taken(conn, agency, &usernames, &codes)
}

/// What lies on the desk of whom the command ends.
fn work_of(
    conn: &mut Conn,
    organisation: &Organisation,
    command: &OrganisationCommand,
) -> Result<BTreeMap<Holder, u64>, StoreError> {
    use OrganisationCommand as C;
    let holder = match command {
        C::EndDepartment(end) => organisation.find_department(&end.department).map(|d| Holder::Department(d.id)),
        C::EndPerson(end) => organisation.find_person(&end.person).map(|p| Holder::Person(p.id)),
        _ => None,
    };
    match holder {
        Some(holder) => {
            let mut count = work::to_do(conn, organisation.agency.id, Desk::Holder(holder))?;
            if let Holder::Person(person) = holder {
                // What they have drafted comes back to them from wherever it is.
                count += outgoing::drafted_elsewhere(conn, organisation.agency.id, person)?;
            }
            Ok(BTreeMap::from([(holder, count)]))
        }
        None => Ok(BTreeMap::new()),
    }
}

/// Who does something to somebody of this agency, with their position, where they are of it themselves.
pub(crate) fn by(snapshot: &AgencySnapshot, caller: Caller) -> Option<String> {
    let person = snapshot.organisation.people.get(&caller.person);
    person.map(|person| format!("{} ({})", person.name, person.title))
}

/// How a change in a transaction ended where nothing is to be kept.
pub(crate) enum Ended<T> {
    Error(OfficeError),
    DryRun(Box<T>),
}

impl<T> From<StoreError> for Ended<T> {
    fn from(error: StoreError) -> Self {
        Self::Error(error.into())
    }
}

impl<T> From<OfficeError> for Ended<T> {
    fn from(error: OfficeError) -> Self {
        Self::Error(error)
    }
}

impl Office {
    /// Changes an organisation, all or nothing.
    pub async fn change_organisation(&self, caller: Caller, asked: Changes) -> Result<Answer<Changed>, OfficeError> {
        if let Some(kept) = self.kept(caller, asked.repeat.as_ref()).await? {
            return Ok(Answer::Kept(kept));
        }
        self.is_known_to(caller, asked.agency).await?;
        let now = domain::to_micros(self.now());
        let hand = Hand { caller: Some(caller), now, expected: asked.expected, own: asked.own };
        let (office, order) = (self.clone(), asked.clone());
        let done = self
            .db()
            .write(move |conn| {
                let mut changed = carry_out(conn, order.agency, &order.commands, hand)?;
                if order.dry_run {
                    // Nothing was changed, and the version is what it was.
                    changed.version = changed.version.saturating_sub(1);
                    return Err(Ended::DryRun(Box::new(changed)));
                }
                let Changed { before, organisation, records, .. } = &changed;
                let told = |by| {
                    let mut mails = office.told_of_absences(order.agency, before, organisation, records, by)?;
                    mails.extend(office.told_of_rights(order.agency, before, organisation, by)?);
                    mails.extend(office.told_of_addresses(order.agency, before, organisation, by)?);
                    Ok::<_, OfficeError>(mails)
                };
                for mail in told(caller.person)? {
                    mail.queue(conn, hand.now)?;
                }
                repeat::keep(conn, caller, order.repeat.as_ref(), &changed, hand.now)?;
                Ok(changed)
            })
            .await;
        match done {
            Ok(changed) => {
                self.snapshot_at(asked.agency, changed.version).await?;
                self.wake_mail();
                Ok(Answer::Fresh(Box::new(changed)))
            }
            Err(Ended::DryRun(changed)) => Ok(Answer::Fresh(changed)),
            Err(Ended::Error(error)) => self.or_kept(caller, asked.repeat.as_ref(), in_words(error)).await,
        }
    }

    /// The agency, as far as the caller may know of it: their own, or any for whoever administers the installation.
    pub(crate) async fn is_known_to(
        &self,
        caller: Caller,
        agency: AgencyId,
    ) -> Result<(Arc<AgencySnapshot>, Person), OfficeError> {
        let (own, person) = self.caller(caller).await?;
        if agency == caller.agency {
            return Ok((own, person));
        }
        access::may_set_up_agencies(&person).map_err(|_| OfficeError::NotFound)?;
        Ok((self.snapshot(agency).await?, person))
    }

    /// An agency: one's own, or any for whoever administers the installation.
    pub async fn agency(&self, by: impl Into<Asker>, agency: AgencyId) -> Result<AgencyRecord, OfficeError> {
        let snapshot = match by.into() {
            Asker::Person(caller) => self.is_known_to(caller, agency).await?.0,
            service @ Asker::Service(_) => {
                let own = self.asked(service, Scope::OrganisationRead).await?;
                if service.agency() == agency { own } else { return Err(OfficeError::NotFound) }
            }
        };
        Ok(snapshot.organisation.agency.clone())
    }

    /// Every agency of the installation.
    pub async fn agencies(&self, caller: Caller) -> Result<Vec<AgencyRecord>, OfficeError> {
        let (_, person) = self.caller(caller).await?;
        access::may_set_up_agencies(&person)?;
        Ok(self.db().read(records::agencies).await?)
    }

    /// An organisation with all its dates, for whoever administers it.
    pub async fn organisation(&self, caller: Caller, agency: AgencyId) -> Result<Arc<AgencySnapshot>, OfficeError> {
        self.administered(caller, agency).await
    }

    async fn administered(&self, caller: Caller, agency: AgencyId) -> Result<Arc<AgencySnapshot>, OfficeError> {
        let (_, person) = self.is_known_to(caller, agency).await?;
        let (own, _) = self.caller(caller).await?;
        if access::administers(&person, agency, &own.directory) {
            // Read anew, so that its version is the one to be changed.
            self.read_snapshot(agency).await
        } else {
            Err(Refusal::new(Rule::AdministratorOnly).into())
        }
    }

    /// What was changed in an organisation, latest first.
    pub async fn organisation_history(
        &self,
        caller: Caller,
        agency: AgencyId,
        before: Option<i32>,
        limit: i64,
    ) -> Result<Vec<ChangeRow>, OfficeError> {
        self.administered(caller, agency).await?;
        Ok(self.db().read(move |conn| changes::list(conn, agency, before, limit)).await?)
    }

    /// Sets up another agency: its name, its first administrator, its registers of the year.
    pub async fn create_agency(
        &self,
        caller: Caller,
        new: NewAgency,
        repeat: Option<Repeat<AgencyRecord>>,
    ) -> Result<Answer<AgencyRecord>, OfficeError> {
        if let Some(kept) = self.kept(caller, repeat.as_ref()).await? {
            return Ok(Answer::Kept(kept));
        }
        let (_, person) = self.caller(caller).await?;
        access::may_set_up_agencies(&person)?;
        let now = domain::to_micros(self.now());
        let again = repeat.clone();
        let made = self
            .db()
            .write(move |conn| {
                let own = own_directory(conn, caller, now)?;
                access::may_set_up_agencies(own.active(caller.person).ok_or(Refusal::new(Rule::NotStaff))?)?;
                let record = write_agency(conn, &new, Some(caller.person), now)?;
                repeat::keep(conn, caller, again.as_ref(), &record, now)?;
                Ok::<_, OfficeError>(record)
            })
            .await;
        match made {
            Ok(record) => Ok(Answer::Fresh(Box::new(record))),
            Err(error) => self.or_kept(caller, repeat.as_ref(), in_words(error)).await,
        }
    }

    /// Gives a person a new password, which is shown this once. Their sessions end.
    pub async fn reset_password(
        &self,
        caller: Caller,
        agency: AgencyId,
        person: PersonId,
    ) -> Result<String, OfficeError> {
        let snapshot = self.administered(caller, agency).await?;
        if !snapshot.organisation.people.contains_key(&person) {
            return Err(OfficeError::NotFound);
        }
        if person == caller.person {
            return Err(Refusal::new(Rule::OwnPassword).into());
        }
        let password = generated_password()?;
        let hash = self.hash_password(password.clone()).await?;
        let letter =
            self.helped_letter(&snapshot, person, AccountNotice::PasswordGiven { by: by(&snapshot, caller) })?;
        let now = domain::to_micros(self.now());
        let ended = self
            .db()
            .write(move |conn| {
                organisation::begin_change(conn, agency)?;
                let record = Record::Person(entitled_over(conn, caller, agency, person, now)?);
                letter.as_ref().map_or(Ok(()), |letter| letter.queue(conn, now))?;
                let asked = Asked::Password(PasswordReset { person });
                changes::write(conn, agency, &Change { at: now, by: Some(caller.person), asked, record })?;
                organisation::set_password(conn, agency, person, &hash)?;
                action_link::end_all(conn, agency, person, now)?;
                reply_address::end_all(conn, agency, person, now)?;
                Ok::<_, OfficeError>(session::end_all(
                    conn,
                    agency,
                    person,
                    None,
                    "password reset by an administrator",
                    now,
                )?)
            })
            .await?;
        tracing::info!(%agency, %person, by = %caller.person, "a password was reset");
        self.forget_sessions(agency, &ended);
        self.wake_mail();
        Ok(password)
    }

    /// The mail to whoever was helped to sign in: should they not have asked for it, they know.
    pub(crate) fn helped_letter(
        &self,
        snapshot: &AgencySnapshot,
        person: PersonId,
        notice: AccountNotice,
    ) -> Result<Option<Sealed>, OfficeError> {
        let record = snapshot.organisation.people.get(&person).ok_or(OfficeError::NotFound)?;
        self.account_letter(snapshot.organisation.agency.id, &snapshot.directory.agency_name, record, notice)
    }

    /// Changes one's own password. One's other sessions end.
    pub async fn change_password(
        &self,
        who: crate::sign_in::SignedIn,
        present: &str,
        new: &str,
    ) -> Result<(), OfficeError> {
        let Caller { agency, person } = who.caller;
        let known = self.own_password(who.caller, present).await?;
        Passwords::accept(new, &known.username)?;
        let hash = self.hash_password(new.to_owned()).await?;
        let now = self.now();
        let ended = self
            .db()
            .write(move |conn| {
                organisation::set_password(conn, agency, person, &hash)?;
                action_link::end_all(conn, agency, person, now)?;
                reply_address::end_all(conn, agency, person, now)?;
                session::end_all(conn, agency, person, Some(who.session), "password changed", now)
            })
            .await?;
        self.forget_sessions(agency, &ended);
        Ok(())
    }
}

/// The caller's agency as it stands now, and not as an instance may still remember it.
pub(crate) fn own_directory(conn: &mut Conn, caller: Caller, now: UtcTime) -> Result<Directory, OfficeError> {
    Ok(organisation::snapshot(conn, caller.agency, day_in_vietnam(now))?.ok_or(OfficeError::NotFound)?.directory)
}

/// The person over whose ways to sign in the caller has a say, by the rights that both have now: whoever was raised or put down
/// meanwhile counts as what they are. The caller of this holds the agency's row ([`organisation::begin_change`]).
pub(crate) fn entitled_over(
    conn: &mut Conn,
    caller: Caller,
    agency: AgencyId,
    person: PersonId,
    now: UtcTime,
) -> Result<PersonRecord, OfficeError> {
    let record = records::organisation(conn, agency)?.and_then(|mut o| o.people.remove(&person));
    let record = record.ok_or(StoreError::NotFound)?;
    let own = own_directory(conn, caller, now)?;
    let by = own.active(caller.person).ok_or(Refusal::new(Rule::NotStaff))?;
    access::may_help_to_sign_in(by, &own, &record, agency)?;
    Ok(record)
}

/// Every agency, for whoever has the database itself.
pub async fn all_agencies(db: &store::Db) -> Result<Vec<AgencyRecord>, OfficeError> {
    Ok(db.read(records::agencies).await?)
}

/// Writes a new agency.
fn write_agency(
    conn: &mut Conn,
    new: &NewAgency,
    by: Option<PersonId>,
    now: UtcTime,
) -> Result<AgencyRecord, OfficeError> {
    let agency = AgencyId(uuid::Uuid::now_v7());
    let from = new.from.unwrap_or_else(|| day_in_vietnam(now));
    let validity = Validity::new(from, None)?;
    let taken = records::taken(conn, agency, &[new.username.as_str()], &[new.code.as_str()])?;
    if taken.contains(new.code.as_str()) {
        return Err(Refusal::new(Rule::AgencyCodeTaken).at("/code").with("code", &new.code).into());
    }
    if taken.contains(new.username.as_str()) {
        let refusal = Refusal::new(Rule::UsernameTaken).at("/administrator/username");
        return Err(refusal.with("username", new.username.as_str()).into());
    }
    organisation::create_agency(conn, agency, new.code.as_str(), new.name.as_str(), &OfficeSettings::default(), now)?;
    let record = AgencyRecord::new(agency, new.code.as_str(), new.name.as_str(), from);
    let administrator = PersonRecord {
        id: PersonId(uuid::Uuid::now_v7()),
        username: new.username.as_str().to_owned(),
        name: new.administrator.to_string(),
        title: "Quản trị".to_owned(),
        email: new.email.clone(),
        validity,
        positions: Vec::new(),
        roles: vec![RoleGrant { role: Role::Administrator, validity }],
        absences: Vec::new(),
        signing: Vec::new(),
    };
    for record in [Record::Agency(record.clone()), Record::Person(administrator)] {
        changes::write(conn, agency, &Change { at: now, by, asked: Asked::Nothing, record })?;
    }
    open_registers(conn, agency, year_in_vietnam(now), now)?;
    Ok(record)
}

/// Two who take the same name at the same moment: the later finds it taken.
fn in_words(error: OfficeError) -> OfficeError {
    match &error {
        OfficeError::Store(store) if store.is_unique_on("person", &["username"]) => {
            Refusal::new(Rule::UsernameTaken).with("username", "…").into()
        }
        OfficeError::Store(store) if store.is_unique_on("agency", &["code"]) => {
            Refusal::new(Rule::AgencyCodeTaken).with("code", "…").into()
        }
        _ => error,
    }
}

/// A password of a hundred random bits, in letters and digits that nobody takes for one another.
pub fn generated_password() -> Result<String, OfficeError> {
    const ALPHABET: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789A";
    let mut bytes = [0_u8; 20];
    getrandom::fill(&mut bytes).map_err(|e| OfficeError::Internal(format!("no randomness: {e}")))?;
    Ok(bytes.iter().filter_map(|byte| ALPHABET.get(usize::from(byte % 32))).map(|letter| char::from(*letter)).collect())
}

impl Office {
    pub(crate) async fn hash_password(&self, password: String) -> Result<String, OfficeError> {
        let failed = |e: String| OfficeError::Internal(format!("hashing: {e}"));
        let turn = Arc::clone(&self.0.hashing).acquire_owned().await.map_err(|e| failed(e.to_string()))?;
        tokio::task::spawn_blocking(move || {
            let _turn = turn;
            Passwords::hash(&password)
        })
        .await
        .map_err(|e| failed(e.to_string()))?
    }
}
