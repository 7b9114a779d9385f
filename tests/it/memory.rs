//! A file that lies in memory, whatever it is called; nothing else is there.

use std::io::{self, Cursor};
use std::path::{Path, PathBuf};

use content_plan::read::{Files, Found, Partly};

/// The bytes of the file.
pub(crate) struct Memory(pub(crate) Vec<u8>);

impl Files for Memory {
    fn read(&self, _: &Path) -> io::Result<Vec<u8>> {
        Ok(self.0.clone())
    }

    fn look(&self, _: &Path) -> io::Result<Found> {
        Ok(Found::File(self.0.len() as u64))
    }

    fn open(&self, _: &Path) -> io::Result<Box<dyn Partly>> {
        Ok(Box::new(Cursor::new(self.0.clone())))
    }

    fn names(&self, _: &Path) -> io::Result<Vec<String>> {
        Ok(Vec::new())
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        Ok(Path::new("/").join(path))
    }

    fn exists(&self, _: &Path) -> bool {
        false
    }
}
