//! The built binary as a running server, with a database, a folder and a port of its own.

use std::{
    collections::HashMap,
    ffi::OsString,
    fs::{self, File},
    io::Write,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Stdio},
    sync::{
        Arc, Mutex, OnceLock,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use ureq::Agent;

use crate::{Client, Database, Engine};

/// Everyone who can sign in to the demo, in the order of the issue.
pub const ROLES: [&str; 13] = [
    "quantri",
    "vanthu",
    "chutich",
    "phochutich",
    "chanhvanphong",
    "truongphong.kinhte",
    "photruong.kinhte",
    "chuyenvien.kinhte1",
    "chuyenvien.kinhte2",
    "truongphong.vhxh",
    "chuyenvien.vhxh1",
    "theodoi",
    "motcua",
];

/// Everyone's password in the demo.
pub const PASSWORD: &str = "demo";

/// How long a server may take to answer for the first time; the demo's documents are made meanwhile.
const START: Duration = Duration::from_secs(90);
/// For how long a token is used before a new one is fetched.
const TOKEN: Duration = Duration::from_secs(240);

/// The root of the workspace.
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_owned()
}

/// The built binary: `TEST_CONGVAN_BIN`, or the one beside the test program.
pub fn binary() -> PathBuf {
    if let Some(named) = std::env::var_os("TEST_CONGVAN_BIN") {
        return named.into();
    }
    let here = std::env::current_exe().expect("the test program's path");
    // target/debug/deps/black_box-… → target/debug/congvan
    let built = here.parent().and_then(Path::parent).expect("a target folder").join("congvan");
    assert!(built.is_file(), "{} is not built: run scripts/test, or cargo build first", built.display());
    built
}

/// A loopback port on which nobody listens, below those that the kernel gives to outgoing connections.
pub fn free_port() -> u16 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    loop {
        let step = NEXT.fetch_add(1, Ordering::Relaxed);
        let port = 10_000 + (std::process::id() * 61 + step) % 9_000;
        let port = u16::try_from(port).expect("a port");
        if std::net::TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}

/// A folder that goes when this does.
#[derive(Debug)]
struct Folder(PathBuf);

impl Folder {
    fn fresh() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("congvan-black-box-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        drop(fs::remove_dir_all(&path));
        fs::create_dir(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

/// A process that ends with its handle.
#[derive(Debug)]
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// A server. It ends when this is dropped.
#[derive(Debug)]
pub struct Server {
    // Ends before the database and the folder go.
    process: Mutex<Option<Process>>,
    log: PathBuf,
    engine: Engine,
    base: String,
    port: u16,
    environment: Vec<(String, String)>,
    arguments: Vec<String>,
    /// What it is run by, where it is not run by itself.
    under: Vec<String>,
    agent: Agent,
    tokens: Mutex<HashMap<String, (Instant, String)>>,
    people: OnceLock<HashMap<String, String>>,
    departments: OnceLock<HashMap<String, String>>,
    database: Arc<Database>,
    folder: Arc<Folder>,
}

impl Drop for Server {
    /// A test that fails shows what its server complained of.
    fn drop(&mut self) {
        if std::thread::panicking() {
            for line in self.printed().lines().filter(|line| line.contains("ERROR") || line.contains("WARN")).take(20) {
                eprintln!("server: {line}");
            }
        }
    }
}

impl Server {
    /// The server that the tests share which make documents of their own and need no other. It ends with the test program.
    pub fn shared(engine: Engine) -> &'static Self {
        static SQLITE: OnceLock<Server> = OnceLock::new();
        static POSTGRES: OnceLock<Server> = OnceLock::new();
        let place = match engine {
            Engine::Sqlite => &SQLITE,
            Engine::Postgres => &POSTGRES,
        };
        place.get_or_init(|| {
            let server = Self::prepared(engine, &["serve", "--demo"], &[]);
            server.start_guarded();
            server
        })
    }

    /// A demo server of one's own.
    pub fn demo(engine: Engine) -> Self {
        Self::demo_with(engine, &[])
    }

    /// A demo server of one's own, with settings.
    pub fn demo_with(engine: Engine, settings: &[(&str, &str)]) -> Self {
        let server = Self::prepared(engine, &["serve", "--demo"], settings);
        server.start();
        server
    }

    /// A demo server of one's own that is run by another program, which becomes it (`exec`).
    pub fn demo_under(engine: Engine, under: &[&str], settings: &[(&str, &str)]) -> Self {
        let mut server = Self::prepared(engine, &["serve", "--demo"], settings);
        // Under it the server may be another user.
        let url = server.database.url_for_others();
        server.environment.retain(|(name, _)| name != "CONGVAN_DATABASE_URL");
        server.environment.push(("CONGVAN_DATABASE_URL".to_owned(), url));
        server.under = under.iter().map(|word| (*word).to_owned()).collect();
        server.start();
        server
    }

    /// A server that is not started yet, with an empty database and folder.
    pub fn prepared(engine: Engine, arguments: &[&str], settings: &[(&str, &str)]) -> Self {
        let folder = Arc::new(Folder::fresh());
        let database = Arc::new(Database::fresh(engine, &folder.0));
        Self::at(engine, folder, database, arguments, settings)
    }

    /// Another server over the same database and files, not started yet.
    #[must_use]
    pub fn beside(&self, arguments: &[&str], settings: &[(&str, &str)]) -> Self {
        Self::at(self.engine, Arc::clone(&self.folder), Arc::clone(&self.database), arguments, settings)
    }

    fn at(
        engine: Engine,
        folder: Arc<Folder>,
        database: Arc<Database>,
        arguments: &[&str],
        settings: &[(&str, &str)],
    ) -> Self {
        let port = free_port();
        let data = folder.0.join("data");
        fs::create_dir_all(&data).unwrap();
        let mut environment = vec![
            ("CONGVAN_LISTEN".to_owned(), format!("127.0.0.1:{port}")),
            ("CONGVAN_DATABASE_URL".to_owned(), database.url().to_owned()),
            ("CONGVAN_DATA".to_owned(), data.display().to_string()),
            // The suite asks more, and fails more often to sign in, than an office does; what the limits do has tests of its own.
            ("CONGVAN_ANONYMOUS_BURST".to_owned(), "1000000".to_owned()),
            ("CONGVAN_SIGN_IN_TRIES".to_owned(), "1000000".to_owned()),
            ("CONGVAN_SIGN_IN_ADDRESS_TRIES".to_owned(), "1000000".to_owned()),
            ("CONGVAN_SERVICE_BURST".to_owned(), "1000000".to_owned()),
            ("CONGVAN_LOOK_UP_TRIES".to_owned(), "1000000".to_owned()),
        ];
        // A setting without a value is left out.
        for (name, value) in settings {
            environment.retain(|(known, _)| known != name);
            if !value.is_empty() {
                environment.push(((*name).to_owned(), (*value).to_owned()));
            }
        }
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(180)))
            // The server closes what is idle for longer.
            .max_idle_age(Duration::from_secs(1))
            .max_idle_connections(64)
            .max_idle_connections_per_host(64)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .build();
        Self {
            process: Mutex::new(None),
            log: folder.0.join(format!("server-{port}.log")),
            engine,
            base: format!("http://127.0.0.1:{port}"),
            port,
            environment,
            arguments: arguments.iter().map(|a| (*a).to_owned()).collect(),
            under: Vec::new(),
            agent: config.new_agent(),
            tokens: Mutex::default(),
            people: OnceLock::new(),
            departments: OnceLock::new(),
            database,
            folder,
        }
    }

