//! Reads on behind mistakes: each is said once, cured or left out, and what follows is read as though it were not there.

use toml::de::{DeTable, Error};

use super::patch::{Edit, Loss, Patch, Patched};
use super::scan::{line_of, statement};
use super::slips::{Fault, Slip, find};

/// Parts of a dotted name from which on the parser gives up.
const DEEP: usize = 80;
/// Most mistakes of one kind on one line that are cured together.
const SAME: usize = 12;

/// A text that can be read, and what was wrong with it.
pub(super) struct Mended {
    pub(super) patched: Patched,
    /// The mistakes, with places in the text as it was written.
    pub(super) slips: Vec<Slip>,
    /// Where the parser still stumbles: there was too much to mend.
    pub(super) rest: Vec<Fault>,
    /// Whether the header was lost, so that nobody knows whose keys these are.
    pub(super) nameless: bool,
}

/// Bytes that it takes as long to parse as it takes to say that the parser stumbled once.
const STUMBLE: usize = 40;

/// Mends a text in which the parser stumbled. `budget` is how many bytes may be parsed for it; what is over is left.
pub(super) fn mend(text: &str, errors: &[Error], budget: &mut usize) -> Mended {
    let mut work = Work {
        text,
        patch: Patch::default(),
        now: Patch::default().apply(text),
        slips: Vec::new(),
        stumbles: 0,
    };
    let mut faults = faults(text, errors);
    let mut nameless = false;
    while let Some(fault) = faults.first() {
        work.stumbles = faults.len();
        let mut slip = in_original(find(&work.now.text, fault), &work.now, text);
        let line = line_of(text, slip.at.start.min(text.len())).start;
        let again = work.slips.iter().position(|known| line_of(text, known.at.start).start == line);
        if again.is_some() {
            // A line that needs more than one cure was not understood.
            slip.fix = None;
            slip.ways.insert(0, vec![Edit::blank(text, line_of(text, line))]);
        }
        let taken = work.take_way(&mut slip, budget);
        let lost = |way: usize| slip.ways[way].iter().any(|edit| edit.loss == Loss::Lines);
        nameless |= taken.as_ref().is_some_and(|&(way, _)| slip.nameless && lost(way));
        let cured = slip.fix.is_some() && matches!(taken, Some((0, _)));
        if !cured {
            slip.fix = None;
        }
        match again {
            Some(known) => work.slips[known].fix = None,
            None => work.slips.push(slip),
        }
        match taken {
            Some((_, rest)) => faults = rest,
            None => break,
        }
    }
    Mended { patched: work.now, slips: work.slips, rest: faults, nameless }
}

/// A text on its way to one that can be read.
struct Work<'t> {
    text: &'t str,
    patch: Patch,
    now: Patched,
    slips: Vec<Slip>,
    /// How often the parser stumbles over the text as it is now.
    stumbles: usize,
}

impl Work<'_> {
    /// Takes the first way that leads on, and returns its number and the faults behind it.
    fn take_way(&mut self, slip: &mut Slip, budget: &mut usize) -> Option<(usize, Vec<Fault>)> {
        for number in 0..slip.ways.len() {
            let Some((mut now, mut faults)) = self.trial(&slip.ways[number], budget)? else { continue };
            // The same mistake once more on the same line has the same cure.
            for _ in 0..SAME {
                let Some(fault) = faults.first().filter(|_| number == 0 && slip.fix.is_some()) else { break };
                if now.reached(fault) >= slip.until {
                    break;
                }
                let next = in_original(find(&now.text, fault), &now, self.text);
                let is_same = shape(&next.message) == shape(&slip.message);
                let Some((_, more)) = next.fix.filter(|_| is_same) else { break };
                let edits: Vec<Edit> = slip.ways[0].iter().cloned().chain(more).collect();
                let Some(trial) = self.trial(&edits, budget)? else { break };
                (now, faults) = trial;
                slip.ways[0].clone_from(&edits);
                if let Some((_, fix)) = &mut slip.fix {
                    *fix = edits;
                }
            }
            let reached = faults.first().map_or(usize::MAX, |next| now.reached(next));
            if reached >= slip.until
                && let Some(patch) = self.patch.with(&slip.ways[number])
            {
                self.patch = patch;
                self.now = now;
                return Some((number, faults));
            }
        }
        None
    }

    /// Tries changes; the outer `None` where nothing may be parsed any more, the inner where they cannot be made.
    #[expect(clippy::option_option, reason = "to be at the end is not to fail once")]
    fn trial(&self, edits: &[Edit], budget: &mut usize) -> Option<Option<(Patched, Vec<Fault>)>> {
        let Some(patch) = self.patch.with(edits) else { return Some(None) };
        *budget = budget.checked_sub(self.text.len() + STUMBLE * self.stumbles)?;
        let now = patch.apply(self.text);
        let faults = {
            let (_, errors) = DeTable::parse_recoverable(&now.text);
            faults(&now.text, &errors)
        };
        Some(Some((now, faults)))
    }
}

impl Patched {
    /// Returns the place of a fault in the text as it was written.
    fn reached(&self, fault: &Fault) -> usize {
        self.original(fault.at..fault.at).start
    }
}

/// Moves a slip to where it stands in the text as it was written.
fn in_original(mut slip: Slip, now: &Patched, text: &str) -> Slip {
    let original = |range| now.original(range);
    slip.at = original(slip.at);
    let edits = slip.fix.iter_mut().map(|(_, edits)| edits).chain(&mut slip.ways);
    for edit in edits.flatten() {
        edit.range = original(edit.range.clone());
    }
    if slip.until <= now.text.len() {
        slip.until = original(slip.until..slip.until).start;
    } else {
        slip.until = text.len() + 1;
    }
    slip
}

/// Lists the errors of the parser by place.
pub(super) fn faults(text: &str, errors: &[Error]) -> Vec<Fault> {
    let fault = |error: &Error| {
        let span = error.span().unwrap_or_else(|| {
            let at = deep_name(text).unwrap_or(0);
            at..at
        });
        let said = error.message();
        // What is never closed is noticed at the end, though the parser points at the last word before.
        let is_open = said.starts_with("unclosed array,") || said.starts_with("unclosed inline");
        let span = if is_open { text.len()..text.len() } else { span };
        Fault { at: boundary(text, span.start), end: boundary(text, span.end), said: said.to_owned() }
    };
    let mut faults: Vec<Fault> = errors.iter().map(fault).collect();
    faults.sort_by_key(|fault| fault.at);
    faults
}

/// Returns a message without what it quotes.
fn shape(message: &str) -> String {
    message.split('`').step_by(2).collect()
}

/// Returns where the letter begins in which an offset lies.
fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Finds the name with too many parts, of which the parser does not say where it stands.
fn deep_name(text: &str) -> Option<usize> {
    let mut at = 0;
    while let Some((statement, next)) = statement(text, at) {
        let name = statement.tokens.iter().take_while(|token| !token.is(b'='));
        let dots = name.map(|token| text[token.range()].matches('.').count()).sum::<usize>();
        if dots + 1 >= DEEP {
            return Some(statement.start());
        }
        at = next;
    }
    None
}
