//! The schema of plan files in JSON, draft-07, which most editors know.
//!
//! Dates and times have no type there, and editors differ in what they make of them: a form for those that know
//! `partial-time` stands beside one for those that see text. Wherever a condition stands beside a table, it says that it lets
//! other keys be, since one of the editors takes it for a table of its own.

use std::collections::BTreeMap;

use chrono_tz::TZ_VARIANTS;
use serde_json::{Map, Value, json};

use super::{Holds, Table, root};
use crate::diag::{ALWAYS_ERRORS, Level};
use crate::rules::RULES;

const DAY: &str = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])";
const HOUR: &str = r"([01]\d|2[0-3]):[0-5]\d";
const SECONDS: &str = r":([0-5]\d|60)(\.\d+)?";

/// Returns the schema of plan files, settings and idea banks.
pub fn json_schema() -> Value {
    let mut definitions = shared();
    let mut schema = table(root(), &mut definitions);
    schema["$schema"] = "http://json-schema.org/draft-07/schema#".into();
    schema["title"] = "A content plan".into();
    schema["description"] =
        "Posts for social networks, settings that several plans share, or a bank of ideas; read by `plan`."
            .into();
    schema["definitions"] = json!(definitions);
    // A file that is extended may bring what must be there.
    schema["if"] = open(json!({ "not": open(json!({ "required": ["extends"] })) }));
    schema["then"] = inherited(root()).unwrap_or_else(|| open(json!({})));
    schema["dependencies"] = json!({ "post": ["plan"] });
    schema
}

/// Writes a table, and those inside of it into the definitions.
fn table(table: &'static Table, definitions: &mut BTreeMap<&'static str, Value>) -> Value {
    let mut properties = Map::new();
    for key in table.keys {
        if let Some(inside) = key.holds.inside()
            && !definitions.contains_key(inside.table.name)
        {
            definitions.insert(inside.table.name, Value::Null);
            let value = self::table(inside.table, definitions);
            definitions.insert(inside.table.name, value);
        }
        let mut value = holds(key.holds);
        value["description"] = key.text().into();
        properties.insert(key.name.to_owned(), value);
    }
    let mut schema = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    let needed = needed(table);
    if !needed.is_empty() && !table.inherits {
        schema["required"] = needed.into();
    }
    if !table.one_of.is_empty() {
        let one = |key: &&str| open(json!({ "required": [key] }));
        schema["anyOf"] = table.one_of.iter().map(one).collect();
    }
    schema
}

fn needed(table: &Table) -> Vec<&'static str> {
    table.keys.iter().filter(|key| key.needed).map(|key| key.name).collect()
}

/// Writes what must be there in tables that merge with those of other files, where no other file is extended; lists replace.
fn inherited(table: &'static Table) -> Option<Value> {
    let inside = table.keys.iter().filter_map(|key| {
        let condition = match key.holds {
            Holds::Table(table) => inherited(table)?,
            Holds::Named(table) => json!({ "type": "object", "additionalProperties": inherited(table)? }),
            _ => return None,
        };
        Some((key.name.to_owned(), condition))
    });
    let properties: Map<String, Value> = inside.collect();
    let needed = if table.inherits { needed(table) } else { Vec::new() };
    if properties.is_empty() && needed.is_empty() {
        return None;
    }
    Some(open(json!({ "properties": properties, "required": needed })))
}

/// Lets all keys be that a condition does not name.
fn open(mut condition: Value) -> Value {
    condition["type"] = "object".into();
    condition["additionalProperties"] = true.into();
    condition
}

