//! Slips in the writing of TOML: each is said once, in words for people, and hides nothing; a fix that is offered cures.

use std::fmt::Write as _;

use content_plan::diag::{Fault, Problem};

use crate::reader::{lines, read_text};

const PLAN: &str = "[plan]\nstart = 2026-11-30\n";
const POST: &str = "[[post]]\nat = 2026-11-30 09:00\ncategory = \"branded\"\n";

/// Lines of a post with a slip in each.
const IN_A_POST: &[&str] = &[
    "zzz",
    "my link = 1",
    "first comment = \"x\"",
    "назва = \"x\"",
    "a..b = 1",
    "= \"x\"",
    "title",
    "title =",
    "title: \"x\"",
    "title:\"x\"",
    "title := \"x\"",
    "title => \"x\"",
    "title -> \"x\"",
    "title \"x\"",
    "title == \"a\"",
    "\"title = \"x\"",
    "title:",
    "// a remark",
    "; a remark",
    "title = \"x\" // a remark",
    "title = \"x\";",
    "title = \"x\",",
    "title = \"x\" x",
    "title = \"x\" link = \"y\"",
    "<<<<<<< HEAD\ntitle = \"a\"\n=======\ntitle = \"b\"\n>>>>>>> other",
    "\u{a0}title = \"a\"",
    "\u{200b}title = \"a\"",
    "\u{feff}title = \"a\"",
    "title =\u{a0}\"a\"",
    "promoted = True",
    "promoted = yes",
    "promoted = so",
    "title = True",
    "owner = olena koval",
    "status = aproved",
    "link = https://kava.example/podil",
    "hashtags = #kava",
    "hashtags = kava, podil",
    "hashtags = (kava, podil)",
    "hashtags = \"kava\", \"podil\"",
    "hashtags = \"kava\"]",
    "hashtags = [a b]",
    "hashtags = [kava]",
    "hashtags = [\"a\" \"b\"]",
    "hashtags = [\"a\",, \"b\"]",
    "hashtags = [\"a\", \"b\"",
    "hashtags = [\"a\", \"b\"}",
    "media={file}",
    "media=[{file=}]",
    "media = [file = \"a.jpg\"]",
    "media = { file = \"a.jpg\" alt = \"b\" }",
    "media = { file \"a.jpg\" }",
    "media = { file: \"a.jpg\", alt: \"b\" }",
    "media = { file = \"a.jpg\"",
    "media = [{ file = \"a.jpg\", alt = \"x\" ]",
    "media = [{ file = \"a.jpg\" }, { file = \"b.jpg\" }",
    "media = [\n  \"a.jpg\",\n  \"b.jpg\"",
    "text = \"перший\nдругий\"",
    "text = \"\"\"перший\nдругий",
    "title = \"Кава",
    "title = 'Кава",
    "title = \"Кава”",
    "title = Кава\"",
    "title = “Кава”",
    "title = «Кава»",
    "title = `Кава`",
    "title = \"кава \"Крихта\" тут\"",
    "title = 'об'єднали'",
    "title = Кава на \"Подолі\"",
    "title = \"a\" \"b\"",
    "text = \"C:\\Users\"",
    "text = \"a\\qb\"",
    "text = \"a\\nb\\q\"",
    "text = \"a\u{1}b\"",
    "title = \"x\" # a\u{1}b",
    "title = \"x\"\rlink = \"y\"",
    "signed = \"a\"\nsigned = \"b\"",
    "text =\nперший рядок\nдругий рядок\"\"\"",
    "text =\nперший рядок\nдругий рядок",
    "text = “\"\"\nперший рядок\nдругий рядок\"\"\"",
    "text = \"\"\nперший рядок\n\nдругий рядок\"\"\"",
    "text = \"\nперший рядок\nдругий рядок\"\"\"",
    "text = \"\"\"\nперший рядок\nдругий рядок\"\"",
    "text = \"\"\"перший рядок\nдругий рядок\"\"\" x",
    "text = \"\"\"\nперший рядок\"\"\nfirst_comment = \"\"\"\nдругий рядок\"\"\"",
    "media =\n  { file = \"a.jpg\" },\n]",
    "media = [\n  file = \"a.jpg\" },\n]",
    "media = [{ file =",
    "variants.telegram = \"a\"",
    "post.variants.telegram]\ntext = \"a\"",
    "[post.variants.telegram\ntext = \"a\"",
    "[[post.variants.telegram]]\ntext = \"a\"",
    "extra = { a = { b = [[1] } }",
];

