//! Calendars: what events say and when they stand, and what a reader may stumble over.

use content_plan::check::{Options as Checks, Run, check};
use content_plan::export::{Choice, Chosen, Entry, Job, Options, Per, Previous, find_format};
use content_plan::model::Period;
use content_plan::read::{Disk, Input};
use content_plan::text::Sources;

pub(crate) const PLAN: &str = include_str!("fixtures/export.toml");

fn run(text: &str) -> Run {
    check(&Sources::new(), &Disk, vec![Input::bytes("week.toml", text)], &Checks::default())
}

/// Writes the files of an export, with their names and what is doubtful about them.
fn files(text: &str, choice: &Choice, options: Options) -> Vec<(String, String, Vec<String>)> {
    let run = run(text);
    let (plan, calendar) = &run.plans[0];
    let plans = [Chosen::new(plan, calendar, "week".to_owned())];
    let job = Job::new(&plans, choice, &run.report.findings, options);
    let ics = find_format("ics").expect("a format");
    let parts = ics.parts(&job).expect("the format can do that");
    let written = parts.iter().map(|part| {
        let mut bytes = Vec::new();
        ics.write(&job, part, &mut bytes).expect("memory takes all");
        let doubts = ics.warnings(&job, part, bytes.len() as u64);
        (part.name.clone(), String::from_utf8(bytes).expect("calendars are UTF-8"), doubts)
    });
    written.collect()
}

pub(crate) fn calendar(text: &str, options: Options) -> String {
    files(text, &Choice::default(), options).swap_remove(0).1
}

/// Lists a calendar's events, unfolded, with plain line ends.
pub(crate) fn events(calendar: &str) -> Vec<String> {
    let text = calendar.replace("\r\n ", "").replace("\r\n", "\n");
    let events = text.split("BEGIN:VEVENT\n").skip(1);
    events.map(|event| event.split("END:VEVENT").next().unwrap_or_default().to_owned()).collect()
}

/// Returns the values of a property, event by event.
pub(crate) fn all(calendar: &str, name: &str) -> Vec<String> {
    let value = |event: &String| {
        let line = event.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        line.unwrap_or("-").to_owned()
    };
    events(calendar).iter().map(value).collect()
}

pub(crate) fn published(calendar: impl AsRef<[u8]>) -> Previous {
    let mut previous = Previous::default();
    previous.add(calendar.as_ref()).expect("a calendar");
    previous
}

fn post(at: &str, more: &str) -> String {
    format!("[[post]]\nid = \"a\"\nat = {at}\ncategory = \"branded\"\ntitle = \"Кава\"\n{more}\n")
}

fn plan(start: &str, body: &str) -> String {
    format!("[plan]\nstart = {start}\ndays = 2\ntimezone = \"Europe/Kyiv\"\n{body}")
}

