//! What a connection notices about its own statements: how many there were, whether one failed for a reason that passes,
//! and which of them are slow. It sits on every connection as diesel's instrumentation.

use std::time::{Duration, Instant};

use diesel::{
    Connection,
    connection::{Instrumentation, InstrumentationEvent},
};

use crate::{
    Conn,
    error::{is_gone, is_transient},
};

/// Notes about the statements of one connection.
#[derive(Debug)]
pub(crate) struct Watch {
    statements: u64,
    failure: Failure,
    started: Option<Instant>,
    slow: Duration,
}

/// The worst that happened to a statement since the last [`Watch::forget`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum Failure {
    /// None failed.
    #[default]
    None,
    /// One failed for good.
    Lasting,
    /// One lost against another writer and may succeed when tried again.
    Transient,
    /// The server closed the connection. diesel itself does not mark it as broken where a statement was being prepared.
    Gone,
}

impl Watch {
    pub(crate) fn new(slow: Duration) -> Self {
        Self { statements: 0, failure: Failure::None, started: None, slow }
    }
}

impl Instrumentation for Watch {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        match event {
            InstrumentationEvent::StartQuery { .. } => {
                self.statements = self.statements.wrapping_add(1);
                self.started = Some(Instant::now());
            }
            InstrumentationEvent::FinishQuery { query, error, .. } => {
                if let Some(error) = error {
                    self.failure = self.failure.max(match error {
                        e if is_gone(e) => Failure::Gone,
                        e if is_transient(e) => Failure::Transient,
                        _ => Failure::Lasting,
                    });
                }
                if let Some(took) = self.started.take().map(|s| s.elapsed())
                    && took >= self.slow
                {
                    let text = query.to_string();
                    // The values may be anything a person wrote; they stay out of the log.
                    let sql = text.split(" -- binds:").next().unwrap_or_default();
                    tracing::warn!(
                        took_ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
                        sql,
                        "slow statement"
                    );
                }
            }
            _ => {}
        }
    }
}

fn watch(conn: &mut Conn) -> Option<&mut Watch> {
    conn.instrumentation().downcast_mut::<Watch>()
}

/// The worst failure since the last [`forget`].
pub(crate) fn failure(conn: &mut Conn) -> Failure {
    watch(conn).map_or(Failure::None, |w| w.failure)
}

/// Starts afresh.
pub(crate) fn forget(conn: &mut Conn) {
    if let Some(watch) = watch(conn) {
        watch.failure = Failure::None;
    }
}

/// How many statements this connection has run, BEGIN and COMMIT among them.
pub(crate) fn statements(conn: &mut Conn) -> u64 {
    watch(conn).map_or(0, |w| w.statements)
}
