//! Rules about the balance of categories and kinds.

mod branded_run;
mod category_run;
mod kind_mismatch;
mod mix_off_target;
mod no_testimonial;
mod no_user_content;
mod no_way_to_take_part;
mod running_mix_off;
mod too_much_selling;

use serde_json::json;

use super::{Context, Findings};
use crate::model::PostId;
pub use branded_run::BrandedRun;
pub use category_run::CategoryRun;
pub use kind_mismatch::KindMismatch;
pub use mix_off_target::MixOffTarget;
pub use no_testimonial::NoTestimonial;
pub use no_user_content::NoUserContent;
pub use no_way_to_take_part::NoWayToTakePart;
pub use running_mix_off::RunningMixOff;
pub use too_much_selling::TooMuchSelling;

/// Days from which on a plan must have some of everything: two weeks.
const LONG: usize = 14;

/// Reports that a long plan has no post of a kind.
fn absent(cx: &Context<'_>, kind: &str, what: &str, help: &str, out: &mut Findings<'_>) {
    let (plan, days) = (cx.plan, cx.calendar.period.len());
    let has = |id: &PostId| plan.post(*id).kind.as_ref().is_some_and(|own| *own.value == *kind);
    if days < LONG || cx.calendar.posts().is_empty() || cx.calendar.posts().iter().any(has) {
        return;
    }
    out.report(plan.span.unwrap_or(plan.start.span), format!("no {what} in a plan of {days} days"))
        .help(format!("{help}, and give the post the kind `{kind}`"))
        .data(json!({ "days": days }));
}
