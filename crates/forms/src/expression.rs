//! Conditions and calculations: the part of `XPath` 1.0 that forms use, as data.
//!
//! The functions are those of the ODK `XForms` specification (section "`XPath` functions"). What is
//! not understood here is kept word for word as [`Expression::Foreign`]: other programs still get
//! it, and every question about it is answered with «unknown», never with a guess.

mod evaluate;
mod function;
mod parse;
mod print;
#[cfg(test)]
mod tests;

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{decimal::Decimal, name::Name};
pub use evaluate::{Evaluator, Truth, Value};
pub(crate) use evaluate::{differs, text_of};
pub use function::Function;
pub use parse::ParseError;
pub(crate) use print::replace_references;

/// A condition or calculation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Expression {
    /// One that can be evaluated here.
    Known(Expr),
    /// One that is kept as it stands.
    Foreign(String),
}

/// The tree of an expression.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Expr {
    /// A number.
    Number(Decimal),
    /// A text.
    Text(String),
    /// The answer itself: `.`
    Here,
    /// Another question's answer, or a group: `${name}`
    Ref(Name),
    /// An attribute of a choice, in a choice filter.
    Column(Name),
    /// A function of some arguments.
    Call(Function, Vec<Expr>),
    /// The number with its sign changed.
    Negative(Box<Expr>),
    /// Two sides and what joins them.
    Binary(Op, Box<Expr>, Box<Expr>),
}

/// What joins two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Op {
    /// `or`
    Or,
    /// `and`
    And,
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Below,
    /// `<=`
    AtMost,
    /// `>`
    Above,
    /// `>=`
    AtLeast,
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Times,
    /// `div`
    Divide,
    /// `mod`
    Remainder,
}

impl Op {
    /// As it is written.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Or => "or",
            Self::And => "and",
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Below => "<",
            Self::AtMost => "<=",
            Self::Above => ">",
            Self::AtLeast => ">=",
            Self::Plus => "+",
            Self::Minus => "-",
            Self::Times => "*",
            Self::Divide => "div",
            Self::Remainder => "mod",
        }
    }

    /// How tightly it binds (`XPath` 1.0, section 3.1 to 3.5), from 1.
    pub(crate) const fn strength(self) -> u8 {
        match self {
            Self::Or => 1,
            Self::And => 2,
            Self::Equal | Self::NotEqual => 3,
            Self::Below | Self::AtMost | Self::Above | Self::AtLeast => 4,
            Self::Plus | Self::Minus => 5,
            Self::Times | Self::Divide | Self::Remainder => 6,
        }
    }
}

impl Expr {
    /// The whole number that it is, if it is one.
    pub fn as_whole(&self) -> Option<i64> {
        match self {
            Self::Number(number) => number.as_whole(),
            Self::Negative(inner) => inner.as_whole().and_then(i64::checked_neg),
            _ => None,
        }
    }

    /// Both sides joined.
    pub fn binary(op: Op, left: Self, right: Self) -> Self {
        Self::Binary(op, Box::new(left), Box::new(right))
    }

    fn each(&self, visit: &mut dyn FnMut(&Self)) {
        visit(self);
        match self {
            Self::Call(_, arguments) => arguments.iter().for_each(|inner| inner.each(visit)),
            Self::Negative(inner) => inner.each(visit),
            Self::Binary(_, left, right) => {
                left.each(visit);
                right.each(visit);
            }
            Self::Number(_) | Self::Text(_) | Self::Here | Self::Ref(_) | Self::Column(_) => {}
        }
    }
}

impl Expression {
    /// Reads an expression. What is not understood is kept as it stands.
    pub fn parse(text: &str) -> Self {
        Self::understood(text).unwrap_or_else(|_| Self::Foreign(text.trim().to_owned()))
    }

    /// Reads an expression, or says why it is not understood.
    pub fn understood(text: &str) -> Result<Self, ParseError> {
        text.parse::<Expr>().map(Self::Known)
    }

    /// The condition that always holds.
    pub fn always() -> Self {
        Self::Known(Expr::Call(Function::True, Vec::new()))
    }

    /// The names of all questions and groups that it refers to.
    pub fn references(&self) -> Vec<Name> {
        let mut names = Vec::new();
        match self {
            Self::Known(expr) => expr.each(&mut |inner| {
                if let Expr::Ref(name) = inner {
                    names.push(name.clone());
                }
            }),
            Self::Foreign(text) => {
                replace_references(text, &mut |name| {
                    names.push(name.clone());
                    None
                });
            }
        }
        names.sort();
        names.dedup();
        names
    }
}

impl FromStr for Expr {
    type Err = ParseError;
    fn from_str(text: &str) -> Result<Self, ParseError> {
        parse::parse(text)
    }
}

impl From<String> for Expression {
    fn from(text: String) -> Self {
        Self::parse(&text)
    }
}

impl From<Expression> for String {
    fn from(expression: Expression) -> Self {
        expression.to_string()
    }
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(expr) => expr.fmt(f),
            Self::Foreign(text) => f.write_str(text),
        }
    }
}
