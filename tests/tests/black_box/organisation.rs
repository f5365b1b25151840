//! Setting up an office and running it through changes: over the API, by people who may, with nothing lost and nothing seen by
//! another agency.

use serde_json::{Value, json};
use tests::{Answer, Client, Document, Server, letters, on_both_engines, unique};

/// Today and other days, in Vietnam.
fn day(from_today: i64) -> String {
    let vietnam = chrono::FixedOffset::east_opt(7 * 3600).unwrap();
    let day = chrono::Utc::now().with_timezone(&vietnam).date_naive() + chrono::Duration::days(from_today);
    day.to_string()
}

/// The agency that somebody works in.
fn agency_of(who: &Client) -> String {
    who.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned()
}

/// Somebody with a fresh password from an administrator, signed in.
pub fn signed_in(server: &Server, administrator: &Client, agency: &str, username: &str) -> Client {
    let organisation = administrator.get(&format!("/agencies/{agency}/organisation")).ok();
    let people = organisation["people"].as_array().unwrap();
    let person = people.iter().find(|p| p["username"] == username).unwrap_or_else(|| panic!("no {username}"));
    let path = format!("/agencies/{agency}/people/{}/password", person["id"].as_str().unwrap());
    let password = administrator.request("POST", &path).send().created()["password"].as_str().unwrap().to_owned();
    let credentials = json!({ "username": username, "password": password });
    let session = server.anonymous().post("/sessions", &credentials).created();
    server.anonymous().with_token(session["access_token"].as_str().unwrap())
}

/// Another agency of the installation.
pub struct Another {
    pub id: String,
    pub administrator: Client,
    /// The names that its people sign in with begin with this.
    pub prefix: String,
}

impl Another {
    /// Sets one up through the API: a registry clerk, a leader, a department with a head and an officer.
    pub fn set_up(server: &Server) -> Self {
        let system = server.client("quantri");
        let prefix = unique("cq-").to_lowercase();
        let username = format!("{prefix}.quantri");
        let made = system
            .post(
                "/agencies",
                &json!({ "code": unique("H98."), "name": "Ủy ban nhân dân xã Thí Nghiệm",
                    "administrator": { "username": username, "name": "Đinh Văn Thử Việc" } }),
            )
            .created();
        let id = made["id"].as_str().unwrap().to_owned();
        let administrator = signed_in(server, &system, &id, &username);
        let person = |name: &str, full: &str, roles: &[&str], positions: Value| {
            json!({ "command": "create_person", "username": format!("{prefix}.{name}"), "name": full, "title": "Công chức",
                "email": format!("{prefix}.{name}@xa-thi-nghiem.example"), "roles": roles, "positions": positions })
        };
        let commands = json!([
            { "command": "create_department", "code": "PKT", "name": "Phòng Kinh tế" },
            person("vanthu", "Nguyễn Thị Đóng Dấu", &["registry_clerk"], json!([])),
            person("chutich", "Trần Văn Đứng Đầu", &["leader"], json!([])),
            person("truongphong", "Lê Thị Phụ Trách", &[], json!([{ "department": "PKT", "post": "head" }])),
            person("chuyenvien", "Phạm Văn Tham Mưu", &[], json!([{ "department": "PKT", "post": "officer" }])),
        ]);
        administrator.post(&format!("/agencies/{id}/organisation/commands"), &json!({ "commands": commands })).ok();
        Self { id, administrator, prefix }
    }

    /// One of its people, signed in with a new password.
    pub fn client(&self, server: &Server, name: &str) -> Client {
        signed_in(server, &self.administrator, &self.id, &format!("{}.{name}", self.prefix))
    }

    /// The id of one of its people.
    pub fn person(&self, name: &str) -> String {
        let people = self.administrator.items("/people");
        let username = format!("{}.{name}", self.prefix);
        let person = people.iter().find(|p| p["username"] == username).unwrap_or_else(|| panic!("no {username}"));
        person["id"].as_str().unwrap().to_owned()
    }

