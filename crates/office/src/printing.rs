//! Printing (in ấn): what the office asks of whoever makes PDF of forms. The program fulfils it with the room `print`; here nothing of that
//! needs to be compiled.

use std::sync::Arc;

use domain::UtcTime;
use serde_json::Value;

use crate::{Office, OfficeError};

/// Makes PDF of forms; what data each form wants stands in `docs/FORMS.md`.
pub trait Printer: Send + Sync {
    /// Fills the form of this name. `made_at` is the date that stands in the file.
    ///
    /// # Errors
    /// Why not.
    fn print(&self, form: &str, data: &Value, made_at: UtcTime) -> Result<Vec<u8>, PrintFault>;
}

/// Why something was not printed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {en}")]
pub struct PrintFault {
    /// Its stable name.
    pub code: &'static str,
    /// What is wrong and what would be right.
    pub vi: String,
    /// In English.
    pub en: String,
    /// Whether a template of the office is at fault, or what was asked for; otherwise the program is.
    pub of_the_office: bool,
}

impl Office {
    /// Prints a form, on a thread of its own and few at once: it takes a processor's time and cannot be stopped.
    pub(crate) async fn print(&self, form: &'static str, data: Value) -> Result<Vec<u8>, OfficeError> {
        let printer = self.0.parts.printer.as_ref().map(Arc::clone);
        let printer = printer.ok_or_else(|| OfficeError::Internal("there is no printer".to_owned()))?;
        let held = Arc::clone(&self.0.papers).acquire_owned().await;
        let held = held.map_err(|error| OfficeError::Internal(error.to_string()))?;
        let made_at = self.now();
        let print = move || {
            let _held = held;
            printer.print(form, &data, made_at)
        };
        let made = tokio::task::spawn_blocking(print).await;
        Ok(made.map_err(|error| OfficeError::Internal(format!("printing: {error}")))??)
    }
}
