//! Expressions as text: one spelling for one tree.

use std::{
    borrow::Cow,
    fmt::{self, Write},
};

use super::{Expr, Expression, Function, Op};
use crate::name::Name;

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write(self, 0, f, &|name, f| write!(f, "${{{name}}}"))
    }
}

type Refer<'a> = &'a dyn Fn(&Name, &mut dyn Write) -> fmt::Result;

/// Writes a tree; `outer` is how tightly what stands around it binds.
fn write(expr: &Expr, outer: u8, f: &mut dyn Write, refer: Refer<'_>) -> fmt::Result {
    match expr {
        Expr::Number(number) => write!(f, "{number}"),
        Expr::Text(text) => quoted(text, f),
        Expr::Here => f.write_char('.'),
        Expr::Ref(name) => refer(name, f),
        Expr::Column(name) => write!(f, "{name}"),
        Expr::Call(Function::Position, _) => f.write_str("position(..)"),
        Expr::Call(function, arguments) => {
            write!(f, "{}(", function.name())?;
            for (i, argument) in arguments.iter().enumerate() {
                if i > 0 {
                    f.write_str(", ")?;
                }
                write(argument, 0, f, refer)?;
            }
            f.write_char(')')
        }
        Expr::Negative(inner) => {
            f.write_char('-')?;
            write(inner, 7, f, refer)
        }
        Expr::Binary(op, left, right) => binary(*op, (left, right), outer, f, refer),
    }
}

fn binary(
    op: Op,
    (left, right): (&Expr, &Expr),
    outer: u8,
    f: &mut dyn Write,
    refer: Refer<'_>,
) -> fmt::Result {
    // Operators of one strength are read from left to right.
    let bracketed = op.strength() <= outer;
    if bracketed {
        f.write_char('(')?;
    }
    write(left, op.strength() - 1, f, refer)?;
    write!(f, " {} ", op.symbol())?;
    write(right, op.strength(), f, refer)?;
    if bracketed { f.write_char(')') } else { Ok(()) }
}

/// `XPath` 1.0 has no escapes: a text with both kinds of quotation marks is put together.
fn quoted(text: &str, f: &mut dyn Write) -> fmt::Result {
    if !text.contains('\'') {
        return write!(f, "'{text}'");
    }
    if !text.contains('"') {
        return write!(f, "\"{text}\"");
    }
    f.write_str("concat(")?;
    for (i, part) in text.split('\'').enumerate() {
        if i > 0 {
            f.write_str(", \"'\", ")?;
        }
        write!(f, "'{part}'")?;
    }
    f.write_char(')')
}

impl Expression {
    /// As text with every reference replaced by the path that `path` gives for it; a reference
    /// without one stays as it is.
    pub(crate) fn with_paths(&self, path: &dyn Fn(&Name) -> Option<String>) -> String {
        match self {
            Self::Known(expr) => {
                let mut text = String::new();
                let refer = |name: &Name, f: &mut dyn Write| match path(name) {
                    Some(path) => f.write_str(&path),
                    None => write!(f, "${{{name}}}"),
                };
                // Writing to a String does not fail.
                let _ = write(expr, 0, &mut text, &refer);
                text
            }
            Self::Foreign(text) => replace_references(text, &mut |name| path(name)).into_owned(),
        }
    }
}

/// Replaces each `${name}` of a text by what `replace` gives for it, if anything.
pub(crate) fn replace_references<'t>(
    text: &'t str,
    replace: &mut dyn FnMut(&Name) -> Option<String>,
) -> Cow<'t, str> {
    if !text.contains("${") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        out.push_str(before);
        let inside = after.split_once('}');
        let named = inside.and_then(|(name, after)| Some((name.trim().parse().ok()?, after)));
        if let Some((name, after)) = named {
            let replaced = replace(&name).unwrap_or_else(|| format!("${{{name}}}"));
            out.push_str(&replaced);
            rest = after;
        } else {
            out.push_str("${");
            rest = after;
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}
