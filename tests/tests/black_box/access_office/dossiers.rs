//! The dossiers of the access table's office, one at each place where it may lie.

use std::collections::BTreeMap;

use serde_json::json;
use tests::Server;

use crate::dossiers::{Dossier, act, brought, content, published, read, received};

/// Dossiers in the situations that the table speaks of.
pub struct Dossiers {
    /// By the words for them: `dossier_entered`, `dossier_accepted`, `dossier_at_unit` with KTHTDT, `dossier_handled` by
    /// chuyenvien.kinhte1, `dossier_done`.
    all: BTreeMap<&'static str, Dossier>,
    /// The procedure that they are under.
    pub procedure: String,
}

impl Dossiers {
    /// Makes them.
    pub fn new(server: &Server) -> Self {
        let by = |user: &str| server.client(user);
        let (clerk, head, chair) = (by("motcua"), by("truongphong.kinhte"), by("chutich"));
        let procedure = published(server, &content("15wd"));
        let at_unit = || {
            let dossier = received(&clerk, &procedure);
            act(&clerk, &dossier, &json!({ "command": "transfer" }))
        };
        let officer = json!({ "command": "assign", "officer": server.person("chuyenvien.kinhte1") });
        let handled = || act(&head, &read(&head, &at_unit()), &officer);
        let done = handled();
        let on = json!({ "command": "advance", "branch": "Trình ký", "to": server.person("chutich") });
        let done = act(&head, &done, &on);
        let outcome = json!({ "command": "set_outcome", "kind": "granted", "written": "16/GXN-UBND" });
        let done = act(&chair, &read(&chair, &done), &outcome);
        let done = act(&chair, &done, &json!({ "command": "advance" }));
        let all = BTreeMap::from([
            ("dossier_entered", Dossier(clerk.post("/dossiers", &brought(&procedure)).created())),
            ("dossier_accepted", received(&clerk, &procedure)),
            ("dossier_at_unit", at_unit()),
            ("dossier_handled", handled()),
            ("dossier_done", done),
        ]);
        Self { all, procedure }
    }

    /// One of them.
    pub fn dossier(&self, name: &str) -> Option<&Dossier> {
        self.all.get(name)
    }
}
