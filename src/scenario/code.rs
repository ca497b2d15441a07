//! The catalogue of findings: a stable id and a title each.
//!
//! Ids are never given to another finding, so that people can search for them
//! (`W0205`, a host's word for a term that there is not, is told by
//! [`choose`](super::choose) now).
//! The letter says the weight: `E` for an error, `W` for a warning. The first
//! two digits say the subject: 00 the text, 01 its shape, 02 names and terms,
//! 03 the cast and the whole, 04 figures, 05 the clock, 06 options,
//! 07 injects, 08 knowledge, 09 the world and its ends, 10 what exercises
//! showed: `rehearsal::search` finds those, not [`load`](super::load).

use super::diagnostic::Grade;
use std::fmt;

macro_rules! codes {
    ($($id:ident $variant:ident $title:literal)+) => {
        /// Which rule found something.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = concat!("`", stringify!($id), "`: ", $title, ".")] $variant,)+
        }

        impl Code {
            /// All of them, by id within each subject.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The stable id, such as `E0201`.
            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => stringify!($id),)+ }
            }

            /// What it is about, in one line.
            pub fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)+ }
            }
        }
    };
}

codes! {
    E0001 TooLarge "the text is larger than a scenario may be"
    E0002 Syntax "the text cannot be read"
    E0003 TooDeep "something is nested too deeply"
    E0004 TooMany "a list is longer than it may be"
    E0005 TooManyFindings "there are more findings than are told at once"
    E0101 UnknownField "there is no such field"
    E0102 UnknownWord "this word is not among those possible here"
    E0103 MissingField "a field is missing"
    E0104 DuplicateField "a field is written twice"
    E0105 WrongShape "something else is expected here"
    E0106 BadValue "a value is not written as it must be"
    E0201 UnknownName "nothing has this id"
    E0202 DuplicateId "an id is given twice"
    E0203 UnknownTerm "a placeholder stands for no term"
    W0204 UnusedTerm "a term stands in no text"
    E0206 LongTerm "a term's word is too long"
    E0301 Commander "a scenario has exactly one commander"
    E0302 WarRoom "a scenario has exactly one war room"
    E0303 LeftOut "everybody is in the war room"
    E0304 Nothing "a scenario needs at least one of these"
    E0305 Players "the range of players is upside down"
    W0306 Seats "there are fewer roles than players"
    W0307 OneFamily "every role belongs to one job family"
    E0308 SameLetter "two options have the same letter"
    E0309 Empty "a text is empty"
    W0310 Handbook "the handbook section is not named"
    W0311 SameHandle "two roles have the same handle"
    E0312 CommanderAbsent "the commander is at every table"
    E0401 OtherKind "figures of different kinds cannot be compared or added"
    E0402 NoRate "a flow's rate is a figure an hour"
    E0403 Share "a share lies between 0% and 100%"
    E0404 LengthOrder "lengths of time are out of order"
    E0405 Bounds "a variable starts outside its bounds, or they are crossed"
    E0406 LadderOrder "the steps of a ladder rise"
    E0407 Huge "a figure is too large"
    E0501 SceneBackwards "a scene ends after it begins"
    E0502 CutBackwards "a time cut leads forwards"
    E0503 SceneOrder "scenes follow each other"
    E0504 BoxOrder "a time box opens, closes and runs out in this order"
    E0505 WindowBackwards "a window ends after it begins"
    W0506 Gap "the clock does not get from one scene to the next"
    W0507 AfterTheEnd "this lies after the end of play"
    E0508 NoLength "a length of time is zero"
    E0509 TooLong "play is longer than a week"
    W0510 Minutes "the head's minutes are not those of its scenes"
    E0601 NoDuration "work takes time"
    E0602 CombinedWork "a combination has no work of its own"
    E0603 Nested "a combination combines plain options"
    W0604 Undescribed "no fact describes an option"
    W0605 EmptyCell "nobody can fill a cell of the matrix"
    W0606 NeverStarted "an option can never be started"
    W0607 SameName "two options answer to the same name"
    E0607 NoSkill "nobody can do what work needs"
    E0608 NoIncident "hands are needed nowhere"
    E0609 NoRest "nobody worn out would rest"
    E0701 TriggerCycle "injects wait for each other"
    W0702 NeverArmed "only the host can release this"
    W0703 PromptsNothing "an inject prompts nothing"
    W0704 NeverReleased "an inject can never be released"
    E0705 NoMove "no move meets an expectation"
    W0706 AnyMove "every move fits this pattern"
    W0707 Unheard "nobody who is asked hears it"
    E0707 Nobody "nobody is meant"
    E0708 Wordless "a fact is told without a word"
    E0801 NoTopic "nobody can ask for a fact"
    W0802 NoWords "no word means a topic"
    W0803 NoFact "nobody knows anything about a topic"
    W0804 NeverKnown "a fact can never be known"
    W0901 NeverReached "a milestone can never be reached"
    E0902 LastEnding "the last ending always holds"
    W0903 NeverTold "an ending is never told"
    E0904 NeedCycle "services need each other"
    W0905 NeverResolved "an incident can never be resolved"
    E0906 NoWeight "no variant can be drawn"
    E0907 NoTurns "dice are rolled in turns"
    E0908 NoDice "a roll that no dice can make"
    E0909 NotCalled "a complication comes only when it is called"
    W0910 NeverHelps "an action can never help"
    E0911 NoMeasure "a gate cannot be measured"
    E0912 NoKeys "nothing could be recognised by this"
    W0913 SameProfile "two profiles give the same exercise"
    W0914 NeverHolds "a condition can never hold"
    W1001 NotReleased "an inject was released in no exercise"
    W1002 NotTold "a fact was told in no exercise"
    W1003 NotReached "a milestone was reached in no exercise"
    W1004 NotStarted "an option was started in no exercise"
    W1005 NotEnded "an ending was told in no exercise"
    W1006 AlwaysBest "an option came out best whatever happened"
    W1007 NeverBest "an option never came out best"
    W1008 NotWon "no exercise was won"
    W1009 NotLost "no exercise was lost"
    W1010 NotMet "a deadline was met in no exercise"
    W1011 NotFound "an option came up in no exercise"
    W1012 Unasked "a good commander learned of no option"
}

impl Code {
    /// How much a finding of this code weighs.
    pub fn grade(self) -> Grade {
        if self.id().starts_with('E') {
            Grade::Error
        } else {
            Grade::Warning
        }
    }

    /// Whether it takes playing to find it.
    pub fn is_played(self) -> bool {
        self.id().starts_with("W10")
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}
