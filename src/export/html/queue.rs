//! Long pages in little time: parts of a page are made side by side, and passed on in their order.

use std::io::{self, Write};

use rayon::prelude::*;

use super::pen::Pen;

/// Placements that are gathered before their parts are made.
const BATCH: usize = 4096;
/// Placements from which on it is worth making parts side by side.
const MANY: usize = 512;
/// Parts that are made in one go.
const TOGETHER: usize = 32;

/// Parts of a page that wait to be made.
pub(in crate::export) struct Queue<'w, T, F> {
    make: F,
    out: &'w mut dyn Write,
    parts: Vec<T>,
    placements: usize,
}

impl<'w, T: Sync, F: Fn(&mut Pen, &T) + Sync> Queue<'w, T, F> {
    /// Starts a queue of parts that are made in one way.
    pub(in crate::export) fn new(out: &'w mut dyn Write, make: F) -> Self {
        Self { make, out, parts: Vec::new(), placements: 0 }
    }

    /// Adds a part, of so many placements.
    pub(in crate::export) fn push(&mut self, part: T, placements: usize) -> io::Result<()> {
        self.parts.push(part);
        self.placements += placements;
        if self.placements < BATCH { Ok(()) } else { self.finish() }
    }

    /// Makes the parts that wait, and passes them on.
    pub(in crate::export) fn finish(&mut self) -> io::Result<()> {
        let make = |parts: &[T]| {
            let mut pen = Pen::default();
            for part in parts {
                (self.make)(&mut pen, part);
            }
            pen
        };
        if self.placements < MANY {
            make(&self.parts).finish(self.out)?;
        } else {
            let pens: Vec<Pen> = self.parts.par_chunks(TOGETHER).map(make).collect();
            for mut pen in pens {
                pen.finish(self.out)?;
            }
        }
        self.parts.clear();
        self.placements = 0;
        Ok(())
    }
}
