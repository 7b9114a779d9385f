//! Why a recurrence rule is none: which of its parts cannot be, in words for people.

use super::expand::parse_rule;
use crate::diag::{closest, shortened};

/// The parts of a rule, RFC 5545, section 3.3.10.
const KEYS: &[&str] = &[
    "FREQ",
    "INTERVAL",
    "COUNT",
    "UNTIL",
    "WKST",
    "BYDAY",
    "BYMONTH",
    "BYMONTHDAY",
    "BYYEARDAY",
    "BYWEEKNO",
    "BYSETPOS",
    "BYHOUR",
    "BYMINUTE",
    "BYSECOND",
];
const FREQUENCIES: &[&str] = &["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"];
const EXAMPLE: &str = "write one as RFC 5545 has it, such as \"FREQ=WEEKLY;BYDAY=MO,WE\"";
/// Parts of a rule that are tried one by one; no rule has more.
const MOST: usize = 20;

/// Says what is wrong with a rule that cannot be read, and what to write.
pub(super) fn explain(rule: &str) -> (String, String) {
    let parts: Vec<&str> =
        rule.split(';').map(str::trim).filter(|part| !part.is_empty()).take(MOST).collect();
    let say = |part: &str, what: &str| format!("`every` is no recurrence rule: `{}` {what}", shortened(part));
    for part in &parts {
        let Some((key, value)) = part.split_once('=') else {
            return (say(part, "has no `=`"), EXAMPLE.to_owned());
        };
        let (key, value) = (key.trim().to_uppercase(), value.trim().to_uppercase());
        if !KEYS.contains(&&*key) {
            let help = match closest(&key, KEYS.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the parts of a rule are {}", KEYS.join(", ")),
            };
            return (say(&key, "is no part of a rule"), help);
        }
        if key == "FREQ" && !FREQUENCIES.contains(&&*value) {
            return (say(part, "is no frequency"), format!("write one of {}", FREQUENCIES.join(", ")));
        }
    }
    let is_frequency = |part: &&str| part.to_uppercase().starts_with("FREQ=");
    if !parts.iter().any(is_frequency) {
        let message = "`every` is no recurrence rule: it does not say how often".to_owned();
        return (message, "begin it with `FREQ=WEEKLY;` or another frequency".to_owned());
    }
    let without = |left_out: usize| {
        let rest = parts.iter().enumerate().filter(|(index, _)| *index != left_out).map(|(_, part)| *part);
        rest.collect::<Vec<_>>().join(";")
    };
    for (index, part) in parts.iter().enumerate() {
        if is_frequency(part) || parse_rule(&without(index)).is_err() {
            continue;
        }
        let alone = parts.iter().find(|part| is_frequency(part)).map(|often| format!("{often};{part}"));
        let fits = alone.is_some_and(|rule| parse_rule(&rule).is_ok());
        let what = if fits { "does not go with the other parts" } else { "cannot be" };
        return (say(part, what), values(part));
    }
    ("`every` is no recurrence rule: several of its parts cannot be".to_owned(), EXAMPLE.to_owned())
}

/// Says what a part may hold.
fn values(part: &str) -> String {
    let key = part.split('=').next().unwrap_or_default().trim().to_uppercase();
    let may = match &*key {
        "BYDAY" => "weekdays: MO, TU, WE, TH, FR, SA, SU, with a number before them in a month or a year",
        "WKST" => "one weekday: MO, TU, WE, TH, FR, SA or SU",
        "BYMONTH" => "months from 1 to 12",
        "BYMONTHDAY" => "days from 1 to 31, or from -1 to -31, and not with FREQ=WEEKLY",
        "BYYEARDAY" => "days from 1 to 366, or from -1 to -366",
        "BYWEEKNO" => "weeks from 1 to 53, and only with FREQ=YEARLY",
        "BYHOUR" => "hours from 0 to 23",
        "BYMINUTE" | "BYSECOND" => "numbers from 0 to 59",
        "UNTIL" => "a day such as 20261231",
        "INTERVAL" | "COUNT" => "a whole number of 1 or more",
        "BYSETPOS" => "a number, beside another part that begins with BY",
        _ => return EXAMPLE.to_owned(),
    };
    format!("`{key}` holds {may}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_part_that_cannot_be_is_named() {
        let cases = [
            ("FREQ=WEEKLY;BYDAY=XX", "`BYDAY=XX` cannot be"),
            ("FREQ=WEEKLY;BYDAY=MO;BYMONTH=13", "`BYMONTH=13` cannot be"),
            ("FREQ=WEEKLI", "`FREQ=WEEKLI` is no frequency"),
            ("FREQ=WEEKLY;BYDAI=MO", "`BYDAI` is no part of a rule"),
            ("FREQ=WEEKLY;MO", "`MO` has no `=`"),
            ("BYDAY=MO", "it does not say how often"),
            ("FREQ=WEEKLY;BYMONTHDAY=3", "`BYMONTHDAY=3` cannot be"),
            ("FREQ=DAILY;INTERVAL=x;BYHOUR=99", "several of its parts cannot be"),
        ];
        for (rule, reason) in cases {
            assert!(parse_rule(rule).is_err(), "{rule}");
            assert_eq!(explain(rule).0, format!("`every` is no recurrence rule: {reason}"));
        }
    }
}
