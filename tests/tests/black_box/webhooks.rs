//! Webhooks: events sent to a real receiver that answers well, badly, late or not at all; signed, in their order, once more after a kill, by
//! hand, or no longer; and only to addresses that may be called.

use std::{fs, time::Duration};

use serde_json::{Value, json};
use tests::{
    Client, Mail, Server, free_port, on_both_engines,
    receiver::{Got, Receiver, Reply},
    unique, wait_until,
};

use crate::{
    dossiers::{content, published, received},
    events::{WAY, about, submitted, up_to_the_return, up_to_the_supplement},
    service_accounts::System,
};

/// The host of the receivers is allowed by name, and whoever hangs is waited for two seconds.
const SETTINGS: [(&str, &str); 2] =
    [("CONGVAN_WEBHOOK_ALLOWED_HOSTS", "127.0.0.1"), ("CONGVAN_WEBHOOK_TIMEOUT_SECONDS", "2")];

fn office(engine: tests::Engine, more: &[(&str, &str)]) -> Server {
    Server::demo_with(engine, &[SETTINGS.as_slice(), more].concat())
}

fn own(who: &Client) -> String {
    who.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned()
}

/// A webhook as its administrator made it.
struct Webhook {
    administrator: Client,
    path: String,
    secret: String,
}

fn fields(url: &str, kinds: &[&str]) -> Value {
    json!({ "name": unique("Cổng "), "url": url, "kinds": kinds })
}

impl Webhook {
    fn made(office: &Server, fields: &Value) -> Self {
        let administrator = office.client("quantri");
        let all = format!("/agencies/{}/webhooks", own(&administrator));
        let answer = administrator.post(&all, fields);
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{answer}");
        let made = answer.created();
        let path = format!("{all}/{}", made["webhook"]["id"].as_str().unwrap());
        Self { administrator, path, secret: made["secret"].as_str().unwrap().to_owned() }
    }

    fn new(office: &Server, receiver: &Receiver, kinds: &[&str]) -> Self {
        Self::made(office, &fields(&receiver.url(), kinds))
    }

    fn shown(&self) -> Value {
        let (all, id) = self.path.rsplit_once('/').unwrap();
        let found = self.administrator.items(all).into_iter().find(|one| one["id"] == *id);
        found.unwrap_or_else(|| panic!("{id} is not listed"))
    }

    fn deliveries(&self, query: &str) -> Vec<Value> {
        self.administrator.items(&format!("{}/deliveries?{query}", self.path))
    }

    fn replay(&self, id: &str) -> tests::Answer {
        self.administrator.post(&format!("{}/deliveries/{id}/replay", self.path), &Value::Null)
    }

    /// The delivery of this id, once it is so.
    fn wait(&self, id: &str, what: &str, so: impl Fn(&Value) -> bool) -> Value {
        let find = || self.deliveries("limit=200").into_iter().find(|one| one["id"] == *id).unwrap();
        wait_until(what, Duration::from_secs(60), || so(&find()));
        find()
    }
}

fn is_sent(one: &Value) -> bool {
    one["state"] == "sent"
}

fn told(got: &[Got]) -> Vec<(String, u64)> {
    got.iter().map(|one| (one.kind(), one.json()["data"]["status"]["code"].as_u64().unwrap())).collect()
}

fn way() -> Vec<(String, u64)> {
    WAY.iter().map(|(kind, code)| ((*kind).to_owned(), *code)).collect()
}

fn kinds() -> Vec<&'static str> {
    WAY.iter().map(|(kind, _)| *kind).collect()
}

