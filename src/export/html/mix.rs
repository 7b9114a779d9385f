//! The mix of a plan: shares as a small chart with their targets, and the same in numbers.

use std::fmt::Write as _;

use super::frame::{Frame, channel_name};
use super::legend::{Legend, category};
use super::pen::Pen;
use crate::export::Chosen;
use crate::model::{View, Window, windows};

/// Shares that a chart shows, from nothing to this many percent; greater ones fill it.
const FULL: f64 = 60.0;

/// Writes the mix of a plan, or of the page's one channel, and below it that of each channel.
pub(super) fn mix(pen: &mut Pen, frame: &Frame<'_>, legend: &Legend<'_>, chosen: &Chosen<'_>) {
    let plan = chosen.plan;
    let mut windows = windows(plan, chosen.calendar);
    windows.retain(|window| !matches!(window.view, View::Week(_)));
    if let Some(only) = &frame.part.channel {
        windows.retain(|window| match window.view {
            View::Channel(id) => *plan.channel(id).name.value == **only,
            View::Plan | View::Week(_) => false,
        });
    }
    let Some((first, others)) = windows.split_first() else { return };
    pen.raw("<div class=\"mix\">\n");
    table(pen, frame, legend, chosen, first);
    if others.len() > 1 {
        pen.raw("<details>\n<summary>");
        pen.raw(frame.words.mix_by_channel);
        pen.raw("</summary>\n");
        for window in others {
            table(pen, frame, legend, chosen, window);
        }
        pen.raw("</details>\n");
    }
    pen.raw("</div>\n");
}

fn table(pen: &mut Pen, frame: &Frame<'_>, legend: &Legend<'_>, chosen: &Chosen<'_>, window: &Window) {
    let (plan, words) = (chosen.plan, frame.words);
    let strays = window.strays(plan).categories;
    pen.raw("<table>\n<caption>");
    match window.view {
        View::Channel(id) => pen.line(channel_name(words, plan.channel(id))),
        View::Plan | View::Week(_) => pen.raw(words.mix),
    }
    pen.raw(": ");
    pen.raw(match (window.judged, strays.is_empty()) {
        (false, _) => words.too_few_to_judge,
        (true, true) => words.on_target,
        (true, false) => words.off_target,
    });
    pen.raw("</caption>\n<thead><tr>");
    let count = match window.view {
        View::Channel(_) => words.placements_column,
        View::Plan | View::Week(_) => words.posts_column,
    };
    for (class, head) in [
        ("", words.category),
        (" class=\"chart\"", words.chart),
        ("", count),
        ("", words.share),
        ("", words.target),
    ] {
        pen.raw("<th scope=\"col\"");
        pen.raw(class);
        pen.raw(">");
        pen.raw(head);
        pen.raw("</th>");
    }
    pen.raw("</tr></thead>\n<tbody>\n");
    let total = window.posts() as f64;
    for id in plan.mix.categories() {
        let number = legend.numbers(chosen).category(id);
        let count = window.counts[id.index()];
        let (share, target) = (count as f64 * 100.0 / total, window.shares.value.percent(id));
        pen.raw("<tr><th scope=\"row\">");
        category(pen, number, words.known(plan.category(id)));
        pen.raw("</th><td class=\"chart\">");
        chart(pen, number, share, target);
        pen.raw("</td><td>");
        pen.grouped(words, count);
        let _ = write!(pen, "</td><td>{share:.0}\u{a0}%");
        if strays.contains(&id) {
            pen.raw(" <b aria-hidden=\"true\">≠</b><span class=\"hidden\"> ");
            pen.raw(words.off_target);
            pen.raw("</span>");
        }
        let _ = writeln!(pen, "</td><td>{target:.0}\u{a0}%</td></tr>");
    }
    pen.raw("</tbody>\n</table>\n");
}

/// Draws a share as a bar, with a line at its target; the numbers stand beside it.
fn chart(pen: &mut Pen, number: usize, share: f64, target: f64) {
    let at = |percent: f64| (percent / FULL * 120.0).min(120.0);
    let _ = write!(
        pen,
        "<svg class=\"k{number}\" viewBox=\"0 0 120 14\" width=\"120\" height=\"14\" aria-hidden=\"true\" focusable=\"false\">\
         <rect class=\"track\" y=\"3\" width=\"120\" height=\"8\" rx=\"2\"/>\
         <rect class=\"bar\" y=\"3\" width=\"{:.1}\" height=\"8\" rx=\"2\"/>\
         <rect class=\"target\" x=\"{:.1}\" width=\"2\" height=\"14\"/></svg>",
        at(share),
        at(target) - 1.0,
    );
}
