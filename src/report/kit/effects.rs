//! Effects in words: what the host then does or writes down.

use super::words::Words;
use crate::scenario::Effect;

impl Words<'_> {
    /// Each effect as an instruction.
    pub(super) fn effects(self, effects: &[Effect]) -> Vec<String> {
        effects.iter().map(|effect| self.effect(effect)).collect()
    }

    fn effect(self, effect: &Effect) -> String {
        match effect {
            Effect::Set(var, value) => format!("“{}” becomes {value}", self.var(*var)),
            Effect::Add(var, value) if value.milli < 0 => {
                let text = value.to_string();
                format!("“{}” −{}", self.var(*var), text.trim_start_matches('-'))
            }
            Effect::Add(var, value) => format!("“{}” +{value}", self.var(*var)),
            Effect::Health(service, health) => {
                let service = self.scenario.services.get(*service);
                let label = service.map_or("", |service| service.label.as_str());
                format!("“{label}” is {} now", health.word())
            }
            Effect::Reach(id) => format!("“{}” comes true", self.milestone(*id)),
            Effect::Learn(seat, fact) => {
                format!("give {} the slip {}", self.seat(*seat), self.fact(*fact))
            }
            Effect::Release(id) => format!("read {}", self.inject(*id)),
            Effect::Cancel(id) => format!("drop {}", self.inject(*id)),
            Effect::Resolve(id) => format!("“{}” is over", self.incident(*id)),
            Effect::Wake(why) => format!("a time cut ends here: {why}"),
            Effect::Start(id) => format!("{} begins, whoever decided", self.option(*id)),
            Effect::Stop(id) => format!("{} is stopped", self.option(*id)),
            Effect::Postpone(id, span) => {
                format!("“{}” moves back by {span}", self.deadline(*id))
            }
            Effect::Tire(id, value) => {
                let worn = if value.milli < 0 { "less" } else { "more" };
                let text = value.to_string();
                let (name, by) = (self.engineer(*id), text.trim_start_matches('-'));
                format!("{name} is {by} {worn} worn")
            }
            Effect::Need(option, skill, hands) => {
                format!(
                    "{} turns out to need {hands} with {skill}",
                    self.option(*option)
                )
            }
            Effect::If(condition, inner) => {
                format!(
                    "if {}: {}",
                    self.when(condition),
                    self.effects(inner).join("; ")
                )
            }
        }
    }
}
