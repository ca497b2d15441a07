//! What must hold between the parts of a scenario, one idea a file.
//!
//! A check reads a [`Draft`] and adds findings; it never changes the draft
//! and never stops the next check. All of it is linear, or nearly, in the
//! size of the scenario.

mod ids;

use super::draft::Draft;
use super::findings::Findings;
use super::names::Names;

/// Runs every check.
pub(super) fn run(draft: &Draft<'_>, findings: &mut Findings) {
    let names = Names::of(draft);
    ids::check(draft, &names, findings);
}
