//! One walk over everything that refers to something else.
//!
//! Visits each condition, effect, move pattern and reference of a draft in
//! the author's order, with the trail that leads to it. Checks filter this
//! stream; they never walk the parts themselves. Depth is bounded because
//! reading bounded it.

use super::draft::{Draft, Trail};
use super::locate::Step;
use super::parts::*;
use super::section::Section;
use crate::model::ProfileId;

/// What the walk comes by.
#[derive(Clone, Copy, Debug)]
pub(super) enum Seen<'d> {
    /// An id that names another part: its section, and the id.
    Name(Section, &'d str),
    /// A skill that some engineer must have.
    Skill(&'d str),
    /// The id of an objective in the head.
    Objective(&'d str),
    Condition(&'d Condition),
    Effect(&'d Effect),
    Pattern(&'d MovePattern),
}

/// Walks over a whole draft.
pub(super) fn walk<'d>(draft: &'d Draft<'_>, see: &mut dyn FnMut(&Trail, Seen<'d>)) {
    let mut walk = Walk {
        trail: Trail::of(Section::Head, 0),
        see,
    };
    walk.all(Section::Scenes, &draft.scenes, Walk::scene);
    walk.all(Section::TimeBoxes, &draft.time_boxes, |walk, time_box| {
        walk.profiles(&time_box.profiles);
    });
    walk.all(Section::Deadlines, &draft.deadlines, |walk, deadline| {
        walk.profiles(&deadline.profiles);
        walk.maybe("met", deadline.met.as_ref());
        walk.effects("effects", &deadline.effects);
    });
    walk.all(Section::Incidents, &draft.incidents, |walk, incident| {
        walk.maybe("opened", incident.opened.as_ref());
        walk.at(Step::Field("resolved"), |walk| {
            walk.condition(&incident.resolved)
        });
    });
    walk.all(Section::Channels, &draft.channels, |walk, channel| {
        walk.names(
            "members",
            Section::Roles,
            channel.members.iter().map(|id| id.as_str()),
        );
    });
    walk.all(Section::Services, &draft.services, |walk, service| {
        walk.names(
            "needs",
            Section::Services,
            service.needs.iter().map(|id| id.as_str()),
        );
    });
    walk.all(Section::Variables, &draft.variables, |walk, variable| {
        walk.maybe("shown", variable.shown.as_ref());
    });
    walk.all(Section::Flows, &draft.flows, |walk, flow| {
        walk.named("var", Section::Variables, flow.var.as_str());
        walk.at(Step::Field("during"), |walk| walk.condition(&flow.during));
    });
    walk.all(Section::Thresholds, &draft.thresholds, |walk, threshold| {
        walk.named("var", Section::Variables, threshold.var.as_str());
        walk.effects("effects", &threshold.effects);
    });
    walk.all(Section::Roles, &draft.roles, Walk::role);
    walk.all(Section::Staff, &draft.staff, |walk, engineer| {
        walk.named("lead", Section::Roles, engineer.lead.as_str());
        if let Some(incident) = &engineer.on {
            walk.named("on", Section::Incidents, incident.as_str());
        }
        walk.each("unlisted", &engineer.unlisted, |walk, Unlisted(_, fact)| {
            walk.nth(1, Section::Facts, fact.as_str());
        });
    });
    walk.trail = Trail::of(Section::Strain, 0);
    if let Some(morale) = &draft.strain.morale {
        walk.named("morale", Section::Variables, morale.as_str());
    }
    walk.all(
        Section::Responsibilities,
        &draft.responsibilities,
        |walk, responsibility| {
            walk.names(
                "suits",
                Section::Roles,
                responsibility.suits.iter().map(|id| id.as_str()),
            );
        },
    );
    walk.all(Section::Facts, &draft.facts, Walk::fact);
    walk.all(Section::Options, &draft.options, Walk::course);
    walk.all(Section::Actions, &draft.actions, Walk::action);
    walk.all(Section::Complications, &draft.complications, |walk, id| {
        walk.see(Seen::Name(Section::Injects, id.as_str()));
    });
    walk.trail = Trail::of(Section::Profile, 0);
    if let Some(profile) = &draft.profile {
        walk.see(Seen::Name(Section::Profiles, profile.as_str()));
    }
    walk.all(Section::Gates, &draft.gates, |walk, gate| {
        walk.at(Step::Field("met"), |walk| walk.measure(&gate.met));
    });
    walk.all(Section::Milestones, &draft.milestones, |walk, milestone| {
        walk.maybe("when", milestone.when.as_ref());
    });
    walk.all(Section::Injects, &draft.injects, Walk::inject);
    walk.all(Section::Endings, &draft.endings, |walk, ending| {
        walk.at(Step::Field("when"), |walk| walk.condition(&ending.when));
    });
}

struct Walk<'v, 'd> {
    trail: Trail,
    see: &'v mut dyn FnMut(&Trail, Seen<'d>),
}

impl<'d> Walk<'_, 'd> {
    fn all<T>(&mut self, section: Section, list: &'d [T], each: impl Fn(&mut Self, &'d T)) {
        for (item, part) in list.iter().enumerate() {
            self.trail = Trail::of(section, item);
            each(self, part);
        }
    }

    fn at(&mut self, step: Step<'static>, inside: impl FnOnce(&mut Self)) {
        self.trail.steps.push(step);
        inside(self);
        self.trail.steps.pop();
    }

    fn each<T>(&mut self, field: &'static str, list: &'d [T], each: impl Fn(&mut Self, &'d T)) {
        self.at(Step::Field(field), |walk| {
            for (nth, part) in list.iter().enumerate() {
                walk.at(Step::Item(nth), |walk| each(walk, part));
            }
        });
    }

    fn see(&mut self, seen: Seen<'d>) {
        (self.see)(&self.trail, seen);
    }

    fn named(&mut self, field: &'static str, section: Section, id: &'d str) {
        self.at(Step::Field(field), |walk| walk.see(Seen::Name(section, id)));
    }

    fn names(&mut self, field: &'static str, section: Section, ids: impl Iterator<Item = &'d str>) {
        self.at(Step::Field(field), |walk| {
            for (nth, id) in ids.enumerate() {
                walk.at(Step::Item(nth), |walk| walk.see(Seen::Name(section, id)));
            }
        });
    }

    /// The nth value in the parentheses of a word with several.
    fn nth(&mut self, nth: usize, section: Section, id: &'d str) {
        self.at(Step::Item(nth), |walk| walk.see(Seen::Name(section, id)));
    }

    /// A word's only value.
    fn only(&mut self, section: Section, id: &'d str) {
        self.at(Step::Inside, |walk| walk.see(Seen::Name(section, id)));
    }

    fn maybe(&mut self, field: &'static str, condition: Option<&'d Condition>) {
        if let Some(condition) = condition {
            self.at(Step::Field(field), |walk| walk.condition(condition));
        }
    }

    fn effects(&mut self, field: &'static str, effects: &'d [Effect]) {
        self.each(field, effects, Self::effect);
    }

    fn condition(&mut self, condition: &'d Condition) {
        self.see(Seen::Condition(condition));
        match condition {
            Condition::Always | Condition::At(_) => {}
            Condition::Var(var, _, _) => self.nth(0, Section::Variables, var.as_str()),
            Condition::Milestone(id) => self.only(Section::Milestones, id.as_str()),
            Condition::Told(fact) => self.only(Section::Facts, fact.as_str()),
            Condition::Knows(seat, fact) => {
                self.nth(0, Section::Roles, seat.as_str());
                self.nth(1, Section::Facts, fact.as_str());
            }
            Condition::Made(pattern) => self.at(Step::Inside, |walk| walk.pattern(pattern)),
            Condition::MadeSince(pattern, since) => {
                self.at(Step::Item(0), |walk| walk.pattern(pattern));
                self.at(Step::Item(1), |walk| match since {
                    Since::Inject(id) => walk.only(Section::Injects, id.as_str()),
                    Since::Milestone(id) => walk.only(Section::Milestones, id.as_str()),
                    Since::Scene => {}
                });
            }
            Condition::NotMade(pattern, _) => self.at(Step::Item(0), |walk| walk.pattern(pattern)),
            Condition::Option(option, _) => self.nth(0, Section::Options, option.as_str()),
            Condition::Scene(scene) => self.only(Section::Scenes, scene.as_str()),
            Condition::Released(inject) => self.only(Section::Injects, inject.as_str()),
            Condition::Missed(deadline) => self.only(Section::Deadlines, deadline.as_str()),
            Condition::Opened(incident) | Condition::Resolved(incident) => {
                self.only(Section::Incidents, incident.as_str())
            }
            Condition::Hands(incident, skill, _) => {
                self.nth(0, Section::Incidents, incident.as_str());
                self.at(Step::Item(1), |walk| walk.see(Seen::Skill(skill.as_str())));
            }
            Condition::WornOut(staff) => self.only(Section::Staff, staff.as_str()),
            Condition::Answered(inject) => self.only(Section::Injects, inject.as_str()),
            Condition::Broken(channel) => self.only(Section::Channels, channel.as_str()),
            Condition::Variant(variant) => self.only(Section::Variants, variant.as_str()),
            Condition::Profile(profile) => self.only(Section::Profiles, profile.as_str()),
            Condition::Turn(_) | Condition::Entries(_, _) => {}
            Condition::Done(action) => self.only(Section::Actions, action.as_str()),
            Condition::Tried(action, _) => self.nth(0, Section::Actions, action.as_str()),
            Condition::All(parts) | Condition::Any(parts) => self.at(Step::Inside, |walk| {
                for (nth, part) in parts.iter().enumerate() {
                    walk.at(Step::Item(nth), |walk| walk.condition(part));
                }
            }),
            Condition::Not(part) => self.at(Step::Inside, |walk| walk.condition(part)),
        }
    }

    fn pattern(&mut self, pattern: &'d MovePattern) {
        self.see(Seen::Pattern(pattern));
        self.names(
            "by",
            Section::Roles,
            pattern.by.iter().map(|id| id.as_str()),
        );
        self.names(
            "to",
            Section::Roles,
            pattern.to.iter().map(|id| id.as_str()),
        );
        self.names(
            "channel",
            Section::Channels,
            pattern.channel.iter().map(|id| id.as_str()),
        );
        self.names(
            "topics",
            Section::Topics,
            pattern.topics.iter().map(|id| id.as_str()),
        );
        self.names(
            "option",
            Section::Options,
            pattern.option.iter().map(|id| id.as_str()),
        );
        self.names(
            "fact",
            Section::Facts,
            pattern.fact.iter().map(|id| id.as_str()),
        );
        self.names(
            "action",
            Section::Actions,
            pattern.action.iter().map(|id| id.as_str()),
        );
    }

    fn effect(&mut self, effect: &'d Effect) {
        self.see(Seen::Effect(effect));
        match effect {
            Effect::Set(var, _) | Effect::Add(var, _) => {
                self.nth(0, Section::Variables, var.as_str())
            }
            Effect::Health(service, _) => self.nth(0, Section::Services, service.as_str()),
            Effect::Reach(milestone) => self.only(Section::Milestones, milestone.as_str()),
            Effect::Learn(seat, fact) => {
                self.nth(0, Section::Roles, seat.as_str());
                self.nth(1, Section::Facts, fact.as_str());
            }
            Effect::Release(inject) | Effect::Cancel(inject) => {
                self.only(Section::Injects, inject.as_str())
            }
            Effect::Resolve(incident) => self.only(Section::Incidents, incident.as_str()),
            Effect::Wake(_) => {}
            Effect::Start(option) | Effect::Stop(option) => {
                self.only(Section::Options, option.as_str())
            }
            Effect::Postpone(deadline, _) => self.nth(0, Section::Deadlines, deadline.as_str()),
            Effect::Tire(staff, _) => self.nth(0, Section::Staff, staff.as_str()),
            Effect::Need(option, skill, _) => {
                self.nth(0, Section::Options, option.as_str());
                self.at(Step::Item(1), |walk| walk.see(Seen::Skill(skill.as_str())));
            }
            Effect::If(condition, effects) => {
                self.at(Step::Item(0), |walk| walk.condition(condition));
                self.at(Step::Item(1), |walk| {
                    for (nth, effect) in effects.iter().enumerate() {
                        walk.at(Step::Item(nth), |walk| walk.effect(effect));
                    }
                });
            }
        }
    }

    fn profiles(&mut self, profiles: &'d [ProfileId]) {
        self.names(
            "profiles",
            Section::Profiles,
            profiles.iter().map(|id| id.as_str()),
        );
    }

    fn action(&mut self, action: &'d Action) {
        self.named("tool", Section::Tools, action.tool.as_str());
        if let ActionKind::Interrupt(inject) = &action.kind {
            self.at(Step::Field("kind"), |walk| {
                walk.only(Section::Injects, inject.as_str())
            });
        }
        self.names("by", Section::Roles, action.by.iter().map(|id| id.as_str()));
        self.maybe("when", action.when.as_ref());
        self.names(
            "tells",
            Section::Facts,
            action.tells.iter().map(|id| id.as_str()),
        );
        self.effects("on_success", &action.on_success);
        self.effects("on_failure", &action.on_failure);
    }

    fn measure(&mut self, measure: &'d Measure) {
        match measure {
            Measure::Holds(condition) => self.at(Step::Inside, |walk| walk.condition(condition)),
            Measure::Gap(channel, _) => self.nth(0, Section::Channels, channel.as_str()),
            Measure::All(parts) => self.at(Step::Inside, |walk| {
                for (nth, part) in parts.iter().enumerate() {
                    walk.at(Step::Item(nth), |walk| walk.measure(part));
                }
            }),
            Measure::Idle(_)
            | Measure::Moves(_)
            | Measure::Credit(_, _)
            | Measure::Postmortem(_) => {}
        }
    }

    fn scene(&mut self, scene: &'d Scene) {
        self.profiles(&scene.profiles);
        self.maybe("done", scene.done.as_ref());
    }

    fn role(&mut self, role: &'d Role) {
        self.names(
            "proficient",
            Section::Tools,
            role.proficient.iter().map(|id| id.as_str()),
        );
        self.at(Step::Field("persona"), |walk| {
            walk.each("ladder", &role.persona.ladder, Self::rung);
            walk.each("objections", &role.persona.objections, |walk, objection| {
                walk.named("option", Section::Options, objection.option.as_str());
                walk.maybe("when", objection.when.as_ref());
            });
        });
    }

    fn rung(&mut self, rung: &'d Rung) {
        self.maybe("when", rung.when.as_ref());
        self.effects("effects", &rung.effects);
    }

    fn fact(&mut self, fact: &'d Fact) {
        self.named("holder", Section::Roles, fact.holder.as_str());
        self.names(
            "topics",
            Section::Topics,
            fact.topics.iter().map(|id| id.as_str()),
        );
        self.each("cells", &fact.cells, |walk, (option, _)| {
            walk.nth(0, Section::Options, option.as_str());
        });
        self.maybe("when", fact.when.as_ref());
    }

    fn course(&mut self, course: &'d Course) {
        self.named("owner", Section::Roles, course.owner.as_str());
        if let Some(incident) = &course.incident {
            self.named("incident", Section::Incidents, incident.as_str());
        }
        self.each("crew", &course.crew, |walk, Hands(skill, _)| {
            walk.at(Step::Item(0), |walk| walk.see(Seen::Skill(skill.as_str())));
        });
        self.maybe("requires", course.requires.as_ref());
        self.maybe("excluded", course.excluded.as_ref());
        self.names(
            "combines",
            Section::Options,
            course.combines.iter().map(|id| id.as_str()),
        );
        self.each("cases", &course.cases, |walk, case| {
            walk.at(Step::Field("when"), |walk| walk.condition(&case.when));
        });
        self.effects("on_start", &course.on_start);
        self.effects("on_success", &course.on_success);
        self.effects("on_failure", &course.on_failure);
        self.effects("on_stop", &course.on_stop);
    }

    fn inject(&mut self, inject: &'d Inject) {
        self.at(Step::Field("trigger"), |walk| match &inject.trigger {
            Trigger::AfterInject(id, _) => walk.nth(0, Section::Injects, id.as_str()),
            Trigger::AfterOption(id, _, _) => walk.nth(0, Section::Options, id.as_str()),
            Trigger::AfterMilestone(id, _) => walk.nth(0, Section::Milestones, id.as_str()),
            Trigger::AfterScene(id, _) => walk.nth(0, Section::Scenes, id.as_str()),
            Trigger::When(condition) => walk.at(Step::Inside, |walk| walk.condition(condition)),
            Trigger::At(_) | Trigger::Between(_, _) | Trigger::Armed => {}
        });
        self.maybe("only", inject.only.as_ref());
        self.profiles(&inject.profiles);
        if let Sender::Seat(seat) = &inject.from {
            self.at(Step::Field("from"), |walk| {
                walk.only(Section::Roles, seat.as_str())
            });
        }
        self.at(Step::Field("to"), |walk| match &inject.to {
            Receivers::Channel(channel) => walk.only(Section::Channels, channel.as_str()),
            Receivers::Seats(seats) => walk.at(Step::Inside, |walk| {
                for (nth, seat) in seats.iter().enumerate() {
                    walk.nth(nth, Section::Roles, seat.as_str());
                }
            }),
        });
        self.names(
            "tells",
            Section::Facts,
            inject.tells.iter().map(|id| id.as_str()),
        );
        self.effects("effects", &inject.effects);
        if let Some(demand) = &inject.demand {
            self.at(Step::Field("demand"), |walk| {
                walk.names("of", Section::Roles, demand.of.iter().map(|id| id.as_str()));
                walk.names(
                    "topics",
                    Section::Topics,
                    demand.topics.iter().map(|id| id.as_str()),
                );
                walk.maybe("until", demand.until.as_ref());
                walk.effects("answered", &demand.answered);
                walk.each(
                    "ladder",
                    demand.ladder.as_deref().unwrap_or_default(),
                    Self::rung,
                );
            });
        }
        self.each("expects", &inject.expects, |walk, expectation| {
            walk.each("any", &expectation.any, Self::pattern);
            if let Some(contingency) = &expectation.contingency {
                walk.named("contingency", Section::Injects, contingency.as_str());
            }
        });
        if let Some(objective) = &inject.objective {
            self.at(Step::Field("objective"), |walk| {
                walk.see(Seen::Objective(objective.as_str()))
            });
        }
    }
}
