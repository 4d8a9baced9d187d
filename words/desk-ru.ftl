# Все фразы центра данных по-русски. Ключи и переменные во всех языках одни:
# проверяет web/tools/words.ts.

## The door and the frame

sign-in-title = Центр данных
sign-in = Войти
sign-in-wrong = Имя или пароль не подходят.
sign-out = Выйти
account = Учётная запись
password = Пароль
code = Код
code-hint = Шесть цифр, которые сейчас показывает приложение
language = Язык
pages = Страницы
menu = Меню
parts = Разделы страницы
page-wall = Обзор
page-stations = Участки
page-review = Проверка
page-transcribe = Ввод протоколов
page-sheets = Расхождения ввода
page-incidents = Инциденты
page-projection = Прогноз
page-people = Люди
page-settings = Настройки
page-none = Такой страницы нет
go-key = Клавиши: g, затем { $key }
skip = К содержанию
mission = Миссия
example = Пример: всё здесь придумано
drill = УЧЕНИЕ { $name }
look-real = Показать настоящий день
look-drill = Показать учение
read-only = Только чтение: { $reason }
archived = Миссия в архиве
live-connecting = Соединение
live-live = На связи
live-lost = Связь потеряна
loading = Загрузка…
undo = Отменить
undone = отменено
dismiss = Скрыть
close = Закрыть
cancel = Отмена
confirm = Подтвердить
save = Сохранить
change = Изменить
yes = да
no = нет
fail-network = Сервер не отвечает. Введённое сохранилось на странице; попробуйте ещё раз.
fail-locked-out = { $minutes ->
    [one] Слишком много неверных попыток. Повторите через { $minutes } минуту.
    [few] Слишком много неверных попыток. Повторите через { $minutes } минуты.
   *[many] Слишком много неверных попыток. Повторите через { $minutes } минут.
}
fail-too-many = Слишком много запросов. Повторите через { $seconds } с.
fail-session = Сеанс закончился. Войдите снова.
fail-forbidden = Вам это не разрешено.
fail-polls-open = Не раньше, чем закроются последние участки.
fail-in-drill = Не во время учений.
fail-wrong-proof = Пароль или код неверен.
fail-read-only = Сейчас ничего не принимается: включён режим «только чтение».
fail-archived = Больше ничего не принимается: миссия в архиве.
fail-must-be-sealed = Здесь есть ответы или снимки, которые запечатывает только телефон: отсюда их подать нельзя.
fail-full = На диске сервера нет места: ничего не сохранено.
fail-busy = Слишком много приходит сразу: ничего не сохранено. Попробуйте ещё раз.
fail-copying = Копия уже делается.
fail-server = Сбой сервера: { $detail }
fail-other = Не выполнено: { $detail }

## Tables and charts

table-rows = { $n ->
    [one] { $n } строка
    [few] { $n } строки
   *[many] { $n } строк
}
table-part = { $n ->
    [one] { $n } строка из { $of }
    [few] { $n } строки из { $of }
   *[many] { $n } строк из { $of }
}
table-empty = Под эти фильтры ничего не подходит.
copy = Копировать
copied = { $n ->
    [one] В буфере обмена { $n } строка.
    [few] В буфере обмена { $n } строки.
   *[many] В буфере обмена { $n } строк.
}
copied-text = Скопировано.
copy-by-hand = Этот браузер не даёт странице копировать. Выделите текст и скопируйте его.
copy-failed = Браузер не разрешает копировать. Возьмите CSV.
whole-table = Вся таблица (XLSX)
as-table = Таблицей
nothing-yet = Пока ничего
of = из { $n }
share = Доля
from = От
to = До
list = Список
seats = Места
range = от { $low } до { $high }
majority = большинство: { $n }
hour = Час
time = Время
quantity = Величина
search = Поиск
file = Файл

## Stages, flags, verdicts

stage = Этап
stages = Этапы
any-stage = Любой этап
stage-opening = Открытие
stage-voting = Голосование
stage-counting = Подсчёт
stage-tabulation = Сводка
stage-turnout = Счёт голосующих
stage-protocol = Протокол
stage-incident = Инцидент
stage-other = Другое
mark-opening = От
mark-voting = Го
mark-turnout = Яв
mark-counting = По
mark-protocol = Пр
mark-tabulation = Св
mark-incident = Ин
mark-other = Др
flag = Отметка
flags = Отметки
any-flag = Любая отметка
flag-hard-rule = нарушено строгое правило
flag-soft-rule = нарушено мягкое правило
flag-fault = ответ не подходит
flag-over-register = больше, чем в списке
flag-other-register = другой список избирателей
flag-turnout-falls = счёт убывает
flag-pace = невозможный темп
flag-distance = далеко от участка
flag-clock = часы неверны
flag-photo-reused = то же фото в другом отчёте
flag-photo-alike = фото похоже на другое
flag-disagree = отчёты расходятся
flag-unknown-sender = неизвестный отправитель
flag-revoked = наблюдатель выбыл
flag-unknown-station = неизвестный участок
flag-not-deployed = не назначен туда
flag-locked = этап был закрыт
flag-late = поздно
flag-same-text = тот же текст в другом отчёте
flag-changed = цифры изменены
flag-foreign-correction = правит чужой отчёт
flag-unknown-form = неизвестная форма
flag-old-version = старая версия формы
flag-withheld = ответы не сохранены
flag-other-reading = операторы прочли иначе
flag-sheet-fault = фото не читается
said-rule = { $check }: { $left } против { $right }
rule-line = «{ $label }»
rule-lines = сумма от «{ $from }» до «{ $to }»
rule-sum = { $sum } = { $makes }, а в протоколе { $line } — { $says }.
rule-swap = Если бы в строке «{ $line }» было { $to } вместо { $from }, всё бы сошлось: посмотрите на снимок.
said-register = { $found }; в списке { $listed }
said-counts = { $then } в { $before }, { $now } в { $at }.
said-most = За это время можно обслужить не больше { $most }.
said-distance = { $metres } м; допустимо { $most } м
said-clock = { $seconds } с; допустимо { $most } с
said-late = { $minutes ->
    [one] { $deadline }: { $minutes } минута после срока
    [few] { $deadline }: { $minutes } минуты после срока
   *[many] { $deadline }: { $minutes } минут после срока
}
said-alike = различаются { $bits } из 1024 признаков
said-deployed = назначен на: { $stations }
said-sent = прислан код: { $code }
verdict-open = не рассмотрен
verdict-verified = подтверждён
verdict-rejected = отклонён
verdict-call-back = перезвонить
other-report = другой отчёт
this-report = этот отчёт
two-clerks = два оператора
question = Вопрос
dont-know = не знаю
not-allowed = не дали увидеть
not-applicable = не относится
sealed = запечатано
reason = Причина

## Wall

big-screen = Большой экран
big-screen-end = Выйти из большого экрана
area-up = На уровень выше
help-now-open = { $n ->
    [one] { $n } наблюдатель просит о помощи
    [few] { $n } наблюдателя просят о помощи
   *[many] { $n } наблюдателей просят о помощи
}
wall-reports = Отчёты
wall-stations = Участки с отчётами
wall-sample = Протоколы выборки
wall-silent = Молчат слишком долго
wall-missed = Пропущено сроков
by-observers = { $n ->
    [one] у { $n } наблюдателя
    [few] у { $n } наблюдателей
   *[many] у { $n } наблюдателей
}
wall-flagged = Нерассмотренные отметки
wall-calls = Перезвонить
wall-arrivals = Отчёты по часам
wall-due = Что ожидается
wall-due-note = Оранжевым: уже должно было прийти.
wall-stages = Участки по этапам
wall-areas = По районам
wall-unlisted = { $n ->
    [one] { $n } отчёт называет участок не из списка.
    [few] { $n } отчёта называют участки не из списка.
   *[many] { $n } отчётов называют участки не из списка.
}
wall-foot = Отчёты с { $share } участков · { $world }
world-real = настоящий день
world-drill = учение
came = Пришло
expected = Ожидается
reported = С отчётами
deadline = Срок
area = Район
no-area = без района
station = Участок
stations = Участки
observer = Наблюдатель
observers = Наблюдатели
reports = Отчёты
incidents = Инциденты
to-call = звонить
no-station = без участка
no-category = без категории
silent-none = Никто не молчит.
missed-more = { $first } и ещё { $n }
review-empty = Проверять больше нечего.
incidents-none = Инцидентов нет

## Stations

