//! A reply as a transaction uses it up: whether it still holds, and its answer beside what it does.

use domain::{
    Actor, UtcTime,
    organisation::{Directory, PersonRecord},
};
use store::{Conn, reply_address};

use super::{ReplyAddress, ReplyMail, TellDone};
use crate::{
    Office, OfficeError,
    action_links::LinkTerms,
    documents::AnyDetail,
    received::{Finish, Outcome},
};

/// A reply as a transaction uses it up.
#[derive(Clone)]
pub(crate) struct ReplyUse {
    pub(crate) actor: Actor,
    pub(super) address: ReplyAddress,
    pub(super) terms: LinkTerms,
    pub(super) reply: ReplyMail,
    pub(super) owner: PersonRecord,
    /// What its writer is told; nothing where it is rehearsed.
    pub(super) tell: Option<TellDone>,
}

impl std::fmt::Debug for ReplyUse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ReplyUse({})", self.reply.mail.id)
    }
}

impl ReplyUse {
    /// Whether it can still be used.
    ///
    /// # Errors
    /// [`OfficeError::LinkSpent`] where its owner may not act by it any more.
    pub(crate) fn spend(&self, conn: &mut Conn, directory: &Directory, now: UtcTime) -> Result<(), OfficeError> {
        if !reply_address::holds(conn, &self.address.token_hash, now)? {
            return Err(OfficeError::LinkSpent);
        }
        crate::action_links::still_theirs(
            conn,
            self.address.agency,
            self.actor,
            &self.address.address,
            directory,
            self.terms,
        )
    }

    /// Notes what came of it, and queues the answer.
    ///
    /// # Errors
    /// [`OfficeError::MailDone`] where something came of it before.
    pub(crate) fn answer(
        &self,
        conn: &mut Conn,
        office: &Office,
        done: &AnyDetail,
        now: UtcTime,
    ) -> Result<(), OfficeError> {
        let Some(tell) = &self.tell else { return Ok(()) };
        let notice = tell(done);
        let letter = office.answer_to(&self.owner, &done.snapshot().directory.agency_name, notice, &self.reply.answers);
        let sealed = letter.map(|letter| office.sealed_letter(self.address.agency, &letter)).transpose()?.flatten();
        let finish = Finish::of(Outcome::Acted).about(self.address.agency, self.address.document);
        finish.note(conn, &self.reply.mail, sealed.is_some())?;
        if let Some(sealed) = sealed {
            sealed.answering(&self.reply.mail).queue(conn, now)?;
        }
        Ok(())
    }
}
