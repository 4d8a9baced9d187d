# Что не так с файлом или запросом; по-английски это стоит в вызовах `said!`.

## Формы, которые приносят файлом

said-sheet-unread = этот лист книги не читается
said-untold = { $n ->
    [one] и ещё { $n } подобное замечание, которое здесь не показано
    [few] и ещё { $n } подобных замечания, которые здесь не показаны
   *[many] и ещё { $n } подобных замечаний, которые здесь не показаны
}
said-cell-unread = «{ $found }» здесь не читается
said-heading-nameless = у столбца нет названия
said-group-endless = у группы «{ $group }» нет конца; она закончена здесь
said-row-typeless = в строке не указан тип
said-row-off = строка отключена
said-type-unknown = тип «{ $found }» неизвестен
said-group-has-none = у группы этого не бывает
said-group-deep = слишком глубоко: вопросы группы стоят вне её
said-end-alone = конец группы без начала
said-name-none = имя не указано; теперь это «{ $name }»
said-name-wrong = «{ $found }» не годится как имя; теперь это «{ $name }»
said-name-twice = имя «{ $found }» уже занято; теперь это «{ $name }»
said-choice-alone = у варианта ответа нет списка или имени
said-choice-spaces = в имени «{ $found }» есть пробелы; теперь это «{ $id }»
said-choice-files = варианты ответа показываются без картинок и звука
said-choice-twice = вариант «{ $id }» стоит в списке «{ $list }» второй раз
said-filter-alone = отбор вариантов у вопроса, в котором не выбирают
said-or-other = вместо «or_other» добавлены вариант «other» и вопрос «{ $name }»
said-default-second = у вопроса уже есть вычисление
said-default-computed = вычисляемое значение по умолчанию стало вычислением { $computed }
said-no-list = списка «{ $list }» нет; ответ вводится текстом
said-scale = вместо шкалы ({ $parameters }) вводится число в тех же пределах
said-settings-second = вторая строка настроек
said-own-unknown = «{ $key }» = «{ $value }» неизвестно
said-type-lines = «{ $found }»: линии и контуры на карте здесь не рисуют; ответ вводится текстом
said-type-loop = «{ $found }»: циклы не читаются
said-type-unasked = «{ $found }»: без ведома наблюдателя ничего не записывается
said-type-sim = «{ $found }»: с 2019 года телефоны этого не сообщают
said-type-external = «{ $found }»: внешние файлы не читаются
said-type-rank = «{ $found }»: расставить по порядку здесь нельзя; ответ вводится текстом
said-type-files = «{ $found }»: варианты из файлов не читаются; ответ вводится текстом
said-instance-name = ссылается на вопрос, которого нет
said-codes-anew = { $problem }; все коды SMS выданы заново
said-refers-nowhere = «{ $at }»: ссылка ${"{"}{ $name }{"}"} на вопрос, которого нет: { $text }
said-shows-nothing = «{ $at }»: текст показывает ответ на вопрос, которого нет
said-xml-unread = элемент «{ $found }» не читается
said-xml-nowhere = «{ $found }» не связан ни с одним узлом
said-xml-kept = { $text }: { $problem }
said-xml-type = тип «{ $found }» здесь не спрашивается; ответ вводится текстом
said-xml-choices = варианты из { $nodeset } не читаются; ответ вводится текстом

## Выражения и имена в форме

said-parse = { $message }, знак { $at }
said-parse-more = здесь ожидался конец или знак действия, например «and»
said-parse-long = выражение длиннее { $most } байт
said-parse-dots = найдено «...», ожидалось . или ..
said-parse-character = знак «{ $found }» здесь не читается
said-parse-quote = кавычка { $mark } не закрыта
said-parse-brace = после ${"{"} нет {"}"}
said-parse-sign = ожидалось «{ $shown }»
said-parse-deep = больше { $most } действий одно в другом
said-parse-value = ожидалось значение, имя или функция
said-parse-brackets = открыто больше { $most } скобок
said-parse-step = в пути ожидалось имя
said-parse-last = в конце пути ожидалось имя
said-parse-function = функция { $name }() здесь не вычисляется
said-parse-arguments = аргументов у { $name }(): { $found }, ожидалось от { $least } до { $most }
said-no-decimal = «{ $found }» — не число; ожидалось до 18 цифр, например 12.5
said-no-form-id = «{ $found }» не годится как имя формы: от 1 до 128 знаков в одну строку, без пробелов по краям
said-no-name = «{ $found }» не годится как имя: сначала буква или _, затем буквы, цифры, _, - и .
said-no-choice = «{ $found }» не годится как имя варианта: от 1 до 128 знаков без пробелов

