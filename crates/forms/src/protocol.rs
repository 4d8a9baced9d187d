//! The form of the results protocol, made from the election: its lines in their order, the votes
//! of each option in the order of the ballot, and photos of the pages.
//!
//! A protocol that does not add up must be recorded as it stands. So the checks of the election
//! become sentences that appear while they are violated, never constraints that keep a figure out.

mod wording;

use std::collections::{BTreeMap, BTreeSet};

use sanaq_election::{
    Check, Election, Language, LineId, Operand, OptionId, Relation, Severity, Sum, Term,
};

use crate::{
    answer::Absence,
    expression::{Expr, Expression, Op},
    file::with_range,
    form::{Ask, Choice, ChoiceList, Choosing, Form, FormKind, Group, Item, Question},
    name::{FormId, Name},
    texts::Texts,
};

/// How many pages can be photographed.
const PAGES: usize = 4;
/// More figures than this have no protocol.
const HIGHEST: i64 = 9_999_999;

/// The question for an option's votes: `votes.nur-otan`.
pub fn votes(option: &OptionId) -> Option<Name> {
    format!("{VOTES}{option}").parse().ok()
}

const VOTES: &str = "votes.";

/// Whether a question asks for an option's votes.
pub(crate) fn is_votes(question: &Name) -> bool {
    question.as_str().starts_with(VOTES)
}

/// The question for a line of the protocol. Lines that begin with a digit get a `line.` before.
pub fn line(line: &LineId) -> Option<Name> {
    line.as_str().parse().or_else(|_| format!("line.{line}").parse()).ok()
}

/// Makes the form.
pub fn protocol_form(election: &Election) -> Form {
    let mut title = Texts::from(&election.name);
    for (language, word) in WORDS.title {
        let name = title.get(language).map(str::to_owned).unwrap_or_default();
        title.set(
            language,
            if name.is_empty() { (*word).to_owned() } else { format!("{word}: {name}") },
        );
    }
    let contest = election.contest.id.as_str();
    let id = format!("protocol-{contest}").parse();
    let mut form = Form {
        id: id.unwrap_or_else(|_| FormId::nameless()),
        version: election.date.clone(),
        title,
        kind: FormKind::Protocol,
        language: Language("en".to_owned()),
        keyword: None,
        instance_name: None,
        lists: Vec::new(),
        items: Vec::new(),
    };
    form.items.extend(group("station", &WORDS.station, station_questions()));
    form.items.extend(group("lines", &WORDS.lines, lines(election)));
    form.items.extend(group("votes", &WORDS.votes, options(election)));
    form.items.extend(group("sums", &WORDS.sums, checks(election)));
    form.items.extend(group("paper", &WORDS.paper, paper()));
    form.lists.push(copy_list());
    form
}

type Said = [(&'static str, &'static str); 3];

fn texts(said: &Said) -> Texts {
    said.iter().copied().collect()
}

fn group(id: &str, label: &Said, questions: Vec<Question>) -> Option<Item> {
    let items: Vec<Item> = questions.into_iter().map(|q| Item::Question(Box::new(q))).collect();
    let id = id.parse().ok().filter(|_| !items.is_empty())?;
    Some(Item::Group(Box::new(Group {
        id,
        label: texts(label),
        relevant: None,
        appearance: String::new(),
        repeat: None,
        items,
    })))
}

fn question(id: &str, ask: Ask, label: &Said) -> Option<Question> {
    let id = id.parse().ok()?;
    Some(Question { label: texts(label), ..Question::bare(id, ask) })
}

fn station_questions() -> Vec<Question> {
    let station = question("station-code", Ask::Text, &WORDS.code);
    let station = station.map(|q| Question { required: Some(Expression::always()), ..q });
    station.into_iter().collect()
}

fn figure(id: Option<Name>, label: Texts) -> Option<Question> {
    Some(Question {
        label,
        may: BTreeSet::from([Absence::DontKnow, Absence::NotAllowed]),
        required: Some(Expression::always()),
        constraint: with_range(None, Some(0), Some(HIGHEST)),
        ..Question::bare(id?, Ask::Integer)
    })
}

