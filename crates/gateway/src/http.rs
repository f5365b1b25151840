//! What the adapters that call by HTTP share: the client, what may stand in a header, and answers within bounds.

use std::{io::Read, path::Path, time::Duration};

use outbound::{
    Client, ClientSettings, Open,
    ureq::{
        Body, BodyReader, SendBody,
        http::{Request, Response},
    },
};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use url::Url;

use crate::{Failure, Packet, transfer::Upload};

/// How much of a short answer is read, in bytes.
const SHORT: u64 = 64 * 1024;

/// A client for calls of this length. Whom it calls an administrator wrote in the settings: it may be in a network of its own.
pub(crate) fn client(seconds: u64, authorities: Option<&Path>) -> Result<Client, String> {
    let timeout = Duration::from_secs(seconds.max(1));
    Client::new(&ClientSettings { timeout, authorities: authorities.map(Path::to_path_buf) }, Open)
}

/// An address to which a path can be added: without a user, a query or a slash at its end.
pub(crate) fn endpoint(text: &str, plain_http: bool) -> Result<String, String> {
    let bad = |vi: &str, en: &str| format!("địa chỉ máy chủ liên thông {vi} / the gateway's address {en}");
    let url = Url::parse(text.trim()).map_err(|_| bad("không hợp lệ", "is not valid"))?;
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
        return Err(bad("phải bắt đầu bằng https://", "begins with https://"));
    }
    if url.scheme() == "http" && !plain_http {
        return Err(bad("phải là https", "is https"));
    }
    if !url.username().is_empty() || url.password().is_some() || url.query().is_some() || url.fragment().is_some() {
        return Err(bad("không được chứa tài khoản hay tham số", "holds no user and no parameters"));
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

/// Whether a header can carry it as it is.
pub(crate) fn fits_header(text: &str) -> bool {
    !text.is_empty() && text.len() <= 8 * 1024 && text.bytes().all(|byte| (b' '..=b'~').contains(&byte))
}

/// Words for a header: Vietnamese without its marks. Headers carry ASCII, and what another encoding made of the rest would no
/// longer fit its signature.
pub(crate) fn ascii(text: &str) -> String {
    let one = |sign: char| match sign {
        'đ' => 'd',
        'Đ' => 'D',
        ' '..='~' => sign,
        _ if sign.is_whitespace() || sign.is_control() => ' ',
        _ => '?',
    };
    let folded: String = text.nfd().filter(|sign| !is_combining_mark(*sign)).map(one).take(200).collect();
    folded.trim().to_owned()
}

/// Whether it can stand for a packet in a header, and as a file's name.
pub(crate) fn is_id(text: &str) -> bool {
    (1..=100).contains(&text.len())
        && !text.starts_with('.')
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

/// A packet whose names can be sent.
pub(crate) fn check(packet: &Packet) -> Result<(), Failure> {
    let sound = |code: &String| fits_header(code) && !code.contains(',');
    if !is_id(&packet.id) {
        return Err(Failure::packet("Mã gói tin không hợp lệ", "The packet's id is not valid"));
    }
    if !sound(&packet.from) || !packet.to.iter().all(sound) {
        return Err(Failure::packet(
            "Mã định danh nơi gửi hoặc nơi nhận không hợp lệ",
            "The identifier of the sender or of a recipient is not valid",
        ));
    }
    Ok(())
}

/// How long to wait, where the answer says so.
pub(crate) fn retry_after(response: &Response<Body>) -> Option<Duration> {
    let value = response.headers().get("retry-after")?.to_str().ok()?;
    value.trim().parse().ok().map(Duration::from_secs)
}

/// Sends a request whose body is read from a file.
pub(crate) fn upload(
    client: &Client,
    request: outbound::ureq::http::request::Builder,
    body: &mut Upload,
) -> Result<Response<Body>, Failure> {
    let request = request.header("content-length", body.length()).body(SendBody::from_reader(body));
    let answer = request.map_err(|error| error.to_string()).and_then(|request| client.run(request));
    answer.map_err(|error| body.no_answer(&error))
}

/// Sends a request without a body.
pub(crate) fn call(
    client: &Client,
    request: outbound::ureq::http::request::Builder,
) -> Result<Response<Body>, Failure> {
    let request: Request<&[u8]> =
        request.body(&[][..]).map_err(|error| Failure::no_answer(false, &error.to_string()))?;
    client.run(request).map_err(|error| Failure::no_answer(false, &error))
}

/// The whole of a short answer.
pub(crate) fn short(body: &mut Body) -> Result<Vec<u8>, std::io::Error> {
    let mut said = Vec::new();
    body.as_reader().take(SHORT + 1).read_to_end(&mut said)?;
    if u64::try_from(said.len()).unwrap_or(u64::MAX) > SHORT {
        return Err(std::io::Error::other("the answer is too long"));
    }
    Ok(said)
}

/// The first of what was said beside a status, for a person; nothing where it does not come.
pub(crate) fn remark(body: &mut Body) -> String {
    let mut said = Vec::new();
    let _ = body.as_reader().take(1024).read_to_end(&mut said);
    String::from_utf8_lossy(&said).into_owned()
}

/// A reader that ends with an error beyond a limit, so that nobody fills the memory.
pub(crate) struct Bounded<'a> {
    inner: BodyReader<'a>,
    left: u64,
}

impl<'a> Bounded<'a> {
    pub(crate) fn new(body: &'a mut Body, most: u64) -> Self {
        Self { inner: body.as_reader(), left: most }
    }
}

impl Read for Bounded<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buffer)?;
        match self.left.checked_sub(u64::try_from(read).unwrap_or(u64::MAX)) {
            Some(left) => self.left = left,
            None => return Err(std::io::Error::other("the answer is too long")),
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_plain() {
        assert_eq!(endpoint("http://10.0.0.1:8080/vxp/", true).unwrap(), "http://10.0.0.1:8080/vxp");
        for wrong in ["", "trục", "ftp://a", "https://u:p@a", "https://a?x=1", "https://a#b", "http://a"] {
            assert!(endpoint(wrong, false).is_err(), "{wrong}");
        }
        // What is wrong is said without what may be a password.
        assert!(!endpoint("https://u:mat-khau@a", true).unwrap_err().contains("mat-khau"));
    }

    #[test]
    fn words_in_a_header_are_ascii() {
        assert_eq!(ascii("Tệp đính kèm bị hỏng\r\nĐọc lại"), "Tep dinh kem bi hong  Doc lai");
        assert_eq!(ascii("漢"), "?");
        assert_eq!(ascii(&"ế".repeat(500)).len(), 200);
        assert!(fits_header(&ascii("Lý do: “hỏng”")));
    }

    #[test]
    fn ids_stay_where_they_are_put() {
        for good in ["019ba1c2-0000-7000-8000-000000000000", "a.b_c-1"] {
            assert!(is_id(good), "{good}");
        }
        for bad in ["", ".", "..", ".x", "a/b", "a\\b", "a b", "ế", "a\0", &"x".repeat(101)] {
            assert!(!is_id(bad), "{bad}");
        }
    }
}