all-areas = Все районы
only = Только
only-all = Все участки
only-reported = с отчётами
only-silent = молчат, хотя есть наблюдатель
only-flagged = с отметками
only-sampled = в выборке
only-sample-open = в выборке, без протокола
only-sample-unobserved = в выборке, без наблюдателя
only-missing = нельзя наблюдать
only-no-place = без координат
registered = В списке
place-known = Координаты
sample = Выборка
sampled = в выборке
missing-closed = не открылся
missing-refused = не пустили
missing-no-network = нет связи
missing-insecurity = опасно
missing-not-reached = не добраться
missing-no-observer = некому ехать
station-code = Участок { $code }
not-listed = нет в списках
registered-n = { $n ->
    [one] { $n } избиратель в списке
    [few] { $n } избирателя в списке
   *[many] { $n } избирателей в списке
}
deployed-here = Наблюдатели здесь
nobody-deployed = Сюда никто не назначен.
ended = завершено
head-count = Счёт наблюдателя
announced = объявлено
turnout-by-hour = Явка по часам
differing = Ответы расходятся
story = По порядку времени
head-counts-n = { $n ->
    [one] Счёт голосующих: { $n } отчёт
    [few] Счёт голосующих: { $n } отчёта
   *[many] Счёт голосующих: { $n } отчётов
}
counted-until = Посчитано до
reported-at = Отчёт сделан
no-reports = Отсюда ничего не приходило.
protocol-figures = Цифры протокола
line-name = Строка
answers = Ответы
photo = Фото
photo-none = Фото нет.
photo-gone = Этого фото (пока) нет, или его нельзя показать.
photo-of = Страница { $at } из { $all }
photo-keys = { $label }: плюс и минус — масштаб, R — поворот, стрелки — сдвиг
zoom-in = Ближе
zoom-out = Дальше
rotate = Повернуть
corrected = исправлен другим
corrects = исправляет прежний
nobody-known = отправитель неизвестен
typed-by = ввёл { $who }
received-at = получено { $time }
channel-web = центр данных
channel-app = приложение
channel-sms = SMS
channel-odk = ODK Collect
channel-file = файл
channel-phone = телефон
own-words = Своими словами
sealed-parts = { $n ->
    [one] { $n } запечатанная часть
    [few] { $n } запечатанные части
   *[many] { $n } запечатанных частей
}
misfit-unknown-question = такого вопроса в форме нет
misfit-misplaced = стоит не в той части формы
misfit-wrong-type = ожидался ответ другого вида
misfit-unreadable = присланное не читается
misfit-unknown-choice = такого варианта нет
misfit-not-offered = при остальных ответах этот вариант не предлагается
misfit-out-of-range = это за пределами возможного
misfit-constraint = условие вопроса не выполнено
misfit-missing = ответа нет, хотя он нужен
misfit-not-asked = есть ответ, хотя при остальных ответах этот вопрос не задаётся
misfit-absence-not-offered = здесь нужен ответ: такая причина его отсутствия не предусмотрена
misfit-calculation = форма по остальным ответам вычисляет другое
misfit-too-many = заполнено чаще, чем допускает форма

## Review

review-open = { $n ->
    [one] { $n } отчёт ждёт
    [few] { $n } отчёта ждут
   *[many] { $n } отчётов ждут
}
next-before = дальше, назад
back-to-list = К списку
verify = Подтвердить
reject = Отклонить
call-back = Перезвонить
reopen = Вернуть на проверку
reject-why = Почему отклоняется? Отчёт сохранится.
call-back-why = О чём спросить? Это увидит и наблюдатель.
review-done = { $station }: { $verdict }

## Transcribe and differences

typed-n = { $n ->
    [one] вы ввели { $n } протокол
    [few] вы ввели { $n } протокола
   *[many] вы ввели { $n } протоколов
}
sheets-wait = Первого чтения { $first ->
    [one] ждёт { $first } протокол
    [few] ждут { $first } протокола
   *[many] ждут { $first } протоколов
}, повторного — { $second }.
sheets-wait-none = Протоколов, которые ждут вас, нет.
typing-hint = Вводите то, что на бумаге. Enter — следующая строка; { $unreadable } — если цифру не прочесть; Alt с R, +, −, N и стрелками двигает фото.
yours-until = ваш до { $time }
hand-in = Сдать
cannot-type = Ввести нельзя:
fault-illegible = не читается
fault-other-station = другой участок
fault-page-missing = нет страницы
fault-no-protocol = не протокол
handed-in = Сдано. Через несколько секунд уйдёт; до этого можно вернуть.
send-now = Отправить и дальше
take-back = Вернуть
sheet-taken = Протокол принят.
no-sheets = Сейчас для вас протоколов нет.
sheets-elsewhere = Сейчас для вас протоколов нет: те, что ждут, у других операторов.
next-sheet = Следующий протокол
sheets-open = { $n ->
    [one] решить: { $n } протокол
    [few] решить: { $n } протокола
   *[many] решить: { $n } протоколов
}
sheets-none = Протоколов, ждущих решения, нет.
sheets-waiting = Протоколы ждут операторов: первого чтения — { $first }, второго — { $second }, третьего — { $third }.
two-differ = { $n ->
    [one] { $n } протокол двое прочли по-разному: он ждёт третьего
    [few] { $n } протокола двое прочли по-разному: они ждут третьего
   *[many] { $n } протоколов двое прочли по-разному: они ждут третьего
}
since = Ждёт с
figures-differ = В скольких цифрах
third-has-it = У третьего оператора
differ-fault = можно ли его ввести
clerks-few = { $n ->
    [0] Никто ещё не вводил протоколов.
    [one] Пока протоколы вводил только { $n } оператор.
    [few] Пока протоколы вводили только { $n } оператора.
   *[many] Пока протоколы вводили только { $n } операторов.
} Каждый вводят двое. Если они расходятся, протокол ждёт третьего и до того не решается: нужно не меньше трёх операторов.
clerk = Оператор
clerk-n = Оператор { $n }
clerks = Операторы
it-says = На бумаге
decide-figures = На бумаге так
sheet-resolved = Участок { $station }: решено.
typed-sheets = Протоколы
seconds-a-sheet = Секунд на протокол
planted = Введено известных
error-rate = Ошибки (95 %)

## Incidents

incidents-n = { $n ->
    [one] { $n } инцидент
    [few] { $n } инцидента
   *[many] { $n } инцидентов
}
incidents-map = Инциденты на карте
map-none = Своей карты у миссии нет: показаны только места участков.
map-file = Карта
map-known = Карта у миссии есть.
map-unknown = Карты нет: показываются только места участков.
map-how = GeoJSON с контуром каждой территории; её имя, как в списке участков, стоит в свойстве «area» или «name».
map-taken = Карта записана.
map-heard = Контуров: { $outlines }, подходят к территориям: { $matched }.
map-without = Без контура: { $areas }.
map-empty = Места неизвестны.
map-placeless = { $n ->
    [one] Не на карте: { $n }, место неизвестно.
   *[other] Не на карте: { $n }, места неизвестны.
}
map-chosen = тот, что открыт
category = Категория
any-category = Любая категория
severity = Тяжесть
any-severity = Любая тяжесть
severity-other = тяжесть не указана
status = Статус
any-status = Любой статус
help-now = Срочно помощь
corroborated = { $n ->
    [one] подтверждает ещё { $n } наблюдатель
    [few] подтверждают ещё { $n } наблюдателя
   *[many] подтверждают ещё { $n } наблюдателей
}
key-use = Открыть запечатанное ключом миссии
key-hint = Ключ читается в этом браузере, хранится в памяти четверть часа и никуда не отправляется.
key-file = Файл ключа
key-open = Открыть ключ
key-busy = Ключ открывается, это несколько секунд.
key-none = Это не файл ключа.
key-wrong = Неверная парольная фраза, или в файле нет ключа.
key-here = Ключ в этом браузере
key-forget = Забыть ключ
passphrase = Парольная фраза
sealed-open = Открыть
sealed-close = Снова закрыть
sealed-other-key = запечатано для другого ключа
sealed-not-here = ещё не пришло

## Projection

