//! Phrases of official language with their plain words: data files that native speakers extend, and how they are found.
//!
//! The head of each file says how it is written. A phrase is read anew wherever its first letters turn up; up front only
//! these are noted, since a check of one week would wait for more.

use std::ops::Range;
use std::sync::LazyLock;

use super::words::{Letters, is_letter, is_mark, may_begin, may_end, next_word};

/// The files, a language each.
const FILES: [&str; 3] = [
    include_str!("officialese/uk.txt"),
    include_str!("officialese/ru.txt"),
    include_str!("officialese/en.txt"),
];

/// All phrases, ready to be looked for.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&FILES));

/// A note of where a phrase stands.
#[derive(Clone, Copy, Debug)]
struct Note {
    /// The number of its first letters.
    key: u32,
    /// The number of the note before it in its bucket.
    before: u16,
    /// The number of the file.
    file: u16,
    /// The line of the file.
    line: &'static str,
}

/// Phrases, by the first letters of their first words.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// The endings of each file.
    endings: Vec<Vec<&'static str>>,
    /// The last note of each bucket.
    buckets: Vec<u16>,
    /// All notes; number 0 stands for none.
    notes: Vec<Note>,
}

/// A phrase that was found.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Hit {
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    /// What to write instead, as the file writes it.
    plain: &'static str,
}

impl Hit {
    /// Lists what may be written instead; nothing where the phrase is better left out.
    pub(super) fn plain(&self) -> impl Iterator<Item = &'static str> + use<> {
        let plain = if self.plain == "-" { "" } else { self.plain };
        plain.split(", ").filter(|word| !word.is_empty())
    }
}

/// How many buckets there are.
const BUCKETS: usize = 4096;
/// Letters by which a word is noted; one that may have endings has as many of its own.
const FIRST: usize = 4;

impl Lexicon {
    fn new(files: &[&'static str]) -> Self {
        let mut notes = Vec::with_capacity(2048);
        notes.push(Note { key: 0, before: 0, file: 0, line: "" });
        let mut lexicon = Self { endings: vec![Vec::new(); files.len()], buckets: vec![0; BUCKETS], notes };
        for (number, file) in (0..).zip(files) {
            let is_remark = |line: &str| matches!(line.as_bytes(), [] | b"\r" | [b'#', ..]);
            for line in pieces(file, b'\n').filter(|line| !is_remark(line)) {
                if let Some(endings) = line.strip_prefix("endings =") {
                    lexicon.endings[usize::from(number)] = endings.split_whitespace().collect();
                } else {
                    lexicon.note(number, line);
                }
            }
        }
        lexicon
    }

    /// Notes the first letters of a phrase: those of its first word, and of the second where the first is short, since short
    /// words are in every sentence.
    fn note(&mut self, file: u16, line: &'static str) {
        let mut words = pieces(line, b' ');
        let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        for (stem, _) in either(first) {
            let (key, is_short) = key(0, stem.chars());
            if !is_short || matches!(second, "*" | "=") {
                self.note_as(key, file, line);
            } else {
                either(second).for_each(|(stem, _)| self.note_as(self::key(key, stem.chars()).0, file, line));
            }
        }
    }

    fn note_as(&mut self, key: u32, file: u16, line: &'static str) {
        let next = u16::try_from(self.notes.len()).expect("there are far fewer notes");
        let bucket = &mut self.buckets[bucket(key)];
        let last = self.notes[usize::from(*bucket)];
        if last.key != key || last.line != line {
            self.notes.push(Note { key, before: *bucket, file, line });
            *bucket = next;
        }
    }

    /// Finds phrases in a text, from left to right, the longest of those that begin at one place.
    pub(super) fn find(&self, text: &str) -> Vec<Hit> {
        let mut hits = Vec::new();
        let (mut is_inside, mut from) = (false, 0);
        for (at, letter) in text.char_indices() {
            let was_inside = std::mem::replace(&mut is_inside, is_letter(letter) || is_mark(letter));
            if was_inside || !is_inside || at < from {
                continue;
            }
            if let Some((end, plain)) = self.longest(text, at) {
                hits.push(Hit { range: at..end, plain });
                from = end;
            }
        }
        hits
    }

    /// Finds the longest phrase that begins with the word at a place: where it ends, and what to write instead.
    fn longest(&self, text: &str, at: usize) -> Option<(usize, &'static str)> {
        // Many phrases begin alike.
        let (mut known, mut behind) = (None, None);
        let ends = self.near(text, at).filter_map(|&Note { file, line, .. }| {
            let (words, plain) = phrase(line);
            let ((first, rest), endings) = (cut(words, b' '), self.endings[usize::from(file)].as_slice());
            if known != Some((first, file)) {
                known = Some((first, file));
                behind = matched(first, endings, text, at);
            }
            Some((end(first, rest, endings, text, behind?)?, plain))
        });
        ends.max_by_key(|&(end, _)| end).filter(|_| may_begin(&text[..at]))
    }

    /// Lists the phrases that may begin with the word at a place: by that word, and by it and the next.
    fn near<'a>(&'a self, text: &str, at: usize) -> impl Iterator<Item = &'a Note> + use<'a> {
        let mut letters = Letters::at(text, at);
        let (alone, is_short) = key(0, letters.by_ref());
        let next = || next_word(text, text.len() - letters.behind().len(), true);
        let next = is_short.then(next).flatten();
        let both = next.map(|next| key(alone, Letters::at(text, next)).0);
        self.noted(alone).chain(both.into_iter().flat_map(|both| self.noted(both)))
    }

