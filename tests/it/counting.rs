//! Ways of counting against what others count.

use std::fmt::Write as _;

use content_plan::networks::Counting;

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
