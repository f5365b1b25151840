//! How a call is answered, and how badly: late, with an error, with half an answer or none.

use std::{
    io,
    net::{Shutdown, TcpStream},
    path::PathBuf,
    time::Duration,
};

use actix_web::{HttpRequest, HttpResponse, body::SizedStream, http::StatusCode, rt::time::sleep};
use base64::{Engine, engine::general_purpose::STANDARD};
use bytes::Bytes;
use futures_util::{Stream, StreamExt, TryStreamExt, stream};
use serde_json::{Value, json};
use tokio::io::AsyncReadExt;

use crate::world::World;

/// The socket of a connection, to end it without an answer.
#[derive(Debug)]
pub(crate) struct Socket(pub(crate) TcpStream);

/// What a call came to.
pub(crate) enum Reply {
    /// It was done; what stands in the envelope beside that.
    Done(Value),
    /// It was not; the axis's code, and words.
    Fault(u32, String),
    /// A packet as it is.
    File(PathBuf),
    /// A packet as base64 in the envelope.
    Embedded(PathBuf),
}

/// What goes wrong with a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Trouble {
    delay: Option<Duration>,
    /// Nothing is done, and this is said.
    before: Option<Before>,
    /// It is done, and this happens to the answer.
    after: Option<After>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    Fault(u32),
    Status(u16),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum After {
    Status(u16),
    Lost,
    Half,
}

impl Trouble {
    /// Throws the dice for a call. All of them, each time: which one falls must not move the others.
    pub(crate) fn thrown(world: &World) -> Self {
        let mut inner = world.lock();
        let quirks = inner.quirks.clone();
        let dice = &mut inner.dice;
        let or = |codes: &[u32], usual: &[u32]| if codes.is_empty() { usual.to_vec() } else { codes.to_vec() };
        let delay = dice.happens("delay", quirks.delay).then(|| Duration::from_millis(quirks.delay_ms));
        let fail = dice.happens("fail", quirks.fail);
        let refuse = dice.happens("refuse", quirks.refuse);
        let server_error = dice.happens("server_error", quirks.server_error);
        let late = dice.happens("late_server_error", quirks.late_server_error);
        let lost = dice.happens("lost_answer", quirks.lost_answer);
        let half = dice.happens("half_answer", quirks.half_answer);
        let before = if refuse {
            let codes = or(&quirks.refuse_codes, &[10, 15, 18, 19, 22, 23]);
            dice.one_of("refuse_codes", &codes).map(Before::Fault)
        } else if fail {
            dice.one_of("fail_codes", &or(&quirks.fail_codes, &[20, 21])).map(Before::Fault)
        } else if server_error {
            dice.one_of("server_error_status", &[500, 502, 503, 504, 429]).map(Before::Status)
        } else {
            None
        };
        let after = if lost {
            Some(After::Lost)
        } else if half {
            Some(After::Half)
        } else if late {
            dice.one_of("late_server_error_status", &[500, 502, 504]).map(After::Status)
        } else {
            None
        };
        Self { delay, before, after }
    }

    /// What is said instead of doing anything.
    pub(crate) async fn before(self) -> Option<HttpResponse> {
        if let Some(delay) = self.delay {
            sleep(delay).await;
        }
        match self.before? {
            Before::Fault(code) => Some(json_answer(&fault(code, "Lỗi giả lập / simulated"))),
            Before::Status(status) => Some(status_answer(status)),
        }
    }

    /// The answer to what was done.
    pub(crate) async fn after(self, request: &HttpRequest, reply: Reply) -> HttpResponse {
        match self.after {
            Some(After::Lost) => {
                if let Some(Socket(socket)) = request.conn_data() {
                    // Whatever is written after this goes nowhere.
                    let _ = socket.shutdown(Shutdown::Both);
                }
                HttpResponse::InternalServerError().finish()
            }
            Some(After::Status(status)) => status_answer(status),
            Some(After::Half) => whole_or_half(reply, true).await,
            None => whole_or_half(reply, false).await,
        }
    }
}

/// An envelope that says that it was not done.
pub(crate) fn fault(code: u32, words: &str) -> Value {
    json!({"status": "FAIL", "ErrorCode": code.to_string(), "ErrorDesc": words})
}