    /// Lists the notes of a key.
    fn noted(&self, key: u32) -> impl Iterator<Item = &Note> {
        let note = |number: u16| (number > 0).then(|| &self.notes[usize::from(number)]);
        let notes = std::iter::successors(note(self.buckets[bucket(key)]), move |last| note(last.before));
        notes.filter(move |note| note.key == key)
    }
}

/// Reads a line: the words of the phrase, and what to write instead.
fn phrase(line: &str) -> (&str, &str) {
    let (words, plain) = cut(line, b'=');
    (words.trim_ascii_end(), plain.trim_ascii())
}

/// Cuts a text at a sign; what follows is empty where there is none.
fn cut(text: &str, sign: u8) -> (&str, &str) {
    match memchr::memchr(sign, text.as_bytes()) {
        Some(place) => (&text[..place], &text[place + 1..]),
        None => (text, ""),
    }
}

/// Lists the pieces of a text between signs.
fn pieces(text: &str, sign: u8) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (piece, after) = cut(rest, sign);
        let is_there = !std::mem::replace(&mut rest, after).is_empty();
        is_there.then_some(piece)
    })
}

/// Returns a number for the first letters of a word behind those of another, and whether it has fewer.
fn key(before: u32, mut letters: impl Iterator<Item = char>) -> (u32, bool) {
    let mut key = before;
    for _ in 0..FIRST {
        let Some(letter) = letters.next() else { return (key.wrapping_mul(71), true) };
        key = key.wrapping_mul(67).wrapping_add(u32::from(letter));
    }
    (key, false)
}

/// Returns the bucket of a key.
fn bucket(key: u32) -> usize {
    (key ^ (key >> 12)) as usize % BUCKETS
}

/// Lists what may stand for a word of a phrase: each whole, or with an ending behind it.
fn either(word: &str) -> impl Iterator<Item = (&str, bool)> {
    pieces(word.strip_suffix(',').unwrap_or(word), b'/').map(|word| match word.strip_suffix('~') {
        Some(stem) => (stem, true),
        None => (word, false),
    })
}

