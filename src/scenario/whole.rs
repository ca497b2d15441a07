//! The whole scenario: its parts, each findable by its id.

use super::parts::*;
use super::watch::Watch;
use crate::model::*;
use crate::text::{Glossary, Saying, TopicIndex};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// A time of day up to so long before STARTEX is part of what led to it; any
/// other comes after. Longer ago is told by its day.
const LED_TO: Span = Span::minutes(6 * 60);

/// Parts in the author's order, findable by id.
#[derive(Clone, Debug)]
pub struct Table<K, T> {
    parts: Vec<T>,
    by_id: Vec<(K, u16)>,
}

impl<K: Copy + Ord, T> Table<K, T> {
    fn new(parts: Vec<T>, id: impl Fn(&T) -> K) -> Self {
        let mut by_id: Vec<(K, u16)> = parts
            .iter()
            .zip(0..)
            .map(|(part, at)| (id(part), at))
            .collect();
        by_id.sort_by_key(|(id, _)| *id);
        Self { parts, by_id }
    }

    /// The part of this id.
    pub fn get(&self, id: K) -> Option<&T> {
        let at = self.by_id.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        self.parts.get(usize::from(self.by_id[at].1))
    }

    /// Whether there is such a part.
    pub fn has(&self, id: K) -> bool {
        self.get(id).is_some()
    }

    /// The part's place in the author's order.
    pub fn place(&self, id: K) -> Option<usize> {
        let at = self.by_id.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        Some(usize::from(self.by_id[at].1))
    }

    /// The part at a place of the author's order.
    pub fn nth(&self, place: usize) -> Option<&T> {
        self.parts.get(place)
    }

    /// All parts in the author's order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.parts.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.parts.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

impl<'a, K, T> IntoIterator for &'a Table<K, T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.parts.iter()
    }
}

/// A scenario file as serde reads it: nothing has been checked across parts.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each list is documented at its element")]
pub struct Document {
    pub head: Head,
    #[serde(default)]
    pub terms: BTreeMap<Name, String>,
    pub clock: Clock,
    pub scenes: Vec<Scene>,
    #[serde(default)]
    pub deadlines: Vec<Deadline>,
    #[serde(default)]
    pub time_boxes: Vec<TimeBox>,
    #[serde(default)]
    pub severity: Vec<SeverityRule>,
    pub incidents: Vec<Incident>,
    pub channels: Vec<Channel>,
    pub topics: Vec<Topic>,
    #[serde(default)]
    pub services: Vec<Service>,
    #[serde(default)]
    pub variables: Vec<Variable>,
    #[serde(default)]
    pub flows: Vec<Flow>,
    #[serde(default)]
    pub thresholds: Vec<Threshold>,
    pub roles: Vec<Role>,
    #[serde(default)]
    pub staff: Vec<Engineer>,
    #[serde(default)]
    pub strain: Strain,
    pub responsibilities: Vec<Responsibility>,
    pub facts: Vec<Fact>,
    #[serde(default)]
    pub options: Vec<Course>,
    #[serde(default)]
    pub variants: Vec<Variant>,
    #[serde(default)]
    pub profiles: Vec<Profile>,
    #[serde(default)]
    pub profile: Option<ProfileId>,
    #[serde(default)]
    pub dice: DiceRules,
    #[serde(default)]
    pub tools: Vec<Tool>,
    #[serde(default)]
    pub actions: Vec<Action>,
    #[serde(default)]
    pub complications: Vec<InjectId>,
    pub milestones: Vec<Milestone>,
    pub injects: Vec<Inject>,
    pub endings: Vec<Ending>,
    #[serde(default)]
    pub jargon: Vec<String>,
    #[serde(default)]
    pub rubric: Rubric,
    #[serde(default)]
    pub gates: Vec<Gate>,
    #[serde(default)]
    pub retrospective: Retrospective,
}

/// A checked scenario.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "each list is documented at its element")]
pub struct Scenario {
    pub head: Head,
    pub clock: Clock,
    pub scenes: Table<SceneId, Scene>,
    pub deadlines: Table<DeadlineId, Deadline>,
    pub time_boxes: Vec<TimeBox>,
    pub severity: Vec<SeverityRule>,
    pub incidents: Table<IncidentId, Incident>,
    pub channels: Table<ChannelId, Channel>,
    pub topics: Table<TopicId, Topic>,
    pub services: Table<ServiceId, Service>,
    pub variables: Table<VarId, Variable>,
    pub flows: Table<FlowId, Flow>,
    pub thresholds: Table<ThresholdId, Threshold>,
    pub roles: Table<SeatId, Role>,
    pub staff: Table<StaffId, Engineer>,
    pub strain: Strain,
    pub responsibilities: Table<ResponsibilityId, Responsibility>,
    pub facts: Table<FactId, Fact>,
    pub options: Table<OptionId, Course>,
    pub variants: Table<VariantId, Variant>,
    pub profiles: Vec<Profile>,
    /// The way in which this exercise is held, where there are several.
    pub profile: Option<ProfileId>,
    pub dice: DiceRules,
    pub tools: Table<ToolId, Tool>,
    pub actions: Table<ActionId, Action>,
    /// Injects of which a failed change or an ignored interrupt brings one.
    pub complications: Vec<InjectId>,
    pub milestones: Table<MilestoneId, Milestone>,
    pub injects: Table<InjectId, Inject>,
    pub endings: Vec<Ending>,
    /// Words that only engineers of this system understand.
    pub jargon: Vec<String>,
    pub rubric: Rubric,
    pub gates: Vec<Gate>,
    pub retrospective: Retrospective,
    /// The seat that commands at STARTEX.
    pub commander: SeatId,
    /// The channel of decisions, where everybody is.
    pub war_room: ChannelId,
    /// Each pattern that some condition asks for, once.
    pub patterns: Vec<MovePattern>,
    /// What words do that some pattern or demand listens for.
    pub hears: BTreeSet<Saying>,
    /// Absences that some condition asks for: a pattern's place, and how long.
    pub absences: Vec<(usize, Span)>,
    /// Moments that some condition names.
    pub moments: Vec<Moment>,
    /// Levels that some condition or threshold names.
    pub watched: Vec<(VarId, Is, Quantity)>,
    /// Finds topics in words.
    pub topic_index: TopicIndex,
    /// Finds terms of the trade in words.
    pub glossary: Glossary,
}

