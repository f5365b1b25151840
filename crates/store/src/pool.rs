//! A pool of connections whose waiting happens in async land: callers queue for a permit in order, without a thread each.
//!
//! Why not r2d2: it waits by blocking a thread and in no order, keeps three threads of its own, and after a server's
//! restart hands out one stale connection after the other, where this one drops them all at the first.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Instant,
};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::{Conn, DbSettings, StoreError, connection::Role};

/// How a pool of connections stands at this moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PoolStanding {
    /// `all`; SQLite has one that reads (`read`) and one that writes (`write`).
    pub name: &'static str,
    /// How many connections there may be.
    pub size: usize,
    /// How many are at work.
    pub in_use: usize,
    /// How many are open and wait for work.
    pub idle: usize,
}

/// Connections of one role.
pub(crate) struct Pool {
    settings: DbSettings,
    role: Role,
    size: usize,
    turns: Arc<Semaphore>,
    idle: Mutex<Idle>,
}

struct Idle {
    /// Last in, first out, so that a quiet time lets the bottom grow old.
    stack: Vec<Ready>,
    /// Raised when the server turned out to have gone: what was opened before is not taken back.
    generation: u64,
}

struct Ready {
    conn: Conn,
    born: Instant,
    used: Instant,
    generation: u64,
}

impl Pool {
    pub(crate) fn new(settings: DbSettings, role: Role, size: usize) -> Arc<Self> {
        let size = size.max(1);
        let turns = Arc::new(Semaphore::new(size));
        Arc::new(Self { settings, role, size, turns, idle: Mutex::new(Idle { stack: Vec::new(), generation: 0 }) })
    }

    /// Opens connections ahead of need, so that a wrong setting is found here. Blocks.
    pub(crate) fn warm(self: &Arc<Self>, count: usize) -> Result<(), StoreError> {
        for _ in 0..count {
            let conn = Conn::open(&self.settings, self.role)?;
            let now = Instant::now();
            let mut idle = self.idle();
            let generation = idle.generation;
            idle.stack.push(Ready { conn, born: now, used: now, generation });
        }
        Ok(())
    }

    /// How it stands.
    pub(crate) fn standing(&self, name: &'static str) -> PoolStanding {
        let in_use = self.size.saturating_sub(self.turns.available_permits());
        PoolStanding { name, size: self.size, in_use, idle: self.idle().stack.len() }
    }

    /// Waits for a turn, in order.
    pub(crate) async fn turn(self: &Arc<Self>) -> Result<Lease, StoreError> {
        let permit = match Arc::clone(&self.turns).try_acquire_owned() {
            Ok(permit) => permit,
            Err(_) => tokio::time::timeout(self.settings.acquire_timeout, Arc::clone(&self.turns).acquire_owned())
                .await
                .map_err(|_| StoreError::Busy("no connection became free in time"))?
                .map_err(|_| StoreError::Busy("the store is closed"))?,
        };
        let (taken, aged) = {
            let mut idle = self.idle();
            let taken = idle.stack.pop();
            let oldest_allowed = self.settings.idle_timeout;
            let cut = idle.stack.partition_point(|r| r.used.elapsed() > oldest_allowed);
            (taken, idle.stack.drain(..cut).collect::<Vec<_>>())
        };
        drop(aged);
        Ok(Lease { pool: Arc::clone(self), ready: taken, _permit: permit })
    }

    fn idle(&self) -> MutexGuard<'_, Idle> {
        // Nothing panics while it is held.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A turn on a connection, which is opened when it is first asked for. Gives the connection back when dropped.
pub(crate) struct Lease {
    pool: Arc<Pool>,
    ready: Option<Ready>,
    _permit: OwnedSemaphorePermit,
}

impl Lease {
    /// Whether a connection is at hand, so that nothing needs to be waited for.
    pub(crate) fn is_open(&self) -> bool {
        self.ready.is_some()
    }

    /// The connection; opens one if need be, which blocks.
    pub(crate) fn conn(&mut self) -> Result<&mut Conn, StoreError> {
        let ready = if let Some(ready) = self.ready.take() {
            ready
        } else {
            let generation = self.pool.idle().generation;
            let conn = Conn::open(&self.pool.settings, self.pool.role)?;
            let now = Instant::now();
            Ready { conn, born: now, used: now, generation }
        };
        Ok(&mut self.ready.insert(ready).conn)
    }

    /// Drops this connection, which is of no use any more.
    pub(crate) fn discard(&mut self) {
        self.ready = None;
    }

    /// Drops this connection and every idle one: the server has gone, or restarted.
    pub(crate) fn discard_all(&mut self) {
        let Some(ready) = self.ready.take() else { return };
        let stale = {
            let mut idle = self.pool.idle();
            if ready.generation == idle.generation {
                idle.generation = idle.generation.wrapping_add(1);
                std::mem::take(&mut idle.stack)
            } else {
                Vec::new()
            }
        };
        drop(stale);
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let Some(mut ready) = self.ready.take() else { return };
        // A panic may have left a transaction open; closing the connection ends it.
        if std::thread::panicking() || ready.conn.is_broken() || ready.born.elapsed() > self.pool.settings.max_lifetime
        {
            return;
        }
        ready.used = Instant::now();
        let mut idle = self.pool.idle();
        if ready.generation == idle.generation {
            idle.stack.push(ready);
        }
    }
}
