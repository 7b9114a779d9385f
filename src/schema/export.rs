//! Tables for tools.

use super::holds::{Holds, MANY, delimiters, encodings, fields, line_ends, quotes};
use super::root::EXTRA;
use super::{Key, Table};

/// What a column holds.
const FIELD: Holds = Holds::Word(fields);

pub(super) static EXPORT: Table = Table::headed(
    "export",
    "[export.NAME]",
    "is a table for a tool, see [below](#a-table-of-your-own)",
    &[
        Key::new(
            "columns",
            Holds::OneOrMore(&Holds::Either(&[Holds::Table(&COLUMN), FIELD]), 1),
            "what each column holds, with a name of its own or not: `[\"datetime\", { name = \"Caption\", holds = \"text\" }]`",
        )
        .needed(),
        Key::new("header", Holds::Flag, "whether the names of columns stand above").without("`true`"),
        Key::new("date", Holds::Pattern("%"), "how a day is written, as strftime has it: `\"%d/%m/%Y\"`")
            .without("`\"%Y-%m-%d\"`"),
        Key::new("time", Holds::Pattern("%"), "how a time of day is written").without("`\"%H:%M\"`"),
        Key::new("datetime", Holds::Pattern("%"), "how both are written in one cell")
            .without("`\"%Y-%m-%d %H:%M\"`"),
        Key::new(
            "timezone",
            Holds::Either(&[Holds::Word(clocks), Holds::Zone]),
            "whose clocks its times are on: `channel`, `plan` or an IANA zone",
        )
        .without("`channel`"),
        Key::new("max_rows", Holds::Count(1, u32::MAX), "rows of a file; the rest goes into the next")
            .without("no limit"),
        Key::new("gap", Holds::Count(0, MANY), "least minutes between two posts on a channel; nearer ones are told"),
        Key::new("per_channel", Holds::Flag, "whether each channel gets a file of its own").without("`false`"),
        Key::new(
            "delimiter",
            Holds::Word(delimiters),
            "what stands between cells: `comma`, `semicolon` or `tab`",
        )
        .without("`comma`"),
        Key::new("quotes", Holds::Word(quotes), "which cells stand in quotes: those where it is `needed`, or `always`")
            .without("`needed`"),
        Key::new("separator", Holds::Text, "what stands between several things in one cell").without("`\",\"`"),
        Key::new("encoding", Holds::Word(encodings), "`utf-8`, or `utf-8-bom` for Excel").without("`utf-8`"),
        Key::new("line_end", Holds::Word(line_ends), "what ends a row: `crlf` or `lf`").without("`crlf`"),
        Key::new(
            "spreadsheet",
            Holds::Flag,
            "whether it is for people: every post, formulas made harmless",
        )
        .without("`false`"),
        EXTRA,
    ],
)
.inheriting();

static COLUMN: Table = Table::inline(
    "column",
    &[
        Key::new("name", Holds::Text, "what stands above it").without("the word for what it holds"),
        Key::new("holds", FIELD, "what it holds of a post, in one word"),
        Key::new("words", Holds::Text, "the same words in each row, in place of `holds`"),
    ],
)
.one_of(&["holds", "words"]);

fn clocks() -> Vec<&'static str> {
    vec!["channel", "plan"]
}