impl Scenario {
    /// The titles of the tools that a role is proficient with.
    pub fn proficient(&self, role: &Role) -> Vec<String> {
        let tools = role.proficient.iter();
        let tools = tools.filter_map(|id| self.tools.get(*id));
        tools.map(|tool| tool.title.clone()).collect()
    }

    /// Indexes the parts. The caller has checked that there is exactly one
    /// commander and one war room, and that every named id exists; without
    /// them there is no scenario.
    pub(super) fn assemble(doc: Document, watch: Watch) -> Option<Self> {
        let commander = doc.roles.iter().find(|role| role.commander)?.id;
        let war_room = doc
            .channels
            .iter()
            .find(|channel| channel.purpose == Purpose::WarRoom)?
            .id;
        let names: Vec<(TopicId, Vec<String>)> = doc
            .topics
            .iter()
            .map(|topic| {
                (
                    topic.id,
                    [
                        std::slice::from_ref(&topic.label),
                        topic.synonyms.as_slice(),
                    ]
                    .concat(),
                )
            })
            .collect();
        let topic_index = TopicIndex::new(names.iter().map(|(id, all)| (*id, all.as_slice())));
        let glossary = Glossary::new(doc.jargon.iter().map(String::as_str), []);
        Some(Self {
            hears: watch.sayings,
            patterns: watch.patterns,
            absences: watch.absences,
            moments: watch.moments,
            watched: watch.levels,
            topic_index,
            glossary,
            head: doc.head,
            clock: doc.clock,
            scenes: Table::new(doc.scenes, |part| part.id),
            deadlines: Table::new(doc.deadlines, |part| part.id),
            time_boxes: doc.time_boxes,
            severity: doc.severity,
            incidents: Table::new(doc.incidents, |part| part.id),
            channels: Table::new(doc.channels, |part| part.id),
            topics: Table::new(doc.topics, |part| part.id),
            services: Table::new(doc.services, |part| part.id),
            variables: Table::new(doc.variables, |part| part.id),
            flows: Table::new(doc.flows, |part| part.id),
            thresholds: Table::new(doc.thresholds, |part| part.id),
            roles: Table::new(doc.roles, |part| part.id),
            staff: Table::new(doc.staff, |part| part.id),
            strain: doc.strain,
            responsibilities: Table::new(doc.responsibilities, |part| part.id),
            facts: Table::new(doc.facts, |part| part.id),
            options: Table::new(doc.options, |part| part.id),
            variants: Table::new(doc.variants, |part| part.id),
            profiles: doc.profiles,
            profile: doc.profile,
            dice: doc.dice,
            tools: Table::new(doc.tools, |part| part.id),
            actions: Table::new(doc.actions, |part| part.id),
            complications: doc.complications,
            milestones: Table::new(doc.milestones, |part| part.id),
            injects: Table::new(doc.injects, |part| part.id),
            endings: doc.endings,
            jargon: doc.jargon,
            rubric: doc.rubric,
            gates: doc.gates,
            retrospective: doc.retrospective,
            commander,
            war_room,
        })
    }

    /// A moment of this scenario's clock.
    pub fn at(&self, moment: Moment) -> SimTime {
        moment.on(self.clock.start)
    }

    /// What the story's clock shows then.
    pub fn shows(&self, at: SimTime) -> ClockTime {
        self.clock.start.plus(Span(at.0))
    }

    /// The next moment, at or after `now`, at which the clock shows `time`.
    pub fn next(&self, time: ClockTime, now: SimTime) -> SimTime {
        now + time.after(self.shows(now))
    }

    /// The order of times of day in a timeline: those of the hours before
    /// STARTEX come before it, as what led to an outage does.
    pub fn order_of(&self, time: ClockTime) -> Span {
        let day = Span::minutes(24 * 60);
        time.after(self.clock.start.plus(Span(day.0 - LED_TO.0)))
    }

    /// Whether every table has this seat: its persona plays it while nobody
    /// sits there. Other roles are for larger tables and stay empty below.
    pub fn at_every_table(&self, seat: SeatId) -> bool {
        self.roles
            .get(seat)
            .is_some_and(|role| role.from_players == 0 || role.from_players > self.head.players.max)
    }

    /// Whether a seat reads a channel.
    pub fn reads(&self, seat: SeatId, channel: ChannelId) -> bool {
        self.channels
            .get(channel)
            .is_some_and(|channel| channel.reads(seat))
    }

    /// The seats that read a channel, in the order of the roles.
    pub fn readers(&self, channel: ChannelId) -> impl Iterator<Item = SeatId> + '_ {
        self.roles
            .iter()
            .map(|role| role.id)
            .filter(move |seat| self.reads(*seat, channel))
    }

    /// The first channel of a purpose.
    pub fn channel_for(&self, purpose: Purpose) -> Option<&Channel> {
        self.channels
            .iter()
            .find(|channel| channel.purpose == purpose)
    }
}
