//! Addresses of files as editors write them, and the paths that they mean.

use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;
use url::Url;

/// Returns the path of a file's address; what is no file (an unsaved text, say) goes by its address.
pub(super) fn path_of(uri: &Uri) -> PathBuf {
    let path = Url::parse(uri.as_ref()).ok().and_then(|url| url.to_file_path().ok());
    path.unwrap_or_else(|| PathBuf::from(uri.as_ref()))
}

/// Returns the address of a path.
pub(super) fn uri_of(path: &Path) -> Uri {
    match Url::from_file_path(path) {
        Ok(url) => Uri::from(String::from(url)),
        Err(()) => Uri::from(path.to_string_lossy().into_owned()),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_paths_with_blanks_and_letters_mean_each_other() {
        let path = Path::new("/дім/мій план/#1 50%.toml");
        let uri = uri_of(path);
        assert!(uri.as_ref().starts_with("file:///%D0%B4"), "{uri}");
        assert_eq!(path_of(&uri), path);
        assert_eq!(path_of(&Uri::from("file:///a/%D0%BF%20b.toml")), Path::new("/a/п b.toml"));
        assert_eq!(path_of(&Uri::from("untitled:Untitled-1")), Path::new("untitled:Untitled-1"));
    }
}
