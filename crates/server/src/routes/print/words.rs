//! The words of pages to print that no form brings along.

/// The words of one language.
pub(super) struct Words {
    pub(super) language: &'static str,
    pub(super) sheet: &'static str,
    pub(super) keep: &'static str,
    pub(super) observer: &'static str,
    pub(super) join: &'static str,
    pub(super) once: &'static str,
    pub(super) deployments: &'static str,
    pub(super) area: &'static str,
    pub(super) station: &'static str,
    pub(super) shift: &'static str,
    pub(super) role: &'static str,
    pub(super) sign: &'static str,
    pub(super) all: &'static str,
    pub(super) version: &'static str,
    pub(super) not_by_text: &'static str,
    pub(super) only_if: &'static str,
    pub(super) required: &'static str,
    pub(super) sensitive: &'static str,
    pub(super) repeated: &'static str,
    pub(super) filled_in: &'static str,
    pub(super) example: &'static str,
}

static ENGLISH: Words = Words {
    language: "en",
    sheet: "Cards to join with",
    keep: "Cut along the lines and hand each card to its observer. These codes are not kept \
           anywhere: print this page now and destroy what is left over.",
    observer: "Observer",
    join: "Point your phone's camera at the square, or open the address and type the code:",
    once: "The code works once. Show it to nobody; when it is lost, ask for another.",
    deployments: "Deployments",
    area: "Area",
    station: "Station",
    shift: "Shift",
    role: "Role",
    sign: "Signature",
    all: "All",
    version: "Version",
    not_by_text: "Not by text message",
    only_if: "only if",
    required: "must be answered",
    sensitive: "Do not write this on paper that others may find.",
    repeated: "may be filled in several times",
    filled_in: "Observer, station, date and time",
    example: "Example: everything in it is made up",
};

static RUSSIAN: Words = Words {
    language: "ru",
    sheet: "Карточки для подключения",
    keep: "Разрежьте по линиям и раздайте каждому наблюдателю его карточку. Эти коды нигде не \
           хранятся: распечатайте страницу сейчас и уничтожьте то, что останется.",
    observer: "Наблюдатель",
    join: "Наведите камеру телефона на квадрат или откройте адрес и введите код:",
    once: "Код действует один раз. Никому его не показывайте; если потеряли, попросите другой.",
    deployments: "Расстановка",
    area: "Территория",
    station: "Участок",
    shift: "Смена",
    role: "Роль",
    sign: "Подпись",
    all: "Всего",
    version: "Версия",
    not_by_text: "Не передаётся сообщением",
    only_if: "только если",
    required: "ответ обязателен",
    sensitive: "Не пишите этого на бумаге, которую могут найти другие.",
    repeated: "можно заполнить несколько раз",
    filled_in: "Наблюдатель, участок, дата и время",
    example: "Пример: всё в нём вымышлено",
};

static KAZAKH: Words = Words {
    language: "kk",
    sheet: "Қосылу карточкалары",
    keep: "Сызық бойымен қиып, әр байқаушыға өз карточкасын беріңіз. Бұл кодтар еш жерде \
           сақталмайды: бетті қазір басып шығарып, қалғанын жойыңыз.",
    observer: "Байқаушы",
    join: "Телефон камерасын шаршыға бағыттаңыз немесе мекенжайды ашып, кодты теріңіз:",
    once: "Код бір рет қана жарайды. Ешкімге көрсетпеңіз; жоғалтсаңыз, басқасын сұраңыз.",
    deployments: "Байқаушыларды орналастыру",
    area: "Аумақ",
    station: "Учаске",
    shift: "Ауысым",
    role: "Рөлі",
    sign: "Қолы",
    all: "Барлығы",
    version: "Нұсқа",
    not_by_text: "Хабарламамен жіберілмейді",
    only_if: "тек егер",
    required: "жауап міндетті",
    sensitive: "Мұны басқалар тауып алуы мүмкін қағазға жазбаңыз.",
    repeated: "бірнеше рет толтыруға болады",
    filled_in: "Байқаушы, учаске, күні мен уақыты",
    example: "Үлгі: ондағының бәрі ойдан алынған",
};

impl Words {
    /// The words of a language; English where there are none.
    pub(super) const fn new(language: &str) -> &'static Self {
        match language.as_bytes() {
            b"ru" => &RUSSIAN,
            b"kk" => &KAZAKH,
            _ => &ENGLISH,
        }
    }
}
