# Телефондағы барлық сөйлем қазақша. Кілттер мен айнымалылар барлық тілде бірдей:
# оны web/tools/words.ts тексереді.

## The lock. It says neither what this is nor what for.

lock-label = PIN
lock-open = Ашу
lock-wrong = Дұрыс емес
lock-wait = { $seconds } с күтіңіз
lock-erase = Санды өшіру; бәрін өшіру үшін басып тұрыңыз
lock-erased = Бос

## Joining

join-code = Код
join-code-hint = 16 әріп пен сан
join-code-bad = Код толық емес не қате терілген
join-pin = PIN ойлап табыңыз
join-pin-hint = Кемінде { $digits } сан. Ұзағырақ болса, сенімдірек. Оны ешкім қалпына келтіре алмайды.
join-pin-again = Сол PIN тағы бір рет
join-pin-short = Кемінде { $digits } сан
join-pin-weak = Табуға тым оңай. Қатар тұрған сандар да, қайталанған бөлік те болмасын
join-pin-differs = Екеуі бірдей емес
join-next = Әрі қарай
join-wait = Қосылуда…
join-offline = Желі жоқ. Пайда болғанда өзі жалғасады.
home-online = Желіде тағы аз-кем болыңыз: бұл бет желісіз әзірге ашылмайды.
join-refused = Бұл код белгісіз не бұрын қолданылған. Жаңасын сұраңыз.
join-other-code = Басқа код теріңіз
join-busy = Әрекет тым көп. Біраздан соң өзі жалғасады.

## Home

home = Басты бет
station = { $code } учаскесі
station-none = Учаске әлі жоқ
station-choose = Қазір қайдасыз
polls = Ашық { $from }–{ $to }
due-title = Сізден күтеміз
due-none = Қазір ештеңе күтілмейді
due-past = { $form }: мерзімі { $when } болған
due-next = { $form }: { $when }
asked-back = Миссия қайта сұрайды
asked-back-form = { $form }, { $time }: { $reason }
count-voters = Сайлаушыларды санау
counted-today = { $count ->
    [one] { $count } сайлаушы саналды
   *[other] { $count } сайлаушы саналды
}
begin = Бастау
look = Қарау
go-on = Жалғастыру: { $done } / { $all }
filed-times = { $count ->
    [one] { $count } рет тапсырылды
   *[other] { $count } рет тапсырылды
}
filed-last = соңғысы { $time }
forms-title = Не толтыру керек
forms-none = Пішіндер әлі жоқ. Келесі қосылғанда келеді.
report-incident = Оқиға туралы хабарлау
help = Маған қазір көмек керек
help-hint = Алдымен көру үшін түртіңіз; бірден шақыру үшін басып тұрыңыз
help-sent = Көмек сұрауыңыз жіберілуде
help-kept = Желі жоқ. Көмек сұрауыңыз желі пайда бола сала жіберіледі.
help-there = Көмек сұрауыңыз миссияға жетті
help-call = Көмек сұрау
help-says = Миссияға қазір көмек керек екеніңіз айтылады: { $station } учаскесі, { $time }.
help-says-time = Миссияға қазір көмек керек екеніңіз айтылады, { $time }.
help-call-now = Көмекке шақыру
help-later = Қалғанын кейін қосуға болады.
help-add = Не болғанын айту
drill = Жаттығу: мұнда ештеңе есепке алынбайды
example = Мысал: мұндағының бәрі ойдан шығарылған
example-short = Мысал
revoked = Миссия сізден бұдан былай хабар күтпейді. Не жіберсеңіз де, сақталады.
shut-out = Бұл телефон ажыратылды. Ондағының бәрі осында қалады. Миссиядан жаңа код сұраңыз.
clock-fast = Телефон сағаты { $minutes ->
    [one] { $minutes } минут
   *[other] { $minutes } минут
} озып тұр. Хабарлар мұны ескереді, ештеңе істеудің керегі жоқ.
clock-slow = Телефон сағаты { $minutes ->
    [one] { $minutes } минут
   *[other] { $minutes } минут
} қалып тұр. Хабарлар мұны ескереді, ештеңе істеудің керегі жоқ.
key-changed = Сервер бұл телефон қосылған күнгіден басқа кілт көрсетіп тұр. Оның түбіртектеріне сенуге болмайды. Миссияға басқа жолмен айтыңыз.

## Asking

