//! One rule a file: what a criterion is worth, by the table of design, section
//! 8, over the handbook's rubric.
//!
//! Each rule reads a [`Case`] and fills a [`Tally`]. None of them knows the
//! points, the overrides or the other rules.

mod all_voices;
mod clear_roles;
mod clear_updates;
mod contradictions;
mod decisions_documented;
mod expectations;
mod justified;
mod level_of_detail;
mod no_chaos;
mod off_post;
mod options_quickly;
mod single_source;
mod technical_organised;
mod timely;
mod trade_offs;

use super::case::Case;
use super::tally::Tally;
use crate::model::Criterion;

/// The credit of a criterion.
pub(super) fn tally(criterion: Criterion, case: &Case<'_>) -> Tally {
    match criterion {
        Criterion::ClearRoles => clear_roles::tally(case),
        Criterion::SingleSource => single_source::tally(case),
        Criterion::TechnicalOrganised => technical_organised::tally(case),
        Criterion::AllVoices => all_voices::tally(case),
        Criterion::NoChaos => no_chaos::tally(case),
        Criterion::DecisionsDocumented => decisions_documented::tally(case),
        Criterion::OptionsQuickly => options_quickly::tally(case),
        Criterion::TradeOffs => trade_offs::tally(case),
        Criterion::Timely => timely::tally(case),
        Criterion::Justified => justified::tally(case),
        Criterion::ClearUpdates => clear_updates::tally(case),
        Criterion::LevelOfDetail => level_of_detail::tally(case),
        Criterion::Expectations => expectations::tally(case),
    }
}
