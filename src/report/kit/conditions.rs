//! Conditions and move patterns in words, for a host who looks rather than
//! computes.

use super::words::{Words, both, either};
use crate::model::ActionId;
use crate::scenario::*;
use crate::text::Saying;

impl Words<'_> {
    /// A condition as what comes after "when".
    pub(super) fn when(self, condition: &Condition) -> String {
        self.say(condition, true)
    }

    /// A condition that may be absent; nothing to say then.
    pub(super) fn maybe(self, condition: Option<&Condition>) -> String {
        condition.map_or_else(String::new, |condition| self.when(condition))
    }

    /// An action by its title.
    pub(super) fn action(self, id: ActionId) -> String {
        let action = self.scenario.actions.get(id);
        let title = action.map_or("", |action| action.title.as_str());
        format!("“{title}”")
    }

    /// A condition, or its opposite.
    fn say(self, condition: &Condition, yes: bool) -> String {
        let not = if yes { "" } else { "not " };
        match condition {
            Condition::Always if yes => "always".to_owned(),
            Condition::Always => "never".to_owned(),
            Condition::At(moment) => {
                let clock = self.moment(*moment);
                match yes {
                    true => format!("it is {clock} or later"),
                    false => format!("it is before {clock}"),
                }
            }
            Condition::Var(var, is, value) => {
                let label = self.var(*var);
                match (is, yes) {
                    (Is::AtLeast, true) => format!("“{label}” is {value} or more"),
                    (Is::AtLeast, false) => format!("“{label}” is below {value}"),
                    (Is::AtMost, true) => format!("“{label}” is {value} or less"),
                    (Is::AtMost, false) => format!("“{label}” is above {value}"),
                }
            }
            Condition::Milestone(id) => {
                format!("“{}” has {not}come true", self.milestone(*id))
            }
            Condition::Told(fact) => {
                format!("the room has {not}been told {}", self.fact(*fact))
            }
            Condition::Knows(seat, fact) => {
                let (seat, fact) = (self.seat(*seat), self.fact(*fact));
                match yes {
                    true => format!("{seat} knows {fact}"),
                    false => format!("{seat} does not know {fact}"),
                }
            }
            Condition::Made(pattern) => {
                format!("there has {not}been {}", self.pattern(pattern))
            }
            Condition::MadeSince(pattern, since) => {
                let since = match since {
                    Since::Inject(id) => self.inject(*id),
                    Since::Milestone(id) => format!("“{}”", self.milestone(*id)),
                    Since::Scene => "the scene began".to_owned(),
                };
                format!(
                    "since {since} there has {not}been {}",
                    self.pattern(pattern)
                )
            }
            Condition::NotMade(pattern, span) => {
                let pattern = self.pattern(pattern);
                match yes {
                    true => format!("for {span} there has not been {pattern}"),
                    false => format!("in the last {span} there has been {pattern}"),
                }
            }
            Condition::Option(id, stage) => self.stage(&self.option(*id), *stage, yes),
            Condition::Scene(id) => {
                let scene = self.scenario.scenes.get(*id);
                let title = scene.map_or("", |scene| scene.title.as_str());
                format!("the scene “{title}” is {not}being played")
            }
            Condition::Released(id) => format!("{} has {not}come", self.inject(*id)),
            Condition::Missed(id) => format!("“{}” was {not}missed", self.deadline(*id)),
            Condition::Hands(incident, skill, hands) => {
                let incident = self.incident(*incident);
                match (*hands, yes) {
                    (1, true) => format!("somebody of {skill} is at work on “{incident}”"),
                    (1, false) => format!("nobody of {skill} is at work on “{incident}”"),
                    (hands, true) => {
                        format!("at least {hands} of {skill} are at work on “{incident}”")
                    }
                    (hands, false) => {
                        format!("fewer than {hands} of {skill} are at work on “{incident}”")
                    }
                }
            }
            Condition::WornOut(id) => format!("{} is {not}worn out", self.engineer(*id)),
            Condition::Opened(id) => format!("“{}” has {not}come up", self.incident(*id)),
            Condition::Resolved(id) => {
                format!("“{}” has {not}been declared over", self.incident(*id))
            }
            Condition::Answered(id) => format!("{} has {not}been answered", self.inject(*id)),
            Condition::Broken(channel) => {
                let channel = self.channel(*channel);
                match yes {
                    true => format!("word promised in {channel} did not come"),
                    false => format!("word promised in {channel} has always come"),
                }
            }
            Condition::Variant(id) => {
                let variant = self.scenario.variants.get(*id);
                let title = variant.map_or("", |variant| variant.title.as_str());
                format!("“{title}” was {not}drawn")
            }
            Condition::Profile(id) => {
                let profile = self.scenario.profiles.iter().find(|of| of.id == *id);
                let title = profile.map_or("", |profile| profile.title.as_str());
                format!("“{title}” is {not}the way in which it is held")
            }
            Condition::Turn(nth) => match yes {
                true => format!("turn {nth} has begun"),
                false => format!("turn {nth} has not begun"),
            },
            Condition::Done(id) => format!("{} has {not}worked", self.action(*id)),
            Condition::Tried(id, times) => {
                let many = if yes { "at least" } else { "fewer than" };
                format!("{} was rolled for {many} {times} times", self.action(*id))
            }
            Condition::Entries(kind, least) => {
                let many = if yes { "at least" } else { "fewer than" };
                format!("the review has {many} {least} of {}", entry(*kind))
            }
            Condition::All(parts) => self.group(parts, yes, if yes { " and " } else { " or " }),
            Condition::Any(parts) => self.group(parts, yes, if yes { " or " } else { " and " }),
            Condition::Not(inner) => self.say(inner, !yes),
        }
    }

    /// Several conditions; a group within the group gets parentheses.
    fn group(self, parts: &[Condition], yes: bool, link: &str) -> String {
        let said = parts.iter().map(|part| {
            let said = self.say(part, yes);
            match parts.len() > 1 && compound(part) {
                true => format!("({said})"),
                false => said,
            }
        });
        said.collect::<Vec<_>>().join(link)
    }

    /// That an option has come to a stage, or not.
    pub(super) fn stage(self, option: &str, stage: OptionStage, yes: bool) -> String {
        let not = if yes { "" } else { "not " };
        let hidden = if yes { "not " } else { "" };
        match stage {
            OptionStage::Hidden => format!("{option} has {hidden}come up"),
            OptionStage::Found => format!("{option} has {not}come up"),
            OptionStage::Decided => format!("{option} was {not}decided on"),
            OptionStage::Running => format!("{option} is {not}under way"),
            OptionStage::Succeeded => format!("{option} has {not}succeeded"),
            OptionStage::Failed => format!("{option} has {not}failed"),
            OptionStage::Stopped => format!("{option} was {not}stopped"),
        }
    }

    /// A move pattern: "a question to Store lead about how long".
    pub(super) fn pattern(self, pattern: &MovePattern) -> String {
        let mut said = match pattern.kinds.as_slice() {
            [] => "any move".to_owned(),
            kinds => either(kinds.iter().map(|kind| noun(*kind))),
        };
        let mut add = |what: &str, whom: String| {
            if !whom.is_empty() {
                said.push_str(what);
                said.push_str(&whom);
            }
        };
        add(" by ", self.seats(&pattern.by));
        add(" to ", self.seats(&pattern.to));
        let channels = pattern.channel.iter().map(|id| self.channel(*id));
        add(" in ", either(channels));
        add(
            " on ",
            either(pattern.option.iter().map(|id| self.option(*id))),
        );
        let topics = pattern.topics.iter().map(|id| self.topic(*id));
        add(
            " about ",
            if pattern.every {
                both(topics)
            } else {
                either(topics)
            },
        );
        add(
            " on the ",
            either(pattern.cells.iter().map(|cell| cell.label())),
        );
        add(
            " with ",
            either(pattern.fact.iter().map(|id| self.fact(*id))),
        );
        add(
            " that says ",
            both(pattern.says.iter().map(|one| saying(*one))),
        );
        add(
            " without ",
            either(pattern.lacks.iter().map(|one| saying(*one))),
        );
        if pattern.technical {
            said.push_str(", technical talk only");
        }
        said
    }
}

