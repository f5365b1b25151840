//! Citizens who hand in by accounts of their own, where an office has opened that. They are another kind of people than those who work in the
//! office: nobody of the organisation, with sessions of their own kind, which open nothing but what is theirs. Where the office has not opened
//! it, it is as if there were none of this.

mod drafts;
mod files;
mod handing_in;
mod personal;
mod retention;
mod signing_in;

use std::{sync::Arc, time::Duration};

use domain::AgencyId;
use store::organisation::AgencySnapshot;
use uuid::Uuid;

use crate::{Office, OfficeError, sign_in::Allowance};

pub use self::files::Basket;
pub(crate) use self::files::{Uploading, unsent_path};
pub use self::handing_in::OwnDossier;
pub use self::personal::{Erased, Export, ExportedFile};
pub use self::signing_in::{CodeSent, Session};
pub use store::citizen::{Account, Act, ActKind, CitizenFile, Draft};

/// How many times as many mails with a code one address gets, whoever asks, as from one address of the network. So who asks for codes to
/// another's address does not keep its owner out, and the address gets no more than that.
pub const ELSEWHERE: u32 = 5;

/// How often one may try, how long codes and sessions hold, and how much an account may keep; each is a setting.
#[derive(Debug, Clone)]
pub struct CitizenTerms {
    /// Mails with a code to one address, asked for from one address of the network; of all together [`ELSEWHERE`] times as many.
    pub mails: Allowance,
    /// Asking for codes, and trying them, from one address of the network.
    pub tries: Allowance,
    /// How long a code holds.
    pub code: Duration,
    /// How often one code may be tried.
    pub code_tries: i32,
    /// How long somebody stays signed in.
    pub session: Duration,
    /// The most drafts of an account.
    pub drafts: usize,
    /// The most bytes of an account's files that are not handed in yet.
    pub files_bytes: u64,
    /// The most bytes of such files of all accounts of an agency together.
    pub all_files_bytes: u64,
    /// How long before a draft or an account is erased its owner is told.
    pub warned: Duration,
}

impl Default for CitizenTerms {
    fn default() -> Self {
        Self {
            mails: Allowance { burst: 3, pause: Duration::from_mins(10) },
            tries: Allowance { burst: 20, pause: Duration::from_secs(30) },
            code: Duration::from_mins(15),
            code_tries: 5,
            session: Duration::from_hours(8),
            drafts: 10,
            files_bytes: 200 * 1024 * 1024,
            all_files_bytes: 20 * 1024 * 1024 * 1024,
            warned: Duration::from_hours(7 * 24),
        }
    }
}

/// A citizen, signed in at an agency.
#[derive(Debug, Clone)]
pub struct Citizen {
    /// Their account.
    pub account: Account,
    /// Their session.
    pub session: Uuid,
    /// The agency.
    pub snapshot: Arc<AgencySnapshot>,
}

impl Citizen {
    const fn agency(&self) -> AgencyId {
        self.account.agency
    }
}

impl Office {
    /// Whether citizens hand in by accounts of their own at this agency. Where no mail can be sent nobody could sign in.
    pub fn is_open_to_citizens(&self, snapshot: &AgencySnapshot) -> bool {
        snapshot.settings.one_stop.own_submission && self.has_mail_server()
    }

    /// The agency of this code, where it has accounts of citizens.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`] where there is no such agency, and where it has none.
    pub async fn agency_of_citizens(&self, code: &str) -> Result<Arc<AgencySnapshot>, OfficeError> {
        let snapshot = self.public_agency(code).await?;
        if self.is_open_to_citizens(&snapshot) { Ok(snapshot) } else { Err(OfficeError::NotFound) }
    }
}
