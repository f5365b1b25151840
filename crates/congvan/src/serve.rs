//! `congvan serve` and `congvan worker`: start, say where everything is, run, and stop without losing anything.

use std::{net::SocketAddr, time::Duration};

use actix_web::{App, HttpServer, dev::ServerHandle, middleware::from_fn, web};
use api::{ApiSettings, ApiState};
use office::{Office, Storage, demo, readiness::Secrets, setup};
use store::Db;
use tokio::{net::TcpSocket, sync::watch};

use crate::{
    backup,
    failure::Failure,
    keys, mailbox,
    metrics::Metrics,
    observe, page,
    settings::Settings,
    tls::{self, Certificate, HttpsOnly},
    wiring,
    workers::Workers,
};

/// Connections that may wait to be taken.
const BACKLOG: u32 = 1024;

/// Serves the API and does the background work, until the program is told to stop.
pub async fn serve(settings: &Settings, demo: bool) -> Result<(), Failure> {
    let addresses = resolve("listen", &settings.listen).await?;
    if demo && !addresses.iter().all(|address| address.ip().is_loopback()) {
        return Err(Failure::said(
            "Demo chỉ chạy trên địa chỉ loopback (127.0.0.1): ai cũng biết mật khẩu demo. Hãy đổi listen.",
            "The demo runs on a loopback address (127.0.0.1) only: everyone knows its password. Change listen.",
        ));
    }
    if !demo && wiring::database_is_missing(settings) {
        return Err(wiring::not_initialised());
    }
    let certificate = Certificate::open(settings)?;
    // Before anything is made: another program may have the port.
    let listeners = listen("listen", &addresses)?;
    let numbers = match &settings.metrics {
        Some(place) => Some(listen("metrics_listen", &resolve("metrics_listen", place).await?)?),
        None => None,
    };
    wiring::make_data_folder(settings)?;
    let db = if demo {
        wiring::make_key(settings)?;
        Box::pin(wiring::demo_database(settings)).await?
    } else {
        real_database(settings).await?
    };
    let outlet = wiring::outlet(settings, demo);
    let courier = wiring::courier(settings)?;
    let office = wiring::office(settings, db, outlet.is_some())?;
    warn(settings, demo);
    warn_of_what_was_lost(&office).await;

    let api = api::configure(ApiState::new(office.clone(), api_settings(settings)));
    let shows_mailbox = demo && settings.mail.server.is_none();
    let folder = shows_mailbox.then(|| wiring::mailbox(settings));
    let metrics = Metrics::default();
    let noted = web::Data::new(metrics.clone());
    let https_only = web::Data::new(HttpsOnly::of(settings));
    let app = move || {
        App::new()
            .app_data(web::Data::clone(&noted))
            .app_data(https_only.clone())
            .wrap(from_fn(tls::https_only))
            .wrap(from_fn(observe::request))
            .configure(mailbox::routes(folder.clone()))
            .configure(api.clone())
    };
    let mut server = HttpServer::new(app)
        .workers(settings.server.workers)
        .keep_alive(settings.server.keep_alive)
        .client_request_timeout(settings.server.client)
        .tls_handshake_timeout(settings.server.client)
        .shutdown_timeout(settings.server.stop.as_secs())
        .disable_signals();
    for listener in listeners {
        let listening = match &certificate {
            Some(certificate) => server.listen_rustls_0_23(listener, certificate.server()?),
            None => server.listen(listener),
        };
        server = listening.map_err(|error| cannot_listen("listen", &settings.listen, &error))?;
    }
    let running = server.run();
    let handle = running.handle();
    let numbers = numbers.map(|listeners| metrics.serve(listeners, &office)).transpose()?;
    let numbers = numbers.map(|server| (server.handle(), tokio::spawn(server)));

    let (stop, stopping) = watch::channel(false);
    let mut workers = Workers::start(settings, &office, demo, (outlet, courier), &metrics, &stopping);
    tokio::spawn(keys::tend(office.clone(), stopping.clone()));
    if let Some(certificate) = certificate {
        tokio::spawn(certificate.keep_fresh(stopping));
    }
    welcome(settings, demo, shows_mailbox);
    tokio::pin!(running);
    tokio::select! {
        ended = &mut running => {
            let why = ended.map_or_else(|error| error.to_string(), |()| "?".to_owned());
            return Err(Failure::new(format!("Máy chủ dừng / The server has stopped: {why}")));
        }
        () = told_to_stop() => {}
    }
    page::say("\nĐang dừng… / Stopping…");
    tokio::spawn(at_once_if_told_again(handle.clone()));
    // What stays open by itself would be waited for.
    office.end_streams();
    let ((), ended) = tokio::join!(handle.stop(true), running);
    stop.send_replace(true);
    workers.join(settings.server.stop).await;
    // To the end there is something to count.
    if let Some((handle, server)) = numbers {
        handle.stop(false).await;
        drop(server.await);
    }
    ended.map_err(|error| Failure::new(error.to_string()))
}