## Форма, которую нельзя использовать

said-keyword = ключевое слово «{ $keyword }» не годится: ожидалось от 1 до 4 заглавных латинских букв, кроме I, L, O, Q
said-keyword-taken = ключевое слово «{ $keyword }» уже у формы «{ $form }»
said-code-letters = код «{ $code }» не годится: ожидалась 1 или 2 заглавные латинские буквы, кроме I, L, O, Q
said-code-clash = код «{ $code }» не отличить от «{ $other }»
said-form-long = больше { $most } вопросов и групп
said-form-twice = имя стоит дважды; у каждого вопроса и каждой группы должно быть своё
said-form-deep = больше { $most } групп одна в другой
said-list-twice = этот список стоит дважды
said-form-choice = вариант «{ $id }» стоит в этом списке дважды
said-form-list = списка «{ $list }» нет
said-form-instance = имя заполненной формы ссылается на «{ $name }», чего здесь нет
said-form-refers = ссылка ${"{"}{ $name }{"}"} на вопрос, которого в форме нет
said-form-shows = текст на «{ $language }» показывает ${"{"}{ $name }{"}"}, а такого вопроса в форме нет
said-required = найдено { $found }, ожидалось true, false или условие
said-ask = найдено «{ $found }», ожидалось { $expected }

## Файл выборов

said-keyed = ключ «{ $key }»: { $message }
said-at-line = строка { $line }, { $message }
said-both = { $one }; { $other }
said-no-use = им нельзя пользоваться
said-toml = { $error }
said-no-seats = найдено 0, ожидался хотя бы 1
said-date = найдено «{ $found }», ожидались год, месяц и день, например 2021-01-10
said-option-twice = вариант «{ $id }» стоит дважды; имена должны различаться
said-district-twice = округ «{ $id }» стоит дважды; имена должны различаться
said-district-seats = у округа «{ $id }» 0 мандатов, ожидался хотя бы 1
said-one-seat = найдено { $found }, а на таких выборах мандат один
said-house = найдено { $found }, ожидалось не больше { $most }
said-seats-sum = найдено { $found }, ожидалось { $sum }: { $fixed } в округах и { $levelling } выравнивающих
said-only-in = это бывает только { $place }
said-in-list = на выборах вида «list»
said-in-districts = на выборах с [[contest.districts]]
said-in-list-districts = на выборах вида «list» с [[contest.districts]]
said-in-remainders = на выборах вида «list» с формулой «largest-remainder»
said-in-counted = на выборах вида «majority» или «referendum»
said-in-majority = на выборах вида «majority»
said-in-referendum = на выборах вида «referendum»
said-minimum-lists = найдено { $found }, ожидалось не меньше 2
said-beside-minimum = это бывает только рядом с minimum-lists или minimum-lists-share
said-beside-threshold = это бывает только рядом с барьером (threshold)
said-beside-only = найдено рядом с «{ $found }», бывает только рядом с { $expected }
said-formula-none = не указано, ожидалось { $expected }
said-formula-unknown = найдено «{ $found }», ожидалось { $expected }
said-formula-kind = найдено «{ $found }», а вид выборов требует «{ $expected }»
said-first-divisor = ожидался делитель больше 0 и меньше 3 с немногими цифрами, например 1.4
said-majority-none = здесь пусто, ожидалась хотя бы одна доля, например [{"{"} share = 0.5 {"}"}]
said-runoff-one = найдено 1, ожидалось 2 и больше проходящих дальше или 0, если второго тура нет
said-referendum-share = на референдуме ожидалась одна доля без перевеса (lead)
said-approve = «{ $found }» — не вариант; ожидался тот, который принимает предложение
said-share-most = найдено { $found }, ожидалась доля не больше 1 (7 % — это 0.07)
said-parties-twice = число партий { $n } стоит дважды
said-parties-uncounted = доли заданы по числу партий, значит, и у коалиции «{ $id }» нужно `parties`
said-factor = ожидался множитель больше 0 с немногими цифрами, например 0.7 или 1.35
said-no-share = «{ $found }» — не доля; ожидалась десятичная дробь, например 0.07, проценты, например 7 %, или отношение, например 1/15
said-check-relation = в «{ $text }» нет сравнения: ожидалось одно из =, <=, >= между двумя суммами
said-check-term = «{ $text }» — не слагаемое; ожидались строка, votes.<вариант>, sum(options) или число, перед ними может стоять множитель, например 1.01 *
said-check-scale = множители в «{ $text }» слишком велики или слишком дробны, чтобы сравнить точно
said-line-twice = строка «{ $id }» стоит дважды
said-check-option = найдено votes.{ $id }, а такого варианта на этих выборах нет
said-check-line = найдено «{ $found }», ожидалась одна из строк { $known }

