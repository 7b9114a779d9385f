//! The catalogue of rules: what a rule is, how it reports, and the one slice that lists them all.
//!
//! A rule is one file, named as the rule, in the folder of its group. It sees a plan and its calendar and reports
//! facts; levels, `allow` and order are `check`'s, colours and formats `report`'s.

pub mod cadence;
pub mod community;
mod context;
pub mod media;
pub mod mix;
pub mod network;
pub mod plan;
mod prelude;
pub mod repeat;
pub mod text;
pub mod time;
pub mod workflow;
mod written;

pub use context::{Context, Place, Silenced, Today};
pub use written::{PieceKind, Written};

use chrono::NaiveDate;

use crate::diag::{Fault, Fix, Label, Level, Problem, RuleInfo};
use crate::model::{ChannelId, Plan, Post, PostId, RuleLevel};
use crate::text::Span;

/// What describes a rule; [`declare_rule!`](crate::declare_rule) writes it.
pub trait Describe {
    /// Returns the rule as data.
    fn info(&self) -> &'static RuleInfo;
}

/// A rule: pure, infallible, one fault.
pub trait Rule: Describe + Sync {
    /// Looks at a plan and reports what is against the rule.
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>);

    /// Returns whether the rule looks at [`Context::posts`] alone, one by one, so that parts of a long plan may be
    /// looked at side by side.
    fn by_post(&self) -> bool {
        false
    }

    /// Returns whether the rule waits for all others, since it looks at what they were silenced by.
    fn waits(&self) -> bool {
        false
    }

    /// Returns whether the rule also looks at a bank of ideas that is checked by itself.
    fn judges_banks(&self) -> bool {
        false
    }

    /// Returns whether the rule has nothing to go by in this run, such as today's date; it then counts as not run.
    fn idles(&self, _cx: &Context<'_>) -> bool {
        false
    }
}

/// Every rule, by group as the reference lists them.
pub const RULES: &[&dyn Rule] = &[
    &plan::Syntax,
    &plan::UnknownKey,
    &plan::MissingKey,
    &plan::WrongType,
    &plan::BadValue,
    &plan::UnknownName,
    &plan::DuplicateId,
    &plan::OutsidePlan,
    &plan::MissingId,
    &plan::UnusedName,
    &plan::UnusedAllow,
    &mix::MixOffTarget,
    &mix::RunningMixOff,
    &mix::CategoryRun,
    &mix::BrandedRun,
    &mix::TooMuchSelling,
    &mix::KindMismatch,
    &mix::NoWayToTakePart,
    &mix::NoTestimonial,
    &mix::NoUserContent,
    &cadence::TooFewPosts,
    &cadence::TooManyPosts,
    &cadence::ChannelOverCap,
    &cadence::ChannelOverAdvice,
    &cadence::NetworkQuota,
    &cadence::Crowded,
    &cadence::QuietHours,
    &cadence::DayOff,
    &cadence::Blackout,
    &cadence::LongSilence,
    &cadence::NoRoom,
    &time::SkippedHour,
    &time::RepeatedHour,
    &time::NoTime,
    &time::Past,
    &text::TextTooLong,
    &text::TextNearlyTooLong,
    &text::TooManyHashtags,
    &text::Placeholder,
    &text::Officialese,
    &text::BadLink,
    &text::DeadLinkText,
    &text::MissingUtm,
    &text::NoText,
    &media::MediaNotFound,
    &media::MediaRequired,
    &media::TooMuchMedia,
    &media::MediaUnsupported,
    &media::MediaTooLarge,
    &media::MissingAltText,
    &media::AltTextTooLong,
    &repeat::IdenticalCrosspost,
    &repeat::RepeatedText,
    &repeat::NearDuplicate,
    &repeat::IdeaTooSoon,
    &repeat::RepeatedIdea,
    &repeat::BankLow,
    &community::SupportRedirect,
    &community::UnsignedAnswer,
    &community::VoiceRun,
    &community::NoCare,
    &community::RivalPartner,
    &community::AgencyOutsideCampaign,
    &community::IdleGroup,
    &network::ClosedNetwork,
    &network::UnverifiedLimits,
    &workflow::NotApproved,
    &workflow::NoOwner,
];

/// Finds a rule of the catalogue by its name.
pub fn find_rule(name: &str) -> Option<&'static dyn Rule> {
    RULES.iter().copied().find(|rule| rule.info().name == name)
}

/// A finding before it has a level.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The fact; lowercase, no full stop.
    pub message: String,
    /// The text that causes it.
    pub primary: Label,
    /// Other places that matter.
    pub related: Vec<Label>,
    /// The next step.
    pub help: Option<String>,
    /// The cure, where it is certain.
    pub fix: Option<Fix>,
    /// A level of its own, beside the rule's.
    pub level: Option<Level>,
    /// The post that it is about; its `allow` silences the finding.
    pub post: Option<PostId>,
    /// The id of the post, where the post itself could not be read.
    pub post_name: Option<String>,
    /// The channel that it is about.
    pub channel: Option<ChannelId>,
    /// The day that it is about.
    pub day: Option<NaiveDate>,
    /// The message's facts as numbers.
    pub data: Option<serde_json::Value>,
    /// The other rule that it is about; the finding is dropped where that rule did not run.
    pub about_rule: Option<&'static str>,
}

