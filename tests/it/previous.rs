//! Calendars that were published before: what is carried over, what counts as a change, what is refused.

use std::fs;

use chrono::{DateTime, Utc};
use content_plan::export::{Options, Previous};

use super::cli::{GOOD, folder, plan};
use super::ics::{PLAN, all, calendar, events, published};

fn at(text: &str) -> Option<DateTime<Utc>> {
    text.parse().ok()
}

fn after(calendar: impl AsRef<[u8]>, stamp: &str) -> Options {
    Options { previous: Some(published(calendar)), stamp: at(stamp), ..Options::default() }
}

#[test]
fn one_post_that_moved_is_the_one_event_that_changes() {
    let old = calendar(PLAN, Options { stamp: at("2026-11-01T08:00:00Z"), ..Options::default() });
    let moved = PLAN.replace("at = 2026-11-23 18:00:00", "at = 2026-11-23 19:00:00");
    let new = calendar(&moved, after(&old, "2026-11-02T08:00:00Z"));
    let (before, now) = (events(&old), events(&new));
    let changed: Vec<&String> = now.iter().filter(|event| !before.contains(event)).collect();
    assert_eq!((before.len(), now.len(), changed.len()), (5, 5, 1));
    assert!(changed[0].contains("X-PLAN-ID:poll\n"), "{}", changed[0]);
    assert_eq!(all(&new, "DTSTART")[2], "20261123T170000Z");
    assert_eq!(all(&new, "DTSTAMP")[2], "20261102T080000Z");
    assert_eq!(all(&new, "SEQUENCE"), ["0", "0", "1", "0", "0"]);
    assert_eq!(all(&new, "UID"), all(&old, "UID"));
    let last = "20261101T080000Z";
    assert_eq!(all(&new, "LAST-MODIFIED"), [last, last, "20261102T080000Z", last, last]);
    // Once more, on another day, nothing has changed; moved back, it has changed again.
    assert_eq!(calendar(&moved, after(&new, "2026-12-24T00:00:00Z")), new);
    let back = calendar(PLAN, after(&new, "2026-12-24T00:00:00Z"));
    assert_eq!(all(&back, "SEQUENCE"), ["0", "0", "2", "0", "0"]);
}

#[test]
fn without_a_stamp_there_is_no_moment_at_all() {
    let plain = calendar(PLAN, Options::default());
    assert!(all(&plain, "DTSTAMP").iter().all(|stamp| stamp == "19700101T000000Z"));
    assert!(!plain.contains("LAST-MODIFIED"));
    let carried = calendar(
        PLAN,
        after(
            calendar(PLAN, Options { stamp: at("2026-11-01T08:00:00Z"), ..Options::default() }),
            "2026-11-02T08:00:00Z",
        ),
    );
    let without = calendar(PLAN, Options { previous: Some(published(&carried)), ..Options::default() });
    assert_eq!(without, carried);
}

#[test]
fn what_is_gone_is_dropped_and_what_is_new_begins() {
    let old = calendar(PLAN, Options::default());
    let fewer = PLAN.replace("id = \"poll\"", "id = \"vote\"");
    let new = calendar(&fewer, after(&old, "2026-11-02T08:00:00Z"));
    assert_eq!(all(&new, "X-PLAN-ID")[2], "vote");
    assert_eq!(all(&new, "SEQUENCE"), ["0"; 5]);
    assert_eq!(all(&new, "DTSTAMP")[2], "20261102T080000Z");
    assert!(!new.contains(&all(&old, "UID")[2]));
}

#[test]
fn a_calendar_that_another_program_wrote_anew_is_still_known() {
    let ours =
        calendar(PLAN, Options { stamp: at("2026-11-01T08:00:00Z"), alarm: Some(5), ..Options::default() });
    let options = |bytes: &[u8]| Options { alarm: Some(5), ..after(bytes, "2026-11-02T08:00:00Z") };
    let plain = ours.replace("\r\n ", "").replace("\r\n", "\n");
    // Folds after 40 bytes, inside of characters too, and behind a tab.
    let mut folded = b"\xef\xbb\xbf".to_vec();
    for line in plain.lines() {
        for (index, piece) in line.as_bytes().chunks(40).enumerate() {
            folded.extend_from_slice(if index > 0 { b"\n\t" } else { b"" });
            folded.extend_from_slice(piece);
        }
        folded.push(b'\n');
    }
    let mut sorted = String::new();
    for event in events(&ours) {
        let (own, alarm) = event.split_once("BEGIN:VALARM").unwrap_or((&event, ""));
        let mut lines: Vec<&str> = own.lines().collect();
        lines.sort_unstable();
        let alarm =
            if alarm.is_empty() { String::new() } else { format!("\nBEGIN:VALARM{}", alarm.trim_end()) };
        sorted = format!("{sorted}begin:vevent\n{}{alarm}\nEND:VEVENT\n\n", lines.join("\n"));
    }
    let sorted =
        format!("BEGIN:VCALENDAR\nX-A:b\nBEGIN:VTIMEZONE\nTZID:x\nEND:VTIMEZONE\n{sorted}END:VCALENDAR");
    for other in [plain.as_bytes(), &folded, sorted.as_bytes(), ours.replace("\r\n", "\r\r\n").as_bytes()] {
        assert_eq!(calendar(PLAN, options(other)), ours, "{}", String::from_utf8_lossy(other));
    }
    // What another program added is a change: better one too many than one too few.
    let added = ours.replacen("TRANSP:", "CREATED:20260101T000000Z\r\nTRANSP:", 1);
    assert_eq!(all(&calendar(PLAN, options(added.as_bytes())), "SEQUENCE"), ["1", "0", "0", "0", "0"]);
}