## Книги и XForm, которые не читаются

said-book-large = книга больше { $most } МиБ или распаковывается в большее
said-book-text = текст в книге занимает больше { $most } МиБ
said-book-old = это книга старого формата (.xls); сохраните её как .xlsx
said-book-damaged = файл повреждён или это не книга: { $why }
said-book-no-survey = нет листа «survey» со столбцами «type» и «name»
said-book-questions = в книге больше { $most } вопросов
said-book-parts = в книге больше { $most } частей
said-book-texts = в книге больше { $most } общих текстов
said-book-rows = в книге больше { $most } строк
said-book-cells = в книге больше { $most } ячеек
said-book-unwritten = эту форму нельзя записать книгой: { $why }
said-xml-large = в файле { $found } байт, принимается не больше { $most }
said-xml-encoding = файл не в кодировке UTF-8: байт { $at }
said-xml-deep = больше { $most } элементов один в другом
said-xml-many = больше { $most } элементов и атрибутов
said-xml-doctype = в файле объявлен тип документа (<!DOCTYPE …>); так не принимается
said-xml-entity = в файле есть сущность &{ $name };, принимаются только сущности самого XML
said-xml-ill = XML построен неверно, байт { $at }: { $message }
said-xml-empty = в файле нет ни одного элемента
said-xml-without = нет элемента «{ $element }»

## Чего миссия не принимает

said-read-only = сейчас ничего не принимается, режим «только чтение»: { $reason }
said-archived = миссия в архиве: больше ничего не принимается
said-needs-right = для этого нужно право { $what }
said-right-type = вводить протоколы
said-right-read = видеть участки и отчёты
said-right-export = выгружать таблицы
said-right-incidents = читать отчёты об инцидентах
said-right-review = проверять отчёты
said-right-plan = планировать миссию
said-right-accounts = выдавать учётные записи
said-right-switch = переключать режимы миссии
said-right-trail = читать журнал действий
said-right-delete = стирать личное
said-role-blind = вашей роли это не показывается
said-not-this-way = { $what } так не записывается
said-no-account = нет учётной записи «{ $name }»
said-no-area = нет территории «{ $name }»
said-no-contest = нет выборов «{ $name }»
said-no-deadline = нет срока «{ $name }»
said-no-form = нет формы «{ $name }»
said-no-message = нет сообщения «{ $name }»
said-no-observer = нет наблюдателя «{ $name }»
said-no-protocol = нет формы протокола «{ $name }»
said-no-report = нет отчёта «{ $name }»
said-no-sample = нет выборки «{ $name }»
said-no-sheet = нет протокола «{ $name }»
said-no-station = нет участка «{ $name }»
said-no-zone = нет часового пояса «{ $name }»
said-drill-over = учение закончено: записанное в нём остаётся как есть
said-code-used = такого кода нет, или он уже использован
said-id-taken = под номером { $id } уже записано другое: отправьте это под новым
said-no-reason = нужна причина
said-not-yours = этот протокол дан не вам
said-typed-already = вы уже ввели этот протокол
said-last-admin = это последняя учётная запись администратора
said-code-spent = этот код уже использован: дождитесь следующего
said-must-be-sealed = ответы, которые нужно запечатать, пришли открытыми: { $places }
said-never-clear = в списке открытых есть вопросы, ответы на которые всегда запечатаны: { $names }
said-version-taken = версия { $version } формы { $form } уже опубликована, и она другая: дайте новой форме новую версию
said-sample-locked = выборка «{ $sample }» закреплена: её участки не заменяются
said-own-observer = партнёрская организация подаёт отчёты за своих наблюдателей: укажите, за кого
said-shares-own = организация может показать другим только свои отчёты
said-mission-only = это доступно учётным записям самой миссии, а не партнёра
said-mission-publishes = результат публикует только сама миссия
said-account-taken = учётная запись «{ $name }» уже есть
said-no-recipients = ничего не сохранено: ответы на { $places } нужно запечатать, а ключа для этого у миссии ещё нет. Сохраните отчёт и отправьте позже
said-files-nameless = пришло слишком много файлов, на которые не ссылается ни один отчёт: сначала отправьте отчёты
said-no-photo = это не фото (JPEG, PNG или WebP, не больше 51 миллиона точек), а ключа, чтобы запечатать другой файл, у миссии нет: ничего не сохранено
said-photo-not-yours = это фото не из ваших протоколов

