//! The report that goes with a letter: made as it is sent, of the figures that were written when its week or month was over.

use mail::{Attached, SendError};
use office::{
    domain::notice::{AccountLetter, AccountNotice},
    password_reset::AccountMail,
};

use super::{Postman, temporary};

impl Postman {
    /// What is attached to a letter about an account.
    pub(super) async fn enclosed(
        &self,
        mail: &AccountMail,
        letter: &AccountLetter,
    ) -> Result<Vec<Attached>, SendError> {
        let AccountNotice::Report { period, .. } = &letter.notice else { return Ok(Vec::new()) };
        let made = self.office.mailed_report(mail.agency, period).await;
        let (name, pdf) = made.map_err(|error| temporary(&error.to_string()))?;
        Ok(vec![Attached { name, media_type: "application/pdf".to_owned(), content: pdf.into() }])
    }
}
