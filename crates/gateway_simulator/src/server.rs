//! Listening on a loopback port: for as long as the program runs, or for as long as a test does.

use std::{
    any::Any,
    io,
    net::{SocketAddr, TcpStream},
    os::fd::AsFd,
    sync::mpsc,
    thread::{self, JoinHandle},
    time::Duration,
};

use actix_web::{
    App, HttpServer,
    dev::{Extensions, Server, ServerHandle},
    rt::{self, net},
    web,
};

use crate::{Settings, answer::Socket, calls, control, world::World};

/// Keeps a second hand on each connection, to end it in the middle of something.
fn remember(connection: &dyn Any, data: &mut Extensions) {
    if let Some(stream) = connection.downcast_ref::<net::TcpStream>()
        && let Ok(fd) = stream.as_fd().try_clone_to_owned()
    {
        data.insert(Socket(TcpStream::from(fd)));
    }
}

/// Listens; the server is to be awaited, and says where it listens.
///
/// # Errors
/// Where it can't listen, the address is not a loopback one, or the folder can't be used.
pub fn serve(settings: Settings) -> io::Result<(Server, SocketAddr)> {
    listen(settings, true)
}

/// The same; with `signals` it ends when the program is told to.
fn listen(settings: Settings, signals: bool) -> io::Result<(Server, SocketAddr)> {
    if !settings.listen.ip().is_loopback() {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "bộ giả lập chỉ chạy trên địa chỉ nội bộ của máy (127.0.0.1) / the simulator listens on a loopback address alone",
        ));
    }
    let wanted = settings.listen;
    let world = web::Data::new(World::new(settings)?);
    let server = HttpServer::new(move || {
        App::new()
            .app_data(world.clone())
            .app_data(web::JsonConfig::default())
            .configure(calls::routes)
            .configure(control::routes)
    })
    .workers(2)
    .on_connect(remember)
    .client_request_timeout(Duration::from_secs(30))
    .shutdown_timeout(1)
    .bind(wanted)?;
    let address = server.addrs().first().copied().unwrap_or(wanted);
    let server = if signals { server } else { server.disable_signals() };
    Ok((server.run(), address))
}

/// Plays the axis until the program is told to end.
///
/// # Errors
/// As [`serve`].
pub async fn run(settings: Settings) -> io::Result<()> {
    let (server, _) = serve(settings)?;
    server.await
}

/// A simulator in a thread of its own. It ends with this.
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    handle: ServerHandle,
    thread: Option<JoinHandle<()>>,
}

impl Running {
    /// Starts one.
    ///
    /// # Errors
    /// As [`serve`].
    pub fn start(settings: Settings) -> io::Result<Self> {
        let (tell, told) = mpsc::channel();
        let thread = thread::spawn(move || {
            let system = rt::System::new();
            system.block_on(async move {
                match listen(settings, false) {
                    Ok((server, address)) => {
                        let _ = tell.send(Ok((server.handle(), address)));
                        let _ = server.await;
                    }
                    Err(error) => {
                        let _ = tell.send(Err(error));
                    }
                }
            });
        });
        let (handle, address) = told.recv().map_err(io::Error::other)??;
        Ok(Self { address, handle, thread: Some(thread) })
    }

    /// Where it is called: `http://127.0.0.1:12345`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Whether it is asked politely depends on somebody polling this; that it is told does not.
        drop(self.handle.stop(false));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