## Планы

said-election-file = файл выборов не годится: { $why }
said-no-election = у миссии ещё нет выборов: сначала внесите их файл
said-no-shipped = с программой нет выборов «{ $name }»
said-no-contest-yet = выборы ещё не заданы
said-which = их несколько: укажите, какие именно
said-no-keyword = у этой формы нет ключевого слова: её нельзя отправить по SMS
said-station-wrong = участок «{ $code }»: нет кода, слишком длинное имя или нет такого места
said-station-twice = участок «{ $code }» стоит в списке дважды
said-pseudonym-wrong = «{ $id }»: нужен псевдоним без пробелов и @, не номер телефона
said-code-taken = код { $code } занят: возьмите другой
said-takes-over = никто не сменяет сам себя
said-deadline-wrong = срок «{ $id }» начинается позже своего конца или стоит дважды
said-reminders = напоминания о «{ $name }»: { $why }
said-they-stand-twice = они стоят дважды
said-waves = волн должно быть от 1 до { $most }
said-no-text = нет текста для отправки
said-costs-more = это стоит { $cost }, а разрешено не больше { $most }
said-costs-left = это стоит { $cost }, а в бюджете осталось { $left }
said-nobody-reached = сообщение никого бы не достигло
said-likeness = фото могут различаться не больше чем в 60 признаках: иначе похожими сочтут разные протоколы на одном бланке
said-planted = у известного листа есть фото и верные числа
said-no-example = миссия, в которой есть отчёты, примером не станет
said-no-map = у миссии нет карты
said-of-file = { $file }: { $why }
said-map-none = это не GeoJSON ({ $error }); нужен FeatureCollection из многоугольников
said-map-degrees = контур { $at } («{ $name }»): найдено { $found }, нужны градусы долготы и широты
said-map-corners = в контурах больше { $most } точек; нужна карта попроще
said-map-empty = на карте нет ни одного многоугольника; нужны контуры территорий

## Протоколы и опубликованные результаты

said-no-figure = нет числа «{ $name }»
said-figures-more = есть числа, которых нет в форме
said-sheet-blank = ни одно число не больше нуля: если бланк пуст, отметьте, что он не читается
said-no-source = у опубликованного результата нужен источник
said-announced = нужны источник, время суток и число избирателей или доля не больше 100 %
said-next-version = следующая версия — { $next }, а здесь { $found }
said-result-files = среди файлов нет первой страницы, или имя файла — путь
said-no-version = такой версии опубликованного результата нет
said-no-version-before = более ранней версии нет
said-figures-gone = чисел этой версии здесь нет
said-file-gone = файла этой версии здесь нет
said-nothing-examined = ни у одного варианта нет голосов: проверять нечего
said-sample-only = учтены только протоколы участков выборки
said-strata-moved = { $n ->
    [one] { $n } участок выборки теперь в другой страте: список участков изменился после отбора
    [few] { $n } участка выборки теперь в других стратах: список участков изменился после отбора
   *[many] { $n } участков выборки теперь в других стратах: список участков изменился после отбора
}
said-no-sample-yet = выборка ещё не сделана

## Учётные записи, номера и копии

