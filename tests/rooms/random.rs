//! Random commands, legal and illegal, of every kind, from a seed.

use rand::{Rng, SeedableRng, rngs::ChaCha8Rng};
use warroom::engine::*;
use warroom::model::*;
use warroom::scenario::{Bone, Horizon, Medium, Receivers, Scenario, Sender};

/// People who come, go, play and watch.
const PEOPLE: [&str; 8] = ["p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8"];

const WORDS: [&str; 12] = [
    "Who is here?",
    "How long does the rollback take and what do we lose?",
    "A rollback takes 15 min and loses nothing.",
    "Customers feel it. Is the patch safe?",
    "One buyer in ten cannot pay since the deploy.",
    "I propose to roll back now.",
    "hotfix and rollback of the build",
    "We are back at 02:20. Next word in ten minutes.",
    "",
    "   ",
    "bell\u{7}",
    "It is 10% and rising to 20%.",
];

pub(crate) struct Random<'a> {
    pub(crate) rng: ChaCha8Rng,
    scenario: &'a Scenario,
}

impl<'a> Random<'a> {
    pub(crate) fn new(seed: u64, scenario: &'a Scenario) -> Self {
        Self {
            rng: ChaCha8Rng::seed_from_u64(seed),
            scenario,
        }
    }

    pub(crate) fn below(&mut self, n: u64) -> u64 {
        self.rng.next_u64() % n.max(1)
    }

    fn flip(&mut self) -> bool {
        self.below(2) == 0
    }

    fn one<T: Clone>(&mut self, of: &[T]) -> T {
        let at = self.below(of.len() as u64);
        of[usize::try_from(at).unwrap()].clone()
    }

    fn some<T>(&mut self, of: impl Fn(&mut Self) -> T, most: u64) -> Vec<T> {
        (0..self.below(most + 1)).map(|_| of(self)).collect()
    }

    fn option<T>(&mut self, of: impl Fn(&mut Self) -> T) -> Option<T> {
        if self.flip() { Some(of(self)) } else { None }
    }

    fn words(&mut self) -> String {
        match self.below(60) {
            0 => "x".repeat(1_001),
            _ => self.one(&WORDS).to_owned(),
        }
    }

    fn player(&mut self) -> PlayerId {
        PlayerId::new(self.one(&PEOPLE)).unwrap()
    }

    /// Who asks: mostly somebody who may.
    pub(crate) fn actor(&mut self, command: &Command) -> Actor {
        let host = match command {
            Command::Host(_) | Command::Join(_) => self.below(20) > 0,
            Command::Capture(_) | Command::Leave { .. } => self.flip(),
            _ => self.below(20) == 0,
        };
        match host {
            true => Actor::Host,
            false if self.below(5) == 0 => Actor::Person(self.player()),
            false => Actor::Person(PlayerId::new(self.one(&PEOPLE[..3])).unwrap()),
        }
    }

    /// An id of the scenario's, or now and then one that is nobody's.
    fn id<K: Copy + From<Name>>(&mut self, all: &[K]) -> K {
        if all.is_empty() || self.below(25) == 0 {
            return Name::new("nobody").unwrap().into();
        }
        self.one(all)
    }

    fn seat(&mut self) -> SeatId {
        let all: Vec<_> = self.scenario.roles.iter().map(|part| part.id).collect();
        self.id(&all)
    }
    fn course(&mut self) -> OptionId {
        let mut all: Vec<_> = self.scenario.options.iter().map(|part| part.id).collect();
        all.push(OptionId::new("adopted-2").unwrap());
        self.id(&all)
    }
    fn fact(&mut self) -> FactId {
        let all: Vec<_> = self.scenario.facts.iter().map(|part| part.id).collect();
        self.id(&all)
    }
    fn topic(&mut self) -> TopicId {
        let all: Vec<_> = self.scenario.topics.iter().map(|part| part.id).collect();
        self.id(&all)
    }
    fn channel(&mut self) -> ChannelId {
        let all: Vec<_> = self.scenario.channels.iter().map(|part| part.id).collect();
        self.id(&all)
    }
    fn inject(&mut self) -> InjectId {
        let all: Vec<_> = self.scenario.injects.iter().map(|part| part.id).collect();
        self.id(&all)
    }
    fn incident(&mut self) -> IncidentId {
        let all: Vec<_> = self.scenario.incidents.iter().map(|part| part.id).collect();
        self.id(&all)
    }
    fn responsibility(&mut self) -> ResponsibilityId {
        let all: Vec<_> = self
            .scenario
            .responsibilities
            .iter()
            .map(|part| part.id)
            .collect();
        self.id(&all)
    }

