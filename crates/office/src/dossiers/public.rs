//! What anybody may ask of the one-stop shop without signing in: how far a dossier has come, by what stands on its receipt; which
//! procedures there are; the figures of a month; and the rating after the return.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Instant,
};

use domain::{
    Actor, AgencyId, DossierId, Seed,
    dossier::{
        self, Command, Dossier, DossierCode, Month,
        command::RateDossier,
        month::{Counts, Group},
    },
    procedure::Edition,
};
use store::{
    Conn, dossier as rows,
    organisation::{AgencySnapshot, records::agencies},
    procedure::{self, Filter, ProcedureLine},
};

use super::{DossierDetail, Gathered, happenings, statistics::Counted};
use crate::{
    Office, OfficeError,
    incoming::{Halt, misfit},
    sign_in::Tried,
};

/// Above this many, remembered figures are thrown away.
const REMEMBERED: usize = 2000;

/// What one instance remembers for the public.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    agencies: Mutex<HashMap<String, AgencyId>>,
    figures: Mutex<Remembered>,
    /// Held while some of an agency are counted: whoever asks meanwhile waits for that, and counts nothing. Agencies share a few.
    counting: [tokio::sync::Mutex<()>; 8],
}

/// Figures, each with when they were counted.
type Remembered = HashMap<(AgencyId, Month), (Instant, Arc<PublicFigures>)>;

/// An agency as the public knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicAgency {
    /// Mã định danh.
    pub code: String,
    /// Tên cơ quan.
    pub name: String,
}

/// What stands on a receipt.
#[derive(Debug, Clone, Copy)]
pub struct Receipt<'a> {
    /// Mã hồ sơ, as it was typed.
    pub code: &'a str,
    /// The look-up secret, as it was typed.
    pub secret: &'a str,
}

/// The figures of a month, for everybody.
#[derive(Debug, Clone)]
pub struct PublicFigures {
    /// Of which month.
    pub month: Month,
    /// By field, and when they were counted.
    pub counted: Counted,
}

impl PublicFigures {
    /// All together.
    pub fn total(&self) -> Group {
        self.counted.counts.total()
    }

    /// By field.
    pub fn fields(&self) -> &[Group] {
        &self.counted.counts.fields
    }
}

/// Where a code and a receipt's QR lead: the page on which its dossier is looked up, with the code filled in. The secret is never in it.
pub fn look_up_path(agency_code: &str, code: &DossierCode) -> String {
    format!("/mot-cua/{agency_code}?ma={code}")
}

impl Office {
    /// The secret that is printed on the receipt of a dossier: derived from its id by the installation's key and kept nowhere.
    pub fn look_up_secret(&self, dossier: &Dossier) -> String {
        self.0.parts.sealing.look_up_secret(dossier.id().0)
    }

    /// The agencies of this installation, for whoever does not know their code.
    pub async fn public_agencies(&self) -> Result<Vec<PublicAgency>, OfficeError> {
        let today = self.today();
        let all = self.db().read(agencies).await?;
        let there = all.iter().filter(|agency| agency.validity.holds_on(today));
        let shown = |agency: &domain::organisation::AgencyRecord| PublicAgency {
            code: agency.code_on(today).to_owned(),
            name: agency.name_on(today).to_owned(),
        };
        Ok(there.map(shown).collect())
    }

    /// The agency of this code, or that once had it.
    pub async fn public_agency(&self, code: &str) -> Result<Arc<AgencySnapshot>, OfficeError> {
        let code = code.to_ascii_uppercase();
        let known = self.0.public.agencies.lock().unwrap_or_else(PoisonError::into_inner).get(&code).copied();
        if let Some(agency) = known {
            return self.snapshot(agency).await;
        }
        let wanted = code.clone();
        let all = self.db().read(agencies).await?;
        let found = all.iter().find(|agency| agency.codes.iter().any(|one| one.code.eq_ignore_ascii_case(&wanted)));
        let agency = found.ok_or(OfficeError::NotFound)?.id;
        // Codes stay known for ever, so what is remembered stays true.
        self.0.public.agencies.lock().unwrap_or_else(PoisonError::into_inner).insert(code, agency);
        self.snapshot(agency).await
    }

    /// Which dossier a receipt is of. A code that nobody has and a secret that is wrong are the same to whoever asks: the same query, the
    /// same tag by the same key, compared in constant time, and the same answer.
    async fn of_receipt(
        &self,
        agency: AgencyId,
        receipt: Receipt<'_>,
        from: Option<IpAddr>,
    ) -> Result<DossierId, OfficeError> {
        let allowance = self.limits().look_up_tries;
        self.attempt(Tried::LookUp(from), allowance)?;
        // What has not the shape of a code is looked for as well, and is nobody's.
        let code = DossierCode::parse(receipt.code).map_or_else(|_| "-".to_owned(), |code| code.to_string());
        let found = self.db().read(move |conn| rows::id_by_code(conn, agency, &code)).await?;
        let nobody = DossierId(uuid::Uuid::nil());
        let right = self.0.parts.sealing.is_look_up_secret(found.unwrap_or(nobody).0, receipt.secret);
        match found {
            Some(id) if right => {
                // It was no guess.
                self.0.throttle.give_back(Tried::LookUp(from), allowance);
                Ok(id)
            }
            _ => Err(OfficeError::NotFound),
        }
    }

