//! People: hands go where work stands still, whoever is tired is relieved
//! before they drop, and one incident of three is handed over whole (handbook,
//! certification: "use people well", "ask what moving them costs").

use super::{Asks, Effort, Lead, Step};
use crate::bots::{Deed, words};
use crate::engine::Move;
use crate::model::*;
use crate::scenario::{MoveKind, OptionStage, Purpose};
use crate::view::{EngineerView, PlayerView};

/// Nobody is moved twice within this.
const SETTLES: Span = Span::minutes(12);
/// From so many incidents on, one is given to a second commander.
const MANY: usize = 3;

impl Lead {
    pub(super) fn staff(&mut self, view: &PlayerView) -> Option<Step> {
        let asks = self.habits.asks != Asks::Nobody && self.habits.answers;
        if !asks || !view.legal.contains(&MoveKind::Reassign) {
            return None;
        }
        let step = self.lend(view);
        if self.habits.asks != Asks::Everybody {
            return step;
        }
        step.or_else(|| self.relieve(view))
            .or_else(|| self.send_home(view))
    }

    /// Work that stands still or crawls gets the hands that it lacks.
    fn lend(&mut self, view: &PlayerView) -> Option<Step> {
        let running = view.options.iter().filter(|of| !of.lacks.is_empty());
        let (person, option) = running
            .filter_map(|option| {
                let lack = option.lacks.first()?;
                let to = option.incident?;
                // Somebody who finds their way in is on the way already.
                let coming = view.engineers.iter().any(|of| {
                    of.on == Some(to) && of.ready_at.is_some() && of.skills.contains(&lack.skill)
                });
                let free = (!coming).then(|| self.free_for(view, lack.skill, to))??;
                Some((free, option))
            })
            .next()?;
        let to = option.incident;
        let says = format!(
            "{} goes to {} now: {} lacks the hands. It is a loan, and thank you.",
            person.name,
            title(view, to),
            option.name
        );
        Some(self.reassign(view, person, to, option.owner, says))
    }

    /// Somebody fresh who knows the same comes before the tired one drops.
    fn relieve(&mut self, view: &PlayerView) -> Option<Step> {
        let worked = |of: &&EngineerView| tired(of) && of.on.is_some();
        let (tired, fresh) = view.engineers.iter().filter(worked).find_map(|worn| {
            let to = worn.on?;
            let skill = *worn.skills.first()?;
            let relieved = view
                .engineers
                .iter()
                .any(|of| of.on == Some(to) && of.skills.contains(&skill) && !tired(of));
            let fresh = (!relieved).then(|| self.free_for(view, skill, to))??;
            Some((worn, fresh))
        })?;
        let says = format!(
            "{} goes to {}, so that {} can rest.",
            fresh.name,
            title(view, tired.on),
            tired.name
        );
        Some(self.reassign(view, fresh, tired.on, tired.lead, says))
    }

    /// Whoever is tired goes home once somebody else holds their work.
    fn send_home(&mut self, view: &PlayerView) -> Option<Step> {
        let held = |of: &EngineerView| {
            let mut others = view.engineers.iter().filter(|other| other.id != of.id);
            let skill = of.skills.first();
            others.any(|other| {
                other.on == of.on
                    && other.ready_at.is_none()
                    && !tired(other)
                    && skill.is_some_and(|skill| other.skills.contains(skill))
            })
        };
        let goes = |of: &&EngineerView| of.on.is_some() && tired(of) && held(of);
        let person = view.engineers.iter().find(goes)?;
        let says = format!(
            "{} has done enough: you are free from now on. Go and lie down, please.",
            person.name
        );
        Some(self.reassign(view, person, None, person.lead, says))
    }

