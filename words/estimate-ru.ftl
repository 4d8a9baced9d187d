# Фразы страниц об оценках и репетициях по-русски. Ключи и переменные во всех языках одни и те же.

## The pages

subtitle-estimate = Оценка по выборке избирательных участков
subtitle-rehearsal = Репетиция выборки на прошлых выборах

head-said = Что можно сказать
head-visited = На посещённых участках
head-shares = Доли
head-participation = Явка и недействительные бюллетени
head-leader = Кто впереди и кто проходит
head-tipping = Что изменило бы результат
head-course = Оценка за оценкой
head-arrival = Что поступило
head-rests = На чём это основано
head-advice = Какой размер взять
head-sizes = Размер выборки
head-compared = Рядом с другими методами
head-truths = По вариантам
head-simulated = Как шла репетиция

standing-said = Можно сказать
standing-open = Неясно
standing-silent = Сказать нельзя

whole-valid = действительных голосов
whole-cast = опущенных бюллетеней
whole-registered = избирателей в списках
whole-country = Вся страна

## What may be said

said-refusal = О стране сказать ничего нельзя: { $reason }.
said-unfit = Для публикации не годится: { $reason }.
said-unfit-plainly = Для публикации не годится.
said-counted = Подсчитаны все участки. { $option }: { $share }.
said-leads = Впереди — { $option }: { $share } (от { $low } до { $high }).
said-close = Кто впереди, сказать нельзя: { $first } и { $second } слишком близки. Вероятность, что больше всего голосов получает { $first }, — { $chance }.
said-limits = Интервал говорит, насколько может ошибаться выборка. Он не говорит, совпадает ли написанное в протоколах с тем, что сказали избиратели: выборка протоколов проверяет подсчёт и сложение, но не вбросы, и все вероятности верны, только если протоколы честны.

fact-frame = Всего участков
fact-drawn = В выборке
fact-reported = Сообщили
fact-used = Пригодны
fact-options = Рассмотрено вариантов
fact-draws = Выборок на каждую строку
fact-level = Уровень интервалов

point-leader = { $option }: { $share } от { $whole } (от { $low } до { $high }). Вероятность наибольшего числа голосов — { $chance }.
point-majority = { $option }: вероятность избрания большинством — { $chance }.
point-nobody-elected = Большинством не избирается никто (вероятность каждого ниже 0,1 %).
point-passes = Проходят порог (каждый с вероятностью выше 95 %): { $options }.
point-open = Нельзя сказать, проходят ли порог: { $options }.
point-fails = Остаются ниже порога (каждый с вероятностью выше 95 %): { $options }.
point-seats = { $option }: от { $low } до { $high } мандатов из { $all }.
point-seats-exact = { $option }: мандатов — { $low } из { $all }.
point-turnout = Явка — { $share } (от { $low } до { $high }).
point-invalid = Недействительных бюллетеней — { $share } (от { $low } до { $high }).
point-arrived = Поступили пригодные протоколы: { $used } из { $sampled } участков выборки ({ $part }).
point-arrived-silent = Поступили пригодные протоколы: { $used } из { $sampled } участков выборки ({ $part }). Ничего не пришло из страт, где живут { $unseen } избирателей.

visited-text = Это подсчёт по этим протоколам, а не оценка для кого-либо ещё. Доли — от { $whole } на этих участках.
caption-visited = На { $stations ->
    [one] { $stations } посещённом участке
   *[other] { $stations } посещённых участках
}
column-share-there = Доля там

## Shares

chart-shares-title = Доли от { $whole } с интервалами
chart-shares-text = Столбец кончается на оценке. Толстая черта под ним делает поправку на участки, которые сообщают поздно, и на молчащие страты; тонкая показывает, каким был бы интервал, если бы порядок поступления не был связан с результатом.
chart-options-shown = Показаны { $shown } крупнейших из { $all }; в таблице — все.
legend-allowed = интервал ({ $level })
legend-bare = без поправки на порядок поступления
legend-threshold = порог по закону
axis-percent-of = % от { $whole }
axis-percent = Доля, %
shares-silent = Варианты без строки не имеют голосов ни в одном столбце сообщений.
caption-shares = Доли от { $whole } и от других чисел
caption-participation = Явка и недействительные бюллетени
column-from = От
column-to = До
column-from-bare = От, без поправки
column-to-bare = До, без поправки
column-of = От { $whole }
column-passes = Проходит порог
column-ratio = Отношение по учебнику
column-anytime = В любой момент
row-invalid = Недействительные бюллетени