fn lines(election: &Election) -> Vec<Question> {
    let lines = election.protocol.lines.iter();
    lines.filter_map(|id| figure(line(id), line_texts(id))).collect()
}

/// What a line is called.
fn line_texts(id: &LineId) -> Texts {
    let known = LINES.iter().find(|(line, _)| *line == id.as_str());
    known.map_or_else(|| Texts::one("en", id.as_str()), |(_, said)| texts(said))
}

/// What an option is called.
fn option_texts(election: &Election, id: &OptionId) -> Texts {
    let option = election.contest.options.iter().find(|option| option.id == *id);
    let name = option.map(|option| Texts::from(&option.name)).unwrap_or_default();
    if name.is_empty() { Texts::one("en", id.as_str()) } else { name }
}

fn options(election: &Election) -> Vec<Question> {
    let options = election.contest.options.iter().map(|option| &option.id);
    options.filter_map(|id| figure(votes(id), option_texts(election, id))).collect()
}

/// One sentence for each check, shown while the check is violated.
fn checks(election: &Election) -> Vec<Question> {
    let named: Vec<Name> =
        election.contest.options.iter().filter_map(|option| votes(&option.id)).collect();
    let checks = election.protocol.checks.iter().enumerate();
    let sentence = |(i, check): (usize, &Check)| {
        let violated = violated(check, &named)?;
        let said = match check.severity {
            Severity::Hard => &WORDS.hard,
            Severity::Soft => &WORDS.soft,
        };
        let label = said.iter().map(|(language, text)| {
            (*language, text.replace("{}", &wording::in_words(check, election, language)))
        });
        let id = format!("check-{}", i + 1).parse().ok()?;
        Some(Question {
            label: label.collect(),
            relevant: Some(Expression::Known(violated)),
            ..Question::bare(id, Ask::Note)
        })
    };
    checks.filter_map(sentence).collect()
}

/// The condition that a check does not hold; nothing where it names what the form does not ask.
fn violated(check: &Check, options: &[Name]) -> Option<Expr> {
    let op = match check.relation {
        Relation::Equal => Op::NotEqual,
        Relation::AtMost => Op::Above,
        Relation::AtLeast => Op::Below,
    };
    Some(Expr::binary(op, sum(&check.left, options)?, sum(&check.right, options)?))
}

fn sum(side: &Sum, options: &[Name]) -> Option<Expr> {
    let mut terms = Vec::new();
    for Term { times, operand } in &side.0 {
        match operand {
            Operand::Line(id) => terms.push((*times, Some(line(id)?))),
            Operand::Votes(id) => terms.push((*times, Some(votes(id)?))),
            Operand::AllVotes if options.is_empty() => return None,
            Operand::AllVotes => terms.extend(options.iter().map(|o| (*times, Some(o.clone())))),
            Operand::One => terms.push((*times, None)),
        }
    }
    let number =
        |number: u64| Some(Expr::Number(crate::Decimal::whole(i64::try_from(number).ok()?)));
    let mut joined: Option<Expr> = None;
    for (times, name) in terms {
        let size = times.unsigned_abs();
        let term = match name {
            Some(name) if size == 1 => Expr::Ref(name),
            Some(name) => Expr::binary(Op::Times, number(size)?, Expr::Ref(name)),
            None => number(size)?,
        };
        joined = Some(match joined {
            None if times < 0 => Expr::Negative(Box::new(term)),
            None => term,
            Some(left) if times < 0 => Expr::binary(Op::Minus, left, term),
            Some(left) => Expr::binary(Op::Plus, left, term),
        });
    }
    joined.or_else(|| number(0))
}

