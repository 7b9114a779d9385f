//! The mix of a plan, its weeks and its channels against the targets, and the running balance.

use comfy_table::Cell;

use super::Sheet;
use super::cell::{category, drawn, heading, keep, painted, plain, table, wrapped};
use crate::diag::count;
use crate::model::{Balance, CategoryId, View, Window, windows};

/// Cells of a bar.
const BAR: usize = 24;
/// Shares that a bar shows, from nothing to this many percent; all of them where one is larger.
const USUAL: f64 = 60.0;
/// Columns from which on bars are drawn.
const WIDE: u16 = 76;
/// Blocks of rising height.
const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// Writes shares against targets by plan, week and channel, each with its running balance and what to add or change.
pub fn mix(sheet: &Sheet<'_>) -> String {
    let windows = windows(sheet.plan, sheet.calendar);
    if windows.is_empty() {
        return "no posts in these days\n".to_owned();
    }
    windows.iter().map(|window| one_window(sheet, window)).collect::<Vec<_>>().join("\n")
}

fn one_window(sheet: &Sheet<'_>, window: &Window) -> String {
    let plan = sheet.plan;
    let title = plain(&window.title(plan, sheet.calendar));
    let what = if matches!(window.view, View::Channel(_)) { "placement" } else { "post" };
    let strays = window.strays(plan).categories;
    let verdict = match (window.judged, strays.is_empty()) {
        (false, _) => "too few to be judged".to_owned(),
        (true, true) => "on target".to_owned(),
        (true, false) => "off target".to_owned(),
    };
    let title = format!("{title}: {}, {verdict}", count(window.posts(), what));
    let mut out: String =
        wrapped(&title, 0, sheet.width).lines().map(|line| heading(line, sheet.color)).collect();
    out.push_str(&shares(sheet, window));
    if !strays.is_empty() {
        let cure = window.cure(plan);
        out.push_str(&wrapped(&plain(&cure.words(plan)), 2, sheet.width));
        if cure.add.is_none() {
            out.push_str(&wrapped(
                "(adding does not help: there is no room, or no number of posts is enough)",
                2,
                sheet.width,
            ));
        }
    }
    if !matches!(window.view, View::Week(_)) {
        out.push_str(&balance(sheet, window));
    }
    out
}

fn shares(sheet: &Sheet<'_>, window: &Window) -> String {
    let plan = sheet.plan;
    let is_wide = sheet.width >= WIDE;
    let head: &[&str] = if is_wide {
        &["category", "posts", "share", "target", "deviation", ""]
    } else {
        &["category", "posts", "share", "target", "deviation"]
    };
    let mut rows = table(sheet.width, head);
    let total = window.posts() as f64;
    let share = |id: CategoryId| window.counts[id.index()] as f64 * 100.0 / total;
    let target = |id: CategoryId| window.shares.value.percent(id);
    let is_usual = plan.mix.categories().all(|id| share(id).max(target(id)) <= USUAL);
    let full = if is_usual { USUAL } else { 100.0 };
    for id in plan.mix.categories() {
        let here = window.counts[id.index()] as f64;
        let (share, target) = (share(id), target(id));
        let deviation = here - total * target / 100.0;
        let mut cells = vec![
            category(plan, id),
            format!("{here:.0}"),
            format!("{share:.0} %"),
            format!("{target:.0} %"),
            format!("{} posts, {} points", signed(deviation), signed(share - target)),
        ];
        if is_wide {
            cells.push(bar(share, target, full));
        }
        rows.add_row(cells.into_iter().map(Cell::new).collect::<Vec<_>>());
    }
    keep(&mut rows, if is_wide { &[1, 2, 3, 5] } else { &[1, 2, 3] });
    painted(drawn(&rows), plan, sheet.color)
}

/// Writes a number with its sign and one decimal; nothing has no sign.
fn signed(number: f64) -> String {
    let text = format!("{number:+.1}");
    if text == "-0.0" || text == "+0.0" { "0.0".to_owned() } else { text.replace('-', "−") }
}

/// Draws a share as a bar with a mark at its target; the whole bar is `full` percent.
fn bar(share: f64, target: f64, full: f64) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "percents make few cells")]
    let cell = |percent: f64| ((percent / full * BAR as f64).round() as usize).min(BAR);
    let (filled, mark) = (cell(share), cell(target).min(BAR - 1));
    let sign = |index: usize| match (index == mark, index < filled) {
        (true, _) => '│',
        (false, true) => '█',
        (false, false) => '·',
    };
    (0..BAR).map(sign).collect()
}

fn balance(sheet: &Sheet<'_>, window: &Window) -> String {
    let plan = sheet.plan;
    let stream = window.stream(plan, sheet.calendar);
    let shares = &window.shares.value;
    let Some(balance) = Balance::of(shares, stream.iter().map(|&(_, category)| category)) else {
        return String::new();
    };
    let post = plan.post(stream[balance.moment - 1].0);
    let at = match window.view {
        View::Channel(channel) => plan.at(post, channel).value,
        View::Plan | View::Week(_) => post.at.value,
    };
    let side = if balance.ahead { "ahead" } else { "behind" };
    let used = shares.parts.iter().filter(|&&part| part > 0).count();
    let text = format!(
        "running balance: gap {:.2} posts, after post {} ({at}, {}), {} {side}; some order stays within {:.2}",
        balance.gap_posts(shares),
        balance.moment,
        plain(&post.reference()),
        plain(plan.category(balance.category)),
        Balance::bound(used),
    );
    let line = sparkline(&balance.course, shares.total, usize::from(sheet.width).saturating_sub(2).min(84));
    format!("{}  {line}\n", wrapped(&text, 2, sheet.width))
}

/// Draws the gap after each post as a block, the worst of several where there are more posts than cells; a full block is
/// 3 posts or more.
fn sparkline(course: &[i64], total: u32, cells: usize) -> String {
    let each = course.len().div_ceil(cells.max(1)).max(1);
    let block = |part: &[i64]| {
        let worst = part.iter().max().copied().unwrap_or_default();
        let height = usize::try_from(worst * 8 / (3 * i64::from(total))).unwrap_or_default();
        BLOCKS[height.min(BLOCKS.len() - 1)]
    };
    course.chunks(each).map(block).collect()
}
