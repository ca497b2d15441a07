//! The chosen profile: what belongs to another one is as if it were not
//! written. And what is found under all of them, told once.

use super::code::Code;
use super::diagnostic::Diagnostic;
use super::draft::Draft;
use super::section::Section;
use crate::model::ProfileId;
use std::collections::BTreeMap;

/// Chooses a profile: the one asked for, else the one that the text names, else
/// the first. Takes away what belongs to others.
pub(super) fn choose(draft: &mut Draft<'_>, asked: Option<ProfileId>) {
    draft.another = asked.is_some();
    draft.profile = asked.or(draft.profile);
    let profiled = draft.scenes.iter().map(|part| &part.profiles);
    let profiled = profiled.chain(draft.time_boxes.iter().map(|part| &part.profiles));
    let profiled = profiled.chain(draft.deadlines.iter().map(|part| &part.profiles));
    let profiled = profiled.chain(draft.injects.iter().map(|part| &part.profiles));
    let profiled = profiled.filter(|profiles| !profiles.is_empty());
    draft.profiled = profiled.cloned().collect();
    let Some(first) = draft.profiles.first() else {
        return;
    };
    let chosen = *draft.profile.get_or_insert(first.id);
    // A name that leads nowhere is told; it must not take everything away.
    let known = |id: &ProfileId| draft.profiles.iter().any(|profile| profile.id == *id);
    if !known(&chosen) || !draft.profiled.iter().flatten().all(known) {
        return;
    }
    let mut scenes = std::mem::take(&mut draft.scenes);
    keep(draft, Section::Scenes, &mut scenes, chosen, |part| {
        &part.profiles
    });
    draft.scenes = scenes;
    let mut boxes = std::mem::take(&mut draft.time_boxes);
    keep(draft, Section::TimeBoxes, &mut boxes, chosen, |part| {
        &part.profiles
    });
    draft.time_boxes = boxes;
    let mut deadlines = std::mem::take(&mut draft.deadlines);
    keep(draft, Section::Deadlines, &mut deadlines, chosen, |part| {
        &part.profiles
    });
    draft.deadlines = deadlines;
    let mut injects = std::mem::take(&mut draft.injects);
    keep(draft, Section::Injects, &mut injects, chosen, |part| {
        &part.profiles
    });
    draft.injects = injects;
}

/// Keeps the elements of a profile, and their places in step with them.
fn keep<T>(
    draft: &mut Draft<'_>,
    section: Section,
    list: &mut Vec<T>,
    chosen: ProfileId,
    profiles: impl Fn(&T) -> &Vec<ProfileId>,
) {
    let stays: Vec<bool> = list
        .iter()
        .map(|part| profiles(part).is_empty() || profiles(part).contains(&chosen))
        .collect();
    let mut each = stays.iter();
    list.retain(|_| each.next().copied().unwrap_or(true));
    if let Some(places) = draft.places.get_mut(&section) {
        let mut each = stays.iter();
        places
            .items
            .retain(|_| each.next().copied().unwrap_or(true));
    }
}

/// A finding, and the profile under which it was made.
type Found = (Option<ProfileId>, Diagnostic);

/// What was found under each profile, told once. A finding that not all of them
/// share names those that do; so does one that differs in its words.
pub(super) fn together(found: Vec<(Option<ProfileId>, Vec<Diagnostic>)>) -> Vec<Diagnostic> {
    let all = found
        .iter()
        .filter(|(profile, _)| profile.is_some())
        .count();
    // By place and code, and the how many-th of these it is under its profile.
    let mut groups: BTreeMap<_, Vec<Found>> = BTreeMap::new();
    for (profile, findings) in found {
        let mut seen: BTreeMap<(usize, usize, Code), usize> = BTreeMap::new();
        for finding in findings {
            let place = (finding.span.start, finding.span.end, finding.code);
            let nth = seen.entry(place).or_default();
            let key = (place.0, place.1, place.2, *nth);
            *nth += 1;
            groups.entry(key).or_default().push((profile, finding));
        }
    }
    groups
        .into_values()
        .filter_map(|group| one_of(group, all))
        .collect()
}

/// One finding for those of several profiles.
fn one_of(group: Vec<Found>, all: usize) -> Option<Diagnostic> {
    let mut wordings: Vec<(&str, Vec<String>)> = Vec::new();
    for (profile, finding) in &group {
        let named = profile.map(|id| format!("`{id}`"));
        match wordings
            .iter_mut()
            .find(|(words, _)| *words == finding.message)
        {
            Some((_, profiles)) => profiles.extend(named),
            None => wordings.push((&finding.message, named.into_iter().collect())),
        }
    }
    let named: usize = wordings.iter().map(|(_, profiles)| profiles.len()).sum();
    // What is said of two profiles names them itself.
    let of_two = group.iter().all(|(_, of)| of.code == Code::SameProfile);
    let shared = wordings.len() == 1 && (named == all || named == 0 || of_two);
    let message = wordings
        .iter()
        .map(|(words, profiles)| match profiles.as_slice() {
            profiles if shared || profiles.is_empty() => (*words).to_owned(),
            [profile] => format!("in the profile {profile}: {words}"),
            several => format!("in the profiles {}: {words}", several.join(", ")),
        });
    let message = message.collect::<Vec<String>>().join("; ");
    let (_, first) = group.into_iter().next()?;
    Some(Diagnostic { message, ..first })
}