said-password-short = { $least ->
    [one] в пароле должно быть не меньше { $least } знака
   *[other] в пароле должно быть не меньше { $least } знаков
}
said-old-password = старый пароль неверен
said-second-factor = вашей роли нужен аутентификатор: сначала настройте его
said-secret-stale = этот секрет больше не ждёт подтверждения: начните заново
said-secret-code = это не код нового секрета
said-secret-needed = вашей роли нужен аутентификатор: настройте другой вместо этого
said-no-session = такого сеанса у вас нет
said-passphrase = парольная фраза неверна
said-passphrase-short = { $least ->
    [one] в парольной фразе должно быть не меньше { $least } знака
   *[other] в парольной фразе должно быть не меньше { $least } знаков
}
said-no-number-key = ключа для номеров ещё нет: первую парольную фразу задаёт офицер безопасности
said-numbers-most = { $most ->
    [one] за раз принимается не больше { $most } номера
   *[other] за раз принимается не больше { $most } номеров
}
said-no-number = это не номер с кодом страны: ожидалось, например, +7 701 123 45 67
said-forget-all = всех забывают, когда миссия уже в архиве, и не раньше
said-no-folder = сервер запущен без папки для копий

## Строки списков: чего ожидали в ячейке

said-something = что-нибудь: ячейка не должна быть пустой
said-cells = { $n ->
    [one] { $n } ячейка, как в заголовке
    [few] { $n } ячейки, как в заголовке
   *[many] { $n } ячеек, как в заголовке
}
said-bytes = не длиннее { $most } байт
said-pseudonym = псевдоним не длиннее 64 байт, без пробелов, @ и +
said-pseudonym-twice = псевдоним, который встречается один раз; он есть и в строке { $line }
said-revoked = наблюдатель, которого не отстранили
said-revoked-new = наблюдатель, которого не отстранили; дайте новый псевдоним
said-enrolled = наблюдатель из списка
said-of-your-own = наблюдатель вашей организации, «{ $partner }»
said-your-own = ваша организация, «{ $partner }»
said-language = код языка, например kk
said-number = номер с кодом страны: +77011234567
said-most-numbers = { $most ->
    [one] не больше { $most } номера
   *[other] не больше { $most } номеров
}
said-number-twice = номер одного наблюдателя; он есть и в строке { $line }
said-number-taken = номер одного наблюдателя; он уже у «{ $holder }»
said-listed = участок из списка
said-once-a-shift = каждый наблюдатель один раз на участке и в смене
said-time = время суток, например 07:00, не позднее 36:00
said-shift-ends = начало и конец смены, или ни того ни другого
said-time-after = время после начала; половина первого ночи — это 24:30
said-accreditation = none, requested, granted или refused
said-materials = none, sent или received
said-yes-or-no = yes или no
said-code-twice = код, который встречается один раз; он есть и в строке { $line }
said-code-length = код от 1 до { $most } байт, и территория не длиннее
said-path = путь вида Область/Район, без пустых частей
said-voters = целое число избирателей
said-north = градусы северной широты, от -90 до 90
said-east = градусы восточной долготы, от -180 до 180
said-place = широта и долгота, или ни того ни другого
said-zone = часовой пояс, например Asia/Almaty
said-zone-differs = «{ $known }», как в строке { $line } для той же территории

## Списки в целом

said-no-column = нет столбца «{ $name }»; есть: { $found }; ожидались: { $known }

## Что не так с файлом или что в нём странно: виды файлов

said-import-is-text = текстовая таблица
said-import-is-xlsx = книга Excel
said-import-is-parquet = файл Parquet
said-import-is-locked-parquet = зашифрованный файл Parquet
said-import-is-pdf = документ PDF
said-import-is-7z = архив 7-Zip
said-import-is-rar = архив RAR
said-import-is-xz = файл, сжатый xz
said-import-is-xls = старая книга Excel (.xls) или книга под паролем
said-import-is-xlsb = двоичная книга Excel (.xlsb)
said-import-is-opendocument = файл OpenDocument
said-import-is-word = документ Word
said-import-is-xlsx-without = книга Excel (эта программа собрана без поддержки xlsx)
said-import-is-parquet-without = файл Parquet (эта программа собрана без поддержки parquet)
said-import-is-gzip = файл gzip
said-import-is-zstandard = файл Zstandard
said-import-is-zip = архив zip
said-import-this-parquet = файл Parquet
said-import-this-workbook = файл Excel
said-import-this-zstandard = файл Zstandard
said-import-not-read = это { $what }, а нужна таблица: CSV, TSV, .xlsx или Parquet, можно в gzip, Zstandard или архиве zip
said-import-nested = внутри файла { $outer } — { $inner }, а нужна таблица: сначала распакуйте
said-import-other-kind = это { $found }, а рецепт ждёт другого: { $wanted }
said-import-binary = это двоичные данные, а нужна таблица: текст (CSV, TSV), книга Excel (.xlsx) или Parquet

