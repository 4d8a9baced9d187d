# Барлық қолданбаға ортақ: уақыт, хаттаманың есебі, суреттер.

numbers-like = ru
day-time = { NUMBER($day, minimumIntegerDigits: 2) }.{ NUMBER($month, minimumIntegerDigits: 2) }, { $time }
when-now = қазір
minutes-ago = { $n } минут бұрын
in-minutes = { $n } минуттан кейін
hours-ago = { $n } сағат бұрын
in-hours = { $n } сағаттан кейін
days-ago = { $n } күн бұрын
in-days = { $n } күннен кейін
line-short = { $line }-жол
lines-sum = { $from }–{ $to } жолдарының қосындысы
sum-equal = { $left } = { $leftTotal }, бірақ { $right } = { $rightTotal }.
sum-high = { $left } = { $leftTotal }, бұл { $right } = { $rightTotal } санынан көп.
sum-low = { $left } = { $leftTotal }, бұл { $right } = { $rightTotal } санынан аз.
sum-check = Қағазбен салыстырыңыз: { $lines }.
sum-swap = { $line }-жолда { $from } орнына { $to } болса, бәрі сәйкес келер еді. Қағазға қараңыз.
sum-paper = Қағазда солай болса, өзгертпеңіз.
file-choose = Файл таңдау
photo-choose = Сурет таңдау
photo-take = Суретке түсіру
photo-again = Қайта түсіру
photo-remove = Алып тастау
photo-alt = Түсірілген сурет
photo-bad = Бұл сурет оқылмайды
photo-size = { $size } КБ