/// Returns where the rest of a phrase ends in a text, behind a word of it that ends at a place.
fn end(word: &str, rest: &str, endings: &[&str], text: &str, at: usize) -> Option<usize> {
    if rest.is_empty() {
        return may_end(&text[at..]).then_some(at);
    }
    let (next, rest) = cut(rest, b' ');
    let start = next_word(text, at, word.ends_with(','))?;
    if next == "*" {
        let skipping = || {
            let mut letters = Letters::at(text, start);
            letters.by_ref().for_each(drop);
            end(next, rest, endings, text, text.len() - letters.behind().len())
        };
        return end(word, rest, endings, text, at).or_else(skipping);
    }
    end(next, rest, endings, text, matched(next, endings, text, start)?)
}

/// Returns where the word at a place of a text ends, if it is one of those that a phrase has there.
fn matched(word: &str, endings: &[&str], text: &str, at: usize) -> Option<usize> {
    let endings = |is_open: bool| endings.iter().copied().filter(move |_| is_open);
    let whole = |letters: &Letters<'_>, ending: &str| {
        let mut letters = letters.clone();
        let is_whole =
            ending.chars().all(|wanted| letters.next() == Some(wanted)) && letters.next().is_none();
        is_whole.then(|| text.len() - letters.behind().len())
    };
    either(word).find_map(|(stem, is_open)| {
        let mut letters = Letters::at(text, at);
        let begins = stem.chars().all(|wanted| letters.next() == Some(wanted));
        let mut all = std::iter::once("").chain(endings(is_open)).filter(|_| begins);
        all.find_map(|ending| whole(&letters, ending))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(lexicon: &Lexicon, text: &'a str) -> Vec<&'a str> {
        lexicon.find(text).into_iter().map(|hit| &text[hit.range]).collect()
    }

    #[test]
    fn phrases_are_found_whole_in_any_case_and_form() {
        let lexicon =
            Lexicon::new(&["# a remark\nendings = ти ємо\nздійснюва~/здійсню~ * доставку = везти\n\
             у/в зв'язку з тим, що = бо\nу/в зв'язку з = через …\nв йоржику = -\n"]);
        let found = |text: &'static str| found(&lexicon, text);
        let both = ["Здійснюємо доставку", "здійснювати швидку доставку"];
        assert_eq!(found("Здійснюємо доставку; здійснювати швидку доставку"), both);
        assert_eq!(found("здійснювана доставка, здійснюємо мрію, здійснюємо, доставку"), [""; 0]);
        assert_eq!(found("У ЗВ’ЯЗКУ З ТИМ, ЩО"), ["У ЗВ’ЯЗКУ З ТИМ, ЩО"]);
        assert_eq!(found("«в звʼязку\r\n з тим що»"), ["в звʼязку\r\n з тим що"]);
        assert_eq!(found("у зв`язку з ремонтом"), ["у зв`язку з"]);
        assert_eq!(found("у зв'язку. З тим; у зв'язку\n\nз тим; у, зв'язку з тим; у зв'язку зі"), [""; 0]);
        // Stresses, soft hyphens and letters of two signs.
        assert_eq!(found("у зв'я\u{301}з\u{ad}ку з"), ["у зв'я\u{301}з\u{ad}ку з"]);
        assert_eq!(found("в и\u{306}оржику"), ["в и\u{306}оржику"]);
    }

    #[test]
    fn hashtags_names_paths_and_parts_of_words_are_passed_over() {
        let lexicon = Lexicon::new(&["endings = ed\nutiliz~ = use\nprior to = before\n"]);
        let found = |text: &'static str| found(&lexicon, text);
        let none = "#utilized @utilized utilized@kava.example /utilized re-utilized utilized_by q=utilized utilized-ed";
        assert_eq!(found(none), [""; 0]);
        assert_eq!(found("(utilized) _utilized_ “utilized”… utilized"), ["utilized"; 4]);
        assert_eq!(found("prior to: #prior to"), ["prior to"]);
    }

    /// Lists what may stand for a word of a phrase, with several endings where it may have them.
    fn forms(word: &str, endings: &[&str]) -> Vec<String> {
        let comma = if word.ends_with(',') { "," } else { "" };
        let whole = |stem: &str, ending: &str| format!("{stem}{ending}{comma}");
        let forms = |(stem, is_open): (&str, bool)| -> Vec<String> {
            let open = endings.iter().step_by(7).filter(|_| is_open).map(|ending| whole(stem, ending));
            std::iter::once(whole(stem, "")).chain(open).collect()
        };
        if word == "*" {
            vec![String::new(), "слово".to_owned()]
        } else {
            either(word).flat_map(forms).collect()
        }
    }

    /// Lists the phrases of a file, each with what to write instead.
    fn phrases(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
        let lines = file.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
        lines
            .filter(|line| !line.starts_with("endings ="))
            .map(|line| line.split_once(" = ").unwrap_or_else(|| panic!("a line without ` = `: {line}")))
    }

    #[test]
    fn every_phrase_is_found_with_its_words_and_endings() {
        let mut tried = 0;
        let numbered = LEXICON.endings.iter().zip(FILES);
        let all = numbered.flat_map(|(endings, file)| phrases(file).map(move |phrase| (endings, phrase)));
        for (endings, (words, plain)) in all {
            let forms: Vec<Vec<String>> = words.split(' ').map(|word| forms(word, endings)).collect();
            let most = forms.iter().map(Vec::len).max().unwrap_or_default();
            for round in 0..most {
                let written = forms.iter().map(|forms| forms[round % forms.len()].as_str());
                let written: Vec<&str> = written.filter(|word| !word.is_empty()).collect();
                for written in [written.join(" "), written.join("\n").replace(',', "").to_uppercase()] {
                    let text = format!("Ой, {written}: ☕ — ось!");
                    let hits = LEXICON.find(&text);
                    let [hit] = hits.as_slice() else { panic!("{words}: {text}: {hits:?}") };
                    assert_eq!((&text[hit.range.clone()], hit.plain), (&*written, plain));
                    tried += 1;
                }
            }
        }
        assert!(tried > 5_000, "{tried} forms");
    }

    #[test]
    fn every_line_of_a_file_can_be_found_and_says_what_to_write() {
        for file in FILES {
            let mut all: Vec<&str> = phrases(file).map(|(words, _)| words).collect();
            assert!(all.len() > 90, "{} phrases are few", all.len());
            all.sort_unstable();
            let twice = all.windows(2).find(|pair| pair[0] == pair[1]);
            assert_eq!(twice, None, "a phrase stands there twice");
            for (phrase, plain) in phrases(file) {
                assert!(
                    !plain.is_empty() && plain.trim() == plain && !plain.ends_with(','),
                    "{phrase} = {plain}"
                );
                let words: Vec<&str> = phrase.split(' ').collect();
                assert!(words.first() != Some(&"*") && words.last() != Some(&"*"), "{phrase}");
                assert!(!words.contains(&""), "a blank too many: {phrase}");
                for (stem, is_open) in words.iter().filter(|&&word| word != "*").flat_map(|word| either(word))
                {
                    let is_folded = Letters::at(stem, 0).eq(stem.chars());
                    assert!(is_folded && !stem.is_empty(), "`{stem}` can never be found: {phrase}");
                    assert!(
                        !is_open || stem.chars().count() >= FIRST,
                        "the stem `{stem}` is short: {phrase}"
                    );
                }
            }
        }
    }

    #[test]
    fn hostile_texts_take_no_longer_than_they_are() {
        let long = 1 << 17;
        for part in [
            "a",
            "у зв'язку ",
            "in the ",
            "на ",
            "здійснюємо ",
            "\u{301}",
            "-a",
            ",",
            " ",
            "utilize/",
            "👩‍🍳\u{200d}",
        ] {
            let text = format!("на {}\u{202e} день", part.repeat(long / part.len()));
            assert!(LEXICON.find(&text).len() <= text.len() / 8);
        }
    }
}