/// Times of a post with a slip in each.
const TIMES: &[&str] = &[
    "01.12.2026 10:00",
    "1.12.2026",
    "2026/11/30",
    "2026-11-30 9:30",
    "2026-11-30, 09:30",
    "30/11/2026",
    "03/04/2026",
    "2026-13-40",
    "2026-11-30 25:00",
    "2026-11-30 09:30+2",
    "tomorrow",
    "5 pm",
];

/// Settings with a slip in each; a post names the category `news` and the channel `t`.
const SETTINGS: &[&str] = &[
    "[mix]\nshares={news=50,fun=}",
    "[mix]\nshares = { news = 30 functional = 35, emotional = 35 }",
    "[mix]\nshares = { news = 30 functional = 35 emotional = 35 }",
    "[mix]\nshares = { news: 50, fun: 50 }",
    "[mix]\nshares = { news = 50%, fun = 50% }",
    "[mix]\nshares = { news = 50, новини = 50 }",
    "[mix]\nshares = { news = 50, fun = 50",
    "[mix]\nshare = { news = 50, fun = 50 }",
    "[mix]\nshares = [50, 50]",
    "[mix]\nshares = { news = 100 }",
    "[mix]\nshares",
    "[mix\nshares = { news = 50, fun = 50 }",
    "[[mix]]\nshares = { news = 50, fun = 50 }",
    "[mix]\nshares = { news = 50, fun = 50 }\ntolerance = 2,5",
    "[mix]\nshares = { news = 50, fun = 50 }\ntolerance = 5 %",
    "[mix]\nshares = { news = 50, fun = 50 }\n[cadence]\ngap = 30min",
    "[mix]\nshares = { news = 50, fun = 50 }\n[cadence]\ngap = 030",
    "[mix]\nshares = { news = 50, fun = 50 }\n[cadence] gap = 30",
    "[mix]\nshares = { news = 50, fun = 50 }\n[cadence]\nquiet = { from = 9:30, to = 7:00 }",
    "[mix]\nshares = { news = 50, fun = 50 }\n[rules]\nlong-silence = off",
    "[channels.t\nnetwork = \"x\"",
    "[channels.t]]\nnetwork = \"x\"",
    "[[channels.t]\nnetwork = \"x\"",
    "[[channels.t]]\nnetwork = \"x\"",
    "[[channels]]\nnetwork = \"x\"",
    "[channels]\nt = { network = \"x\"",
    "[channels]\nt = { network \"x\" }",
    "[channels]\nt",
    "[channel.t]\nnetwork = \"x\"",
    "[chan nels.t]\nnetwork = \"x\"",
    "[channels.t]\nnetwork = \"x\"\n[channels.телеграм]\nnetwork = \"x\"",
    "[channels.t]\nnetwork = \"x\"\n[channels.my page]\nnetwork = \"x\"",
    "[channels.t]\nnetwork = \"x\"\n[[channels]]\nnetwork = \"x\"",
    "[channels.t]\nnetwork = \"x\"\n[channel.u]\nnetwork = \"x\"",
    "[]\nnetwork = \"x\"",
];

/// Whole plans.
const PLANS: &[&str] = &[
    "[plan\nstart = 2026-11-30\n[[post]]\nat = 2026-11-30\ncategory = \"branded\"\n",
    "[[plan]]\nstart = 2026-11-30\n[[post]]\nat = 2026-11-30\ncategory = \"branded\"\n",
    "[plan]\nstart = 2026-11-30\n[[post]\nat = 2026-11-30\ncategory = \"branded\"\n",
    "[plan]\nstart = 2026-11-30\n[post]]\nat = 2026-11-30\ncategory = \"branded\"\n",
    "[plan]\nstart = 2026-11-30\n[[post\nat = 2026-11-30\ncategory = \"branded\"\n",
    "[plan]\nstart = 2026-11-30\n[post]\nat = 2026-11-30\ncategory = \"branded\"\n",
    "[plan]\nstart = 2026-11-30\n[[Post]]\nat = 2026-11-30\ncategory = \"branded\"\n",
    "[plan]\nstart = 2026-11-30\npost = [{ at = 2026-11-30, category = \"branded\" }]\n",
    "plan:\n  start: 2026-11-30\n",
];