on_both_engines! {
    /// Every turn of a dossier arrives once and in its order, signed, the same as it stands in the feed; the server is killed in the middle.
    fn a_dossier_is_told_from_reception_to_return(engine: Engine) {
        let office = office(engine, &[]);
        let receiver = Receiver::start();
        let webhook = Webhook::new(&office, &receiver, &kinds());
        let portal = System::new(&office, &["dossiers:submit"]).client;
        let (id, _) = submitted(&portal, &published(&office, &content("5wd")));
        let dossier = up_to_the_supplement(&office, &id);
        receiver.wait(4);
        // What was answered is written down: it would be sent once more otherwise.
        wait_until("nothing to wait", Duration::from_secs(60), || webhook.shown()["waiting"] == 0);
        office.kill();
        office.start();
        let dossier = up_to_the_return(&office, &dossier);
        let got = receiver.wait(11);
        assert_eq!(told(&got), way());
        assert!(got.iter().all(|one| one.is_signed_with(&webhook.secret) && one.path == "/nhan"));
        assert!(!got[0].is_signed_with("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
        assert_eq!(got[0].headers["content-type"], "application/json");
        let feed = about(&System::new(&office, &["events:read"]).client, &id);
        assert_eq!(got.iter().map(Got::json).collect::<Vec<_>>(), feed);

        // How it stands is told beside the dossier, to those who see all of the agency's, and changes nothing of it.
        let clerk = office.client("motcua");
        let synced = || clerk.get(&dossier.path()).ok()["synced"][0].clone();
        wait_until("all to be noted as sent", Duration::from_secs(30), || synced()["sent"] == 11);
        let synced = synced();
        assert_eq!((&synced["waiting"], &synced["failed"], &synced["version"]), (&json!(0), &json!(0), &json!(dossier.version())));
        assert_eq!(clerk.get(&dossier.path()).ok()["version"], dossier.version());
        assert!(office.client("truongphong.kinhte").get(&dossier.path()).ok()["synced"].is_null());
        let listed = webhook.deliveries("state=sent&limit=200");
        let ids: Vec<&str> = listed.iter().rev().map(|one| one["id"].as_str().unwrap()).collect();
        assert_eq!(ids, got.iter().map(Got::id).collect::<Vec<_>>());
        assert_eq!((&listed[0]["last_status"], &listed[0]["last_answer"], &listed[0]["tries"]), (&json!(200), &json!("đã nhận"), &json!(1)));
        // Who administers sees no dossier by that.
        assert!(!serde_json::to_string(&listed).unwrap().contains(dossier.code()));
        // By pages, latest first.
        let first = webhook.administrator.get(&format!("{}/deliveries?limit=8", webhook.path)).ok();
        let second = webhook.deliveries(&format!("limit=8&cursor={}", first["next_cursor"].as_str().unwrap()));
        assert_eq!([first["items"].as_array().unwrap().clone(), second].concat(), listed);
    }

    /// An error, a closed connection, a receiver that hangs, a redirect: each is tried again under the same id until it is taken.
    fn what_is_not_taken_is_tried_again(engine: Engine) {
        let office = office(engine, &[]);
        let receiver = Receiver::start();
        let webhook = Webhook::new(&office, &receiver, &["dossier.accepted"]);
        let procedure = published(&office, &content("5wd"));
        let clerk = office.client("motcua");
        for (reply, status, why) in [
            (Reply::Status(500, "lỗi\u{1b}[31m\n<script>"), json!(500), "nothing now"),
            (Reply::Close, Value::Null, ""),
            (Reply::Hang(Duration::from_secs(6)), Value::Null, "timeout"),
            (Reply::Redirect("/noi-khac"), json!(307), "redirect"),
        ] {
            let before = receiver.got().len();
            receiver.will([reply.clone()]);
            received(&clerk, &procedure);
            let first = receiver.wait(before + 1).pop().unwrap();
            let failed = webhook.wait(first.id(), "the failure", |one| one["tries"] == 1);
            assert_eq!((&failed["last_status"], &failed["state"]), (&status, &json!("waiting")), "{failed}");
            assert!(failed["last_error"].as_str().unwrap().contains(why), "{reply:?}: {failed}");
            assert!(failed["next_try_at"].is_string());
            if status == 500 {
                assert_eq!(failed["last_answer"], "lỗi\\u{1b}[31m\\n<script>");
            }
            let again = receiver.wait(before + 2).pop().unwrap();
            assert_eq!((again.id(), &again.body, &*again.path), (first.id(), &first.body, "/nhan"));
            assert!(again.is_signed_with(&webhook.secret));
            let sent = webhook.wait(first.id(), "the delivery", is_sent);
            assert_eq!((&sent["tries"], &sent["last_status"], &sent["last_error"]), (&json!(2), &json!(200), &Value::Null));
            assert_eq!(receiver.got().len(), before + 2, "a redirect is not followed");
        }
    }

    /// What it refuses waits alone; where nothing reaches it, all wait, and then go in their order.
    fn order_is_kept_where_a_receiver_is_away(engine: Engine) {
        let office = office(engine, &[]);
        let receiver = Receiver::start();
        let webhook = Webhook::new(&office, &receiver, &["dossier.accepted"]);
        let procedure = published(&office, &content("5wd"));
        let clerk = office.client("motcua");
        let code = |got: &Got| got.json()["data"]["code"].as_str().unwrap().to_owned();
        receiver.will([Reply::Status(503, "bận")]);
        let codes: Vec<String> = (0..3).map(|_| received(&clerk, &procedure).code().to_owned()).collect();
        let got = receiver.wait(4);
        assert_eq!(got.iter().map(code).collect::<Vec<_>>(), [&*codes[0], &*codes[0], &*codes[1], &*codes[2]]);
        wait_until("nothing to fail", Duration::from_secs(30), || webhook.shown()["failing_since"].is_null());
        receiver.will([Reply::Status(422, "không hiểu")]);
        let codes: Vec<String> = (0..2).map(|_| received(&clerk, &procedure).code().to_owned()).collect();
        let got = receiver.wait(7);
        assert_eq!(got[4..].iter().map(code).collect::<Vec<_>>(), [&*codes[0], &*codes[1], &*codes[0]]);
    }

    /// Whoever has moved gets what waits at once, however long it was to wait.
    fn a_new_address_is_used_at_once(engine: Engine) {
        let office = office(engine, &[]);
        let nowhere = fields(&format!("http://127.0.0.1:{}/", free_port()), &["dossier.accepted"]);
        let webhook = Webhook::made(&office, &nowhere);
        received(&office.client("motcua"), &published(&office, &content("5wd")));
        let failing = || !webhook.shown()["failing_since"].is_null();
        wait_until("it to be tried in vain", Duration::from_secs(30), failing);
        for table in ["webhook_standing", "webhook_delivery"] {
            office.database().run(&format!("UPDATE {table} SET next_at = '2999-01-05T02:00:00.000000Z'"));
        }
        let receiver = Receiver::start();
        let moved = json!({ "name": nowhere["name"], "url": receiver.url(), "kinds": nowhere["kinds"] });
        webhook.administrator.request("PUT", &webhook.path).json(&moved).send().ok();
        assert_eq!(receiver.wait(1)[0].kind(), "dossier.accepted");
        wait_until("nothing to fail", Duration::from_secs(30), || webhook.shown()["failing_since"].is_null());
    }

    /// It is killed while the receiver has the message and has not answered: the message goes once more, by whoever runs then, with the same
    /// id and the same body.
    fn a_kill_between_sending_and_noting_repeats_under_the_same_id(engine: Engine) {
        let office = office(engine, &[]);
        let receiver = Receiver::start();
        let webhook = Webhook::new(&office, &receiver, &["dossier.accepted"]);
        let procedure = published(&office, &content("5wd"));
        receiver.will([Reply::Hang(Duration::from_secs(30))]);
        received(&office.client("motcua"), &procedure);
        let first = receiver.wait(1).pop().unwrap();
        office.kill();
        let beside = office.beside(&["serve", "--demo"], &SETTINGS);
        beside.start();
        let got = receiver.wait(2);
        assert_eq!((got[1].id(), &got[1].body), (first.id(), &first.body));
        assert!(got[1].is_signed_with(&webhook.secret));
        let administrator = beside.client("quantri");
        let deliveries = || administrator.items(&format!("{}/deliveries", webhook.path));
        wait_until("it to be noted", Duration::from_secs(30), || is_sent(&deliveries()[0]));
        assert_eq!((deliveries().len(), receiver.got().len()), (1, 2));
    }

    /// One that says it is gone is turned off at once, one at which nothing arrives for long as well: the administrators are told, and turn it
    /// on again. What was given up goes once more by hand.
    fn it_is_turned_off_and_on_and_replayed(engine: Engine) {
        let hours = [("CONGVAN_WEBHOOK_DISABLE_HOURS", "0"), ("CONGVAN_WEBHOOK_TRY_HOURS", "1")];
        let office = office(engine, &hours);
        let receiver = Receiver::start();
        let wanted = fields(&receiver.url(), &["dossier.accepted"]);
        let webhook = Webhook::made(&office, &wanted);
        let procedure = published(&office, &content("5wd"));
        let clerk = office.client("motcua");
        receiver.will([Reply::Status(410, "đã chuyển đi")]);
        received(&clerk, &procedure);
        let gone = receiver.wait(1).pop().unwrap();
        wait_until("it to be turned off", Duration::from_secs(30), || webhook.shown()["enabled"] == false);
        let shown = webhook.shown();
        assert_eq!((&shown["disabled_because"], &shown["failed"]), (&json!("gone"), &json!(1)));
        let mailed = |words: &str| {
            let folder = fs::read_dir(office.data().join("mailbox")).unwrap().flatten();
            let mut mails = folder.filter_map(|file| fs::read(file.path()).ok()).map(|bytes| Mail::read(&bytes));
            mails.any(|mail| {
                let text = mail.text.split_whitespace().collect::<Vec<_>>().join(" ");
                text.contains(words) && text.contains(wanted["name"].as_str().unwrap())
            })
        };
        wait_until("the administrators to be told", Duration::from_secs(30), || mailed("không còn (410)"));
        webhook.replay(gone.id()).problem(409, "webhook_disabled");
        // Meanwhile nothing is sent, nor later; it stands in the feed.
        let missed = received(&clerk, &procedure);
        let mut on = wanted.clone();
        on["enabled"] = json!(true);
        let put = |body: &Value| webhook.administrator.request("PUT", &webhook.path).json(body).send();
        // It was made enabled, and is so in what it is to be.
        assert_eq!(put(&on).ok()["enabled"], true);
        put(&on).problem(422, "nothing_to_change");
        assert_eq!(webhook.replay(gone.id()).expect(202).json()["state"], "waiting");
        let again = receiver.wait(2).pop().unwrap();
        assert_eq!((again.id(), &again.body), (gone.id(), &gone.body));
        webhook.wait(gone.id(), "the replay", is_sent);
        // What has arrived may go once more, too: by its id the receiver knows it.
        webhook.replay(gone.id()).expect(202);
        assert_eq!(receiver.wait(3).pop().unwrap().id(), gone.id());
        webhook.replay(missed.0["id"].as_str().unwrap()).problem(404, "not_found");
        webhook.wait(gone.id(), "the second replay", is_sent);

        receiver.will([Reply::Status(500, "hỏng")]);
        received(&clerk, &procedure);
        receiver.wait(4);
        wait_until("it to be turned off", Duration::from_secs(30), || webhook.shown()["enabled"] == false);
        let shown = webhook.shown();
        assert_eq!((&shown["disabled_because"], &shown["waiting"]), (&json!("failing"), &json!(1)));
        wait_until("the administrators to be told", Duration::from_secs(30), || mailed("nhiều ngày"));
        // What waited goes when it is on again.
        assert_eq!(put(&on).ok()["enabled"], true);
        assert_eq!(receiver.wait(5)[4].id(), receiver.got()[3].id());
        assert_eq!(webhook.administrator.request("DELETE", &webhook.path).send().status, 204);
        webhook.administrator.get(&format!("{}/deliveries", webhook.path)).problem(404, "not_found");
        received(&clerk, &procedure);
        // All of it stands in the organisation's history, and the secret nowhere.
        let history = webhook.administrator.get(&format!("/agencies/{}/organisation/history?limit=50", own(&webhook.administrator))).ok().to_string();
        for command in ["create_webhook", "disable_webhook", "update_webhook", "delete_webhook"] {
            assert!(history.contains(command), "{command}: {history}");
        }
        assert!(!history.contains(&webhook.secret["whsec_".len()..]));
        assert_eq!(receiver.got().len(), 5);
    }

    /// A new secret signs beside the old one, so that a receiver changes over; or alone, where the old one is known to others.
    fn secrets_are_shown_once_and_changed(engine: Engine) {
        let office = office(engine, &[]);
        let receiver = Receiver::start();
        let webhook = Webhook::new(&office, &receiver, &["dossier.accepted"]);
        let procedure = published(&office, &content("5wd"));
        let clerk = office.client("motcua");
        let rotate = |body: Value| {
            let answer = webhook.administrator.post(&format!("{}/secrets", webhook.path), &body);
            assert_eq!(answer.header("cache-control"), Some("no-store"));
            answer.created()["secret"].as_str().unwrap().to_owned()
        };
        let signers = |many: usize, secrets: &[&str]| {
            received(&clerk, &procedure);
            let last = receiver.wait(many).pop().unwrap();
            secrets.iter().map(|secret| last.is_signed_with(secret)).collect::<Vec<_>>()
        };
        let second = rotate(json!({}));
        assert_eq!(signers(1, &[&webhook.secret, &second]), [true, true]);
        let third = rotate(json!({ "at_once": true }));
        assert_eq!(signers(2, &[&webhook.secret, &second, &third]), [false, false, true]);
        let shown = webhook.shown().to_string();
        let kept = ["SELECT secret AS value FROM webhook_secret", "SELECT body AS value FROM webhook",
            "SELECT command AS value FROM organisation_history", "SELECT record AS value FROM organisation_history",
            "SELECT body AS value FROM idempotency"];
        let kept = kept.map(|sql| office.database().texts(sql)).concat().join("\n");
        for secret in [&webhook.secret, &second, &third] {
            let bare = &secret["whsec_".len()..];
            assert!(!shown.contains(bare) && !kept.contains(bare) && !office.printed().contains(bare));
        }
    }

    /// Only where the whole world lies, or a host that is allowed by name; whatever an address is written as, and wherever its name leads.
    fn private_addresses_are_not_called(engine: Engine) {
        let office = Server::demo_with(engine, &[("CONGVAN_WEBHOOK_ALLOWED_HOSTS", "cong.noi-bo.test"), ("CONGVAN_WEBHOOK_TIMEOUT_SECONDS", "2")]);
        let administrator = office.client("quantri");
        let all = format!("/agencies/{}/webhooks", own(&administrator));
        for url in [
            "http://127.0.0.1/", "https://127.0.0.1/", "https://localhost/", "https://0x7f.0.0.1/", "https://2130706433/", "https://10.0.0.1/",
            "https://192.168.1.1/", "https://169.254.169.254/latest", "https://[::1]/", "https://[::ffff:127.0.0.1]/", "https://[fd00::1]/",
            "http://cong.example.vn/", "https://a:b@cong.example.vn/", "https://cong.example.vn/#x", "ftp://cong.example.vn/", "cong.example.vn",
        ] {
            let answer = administrator.post(&all, &fields(url, &["dossier.accepted"]));
            answer.problem(422, "webhook_address").at("/url", "webhook_address");
        }
        // What was allowed when it was written is asked once more at each call.
        office.kill();
        let before = office.beside(&["serve", "--demo"], &SETTINGS);
        before.start();
        let receiver = Receiver::start();
        let webhook = Webhook::new(&before, &receiver, &["dossier.accepted"]);
        before.kill();
        office.start();
        received(&office.client("motcua"), &published(&office, &content("5wd")));
        let administrator = office.client("quantri");
        let tried = || administrator.items(&format!("{}/deliveries", webhook.path));
        wait_until("it to be tried", Duration::from_secs(30), || tried().iter().any(|one| one["tries"] == 1));
        let tried = &tried()[0];
        assert_eq!((&tried["state"], &tried["last_status"]), (&json!("waiting"), &Value::Null), "{tried}");
        assert!(tried["last_error"].as_str().unwrap().contains("webhook_allowed_hosts"), "{tried}");
        assert!(receiver.got().is_empty());
    }

    /// What is wrong is named with its place, and only who administers keeps webhooks.
    fn what_is_sent_is_checked(engine: Engine) {
        let office = Server::shared(engine);
        let administrator = office.client("quantri");
        let all = format!("/agencies/{}/webhooks", own(&administrator));
        let with = |name: &str, value: Value| {
            let mut body = fields("https://cong.example.vn/", &["dossier.accepted"]);
            body[name] = value;
            body
        };
        let refused = |name: &str, value: Value, code: &str| {
            administrator.post(&all, &with(name, value)).problem(422, code).at(&format!("/{name}"), code);
        };
        refused("kinds", json!([]), "webhook_kinds_missing");
        refused("handed_in_by", json!("0190f000-0000-7000-8000-000000000000"), "no_such_service");
        for (name, value) in [("kinds", json!(["dossier.rated"])), ("name", json!("")), ("strange", json!(1)), ("secret", json!("whsec_x")), ("enabled", json!("có"))] {
            assert_eq!(administrator.post(&all, &with(name, value)).status, 422, "{name}");
        }
        let webhook = Webhook::made(office, &with("enabled", json!(false)));
        assert_eq!((&webhook.shown()["enabled"], &webhook.shown()["disabled_because"]), (&json!(false), &json!("by_hand")));
        let mut same = with("name", webhook.shown()["name"].clone());
        administrator.post(&all, &same).problem(409, "webhook_name_taken");
        same["enabled"] = json!(false);
        for who in ["chutich", "vanthu", "motcua"] {
            let who = office.client(who);
            who.get(&all).problem(403, "administrator_only");
            who.post(&all, &same).problem(403, "administrator_only");
            who.request("DELETE", &webhook.path).send().problem(403, "administrator_only");
        }
        let stranger = crate::organisation::Another::set_up(office);
        stranger.administrator.get(&all).problem(404, "not_found");
        assert_eq!(administrator.request("DELETE", &webhook.path).send().status, 204);
        administrator.request("DELETE", &webhook.path).send().problem(404, "not_found");
    }

    /// Numbers of what was tried, and of what waits.
    fn deliveries_are_counted(engine: Engine) {
        let port = free_port();
        let office = office(engine, &[("CONGVAN_METRICS_LISTEN", &format!("127.0.0.1:{port}"))]);
        let receiver = Receiver::start();
        Webhook::new(&office, &receiver, &["dossier.accepted"]);
        receiver.will([Reply::Status(500, "")]);
        received(&office.client("motcua"), &published(&office, &content("5wd")));
        receiver.wait(2);
        let has = |line: &str| crate::metrics::asked(port, "/metrics").lines().any(|one| one == line);
        wait_until("the numbers", Duration::from_secs(30), || {
            has("congvan_webhook_tries_total{outcome=\"busy\"} 1") && has("congvan_webhook_tries_total{outcome=\"taken\"} 1")
        });
        wait_until("nothing to wait", Duration::from_secs(30), || has("congvan_queue_depth{queue=\"webhooks\"} 0"));
    }
}
