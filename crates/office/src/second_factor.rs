//! The second factor: a code by time from an authenticator app (TOTP), or one of ten recovery codes. Its owner enrols and
//! confirms with a code; from then on a password alone signs nobody in. Where a role demands it, a session without one may do
//! nothing but enrol.

mod totp;

use std::time::Instant;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    AgencyId, PersonId, Refusal, Rule, UtcTime,
    notice::AccountNotice,
    organisation::{Directory, Record},
};
use sha2::{Digest, Sha256};
use store::{
    Conn, StoreError, action_link,
    organisation::{
        self,
        changes::{self, Asked, Change, SecondFactorReset},
    },
    reply_address, second_factor, session,
};

use crate::{
    Office, OfficeError,
    agency::Caller,
    organisation::{by, entitled_over},
    sign_in::{SignedIn, Tried},
};

/// How many recovery codes there are.
const RECOVERY_CODES: usize = 10;

/// Why something about a second factor was not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SecondFactorFault {
    /// The password is right, and a code is needed beside it.
    #[error("a code of the second factor is needed")]
    Needed,
    /// The code is wrong, or was used before.
    #[error("the code of the second factor is wrong")]
    Wrong,
    /// A role demands a second factor, and there is none yet.
    #[error("a second factor must be enrolled first")]
    EnrolmentNeeded,
    /// It is on already.
    #[error("the second factor is on")]
    On,
    /// There is none.
    #[error("there is no second factor")]
    Off,
    /// A role demands it.
    #[error("the second factor is demanded")]
    Demanded,
}

/// A secret that is shown this once.
#[derive(Clone)]
pub struct Enrolment {
    /// The secret in base 32, to be typed.
    pub secret: String,
    /// The same as an `otpauth` address, to be shown as a picture.
    pub uri: String,
}

impl std::fmt::Debug for Enrolment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Enrolment(…)")
    }
}

/// How somebody's second factor stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Since when it is asked for; none where it is not.
    pub since: Option<UtcTime>,
    /// Whether one of their roles demands it.
    pub demanded: bool,
    /// How many recovery codes are left.
    pub recovery_codes_left: i64,
}

/// A code that fits, still to be used: that it was not used before is found out when it is.
#[derive(Debug, Clone)]
pub(crate) enum Proof {
    /// Of a time step.
    Step(i64),
    /// Perhaps a recovery code, by its hash.
    Recovery(String),
}

impl Proof {
    /// Uses the code up.
    ///
    /// # Errors
    /// [`SecondFactorFault::Wrong`] where it was used before, or is none.
    pub(crate) fn spend(&self, conn: &mut Conn, of: Caller, now: UtcTime) -> Result<(), OfficeError> {
        let good = match self {
            Self::Step(step) => second_factor::use_step(conn, of.agency, of.person, *step)?,
            Self::Recovery(hash) => second_factor::use_recovery_code(conn, of.agency, of.person, hash, now)?,
        };
        if good { Ok(()) } else { Err(SecondFactorFault::Wrong.into()) }
    }
}

/// Where a secret belongs: one that is copied to another's row does not open.
fn place(of: Caller) -> String {
    format!("second factor of {}/{}", of.agency.0, of.person.0)
}

fn hash(of: Caller, recovery_code: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(format!("{}/{}/{recovery_code}", of.agency.0, of.person.0)))
}

/// Ten codes of eighty random bits each, in letters and digits that nobody takes for one another.
fn recovery_codes() -> Result<Vec<String>, OfficeError> {
    const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut bytes = [0_u8; RECOVERY_CODES * 16];
    getrandom::fill(&mut bytes).map_err(|e| OfficeError::Internal(format!("no randomness: {e}")))?;
    let letter = |byte: &u8| ALPHABET.get(usize::from(byte % 32)).map(|letter| char::from(*letter));
    let group = |four: &[u8]| four.iter().filter_map(letter).collect::<String>();
    Ok(bytes.chunks(16).map(|code| code.chunks(4).map(group).collect::<Vec<_>>().join("-")).collect())
}

/// A code as it is compared: however it was typed.
fn typed(code: &str) -> String {
    code.chars().filter(|c| !c.is_whitespace() && *c != '-').flat_map(char::to_lowercase).take(100).collect()
}

fn hashes(of: Caller, codes: &[String]) -> Vec<String> {
    codes.iter().map(|code| hash(of, &typed(code))).collect()
}

