# Предложения о формах и текстовых сообщениях, по-русски.

sms-accepted = Принято: { $report }
sms-accepted-many = Принято: { $report }, ответов { $count }.
sms-receipt = Квитанция { $receipt }
sms-no-keyword = Непонятно: «{ $found }». Начните с { $expected } и номера участка.
sms-no-station = Нет номера участка.
sms-unknown-code = «{ $found }»: нет такого вопроса. Коды: { $expected }.
sms-strange = Непонятно: «{ $found }».
sms-no-value = { $code }: нет числа.
sms-several-numbers = { $code }: «{ $found }» не одно число.
sms-too-long = { $code }: слишком много цифр, «{ $found }».
sms-unknown-choice = { $code }: { $found } нет в списке, шлите { $expected }.
sms-no-time = { $code }: «{ $found }» не время, шлите 0715.
sms-no-date = { $code }: «{ $found }» не дата, шлите 10.01.2021.
sms-twice = { $code } дважды: { $found }. Пришлите верное.
sms-two-letters = «{ $found }» принято как { $code }; пишите латиницей.
sms-control = Сумма чисел { $expected }, а прислано ={ $found }. Проверьте.
sms-absence-not-offered = { $code }: здесь нужно число.
sms-length = Чисел { $found }, нужно { $expected }. Ничего не принято.
sms-long-message = Сообщение слишком длинное.
sms-out-of-range = { $code }: { $found } вне { $expected }.
sms-constraint = { $code }: { $found } не может быть, проверьте.
sms-missing = { $code }: нет ответа.
sms-not-asked = { $code } не вяжется с другими ответами.
sms-unknown-sender = Ваш номер не знаком. Сообщение сохранено, его проверит человек.
sms-unknown-station = Участка { $found } нет в списке. Проверьте номер.
sms-other-station = Вы не назначены на участок { $found }. Проверьте номер.
sms-closed = Эта форма закрыта. Сообщение сохранено с пометкой.
sms-not-kept = Комментарий не сохранён: нет ключа, чтобы его запечатать.
sms-kept = Текст сохранён, его прочтёт человек.
sms-stopped = Сообщений больше не будет. СТАРТ - снова получать.
sms-started = Вы снова получаете сообщения. СТОП - прекратить.
sms-again = Шлите: { $example }
sms-more = +ещё { $count }.

problem-unknown-question = { $question }: в форме нет такого вопроса.
problem-misplaced = { $question }: стоит вне своей повторяемой группы.
problem-wrong-type = { $question }: найдено «{ $found }», ожидалось: { $expected }.
problem-unreadable = { $question }: «{ $found }» не читается, ожидалось: { $expected }.
problem-unknown-choice = { $question }: «{ $found }» нет в списке ({ $expected }).
problem-not-offered = { $question }: «{ $found }» не предлагается после других ответов.
problem-out-of-range = { $question }: { $found } вне пределов { $expected }.
problem-constraint = { $question }: { $found } нарушает правило { $expected }.
problem-missing = { $question }: нет ответа.
problem-not-asked = { $question }: есть ответ, хотя другие ответы исключают вопрос.
problem-absence-not-offered = { $question }: «{ $found }» здесь не предлагается.
problem-calculation = { $question }: найдено { $found }, по форме выходит { $expected }.
problem-too-many = { $question }: заполнено { $found } раз, ожидалось не более { $expected }.

type-one = один вариант
type-many = варианты
type-integer = целое число
type-decimal = число
type-date = дата
type-time = время
type-moment = дата и время
type-text = текст
type-photo = снимок
type-file = файл
type-location = место
type-barcode = штрихкод
type-acknowledge = отметка
type-note = ничего
type-hidden = вычисленное значение
type-device = то, что вносит устройство

absent-dont-know = Не знаю
absent-not-allowed = Не дали увидеть
absent-not-applicable = Не применимо
absent-question = Нет ответа? Скажите почему

card-begin = Начните с
card-station = номер участка
card-example = Пример
card-control = Добавьте = и сумму всех чисел: = { $sum }
card-comment = @ и любой текст: примечание
card-marks = ? не знаю, ! не дали увидеть, * не применимо
card-one = шлите один номер
card-many = шлите все номера, 0 — ни одного
card-integer = шлите число
card-decimal = шлите число, например 12.5
card-time = шлите время, например 0715
card-date = шлите дату, например 10.01.2021
card-not-by-sms = Не для сообщений

condition-and = и
condition-or = или
condition-not = не ({ $condition })
condition-answered = на { $question } есть ответ
condition-unanswered = на { $question } нет ответа
condition-count = сколько отмечено в { $question }

## Форма протокола, которая составляется по выборам

protocol-title = Протокол
protocol-station = Участок
protocol-code = Номер избирательного участка
protocol-lines = Строки протокола
protocol-votes = Голоса за каждый вариант
protocol-sums = Сходится ли?
protocol-paper = Бумага
protocol-hard = Эти числа не сходятся: { $rule }. Сверьте с бумагой. Если так в бумаге, оставьте как есть.
protocol-soft = Необычно: { $rule } не выполняется. Сверьте числа с бумагой.
protocol-copy = Получили ли вы заверенную копию протокола?
protocol-copy-given = Да, заверенную
protocol-copy-uncertified = Да, без подписи или печати
protocol-copy-refused = Отказали
protocol-copy-not-asked = Не просили
protocol-page = Снимок протокола, страница { $number }
protocol-all-votes = голоса за все варианты вместе
protocol-line-registered = Избирателей в списке
protocol-line-received = Бюллетеней получено комиссией
protocol-line-issued = Бюллетеней выдано избирателям
protocol-line-issued-home = Бюллетеней выдано вне помещения
protocol-line-absentee = Проголосовало по открепительным удостоверениям
protocol-line-unused = Неиспользованных и погашенных бюллетеней
protocol-line-spoiled = Испорченных и заменённых бюллетеней
protocol-line-portable = Бюллетеней в переносных ящиках
protocol-line-stationary = Бюллетеней в стационарных ящиках
protocol-line-cast = Бюллетеней в ящиках
protocol-line-invalid = Недействительных бюллетеней
protocol-line-valid = Действительных бюллетеней
protocol-line-against-all = Голосов против всех
protocol-line-not-counted = Неучтённых бюллетеней
protocol-line-lost = Утраченных бюллетеней
protocol-titled = Протокол: { $election }
