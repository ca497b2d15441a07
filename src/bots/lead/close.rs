//! The end: monitoring is asked, then the incident is declared over (handbook,
//! workflow: "resolve, verify by monitoring, close formally").

use super::{Effort, Lead, Step};
use crate::bots::Deed;
use crate::engine::Move;
use crate::model::IncidentId;
use crate::scenario::{Health, MoveKind, OptionStage};
use crate::view::{Choice, OptionView, PlayerView, ServiceView};

impl Lead {
    pub(super) fn close(&mut self, view: &PlayerView) -> Option<Step> {
        let over = |label: &String| self.memory.over.contains(label);
        if let Some(of) = view.form.incidents.iter().find(|of| over(&of.label)) {
            let incident = IncidentId::new(&of.id).ok()?;
            self.memory.over.retain(|label| *label != of.label);
            let noted = format!("{} was closed", of.label);
            self.memory.diary.push((view.common.now, noted));
            let says = format!(
                "{} is over: monitoring agrees, and I close it. Thank you all.",
                of.label
            );
            let deed = Deed::new(Move::Resolve { incident }).text(says);
            return Some(Step::new(Effort::Sentence, deed));
        }
        if !view.legal.contains(&MoveKind::Verify) {
            return None;
        }
        let asked = &self.memory.verified;
        let (of, work) = view.form.incidents.iter().find_map(|of| {
            let work = looks_over(view, of)?;
            (!asked.contains(&(of.id.clone(), work))).then_some((of, work))
        })?;
        let incident = IncidentId::new(&of.id).ok()?;
        self.memory.verified.insert((of.id.clone(), work));
        let says = format!("Monitoring, please: is it over? {}.", of.label);
        let deed = Deed::new(Move::Verify { incident }).text(says);
        Some(Step::new(Effort::Quick, deed))
    }
}

/// How much work on an incident was done, if it looks over: where ways out
/// belong to incidents, something worked and nothing runs; else every service
/// is well.
fn looks_over(view: &PlayerView, incident: &Choice) -> Option<usize> {
    let ours = |of: &&OptionView| of.incident.is_some_and(|id| id.as_str() == incident.id);
    let stage = |is: OptionStage| {
        let on_it = view.options.iter().filter(ours);
        on_it.filter(move |of| of.stage == is).count()
    };
    let done = stage(OptionStage::Succeeded);
    if view.options.iter().any(|of| of.incident.is_some()) {
        return (done > 0 && stage(OptionStage::Running) == 0).then_some(done);
    }
    let well = |of: &ServiceView| matches!(of.health, Health::Healthy | Health::Standby);
    (!view.services.is_empty() && view.services.iter().all(well)).then_some(done)
}