## Сжатые и повреждённые файлы

said-import-unreadable = файл не читается: { $error }
said-import-zip-others = { $n ->
    [one] в архиве zip { $n } файл
    [few] в архиве zip { $n } файла
   *[many] в архиве zip { $n } файлов
}, прочитан только «{ $name }»
said-import-zip-empty = в архиве zip нет ни одного файла, а нужна одна таблица
said-import-zip-wanted = в архиве zip есть { $found }, а рецепт ждёт «{ $wanted }»
said-import-zip-several = в архиве zip есть { $found }, а нужна одна таблица или рецепт, который её называет: member = "…"
said-import-zip-password = архив zip под паролем: сначала распакуйте его
said-import-zip-method = архив zip сжат способом { $method }, а читается только deflate или без сжатия: сначала распакуйте его
said-import-zip-damaged = архив zip повреждён или обрезан: { $error }
said-import-unfolds = сжатый файл распаковывается больше чем в { $most } байт, а больше нельзя
said-import-bomb = { $compressed } сжатых байт распаковываются в { $unfolded } байт, а допустимо увеличение не больше { $most }-кратного: похоже на архивную бомбу
said-import-cut-off = сжатый файл обрывается раньше конца: он обрезан или повреждён
said-import-packed-damaged = сжатый файл повреждён: { $error }
said-import-in-memory = такой файл читается целиком в памяти, а в нём больше { $most } байт: больше нельзя
said-import-damaged = { $what } повреждён или такого вида, который не читается: { $error }
said-import-damaged-itself = { $what } повреждён: его содержимое не такое, как он сам о себе сообщает
said-import-parquet-texts = найдены тексты не в UTF-8; неверные байты заменены на «�»; таких текстов: { $n }
said-import-parquet-nested = столбец «{ $name }» вложенный, а нужна плоская таблица
said-import-parquet-times = в столбце «{ $name }» время старого типа INT96; числом оно не считается
said-import-parquet-rows = файл Parquet повреждён: в столбце «{ $name }» после строки { $row } строк { $found }, а должно быть { $wanted }
said-import-workbook-order = книга Excel повреждена: ячейки строки { $row } стоят не по порядку
said-import-workbook-texts = тексты книги занимают больше { $most } байт, а больше нельзя
said-import-workbook-damaged = книга Excel повреждена: { $error }
said-import-workbook-xml = книга Excel повреждена: её общие тексты — не XML в UTF-8
said-import-workbook-piece = в части «{ $name }» книги есть кусок длиннее { $most } байт, а длиннее нельзя
said-import-workbook-declared = в части «{ $name }» книги есть объявление DOCTYPE, а его быть не должно
said-import-workbook-claims = книга Excel повреждена: в { $size } байтах общих текстов будто бы { $claimed } текстов
said-import-sheet-wanted = в книге листы { $found }, а рецепт ждёт «{ $wanted }»
said-import-sheet-first = в книге листы { $found }, прочитан только первый; другой называют в рецепте: sheet = "…"
said-import-sheet-none = в книге нет ни одного видимого листа
said-import-no-text = { $n ->
    [one] в { $n } месте байты — не текст в кодировке { $encoding }
   *[other] в { $n } местах байты — не текст в кодировке { $encoding }
}, впервые в этой строке; вместо них стоит «�»
said-import-nul = найден нулевой байт, а нужен текст в кодировке { $encoding }
said-import-quote-open = кавычка не закрыта до конца файла; закройте её или укажите в рецепте quote = "none"
said-import-quote-text = после закрывающей кавычки стоит текст, а ожидался разделитель; текст оставлен в ячейке

## Слишком большие файлы

