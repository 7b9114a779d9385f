//! Long exports in little time: shares of them are made side by side, and written in their order.

use std::io::{self, Write};

use rayon::prelude::*;

/// Things of a share: enough to be worth a thread, few enough to need little memory.
const SHARE: usize = 128;
/// Shares that are made before any is written.
const SHARES: usize = 16;

/// Writes many things, each made by itself; in memory are never more than a few thousand.
pub(super) fn write_shares<T: Sync>(
    things: &[T],
    out: &mut dyn Write,
    make: impl Fn(&[T], &mut Vec<u8>) -> io::Result<()> + Sync,
) -> io::Result<()> {
    let made = |share: &[T]| {
        let mut bytes = Vec::with_capacity(share.len() * 1024);
        make(share, &mut bytes).map(|()| bytes)
    };
    if things.len() <= SHARE {
        return out.write_all(&made(things)?);
    }
    for batch in things.chunks(SHARE * SHARES) {
        let shares: Vec<io::Result<Vec<u8>>> = batch.par_chunks(SHARE).map(made).collect();
        for share in shares {
            out.write_all(&share?)?;
        }
    }
    Ok(())
}
