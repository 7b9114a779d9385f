//! `custom`: a table that the plan describes itself: `[export.hootsuite] columns = […]`.

use super::cell::Cell;
use super::{Column, Dialect, Division, Purpose, Table, Takes, pattern};
use crate::diag::{closest, shortened};
use crate::export::{Job, Refusal};
use crate::model::{CustomTable, Holds};

/// Tables of the plan's own.
pub(in crate::export) struct Custom;

impl Dialect for Custom {
    const NAME: &'static str = "custom";
    const MEANING: &'static str = "a table that the plan describes: `[export.NAME]`, chosen by --table";

    fn table<'a>(&self, job: &Job<'a>) -> Result<Table<'a>, Refusal> {
        let custom = chosen(job)?;
        let column = |column: &'a crate::model::Column| {
            Column::new(
                &*column.name,
                match &column.holds {
                    Holds::Field(field) => Cell::Field(*field),
                    Holds::Words(words) => Cell::Words((&**words).into()),
                },
            )
        };
        let purpose = if custom.spreadsheet { Purpose::Spreadsheet } else { Purpose::Scheduler };
        let columns = custom.columns.iter().map(column).collect();
        Ok(Table {
            header: custom.header,
            date: pattern(&custom.date),
            time: pattern(&custom.time),
            datetime: pattern(&custom.datetime),
            clocks: custom.clocks,
            division: if custom.per_channel { Division::ByChannel } else { Division::One },
            most_rows: custom.max_rows.map(|most| most as usize),
            delimiter: custom.delimiter,
            quotes: custom.quotes,
            encoding: custom.encoding,
            line_end: custom.line_end,
            separator: (&*custom.separator).into(),
            alt_separator: (&*custom.separator).into(),
            takes: Takes { endings: &[], most: usize::MAX },
            gap: custom.gap,
            ..Table::new(&*custom.name.value, purpose, columns)
        })
    }
}

/// Finds the table that was asked for; without a wish, the only one.
fn chosen<'a>(job: &Job<'a>) -> Result<&'a CustomTable, Refusal> {
    let refusal = |message: String| Err(Refusal { message });
    let mut tables: Vec<&'a CustomTable> = Vec::new();
    for table in job.plans.iter().flat_map(|chosen| &chosen.plan.tables) {
        // Plans of one run may share a table; the first one's holds.
        if tables.iter().all(|known| known.name.value != table.name.value) {
            tables.push(table);
        }
    }
    let names = || tables.iter().map(|table| &*table.name.value);
    let list = || names().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    match (&job.options.table, tables.as_slice()) {
        (_, []) => refusal(
            "no table is described: write `[export.NAME]` with `columns = [\"datetime\", \"text\"]`"
                .to_owned(),
        ),
        (None, [only]) => Ok(only),
        (None, _) => refusal(format!("several tables are described: choose one of {} with --table", list())),
        (Some(asked), _) => match tables.iter().find(|table| *table.name.value == **asked) {
            Some(table) => Ok(table),
            None => {
                let asked = shortened(asked);
                match closest(&asked, names()) {
                    Some(near) => refusal(format!("no table is called `{asked}`; did you mean `{near}`?")),
                    None => refusal(format!("no table is called `{asked}`; there are {}", list())),
                }
            }
        },
    }
}