/// The corpus: each slip in a plan that is sound otherwise.
fn corpus() -> Vec<(String, String)> {
    let in_a_post = IN_A_POST.iter().map(|slip| {
        (slip.to_string(), format!("[channels.telegram]\nnetwork = \"telegram\"\n{PLAN}{POST}{slip}\n{POST}"))
    });
    let times = TIMES.iter().map(|time| {
        (time.to_string(), format!("{PLAN}[[post]]\nat = {time}\ncategory = \"branded\"\n{POST}"))
    });
    let settings = SETTINGS.iter().map(|slip| {
        let post = "[[post]]\nat = 2026-11-30 09:00\ncategory = \"news\"\n";
        let post = if slip.contains("mix") { post.to_owned() } else { format!("{POST}channels = \"t\"\n") };
        (slip.to_string(), format!("{slip}\n{PLAN}{post}"))
    });
    let plans = PLANS.iter().map(|plan| (plan.to_string(), plan.to_string()));
    in_a_post.chain(times).chain(settings).chain(plans).collect()
}

fn said(problem: &Problem) -> (Fault, String) {
    (problem.fault, problem.message.clone())
}

/// Applies the fix of a problem, where it has one.
fn fixed(text: &str, problem: &Problem) -> Option<String> {
    let mut edits = problem.fix.clone()?.edits;
    edits.sort_by_key(|edit| edit.span.start);
    let mut text = text.to_owned();
    for edit in edits.iter().rev() {
        text.replace_range(edit.span.range(), &edit.text);
    }
    Some(text)
}

#[test]
fn each_slip_is_said_in_words_for_people() {
    let mut report = String::new();
    for (slip, text) in corpus() {
        let (sources, plan) = read_text(text.clone());
        let _ =
            writeln!(report, "{}", slip.escape_debug().to_string().replace("\\n", "⏎").replace("\\\"", "\""));
        let mut problems: Vec<&Problem> = plan.problems.iter().collect();
        problems.sort_by_key(|problem| problem.primary.span.start);
        for problem in problems {
            let at = sources.positions(problem.primary.span).0;
            let place = &text[problem.primary.span.range()];
            let (message, help) = (&problem.message, problem.help.as_deref().unwrap_or_default());
            let _ = writeln!(report, "  {}:{} {place:?}: {message}\n    {help}", at.line, at.column);
            if let Some(fix) = &problem.fix {
                let edits: Vec<String> = fix
                    .edits
                    .iter()
                    .map(|edit| format!("{:?} -> {:?}", &text[edit.span.range()], edit.text))
                    .collect();
                let _ = writeln!(report, "    fix: {}", edits.join(", "));
            }
        }
    }
    insta::assert_snapshot!(report);
}

#[test]
fn a_fix_that_is_offered_cures() {
    let mut offered = 0;
    for (slip, text) in corpus() {
        let (_, plan) = read_text(text.clone());
        for problem in &plan.problems {
            let Some(cured) = fixed(&text, problem) else { continue };
            offered += 1;
            let (_, after) = read_text(cured.clone());
            let before: Vec<_> = plan.problems.iter().map(said).collect();
            let new: Vec<_> =
                after.problems.iter().map(said).filter(|problem| !before.contains(problem)).collect();
            assert!(new.is_empty(), "{slip}\n{problem:?}\n{cured}\n{new:?}");
            assert!(after.problems.len() < before.len(), "{slip}\n{problem:?}\n{cured}");
        }
    }
    assert!(offered > 80, "{offered} fixes are offered");
}

