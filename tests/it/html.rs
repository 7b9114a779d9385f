//! Pages: their policy holds, nothing of a plan is obeyed, nothing is asked for, texts are to the letter, and every word is there.

use std::collections::HashSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use content_plan::check::{Options as Checks, check};
use content_plan::export::{Choice, Chosen, Job, Options, find_format};
use content_plan::read::{Disk, Input};
use content_plan::text::Sources;

const EXPORT: &str = include_str!("fixtures/export.toml");
const HOSTILE: &str = include_str!("fixtures/hostile.toml");
const WINTER: &str = include_str!("fixtures/html.toml");
const PAGES: [&str; 2] = ["html", "sheet"];

/// Exports plans as a page, and returns it beside the published texts.
fn exported(plans: &[&str], format: &str, choice: &Choice, options: Options) -> (String, Vec<String>) {
    let inputs = plans
        .iter()
        .enumerate()
        .map(|(number, text)| Input::bytes(format!("plans/plan-{number}.toml"), (*text).to_owned()));
    let run = check(&Sources::new(), &Disk, inputs.collect(), &Checks::default());
    let chosen: Vec<Chosen<'_>> = run
        .plans
        .iter()
        .enumerate()
        .map(|(number, (plan, calendar))| Chosen::new(plan, calendar, format!("plans/plan-{number}")))
        .collect();
    let job = Job::new(&chosen, choice, &run.report.findings, options);
    let format = find_format(format).expect("a format");
    let parts = format.parts(&job).expect("pages refuse nothing");
    let mut bytes = Vec::new();
    format.write(&job, &parts[0], &mut bytes).expect("memory takes all");
    let texts = parts[0].entries.iter().map(|entry| entry.text().into_owned()).collect();
    (String::from_utf8(bytes).expect("pages are UTF-8"), texts)
}

fn page(plan: &str, format: &str) -> String {
    exported(&[plan], format, &Choice::default(), Options::default()).0
}

/// Lists what stands between two marks, each time.
fn between<'a>(text: &'a str, start: &'a str, end: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(start).skip(1).filter_map(move |rest| rest.split_once(end).map(|(inside, _)| inside))
}

/// Lists the tags of a page, without their brackets; the style has none.
fn tags(page: &str) -> Vec<&str> {
    between(page, "<", ">").filter(|tag| !tag.starts_with('!')).collect()
}

fn unescaped(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('&') {
        let (name, behind) = after.split_once(';').expect("references end");
        out.push_str(before);
        out.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "#39" => '\'',
            name => {
                let number = name.strip_prefix("#x").and_then(|number| u32::from_str_radix(number, 16).ok());
                number.and_then(char::from_u32).unwrap_or_else(|| panic!("&{name};"))
            }
        });
        rest = behind;
    }
    out + rest
}

#[test]
fn the_policy_names_the_style_of_the_page() {
    for format in PAGES {
        for plan in [EXPORT, HOSTILE, WINTER] {
            let page = page(plan, format);
            let style = between(&page, "<style>", "</style>").next().expect("a style");
            let hash = STANDARD.encode(hmac_sha256::Hash::hash(style.as_bytes()));
            let policy = format!(
                "content=\"default-src 'none'; style-src 'sha256-{hash}'; img-src data:; base-uri 'none'; form-action 'none'\""
            );
            assert!(page.contains(&policy), "{format}: {policy}");
            assert_eq!(page.matches("<style").count(), 1);
            assert_eq!(style, style.trim());
        }
    }
}

#[test]
fn a_page_asks_for_nothing_and_has_no_script() {
    for format in PAGES {
        for plan in [EXPORT, HOSTILE, WINTER] {
            let page = page(plan, format);
            let style = between(&page, "<style>", "</style>").next().expect("a style");
            for asking in ["url(", "@import", "@font-face", "src:", "image-set"] {
                assert!(!style.contains(asking), "{format}: {asking}");
            }
            for tag in tags(&page).into_iter().filter(|tag| !tag.starts_with("meta http-equiv=")) {
                let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap_or_default();
                let known = "html head meta title link style body a header h1 ul li main section h2 p div table caption thead \
                             tbody tr th td svg rect details summary fieldset legend label input span strong b i q br bdi \
                             time ol dl dt dd pre nav small";
                assert!(known.split_whitespace().any(|known| known == name), "{format}: <{tag}>");
                for attribute in [" src", " srcset", " style", " on", " action", " background", " ping"] {
                    assert!(!tag.to_lowercase().contains(attribute), "{format}: <{tag}>");
                }
                let Some(address) = between(tag, "href=\"", "\"").next() else { continue };
                let leads =
                    ["https://", "#", "data:image/svg+xml,"].iter().any(|start| address.starts_with(start));
                assert!(leads, "{format}: <{tag}>");
                assert!(
                    !address.starts_with("https") || tag.contains("rel=\"noopener noreferrer\""),
                    "<{tag}>"
                );
            }
        }
    }
}

