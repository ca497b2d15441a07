//! The catalogue of findings: a stable id and a title each.
//!
//! Ids are never given to another finding, so that people can search for them.
//! The letter says the weight: `E` for an error, `W` for a warning. The first
//! two digits say the subject: 00 the text, 01 its shape, 02 names and terms,
//! 03 the cast and the whole, 04 figures, 05 the clock, 06 options,
//! 07 injects, 08 knowledge, 09 the world and its ends.

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
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}
