//! The process that reads, from the outside, played by a shell: it hangs, talks without end, dies, hears nothing.

#![allow(clippy::unwrap_used, reason = "helpers of tests, where a panic is the failure")]

use std::{
    convert::Infallible,
    time::{Duration, Instant},
};

use extract::{Extractor, Fault, Kind, Machine, Terms, Words};
use futures_util::stream;

/// A reader that does this.
fn reader(script: &str) -> Extractor {
    let words = ["-c", script, "reader"].map(Into::into);
    Extractor::new("/bin/sh", words, Terms { time: Duration::from_secs(1), bytes: 10 << 20, ..Terms::default() })
}

async fn read(script: &str, pieces: usize) -> Result<Result<Words, Fault>, Machine> {
    let content = stream::iter((0..pieces).map(|_| Ok::<_, Infallible>(vec![b'a'; 1 << 20])));
    reader(script).read(Kind::Text, content).await
}

#[tokio::test]
async fn one_that_hangs_is_ended_in_time() {
    for (script, pieces) in [("exec sleep 60", 0), ("cat >/dev/null; exec sleep 60", 3), ("exec sleep 60", 3)] {
        let begun = Instant::now();
        assert_eq!(read(script, pieces).await.unwrap(), Err(Fault::Time), "{script}");
        assert!(begun.elapsed() < Duration::from_secs(10), "{script}");
    }
}

#[tokio::test]
async fn one_that_says_nonsense_or_too_much_has_crashed() {
    for script in ["cat >/dev/null; echo hello", "exec yes", "exit 3", "kill -SEGV $$"] {
        assert_eq!(read(script, 1).await.unwrap(), Err(Fault::Crashed), "{script}");
    }
}

#[tokio::test]
async fn one_that_gets_no_memory_says_so_and_one_that_is_killed_had_too_much() {
    for script in ["echo 'memory allocation of 1 bytes failed' >&2; kill -ABRT $$", "kill -KILL $$"] {
        assert_eq!(read(script, 1).await.unwrap(), Err(Fault::Memory), "{script}");
    }
    assert_eq!(read("kill -XCPU $$", 1).await.unwrap(), Err(Fault::Time));
}

#[tokio::test]
async fn what_is_not_the_files_doing_is_told_apart() {
    assert!(matches!(read("exit 70", 1).await, Err(Machine::NotConfined)));
    let missing = Extractor::new("/nowhere/congvan", [], Terms::default());
    let none = || stream::iter(Vec::<Result<Vec<u8>, Infallible>>::new());
    assert!(matches!(missing.read(Kind::Text, none()).await, Err(Machine::Start(_))));
    let broken = stream::iter([Ok(b"a".to_vec()), Err("gone")]);
    let read = reader("cat >/dev/null").read(Kind::Text, broken).await;
    assert!(matches!(read, Err(Machine::Content(why)) if why == "gone"));
}

#[tokio::test]
async fn a_file_that_is_larger_than_it_may_be_is_not_read_on() {
    assert_eq!(read("cat >/dev/null; echo hello", 11).await.unwrap(), Err(Fault::Large));
}

#[tokio::test]
async fn an_answer_is_taken_also_when_the_file_is_not_heard_to_its_end() {
    let said = r#"echo '{"words":{"text":"Ủy ban","cut":true}}'"#;
    let words = Words { text: "Ủy ban".to_owned(), cut: true, scan: false };
    assert_eq!(read(said, 5).await.unwrap(), Ok(words));
    assert_eq!(read(r#"echo '{"fault":"locked"}'"#, 1).await.unwrap(), Err(Fault::Locked));
}
