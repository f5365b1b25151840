//! The national axis, played by the program itself (`congvan gateway-simulator`), and two offices that exchange documents by it: three processes.

use std::{
    fs::{self, File},
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::Duration,
};

use serde_json::{Value, json};

use crate::{Client, Engine, Server, binary, unique, wait_until};

/// The ward's code, whose documents go out at the first installation.
pub const WARD: &str = "H99.99";
/// The commune's, whose do at the second.
pub const COMMUNE: &str = "H99.98";

/// The axis. It ends with this.
#[derive(Debug)]
pub struct Axis {
    process: Child,
    url: String,
    folder: PathBuf,
}

impl Drop for Axis {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
        drop(fs::remove_dir_all(&self.folder));
    }
}

fn secret(code: &str) -> String {
    format!("khoa-thu-nghiem-cua-{code}")
}

impl Axis {
    /// Plays as this preset does, with dice thrown by this number.
    pub fn start(preset: &str, seed: u64) -> Self {
        Self::start_beside(preset, seed, &[])
    }

    /// The same, with these arguments beside.
    pub fn start_beside(preset: &str, seed: u64, more: &[&str]) -> Self {
        let folder = std::env::temp_dir().join(unique("congvan-axis-"));
        fs::create_dir_all(&folder).unwrap();
        let printed = folder.join("printed");
        let out = File::create(&printed).unwrap();
        let process = Command::new(binary())
            .args(["gateway-simulator", "--listen", "127.0.0.1:0", "--preset", preset, "--seed", &seed.to_string()])
            .args([
                "--system",
                &format!("{WARD}:{}", secret(WARD)),
                "--system",
                &format!("{COMMUNE}:{}", secret(COMMUNE)),
            ])
            .args(["--folder", folder.join("packets").to_str().unwrap()])
            .args(more)
            .stdin(Stdio::null())
            .stdout(out.try_clone().unwrap())
            .stderr(out)
            .spawn()
            .unwrap();
        let mut axis = Self { process, url: String::new(), folder };
        let said = || fs::read_to_string(&printed).unwrap_or_default();
        wait_until("the axis to listen", Duration::from_secs(20), || said().contains("http://"));
        let said = said();
        let at = said.find("http://").unwrap();
        said[at..].split_whitespace().next().unwrap().clone_into(&mut axis.url);
        axis
    }

    /// All copies of all messages.
    pub fn messages(&self) -> Vec<Value> {
        let mut answer = ureq::get(format!("{}/simulator/messages", self.url)).call().unwrap();
        serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap()
    }

    /// Has it behave so from now on; what is left out it does not do.
    pub fn behave(&self, quirks: &Value) {
        let answer = ureq::put(format!("{}/simulator/quirks", self.url))
            .header("Content-Type", "application/json")
            .send(quirks.to_string().as_bytes());
        assert!(answer.unwrap().status().is_success());
    }

    /// Puts a message in, as a system outside would send it.
    pub fn put(&self, message: &[u8]) {
        let answer = ureq::post(format!("{}/simulator/messages", self.url)).send(message).unwrap();
        assert_eq!(answer.status(), 201);
    }

    /// The settings of an installation whose agency of this code is at the axis.
    fn gateways(&self, code: &str, more: &str) -> PathBuf {
        let key = self.folder.join(format!("{code}.key"));
        fs::write(&key, secret(code)).unwrap();
        let file = self.folder.join(format!("{}.toml", unique("gateways-")));
        let text = format!(
            "[[gateway]]\nname = \"truc\"\nagency = \"{code}\"\n{more}\n[gateway.vxp]\nendpoint = \"{}\"\nsystemid = \"{code}\"\nsecret_file = \"{}\"\n",
            self.url,
            key.display()
        );
        fs::write(&file, text).unwrap();
        file
    }

    /// By what an installation is told that its agency of this code is at the axis.
    pub fn settings(&self, code: &str, more: &str) -> [(&'static str, String); 2] {
        let file = self.gateways(code, more).display().to_string();
        [("CONGVAN_GATEWAYS_FILE", file), ("CONGVAN_INTERCHANGE_POLL_SECONDS", "1".to_owned())]
    }

    /// An installation whose agency of this code is at the axis.
    pub fn office(&self, engine: Engine, (code, more): (&str, &str), beside: &[(&str, &str)]) -> Server {
        let settings = self.settings(code, more);
        let settings = settings.iter().map(|(name, value)| (*name, value.as_str())).chain(beside.iter().copied());
        Server::demo_with(engine, &settings.collect::<Vec<_>>())
    }
}

/// Two installations at one axis, each knowing the other by its code.
#[derive(Debug)]
pub struct TwoOffices {
    /// The ward's, with the people of the ward.
    pub ward: Server,
    /// The commune's, with those of the commune.
    pub commune: Server,
    /// Between them.
    pub axis: Axis,
    /// What the ward knows the commune by.
    pub commune_at_ward: Value,
    /// What the commune knows the ward by.
    pub ward_at_commune: Value,
}

impl TwoOffices {
    /// At an axis that plays so; `more` stands in the settings of the commune's gateway.
    pub fn start(engine: Engine, axis: (&str, u64), more: &str) -> Self {
        Self::start_with(engine, axis, more, &[])
    }

    /// The same, each installation with these settings beside.
    pub fn start_with(engine: Engine, (preset, seed): (&str, u64), more: &str, beside: &[(&str, &str)]) -> Self {
        let axis = Axis::start(preset, seed);
        let ward = axis.office(engine, (WARD, ""), beside);
        let commune = axis.office(engine, (COMMUNE, more), beside);
        let knows = |clerk: &Client, code: &str, name: &str| {
            let fields = json!({ "name": name, "code": code, "address": "1 Đường Mẫu" });
            clerk.post("/counterparts", &fields).created()["id"].clone()
        };
        let commune_at_ward = knows(&ward.client("vanthu"), COMMUNE, "Ủy ban nhân dân xã Bên Kia");
        let ward_at_commune = knows(&commune.client("vanthu.vidu"), WARD, "Ủy ban nhân dân phường Bên Này");
        for (office, clerk, code) in [(&ward, "vanthu", COMMUNE), (&commune, "vanthu.vidu", WARD)] {
            let clerk = office.client(clerk);
            let there = || {
                clerk.get(&format!("/interchange/directory?gateway=truc&q={code}")).ok()["items"]
                    .as_array()
                    .unwrap()
                    .len()
                    == 1
            };
            wait_until("the directory to be read", Duration::from_secs(60), there);
        }
        Self { ward, commune, axis, commune_at_ward, ward_at_commune }
    }
}
