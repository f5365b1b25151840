//! Sending to webhooks: what is due is claimed with a lease and opened; what came of each try is noted, and decides what comes next.

use std::{sync::Arc, time::Duration};

use courier::{Answer, Outcome, Secret, pause};
use domain::{
    AgencyId, Refusal, Rule, Seed, UtcTime, WebhookId,
    notice::AccountNotice,
    organisation::{Record, Role, WebhookCommand, WebhookContext, WebhookOff, WebhookRecord, decide_webhook},
};
use store::{
    Conn,
    organisation::{
        self,
        changes::{self, Asked, Change},
    },
    webhook,
    webhook_delivery::{self, Claim, Next, Noted, Tried, Turn},
};
use uuid::Uuid;

use super::place;
use crate::{Office, OfficeError, password_reset::Sealed};

/// How many events of a webhook a worker takes at once.
const DELIVERIES: i64 = 20;

/// A webhook that is a worker's for a while.
#[derive(Debug)]
pub struct Round {
    /// Whose.
    pub agency: AgencyId,
    /// Which.
    pub webhook: WebhookId,
    /// Where its events are sent.
    pub url: String,
    /// What they are signed with; why not, where the secrets can't be opened.
    pub secrets: Result<Arc<[Secret]>, String>,
    /// How often in a row it could not be reached.
    pub failures: u32,
    /// What is due, in the feed's order.
    pub posts: Vec<Post>,
}

/// One event that is to be sent.
#[derive(Debug)]
pub struct Post {
    /// The same at each try.
    pub id: Uuid,
    /// What it says.
    pub body: Vec<u8>,
    tries: u32,
    first_try_at: Option<UtcTime>,
}

/// A worker and its lease.
#[derive(Debug, Clone)]
pub struct Worker {
    /// Its name, unlike any other's.
    pub name: String,
    /// For how long a webhook is its own: longer than one try takes at the worst.
    pub lease: Duration,
    /// How many webhooks it takes at once: no more than it calls at once, so that each is begun within its lease.
    pub at_once: usize,
}

impl Worker {
    fn claim(&self, now: UtcTime) -> Claim<'_> {
        Claim {
            worker: &self.name,
            now,
            lease: chrono::Duration::from_std(self.lease).unwrap_or(chrono::Duration::MAX),
            webhooks: i64::try_from(self.at_once).unwrap_or(i64::MAX),
            deliveries: DELIVERIES,
        }
    }
}

/// What is done next, by what came of a try.
fn next(outcome: &Outcome, (post, failures): (&Post, u32), now: UtcTime, tried_for: Duration) -> Next {
    let over = post.first_try_at.is_some_and(|first| first + tried_for <= now);
    match outcome {
        Outcome::Taken(_) => Next::Arrived,
        Outcome::Gone(_) => Next::GivenUp,
        _ if over => Next::GivenUp,
        // What it does not take of this it may take of the next.
        Outcome::Refused(_) => Next::Again { at: now + pause(post.tries.saturating_add(1)), all_wait: false },
        Outcome::Busy(_, asked) => {
            let wait = pause(failures.saturating_add(1)).max(asked.unwrap_or_default());
            Next::Again { at: now + wait, all_wait: true }
        }
        Outcome::Unreached(_) => Next::Again { at: now + pause(failures.saturating_add(1)), all_wait: true },
    }
}

/// Whether it refuses this event alone. Who wants to know who calls, has nothing at this address, takes nothing that is sent there or is
/// elsewhere takes none: that is a way on which nothing arrives.
const fn refuses_alone(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Refused(answer) => {
            matches!(answer.status, 400..=499) && !matches!(answer.status, 401 | 403 | 404 | 405)
        }
        _ => false,
    }
}

fn tried(outcome: &Outcome, next: Next) -> Tried {
    let refused_alone = refuses_alone(outcome);
    let answered = |answer: &Answer, error: Option<&str>| Tried {
        status: Some(answer.status),
        answer: Some(answer.text.clone()).filter(|text| !text.is_empty()),
        error: error.map(str::to_owned),
        refused_alone,
        next,
    };
    match outcome {
        Outcome::Taken(answer) => answered(answer, None),
        Outcome::Gone(answer) => answered(answer, Some("the receiver says that it is there no more")),
        Outcome::Refused(answer) if (300..400).contains(&answer.status) => {
            answered(answer, Some("the receiver answers with a redirect, which is not followed"))
        }
        Outcome::Refused(answer) => answered(answer, Some("the receiver refuses it")),
        Outcome::Busy(answer, _) => answered(answer, Some("the receiver takes nothing now")),
        Outcome::Unreached(why) => Tried { status: None, answer: None, error: Some(why.clone()), refused_alone, next },
    }
}