    /// Somebody with a skill who can go: free and awake, else from where
    /// another one with the same skill stays behind.
    fn free_for<'a>(
        &self,
        view: &'a PlayerView,
        skill: SkillId,
        to: IncidentId,
    ) -> Option<&'a EngineerView> {
        let settled = |of: &EngineerView| {
            let moved = self.memory.moved.get(&of.id);
            of.on.is_none() || moved.is_none_or(|at| view.common.now >= *at + SETTLES)
        };
        let behind = |of: &EngineerView| {
            let stay = view.engineers.iter().filter(|other| {
                other.id != of.id && other.on == of.on && !tired(other) && other.ready_at.is_none()
            });
            let home = of.skills.first().copied();
            stay.filter(|other| home.is_some_and(|skill| other.skills.contains(&skill)))
                .count()
        };
        view.engineers
            .iter()
            .filter(|of| of.skills.contains(&skill) && of.on != Some(to))
            .filter(|of| !tired(of) && of.ready_at.is_none() && settled(of))
            .filter(|of| of.on.is_none() || behind(of) > 0)
            // Whoever can do only this; those with a second skill may be needed
            // for it.
            .min_by_key(|of| {
                let first = of.skills.first() == Some(&skill);
                (of.on.is_some(), first && of.skills.len() > 1)
            })
    }

    fn reassign(
        &mut self,
        view: &PlayerView,
        person: &EngineerView,
        to: Option<IncidentId>,
        other: SeatId,
        says: String,
    ) -> Step {
        let now = view.common.now;
        self.memory.moved.insert(person.id, now);
        let noted = match to {
            Some(_) => format!("{} was sent to {}", person.name, title(view, to)),
            None => format!("{} was sent to rest", person.name),
        };
        self.memory.diary.push((now, noted));
        let act = Move::Reassign {
            staff: person.id,
            incident: to,
        };
        let mut seats = vec![person.lead, other];
        seats.dedup();
        seats.retain(|seat| *seat != self.seat);
        Step::new(Effort::Sentence, Deed::new(act).text(says).to(seats))
    }

    /// One of many incidents goes to whoever can lead it, whole: what is hurt,
    /// who is on it, what runs, when word is due.
    pub(super) fn hand_over(&mut self, view: &PlayerView) -> Option<Step> {
        let able = self.habits.asks == Asks::Everybody && view.legal.contains(&MoveKind::HandOver);
        if self.memory.handed || !able || view.form.incidents.len() < MANY {
            return None;
        }
        let leads = |title: &str| title.to_lowercase().contains("commander");
        let second = view
            .seats
            .iter()
            .find(|of| of.id != self.seat && leads(&of.title))?;
        // The last of them: what hurts most stays with whoever leads all.
        let of = view.form.incidents.last()?;
        let incident = IncidentId::new(&of.id).ok()?;
        let call = self.memory.call(Some(incident))?;
        let option = view.options.iter().find(|of| of.id == call.option)?;
        if option.stage != OptionStage::Running {
            return None;
        }
        let on_it = view.engineers.iter().filter(|of| of.on == Some(incident));
        let names: Vec<String> = on_it.map(|of| of.name.clone()).collect();
        let names = match names.is_empty() {
            true => "nobody yet".to_owned(),
            false => words::list(&names),
        };
        let summary = format!(
            "{}. On it: {names}. Runs: {}, due by {}. Next word to me at {}, or when you need something",
            of.label,
            option.name,
            words::clock(view, call.done_by),
            words::clock(view, view.common.now + Span::minutes(15)),
        );
        let noted = format!("{} was handed over whole to {}", of.label, second.title);
        self.memory.handed = true;
        self.memory.diary.push((view.common.now, noted));
        let act = Move::HandOver {
            incident: Some(incident),
            summary,
            base: view.form.handovers,
        };
        let room = words::channel(view, Purpose::WarRoom).map(|of| of.id);
        let deed = Deed::new(act).to([second.id]).channel(room);
        Some(Step::new(Effort::Thought, deed))
    }
}

fn tired(of: &EngineerView) -> bool {
    of.worn || of.looks == "tired"
}

fn title(view: &PlayerView, incident: Option<IncidentId>) -> String {
    let of = view.incidents.iter().find(|of| Some(of.id) == incident);
    of.map_or_else(|| "rest".to_owned(), |of| of.title.to_lowercase())
}
