//! Reading single values. A complaint never repeats the value: it may be a password in the wrong place.

use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
};

use actix_web::http::Uri;
use api::SessionCookies;
use domain::{DocumentId, organisation::Role};
use ipnet::IpNet;
use store::{DatabaseUrl, StoreError};
use tracing_subscriber::EnvFilter;
use uuid::Uuid;

/// Yes or no.
pub fn switch(text: &str) -> Result<bool, String> {
    match text {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err("phải là / must be true, false".to_owned()),
    }
}

/// A whole number within bounds.
pub fn whole(text: &str, least: u64, most: u64) -> Result<u64, String> {
    match text.parse::<u64>() {
        Ok(number) if (least..=most).contains(&number) => Ok(number),
        _ => Err(format!("phải là số nguyên từ {least} đến {most} / must be a whole number from {least} to {most}")),
    }
}

/// A host or address, and a port.
pub fn listen(text: &str) -> Result<String, String> {
    let good = text.parse::<SocketAddr>().is_ok()
        || text.rsplit_once(':').is_some_and(|(host, port)| host_name(host).is_ok() && port.parse::<u16>().is_ok());
    let reason = "phải là địa chỉ và cổng, ví dụ / must be an address and a port, such as 127.0.0.1:8080";
    if good { Ok(text.to_owned()) } else { Err(reason.to_owned()) }
}

/// An address of the web that paths can be put behind.
pub fn public_url(text: &str) -> Result<String, String> {
    let bare = text.trim_end_matches('/');
    match mail::document_link(bare, DocumentId(Uuid::nil())) {
        Some(_) => Ok(bare.to_owned()),
        None => Err("phải là địa chỉ http hoặc https / must be an http or https address".to_owned()),
    }
}

/// Whether what a browser sends to this address nobody reads on the way: HTTPS, or this very machine.
pub fn is_private(public_url: &str) -> bool {
    let Ok(uri) = public_url.parse::<Uri>() else { return false };
    let host = uri.host().unwrap_or_default().trim_matches(['[', ']']);
    uri.scheme_str() == Some("https")
        || host == "localhost"
        || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// A path.
pub fn path(text: &str) -> Result<PathBuf, String> {
    if text.is_empty() || text.contains('\0') {
        return Err("phải là đường dẫn / must be a path".to_owned());
    }
    Ok(PathBuf::from(text))
}

/// A database.
pub fn database_url(text: &str) -> Result<DatabaseUrl, String> {
    DatabaseUrl::parse(text).map_err(|error| reason_of(&error))
}

/// What the store complains of, without the name that it gives the setting.
pub fn reason_of(error: &StoreError) -> String {
    match error {
        StoreError::Setting { reason, .. } => reason.clone(),
        other => other.to_string(),
    }
}

/// A name of a host.
pub fn host_name(text: &str) -> Result<String, String> {
    let good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    if !text.is_empty() && text.len() <= 253 && text.chars().all(good) {
        Ok(text.to_owned())
    } else {
        Err("phải là tên máy / must be the name of a host".to_owned())
    }
}

/// Origins (scheme, host and perhaps port), separated by commas or spaces.
pub fn origins(text: &str) -> Result<Vec<String>, String> {
    let origin = |text: &str| {
        let url = url::Url::parse(text).ok()?;
        let named = matches!(url.scheme(), "http" | "https") && url.origin().is_tuple();
        // Written as a browser sends it, so that it is found again.
        (named && url.origin().ascii_serialization() == text.trim_end_matches('/'))
            .then(|| url.origin().ascii_serialization())
    };
    text.split([',', ' '])
        .filter(|part| !part.is_empty())
        .map(|part| {
            origin(part).ok_or_else(|| {
                "phải có dạng / must be such as: https://van-phong.example, http://127.0.0.1:5173".to_owned()
            })
        })
        .collect()
}

/// Whether there are cookies.
pub fn cookies(text: &str) -> Result<SessionCookies, String> {
    match text {
        "off" => Ok(SessionCookies::Off),
        "strict" => Ok(SessionCookies::Strict),
        "lax" => Ok(SessionCookies::Lax),
        _ => Err("phải là / must be off, strict, lax".to_owned()),
    }
}

/// Addresses or networks, separated by commas or spaces.
pub fn networks(text: &str) -> Result<Vec<IpNet>, String> {
    text.split([',', ' '])
        .filter(|part| !part.is_empty())
        .map(|part| {
            let address = part.parse::<IpAddr>().map(|address| IpNet::from(address.to_canonical()));
            address.or_else(|_| part.parse()).map_err(|_| {
                "phải là địa chỉ hoặc mạng / must be addresses or networks, such as: 127.0.0.1, 10.0.0.0/8".to_owned()
            })
        })
        .collect()
}

/// Roles by their names, separated by commas or spaces.
pub fn roles(text: &str) -> Result<Vec<Role>, String> {
    let known = || Role::ALL.map(Role::as_str).join(", ");
    text.split([',', ' '])
        .filter(|part| !part.is_empty())
        .map(|part| {
            let role = Role::ALL.into_iter().find(|role| role.as_str() == part);
            role.ok_or_else(|| format!("phải là các vai trò / must be roles among: {}", known()))
        })
        .collect()
}

/// One line of text.
pub fn line(text: &str) -> Result<String, String> {
    if text.is_empty() || text.chars().count() > 200 || text.chars().any(char::is_control) {
        return Err("phải là một dòng, nhiều nhất 200 chữ / must be one line of at most 200 characters".to_owned());
    }
    Ok(domain::composed(text))
}

/// A level or directives.
pub fn log_filter(text: &str) -> Result<String, String> {
    match EnvFilter::try_new(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(_) => Err("phải có dạng như / must be such as: info, warn, info,store=debug".to_owned()),
    }
}

/// Where a server that listens here is reached from this machine.
pub fn reachable(listen: &str) -> String {
    match listen.parse::<SocketAddr>() {
        Ok(address) if address.ip().is_unspecified() => format!("localhost:{}", address.port()),
        _ => listen.to_owned(),
    }
}

/// The part behind the @ of an address that mails come from: a name, never a number.
pub fn mail_host(public_url: &str) -> String {
    let host = public_url.parse::<Uri>().ok().and_then(|uri| uri.host().map(str::to_owned)).unwrap_or_default();
    let is_name = host.contains('.') && host.chars().any(|c| c.is_ascii_alphabetic()) && host_name(&host).is_ok();
    if is_name { host } else { "localhost".to_owned() }
}
