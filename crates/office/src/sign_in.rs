//! Signing in: passwords checked off the request's threads, short access tokens, refresh tokens that change with every use.

mod memory;
mod page;
mod throttle;

use std::{
    net::IpAddr,
    sync::Arc,
    time::{Duration, Instant},
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use domain::{AgencyId, PersonId, UtcTime, day_in_vietnam, organisation::Person};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::{
    organisation::find_login,
    session::{self, NewSession, Refreshed},
};
use uuid::Uuid;

pub use crate::keys::PublishedKey;
pub(crate) use memory::{EnrolledMemory, SessionMemory, TokenMemory};
pub use store::session::OpenSession;
pub use throttle::Allowance;
pub(crate) use throttle::{Throttle, Tried};

use memory::{Checked, Fingerprint};

use crate::{KeyError, Office, OfficeError, agency::Caller, second_factor::SecondFactorFault};

/// What an access token says.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    sub: Uuid,
    agency: Uuid,
    sid: Uuid,
    iat: i64,
    exp: i64,
}

/// What requests are made with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessToken {
    /// For requests, for minutes.
    pub token: String,
    /// How long it holds.
    pub expires_in: Duration,
    /// The session it is of.
    pub session: Uuid,
}

/// What a session is held by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tokens {
    /// For requests.
    pub access: AccessToken,
    /// For the next pair; good once.
    pub refresh_token: String,
}

/// What a browser gets whose tabs share one refresh token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SharedRefresh {
    /// The next pair.
    Pair(Tokens),
    /// Another tab was faster by a moment, and the browser has the next refresh token from there.
    Access(AccessToken),
}

/// What somebody signs in with.
#[derive(Clone, Copy)]
pub struct Credentials<'a> {
    /// Their name.
    pub username: &'a str,
    /// Their password.
    pub password: &'a str,
    /// A code of their second factor, or a recovery code; asked for only where they have one.
    pub code: Option<&'a str>,
}

impl std::fmt::Debug for Credentials<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Credentials({})", self.username)
    }
}

/// Someone signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignedIn {
    /// Who.
    pub caller: Caller,
    /// Their session.
    pub session: Uuid,
}

/// A session before it is begun.
pub(crate) struct Opening {
    pub(crate) session: NewSession,
    refresh_token: String,
}

pub(crate) fn hash(token: &str) -> String {
    hex::encode(Sha256::digest(token))
}

pub(crate) fn random_token() -> Result<String, OfficeError> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|e| OfficeError::Internal(format!("no randomness: {e}")))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

impl Office {
    /// Whoever is signed in, if this is their password. Who sits at somebody's open session guesses no longer than a stranger.
    pub(crate) async fn own_password(&self, caller: Caller, password: &str) -> Result<Person, OfficeError> {
        let (_, known) = self.caller(caller).await?;
        let name = known.username.clone();
        let login = self.db().read(move |conn| find_login(conn, &name)).await?;
        let tried = Tried::AtHome(known.username.clone(), None);
        self.attempt(tried.clone(), self.limits().account_tries)?;
        if !self.check_password(password, login.and_then(|login| login.password_hash)).await? {
            return Err(OfficeError::WrongCredentials);
        }
        self.0.throttle.give_back(tried, self.limits().account_tries);
        Ok(known)
    }

