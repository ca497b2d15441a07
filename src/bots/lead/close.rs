//! The end: monitoring is asked, then the incident is declared over (handbook,
//! workflow: "resolve, verify by monitoring, close formally").

use super::{Effort, Lead, Step};
use crate::bots::Deed;
use crate::engine::Move;
use crate::model::IncidentId;
use crate::scenario::{Health, MoveKind};
use crate::view::PlayerView;

impl Lead {
    pub(super) fn close(&mut self, view: &PlayerView) -> Option<Step> {
        let well =
            |of: &crate::view::ServiceView| matches!(of.health, Health::Healthy | Health::Standby);
        let over = |label: &String| self.memory.over.contains(label);
        if let Some(of) = view.form.incidents.iter().find(|of| over(&of.label)) {
            let incident = IncidentId::new(&of.id).ok()?;
            self.memory.over.retain(|label| *label != of.label);
            let says = format!(
                "{} is over: monitoring agrees, and I close it. Thank you all.",
                of.label
            );
            let deed = Deed::new(Move::Resolve { incident }).text(says);
            return Some(Step::new(Effort::Sentence, deed));
        }
        if view.services.is_empty()
            || !view.services.iter().all(well)
            || !view.legal.contains(&MoveKind::Verify)
        {
            return None;
        }
        let asked = &self.memory.verified;
        let of = view
            .form
            .incidents
            .iter()
            .find(|of| !asked.contains(&of.id))?;
        let incident = IncidentId::new(&of.id).ok()?;
        self.memory.verified.insert(of.id.clone());
        let says = format!("Monitoring, please: is it over? {}.", of.label);
        let deed = Deed::new(Move::Verify { incident }).text(says);
        Some(Step::new(Effort::Quick, deed))
    }
}
