//! An incoming document as a test follows it, and what lies on whose desk because of it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::{Answer, Client, ROLES, Server, letters};

/// An incoming document as it was last read.
#[derive(Debug, Clone)]
pub struct Document(pub Value);

impl Document {
    /// Its id.
    pub fn id(&self) -> &str {
        self.0["id"].as_str().expect("an id")
    }

    /// Its version.
    pub fn version(&self) -> u64 {
        self.0["version"].as_u64().expect("a version")
    }

    /// Where it stands.
    pub fn state(&self) -> &str {
        self.0["state"].as_str().expect("a state")
    }

    /// Its arrival number.
    pub fn number(&self) -> u64 {
        self.0["entry"]["number"].as_u64().unwrap_or_else(|| panic!("not entered: {}", self.0))
    }

    /// Its path.
    pub fn path(&self) -> String {
        format!("/incoming-documents/{}", self.id())
    }

    /// Where commands go.
    pub fn commands(&self) -> String {
        format!("{}/commands", self.path())
    }

    /// The latest assignment of this department or person that still counts.
    pub fn assignment(&self, holder: &str) -> &str {
        let all = self.0["assignments"].as_array().expect("assignments");
        let counts = |a: &&Value| matches!(a["status"].as_str(), Some("open" | "accepted" | "submitted"));
        let found = all.iter().rev().filter(counts).find(|a| a["holder"]["id"] == holder);
        found.and_then(|a| a["id"].as_str()).unwrap_or_else(|| panic!("{holder} has no part in {}", self.0))
    }

    /// The latest assignment of this department or person, over or not.
    pub fn last_assignment(&self, holder: &str) -> &Value {
        let all = self.0["assignments"].as_array().expect("assignments");
        all.iter()
            .rev()
            .find(|a| a["holder"]["id"] == holder)
            .unwrap_or_else(|| panic!("{holder} never had a part in {}", self.0))
    }

    /// Whether a command is on offer to whoever read it, on this assignment.
    pub fn offers(&self, command: &str, assignment: Option<&str>) -> bool {
        let offers = self.0["offered_commands"].as_array().expect("offers");
        offers.iter().any(|o| o["command"] == command && o["assignment"].as_str() == assignment)
    }

    /// Its commands on offer to whoever read it.
    pub fn offered(&self) -> BTreeSet<String> {
        let offers = self.0["offered_commands"].as_array().expect("offers");
        offers.iter().map(|o| o["command"].as_str().expect("a command").to_owned()).collect()
    }
}

/// What lies on whose desk: user name and task.
pub type Desks = BTreeSet<(String, String)>;

impl Client {
    /// Takes a letter in.
    pub fn receive(&self, facts: &Value) -> Document {
        Document(self.post("/incoming-documents", &json!({ "facts": facts })).created())
    }

    /// Takes a letter in and enters it.
    pub fn register(&self, facts: &Value) -> Document {
        Document(self.post("/incoming-documents", &json!({ "facts": facts, "register": {} })).created())
    }

    /// Takes an ordinary letter in and enters it.
    pub fn register_letter(&self) -> Document {
        self.register(&letters::facts())
    }

    /// Reads a document.
    pub fn read(&self, id: &str) -> Document {
        Document(self.get(&format!("/incoming-documents/{id}")).ok())
    }

    /// Gives a command on the version that was read.
    pub fn command(&self, document: &Document, command: &Value) -> Answer {
        self.request("POST", &document.commands()).if_match(document.version()).json(command).send()
    }

    /// Says what would come of a command.
    pub fn rehearse(&self, document: &Document, command: &Value) -> Answer {
        let path = format!("{}?dry_run=true", document.commands());
        self.request("POST", &path).if_match(document.version()).json(command).send()
    }

    /// Gives a command that must succeed.
    #[must_use]
    pub fn act(&self, document: &Document, command: &Value) -> Document {
        Document(self.command(document, command).ok())
    }

    /// The events of a document's history.
    pub fn history(&self, id: &str) -> Vec<Value> {
        self.all(&format!("/incoming-documents/{id}/history"))
    }

    /// The names of the events of a document's history.
    pub fn events(&self, id: &str) -> Vec<String> {
        self.history(id).iter().map(|entry| entry["event"].as_str().expect("an event").to_owned()).collect()
    }

    /// The mails of a document.
    pub fn messages(&self, id: &str) -> Vec<Value> {
        let page = self.get(&format!("/incoming-documents/{id}/messages")).ok();
        page["items"].as_array().expect("items").clone()
    }

    /// What this person has to do, and to read, about a document.
    pub fn tasks(&self, id: &str) -> Vec<String> {
        let mut tasks: Vec<String> = ["act", "read"]
            .iter()
            .flat_map(|kind| self.all(&format!("/inbox?kind={kind}")))
            .filter(|line| line["document"]["id"] == id)
            .map(|line| line["task"].as_str().expect("a task").to_owned())
            .collect();
        tasks.sort();
        tasks
    }
}

impl Server {
    /// What lies on everyone's desk because of this document.
    pub fn desks(&self, id: &str) -> Desks {
        ROLES
            .iter()
            .flat_map(|user| self.client(user).tasks(id).into_iter().map(|task| ((*user).to_owned(), task)))
            .collect()
    }

    /// Who was told what of a document, how often: by kind and user name, or address where it is nobody of the agency.
    pub fn told(&self, id: &str) -> BTreeMap<(String, String), usize> {
        let mut told = BTreeMap::new();
        for message in self.client("vanthu").messages(id) {
            let to = match message["to"]["person"].as_str() {
                Some(person) => self.username(person),
                None => message["to"]["address"].as_str().unwrap_or_default().to_owned(),
            };
            let kind = message["kind"].as_str().expect("a kind").to_owned();
            *told.entry((to, kind)).or_default() += 1;
        }
        told
    }
}
