//! Bytes out of hexadecimal digits.

/// The bytes of hexadecimal digits, two a byte; nothing where something else stands among them.
pub(crate) fn bytes(digits: &str) -> Option<Vec<u8>> {
    if !digits.len().is_multiple_of(2) || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let pairs = digits.as_bytes().chunks(2).map(std::str::from_utf8);
    pairs.map(|pair| u8::from_str_radix(pair.ok()?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use sanaq_seal::hash::to_hex;

    use super::*;

    #[test]
    fn digits_are_read_back_and_nothing_else_is() {
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(bytes(&to_hex(&all)), Some(all));
        assert!(bytes("a").is_none() && bytes("+1").is_none() && bytes("éa").is_none());
    }
}
