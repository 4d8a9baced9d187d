# Общее для всех приложений: время и арифметика протокола.

numbers-like = ru
day-time = { NUMBER($day, minimumIntegerDigits: 2) }.{ NUMBER($month, minimumIntegerDigits: 2) }, { $time }
when-now = сейчас
minutes-ago = { $n ->
    [one] { $n } минуту назад
    [few] { $n } минуты назад
   *[many] { $n } минут назад
}
in-minutes = { $n ->
    [one] через { $n } минуту
    [few] через { $n } минуты
   *[many] через { $n } минут
}
hours-ago = { $n ->
    [one] { $n } час назад
    [few] { $n } часа назад
   *[many] { $n } часов назад
}
in-hours = { $n ->
    [one] через { $n } час
    [few] через { $n } часа
   *[many] через { $n } часов
}
days-ago = { $n ->
    [one] { $n } день назад
    [few] { $n } дня назад
   *[many] { $n } дней назад
}
in-days = { $n ->
    [one] через { $n } день
    [few] через { $n } дня
   *[many] через { $n } дней
}
line-short = строка { $line }
lines-sum = сумма строк { $from }–{ $to }
sum-equal = { $left } = { $leftTotal }, но { $right } = { $rightTotal }.
sum-high = { $left } = { $leftTotal }, это больше, чем { $right } = { $rightTotal }.
sum-low = { $left } = { $leftTotal }, это меньше, чем { $right } = { $rightTotal }.
sum-check = Сверьте с бумагой: { $lines }.
sum-swap = Если бы в строке { $line } было { $to } вместо { $from }, всё бы сошлось. Посмотрите на бумагу.
sum-paper = Если так в бумаге, оставьте как есть.
file-choose = Выбрать файл
photo-choose = Выбрать снимок
photo-take = Сделать снимок
photo-again = Переснять
photo-remove = Убрать
photo-alt = Сделанный снимок
photo-bad = Это изображение не читается
photo-size = { $size } КБ
