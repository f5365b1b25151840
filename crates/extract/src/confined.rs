//! The reader as a process of its own, which takes its own means away before it reads a byte: memory, time, files, sockets, threads, other
//! programs. What it then reads is on its standard input, and its answer goes to its standard output; a library that a hostile file leads
//! astray can reach nothing else.

use std::{
    io::{self, Read, Write},
    time::Duration,
};

use rustix::{
    process::{DumpableBehavior, Resource, Rlimit, getrlimit, set_dumpable_behavior, setrlimit},
    thread::set_no_new_privs,
};
use serde::{Deserialize, Serialize};

use crate::{Fault, Kind, Limits, Words, words_of};

/// Files that are open: standard input, output and error. A file or a socket would be the fourth.
const OPEN: u64 = 3;
/// What a process answers with that could not take its means away.
pub const NOT_CONFINED: u8 = 70;
/// What its address space may be larger than its memory: programs and libraries, which are mapped and mostly not there.
const MAPPED: u64 = 1 << 30;

/// What it leaves itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Confinement {
    /// Bytes of memory.
    pub memory_bytes: u64,
    /// Seconds of a processor.
    pub time: Duration,
}

/// What it answers.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Answer {
    Words(Words),
    Fault(String),
}

/// Takes this process's means away.
///
/// # Errors
/// What could not be taken: nothing may be read then.
pub fn confine(terms: &Confinement) -> io::Result<()> {
    let within = |resource: Resource, current: u64, maximum: u64| -> io::Result<()> {
        // What was less before stays so: nobody but root may raise it.
        let before = getrlimit(resource).maximum.unwrap_or(u64::MAX);
        Ok(setrlimit(resource, Rlimit { current: Some(current.min(before)), maximum: Some(maximum.min(before)) })?)
    };
    let to = |resource: Resource, most: u64| within(resource, most, most);
    to(Resource::Core, 0)?;
    to(Resource::Fsize, 0)?;
    to(Resource::Nofile, OPEN)?;
    // Neither threads nor processes; of root it is not asked.
    to(Resource::Nproc, 0)?;
    // It ends of the signal that says why. Where both limits are one, the kernel may kill at once, as it does for want of memory.
    let seconds = terms.time.as_secs().max(1);
    within(Resource::Cpu, seconds, seconds.saturating_add(1))?;
    to(Resource::Data, terms.memory_bytes)?;
    to(Resource::As, terms.memory_bytes.saturating_add(MAPPED))?;
    set_dumpable_behavior(DumpableBehavior::NotDumpable)?;
    set_no_new_privs(true)?;
    Ok(())
}

/// Reads a file from `input` and answers to `output`.
///
/// # Errors
/// The answer could not be written.
pub fn answer(kind: Kind, limits: &Limits, input: impl Read, mut output: impl Write) -> io::Result<()> {
    // What a library says when it breaks down may be words of the file.
    std::panic::set_hook(Box::new(|_| {}));
    let answer = match words_of(kind, input, limits) {
        Ok(words) => Answer::Words(words),
        Err(fault) => Answer::Fault(fault.code().to_owned()),
    };
    serde_json::to_writer(&mut output, &answer)?;
    output.flush()
}

impl Answer {
    /// What it says; none where it makes no sense.
    pub(crate) fn read(bytes: &[u8]) -> Option<Result<Words, Fault>> {
        Some(match serde_json::from_slice(bytes).ok()? {
            Self::Words(words) => Ok(words),
            Self::Fault(code) => Err(Fault::of_code(&code)?),
        })
    }
}