#[test]
fn a_slip_is_one_finding_and_hides_no_other() {
    let rest = "owner=\"nobody\"\npartner=\"p\"\nstatus=\"x\"\npromoted=\"x\"\nhashtags=7\nkinn=\"joke\"\ncampaign=\"zz\"\n";
    for slip in IN_A_POST.iter().filter(|slip| !slip.contains("post.variants")) {
        let own: Vec<&str> = ["owner", "status", "promoted", "hashtags"]
            .into_iter()
            .filter(|key| slip.starts_with(key) || slip.contains(&format!("\n{key}")))
            .collect();
        let rest: Vec<&str> =
            rest.lines().filter(|line| !own.iter().any(|key| line.starts_with(key))).collect();
        let (count, rest) = (rest.len(), rest.join("\n"));
        for text in
            [format!("{PLAN}{POST}{slip}\n{rest}\n{POST}"), format!("{PLAN}{POST}{rest}\n{slip}\n{POST}")]
        {
            let (sources, plan) = read_text(text.clone());
            let faults: Vec<_> =
                plan.problems.iter().filter(|problem| problem.fault != Fault::Syntax).collect();
            let found = lines(&sources, &plan);
            assert!(faults.len() >= count, "{text}\n{found:#?}");
            assert_eq!(plan.posts.len(), 2, "{text}\n{found:#?}");
        }
    }
    for slip in ["title: \"x\"", "zzz", "title = \"x\" x", "title = \"\"\"a\nb"] {
        let (sources, plan) = read_text(format!("{PLAN}{POST}{slip}\n{rest}"));
        assert_eq!(plan.problems.len(), 8, "{slip}: {:#?}", lines(&sources, &plan));
    }
}

#[test]
fn a_slip_in_one_of_the_inline_posts_hides_no_other() {
    let lists = [
        // An open text, an open table, a comma that is missing, text without quotes.
        "  { at = 2026-11-30 09:00, category = \"a\n",
        "  { at = 2026-11-30 09:00, category = \"branded\"\n",
        "  { at = 2026-11-30 09:00, category = \"branded\" }\n",
        "  { at = 2026-11-30 09:00 category = \"branded\" },\n",
        "  { at = 2026-11-30 09:00, category = branded },\n",
        "  { at = 2026-11-30 09:00, category },\n",
        "  {\n    at = 2026-11-30 09:00,\n    category = \"branded\n  },\n",
        "  {\n    at = 2026-11-30 09:00\n    category = \"branded\",\n  },\n",
        "  {\n    at = 2026-11-30 09:00,\n    category = \"branded\",\n",
        "  {\n    at: 2026-11-30 09:00,\n    category = \"branded\",\n  },\n",
    ];
    for slip in lists {
        let text = format!(
            "post = [\n  {{ at = 2026-11-30 08:00, category = \"zz0\" }},\n{slip}  {{ at = 2026-11-30 11:00, category = \"zz1\" }},\n  {{\n    at = 2026-11-30 12:00,\n    category = \"zz2\",\n  }},\n]\n{PLAN}"
        );
        let (sources, plan) = read_text(text.clone());
        let found = lines(&sources, &plan);
        let count = |words: &str| found.iter().filter(|line| line.contains(words)).count();
        assert_eq!((count("Syntax"), count("no category is called `zz")), (1, 3), "{text}\n{found:#?}");
        assert_eq!(found.len(), 4, "{text}\n{found:#?}");
    }
}

#[test]
fn names_are_not_strange_where_their_declaration_could_not_be_read() {
    for slip in SETTINGS {
        let post = "[[post]]\nat = 2026-11-30 09:00\ncategory = \"news\"\n";
        let text = if slip.contains("mix") {
            format!("{slip}\n{PLAN}{post}")
        } else {
            format!("{slip}\n{PLAN}{POST}channels = [\"t\"]\n")
        };
        let (sources, plan) = read_text(text);
        assert_eq!(plan.problems.len(), 1, "{slip}\n{:#?}", lines(&sources, &plan));
    }
}