fn compound(condition: &Condition) -> bool {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.len() > 1,
        Condition::Not(inner) => compound(inner),
        _ => false,
    }
}

/// A kind of move as a thing.
fn noun(kind: MoveKind) -> &'static str {
    match kind {
        MoveKind::Declare => "a declared severity",
        MoveKind::Assign => "an assigned responsibility",
        MoveKind::SetChannels => "a rule where technical talk belongs",
        MoveKind::Ask => "a question",
        MoveKind::Tell => "a told fact",
        MoveKind::Order => "an order",
        MoveKind::Acknowledge => "an acknowledgement",
        MoveKind::Report => "a report",
        MoveKind::Propose => "a proposal",
        MoveKind::Object => "an objection",
        MoveKind::Decide => "a decision",
        MoveKind::Start => "a start of work",
        MoveKind::Stop => "a stop of work",
        MoveKind::Update => "an update",
        MoveKind::Escalate => "an escalation",
        MoveKind::HandOver => "a handover",
        MoveKind::Reassign => "an engineer sent elsewhere",
        MoveKind::Note => "a line on the state board",
        MoveKind::Verify => "a check of the outcome",
        MoveKind::Resolve => "declaring it over",
        MoveKind::Act => "dice put on an action",
        MoveKind::Review => "an entry of the review",
        MoveKind::Say => "a remark",
    }
}

/// A kind of entry of the review, as things.
fn entry(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Frame => "its aims",
        EntryKind::AddMoment => "its moments",
        EntryKind::Star => "its marked moments",
        EntryKind::AddWhy => "its whys",
        EntryKind::AddCause => "its causes",
        EntryKind::Worked => "what helped",
        EntryKind::Hindered => "what hindered",
        EntryKind::Surprise => "its surprises",
        EntryKind::AddAction => "its actions",
        EntryKind::Feedback => "words from one role to another",
    }
}

/// What words do, as what they say.
pub(super) fn saying(saying: Saying) -> &'static str {
    match saying {
        Saying::Impact => "who is hit and how",
        Saying::Timeline => "how long or by when",
        Saying::Plan => "what is being done",
        Saying::Concern => "that the worry is understood",
        Saying::Boundary => "who is to be left to work",
        Saying::NextTime => "when the next word comes",
        Saying::Owner => "who does it",
        Saying::Figure => "a figure",
        Saying::Owns => "“it was my call”",
        Saying::Excuses => "excuses",
        Saying::Blames => "blame",
        Saying::Vague => "an unknown left standing",
    }
}
