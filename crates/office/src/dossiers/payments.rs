//! Payments by a gateway: asked for with a reference that stays the same, told of by a notice that the gateway's adapter proves, and written down by
//! the same door as what is paid at the desk. None is built in: an adapter is a [`PaymentGateway`], and whoever adds one adds the address at which
//! its notices come.

use std::{fmt, pin::Pin, sync::Arc};

use domain::{
    Actor, AgencyId, DossierId, Refusal, Seed,
    dossier::{
        self, Command, Dossier,
        payment::{Doubt, Judged, PaymentNotice, PaymentReference, PaymentRequest, judge},
    },
    notice::{self, Letter},
};
use store::{Conn, dossier as rows, organisation::AgencySnapshot, payment};
use uuid::Uuid;

use super::{context::Gathered, happenings, telling::steps};
use crate::{
    Office, OfficeError,
    incoming::{Halt, held_fresh},
};

/// Why a gateway does not answer as it should.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GatewayFault {
    /// It may, later.
    #[error("the gateway does not answer: {0}")]
    Unavailable(String),
    /// What claims to be its word is not.
    #[error("not the gateway's word")]
    NotGenuine,
}

/// What was asked of a gateway could not be done.
#[derive(Debug, thiserror::Error)]
pub enum PaymentError {
    /// By the gateway.
    #[error(transparent)]
    Gateway(#[from] GatewayFault),
    /// By the office.
    #[error(transparent)]
    Office(#[from] OfficeError),
}

/// What comes of asking: the address to which the citizen goes to pay.
pub type Asked<'a> = Pin<Box<dyn Future<Output = Result<String, GatewayFault>> + Send + 'a>>;

/// A payment gateway.
pub trait PaymentGateway: fmt::Debug + Send + Sync {
    /// Its name, which never changes: transactions are known by it.
    fn name(&self) -> &str;

    /// Asks for a payment. The same reference again is the same payment; afterwards the citizen is sent to `return_to`.
    fn ask<'a>(&'a self, request: &'a PaymentRequest, return_to: &'a str) -> Asked<'a>;

    /// Reads a notice and proves that the gateway has written it: by its signature or its shared secret, whatever its origin.
    ///
    /// # Errors
    /// [`GatewayFault::NotGenuine`] of what it has not.
    fn verify(&self, notification: &[u8]) -> Result<PaymentNotice, GatewayFault>;
}

/// What became of a notice. Whichever it is, the gateway is answered that it was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// It stands on the dossier.
    Recorded,
    /// It was told before.
    Again,
    /// It does not fit: the one-stop shop is told.
    ToDesk,
}

impl Office {
    /// Asks a gateway for what is unpaid of a dossier; what it was asked for and how the citizen comes there. As long as the same is unpaid it is
    /// the same payment.
    ///
    /// # Errors
    /// Nothing is unpaid; the gateway does not answer, and then may be asked again.
    pub async fn ask_payment(
        &self,
        agency: AgencyId,
        id: DossierId,
        gateway: &dyn PaymentGateway,
        return_to: &str,
    ) -> Result<(PaymentRequest, String), PaymentError> {
        let (name, now, fresh) = (gateway.name().to_owned(), self.now(), self.fresh());
        let asked = move |conn: &mut Conn| {
            let loaded = rows::load_to_change(conn, agency, id)?.ok_or(OfficeError::NotFound)?;
            let request = PaymentRequest::of(&loaded.dossier, PaymentReference { agency, id: fresh })?;
            let before = payment::asked(conn, (agency, id), &name)?.into_iter().map(|one| one.request);
            if let Some(same) = before.into_iter().find(|one| one.lines == request.lines) {
                return Ok(same);
            }
            payment::ask(conn, id, &name, &request, now)?;
            Ok::<_, OfficeError>(request)
        };
        let request = self.db().write(asked).await?;
        // Nothing is sent inside the transaction: whoever asks again asks for the same.
        let address = gateway.ask(&request, return_to).await?;
        Ok((request, address))
    }

