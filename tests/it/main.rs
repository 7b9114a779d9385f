//! One crate for all integration tests: the library and the binary from the outside.

mod reader;
mod rules;
mod tidy;
