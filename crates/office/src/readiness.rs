//! Whether the parts that the office stands on do their work, each told apart from the others.

use std::sync::{Mutex, PoisonError};

use store::{Conn, StoreError, outbox, second_factor};

pub use paper::convert::Standing as Conversion;
pub use store::outbox::Queue;

use crate::{Office, OfficeError, Storage};

/// How the database's tables stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Migrations {
    /// As this program knows them.
    Current,
    /// Migrations are pending.
    Pending,
    /// A newer program has migrated them meanwhile.
    Newer,
    /// Some are missing before others.
    Half,
    /// Nobody can say: the database does not answer.
    Unknown,
}

/// How outgoing mail stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailStanding {
    /// There is no mail server.
    None,
    /// Nothing waits that was tried in vain.
    Good,
    /// Mails wait that were tried in vain.
    Delayed,
    /// Nobody can say: the database does not answer.
    Unknown,
}

/// How the mailbox stands that this process watches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MailboxStanding {
    /// This process watches none.
    #[default]
    None,
    /// It was looked into, and nothing has failed since.
    Good,
    /// Its server could not be talked to the last time.
    Away,
    /// Nobody has looked yet.
    Unknown,
}

/// What the watching of the mailbox has last said.
#[derive(Debug, Default)]
pub(crate) struct Watched(Mutex<MailboxStanding>);

/// Whether the secrets of second factors can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Secrets {
    /// They can.
    Good,
    /// Some were sealed with another key than `keys/secrets.key`: that one was lost.
    KeyLost,
    /// Nobody can say: the database does not answer.
    Unknown,
}

/// How the parts stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Whether the database answers.
    pub database: bool,
    /// Its tables.
    pub migrations: Migrations,
    /// The storage of files.
    pub storage: Storage,
    /// Outgoing mail, which stops no request.
    pub mail: MailStanding,
    /// The mailbox of what comes in, which stops no request either: what comes waits there.
    pub mailbox: MailboxStanding,
    /// Making PDFs, which stops nobody but whoever asks for one.
    pub conversion: Conversion,
    /// The secrets of second factors, which stop those alone who come with a code of an app.
    pub secrets: Secrets,
}

impl Standing {
    /// Whether requests can be served.
    pub fn is_ready(self) -> bool {
        self.database && self.migrations == Migrations::Current && self.storage == Storage::Good
    }
}

impl Office {
    /// How the parts stand.
    pub async fn standing(&self) -> Standing {
        let (database, migrations) = match self.db().migrations_pending().await {
            Ok(false) => (true, Migrations::Current),
            Ok(true) => (true, Migrations::Pending),
            Err(StoreError::Newer(_)) => (true, Migrations::Newer),
            Err(StoreError::HalfMigrated(_)) => (true, Migrations::Half),
            Err(_) => (false, Migrations::Unknown),
        };
        let readable = database && migrations == Migrations::Current;
        let mail = if !self.has_mail_server() {
            MailStanding::None
        } else if !readable {
            MailStanding::Unknown
        } else {
            match self.db().read(outbox::any_failed).await {
                Ok(false) => MailStanding::Good,
                Ok(true) => MailStanding::Delayed,
                Err::<_, StoreError>(_) => MailStanding::Unknown,
            }
        };
        let secrets = if readable { self.secrets().await } else { Secrets::Unknown };
        let (storage, mailbox, conversion) = (self.storage().await, self.mailbox(), self.converter().standing());
        Standing { database, migrations, storage, mail, mailbox, conversion, secrets }
    }

    /// How the mailbox stands that this process watches.
    pub fn mailbox(&self) -> MailboxStanding {
        *self.0.mailbox.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes how it stands; whoever watches it knows.
    pub fn note_mailbox(&self, standing: MailboxStanding) {
        *self.0.mailbox.0.lock().unwrap_or_else(PoisonError::into_inner) = standing;
    }

    /// Whether the secrets of second factors can be read.
    pub async fn secrets(&self) -> Secrets {
        let ours = self.0.parts.sealing.id().to_owned();
        match self.db().read(move |conn| second_factor::any_sealed_otherwise(conn, &ours)).await {
            Ok(false) => Secrets::Good,
            Ok(true) => Secrets::KeyLost,
            Err::<_, StoreError>(_) => Secrets::Unknown,
        }
    }

    /// What waits to leave the house, by the name of its queue: mails about documents and about accounts, deliveries, what is sent to
    /// webhooks, and packets of the interchange, those too that came in and are not decided on.
    ///
    /// # Errors
    /// What the database says.
    pub async fn queues(&self) -> Result<[(&'static str, Queue); 5], OfficeError> {
        let now = self.now();
        let read = move |conn: &mut Conn| {
            let mails = [("documents", outbox::documents(conn, now)?), ("accounts", outbox::accounts(conn)?)];
            let [documents, accounts] = mails;
            let (deliveries, webhooks) = (outbox::deliveries(conn)?, outbox::webhooks(conn)?);
            let packets = ("packets", outbox::packets(conn)?);
            Ok::<_, StoreError>([documents, accounts, ("deliveries", deliveries), ("webhooks", webhooks), packets])
        };
        Ok(self.db().read_long(read).await?)
    }
}