    /// Takes a notice of a gateway, once however often it comes.
    ///
    /// # Errors
    /// It is not the gateway's; or of nothing that it was asked for.
    pub async fn payment_notified(
        &self,
        gateway: &dyn PaymentGateway,
        notification: &[u8],
    ) -> Result<Settled, PaymentError> {
        let notice = gateway.verify(notification)?;
        let mut snapshot = self.snapshot(notice.reference.agency).await?;
        loop {
            let (office, snap) = (self.clone(), Arc::clone(&snapshot));
            let (name, told) = (gateway.name().to_owned(), notice.clone());
            let take = move |conn: &mut Conn| office.payment_told(conn, &snap, &name, &told);
            match self.db().write(take).await {
                Ok(settled) => {
                    self.wake_mail();
                    return Ok(settled);
                }
                Err(Halt::SnapshotOld(version)) => {
                    snapshot = self.snapshot_at(notice.reference.agency, version).await?;
                }
                Err(halt) => return Err(halt.into_error().into()),
            }
        }
    }

    fn payment_told(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        gateway: &str,
        told: &PaymentNotice,
    ) -> Result<Settled, Halt> {
        held_fresh(conn, snapshot, self.today())?;
        let agency = told.reference.agency;
        let known = payment::find(conn, told.reference, gateway)?.ok_or(OfficeError::NotFound)?;
        // Whoever tells the same beside this, or takes the money at the desk, waits here.
        let loaded = rows::load_to_change(conn, agency, known.dossier)?.ok_or(OfficeError::NotFound)?;
        if payment::is_known(conn, agency, gateway, &told.transaction)? {
            return Ok(Settled::Again);
        }
        // As it stands now that nobody changes it any more.
        let one = payment::find(conn, told.reference, gateway)?.ok_or(OfficeError::NotFound)?;
        let (before, now) = (loaded.dossier, self.now());
        let doubt = match judge(&one.request, &one.state, told, &before, now) {
            Judged::ToDesk(doubt) => doubt,
            Judged::Record(command) => {
                let gathered = Gathered::default();
                let context = gathered.context(snapshot, Seed::new(self.fresh()), now);
                match dossier::decide(&before, Actor::Office, &Command::RecordPayment(command), &context) {
                    Err(refusal) => Doubt::Refused(refusal),
                    Ok(events) => {
                        let happenings = happenings(Actor::Office, now, events);
                        let steps = steps(Some(&before), &happenings, before.id(), agency)?;
                        if let Some((_, after)) = steps.last() {
                            rows::update(conn, &before, &loaded.chain_hash, after, &happenings)?;
                        }
                        self.tell_of_dossier(conn, snapshot, &steps, &happenings)?;
                        payment::told(conn, gateway, told, None, now)?;
                        return Ok(Settled::Recorded);
                    }
                }
            }
        };
        payment::told(conn, gateway, told, Some(&doubt.words()), now)?;
        self.tell_doubt(conn, snapshot, &before, told, &doubt)?;
        Ok(Settled::ToDesk)
    }

    fn tell_doubt(
        &self,
        conn: &mut Conn,
        snapshot: &AgencySnapshot,
        dossier: &Dossier,
        told: &PaymentNotice,
        doubt: &Doubt,
    ) -> Result<(), OfficeError> {
        let (directory, now) = (&snapshot.directory, self.now());
        let letters: Vec<(Uuid, Letter)> = notice::payment_to_check(dossier, told, doubt, directory)
            .iter()
            .map(|one| (self.fresh(), notice::dossier_letter(one, dossier, (Actor::Office, now), directory)))
            .collect();
        Ok(self.post(conn, snapshot, &letters, now)?)
    }
}

impl From<Refusal> for PaymentError {
    fn from(refusal: Refusal) -> Self {
        Self::Office(refusal.into())
    }
}