fn paper() -> Vec<Question> {
    let list = "copy".parse().ok();
    let copy = list.and_then(|list| {
        let ask = Ask::One(Choosing { list, filter: None });
        question("copy-received", ask, &WORDS.copy)
    });
    let copy = copy.map(|q| Question { may: BTreeSet::from([Absence::NotApplicable]), ..q });
    let page = |number: usize| {
        let id = format!("page-{number}").parse().ok()?;
        let label = WORDS.page.iter().map(|(tag, text)| (*tag, format!("{text} {number}")));
        let may = if number == 1 { BTreeSet::from([Absence::NotAllowed]) } else { BTreeSet::new() };
        Some(Question { label: label.collect(), may, ..Question::bare(id, Ask::Photo) })
    };
    copy.into_iter().chain((1..=PAGES).filter_map(page)).collect()
}

fn copy_list() -> ChoiceList {
    let choices = WORDS.copies.iter().filter_map(|(id, said)| {
        Some(Choice { id: id.parse().ok()?, label: texts(said), attributes: BTreeMap::new() })
    });
    ChoiceList { id: Name::plain("copy"), choices: choices.collect() }
}

struct Sentences {
    title: &'static [(&'static str, &'static str)],
    station: Said,
    code: Said,
    lines: Said,
    votes: Said,
    sums: Said,
    paper: Said,
    hard: Said,
    soft: Said,
    copy: Said,
    copies: &'static [(&'static str, Said)],
    page: Said,
}

const WORDS: Sentences = Sentences {
    title: &[("en", "Results protocol"), ("kk", "Дауыс санау хаттамасы"), ("ru", "Протокол")],
    station: [("en", "Polling station"), ("kk", "Сайлау учаскесі"), ("ru", "Участок")],
    code: [
        ("en", "Polling station code"),
        ("kk", "Сайлау учаскесінің нөмірі"),
        ("ru", "Номер избирательного участка"),
    ],
    lines: [
        ("en", "Lines of the protocol"),
        ("kk", "Хаттаманың жолдары"),
        ("ru", "Строки протокола"),
    ],
    votes: [
        ("en", "Votes for each option"),
        ("kk", "Әр нұсқаға берілген дауыс"),
        ("ru", "Голоса за каждый вариант"),
    ],
    sums: [("en", "Does it add up?"), ("kk", "Сандар сәйкес пе?"), ("ru", "Сходится ли?")],
    paper: [("en", "The paper"), ("kk", "Қағаз нұсқасы"), ("ru", "Бумага")],
    hard: [
        (
            "en",
            "These figures do not add up: {}. Compare them with the paper. If the paper says so, \
             leave them as they are.",
        ),
        (
            "kk",
            "Бұл сандар сәйкес емес: {}. Қағазбен салыстырыңыз. Қағазда солай болса, өзгертпеңіз.",
        ),
        (
            "ru",
            "Эти числа не сходятся: {}. Сверьте с бумагой. Если так в бумаге, оставьте как есть.",
        ),
    ],
    soft: [
        ("en", "Unusual: {} does not hold. Compare the figures with the paper."),
        ("kk", "Әдеттегідей емес: {} орындалмайды. Сандарды қағазбен салыстырыңыз."),
        ("ru", "Необычно: {} не выполняется. Сверьте числа с бумагой."),
    ],
    copy: [
        ("en", "Did you receive a certified copy of the protocol?"),
        ("kk", "Хаттаманың расталған көшірмесін алдыңыз ба?"),
        ("ru", "Получили ли вы заверенную копию протокола?"),
    ],
    copies: &[
        ("given", [("en", "Yes, certified"), ("kk", "Иә, расталған"), ("ru", "Да, заверенную")]),
        (
            "uncertified",
            [
                ("en", "Yes, without signature or stamp"),
                ("kk", "Иә, қолы немесе мөрі жоқ"),
                ("ru", "Да, без подписи или печати"),
            ],
        ),
        ("refused", [("en", "It was refused"), ("kk", "Беруден бас тартты"), ("ru", "Отказали")]),
        (
            "not-asked",
            [("en", "I did not ask for one"), ("kk", "Сұраған жоқпын"), ("ru", "Не просили")],
        ),
    ],
    page: [
        ("en", "Photo of the protocol, page"),
        ("kk", "Хаттаманың фотосы, бет"),
        ("ru", "Снимок протокола, страница"),
    ],
};

