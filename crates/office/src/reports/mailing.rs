//! The report by mail: on the first working day after a week or a month was over, to whoever wishes it, once. The mail is queued in the
//! transaction that notes it, and the report is made of the figures that were written when the mail is sent.

use std::{collections::BTreeSet, sync::Arc};

use domain::{
    AgencyId, PersonId, Refusal, Rule, UtcTime, access, day_in_vietnam,
    figures::{Period, PeriodKind},
    notice::AccountNotice,
};
use store::{Conn, figures as rows, organisation::AgencySnapshot, report_wish};

use super::{ReportFormat, title};
use crate::{Office, OfficeError, agency::Caller};

impl Office {
    /// Of which periods the caller is sent the report.
    ///
    /// # Errors
    /// The rule that says no.
    pub async fn report_wishes(&self, caller: Caller) -> Result<BTreeSet<PeriodKind>, OfficeError> {
        self.reads_reports(caller).await?;
        let Caller { agency, person } = caller;
        let wishes = self.db().read(move |conn| report_wish::of(conn, agency, person)).await?;
        Ok(wishes.into_iter().map(|(kind, _)| kind).collect())
    }

    /// Sets of which periods the caller is sent the report, in the stead of what was set before: of those that end from today on.
    ///
    /// # Errors
    /// The rule that says no.
    pub async fn set_report_wishes(&self, caller: Caller, wishes: BTreeSet<PeriodKind>) -> Result<(), OfficeError> {
        self.reads_reports(caller).await?;
        let Caller { agency, person } = caller;
        let (wishes, today): (Vec<PeriodKind>, _) = (wishes.into_iter().collect(), self.today());
        Ok(self.db().write(move |conn| report_wish::set(conn, agency, person, &wishes, today)).await?)
    }

    async fn reads_reports(&self, caller: Caller) -> Result<(), OfficeError> {
        let (snapshot, _) = self.caller(caller).await?;
        if access::sees_agency(caller.person, &snapshot.directory) {
            return Ok(());
        }
        Err(Refusal::new(Rule::ReportReaders).into())
    }

    /// Queues what is due to one person this morning; how many mails.
    pub(crate) async fn queue_reports(
        &self,
        snapshot: &Arc<AgencySnapshot>,
        person: PersonId,
        now: UtcTime,
    ) -> Result<usize, OfficeError> {
        let agency = snapshot.directory.agency;
        if !access::sees_agency(person, &snapshot.directory) {
            return Ok(0);
        }
        let wishes = self.db().read(move |conn| report_wish::of(conn, agency, person)).await?;
        let mut made = 0;
        for (kind, since) in wishes {
            let period = kind.over_before(day_in_vietnam(now));
            if period.last() < since {
                continue;
            }
            made += self.queue_report(snapshot, (agency, person), period, now).await?;
        }
        Ok(made)
    }

    async fn queue_report(
        &self,
        snapshot: &Arc<AgencySnapshot>,
        (agency, person): (AgencyId, PersonId),
        period: Period,
        now: UtcTime,
    ) -> Result<usize, OfficeError> {
        let standing = move |conn: &mut Conn| {
            let made = report_wish::is_made(conn, agency, person, period)?;
            Ok::<_, OfficeError>((made, rows::frozen(conn, agency, period)?.is_some()))
        };
        match self.db().read(standing).await? {
            (true, _) => return Ok(0),
            // Its figures are written a few minutes after its end; the round is made again.
            (false, false) => {
                return Err(OfficeError::Internal(format!("the figures of {period} are not written yet")));
            }
            (false, true) => {}
        }
        let Some(record) = snapshot.organisation.people.get(&person).cloned() else { return Ok(0) };
        let (office, name) = (self.clone(), snapshot.directory.agency_name.clone());
        let queued = self.db().write(move |conn| {
            if !report_wish::begin(conn, agency, person, period, now)? {
                return Ok(0);
            }
            let notice = AccountNotice::Report { period: period.to_string(), title: title(period) };
            let Some(mail) = office.account_letter(agency, &name, &record, notice)? else { return Ok(0) };
            mail.queue(conn, now)?;
            Ok::<_, OfficeError>(1)
        });
        queued.await
    }

    /// The report that goes with a mail: its name and its bytes.
    ///
    /// # Errors
    /// What printing comes to, or that there is no such period.
    pub async fn mailed_report(&self, agency: AgencyId, period: &str) -> Result<(String, Vec<u8>), OfficeError> {
        let period = Period::parse(period).ok_or_else(|| OfficeError::Internal(format!("the period {period:?}")))?;
        let snapshot = self.snapshot(agency).await?;
        self.report_of(snapshot, period, ReportFormat::Pdf).await
    }
}
