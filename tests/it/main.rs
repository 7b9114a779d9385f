//! One crate for all integration tests: the library and the binary from the outside.

mod cli;
mod community;
mod counting;
mod edit;
mod export;
mod fill;
mod hand_overs;
mod html;
mod ics;
mod media;
mod memory;
mod mistakes;
mod officialese;
mod previous;
mod probe;
mod reader;
mod readme;
mod report;
mod rules;
mod samples;
mod slips;
mod tables;
mod texts;
mod tidy;
mod walks;