/// An envelope that says that it was.
fn done(beside: Value) -> Value {
    let mut envelope = json!({"status": "OK", "ErrorCode": "0", "ErrorDesc": ""});
    if let (Value::Object(envelope), Value::Object(beside)) = (&mut envelope, beside) {
        envelope.extend(beside);
    }
    envelope
}

fn json_answer(envelope: &Value) -> HttpResponse {
    HttpResponse::Ok().content_type("application/json;charset=UTF-8").body(envelope.to_string())
}

fn status_answer(status: u16) -> HttpResponse {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut answer = HttpResponse::build(status);
    if matches!(status, StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS) {
        answer.insert_header(("retry-after", "1"));
    }
    answer.content_type("text/html").body("<html><body>simulated</body></html>")
}

/// A packet, without any trouble.
pub(crate) async fn file(path: PathBuf) -> HttpResponse {
    whole_or_half(Reply::File(path), false).await
}

async fn whole_or_half(reply: Reply, half: bool) -> HttpResponse {
    match reply {
        Reply::Done(beside) => text(&done(beside).to_string(), half),
        Reply::Fault(code, words) => text(&fault(code, &words).to_string(), half),
        Reply::File(path) => match length(&path).await {
            Ok(length) => answer("application/xml", length, pieces(path), half),
            Err(_) => status_answer(500),
        },
        Reply::Embedded(path) => match length(&path).await {
            Ok(length) => {
                const BEGIN: &str = r#"{"status":"OK","ErrorCode":"0","ErrorDesc":"","data":""#;
                const END: &str = r#""}"#;
                let size = |text: &str| u64::try_from(text.len()).unwrap_or(u64::MAX);
                let all = length.div_ceil(3).saturating_mul(4).saturating_add(size(BEGIN)).saturating_add(size(END));
                let one = |text: &'static str| stream::iter([Ok(Bytes::from_static(text.as_bytes()))]);
                // A piece of a file divides by three, but for the last one: base64 of pieces is base64 of the whole.
                let encoded = pieces(path).map_ok(|piece| Bytes::from(STANDARD.encode(&piece)));
                answer("application/json;charset=UTF-8", all, one(BEGIN).chain(encoded).chain(one(END)), half)
            }
            Err(_) => status_answer(500),
        },
    }
}

fn text(text: &str, half: bool) -> HttpResponse {
    let length = u64::try_from(text.len()).unwrap_or(u64::MAX);
    answer("application/json;charset=UTF-8", length, stream::iter([Ok(Bytes::from(text.to_owned()))]), half)
}

/// A body of this length, or the first half of it and then the end of the connection.
fn answer(
    content_type: &str,
    length: u64,
    body: impl Stream<Item = Result<Bytes, io::Error>> + 'static,
    half: bool,
) -> HttpResponse {
    let mut answer = HttpResponse::Ok();
    answer.content_type(content_type);
    if !half {
        return answer.body(SizedStream::new(length, body));
    }
    let cut = stream::try_unfold((Box::pin(body), length / 2), |(mut body, left)| async move {
        if left == 0 {
            // Time for what was written to leave.
            sleep(Duration::from_millis(20)).await;
            return Err(io::Error::other("cut on purpose"));
        }
        let Some(piece) = body.next().await.transpose()? else { return Ok(None) };
        let most = usize::try_from(left).unwrap_or(usize::MAX).min(piece.len());
        let left = left.saturating_sub(u64::try_from(most).unwrap_or(u64::MAX));
        Ok(Some((piece.slice(..most), (body, left))))
    });
    answer.body(SizedStream::new(length, cut))
}

async fn length(path: &PathBuf) -> io::Result<u64> {
    Ok(tokio::fs::metadata(path).await?.len())
}

/// A file, 48 KiB at a time.
fn pieces(path: PathBuf) -> impl Stream<Item = Result<Bytes, io::Error>> {
    const PIECE: u64 = 48 * 1024;
    let open = async move { tokio::fs::File::open(path).await };
    stream::once(open)
        .map_ok(|file| {
            stream::try_unfold(file, |mut file| async move {
                let mut piece = Vec::with_capacity(48 * 1024);
                let read = (&mut file).take(PIECE).read_to_end(&mut piece).await?;
                Ok((read > 0).then(|| (Bytes::from(piece), file)))
            })
        })
        .try_flatten()
}