#[test]
fn a_post_can_be_one_event_wherever_it_goes_out() {
    let posts = calendar(PLAN, Options { per: Per::Post, ..Options::default() });
    assert_eq!(all(&posts, "X-PLAN-ID"), ["opening", "poll", "joke-2026-11-24", "open-hour"]);
    assert_eq!(
        events(&posts)[0],
        r"UID:f1790f05-f46c-5a97-a2e6-adb44e201bfc
DTSTAMP:19700101T000000Z
DTSTART:20261123T073000Z
DTEND:20261123T074500Z
SUMMARY:Відкриваємось на Подолі
DESCRIPTION:2026-11-23 09:30 Europe/Kyiv\nfacebook\, telegram (2026-11-23 08:15 Europe/Lisbon) · branded · announcement · approved · promoted\n\nfacebook:\nДвері відчинено ☕️\nЗаходьте: перші сто чашок — за пів ціни\; беріть друзів\, сусідів і добрий настрій 👩‍🍳\n\nhttps://kava.example/podil?a=1&b=2\n\n#кава #поділ\n\nmedia: https://media.kava.example/podil.jpg\nalt text: Стійка\, якою її видно від дверей\nfirst comment: Адреса: Контрактова площа\, 1\n\ntelegram:\nПоділ\, ми тут!\n\nhttps://kava.example/podil?a=1&b=2\n\n#кава #поділ\n\nmedia: https://media.kava.example/podil.jpg\nalt text: Стійка\, якою її видно від дверей\nfirst comment: Адреса: Контрактова площа\, 1\n\nowner: Олена Коваль\ncampaign: Відкриття на Подолі
CATEGORIES:branded
COLOR:royalblue
URL:https://kava.example/podil?a=1&b=2
STATUS:CONFIRMED
TRANSP:TRANSPARENT
SEQUENCE:0
ATTACH;FMTTYPE=image/jpeg:https://media.kava.example/podil.jpg
X-MICROSOFT-CDO-BUSYSTATUS:FREE
X-PLAN-ID:opening
"
    );
    let same = calendar(
        &plan(
            "2026-11-23",
            &format!(
                "[channels.x]\nnetwork = \"x\"\n[channels.facebook]\nnetwork = \"facebook\"\n{}",
                post("2026-11-23 09:00:00", "text = \"Кава\"")
            ),
        ),
        Options { per: Per::Post, ..Options::default() },
    );
    assert_eq!(
        all(&same, "DESCRIPTION"),
        [r"2026-11-23 09:00 Europe/Kyiv\nfacebook\, x · branded · draft\n\nКава"]
    );
}

#[test]
fn a_reminder_stands_last_and_not_where_the_hour_is_open() {
    let reminding = |minutes| calendar(PLAN, Options { alarm: Some(minutes), ..Options::default() });
    let written = events(&reminding(15));
    assert!(written[2].ends_with(
        "X-PLAN-ID:poll\nBEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:Який пиріг спекти в п’ятницю? · x\nTRIGGER:-PT15M\nEND:VALARM\n"
    ));
    assert_eq!(written.iter().filter(|event| event.contains("VALARM")).count(), 4);
    assert!(!written[4].contains("VALARM"), "{}", written[4]);
    assert_eq!(all(&reminding(0), "TRIGGER")[0], "PT0M");
}

#[test]
fn a_post_without_an_id_is_known_by_its_time_whatever_days_are_looked_at() {
    let body = post("2026-11-23 09:00:00", "").repeat(2).replace("id = \"a\"\n", "");
    let moved = "[post.variants.x]\nat = 2026-11-24 09:00:00\n";
    let text = plan("2026-11-23", &format!("[channels.x]\nnetwork = \"x\"\n{body}{moved}"));
    let whole = calendar(&text, Options::default());
    assert_eq!(all(&whole, "X-PLAN-ID"), ["2026-11-23-0900", "2026-11-23-0900-2"]);
    let tuesday = "2026-11-24".parse().expect("a date");
    let period = Some(Period { from: tuesday, to: tuesday });
    let narrowed = check(
        &Sources::new(),
        &Disk,
        vec![Input::bytes("week.toml", text)],
        &Checks { period, ..Checks::default() },
    );
    let (plan, calendar) = &narrowed.plans[0];
    let plans = [Chosen::new(plan, calendar, "week".to_owned())];
    let job = Job::new(&plans, &Choice::default(), &[], Options::default());
    let ids: Vec<&str> = job.entries.iter().map(Entry::id).collect();
    assert_eq!(ids, ["2026-11-23-0900-2"]);
}

#[test]
fn an_open_hour_is_a_whole_day() {
    let written = calendar(&plan("2026-12-31", &post("2026-12-31", "")), Options::default());
    assert!(events(&written)[0].contains("DTSTART;VALUE=DATE:20261231\nDTEND;VALUE=DATE:20270101\n"));
    assert_eq!(all(&written, "DESCRIPTION"), [r"2026-12-31\, hour open\, Europe/Kyiv\nbranded · draft"]);
}