#[test]
fn a_damaged_calendar_is_refused_with_the_next_step() {
    let ours = calendar(PLAN, Options::default());
    let half = &ours[..ours.len() / 2 - 20];
    let cases: &[(&[u8], &str)] = &[
        (b"", "it holds no calendar"),
        (b"\r\n \r\n", "it holds no calendar"),
        (b"<!DOCTYPE html>\n<html>404</html>", "line 1 has no name with a value, as calendars have"),
        (b"{\"error\": \"not found\"}", "line 1 stands outside of any calendar"),
        (half.as_bytes(), "it is cut off: there is no END:VEVENT"),
        (&ours.as_bytes()[..ours.len() - 15], "it is cut off: there is no END:VCALENDAR"),
        (b"BEGIN:VCALENDAR\nEND:VEVENT\n", "line 2 ends what was not begun"),
        (b"BEGIN:VCALENDAR\nX:\xff\nEND:VCALENDAR\n", "line 2 is not UTF-8"),
        (
            b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nEND:VEVENT\n",
            "line 4 ends an event that has no UID or no DTSTAMP",
        ),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTAMP:today\n", "line 3 should hold a moment in UTC"),
        (
            b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSEQUENCE:2147483647\n",
            "line 3 should hold a number that can still grow",
        ),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR\n:\n", "line 3 stands outside of any calendar"),
    ];
    for (bytes, fact) in cases {
        let refused = Previous::default().add(bytes).expect_err("it is damaged");
        assert_eq!(
            refused.message,
            format!(
                "{fact}: fetch the published calendar again; only where nothing was published yet, leave --previous out"
            )
        );
    }
    published("BEGIN:VCALENDAR\nEND:VCALENDAR\n");
}

#[test]
fn a_megabyte_of_mischief_is_refused_at_once() {
    for line in ["BEGIN:A\n", "BEGIN:VEVENT\n", "\n ", ":\n", "X:\n", "\r", "\u{feff}"] {
        let bytes = format!("BEGIN:VCALENDAR\n{}", line.repeat(1_000_000 / line.len()));
        assert!(Previous::default().add(bytes.as_bytes()).is_err(), "{line:?}");
    }
}

#[test]
fn a_calendar_is_carried_over_and_a_missing_one_is_an_error() {
    let place = folder(&[("good.toml", GOOD)]);
    let export = |more: &[&str]| plan(place.path(), &[&["export", "ics", "good.toml"], more].concat());
    let (code, out, err) = export(&["-o", "calendar.ics", "--previous", "published.ics"]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert_eq!(
        err,
        "error: there is no published.ics: where nothing was published yet, leave --previous out\n"
    );
    assert_eq!(export(&["-o", "calendar.ics", "--stamp", "2026-11-01T09:00:00+02:00"]).0, Some(0));
    let first = fs::read_to_string(place.path().join("calendar.ics")).expect("it was written");
    assert!(first.contains("\r\nLAST-MODIFIED:20261101T070000Z\r\n"), "{first}");
    // The same file may be read and written; what goes to standard output is the same to the byte.
    let (code, out, err) = export(&["--previous", "calendar.ics", "--stamp", "2026-12-01T09:00:00Z"]);
    assert_eq!((code, out.as_str(), err.as_str()), (Some(0), first.as_str(), ""));
    let changed = GOOD.replace("09:00:00", "10:00:00");
    fs::write(place.path().join("good.toml"), changed).expect("it can be written");
    assert_eq!(export(&["-o", "calendar.ics", "--previous", "calendar.ics"]).0, Some(0));
    let second = fs::read_to_string(place.path().join("calendar.ics")).expect("it was written");
    assert!(second.contains("\r\nSEQUENCE:1\r\n"), "{second}");
    fs::write(place.path().join("calendar.ics"), &second[..second.len() - 15]).expect("it can be written");
    let (code, _, err) = export(&["-o", "calendar.ics", "--previous", "calendar.ics"]);
    assert_eq!(code, Some(2));
    assert!(err.starts_with("error: cannot carry over from calendar.ics: it is cut off: "), "{err}");
}

#[test]
fn a_folder_of_calendars_is_carried_over() {
    let channels = "[channels.x]\nnetwork = \"x\"\n[channels.telegram]\nnetwork = \"telegram\"\n";
    let place = folder(&[("good.toml", &format!("{GOOD}{channels}"))]);
    let export = |more: &[&str]| {
        plan(place.path(), &[&["export", "ics", "good.toml", "--split", "channel"], more].concat())
    };
    let (code, _, err) = export(&[]);
    assert_eq!(code, Some(2));
    assert_eq!(err, "error: 2 files would be written: name a folder, such as `--output ics/`\n");
    let (code, _, err) = export(&["-o", "out/", "--previous", "."]);
    assert_eq!(
        (code, err.as_str()),
        (Some(2), "error: no calendar is in .: where nothing was published yet, leave --previous out\n")
    );
    assert_eq!(export(&["-o", "out/", "--stamp", "2026-11-01T09:00:00Z"]).0, Some(0));
    let read = || {
        ["x", "telegram"].map(|name| {
            fs::read(place.path().join(format!("out/calendar-{name}.ics"))).expect("it was written")
        })
    };
    let first = read();
    assert_eq!(export(&["-o", "out/", "--previous", "out", "--stamp", "2026-12-01T09:00:00Z"]).0, Some(0));
    assert_eq!(read(), first);
    assert_eq!(plan(place.path(), &["export", "ics", "good.toml", "--split", "week"]).0, Some(2));
    assert_eq!(plan(place.path(), &["export", "ics", "good.toml", "--alarm", "50000"]).0, Some(2));
}