contest = Выборы
projection-lead = Пригодны { $used } из { $sampled } протоколов выборки ({ $part }).
projection-unseen = Нет ничего из страт, где { $unseen } избирателей.
projection-none = Пригодны { $used } из { $sampled } протоколов выборки: слишком мало, чтобы что-то сказать.
projection-unfit = не для публикации
fit-yes = Это можно публиковать: протоколов выборки достаточно.
fit-not-yet = Публиковать пока нельзя. Причина: { $why }.
fit-not-yet-plainly = Публиковать пока нельзя.
projection-more = Подробнее
shares-title = Доли с интервалами
shares-note = От { $whole }; интервалы { $level }. Тонкая линия учитывает недостающее, толстая — нет. Пунктир — порог.
whole-valid = действительных голосов
whole-cast = поданных бюллетеней
whole-registered = избирателей в списках
passes = Проходит порог
threshold-at = порог { $share }
most-votes = Больше всех голосов
most-seats = Большинство мест
odds = Шансы
seats-title = Самый вероятный парламент
seats-note = Именно такое распределение мест вышло в { $chance } из { $draws } смоделированных результатов. Рядом с каждым списком — сколько мест у него в { $level } из них.
turnout-invalid = Явка и недействительные
turnout = Явка
invalid = Недействительные бюллетени
not-said = нельзя сказать
tipping = Нет протоколов с участков, где { $missing } избирателей. Порядок двух первых — { $first }, { $second } — сменится, только если эти участки отличаются от остальных на { $points } п. п.
tipping-pass = { $option } — сейчас ниже порога. До порога хватит, только если участки без протоколов (на них { $missing } избирателей) отличаются от остальных на { $points } п. п.
tipping-fall = { $option } — сейчас выше порога. Ниже порога результат опустится, только если участки без протоколов (на них { $missing } избирателей) отличаются от остальных на { $points } п. п.
tipping-spread = Это { $deviations } обычного разброса между участками.
course-title = В течение вечера
course-note = Как считал этот сервер; полосы — интервалы.
at-visited = На увиденных участках
at-visited-note = Сумма этих протоколов, не оценка для остальных.
strata-title = Что пришло, по стратам
strata-note = Сначала страты, которых больше всего не хватает; в скобках — доля избирателей.
strata-silent = { $n ->
    [one] Ничего не пришло из { $n } страты, где { $voters } избирателей: { $names }
    [few] Ничего не пришло из { $n } страт, где { $voters } избирателей: { $names }
   *[many] Ничего не пришло из { $n } страт, где { $voters } избирателей: { $names }
}
strata-frame = Всего участков: { $n }
stratum = Страта
drawn = Отобрано
remarks-assumptions = На чём основано
remarks-warnings = На что обратить внимание
rests-on = Протоколы за этим
protocols-taken = Взято протоколов: { $taken }; подтвердил человек: { $verified }; прочли два оператора: { $transcribed }.
left-out = { $n ->
    [one] { $n } участок не взят
    [few] { $n } участка не взяты
   *[many] { $n } участков не взяты
}
why-contested = отчёты расходятся, не решено
why-flagged = есть отметки, не подтверждён
why-unverified = не подтверждён
why-no-figures = цифры не читаются
as-of = Первые { $entries } записей журнала; зерно { $seed }. Те же файлы и зерно дают те же цифры.
files = Файлы:

## People

calls = Звонки
messages = Сообщения
lists = Списки
print = Печать
people-sum = Наблюдателей: { $all }; с телефоном: { $joined }; назначено: { $deployed }; покрыто участков: { $covered }.
only-everybody = Все
only-not-joined = телефон не подключён
only-not-deployed = не назначены
only-not-ready = не готовы
only-left = выбыли
state = Состояние
left = выбыл
joined = телефон подключён
code-open = код не использован
no-code = нет кода
organisation = Организация
supervisor = Руководитель
trained = Обучен
accreditation = Аккредитация
accreditation-none = нет
accreditation-requested = запрошена
accreditation-granted = выдана
accreditation-refused = отказано
materials = Материалы
materials-none = нет
materials-sent = отправлены
materials-received = получены
deploy = Назначить
deployed = { $observer }: назначен на { $station }.
end-deployment = Завершить
deployment-over = { $observer }: больше не ожидается на { $station }.
phone-lost = Телефон утерян
phone-out = Телефоны { $observer } отключены.
new-code = Новый код
print-code = Сохранить карточку для печати
codes-once = Коды показываются только сейчас. Напечатайте и удалите файл.
revoke = Больше не сообщает
revoke-now = Записать
revoked = { $observer }: больше не сообщает.
whom = Кого
calls-silent = Ожидалось и не пришло
calls-back = Перезвонить по отчёту
any-deadline = Любой срок
silent-sum = Пропущено сроков: { $deadlines }. Молчат наблюдателей: { $observers }, на каждый участок своя строка; звонок относится ко всему, что пропущено.
silent-part = Не показано пропущенных сроков: { $n }.
call-answered = есть ответ
back-none = Перезванивать некому.
next-call = Следующий звонок
last-call = Последний звонок
outcome = Результат
outcome-reached = дозвонились
outcome-no-answer = нет ответа
outcome-unreachable = номер недоступен
step-1 = наблюдатель
step-2 = руководитель
step-3 = запасной номер
call-noted = Звонок { $observer } записан.
why = Почему
list-of = Список
list-stations = участки
list-observers = наблюдатели
list-deployments = назначения
list-readiness = готовность
list-election = выборы: закон и списки
columns-stations = Столбцы: station, area, registered, latitude, longitude, zone. CSV, TSV, XLSX или Parquet.
columns-observers = Столбцы: observer, organisation, language, supervisor, phones, backup. Псевдонимы, не имена.
columns-deployments = Столбцы: observer, station, from, to, role. Время после полуночи продолжается: 26:30.
columns-readiness = Столбцы: observer, accreditation, trained, materials, paid. Пустая ячейка ничего не меняет.
columns-election = Файл с законом и списками одних выборов (TOML). Действует сразу.
reissue = Новые коды тем, чей телефон не подключён
try-list = Проверить
take-list = Принять
list-dry = Пока ничего не записано.
list-taken = Записано.
election-told = Выборы { $contest }, форма { $form }; списков: { $n }.
election-same = Ничего нового в нём нет.
list-done = { $name }: принято.
list-sum = Добавлено: { $added }; изменено: { $changed }; без изменений: { $unchanged }; отказано: { $refused }.
list-fault = { $field }: найдено «{ $found }», ожидалось: { $expected }
file-refused = Файл не принят:
list-more = { $n ->
    [one] Ещё { $n } строка не показана.
    [few] Ещё { $n } строки не показаны.
   *[many] Ещё { $n } строк не показано.
}
rows = Строки
file-line = Строка
what = Что
became = Стало
became-added = добавлено
became-changed = изменено
became-unchanged = без изменений
became-refused = отказано
print-codes = Сохранить карточки для печати
codes-table = Коды таблицей
form = Форма
print-form = Бланк на день без электричества
print-card = Карточка для SMS
print-deployments = Кто где
print-codes-where = Карточки с кодами делаются при приёме списка наблюдателей: «Списки».
gateways = Отправка через { $names }.
gateways-none = Нет шлюза для отправки.
numbers-open = Номера открыты.
numbers-closed = Номера закрыты: сообщения ждут.
messages-waiting = { $n ->
    [one] Ждёт { $n } сообщение.
    [few] Ждут { $n } сообщения.
   *[many] Ждут { $n } сообщений.
}
spent = Потрачено: { $money }.
money-left = Осталось: { $money }.
open-numbers = Открыть номера
close-numbers = Закрыть номера
write = Написать
to-whom = Кому
to-area = всем в районе
to-unanswered = кто не ответил к сроку
to-observers = этим наблюдателям
plan-messages = Кого достигнет
send-messages = Отправить
messages-plan = Достигнет: { $recipients }; сегментов: { $segments }; стоит { $money }.
text-plan = { $language }: { $recipients }, по { $segments } сегм.
text-letter = Длинным его делает «{ $letter }».
not-reached = { $n ->
    [one] Не достигнет { $n }
    [few] Не достигнет { $n }
   *[many] Не достигнет { $n }
}
skipped-unknown = такого нет
skipped-revoked = выбыл
skipped-stopped = отказался от сообщений
skipped-no-number = нет номера
skipped-quiet-hours = там ночь
skipped-no-text = нет текста на их языке
messages-on-their-way = { $n ->
    [one] { $n } сообщение отправляется.
    [few] { $n } сообщения отправляются.
   *[many] { $n } сообщений отправляются.
}
went-out = Отправленные
to-n = { $n ->
    [one] { $n } получатель
    [few] { $n } получателя
   *[many] { $n } получателей
}
delivery-sent = отправлено
delivery-delivered = доставлено
delivery-failed = не доставлено

## Settings

