//! One call to the axis: signed, sent, and its status judged.

use std::fmt;

use outbound::{
    Client,
    ureq::{
        Body,
        http::{Request, Response, request::Builder},
    },
};

use super::{answer, sign};
use crate::{Clock, Failure, Secret, Why, http, transfer::Upload};

/// A call without its signature.
pub(crate) struct Call<'a> {
    path: &'static str,
    post: bool,
    parameters: Vec<(&'static str, String)>,
    /// By whom it is sent; by the client of short calls, where nobody is named.
    client: Option<&'a Client>,
}

impl<'a> Call<'a> {
    pub(crate) const fn post(path: &'static str, parameters: Vec<(&'static str, String)>) -> Self {
        Self { path, post: true, parameters, client: None }
    }

    pub(crate) const fn get(path: &'static str, parameters: Vec<(&'static str, String)>) -> Self {
        Self { path, post: false, parameters, client: None }
    }

    /// The same call by another client.
    pub(crate) fn by(self, client: &'a Client) -> Self {
        Self { client: Some(client), ..self }
    }
}

/// Who calls.
pub(crate) struct Caller {
    pub(crate) client: Client,
    pub(crate) endpoint: String,
    pub(crate) systemid: String,
    pub(crate) secret: Secret,
    pub(crate) clock: Clock,
}

impl fmt::Debug for Caller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Caller")
            .field("endpoint", &self.endpoint)
            .field("systemid", &self.systemid)
            .finish_non_exhaustive()
    }
}

impl Caller {
    /// The request of a call, signed now.
    fn request(&self, call: &Call<'_>) -> Result<Builder, Failure> {
        if !call.parameters.iter().all(|(_, value)| http::fits_header(value)) {
            return Err(Failure::packet(
                "Tham số gửi trục liên thông không hợp lệ",
                "A parameter for the gateway is not valid",
            ));
        }
        let url = format!("{}/{}", self.endpoint, call.path);
        let mut request = if call.post { Request::post(url) } else { Request::get(url) };
        for (name, value) in sign::headers(&call.parameters, &self.systemid, &self.secret, (self.clock)()) {
            request = request.header(name, value);
        }
        Ok(request)
    }

    /// Calls, and gives the answer's body.
    pub(crate) fn answer(&self, call: &Call<'_>) -> Result<Body, Failure> {
        self.framed_answer(call).map(|(body, _)| body)
    }

    /// The same, and whether the answer says where its body ends.
    pub(crate) fn framed_answer(&self, call: &Call<'_>) -> Result<(Body, bool), Failure> {
        let request = self.request(call)?.header("content-type", "application/json");
        let response = http::call(call.client.unwrap_or(&self.client), request)?;
        let framed = ["content-length", "transfer-encoding"].iter().any(|name| response.headers().contains_key(*name));
        self.judge(response, false).map(|body| (body, framed))
    }

    /// Calls with a packet.
    pub(crate) fn send(&self, call: &Call<'_>, content_type: &str, body: &mut Upload) -> Result<Body, Failure> {
        let request = self.request(call)?.header("content-type", content_type);
        let response = http::upload(call.client.unwrap_or(&self.client), request, body)?;
        self.judge(response, body.handed_over())
    }

    /// The body of a success. What the axis says beside another status goes before the status, as far as it says that we are to blame.
    fn judge(&self, response: Response<Body>, handed_over: bool) -> Result<Body, Failure> {
        let (status, retry_after) = (response.status(), http::retry_after(&response));
        let mut body = response.into_body();
        if status.is_success() {
            return Ok(body);
        }
        let said = self.secret.hide_in(&http::remark(&mut body));
        if status.is_client_error()
            && let Ok(serde_json::Value::Object(envelope)) = serde_json::from_str(&said)
            && let Err(failure @ Failure::Permanent { .. }) = answer::judge(&envelope)
        {
            return Err(failure);
        }
        Err(Failure::of_status(status.as_u16(), retry_after, handed_over, &said))
    }
}

/// What stands before a packet and behind it in the form with its one part, and the form's content type.
pub(crate) fn form() -> Result<(Vec<u8>, Vec<u8>, String), Failure> {
    // Random, so that no message can hold it on purpose.
    let mut random = [0; 16];
    getrandom::fill(&mut random).map_err(|_| {
        Failure::temporary(Why::new("Máy chủ này không tạo được số ngẫu nhiên", "This machine gave no random number"))
    })?;
    let boundary = format!("congvan-{}", hex::encode(random));
    let head = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"file_doc\"\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\n"
    );
    let tail = format!("\r\n--{boundary}--\r\n");
    Ok((head.into_bytes(), tail.into_bytes(), format!("multipart/form-data; boundary={boundary}")))
}