back = Артқа
next = Әрі қарай
answered-of = Жауап берілді: { $done } / { $all }
close = Сақтап, жабу
dont-know = Білмеймін
not-allowed = Көруге рұқсат бермеді
not-applicable = Қатысы жоқ
without-answer = Немесе жауапсыз
leave-open = Жауапсыз
required = Жауапсыз қалды. Білгеніңізді не жауаптың неге жоғын айтыңыз.
not-whole = Бүтін сан керек
not-decimal = Сан керек
not-time = Уақыт керек, мысалы 07:15
range = { $low } мен { $high } аралығындағы сан керек
range-low = { $low } санынан кем емес сан керек
range-high = { $high } санынан аспайтын сан керек
held-back = Әзірге тапсыруға болмайды: мұнда тұрғаны жауап емес. Түзетіңіз не жауап жоқ екенін айтыңыз.
pick = Таңдаңыз…
pick-before = Нені таңдау керегі алдыңғы жауапқа байланысты
kept-before = Бұрын тапсырылғандай; қайта жауап бермесеңіз, қалады
not-fitting = Бұл сұраққа сай емес. Қайта қараңыз; осылай қалдыруға да болады.
all-of = Бірнешеуін таңдауға болады
clear-answer = Жауапты алып тастау
sealed-note = Телефонда жабылады: тек миссияның қауіпсіздік жауаптысы оқиды
sealed-short = Жабылады
more-of = Тағы бірі: { $group }?
more-yes = Иә, тағы біреу
more-no = Басқа жоқ
read-it = Оқыдым
locate = Осы телефонның орнын алу
located = Орны { $metres } м дәлдікпен алынды
not-located = Орынды анықтау мүмкін болмады
end-title = Бұл соңғы сұрақ еді
end-open = { $count ->
    [one] { $count } сұраққа әлі жауап керек
   *[other] { $count } сұраққа әлі жауап керек
}
end-file = Тапсыру
end-file-open = Осы күйінде тапсыру
end-back = Қарап шығу
list-title = Осы уақытқа дейін айтқаныңыз
list-unfit = Әзірге жауап емес: оқылмайды
list-open = Әлі жауап керек
list-answered = Жауап берілді
list-optional = Жауапсыз қалдыруға болады
list-end = Соңына, тапсыруға
file-now = Қазір тапсыру, қалғанын кейін қосу
delete-draft = Лақтырып тастау
delete-sure = Толтырғаныңызды лақтырып тастайсыз ба?
delete-yes = Лақтыру
delete-no = Қалдыру
nobody-to-seal = Жабық жауаптарды кім аша алатынын миссия әлі айтқан жоқ. Жазғаныңыз телефонда қалады; желі болғанда тапсырыңыз.

## The protocol

pages-title = Беттердің суреттері
line = { $line }-жол
sums-hold = { $count ->
    [one] { $count } тексеру сәйкес
   *[other] { $count } тексеру сәйкес
}
sums-violated = { $count ->
    [one] { $count } тексеру сәйкес емес
   *[other] { $count } тексеру сәйкес емес
}
sums-wait = { $count ->
    [one] { $count } тексеру сандарды күтуде
   *[other] { $count } тексеру сандарды күтуде
}
sums-title = Сандар сәйкес пе?
file-as-paper = Қағаздағыдай тапсыру
file-sheet = Хаттаманы тапсыру
no-figure = Сан жоқ

## Counting voters

tap = Бір сайлаушы
tap-undo = Соңғысын алып тастау
tap-none = Әлі ешкім жоқ
tap-hours = Сағат бойынша
tap-hour = Сағат
tap-in-hour = Осы сағатта
tap-so-far = Барлығы
tap-file = { $time } дейінгі санақты қазір тапсыру
tap-filed = { $count ->
    [one] { $time } дейін { $count } сайлаушы: тапсырылды.
   *[other] { $time } дейін { $count } сайлаушы: тапсырылды.
}
look-or-add = Қарау, түзету, толықтыру
tap-full = Бұл басу САНАЛМАДЫ: телефонда орын жоқ. Суреттерді не фильмдерді өшіріп, жалғастырыңыз.

## Outbox