/// The votes of all options together.
const ALL_VOTES: Said = [
    ("en", "the votes of all options together"),
    ("kk", "барлық нұсқаның дауыстары"),
    ("ru", "голоса за все варианты вместе"),
];

/// What the usual lines are called (`kazakhstan-2021/protocol_lines.csv` of the data sets).
const LINES: &[(&str, Said)] = &[
    (
        "registered",
        [
            ("en", "Voters on the list"),
            ("kk", "Тізімдегі сайлаушылар саны"),
            ("ru", "Избирателей в списке"),
        ],
    ),
    (
        "received",
        [
            ("en", "Ballots received by the commission"),
            ("kk", "Комиссия алған бюллетеньдер"),
            ("ru", "Бюллетеней получено комиссией"),
        ],
    ),
    (
        "issued",
        [
            ("en", "Ballots issued to voters"),
            ("kk", "Сайлаушыларға берілген бюллетеньдер"),
            ("ru", "Бюллетеней выдано избирателям"),
        ],
    ),
    (
        "issued-home",
        [
            ("en", "Ballots issued outside the station"),
            ("kk", "Учаскеден тыс берілген бюллетеньдер"),
            ("ru", "Бюллетеней выдано вне помещения"),
        ],
    ),
    (
        "absentee",
        [
            ("en", "Voters with absentee certificates"),
            ("kk", "Есептен шығару куәлігімен дауыс бергендер"),
            ("ru", "Проголосовало по открепительным удостоверениям"),
        ],
    ),
    (
        "unused",
        [
            ("en", "Unused and cancelled ballots"),
            ("kk", "Пайдаланылмаған және жойылған бюллетеньдер"),
            ("ru", "Неиспользованных и погашенных бюллетеней"),
        ],
    ),
    (
        "spoiled",
        [
            ("en", "Spoiled ballots that were replaced"),
            ("kk", "Бүлінген, ауыстырылған бюллетеньдер"),
            ("ru", "Испорченных и заменённых бюллетеней"),
        ],
    ),
    (
        "portable",
        [
            ("en", "Ballots in portable boxes"),
            ("kk", "Тасымалды жәшіктердегі бюллетеньдер"),
            ("ru", "Бюллетеней в переносных ящиках"),
        ],
    ),
    (
        "stationary",
        [
            ("en", "Ballots in stationary boxes"),
            ("kk", "Тұрақты жәшіктердегі бюллетеньдер"),
            ("ru", "Бюллетеней в стационарных ящиках"),
        ],
    ),
    (
        "cast",
        [
            ("en", "Ballots found in the boxes"),
            ("kk", "Жәшіктерден табылған бюллетеньдер"),
            ("ru", "Бюллетеней в ящиках"),
        ],
    ),
    (
        "invalid",
        [
            ("en", "Invalid ballots"),
            ("kk", "Жарамсыз бюллетеньдер"),
            ("ru", "Недействительных бюллетеней"),
        ],
    ),
    (
        "valid",
        [
            ("en", "Valid ballots"),
            ("kk", "Жарамды бюллетеньдер"),
            ("ru", "Действительных бюллетеней"),
        ],
    ),
    (
        "against-all",
        [
            ("en", "Votes against all"),
            ("kk", "Бәріне қарсы дауыстар"),
            ("ru", "Голосов против всех"),
        ],
    ),
    (
        "not-counted",
        [
            ("en", "Ballots not counted"),
            ("kk", "Есептелмеген бюллетеньдер"),
            ("ru", "Неучтённых бюллетеней"),
        ],
    ),
    (
        "lost",
        [("en", "Lost ballots"), ("kk", "Жоғалған бюллетеньдер"), ("ru", "Утраченных бюллетеней")],
    ),
];

#[cfg(test)]
mod tests;