impl Office {
    /// The proof that a code is, as far as it can be told before it is used.
    fn proof(&self, of: Caller, sealed: &str, code: &str) -> Result<Proof, OfficeError> {
        let code = typed(code);
        if code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()) {
            let secret = self.0.parts.sealing.open(sealed, &place(of))?;
            let step = totp::step_of(&secret, &code, self.now().timestamp());
            step.map(Proof::Step).ok_or_else(|| SecondFactorFault::Wrong.into())
        } else {
            Ok(Proof::Recovery(hash(of, &code)))
        }
    }

    /// What somebody with the right password must show beside it: nothing where they have no second factor.
    pub(crate) async fn second_proof(&self, of: Caller, code: Option<&str>) -> Result<Option<Proof>, OfficeError> {
        let factor = self.db().read(move |conn| second_factor::find(conn, of.agency, of.person)).await?;
        let Some(factor) = factor.filter(|factor| factor.confirmed_at.is_some()) else { return Ok(None) };
        let code = code.ok_or(SecondFactorFault::Needed)?;
        self.proof(of, &factor.secret, code).map(Some)
    }

    /// Whether a role of this person demands one, or a role of somebody for whom they stand in.
    fn demands(&self, person: PersonId, directory: &Directory) -> bool {
        let roles = &self.limits().second_factor_roles;
        directory.desks_of(person).any(|desk| roles.iter().any(|role| desk.is(*role)))
    }

    /// Whether somebody must enrol before they may do anything else.
    pub(crate) async fn must_enrol(&self, who: SignedIn) -> Result<bool, OfficeError> {
        if self.limits().second_factor_roles.is_empty() {
            return Ok(false);
        }
        let (snapshot, _) = self.caller(who.caller).await?;
        let within = self.limits().session_memory;
        if !self.demands(who.caller.person, &snapshot.directory) || self.0.enrolled.recall(who.caller, within) {
            return Ok(false);
        }
        // Only that somebody has one is remembered: who has just enrolled, here or elsewhere, goes on at once.
        let asked = Instant::now();
        let Caller { agency, person } = who.caller;
        let factor = self.db().read(move |conn| second_factor::find(conn, agency, person)).await?;
        let on = factor.is_some_and(|factor| factor.confirmed_at.is_some());
        if on {
            self.0.enrolled.remember(who.caller, asked, within);
        }
        Ok(!on)
    }

    /// Whether more than a password is asked of somebody who signs in: they have a second factor, or must have one.
    pub(crate) async fn is_asked_for_more(&self, of: Caller, directory: &Directory) -> Result<bool, OfficeError> {
        if self.demands(of.person, directory) {
            return Ok(true);
        }
        let factor = self.db().read(move |conn| second_factor::find(conn, of.agency, of.person)).await?;
        Ok(factor.is_some_and(|factor| factor.confirmed_at.is_some()))
    }

    /// How one's own second factor stands.
    pub async fn second_factor(&self, who: SignedIn) -> Result<Standing, OfficeError> {
        let (snapshot, _) = self.caller(who.caller).await?;
        let Caller { agency, person } = who.caller;
        let (factor, left) = self
            .db()
            .read(move |conn| {
                let factor = second_factor::find(conn, agency, person)?;
                Ok::<_, StoreError>((factor, second_factor::recovery_codes_left(conn, agency, person)?))
            })
            .await?;
        let since = factor.and_then(|factor| factor.confirmed_at);
        Ok(Standing { since, demanded: self.demands(person, &snapshot.directory), recovery_codes_left: left })
    }

    /// Makes a secret, shown this once; it is asked for once it is confirmed. Needs the password: whoever sits at somebody's open
    /// session must not shut its owner out.
    pub async fn enrol_second_factor(&self, who: SignedIn, password: &str) -> Result<Enrolment, OfficeError> {
        let known = self.own_password(who.caller, password).await?;
        let (snapshot, _) = self.caller(who.caller).await?;
        let mut secret = [0_u8; totp::SECRET];
        getrandom::fill(&mut secret).map_err(|e| OfficeError::Internal(format!("no randomness: {e}")))?;
        let sealed = self.0.parts.sealing.seal(&secret, &place(who.caller))?;
        let (Caller { agency, person }, now) = (who.caller, domain::to_micros(self.now()));
        let begun = self.db().write(move |conn| second_factor::begin(conn, agency, person, &sealed, now)).await?;
        if !begun {
            return Err(SecondFactorFault::On.into());
        }
        let uri = totp::uri(&secret, &snapshot.directory.agency_name, &known.username);
        Ok(Enrolment { secret: totp::base32(&secret), uri })
    }

    /// Turns the second factor on, with a code of the new secret; its recovery codes, shown this once.
    pub async fn confirm_second_factor(&self, who: SignedIn, code: &str) -> Result<Vec<String>, OfficeError> {
        let caller = who.caller;
        let factor = self.db().read(move |conn| second_factor::find(conn, caller.agency, caller.person)).await?;
        let secret = match factor {
            None => return Err(SecondFactorFault::Off.into()),
            Some(factor) if factor.confirmed_at.is_some() => return Err(SecondFactorFault::On.into()),
            Some(factor) => factor.secret,
        };
        let tried = self.own_attempt(caller).await?;
        let Proof::Step(step) = self.proof(caller, &secret, code)? else { return Err(SecondFactorFault::Wrong.into()) };
        let codes = recovery_codes()?;
        let (hashed, now) = (hashes(caller, &codes), domain::to_micros(self.now()));
        self.db()
            .write(move |conn| {
                if !second_factor::confirm(conn, caller.agency, caller.person, &secret, step, now)? {
                    return Err(OfficeError::from(SecondFactorFault::Wrong));
                }
                second_factor::set_recovery_codes(conn, caller.agency, caller.person, &hashed)?;
                Ok(())
            })
            .await?;
        self.0.throttle.give_back(tried, self.limits().account_tries);
        tracing::info!(agency = %caller.agency, person = %caller.person, "a second factor was turned on");
        Ok(codes)
    }

    /// One try of whoever sits at somebody's open session: they guess no longer than a stranger.
    async fn own_attempt(&self, caller: Caller) -> Result<Tried, OfficeError> {
        let (_, known) = self.caller(caller).await?;
        let tried = Tried::AtHome(known.username, None);
        self.attempt(tried.clone(), self.limits().account_tries)?;
        Ok(tried)
    }

    /// Makes new recovery codes, shown this once; the earlier ones are good no longer.
    pub async fn new_recovery_codes(&self, who: SignedIn, code: &str) -> Result<Vec<String>, OfficeError> {
        let caller = who.caller;
        let tried = self.own_attempt(caller).await?;
        let proof = self.second_proof(caller, Some(code)).await?.ok_or(SecondFactorFault::Off)?;
        let codes = recovery_codes()?;
        let (hashed, now) = (hashes(caller, &codes), domain::to_micros(self.now()));
        self.db()
            .write(move |conn| {
                proof.spend(conn, caller, now)?;
                Ok::<_, OfficeError>(second_factor::set_recovery_codes(conn, caller.agency, caller.person, &hashed)?)
            })
            .await?;
        self.0.throttle.give_back(tried, self.limits().account_tries);
        Ok(codes)
    }

    /// Turns one's own second factor off, with password and code; not where a role demands it.
    pub async fn end_second_factor(&self, who: SignedIn, password: &str, code: &str) -> Result<(), OfficeError> {
        let caller = who.caller;
        let (snapshot, _) = self.caller(caller).await?;
        if self.demands(caller.person, &snapshot.directory) {
            return Err(SecondFactorFault::Demanded.into());
        }
        self.own_password(caller, password).await?;
        let tried = self.own_attempt(caller).await?;
        let proof = self.second_proof(caller, Some(code)).await?.ok_or(SecondFactorFault::Off)?;
        let now = domain::to_micros(self.now());
        self.db()
            .write(move |conn| {
                proof.spend(conn, caller, now)?;
                Ok::<_, OfficeError>(second_factor::end(conn, caller.agency, caller.person)?)
            })
            .await?;
        self.0.throttle.give_back(tried, self.limits().account_tries);
        tracing::info!(agency = %caller.agency, person = %caller.person, "a second factor was turned off by its owner");
        Ok(())
    }

    /// Ends another's second factor, who has lost it. Their sessions end.
    pub async fn reset_second_factor(
        &self,
        caller: Caller,
        agency: AgencyId,
        person: PersonId,
    ) -> Result<(), OfficeError> {
        let snapshot = self.organisation(caller, agency).await?;
        if !snapshot.organisation.people.contains_key(&person) {
            return Err(OfficeError::NotFound);
        }
        if person == caller.person {
            return Err(Refusal::new(Rule::OwnSecondFactor).into());
        }
        let notice = AccountNotice::SecondFactorEnded { by: by(&snapshot, caller) };
        let letter = self.helped_letter(&snapshot, person, notice)?;
        let now = domain::to_micros(self.now());
        let ended = self
            .db()
            .write(move |conn| {
                organisation::begin_change(conn, agency)?;
                let record = Record::Person(entitled_over(conn, caller, agency, person, now)?);
                letter.as_ref().map_or(Ok(()), |letter| letter.queue(conn, now))?;
                if !second_factor::end(conn, agency, person)? {
                    return Err(OfficeError::from(SecondFactorFault::Off));
                }
                let asked = Asked::SecondFactor(SecondFactorReset { person });
                changes::write(conn, agency, &Change { at: now, by: Some(caller.person), asked, record })?;
                action_link::end_all(conn, agency, person, now)?;
                reply_address::end_all(conn, agency, person, now)?;
                Ok(session::end_all(conn, agency, person, None, "second factor ended by an administrator", now)?)
            })
            .await?;
        tracing::info!(%agency, %person, by = %caller.person, "a second factor was ended");
        self.forget_sessions(agency, &ended);
        self.wake_mail();
        Ok(())
    }
}