    /// How far the dossier of a receipt has come.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`] where there is none, or its secret is another: nobody learns which.
    pub async fn look_up_dossier(
        &self,
        snapshot: &Arc<AgencySnapshot>,
        receipt: Receipt<'_>,
        from: Option<IpAddr>,
    ) -> Result<DossierDetail, OfficeError> {
        let agency = snapshot.directory.agency;
        let id = self.of_receipt(agency, receipt, from).await?;
        let loaded = self.db().read(move |conn| rows::load(conn, agency, id)).await?.ok_or(OfficeError::NotFound)?;
        tracing::info!(%agency, dossier = %id, "a dossier was looked up by its receipt");
        Ok(self.dossier_detail(loaded.dossier, snapshot, None))
    }

    /// What whoever has the receipt thinks of how it was handled: once, after the return.
    ///
    /// # Errors
    /// As [`Office::look_up_dossier`]; the rule that says no.
    pub async fn rate_dossier(
        &self,
        snapshot: &Arc<AgencySnapshot>,
        receipt: Receipt<'_>,
        rating: RateDossier,
        from: Option<IpAddr>,
    ) -> Result<DossierDetail, OfficeError> {
        let agency = snapshot.directory.agency;
        let id = self.of_receipt(agency, receipt, from).await?;
        let (office, snap, seed) = (self.clone(), Arc::clone(snapshot), Seed::new(self.fresh()));
        let command = Command::RateDossier(rating);
        // Nothing of a rating is decided by the agency's people, so it does not matter how old the snapshot is.
        let rate = move |conn: &mut Conn| {
            let loaded = rows::load_to_change(conn, agency, id)?.ok_or(OfficeError::NotFound)?;
            let (before, now, gathered) = (loaded.dossier, office.now(), Gathered::default());
            let events = dossier::decide(&before, Actor::Office, &command, &gathered.context(&snap, seed, now))?;
            let happenings = happenings(Actor::Office, now, events);
            let mut after = before.clone();
            for happening in &happenings {
                after = dossier::apply(after, happening).map_err(misfit)?;
            }
            rows::update(conn, &before, &loaded.chain_hash, &after, &happenings)?;
            Ok::<_, Halt>(after)
        };
        let rated = self.db().write(rate).await.map_err(Halt::into_error)?;
        tracing::info!(%agency, dossier = %id, "a dossier was rated by its receipt");
        Ok(self.dossier_detail(rated, snapshot, None))
    }

    /// A page of the procedures that the agency offers, in the order of their codes, behind this one.
    pub async fn public_procedures(
        &self,
        agency: AgencyId,
        filter: Filter,
        behind: Option<String>,
        limit: i64,
    ) -> Result<Vec<ProcedureLine>, OfficeError> {
        let filter = Filter { withdrawn: false, ..filter };
        Ok(self.db().read(move |conn| procedure::list(conn, agency, &filter, behind.as_deref(), limit)).await?)
    }

    /// A procedure that the agency offers, as it is received now.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`] where it has none of this code, or offers it no longer.
    pub async fn public_procedure(&self, agency: AgencyId, code: String) -> Result<Edition, OfficeError> {
        let read = move |conn: &mut Conn| {
            let line = procedure::by_code(conn, agency, &code)?.filter(|line| line.withdrawal.is_none());
            let Some(line) = line else { return Ok(None) };
            procedure::edition(conn, agency, line.id, line.version)
        };
        self.db().read_tx::<_, store::StoreError, _>(read).await?.ok_or(OfficeError::NotFound)
    }

    /// The figures of a month, counted now and then: not anew for everybody who asks.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`] where the month has not begun.
    pub async fn public_figures(&self, agency: AgencyId, month: Month) -> Result<Arc<PublicFigures>, OfficeError> {
        if month.from() > self.now() {
            return Err(OfficeError::NotFound);
        }
        if let Some(figures) = self.remembered_figures(agency, month) {
            return Ok(figures);
        }
        let counting = &self.0.public.counting;
        let which = usize::try_from(agency.0.as_u128() % 8).unwrap_or_default();
        let _counting = match counting.get(which) {
            Some(one) => Some(one.lock().await),
            None => None,
        };
        // Somebody else may have counted them meanwhile.
        if let Some(figures) = self.remembered_figures(agency, month) {
            return Ok(figures);
        }
        let mut counted = self.counted_month(agency, month).await?;
        // What is of no use to the public is not kept in memory for it.
        counted.counts = Counts { fields: counted.counts.fields, ..Counts::default() };
        let figures = Arc::new(PublicFigures { month, counted });
        let mut memory = self.0.public.figures.lock().unwrap_or_else(PoisonError::into_inner);
        if memory.len() >= REMEMBERED {
            memory.clear();
        }
        memory.insert((agency, month), (Instant::now(), Arc::clone(&figures)));
        Ok(figures)
    }

    /// Those of a month that were counted not long ago.
    fn remembered_figures(&self, agency: AgencyId, month: Month) -> Option<Arc<PublicFigures>> {
        let life = self.limits().public_figures;
        let memory = self.0.public.figures.lock().unwrap_or_else(PoisonError::into_inner);
        memory.get(&(agency, month)).filter(|(at, _)| at.elapsed() < life).map(|(_, figures)| Arc::clone(figures))
    }
}
