//! What a decision about an outgoing document is told from the database.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::{
    CounterpartId, DocumentId, FileId, OrganCode, PersonId, Rule, Seed, UtcTime, access,
    catalogue::Group,
    incoming::{CommandKind, IncomingDocument, StoredFile, table},
    outgoing::{
        Counterpart, Destination, MakeCopy, OutgoingContext, OutgoingDocument, RecipientFields, Source, TypeFacts,
        content::{ContentFields, MOST_ANSWERS},
        relation::MOST_RELATIONS,
    },
    register::Register,
};
use store::{
    Conn, StoreError, counterpart, document, file,
    organisation::{AgencySnapshot, records},
    outgoing as rows,
};
use uuid::Uuid;

use crate::{Office, agency::Caller};

/// What one decision takes from the database beside the document.
pub(crate) struct Gathered {
    seed: Seed,
    now: UtcTime,
    types: BTreeMap<String, TypeFacts>,
    pub files: BTreeMap<FileId, StoredFile>,
    agencies: BTreeMap<String, String>,
    counterparts: BTreeMap<CounterpartId, Counterpart>,
    pub number: Option<Register>,
    pub answered: BTreeMap<DocumentId, Option<Rule>>,
    pub in_hand: BTreeSet<DocumentId>,
    pub related: BTreeMap<DocumentId, OutgoingDocument>,
    pub source: Option<Source>,
    pub sends_mail: bool,
    pub gateways: BTreeMap<String, (OrganCode, String)>,
}

impl Default for Gathered {
    fn default() -> Self {
        Self {
            seed: Seed::new(Uuid::nil()),
            now: UtcTime::default(),
            types: BTreeMap::new(),
            files: BTreeMap::new(),
            agencies: BTreeMap::new(),
            counterparts: BTreeMap::new(),
            number: None,
            answered: BTreeMap::new(),
            in_hand: BTreeSet::new(),
            related: BTreeMap::new(),
            source: None,
            sends_mail: false,
            gateways: BTreeMap::new(),
        }
    }
}

impl Gathered {
    /// What the content of a draft names: files, agencies, counterparts, documents that it answers, replaces, amends or corrects.
    pub fn of_content(
        conn: &mut Conn,
        snapshot: &AgencySnapshot,
        caller: Caller,
        (content, before): (&ContentFields, Option<&OutgoingDocument>),
        today: NaiveDate,
    ) -> Result<Self, StoreError> {
        let mut gathered = Self::of_named(conn, caller, (&content.files, &content.recipients), before, today)?;
        let stood: Vec<DocumentId> =
            before.iter().flat_map(|before| &before.content().relations).map(|one| one.document).collect();
        for asked in content.relations.iter().take(MOST_RELATIONS) {
            if let Some(loaded) = rows::load(conn, caller.agency, asked.document)?
                && (stood.contains(&asked.document)
                    || access::outgoing::may_see(&loaded.document, caller.person, &snapshot.directory))
            {
                gathered.related.insert(asked.document, loaded.document);
            }
        }
        // More than anybody answers with one document are not looked for.
        for answer in content.answers.iter().take(MOST_ANSWERS) {
            if let Some(loaded) = document::load(conn, caller.agency, answer.document)?
                && access::may_see(&loaded.document, caller.person, &snapshot.directory)
            {
                gathered.answered.insert(answer.document, unanswerable(&loaded.document));
                let drafter = before.map_or(caller.person, OutgoingDocument::drafter);
                if access::outgoing::completes(&loaded.document, drafter, &snapshot.directory) {
                    gathered.in_hand.insert(answer.document);
                }
            }
        }
        Ok(gathered)
    }

    /// What is known of the documents that one replaces, amends or corrects, and nothing else.
    pub fn of_related(related: BTreeMap<DocumentId, OutgoingDocument>) -> Self {
        Self { related, ..Self::default() }
    }

    /// What a copy names: files, agencies, counterparts, and what is copied. What stood there is seen by whoever revises it.
    pub fn of_copy(
        conn: &mut Conn,
        snapshot: &AgencySnapshot,
        caller: Caller,
        (copy, before): (&MakeCopy, Option<&OutgoingDocument>),
        today: NaiveDate,
    ) -> Result<Self, StoreError> {
        let mut gathered = Self::of_named(conn, caller, (&copy.files, &copy.recipients), before, today)?;
        let stood = before.and_then(|before| before.content().copy.as_ref()).map(|stood| stood.of.document);
        gathered.source = source(conn, snapshot, copy.of, (stood != Some(copy.of)).then_some(caller.person))?;
        Ok(gathered)
    }

