//! A filling in words: why a place got what it has, why a time was not taken.

use std::fmt::Write as _;

use super::explain::Explained;
use super::places::{Reason, Refused};
use super::{Evenness, Filling};
use crate::model::{ChannelId, IdeaId, Plan, PostId};

impl Explained {
    /// Says in a few lines why a place got its category and its idea.
    pub fn words(&self, plan: &Plan, balance: Evenness) -> Vec<String> {
        let (filled, name) = (self.filled, |id: ChannelId| plan.channel(id).label());
        let category = plan.category(filled.category);
        let at = filled.place.at.format("%Y-%m-%d %H:%M");
        let mut lines = vec![format!("{at} on {}: {category}", name(filled.place.channel))];
        let streams = self.before.iter().map(|(channel, deviations)| {
            let off =
                plan.mix.categories().zip(deviations).map(|(category, &off)| {
                    format!("{} {}", plan.category(category), side(balance.posts(off)))
                });
            let off = off.collect::<Vec<_>>().join(", ");
            channel.map_or_else(|| off.clone(), |id| format!("on {} {off}", name(id)))
        });
        lines.push(format!("before it: {}", streams.collect::<Vec<_>>().join("; ")));
        let choices = self.choices.iter().map(|choice| {
            let (name, bound) = (plan.category(choice.category), balance.posts(choice.bound));
            let hungry = if choice.hungry { " (no idea to spare)" } else { "" };
            format!("{name} {bound:.2}{hungry}")
        });
        lines.push(format!(
            "from here on, the gap would be at least: {}",
            choices.collect::<Vec<_>>().join(", ")
        ));
        lines.push(self.idea_words(plan));
        lines
    }

    fn idea_words(&self, plan: &Plan) -> String {
        let next: Vec<String> = self.next.iter().map(|&id| quoted(plan, id)).collect();
        let Some(id) = self.filled.idea else {
            return "no idea of this category is to spare for here".to_owned();
        };
        let idea = &plan.ideas[id.index()];
        let mut why =
            format!("the idea {}: priority {}", quoted(plan, id), idea.priority.map_or(0, |set| set.value));
        if let Some(last) = idea.not_after {
            let _ = write!(why, ", until {last}");
        }
        if next.is_empty() {
            why.push_str("; no other is to spare");
        } else {
            let _ = write!(why, "; next would be {}", next.join(", "));
        }
        why
    }
}

/// Names an idea by its id, else its title.
fn quoted(plan: &Plan, id: IdeaId) -> String {
    let idea = &plan.ideas[id.index()];
    let name = idea.id.as_ref().or(idea.title.as_ref()).map_or("", |name| &name.value);
    format!("\"{name}\"")
}

/// Writes a deviation as people say it.
fn side(posts: f64) -> String {
    let shown = format!("{:.2}", posts.abs());
    if shown == "0.00" {
        "even".to_owned()
    } else if posts > 0.0 {
        format!("{shown} ahead")
    } else {
        format!("{shown} behind")
    }
}

impl Reason {
    /// Says why a time on a channel is not taken.
    pub fn words(self, plan: &Plan, channel: ChannelId) -> String {
        let name = plan.channel(channel).label();
        match self {
            Self::Full => "not needed".to_owned(),
            Self::Quiet => "in quiet hours".to_owned(),
            Self::ClockChange => "where the clocks change".to_owned(),
            Self::Past => "past".to_owned(),
            Self::Taken => "taken".to_owned(),
            Self::Near { gap, post } => {
                let near = post.map_or_else(
                    || "another new post".to_owned(),
                    |post| plan.post(PostId::new(post)).reference(),
                );
                format!("closer than {gap} minutes to {near}")
            }
            Self::ChannelCap(most) => format!("over the {most} a day of {name}"),
            Self::Advice(most) => format!("over the {most} a day that studies advise for {name}"),
            Self::Quota(most) => {
                format!("over the {most} a day that {} takes", plan.channel(channel).network.title)
            }
        }
    }
}

impl Refused {
    /// Says which time on which channel is not taken, and why.
    pub fn words(&self, plan: &Plan) -> String {
        let (at, channel) = (self.place.at.format("%Y-%m-%d %H:%M"), self.place.channel);
        format!("{at} on {}: {}", plan.channel(channel).label(), self.reason.words(plan, channel))
    }
}

impl Filling {
    /// Lists all times that are not taken, in order of time.
    pub fn refused(&self) -> impl Iterator<Item = &Refused> {
        self.days.iter().flat_map(|day| &day.refused)
    }
}