    /// Signs in by name and password, and a code where there is a second factor, from an address. Whoever guesses too often has
    /// to wait; who guesses right has not guessed.
    pub async fn log_in(
        &self,
        with: Credentials<'_>,
        client: Option<String>,
        address: Option<IpAddr>,
    ) -> Result<Tokens, OfficeError> {
        let name = with.username.trim().to_lowercase();
        self.attempt(Tried::Address(address), self.limits().address_tries)?;
        let sought = name.clone();
        let (login, at_home) = self
            .db()
            .read(move |conn| {
                let login = find_login(conn, &sought)?;
                // Asked for nobody, too: a name that doesn't exist costs the same.
                let whose =
                    login.as_ref().map_or((AgencyId(Uuid::nil()), PersonId(Uuid::nil())), |l| (l.agency, l.person));
                let at_home = match address {
                    Some(address) => session::was_at(conn, whose.0, whose.1, address)?,
                    None => false,
                };
                Ok::<_, OfficeError>((login, at_home))
            })
            .await?;
        let account = if at_home { Tried::AtHome(name, address) } else { Tried::Elsewhere(name) };
        self.attempt(account.clone(), self.limits().account_tries)?;
        let known = login
            .as_ref()
            .and_then(|login| login.password_hash.clone())
            .filter(|_| login.as_ref().is_some_and(|l| l.is_active(day_in_vietnam(self.now()))));
        if !self.check_password(with.password, known).await? {
            return Err(OfficeError::WrongCredentials);
        }
        let login = login.ok_or(OfficeError::WrongCredentials)?;
        let caller = Caller { agency: login.agency, person: login.person };
        let no_guess = || {
            self.0.throttle.give_back(Tried::Address(address), self.limits().address_tries);
            self.0.throttle.give_back(account.clone(), self.limits().account_tries);
        };
        // A code that is wrong was a guess; that none was sent is none.
        let proof = self.second_proof(caller, with.code).await.inspect_err(|error| {
            if matches!(error, OfficeError::SecondFactor(SecondFactorFault::Needed)) {
                no_guess();
            }
        })?;
        let opening = self.opening(caller, client, address)?;
        let (new, now) = (opening.session.clone(), opening.session.at);
        self.db()
            .write(move |conn| {
                if let Some(proof) = &proof {
                    proof.spend(conn, caller, now)?;
                }
                Ok::<_, OfficeError>(session::begin(conn, &new)?)
            })
            .await?;
        no_guess();
        self.opened(opening)
    }

    /// A session that is to be begun, in the transaction that proves whose it is.
    pub(crate) fn opening(
        &self,
        caller: Caller,
        client: Option<String>,
        address: Option<IpAddr>,
    ) -> Result<Opening, OfficeError> {
        let refresh_token = random_token()?;
        let now = self.now();
        let session = NewSession {
            id: self.fresh(),
            agency: caller.agency,
            person: caller.person,
            at: now,
            expires_at: now + self.limits().session,
            client: client.map(|name| name.chars().take(200).collect()),
            address,
            token_hash: hash(&refresh_token),
        };
        Ok(Opening { session, refresh_token })
    }

    /// The tokens of a session that was begun.
    pub(crate) fn opened(&self, opening: Opening) -> Result<Tokens, OfficeError> {
        let Opening { session, refresh_token } = opening;
        let access = self.access_token(session.agency, session.person, session.id)?;
        Ok(Tokens { access, refresh_token })
    }

    /// One try of somebody; an error where there have been too many.
    pub(crate) fn attempt(&self, who: Tried, allowance: Allowance) -> Result<(), OfficeError> {
        let wait = |after| OfficeError::TooMany { after };
        self.0.throttle.take(who, allowance, self.now()).map_err(wait)
    }

    /// One request without a token, from an address.
    ///
    /// # Errors
    /// [`OfficeError::TooMany`].
    pub fn anonymous_request(&self, address: Option<IpAddr>) -> Result<(), OfficeError> {
        match address {
            Some(address) => self.attempt(Tried::Anonymous(address), self.limits().anonymous_requests),
            None => Ok(()),
        }
    }

    /// These sessions are over: this instance knows at once, the others within [`crate::Limits::session_memory`].
    pub(crate) fn forget_sessions(&self, agency: AgencyId, ended: &[Uuid]) {
        for id in ended {
            self.0.sessions.remember((agency, *id), None, Instant::now(), self.limits().session_memory);
        }
    }

