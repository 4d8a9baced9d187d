# Все фразы телефона по-русски. Ключи и переменные во всех языках одни и те же:
# это проверяет web/tools/words.ts.

## The lock. It says neither what this is nor what for.

lock-label = PIN
lock-open = Открыть
lock-wrong = Неверно
lock-wait = Подождите { $seconds } с
lock-erase = Стереть цифру; удерживайте, чтобы стереть всё
lock-erased = Пусто

## Joining

join-code = Код
join-code-hint = 16 букв и цифр
join-code-bad = Код набран не полностью или с ошибкой
join-pin = Придумайте PIN
join-pin-hint = Не меньше { $digits } цифр. Чем длиннее, тем надёжнее. Восстановить его не может никто.
join-pin-again = Тот же PIN ещё раз
join-pin-short = Не меньше { $digits } цифр
join-pin-weak = Слишком легко угадать. Не цифры подряд и не одно и то же снова и снова
join-pin-differs = Они не совпадают
join-next = Дальше
join-wait = Соединяемся…
join-offline = Нет сети. Продолжится само, когда она появится.
home-online = Побудьте ещё немного в сети: без неё эта страница пока не откроется.
join-refused = Этот код неизвестен или уже использован. Попросите новый.
join-other-code = Введите другой код
join-busy = Слишком много попыток. Через некоторое время продолжится само.

## Home

home = Главная
station = Участок { $code }
station-none = Участка пока нет
station-choose = Где вы сейчас
polls = Открыт { $from }–{ $to }
due-title = Ждём от вас
due-none = Сейчас ничего не ждём
due-past = { $form }: срок был { $when }
due-next = { $form }: { $when }
asked-back = Миссия переспрашивает
asked-back-form = { $form }, { $time }: { $reason }
count-voters = Считать избирателей
counted-today = { $count ->
    [one] Сосчитан { $count } избиратель
    [few] Сосчитано { $count } избирателя
   *[many] Сосчитано { $count } избирателей
}
begin = Начать
look = Посмотреть
go-on = Продолжить: { $done } из { $all }
filed-times = { $count ->
    [one] Сдано { $count } раз
    [few] Сдано { $count } раза
   *[many] Сдано { $count } раз
}
filed-last = последний раз в { $time }
forms-title = Что заполнить
forms-none = Форм пока нет. Они придут при следующем соединении.
report-incident = Сообщить об инциденте
help = Мне сейчас нужна помощь
help-hint = Коснитесь, чтобы сначала увидеть; удерживайте, чтобы позвать сразу
help-sent = Ваш зов о помощи отправляется
help-kept = Нет сети. Зов о помощи уйдёт, как только она появится.
help-there = Ваш зов о помощи у миссии
help-call = Зов о помощи
help-says = Миссия узнает, что вам сейчас нужна помощь: участок { $station }, { $time }.
help-says-time = Миссия узнает, что вам сейчас нужна помощь, { $time }.
help-call-now = Позвать на помощь
help-later = Остальное можно добавить потом.
help-add = Рассказать, что случилось
drill = Учения: здесь ничто не считается
example = Пример: здесь всё выдумано
example-short = Пример
revoked = Миссия больше не ждёт от вас сообщений. Всё, что вы отправите, сохранится.
shut-out = Этот телефон отключён. Всё, что на нём есть, остаётся здесь. Попросите у миссии новый код.
clock-fast = Часы телефона спешат на { $minutes ->
    [one] { $minutes } минуту
    [few] { $minutes } минуты
   *[many] { $minutes } минут
}. Сообщения это учитывают, делать ничего не надо.
clock-slow = Часы телефона отстают на { $minutes ->
    [one] { $minutes } минуту
    [few] { $minutes } минуты
   *[many] { $minutes } минут
}. Сообщения это учитывают, делать ничего не надо.
key-changed = Сервер показывает не тот ключ, что в день подключения этого телефона. Его квитанциям веры нет. Сообщите миссии другим путём.

## Asking