own-account = Моя запись
role = Роль
role-clerk = оператор
role-analyst = аналитик
role-coordinator = координатор
role-security-officer = офицер безопасности
role-admin = администратор
password-old = Нынешний пароль
password-new = Новый пароль (от 12 знаков)
password-changed = Пароль изменён; другие сеансы завершены.
authenticator = Приложение-аутентификатор
authenticator-needed = Вашей роли нужен аутентификатор. Настройте его, чтобы продолжить.
authenticator-begin = Настроить
authenticator-replace = Настроить другой
authenticator-remove = Отказаться
authenticator-secret = Введите этот секрет в приложение, затем код, который оно покажет.
authenticator-open = Открыть в приложении на этом устройстве
authenticator-done = Аутентификатор настроен.
authenticator-gone = { $account }: аутентификатора больше нет.
take-authenticator = Снять аутентификатор
sessions = Сеансы
session-from = с { $from } до { $until }
session-this = этот
end = Завершить
sign-out-everywhere = Выйти везде
sign-out-them = Завершить их сеансы
signed-out = { $account }: сеансы завершены.
day = День и пределы
contests = Выборы
contests-none = Выборы ещё не заданы.
seats-n = { $n ->
    [one] { $n } место
    [few] { $n } места
   *[many] { $n } мест
}
stations-n = { $n ->
    [one] { $n } участок
    [few] { $n } участка
   *[many] { $n } участков
}
sample-n = { $n ->
    [one] выборка «{ $name }»: { $n } участок
    [few] выборка «{ $name }»: { $n } участка
   *[many] выборка «{ $name }»: { $n } участков
}
one-sample = { $n ->
    [one] выборка: { $n } участок
    [few] выборка: { $n } участка
   *[many] выборка: { $n } участков
}
locked = закрыта
deadlines = Сроки
deadlines-none = Сроков пока нет.
due-from = Считается с
due = Сдать до
limits = Когда ставится отметка
limits-saved = Пределы записаны.
limit-metres = Метров от участка
limit-clock-seconds = Секунд расхождения часов
limit-voters-in-ten-minutes = Избирателей за десять минут
limit-count-percent = Процентов между двумя счетами
limit-count-voters = Избирателей между двумя счетами
limit-likeness-bits = Сколько из 1024 признаков может различаться у фото, которые считаются похожими
limit-text-letters = Букв в сравниваемом тексте
limit-sheet-minutes = Минут протокол у оператора
limit-planted-every = Один известный из стольких (0: нет)
limit-early = Прогноз до закрытия видят все, кто может читать
forms = Формы
version = Версия
form-current = действует
form-old = старая
form-add = Добавить формы
form-ours = Формы из программы
form-all = все
form-protocol = Протокол выборов
form-file = XLSForm или XForm
form-made = вопросов: { $questions }; открыто: { $clear }; запечатано: { $sealed }
findings = Что принято не так, как стоит в файле
finding-sheet = Лист
finding-column = Столбец
finding-dropped = пропущено
finding-changed = изменено
finding-kept = оставлено слово в слово, но не вычисляется
form-published = Опубликовано.
publish = Опубликовать
accounts = Учётные записи
account-new = Новая запись
give-account = Создать
account-given = { $account }: запись создана.
account-changed = { $account }: { $role }
account-closed = закрыта
account-shut = { $account }: запись закрыта.
close-account = Закрыть запись
locked-until = вход закрыт до { $time }
missing = нет
second-factor = Роли, которым нужен аутентификатор
keys = Ключи
key-log = Ключ журнала
key-log-note = Им проверяются квитанции и вершины журнала.
key-recipients = Получатели
key-recipients-note = Для них телефоны запечатывают то, что сервер не должен читать.
key-recipients-none = Их нет: запечатанные ответы подать нельзя.
switches = Переключатели
drill-title = Учение
drill-note = Пока идёт, всё присланное относится к учению, а не к настоящему дню.
drill-name = Название учения
drill-begin = Начать учение
drill-end = Закончить учение
drill-began = Учение началось.
drill-ended = Учение закончено.
read-only-title = Только чтение
read-only-note = Ничего не принимается, всё показывается. Телефоны хранят своё.
read-only-begin = Больше не принимать
read-only-end = Снова принимать
closed-now = Сейчас ничего не принимается.
open-now = Отчёты снова принимаются.
archive-title = Конец миссии
archive-note = После этого принимаются только удаления. Отменить нельзя.
archive-days = Дней до стирания личного
archive-type = Введите «{ $word }»
archive-word = архив
archive-now = В архив
trail = Журнал действий
trail-shown = { $n ->
    [one] { $n } запись.
    [few] { $n } записи.
   *[other] { $n } записей.
}
trail-whole = Поиск дошёл до начала журнала.
trail-looked = Поиск дошёл назад до записи { $at }; более старые лежат до неё.
newest = Самые новые
trail-part = { $from }–{ $to } из { $of }
newer = Новее
older = Старее
entry = Запись
who = Кто

## Official results and fingerprints

page-official = Официально
page-fingerprints = Следы
as-published = Файл как опубликован
official-none = Опубликованное ещё не внесено.
versions = Опубликованные версии; каждая сохраняется
source = Источник
address = Адрес
recipe = Рецепт: известный вид файла, если есть
published-at = Когда
worth = Цена различий в голосах: { $votes }.
worth-seats = { $n ->
    [0] Ни одно место не сменилось бы.
    [one] Сменилось бы { $n } место.
    [few] Сменились бы { $n } места.
   *[many] Сменилось бы { $n } мест.
}
worth-no-seats = Что это меняет в местах, сказать нельзя.
official-stations = Участки против увиденного
of-all = Из всех
stands-same = совпадает
stands-differs = расходится
stands-left-out = нет принятого протокола
stands-not-observed = не наблюдался
stands-not-published = не опубликован
votes-and-seats = Голоса и места
votes = Голоса
votes-published = Опубликовано
with-observed = С увиденным
net = Разница
official-as-of = Увидено протоколов: { $observed }; первые { $entries } записей журнала.
station-by-station = Участок за участком
published = Опубликовано
observed = Увидено
difference = Разница
no-difference = различий нет
not-in-file = нет в опубликованном файле
before = Назад
after = Дальше
changes = Что изменилось с прошлой версии
changes-sum = { $n ->
    [one] Версия { $before } → { $after }: изменён { $n } участок, добавлено: { $added }, исчезло: { $removed }.
    [few] Версия { $before } → { $after }: изменены { $n } участка, добавлено: { $added }, исчезло: { $removed }.
   *[many] Версия { $before } → { $after }: изменено { $n } участков, добавлено: { $added }, исчезло: { $removed }.
}
publish-add = Внести опубликованный результат
version-taken = Версия внесена и сохраняется.
not-on-our-list = Участков файла нет в нашем списке: { $n }:
not-in-their-file = Участков нашего списка нет в файле: { $n }:
fingerprints-note = Проверки опубликованного. Избыток — повод посмотреть, не доказательство; нет избытка — не значит, что подсчёт верен.
peaks-turnout = Участки по явке
peaks-result = Участки по доле: { $option }
peaks-note = Столбцы по 0,2 %. Серая полоса — честный подсчёт, по два стандартных отклонения.
percentage = Процент
honest-count = При честном подсчёте
deviations = Стандартных отклонений
comet = Явка и доля: { $option }
comet-note = Клетка — процент на процент; чем ярче её цвет, тем больше участков.
share-by-turnout = Доля \ явка
votes-at-stake = Голоса под вопросом
method = Метод
method-shpilkin = Метод Шпилькина; участки для сравнения заданы
method-clean-zone = Метод Шпилькина; участки для сравнения найдены в данных
share-without = Доля без них
integer-tests = Целые проценты
of-what = Чего
counted-by = По чему
found = Найдено
p-value = p
p-adjusted = p с поправкой
variable-turnout = явка
variable-result = результат
variable-either = любое
weight-stations = участки
weight-registered = избиратели
weight-issued = бюллетени
weight-leader = голоса
score = Балл
excess = Лишние голоса
fingerprints-why = Что говорит против
suspicious = { $n ->
    [one] Это держится на { $n } участке
    [few] Это держится на { $n } участках
   *[many] Это держится на { $n } участках
}
guests = Это пример. Войти как:

## More of the table of stations

latest = Последний отчёт
only-contested = протоколы расходятся
only-differs = опубликовано иначе
protocol-accepted = принят
protocol-verified = подтверждён
protocol-contested = спорный
protocol-flagged = с отметками
protocol-unverified = не подтверждён
protocol-no-figures = без цифр
votes-apart = Разница голосов
accepted = принято

## Явка по часам