    fn engineer(&mut self) -> StaffId {
        let all: Vec<_> = self.scenario.staff.iter().map(|part| part.id).collect();
        self.id(&all)
    }
    fn action(&mut self) -> ActionId {
        let all: Vec<_> = self.scenario.actions.iter().map(|part| part.id).collect();
        self.id(&all)
    }

    fn clock(&mut self) -> ClockTime {
        // Times of day as bots make them, to the millisecond.
        self.scenario.clock.start.plus(Span(self.below(3_600_000)))
    }

    fn moment(&mut self) -> Seq {
        Seq(self.below(120))
    }

    fn base(&mut self) -> u32 {
        u32::try_from(self.below(3)).unwrap()
    }

    fn percent(&mut self) -> u8 {
        u8::try_from(self.below(110)).unwrap()
    }

    fn play(&mut self) -> Play {
        let act = match self.below(24) {
            0 => Move::Declare {
                severity: Severity::Sev2,
                impact: self.words(),
            },
            1 => Move::Assign {
                responsibility: self.responsibility(),
                seat: self.seat(),
                base: self.base(),
            },
            2 => Move::SetChannels {
                technical: self.channel(),
            },
            3 => Move::Ask {
                topics: self.some(Self::topic, 3),
                objections: self.flip(),
            },
            4 => Move::Tell {
                facts: self.some(Self::fact, 2),
            },
            5 => Move::Order {
                task: self.words(),
                option: self.option(Self::course),
                by: self.option(Self::clock),
            },
            6 => Move::Acknowledge {
                back_by: self.option(Self::clock),
            },
            7 => Move::Report {
                conditions: self.words(),
                actions: self.words(),
                needs: self.words(),
            },
            8 => Move::Propose {
                option: self.option(Self::course),
            },
            9 => Move::Object {
                option: self.option(Self::course),
            },
            10 => Move::Decide(Decide {
                option: self.course(),
                over: self.some(Self::course, 1),
                facts: self.some(Self::fact, 2),
                price: self.some(Self::fact, 1),
                fallback: self.option(|this| Fallback {
                    option: this.course(),
                    trigger: this.words(),
                }),
                check_at: self.option(Self::clock),
                because: self.words(),
                base: self.base(),
            }),
            11 => Move::Start {
                option: self.course(),
            },
            12 => Move::Stop {
                option: self.course(),
            },
            13 => Move::Update {
                impact: self.words(),
                action: self.words(),
                owner: self.option(Self::seat),
                next_at: self.option(Self::clock),
            },
            14 => Move::Escalate,
            15 => Move::HandOver {
                incident: self.option(Self::incident),
                summary: self.words(),
                base: self.base(),
            },
            16 => Move::Note {
                line: self.one(&BoardLine::ALL),
                base: self.base(),
            },
            17 => Move::Verify {
                incident: self.incident(),
            },
            18 => Move::Resolve {
                incident: self.incident(),
            },
            19 => Move::Reassign {
                staff: self.engineer(),
                incident: self.option(Self::incident),
            },
            20 | 21 => Move::Act {
                action: self.action(),
                dice: u8::try_from(self.below(6)).unwrap(),
                hand: self.option(Self::seat),
            },
            22 => Move::Review {
                entry: self.review(),
            },
            _ => Move::Say,
        };
        Play {
            act,
            channel: self.option(Self::channel),
            private: self.below(8) == 0,
            to: self.some(Self::seat, 2),
            reply_to: if self.below(3) == 0 {
                Some(self.moment())
            } else {
                None
            },
            text: self.words(),
        }
    }