#[test]
fn every_id_is_its_own_and_every_place_that_is_led_to_is_there() {
    for format in PAGES {
        for plans in [vec![EXPORT], vec![WINTER], vec![EXPORT, WINTER, HOSTILE]] {
            let (page, _) = exported(&plans, format, &Choice::default(), Options::default());
            let ids: Vec<&str> = between(&page, " id=\"", "\"").collect();
            let set: HashSet<&str> = ids.iter().copied().collect();
            assert_eq!(ids.len(), set.len(), "{format}: {ids:?}");
            for place in between(&page, "href=\"#", "\"").chain(between(&page, "aria-labelledby=\"", "\"")) {
                assert!(set.contains(place), "{format}: {place}");
            }
        }
    }
}

#[test]
fn the_sheet_has_every_text_to_the_letter() {
    let (page, texts) = exported(&[WINTER], "sheet", &Choice::default(), Options::default());
    let shown: Vec<String> = between(&page, "<pre dir=\"auto\">\n", "</pre>")
        .map(|text| unescaped(text.strip_suffix("<br>").unwrap_or(text)))
        .collect();
    for text in texts.iter().filter(|text| !text.is_empty()) {
        assert!(shown.contains(text), "{text:?}");
    }
    assert!(
        texts.iter().any(|text| text.starts_with("  Spiced raf,\tcocoa  and uzvar,\n\n\nfrom today.  \n"))
    );
}

#[test]
fn a_post_at_one_time_is_one_card_and_another_clock_is_named() {
    let page = page(WINTER, "html");
    let cards: Vec<&str> = between(&page, "<li class=\"post ", "\n").collect();
    let named = |title: &str| -> Vec<&&str> { cards.iter().filter(|card| card.contains(title)).collect() };
    let [shared] = named("The winter menu is here")[..] else { panic!("one card") };
    assert!(shared.starts_with("k0 s2 c0 c3 c4\"") && shared.contains("promoted"), "{shared}");
    let [podil, kolkata] = named("Good night, Podil")[..] else { panic!("two cards") };
    assert!(
        podil.contains("datetime=\"2026-12-01T22:30+02:00\">22:30</time> <span class=\"category"),
        "{podil}"
    );
    assert!(
        kolkata
            .contains("datetime=\"2026-12-02T02:00+05:30\">02:00</time> <span class=\"zone\">Asia/Kolkata")
    );
    let narrowed = Options { timezone: Some(chrono_tz::Asia::Kolkata), ..Options::default() };
    let (page, _) = exported(&[WINTER], "html", &Choice::default(), narrowed);
    assert_eq!(
        between(&page, "<strong><bdi>Good night, Podil", "\n").count(),
        1,
        "on the same clocks, it is one time"
    );
    assert!(!page.contains("class=\"zone\""));
}

#[test]
fn a_day_says_how_many_posts_it_has_of_how_many_it_should() {
    let page = page(WINTER, "html");
    let day = |date: &str| {
        let start = format!("id=\"day-{date}\">");
        between(&page, &start, "</div>").next().map(|day| {
            let load = between(day, "<span class=\"load\">", "</span></div>").next();
            load.unwrap_or_else(|| day.rsplit_once("class=\"load\">").expect("a load").1)
                .replace("</span>", "")
        })
    };
    let days =
        ["2026-11-30", "2026-12-01", "2026-12-04", "2026-12-06", "2026-12-13", "2026-12-24", "2026-12-25"];
    let loads: Vec<String> = days.iter().filter_map(|date| day(date)).collect();
    assert_eq!(
        loads,
        [
            "<b aria-hidden=\"true\">▲</b> 3\u{a0}posts (1–2), <b>too many</b>",
            "1\u{a0}post (1–2)",
            "<b aria-hidden=\"true\">▼</b> 0\u{a0}posts (1–2), <b>too few</b>",
            "1\u{a0}post, day off",
            "day off",
            "no posting: <bdi>Christmas &amp; quiet</bdi>",
            "1\u{a0}post, no posting: <bdi>Christmas &amp; quiet</bdi>",
        ]
    );
}

