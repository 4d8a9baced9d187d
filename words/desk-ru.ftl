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
fail-forbidden = Не разрешено: { $detail }
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
copy-failed = Браузер не разрешает копировать. Возьмите CSV.
whole-table = Вся таблица
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
said-alike = различаются { $bits } из 1024 битов
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
only-missing = нельзя наблюдать
registered = В списке
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
sealed-parts = { $n ->
    [one] { $n } запечатанная часть
    [few] { $n } запечатанные части
   *[many] { $n } запечатанных частей
}

## Review

review-open = { $n ->
    [one] { $n } отчёт ждёт
    [few] { $n } отчёта ждут
   *[many] { $n } отчётов ждут
}
next-before = дальше, назад
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
next-sheet = Следующий протокол
sheets-open = { $n ->
    [one] решить: { $n } протокол
    [few] решить: { $n } протокола
   *[many] решить: { $n } протоколов
}
sheets-none = Расхождений нет.
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
incidents-map = Где и что
map-none = Своей карты у миссии нет: показаны только места участков.
map-empty = Места неизвестны.
category = Категория
any-category = Любая категория
severity = Тяжесть
any-severity = Любая тяжесть
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
projection-more = Подробнее
shares-title = Доли с интервалами
shares-note = От { $whole }; интервалы { $level }. Тонкая линия учитывает недостающее, толстая — нет. Пунктир — порог.
whole-valid = действительных голосов
whole-cast = поданных бюллетеней
whole-registered = избирателей в списках
passes = Проходит порог
most-votes = Больше всех голосов
odds = Шансы
seats-title = Самый вероятный парламент
seats-note = Его вероятность { $chance }, по { $draws } розыгрышам. У каждого списка — свой диапазон.
turnout-invalid = Явка и недействительные
turnout = Явка
invalid = Недействительные бюллетени
not-said = нельзя сказать
tipping = Нет участков с { $missing } избирателей. Чтобы { $second } обошёл { $first }, они должны отличаться на { $points } пункта, { $deviations } стандартного отклонения участков.
tipping-threshold = Чтобы { $option } пересёк порог, недостающие участки ({ $missing } избирателей) должны отличаться на { $points } пункта, { $deviations } стандартного отклонения.
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
remarks-refusal = Почему о стране ничего не сказано
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
list-election = election.toml
columns-stations = Столбцы: station, area, registered, latitude, longitude, zone. CSV, TSV, XLSX или Parquet.
columns-observers = Столбцы: observer, organisation, language, supervisor, phones, backup. Псевдонимы, не имена.
columns-deployments = Столбцы: observer, station, from, to, role. Время после полуночи продолжается: 26:30.
columns-readiness = Столбцы: observer, accreditation, trained, materials, paid. Пустая ячейка ничего не меняет.
columns-election = Закон и списки одних выборов. Действует сразу.
reissue = Новые коды тем, чей телефон не подключён
try-list = Проверить
take-list = Принять
list-dry = Пока ничего не записано.
list-taken = Записано.
list-done = { $name }: принято.
list-sum = Добавлено: { $added }; изменено: { $changed }; без изменений: { $unchanged }; отказано: { $refused }.
list-fault = { $field }: найдено «{ $found }», ожидалось { $expected }
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
    [one] выборка { $name }: { $n } участок
    [few] выборка { $name }: { $n } участка
   *[many] выборка { $name }: { $n } участков
}
locked = закрыта
deadlines = Сроки
deadlines-none = Сроков пока нет.
due-from = Считается с
due = Срок
grace = Отсрочка
minutes = { $n ->
    [one] { $n } минута
    [few] { $n } минуты
   *[many] { $n } минут
}
limits = С каких пределов ставится отметка
limits-saved = Пределы записаны.
limit-metres = Метров от участка
limit-clock-seconds = Секунд расхождения часов
limit-voters-in-ten-minutes = Избирателей за десять минут
limit-count-percent = Процентов между двумя счетами
limit-count-voters = Избирателей между двумя счетами
limit-likeness-bits = Битов между похожими фото (из 1024)
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
recipe = Рецепт
published-at = Когда
worth = Различия стоят { $votes } голосов.
worth-seats = { $n ->
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
method-shpilkin = Шпилькин, опора задана
method-clean-zone = Шпилькин, опора найдена и проверена
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