## Seats

chart-house-title = Самый вероятный состав парламента
chart-house-text = Состав парламента целиком, который выходит чаще всего; его собственная вероятность — { $chance }. Всего { $seats ->
    [one] { $seats } мандат
    [few] { $seats } мандата
   *[other] { $seats } мандатов
}, большинство — { $majority }.
chart-seat-ranges-title = Мандаты каждого списка с интервалами
chart-seat-ranges-text = Столбцы показывают самый вероятный состав; черта под столбцом — интервал этого списка самого по себе.
legend-seats-range = интервал ({ $level })
caption-house = Мандаты каждого списка
caption-allocations = Самые вероятные составы парламента; розыгрышей: { $draws }
column-likeliest = Самый вероятный состав
column-median = Середина
column-allocation = Мандаты
column-chance = Вероятность

## Who leads

leader-text = Вероятности получены так: весь результат разыгрывается снова и снова с той неопределённостью, которую оставляет выборка.
caption-leader = Вероятности; розыгрышей: { $draws }
column-most-votes = Больше всего голосов
column-elected = Избрание большинством

## Tipping point

tipping-lead = Нет данных с участков, где { $missing } избирателей. Чтобы вперёд вышел другой вариант ({ $against } вместо { $option }), недостающие участки должны отличаться от прогноза на { $points } пункта, то есть на { $deviations } стандартного отклонения участков. В Мексике в 2018 году было 0,08.
tipping-lead-only = Нет данных с участков, где { $missing } избирателей. Чтобы вперёд вышел другой вариант ({ $against } вместо { $option }), недостающие участки должны отличаться от прогноза на { $points } пункта.
tipping-never = Нет данных с участков, где { $missing } избирателей. Даже если бы все голоса там, при ожидаемой явке, получил { $against }, впереди остался бы { $option }: отличие должно было бы составить { $points } пункта, то есть { $deviations } стандартного отклонения участков. В Мексике в 2018 году было 0,08.
tipping-text = Интервал допускает, что недостающие участки отличаются немного; отличаются ли они сильно, он знать не может. Таблица говорит, сколько понадобилось бы для каждого вывода.
tipping-of-lead = { $option } впереди, за ним { $against }
tipping-of-threshold = { $option } и порог
within-allowance = да
beyond-allowance = нет
caption-tipping = Какими должны быть недостающие участки, чтобы вывод изменился
column-headline = Вывод
column-gap = Расстояние, пункты
column-difference = Нужное отличие, пункты
column-deviations = В стандартных отклонениях
column-allowance = В пределах поправки

## Estimate by estimate

chart-course-title = Оценки по числу сообщивших участков
chart-course-text = Поздние оценки должны большей частью оставаться внутри ранних интервалов. Если они уходят в одну сторону, поздние участки отличаются от ранних.
course-silent = У ответа, который о стране ничего не говорил, точек нет.
axis-used = Пригодные участки
caption-course = Оценки с интервалами по числу участков
column-run = { $stations ->
    [one] { $stations } участок
    [few] { $stations } участка
   *[other] { $stations } участков
}

## Arrival

chart-arrived-title = Участки в выборке и поступившие, по стратам
chart-arrived-text = Первыми идут страты, где недостаёт больше всего избирателей.
chart-arrived-shown = Первые { $shown } из { $all }; в таблице — все.
legend-drawn = в выборке
legend-arrived = поступило и пригодно
caption-arrived = Каждая страта
column-stratum = Страта
column-in-frame = Участки
column-drawn = В выборке
column-arrived = Поступило
column-part = Часть
column-voters = Избиратели

list-warnings = Внимание
list-assumptions = Допущения
no-remarks = Ни допущений, ни предупреждений нет.

## Rehearsal

