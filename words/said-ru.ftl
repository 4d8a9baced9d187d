# Что не так с файлом или запросом; по-английски это стоит в вызовах `said!`.

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

said-import-recipe-key = ключ «{ $key }»: { $problem }
said-import-recipe-toml = это не читается: { $error }
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
