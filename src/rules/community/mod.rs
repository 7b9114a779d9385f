//! Rules about followers, partners, and who speaks to them.

mod agency_outside_campaign;
mod idle_group;
mod no_care;
mod rival_partner;
mod support_redirect;
mod unsigned_answer;
mod voice_run;

use crate::model::Post;
pub use agency_outside_campaign::AgencyOutsideCampaign;
pub use idle_group::IdleGroup;
pub use no_care::NoCare;
pub use rival_partner::RivalPartner;
pub use support_redirect::SupportRedirect;
pub use unsigned_answer::UnsignedAnswer;
pub use voice_run::VoiceRun;

/// Returns whether a post answers somebody: its kind is `answer` or `support`.
fn answers(post: &Post) -> bool {
    post.kind.as_ref().is_some_and(|kind| matches!(&*kind.value, "answer" | "support"))
}
