//! What the README shows is what the program prints.
//!
//! Each block "console" is run in the repository; blocks "console walk" run one after the other in a folder of their own, in
//! which blocks "toml walk FILE" and "text walk FILE" are added to files. `PLAN_README=update cargo test readme` writes the blocks anew.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Runs a command as the README shows it.
fn run(line: &str, folder: &Path) -> String {
    let mut words = line.split_whitespace();
    assert_eq!(words.next(), Some("plan"), "the README shows `plan` alone: {line}");
    let mut command = Command::new(env!("CARGO_BIN_EXE_plan"));
    command.args(words).current_dir(folder).env_remove("COLUMNS").env("NO_COLOR", "1");
    command.env_remove("PLAN_OUTPUT_FORMAT");
    let output = command.output().expect("the program starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program prints text");
    text(output.stdout) + &text(output.stderr)
}

/// Returns the name of a part that a command prints, and the command.
fn printed(line: &str) -> Option<(&str, &str)> {
    line.strip_prefix("<!-- ")?.strip_suffix("` -->")?.split_once(": `")
}

/// Writes the README anew, each block with what its command prints now.
fn refreshed(readme: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder for the walk");
    let mut out = String::new();
    let mut lines = readme.lines();
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        let (is_console, is_walk) = (line.starts_with("```console"), line.ends_with("walk"));
        let added = line.strip_prefix("```toml walk ").or_else(|| line.strip_prefix("```text walk "));
        if let Some(file) = added {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            let block = block.join("\n") + "\n";
            let path = folder.path().join(file);
            let before = fs::read_to_string(&path).map(|before| before + "\n").unwrap_or_default();
            fs::write(&path, format!("{before}{block}")).expect("the walk's folder can be written");
            out.push_str(&block);
            out.push_str("```\n");
        } else if is_console {
            let command =
                lines.next().and_then(|line| line.strip_prefix("$ ")).expect("a block begins with `$ plan`");
            lines.by_ref().take_while(|line| *line != "```").for_each(drop);
            let place = if is_walk { folder.path().to_path_buf() } else { root() };
            out.extend(["$ ", command, "\n", &run(command, &place), "```\n"]);
        } else if let Some((name, command)) = printed(line) {
            let end = format!("<!-- /{name} -->");
            lines.by_ref().take_while(|line| *line != end).for_each(drop);
            out.extend([&*run(command, &root()), &*end, "\n"]);
        }
    }
    out
}

#[test]
fn shows_what_the_program_prints() {
    let path = root().join("README.md");
    let readme = fs::read_to_string(&path).expect("the README is there");
    let fresh = refreshed(&readme);
    if std::env::var_os("PLAN_README").is_some() {
        fs::write(&path, fresh).expect("the README can be written");
        return;
    }
    for (shown, printed) in readme.lines().zip(fresh.lines()) {
        assert_eq!(shown, printed, "the README is out of date: run `PLAN_README=update cargo test readme`");
    }
    assert_eq!(readme, fresh, "the README is out of date: run `PLAN_README=update cargo test readme`");
}
