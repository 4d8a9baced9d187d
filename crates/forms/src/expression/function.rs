//! The functions that expressions may call, with how many arguments each takes.

use serde::{Serialize, Serializer};

macro_rules! functions {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $least:literal ..= $most:literal;)*) => {
        /// A function of the ODK `XForms` specification.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Function {
            $($(#[$doc])* $variant,)*
        }

        impl Function {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// As it is written.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// The fewest and the most arguments.
            pub const fn arity(self) -> (usize, usize) {
                match self { $(Self::$variant => ($least, $most)),* }
            }
        }
    };
}

functions! {
    /// Whether a choice is among those chosen.
    Selected = "selected", 2..=2;
    /// How many choices are chosen.
    CountSelected = "count-selected", 1..=1;
    /// The opposite.
    Not = "not", 1..=1;
    /// True.
    True = "true", 0..=0;
    /// False.
    False = "false", 0..=0;
    /// As a truth value.
    Boolean = "boolean", 1..=1;
    /// Whether a text is `true` or `1`.
    BooleanFromString = "boolean-from-string", 1..=1;
    /// As a number.
    Number = "number", 1..=1;
    /// The number without its fraction.
    Int = "int", 1..=1;
    /// As a text.
    String = "string", 1..=1;
    /// The second argument if the first holds, else the third.
    If = "if", 3..=3;
    /// The first argument that is answered.
    Coalesce = "coalesce", 2..=2;
    /// What stands there already, else the argument.
    Once = "once", 1..=1;
    /// Rounded to whole numbers or to some decimals.
    Round = "round", 1..=2;
    /// The next whole number below.
    Floor = "floor", 1..=1;
    /// The next whole number above.
    Ceiling = "ceiling", 1..=1;
    /// Without its sign.
    Abs = "abs", 1..=1;
    /// A power.
    Pow = "pow", 2..=2;
    /// The sum over all repetitions.
    Sum = "sum", 1..=1;
    /// How many repetitions there are.
    Count = "count", 1..=1;
    /// How many of them are answered.
    CountNonEmpty = "count-non-empty", 1..=1;
    /// The smallest.
    Min = "min", 1..=64;
    /// The largest.
    Max = "max", 1..=64;
    /// The texts one after the other.
    Concat = "concat", 0..=64;
    /// The texts with a separator between them.
    Join = "join", 1..=64;
    /// How many characters a text has.
    StringLength = "string-length", 1..=1;
    /// A part of a text, counted from 0.
    Substr = "substr", 2..=3;
    /// Whether a text begins so.
    StartsWith = "starts-with", 2..=2;
    /// Whether a text ends so.
    EndsWith = "ends-with", 2..=2;
    /// Whether a text holds another.
    Contains = "contains", 2..=2;
    /// What stands before another text.
    SubstringBefore = "substring-before", 2..=2;
    /// What stands after another text.
    SubstringAfter = "substring-after", 2..=2;
    /// Without spaces at the ends, with single ones inside.
    NormalizeSpace = "normalize-space", 1..=1;
    /// With characters exchanged.
    Translate = "translate", 3..=3;
    /// Whether a regular expression matches the whole text.
    Regex = "regex", 2..=2;
    /// The day.
    Today = "today", 0..=0;
    /// The day and time.
    Now = "now", 0..=0;
    /// As a day.
    Date = "date", 1..=1;
    /// Days since 1 January 1970, with the time as fraction.
    DecimalDateTime = "decimal-date-time", 1..=1;
    /// The time as fraction of a day.
    DecimalTime = "decimal-time", 1..=1;
    /// The number of this repetition.
    Position = "position", 0..=0;
}

impl Function {
    /// The function with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|function| function.name() == name)
    }
}

impl Serialize for Function {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
