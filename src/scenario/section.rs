//! The sections of a scenario file: its top-level fields.

macro_rules! sections {
    ($($variant:ident $name:literal $one:literal $must:literal)+) => {
        /// A top-level field.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(super) enum Section { $($variant,)+ }

        impl Section {
            /// In the order in which an author writes them.
            pub(super) const ALL: &[Self] = &[$(Self::$variant),+];

            /// The field's name.
            pub(super) fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// What one of its elements is called.
            pub(super) fn one(self) -> &'static str {
                match self { $(Self::$variant => $one,)+ }
            }

            /// Whether every scenario has it.
            pub(super) fn required(self) -> bool {
                match self { $(Self::$variant => $must,)+ }
            }
        }
    };
}

sections! {
    Head "head" "head" true
    Terms "terms" "term" false
    Clock "clock" "clock" true
    Scenes "scenes" "scene" true
    Deadlines "deadlines" "deadline" false
    TimeBoxes "time_boxes" "time box" false
    Severity "severity" "severity rule" false
    Incidents "incidents" "incident" true
    Channels "channels" "channel" true
    Staff "staff" "engineer" false
    Strain "strain" "strain" false
    Topics "topics" "topic" true
    Services "services" "service" false
    Variables "variables" "variable" false
    Flows "flows" "flow" false
    Thresholds "thresholds" "threshold" false
    Roles "roles" "role" true
    Responsibilities "responsibilities" "responsibility" true
    Facts "facts" "fact" true
    Options "options" "option" false
    Variants "variants" "variant" false
    Profiles "profiles" "profile" false
    Profile "profile" "profile" false
    Dice "dice" "dice" false
    Tools "tools" "tool" false
    Actions "actions" "action" false
    Complications "complications" "complication" false
    Milestones "milestones" "milestone" true
    Injects "injects" "inject" true
    Endings "endings" "ending" true
    Jargon "jargon" "jargon word" false
    Rubric "rubric" "rubric" false
    Gates "gates" "gate" false
    Retrospective "retrospective" "retrospective" false
}

impl Section {
    /// The section of this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|section| section.name() == name)
    }
}
