//! Links the program at a fixed address on Linux.
//!
//! The time zone database holds some 40,000 pointers. In a position-independent program each is relocated at every
//! start, which takes longer than checking a week of posts: 1.6 times an empty program instead of 1.1. The program
//! itself has no unsafe code for a random address to protect. Static programs (musl) stay as they are: their start code is
//! chosen before this is read, and would not find its way.

fn main() {
    let is = |variable: &str, value: &str| std::env::var(variable).is_ok_and(|found| found == value);
    if is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
    println!("cargo::rerun-if-changed=build.rs");
}
