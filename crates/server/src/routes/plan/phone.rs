//! Telephone numbers as they stand in lists.

use sanaq_said::{Said, said};

use crate::phone;

/// What a number must look like.
pub(super) fn expected() -> Said {
    said!("said-number", "a number with its country, +77011234567")
}

/// A number as it is hashed; nothing for what is none.
pub(super) fn normal(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let country = typed.starts_with('+') || typed.starts_with("00");
    let between = |c: &char| c.is_whitespace() || "-–().".contains(*c);
    let kept: String = typed.chars().filter(|c| !between(c)).collect();
    country.then(|| phone::international(&kept)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_has_one_form_and_others_have_none() {
        for typed in ["+77011234567", " 007 (701) 123-45-67", "+7 701 123 45 67"] {
            assert_eq!(normal(typed).as_deref(), Some("+77011234567"), "{typed}");
        }
        for typed in ["", "87011234567", "+7701", "+0123456789", "+7701123456x", "o-17"] {
            assert_eq!(normal(typed), None, "{typed}");
        }
    }
}