impl Office {
    /// Takes webhooks to which something is due; until the lease ends no other worker takes them.
    pub async fn claim_webhooks(&self, worker: &Worker) -> Result<Vec<Round>, OfficeError> {
        let (now, worker) = (domain::to_micros(self.now()), worker.clone());
        let claim = move |conn: &mut Conn| webhook_delivery::claim(conn, worker.claim(now));
        // Nothing is due most of the time, and this keeps no writer waiting.
        if !self.db().read(move |conn| webhook_delivery::any_due(conn, now)).await? {
            return Ok(Vec::new());
        }
        let turns = self.db().write(claim).await?;
        turns.into_iter().map(|turn| self.webhook_round(turn, now)).collect()
    }

    fn webhook_round(&self, turn: Turn, now: UtcTime) -> Result<Round, OfficeError> {
        let Turn { agency, webhook, secrets, failures, due } = turn;
        let before = secrets.before.as_deref().filter(|_| secrets.before_until().is_some_and(|until| now < until));
        let open = |sealed: &str| {
            let opened = self.0.parts.sealing.open(sealed, &place(agency, webhook.id));
            let text = opened.map_err(|error| error.to_string())?;
            Secret::parse(&String::from_utf8_lossy(&text)).map_err(|_| "a secret that is none".to_owned())
        };
        let secrets = std::iter::once(secrets.secret.as_str()).chain(before).map(open).collect();
        let posts = due.into_iter().map(|one| {
            let message = crate::events::message(&one.event)?;
            let body = serde_json::to_vec(&message).map_err(|error| OfficeError::Internal(error.to_string()))?;
            Ok(Post { id: one.id, body, tries: one.tries, first_try_at: one.first_try_at })
        });
        let posts = posts.collect::<Result<_, OfficeError>>()?;
        Ok(Round { agency, webhook: webhook.id, url: webhook.url.to_string(), secrets, failures, posts })
    }

    /// Notes what came of a try; whether the worker goes on with this webhook.
    pub async fn note_webhook(
        &self,
        worker: &Worker,
        round: &Round,
        post: &Post,
        outcome: &Outcome,
    ) -> Result<bool, OfficeError> {
        let (now, worker) = (domain::to_micros(self.now()), worker.clone());
        let terms = &self.limits().webhooks;
        let next = next(outcome, (post, round.failures), now, terms.tried_for);
        let tried = tried(outcome, next);
        let (agency, webhook, id) = (round.agency, round.webhook, post.id);
        let note =
            move |conn: &mut Conn| webhook_delivery::note(conn, worker.claim(now), (agency, webhook, id), &tried);
        let Noted::Stands(since) = self.db().write_repeatable(note).await? else { return Ok(false) };
        let long = since.is_some_and(|since| since + terms.disabled_after <= now);
        let why = match outcome {
            Outcome::Gone(_) => Some(WebhookOff::Gone),
            _ if long => Some(WebhookOff::Failing),
            _ => None,
        };
        if let Some(why) = why {
            self.disable_webhook(agency, webhook, why).await?;
            return Ok(false);
        }
        Ok(matches!(outcome, Outcome::Taken(_) | Outcome::Refused(_)))
    }

    /// Whether what was claimed still holds: neither the webhook's address nor its secret was changed, and nobody else has it.
    pub async fn webhook_round_holds(&self, worker: &Worker, round: &Round) -> Result<bool, OfficeError> {
        let (name, agency, webhook) = (worker.name.clone(), round.agency, round.webhook);
        Ok(self.db().read(move |conn| webhook_delivery::is_mine(conn, &name, agency, webhook)).await?)
    }

    /// Gives a webhook back before its lease ends.
    pub async fn release_webhook(&self, worker: &Worker, round: &Round) -> Result<(), OfficeError> {
        let (name, agency, webhook) = (worker.name.clone(), round.agency, round.webhook);
        let release = move |conn: &mut Conn| webhook_delivery::release(conn, &name, agency, webhook);
        Ok(self.db().write_repeatable(release).await?)
    }

    /// Turns a webhook off to which nothing arrives, and tells the agency's administrators.
    async fn disable_webhook(&self, agency: AgencyId, id: WebhookId, why: WebhookOff) -> Result<(), OfficeError> {
        let webhook =
            self.db().read(move |conn| webhook::find(conn, agency, id)).await?.ok_or(OfficeError::NotFound)?;
        let letters = self.off_letters(agency, &webhook, why).await?;
        let (seed, now) = (Seed::new(self.fresh()), domain::to_micros(self.now()));
        let command = WebhookCommand::DisableWebhook { webhook: id, why };
        let disable = move |conn: &mut Conn| {
            let version = organisation::begin_change(conn, agency)?;
            let webhooks = webhook::all(conn, agency)?;
            let services = <_>::default();
            let context = WebhookContext { webhooks: &webhooks, services: &services, most: 0, now, seed };
            let record = match decide_webhook(&command, &context) {
                Ok(record) => record,
                // Somebody was faster.
                Err(Refusal { rule: Rule::WebhookDisabled | Rule::NoSuchWebhook, .. }) => return Ok(None),
                Err(refusal) => return Err(refusal.into()),
            };
            let asked = Asked::Webhook(command.clone());
            let change = Change { at: now, by: None, asked, record: Record::Webhook(record) };
            changes::write(conn, agency, &change)?;
            webhook::stop(conn, agency, id)?;
            letters.iter().try_for_each(|letter| letter.queue(conn, now))?;
            Ok::<_, OfficeError>(Some(version))
        };
        if let Some(version) = self.db().write(disable).await? {
            tracing::warn!(%agency, webhook = %id, ?why, "nothing arrives at a webhook; it is turned off");
            self.snapshot_at(agency, version).await?;
            self.wake_mail();
        }
        Ok(())
    }

