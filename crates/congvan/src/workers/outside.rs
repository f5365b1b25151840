//! Issued documents that go to somebody outside, with their sealed files: read from the storage when their turn has come, and never in the
//! transaction that queued them.

use mail::{Attached, FailuresTo, Language, SendError};
use office::{domain::notice::Enclosed, mail_queue::Message};

use super::{Postman, permanent, temporary};

impl Postman {
    /// Sends one. Answers go to the office's mailbox, where it has one that is read; else where the server says, or to whoever sent it.
    pub(super) async fn send_outside(&self, message: &Message, enclosed: &Enclosed) -> Result<(), SendError> {
        let files = self.office.enclosed_files(message).await.map_err(|error| {
            tracing::warn!(id = %message.id, %error, "the files of a mail to somebody outside could not be read");
            // Whatever it is, somebody can mend it before the last try.
            temporary("the sealed files could not be read from the storage")
        })?;
        let attached: Vec<Attached> = files
            .into_iter()
            .map(|(file, content)| Attached { name: file.name.to_string(), media_type: file.media_type, content })
            .collect();
        let room = self.mailroom.as_ref().map(|room| room.address.clone());
        let failures_to = room.clone().map_or(FailuresTo::Sender, FailuresTo::Address);
        let mut envelope = self.envelope(message.id, &message.letter.agency, None, failures_to);
        let sender = enclosed.reply_to.as_ref().map(|address| address.as_str().to_owned());
        envelope.reply_to = room.or_else(|| self.reply_to.clone()).or(sender);
        let rendered = tokio::task::spawn_blocking({
            let letter = message.letter.clone();
            move || mail::render_outside(&letter, &attached, &envelope, Language::Vi)
        })
        .await
        .map_err(|_| permanent("a mail to somebody outside could not be made"))??;
        self.transport.send(&rendered).await.map(drop)
    }
}
