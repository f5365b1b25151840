//! Proving the history: every document's chain, every organisation's, and every register's numbers.

use domain::{AgencyId, DocumentId};
use store::{
    Db,
    history::{self, Direction, Verified},
    organisation::changes::{BrokenChange, verify},
    register::{self, Gap},
};

use crate::{OfficeError, year_end};

pub use crate::year_end::BrokenSeal;

/// How many documents are checked in one snapshot.
const BATCH: i64 = 500;

/// What an audit found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Audit {
    /// The chains.
    pub chains: Verified,
    /// The registers with holes.
    pub gaps: Vec<Gap>,
    /// How many changes of organisations were looked at.
    pub changes: u64,
    /// The first broken change of each organisation that has one.
    pub broken_changes: Vec<BrokenChange>,
    /// The sealed registers whose lines are not what they were sealed as.
    pub broken_seals: Vec<BrokenSeal>,
}

impl Audit {
    /// Whether nothing is wrong.
    pub fn is_clean(&self) -> bool {
        self.chains.broken.is_empty()
            && self.gaps.is_empty()
            && self.broken_changes.is_empty()
            && self.broken_seals.is_empty()
    }
}

/// Checks the whole history. Needs nothing but the database: no key, no file, no office at work.
pub async fn audit(db: &Db) -> Result<Audit, OfficeError> {
    let mut chains = Verified::default();
    for direction in [Direction::Incoming, Direction::Outgoing, Direction::Dossier, Direction::CaseFile] {
        let mut after: Option<(AgencyId, DocumentId)> = None;
        loop {
            let so_far = chains.clone();
            let (seen, next) = db
                .read_long(move |conn| {
                    let mut seen = so_far.clone();
                    let next = history::verify(conn, direction, after, BATCH, &mut seen)?;
                    Ok::<_, OfficeError>((seen, next))
                })
                .await?;
            chains = seen;
            match next {
                Some(_) => after = next,
                None => break,
            }
        }
    }
    chains.broken.extend(db.read_long(|conn| history::orphans(conn, BATCH)).await?);
    let gaps = db.read_long(register::gaps).await?;
    let (changes, broken_changes) = db.read_long(verify).await?;
    let broken_seals = year_end::verify(db).await?;
    Ok(Audit { chains, gaps, changes, broken_changes, broken_seals })
}
