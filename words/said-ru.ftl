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
