//! Every sentence that the program tells by name stands in the words of every language: in English
//! as the program says it, elsewhere with the same values.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    str::FromStr,
};

use fluent_syntax::{ast, parser};
use proc_macro2::{TokenStream, TokenTree};

/// A call of `said!`: its English and the names of its values.
#[derive(Debug, PartialEq, Eq)]
struct Call {
    english: String,
    values: BTreeSet<String>,
    place: PathBuf,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|own| own == "rs") {
            found.push(path);
        }
    }
}

fn text(token: &TokenTree) -> String {
    let read = syn::parse_str::<syn::LitStr>(&token.to_string());
    read.unwrap_or_else(|_| panic!("{token} is no text")).value()
}

/// The call in the parentheses of a `said!`; nothing for the macro's own rules.
fn call(tokens: TokenStream) -> Option<(String, String, BTreeSet<String>)> {
    let mut parts: Vec<Vec<TokenTree>> = vec![Vec::new()];
    for token in tokens {
        match &token {
            TokenTree::Punct(sign) if sign.as_char() == ',' => parts.push(Vec::new()),
            _ => parts.last_mut().unwrap().push(token),
        }
    }
    let ([key], [english]) = (parts.first()?.as_slice(), parts.get(1)?.as_slice()) else {
        return None;
    };
    let names = parts[2..].iter().filter_map(|part| part.first()).map(ToString::to_string);
    Some((text(key), text(english), names.collect()))
}

fn calls_in(tokens: TokenStream, place: &Path, found: &mut Vec<(String, Call)>) {
    let all: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, token) in all.iter().enumerate() {
        let TokenTree::Group(group) = token else { continue };
        let before = |back: usize| at.checked_sub(back).map(|at| all[at].to_string());
        if before(1).as_deref() == Some("!")
            && before(2).as_deref() == Some("said")
            && let Some((key, english, values)) = call(group.stream())
        {
            found.push((key, Call { english, values, place: place.to_owned() }));
        }
        calls_in(group.stream(), place, found);
    }
}

fn calls() -> BTreeMap<String, Call> {
    let mut files = Vec::new();
    for one in fs::read_dir(root().join("crates")).unwrap() {
        let folder = one.unwrap().path();
        // Its own test has sentences of its own.
        if !folder.ends_with("said") {
            sources(&folder.join("src"), &mut files);
        }
    }
    let mut found = Vec::new();
    for file in files {
        let source = fs::read_to_string(&file).unwrap();
        if source.contains("said!(") {
            calls_in(TokenStream::from_str(&source).unwrap(), &file, &mut found);
        }
    }
    let mut calls: BTreeMap<String, Call> = BTreeMap::new();
    for (key, call) in found {
        if let Some(known) = calls.get(&key) {
            let same = (&known.english, &known.values) == (&call.english, &call.values);
            assert!(same, "{key} says two things: {known:?} and {call:?}");
        }
        calls.insert(key, call);
    }
    calls
}

/// A message as `said!` writes it, by its last form where it has several, and its variables.
fn written(pattern: &ast::Pattern<String>, said: &mut String, names: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let expression = match element {
            ast::PatternElement::TextElement { value } => {
                said.push_str(value);
                continue;
            }
            ast::PatternElement::Placeable { expression } => expression,
        };
        match expression {
            ast::Expression::Select { selector, variants } => {
                if let ast::InlineExpression::VariableReference { id } = selector {
                    names.insert(id.name.clone());
                }
                for variant in variants {
                    let mut own = String::new();
                    written(&variant.value, &mut own, names);
                    if variant.default {
                        said.push_str(&own);
                    }
                }
            }
            ast::Expression::Inline(ast::InlineExpression::VariableReference { id }) => {
                said.extend(["{", &id.name, "}"]);
                names.insert(id.name.clone());
            }
            ast::Expression::Inline(ast::InlineExpression::StringLiteral { value }) => {
                // What braces mean to both.
                said.push_str(&value.replace('{', "{{").replace('}', "}}"));
            }
            ast::Expression::Inline(other) => panic!("{other:?}"),
        }
    }
}

/// The words of a language: what each says, and its variables.
fn words(language: &str) -> BTreeMap<String, (String, BTreeSet<String>)> {
    let file = root().join(format!("words/said-{language}.ftl"));
    let source = fs::read_to_string(file).unwrap();
    let parsed = parser::parse(source).unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
    let mut words = BTreeMap::new();
    for entry in parsed.body {
        let ast::Entry::Message(message) = entry else { continue };
        let (mut said, mut names) = (String::new(), BTreeSet::new());
        written(&message.value.unwrap(), &mut said, &mut names);
        let before = words.insert(message.id.name.clone(), (said, names));
        assert!(before.is_none(), "{language}: {} stands twice", message.id.name);
    }
    words
}

/// Protects whoever reads what is wrong with a file: the page can say in any language whatever the
/// program says in English, with all that stands in it, and says nothing else in English.
#[test]
fn what_the_program_says_stands_in_every_language() {
    let calls = calls();
    assert!(!calls.is_empty(), "no sentence was found");
    let languages: Vec<String> = fs::read_dir(root().join("words"))
        .unwrap()
        .filter_map(|entry| {
            let name = entry.unwrap().file_name().into_string().unwrap();
            Some(name.strip_prefix("said-")?.strip_suffix(".ftl")?.to_owned())
        })
        .collect();
    assert!(languages.len() >= 3, "{languages:?}");
    let mut wrong = Vec::new();
    for language in languages {
        let words = words(&language);
        for key in words.keys().filter(|key| !calls.contains_key(*key)) {
            wrong.push(format!("{language}: nothing says {key}"));
        }
        for (key, call) in &calls {
            match words.get(key) {
                None => wrong.push(format!("{language}: missing: {key} = {}", call.english)),
                Some((_, names)) if *names != call.values => {
                    let Call { values, place, .. } = call;
                    let place = place.display();
                    wrong.push(format!("{language}: {key}: {names:?}, but {values:?} in {place}"));
                }
                Some((said, _)) if language == "en" && *said != call.english => {
                    wrong.push(format!("{key}:\n  words {said}\n  code  {}", call.english));
                }
                Some(_) => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Protects the pages, which word a sentence by its key and values.
#[test]
fn a_sentence_carries_its_values() {
    let n = 3_u32;
    let one = said!("said-x", "found «{name}» {n} times", name = "a", n);
    assert_eq!(one.to_string(), "found «a» 3 times");
    let sent = serde_json::to_string(&one).unwrap();
    let expected = r#"{"key":"said-x","values":{"name":"a","n":3},"text":"found «a» 3 times"}"#;
    assert_eq!(sent, expected);
    assert_eq!(
        serde_json::to_string(&said!("said-y", "none")).unwrap(),
        r#"{"key":"said-y","text":"none"}"#
    );
    let whole = said!("said-z", "expected {part}", part = said!("said-y", "none"));
    assert_eq!(whole.to_string(), "expected none");
    let sent = serde_json::to_value(&whole).unwrap();
    assert_eq!(sent["values"]["part"]["key"], "said-y", "a part has words of its own");
}
