//! The log: on standard error, for people or for machines. It never holds addresses, contents or secrets. What is written while a
//! request is under way has its id.

use std::{fmt, io::IsTerminal};

use tracing::{
    Event, Level, Metadata, Subscriber,
    field::{Field, Visit},
};
use tracing_subscriber::{
    EnvFilter, Layer,
    layer::{Context, SubscriberExt},
    util::SubscriberInitExt,
};

use crate::{
    failure::Failure,
    settings::{Log, LogFormat},
};

/// Starts it.
pub fn start(log: &Log) -> Result<(), Failure> {
    let failed = |error: String| Failure::new(format!("log: {error}"));
    let filter = EnvFilter::try_new(&log.filter).map_err(|error| failed(error.to_string()))?;
    let registry = tracing_subscriber::registry().with(filter).with(ClientsFaults).with(NoConversations);
    let lines =
        tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_ansi(std::io::stderr().is_terminal());
    match log.format {
        LogFormat::Text => registry.with(lines.with_target(false)).try_init(),
        LogFormat::Json => registry.with(lines.json().with_span_list(false)).try_init(),
    }
    .map_err(|error| failed(error.to_string()))
}

/// What the HTTP library calls an error and is a client's: a request that is none. Whoever watches the log for errors must not be
/// woken by anybody who sends nonsense, so it is told at `debug`.
struct ClientsFaults;

/// How the library begins to say so.
const NO_REQUEST: &str = "stream error: request parse error";

impl<S: Subscriber> Layer<S> for ClientsFaults {
    fn event_enabled(&self, event: &Event<'_>, _: Context<'_, S>) -> bool {
        let about = event.metadata();
        if *about.level() != Level::ERROR || !about.target().starts_with("actix_http::") {
            return true;
        }
        let mut said = Message(String::new());
        event.record(&mut said);
        match said.0.strip_prefix(NO_REQUEST) {
            Some(why) => {
                tracing::debug!(why = why.trim_start_matches(": "), "what a client sent is no request");
                false
            }
            None => true,
        }
    }
}

/// What the IMAP library tells at `trace` is the conversation itself: the password, and everybody's mail. It is never told, whatever the
/// filter says.
struct NoConversations;

impl<S: Subscriber> Layer<S> for NoConversations {
    fn enabled(&self, about: &Metadata<'_>, _: Context<'_, S>) -> bool {
        about.target() != "async_imap" && !about.target().starts_with("async_imap::")
    }
}

/// The words of an event.
struct Message(String);

impl Visit for Message {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        if field.name() == "message" {
            self.0 = format!("{value:?}");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    /// Every event that is let through.
    #[derive(Clone, Default)]
    struct Heard(Arc<Mutex<Vec<String>>>);

    impl<S: Subscriber> Layer<S> for Heard {
        fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
            self.0.lock().unwrap().push(event.metadata().target().to_owned());
        }
    }

    #[test]
    fn the_conversation_with_the_mailbox_is_never_told() {
        let heard = Heard::default();
        let all = EnvFilter::try_new("trace,async_imap=trace").unwrap();
        let subscriber = tracing_subscriber::registry().with(all).with(NoConversations).with(heard.clone());
        tracing::subscriber::with_default(subscriber, || {
            tracing::trace!(target: "async_imap::imap_stream", "LOGIN nguoi bi-mat");
            tracing::error!(target: "async_imap", "LOGIN nguoi bi-mat");
            tracing::trace!(target: "mail::imap", "said");
        });
        assert_eq!(*heard.0.lock().unwrap(), ["mail::imap"]);
    }
}