page-turnout = Явка
turnout-none = Здесь никто не считал избирателей, и ничего не объявлено.
turnout-last = К { $time } наблюдатели насчитали { $counted }, а объявлено { $announced }: между ними { $points } п. п., участков со счётом: { $stations }.
turnout-note = Счёт наблюдателей и слова комиссий относятся к участкам, где считали; объявленное — ко всей территории. Счёт наблюдателя может пропустить избирателя, но не выдумать.
turnout-said = по словам комиссий
turnout-official = объявлено по территории
turnout-announced = Что власти объявили об этой территории
turnout-add = Внести объявленную явку
turnout-stays = Территория: { $area }. Запись остаётся; исправление встаёт рядом.
turnout-taken = Объявленное записано.
voters = Избиратели
share-percent = Процент
recorded = Записано
record = Записать
not-a-time = Это не время: нужно 12:00, а после полуночи 26:30.
not-a-percentage = Это не процент от 0 до 100.
not-a-number = Это не целое число.

## Неразобранные сообщения, неизвестные номера, отчёт за кого-то

page-repairs = Сообщения SMS
texts = Тексты
unknown-numbers = Неизвестные номера
repairs-waiting = { $n ->
    [0] Ничего не ждёт.
    [one] Ждёт { $n } текст.
    [few] Ждут { $n } текста.
   *[other] Ждут { $n } текстов.
}
repairs-open = те, что ждут
repairs-all = все
repairs-none = Все тексты разобраны.
number-n = номер { $number }
number = Номер
text-as-it-came = Текст, как он пришёл
make-report = Сделать из него отчёт
to-report = К отчёту
repair-report = стал отчётом
repair-no-report = Это не отчёт
repair-asked-again = Попросили прислать снова
wrong-no-keyword = Не начинается с буквы формы.
wrong-no-station = Не назван участок.
wrong-unknown-code = Буква не обозначает ни одного вопроса формы.
wrong-strange = Часть текста — не буква и не цифра.
wrong-no-value = За буквой нет числа.
wrong-several-numbers = За одной буквой несколько чисел.
wrong-too-long = Число слишком длинное.
wrong-unknown-choice = Число не обозначает ни одного варианта.
wrong-no-time = Это не время суток.
wrong-no-date = Это не дата.
wrong-twice = На вопрос отвечено дважды.
wrong-two-letters = Могут иметься в виду две буквы.
wrong-control = Есть знаки, которых нет на телефоне.
wrong-absence-not-offered = Здесь нельзя оставить без ответа.
wrong-length = Текст длиннее, чем читается.
wrong-long-message = Длиннее одного сообщения.
wrong-nothing-said = Ни на один вопрос не отвечено.
wrong-stop = Просит больше не писать.
numbers-note = Сами номера нигде не хранятся. Здесь вместо номера стоит код: он один и тот же для всего, что пришло с номера, а узнать по нему номер нельзя.
strangers-none = Все номера, с которых писали, известны.
number-whose = Чей номер { $number }?
number-tie = Это номер наблюдателя
number-refuse = Это не наш человек
number-tie-note = Всё, что пришло с номера, станет отчётами наблюдателя. Если человек не наш, это записывается с причиной; пришедшее остаётся с отметкой, а о номере снова спросят, когда с него придёт ещё.
number-tied = Номер теперь у { $observer }, и всё, что с него пришло.
number-refused = Записано, что номер не наш.
other-station = Это о другом участке
settle-station = Решить
station-settled = Отчёт относится к участку { $station }.
choose = Выберите
no-answer = нет ответа
not-whole = Нужно целое число.
not-decimal = Нужно число.
not-time = Нужно время, например 07:15.
once-more = Ещё раз: { $what }
left-to-phone = { $n ->
    [one] Здесь пропущен { $n } вопрос: ему нужны место, запечатанное фото или слова, которые запечатывает только телефон.
    [few] Здесь пропущены { $n } вопроса: им нужны место, запечатанное фото или слова, которые запечатывает только телефон.
   *[other] Здесь пропущено { $n } вопросов: им нужны место, запечатанное фото или слова, которые запечатывает только телефон.
}
file-report = Подать отчёт
report-filed = Отчёт подан.
receipt = Квитанция
receipt-not-yet = Журнал ещё не подписал его: повторите через несколько секунд.
save-file = Сохранить файлом
enter = По телефону
enter-note = Здесь подаётся то, что наблюдатель говорит по телефону, и снимки протокола, если они пришли через мессенджер. В отчёте стоит, что он пришёл так и кто его ввёл.
report = Отчёт

## Публикация

page-result = Публикация
result-now = Что было бы опубликовано сейчас
result-not-in-drill = Во время учения ничего не публикуется.
result-not-yet = Публиковать ещё нельзя. { $why }
result-example = Это пример: так сказано в начале каждой страницы.
result-rests = Основа: { $used } из { $sampled } протоколов выборки, для { $frame } участков, и первые { $entries } записей журнала.
result-turnout = Явка: { $share } ({ $low }–{ $high }).
result-weak = Для утверждения о всей стране этого мало: страница так и говорит, с причиной, и показывает счёт по виденным участкам.
result-against = Против версии { $number } ({ $source }): на { $same } участках те же цифры, на { $differ } другие.
result-outside = { $n ->
    [one] Объявленное выходит за интервал { $n } списка.
   *[other] Объявленное выходит за интервалы { $n } списков.
}
result-all-inside = Объявленное лежит внутри всех интервалов.
result-nothing-announced = Официальных результатов ещё не внесено: страница ни с чем не сравнивает.
interval = Интервал
announced-votes = Объявлено голосов
announced-share = Объявленная доля
fits = Сходится
fits-inside = внутри интервала
fits-above = объявлено выше
fits-below = объявлено ниже
fits-unknown = сказать нельзя
result-publish = Опубликовать версию { $n }
result-stake = Версия { $n } станет страницей, которую все читают первой, с подписью миссии. Её нельзя отозвать: следующая встанет рядом, а эта останется.
result-look = Прочтите прежде:
result-read = Я прочитал страницу на всех языках, и миссия за неё отвечает.
result-out = Версия { $n } опубликована.
result-was-there = Кто-то только что опубликовал версию { $n }. Посмотрите её; эта не опубликована.
result-versions = Что опубликовано
result-none = Ещё ничего не опубликовано.
result-where = Каждая версия остаётся среди подписанных файлов, которые сервер держит для публики; проверить её может любой.
result-address = Самую новую версию каждый может прочитать здесь:
result-soon = Новая версия появится там через несколько секунд. До тех пор эти ссылки открывают копию, которая хранится здесь.
result-no-address = Этому серверу не сказали, где читают его открытые файлы; ссылки открывают копии, которые хранятся здесь. Администратор запускает его с
result-figures = Цифры
entries = Записи

## История

page-history = История
flow = Отчёты и тексты
flow-none = Ничего не пришло и не ушло.
flow-report = отчёт
flow-message = неразобранный текст
flow-outgoing = исходящий текст
any = любое
way = Путь
typed-for = Ввёл
correction = Исправление
concerns = Касается
decided = Решение
read-again = Прочесть снова
to-observer = К { $observer }
kind-account = учётная запись дана или изменена
kind-account-closed = учётная запись закрыта
kind-archive = миссия в архиве
kind-assignment = лист дан оператору
kind-attachment = файлы отчёта
kind-authenticator = аутентификатор
kind-boundaries = карта территорий
kind-backup = копия миссии готова
kind-backup-ordered = заказана копия миссии
kind-call = звонок
kind-contest = выборы заданы
kind-deletion = удаление
kind-delivery = что стало с сообщением
kind-deployment = расстановка
kind-deployment-ended = расстановка окончена
kind-device = телефон подключён
kind-drill = учение начато или окончено
kind-erasure = записи стёрты
kind-example = миссия — пример
kind-form = форма опубликована
kind-form-closed = форма закрыта
kind-handover = сообщения отданы шлюзу
kind-lock-out = вход закрыт
kind-message = неразобранный текст
kind-numbers = номера сохранены
kind-observer = наблюдатель внесён
kind-observer-replaced = наблюдатель заменён
kind-observer-revoked = наблюдатель больше не сообщает
kind-official = внесён объявленный результат
kind-official-turnout = объявленная явка
kind-organisation = партнёрская организация
kind-outgoing = сообщения разосланы
kind-phone-lost = телефон утерян
kind-phones = номера наблюдателя
kind-photo = пришло фото
kind-planted-sheet = добавлен известный лист
kind-policy = пределы
kind-read-only = только чтение включено или выключено
kind-readiness = готовность
kind-reminder = напоминание
kind-reminders = правила напоминаний
kind-repair = текст разобран
kind-report = отчёт
kind-result-published = результат опубликован
kind-review = решение об отчёте
kind-sample = выборка проведена
kind-sample-locked = выборка закрыта
kind-schedule = сроки
kind-second-factor = кому нужен аутентификатор
kind-sender-settled = решено о неизвестном номере
kind-session = вход
kind-session-ended = выход
kind-sessions-revoked = выход везде
kind-share = отчёты открыты партнёру
kind-sheet-resolved = решено о листе
kind-stage-lock = этап закрыт или открыт
kind-station-missing = участок нельзя наблюдать
kind-station-settled = решено об участке отчёта
kind-stations = участки
kind-stop = не хочет сообщений
kind-transcription = лист введён
kind-zones = часовые пояса