/// Does the background work alone, until the program is told to stop.
pub async fn work(settings: &Settings) -> Result<(), Failure> {
    let (db, demo) = wiring::office_database(settings).await?;
    let outlet = wiring::outlet(settings, demo);
    let courier = wiring::courier(settings)?;
    let office = wiring::office(settings, db, outlet.is_some())?;
    warn(settings, demo);
    warn_of_what_was_lost(&office).await;
    let (stop, stopping) = watch::channel(false);
    let mut workers = Workers::start(settings, &office, demo, (outlet, courier), &Metrics::default(), &stopping);
    page::say("Tiến trình nền đang chạy. / The worker is running.");
    told_to_stop().await;
    page::say("\nĐang dừng… / Stopping…");
    stop.send_replace(true);
    workers.join(settings.server.stop).await;
    Ok(())
}

/// A real office's database, migrated; refused where it is anything else.
async fn real_database(settings: &Settings) -> Result<Db, Failure> {
    let db = wiring::open(settings).await?;
    // An empty database stays empty: an office may yet be restored into it.
    if db.is_untouched().await? {
        return Err(wiring::not_initialised());
    }
    let applied = backup::migrate(settings, &db).await?;
    if !applied.is_empty() {
        tracing::info!(migrations = applied.join(", "), "migrated");
    }
    match setup::standing(&db).await? {
        setup::Standing::Real => Ok(db),
        setup::Standing::Empty => Err(wiring::not_initialised()),
        setup::Standing::Unfinished => Err(wiring::unfinished()),
        setup::Standing::Demo => Err(Failure::said(
            "Đây là dữ liệu demo; chạy `congvan serve --demo` (từ mã nguồn: `cargo run -- serve --demo`). Để dùng thật, \
             chọn thư mục khác (CONGVAN_DATA) và chạy `congvan init`.",
            "These are the demo's data; run `congvan serve --demo` (from the sources: `cargo run -- serve --demo`). For a \
             real office choose another folder (CONGVAN_DATA) and run `congvan init`.",
        )),
    }
}

fn api_settings(settings: &Settings) -> ApiSettings {
    ApiSettings {
        public_url: settings.public_url(),
        default_page: settings.server.page_lines,
        max_page: settings.server.page_lines_max,
        max_body_bytes: settings.server.body_bytes,
        max_packet_bytes: settings.gateways.most_bytes,
        origins: settings.server.origins.clone(),
        trusted_proxies: settings.server.trusted_proxies.clone(),
        cookies: settings.server.cookies,
    }
}

fn cannot_listen(setting: &str, listen: &str, error: &std::io::Error) -> Failure {
    Failure::new(format!("{setting}: không dùng được địa chỉ {listen} / cannot listen on {listen}: {error}"))
}

async fn resolve(setting: &str, listen: &str) -> Result<Vec<SocketAddr>, Failure> {
    let found = tokio::net::lookup_host(listen).await.map_err(|error| cannot_listen(setting, listen, &error))?;
    let mut addresses: Vec<SocketAddr> = found.collect();
    addresses.sort_unstable();
    addresses.dedup();
    if addresses.is_empty() {
        Err(cannot_listen(setting, listen, &std::io::ErrorKind::NotFound.into()))
    } else {
        Ok(addresses)
    }
}

