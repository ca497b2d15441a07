//! Every text that a person will read, one after the other.
//!
//! The only walk that may change a draft: terms are put into the texts before
//! anything else looks at them. Ids, words of the language and figures are no
//! texts.

use super::draft::{Draft, Trail};
use super::locate::Step;
use super::parts::*;
use super::section::Section;

/// Whether a text may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// It must say something.
    Words,
    /// It may be left out.
    Maybe,
    /// It must say something, and `{topics}` in it is filled in during play.
    Topics,
    /// It may be left out; `{missing}` in it is filled in during play.
    Missing,
}

/// Shows every text of a draft, in the author's order.
pub(super) fn texts(draft: &mut Draft<'_>, see: &mut dyn FnMut(&Trail, Need, &mut String)) {
    let mut texts = Texts {
        trail: Trail::of(Section::Head, 0),
        see,
    };
    if let Some(head) = &mut draft.head {
        texts.words("title", &mut head.title);
        texts.words("summary", &mut head.summary);
        texts.each("objectives", &mut head.objectives, |texts, objective| {
            texts.words("text", &mut objective.text);
        });
        texts.maybe("handbook", &mut head.handbook);
        texts.words("language", &mut head.language);
    }
    if let Some(clock) = &mut draft.clock {
        texts.trail = Trail::of(Section::Clock, 0);
        texts.maybe("day", &mut clock.day);
    }
    texts.all(Section::Scenes, &mut draft.scenes, |texts, scene| {
        texts.words("title", &mut scene.title);
        texts.words("aim", &mut scene.aim);
        if let Some(cut) = &mut scene.cut {
            texts.at(Step::Field("cut"), |texts| {
                texts.words("line", &mut cut.line)
            });
        }
    });
    texts.all(
        Section::Deadlines,
        &mut draft.deadlines,
        |texts, deadline| {
            texts.words("label", &mut deadline.label);
            texts.effects("effects", &mut deadline.effects);
        },
    );
    texts.all(
        Section::TimeBoxes,
        &mut draft.time_boxes,
        |texts, time_box| {
            texts.words("label", &mut time_box.label);
        },
    );
    texts.all(Section::Severity, &mut draft.severity, |texts, rule| {
        texts.words("users", &mut rule.users);
        texts.words("criticality", &mut rule.criticality);
        texts.words("duration", &mut rule.duration);
    });
    texts.all(
        Section::Incidents,
        &mut draft.incidents,
        |texts, incident| {
            texts.words("title", &mut incident.title);
            texts.words("impact", &mut incident.impact);
        },
    );
    texts.all(Section::Channels, &mut draft.channels, |texts, channel| {
        texts.words("title", &mut channel.title);
    });
    texts.all(Section::Topics, &mut draft.topics, |texts, topic| {
        texts.maybe("label", &mut topic.label);
        texts.list("synonyms", &mut topic.synonyms);
    });
    texts.all(Section::Services, &mut draft.services, |texts, service| {
        texts.words("label", &mut service.label);
    });
    texts.all(
        Section::Variables,
        &mut draft.variables,
        |texts, variable| {
            texts.words("label", &mut variable.label);
        },
    );
    texts.all(
        Section::Thresholds,
        &mut draft.thresholds,
        |texts, threshold| {
            texts.effects("effects", &mut threshold.effects);
        },
    );
    texts.all(Section::Roles, &mut draft.roles, Texts::role);
    texts.all(Section::Staff, &mut draft.staff, |texts, engineer| {
        texts.words("name", &mut engineer.name);
    });
    texts.all(
        Section::Responsibilities,
        &mut draft.responsibilities,
        |texts, responsibility| {
            texts.words("label", &mut responsibility.label);
        },
    );
    texts.all(Section::Facts, &mut draft.facts, |texts, fact| {
        texts.words("line", &mut fact.line);
        texts.words("short", &mut fact.short);
    });
    texts.all(Section::Options, &mut draft.options, Texts::course);
    texts.all(Section::Variants, &mut draft.variants, |texts, variant| {
        texts.words("title", &mut variant.title);
    });
    texts.all(Section::Profiles, &mut draft.profiles, |texts, profile| {
        texts.words("title", &mut profile.title);
        texts.words("text", &mut profile.text);
    });
    texts.all(Section::Tools, &mut draft.tools, |texts, tool| {
        texts.words("title", &mut tool.title);
    });
    texts.all(Section::Actions, &mut draft.actions, |texts, action| {
        texts.words("title", &mut action.title);
        texts.words("success", &mut action.success);
        texts.words("failure", &mut action.failure);
        texts.effects("on_success", &mut action.on_success);
        texts.effects("on_failure", &mut action.on_failure);
    });
    texts.all(
        Section::Milestones,
        &mut draft.milestones,
        |texts, milestone| {
            texts.words("title", &mut milestone.title);
        },
    );
    texts.all(Section::Injects, &mut draft.injects, Texts::inject);
    texts.all(Section::Endings, &mut draft.endings, |texts, ending| {
        texts.words("title", &mut ending.title);
        texts.words("text", &mut ending.text);
    });
    texts.all(Section::Gates, &mut draft.gates, |texts, gate| {
        texts.words("title", &mut gate.title);
        texts.words("limit", &mut gate.limit);
    });
    texts.trail = Trail::of(Section::Retrospective, 0);
    texts.retrospective(&mut draft.retrospective);
    texts.all(Section::Jargon, &mut draft.jargon, |texts, word| {
        texts.see(Need::Words, word);
    });
}

