//! What the writer of a reply is told beside what was done, and who else is told.

use domain::{
    EmailAddress,
    notice::{AccountLetter, AccountNotice, Answers},
    organisation::PersonRecord,
};
use store::{
    Conn,
    received_mail::{self, ReceivedMail},
};

use super::{ReplyAddress, ReplyMail};
use crate::{
    Office, OfficeError,
    received::{Finish, Outcome},
};

impl Office {
    /// Tells the owner of a reply address that somebody else wrote to it, once a day for a document; a clerk is to know of each.
    pub async fn tell_of_another(
        &self,
        address: &ReplyAddress,
        reply: &ReplyMail,
        from: Option<EmailAddress>,
    ) -> Result<(), OfficeError> {
        let finish = Finish::of(Outcome::OtherSender).about(address.agency, address.document);
        let (agency, document, since) = (reply.mail.agency, address.document, self.now() - chrono::Duration::days(1));
        let told =
            move |conn: &mut Conn| received_mail::came_of_document(conn, agency, document, Outcome::OtherSender, since);
        if self.db().read(told).await? {
            return self.finish_with(address.agency, &reply.mail, finish, None).await;
        }
        self.answer_reply(address, reply, finish, AccountNotice::ReplyByAnother { from }).await
    }

    /// Tells somebody of the agency that a mail takes no replies; false where this is nobody's address.
    pub async fn turn_reply_away(
        &self,
        mail: &ReceivedMail,
        sender: &str,
        answers: Answers,
    ) -> Result<bool, OfficeError> {
        let snapshot = self.snapshot(mail.agency).await?;
        let is_theirs = |person: &&PersonRecord| {
            person.email.as_ref().is_some_and(|email| email.as_str().eq_ignore_ascii_case(sender))
                && snapshot.directory.active(person.id).is_some()
        };
        let mut theirs = snapshot.organisation.people.values().filter(is_theirs);
        let Some(person) = theirs.next().filter(|_| theirs.next().is_none()) else { return Ok(false) };
        let why = (
            "Thư mà ông/bà trả lời không nhận trả lời. Xin trả lời đúng thư về từng văn bản, hoặc mở văn bản trên hệ thống.".to_owned(),
            "The mail that you replied to takes no replies. Please reply to a mail about one document, or open it in the system.".to_owned(),
        );
        let notice = AccountNotice::ReplyNotDone { why: vec![why], document: None };
        let letter = self.answer_to(person, &snapshot.directory.agency_name, notice, &answers);
        self.finish_with(mail.agency, mail, Finish::of(Outcome::NoToken), letter).await?;
        Ok(true)
    }

    /// Tells the owner of a reply address what came of a message to it, and notes that.
    pub async fn answer_reply(
        &self,
        address: &ReplyAddress,
        reply: &ReplyMail,
        finish: Finish,
        notice: AccountNotice,
    ) -> Result<(), OfficeError> {
        let snapshot = self.snapshot(address.agency).await?;
        let owner = snapshot.organisation.people.get(&address.person).cloned();
        let name = snapshot.directory.agency_name.clone();
        let letter = owner.and_then(|owner| self.answer_to(&owner, &name, notice, &reply.answers));
        // Whom nobody can tell, a clerk may.
        let finish = if letter.is_some() && self.has_mail_server() { finish } else { finish.left_open() };
        self.finish_with(address.agency, &reply.mail, finish, letter).await
    }

    /// An answer to somebody of the agency; none where they have no address.
    pub(super) fn answer_to(
        &self,
        owner: &PersonRecord,
        agency: &str,
        notice: AccountNotice,
        answers: &Answers,
    ) -> Option<AccountLetter> {
        Some(AccountLetter {
            notice,
            name: owner.name.clone(),
            username: owner.username.clone(),
            address: owner.email.clone()?,
            agency: agency.to_owned(),
            at: self.now(),
            answers: Some(answers.clone()),
        })
    }
}
