//! One mistake is one finding: what follows from it is not said, what it suggests can be written.

use crate::reader::{lines, read_text};

#[test]
fn what_a_mistake_hides_draws_no_mistakes_of_its_own() {
    let cases = [
        // A mix that does not sum up still has names, and a list that cannot be read still may hold them.
        (
            "[plan]\nstart = 2026-11-23\n[mix]\nshares = { fun = 50, sad = 45 }\n[[post]]\nat = 2026-11-23\ncategory = \"fun\"\n",
            1,
        ),
        (
            "extends = \"gone.toml\"\n[plan]\nstart = 2026-11-23\n[[post]]\nat = 2026-11-23\ncategory = \"branded\"\nowner = \"x\"\nchannels = \"y\"\n",
            1,
        ),
        (
            "[plan]\nstart = 2026-11-23\nideas = \"gone.toml\"\n[[post]]\nat = 2026-11-23\ncategory = \"branded\"\nidea = \"x\"\n",
            1,
        ),
        // Two tables of one name stand out beside another mistake.
        (
            "[plan]\nstart = 2026-11-23\n[cadence]\ngap = 5\n[[post]]\nat = 2026-11-23\ncategory \"branded\"\n[cadence]\ngap = 6\n",
            2,
        ),
        // Rules of recurrence as people write them.
        (
            "[plan]\nstart = 2026-11-23\n[[series]]\nid = \"s\"\nevery = \"FREQ=DAILY;UNTIL=20261125\"\ncategory = \"branded\"\n",
            0,
        ),
        (
            "[plan]\nstart = 2026-11-23\n[[series]]\nid = \"s\"\nevery = \"day\"\nuntil = 2026-11-20\nstart = 2026-11-23\ncategory = \"branded\"\n",
            1,
        ),
    ];
    for (text, problems) in cases {
        let (sources, plan) = read_text(text);
        let said: Vec<String> = lines(&sources, &plan);
        let said: Vec<&String> =
            said.iter().filter(|line| !line.contains("written twice") || problems == 2).collect();
        assert_eq!(said.len(), problems, "{text}\n{said:#?}");
    }
}

#[test]
fn ids_of_a_series_do_not_depend_on_the_period() {
    let ids = |days: u32| {
        let (_, plan) = read_text(format!(
            "[plan]\nstart = 2026-11-23\ndays = {days}\n[[series]]\nid = \"s\"\nevery = \"FREQ=DAILY;BYHOUR=9,18;BYMINUTE=0;BYSECOND=0\"\ntime = 09:00:00\ncategory = \"branded\"\n"
        ));
        plan.posts
            .iter()
            .map(|post| post.id.as_ref().map_or(String::new(), ToString::to_string))
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(1), ["s-2026-11-23-0900", "s-2026-11-23-1800"]);
    assert_eq!(ids(2)[..2], ids(1));
}

#[test]
fn suggested_names_are_quoted_as_toml() {
    let (_, plan) = read_text(
        "[plan]\nstart = 2026-11-23\n[mix]\nshares = { 'say \"hello\"' = 50, other = 50 }\n[[post]]\nat = 2026-11-23\ncategory = 'say \"helo\"'\n",
    );
    let fix = plan.problems[0].fix.as_ref().expect("a near name");
    assert!(format!("x = {}", fix.edits[0].text).parse::<toml::Table>().is_ok(), "{fix:?}");
}

#[test]
fn a_key_is_not_suggested_where_it_stands_already() {
    let (_, plan) = read_text(
        "[plan]\nstart = 2026-11-23\n[[post]]\nat = 2026-11-23\ncategory = \"branded\"\ntitle = \"x\"\ntitel = \"y\"\n",
    );
    assert!(plan.problems[0].fix.is_none());
}

#[test]
fn times_are_put_on_no_other_clocks_where_the_plans_zone_is_unknown() {
    let (_, plan) = read_text(
        "[plan]\nstart = 2026-11-23\ntimezone = \"Europe/Kiyv\"\n[channels.a]\nnetwork = \"x\"\ntimezone = \"Europe/Kyiv\"\n",
    );
    assert!(plan.channels[0].timezone.is_none());
    assert!(!plan.whole);
}
