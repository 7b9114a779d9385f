//! Names of channels, categories and plans over all plans of the page, and the filters by them: check boxes and a style.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::frame::{Frame, channel_name, plan_name};
use super::pen::Pen;
use crate::export::{Chosen, Entry};
use crate::model::{CategoryId, ChannelId, Status};
use crate::text::FileId;

/// Colours of categories that the style knows.
const COLORS: usize = 6;

/// Numbers for everything that has a name; the same name has the same number in every plan.
#[derive(Debug)]
pub(super) struct Legend<'a> {
    channels: Names<'a>,
    categories: Names<'a>,
    statuses: Vec<bool>,
    plans: HashMap<FileId, Numbers>,
    /// Whether plans meet on some day, so that there is a filter by plan.
    pub(super) plans_meet: bool,
}

/// Names in the order in which they were met.
#[derive(Debug, Default)]
struct Names<'a> {
    /// Each with whether something on the page bears it.
    all: Vec<(&'a str, bool)>,
    numbers: HashMap<&'a str, usize>,
}

/// What a plan's own numbers are on the page.
#[derive(Debug)]
pub(super) struct Numbers {
    /// The plan's own number.
    pub(super) plan: usize,
    channels: Vec<usize>,
    categories: Vec<usize>,
}

impl<'a> Names<'a> {
    fn number(&mut self, name: &'a str) -> usize {
        *self.numbers.entry(name).or_insert_with(|| {
            self.all.push((name, false));
            self.all.len() - 1
        })
    }

    /// Lists the names that are borne, with their numbers, where there are several.
    fn several(&self) -> impl Iterator<Item = (usize, &'a str)> + '_ {
        let borne = || self.all.iter().enumerate().filter(|(_, (_, is_borne))| *is_borne);
        let are_several = borne().nth(1).is_some();
        borne().filter(move |_| are_several).map(|(number, (name, _))| (number, *name))
    }
}

impl Numbers {
    /// Returns a channel's number.
    pub(super) fn channel(&self, id: ChannelId) -> usize {
        self.channels[id.index()]
    }

    /// Returns a category's number, in which its sign and its colour lie.
    pub(super) fn category(&self, id: CategoryId) -> usize {
        self.categories[id.index()]
    }
}

impl<'a> Legend<'a> {
    /// Numbers all names of a page.
    pub(super) fn of(frame: &Frame<'a>) -> Self {
        let (mut channels, mut categories) = (Names::default(), Names::default());
        let mut plans = HashMap::new();
        for (number, chosen) in frame.job.plans.iter().enumerate() {
            let plan = chosen.plan;
            let names = plan.channels.iter().map(|channel| channel_name(frame.words, channel));
            let numbers = Numbers {
                plan: number,
                channels: names.map(|name| channels.number(name)).collect(),
                categories: plan.mix.names.iter().map(|name| categories.number(&name.value)).collect(),
            };
            plans.insert(plan.file, numbers);
        }
        let mut statuses = vec![false; Status::ALL.len()];
        for entry in &*frame.entries {
            let numbers = &plans[&entry.chosen.plan.file];
            channels.all[numbers.channel(entry.placement.channel)].1 = true;
            categories.all[numbers.category(entry.post().category.value)].1 = true;
            statuses[entry.post().status() as usize] = true;
        }
        let mut periods: Vec<_> = frame.job.plans.iter().map(|chosen| chosen.calendar.period).collect();
        periods.sort_unstable_by_key(|period| period.from);
        let plans_meet = periods.windows(2).any(|pair| pair[1].from <= pair[0].to);
        Self { channels, categories, statuses, plans, plans_meet }
    }

    /// Returns the numbers of a plan's names.
    pub(super) fn numbers(&self, chosen: &Chosen<'_>) -> &Numbers {
        &self.plans[&chosen.plan.file]
    }

    /// Lists the statuses that posts have, where there are several.
    fn several_statuses(&self) -> impl Iterator<Item = usize> + '_ {
        let borne = || (0..self.statuses.len()).filter(|&status| self.statuses[status]);
        let are_several = borne().nth(1).is_some();
        borne().filter(move |_| are_several)
    }

