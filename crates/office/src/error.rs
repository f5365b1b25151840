//! What a use case can fail with.

use domain::Refusal;
use store::StoreError;

use crate::{identity::IdentityFault, second_factor::SecondFactorFault};

/// A use case that was not carried out. Nothing of it was kept.
#[derive(Debug, thiserror::Error)]
pub enum OfficeError {
    /// A rule says no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Rules say no to several parts of one request.
    #[error("{} refusals", .0.len())]
    AllRefused(Vec<Refusal>),
    /// The new password is not one that is taken.
    #[error("the password is too weak")]
    WeakPassword {
        /// The fewest characters.
        min: usize,
    },
    /// It doesn't exist, or not for this person.
    #[error("not found")]
    NotFound,
    /// Events behind which somebody wants to read on were thrown away in time.
    #[error("events up to {gone} are kept no longer")]
    EventsGone {
        /// The last position that is kept no longer.
        gone: i64,
    },
    /// It has changed since the caller read it.
    #[error("the document is at version {now}, not {expected}")]
    Stale {
        /// The version that the caller knows.
        expected: u32,
        /// The version that it has.
        now: u32,
    },
    /// The organisation has changed since the caller read it.
    #[error("the organisation is at version {now}, not {expected}")]
    OrganisationStale {
        /// The version that the caller knows.
        expected: i64,
        /// The version that it has.
        now: i64,
    },
    /// A command that moves a document must say which version it was decided on.
    #[error("the version is missing")]
    VersionNeeded,
    /// The key was used for another request.
    #[error("the idempotency key was used for another request")]
    KeyReused,
    /// Name or password is wrong.
    #[error("wrong name or password")]
    WrongCredentials,
    /// The code by which a forgotten password is set anew is wrong, was used, or holds no longer.
    #[error("not a code by which a password is reset")]
    BadResetCode,
    /// The code by which a citizen signs in is wrong, was used or tried too often, or holds no longer.
    #[error("not a code by which a citizen signs in")]
    BadCitizenCode,
    /// A link in a mail was used or has become void meanwhile.
    #[error("the link of a mail holds no longer")]
    LinkSpent,
    /// No mail is taken in here.
    #[error("no mail is taken in")]
    NoMailbox,
    /// A message that nobody opens: it has in it what is for somebody else alone, or is not there as a whole.
    #[error("the message is not opened")]
    MailSealed,
    /// Something came of a message before.
    #[error("the message was worked off before")]
    MailDone,
    /// Something about a second factor.
    #[error(transparent)]
    SecondFactor(#[from] SecondFactorFault),
    /// Something about signing in at another's.
    #[error(transparent)]
    Identity(#[from] IdentityFault),
    /// Too many tries or requests.
    #[error("too many; again in {after:?}")]
    TooMany {
        /// After how long there is another.
        after: std::time::Duration,
    },
    /// The token is not valid, or its session is over.
    #[error("not signed in")]
    NotSignedIn,
    /// The refresh token was used before: the session is ended.
    #[error("refresh token used twice")]
    TokenReused,
    /// The file is larger than the office takes.
    #[error("larger than {max} bytes")]
    TooLarge {
        /// What it takes, in bytes.
        max: u64,
    },
    /// The file is of a kind that the office doesn't take, or not what its name says.
    #[error("not a file that is taken: {found}")]
    WrongFileKind {
        /// What it is.
        found: String,
        /// Whether its name says something else.
        disguised: bool,
    },
    /// The file's name ends as no file does that the office takes.
    #[error("not an ending that is taken: {ending}")]
    WrongEnding {
        /// How it ends.
        ending: String,
    },
    /// The upload broke off.
    #[error("the upload broke off")]
    Truncated,
    /// An empty file.
    #[error("the file is empty")]
    EmptyFile,
    /// The file can't be a template.
    #[error("not a template: {fault}")]
    Template {
        /// Why not.
        fault: paper::Fault,
        /// What of the request names it.
        at: &'static str,
    },
    /// No PDF could be made.
    #[error(transparent)]
    Conversion(#[from] paper::convert::ConvertError),
    /// A form was not printed.
    #[error(transparent)]
    Print(#[from] crate::printing::PrintFault),
    /// A register of this series and year is open already.
    #[error("the register exists already")]
    RegisterExists,
    /// The storage of files failed.
    #[error("file storage: {0}")]
    Blobs(#[from] object_store::Error),
    /// A secret in the database was sealed with another key than this server has.
    #[error("a secret was sealed with the key {with}, and keys/secrets.key is {ours}: restore the one that was lost")]
    SealedOtherwise {
        /// The beginning of that key's hash.
        with: String,
        /// Of this server's.
        ours: String,
    },
    /// The database failed.
    #[error(transparent)]
    Store(StoreError),
    /// The program failed.
    #[error("internal: {0}")]
    Internal(String),
}

impl From<StoreError> for OfficeError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound => Self::NotFound,
            other => Self::Store(other),
        }
    }
}

impl OfficeError {
    /// What is wrong with the content of a file that somebody else has sent, where that is what it is: a code, and words in both languages. No try
    /// mends it.
    pub fn of_content(&self) -> Option<(&'static str, String, String)> {
        match self {
            Self::TooLarge { max } => {
                let mb = max / (1024 * 1024);
                Some(("too_large", format!("lớn hơn {mb} MB."), format!("it is larger than {mb} MB.")))
            }
            Self::WrongFileKind { found, .. } => Some((
                "wrong_file_kind",
                format!("không phải loại tệp được nhận, hoặc tên không khớp với nội dung ({found})."),
                format!(
                    "it is no kind of file that is taken, or its name says something else than its content ({found})."
                ),
            )),
            Self::WrongEnding { ending } => Some((
                "wrong_ending",
                format!("đuôi tên tệp “{ending}” không được nhận."),
                format!("files are not taken under the ending “{ending}”."),
            )),
            Self::EmptyFile => Some(("empty_file", "không có nội dung.".to_owned(), "it is empty.".to_owned())),
            _ => None,
        }
    }
}
