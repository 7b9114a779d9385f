//! A planner for social networks: reads a plan from TOML, checks it, prints it.
//!
//! ```text
//! files ─ text ─ read ─▶ Plan (+ problems) ─ check ─▶ Report ─ report ─▶ full | concise | json | sarif | github | …
//!                         ├─ fill ─▶ Filling ─ edit ─▶ new TOML text, every other byte kept
//!                         └─ export ▶ ics | html | csv | markdown | json | hand-overs
//! ```

pub mod check;
pub mod diag;
pub mod draft;
pub mod edit;
pub mod export;
pub mod fill;
pub mod fix;
pub mod lsp;
pub mod model;
pub mod moves;
pub mod networks;
pub mod read;
pub mod report;
pub mod rules;
pub mod schema;
pub mod tables;
pub mod text;
