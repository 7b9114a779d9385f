//! The command line program `plan`.

fn main() {}