impl Finding {
    fn new(span: Span, message: String) -> Self {
        Self {
            message,
            primary: Label { span, message: String::new() },
            related: Vec::new(),
            help: None,
            fix: None,
            level: None,
            post: None,
            post_name: None,
            channel: None,
            day: None,
            data: None,
            about_rule: None,
        }
    }

    /// Says a few words at the place itself.
    pub fn label(&mut self, message: impl Into<String>) -> &mut Self {
        self.primary.message = message.into();
        self
    }

    /// Adds another place that matters.
    pub fn related(&mut self, span: Span, message: impl Into<String>) -> &mut Self {
        self.related.push(Label { span, message: message.into() });
        self
    }

    /// Points at a setting, or at nothing where it is a default.
    pub fn setting(&mut self, span: Option<Span>, message: impl Into<String>) -> &mut Self {
        if let Some(span) = span {
            self.related(span, message);
        }
        self
    }

    /// Says the next step.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Offers a certain cure.
    pub fn fix(&mut self, fix: Fix) -> &mut Self {
        self.fix = Some(fix);
        self
    }

    /// Gives the finding a level of its own; `[rules]` still goes before it.
    pub fn level(&mut self, level: Level) -> &mut Self {
        self.level = Some(level);
        self
    }

    /// Names the post.
    pub fn post(&mut self, post: PostId) -> &mut Self {
        self.post = Some(post);
        self
    }

    /// Names the post; where a series makes it, the finding is about all of its posts.
    pub fn post_or_series(&mut self, id: PostId, post: &Post) -> &mut Self {
        if post.series.is_some() {
            self.label("so in the posts of the series");
        }
        self.post(id).day(post.at.date)
    }

    /// Names the channel.
    pub fn channel(&mut self, channel: ChannelId) -> &mut Self {
        self.channel = Some(channel);
        self
    }

    /// Names the day.
    pub fn day(&mut self, day: NaiveDate) -> &mut Self {
        self.day = Some(day);
        self
    }

    /// Gives the facts as numbers.
    pub fn data(&mut self, data: serde_json::Value) -> &mut Self {
        self.data = Some(data);
        self
    }
}

/// Where a rule puts what it found.
#[derive(Debug)]
pub struct Findings<'a> {
    into: &'a mut Vec<Finding>,
}

impl<'a> Findings<'a> {
    /// Collects into a list.
    pub fn new(into: &'a mut Vec<Finding>) -> Self {
        Self { into }
    }

    /// Reports a fact at a place; the rest is added to what it returns.
    ///
    /// # Panics
    ///
    /// Never: the finding was just put there.
    pub fn report(&mut self, span: Span, message: impl Into<String>) -> &mut Finding {
        self.into.push(Finding::new(span, message.into()));
        self.into.last_mut().expect("the finding was just put there")
    }

    /// Reports what the reader met of one fault.
    pub(crate) fn problems(&mut self, plan: &Plan, fault: Fault) {
        for problem in plan.problems.iter().filter(|problem| problem.fault == fault) {
            self.problem(problem);
        }
    }

    fn problem(&mut self, problem: &Problem) {
        let mut finding = Finding::new(problem.primary.span, problem.message.clone());
        finding.primary = problem.primary.clone();
        finding.related.clone_from(&problem.related);
        finding.help.clone_from(&problem.help);
        finding.fix.clone_from(&problem.fix);
        finding.post_name.clone_from(&problem.post);
        finding.level = problem.level;
        self.into.push(finding);
    }
}

/// Returns a rule's level in a plan: by `[rules]`, else the finding's own, else the rule's default.
pub(crate) fn level_in(plan: &Plan, info: &RuleInfo) -> Option<RuleLevel> {
    plan.levels.iter().rev().find(|(name, _)| *name.value == *info.name).map(|(_, level)| level.value)
}

/// Declares a rule: its type, its data, and its page, which is its doc comment.
///
/// The doc comment becomes rustdoc, `plan explain`, the reference and the help in reports.
#[macro_export]
macro_rules! declare_rule {
    (
        $(#[doc = $line:literal])+
        pub struct $rule:ident {
            name: $name:literal, group: $group:ident, level: $level:tt, scope: $scope:ident, since: $since:literal $(,)?
        }
    ) => {
        $(#[doc = $line])+
        #[derive(Clone, Copy, Debug)]
        pub struct $rule;

        impl $crate::rules::Describe for $rule {
            fn info(&self) -> &'static $crate::diag::RuleInfo {
                static INFO: $crate::diag::RuleInfo = $crate::diag::RuleInfo {
                    name: $name,
                    group: $crate::diag::Group::$group,
                    level: $crate::declare_rule!(@level $level),
                    scope: $crate::diag::Scope::$scope,
                    since: $since,
                    page: concat!($($line, "\n"),+),
                };
                &INFO
            }
        }
    };
    (@level Off) => { None };
    (@level $level:ident) => { Some($crate::diag::Level::$level) };
}