    /// Changes its organisation.
    pub fn change(&self, commands: &Value) -> Answer {
        let path = format!("/agencies/{}/organisation/commands", self.id);
        self.administrator.post(&path, &json!({ "commands": commands }))
    }
}

fn listed(items: &[Value], field: &str) -> Vec<String> {
    items.iter().map(|item| item[field].as_str().unwrap().to_owned()).collect()
}

on_both_engines! {
    /// A province's administrator sets up an office, its administrator fills it, and a document goes its whole way in it, while
    /// nobody of another agency sees any of it.
    fn an_office_is_set_up_over_the_api_and_walled_off(engine: Engine) {
        let server = Server::shared(engine);
        let other = Another::set_up(server);
        let clerk = other.client(server, "vanthu");
        let leader = other.client(server, "chutich");
        let head = other.client(server, "truongphong");
        let officer = other.client(server, "chuyenvien");
        let departments = head.items("/departments");
        assert_eq!(listed(&departments, "code"), ["PKT"]);
        let unit = departments[0]["id"].as_str().unwrap();
        let id_of = |who: &Client| who.get("/me").ok()["person"]["id"].as_str().unwrap().to_owned();

        let letter = clerk.register_letter();
        assert_eq!(letter.number(), 1, "its registers begin at 1");
        let letter = clerk.act(&letter, &json!({ "command": "present", "to": id_of(&leader) }));
        let direction = json!({ "primary": { "department": unit, "due": letters::in_days(5) } });
        let letter = leader.act(&letter, &json!({ "command": "direct", "direction": direction }));
        let assign = json!({ "command": "assign", "assignment": letter.assignment(unit), "officer": { "person": id_of(&officer) } });
        let letter = head.act(&letter, &assign);
        let leg = letter.assignment(&id_of(&officer)).to_owned();
        let letter = officer.act(&letter, &json!({ "command": "submit_result", "assignment": leg, "text": "Đã xong." }));
        let letter = head.act(&letter, &json!({ "command": "approve", "assignment": leg }));
        assert_eq!(letter.state(), "completed");

        // The wall, from both sides.
        let theirs = server.client("vanthu").register_letter();
        let below = ["", "/history", "/messages", "/commands/comment/explanation"];
        for user in tests::ROLES {
            for path in below {
                server.client(user).get(&format!("{}{path}", letter.path())).expect(404);
            }
        }
        for who in [&other.administrator, &clerk, &leader, &head, &officer] {
            for path in below {
                who.get(&format!("{}{path}", theirs.path())).expect(404);
            }
            let comment = json!({ "command": "comment", "text": "Thử." });
            who.command(&theirs, &comment).expect(404);
            let bulk = json!({ "items": [{ "document": theirs.id(), "command": comment }] });
            assert_eq!(who.post("/commands", &bulk).ok()["results"][0]["status"], 404);
        }
        for who in [&clerk, &leader] {
            assert_eq!(who.all("/incoming-documents").len(), 1, "one's own, and no other");
        }
        assert!(clerk.items("/people").iter().all(|p| p["username"].as_str().unwrap().starts_with(&other.prefix)));
        // Naming another agency's people or files is naming nobody.
        let stranger = server.person("chutich");
        let fresh = clerk.register_letter();
        clerk.command(&fresh, &json!({ "command": "present", "to": stranger })).problem(422, "person_unknown");
        let file = server.client("vanthu").upload("a.pdf", &letters::pdf("tuong"));
        clerk.get(&format!("/files/{file}")).expect(404);
        clerk.command(&fresh, &json!({ "command": "attach", "files": [file] })).expect(422);
        assert_eq!(server.run(&["audit", "verify"]).0, 0);
    }

    fn a_dry_run_names_every_problem_and_changes_nothing(engine: Engine) {
        let server = Server::shared(engine);
        let other = Another::set_up(server);
        let path = format!("/agencies/{}/organisation", other.id);
        let before = other.administrator.get(&path).ok();
        let head = format!("{}.truongphong", other.prefix);
        let commands = json!([
            { "command": "create_department", "code": "PVH", "name": "Phòng Văn hóa" },
            { "command": "create_department", "code": "PKT", "name": "Trùng mã" },
            { "command": "create_person", "username": "vanthu", "name": "Người Trùng Tên", "title": "Công chức" },
            { "command": "give_position", "person": format!("{}.chuyenvien", other.prefix), "department": "PVH", "post": "head" },
            { "command": "give_position", "person": format!("{}.chuyenvien", other.prefix), "department": "PKT", "post": "head" },
            { "command": "change_department", "department": "PKT", "parent": "PKT" },
            { "command": "end_person", "person": head, "until": "1999-12-31" },
            { "command": "end_person", "person": format!("{}.quantri", other.prefix), "until": day(30) },
            { "command": "grant_role", "person": head, "role": "system_administrator" },
            { "command": "end_department", "department": "PKHONGCO", "until": day(0) },
        ]);
        for query in ["?dry_run=true", ""] {
            let answer = other.administrator.post(&format!("{path}/commands{query}"), &json!({ "commands": commands }));
            let problem = answer.problem(403, "system_administrator_only").at("/commands/8/role", "system_administrator_only");
            let problem = problem
                .at("/commands/1/code", "code_taken")
                .at("/commands/2/username", "username_taken")
                .at("/commands/4/department", "position_overlaps")
                .at("/commands/5/parent", "department_circle")
                .at("/commands/6/until", "period_inverted")
                .at("/commands/7", "last_administrator")
                .at("/commands/9/department", "no_such_department");
            assert_eq!(problem.body["errors"].as_array().unwrap().len(), 8, "{:?}", problem.body);
        }
        assert_eq!(other.administrator.get(&path).ok(), before);
        // What would come of it is shown, and is not there.
        let good = json!({ "commands": [commands[0], commands[3]] });
        let shown = other.administrator.post(&format!("{path}/commands?dry_run=true"), &good).ok();
        assert_eq!(shown["results"][0]["department"]["code"], "PVH");
        assert_eq!(shown["organisation"]["departments"].as_array().unwrap().len(), 2);
        assert_eq!(other.administrator.get(&path).ok(), before);
        // What can't even be read is named by its place, too.
        let unread = json!({ "commands": [commands[0], { "command": "create_person", "username": "Có dấu", "name": "A", "title": "B" }] });
        let answer = other.administrator.post(&format!("{path}/commands"), &unread);
        answer.problem(422, "invalid_input").at("/commands/1/username", "not_a_username");
        let unknown = json!({ "commands": [{ "command": "bay" }] });
        let answer = other.administrator.post(&format!("{path}/commands"), &unknown);
        answer.problem(422, "invalid_input").at("/commands/0/command", "unknown_command");
    }

    fn a_repeat_is_answered_as_before_and_a_stale_version_is_told(engine: Engine) {
        let server = Server::shared(engine);
        let other = Another::set_up(server);
        let path = format!("/agencies/{}/organisation", other.id);
        let version = other.administrator.get(&path).version();
        let body = json!({ "commands": [{ "command": "create_department", "code": "PTP", "name": "Phòng Tư pháp" }] });
        let commands = format!("{path}/commands");
        let send = |version: u64, key: &str| {
            other.administrator.request("POST", &commands).if_match(version).key(key).json(&body).send()
        };
        let key = unique("khoa");
        let first = send(version, &key);
        assert_eq!(first.version(), version + 1);
        let again = send(version, &key);
        assert_eq!(again.header("idempotency-replayed"), Some("true"));
        assert_eq!(first.ok(), again.ok());
        send(version, &unique("khoa")).problem(412, "version_changed");
        send(version + 1, &unique("khoa")).problem(409, "code_taken");
    }

    /// Whoever leaves stays in what names them, and acts no more; whoever comes tomorrow does not act today.
    fn people_come_and_go_and_history_names_them(engine: Engine) {
        let server = Server::shared(engine);
        let other = Another::set_up(server);
        let clerk = other.client(server, "vanthu");
        let leader = other.client(server, "chutich");
        let person = |name: &str| format!("{}.{name}", other.prefix);
        let to = leader.get("/me").ok()["person"]["id"].as_str().unwrap().to_owned();
        let letter = clerk.act(&clerk.register_letter(), &json!({ "command": "present", "to": to }));
        // With a document on the desk nobody goes at once; to a later day they may.
        let end = |until: &str| other.change(&json!([{ "command": "end_person", "person": person("chutich"), "until": until }]));
        end(&day(0)).problem(409, "holds_work").at("/commands/0/person", "holds_work");
        end(&day(10)).ok();
        other.change(&json!([{ "command": "continue_person", "person": person("chutich") }])).ok();
        let letter = leader.act(&letter, &json!({ "command": "give_back", "reason": "Trình lại." }));
        end(&day(-1)).problem(422, "period_inverted");
        other.change(&json!([
            { "command": "end_role", "person": person("chutich"), "role": "leader", "until": day(0) },
            { "command": "create_person", "username": person("moi"), "name": "Vũ Văn Ngày Mai", "title": "Phó Chủ tịch",
              "from": day(1), "roles": ["leader"] },
        ])).ok();
        let organisation = other.administrator.get(&format!("/agencies/{}/organisation", other.id)).ok();
        let people = organisation["people"].as_array().unwrap();
        let known = |name: &str| people.iter().find(|p| p["username"] == person(name)).unwrap().clone();
        assert_eq!(known("chutich")["roles"][0]["until"], day(0));
        let tomorrow = known("moi")["id"].as_str().unwrap().to_owned();
        clerk.command(&letter, &json!({ "command": "present", "to": tomorrow })).problem(422, "person_unknown");
        assert!(!listed(&clerk.items("/people"), "username").contains(&person("moi")));
        // A password can be prepared; it opens nothing before the first day.
        let path = format!("/agencies/{}/people/{tomorrow}/password", other.id);
        let password = other.administrator.request("POST", &path).send().created()["password"].clone();
        let early = server.anonymous().post("/sessions", &json!({ "username": person("moi"), "password": password }));
        early.problem(401, "wrong_credentials");
        // The history of the document still says who gave it back.
        let history = clerk.history(letter.id());
        assert!(history.iter().any(|e| e["event"] == "presentation_given_back" && e["by"]["name"] == "Trần Văn Đứng Đầu"), "{history:?}");
        // And the organisation's says who changed what.
        let changes = other.administrator.all(&format!("/agencies/{}/organisation/history", other.id));
        let made = changes.iter().find(|c| c["command"]["username"] == person("moi")).unwrap();
        assert_eq!(made["command"]["command"], "create_person");
        assert_eq!(made["by"]["name"], "Đinh Văn Thử Việc");
        let places: Vec<i64> = changes.iter().map(|c| c["seq"].as_i64().unwrap()).collect();
        assert_eq!(places, (1..=i64::try_from(places.len()).unwrap()).rev().collect::<Vec<_>>());
    }

    /// A right that is taken away is gone with the next request, for the session that is open, too.
    fn a_right_that_ends_is_gone_at_once(engine: Engine) {
        let server = Server::shared(engine);
        let other = Another::set_up(server);
        let second = format!("{}.phu", other.prefix);
        other.change(&json!([{ "command": "create_person", "username": second, "name": "Ngô Thị Dự Bị", "title": "Quản trị",
            "roles": ["administrator"] }])).ok();
        let deputy = other.client(server, "phu");
        let path = format!("/agencies/{}/organisation", other.id);
        deputy.get(&path).expect(200);
        let from = json!([{ "command": "grant_role", "person": second, "role": "monitor", "from": day(0), "until": day(0) }]);
        other.change(&from).ok();
        deputy.get("/incoming-documents").expect(200);
        // The grant of today, taken back as of yesterday, never was.
        other.change(&json!([{ "command": "end_role", "person": second, "role": "administrator", "until": day(-1) }])).ok();
        deputy.get(&path).problem(403, "administrator_only");
        deputy.post(&format!("{path}/commands"), &json!({ "commands": [{ "command": "create_department", "code": "X", "name": "X" }] }))
            .problem(403, "administrator_only");
    }

    /// A mover's documents stay with the department that they were given in; the new department's head does not see them.
    fn a_movers_documents_stay_in_sight_of_the_department(engine: Engine) {
        let server = Server::shared(engine);
        let other = Another::set_up(server);
        let person = |name: &str| format!("{}.{name}", other.prefix);
        other.change(&json!([
            { "command": "create_department", "code": "PVH", "name": "Phòng Văn hóa", "parent": "PKT" },
            { "command": "create_person", "username": person("truongphong2"), "name": "Bùi Văn Phòng Khác", "title": "Trưởng phòng",
              "positions": [{ "department": "PVH", "post": "head" }] },
        ])).ok();
        let (clerk, leader) = (other.client(server, "vanthu"), other.client(server, "chutich"));
        let (head, officer) = (other.client(server, "truongphong"), other.client(server, "chuyenvien"));
        let elsewhere = other.client(server, "truongphong2");
        let id_of = |who: &Client| who.get("/me").ok()["person"]["id"].as_str().unwrap().to_owned();
        let letter = clerk.act(&clerk.register_letter(), &json!({ "command": "present", "to": id_of(&leader) }));
        let direction = json!({ "primary": { "person": id_of(&officer), "due": letters::in_days(5) } });
        let letter = leader.act(&letter, &json!({ "command": "direct", "direction": direction }));
        let sees = |who: &Client| {
            let listed = who.all("/incoming-documents").iter().any(|line| line["id"] == letter.id());
            let read = who.get(&letter.path()).status == 200;
            assert_eq!(listed, read, "the list and the document must agree");
            read
        };
        assert!(sees(&head) && !sees(&elsewhere));
        other.change(&json!([
            { "command": "end_position", "person": person("chuyenvien"), "department": "PKT", "until": day(-1) },
            { "command": "give_position", "person": person("chuyenvien"), "department": "PVH", "post": "officer" },
        ])).ok();
        assert!(sees(&head) && !sees(&elsewhere) && sees(&officer));
        // What is said on it afterwards changes nothing of that.
        let _ = officer.act(&Document(officer.get(&letter.path()).ok()), &json!({ "command": "comment", "text": "Đang làm." }));
        assert!(sees(&head) && !sees(&elsewhere));
    }

    fn names_are_sorted_and_found_the_vietnamese_way(engine: Engine) {
        let server = Server::shared(engine);
        let other = Another::set_up(server);
        let names = ["Lê Thị Đào", "Nguyễn Văn An", "Phạm Văn Dũng", "Trần Thị An", "Đỗ Thị Bình", "Lê Văn Ân"];
        let commands: Vec<Value> = names.iter().enumerate().map(|(n, name)| {
            json!({ "command": "create_person", "username": format!("{}.ten{n}", other.prefix), "name": name, "title": "Chuyên viên" })
        }).collect();
        other.change(&json!(commands)).ok();
        let clerk = other.client(server, "vanthu");
        let all = listed(&clerk.items("/people"), "name");
        let ours: Vec<&String> = all.iter().filter(|name| names.contains(&name.as_str())).collect();
        assert_eq!(ours, ["Nguyễn Văn An", "Trần Thị An", "Lê Văn Ân", "Đỗ Thị Bình", "Phạm Văn Dũng", "Lê Thị Đào"]);
        let found = |q: &str| listed(&clerk.items(&format!("/people?q={}", tests::percent(q))), "name");
        assert_eq!(found("dao le"), ["Lê Thị Đào"]);
        assert_eq!(found("ĐÀO"), ["Lê Thị Đào"]);
        assert_eq!(found("le van"), ["Lê Văn Ân"]);
        assert_eq!(found("Đa\u{300}o thi\u{323}"), ["Lê Thị Đào"], "decomposed");
        assert_eq!(found("khong co ai"), Vec::<String>::new());
    }

    /// What the office's regulation has decided goes to the department without a leader.
    fn a_routing_rule_spares_the_leader(engine: Engine) {
        let server = Server::shared(engine);
        let other = Another::set_up(server);
        let (clerk, head) = (other.client(server, "vanthu"), other.client(server, "truongphong"));
        let unit = clerk.items("/departments")[0]["id"].as_str().unwrap().to_owned();
        let rule = json!({ "command": "set_rule", "name": "Đất đai", "subject_words": "đất đai", "document_type": "cong_van",
            "to": { "department": unit }, "instruction": "Giải quyết theo quy chế." });
        let mut both = rule.clone();
        both["readers"] = json!([{ "department": unit }]);
        other.change(&json!([both])).problem(422, "rule_target");
        let mut all = rule.clone();
        all.as_object_mut().unwrap().retain(|name, _| !["subject_words", "document_type"].contains(&name.as_str()));
        other.change(&json!([all])).problem(422, "rule_without_criterion");
        let made = other.change(&json!([rule])).ok();
        let id = made["results"][0]["routing_rule"]["id"].as_str().unwrap().to_owned();
        let mut facts = letters::facts();
        facts["document_type"] = json!("cong_van");
        facts["subject"] = json!("V/v quản lý ĐẤT ĐAI trên địa bàn");
        let letter = clerk.act(&clerk.register(&facts), &json!({ "command": "route" }));
        assert_eq!(letter.state(), "directed");
        assert!(!head.tasks(letter.id()).is_empty());
        other.change(&json!([{ "command": "end_rule", "rule": id }])).ok();
        facts["number"] = json!("990");
        let letter = clerk.register(&facts);
        clerk.command(&letter, &json!({ "command": "route" })).problem(422, "no_rule_fits");
    }

    /// Bodies are renamed, recoded and merged; what was stays known. Only the installation's administrator does it.
    fn an_agency_is_renamed_and_ended(engine: Engine) {
        let server = Server::shared(engine);
        let (other, system) = (Another::set_up(server), server.client("quantri"));
        let path = format!("/agencies/{}", other.id);
        let old = other.administrator.get(&path).ok();
        let code = unique("H98.");
        let rename = json!({ "command": "rename_agency", "name": "Ủy ban nhân dân phường Sáp Nhập", "from": day(1) });
        let recode = json!({ "command": "recode_agency", "code": code, "from": day(1) });
        other.change(&json!([rename])).problem(403, "system_administrator_only");
        let commands = format!("{path}/organisation/commands");
        system.post(&commands, &json!({ "commands": [rename, recode] })).ok();
        let now = other.administrator.get(&path).ok();
        assert_eq!(now["names"][0]["until"], day(0));
        assert_eq!(now["names"][1]["from"], day(1));
        assert_eq!((&now["code"], &now["codes"][0]["code"]), (&json!(code), &old["code"]));
        assert_eq!(other.administrator.get("/me").ok()["agency"]["name"], old["name"], "until tomorrow");
        // The old code is nobody else's.
        let again = json!({ "code": old["code"], "name": "Cơ quan khác", "administrator": { "username": unique("qt-"), "name": "A" } });
        system.post("/agencies", &again).problem(409, "agency_code_taken").at("/code", "agency_code_taken");
        let end = json!({ "command": "end_agency", "until": day(3),
            "successors": [{ "code": "H99.99", "name": "Ủy ban nhân dân phường Demo" }] });
        system.post(&commands, &json!({ "commands": [end] })).ok();
        let ended = other.administrator.get(&path).ok();
        assert_eq!((&ended["until"], &ended["successors"][0]["code"]), (&json!(day(3)), &json!("H99.99")));
        // Until that day everybody works on.
        other.client(server, "vanthu").register_letter();
        system.post(&commands, &json!({ "commands": [{ "command": "continue_agency" }] })).ok();
        // It doesn't end over work that nobody could do from then on.
        let now = json!({ "commands": [{ "command": "end_agency", "until": day(0) }] });
        system.post(&commands, &now).problem(409, "holds_work").at("/commands/0/until", "holds_work");
    }

    /// An agency that has ended takes its people with it: they don't sign in, as whoever has left.
    fn nobody_signs_in_at_an_agency_that_is_over(engine: Engine) {
        let server = Server::shared(engine);
        let (other, system) = (Another::set_up(server), server.client("quantri"));
        let username = format!("{}.vanthu", other.prefix);
        let person = other.person("vanthu");
        let path = format!("/agencies/{}/people/{person}/password", other.id);
        let password = system.request("POST", &path).send().created()["password"].clone();
        let sign_in = || server.anonymous().post("/sessions", &json!({ "username": username, "password": password }));
        sign_in().created();
        let code = system.get(&format!("/agencies/{}", other.id)).ok()["code"].as_str().unwrap().to_owned();
        let record = server.database().texts(&format!("SELECT record AS value FROM agency WHERE code = '{code}'")).remove(0);
        let mut ended: serde_json::Value = serde_json::from_str(&record).unwrap();
        ended["validity"] = json!({ "from": "2020-01-01", "until": day(-1) });
        server.database().run(&format!("UPDATE agency SET record = '{ended}' WHERE code = '{code}'"));
        sign_in().problem(401, "wrong_credentials");
    }

    fn passwords_are_changed_and_reset(engine: Engine) {
        let server = Server::shared(engine);
        let other = Another::set_up(server);
        let officer = other.client(server, "chuyenvien");
        let put = |who: &Client, present: &str, new: &str| {
            who.request("PUT", "/me/password").json(&json!({ "present": present, "new": new })).send()
        };
        put(&officer, "sai", "một mật khẩu đủ dài").problem(422, "invalid_input").at("/present", "wrong_password");
        let name = format!("{}.chuyenvien", other.prefix);
        let id = officer.get("/me").ok()["person"]["id"].as_str().unwrap().to_owned();
        let path = format!("/agencies/{}/people/{id}/password", other.id);
        let answer = other.administrator.request("POST", &path).send();
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        let password = answer.created()["password"].as_str().unwrap().to_owned();
        officer.get("/me").problem(401, "not_signed_in");
        // Who gave whom a new password stands in the history; the password doesn't.
        let changes = other.administrator.all(&format!("/agencies/{}/organisation/history", other.id));
        assert_eq!(changes[0]["command"], json!({ "command": "reset_password", "person": id }));
        assert!(!changes[0].to_string().contains(&password));
        let sign_in = |password: &str| server.anonymous().post("/sessions", &json!({ "username": name, "password": password }));
        let session = |password: &str| {
            let session = sign_in(password).created();
            server.anonymous().with_token(session["access_token"].as_str().unwrap())
        };
        let (here, there) = (session(&password), session(&password));
        put(&here, &password, "ngắn").problem(422, "invalid_input").at("/new", "weak_password");
        put(&here, &password, &format!("{name} 2026")).problem(422, "invalid_input").at("/new", "weak_password");
        put(&here, &password, "một mật khẩu đủ dài").expect(204);
        here.get("/me").expect(200);
        there.get("/me").problem(401, "not_signed_in");
        sign_in(&password).problem(401, "wrong_credentials");
        sign_in("một mật khẩu đủ dài").expect(201);
        // Nobody resets their own: whoever sits at somebody's open session must not take the account over.
        let me = other.administrator.get("/me").ok()["person"]["id"].as_str().unwrap().to_owned();
        let own_path = format!("/agencies/{}/people/{me}/password", other.id);
        other.administrator.request("POST", &own_path).send().problem(403, "own_password");
        // One agency's administrator resets nobody's of another, nor the installation's administrator's.
        let chief = server.client("quantri").get("/me").ok()["person"]["id"].as_str().unwrap().to_owned();
        let own = agency_of(&server.client("quantri"));
        for agency in [&own, &other.id] {
            let path = format!("/agencies/{agency}/people/{chief}/password");
            other.administrator.request("POST", &path).send().expect(404);
        }
    }

    /// A change of the organisation's history by hand is found.
    fn the_organisations_history_is_proven(engine: Engine) {
        let office = Server::prepared(engine, &["serve"], &[]);
        crate::cli::init(&office);
        assert_eq!(office.run(&["audit", "verify"]).0, 0);
        office.database().run("UPDATE organisation_history SET record = replace(record, 'system_administrator', 'leader')");
        let (code, said) = office.run(&["audit", "verify"]);
        assert_ne!(code, 0, "{said}");
        assert!(said.contains("organisation"), "{said}");
    }
}
