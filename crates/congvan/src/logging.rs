//! The log: on standard error, for people or for machines. It never holds addresses, contents or secrets. What is written while a
//! request is under way has its id.

use std::io::IsTerminal;

use tracing_subscriber::{EnvFilter, layer::SubscriberExt, util::SubscriberInitExt};

use crate::{
    failure::Failure,
    settings::{Log, LogFormat},
};

/// Starts it.
pub fn start(log: &Log) -> Result<(), Failure> {
    let failed = |error: String| Failure::new(format!("log: {error}"));
    let filter = EnvFilter::try_new(&log.filter).map_err(|error| failed(error.to_string()))?;
    let registry = tracing_subscriber::registry().with(filter);
    let lines =
        tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_ansi(std::io::stderr().is_terminal());
    match log.format {
        LogFormat::Text => registry.with(lines.with_target(false)).try_init(),
        LogFormat::Json => registry.with(lines.json().with_span_list(false)).try_init(),
    }
    .map_err(|error| failed(error.to_string()))
}
