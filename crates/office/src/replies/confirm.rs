//! What nobody has proved is confirmed: the command waits behind a link, and its writer is asked.

use domain::{document::Command, notice::AccountNotice, to_micros};
use store::{
    action_link::{self, ActionLink},
    reply_address,
};

use super::{OpenReply, ReplyMail, document_words, told};
use crate::{
    Office, OfficeError,
    action_links::{random_code, standing},
    received::{Finish, Outcome},
    sign_in::{hash, random_token},
};

/// What somebody is told who is asked to confirm.
#[derive(Debug, Clone, Default)]
pub struct Ask {
    /// What they are to know beside, in Vietnamese and in English.
    pub remarks: Vec<(String, String)>,
    /// Whether it is asked since the document was changed, and not since nobody has proved who wrote.
    pub changed: bool,
}

impl Office {
    /// Asks the owner of a reply address to confirm by a link what a reply to it asked for.
    pub async fn ask_to_confirm(
        &self,
        open: &OpenReply,
        command: Command,
        reply: &ReplyMail,
        ask: Ask,
    ) -> Result<(), OfficeError> {
        let owner = open.owner().cloned().ok_or(OfficeError::NotFound)?;
        let (token, code) = (random_token()?, random_code()?);
        let now = to_micros(self.now());
        let until = to_micros(now + self.limits().links.life);
        let what = told(&command, &open.detail);
        let notice = AccountNotice::ReplyToConfirm {
            what: (what.vi, what.en),
            document: document_words(&open.document),
            token: token.clone(),
            code: code.clone(),
            until,
            remarks: ask.remarks,
            changed: ask.changed,
        };
        let agency = open.address.agency;
        let letter = self.answer_to(&owner, &open.detail.snapshot().directory.agency_name, notice, &reply.answers);
        let sealed = letter.map(|letter| self.sealed_letter(agency, &letter)).transpose()?.flatten();
        let Some(sealed) = sealed else {
            return self.finish_with(agency, &reply.mail, Finish::of(Outcome::Unproved), None).await;
        };
        let sealed = sealed.answering(&reply.mail);
        let token_hash = hash(&token);
        let document = &open.document;
        let assignment = command.place();
        let link = ActionLink {
            agency,
            code_tag: self.code_tag(&token_hash, &code),
            token_hash,
            message: sealed.id(),
            document: open.address.document,
            person: open.address.person,
            instead_of: open.address.instead_of,
            assignment,
            command: command.kind(),
            standing: standing::of(document, assignment, command.kind()),
            version: document.version(),
            address: open.address.address.clone(),
            created_at: now,
            expires_at: until,
            used_at: None,
            ended_at: None,
            prepared: Some(command),
        };
        let (mail, token_hash) = (reply.mail.clone(), open.address.token_hash.clone());
        let finish = Finish::of(Outcome::ToConfirm).about(agency, open.address.document);
        self.db()
            .write(move |conn| {
                // Its sessions may have been ended beside this.
                if !reply_address::holds(conn, &token_hash, now)? {
                    return Err(OfficeError::LinkSpent);
                }
                finish.note(conn, &mail, true)?;
                action_link::keep(conn, std::slice::from_ref(&link))?;
                Ok(sealed.queue(conn, now)?)
            })
            .await?;
        self.wake_mail();
        Ok(())
    }
}