rehearsal-nothing = Ничего не испытано.
rehearsal-limits = Репетиция знает, какими были прошлые выборы, и сообщения в ней приходят так, как это уже наблюдали. Другие выборы могут быть неоднороднее, а сообщения могут пропадать иначе: берите размер с запасом.
size-reaches = Если { $arrives }, для точности ±{ $margin } пункта хватает выборки в { $stations ->
    [one] { $stations } участок
    [few] { $stations } участка
   *[other] { $stations } участков
}: интервал в среднем ±{ $points } пункта и содержал истину в { $coverage } выборок.
size-none = Если { $arrives }, ни один из испытанных размеров не даёт точности ±{ $margin } пункта: при { $stations ->
    [one] { $stations } участке
   *[other] { $stations } участках
} интервал в среднем ±{ $points } пункта и содержал истину в { $coverage } выборок.
size-width = Если { $arrives }, то при { $stations ->
    [one] { $stations } участке
   *[other] { $stations } участках
} интервал в среднем ±{ $points } пункта и содержал истину в { $coverage } выборок.
coverage-holds = Во всех испытаниях ({ $all ->
    [one] { $all } испытание
    [few] { $all } испытания
   *[other] { $all } испытаний
}) интервалы содержали истину так часто, как обещают, насколько это видно по такому числу выборок (самое меньшее { $least }); отношение без страт опускалось до { $naive }.
coverage-seldom = Интервалы содержали истину реже, чем обещают, в части испытаний ({ $seldom } из { $all }), самое меньшее в { $least } выборок; отношение без страт опускалось до { $naive }.
arrives-all = поступают все
arrives-part = поступает { $part }

sizes-text = Чем больше выборка, тем уже интервал: это первый рисунок. Выполняет ли интервал обещанное — другой вопрос: это второй. Оба числа — средние по вариантам.
sizes-columns = В таблице «попал» — часть выборок, интервал которых содержал истину, ± — половина интервала в пунктах, «неверно / сказано» — утверждения, что доля выше или ниже близкого к ней порога.
chart-widths-title = Половина интервала по размеру выборки
chart-coverage-title = Выборки, интервал которых содержал истину
axis-size = Участки в выборке
axis-half-width = ± пункты
axis-coverage = Выборки, %
legend-margin = нужно: ±{ $figure } пункта
legend-level = обещано: { $figure }
caption-sizes = Каждый размер и поступление
column-size = Участки
column-arrives = Поступление
column-arrived-part = Пришло
column-held-ours = Попал
column-worst = Худший вариант
column-half-width = ±
column-bias = Наибольшее смещение, пункты
column-wrong = Неверно / сказано
column-held-naive = Попал, без страт
column-half-naive = ±, без страт
column-held-collapsed = Попал, страты слиты
column-half-collapsed = ±, страты слиты

compared-text = Те же выборки, оценённые другими методами. Утверждение о пороге делается, когда вероятность выше 95 % или ниже 5 %; пороги воображались рядом с истинной долей каждого варианта. Брайер — средний квадрат ошибки этих вероятностей.
caption-compared = { $stations ->
    [one] { $stations } участок
    [few] { $stations } участка
   *[other] { $stations } участков
}, { $arrives }
column-method = Метод
column-error = Ошибка, пункты
column-brier = Брайер
method-ours = Sanaq
method-bare = Sanaq без поправки
method-collapsed = Комбинированное отношение, пустые страты слиты
method-quickcountmx = quickcountmx
method-naive = Отношение без страт

truths-text = В каждом испытании: часть выборок, интервал которых содержал истину; среднее оценки минус истина, в пунктах.
caption-truths = Истинная доля каждого варианта, как часто интервал её содержал и на сколько оценка промахивалась
column-truth = Истина
column-trial = { $stations }, { $arrives }

simulated-draws = Каждая выборка извлекается по плану, и используются только поступившие участки.
simulated-arrival = Поздние регионы — регионы лидера, крупные участки опаздывают, целые регионы молчат; чем меньше поступает, тем их больше.
simulated-own = Логарифм шансов сообщить на каждое стандартное отклонение доли лидера внутри региона: { $own } (в Мексике в 2018 году было −0,08).
simulated-past = Цифры прошлых выборов приняты за истину, были они честными или нет.
simulated-left-out = { $stations ->
    [one] Пропущен { $stations } участок
    [few] Пропущены { $stations } участка
   *[other] Пропущено { $stations } участков
} без списка избирателей или без нужной цифры.

## Remarks on an estimate

