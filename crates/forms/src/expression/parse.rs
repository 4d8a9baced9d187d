//! Text → tree. Anything else than the supported part of `XPath` is an error with its place.

use sanaq_said::{Said, said};

use super::{Expr, Function, Op};
use crate::{
    DecimalError, NameError,
    name::{Name, begins_name, continues_name},
};

/// Why a text is not understood as an expression.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}, at character {at}")]
pub struct ParseError {
    /// The character, from 1.
    pub at: usize,
    /// What was found and what was expected.
    pub message: Said,
}

impl ParseError {
    /// The sentence with its place.
    pub fn said(&self) -> Said {
        let message = self.message.clone();
        said!("said-parse", "{message}, at character {at}", message, at = self.at)
    }
}

/// The longest text that is read.
const LONGEST: usize = 32_768;
/// The most brackets inside brackets.
const DEEPEST_BRACKETS: usize = 60;
/// The deepest tree, so that walking it never exhausts the stack.
const DEEPEST_TREE: usize = 400;

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Number(crate::decimal::Decimal),
    Text(String),
    Name(String),
    Ref(Name),
    Op(Op),
    Dot,
    Dots,
    Slash,
    Open,
    Close,
    Comma,
}

pub(super) fn parse(text: &str) -> Result<Expr, ParseError> {
    let tokens = Lexer { rest: text, at: 1 }.tokens(text)?;
    let mut parser = Parser { tokens, next: 0, brackets: 0, end: text.chars().count() + 1 };
    let (expr, _) = parser.binary(1)?;
    match parser.peek() {
        None => Ok(expr),
        Some(_) => Err(parser.error(said!(
            "said-parse-more",
            "found more, expected the end or an operator such as «and»"
        ))),
    }
}

struct Lexer<'t> {
    rest: &'t str,
    at: usize,
}