    fn verb(&mut self) -> HostVerb {
        match self.below(66) {
            60 => HostVerb::Scene,
            61..63 => HostVerb::Roll,
            63..66 => HostVerb::Turn,
            0..4 => HostVerb::Seat {
                player: self.player(),
                seat: self.seat(),
                anyway: self.flip(),
            },
            4 => HostVerb::Unseat { seat: self.seat() },
            5 => HostVerb::Deal { again: self.flip() },
            6 => HostVerb::Brief,
            7..13 => HostVerb::Start,
            13 => HostVerb::Pause { why: self.words() },
            14..18 => HostVerb::Resume,
            18..20 => HostVerb::Speed {
                pace: Pace(u32::try_from(self.below(11_000)).unwrap()),
            },
            20..23 => HostVerb::Cut {
                plan: CutPlan {
                    running: self.words(),
                    informs: self.some(
                        |this| Informs {
                            seat: this.seat(),
                            channel: this.channel(),
                            every: Span::minutes(this.below(60)),
                        },
                        2,
                    ),
                    wake: self.words(),
                },
            },
            23..26 => HostVerb::Release {
                inject: self.inject(),
            },
            26..28 => HostVerb::Delay {
                inject: self.inject(),
                by: Span(self.below(900_000)),
            },
            28 => HostVerb::Cancel {
                inject: self.inject(),
            },
            29..32 => HostVerb::Improvise {
                from: if self.flip() {
                    Sender::Seat(self.seat())
                } else {
                    Sender::Other(self.words())
                },
                to: if self.flip() {
                    Receivers::Channel(self.channel())
                } else {
                    Receivers::Seats(self.some(Self::seat, 2))
                },
                medium: Medium::Chat,
                text: self.words(),
            },
            32..37 => HostVerb::SpeakAs {
                seat: self.seat(),
                play: self.play(),
            },
            37..39 => HostVerb::Adjudicate {
                what: self.words(),
                percent: self.percent(),
            },
            39..42 => HostVerb::Adopt(Adopt {
                name: self.words(),
                owner: self.seat(),
                time: Span(self.below(3_600_000)),
                loss: self.words(),
                impact: self.words(),
                risk: RiskPreset::Medium,
                from: self.option(Self::moment),
            }),
            42..45 => HostVerb::Observe {
                seat: self.option(Self::seat),
                of: self.option(Self::moment),
                text: self.words(),
            },
            45..48 => HostVerb::Rate {
                criterion: CriterionId::new("timely").unwrap(),
                percent: self.percent(),
                text: self.words(),
            },
            48..50 => HostVerb::Confirm {
                of: self.moment(),
                counts: self.flip(),
            },
            50..52 => HostVerb::Override {
                criterion: CriterionId::new("timely").unwrap(),
                percent: self.percent(),
                why: self.words(),
            },
            // Ends are rare, so that most exercises are long.
            52 if self.below(12) == 0 => HostVerb::End,
            53 if self.below(25) == 0 => HostVerb::RealEmergency,
            54..57 => HostVerb::Review,
            57 if self.below(12) == 0 => HostVerb::Close,
            _ => HostVerb::Resume,
        }
    }

    fn review(&mut self) -> ReviewVerb {
        let text = self.words();
        match self.below(10) {
            0 => ReviewVerb::Frame { text },
            1 => ReviewVerb::AddMoment {
                at: self.clock(),
                text,
            },
            2 => ReviewVerb::Star { of: self.moment() },
            3 => ReviewVerb::AddWhy { text },
            4 => ReviewVerb::AddCause {
                bone: Bone::Data,
                systemic: self.flip(),
                text,
            },
            5 => ReviewVerb::Worked { text },
            6 => ReviewVerb::Hindered { text },
            7 => ReviewVerb::Surprise { text },
            8 => ReviewVerb::AddAction {
                priority: Horizon::Month,
                owner: self.words(),
                due: self.one(&["2026-02-28", "2026-02-30", "soon"]).to_owned(),
                check: self.words(),
                text,
            },
            _ => ReviewVerb::Feedback {
                to: self.seat(),
                text,
            },
        }
    }

    fn join(&mut self) -> Command {
        let player = self.player();
        Command::Join(Join {
            player,
            name: if self.below(10) == 0 {
                self.words()
            } else {
                format!("Person {player}")
            },
            family: self.one(&[JobFamily::Qa, JobFamily::Sales, JobFamily::Backend]),
            part: self.one(&[
                Part::Player,
                Part::Player,
                Part::Player,
                Part::Scribe,
                Part::Evaluator,
                Part::Observer,
            ]),
            token_hash: String::new(),
        })
    }

    /// The next command, of any kind.
    pub(crate) fn command(&mut self) -> Command {
        match self.below(100) {
            0..8 => self.join(),
            8 => Command::Leave {
                player: self.player(),
            },
            9..50 => Command::Play(self.play()),
            50..60 => Command::Capture(Capture {
                seat: self.seat(),
                ago: Span(self.below(400_000)),
                play: self.play(),
            }),
            60..90 => Command::Host(self.verb()),
            90..97 => Command::Review(self.review()),
            _ => Command::Dispute {
                of: self.moment(),
                why: self.words(),
            },
        }
    }
}