remark-hand-picked = { $stations ->
    [one] { $stations } участок выбран
    [few] { $stations } участка выбраны
   *[other] { $stations } участков выбраны
} вручную и ничего не говорят об остальных; сказать можно только то, что стоит в увиденных протоколах
remark-too-few = в выборке { $stations ->
    [one] { $stations } пригодный протокол
    [few] { $stations } пригодных протокола
   *[other] { $stations } пригодных протоколов
}, а нужно не менее { $needed }
remark-mostly-unseen = ничего не пришло из страт, где живут { $voters } избирателей, а молчать может не больше половины
remark-nothing-in = нет ни одного пригодного протокола
remark-honest-protocols = в протоколах стоит то, что было опущено в ящики: выборка проверяет подсчёт и сложение, но не вбросы
remark-random-sample = участки выбраны случайно, и ни один не заменён другим
remark-conditional = интервал допускает, что недостающие участки отличаются от сообщивших на { $late } стандартного отклонения участков, а молчащие страты — на { $unseen } отклонения страт; сколько изменило бы вывод, сказано в разделе о том, что изменило бы результат
remark-counted = поступили все участки: это подсчёт, а не оценка
remark-stations-only = списки избирателей неизвестны: участки весят одинаково, и явка не оценивается
remark-common-weights = у каждого участка один вес — по его списку избирателей, страте и территории{ $covariates ->
    [0] {""}
    [one] {" "}и ещё { $covariates } признаку
   *[other] {" "}и ещё { $covariates } признакам
}
remark-looks = { $planned ->
    [one] объявлена { $planned } публикация
    [few] объявлены { $planned } публикации, и интервал расширен, чтобы все они были верны вместе
   *[other] объявлено { $planned } публикаций, и интервал расширен, чтобы все они были верны вместе
}
remark-no-sample-list = список участков выборки не дан: неизвестно, каких участков недостаёт, и сообщившие приняты за всю выборку
remark-few-arrived = поступило только { $part } выборки
remark-unseen-strata = ничего не пришло из { $strata ->
    [one] { $strata } страты
   *[other] { $strata } страт
}, где живут { $voters } избирателей
remark-merged-strata = { $strata ->
    [one] { $strata } страта с единственным участком в выборке слита
    [few] { $strata } страты с единственным участком в выборке слиты
   *[other] { $strata } страт с единственным участком в выборке слиты
} с соседней
remark-unknown-figures = { $stations ->
    [one] в { $stations } протоколе не хватает цифры, и он считается
   *[other] в { $stations } протоколах не хватает цифры, и они считаются
} недостающими
remark-impossible-figures = { $stations ->
    [one] в { $stations } протоколе голосов больше, чем бюллетеней, и он считается
   *[other] в { $stations } протоколах голосов больше, чем бюллетеней, и они считаются
} недостающими: { $first }
remark-not-drawn = { $stations ->
    [one] сообщил { $stations } участок не из выборки
    [few] сообщили { $stations } участка не из выборки
   *[other] сообщили { $stations } участков не из выборки
}, это пропущено: { $first }
remark-not-in-frame = { $stations ->
    [one] { $stations } участка нет
   *[other] { $stations } участков нет
} в списке всех участков, это пропущено: { $first }
remark-without-register = { $stations ->
    [one] у { $stations } участка
   *[other] у { $stations } участков
} нет числа избирателей, вместо него взято среднее по страте
remark-clustered = участки выбраны гроздьями (их { $clusters }): соседи голосуют похоже, и интервал опирается на наблюдаемый разброс между территориями
remark-no-column = ни в одном столбце нет голосов: { $option }; принято, что их нет
remark-no-winner = нельзя сказать, кто впереди, { $first } или { $second }: вероятность, что впереди { $first }, — { $chance }
remark-threshold-open = нельзя сказать, проходит ли порог { $option }: вероятность — { $chance }
remark-no-seats = мандаты не рассчитаны; программа говорит по-английски: {"«"}{ $why }{"»"}
remark-lots = в { $part } розыгрышей закон отдаёт мандат жребию
remark-not-for-anytime = для интервалов, на которые можно смотреть в любой момент, нужна простая случайная выборка с порядком извлечения (одна страта, равные вероятности)
remark-contradiction = никакая доля ({ $option }) не согласуется с порядком сообщений: они поступали не случайно или цифры менялись
remark-obstructed = { $stations ->
    [one] { $stations } участок молчит
    [few] { $stations } участка молчат
   *[other] { $stations } участков молчат
}, потому что наблюдателям там не дали работать
