//! From nothing to a server that has let us in: connecting, encryption, greeting, signing in.

use std::time::Duration;

use async_imap::{
    Authenticator, Client,
    imap_proto::{Response, Status},
};
use rustls::pki_types::ServerName;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
};
use tokio_rustls::TlsConnector;

use super::{ImapError, Inner, bounded::Bounded, session::Session, url::Encryption};

/// What may be announced as a text before the connection is encrypted.
const LONGEST_TEXT_BEFORE: u64 = 64 * 1024;
/// What an answer with a message in it has room for beside it.
const ROOM_BESIDE: u64 = 64 * 1024;

/// A connection, encrypted or not.
pub(super) trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<S: AsyncRead + AsyncWrite + Send + Unpin> Stream for S {}

/// A connection as the library gets it.
pub(super) type Wire = Bounded<Box<dyn Stream>>;

/// Within its time, or not.
pub(super) async fn within<T, E: Into<ImapError>>(
    step: &'static str,
    wait: Duration,
    doing: impl Future<Output = Result<T, E>>,
) -> Result<T, ImapError> {
    match tokio::time::timeout(wait, doing).await {
        Ok(done) => done.map_err(Into::into),
        Err(_) => Err(ImapError::TooSlow { step, wait }),
    }
}

impl Inner {
    /// Signs in.
    pub(super) async fn open(&self) -> Result<Session, ImapError> {
        let wait = self.settings.step_timeout;
        let address = (self.address.host.as_str(), self.address.port);
        let stream = within("connecting", wait, TcpStream::connect(address)).await?;
        let client = within("greeting", wait, self.encrypted(stream)).await?;
        let signed_in = within("signing in", wait, self.sign_in(client)).await?;
        Session::new(signed_in, &self.settings).await
    }

    /// Greets, and encrypts before anything else is said.
    async fn encrypted(&self, stream: TcpStream) -> Result<Client<Wire>, ImapError> {
        match (self.address.encryption, &self.tls) {
            (Encryption::FromTheStart, Some(tls)) => {
                greeted(self.handshake(tls, Box::new(stream)).await?, self.longest_text()).await
            }
            (Encryption::AfterGreeting, Some(tls)) => {
                let mut client = greeted(Box::new(stream), LONGEST_TEXT_BEFORE).await?;
                client.run_command_and_check_ok("STARTTLS", None).await.map_err(|error| match error {
                    async_imap::error::Error::No(_) | async_imap::error::Error::Bad(_) => ImapError::NoTls,
                    error => error.into(),
                })?;
                // Whatever was sent along behind the answer, unencrypted, is thrown away with the client.
                let encrypted = self.handshake(tls, client.into_inner().into_inner()).await?;
                Ok(Client::new(Bounded::new(encrypted, self.longest_text())))
            }
            (Encryption::None, _) => greeted(Box::new(stream), self.longest_text()).await,
            (_, None) => Err(ImapError::NoTls),
        }
    }

    fn longest_text(&self) -> u64 {
        u64::from(self.settings.largest).saturating_add(ROOM_BESIDE)
    }

    async fn handshake(&self, tls: &TlsConnector, stream: Box<dyn Stream>) -> Result<Box<dyn Stream>, ImapError> {
        let name = ServerName::try_from(self.address.host.clone())
            .map_err(|_| ImapError::Tls("the host's name can't stand in a certificate".to_owned()))?;
        Ok(Box::new(tls.connect(name, stream).await?))
    }

    async fn sign_in(&self, client: Client<Wire>) -> Result<async_imap::Session<Wire>, ImapError> {
        let (user, password) = (&self.address.user, &self.address.password);
        // Other letters than these have no place in a LOGIN's quotation marks.
        let signed_in = if user.is_ascii() && password.is_ascii() {
            client.login(user, password).await
        } else {
            client.authenticate("PLAIN", Plain { user, password }).await
        };
        signed_in.map_err(|(error, _)| match error {
            async_imap::error::Error::No(_) | async_imap::error::Error::Bad(_) => ImapError::SignIn,
            error => error.into(),
        })
    }
}

/// The server's first line. One that has let us in before it knows us (PREAUTH) is none that the URL means.
async fn greeted(stream: Box<dyn Stream>, longest_text: u64) -> Result<Client<Wire>, ImapError> {
    let mut client = Client::new(Bounded::new(stream, longest_text));
    let Some(greeting) = client.read_response().await? else {
        return Err(ImapError::Lost);
    };
    match greeting.parsed() {
        Response::Data { status: Status::Ok, .. } => Ok(client),
        _ => Err(ImapError::Greeting),
    }
}

/// User and password as SASL PLAIN has them (RFC 4616).
struct Plain<'p> {
    user: &'p str,
    password: &'p str,
}

impl Authenticator for Plain<'_> {
    type Response = String;

    fn process(&mut self, _challenge: &[u8]) -> String {
        format!("\0{}\0{}", self.user, self.password)
    }
}
