//! Media files: each is found where the plan says, and nothing is opened that must not be, whatever a plan names.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use content_plan::model::{MediaFault, Medium, Plan};
use content_plan::read::{Disk, Files, Found, Input, Partly, read};
use content_plan::text::Sources;
use tempfile::TempDir;

/// The disk, watched: what was opened, how often anything was looked at, how many bytes were read of media.
#[derive(Default)]
pub(crate) struct Watched {
    opened: Mutex<Vec<PathBuf>>,
    looks: AtomicU64,
    pub(crate) bytes: Arc<AtomicU64>,
}

/// A file whose reads are counted.
struct Counted(Box<dyn Partly>, Arc<AtomicU64>);

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.0.read(buffer)?;
        self.1.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

impl Seek for Counted {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

impl Files for Watched {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        Disk.read(path)
    }

    fn look(&self, path: &Path) -> io::Result<Found> {
        self.looks.fetch_add(1, Ordering::Relaxed);
        Disk.look(path)
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Partly>> {
        assert!(matches!(Disk.look(path), Ok(Found::File(_))), "{} is no file", path.display());
        self.opened.lock().expect("no reader panicked").push(path.to_path_buf());
        Ok(Box::new(Counted(Disk.open(path)?, Arc::clone(&self.bytes))))
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<String>> {
        Disk.names(folder)
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        Disk.canonical(path)
    }

    fn exists(&self, path: &Path) -> bool {
        Disk.exists(path)
    }
}

/// Writes a plan with one post that shows these files.
fn plan_text(files: &[&str]) -> String {
    let list: Vec<String> = files.iter().map(|file| toml::Value::from(*file).to_string()).collect();
    format!(
        "[plan]\nstart = 2026-11-23\n[[post]]\nat = 2026-11-23 09:00:00\ncategory = \"branded\"\nmedia = [{}]\n",
        list.join(", ")
    )
}

/// Reads a plan at a path with one post that shows these files.
fn plan_of(files: &dyn Files, path: &Path, names: &[&str]) -> Plan {
    read(&Sources::new(), files, Input::bytes(path, plan_text(names))).expect("bytes can be read")
}

/// Tells what is known of each file that one post shows.
pub(crate) fn media_of(files: &dyn Files, path: &Path, names: &[&str]) -> Vec<Medium> {
    let plan = plan_of(files, path, names);
    let media = plan.posts[0].media.iter();
    media.map(|media| plan.medium(media).clone()).collect()
}

/// The header of a picture of 1,080 by 1,080 pixels.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x04\x38\0\0\x04\x38\x08\x02\0\0\0";

/// Makes a folder with pictures of these names.
fn folder(files: &[&str]) -> TempDir {
    let place = tempfile::tempdir().expect("a folder");
    for file in files {
        let path = place.path().join(file);
        fs::create_dir_all(path.parent().expect("a folder above")).expect("it can be made");
        fs::write(path, PNG).expect("it can be written");
    }
    place
}

#[test]
fn paths_that_lead_nowhere_are_told() {
    let place = folder(&["media/podil.jpg", "media/Опівніч.PNG"]);
    let plan = place.path().join("plan.toml");
    let long = format!("media/{}.jpg", "ж".repeat(100_000));
    let names = [
        "media/podil.jpeg",
        "media/опівніч.png",
        "media/podli.jpg",
        "media/none-such.jpg",
        "nowhere/podil.jpg",
        "media/podil.jpg/x.jpg",
        "media/\0.jpg",
        "media/\u{1b}[2J\u{202e}.jpg",
        "media\\podil.jpg",
        "C:\\media\\podil.jpg",
        "c:/media/podil.jpg",
        "\\\\server\\podil.jpg",
        "/media/podil.jpg",
        "//media.kava.example/podil.jpg",
        "media",
        ".",
        &long,
        "~/podil.jpg",
        "https:/podil.jpg",
        "file:///etc/hostname",
    ];
    let mut report = String::new();
    for (name, medium) in names.iter().zip(media_of(&Disk, &plan, &names)) {
        let name: String = name.chars().take(40).collect();
        let _ = writeln!(report, "{name:?}\n  {medium:?}");
    }
    insta::assert_snapshot!(report);
}

#[test]
fn only_media_that_count_are_looked_at_and_each_once() {
    let place = folder(&["podil.jpg"]);
    let mut text = "[plan]\nstart = 2026-11-23\n".to_owned();
    for status in ["draft", "cancelled", "draft", "published"] {
        let file = if status == "cancelled" { "cancelled.jpg" } else { "podil.jpg" };
        let _ = write!(
            text,
            "[[post]]\nat = 2026-11-23\ncategory = \"branded\"\nstatus = \"{status}\"\nmedia = [\"{file}\", \"https://kava.example/{file}\"]\n"
        );
    }
    text.push_str(
        "[[series]]\nid = \"s\"\nevery = \"day\"\ncategory = \"branded\"\nmedia = [\"podil.jpg\"]\n",
    );
    let watched = Watched::default();
    let input = Input::bytes(place.path().join("plan.toml"), text);
    let plan = read(&Sources::new(), &watched, input).expect("bytes can be read");
    assert_eq!(plan.posts.len(), 11);
    assert_eq!(watched.looks.load(Ordering::Relaxed), 1);
    let unseen = [&plan.posts[1].media[0], &plan.posts[0].media[1]].map(|media| plan.medium(media).clone());
    assert_eq!(unseen, [Medium::Unseen, Medium::Unseen]);
}

#[test]
fn many_files_are_looked_at_side_by_side() {
    let names: Vec<String> = (0..500).map(|number| format!("media/{number}.png")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let place = folder(&names[..499]);
    let watched = Watched::default();
    let media = media_of(&watched, &place.path().join("plan.toml"), &names);
    assert_eq!(media.iter().filter(|medium| matches!(medium, Medium::File(_))).count(), 499);
    assert!(matches!(&media[499], Medium::Fault(MediaFault::NotThere { .. })), "{:?}", media[499]);
    assert_eq!(watched.opened.lock().expect("no reader panicked").len(), 499);
}

#[test]
fn a_plan_in_a_repository_may_use_all_of_it_and_no_more() {
    let place = folder(&["kava/media/podil.jpg", "kava/plans/near.jpg", "secret.jpg"]);
    let plan = place.path().join("kava/plans/plan.toml");
    let names = [
        "near.jpg",
        "../media/podil.jpg",
        "../../secret.jpg",
        "../../kava/media/podil.jpg",
        "../../../../none.jpg",
    ];
    let words = || -> Vec<String> {
        let word = |medium: Medium| match medium {
            Medium::File(_) => "file".to_owned(),
            Medium::Unseen => "unseen".to_owned(),
            Medium::Fault(MediaFault::Outside { repository }) => format!("outside, repository {repository}"),
            Medium::Fault(fault) => fault.word().to_owned(),
        };
        media_of(&Disk, &plan, &names).into_iter().map(word).collect()
    };
    let own = "outside, repository false";
    assert_eq!(words(), ["file", own, own, own, own]);
    fs::create_dir(place.path().join("kava/.git")).expect("it can be made");
    let all = "outside, repository true";
    assert_eq!(words(), ["file", "file", all, "file", all]);
}

#[test]
fn a_plan_that_lies_in_no_folder_has_media_that_nobody_saw() {
    let names = ["podil.jpg", "/podil.jpg", "https://kava.example/podil.jpg"];
    let media = media_of(&Disk, Path::new("no-such-folder/plan.toml"), &names);
    assert_eq!(media, [Medium::Unseen, Medium::Unseen, Medium::Unseen]);
}

#[cfg(unix)]
#[test]
fn what_is_no_plain_file_is_never_opened() {
    use std::os::unix::{fs::symlink, net::UnixListener};

    use nix::sys::stat::Mode;

    let place = folder(&["media/podil.jpg", "media/deep/x.jpg", ".git/config"]);
    let path = |name: &str| place.path().join("media").join(name);
    nix::unistd::mkfifo(&path("pipe.jpg"), Mode::S_IRWXU).expect("a pipe can be made");
    let _socket = UnixListener::bind(path("socket.jpg")).expect("a socket can be made");
    let links = [
        ("to-pipe.jpg", "pipe.jpg"),
        ("zero.jpg", "/dev/zero"),
        ("passwd.jpg", "/etc/passwd"),
        ("up.jpg", "../../../../../../../../etc/passwd"),
        ("lost.jpg", "none.jpg"),
        ("one.jpg", "two.jpg"),
        ("two.jpg", "one.jpg"),
        ("self.jpg", "self.jpg"),
        ("etc", "/etc"),
        ("to-deep", "deep"),
        ("good.jpg", "podil.jpg"),
        ("root", "/"),
    ];
    for (link, to) in links {
        symlink(to, path(link)).expect("a link can be made");
    }
    let names = [
        "media/pipe.jpg",
        "media/socket.jpg",
        "media/to-pipe.jpg",
        "media/zero.jpg",
        "media/passwd.jpg",
        "media/up.jpg",
        "media/lost.jpg",
        "media/one.jpg",
        "media/self.jpg",
        "media/etc/passwd",
        "media/root/etc/passwd",
        "media/to-deep",
        "media/to-deep/x.jpg",
        "media/good.jpg",
    ];
    let watched = Watched::default();
    let mut report = String::new();
    for (name, medium) in names.iter().zip(media_of(&watched, &place.path().join("plan.toml"), &names)) {
        let _ = writeln!(report, "{name}\n  {medium:?}");
    }
    insta::assert_snapshot!(report);
    let mut opened = watched.opened.into_inner().expect("no reader panicked");
    opened.sort();
    let real = place.path().canonicalize().expect("it is there");
    assert_eq!(opened, [real.join("media/deep/x.jpg"), real.join("media/podil.jpg")]);
}

/// Files that nobody may read.
struct Locked;

impl Files for Locked {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        Disk.read(path)
    }

    fn look(&self, _: &Path) -> io::Result<Found> {
        Ok(Found::File(10))
    }

    fn open(&self, _: &Path) -> io::Result<Box<dyn Partly>> {
        Err(io::Error::from(io::ErrorKind::PermissionDenied))
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

#[test]
fn a_file_that_cannot_be_read_says_why() {
    let media = media_of(&Locked, Path::new("plan.toml"), &["podil.jpg"]);
    assert_eq!(media, [Medium::Fault(MediaFault::Unreadable("permission denied".into()))]);
}
