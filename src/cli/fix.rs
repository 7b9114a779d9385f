//! `plan check --fix` and `--diff`: certain cures, made or shown.

use std::path::Path;

use content_plan::check::Options;
use content_plan::edit::write;
use content_plan::fix::{Fixed, Place, fix};
use content_plan::read::{Disk, Files as _, Input};
use content_plan::text::visible;

use super::Outcome;
use super::check::say_failures;
use super::diff::{Texts, print_diffs};
use super::output::{Terminal, complain, hint};
use super::paths::STDIN;

/// Makes the fixes in the files; returns whether a file could not be written, or is one that nobody may change. What came by
/// standard input is handed on with its fixes, and is what the inputs then hold.
pub(super) fn make(terminal: Terminal, inputs: &mut [Input], options: &Options<'_>) -> anyhow::Result<bool> {
    hold_pipes(inputs);
    let fixed = fix(&Disk, inputs, options);
    let mut unwritten = Vec::new();
    for file in &fixed.files {
        let is_stream = |input: &&mut Input| input.bytes.is_some() && input.path == Path::new(&file.path);
        if let Some(input) = inputs.iter_mut().find(is_stream) {
            if input.path == Path::new(STDIN) {
                input.bytes = Some(file.new.as_bytes().to_vec());
            } else {
                complain(&format!("cannot write {}: it is no file that can be replaced", file.path));
                unwritten.push(file.path.as_str());
            }
        } else if let Err(error) = write(Path::new(&file.path), &file.old, &file.new) {
            complain(&format!("cannot write {}: {error}", file.path));
            unwritten.push(file.path.as_str());
        }
    }
    for place in fixed.done.iter().filter(|place| !unwritten.contains(&place.path.as_str())) {
        hint(&visible(&format!("{}:{}: {}", place.path, place.line, place.past())));
    }
    say_left(&fixed.left);
    let stream = inputs.iter().find(|input| input.path == Path::new(STDIN));
    if let Some(bytes) = stream.and_then(|input| input.bytes.as_ref()) {
        terminal.hand_over(|out| out.write_all(bytes))?;
    }
    Ok(!unwritten.is_empty())
}

/// Shows the fixes as a diff, and writes nothing.
pub(super) fn show(
    terminal: Terminal,
    inputs: &mut [Input],
    options: &Options<'_>,
) -> anyhow::Result<Outcome> {
    hold_pipes(inputs);
    let Fixed { files, done, left, failures } = fix(&Disk, inputs, options);
    let texts = files.iter().map(|file| Texts { path: &file.path, old: &file.old, new: &file.new });
    print_diffs(terminal, texts)?;
    say_left(&left);
    if say_failures(&failures) {
        return Ok(Outcome::Incomplete);
    }
    if files.is_empty() {
        hint("nothing to fix");
        return Ok(Outcome::Fine);
    }
    hint(&match done.len() {
        1 => "1 fix: `plan check --fix` makes it".to_owned(),
        fixes => format!("{fixes} fixes: `plan check --fix` makes them"),
    });
    Ok(Outcome::Faults)
}

/// Reads what can be read only once: the plans are looked at several times.
pub(super) fn hold_pipes(inputs: &mut [Input]) {
    for input in inputs.iter_mut().filter(|input| input.bytes.is_none()) {
        if input.path.exists() && !input.path.is_file() {
            // What cannot be read is said when it is looked at.
            input.bytes = Disk.read(&input.path).ok();
        }
    }
}

/// Says which fixes were not made.
fn say_left(left: &[Place]) {
    for place in left {
        let (path, line, title) = (&place.path, place.line, &place.title);
        hint(&visible(&format!("{path}:{line}: left as it is: to {title} would make new errors")));
    }
}
