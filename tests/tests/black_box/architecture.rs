//! The arrows between the rooms: `domain ← store ← office ← {mail, api} ← congvan`, `mailroom` between `office`, `mail` and `congvan`, `interchange` between
//! `office`, `edxml`, `gateway` and `congvan`; and `oidc`, `courier`, `gateway`, `edxml`, `extract`, `paper` and `print` beside them, which know none of the others; `oidc`, `courier`
//! and `gateway` call others by `outbound`. `gateway_simulator` plays one of those others. Only `store` knows SQL.

use std::{
    collections::{BTreeMap, BTreeSet},
    process::Command,
};

use serde_json::Value;
use tests::workspace;

/// Which of ours each room may lean on, and nothing else.
const ARROWS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("edxml", &[]),
    ("store", &["domain"]),
    ("outbound", &[]),
    ("oidc", &["outbound"]),
    ("courier", &["outbound"]),
    ("gateway", &["outbound"]),
    ("gateway_simulator", &[]),
    ("interchange", &["office", "edxml", "gateway"]),
    ("extract", &[]),
    ("paper", &[]),
    ("print", &[]),
    ("office", &["domain", "store", "oidc", "courier", "paper"]),
    ("mail", &["domain", "office"]),
    ("mailroom", &["office", "mail"]),
    ("api", &["domain", "office"]),
    (
        "congvan",
        &[
            "domain",
            "store",
            "oidc",
            "courier",
            "edxml",
            "extract",
            "gateway",
            "gateway_simulator",
            "interchange",
            "office",
            "mail",
            "mailroom",
            "api",
            "print",
        ],
    ),
];

/// Crates that only one room may name.
const ONLY_IN_STORE: &[&str] = &["diesel", "diesel_migrations", "libsqlite3-sys", "pq-sys", "openssl-sys"];

/// Crates that the pure room may not name.
const NOT_IN_DOMAIN: &[&str] = &["tokio", "diesel", "actix-web", "reqwest", "lettre", "object_store"];

/// What each package of the workspace names, but for its tests.
fn named() -> BTreeMap<String, BTreeSet<String>> {
    let out = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(workspace())
        .output()
        .unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let metadata: Value = serde_json::from_slice(&out.stdout).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|package| {
            let dependencies = package["dependencies"].as_array().unwrap();
            let real = dependencies.iter().filter(|d| d["kind"].as_str() != Some("dev"));
            (text(&package["name"]), real.map(|d| text(&d["name"])).collect())
        })
        .collect()
}

#[test]
fn arrows_go_one_way() {
    let named = named();
    let rooms: BTreeSet<&str> = ARROWS.iter().map(|(room, _)| *room).collect();
    for (room, allowed) in ARROWS {
        let ours: BTreeSet<&str> =
            named[*room].iter().map(String::as_str).filter(|name| rooms.contains(name)).collect();
        let too_many: Vec<_> = ours.iter().filter(|name| !allowed.contains(name)).collect();
        assert!(too_many.is_empty(), "{room} must not lean on {too_many:?}");
    }
    assert!(named["store"].contains("domain") && named["office"].contains("store") && named["api"].contains("office"));
}

/// Every package is a room with arrows, or one of the two that stand outside.
#[test]
fn every_package_has_its_arrows() {
    let known: BTreeSet<&str> = ARROWS.iter().map(|(room, _)| *room).chain(["bench", "tests"]).collect();
    let there: BTreeSet<String> = named().into_keys().collect();
    assert_eq!(there.iter().map(String::as_str).collect::<BTreeSet<_>>(), known);
}

#[test]
fn only_the_store_knows_sql() {
    for (package, names) in named() {
        // The suite changes rows by hand, to see whether the audit finds out; the benchmark fills tables and listens to statements.
        if package != "store" && package != "tests" && package != "bench" {
            for sql in ONLY_IN_STORE {
                assert!(!names.contains(*sql), "{package} names {sql}");
            }
        }
    }
}

#[test]
fn the_domain_is_pure() {
    let named = named();
    for name in NOT_IN_DOMAIN {
        assert!(!named["domain"].contains(*name), "domain names {name}");
    }
}
