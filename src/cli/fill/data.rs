//! A filling as data, for programs.

use content_plan::diag::Diagnostic;
use content_plan::draft::{Completed, Totals};
use content_plan::fill::Filled;
use content_plan::model::IdeaId;
use serde_json::{Value, json};

use super::{closed_days, consequences};

/// Returns all that is told as data.
pub(super) fn data(completed: &Completed) -> Value {
    let Completed { plan, filling, ids, .. } = completed;
    let idea =
        |id: Option<IdeaId>| id.and_then(|id| plan.ideas[id.index()].id.as_ref()).map(ToString::to_string);
    let channel = |id| plan.channel(id).name_for_data();
    let posts = filling.posts.iter().zip(ids).map(|(filled, id)| {
        json!({
            "id": id,
            "at": filled.place.at.to_string(),
            "channel": channel(filled.place.channel),
            "category": plan.category(filled.category),
            "idea": idea(filled.idea),
        })
    });
    let explained = filling.explained.iter().map(|explained| {
        let balance = filling.balance;
        let before = explained.before.iter().map(|(own, deviations)| {
            let posts: Vec<f64> = deviations.iter().map(|&off| balance.posts(off)).collect();
            json!({ "channel": own.and_then(channel), "deviations": posts })
        });
        let choices = explained.choices.iter().map(|choice| {
            json!({
                "category": plan.category(choice.category),
                "gap_at_least": balance.posts(choice.bound),
                "hungry": choice.hungry,
            })
        });
        json!({
            "before": before.collect::<Vec<_>>(),
            "choices": choices.collect::<Vec<_>>(),
            "next": explained.next.iter().map(|&id| idea(Some(id))).collect::<Vec<_>>(),
        })
    });
    let mut posts: Vec<Value> = posts.collect();
    for (post, explained) in posts.iter_mut().zip(explained) {
        post["explained"] = explained;
    }
    let fed = filling.fed.iter().map(|fed| {
        let post = plan.post(fed.post).id.as_ref().map(ToString::to_string);
        json!({ "post": post, "idea": idea(Some(fed.idea)) })
    });
    let windows = completed.comparisons().into_iter().map(|compared| {
        let side =
            |totals: &Totals| json!({ "posts": totals.posts(), "counts": totals.counts, "gap": totals.gap });
        json!({
            "window": compared.key,
            "before": side(&compared.before),
            "after": side(&compared.after),
            "targets": compared.targets,
        })
    });
    let refused = filling.refused().map(|refused| {
        json!({
            "at": refused.place.at.to_string(),
            "channel": channel(refused.place.channel),
            "reason": refused.reason.words(plan, refused.place.channel),
        })
    });
    let left_empty = filling.left_empty.iter().map(|Filled { place, category, .. }| {
        json!({
            "at": place.at.to_string(),
            "channel": channel(place.channel),
            "category": plan.category(*category),
        })
    });
    let closed = closed_days(completed)
        .into_iter()
        .map(|(day, reason)| json!({ "day": day.to_string(), "reason": reason }));
    let consequences = consequences(completed);
    let told = |findings: &[&Diagnostic]| {
        let told = findings.iter().map(|finding| {
            json!({ "rule": finding.rule.name, "level": finding.level, "message": finding.message })
        });
        told.collect::<Vec<_>>()
    };
    let remarks = completed.remarks().into_iter().map(|remark| {
        json!({ "topic": remark.topic, "message": remark.message, "help": remark.help, "data": remark.data })
    });
    json!({
        "version": 1,
        "path": completed.sources.get(plan.file).path(),
        "posts": posts,
        "fed": fed.collect::<Vec<_>>(),
        "left_empty": left_empty.collect::<Vec<_>>(),
        "refused": refused.collect::<Vec<_>>(),
        "closed": closed.collect::<Vec<_>>(),
        "new": told(&consequences.new),
        "gone": told(&consequences.gone),
        "windows": windows.collect::<Vec<_>>(),
        "remarks": remarks.collect::<Vec<_>>(),
        "text": completed.text,
    })
}
