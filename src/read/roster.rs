//! People, partners and campaigns.

use super::tree::{Entry, Table};
use super::values::Reading;
use crate::model::{Campaign, Name, Partner, Person, Role};

pub(super) const PERSON_KEYS: &[&str] = &["name", "role", "extra"];
pub(super) const PARTNER_KEYS: &[&str] = &["name", "competitor", "extra"];
pub(super) const CAMPAIGN_KEYS: &[&str] = &["title", "start", "end", "extra"];

pub(super) fn read_person(key: Name, mut table: Table<'_>, reading: &mut Reading) -> Person {
    let place = format!("`[people.{key}]`");
    let mut person = Person { key, name: None, role: None };
    reading.strange_keys(&mut table, PERSON_KEYS, &place);
    for Entry { key, node } in table.entries {
        match &*key.value {
            "name" => person.name = reading.text("name", node),
            "role" => person.role = reading.choice("role", node, &Role::ALL, Role::word),
            _ => {}
        }
    }
    person
}

pub(super) fn read_partner(key: Name, mut table: Table<'_>, reading: &mut Reading) -> Partner {
    let place = format!("`[partners.{key}]`");
    let mut partner = Partner { key, name: None, competitor: None };
    reading.strange_keys(&mut table, PARTNER_KEYS, &place);
    for Entry { key, node } in table.entries {
        match &*key.value {
            "name" => partner.name = reading.text("name", node),
            "competitor" => partner.competitor = reading.boolean("competitor", &node),
            _ => {}
        }
    }
    partner
}

pub(super) fn read_campaign(key: Name, mut table: Table<'_>, reading: &mut Reading) -> Campaign {
    let place = format!("`[campaigns.{key}]`");
    let mut campaign = Campaign { key, title: None, start: None, end: None };
    reading.strange_keys(&mut table, CAMPAIGN_KEYS, &place);
    for Entry { key, node } in table.entries {
        match &*key.value {
            "title" => campaign.title = reading.text("title", node),
            "start" => campaign.start = reading.date("start", &node),
            "end" => campaign.end = reading.date("end", &node),
            _ => {}
        }
    }
    if let (Some(start), Some(end)) = (campaign.start, campaign.end)
        && end.value < start.value
    {
        let message = format!("the campaign `{}` ends on {end}, before it starts on {start}", campaign.key);
        reading.bad_value(end.span, message, "swap `start` and `end`");
    }
    campaign
}
