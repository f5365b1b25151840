//! Signing in at another's (OpenID Connect): a province's own sign-in, for one. A person is linked once, by the mail address that
//! the issuer has made sure of and the office knows, and known by the issuer's own name for them from then on.
//!
//! Begin reading at [`Office::begin_sign_in`] and [`Office::end_sign_in`]; [`links`] makes, lists and takes away what is linked.

mod links;

use std::{net::IpAddr, sync::Arc, time::Duration};

use domain::{AgencyId, EmailAddress, PersonId, UtcTime, day_in_vietnam, notice::AccountNotice};
use oidc::{Fault, Provider};
use serde::{Deserialize, Serialize};
use store::{
    identity,
    organisation::{self, Login},
    outside_sign_in::{self, Begun},
    second_factor, session,
};

pub use links::Linked;
use links::{link, still_linked};

use crate::{
    Office, OfficeError,
    agency::Caller,
    password_reset::Sealed,
    second_factor::{Proof, SecondFactorFault},
    sign_in::{Tokens, Tried, hash, random_token},
};

/// How many may wait for a provider at once: one that hangs takes no more of the program than that.
pub(crate) const ASKED_AT_ONCE: usize = 32;

/// At whose one may sign in, and how.
#[derive(Debug, Clone, Default)]
pub struct Outside {
    /// In the order in which they are shown.
    pub providers: Vec<OutsideProvider>,
    /// The pages to which browsers may come back.
    pub pages: Vec<String>,
    /// For how long a sign-in that has begun can be ended.
    pub life: Duration,
}

/// One at whose one may sign in.
#[derive(Debug, Clone)]
pub struct OutsideProvider {
    /// Its short name, which addresses and requests have.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// What it says of a sign-in (`amr`, `acr`) that counts as a second factor here; nothing does where it is not trusted for it.
    pub second_factor: Vec<String>,
    /// How it is asked.
    pub provider: Arc<Provider>,
}

/// Why somebody was not signed in at another's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdentityFault {
    /// There is no such provider.
    #[error("no such provider")]
    NoProvider,
    /// A browser must not come back there.
    #[error("not a page that browsers come back to")]
    NotOurPage,
    /// The provider does not answer as it should.
    #[error("the provider is of no use now")]
    Unavailable,
    /// What came back is not good: too late, used before, another's, or not signed by the provider.
    #[error("the sign-in cannot be ended")]
    Spoilt,
    /// Nobody at work here is known by this account or its mail address.
    #[error("nobody here")]
    Nobody,
    /// The person is known by another account of the same provider.
    #[error("another account is linked")]
    OtherLinked,
}

/// A sign-in that has begun.
pub struct BegunSignIn {
    /// Where the browser goes.
    pub authorization_url: String,
    /// What comes back beside the code.
    pub state: String,
    /// What the page keeps to itself until then.
    pub secret: String,
    /// Until when it can be ended.
    pub expires_at: UtcTime,
}

/// What ends a sign-in.
#[derive(Clone, Copy)]
pub struct EndOfSignIn<'a> {
    /// As it came back.
    pub state: &'a str,
    /// As it was given when it began.
    pub secret: &'a str,
    /// As it came back.
    pub code: &'a str,
    /// The issuer, as it came back.
    pub issuer: Option<&'a str>,
    /// A code of the second factor.
    pub second_factor: Option<&'a str>,
}

/// What is kept while the browser is away. Sealed.
#[derive(Serialize, Deserialize)]
struct Kept {
    nonce: String,
    verifier: String,
    return_to: String,
}

/// Who somebody was found to be. Sealed where it is kept.
#[derive(Clone, Serialize, Deserialize)]
struct Found {
    agency: AgencyId,
    person: PersonId,
    issuer: String,
    subject: String,
    /// Whether they are known by it already.
    linked: bool,
    /// Whether the provider has asked for a second factor, and is trusted to.
    trusted: bool,
}

fn place(state_hash: &str) -> String {
    format!("outside sign-in {state_hash}")
}