/// Writes what a key may hold.
fn holds(what: Holds) -> Value {
    match what {
        Holds::Anything => json!({ "additionalProperties": true }),
        Holds::Text => json!({ "type": "string" }),
        Holds::Name => pattern(r"\S"),
        Holds::Pattern(own) => pattern(own),
        Holds::Word(words) => json!({ "type": "string", "enum": words() }),
        Holds::Hint(words) => json!({ "anyOf": [{ "type": "string", "enum": words() }, pattern(r"\S")] }),
        Holds::Zone => named("timezone"),
        Holds::Rule => named("rule"),
        Holds::Flag => json!({ "type": "boolean" }),
        Holds::Whole => json!({ "type": "integer" }),
        Holds::Count(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Holds::Percent => json!({ "type": "number", "minimum": 0, "maximum": 100 }),
        Holds::Date => named("date"),
        Holds::Time => named("time"),
        Holds::Moment => named("moment"),
        Holds::Either(several) => {
            json!({ "anyOf": several.iter().map(|&one| holds(one)).collect::<Vec<_>>() })
        }
        Holds::List(one, least) => json!({ "type": "array", "items": holds(*one), "minItems": least }),
        Holds::OneOrMore(one, least) => {
            json!({ "anyOf": [holds(Holds::List(one, least)), holds(*one)] })
        }
        Holds::Map(one, least) => {
            json!({ "type": "object", "additionalProperties": holds(*one), "minProperties": least })
        }
        Holds::MapBesideExtra(one) => json!({
            "type": "object",
            "properties": { "extra": extra() },
            "additionalProperties": holds(*one),
        }),
        Holds::Levels => levels(),
        Holds::Table(table) => named(table.name),
        Holds::Tables(table) => json!({ "type": "array", "items": named(table.name) }),
        Holds::Named(table) => json!({ "type": "object", "additionalProperties": named(table.name) }),
    }
}

fn pattern(own: &str) -> Value {
    json!({ "type": "string", "pattern": own })
}

/// Refers to a definition; right beside a reference nothing else would count.
fn named(name: &str) -> Value {
    json!({ "allOf": [{ "$ref": format!("#/definitions/{name}") }] })
}

/// Writes what is not a table and stands in many places.
fn shared() -> BTreeMap<&'static str, Value> {
    let either = |several: &[Value]| json!({ "anyOf": several });
    let date = json!({ "type": "string", "format": "date" });
    let partial =
        |format: &str, pattern: String| json!({ "type": "string", "format": format, "pattern": pattern });
    BTreeMap::from([
        ("timezone", json!({ "type": "string", "enum": zones() })),
        ("rule", json!({ "type": "string", "enum": rules().collect::<Vec<_>>() })),
        ("date", either(&[date.clone(), pattern(&format!("^{DAY}$"))])),
        (
            "time",
            either(&[
                partial("partial-time", format!("^{HOUR}{SECONDS}$")),
                pattern(&format!("^{HOUR}({SECONDS})?$")),
            ]),
        ),
        (
            "moment",
            either(&[
                partial("partial-date-time", format!("^{DAY}[Tt ]{HOUR}{SECONDS}$")),
                date,
                pattern(&format!("^{DAY}([Tt ]{HOUR}({SECONDS})?)?$")),
            ]),
        ),
    ])
}

fn extra() -> Value {
    let mut extra = holds(Holds::Anything);
    extra["description"] = super::root::EXTRA.text().into();
    extra
}

fn levels() -> Value {
    let all = ["off", Level::Note.word(), Level::Warning.word(), Level::Error.word()];
    let mut properties = Map::new();
    for rule in RULES {
        let info = rule.info();
        let words = if ALWAYS_ERRORS.contains(&info.name) { &all[3..] } else { &all };
        let about = format!("{}. Without it: `{}`.", info.summary(), info.level_word());
        let level = json!({ "type": "string", "enum": words, "description": about });
        properties.insert(info.name.to_owned(), level);
    }
    properties.insert("extra".to_owned(), extra());
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

fn rules() -> impl Iterator<Item = &'static str> {
    RULES.iter().map(|rule| rule.info().name)
}

fn zones() -> Vec<&'static str> {
    TZ_VARIANTS.iter().map(|zone| zone.name()).collect()
}
