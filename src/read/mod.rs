//! From TOML to a plan, going on after every mistake.

mod files;

pub use files::{Disk, Failure, Files, Input};

use crate::model::Plan;
use crate::text::Sources;

/// Reads a file with all that it extends.
///
/// # Errors
///
/// [`Failure`] where the file itself cannot be read; what is wrong inside it is in [`Plan::problems`].
pub fn read(sources: &Sources, files: &dyn Files, input: Input) -> Result<Plan, Failure> {
    let _ = (sources, files, input);
    unimplemented!()
}