    pub(crate) async fn check_password(&self, password: &str, hash: Option<String>) -> Result<bool, OfficeError> {
        let failed = |e: String| OfficeError::Internal(format!("password check: {e}"));
        let turn = Arc::clone(&self.0.hashing).acquire_owned().await.map_err(|e| failed(e.to_string()))?;
        let (password, passwords) = (password.to_owned(), self.0.passwords.clone());
        tokio::task::spawn_blocking(move || {
            // Held until the work is done, even where whoever asked has gone away meanwhile.
            let _turn = turn;
            passwords.check(&password, hash.as_deref())
        })
        .await
        .map_err(|e| failed(e.to_string()))
    }

    fn access_token(&self, agency: AgencyId, person: PersonId, session: Uuid) -> Result<AccessToken, OfficeError> {
        let at = self.now();
        let now = at.timestamp();
        let expires_in = self.limits().access_token;
        let issuer = self.0.parts.issuer.clone();
        let claims = Claims {
            aud: issuer.clone(),
            iss: issuer,
            sub: person.0,
            agency: agency.0,
            sid: session,
            iat: now,
            exp: now + i64::try_from(expires_in.as_secs()).unwrap_or(600),
        };
        let signed = self.0.parts.keys.sign(&claims, at, self.limits().key_terms());
        let token = signed.map_err(|e| OfficeError::Internal(format!("signing a token: {e}")))?;
        Ok(AccessToken { token, expires_in, session })
    }

    /// Exchanges a refresh token for a new pair. One that was used before ends its session.
    pub async fn refresh(&self, refresh_token: &str) -> Result<Tokens, OfficeError> {
        match self.refreshed(refresh_token, Duration::ZERO).await? {
            SharedRefresh::Pair(tokens) => Ok(tokens),
            SharedRefresh::Access(_) => Err(OfficeError::NotSignedIn),
        }
    }

    /// The same for a browser, whose tabs all show the one in its cookie: one that another tab has used within
    /// [`crate::Limits::refresh_shared`] ends nothing, and gives no second successor either.
    pub async fn refresh_shared(&self, refresh_token: &str) -> Result<SharedRefresh, OfficeError> {
        self.refreshed(refresh_token, self.limits().refresh_shared).await
    }

    async fn refreshed(&self, refresh_token: &str, shared: Duration) -> Result<SharedRefresh, OfficeError> {
        let new_token = random_token()?;
        let (old, new, now) = (hash(refresh_token), hash(&new_token), self.now());
        let shared = TimeDelta::from_std(shared).unwrap_or_default();
        match self.db().write(move |conn| session::refresh(conn, &old, &new, now, shared)).await? {
            Refreshed::Renewed { agency, person, session } => {
                let access = self.access_token(agency, person, session)?;
                Ok(SharedRefresh::Pair(Tokens { access, refresh_token: new_token }))
            }
            Refreshed::Again { agency, person, session } => {
                Ok(SharedRefresh::Access(self.access_token(agency, person, session)?))
            }
            Refreshed::Reused { agency, session } => {
                self.0.sessions.remember((agency, session), None, Instant::now(), self.limits().session_memory);
                tracing::warn!(%session, "a refresh token was used twice; its session is ended");
                Err(OfficeError::TokenReused)
            }
            Refreshed::Unknown => Err(OfficeError::NotSignedIn),
        }
    }

    /// Ends the session.
    pub async fn log_out(&self, who: SignedIn) -> Result<(), OfficeError> {
        let (agency, id, now) = (who.caller.agency, who.session, self.now());
        self.db().write(move |conn| session::end(conn, agency, id, "signed out", now)).await?;
        self.0.sessions.remember((agency, id), None, Instant::now(), self.limits().session_memory);
        Ok(())
    }

    /// One's open sessions, latest first.
    pub async fn sessions(&self, who: SignedIn) -> Result<Vec<OpenSession>, OfficeError> {
        let (Caller { agency, person }, now) = (who.caller, self.now());
        Ok(self.db().read(move |conn| session::open_of(conn, agency, person, now)).await?)
    }