    /// Makes the style of the filters: what nobody wants to see goes. Without `:has()`, everything stays.
    pub(super) fn style(&self) -> String {
        let mut style = String::new();
        for number in 0..self.categories.all.len() {
            let (color, sign) = (number % COLORS, CategoryId::new(number).sign());
            // The second time, that it is not to be read aloud; not every browser knows that.
            let _ = writeln!(
                style,
                ".k{number} {{ --own: var(--color-{color}) }}\n\
                 .category.k{number}::before {{ content: \"{sign}\"; content: \"{sign}\" / \"\" }}"
            );
        }
        style.push_str("@supports selector(:has(*)) {\n");
        if self.channels.several().next().is_some() {
            // A card of several channels stays as long as one of them is wanted.
            style.push_str(".post, .text { display: none }\n");
        }
        for (number, _) in self.channels.several() {
            let _ = writeln!(
                style,
                "body:has(#c{number}:checked) :is(li, div).c{number} {{ display: block }}\n\
                 body:has(#c{number}:not(:checked)) span.c{number} {{ display: none }}"
            );
        }
        let mut hide = |letter: &str, number: usize| {
            let _ = writeln!(
                style,
                "body:has(#{letter}{number}:not(:checked)) li.{letter}{number} {{ display: none }}"
            );
        };
        self.categories.several().for_each(|(number, _)| hide("k", number));
        self.several_statuses().for_each(|status| hide("s", status));
        if self.plans_meet {
            (0..self.plans.len()).for_each(|plan| hide("p", plan));
        }
        style.push_str("}\n");
        style
    }

    /// Writes the filters; the view and the warnings are on request.
    pub(super) fn filters(&self, pen: &mut Pen, frame: &Frame<'_>, has_warnings: bool) {
        let words = frame.words;
        pen.raw("<details class=\"filters\">\n<summary>");
        pen.raw(words.filters);
        pen.raw("</summary>\n<div>\n");
        fieldset(pen, words.channels, self.channels.several(), |pen, (number, name)| {
            check_box(pen, "c", number, |pen| pen.line(name));
        });
        fieldset(pen, words.category, self.categories.several(), |pen, (number, name)| {
            check_box(pen, "k", number, |pen| category(pen, number, words.known(name)));
        });
        fieldset(pen, words.status, self.several_statuses(), |pen, status| {
            check_box(pen, "s", status, |pen| pen.raw(words.statuses[status]));
        });
        let plans = frame.job.plans.iter().enumerate().filter(|_| self.plans_meet);
        fieldset(pen, words.plans, plans, |pen, (number, chosen)| {
            check_box(pen, "p", number, |pen| pen.line(plan_name(chosen)));
        });
        pen.raw("<fieldset><legend>");
        pen.raw(words.view);
        pen.raw("</legend>\n<label class=\"as-list\"><input type=\"checkbox\" id=\"as-list\"> ");
        pen.raw(words.as_list);
        pen.raw("</label>\n");
        if has_warnings {
            pen.raw("<label><input type=\"checkbox\" id=\"warnings\" checked> ");
            pen.raw(words.warnings);
            pen.raw("</label>\n");
        }
        pen.raw("</fieldset>\n</div>\n</details>\n");
    }

    /// Returns the classes' numbers of a placement's channel.
    pub(super) fn channel(&self, entry: &Entry<'_>) -> usize {
        self.numbers(entry.chosen).channel(entry.placement.channel)
    }
}

/// Writes check boxes below a heading; nothing where there are none.
fn fieldset<T>(
    pen: &mut Pen,
    legend: &str,
    items: impl Iterator<Item = T>,
    mut write: impl FnMut(&mut Pen, T),
) {
    let mut items = items.peekable();
    if items.peek().is_none() {
        return;
    }
    pen.raw("<fieldset><legend>");
    pen.raw(legend);
    pen.raw("</legend>\n");
    items.for_each(|item| write(pen, item));
    pen.raw("</fieldset>\n");
}

fn check_box(pen: &mut Pen, letter: &str, number: usize, write: impl FnOnce(&mut Pen)) {
    pen.raw("<label><input type=\"checkbox\" id=\"");
    pen.raw(letter);
    pen.number(number);
    pen.raw("\" checked> ");
    write(pen);
    pen.raw("</label>\n");
}

/// Writes a category by its name; the style puts its sign and its colour before it.
pub(super) fn category(pen: &mut Pen, number: usize, name: &str) {
    pen.raw("<span class=\"category k");
    pen.number(number);
    pen.raw("\">");
    pen.line(name);
    pen.raw("</span>");
}