outbox = Жіберу
outbox-empty = Бұл телефонда әлі ештеңе тапсырылған жоқ
outbox-here = { $count ->
    [0] Бәрі миссияда
    [one] { $count } хабар тек осы телефонда
   *[other] { $count } хабар тек осы телефонда
}
outbox-reports-there = Барлық хабар миссияда
outbox-photos = { $count ->
    [one] { $count } сурет не жабық жауап жіберілуі керек
   *[other] { $count } сурет не жабық жауап жіберілуі керек
}
outbox-send = Қазір жіберу
outbox-sending = Жіберілуде…
outbox-next = Келесі әрекет { $when }
outbox-soon = Келесі әрекет бір минут ішінде
outbox-offline = Желі жоқ. Пайда болғанда өзі жалғасады.
outbox-elsewhere = Басқа телефоннан
state-waiting = Тек осы телефонда
state-parts = Хабар миссияда; { $all } сурет не жабық жауаптан { $missing } қалды
state-taken = Миссияда
state-refused = Сервер қабылдамады; осында қалады
refused-must-be-sealed = Онда мөрленуге тиіс жауаптар бар, ал бұл форма оны білмеген. Миссияға хабарлаңыз.
refused-conflict = Миссияда осы нөмірмен басқа хабарлама бар.
said-sealed = Жабық: бұл телефон аша алмайды
said-photo = Сурет миссияда; телефонда енді жоқ
said-elsewhere = Басқа телефоннан тапсырылған: не айтылғаны мұнда жоқ
correct = Түзету не толықтыру
correct-on = Түзетуді жалғастыру
correct-hint = Түзету қасына қойылады. Ештеңе өшірілмейді.
correction = Түзету
corrects = Мұнда не түзетілген
corrected = { $time } түзетілді
stands = Осы күйінде дұрыс
own-words = Жауабыңыз сөзбен
own-words-hint = Оны миссияның кілті барлар ғана оқи алады. Жазу міндетті емес.
receipt-not = Түбіртек әлі тексерілмеді
receipt-promise = Түбіртекке қол қойылған, тексерілді: орны { $place }
receipt-proof = Журналда бары дәлелденді, бірақ телефонға көрсетілмеді: орны { $place }
receipt-opened = Дәлелденді: журналда осы есеп, сіз тапсырған күйінде тұр, орны { $place }
receipt-other = ЖУРНАЛДА СІЗ ТАПСЫРҒАН ЕМЕС, БАСҚА НӘРСЕ ТҰР. Миссияға басқа жолмен айтыңыз.
receipt-wrong = ТҮБІРТЕК ДҰРЫС ЕМЕС. Миссияға басқа жолмен айтыңыз.
receipt-did-sign = Журнал қол қойған: кілті телефон қосылғаннан бері өзінде.
receipt-did-include = Журналдың қол қойылған басы астында, { $place }-орында: ешкім байқатпай өзгерте де, жоя да алмайды.
receipt-not-opened = Миссия онда не тұрғанын көрсетпеді.
receipt-did-compare = Миссия онда не қол қойылғанын көрсетті: ол сізден; нысаны, учаскесі, жауаптары, жабық бөліктері, суреттері мен уақыты сол қалпында. Жанында миссияның өзі анықтағаны ғана тұруы мүмкін, мысалы қашықтық.
receipt-differs = Осы телефондағыдан өзгеше: { $parts }.
part-who = кім тапсырғаны
part-form = нысан
part-station = учаске
part-answers = жауаптар
part-sealed = жабық бөліктер
part-photos = суреттер
part-time = уақыт
remark-exercise = Миссия мұны жаттығу деп есептеді.
remark-no-station = Учаскесі тізімде жоқ; оны миссиядағы адам шешеді.
receipt-show = Түбіртекті көрсету
receipt-copy = Көшіру
receipt-copied = Көшірілді

## More

more = Тағы
more-language = Тіл
more-pin = Басқа PIN
more-pin-old = Бұрынғы PIN
more-pin-new = Жаңа PIN
more-pin-change = Ауыстыру
more-pin-changed = PIN ауыстырылды
more-lock = Қазір жабу
more-wipe = Осы телефондағының бәрін өшіру
more-wipe-hint = Үш секунд басып тұрыңыз. Жіберілмегені жоғалады.
more-clock = Сағат
more-clock-known = Сервермен { $when } салыстырылды: айырмасы { $seconds } с
more-clock-unknown = Сервермен әлі салыстырылмаған
more-told = Серверден соңғы хабар
more-never = ешқашан
more-room = Телефондағы орын
more-room-safe = Браузер сенімді сақтайды
more-room-unsafe = Орын таусылса, браузер бәрін өшіруі мүмкін: бұл бетті басты экранға қосыңыз

## Trouble

full = Ештеңе сақталмады: телефонда орын жоқ. Суреттерді не фильмдерді өшіріп, қайталаңыз.
trouble = Бірдеңе дұрыс болмады: { $detail }
dismiss = Түсінікті

## Time

# A language whose numbers, plurals and clock are alike, for browsers that do not know this one.
