//! The chosen profile: what belongs to another one is as if it were not
//! written.

use super::draft::Draft;
use super::section::Section;
use crate::model::ProfileId;

/// Chooses a profile: the one asked for, else the one that the text names, else
/// the first. Takes away what belongs to others.
pub(super) fn choose(draft: &mut Draft<'_>, asked: Option<ProfileId>) {
    draft.profile = asked.or(draft.profile);
    let profiled = draft.scenes.iter().flat_map(|part| &part.profiles);
    let profiled = profiled.chain(draft.time_boxes.iter().flat_map(|part| &part.profiles));
    let profiled = profiled.chain(draft.deadlines.iter().flat_map(|part| &part.profiles));
    let profiled = profiled.chain(draft.injects.iter().flat_map(|part| &part.profiles));
    draft.profiled = profiled.copied().collect();
    let Some(first) = draft.profiles.first() else {
        return;
    };
    let chosen = *draft.profile.get_or_insert(first.id);
    // A name that leads nowhere is told; it must not take everything away.
    let known = |id: &ProfileId| draft.profiles.iter().any(|profile| profile.id == *id);
    if !known(&chosen) || !draft.profiled.iter().all(known) {
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
