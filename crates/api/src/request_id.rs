//! The id of a request, as the answer and every line of the log name it.

use std::future::{Ready, ready};

use actix_web::{Error, FromRequest, HttpMessage, HttpRequest, dev::Payload};
use uuid::Uuid;

/// The id under which a request is known; none where nobody has given it one.
#[derive(Debug, Clone, Copy)]
pub struct RequestId(pub Option<Uuid>);

/// What is laid into a request for [`RequestId`] to find.
#[derive(Debug, Clone, Copy)]
pub struct Given(pub Uuid);

impl FromRequest for RequestId {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self(request.extensions().get::<Given>().map(|given| given.0))))
    }
}
