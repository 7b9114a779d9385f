//! Faults that the statement itself does not explain: what the parser said, in words for people.

use super::{Scene, Slip, shown};
use crate::read::patch::Edit;

/// Says what lies between statements, or in no statement at all: depth, and names that are taken.
pub(super) fn nested(scene: &Scene<'_>) -> Option<Slip> {
    let fault = scene.fault;
    let said = &*fault.said;
    let at = fault.at..fault.end.max(fault.at);
    if said.starts_with("cannot recurse") {
        let message = "brackets stand more than 80 deep in one another";
        return Some(Slip::new(
            at,
            message,
            "write it with fewer brackets; no value of a plan needs so many",
        ));
    }
    if said.starts_with("recursion limit") {
        let start = scene.statement.start();
        let message = "a name has more than 80 parts between dots";
        return Some(Slip::new(start..start + 1, message, "write a name with fewer dots"));
    }
    if said.starts_with("duplicate key") {
        let name = shown(scene.part(at.clone()));
        return Some(Slip::new(at, format!("`{name}` is written twice"), "keep one of them"));
    }
    if said.starts_with("cannot extend") {
        let name = shown(scene.part(at.clone()));
        let message = format!("`{name}` is a value already, so nothing can be put into it");
        return Some(Slip::new(at, message, "write it as a value or as a table, not as both"));
    }
    if said.starts_with("carriage return") {
        let place = scene.text[..at.end].rfind('\r').map_or(at, |at| at..at + 1);
        let slip = Slip::new(place, "a carriage return stands alone", "end each line with a line feed");
        return Some(slip.replace("write a line feed", "\n"));
    }
    if said.starts_with("invalid comment character") {
        let letter = scene.text[at.start..].chars().next().unwrap_or_default();
        let code = u32::from(letter);
        let message = format!("a control character stands in a remark: U+{code:04X}");
        let place = at.start..at.start + letter.len_utf8().min(scene.text.len() - at.start);
        return Some(Slip::new(place, message, "take it out").replace("take it out", ""));
    }
    None
}

/// Says that a place cannot be read, where nothing more is known.
pub(super) fn find(scene: &Scene<'_>) -> Slip {
    let fault = scene.fault;
    let at = fault.at..fault.end.max(fault.at);
    let place = scene.part(at.clone());
    let message = if place.trim().is_empty() {
        "the line cannot be read from here on".to_owned()
    } else {
        format!("`{}` cannot be read here", shown(place))
    };
    let help = "a line is a key with its value such as `title = \"…\"`, a header such as `[plan]`, or a remark behind `#`";
    Slip::new(at, message, help).way(vec![Edit::blank(scene.text, scene.line())])
}
