//! Headers of tables, and of lists of tables.

use super::Offer;
use crate::lsp::cursor::Cursor;
use crate::lsp::look::Look;
use crate::read::scan::is_bare;

/// The tables of the format, as their headers are written, and what they hold; those that end with a dot want a name.
const HEADERS: &[(&str, &str)] = &[
    ("[plan]", "title, days, time zone"),
    ("[[post]]", "a post"),
    ("[post.variants.", "what differs of the post above on one channel"),
    ("[[series]]", "posts that come back"),
    ("[[idea]]", "something that could be posted"),
    ("[[duty]]", "care of the community"),
    ("[mix]", "categories and their shares"),
    ("[cadence]", "how many posts, how close, when none"),
    ("[channels.", "where posts go out"),
    ("[people.", "who makes posts"),
    ("[partners.", "who posts with us"),
    ("[campaigns.", "a burst of posts with one aim"),
    ("[kinds]", "categories of your own kinds"),
    ("[links]", "the domains that are yours"),
    ("[rules]", "levels of rules"),
    ("[export.", "a table for a tool"),
];

/// Returns whether a key of the top level is a table.
pub(super) fn is_table(key: &str) -> bool {
    HEADERS.iter().any(|(header, _)| name(header) == key)
}

/// Writes the header of a table.
pub(super) fn written(key: &str) -> String {
    let found = HEADERS.iter().find(|(header, _)| name(header) == key);
    found.map_or_else(|| key.to_owned(), |(header, _)| (*header).to_owned())
}

fn name(header: &str) -> &str {
    header.trim_matches(['[', ']', '.'])
}

/// Offers headers in place of what is typed of one.
pub(super) fn offers(look: &Look<'_>, cursor: &Cursor) -> Vec<Offer> {
    if let [list @ ("post" | "series"), "variants", ..] = &*cursor.words() {
        let channels = look.plan.channels.iter().filter(|channel| !channel.is_nameless());
        let header = |name: &str| {
            if is_bare(name) {
                format!("[{list}.variants.{name}]")
            } else {
                format!("[{list}.variants.\"{name}\"]")
            }
        };
        return channels.map(|channel| Offer::new(header(&channel.name), channel.network.title)).collect();
    }
    // A plan has one of these, also where it cannot be read now.
    let has_head =
        look.text.lines().any(|line| line.trim_start().starts_with("[plan]")) && cursor.words() != ["plan"];
    let offers = HEADERS.iter().map(|(header, about)| Offer::new(*header, *about));
    offers.filter(|offer| !(has_head && offer.word == "[plan]")).collect()
}
