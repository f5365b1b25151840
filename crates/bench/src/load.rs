//! Closed-loop clients: each asks, waits for the whole answer, and asks again.

use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use crate::{Outcome, http::Client};

/// What clients ask.
pub trait Questions: Sync {
    /// Writes a client's next request; false where nothing is left to ask.
    fn ask(&self, client: usize, turn: u64, request: &mut Vec<u8>) -> Outcome<bool>;

    /// The status of a good answer.
    fn expected(&self) -> u16 {
        200
    }

    /// Told of every good answer.
    fn answered(&self, _client: usize, _body: &[u8]) {}
}

/// What came of one round.
#[derive(Debug, Clone, Default)]
pub struct Measured {
    /// How long each answer took, in microseconds, shortest first.
    micros: Vec<u64>,
    /// How long the round took.
    took: Duration,
    /// Answers that were not good.
    pub errors: u64,
    /// The first of them.
    pub first_error: Option<String>,
}

impl Measured {
    /// Answers a second.
    pub fn rate(&self) -> f64 {
        let count = u32::try_from(self.micros.len()).map_or(f64::MAX, f64::from);
        count / self.took.as_secs_f64().max(0.001)
    }

    /// The time within which this part (in thousandths) of the answers came, in microseconds.
    pub fn within(&self, thousandths: usize) -> u64 {
        let place = (self.micros.len() * thousandths / 1000).min(self.micros.len().saturating_sub(1));
        self.micros.get(place).copied().unwrap_or_default()
    }
}

/// How long a round lasts.
#[derive(Debug, Clone, Copy)]
pub struct Times {
    /// Not measured.
    pub warm_up: Duration,
    /// Measured.
    pub measured: Duration,
}

/// Runs one round.
pub fn round(address: SocketAddr, clients: usize, times: Times, questions: &dyn Questions) -> Outcome<Measured> {
    let began = Instant::now();
    let starts = began + times.warm_up;
    let parts: Vec<Outcome<(Measured, Instant)>> = std::thread::scope(|scope| {
        let running: Vec<_> = (0..clients)
            .map(|client| scope.spawn(move || one_client(address, client, starts, times.measured, questions)))
            .collect();
        running.into_iter().map(|thread| thread.join().unwrap_or_else(|_| Err("a client panicked".into()))).collect()
    });
    let mut all = Measured::default();
    let mut ended = starts;
    for part in parts {
        let (part, last) = part?;
        all.micros.extend(part.micros);
        all.errors += part.errors;
        all.first_error = all.first_error.or(part.first_error);
        ended = ended.max(last);
    }
    all.micros.sort_unstable();
    all.took = ended.duration_since(starts);
    Ok(all)
}

fn one_client(
    address: SocketAddr,
    client: usize,
    starts: Instant,
    lasts: Duration,
    questions: &dyn Questions,
) -> Outcome<(Measured, Instant)> {
    let mut connection = Client::connect(address)?;
    let mut request = Vec::with_capacity(2048);
    let mut measured = Measured::default();
    let ends = starts + lasts;
    let mut last = starts;
    for turn in 0.. {
        request.clear();
        if !questions.ask(client, turn, &mut request)? {
            break;
        }
        let asked = Instant::now();
        if asked >= ends {
            break;
        }
        let status = connection.send(&request)?;
        let answered = Instant::now();
        if status == questions.expected() {
            questions.answered(client, connection.body());
        } else {
            measured.errors += 1;
            let body = String::from_utf8_lossy(connection.body()).chars().take(600).collect::<String>();
            measured.first_error.get_or_insert_with(|| format!("{status}: {body}"));
        }
        if asked >= starts {
            last = answered;
            measured.micros.push(u64::try_from(answered.duration_since(asked).as_micros()).unwrap_or(u64::MAX));
        }
    }
    Ok((measured, last))
}
