//! What rules of the community and the workflow rest on: turns of duties, keys that could not be read, series.

use content_plan::check::{Options, check};
use content_plan::model::{Period, Plan};
use content_plan::read::{Disk, Input, read};
use content_plan::rules::Today;
use content_plan::text::Sources;

fn plan(text: &str) -> Plan {
    read(&Sources::new(), &Disk, Input::bytes("plan.toml", text)).expect("a text can be read")
}

/// Checks a text and lists the posts and messages of one rule's findings.
fn found(rule: &str, text: &str, options: &Options<'_>) -> Vec<(Option<String>, String)> {
    let run = check(&Sources::new(), &Disk, vec![Input::bytes("plan.toml", text)], options);
    let findings = run.report.findings.into_iter().filter(|finding| finding.rule.name == rule);
    findings.map(|finding| (finding.post, finding.message)).collect()
}

/// Checks a text and lists the posts that one rule finds.
fn posts(rule: &str, text: &str, options: &Options<'_>) -> Vec<String> {
    found(rule, text, options).into_iter().filter_map(|(post, _)| post).collect()
}

#[test]
fn duties_take_turns_inside_the_plan_in_order_of_time() {
    let plan = plan(
        "[plan]\nstart = 2026-11-23\ndays = 3\n\
         [[duty]]\ntitle = \"open\"\nevery = \"day\"\nexcept = [2026-11-24]\n\
         [[duty]]\ntitle = \"evening\"\nevery = [\"monday\", \"tuesday\"]\ntime = 18:00:00\nstart = 2026-11-24\n\
         [[duty]]\ntitle = \"dropped\"\nevery = \"day\"\nstatus = \"cancelled\"\n\
         [[duty]]\ntitle = \"twice\"\nevery = \"FREQ=DAILY;BYHOUR=9,20\"\nuntil = 2026-11-23\n",
    );
    let title =
        |turn: &content_plan::model::Turn| plan.duty(turn.duty).title.as_ref().expect("a title").to_string();
    let turns: Vec<String> = plan.turns.iter().map(|turn| format!("{} {}", turn.at, title(turn))).collect();
    assert_eq!(
        turns,
        [
            "2026-11-23 09:00 twice",
            "2026-11-23 20:00 twice",
            "2026-11-23 open",
            "2026-11-24 18:00 evening",
            "2026-11-25 open"
        ]
    );
    assert!(plan.duties_whole && plan.whole);
}

#[test]
fn turns_are_bounded() {
    let plan =
        plan("[plan]\nstart = 2000-01-01\nend = 2060-01-01\n[[duty]]\ntitle = \"care\"\nevery = \"day\"\n");
    assert_eq!(plan.turns.len(), 10_000);
    let messages: Vec<_> = plan.problems.iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(messages, ["the duty comes up more than 10000 times"]);
    assert!(plan.whole && !plan.duties_whole);
}

#[test]
fn a_duty_that_cannot_be_read_may_be_the_care_that_a_day_lacks() {
    let text = "[plan]\nstart = 2026-11-23\n\
        [[duty]]\nevery = \"monday\"\ntitle = \"care\"\n\
        [[duty]]\nevery = \"tuesday\"\ntitle = \"more care\"\n\
        [[post]]\nat = 2026-11-24\ncategory = \"branded\"\n";
    let broken = text.replace("\"tuesday\"", "\"someday\"");
    let bare = text.replace("\"tuesday\"", "\"wednesday\"");
    let messages = |text: &str| found("no-care", text, &Options::default());
    assert_eq!(messages(text), []);
    assert_eq!(messages(&broken), []);
    assert_eq!(messages(&bare), [(None, "2026-11-24 has 1 post and no duty".to_owned())]);
}

#[test]
fn a_series_is_found_once_at_its_first_post_of_the_days_looked_at() {
    let text = "[plan]\nstart = 2026-11-23\n\
        [[series]]\nid = \"faq\"\nevery = \"day\"\ncategory = \"functional\"\nkind = \"answer\"\n\
        [[series]]\nid = \"help\"\nevery = \"day\"\ncategory = \"functional\"\nkind = \"support\"\n";
    let whole = posts("unsigned-answer", text, &Options::default());
    assert_eq!(whole, ["faq-2026-11-23", "help-2026-11-23"]);
    let day = |day: u32| chrono::NaiveDate::from_ymd_opt(2026, 11, day).expect("a real day");
    let part = Options { period: Some(Period { from: day(25), to: day(26) }), ..Options::default() };
    assert_eq!(posts("unsigned-answer", text, &part), ["faq-2026-11-25", "help-2026-11-25"]);
}

#[test]
fn two_days_before_publishing_are_48_hours_whatever_the_clocks_do() {
    // The night to 25 October has 25 hours in Kyiv: two days on the clocks are 49 hours.
    let text = "[plan]\nstart = 2026-10-24\ntimezone = \"Europe/Kyiv\"\n\
        [[post]]\nid = \"in-48\"\nat = 2026-10-26 08:00:00\ncategory = \"branded\"\n\
        [[post]]\nid = \"in-47\"\nat = 2026-10-26 07:59:00\ncategory = \"branded\"\n\
        [[post]]\nid = \"now\"\nat = 2026-10-24 09:00:00\ncategory = \"branded\"\n\
        [[post]]\nid = \"past\"\nat = 2026-10-24 08:59:00\ncategory = \"branded\"\n\
        [[post]]\nid = \"open\"\nat = 2026-10-24\ncategory = \"branded\"\n";
    let now = chrono::DateTime::parse_from_rfc3339("2026-10-24T06:00:00Z").expect("a real moment").to_utc();
    let options = Options { today: Some(Today::Now(now)), ..Options::default() };
    assert_eq!(posts("not-approved", text, &options), ["in-47", "now", "open"]);
    assert_eq!(posts("past", text, &options), ["past"]);
}

#[test]
fn owners_are_asked_for_where_rules_say_so() {
    let text = "[plan]\nstart = 2026-11-23\n[[post]]\nid = \"a\"\nat = 2026-11-23\ncategory = \"branded\"\n";
    assert!(posts("no-owner", text, &Options::default()).is_empty());
    let on = format!("{text}[rules]\nno-owner = \"note\"\n");
    assert_eq!(posts("no-owner", &on, &Options::default()), ["a"]);
}