    /// Ends one of one's sessions: on another machine, or this one.
    pub async fn end_session(&self, who: SignedIn, id: Uuid) -> Result<(), OfficeError> {
        let (Caller { agency, person }, now) = (who.caller, self.now());
        let ended = self
            .db()
            .write(move |conn| {
                let mine = session::open_of(conn, agency, person, now)?.iter().any(|open| open.id == id);
                if mine {
                    session::end(conn, agency, id, "ended by its owner", now)?;
                }
                Ok::<_, OfficeError>(mine)
            })
            .await?;
        if !ended {
            return Err(OfficeError::NotFound);
        }
        self.forget_sessions(agency, &[id]);
        Ok(())
    }

    /// Who a bearer token stands for, where they may do more than enrol a second factor.
    pub async fn authenticate(&self, token: &str) -> Result<SignedIn, OfficeError> {
        let who = self.authenticate_to_enrol(token).await?;
        if self.must_enrol(who).await? { Err(SecondFactorFault::EnrolmentNeeded.into()) } else { Ok(who) }
    }

    /// Who a bearer token stands for, even where they may do nothing but enrol a second factor.
    pub async fn authenticate_to_enrol(&self, token: &str) -> Result<SignedIn, OfficeError> {
        let now: UtcTime = self.now();
        let Checked { who, expires, .. } = self.checked(token, now)?;
        if expires <= now.timestamp() {
            return Err(OfficeError::NotSignedIn);
        }
        match self.session_holder(who.caller.agency, who.session, now).await? {
            Some(holder) if holder == who.caller.person => Ok(who),
            _ => Err(OfficeError::NotSignedIn),
        }
    }

    /// What a token says, its signature checked: once, for all the requests that it comes with.
    fn checked(&self, token: &str, now: UtcTime) -> Result<Checked, OfficeError> {
        let fingerprint = Fingerprint::of(token);
        let keys = &self.0.parts.keys;
        // A key may have gone since.
        let edition = keys.edition();
        if let Some(known) = self.0.tokens.recall(fingerprint).filter(|known| known.keys == edition) {
            return Ok(known);
        }
        let checked = keys.check::<Claims>(token, &self.0.parts.issuer, now, self.limits().key_terms());
        let (claims, key_ends) = checked.ok_or(OfficeError::NotSignedIn)?;
        let caller = Caller { agency: claims.agency.into(), person: claims.sub.into() };
        let expires = key_ends.map_or(claims.exp, |ends| ends.timestamp().min(claims.exp));
        let checked = Checked { who: SignedIn { caller, session: claims.sid }, expires, keys: edition };
        self.0.tokens.remember(fingerprint, checked, now.timestamp());
        Ok(checked)
    }

    async fn session_holder(&self, agency: AgencyId, id: Uuid, now: UtcTime) -> Result<Option<PersonId>, OfficeError> {
        let within = self.limits().session_memory;
        if let Some(found) = self.0.sessions.recall((agency, id), within) {
            return Ok(found.holder);
        }
        let asked = Instant::now();
        let holder = self.db().read(move |conn| session::holder(conn, agency, id, now)).await?;
        self.0.sessions.remember((agency, id), holder, asked, within);
        Ok(holder)
    }

    /// The public keys by which anyone can check a token.
    pub fn key_set(&self) -> Vec<PublishedKey> {
        self.0.parts.keys.published(self.now(), self.limits().key_terms())
    }

    /// Looks what is new in the folder of keys; and, where that is asked, makes a new key if the newest is old. It waits for the
    /// disk: not on a request's thread.
    pub fn tend_keys(&self, renew: bool) -> Result<(), KeyError> {
        let keys = &self.0.parts.keys;
        if renew
            && let Some(life) = self.limits().key_life
            && keys.renew(life, self.now())?.is_some()
        {
            tracing::info!("the newest signing key was old; a new one was made");
        }
        if keys.reread()? {
            tracing::info!("the signing keys have changed");
        }
        Ok(())
    }
}