back = Назад
next = Дальше
answered-of = Отвечено: { $done } из { $all }
close = Сохранить и закрыть
dont-know = Не знаю
not-allowed = Не дали увидеть
not-applicable = Не применимо
without-answer = Или без ответа
leave-open = Без ответа
required = Осталось без ответа. Скажите, что знаете, или почему ответа нет.
not-whole = Нужно целое число
not-decimal = Нужно число
not-time = Нужно время, например 07:15
range = Нужно число от { $low } до { $high }
range-low = Нужно число не меньше { $low }
range-high = Нужно число не больше { $high }
held-back = Сдать пока нельзя: здесь стоит то, что не ответ. Исправьте или скажите, что ответа нет.
pick = Выберите…
pick-before = Что выбирать, решает предыдущий ответ
kept-before = Как сдано раньше; останется, если не ответите заново
not-fitting = Это не подходит к вопросу. Проверьте; можно оставить и так.
all-of = Можно выбрать несколько
clear-answer = Убрать ответ
sealed-note = Запечатывается на телефоне: прочтёт только ответственный за безопасность
sealed-short = Запечатывается
more-of = Ещё раз: { $group }?
more-yes = Да, ещё раз
more-no = Больше нет
read-it = Прочитано
locate = Взять положение этого телефона
located = Положение определено с точностью до { $metres } м
not-located = Положение определить не удалось
end-title = Это был последний вопрос
end-open = { $count ->
    [one] Ответ ещё нужен на { $count } вопрос
    [few] Ответ ещё нужен на { $count } вопроса
   *[many] Ответ ещё нужен на { $count } вопросов
}
end-file = Сдать
end-file-open = Сдать как есть
end-back = Просмотреть
list-title = Что вы сказали
list-unfit = Пока не ответ: не читается
list-open = Ещё нужен ответ
list-answered = Отвечено
list-optional = Можно не отвечать
list-end = К концу, чтобы сдать
file-now = Сдать сейчас, остальное добавить потом
delete-draft = Выбросить
delete-sure = Выбросить то, что вы заполнили?
delete-yes = Выбросить
delete-no = Оставить
nobody-to-seal = Миссия ещё не назвала, кто может открыть запечатанное. Написанное остаётся на телефоне; сдайте, когда будет сеть.

## The protocol

pages-title = Снимки страниц
line = Строка { $line }
sums-hold = { $count ->
    [one] сходится { $count } проверка
    [few] сходятся { $count } проверки
   *[many] сходится { $count } проверок
}
sums-violated = { $count ->
    [one] не сходится { $count } проверка
    [few] не сходятся { $count } проверки
   *[many] не сходится { $count } проверок
}
sums-wait = { $count ->
    [one] { $count } ждёт чисел
    [few] { $count } ждут чисел
   *[many] { $count } ждут чисел
}
sums-title = Сходится ли?
file-as-paper = Сдать так, как в бумаге
file-sheet = Сдать протокол
no-figure = Нет числа

## Counting voters

tap = Один избиратель
tap-undo = Убрать последнего
tap-none = Пока никого
tap-hours = По часам
tap-hour = Час
tap-in-hour = За час
tap-so-far = Всего
tap-file = Сдать сейчас счёт на { $time }
tap-filed = { $count ->
    [one] { $count } избиратель на { $time }: сдано.
    [few] { $count } избирателя на { $time }: сдано.
   *[many] { $count } избирателей на { $time }: сдано.
}
look-or-add = Посмотреть, исправить, добавить
tap-full = Это нажатие НЕ сосчитано: на телефоне нет места. Удалите снимки или фильмы и продолжайте.

## Outbox

