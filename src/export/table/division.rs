//! Which placements go into which file: by channel where the tool wants it so, and no more rows than it takes.

use std::collections::HashSet;

use super::losses::left_out;
use super::{Division, Table};
use crate::export::{Entry, Job, Part, file_name};
use crate::model::Channel;

/// Divides what is to be written into files.
pub(super) fn parts<'a>(table: &Table<'a>, job: &Job<'a>) -> Vec<Part<'a>> {
    let kept: Vec<Entry<'a>> =
        job.entries.iter().filter(|entry| left_out(table, entry, job).is_none()).copied().collect();
    let by_channel = job.options.split
        || match table.division {
            Division::One => false,
            Division::ByNetwork => !shared_networks(&kept).is_empty(),
            Division::ByChannel => true,
        };
    let stem = &*file_name(&table.stem);
    let whole = if by_channel {
        Job { entries: kept, options: job.options.clone(), choice: job.choice.clone(), ..*job }
            .by_channel(stem, "csv")
    } else {
        vec![Part { name: format!("{stem}.csv"), channel: None, entries: kept }]
    };
    let mut used = HashSet::new();
    let mut parts = Vec::with_capacity(whole.len());
    for part in whole {
        let stem = part.name.trim_end_matches(".csv");
        let files = filled(table, job, &part.entries);
        let many = files.len() > 1;
        for (index, entries) in files.into_iter().enumerate() {
            let mut name = if many { format!("{stem}-{}.csv", index + 1) } else { part.name.clone() };
            // The second file of one channel may be called as a channel is.
            while !used.insert(name.to_lowercase()) {
                name.insert_str(name.len() - ".csv".len(), "-more");
            }
            parts.push(Part { name, channel: part.channel.clone(), entries: entries.to_vec() });
        }
    }
    parts
}

/// Lists the networks that more than one channel is on, with these channels.
pub(super) fn shared_networks<'a>(entries: &[Entry<'a>]) -> Vec<(&'static str, Vec<&'a Channel>)> {
    let mut networks: Vec<(&'static str, Vec<&'a Channel>)> = Vec::new();
    let mut seen: HashSet<*const Channel> = HashSet::new();
    for entry in entries {
        let channel = entry.channel();
        if !seen.insert(std::ptr::from_ref(channel)) {
            continue;
        }
        let network = channel.network.name;
        match networks.iter_mut().find(|(known, _)| *known == network) {
            // Plans of one run may share a channel.
            Some((_, channels)) if channels.iter().any(|known| known.name.value == channel.name.value) => {}
            Some((_, channels)) => channels.push(channel),
            None => networks.push((network, vec![channel])),
        }
    }
    networks.retain(|(_, channels)| channels.len() > 1);
    networks
}

/// Cuts a file into as many as its rows and bytes take.
fn filled<'e, 'a>(table: &Table<'a>, job: &Job<'a>, entries: &'e [Entry<'a>]) -> Vec<&'e [Entry<'a>]> {
    let most = table.most_rows.unwrap_or(usize::MAX).max(1);
    let Some(most_bytes) = table.most_bytes else {
        return if entries.is_empty() { vec![entries] } else { entries.chunks(most).collect() };
    };
    let bytes = table.row_bytes(job, entries);
    let (mut files, mut start, mut size) = (Vec::new(), 0, 0_usize);
    for (index, bytes) in bytes.into_iter().enumerate() {
        if index > start && (index - start == most || size.saturating_add(bytes) > most_bytes) {
            files.push(&entries[start..index]);
            (start, size) = (index, 0);
        }
        size = size.saturating_add(bytes);
    }
    files.push(&entries[start..]);
    files
}