#[test]
fn tables_of_a_name_that_is_nearly_known_are_read() {
    for name in ["posts", "Post", "posst", "\"posts\""] {
        let more = format!("[[{name}]]\nat = 2026-11-30 10:00\ncategory = \"functionall\"\ntitel = \"y\"\n");
        let text = format!("{PLAN}{POST}{more}{more}");
        let (sources, plan) = read_text(text.clone());
        let found = lines(&sources, &plan);
        assert_eq!(plan.posts.len(), 3, "{found:#?}");
        let bare = name.trim_matches('"');
        assert_eq!(
            found,
            [
                format!("6:3 UnknownKey: a plan file has no key `{bare}`"),
                "8:12 UnknownName: no category is called `functionall`".to_owned(),
                "9:1 UnknownKey: a post has no key `titel`".to_owned(),
                "12:12 UnknownName: no category is called `functionall`".to_owned(),
                "13:1 UnknownKey: a post has no key `titel`".to_owned(),
            ]
        );
        let first =
            plan.problems.iter().find(|problem| problem.message.contains("plan file")).expect("it is said");
        assert_eq!(first.help.as_deref(), Some("did you mean `post`?"));
        let (_, cured) = read_text(fixed(&text, first).expect("a fix"));
        assert!(cured.problems.iter().all(|problem| !problem.message.contains("plan file")));
    }
    let text = format!(
        "[channels.x]\nnetwork = \"x\"\n[channel.vk]\nnetwork = \"x\"\n[channel.fb]\nnetwork = \"zz\"\n{PLAN}{POST}"
    );
    let (sources, plan) = read_text(text);
    assert_eq!(plan.channels.len(), 3);
    assert_eq!(
        lines(&sources, &plan),
        ["3:2 UnknownKey: a plan file has no key `channel`", "6:11 UnknownName: no network is called `zz`"]
    );
}

#[test]
fn depth_is_said_at_its_line() {
    for (deep, message) in [
        (format!("title = {}", "[".repeat(100_000)), "brackets stand more than 80 deep in one another"),
        (format!("{}a = 1", "a.".repeat(100_000)), "a name has more than 80 parts between dots"),
    ] {
        let (sources, plan) = read_text(format!("{PLAN}{POST}{deep}\nowner = \"nobody\"\n{POST}"));
        let found = lines(&sources, &plan);
        assert_eq!((found.len(), plan.posts.len()), (2, 2), "{found:#?}");
        assert!(found[0].starts_with("6:") && found[0].ends_with(message), "{found:#?}");
    }
}

/// Words in which the parser speaks, and nobody else.
const PARSER: &[&str] = &[
    "expected",
    "invalid",
    "malformed",
    "recurs",
    "unclosed",
    "unquoted",
    "radix",
    "literal",
    "missing ",
    "newline",
    "etc",
];

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { failure_persistence: None, ..Default::default() })]

    #[test]
    fn no_word_of_the_parser_reaches_the_user(
        cuts in proptest::collection::vec((0_usize..400, 0_usize..12, "[a-z \\n\\[\\]\"'=#{},.:;\\\\0-9а-яґ“”\u{a0}-]{0,4}"), 1..5)
    ) {
        let mut text = format!("{PLAN}[mix]\nshares = {{ news = 50, fun = 50 }}\n[channels.t]\nnetwork = \"telegram\"\nslots = [09:00, 12:00]\n{POST}title = \"Кава\"\ntext = \"\"\"Приходьте\nна каву\"\"\"\nmedia = [{{ file = \"a.jpg\", alt = 'x' }}]\nhashtags = [\"a\", \"b\"]\n[post.variants.t]\ntext = \"x\"\n{POST}");
        let alone = cuts.len() == 1;
        for (at, length, new) in cuts {
            let boundary = |mut at: usize| { while !text.is_char_boundary(at) { at -= 1; } at };
            let start = boundary(at.min(text.len()));
            let end = boundary((start + length).min(text.len())).max(start);
            text.replace_range(start..end, &new);
        }
        let (_, plan) = read_text(text.clone());
        let syntax = |problems: &[Problem]| problems.iter().filter(|problem| problem.fault == Fault::Syntax).count();
        for problem in plan.problems.iter().filter(|problem| problem.fault == Fault::Syntax) {
            let texts = [Some(&problem.message), problem.help.as_ref()];
            for said in texts.into_iter().flatten() {
                let own: String = said.split('`').step_by(2).collect();
                proptest::prop_assert!(!PARSER.iter().any(|word| own.contains(word)), "{said}\n{text}");
            }
            // Where there are several mistakes, one may hide another.
            if let Some(cured) = fixed(&text, problem).filter(|_| alone) {
                let (_, after) = read_text(cured.clone());
                proptest::prop_assert!(syntax(&after.problems) < syntax(&plan.problems), "{problem:?}\n{text}\n---\n{cured}");
            }
        }
    }
}
