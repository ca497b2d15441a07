//! What others may read of the state. Who may be told of it is `view`'s
//! concern.

use super::*;
use crate::engine::command::{BoardLine, Part};
use crate::engine::schedule::DueItem;
use crate::scenario::{Deadline, OptionStage, Scene};

impl State {
    /// The place of the last event.
    pub fn seq(&self) -> Seq {
        self.seq
    }
    /// The moment of the exercise.
    pub fn now(&self) -> SimTime {
        self.now
    }
    /// The seed of its chance.
    pub fn seed(&self) -> u64 {
        self.seed
    }
    /// Whether it certifies: nobody sees live totals, real pace only.
    pub fn certification(&self) -> bool {
        self.certification
    }
    /// The stretch it is in.
    pub fn phase(&self) -> Phase {
        self.phase
    }
    /// Why the clock stands still, if it does.
    pub fn paused(&self) -> Option<&str> {
        self.paused.as_deref()
    }
    /// Whether something real has stopped it.
    pub fn emergency(&self) -> bool {
        self.emergency
    }
    /// Its pace.
    pub fn pace(&self) -> Pace {
        self.pace
    }
    /// All paces it has been played at; scores name them.
    pub fn paces(&self) -> &BTreeSet<Pace> {
        &self.paces
    }
    /// The time cut that is running.
    pub fn cut(&self) -> Option<&Cut> {
        self.cut.as_ref()
    }
    /// The scene, and since when.
    pub fn scene(&self) -> Option<(SceneId, SimTime)> {
        self.scene.map(|scene| (scene, self.scene_began))
    }
    /// The scene that comes after this one; none after the last.
    pub fn next_scene<'s>(&self, scenario: &'s Scenario) -> Option<&'s Scene> {
        let place = scenario.scenes.place(self.scene?)?;
        scenario.scenes.iter().nth(place + 1)
    }
    /// Whether the scene has reached its end and waits for the cut.
    pub fn scene_over(&self) -> bool {
        self.scene_over
    }
    /// Whether entries of the review are moves now: the scene is for it.
    pub fn reviewing(&self, scenario: &Scenario) -> bool {
        let scene = self.scene.and_then(|scene| scenario.scenes.get(scene));
        self.phase == Phase::Play && scene.is_some_and(|scene| scene.review)
    }
    /// How the story ended.
    pub fn ending(&self) -> Option<Name> {
        self.ending
    }
    /// Whether incident time passes.
    pub fn running(&self) -> bool {
        let turn_over = self.turns.now.is_some_and(|turn| turn.over);
        self.phase == Phase::Play && self.paused.is_none() && !self.emergency && !turn_over
    }

    /// The clock of played time: time cuts left out. Only differences count.
    pub fn played(&self) -> SimTime {
        let cut = self
            .cut
            .as_ref()
            .map_or(Span::ZERO, |cut| self.now.since(cut.from));
        self.now - self.skipped - cut
    }
    /// How much incident time was cut out so far.
    pub fn skipped(&self) -> Span {
        self.skipped
    }

    /// Everybody who joined, those who left included.
    pub fn people(&self) -> &BTreeMap<PlayerId, Person> {
        &self.people
    }
    /// The seats.
    pub fn seats(&self) -> &BTreeMap<SeatId, SeatState> {
        &self.seats
    }
    /// Who holds a seat, if a person does.
    pub fn holder(&self, seat: SeatId) -> Option<PlayerId> {
        self.seats.get(&seat)?.holder
    }
    /// Whether a persona plays the seat.
    pub fn is_persona(&self, seat: SeatId) -> bool {
        self.holder(seat).is_none()
    }
    /// Whether a seat is part of this exercise: a person holds it, or it is one
    /// that every table has. An extra role for larger tables is empty, not
    /// played by its persona, while nobody sits there.
    pub fn seated(&self, scenario: &Scenario, seat: SeatId) -> bool {
        self.holder(seat).is_some() || scenario.at_every_table(seat)
    }
    /// The seat somebody holds.
    pub fn seat_of(&self, player: PlayerId) -> Option<SeatId> {
        self.people.get(&player)?.seat
    }
    /// What somebody came for, unless they left.
    pub fn part_of(&self, player: PlayerId) -> Option<Part> {
        self.people.get(&player).filter(|p| !p.gone).map(|p| p.part)
    }
    /// Whether a seat knows a fact.
    pub fn knows(&self, seat: SeatId, fact: FactId) -> bool {
        self.seats
            .get(&seat)
            .is_some_and(|s| s.known.contains(&fact))
    }
    /// The seat in command.
    pub fn commander(&self) -> SeatId {
        self.commander
    }
    /// Whether command has been handed over to somebody whom the scenario did
    /// not make commander.
    pub fn handed_over(&self, scenario: &Scenario) -> bool {
        self.commander != scenario.commander
    }
    /// Whether a seat reads a channel: as a member, or because it commands and
    /// its channels come with command.
    pub fn reads(&self, scenario: &Scenario, seat: SeatId, channel: ChannelId) -> bool {
        scenario.reads(seat, channel)
            || seat == self.commander && scenario.reads(scenario.commander, channel)
    }
    /// The seats that read a channel, in the order of the roles.
    pub fn readers(&self, scenario: &Scenario, channel: ChannelId) -> impl Iterator<Item = SeatId> {
        scenario
            .roles
            .iter()
            .map(|role| role.id)
            .filter(move |seat| self.reads(scenario, *seat, channel))
    }
    /// Those whom the story addresses, as command stands: what is meant for the
    /// commander goes to whoever commands.
    pub fn meant(&self, scenario: &Scenario, to: &[SeatId]) -> Vec<SeatId> {
        let mut seats: Vec<SeatId> = Vec::with_capacity(to.len());
        for seat in to {
            let seat = match *seat == scenario.commander {
                true => self.commander,
                false => *seat,
            };
            if !seats.contains(&seat) {
                seats.push(seat);
            }
        }
        seats
    }
    /// How often command has changed hands.
    pub fn handovers(&self) -> u32 {
        self.handovers
    }
    /// Who answers for what.
    pub fn held(&self) -> &BTreeMap<ResponsibilityId, Holding> {
        &self.held
    }

    /// Questions by the place of their event.
    pub fn asks(&self) -> &BTreeMap<Seq, Ask> {
        &self.asks
    }
    /// Tasks given, by the place of their event.
    pub fn orders(&self) -> &BTreeMap<Seq, Order> {
        &self.orders
    }
    /// Promised word.
    pub fn promises(&self) -> &BTreeMap<Seq, Promise> {
        &self.promises
    }
    /// Objections.
    pub fn objections(&self) -> &BTreeMap<Seq, Objection> {
        &self.objections
    }
    /// Facts that the war room was told, with the move that did.
    pub fn told(&self) -> &BTreeMap<FactId, Seq> {
        &self.told
    }
    /// The state board.
    pub fn board(&self) -> &Board {
        &self.board
    }
    /// The revision of a line of the board (0: empty).
    pub fn board_revision(&self, line: BoardLine) -> u32 {
        self.board
            .lines
            .get(&line)
            .map_or(0, |entry| entry.revision)
    }
    /// Severity as declared.
    pub fn severity(&self) -> Option<&Declaration> {
        self.severity.as_ref()
    }
    /// Where technical talk belongs, once somebody said so.
    pub fn technical_channel(&self) -> Option<ChannelId> {
        self.technical
    }
    /// Decisions in order: option, move, moment.
    pub fn decisions(&self) -> &[(OptionId, Seq, SimTime)] {
        &self.decisions
    }

    /// An option of the author's or an adopted one.
    pub fn course<'a>(&'a self, scenario: &'a Scenario, option: OptionId) -> Option<&'a Course> {
        scenario.options.get(option).or_else(|| {
            self.adopted
                .iter()
                .map(|(course, _)| course)
                .find(|course| course.id == option)
        })
    }
    /// All options, adopted ones last.
    pub fn courses<'a>(&'a self, scenario: &'a Scenario) -> impl Iterator<Item = &'a Course> {
        scenario
            .options
            .iter()
            .chain(self.adopted.iter().map(|(course, _)| course))
    }
    /// The cells that the host filled in for an adopted option.
    pub fn adopted_cells(&self, option: OptionId) -> &[(Cell, String)] {
        self.adopted
            .iter()
            .find(|(course, _)| course.id == option)
            .map_or(&[], |(_, cells)| cells)
    }
    /// How far an option has come.
    pub fn stage(&self, option: OptionId) -> OptionStage {
        self.options
            .get(&option)
            .map_or(OptionStage::Hidden, |of| of.stage)
    }
    /// Since when it is at that stage.
    pub fn stage_since(&self, option: OptionId) -> SimTime {
        self.options
            .get(&option)
            .map_or(SimTime::ZERO, |of| of.since)
    }
    /// Whether the war room knows of an option. Work on it may have begun
    /// without: its owner can start it elsewhere.
    pub fn found(&self, option: OptionId) -> bool {
        self.found_at(option).is_some()
    }
    /// When the war room first heard of an option.
    pub fn found_at(&self, option: OptionId) -> Option<SimTime> {
        self.options.get(&option)?.found_at
    }
    /// The work going on for an option.
    pub fn run(&self, option: OptionId) -> Option<Run> {
        self.options.get(&option)?.run
    }
    /// How often work on it was started.
    pub(in crate::engine) fn starts(&self, option: OptionId) -> u32 {
        self.options.get(&option).map_or(0, |of| of.starts)
    }
    /// Options somebody works on.
    pub fn running_options(&self) -> impl Iterator<Item = (OptionId, Run)> + '_ {
        self.options
            .iter()
            .filter_map(|(id, of)| Some((*id, of.run?)))
    }

    /// How a service does.
    pub fn health(&self, service: ServiceId) -> Option<Health> {
        self.services.get(&service).copied()
    }
    /// Milestones and when they were reached.
    pub fn milestones(&self) -> &BTreeMap<MilestoneId, SimTime> {
        &self.milestones
    }
    /// Where an inject stands.
    pub fn inject(&self, inject: InjectId) -> Option<InjectStage> {
        self.injects.get(&inject).copied()
    }
    /// When a waiting inject falls due, if that is known.
    pub fn inject_due(&self, inject: InjectId) -> Option<SimTime> {
        let planned = |i: &DueItem| matches!(i, DueItem::Inject { inject: id } if *id == inject);
        self.schedule
            .due(planned)
            .or_else(|| self.inject_due.get(&inject).copied())
    }
    /// Deadlines that have fallen, and whether they were met.
    pub fn deadlines(&self) -> &BTreeMap<DeadlineId, bool> {
        &self.deadlines
    }
    /// When a deadline falls, as far as it stands now.
    pub fn deadline_at(&self, scenario: &Scenario, deadline: &Deadline) -> SimTime {
        let moved = self.postponed.get(&deadline.id).copied();
        moved.unwrap_or_else(|| scenario.at(deadline.at))
    }
    /// Whether an incident has come up.
    pub fn has_opened(&self, scenario: &Scenario, incident: IncidentId) -> bool {
        let part = scenario.incidents.get(incident);
        part.is_some_and(|part| part.opened.is_none() || self.opened.contains_key(&incident))
    }
    /// When incidents came up that were not there from the start.
    pub fn opened(&self) -> &BTreeMap<IncidentId, SimTime> {
        &self.opened
    }
    /// The seat that commands an incident: whoever it was handed to, else the
    /// commander.
    pub fn lead(&self, incident: IncidentId) -> SeatId {
        self.leads.get(&incident).copied().unwrap_or(self.commander)
    }
    /// Seats that command an incident of their own.
    pub fn leads(&self) -> &BTreeMap<IncidentId, SeatId> {
        &self.leads
    }
    /// The variant that was drawn. The host alone may see it.
    pub fn variant(&self) -> Option<VariantId> {
        self.variant
    }
    /// Incidents that are over.
    pub fn resolved(&self) -> &BTreeMap<IncidentId, SimTime> {
        &self.resolved
    }
    /// What was confirmed or struck by the host.
    pub fn confirmed(&self) -> &BTreeMap<Seq, bool> {
        &self.confirmed
    }
    /// An expectation: its limit while it is open, else whether it was met.
    pub fn expectation(&self, inject: InjectId, nth: u8) -> Option<Result<SimTime, bool>> {
        Some(match self.expectations.get(&(inject, nth))? {
            ExpectationState::Open(due) => Ok(*due),
            ExpectationState::Met(_) => Err(true),
            ExpectationState::Missed(_) => Err(false),
        })
    }
    /// Whether a message exists, and whether this seat could read it.
    pub fn can_read(&self, scenario: &Scenario, seat: SeatId, message: Seq) -> bool {
        self.messages.get(&message).is_some_and(|head| {
            head.seat == Some(seat)
                || head
                    .channel
                    .is_some_and(|channel| self.reads(scenario, seat, channel))
                || (head.channel.is_none() && head.to.contains(&seat))
        })
    }
    /// Every message so far.
    pub(in crate::engine) fn messages(&self) -> &BTreeMap<Seq, Message> {
        &self.messages
    }
    /// A message.
    pub fn message(&self, message: Seq) -> Option<&Message> {
        self.messages.get(&message)
    }
    /// The seat that wrote a message.
    pub fn author(&self, message: Seq) -> Option<SeatId> {
        self.messages.get(&message)?.seat
    }
    /// What is due, in order. The host alone may see it.
    pub fn agenda(&self) -> impl Iterator<Item = (SimTime, DueItem)> + '_ {
        self.schedule.iter()
    }
    /// The moment of the next thing due.
    pub fn next_due(&self) -> Option<SimTime> {
        self.schedule.first().map(|(due, _)| due)
    }

    /// A hash of everything that the rules know: equal states, equal hashes.
    /// Hex of blake3 over the debug text, which names every field.
    pub fn hash(&self) -> String {
        struct Into<'a>(&'a mut blake3::Hasher);
        impl std::fmt::Write for Into<'_> {
            fn write_str(&mut self, text: &str) -> std::fmt::Result {
                self.0.update(text.as_bytes());
                Ok(())
            }
        }
        // What is due now has had its turn, or is about to: it is not state.
        let mut settled = self.clone();
        settled.schedule.drop_before(settled.now + Span(1));
        settled.schedule.renumber();
        let mut hasher = blake3::Hasher::new();
        // Writing into a hasher cannot fail.
        let _ = std::fmt::Write::write_fmt(&mut Into(&mut hasher), format_args!("{settled:?}"));
        hasher.finalize().to_hex().to_string()
    }
}
