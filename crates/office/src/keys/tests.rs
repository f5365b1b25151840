//! What keys are good for, and when.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use uuid::{NoContext, Timestamp, Uuid};

use super::*;

const TERMS: KeyTerms = KeyTerms { announced: Duration::from_mins(10), token: Duration::from_mins(20) };
const ISSUER: &str = "https://office.example";

struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let path = std::env::temp_dir().join(format!("congvan-signing-{}", Uuid::now_v7()));
        std::fs::create_dir(&path).unwrap();
        Self(path)
    }

    /// A new key as if it had been made then.
    fn make(&self, at: UtcTime) -> PathBuf {
        let seconds = u64::try_from(at.timestamp()).unwrap();
        let name = Uuid::new_v7(Timestamp::from_unix(NoContext, seconds, 0));
        let path = self.0.join(format!("{name}.pk8"));
        std::fs::rename(SigningKeys::create(&self.0).unwrap(), &path).unwrap();
        path
    }

    fn count(&self) -> usize {
        std::fs::read_dir(&self.0)
            .unwrap()
            .flatten()
            .filter(|e| e.path().extension().is_some_and(|e| e == "pk8"))
            .count()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

fn start() -> UtcTime {
    "2026-08-03T02:00:00Z".parse::<DateTime<Utc>>().unwrap()
}

fn after(minutes: i64) -> UtcTime {
    start() + TimeDelta::minutes(minutes)
}

fn token(keys: &SigningKeys, now: UtcTime) -> String {
    let claims = json!({ "iss": ISSUER, "aud": ISSUER, "sub": "a", "exp": 4_000_000_000_i64 });
    keys.sign(&claims, now, TERMS).unwrap()
}

fn kid(token: &str) -> String {
    jsonwebtoken::decode_header(token).unwrap().kid.unwrap()
}

fn taken(keys: &SigningKeys, token: &str, now: UtcTime) -> bool {
    keys.check::<Value>(token, ISSUER, now, TERMS).is_some()
}

fn published(keys: &SigningKeys, now: UtcTime) -> Vec<String> {
    keys.published(now, TERMS).into_iter().map(|key| key.kid).collect()
}

#[test]
fn a_key_is_published_signs_checks_and_is_past() {
    let folder = Folder::new();
    folder.make(start() - TimeDelta::days(90));
    let keys = SigningKeys::open(&folder.0).unwrap();
    let other = SigningKeys::open(&folder.0).unwrap();
    let old = token(&keys, after(0));
    assert_eq!(published(&keys, after(0)), [kid(&old)]);

    folder.make(after(0));
    assert!(keys.reread().unwrap() && !keys.reread().unwrap());
    assert!(other.reread().unwrap());
    // Known to everybody before it signs.
    for minute in [0, 9] {
        assert_eq!(kid(&token(&keys, after(minute))), kid(&old), "{minute}");
        assert_eq!(published(&keys, after(minute)).len(), 2, "{minute}");
    }
    let last = token(&keys, after(9));
    let new = token(&keys, after(10));
    assert_ne!(kid(&new), kid(&old));
    // Whoever's clock is behind takes it all the same, and one that has not looked into the folder since is the only one not to.
    assert!(taken(&other, &new, after(8)));
    // The old one is good for as long as the last of its tokens lives, and a little.
    for minute in [10, 29, 30] {
        assert!(taken(&keys, &last, after(minute)) && taken(&other, &old, after(minute)), "{minute}");
        assert_eq!(published(&keys, after(minute)).len(), 2, "{minute}");
    }
    assert_eq!(keys.check::<Value>(&last, ISSUER, after(5), TERMS).unwrap().1, Some(after(31)));
    assert!(!taken(&keys, &last, after(31)) && taken(&keys, &new, after(31)));
    assert_eq!(published(&keys, after(31)), [kid(&new)]);
    let stages: Vec<Stage> = keys.standing(after(31), TERMS).into_iter().map(|key| key.stage).collect();
    assert_eq!(stages, [Stage::Past, Stage::Signs]);
    let stages: Vec<Stage> = keys.standing(after(12), TERMS).into_iter().map(|key| key.stage).collect();
    assert_eq!(stages, [Stage::Checks(after(31)), Stage::Signs]);
    let stages: Vec<Stage> = keys.standing(after(2), TERMS).into_iter().map(|key| key.stage).collect();
    assert_eq!(stages, [Stage::Signs, Stage::Announced(after(10))]);
}

/// After a leak: the old key is removed, and the new one signs at once.
#[test]
fn a_key_that_is_removed_is_good_for_nothing() {
    let folder = Folder::new();
    let leaked = folder.make(start() - TimeDelta::days(1));
    let keys = SigningKeys::open(&folder.0).unwrap();
    let old = token(&keys, after(0));
    folder.make(after(0));
    assert!(keys.reread().unwrap());
    let edition = keys.edition();
    std::fs::remove_file(leaked).unwrap();
    assert!(keys.reread().unwrap() && keys.edition() != edition);
    let new = token(&keys, after(0));
    assert_ne!(kid(&new), kid(&old));
    assert!(!taken(&keys, &old, after(0)) && taken(&keys, &new, after(0)));
    assert_eq!(published(&keys, after(0)), [kid(&new)]);
}

#[test]
fn a_folder_that_cannot_be_read_changes_nothing() {
    let folder = Folder::new();
    let path = folder.make(start());
    let keys = SigningKeys::open(&folder.0).unwrap();
    let before = token(&keys, after(0));
    std::fs::write(folder.0.join("nonsense.pk8"), "x").unwrap();
    assert!(keys.reread().is_err());
    std::fs::remove_file(folder.0.join("nonsense.pk8")).unwrap();
    std::fs::remove_file(path).unwrap();
    assert!(matches!(keys.reread(), Err(KeyError::None(_))));
    assert!(taken(&keys, &before, after(0)) && kid(&token(&keys, after(0))) == kid(&before));
}

/// A name that tells no time is older than all that do; of several the last one signs, as before there were times.
#[test]
fn keys_of_other_names_are_the_oldest() {
    let folder = Folder::new();
    for name in ["b.pk8", "a.pk8"] {
        std::fs::rename(SigningKeys::create(&folder.0).unwrap(), folder.0.join(name)).unwrap();
    }
    let keys = SigningKeys::open(&folder.0).unwrap();
    let standing = keys.standing(after(0), TERMS);
    let seen: Vec<_> =
        standing.iter().map(|key| (key.path.file_name().unwrap().to_str().unwrap(), key.made, key.stage)).collect();
    assert_eq!(seen, [("a.pk8", None, Stage::Past), ("b.pk8", None, Stage::Signs)]);
    folder.make(after(0));
    assert!(keys.reread().unwrap());
    assert_eq!(kid(&token(&keys, after(9))), standing[1].kid);
    assert_ne!(kid(&token(&keys, after(10))), standing[1].kid);
}

#[test]
fn one_of_several_instances_makes_the_new_key() {
    let (folder, now) = (Folder::new(), Utc::now());
    folder.make(now - TimeDelta::hours(24));
    let life = Duration::from_hours(24);
    let instances = [SigningKeys::open(&folder.0).unwrap(), SigningKeys::open(&folder.0).unwrap()];
    for keys in &instances {
        assert!(keys.renew(life, now - TimeDelta::hours(1)).unwrap().is_none());
    }
    let made: Vec<_> = instances.iter().filter_map(|keys| keys.renew(life, now).unwrap()).collect();
    assert_eq!((made.len(), folder.count()), (1, 2));
    assert!(instances[1].reread().unwrap());
}

/// A clock that was set ahead once and put right: rotation goes on, and the key of the future signs nothing before its time.
#[test]
fn a_clock_that_ran_ahead_does_not_end_rotation() {
    let folder = Folder::new();
    folder.make(start());
    let ahead = folder.make(start() + TimeDelta::days(3650));
    let keys = SigningKeys::open(&folder.0).unwrap();
    let life = Duration::from_hours(24);
    assert!(keys.renew(life, start() + TimeDelta::hours(23)).unwrap().is_none());
    let made = keys.renew(life, start() + TimeDelta::hours(24)).unwrap().expect("the newest is a day old");
    // As if the test's clock were the machine's.
    let name = Uuid::new_v7(Timestamp::from_unix(NoContext, u64::try_from(after(24 * 60).timestamp()).unwrap(), 0));
    let new = made.with_file_name(format!("{name}.pk8"));
    std::fs::rename(made, &new).unwrap();
    assert!(keys.reread().unwrap());
    assert!(keys.renew(life, start() + TimeDelta::hours(25)).unwrap().is_none(), "one is enough");
    let signs = |now| {
        let standing = keys.standing(now, TERMS);
        standing.into_iter().find(|key| key.stage == Stage::Signs).map(|key| key.path)
    };
    assert_eq!(signs(after(24 * 60 + 10)).as_ref(), Some(&new));
    // Where there is no other it signs, and is followed.
    std::fs::remove_file(&new).unwrap();
    for old in std::fs::read_dir(&folder.0).unwrap().flatten().map(|entry| entry.path()) {
        if old != ahead && old.extension().is_some_and(|ending| ending == "pk8") {
            std::fs::remove_file(old).unwrap();
        }
    }
    assert!(keys.reread().unwrap());
    assert_eq!(signs(after(0)).as_ref(), Some(&ahead));
    assert!(keys.renew(life, after(0)).unwrap().is_some());
}

#[test]
fn copies_of_a_key_are_named() {
    let folder = Folder::new();
    let path = folder.make(start());
    let copy = folder.0.join("ban-sao.pk8");
    std::fs::copy(&path, &copy).unwrap();
    let keys = SigningKeys::open(&folder.0).unwrap();
    let standing = keys.standing(after(0), TERMS);
    assert_eq!(standing.len(), 1);
    // A name that tells no time is the older one.
    assert_eq!((&standing[0].path, &standing[0].copies), (&copy, &vec![path]));
}