said-import-row-bytes = строка длиннее { $most } байт, а длиннее нельзя
said-import-row-bytes-quote = строка длиннее { $most } байт, а длиннее нельзя; возможно, в ней не закрыта кавычка
said-import-row-cells = ячеек в строке: { $n }, а можно не больше { $most }
said-import-cells-most = ячеек: { $n }, а можно не больше { $most }
said-import-columns-most = столбцов: { $n }, а можно не больше { $most }
said-import-column-most = есть данные в столбце { $n }, а столбцов можно не больше { $most }
said-import-rows-most = строк больше { $most }, а больше нельзя: разделите их на несколько файлов
said-import-rows-bytes = строки занимают больше { $most } байт, а больше нельзя: разделите их на несколько файлов
said-import-stations-most = участков больше { $most }, а больше нельзя
said-import-options-most = вариантов больше { $most }, а больше нельзя
said-import-figures-most = участков: { $n }, столбцов: { $columns }, а чисел всего можно не больше { $most }
said-import-texts-most = коды участков, территории и варианты занимают больше { $most } байт, а больше нельзя
said-import-pairs-most = пар «участок и вариант» больше, чем помещается в отведённую память

## Столбцы файла

said-import-no-rows = строк нет, а нужны заголовок и строка для каждого участка
said-import-no-rows-list = строк нет, а нужны заголовок и строки под ним
said-import-no-row = есть заголовок, но под ним нет ни одной строки, а нужна строка для каждого участка
said-import-column-twice = столбец «{ $name }» встречается дважды, а нужен один
said-import-unread = столбцы, которые не читаются: { $columns }
said-import-no-station = в файле столбцы { $found }; нужны обычные (station, area, registered, issued, cast, invalid, valid, votes.<option>) или рецепт, который говорит, как читать файл
said-import-no-station-fits = в файле столбцы { $found }; к ним подходит готовый рецепт «{ $recipe }»; без рецепта нужны обычные: station, area, registered, issued, cast, invalid, valid, votes.<option>
said-import-recipe = рецепта «{ $found }» нет; есть: { $known }
said-import-no-votes = голосов нет, а нужен столбец для каждого варианта или рецепт, который говорит, как читать файл
said-import-option-column = для варианта «{ $option }» этих выборов нет столбца; его голоса неизвестны
said-import-option-row = для варианта «{ $option }» этих выборов нет строки; его голоса неизвестны
said-import-option-other = есть голоса за «{ $option }», а такого варианта на этих выборах нет
said-import-option-id = найдено «{ $name }», а нужен идентификатор варианта: строчные латинские буквы, цифры и дефисы
said-import-option-again = вариант «{ $option }» встречается снова, а нужен один раз
said-import-column-is = «{ $text }»
said-import-column-starts = с началом «{ $text }»
said-import-column-contains = со словами «{ $text }»
said-import-column-at = номер { $n }
said-import-find-near = для «{ $key }» нужен столбец { $wanted }; столбцов в файле { $n }, ближе всего { $near }
said-import-find-none = для «{ $key }» нужен столбец { $wanted }, а в файле нет ни одного
said-import-find-several = для «{ $key }» нужен один столбец { $wanted }, а подходят несколько: { $places }; назовите его по месту: at = …
said-import-range = votes-from рецепта идёт от столбца { $first } до столбца { $last }, а первый должен стоять раньше последнего
said-import-range-header = из заголовка «{ $header }» в votes-from не выходит идентификатор варианта: нужны латинские буквы и цифры; назовите этот столбец в [votes]

## Строки и ячейки файла