## Сроки, напоминания, закрытые этапы

deadlines-note = От каждого расставленного наблюдателя. После полуночи часы идут дальше: 26:30 — половина третьего ночи подсчёта.
deadlines-saved = Сроки записаны.
election-day = День выборов
grace-minutes = Отсрочка (минуты)
sample-only = Только выборка
remove = Убрать
deadline-add = Добавить срок
deadline-new = Новый срок { $n }
deadline-no-form = У срока нет формы.
deadline-no-times = Время не указано или не читается: нужно 12:00, а после полуночи 26:30.
deadline-begins-late = Срок считается с времени после своего конца.
deadline-no-grace = Отсрочка — число минут.
reminders = Напоминания
reminders-note = Они уходят сами и никогда — тем, кто ответил, написал STOP или спит. Кому не достаёт приложение, тому пишут; до кого не доходит сообщение, тот помечен для звонка.
reminders-saved = Напоминания записаны.
nobody-reminded = никому не напоминают
waves-n = { $n ->
    [one] { $n } волна
    [few] { $n } волны
   *[other] { $n } волн
}
minutes-after = Минут после срока
by-which-way = Как
way-app = приложение
way-sms = SMS
way-call = звонок
wave-add = Добавить волну
quiet-from = Никого не беспокоить с
quiet-to = до
reminder-no-text = Напоминанию нужен текст.
reminder-no-minutes = У волны нет минут.
locks = Закрытые этапы
locks-note = Что приходит, пока этап закрыт, всё равно принимается и получает отметку. Считается самая малая территория.
locks-none = Ни один этап не закрыт.
lock-stage = Закрыть этап
open-stage = Открыть
locked-by-hand = закрыт вручную
by-hours = по часам
stage-open = открыт
open-hours = открыт с { $from } до { $to }
stage-locked = { $stage }, { $area }: закрыт.
stage-opened = { $stage }, { $area }: открыт.
how = Как
opens = Открывается
closes = Закрывается

## Забыть

forgetting = Забыть людей
forget-goes = Что уходит: номера телефонов и их хеши, коды и ключи телефонов, сказанное своими словами, а также названные здесь фото и запечатанные ответы.
forget-stays = Что остаётся: то, о чём они сообщили, под псевдонимом. Квитанции и подписанные вершины журнала продолжают сходиться.
forget-not-ours = Не в руках этого сервера: прежние копии, снимки дисков, архивы базы. Сделайте новую копию в пустую папку и уничтожьте старые.
forget-everybody = Забыть всех
forget-everybody-later = Всех можно забыть, когда миссия в архиве.
forget-blobs = Фото и запечатанные ответы (их хеши)
forget-word = забыть
forget-n = { $n ->
    [0] Забыть
    [one] Забыть { $n } человека
   *[other] Забыть { $n } человек
}
forget-busy = Журнал читается и переписывается; это может занять минуты. Если оборвётся, отправьте ещё раз.
forgotten = Ушло номеров, фото и запечатанных ответов: { $blobs }; записей, которые теперь говорят меньше: { $entries }.
nobody-called = Нет наблюдателя с именем { $names }.
no-hash = «{ $found }» — не хеш: нужно 64 шестнадцатеричных знака.

## Известные листы

to-decide = На решение
known-sheets = Известные листы
known-note = Лист, цифры которого известны точно, даётся операторам среди других; их ошибки в нём измеряют точность. Оператор не отличит его от других. Протоколом он не считается.
look-at-sheets = Найти листы
known-none = У протоколов этого участка нет открытого фото.
known-sure = Я сверил каждую цифру с фото.
plant-sheet = Добавить
sheet-planted = Лист участка { $station } добавлен.
not-measured = не измерено
clerks-none = Ещё ни один оператор не вводил.
one-in = Примерно один лист из { $n } — известный.
none-planted = Известных листов операторам не дают: в пределах стоит 0.

## ODK Collect, номера, сообщения

collect = ODK Collect
collect-note = Наблюдатель, который пользуется ODK Collect вместо приложения, получает собственный доступ.
collect-give = Настроить
collect-once = Это доступ { $observer }. Он показан только сейчас; у кого он есть, тот может сообщать от имени этого наблюдателя.
collect-step-1 = Откройте Collect и выберите «Настроить с помощью QR-кода».
collect-step-2 = Наведите камеру на этот код или введите адрес как сервер.
collect-step-3 = Формы придут сами.
collect-code = Код для настройки Collect: { $observer }
collect-address = Адрес:
collect-save = Сохранить код для печати
give-numbers = Внести номера телефонов
give-numbers-note = Они запечатываются и никому не возвращаются. Номер заменяет прежний.
numbers-lines = По строке: наблюдатель; номер с кодом страны; запасной номер
give-n = { $n ->
    [0] Внести
    [one] Внести { $n } номер
    [few] Внести { $n } номера
   *[other] Внести { $n } номеров
}
line-n = Строка { $n }
column-n = столбец «{ $name }»
numbers-taken = Принято: { $n }.
numbers-no-number = нет наблюдателя или номера
numbers-no-country = нет номера с кодом страны, например +7 701 123 45 67
numbers-twice = этот наблюдатель уже стоит выше
over-budget = Это больше, чем осталось: { $money }.
batch-cost = Частей: { $segments }, { $money }
batch-reminds = · напоминание о { $deadline }
failed-n = { $n ->
    [one] Не дошло: { $n }
   *[other] Не дошли: { $n }
}
failed-no-number = номер неизвестен
failed-stopped = не хочет сообщений
failed-revoked = больше не сообщает
failed-expired = устарело
failed-refused = шлюз не принял
failed-unclear = шлюз не сказал, принял ли; позвоните
failed-undelivered = сеть не доставила
failed-unknown = причина не названа
backup = Запасной номер
none = нет

partners = Партнёры
partners-note = У партнёрской организации свои наблюдатели и учётные записи. Чужие отчёты никто не видит, пока ими не поделились; доступ можно отозвать в любое время.
partners-none = Партнёрских организаций пока нет.
partner-new = Новый партнёр
partner-id = Краткое имя для файлов и адресов
partner-name = Название
partner-add = Добавить
partner-added = { $name } — теперь партнёр
shares = Кто чьи отчёты видит
share-from = Отчёты
share-to = Видит
share-new = Показать наши отчёты другой организации
share-give = Поделиться
share-given = { $to } теперь видит отчёты: { $from }
share-withdraw = Отозвать
share-withdraw-what = Отозвать: { $to } видит отчёты { $from }
share-withdrawn = { $to } больше не видит отчёты: { $from }

## What goes wrong, what cannot be taken back, what is kept