struct Texts<'v> {
    trail: Trail,
    see: &'v mut dyn FnMut(&Trail, Need, &mut String),
}

impl Texts<'_> {
    fn all<T>(&mut self, section: Section, list: &mut [T], each: impl Fn(&mut Self, &mut T)) {
        for (item, part) in list.iter_mut().enumerate() {
            self.trail = Trail::of(section, item);
            each(self, part);
        }
    }

    fn at(&mut self, step: Step<'static>, inside: impl FnOnce(&mut Self)) {
        self.trail.steps.push(step);
        inside(self);
        self.trail.steps.pop();
    }

    fn each<T>(&mut self, field: &'static str, list: &mut [T], each: impl Fn(&mut Self, &mut T)) {
        self.at(Step::Field(field), |texts| {
            for (nth, part) in list.iter_mut().enumerate() {
                texts.at(Step::Item(nth), |texts| each(texts, part));
            }
        });
    }

    fn see(&mut self, need: Need, text: &mut String) {
        (self.see)(&self.trail, need, text);
    }

    fn words(&mut self, field: &'static str, text: &mut String) {
        self.at(Step::Field(field), |texts| texts.see(Need::Words, text));
    }

    fn maybe(&mut self, field: &'static str, text: &mut String) {
        self.at(Step::Field(field), |texts| texts.see(Need::Maybe, text));
    }

    fn list(&mut self, field: &'static str, list: &mut [String]) {
        self.each(field, list, |texts, text| texts.see(Need::Words, text));
    }

    fn effects(&mut self, field: &'static str, effects: &mut [Effect]) {
        self.each(field, effects, Self::effect);
    }

    fn effect(&mut self, effect: &mut Effect) {
        match effect {
            Effect::Wake(why) => self.at(Step::Inside, |texts| texts.see(Need::Words, why)),
            Effect::If(_, inner) => self.at(Step::Item(1), |texts| {
                for (nth, effect) in inner.iter_mut().enumerate() {
                    texts.at(Step::Item(nth), |texts| texts.effect(effect));
                }
            }),
            _ => {}
        }
    }

    fn ladder(&mut self, ladder: &mut [Rung]) {
        self.each("ladder", ladder, |texts, rung| {
            texts.words("text", &mut rung.text);
            texts.effects("effects", &mut rung.effects);
        });
    }

    fn role(&mut self, role: &mut Role) {
        self.words("title", &mut role.title);
        self.words("character", &mut role.character);
        self.words("brief", &mut role.brief);
        self.words("normal", &mut role.normal);
        self.list("goals", &mut role.goals);
        self.list("tools", &mut role.tools);
        self.maybe("team", &mut role.team);
        let persona = &mut role.persona;
        self.at(Step::Field("persona"), |texts| {
            let manner = &mut persona.manner;
            texts.at(Step::Field("manner"), |texts| {
                texts.list("before", &mut manner.before);
                texts.at(Step::Field("unsure"), |texts| {
                    texts.see(Need::Topics, &mut manner.unsure)
                });
                texts.words("nothing_more", &mut manner.nothing_more);
                texts.words("acknowledge", &mut manner.acknowledge);
                texts.words("no_objection", &mut manner.no_objection);
                texts.words("calmed", &mut manner.calmed);
            });
            texts.ladder(&mut persona.ladder);
            texts.each("objections", &mut persona.objections, |texts, objection| {
                texts.words("text", &mut objection.text);
            });
        });
    }

    fn retrospective(&mut self, of: &mut Retrospective) {
        self.each("timeline", &mut of.timeline, |texts, part| {
            texts.words("text", &mut part.text);
            texts.keys(&mut part.keys);
        });
        for (field, list) in [
            ("whys", &mut of.whys),
            ("worked", &mut of.worked),
            ("hindered", &mut of.hindered),
        ] {
            self.each(field, list, |texts, part| {
                texts.words("text", &mut part.text);
                texts.keys(&mut part.keys);
            });
        }
        self.each("causes", &mut of.causes, |texts, part| {
            texts.words("text", &mut part.text);
            texts.keys(&mut part.keys);
        });
        self.each("actions", &mut of.actions, |texts, part| {
            texts.words("text", &mut part.text);
            texts.keys(&mut part.keys);
        });
    }

    fn keys(&mut self, keys: &mut [Vec<String>]) {
        self.each("keys", keys, |texts, group| {
            for (nth, phrase) in group.iter_mut().enumerate() {
                texts.at(Step::Item(nth), |texts| texts.see(Need::Words, phrase));
            }
        });
    }

    fn course(&mut self, course: &mut Course) {
        self.words("name", &mut course.name);
        self.list("synonyms", &mut course.synonyms);
        self.effects("on_start", &mut course.on_start);
        self.effects("on_success", &mut course.on_success);
        self.effects("on_failure", &mut course.on_failure);
        self.effects("on_stop", &mut course.on_stop);
        let (starts, succeeds, fails) = &mut course.lines;
        self.at(Step::Field("lines"), |texts| {
            for (nth, line) in [starts, succeeds, fails].into_iter().enumerate() {
                texts.at(Step::Item(nth), |texts| texts.see(Need::Maybe, line));
            }
        });
    }

    fn inject(&mut self, inject: &mut Inject) {
        self.words("title", &mut inject.title);
        if let Sender::Other(who) = &mut inject.from {
            self.at(Step::Field("from"), |texts| {
                texts.at(Step::Inside, |texts| texts.see(Need::Words, who));
            });
        }
        self.maybe("text", &mut inject.text);
        self.effects("effects", &mut inject.effects);
        if let Some(demand) = &mut inject.demand {
            self.at(Step::Field("demand"), |texts| {
                texts.at(Step::Field("vague"), |texts| {
                    texts.see(Need::Missing, &mut demand.vague)
                });
                texts.effects("answered", &mut demand.answered);
                if let Some(ladder) = &mut demand.ladder {
                    texts.ladder(ladder);
                }
            });
        }
        self.each("expects", &mut inject.expects, |texts, expectation| {
            texts.words("text", &mut expectation.text);
        });
    }
}
