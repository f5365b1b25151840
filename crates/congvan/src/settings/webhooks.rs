//! The settings of events for other systems, and of webhooks.

use std::time::Duration;

use courier::{Allowed, ClientSettings};
use office::webhooks::WebhookTerms;

use super::{Reader, parse};

/// How webhooks are called.
#[derive(Debug, Clone)]
pub struct Webhooks {
    /// How long a call may take, and whom it trusts.
    pub http: ClientSettings,
    /// How many are called at once.
    pub parallel: usize,
    /// Hosts that may be called wherever they lie.
    pub allowed: Allowed,
}

impl Webhooks {
    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let timeout = reader.seconds("webhook_timeout_seconds", 120);
        let authorities = reader.maybe("webhook_ca_file", parse::path);
        let parallel = reader.count("webhook_parallel", 64);
        let allowed = reader.maybe("webhook_allowed_hosts", hosts);
        Some(Self {
            http: ClientSettings { timeout: timeout?, authorities },
            parallel: parallel?,
            allowed: allowed.unwrap_or_default(),
        })
    }
}

/// How long events are kept.
pub(super) fn events_kept(reader: &mut Reader<'_>) -> Option<Duration> {
    let days = reader.take("events_days", |text| parse::whole(text, 1, 36_500));
    Some(Duration::from_secs(days?.saturating_mul(24 * 3600)))
}

/// How many webhooks there may be, and how long one that fails is tried; which hosts may be called is set beside.
pub(super) fn terms(reader: &mut Reader<'_>) -> Option<WebhookTerms> {
    let most = reader.count("webhooks_max", 1000);
    let hours = |reader: &mut Reader<'_>, name| reader.take(name, |text| parse::whole(text, 0, 24 * 365));
    let rotation = hours(reader, "webhook_rotation_hours");
    let tried = hours(reader, "webhook_try_hours");
    let disabled = hours(reader, "webhook_disable_hours");
    let span = |hours: u64| Duration::from_secs(hours.saturating_mul(3600));
    Some(WebhookTerms {
        allowed: Allowed::default(),
        most: most?,
        rotation: span(rotation?),
        tried_for: span(tried?),
        disabled_after: span(disabled?),
    })
}

/// Hosts by name or address, separated by commas or spaces.
fn hosts(text: &str) -> Result<Allowed, String> {
    let names = text.split([',', ' ']).filter(|part| !part.is_empty());
    Allowed::new(names).map_err(|_| {
        "phải là tên máy hoặc địa chỉ, không kèm cổng / must be hosts or addresses without a port, such as: cong.noi-bo.example, 10.0.0.5"
            .to_owned()
    })
}
