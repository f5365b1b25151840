//! Reports that one of the office's mails did not arrive: they stand at the mail, and so on its document.

use domain::AgencyId;
use store::{action_link, message, received_mail::ReceivedMail, reply_address};
use uuid::Uuid;

use super::{Finish, Outcome};
use crate::{Office, OfficeError, mail_queue::Message, organisation::all_agencies};

/// What was reported of a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reported {
    /// The mail: the stem of its Message-ID.
    pub message: Option<Uuid>,
    /// The addresses that it did not arrive at, with what was said of each; empty where nothing has failed.
    pub failed: Vec<(String, String)>,
}

/// The longest that is kept of what was said.
const LONGEST: usize = 500;

impl Office {
    /// The mail of ours that has this id as the stem of its Message-ID.
    pub async fn sent_mail(&self, id: Uuid) -> Result<Option<Message>, OfficeError> {
        let agencies: Vec<AgencyId> = all_agencies(self.db()).await?.iter().map(|agency| agency.id).collect();
        Ok(self.db().read(move |conn| message::find(conn, &agencies, id)).await?)
    }

    /// Notes a report at the mail that it is about. What has failed is for a clerk: an address is wrong, and somebody was not told.
    pub async fn note_bounce(&self, mail: &ReceivedMail, reported: Reported) -> Result<(), OfficeError> {
        let message = match reported.message {
            Some(id) => self.sent_mail(id).await?,
            None => None,
        };
        let Some(message) = message else {
            let finish = if reported.failed.is_empty() {
                Finish::of(Outcome::Reported)
            } else {
                Finish::of(Outcome::BounceUnknown)
            };
            return self.finish_received(mail, finish).await;
        };
        let (agency, id) = (message.agency, message.id);
        let about = |finish: Finish| finish.about(agency, message.document);
        if reported.failed.is_empty() {
            return self.finish_received(mail, about(Finish::of(Outcome::Reported))).await;
        }
        // A report names whom the mail went to; another one is somebody's invention.
        let to = message.letter.to.address.as_ref().map(domain::EmailAddress::as_str);
        let is_its = |address: &str| to.is_some_and(|to| to.eq_ignore_ascii_case(address));
        if !reported.failed.iter().any(|(address, _)| is_its(address)) {
            return self.finish_received(mail, Finish::of(Outcome::BounceUnknown)).await;
        }
        let said: Vec<String> = reported.failed.iter().map(|(address, words)| format!("{address}: {words}")).collect();
        let said: String = said.join("; ").chars().take(LONGEST).collect();
        let (office, finish, mail, now) = (self.clone(), about(Finish::of(Outcome::Bounced)), mail.clone(), self.now());
        self.db()
            .write(move |conn| {
                finish.note(conn, &mail, false)?;
                // The report has the mail in it, which nobody but its reader was to see.
                action_link::end_of_mail(conn, agency, id, now)?;
                reply_address::end_of_mail(conn, agency, id, now)?;
                // Of a document that did not come to somebody outside people are told, once.
                if message::bounced(conn, agency, id, now, &said)? {
                    office.tell_failed(conn, (agency, id), &said)?;
                }
                Ok::<_, OfficeError>(())
            })
            .await?;
        self.wake_mail();
        tracing::warn!(%id, "a mail did not arrive; the clerk sees it on the document");
        Ok(())
    }
}
