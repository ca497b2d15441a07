//! What must hold between the parts of a scenario, one idea a file.
//!
//! A check reads a [`Draft`] and adds findings; it never changes the draft
//! and never stops the next check. All of it is linear, or nearly, in the
//! size of the scenario.

mod cast;
mod channels;
mod clock;
mod cycles;
mod dice;
mod endings;
mod figures;
mod gates;
mod graph;
mod holds;
mod ids;
mod injects;
mod knowledge;
mod lengths;
mod links;
mod matrix;
mod moments;
mod options;
mod patterns;
mod presence;
mod profiles;
mod reach;
mod retrospective;
mod staff;
mod variants;

use super::draft::Draft;
use super::findings::Findings;
use super::names::Names;

/// Runs every check.
pub(super) fn run(draft: &Draft<'_>, findings: &mut Findings) {
    let names = Names::of(draft);
    presence::check(draft, findings);
    let all_known = ids::check(draft, &names, findings);
    cast::check(draft, findings);
    channels::check(draft, findings);
    clock::check(draft, findings);
    moments::check(draft, findings);
    lengths::check(draft, findings);
    figures::check(draft, findings);
    options::check(draft, findings);
    injects::check(draft, findings);
    patterns::check(draft, findings);
    staff::check(draft, findings);
    variants::check(draft, findings);
    dice::check(draft, findings);
    gates::check(draft, findings);
    profiles::check(draft, findings);
    retrospective::check(draft, findings);
    endings::check(draft, findings);
    let cyclic = cycles::check(draft, findings);
    knowledge::check(draft, findings);
    // What follows speaks of what is absent: it says nothing while an element
    // cannot be read or a name leads nowhere.
    if all_known && draft.complete() {
        matrix::check(draft, findings);
        links::check(draft, findings);
        reach::check(draft, &cyclic, findings);
    }
}
