//! Observers' forms as data: what is asked, what was answered, and three ways in.
//!
//! A [`Form`] is questions in groups with choices, conditions and constraints. Its [`Answers`] are
//! typed; «don't know» and «was not allowed to see» are answers of their own, never figures.
//! [`validate`] says what is wrong with a filing and refuses nothing. Forms come from
//! `forms/*.toml` ([`builtin`]), from an election ([`protocol_form`]), and go to and come from
//! `XLSForm` workbooks ([`xlsform`]), `OpenRosa` ([`openrosa`]) and text messages ([`sms`]).
//!
//! Architecture invariant: this crate knows only `election`, opens no file, has no clock and knows
//! no HTTP. Whatever text or bytes come in, it neither panics nor asks for unbounded memory.
//!
//! ```
//! let form = sanaq_forms::builtin::form("turnout").unwrap().unwrap();
//! let (books, _) = sanaq_forms::sms::Codebooks::new([&form]);
//! let parsed = sanaq_forms::sms::parse("h 1234 a0900 b412", &books, None);
//! assert_eq!(parsed.station.as_deref(), Some("1234"));
//! assert_eq!(parsed.answers.of(&"voters".parse().unwrap()).unwrap().to_string(), "412");
//! ```

mod answer;
pub mod builtin;
mod canonical;
mod decimal;
mod expression;
mod faults;
mod file;
mod form;
mod moment;
mod name;
pub mod openrosa;
mod outline;
mod print;
mod protocol;
pub mod sms;
mod table;
mod texts;
mod validate;
mod version;
mod words;
pub mod xlsform;
mod xml;

pub use answer::{Absence, Answer, Answers, Location, Place};
pub use canonical::canonical;
pub use decimal::{Decimal, DecimalError};
pub use expression::{Evaluator, Expr, Expression, Function, Op, ParseError, Truth, Value};
pub use faults::Fault;
pub use form::{
    Ask, Choice, ChoiceList, Choosing, DeviceFact, FileKind, Form, FormKind, Group, Item, Question,
    Repeat,
};
pub use moment::{Date, Moment, MomentError, Time};
pub use name::{ChoiceId, FormId, Name, NameError};
pub use outline::{Node, Outline};
pub use print::{
    BlankForm, BlankPart, BlankQuestion, CardLine, CribCard, Space, blank_form, crib_card,
};
pub use protocol::{line, protocol_form, votes};
pub use table::{Columns, FiledRow};
pub use texts::{Texts, UNDETERMINED};
pub use validate::{Problem, ProblemCode, can_be, validate, validate_at};
pub use version::{Carried, Change, Mark, carry};
pub use words::Words;