#[test]
fn warnings_stand_at_what_they_are_about() {
    let page = page(WINTER, "html");
    let plan = between(&page, "<main>", "id=\"posts\"").next().expect("an overview");
    assert!(plan.contains("the plan is off target: branded 1 of 12 posts"));
    let day = between(&page, "id=\"day-2026-12-04\"", "</td>").next().expect("a day");
    assert!(day.contains("no post on 2 days from 2026-12-04 to 2026-12-05, at least 1 a day"));
    let post = between(&page, "Too long for its network", "</li>\n</ol>").next().expect("a post");
    assert!(
        post.contains(
            "<li class=\"error\"><b aria-hidden=\"true\">!</b> <span class=\"hidden\">Error: </span>"
        )
    );
    assert!(post.contains(" of 280 characters as X counts <b>! too long by 18</b>"));
}

#[test]
fn the_page_speaks_the_plans_language() {
    let ukrainian = page(EXPORT, "html");
    let english = page(&EXPORT.replace("language = \"uk\"", "language = \"pl\""), "html");
    for (page, tag, words) in [
        (&ukrainian, "uk", ["Листопад 2026", "23–24 листопада 2026", "Баланс контенту", "погоджено", "жарт"]),
        (&english, "en", ["November 2026", "23–24 November 2026", "Content mix", "approved", "joke"]),
    ] {
        assert!(page.contains(&format!("<html lang=\"{tag}\">")));
        for word in words {
            assert!(page.contains(word), "{tag}: {word}");
        }
    }
}

#[test]
fn several_plans_share_a_calendar_and_say_whose_a_post_is_where_they_meet() {
    let other = EXPORT.replace("title = \"Тиждень 48\"\n", "").replace("2026-11-24", "2026-11-25");
    let (page, _) = exported(&[EXPORT, &other], "html", &Choice::default(), Options::default());
    assert!(page.contains("<h1>Контент-план</h1>"));
    assert!(page.contains("<h2><bdi>Тиждень 48</bdi></h2>") && page.contains("<h2><bdi>plan-1</bdi></h2>"));
    assert_eq!(page.matches("<table class=\"calendar\"").count(), 1);
    let day = |date: &str| between(&page, &format!("id=\"day-{date}\""), "</td>").next().map(str::to_owned);
    let (monday, wednesday) = (day("2026-11-23").expect("a day"), day("2026-11-25").expect("a day"));
    assert_eq!(monday.matches("<span class=\"plan\">").count(), 6);
    assert!(monday.contains("<bdi>plan-1</bdi>: 2\u{a0}дописи (1–4)"));
    assert!(!wednesday.contains("class=\"plan\""));
    assert!(page.contains("<input type=\"checkbox\" id=\"p1\" checked>"));
}

#[test]
fn a_part_of_a_plan_says_so_and_nothing_is_a_page_too() {
    let telegram = Choice { channels: vec!["telegram".to_owned()], ..Choice::default() };
    let options =
        || Options { split: true, stamp: "2026-11-20T09:00:00Z".parse().ok(), ..Options::default() };
    let (page, _) = exported(&[EXPORT], "html", &telegram, options());
    assert!(page.contains("Сторінка показує частину плану") && !page.contains("Facebook"));
    assert!(page.contains("<h1><bdi>Тиждень 48</bdi> – <bdi>Telegram</bdi></h1>"));
    assert!(
        page.contains("Станом на 20 листопада 2026, <time datetime=\"2026-11-20T11:00+02:00\">11:00</time>")
    );
    let none = Choice { campaigns: vec!["none".to_owned()], ..Choice::default() };
    for format in PAGES {
        let (page, texts) = exported(&[EXPORT], format, &none, Options::default());
        assert!(texts.is_empty() && page.ends_with("</html>\n"));
        assert!(!page.contains("<li class=\"post"));
    }
}

#[test]
fn a_long_plan_has_the_same_page_whether_it_is_made_in_one_go_or_side_by_side() {
    use std::fmt::Write as _;
    let mut plan = "[plan]\nstart = 2020-01-01\nend = 2029-12-31\n".to_owned();
    for number in 0..3000 {
        let (year, month, day) = (2020 + number % 10, 1 + number / 10 % 12, 1 + number / 120);
        let _ = write!(
            plan,
            "[[post]]\nid = \"p{number}\"\nat = {year}-{month:02}-{day:02} 10:00:00\ncategory = \"branded\"\ntitle = \"Post {number}\"\n"
        );
    }
    let page = page(&plan, "html");
    let days: Vec<&str> = between(&page, "id=\"day-", "\"").collect();
    assert!(days.is_sorted() && days.len() > 3600, "{} days", days.len());
    assert_eq!(page.matches("<li class=\"post ").count(), 3000);
    assert_eq!(between(&page, "<nav", "</nav>").next().map_or(0, |nav| nav.matches("<a ").count()), 10);
}