#[test]
fn hours_that_clocks_skip_or_repeat_are_moments_like_others() {
    let moment = |start: &str, at: &str| {
        let written = calendar(&plan(start, &post(at, "")), Options::default());
        let first_line = all(&written, "DESCRIPTION")[0].split("\\n").next().unwrap_or_default().to_owned();
        (all(&written, "DTSTART")[0].clone(), first_line)
    };
    let told = |instant: &str, local: &str| (instant.to_owned(), local.to_owned());
    assert_eq!(
        moment("2026-03-29", "2026-03-29 02:30:00"),
        told("20260329T003000Z", "2026-03-29 02:30 Europe/Kyiv")
    );
    assert_eq!(
        moment("2026-03-29", "2026-03-29 03:30:00"),
        told("20260329T013000Z", "2026-03-29 04:30 Europe/Kyiv")
    );
    assert_eq!(
        moment("2026-10-25", "2026-10-25 03:30:00"),
        told("20261025T003000Z", "2026-10-25 03:30 Europe/Kyiv (UTC+03:00)")
    );
    assert_eq!(
        moment("2026-10-25", "2026-10-25 04:30:15"),
        told("20261025T023015Z", "2026-10-25 04:30:15 Europe/Kyiv")
    );
}

#[test]
fn local_times_are_those_of_the_channel_or_of_the_zone_asked_for() {
    let lines = |options| -> Vec<String> {
        let all = all(&calendar(PLAN, options), "DESCRIPTION");
        all.iter().map(|text| text.split("\\n").next().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(
        lines(Options::default())[..2],
        ["2026-11-23 09:30 Europe/Kyiv", "2026-11-23 08:15 Europe/Lisbon"]
    );
    let timezone = "Asia/Tokyo".parse().ok();
    let tokyo = lines(Options { timezone, ..Options::default() });
    assert_eq!(tokyo[..2], ["2026-11-23 16:30 Asia/Tokyo", "2026-11-23 17:15 Asia/Tokyo"]);
    // The moments are the same.
    let moments = |options| all(&calendar(PLAN, options), "DTSTART");
    assert_eq!(moments(Options::default()), moments(Options { timezone, ..Options::default() }));
}

const DUTIES: &str = r#"
[channels.telegram]
network = "telegram"
[channels.x]
network = "x"
[people.olena]
name = "Олена; Коваль"
[[duty]]
id = "answers"
every = "day"
time = 08:00:00
title = "Відповісти на нічні коментарі"
channels = ["telegram"]
owner = "olena"
voice = "official"
[[duty]]
id = "spam"
every = "FREQ=DAILY;BYHOUR=9,21"
[[duty]]
every = ["monday"]
status = "draft"
"#;

#[test]
fn duties_stand_beside_the_posts_on_request() {
    let text = plan("2026-11-23", &format!("{DUTIES}{}", post("2026-11-23 08:00:00", "channels = \"x\"")));
    let written = calendar(&text, Options { duties: true, ..Options::default() });
    assert_eq!(
        all(&written, "X-PLAN-ID"),
        ["a", "answers", "spam", "spam", "duty-3", "answers", "spam", "spam"]
    );
    assert_eq!(
        events(&written)[1],
        r"UID:54b5cb8a-3b1b-5f77-ba9a-2dbf19e948f7
DTSTAMP:19700101T000000Z
DTSTART:20261123T060000Z
DTEND:20261123T061500Z
SUMMARY:Відповісти на нічні коментарі
DESCRIPTION:2026-11-23 08:00 Europe/Kyiv\ntelegram · care\n\nowner: Олена\; Коваль\nvoice: official
CATEGORIES:care
COLOR:slategray
STATUS:CONFIRMED
TRANSP:TRANSPARENT
SEQUENCE:0
X-MICROSOFT-CDO-BUSYSTATUS:FREE
X-PLAN-ID:answers
"
    );
    let mut uids = all(&written, "UID");
    uids.sort_unstable();
    uids.dedup();
    assert_eq!(uids.len(), 8, "each turn has a UID of its own");
    assert_eq!(calendar(&text, Options::default()).matches("BEGIN:VEVENT").count(), 1);
    // Of duties on other channels nothing is said where channels were asked for.
    let choice = Choice { channels: vec!["x".to_owned()], ..Choice::default() };
    let only = &files(&text, &choice, Options { duties: true, ..Options::default() })[0];
    assert_eq!(all(&only.1, "X-PLAN-ID"), ["a", "spam", "spam", "duty-3", "spam", "spam"]);
    assert_eq!(
        only.2,
        ["1 turn is of duties that have no id: give them one, or they will be taken for others"]
    );
}

#[test]
fn each_channel_can_have_a_file_and_duties_have_one_of_their_own() {
    let text =
        plan("2026-11-23", &format!("title = \"Тиждень\"\n{DUTIES}{}", post("2026-11-23 08:00:00", "")));
    let options = Options { duties: true, split: true, per: Per::Post, ..Options::default() };
    let written = files(&text, &Choice::default(), options);
    let told: Vec<_> =
        written.iter().map(|(name, text, _)| (name.as_str(), all(text, "X-PLAN-ID").len())).collect();
    assert_eq!(told, [("calendar-telegram.ics", 1), ("calendar-x.ics", 1), ("duties.ics", 7)]);
    assert!(written[2].1.contains("\r\nNAME:Тиждень: duties\r\n"));
    // A calendar of one event has no name: opened from a message, it joins the others.
    assert!(!written[0].1.contains("NAME:"), "{}", written[0].1);
    assert_ne!(all(&written[0].1, "UID"), all(&written[1].1, "UID"));
}

#[test]
fn a_long_first_line_is_cut_for_the_grid_and_a_title_is_not() {
    let long = "👩‍🍳 кава ".repeat(40);
    let summary = |more: &str| {
        all(&calendar(&plan("2026-11-23", &post("2026-11-23 09:00:00", more)), Options::default()), "SUMMARY")
    };
    let untitled = |text: &str| {
        let text =
            post("2026-11-23 09:00:00", &format!("text = \"{text}\"")).replace("title = \"Кава\"\n", "");
        all(&calendar(&plan("2026-11-23", &text), Options::default()), "SUMMARY")
    };
    assert_eq!(untitled(&long), [format!("{}👩‍🍳 к…", "👩‍🍳 кава ".repeat(11))]);
    assert_eq!(untitled("Кава"), ["Кава"]);
    assert_eq!(summary(""), ["Кава"]);
}

#[test]
fn what_readers_may_stumble_over_is_said() {
    let posts = |count: usize, text: &str| -> String {
        let post = |number| {
            format!(
                "[[post]]\nid = \"p{number}\"\nat = 2026-11-23 09:00:00\ncategory = \"branded\"\ntext = \"{text}\"\n"
            )
        };
        (0..count).map(post).collect::<Vec<_>>().concat()
    };
    let doubts = |text: &str, options| files(text, &Choice::default(), options).swap_remove(0).2;
    assert_eq!(doubts(&plan("2026-11-23", &posts(1_000, "")), Options::default()), [""; 0]);
    let many = "and Google Calendar takes about 1,100 events or 1 MB from a feed: narrow it by --from and --to, --channel or --split channel";
    assert_eq!(
        doubts(&plan("2026-11-23", &posts(1_001, "")), Options::default()),
        [format!("calendar.ics has 1001 events, {many}")]
    );
    assert_eq!(
        doubts(&plan("2026-11-23", &posts(100, &"кава ".repeat(1_000))), Options::default()),
        [format!("calendar.ics has 987 kB, {many}")]
    );
    let twice = plan("2026-11-23", &posts(1, "").repeat(2));
    assert_eq!(
        doubts(&twice, Options::default()),
        ["several posts have the id \"p0\": calendars keep one event of them; give each its own"]
    );
    let other = calendar(&plan("2026-11-23", &post("2026-11-23 09:00:00", "")), Options::default());
    assert_eq!(
        doubts(
            &plan("2026-11-23", &posts(1, "")),
            Options { previous: Some(published(other)), ..Options::default() }
        ),
        ["none of the events of calendar.ics is in the calendar of --previous: was it made of other plans?"]
    );
}
