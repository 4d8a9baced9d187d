//! The forms that ship with the program, by name.

use sanaq_election::FileError;

use crate::form::Form;

macro_rules! forms {
    ($($name:literal),* $(,)?) => {
        const FORMS: &[(&str, &str)] = &[
            $(($name, include_str!(concat!("../../../forms/", $name, ".toml")))),*
        ];
    };
}

forms! {
    "counting",
    "incident",
    "opening",
    "tabulation",
    "turnout",
    "voting",
}

/// The names of all built-in forms, in alphabetical order. The protocol is not among them: it is
/// made from an election by [`protocol_form`](crate::protocol_form).
pub fn names() -> impl Iterator<Item = &'static str> {
    FORMS.iter().map(|(name, _)| *name)
}

/// The text of a built-in form.
pub fn text(name: &str) -> Option<&'static str> {
    FORMS.iter().find(|(own, _)| *own == name).map(|(_, text)| *text)
}

/// A built-in form, or nothing when none has that name.
pub fn form(name: &str) -> Option<Result<Form, FileError>> {
    text(name).map(|text| Form::parse(name, text))
}

#[cfg(test)]
mod tests;
