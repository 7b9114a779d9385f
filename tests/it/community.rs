//! What rules of the community and the workflow rest on: turns of duties, keys that could not be read, series.

use content_plan::model::Plan;
use content_plan::read::{Disk, Input, read};
use content_plan::text::Sources;

fn plan(text: &str) -> Plan {
    read(&Sources::new(), &Disk, Input::bytes("plan.toml", text)).expect("a text can be read")
}

#[test]
fn duties_take_turns_inside_the_plan_in_order_of_time() {
    let plan = plan(
        "[plan]\nstart = 2026-11-23\ndays = 3\n\
         [[duty]]\ntitle = \"open\"\nevery = \"day\"\nexcept = [2026-11-24]\n\
         [[duty]]\ntitle = \"evening\"\nevery = [\"monday\", \"tuesday\"]\ntime = 18:00:00\nstart = 2026-11-24\n\
         [[duty]]\ntitle = \"dropped\"\nevery = \"day\"\nstatus = \"cancelled\"\n\
         [[duty]]\ntitle = \"twice\"\nevery = \"FREQ=DAILY;BYHOUR=9,20\"\nuntil = 2026-11-23\n",
    );
    let title =
        |turn: &content_plan::model::Turn| plan.duty(turn.duty).title.as_ref().expect("a title").to_string();
    let turns: Vec<String> = plan.turns.iter().map(|turn| format!("{} {}", turn.at, title(turn))).collect();
    assert_eq!(
        turns,
        [
            "2026-11-23 09:00 twice",
            "2026-11-23 20:00 twice",
            "2026-11-23 open",
            "2026-11-24 18:00 evening",
            "2026-11-25 open"
        ]
    );
    assert!(plan.duties_whole && plan.whole);
}

#[test]
fn turns_are_bounded() {
    let plan =
        plan("[plan]\nstart = 2000-01-01\nend = 2060-01-01\n[[duty]]\ntitle = \"care\"\nevery = \"day\"\n");
    assert_eq!(plan.turns.len(), 10_000);
    let messages: Vec<_> = plan.problems.iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(messages, ["the duty comes up more than 10000 times"]);
    assert!(plan.whole && !plan.duties_whole);
}