fail-unavailable = Сервер не смог этого сделать. Введённое сохранилось на странице; попробуйте ещё раз.
fail-wrong = Неверный пароль или код.
fail-code-spent = Этот код уже использован: дождитесь следующего.
fail-not-found = Такого нет.
session-over = Ваш сеанс закончился. Войдите снова: вы вернётесь на ту же страницу. Начатые решения, протоколы, сроки и сообщения сохранены.
page-failed = На этой странице произошёл сбой
page-failed-note = Всё записанное в сохранности. Остальные страницы работают.
try-again = Попробовать снова
load-anew = Загрузить всё заново
page-not-yours = Ваша роль ({ $role }) не видит эту страницу.
stale = Сервер не отвечает. Здесь показано то, что было на { $time }.
taken-back = Отменено: { $what }
no-taking-back = Это отменить нельзя: { $what }
no-taking-back-last = Последнее действие отменить нельзя.
leave-sure = Изменения на этой странице не сохранены.
leave = Уйти без сохранения
stay = Остаться
station-none = Участка «{ $code }» нет.
report-none = Такого отчёта нет.
key-damaged = В этом ключе неверен или пропущен знак. Сверьте файл с копией.
phone-lost-sure = Телефоны наблюдателя { $observer } сразу теряют доступ, прежний код тоже. Будет выдан новый код. Отменить это нельзя.
new-code-sure = Прежний код наблюдателя { $observer } больше никого не впустит.
revoke-sure = { $observer } больше не сообщает, телефоны теряют доступ. Отменить это нельзя.
sign-out-sure = Все сеансы { $account } сразу завершатся.
authenticator-sure = { $account } будет входить только по паролю, пока не настроит приложение заново.
close-account-sure = { $account } сразу теряет доступ и больше не сможет войти.
account-taken = Учётная запись «{ $account }» уже есть. Выберите другое имя.
account-again-sure = Учётная запись «{ $account }» закрыта. Открыть её снова с этой ролью и этим паролем?
account-again = Открыть снова
second-factor-said = Записано, кому нужно приложение-аутентификатор.
end-session-sure = Тот, кто работает в этом сеансе, сразу будет отключён.
session-ended = Сеанс завершён.
sign-out-everywhere-sure = Вы выйдете на всех устройствах, и на этом тоже.
limit-wrong = Нужно целое число от 0 до { $most }.
try-first = Сначала проверьте: будет показано, что произойдёт, и ничего не запишется.
file-first = Сначала выберите файл.
template = Образец с примером строки (CSV)
partner-id-rule = Краткое имя: строчные латинские буквы и цифры, между ними дефисы, не больше { $most } знаков.
partner-id-letters = В «{ $found }» есть знаки, непригодные для адресов.
partner-id-long = Краткое имя длиннее { $most } знаков.
partner-id-taken = Партнёр с именем «{ $found }» уже есть.

## Подготовка

page-plan = Подготовка
plan-note = Что сделать до дня голосования, по порядку. До того дня можно изменить всё, кроме закрытой выборки.
plan-partner = Насколько миссия готова. День планирует сама миссия, партнёр назначает своих наблюдателей.
plan-sum = сделано { $done } из { $all }; требует внимания: { $look }
standing-done = сделано
standing-todo = нужно сделать
standing-attention = требует внимания
standing-reading = загрузка
plan-election = Выборы
plan-election-note = Закон и списки принимаются файлом election.toml; с ним приходит и форма протокола.
plan-dates = Выборы назначены на разные дни: { $names }
polls-open = голосование { $from }–{ $to }
threshold-of = порог { $share }
lists-n = { $n ->
    [one] { $n } список
    [few] { $n } списка
   *[many] { $n } списков
}
take-election = Принять election.toml
plan-zones = Часовые пояса
plan-zones-note = Участки открываются и сроки считаются по часам каждого района. Строка без района действует везде; меньший район важнее большего.
plan-zones-n = { $n ->
    [one] { $n } часовой пояс
    [few] { $n } часовых пояса
   *[many] { $n } часовых поясов
}
plan-zones-bare = { $n ->
    [one] { $n } район без пояса, его часы считаются по UTC: { $names }
    [few] { $n } района без пояса, их часы считаются по UTC: { $names }
   *[many] { $n } районов без пояса, их часы считаются по UTC: { $names }
}
everywhere = везде
zone = Часовой пояс
zone-now = сейчас { $time }
zone-twice = Один район указан дважды.
zone-add = Добавить район
zones-save = Записать пояса
zones-change = Изменить часовые пояса
zones-saved = Часовые пояса записаны.
plan-stations = Избирательные участки
plan-stations-note = Все участки страны, а не только наблюдаемые: из этого списка берётся выборка, и оценка относится ко всему списку.
plan-registers = У каждого указано число избирателей в списке
plan-no-register = { $n ->
    [one] { $n } без числа избирателей: отчёты оттуда не с чем сверить
    [few] { $n } без числа избирателей: отчёты оттуда не с чем сверить
   *[many] { $n } без числа избирателей: отчёты оттуда не с чем сверить
}
plan-no-area = { $n ->
    [one] { $n } без района
    [few] { $n } без района
   *[many] { $n } без района
}
plan-no-place = { $n } из { $of } без координат: на каком расстоянии от них телефоны, проверить нельзя
take-stations = Принять список участков
plan-sample = Случайная выборка
plan-sample-note = Наблюдатели едут туда, куда указал жребий: тогда их протоколы представляют страну. Закрытая выборка не меняется, и ни один участок не заменяется другим.
plan-unlocked = { $names }: выборка сделана, но не закрыта; опубликуйте хеш и закройте её
plan-missing-n = { $n ->
    [one] Про { $n } участок указано, почему туда никто не попадёт
    [few] Про { $n } участка указано, почему туда никто не попадёт
   *[many] Про { $n } участков указано, почему туда никто не попадёт
}
sample-after = Сначала нужен список участков:
draw-first = Сделать выборку
wall-plan = Пока ничего не подготовлено:
draw-another = Сделать другую выборку или повторить до закрытия
sample-name = Название выборки
sample-size = Сколько участков отобрать
strata = Страты
strata-none = нет, вся страна
strata-region = по регионам
strata-district = по районам
strata-area = по самым мелким районам
seed = Зерно жребия
seed-note = Зерно решает, какие участки выпадут; с тем же зерном выпадут те же. Бросьте кости при свидетелях и введите, что выпало: тогда каждый проверит, что никто не выбирал. Жребий бросают один раз: кто повторяет, пока список не понравится, тот выбирает.
strata-why = Страты: каждый регион получает свою долю участков, и ни один не выпадет случайно; это сужает оценку сильнее любого способа деления.
size-note = Что давал размер для сильнейшего списка на прошлых выборах, по регионам, при 95 %: 400 участков — ±0,8 пункта (Грузия 2024), 500 — ±0,9 (Албания 2013), 1000 — ±0,8 (Польша 2025), 1500 — от ±0,4 до ±1,1 (Мексика 2006, Россия 2011 и 2018). У вас это зависит от того, насколько участки различаются.
draw-more = Подробнее о жребии
division = Деление между стратами
method-proportional = по числу участков
method-voters = по числу избирателей
method-equal = поровну
method-pps = по числу избирателей, крупные участки чаще
method-neyman = для самой узкой погрешности одного списка
draw-minimum = Не меньше в каждой страте
draw-waves = Резервные волны
draw-wave-size = Участков в волне
draw-level = Сначала отобрать районы: уровней пути (0: нет)
draw-each = Участков в каждом
draw-previous = Результат прошлых выборов (CSV)
draw-previous-note = С ним кнопка «Посмотреть деление» скажет и то, какой погрешности ждать: по тому, как участки различались на деле, а не по формуле для отдельных избирателей. Коды участков в нём те же.
draw-arrived = Сколько отчитается (%)
draw-no-arrived = Доля отчитавшихся — целое число процентов, от 1 до 100.
draw-option = Список (пусто: сильнейший)
draw-more-note = Резервные волны берутся тем же зерном и используются целиком или никак. Отбор районов экономит дорогу, но стоит точности: пять участков одного района стоят примерно двух отдельных.
draw-no-name = У выборки нет названия.
draw-locked = Выборка с этим названием закрыта: выберите другое.
draw-no-size = Здесь нужны целые числа.
draw-too-many = { $n ->
    [one] Есть только { $n } участок.
    [few] Есть только { $n } участка.
   *[many] Есть только { $n } участков.
}
draw-no-previous = Для такого деления нужен результат прошлых выборов.
draw-no-reserves = Для резервной волны нужно число участков; при отборе районов их нет.
draw-again = Заменит выборку «{ $name }», которая ещё не закрыта.
try-draw = Посмотреть деление
draw-now = Бросить жребий
seed-missing = Для самого жребия нужно зерно.
draw-would = { $n ->
    [one] Будет отобран { $n } участок; страт: { $strata }. Пока ничего не записано.
    [few] Будет отобрано { $n } участка; страт: { $strata }. Пока ничего не записано.
   *[many] Будет отобрано { $n } участков; страт: { $strata }. Пока ничего не записано.
}
draw-reserves = Резерв: { $n }.
draw-division = Как делится выборка
draw-margin = { $n ->
    [one] При { $n } участке
   *[other] При { $n } участках
} результат каждого списка ожидается в пределах { $points } пункта при { $level }, если отчитается { $arrived } из них.
draw-unlike = { $n ->
    [one] { $n } участка на тех выборах не было: он принят похожим на остальные в своей страте.
   *[other] { $n } участков на тех выборах не было: они приняты похожими на остальные в своей страте.
}
draw-margins = Ожидаемые погрешности
draw-then = Доля тогда
draw-within = ± пункта
draw-one-by-one = при отборе по одному
sample-drawn = Выборка { $name } сделана.
sample-of = Выборка { $name }
not-locked = не закрыта
sample-said = { $n ->
    [one] { $n } участок; зерно «{ $seed }»; страты: { $strata }; деление: { $method }.
    [few] { $n } участка; зерно «{ $seed }»; страты: { $strata }; деление: { $method }.
   *[many] { $n } участков; зерно «{ $seed }»; страты: { $strata }; деление: { $method }.
}
commitment = Хеш списка (SHA-256):
commitment-note = Опубликуйте его до дня голосования: потом он докажет, что список не меняли.
sample-by-stratum = Выборка { $name } по стратам
sampled-n = В выборке
reserves-n = В резерве
observed-n = С наблюдателем
unobserved-n = Без наблюдателя
missing-n = Нельзя наблюдать
sample-save = Сохранить список (CSV)
sample-stations = Её участки
lock-sure = Я знаю, что дальше она не меняется: под этим названием больше не отбирают, и участки не заменяют.
lock-sample = Закрыть выборку
sample-locked = Выборка { $name } закрыта.
wave-next = Использовать резервную волну
wave-sure = Она используется целиком и навсегда. Решение не зависит от того, какие участки молчат.
wave-use = Использовать волну { $n }
wave-used = Волна используется.
missing-title = Участок нельзя наблюдать
missing-note = Он остаётся в выборке, и другой его не заменяет: кто едет в соседнее село, меняет трудные участки на лёгкие, и ни одна формула этого не увидит. Укажите, почему туда никто не едет.
missing-drill = Идёт учение: запись относится к нему, а не ко дню голосования.
missing-said = Участок { $station }: причина записана.
missing-over = Участок { $station } всё же наблюдается.
missing-end = Всё же наблюдается
not-in-sample = Участка { $station } нет в выборке.
plan-forms = Формы
plan-forms-note = О чём спрашивают наблюдателей на каждом этапе. Личное запечатывается в телефоне.
plan-forms-n = { $n ->
    [one] Используется { $n } форма
    [few] Используются { $n } формы
   *[many] Используется { $n } форм
}
plan-no-protocol = Нет формы протокола для: { $names }
plan-no-form = Нет формы для этапов: { $names }
to-forms = Опубликовать формы
plan-deadlines = Сроки и напоминания
plan-deadlines-note = Что и к какому сроку присылает каждый наблюдатель. Опоздавшим напоминают, потом звонят.
plan-deadlines-n = { $n ->
    [one] { $n } срок
    [few] { $n } срока
   *[many] { $n } сроков
}
plan-formless = Их форма больше не используется: { $names }
plan-other-day = Они назначены не на день выборов: { $names }
plan-reminders-n = { $n ->
    [one] Напоминание есть для { $n } срока
    [few] Напоминания есть для { $n } сроков
   *[many] Напоминания есть для { $n } сроков
}
plan-no-reminders = Напоминаний нет
to-deadlines = Задать сроки и напоминания
plan-observers = Наблюдатели
plan-observers-note = Псевдонимы, а не имена. Коды для телефонов показываются один раз, при приёме списка: печатайте их сразу.
plan-joined = Телефоны подключены: { $n } из { $of } наблюдателей
plan-codes-open = Коды выданы, но не использованы: { $n }
plan-codeless = Без телефона и без кода: { $n }
plan-idle = Не назначены на участок: { $n }
plan-covered = Участки выборки с наблюдателем: { $n } из { $of }
plan-uncovered = Участки выборки без наблюдателя: { $n }
take-observers = Принять наблюдателей, напечатать коды
take-deployments = Принять назначения
to-not-joined = Кто не подключён
all-of-them = все { $n }
plan-keys = Ключи и публикация
plan-keys-note = Телефоны запечатывают личные ответы для получателей миссии: их не прочтёт даже сервер.
plan-no-key = Получателей нет: личные ответы и инциденты отправить нельзя. Офицер безопасности делает ключ на своём компьютере (sanaq keys officer); открытая половина кладётся на сервер, в keys/recipients.txt.
plan-keys-n = { $n ->
    [one] { $n } ключ открывает запечатанное: потерять его — потерять и это
    [few] { $n } ключа открывают запечатанное, каждый сам
   *[many] { $n } ключей открывают запечатанное, каждый сам
}
plan-publish = Результаты публикуют координаторы и администраторы
plan-publish-n = { $n ->
    [one] { $n } учётная запись может публиковать результаты
    [few] { $n } учётные записи могут публиковать результаты
   *[many] { $n } учётных записей могут публиковать результаты
}
plan-accounts = Операторы
plan-accounts-note = Два оператора вводят каждый протокол, не видя цифр друг друга; при расхождении читает третий, а в конце решает координатор.
plan-clerks-n = { $n ->
    [one] { $n } оператор с учётной записью
    [few] { $n } оператора с учётными записями
   *[many] { $n } операторов с учётными записями
}
plan-clerks-named = Это { $names }
plan-third-clerk = Если их двое, при расхождении читать некому: нужен третий
plan-nobody-decides = Нет координатора: в день голосования решать некому
plan-drill = Учение
plan-drill-note = Репетиция с настоящими телефонами. Это отдельный мир: для дня голосования ничего из неё не считается. Начинают и заканчивают её администраторы.
plan-drill-on = Сейчас идёт учение { $names }: отчёты относятся к нему, а не ко дню голосования
plan-drilled = Учение было. Отчётов: { $n }, участков: { $of }
to-drill = Начать или закончить учение