/// Listens on the addresses; of a name with several (localhost: IPv4 and IPv6) on those that can be had.
fn listen(setting: &str, addresses: &[SocketAddr]) -> Result<Vec<std::net::TcpListener>, Failure> {
    let (mut listeners, mut failed) = (Vec::new(), None);
    for address in addresses {
        match listen_on(*address) {
            Ok(listener) => listeners.push(listener),
            Err(error) => {
                // A machine without IPv6 still has its name there; a port that is taken is another matter.
                let taken = error.kind() == std::io::ErrorKind::AddrInUse;
                let failure = cannot_listen(setting, &address.to_string(), &error);
                if taken {
                    return Err(failure);
                }
                failed = Some(failure);
            }
        }
    }
    match failed {
        Some(failure) if listeners.is_empty() => Err(failure),
        _ => Ok(listeners),
    }
}

fn listen_on(address: SocketAddr) -> std::io::Result<std::net::TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)?.into_std()
}

fn warn(settings: &Settings, demo: bool) {
    if settings.mail.server.is_none() {
        if !demo {
            tracing::warn!("smtp_url is not set: no mail is sent, and documents say so");
        }
        return;
    }
    if settings.mail_from_is_guessed() && !demo {
        tracing::warn!(from = settings.mail_from(false), "mail_from_address is not set");
    }
    if settings.public_url_is_guessed() && !demo {
        tracing::warn!(url = settings.public_url(), "public_url is not set: links in mails begin with this address");
    }
}

/// Says what an operator has to put back. The server starts all the same: readiness says it, too, and most can be done without.
async fn warn_of_what_was_lost(office: &Office) {
    match office.mark_storage().await {
        Ok(Storage::Good) => {}
        Ok(Storage::Missing) => tracing::error!(
            "the folder files/ is not this office's: none of the files is there that the database names; put it back (or mount it)"
        ),
        Ok(Storage::Unreachable) => tracing::error!("the storage of files does not answer"),
        Err(error) => tracing::error!(%error, "the storage of files cannot be written or read"),
    }
    if office.secrets().await == Secrets::KeyLost {
        tracing::error!(
            "keys/secrets.key is not the one that second factors were sealed with: codes of their apps cannot be checked; restore \
             the one that was lost, or end those second factors (`congvan admin reset-second-factor`)"
        );
    }
}

/// Says where everything is.
fn welcome(settings: &Settings, demo: bool, shows_mailbox: bool) {
    let base = settings.public_url();
    page::paragraph(if demo {
        "congvan – VĂN PHÒNG ĐIỆN TỬ, DỮ LIỆU DEMO (mọi tên đều hư cấu) / demo, all names are invented"
    } else {
        "congvan – VĂN PHÒNG ĐIỆN TỬ / electronic office"
    });
    page::say(&format!("  API                         {base}/api/v1"));
    page::say(&format!("  Tài liệu API / API pages    {base}/docs/"));
    if shows_mailbox {
        page::say(&format!("  Hộp thư demo / mailbox      {base}/demo/mailbox"));
    }
    if demo {
        page::paragraph(&format!(
            "Đăng nhập bằng một trong các tên sau, mật khẩu: {} / Sign in as one of these, password: {}",
            demo::PASSWORD,
            demo::PASSWORD
        ));
        let say = |account: &demo::Account| {
            page::say(&format!("  {:<20} {} – {}", account.username, account.name, account.title));
        };
        demo::ACCOUNTS.iter().for_each(say);
        page::say("  Ở cơ quan thứ hai, UBND xã Ví Dụ / in the second office:");
        demo::COMMUNE_ACCOUNTS.iter().for_each(say);
        page::paragraph(
            "Diễn toàn bộ quy trình ở cửa sổ khác / Play the whole story in another window:  congvan demo  \
             (cargo run -- demo)",
        );
    }
    page::say("Dừng: Ctrl+C / Stop with Ctrl+C");
}

/// SIGINT or SIGTERM.
async fn told_to_stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => {
                tokio::select! {
                    _ = tokio::signal::ctrl_c() => {}
                    _ = terminate.recv() => {}
                }
            }
            Err(_) => drop(tokio::signal::ctrl_c().await),
        }
    }
    #[cfg(not(unix))]
    drop(tokio::signal::ctrl_c().await);
}

/// Who tells it twice is in a hurry.
async fn at_once_if_told_again(handle: ServerHandle) {
    // The signal that is being obeyed may come to several listeners at once.
    tokio::time::sleep(Duration::from_millis(300)).await;
    told_to_stop().await;
    handle.stop(false).await;
}