    /// The program with this server's settings and nothing else of ours in its environment.
    pub fn program(&self, arguments: &[&str]) -> Command {
        let mut words = self.under.iter().map(OsString::from).chain([binary().into_os_string()]);
        let mut command = Command::new(words.next().unwrap_or_default());
        command.args(words);
        self.environ(&mut command);
        command.args(arguments);
        command
    }

    fn environ(&self, command: &mut Command) {
        for (name, _) in std::env::vars() {
            if name.starts_with("CONGVAN_") {
                command.env_remove(name);
            }
        }
        command.envs(self.environment.iter().map(|(n, v)| (n, v))).current_dir(&self.folder.0).stdin(Stdio::null());
    }

    /// Runs the program to its end and gives its exit code and all that it printed.
    pub fn run(&self, arguments: &[&str]) -> (i32, String) {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let out = self.folder.0.join(format!("run-{}.log", COUNT.fetch_add(1, Ordering::Relaxed)));
        let file = File::create(&out).unwrap();
        let child = self.program(arguments).stdout(file.try_clone().unwrap()).stderr(file).spawn();
        let mut process = Process(child.unwrap_or_else(|e| panic!("{arguments:?}: {e}")));
        let printed = || String::from_utf8_lossy(&fs::read(&out).unwrap_or_default()).into_owned();
        let began = Instant::now();
        loop {
            if let Some(status) = process.0.try_wait().unwrap() {
                return (status.code().unwrap_or(-1), printed());
            }
            assert!(began.elapsed() < START, "{arguments:?} doesn't end:\n{}", printed());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Starts it and waits until it is ready.
    pub fn start(&self) {
        self.launch();
        self.wait_ready();
    }

    /// Starts it without waiting.
    pub fn launch(&self) {
        let arguments: Vec<&str> = self.arguments.iter().map(String::as_str).collect();
        let mut command = self.program(&arguments);
        let log = self.open_log();
        command.stdout(log.try_clone().unwrap()).stderr(log);
        let child = command.spawn().unwrap_or_else(|e| panic!("{}: {e}", binary().display()));
        *self.process.lock().unwrap() = Some(Process(child));
    }

    fn open_log(&self) -> File {
        let mut log = File::options().create(true).append(true).open(&self.log).unwrap();
        writeln!(log, "--- {:?}", self.arguments).unwrap();
        log
    }

    /// Starts it under a shell that ends it, and clears up, as soon as this test program is gone, however it went.
    fn start_guarded(&self) {
        static GUARDS: Mutex<Vec<(Process, ChildStdin)>> = Mutex::new(Vec::new());
        let script =
            r#""$@" </dev/null & server=$!; read -r _; kill -KILL "$server"; wait "$server"; rm -rf -- "$FOLDER""#;
        let mut command = Command::new("sh");
        self.environ(&mut command);
        let log = self.open_log();
        command
            .args(["-c", script, "sh"])
            .arg(binary())
            .args(&self.arguments)
            .env("FOLDER", &self.folder.0)
            .stdin(Stdio::piped())
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            // Ctrl-C ends the test program; the guard then clears up.
            .process_group(0);
        let mut child = command.spawn().expect("sh");
        let lifeline = child.stdin.take().expect("a pipe");
        GUARDS.lock().unwrap().push((Process(child), lifeline));
        self.wait_ready();
    }

    /// Waits until it answers that it is ready.
    pub fn wait_ready(&self) {
        let began = Instant::now();
        loop {
            let answer = self.anonymous().request("GET", "/health/ready").try_send();
            if answer.is_ok_and(|answer| answer.status == 200) {
                return;
            }
            if let Some(process) = self.process.lock().unwrap().as_mut()
                && let Some(status) = process.0.try_wait().unwrap()
            {
                panic!("the server ended ({status}):\n{}", self.printed());
            }
            assert!(began.elapsed() < START, "the server was not ready after {START:?}:\n{}", self.printed());
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// What it has printed.
    pub fn printed(&self) -> String {
        String::from_utf8_lossy(&fs::read(&self.log).unwrap_or_default()).into_owned()
    }

    /// kill -9.
    pub fn kill(&self) {
        *self.process.lock().unwrap() = None;
    }

    /// SIGTERM: asks it to stop.
    pub fn terminate(&self) {
        let pid = self.pid().to_string();
        let status = Command::new("kill").args(["-TERM", &pid]).status().expect("kill");
        assert!(status.success(), "kill -TERM {pid}: {status}");
    }

    /// Waits until it has ended by itself; its exit code.
    pub fn wait_end(&self) -> i32 {
        let mut process = self.process.lock().unwrap().take().expect("a process");
        let began = Instant::now();
        loop {
            if let Some(status) = process.0.try_wait().unwrap() {
                return status.code().unwrap_or(-1);
            }
            assert!(began.elapsed() < START, "the server does not end:\n{}", self.printed());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Its process id.
    pub fn pid(&self) -> u32 {
        self.process.lock().unwrap().as_ref().map(|p| p.0.id()).expect("a process")
    }

    /// Which engine holds its data.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Its database.
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// Its data folder.
    pub fn data(&self) -> PathBuf {
        self.folder.0.join("data")
    }

    /// Its address.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Its port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Nobody in particular.
    pub fn anonymous(&self) -> Client {
        Client::new(&self.base, self.agent.clone(), None, "nobody")
    }

    /// Someone signed in, with a token that others may use too.
    pub fn client(&self, username: &str) -> Client {
        let mut tokens = self.tokens.lock().unwrap();
        let fresh = tokens.get(username).filter(|(since, _)| since.elapsed() < TOKEN).map(|(_, token)| token.clone());
        let token = fresh.unwrap_or_else(|| {
            let session = self.sign_in(username);
            let token = session["access_token"].as_str().expect("a token").to_owned();
            tokens.insert(username.to_owned(), (Instant::now(), token.clone()));
            token
        });
        Client::new(&self.base, self.agent.clone(), Some(token), username)
    }

    /// A session of one's own: both tokens.
    pub fn sign_in(&self, username: &str) -> Value {
        self.anonymous().post("/sessions", &json!({ "username": username, "password": PASSWORD })).created()
    }

    /// A person's id.
    pub fn person(&self, username: &str) -> String {
        let people = self.people.get_or_init(|| self.ids("/people", "username"));
        people.get(username).unwrap_or_else(|| panic!("nobody is called {username}")).clone()
    }

    /// The name under which this person signs in.
    pub fn username(&self, id: &str) -> String {
        let people = self.people.get_or_init(|| self.ids("/people", "username"));
        people.iter().find(|(_, known)| *known == id).map_or_else(|| id.to_owned(), |(name, _)| name.clone())
    }

    /// A department's id.
    pub fn department(&self, code: &str) -> String {
        let departments = self.departments.get_or_init(|| self.ids("/departments", "code"));
        departments.get(code).unwrap_or_else(|| panic!("no department {code}")).clone()
    }

    fn ids(&self, path: &str, name: &str) -> HashMap<String, String> {
        let list = self.client("vanthu").get(path).ok();
        let text = |item: &Value, field: &str| item[field].as_str().expect("a text").to_owned();
        list["items"].as_array().expect("items").iter().map(|item| (text(item, name), text(item, "id"))).collect()
    }
}
