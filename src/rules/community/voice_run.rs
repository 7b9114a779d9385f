//! `voice-run`: more than 5 answers and duties follow each other in one voice.

use serde_json::json;

use super::answers;
use crate::model::{PostId, Voice, When};
use crate::rules::prelude::*;
use crate::text::Spanned;

declare_rule! {
    /// More than 5 answers and duties follow each other in one voice.
    ///
    /// Looked at are posts of the kinds `answer` and `support`, and each turn of a duty, in order of time; those that say no voice are
    /// passed over.
    ///
    /// ## Why it matters
    /// A brand that only ever speaks officially is an office; one whose manager only ever speaks in person has nobody who
    /// promises anything. In comments the two take turns.
    ///
    /// Source: practice P21; the house puts the limit at 5 in a row.
    ///
    /// ## Example
    /// ```toml bad
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [[duty]]
    /// every = "day"
    /// time = 18:00:00
    /// title = "Answer every comment of the day"
    /// voice = "official"
    /// ```
    /// ## Use instead
    /// ```toml good
    /// [plan]
    /// start = 2026-11-23
    ///
    /// [[duty]]
    /// every = "day"
    /// time = 18:00:00
    /// title = "Answer every comment of the day"
    /// voice = "official"
    ///
    /// [[duty]]
    /// every = ["monday", "wednesday", "friday"]
    /// time = 20:00:00
    /// title = "Talk to those who wrote for the first time"
    /// voice = "personal"
    /// ```
    /// ## Data
    /// `count`: how many in a row. `max`: how many there may be. `voice`: official or personal. `from`, `to`: the days of the first
    /// and the last.
    pub struct VoiceRun { name: "voice-run", group: Community, level: Note, scope: Plan, since: "0.1.0" }
}

/// Most answers and duties in a row in one voice.
const MOST: usize = 5;

/// An answer, or a turn of a duty.
struct Spoken {
    at: When,
    voice: Spanned<Voice>,
    post: Option<PostId>,
}

impl Rule for VoiceRun {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for run in spoken(cx).chunk_by(|a, b| a.voice.value == b.voice.value) {
            let ([first, .., last], Some(over)) = (run, run.get(MOST)) else { continue };
            let (voice, other) = match over.voice.value {
                Voice::Official => (Voice::Official, Voice::Personal),
                Voice::Personal => (Voice::Personal, Voice::Official),
            };
            let (from, to) = (first.at.date, last.at.date);
            let when = if from == to { format!("on {from}") } else { format!("from {from} to {to}") };
            let message = format!(
                "{} answers and duties in a row in the {} voice {when}, at most {MOST}",
                run.len(),
                voice.word()
            );
            let finding = out.report(over.voice.span, message);
            finding.label(format!("the first one over, on {}", over.at)).day(over.at.date);
            if first.voice.span != over.voice.span {
                finding.related(first.voice.span, format!("the run starts here, on {}", first.at));
            }
            let other = other.word();
            let change = if over.post.is_some() {
                format!("give one of them `voice = \"{other}\"`, or ")
            } else {
                String::new()
            };
            finding.help(format!(
                "{change}put a duty or an answer with `voice = \"{other}\"` between; {MOST} in a row is the house limit"
            ));
            finding.post = over.post;
            finding.data(
                json!({ "count": run.len(), "max": MOST, "voice": voice.word(), "from": from, "to": to }),
            );
        }
    }

    fn idles(&self, cx: &Context<'_>) -> bool {
        !cx.plan.duties_whole
    }
}

/// Lists what says its voice, in order of time.
fn spoken(cx: &Context<'_>) -> Vec<Spoken> {
    let plan = cx.plan;
    let posts = cx.calendar.posts().iter().filter_map(|&id| {
        let post = plan.post(id);
        let voice = post.details().voice.filter(|_| answers(post))?;
        Some(Spoken { at: post.at.value, voice, post: Some(id) })
    });
    let turns = plan.turns.iter().filter(|turn| cx.calendar.period.holds(turn.at.date));
    let turns =
        turns.filter_map(|turn| Some(Spoken { at: turn.at, voice: plan.duty(turn.duty).voice?, post: None }));
    let mut spoken: Vec<Spoken> = posts.chain(turns).collect();
    spoken.sort_by_key(|spoken| spoken.at.order());
    spoken
}