fn found_place(state_hash: &str) -> String {
    format!("outside sign-in, found {state_hash}")
}

impl Outside {
    fn of(&self, id: &str) -> Option<&OutsideProvider> {
        self.providers.iter().find(|provider| provider.id == id)
    }

    /// What people call the provider of this issuer; its address where it is no longer among them.
    fn name_of<'a>(&'a self, issuer: &'a str) -> &'a str {
        let known = self.providers.iter().find(|provider| provider.provider.issuer() == issuer);
        known.map_or(issuer, |provider| &provider.name)
    }
}

/// In words for a log, and without them for whoever asks: what a provider says is not for everybody.
fn spoilt(at: &str, fault: &Fault) -> OfficeError {
    tracing::warn!(provider = at, %fault, "a sign-in at another's was not taken");
    OfficeError::Identity(match fault {
        Fault::Unavailable(_) => IdentityFault::Unavailable,
        Fault::Refused(_) => IdentityFault::Spoilt,
    })
}

impl Office {
    fn outside(&self) -> &Outside {
        &self.0.parts.outside
    }

    /// At whose one may sign in: short names, and what people call them.
    pub fn identity_providers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.outside().providers.iter().map(|provider| (provider.id.as_str(), provider.name.as_str()))
    }

    /// The pages to which browsers may come back.
    pub fn identity_pages(&self) -> &[String] {
        &self.outside().pages
    }

    /// Asks a provider, off the request's thread.
    async fn ask<T: Send + 'static>(
        &self,
        at: &OutsideProvider,
        what: impl FnOnce(&Provider) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, OfficeError> {
        let turn = Arc::clone(&self.0.asking).try_acquire_owned();
        let turn = turn.map_err(|_| spoilt(&at.id, &Fault::Unavailable("too many wait for it".to_owned())))?;
        let provider = Arc::clone(&at.provider);
        let asked = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            what(&provider)
        });
        let answered = asked.await.map_err(|error| OfficeError::Internal(format!("asking a provider: {error}")))?;
        answered.map_err(|fault| spoilt(&at.id, &fault))
    }

    /// Begins a sign-in at a provider, from an address: where the browser goes, and what is to be kept until it comes back.
    pub async fn begin_sign_in(
        &self,
        provider: &str,
        return_to: &str,
        from: Option<IpAddr>,
    ) -> Result<BegunSignIn, OfficeError> {
        let at = self.outside().of(provider).ok_or(IdentityFault::NoProvider)?.clone();
        if !self.outside().pages.iter().any(|page| page == return_to) {
            return Err(IdentityFault::NotOurPage.into());
        }
        self.attempt(Tried::OutsideBegun(from), self.limits().address_tries)?;
        let (state, secret) = (random_token()?, random_token()?);
        let kept = Kept { nonce: random_token()?, verifier: random_token()?, return_to: return_to.to_owned() };
        let (nonce, verifier, back, there) =
            (kept.nonce.clone(), kept.verifier.clone(), kept.return_to.clone(), state.clone());
        let authorization_url = self
            .ask(&at, move |provider| {
                let begin = oidc::Begin { return_to: &back, state: &there, nonce: &nonce, verifier: &verifier };
                provider.begin(&begin)
            })
            .await?;
        let now = domain::to_micros(self.now());
        let state_hash = hash(&state);
        let begun = Begun {
            secret_hash: hash(&secret),
            provider: at.id,
            sealed: self.seal(&kept, &place(&state_hash))?,
            begun_at: now,
            expires_at: now + self.outside().life,
            state_hash,
        };
        let expires_at = begun.expires_at;
        self.db()
            .write(move |conn| {
                outside_sign_in::sweep(conn, now)?;
                outside_sign_in::begin(conn, &begun)
            })
            .await?;
        Ok(BegunSignIn { authorization_url, state, secret, expires_at })
    }

    fn seal<T: Serialize>(&self, what: &T, place: &str) -> Result<String, OfficeError> {
        let text = serde_json::to_vec(what).map_err(|e| OfficeError::Internal(format!("a sign-in: {e}")))?;
        self.0.parts.sealing.seal(&text, place)
    }

    fn unseal<T: serde::de::DeserializeOwned>(&self, sealed: &str, place: &str) -> Result<T, OfficeError> {
        let text = self.0.parts.sealing.open(sealed, place)?;
        serde_json::from_slice(&text).map_err(|e| OfficeError::Internal(format!("a sign-in: {e}")))
    }

    /// Ends a sign-in, from an address. The code is exchanged once, whatever comes of it; where a second factor is still to be shown,
    /// the same is sent once more with it. Who is known, and who finds the provider out of order, has not guessed.
    pub async fn end_sign_in(
        &self,
        with: EndOfSignIn<'_>,
        client: Option<String>,
        from: Option<IpAddr>,
    ) -> Result<Tokens, OfficeError> {
        let (tried, allowance) = (Tried::OutsideEnded(from), self.limits().address_tries);
        self.attempt(tried.clone(), allowance)?;
        let done = self.finish_sign_in(with, client, from).await;
        let no_guess = matches!(
            done,
            Ok(_)
                | Err(OfficeError::SecondFactor(SecondFactorFault::Needed)
                    | OfficeError::Identity(IdentityFault::Unavailable))
        );
        if no_guess {
            self.0.throttle.give_back(tried, allowance);
        }
        if done.is_ok() {
            self.0.throttle.give_back(Tried::OutsideBegun(from), allowance);
        }
        done
    }

    async fn finish_sign_in(
        &self,
        with: EndOfSignIn<'_>,
        client: Option<String>,
        from: Option<IpAddr>,
    ) -> Result<Tokens, OfficeError> {
        let now = domain::to_micros(self.now());
        let (state, secret) = (hash(with.state), hash(with.secret));
        let sought = state.clone();
        let taken = self.db().write(move |conn| outside_sign_in::take(conn, &sought, &secret, now)).await?;
        let taken = taken.ok_or(IdentityFault::Spoilt)?;
        let found = if let Some(found) = &taken.found {
            self.unseal(found, &found_place(&state))?
        } else {
            let found = self.found(&with, &taken, &state, now).await?;
            if !found.trusted && self.has_second_factor(&found).await? {
                // Whoever has to show a second factor, or mistypes it, does not start afresh for that.
                let (sealed, at) = (self.seal(&found, &found_place(&state))?, state.clone());
                self.db().write(move |conn| outside_sign_in::note(conn, &at, &sealed)).await?;
            }
            found
        };
        self.signed_in_outside(found, state, with.second_factor, client, from).await
    }

    /// Exchanges the code, and finds who that is here.
    async fn found(
        &self,
        with: &EndOfSignIn<'_>,
        taken: &outside_sign_in::Taken,
        state: &str,
        now: UtcTime,
    ) -> Result<Found, OfficeError> {
        // It may have been taken out of the settings since.
        let at = self.outside().of(&taken.provider).ok_or(IdentityFault::Spoilt)?.clone();
        let kept: Kept = self.unseal(&taken.sealed, &place(state))?;
        let (code, named) = (with.code.to_owned(), with.issuer.map(str::to_owned));
        let (begun, at_now) = (taken.begun_at.timestamp(), now.timestamp());
        let identity = self
            .ask(&at, move |provider| {
                provider.redeem(&oidc::Redeem {
                    code: &code,
                    issuer: named.as_deref(),
                    return_to: &kept.return_to,
                    nonce: &kept.nonce,
                    verifier: &kept.verifier,
                    begun,
                    now: at_now,
                })
            })
            .await?;
        let (issuer, subject) = (at.provider.issuer().to_owned(), identity.subject.clone());
        let trusted = identity.methods.iter().any(|method| at.second_factor.contains(method));
        let sought = (issuer.clone(), subject.clone());
        let known = self.db().read(move |conn| identity::find(conn, &sought.0, &sought.1)).await?;
        let today = day_in_vietnam(now);
        // Whoever has left, here or for another agency, is known by their mail address again.
        if let Some(Login { agency, person, .. }) = known.filter(|login| login.is_active(today)) {
            return Ok(Found { agency, person, issuer, subject, linked: true, trusted });
        }
        let mail = self.ask(&at, move |provider| provider.verified_mail(&identity)).await?;
        // Of plain letters as it stands, as all addresses here are: none that only becomes one by being composed or made small.
        let mail = mail.filter(|mail| mail.is_ascii()).and_then(|mail| EmailAddress::new(&mail).ok());
        let mail = mail.ok_or(IdentityFault::Nobody)?;
        let mut logins = self.db().read(move |conn| organisation::logins_at(conn, mail.as_str())).await?;
        logins.retain(|login| login.is_active(today));
        // A mailbox that several share does not say whose.
        let [Login { agency, person, .. }] = logins.as_slice() else { return Err(IdentityFault::Nobody.into()) };
        Ok(Found { agency: *agency, person: *person, issuer, subject, linked: false, trusted })
    }

    async fn has_second_factor(&self, found: &Found) -> Result<bool, OfficeError> {
        let (agency, person) = (found.agency, found.person);
        let factor = self.db().read(move |conn| second_factor::find(conn, agency, person)).await?;
        Ok(factor.is_some_and(|factor| factor.confirmed_at.is_some()))
    }

    /// The proof of the second factor; guesses count as they do beside a password.
    async fn proof_outside(
        &self,
        found: &Found,
        code: Option<&str>,
        from: Option<IpAddr>,
    ) -> Result<(Option<Proof>, Option<Tried>), OfficeError> {
        if found.trusted {
            return Ok((None, None));
        }
        let caller = Caller { agency: found.agency, person: found.person };
        if code.is_none() {
            return Ok((self.second_proof(caller, None).await?, None));
        }
        let (_, known) = self.caller(caller).await.map_err(|_| IdentityFault::Nobody)?;
        let at_home = match from {
            Some(from) => self.db().read(move |conn| session::was_at(conn, caller.agency, caller.person, from)).await?,
            None => false,
        };
        let tried = if at_home { Tried::AtHome(known.username, from) } else { Tried::Elsewhere(known.username) };
        self.attempt(tried.clone(), self.limits().account_tries)?;
        Ok((self.second_proof(caller, code).await?, Some(tried)))
    }

    async fn signed_in_outside(
        &self,
        found: Found,
        state: String,
        code: Option<&str>,
        client: Option<String>,
        from: Option<IpAddr>,
    ) -> Result<Tokens, OfficeError> {
        let caller = Caller { agency: found.agency, person: found.person };
        let (proof, tried) = self.proof_outside(&found, code, from).await?;
        let letter = if found.linked { None } else { self.linked_letter(&found).await? };
        let opening = self.opening(caller, client, from)?;
        let (new, now) = (opening.session.clone(), domain::to_micros(self.now()));
        let (id, linking) = (self.fresh(), found.clone());
        self.db()
            .write(move |conn| {
                // Of two who come with the same at the same moment one is let in.
                if !outside_sign_in::end(conn, &state)? {
                    return Err(OfficeError::from(IdentityFault::Spoilt));
                }
                if let Some(proof) = &proof {
                    proof.spend(conn, caller, now)?;
                }
                if linking.linked {
                    still_linked(conn, &linking, now)?;
                } else {
                    link(conn, id, &linking, now)?;
                    if let Some(letter) = &letter {
                        letter.queue(conn, now)?;
                    }
                }
                Ok(session::begin(conn, &new)?)
            })
            .await?;
        if !found.linked {
            tracing::info!(agency = %found.agency, person = %found.person, "a sign-in account was linked");
            self.wake_mail();
        }
        if let Some(tried) = tried {
            self.0.throttle.give_back(tried, self.limits().account_tries);
        }
        self.opened(opening)
    }

    async fn linked_letter(&self, found: &Found) -> Result<Option<Sealed>, OfficeError> {
        let provider = self.outside().name_of(&found.issuer).to_owned();
        self.identity_letter(found.agency, found.person, AccountNotice::IdentityLinked { provider }).await
    }
}
