//! Rules about the plan file itself.

mod syntax;

pub use syntax::Syntax;
