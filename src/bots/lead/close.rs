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
        let mut incidents = view.form.incidents.iter();
        let (of, work) = incidents.find_map(|of| Some((of, self.unverified(view, of)?)))?;
        let incident = IncidentId::new(&of.id).ok()?;
        self.memory.verified.insert((of.id.clone(), work));
        let says = format!("Monitoring, please: is it over? {}.", of.label);
        let deed = Deed::new(Move::Verify { incident }).text(says);
        Some(Step::new(Effort::Quick, deed))
    }

    /// How much work on an incident was done, if it looks over and monitoring
    /// has not been asked since.
    fn unverified(&self, view: &PlayerView, incident: &Choice) -> Option<usize> {
        let work = looks_over(view, incident)?;
        let asked = self.memory.verified.contains(&(incident.id.clone(), work));
        (!asked).then_some(work)
    }

    /// Whether an incident of this front may be over: that is found out before
    /// anything else is begun.
    pub(super) fn may_be_over(&self, view: &PlayerView, front: Option<IncidentId>) -> bool {
        let on_it = |of: &&Choice| front.is_none_or(|id| id.as_str() == of.id);
        let over = |of: &Choice| self.memory.over.contains(&of.label);
        let mut incidents = view.form.incidents.iter().filter(on_it);
        incidents.any(|of| over(of) || self.unverified(view, of).is_some())
    }
}

/// How much work on an incident was done, if it looks over: every service is
/// well; where ways out belong to incidents, or no service is shown, something
/// worked and nothing runs.
fn looks_over(view: &PlayerView, incident: &Choice) -> Option<usize> {
    let apart = view.options.iter().any(|of| of.incident.is_some());
    let ours =
        |of: &&OptionView| !apart || of.incident.is_some_and(|id| id.as_str() == incident.id);
    let stage = |is: OptionStage| {
        let on_it = view.options.iter().filter(ours);
        on_it.filter(move |of| of.stage == is).count()
    };
    let done = stage(OptionStage::Succeeded);
    if apart || view.services.is_empty() {
        return (done > 0 && stage(OptionStage::Running) == 0).then_some(done);
    }
    let well = |of: &ServiceView| matches!(of.health, Health::Healthy | Health::Standby);
    view.services.iter().all(well).then_some(done)
}
