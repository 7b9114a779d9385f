//! The language server: findings, cures and answers for editors, while a plan is being written.
//!
//! What the protocol carries is read and written in `wire`; `server` keeps order among messages and `session` holds the
//! open texts and what was judged of them. Each thing that an editor can ask for has a file of its own. Nothing here
//! reads the clock: who starts the server brings one along.

mod actions;
mod address;
mod agreed;
mod answers;
mod block;
mod buffers;
mod complete;
mod cursor;
mod findings;
mod hints;
mod hover;
mod judged;
mod lengths;
mod look;
mod markdown;
mod place;
mod server;
mod session;
mod silence;
mod symbols;
mod wire;

use std::fmt;

use chrono::{DateTime, Utc};
use lsp_server::Connection;

pub use wire::serve;

/// What a server is started with.
#[derive(Clone, Copy)]
pub struct Setup {
    /// Reads the clock; only called where the editor asks for `today = "now"`.
    pub clock: fn() -> DateTime<Utc>,
}

impl fmt::Debug for Setup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Setup")
    }
}

/// How a server ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It was told to shut down before.
    Asked,
    /// The editor went away without a word.
    Alone,
}

/// Serves an editor until it goes away.
pub fn run(connection: &Connection, setup: Setup) -> Ended {
    server::run(connection, setup)
}
