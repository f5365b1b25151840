//! The settings of citizens' accounts. Whether there are any is each office's own choice (`one_stop.own_submission`).

use std::time::Duration;

use office::{citizens::CitizenTerms, sign_in::Allowance};

use super::{Reader, parse};

/// How often one may try, how long codes and sessions hold, and how much an account may keep.
pub(super) fn read(reader: &mut Reader<'_>) -> Option<CitizenTerms> {
    let mails = reader.count("citizen_mails", 1_000_000);
    let mail_pause = reader.seconds("citizen_mail_pause_seconds", 86_400);
    let tries = reader.count("citizen_sign_in_tries", 1_000_000);
    let pause = reader.seconds("citizen_sign_in_pause_seconds", 86_400);
    let code = reader.take("citizen_code_minutes", |text| parse::whole(text, 5, 60));
    let code_tries = reader.take("citizen_code_tries", |text| parse::whole(text, 1, 20));
    let session = reader.take("citizen_session_hours", |text| parse::whole(text, 1, 720));
    let drafts = reader.count("citizen_drafts", 1000);
    let files = reader.take("citizen_files_mb", |text| parse::whole(text, 1, 10_240));
    let all_files = reader.take("citizen_files_total_mb", |text| parse::whole(text, 1, 104_857_600));
    let warn = reader.take("citizen_warn_days", |text| parse::whole(text, 1, 60));
    let allowance =
        |burst: usize, pause: Duration| Allowance { burst: u32::try_from(burst).unwrap_or(u32::MAX), pause };
    Some(CitizenTerms {
        mails: allowance(mails?, mail_pause?),
        tries: allowance(tries?, pause?),
        code: Duration::from_secs(code?.saturating_mul(60)),
        code_tries: i32::try_from(code_tries?).unwrap_or(1),
        session: Duration::from_secs(session?.saturating_mul(3600)),
        drafts: drafts?,
        files_bytes: files?.saturating_mul(1024 * 1024),
        all_files_bytes: all_files?.saturating_mul(1024 * 1024),
        warned: Duration::from_secs(warn?.saturating_mul(24 * 3600)),
    })
}
