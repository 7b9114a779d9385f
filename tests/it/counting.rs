//! Ways of counting against what others count.

use content_plan::networks::Counting;

/// Compares with lengths that a program of X's own makes wrote down: a line of JSON each, `{"text": …, "length": …}`, in the
/// file that `X_LENGTHS` names. The judges of the continuous integration run it.
#[test]
#[ignore = "needs a file of lengths"]
fn x_counts_as_its_own_library_does() {
    let path = std::env::var("X_LENGTHS").expect("X_LENGTHS names the file");
    let lines = std::fs::read_to_string(path).expect("the file is there");
    let (mut all, mut wrong, mut differences) = (0, 0, Vec::new());
    for line in lines.lines() {
        let vector: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
        let (text, length) =
            (vector["text"].as_str().expect("a text"), vector["length"].as_u64().expect("a length"));
        all += 1;
        if Counting::Weighted.length(text) as u64 != length {
            wrong += 1;
            if wrong <= 40 && text.chars().count() < 160 {
                differences.push(format!("{} for {length}: {text:?}", Counting::Weighted.length(text)));
            }
        }
    }
    assert!(all > 0 && wrong == 0, "{wrong} of {all} lengths differ:\n{}", differences.join("\n"));
}