outbox = Отправка
outbox-empty = На этом телефоне ещё ничего не сдано
outbox-here = { $count ->
    [0] У миссии есть всё
    [one] { $count } сообщение есть только на этом телефоне
    [few] { $count } сообщения есть только на этом телефоне
   *[many] { $count } сообщений есть только на этом телефоне
}
outbox-reports-there = Все сообщения у миссии
outbox-photos = { $count ->
    [one] Осталось отправить { $count } снимок или запечатанный ответ
    [few] Осталось отправить { $count } снимка или запечатанных ответа
   *[many] Осталось отправить { $count } снимков или запечатанных ответов
}
outbox-send = Отправить сейчас
outbox-sending = Отправляется…
outbox-next = Следующая попытка { $when }
outbox-soon = Следующая попытка в течение минуты
outbox-offline = Нет сети. Продолжится само, когда она появится.
outbox-elsewhere = С другого телефона
state-waiting = Только на этом телефоне
state-parts = Сообщение у миссии; снимков и запечатанных ответов осталось { $missing } из { $all }
state-taken = У миссии
state-refused = Сервер не принял; остаётся здесь
refused-must-be-sealed = В нём есть ответы, которые нужно запечатать, а эта форма этого не знала. Сообщите миссии.
refused-conflict = Под этим номером у миссии уже есть другое сообщение.
said-sealed = Запечатано: этот телефон открыть не может
said-photo = Снимок у миссии; на телефоне его больше нет
said-elsewhere = Сдано с другого телефона: что в нём, здесь не хранится
correct = Исправить или добавить
correct-on = Продолжить исправление
correct-hint = Исправление ложится рядом. Ничего не затирается.
correction = Исправление
corrects = Что здесь исправлено
corrected = Исправлено в { $time }
stands = Всё верно, как есть
own-words = Ваш ответ словами
own-words-hint = Прочитать его смогут только те, у кого есть ключ миссии. Писать необязательно.
receipt-not = Квитанция ещё не проверена
receipt-promise = Квитанция подписана и проверена: место { $place }
receipt-proof = Доказано, что есть в журнале, но телефону не показано: место { $place }
receipt-opened = Доказано: в журнале этот отчёт, как вы его подали, место { $place }
receipt-other = В ЖУРНАЛЕ НЕ ТО, что вы подали. Сообщите миссии другим путём.
receipt-wrong = КВИТАНЦИЯ НЕВЕРНА. Сообщите миссии другим путём.
receipt-did-sign = Подписана журналом: ключ у телефона с тех пор, как он присоединился.
receipt-did-include = Место { $place } под подписанной вершиной журнала: никто не изменит и не удалит это незаметно.
receipt-not-opened = Миссия не показала, что там стоит.
receipt-did-compare = Миссия показала, что там подписано: это от вас, с той же формой, участком, ответами, запечатанными частями, снимками и временем. Рядом может стоять лишь то, что миссия выяснила сама, например расстояние.
receipt-differs = Иначе, чем на этом телефоне: { $parts }.
part-who = кто подал
part-form = форма
part-station = участок
part-answers = ответы
part-sealed = запечатанные части
part-photos = снимки
part-time = время
remark-exercise = Миссия сочла это учением.
remark-no-station = Участка нет в списках; это решит человек миссии.
receipt-show = Показать квитанцию
receipt-copy = Скопировать
receipt-copied = Скопировано

## More

more = Ещё
more-language = Язык
more-pin = Другой PIN
more-pin-old = Прежний PIN
more-pin-new = Новый PIN
more-pin-change = Сменить
more-pin-changed = PIN изменён
more-lock = Закрыть сейчас
more-wipe = Стереть всё на этом телефоне
more-wipe-hint = Нажмите и удерживайте три секунды. Что не отправлено, пропадёт.
more-clock = Часы
more-clock-known = Сверены с сервером { $when }: расходятся на { $seconds } с
more-clock-unknown = Ещё не сверены с сервером
more-told = Последние вести с сервера
more-never = никогда
more-room = Место на телефоне
more-room-safe = Браузер хранит надёжно
more-room-unsafe = Если место кончится, браузер может всё стереть: добавьте эту страницу на главный экран

## Trouble

full = Ничего не сохранено: на телефоне нет места. Удалите снимки или фильмы и повторите.
trouble = Что-то пошло не так: { $detail }
dismiss = Понятно

## Time

# A language whose numbers, plurals and clock are alike, for browsers that do not know this one.
