//! Engineers: who works on what, how far that carries the work, and how worn
//! they are.
//!
//! Work that needs hands goes at the pace of its scarcest skill. Its progress
//! is anchored whenever somebody comes, goes, or is worn out, so that no
//! millisecond of work is lost or counted twice.

use super::schedule::DueItem;
use super::state::{Level, StaffState, State};
use crate::model::*;
use crate::scenario::{Hands, Is, Scenario};

/// Full pace, in thousandths.
pub(super) const FULL: u64 = 1000;

impl State {
    /// Where an engineer stands.
    pub fn engineer(&self, id: StaffId) -> Option<&StaffState> {
        self.staff.get(&id)
    }

    /// How worn an engineer is now.
    pub fn stress(&self, id: StaffId) -> Option<Quantity> {
        let level = self.staff.get(&id)?.stress.at(self.now);
        Some(Quantity {
            milli: level.milli.clamp(0, 100_000),
            ..level
        })
    }

    /// How many engineers with a skill are of use on an incident now.
    pub fn hands(&self, scenario: &Scenario, incident: IncidentId, skill: SkillId) -> usize {
        scenario
            .staff
            .iter()
            .filter(|part| part.can(skill))
            .filter_map(|part| self.staff.get(&part.id))
            .filter(|of| of.on == Some(incident) && of.of_use())
            .count()
    }

    /// The hands that an option's work needs, as far as is known now.
    pub fn crew(&self, scenario: &Scenario, option: OptionId) -> Vec<Hands> {
        let Some(course) = self.course(scenario, option) else {
            return Vec::new();
        };
        let mut crew = course.crew.clone();
        for Hands(skill, count) in self.more_hands.get(&option).into_iter().flatten() {
            match crew.iter_mut().find(|hands| hands.0 == *skill) {
                Some(hands) => hands.1 = *count,
                None => crew.push(Hands(*skill, *count)),
            }
        }
        crew
    }

    /// At what pace an option's work goes, in thousandths: that of its scarcest
    /// skill. Somebody with two skills is two hands only where one would do.
    pub fn work_pace(&self, scenario: &Scenario, option: OptionId) -> u64 {
        let Some(incident) = self.course(scenario, option).and_then(|of| of.incident) else {
            return FULL;
        };
        let pace = |Hands(skill, count): &Hands| {
            let there = self.hands(scenario, incident, *skill) as u64;
            (there * FULL)
                .checked_div(u64::from(*count))
                .unwrap_or(FULL)
                .min(FULL)
        };
        self.crew(scenario, option)
            .iter()
            .map(pace)
            .min()
            .unwrap_or(FULL)
    }

    /// Anchors all work that needs hands, and schedules its end anew.
    pub(super) fn restaff(&mut self, scenario: &Scenario) {
        let running: Vec<OptionId> = self
            .options
            .iter()
            .filter(|(_, of)| of.run.is_some_and(|run| run.takes.is_some()))
            .map(|(id, _)| *id)
            .collect();
        for option in running {
            let pace = self.work_pace(scenario, option);
            let now = self.now;
            let Some(run) = self.options.get_mut(&option).and_then(|of| of.run.as_mut()) else {
                continue;
            };
            let Some(takes) = run.takes else { continue };
            run.done += now.since(run.anchor).0 * run.pace;
            run.anchor = now;
            run.pace = pace;
            let left = (takes.0 * FULL).saturating_sub(run.done);
            run.done_at = match pace {
                0 => SimTime::FAR,
                pace => now + Span(left.div_ceil(pace)),
            };
            let done_at = run.done_at;
            let item = DueItem::Work { option };
            self.schedule.remove(|due| *due == item);
            if done_at < SimTime::FAR {
                self.schedule.add(done_at, item);
            }
        }
    }

    /// Somebody goes to another incident, or is free from now on.
    pub(super) fn move_staff(
        &mut self,
        scenario: &Scenario,
        id: StaffId,
        to: Option<IncidentId>,
        ready_at: SimTime,
    ) {
        let now = self.now;
        if let Some(of) = self.staff.get_mut(&id) {
            of.on = to;
            of.moved_at = Some(now);
            of.ready_at = (ready_at > now).then_some(ready_at);
        }
        let item = DueItem::StaffReady { staff: id };
        self.schedule.remove(|due| *due == item);
        if to.is_some() && ready_at > now {
            self.schedule.add(ready_at, item);
        }
        self.tire(scenario, id, scenario.strain.moved.milli);
        self.restaff(scenario);
    }

    /// An incident is over: whoever worked on it is free, and rests.
    pub(super) fn free_staff(&mut self, scenario: &Scenario, incident: IncidentId) {
        for part in &scenario.staff {
            let of = self.staff.get_mut(&part.id);
            let Some(of) = of.filter(|of| of.on == Some(incident)) else {
                continue;
            };
            of.on = None;
            of.ready_at = None;
            let item = DueItem::StaffReady { staff: part.id };
            self.schedule.remove(|due| *due == item);
            self.tire(scenario, part.id, 0);
        }
        self.restaff(scenario);
    }

    /// Somebody has found their way into the work.
    pub(super) fn staff_ready(&mut self, scenario: &Scenario, id: StaffId) {
        if let Some(of) = self.staff.get_mut(&id) {
            of.ready_at = None;
        }
        self.restaff(scenario);
    }

    /// Somebody is worn out, or back.
    pub(super) fn wear(&mut self, scenario: &Scenario, id: StaffId, worn: bool) {
        if let Some(of) = self.staff.get_mut(&id) {
            of.worn = worn;
        }
        self.tire(scenario, id, 0);
        self.restaff(scenario);
    }

    /// Adds to somebody's stress, in thousandths of a per cent, and schedules
    /// the moment at which they are worn out or back.
    pub(super) fn tire(&mut self, scenario: &Scenario, id: StaffId, by: i64) {
        let now = self.now;
        let strain = &scenario.strain;
        let Some(of) = self.staff.get_mut(&id) else {
            return;
        };
        let works = of.on.is_some() && !of.worn;
        let rate = if works {
            strain.load.milli
        } else {
            -strain.rest.milli
        };
        let level = of.stress.at(now);
        let milli = level.milli.saturating_add(by).clamp(0, 100_000);
        of.stress = Level {
            t0: now,
            rate,
            ..Level::still(Quantity { milli, ..level })
        };
        let (is, value) = if of.worn {
            (Is::AtMost, strain.back)
        } else {
            (Is::AtLeast, strain.worn_out)
        };
        let there = match is {
            Is::AtLeast => milli >= value.milli,
            Is::AtMost => milli <= value.milli,
        };
        let due = if there {
            Some(now)
        } else {
            of.stress.reaches(now, is, value)
        };
        let item = DueItem::Stress { staff: id };
        self.schedule.remove(|due| *due == item);
        if let Some(due) = due.filter(|_| self.phase == super::Phase::Play) {
            self.schedule.add(due, item);
        }
    }

    /// STARTEX: the clock begins to wear on people.
    pub(super) fn staff_starts(&mut self, scenario: &Scenario) {
        for part in &scenario.staff {
            self.tire(scenario, part.id, 0);
        }
    }
}
