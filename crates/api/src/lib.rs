//! The REST API: routes, sign-in, problem+json, OpenAPI. It knows use cases and nothing of SQL.
//!
//! A request comes in by [`routes`], is read by [`body`] and [`headers`], acts through `office`, and is answered with one of
//! the [`views`] or a [`problem`]. Beside the API stand the [`action_pages`], which people reach by a mail's buttons, and the
//! [`public_pages`] of the one-stop shop.

mod action_pages;
mod address;
mod asking;
mod body;
mod caller;
mod citizen;
mod cookies;
mod cors;
mod counted;
mod headers;
mod https;
mod json;
mod openapi;
mod paging;
mod postal_page;
mod problem;
mod procedure_file;
mod public_pages;
pub mod request_id;
mod routes;
mod views;

use actix_web::{
    middleware::{Condition, from_fn},
    web,
};
use office::Office;

pub use cookies::SessionCookies;
pub use openapi::openapi_yaml;
pub use problem::{Problem, catalogue};
pub use procedure_file::{FileFault, read_procedures};

/// Limits of the API; each is a setting.
#[derive(Debug, Clone)]
pub struct ApiSettings {
    /// Where the API stands as its clients see it, without a slash at the end.
    pub public_url: String,
    /// Lines on a page where the client asks for no number.
    pub default_page: usize,
    /// The most lines on a page.
    pub max_page: usize,
    /// The largest JSON body, in bytes.
    pub max_body_bytes: usize,
    /// The largest packet of the interchange that is pushed, in bytes.
    pub max_packet_bytes: u64,
    /// The other origins whose pages may use the API, such as `https://van-phong.example`.
    pub origins: Vec<String>,
    /// The proxies whose word is taken on where a request comes from.
    pub trusted_proxies: Vec<ipnet::IpNet>,
    /// Whether pages may have their tokens in cookies.
    pub cookies: SessionCookies,
}

impl Default for ApiSettings {
    fn default() -> Self {
        Self {
            public_url: "http://127.0.0.1:8080".to_owned(),
            default_page: 50,
            max_page: 200,
            max_body_bytes: 1024 * 1024,
            max_packet_bytes: 400 * 1024 * 1024,
            origins: Vec::new(),
            trusted_proxies: Vec::new(),
            cookies: SessionCookies::Off,
        }
    }
}

/// What every request has at hand.
#[derive(Debug, Clone)]
pub struct ApiState {
    office: Office,
    settings: ApiSettings,
}

impl ApiState {
    /// Puts it together.
    pub const fn new(office: Office, settings: ApiSettings) -> Self {
        Self { office, settings }
    }
}

/// Mounts the API, its documentation page at `/docs` and the key set.
pub fn configure(state: ApiState) -> impl Fn(&mut web::ServiceConfig) + Clone {
    let state = web::Data::new(state);
    // Made here, and not in the first thread that is asked for it.
    openapi::addresses();
    move |config| {
        config
            .app_data(web::PayloadConfig::new(state.settings.max_body_bytes))
            .app_data(web::Data::clone(&state))
            .service(web::redirect("/docs", "/docs/"))
            .configure(openapi::documentation)
            .configure(action_pages::mount)
            .configure(public_pages::mount)
            .service(
                web::scope("")
                    .wrap(from_fn(routes::known_parameters))
                    .wrap(from_fn(https::keep_secrets))
                    .wrap(from_fn(address::limit_anonymous))
                    .wrap(from_fn(problem::in_words))
                    .wrap(Condition::new(!state.settings.origins.is_empty(), cors::of(&state.settings)))
                    .configure(routes::mount)
                    .default_service(web::to(routes::nothing_here)),
            );
    }
}