## Копии миссии

backups = Резервная копия
backup-last = Последняя полная копия сделана { $time } ({ $distance }), в ней записей: { $entries }.
backup-since = С тех пор пришло записей: { $entries }, снимков и запечатанных ответов: { $files }.
backup-none = Этот сервер ещё не сделал ни одной копии; копии команды sanaq backup отсюда не видны. Записей в журнале: { $entries }.
backup-old = То, что пришло с тех пор, больше нигде не лежит: сделайте копию. Копия слишком стара через { $hours } ч, как только после неё что-то пришло.
backup-failed-full = Последняя копия не закончена: на диске с папкой копий нет места.
backup-failed-folder = Последняя копия не закончена: в папку копий нельзя писать. Причину тот, кто ведёт сервер, найдёт в его записях.
backup-failed-other = Последняя копия не закончена. Причину тот, кто ведёт сервер, найдёт в его записях.
backup-holds = В копии лежат журнал, снимки, как их видно здесь, и то, что запечатали телефоны. Ключей в ней нет: для восстановления нужна папка миссии «keys», которую хранят в другом месте.
backup-sealed = Запечатанное телефонами открывает только ключ офицера безопасности; пароли и аутентификаторы запечатаны ключом сервера. Псевдонимы, участки, числа и снимки протоколов лежат в копии открыто: храните её так же, как сервер.
backup-no-folder = Сервер запущен без папки для копий, поэтому отсюда копию сделать нельзя. По сети копии не передаются никогда. Папку, лучше на отдельном диске, задаёт тот, кто ведёт сервер:
backup-folder = Сервер пишет копии в
backup-by-hand = Он делает их, только когда их заказывают здесь.
backup-every = { $n ->
    [one] Сам он делает копию каждую { $n } минуту, если что-то пришло.
    [few] Сам он делает копию каждые { $n } минуты, если что-то пришло.
   *[other] Сам он делает копию каждые { $n } минут, если что-то пришло.
}
backup-proof = Подтвердите ещё раз, что это вы. О заказе копии остаётся запись в журнале действий.
backup-make = Сделать копию сейчас
backup-running = Копия делается: записей { $at } из { $of }.
backup-list = Копии в папке
backup-name = Название
backup-entries = Записей
backup-whole = полная
backup-not-whole = неполная
backup-holds-forgotten = в ней есть то, что с тех пор забыто: уничтожьте её
backup-restore = Как восстановить
backup-restore-elsewhere = Остановите прежний сервер, если он работает: два сервера, продолжающие один журнал, противоречат друг другу, и свидетели это видят. Перенесите копию на новый компьютер.
backup-restore-keys = Сначала верните ключи оттуда, где они хранятся:
backup-restore-fill = Заполните пустую миссию. Хеш каждой записи вычисляется заново, и всё вместе должно быть тем, что подписал ключ журнала:
backup-restore-check = Проверьте ещё раз:
backup-restore-start = Запустите сервер с теми же параметрами, что были:
backup-restore-note = Того, что пришло после копии, в ней нет. Телефоны хранят поданные отчёты, но не отправляют снова то, на что есть квитанция; чего не хватает, говорят квитанции и открытые файлы, и наблюдателей можно попросить об этом.