impl Lexer<'_> {
    fn tokens(mut self, text: &str) -> Result<Vec<(Token, usize)>, ParseError> {
        if text.len() > LONGEST {
            let message = said!("said-parse-long", "found more than {most} bytes", most = LONGEST);
            return Err(self.error(message));
        }
        let mut tokens: Vec<(Token, usize)> = Vec::new();
        loop {
            self.take(char::is_whitespace);
            let at = self.at;
            if self.rest.is_empty() {
                return Ok(tokens);
            }
            let token = self.token(tokens.last().map(|(token, _)| token))?;
            tokens.push((token, at));
        }
    }

    const fn error(&self, message: Said) -> ParseError {
        ParseError { at: self.at, message }
    }

    /// Takes characters as long as they fit.
    fn take(&mut self, mut fits: impl FnMut(char) -> bool) -> String {
        let end = self.rest.find(|c| !fits(c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.at += taken.chars().count();
        self.rest = rest;
        taken.to_owned()
    }

    fn skip(&mut self, text: &str) -> bool {
        let Some(rest) = self.rest.strip_prefix(text) else { return false };
        self.at += text.chars().count();
        self.rest = rest;
        true
    }

    fn token(&mut self, before: Option<&Token>) -> Result<Token, ParseError> {
        if let Some(token) = self.symbol() {
            return Ok(token);
        }
        let mut characters = self.rest.chars();
        let (first, second) = (characters.next().unwrap_or(' '), characters.next());
        match first {
            '\'' | '"' => self.quoted(first),
            '$' if second == Some('{') => self.reference(),
            '.' if !second.is_some_and(|c| c.is_ascii_digit()) => {
                let dots = self.take(|c| c == '.');
                match dots.len() {
                    1 => Ok(Token::Dot),
                    2 => Ok(Token::Dots),
                    _ => {
                        let message = said!("said-parse-dots", "found «...», expected . or ..");
                        Err(self.error(message))
                    }
                }
            }
            '.' | '0'..='9' => {
                let digits = self.take(|c| c.is_ascii_digit() || c == '.');
                let number = digits.parse();
                number.map(Token::Number).map_err(|error: DecimalError| self.error(error.said()))
            }
            c if begins_name(c) => {
                let name = self.take(|c| continues_name(c) || c == ':');
                Ok(word(name, before))
            }
            found => {
                let message =
                    said!("said-parse-character", "found «{found}», which is not read here", found);
                Err(self.error(message))
            }
        }
    }

    fn symbol(&mut self) -> Option<Token> {
        let symbols = [
            ("!=", Token::Op(Op::NotEqual)),
            ("<=", Token::Op(Op::AtMost)),
            (">=", Token::Op(Op::AtLeast)),
            ("=", Token::Op(Op::Equal)),
            ("<", Token::Op(Op::Below)),
            (">", Token::Op(Op::Above)),
            ("+", Token::Op(Op::Plus)),
            ("-", Token::Op(Op::Minus)),
            ("*", Token::Op(Op::Times)),
            ("/", Token::Slash),
            ("(", Token::Open),
            (")", Token::Close),
            (",", Token::Comma),
        ];
        symbols.into_iter().find_map(|(text, token)| self.skip(text).then_some(token))
    }

    fn quoted(&mut self, mark: char) -> Result<Token, ParseError> {
        let start = self.at;
        let mut buffer = [0; 4];
        let mark_text = mark.encode_utf8(&mut buffer);
        self.skip(mark_text);
        let text = self.take(|c| c != mark);
        if self.skip(mark_text) {
            return Ok(Token::Text(text));
        }
        let message = said!("said-parse-quote", "found {mark} without its second one", mark);
        Err(ParseError { at: start, message })
    }

    fn reference(&mut self) -> Result<Token, ParseError> {
        let start = self.at;
        self.skip("${");
        let name = self.take(|c| c != '}');
        let error = |message: Said| ParseError { at: start, message };
        if !self.skip("}") {
            return Err(error(said!("said-parse-brace", "found ${{ without }}")));
        }
        name.trim().parse().map(Token::Ref).map_err(|wrong: NameError| error(wrong.said))
    }
}

/// `XPath` 1.0, section 3.7: after an operand, these names are operators.
fn word(name: String, before: Option<&Token>) -> Token {
    let after_operand = matches!(
        before,
        Some(
            Token::Number(_)
                | Token::Text(_)
                | Token::Name(_)
                | Token::Ref(_)
                | Token::Dot
                | Token::Dots
                | Token::Close
        )
    );
    let op = match name.as_str() {
        "and" => Op::And,
        "or" => Op::Or,
        "div" => Op::Divide,
        "mod" => Op::Remainder,
        _ => return Token::Name(name),
    };
    if after_operand { Token::Op(op) } else { Token::Name(name) }
}

struct Parser {
    tokens: Vec<(Token, usize)>,
    next: usize,
    brackets: usize,
    end: usize,
}

/// A tree and how deep it is.
type Deep = (Expr, usize);

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next).map(|(token, _)| token)
    }

    fn advance(&mut self) -> Option<Token> {
        let token = self.peek().cloned();
        self.next += 1;
        token
    }

    fn eat(&mut self, token: &Token) -> bool {
        let found = self.peek() == Some(token);
        self.next += usize::from(found);
        found
    }

    fn error(&self, message: Said) -> ParseError {
        let at = self.tokens.get(self.next).map_or(self.end, |(_, at)| *at);
        ParseError { at, message }
    }

    fn expect(&mut self, token: &Token, shown: &str) -> Result<(), ParseError> {
        if self.eat(token) {
            return Ok(());
        }
        Err(self.error(said!("said-parse-sign", "expected «{shown}»", shown)))
    }

    fn deeper(&self, depth: usize) -> Result<usize, ParseError> {
        if depth < DEEPEST_TREE {
            return Ok(depth + 1);
        }
        Err(self.error(said!(
            "said-parse-deep",
            "found more than {most} operators inside each other",
            most = DEEPEST_TREE
        )))
    }

    /// Operators from a strength on, by precedence climbing.
    fn binary(&mut self, least: u8) -> Result<Deep, ParseError> {
        let (mut left, mut depth) = self.negative()?;
        while let Some(Token::Op(op)) = self.peek() {
            let op = *op;
            if op.strength() < least {
                break;
            }
            self.next += 1;
            let (right, right_depth) = self.binary(op.strength() + 1)?;
            depth = self.deeper(depth.max(right_depth))?;
            left = Expr::binary(op, left, right);
        }
        Ok((left, depth))
    }

    fn negative(&mut self) -> Result<Deep, ParseError> {
        let mut signs = 0usize;
        while self.eat(&Token::Op(Op::Minus)) {
            signs += 1;
        }
        let (mut expr, mut depth) = self.primary()?;
        for _ in 0..signs {
            depth = self.deeper(depth)?;
            expr = Expr::Negative(Box::new(expr));
        }
        Ok((expr, depth))
    }

    fn primary(&mut self) -> Result<Deep, ParseError> {
        let leaf = |expr| Ok((expr, 1));
        match self.peek() {
            Some(Token::Open) => self.bracket(|parser| parser.binary(1)),
            Some(Token::Slash | Token::Dots) => self.path().map(|name| (Expr::Ref(name), 1)),
            Some(Token::Name(name)) => {
                let name = name.clone();
                match self.tokens.get(self.next + 1).map(|(token, _)| token) {
                    Some(Token::Open) if name == "current" => self.current(),
                    Some(Token::Open) => self.call(&name),
                    Some(Token::Slash) => self.path().map(|name| (Expr::Ref(name), 1)),
                    _ => {
                        let name = self.named(&name)?;
                        self.next += 1;
                        leaf(Expr::Column(name))
                    }
                }
            }
            Some(Token::Number(_) | Token::Text(_) | Token::Ref(_) | Token::Dot) => {
                match self.advance() {
                    Some(Token::Number(number)) => leaf(Expr::Number(number)),
                    Some(Token::Text(text)) => leaf(Expr::Text(text)),
                    Some(Token::Ref(name)) => leaf(Expr::Ref(name)),
                    _ => leaf(Expr::Here),
                }
            }
            _ => {
                let message = said!("said-parse-value", "expected a value, a name or a function");
                Err(self.error(message))
            }
        }
    }

    fn named(&self, name: &str) -> Result<Name, ParseError> {
        name.parse().map_err(|wrong: NameError| self.error(wrong.said))
    }

    fn bracket<T>(
        &mut self,
        inside: impl FnOnce(&mut Self) -> Result<T, ParseError>,
    ) -> Result<T, ParseError> {
        if self.brackets >= DEEPEST_BRACKETS {
            return Err(self.error(said!(
                "said-parse-brackets",
                "found more than {most} open brackets",
                most = DEEPEST_BRACKETS
            )));
        }
        self.expect(&Token::Open, "(")?;
        self.brackets += 1;
        let found = inside(self)?;
        self.brackets -= 1;
        self.expect(&Token::Close, ")")?;
        Ok(found)
    }

    /// `current()/../name`, and `current()/.` for the answer itself.
    fn current(&mut self) -> Result<Deep, ParseError> {
        self.next += 1;
        self.bracket(|_| Ok(()))?;
        self.expect(&Token::Slash, "/")?;
        if self.eat(&Token::Dot) {
            return Ok((Expr::Here, 1));
        }
        self.path().map(|name| (Expr::Ref(name), 1))
    }

    /// A location path without conditions: its last name is the question meant, since names are
    /// unique in a form.
    fn path(&mut self) -> Result<Name, ParseError> {
        self.eat(&Token::Slash);
        let last = loop {
            let step = match self.advance() {
                Some(Token::Name(name)) => Some(name),
                Some(Token::Dots | Token::Dot) => None,
                _ => {
                    self.next -= 1;
                    let message = said!("said-parse-step", "expected a name of the path");
                    return Err(self.error(message));
                }
            };
            if !self.eat(&Token::Slash) {
                break step;
            }
        };
        let name = last.ok_or_else(|| {
            self.error(said!("said-parse-last", "expected a name at the end of the path"))
        })?;
        self.named(&name)
    }

    fn call(&mut self, name: &str) -> Result<Deep, ParseError> {
        let Some(function) = Function::from_name(name) else {
            return Err(self.error(said!(
                "said-parse-function",
                "found the function {name}(), which is not read here",
                name
            )));
        };
        self.next += 1;
        if function == Function::Position {
            self.bracket(|parser| parser.expect(&Token::Dots, ".."))?;
            return Ok((Expr::Call(function, Vec::new()), 1));
        }
        let (arguments, depth) = self.bracket(Self::arguments)?;
        let (least, most) = function.arity();
        if !(least..=most).contains(&arguments.len()) {
            return Err(self.error(said!(
                "said-parse-arguments",
                "found {found} arguments of {name}(), expected {least} to {most}",
                found = arguments.len(),
                name,
                least,
                most
            )));
        }
        Ok((Expr::Call(function, arguments), self.deeper(depth)?))
    }

    fn arguments(&mut self) -> Result<(Vec<Expr>, usize), ParseError> {
        let (mut arguments, mut depth) = (Vec::new(), 0);
        if self.peek() == Some(&Token::Close) {
            return Ok((arguments, depth));
        }
        loop {
            let (argument, own) = self.binary(1)?;
            arguments.push(argument);
            depth = depth.max(own);
            if !self.eat(&Token::Comma) {
                return Ok((arguments, depth));
            }
        }
    }
}
