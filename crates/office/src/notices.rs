//! How somebody wants to be told: which notices come at once, which in the morning's digest, which not at all.

use std::collections::BTreeSet;

use domain::notice::preference::Preferences;
use store::notice_preference;

use crate::{Office, OfficeError, agency::Caller};

impl Office {
    /// What the caller has chosen.
    pub async fn notice_preferences(&self, caller: Caller) -> Result<Preferences, OfficeError> {
        self.caller(caller).await?;
        let Caller { agency, person } = caller;
        let chosen = self.db().read(move |conn| notice_preference::of(conn, agency, &BTreeSet::from([person]))).await?;
        Ok(chosen.into_values().next().unwrap_or_default())
    }

    /// Sets what the caller has chosen, in the stead of what they had.
    pub async fn set_notice_preferences(&self, caller: Caller, chosen: Preferences) -> Result<(), OfficeError> {
        self.caller(caller).await?;
        let Caller { agency, person } = caller;
        Ok(self.db().write(move |conn| notice_preference::set(conn, agency, person, &chosen)).await?)
    }
}