said-import-figure = найдено «{ $cell }», а нужно целое число от 0 до { $most } или пустая ячейка, если оно неизвестно
said-import-figure-marks = найдено «{ $cell }», а нужно целое число от 0 до { $most } или пустая ячейка, если оно неизвестно; его прочтёт рецепт с thousands = "{ $thousands }" или decimal = "{ $decimal }"
said-import-figure-thousands = найдено «{ $cell }», а нужно целое число от 0 до { $most } или пустая ячейка, если оно неизвестно; его прочтёт рецепт с thousands = "{ $mark }"
said-import-figure-decimal = найдено «{ $cell }», а нужно целое число от 0 до { $most } или пустая ячейка, если оно неизвестно; его прочтёт рецепт с decimal = "{ $mark }"
said-import-figure-absent = найдено «{ $cell }», а нужно целое число от 0 до { $most } или пустая ячейка, если оно неизвестно; что это значит, говорит рецепт: unknown = […] или zero = […]
said-import-sum = сумма столбцов — { $total }, а нужно целое число от 0 до { $most }
said-import-station-again = участок «{ $code }» встречается снова (впервые в строке { $first }), а должен один раз; этот оставлен под кодом «{ $kept }»
said-import-ragged = { $n ->
    [one] в строке { $n } ячейка
    [few] в строке { $n } ячейки
   *[many] в строке { $n } ячеек
}, а в заголовке { $width }
said-import-no-code = нет кода участка, а он нужен; вместо него стоял бы номер строки
said-import-long-option = варианта «{ $option }» рецепт не называет ни в [long.options], ни в [long.lines]; остальные можно собрать там же: others = "…"
said-import-long-differs = найдено { $now }, а в прежней строке этого участка { $before }: во всех его строках должно быть одно и то же
said-import-long-second = у участка «{ $code }» второе число для одного варианта, а нужно одно; если файл считает по частям, в коде участка должны быть и они
said-import-all-left-out = не осталось ни одного участка: пропущены все строки
said-import-left-out = пропущено строк ({ $reason }): { $n }
said-import-blank = пустая строка
said-import-reason = { $reason }
said-import-made-unknown = { $n ->
    [one] числа { $n } строки
   *[other] числа { $n } строк
} считаются неизвестными, впервые в этой: { $reason }
said-import-more = ещё таких: { $more }, всего: { $all }
said-import-untold = всего отказано в { $refused ->
    [one] { $refused } строке
   *[other] { $refused } строках
}; здесь первые { $told }, остальные { $untold } не показаны

## Рецепты

said-import-recipe-columns = есть строки протокола или голоса, но нет [columns]; там нужно station = …
said-import-recipe-long = указано "long", но нет таблицы [long]
said-import-recipe-wide = указано "wide", хотя есть [long]; нужно "long"
said-import-recipe-encoding = найдено «{ $found }», а нужно название кодировки: utf-8, windows-1251, utf-16le, koi8-r, ibm866 и так далее
said-import-recipe-byte = найдено «{ $found }», а нужен один знак ASCII или "{ $word }"
said-import-recipe-sign = найдено «{ $found }», а нужен один знак, например , или .
said-import-recipe-no-column = не назван ни один столбец
said-import-recipe-pad = найдено pad = { $n }, а можно не больше { $most }
said-import-recipe-ways = столбец не назван или назван несколькими способами, а нужен один: is, starts, contains или at (счёт от 1)
said-import-recipe-id = идентификатор не подходит: { $error }
said-import-recipe-conditions = условия нет или их несколько, а нужно одно: is, is-not, empty, starts, ends или contains
said-import-recipe-unknown = не сказано, какие числа неизвестны: нужно lines = ["registered", …]
said-import-recipe-drop = указано lines, а у пропущенной строки чисел нет

## Выборки, которые нельзя составить

said-sample-few = { $wanted ->
    [one] выборка из { $wanted } участка слишком мала: страт { $strata }, с минимумом в каждой нужно не меньше { $least }
   *[other] выборка из { $wanted } участков слишком мала: страт { $strata }, с минимумом в каждой нужно не меньше { $least }
}
said-sample-many = { $wanted ->
    [one] выборка вместе с запасом, { $wanted } участок, слишком велика: всего участков { $frame }
    [few] выборка вместе с запасом, { $wanted } участка, слишком велика: всего участков { $frame }
   *[other] выборка вместе с запасом, { $wanted } участков, слишком велика: всего участков { $frame }
}
said-sample-no-register = у участков нет числа избирателей, а этот способ делит выборку по нему
said-sample-no-previous = этот способ делит выборку по результатам прошлых выборов: загрузите их файл
said-sample-no-cluster = кластеры из 0 участков; нужен хотя бы 1
said-sample-clusters = кластеры делятся по числу участков и берутся целиком: нужен пропорциональный способ без запаса
said-sample-no-stations = у миссии пока нет участков: загрузите их список
said-sample-frame = составить выборку нельзя: { $why }
said-sample-strata = страты: найдено «{ $word }», ожидалось none, region, district, area или уровень, например 2, через +
said-sample-option = в результатах прошлых выборов нет голосов за «{ $option }»
said-sample-previous = в результатах прошлых выборов нет участков миссии: коды должны совпадать

## Что нужно указать вместе с файлом

said-no-publisher = укажите, кто опубликовал эти цифры
said-no-builtin = выборов «{ $name }» в программе нет, есть { $known }