    fn of_named(
        conn: &mut Conn,
        caller: Caller,
        (files, recipients): (&[FileId], &[RecipientFields]),
        before: Option<&OutgoingDocument>,
        today: NaiveDate,
    ) -> Result<Self, StoreError> {
        let mut gathered =
            Self { files: file::attachable(conn, caller.agency, caller.person.0, files)?, ..Self::default() };
        if let Some(before) = before {
            // What an earlier edition had comes back as it was.
            gathered.files.extend(file::of_document(conn, caller.agency, before.id(), files)?);
        }
        let codes: Vec<&str> = recipients.iter().filter_map(|to| to.agency.as_ref()).map(OrganCode::as_str).collect();
        if !codes.is_empty() {
            let all = records::agencies(conn)?;
            for code in codes {
                let found = all.iter().find(|agency| agency.has_code(code) && agency.id != caller.agency);
                if let Some(agency) = found.filter(|agency| agency.validity.holds_on(today)) {
                    gathered.agencies.insert(code.to_owned(), agency.name_on(today).to_owned());
                }
            }
        }
        let named: Vec<CounterpartId> = recipients.iter().filter_map(|to| to.counterpart).collect();
        gathered.counterparts = counterpart::named(conn, caller.agency, &named)?;
        Ok(gathered)
    }

    /// Where fresh ids come from, and the time.
    pub fn seed(&mut self, seed: Seed, now: UtcTime) {
        (self.seed, self.now) = (seed, now);
    }

    pub fn context<'b>(&'b mut self, snapshot: &'b AgencySnapshot) -> OutgoingContext<'b> {
        self.types = types(snapshot);
        OutgoingContext {
            now: self.now,
            seed: self.seed,
            directory: &snapshot.directory,
            organisation: &snapshot.organisation,
            settings: &snapshot.settings,
            calendar: &snapshot.calendar,
            types: &self.types,
            files: &self.files,
            agencies: &self.agencies,
            counterparts: &self.counterparts,
            number: self.number.as_ref(),
            answered: &self.answered,
            in_hand: &self.in_hand,
            related: &self.related,
            source: self.source.as_ref(),
            sends_mail: self.sends_mail,
            gateways: &self.gateways,
        }
    }
}

/// The documents that one replaces, amends or corrects, as they stand.
pub(super) fn related(
    conn: &mut Conn,
    document: &OutgoingDocument,
) -> Result<BTreeMap<DocumentId, OutgoingDocument>, StoreError> {
    let mut related = BTreeMap::new();
    for one in &document.content().relations {
        if let Some(loaded) = rows::load(conn, document.agency(), one.document)? {
            related.insert(one.document, loaded.document);
        }
    }
    Ok(related)
}

/// What is known of a document that is to be copied: one that came in or went out, and that this person sees, where one is asked about.
pub(super) fn source(
    conn: &mut Conn,
    snapshot: &AgencySnapshot,
    of: DocumentId,
    seen_by: Option<PersonId>,
) -> Result<Option<Source>, StoreError> {
    let (agency, directory) = (snapshot.directory.agency, &snapshot.directory);
    if let Some(loaded) = document::load(conn, agency, of)? {
        let seen = seen_by.is_none_or(|person| access::may_see(&loaded.document, person, directory));
        return Ok(seen.then(|| Source::of_incoming(&loaded.document)));
    }
    let loaded = rows::load(conn, agency, of)?.map(|loaded| loaded.document);
    let seen = |document: &OutgoingDocument| {
        seen_by.is_none_or(|person| access::outgoing::may_see(document, person, directory))
    };
    Ok(loaded.filter(seen).map(|document| Source::of_outgoing(&document, &directory.agency_name)))
}

/// Why an incoming document could not be answered now; nothing where it could.
pub(super) fn unanswerable(document: &IncomingDocument) -> Option<Rule> {
    (!table::knows(document.state().name(), CommandKind::Answered)).then_some(Rule::WrongState)
}

/// The document types in use that an office issues, as far as numbers depend on them.
pub(crate) fn types(snapshot: &AgencySnapshot) -> BTreeMap<String, TypeFacts> {
    let facts = |row: &store::organisation::TypeRow| {
        let group = Group::parse(&row.type_group).filter(|group| group.is_issued())?;
        let (name, abbreviation) = (row.name.clone(), row.abbreviation.clone());
        Some((row.code.clone(), TypeFacts { name, abbreviation, normative: group.is_normative() }))
    };
    snapshot.types.iter().filter_map(facts).collect()
}

impl Office {
    /// What a dispatch looks up: the addresses of those outside to whom it goes, as they stand in the directory now, and who of them is reached
    /// by a gateway.
    pub(super) fn of_dispatch(
        &self,
        conn: &mut Conn,
        snapshot: &AgencySnapshot,
        document: &OutgoingDocument,
    ) -> Result<Gathered, StoreError> {
        let named = document.content().recipients.iter().filter_map(|to| match to.destination {
            Destination::Counterpart { counterpart, .. } => Some(counterpart),
            _ => None,
        });
        let named: Vec<CounterpartId> = named.collect();
        let counterparts = counterpart::named(conn, document.agency(), &named)?;
        let codes: Vec<String> =
            counterparts.values().filter_map(|one| one.fields.code.as_ref()).map(ToString::to_string).collect();
        let gateways = self.reached(conn, &snapshot.organisation.agency, codes)?;
        Ok(Gathered { counterparts, sends_mail: self.has_mail_server(), gateways, ..Gathered::default() })
    }
}
