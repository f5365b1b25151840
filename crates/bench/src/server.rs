//! The program under test, as a process of its own: started on a free loopback port with the demo's office, and ended when it is
//! dropped.

use std::{
    fs::File,
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use crate::{Args, Outcome, http::Client};

/// How long a start may take; the first one makes the demo.
const START: Duration = Duration::from_mins(2);

/// A running server.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

/// Where the program is: named, or beside this one.
fn program(args: &Args) -> Outcome<PathBuf> {
    let path = match &args.server {
        Some(path) => path.clone(),
        None => std::env::current_exe()?.with_file_name("congvan"),
    };
    if path.is_file() {
        return Ok(std::fs::canonicalize(path)?);
    }
    Err(format!(
        "{} is not there: build it with cargo build --release -p congvan, or name it with --server",
        path.display()
    )
    .into())
}

impl Server {
    /// Starts it and waits until it can do its work.
    pub fn start(args: &Args, folder: &Path, database: &str) -> Outcome<Self> {
        let program = program(args)?;
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let data = folder.join("data");
        std::fs::create_dir_all(&data)?;
        let log = folder.join("server.log");
        let child = Command::new(&program)
            .args(["serve", "--demo"])
            .args(args.server_options.split_whitespace())
            .current_dir(folder)
            .env("CONGVAN_LISTEN", address.to_string())
            .env("CONGVAN_DATABASE_URL", database)
            .env("CONGVAN_DATA", &data)
            .env_remove("CONGVAN_SMTP_URL")
            .stdin(Stdio::null())
            .stdout(File::create(&log)?)
            .stderr(File::options().append(true).open(&log)?)
            .spawn()
            .map_err(|error| format!("{}: {error}", program.display()))?;
        let mut server = Self { child, address };
        let began = Instant::now();
        loop {
            if server.is_ready() {
                return Ok(server);
            }
            let ended = server.child.try_wait()?;
            if ended.is_some() || began.elapsed() > START {
                let said = std::fs::read_to_string(&log).unwrap_or_default();
                let why = ended.map_or_else(|| "is not ready".to_owned(), |status| format!("ended with {status}"));
                return Err(format!("{} {why}:\n{said}", program.display()).into());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    fn is_ready(&self) -> bool {
        let ask = || -> Outcome<u16> {
            let request = format!("GET /api/v1/health/ready HTTP/1.1\r\nHost: {}\r\n\r\n", self.address);
            Client::connect(self.address)?.send(request.as_bytes())
        };
        ask().is_ok_and(|status| status == 200)
    }

    fn signal(&self, name: &str) -> Outcome<()> {
        let done = Command::new("kill").args([name, &self.child.id().to_string()]).status()?;
        if done.success() { Ok(()) } else { Err(format!("kill {name} failed").into()) }
    }

    /// Lets it rest while something else is measured: not even its background work runs.
    pub fn pause(&self) -> Outcome<()> {
        self.signal("-STOP")
    }

    /// Lets it go on.
    pub fn resume(&self) -> Outcome<()> {
        self.signal("-CONT")
    }

    /// Resident memory now and at its highest, in KiB.
    pub fn memory(&self) -> Outcome<(u64, u64)> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let field = |name: &str| -> Option<u64> {
            status.lines().find_map(|line| line.strip_prefix(name))?.trim().strip_suffix(" kB")?.trim().parse().ok()
        };
        Ok((field("VmRSS:").ok_or("no VmRSS")?, field("VmHWM:").unwrap_or_default()))
    }

    /// From now on its highest is that of what comes.
    pub fn forget_highest(&self) -> Outcome<()> {
        Ok(std::fs::write(format!("/proc/{}/clear_refs", self.child.id()), "5")?)
    }

    /// Ends it in order.
    pub fn stop(mut self) -> Outcome<()> {
        self.signal("-TERM")?;
        let began = Instant::now();
        while self.child.try_wait()?.is_none() {
            if began.elapsed() > Duration::from_secs(40) {
                return Err("the server does not stop".into());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
