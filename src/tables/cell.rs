//! What stands in a cell: harmless, of a width that every terminal agrees on, categories by sign and word.

use comfy_table::{ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width};
use unicode_width::UnicodeWidthStr as _;

use crate::model::{CategoryId, Plan};
use crate::text::visible;

/// Colours of categories, in the order of the mix, as ANSI codes.
const COLORS: [u8; 6] = [34, 32, 35, 36, 33, 31];

/// Makes a text harmless, and as wide as every terminal draws it: emoji lose their joiners and variation selectors.
pub(super) fn plain(text: &str) -> String {
    visible(text).replace(['\u{200d}', '\u{fe0f}', '\u{fe0e}'], "")
}

/// Makes a title harmless, and says where there is none.
pub(super) fn caption(title: &str) -> String {
    if title.is_empty() { "(no title)".to_owned() } else { plain(title) }
}

/// Returns how many columns a text takes.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// Writes a category by its sign and its name.
pub(super) fn category(plan: &Plan, category: CategoryId) -> String {
    format!("{} {}", category.sign(), plain(plan.category(category)))
}

/// Colours the categories in a drawn table.
pub(super) fn painted(drawn: String, plan: &Plan, color: bool) -> String {
    if !color {
        return drawn;
    }
    plan.mix.categories().fold(drawn, |drawn, id| {
        let (code, name) = (COLORS[id.index() % COLORS.len()], category(plan, id));
        drawn.replace(&name, &format!("\u{1b}[{code}m{name}\u{1b}[0m"))
    })
}

/// Writes a heading, bold where colours are wanted.
pub(super) fn heading(text: &str, color: bool) -> String {
    if color { format!("\u{1b}[1m{text}\u{1b}[0m\n") } else { format!("{text}\n") }
}

/// A line below the head, and blanks between columns.
const LIST: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));
/// The same, with a line between rows.
const GRID: TableStyle = LIST.row_separator(LineStyle::none().fill('─').junction('─'));

/// Starts a table of a width.
pub(super) fn table(width: u16, head: &[&str]) -> Table {
    styled(LIST, width, head)
}

/// Starts a table of a width, with a line between rows.
pub(super) fn grid(width: u16, head: &[&str]) -> Table {
    styled(GRID, width, head)
}

fn styled(style: TableStyle, width: u16, head: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_style(style).set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    table.set_header(head.iter().map(ToString::to_string).collect::<Vec<_>>());
    table
}

/// Keeps columns from being squeezed below what they hold; the others share what is left.
pub(super) fn keep(table: &mut Table, columns: &[usize]) {
    for &index in columns {
        if let Some(column) = table.column_mut(index) {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
}

/// Gives a column of categories the width of the widest, so that tables below each other line up.
pub(super) fn align_categories(table: &mut Table, index: usize, plan: &Plan) {
    let widest = plan.mix.categories().map(|id| width(&category(plan, id))).max().unwrap_or_default();
    if let (Some(column), Ok(widest)) = (table.column_mut(index), u16::try_from(widest + 2)) {
        column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(widest.min(24))));
    }
}

/// Lets a column take so many columns of the terminal at most.
pub(super) fn limit(table: &mut Table, index: usize, most: u16) {
    if let Some(column) = table.column_mut(index) {
        column.set_constraint(ColumnConstraint::UpperBoundary(Width::Fixed(most)));
    }
}

/// Draws a table without blanks at the ends of its lines.
pub(super) fn drawn(table: &Table) -> String {
    let mut out = String::new();
    for line in table.lines() {
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// Wraps a text at blanks to lines of so many columns, each behind an indent.
pub(super) fn wrapped(text: &str, indent: usize, columns: u16) -> String {
    let room = usize::from(columns).saturating_sub(indent).max(10);
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split(' ') {
        let mut word = word;
        loop {
            let line = lines.last_mut().expect("there is always a line");
            let gap = usize::from(!line.is_empty());
            if width(line) + gap + width(word) <= room {
                if gap == 1 {
                    line.push(' ');
                }
                line.push_str(word);
                break;
            }
            if line.is_empty() {
                let end = fitting(word, room);
                line.push_str(&word[..end]);
                word = &word[end..];
            }
            lines.push(String::new());
        }
    }
    let blank = " ".repeat(indent);
    lines.iter().flat_map(|line| [blank.as_str(), line, "\n"]).collect()
}

/// Finds how many bytes of a word take so many columns at most, one character at least.
fn fitting(word: &str, room: usize) -> usize {
    let ends = word.char_indices().map(|(start, letter)| start + letter.len_utf8());
    let fits = ends.clone().take_while(|&end| width(&word[..end]) <= room).last();
    fits.or_else(|| ends.clone().next()).unwrap_or(word.len())
}
