//! Ways of counting against what others count, and `plan count` as a user meets it.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::Stdio;

use content_plan::networks::Counting;

use crate::cli::{command, folder, told};

/// Fields of a line of lengths, and the way of counting that each judges.
const JUDGED: [(&str, Counting); 6] = [
    ("x", Counting::Weighted),
    ("graphemes", Counting::Graphemes),
    ("mastodon", Counting::LinkedGraphemes),
    ("utf8", Counting::Utf8),
    ("utf16", Counting::Utf16),
    ("code_points", Counting::CodePoints),
];

/// Differences that are shown of each way.
const SHOWN: usize = 20;

/// Compares with lengths that other programs wrote down: a line of JSON each, `{"text": …, "x": …, "graphemes": …}`, in the file
/// that `LENGTHS` names. A length that is not there is not judged. The judges of the continuous integration run it.
#[test]
#[ignore = "needs a file of lengths"]
#[expect(
    clippy::print_stderr,
    reason = "how many were judged is to be seen, as a length that is not there is not judged"
)]
fn lengths_are_those_that_others_count() {
    let path = std::env::var("LENGTHS").expect("LENGTHS names the file");
    let lines = std::fs::read_to_string(path).expect("the file is there");
    let (mut judged, mut wrong) = ([0; JUDGED.len()], [0; JUDGED.len()]);
    let mut differences = String::new();
    for line in lines.lines() {
        let vector: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
        let text = vector["text"].as_str().expect("a text");
        for (index, (field, counting)) in JUDGED.iter().enumerate() {
            let Some(theirs) = vector[field].as_u64() else { continue };
            let ours = counting.length(text) as u64;
            judged[index] += 1;
            if ours == theirs {
                continue;
            }
            wrong[index] += 1;
            if wrong[index] <= SHOWN {
                let _ = writeln!(differences, "{field}: {ours} for {theirs} of {text:?}");
            }
        }
    }
    for (index, (field, _)) in JUDGED.iter().enumerate() {
        eprintln!("{field}: {} texts judged, {} differ", judged[index], wrong[index]);
    }
    assert!(wrong.iter().all(|&count| count == 0), "lengths differ:\n{differences}");
    assert!(judged.iter().any(|&count| count > 0), "nothing was judged");
}

/// Runs `plan count` on a text that comes through a pipe.
fn count(text: &[u8], arguments: &[&str]) -> (Option<i32>, String, String) {
    let place = folder(&[]);
    let mut child = command(place.path())
        .arg("count")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // A program that refuses its arguments does not wait for the text.
    let _ = child.stdin.take().expect("a pipe").write_all(text);
    told(child.wait_with_output().expect("it ends"))
}

#[test]
fn a_text_is_counted_without_its_last_line_end() {
    for text in ["Кава ☕", "Кава ☕\n", "Кава ☕\r\n", "\u{feff}Кава ☕\n"] {
        let (code, out, _) = count(text.as_bytes(), &["--network", "youtube", "--output-format", "json"]);
        assert_eq!(code, Some(0));
        assert!(out.contains("\"length\": 12"), "{text:?}: {out}");
    }
    let (_, out, _) = count("а\r\nб\n\n".as_bytes(), &["--network", "telegram", "--output-format", "json"]);
    assert!(out.contains("\"length\": 4"), "{out}");
    let (code, out, _) = count(b"", &["--network", "x", "--output-format", "json"]);
    assert!(code == Some(0) && out.contains("\"length\": 0"), "{out}");
}

#[test]
fn a_text_that_a_named_network_refuses_is_a_fault() {
    let long = "кава ".repeat(100);
    assert_eq!(count(long.as_bytes(), &["--network", "x", "--network", "telegram"]).0, Some(1));
    assert_eq!(count(long.as_bytes(), &["--network", "telegram"]).0, Some(0));
    assert_eq!(count(long.as_bytes(), &[]).0, Some(0), "a survey refuses nothing");
    // Threads says characters; that it counts bytes was measured by others.
    assert_eq!(count("кава ".repeat(80).as_bytes(), &["--network", "threads"]).0, Some(0));
    let (_, out, _) = count(long.as_bytes(), &["--network", "x", "--network", "Twitter"]);
    assert_eq!(out.matches(" x  ").count(), 1, "named twice, counted once: {out}");
    assert!(!out.contains('\u{1b}'), "a pipe gets no colours");
}

#[test]
fn what_cannot_be_counted_is_said() {
    let says = |text: &[u8], arguments: &[&str]| {
        let (code, out, err) = count(text, arguments);
        assert_eq!((code, out.as_str()), (Some(2), ""));
        err
    };
    assert_eq!(says(b"\xff\xfe", &[]), "error: standard input is not UTF-8: save it again as UTF-8\n");
    assert_eq!(
        says(b"", &["--network", "telegramm"]),
        "error: no network is called `telegramm`; did you mean `telegram`?\n"
    );
    assert_eq!(
        says(b"", &["--network", "google+"]),
        "error: Google+ closed on 2019-04-02: nobody can post there\n"
    );
    assert!(says(b"", &["missing.txt"]).starts_with("error: cannot read missing.txt"));
}