    /// To each of the agency's administrators; where it has none of its own, to those of the installation who work there.
    async fn off_letters(
        &self,
        agency: AgencyId,
        webhook: &WebhookRecord,
        why: WebhookOff,
    ) -> Result<Vec<Sealed>, OfficeError> {
        let snapshot = self.snapshot(agency).await?;
        let (directory, people) = (&snapshot.directory, &snapshot.organisation.people);
        let of = |role: Role| {
            let has = move |person: &&domain::organisation::Person| person.active && person.is(role);
            directory.people.values().filter(has).filter_map(|person| people.get(&person.id)).collect::<Vec<_>>()
        };
        let own = of(Role::Administrator);
        let told = if own.is_empty() { of(Role::SystemAdministrator) } else { own };
        let gone = why == WebhookOff::Gone;
        let mut letters = Vec::new();
        for person in told {
            let notice =
                AccountNotice::WebhookDisabled { name: webhook.name.to_string(), url: webhook.url.to_string(), gone };
            letters.extend(self.account_letter(agency, &directory.agency_name, person, notice)?);
        }
        Ok(letters)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> UtcTime {
        UtcTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
    }

    fn post(tries: u32, first: Option<i64>) -> Post {
        Post { id: Uuid::nil(), body: Vec::new(), tries, first_try_at: first.map(at) }
    }

    const DAYS: Duration = Duration::from_hours(72);

    #[test]
    fn what_is_refused_waits_alone_and_what_is_unreached_makes_all_wait() {
        let answer = |status| Answer { status, text: String::new() };
        let after = |outcome: &Outcome, post: &Post, failures| next(outcome, (post, failures), at(0), DAYS);
        let again = |seconds, all_wait| Next::Again { at: at(seconds), all_wait };
        assert_eq!(after(&Outcome::Taken(answer(204)), &post(7, Some(0)), 3), Next::Arrived);
        assert_eq!(after(&Outcome::Refused(answer(400)), &post(0, None), 0), again(5, false));
        assert_eq!(after(&Outcome::Refused(answer(302)), &post(1, Some(0)), 0), again(30, false));
        let unreached = Outcome::Unreached("refused".to_owned());
        assert_eq!(after(&unreached, &post(0, None), 0), again(5, true));
        assert_eq!(after(&unreached, &post(0, None), 3), again(600, true));
        // It may ask for more time, and not for less.
        let busy = |seconds| Outcome::Busy(answer(503), Some(Duration::from_secs(seconds)));
        assert_eq!(after(&busy(60), &post(0, None), 0), again(60, true));
        assert_eq!(after(&busy(1), &post(0, None), 1), again(30, true));
        assert_eq!(after(&Outcome::Gone(answer(410)), &post(0, None), 0), Next::GivenUp);
    }

    #[test]
    fn who_refuses_one_is_there_for_the_others() {
        let refused = |status| refuses_alone(&Outcome::Refused(Answer { status, text: String::new() }));
        assert!([400, 409, 413, 415, 422].into_iter().all(refused));
        assert!(![302, 307, 401, 403, 404, 405].into_iter().any(refused));
        let answer = || Answer { status: 422, text: String::new() };
        for other in [Outcome::Taken(answer()), Outcome::Gone(answer()), Outcome::Busy(answer(), None)] {
            assert!(!refuses_alone(&other));
        }
        assert!(!refuses_alone(&Outcome::Unreached("refused".to_owned())));
    }

    #[test]
    fn it_is_given_up_after_days_of_trying_and_not_of_waiting() {
        let unreached = Outcome::Unreached("refused".to_owned());
        let three_days = 72 * 3600;
        let after = |first| next(&unreached, (&post(9, first), 9), at(0), DAYS);
        assert_eq!(after(Some(-three_days)), Next::GivenUp);
        assert!(matches!(after(Some(1 - three_days)), Next::Again { .. }));
        // It has waited for others all the time.
        assert!(matches!(after(None), Next::Again { .. }));
    }
}
