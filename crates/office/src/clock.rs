//! The one place where the program learns the time.

use std::sync::Arc;

use domain::UtcTime;

/// Tells the time, to the microsecond.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> UtcTime + Send + Sync>);

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self(Arc::new(chrono::Utc::now))
    }

    /// A clock of one's own, for tests and for telling the demo's story in the past.
    pub fn of(tell: impl Fn() -> UtcTime + Send + Sync + 'static) -> Self {
        Self(Arc::new(tell))
    }

    /// Now.
    pub fn now(&self) -> UtcTime {
        domain::to_micros((self.0)())
    }
}

impl std::fmt::Debug for Clock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Clock({})", self.now())
    }
}
