//! What passes between the office that received a dossier and the agency that handles it.

use serde::{Deserialize, Serialize};

use super::{
    OtherAgency, Why,
    relay::{Relay, unsigned},
    standing::{Standing, Sum},
};
use crate::{
    OrganCode, UtcTime,
    dossier::{
        clock::Clock,
        code::DossierCode,
        event::{Event, Happening},
        facts::DossierFacts,
        record::Dossier,
        state::Charge,
    },
    incoming::StoredFile,
};

/// A dossier as the competent agency gets it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrival {
    /// What is known of it, and where it was received.
    pub facts: DossierFacts,
    /// Mã hồ sơ: one through all agencies.
    pub code: DossierCode,
    /// When it was received.
    pub at: UtcTime,
    /// What was promised on the receipt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<Clock>,
    /// What is to be paid for it, and was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub charges: Vec<Charge>,
}

impl Arrival {
    /// Of a dossier that this agency has received for another.
    fn of(dossier: &Dossier, own: &OtherAgency) -> Option<Self> {
        let acceptance = dossier.state().acceptance()?;
        // Who handed it in through which system, and who entered it later, is the receiving office's own.
        let mut facts =
            DossierFacts { origin: Some(own.clone()), portal: None, late_entry: None, ..dossier.facts().clone() };
        unsigned(&mut facts.components);
        let charges = dossier.charges().iter().map(|charge| Charge::from(&Sum::from(charge))).collect();
        let (code, at, clock) = (acceptance.code.clone(), acceptance.at, acceptance.clock.clone());
        Some(Self { facts, code, at, clock, charges })
    }
}

/// What passes between the agency that has received a dossier and the one that decides on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "parcel", rename_all = "snake_case")]
#[allow(clippy::large_enum_variant, reason = "one is carried at a time; a box would only be in the way")]
pub enum Parcel {
    /// To the competent agency: the dossier.
    Forward {
        /// Under which number: an answer names it.
        number: u32,
        /// The dossier.
        arrival: Arrival,
    },
    /// To the competent agency: what the citizen has done.
    Relay {
        /// Under which number: an answer names it.
        number: u32,
        /// What.
        relay: Relay,
    },
    /// To the office that received it: how it stands.
    Standing {
        /// How.
        standing: Standing,
    },
    /// To the office that received it: what was not taken.
    NotTaken {
        /// Which, by its number.
        number: u32,
        /// Why.
        why: Why,
    },
}

impl Parcel {
    /// The number by which an answer names it; nothing where none is expected.
    pub const fn number(&self) -> Option<u32> {
        match self {
            Self::Forward { number, .. } | Self::Relay { number, .. } => Some(*number),
            Self::Standing { .. } | Self::NotTaken { .. } => None,
        }
    }

    /// Its files, as they lie in the storage.
    pub fn files(&self) -> Vec<StoredFile> {
        let components = match self {
            Self::Forward { arrival, .. } => arrival.facts.components.as_slice(),
            Self::Relay { relay: Relay::Supply { components, .. }, .. } => components.as_slice(),
            _ => &[],
        };
        components.iter().flat_map(|one| &one.files).map(|file| file.file.clone()).collect()
    }
}

/// What goes to the other agency of what has happened: to which, and what. `before` is the dossier as it stood, `after` as it stands, and `own`
/// this agency.
pub fn parcel(
    before: Option<&Dossier>,
    after: &Dossier,
    happenings: &[Happening],
    own: &OtherAgency,
) -> Option<(OrganCode, Parcel)> {
    let competent = after.state().acceptance().and_then(|acceptance| acceptance.competent.as_ref());
    for happening in happenings {
        let number = after.version();
        let sent = match &happening.event {
            Event::DossierForwarded => Arrival::of(after, own).map(|arrival| Parcel::Forward { number, arrival }),
            Event::Relayed { relay } => Some(Parcel::Relay { number, relay: relay.clone().unsigned() }),
            _ => None,
        };
        if let (Some(to), Some(parcel)) = (competent, sent) {
            return Some((to.code.clone(), parcel));
        }
    }
    let origin = after.facts().origin.as_ref()?;
    let standing = Standing::of(after)?;
    let known = before.and_then(Standing::of);
    let says_more = known.is_none_or(|known| !known.says_as(&standing));
    says_more.then(|| (origin.code.clone(), Parcel::Standing { standing }))
}
