# Формалар мен мәтіндік хабарламалар туралы сөйлемдер, қазақша.

sms-accepted = Алынды: { $report }
sms-accepted-many = Алынды: { $report }, жауап саны { $count }.
sms-receipt = Түбіртек { $receipt }
sms-no-keyword = Түсініксіз: «{ $found }». { $expected } әрпі мен учаске нөмірінен бастаңыз.
sms-no-station = Учаске нөмірі жоқ.
sms-unknown-code = «{ $found }»: ондай сұрақ жоқ. Кодтар: { $expected }.
sms-strange = Түсініксіз: «{ $found }».
sms-no-value = { $code }: сан жоқ.
sms-several-numbers = { $code }: «{ $found }» бір сан емес.
sms-too-long = { $code }: цифр тым көп, «{ $found }».
sms-unknown-choice = { $code }: { $found } тізімде жоқ, жіберіңіз: { $expected }.
sms-no-time = { $code }: «{ $found }» уақыт емес, үлгі: 0715.
sms-no-date = { $code }: «{ $found }» күн емес, үлгі: 10.01.2021.
sms-twice = { $code } екі рет: { $found }. Дұрысын жіберіңіз.
sms-two-letters = «{ $found }» { $code } деп алынды; латынша жазыңыз.
sms-control = Сандар қосындысы { $expected }, келгені ={ $found }. Тексеріңіз.
sms-absence-not-offered = { $code }: мұнда сан керек.
sms-length = { $found } сан келді, керегі { $expected }. Ештеңе алынбады.
sms-long-message = Хабарлама тым ұзын.
sms-out-of-range = { $code }: { $found } шегі { $expected }.
sms-constraint = { $code }: { $found } болуы мүмкін емес, тексеріңіз.
sms-missing = { $code }: жауап жоқ.
sms-not-asked = { $code } басқа жауаптарға сай емес.
sms-unknown-sender = Нөміріңіз бізге белгісіз. Хабар сақталды, адам тексереді.
sms-unknown-station = { $found } учаскесі тізімде жоқ. Нөмірін тексеріңіз.
sms-other-station = Сіз { $found } учаскесіне бекітілмегенсіз. Тексеріңіз.
sms-closed = Бұл форма жабық. Хабар белгімен сақталды.
sms-not-kept = Түсініктеме сақталмады: мөрлейтін кілт жоқ.
sms-kept = Мәтін сақталды, оны адам оқиды.
sms-stopped = Бұдан былай хабар жібермейміз. БАСТА - қайта алу.
sms-started = Хабарларды қайта аласыз. ТОҚТА - тоқтату.
sms-again = Жіберіңіз: { $example }
sms-more = +тағы { $count }.

problem-unknown-question = { $question }: формада мұндай сұрақ жоқ.
problem-misplaced = { $question }: қайталанатын тобынан тыс тұр.
problem-wrong-type = { $question }: «{ $found }» табылды, күтілгені: { $expected }.
problem-unreadable = { $question }: «{ $found }» оқылмайды, күтілгені: { $expected }.
problem-unknown-choice = { $question }: «{ $found }» тізімде жоқ ({ $expected }).
problem-not-offered = { $question }: «{ $found }» басқа жауаптардан кейін ұсынылмайды.
problem-out-of-range = { $question }: { $found } саны { $expected } шегінен тыс.
problem-constraint = { $question }: { $found } мына ережеге қайшы: { $expected }.
problem-missing = { $question }: жауап жоқ.
problem-not-asked = { $question }: басқа жауаптар бойынша сұралмауы тиіс, бірақ жауап бар.
problem-absence-not-offered = { $question }: «{ $found }» мұнда ұсынылмайды.
problem-calculation = { $question }: { $found } табылды, форма бойынша { $expected }.
problem-too-many = { $question }: { $found } рет толтырылған, ең көбі { $expected } күтілген.

type-one = бір нұсқа
type-many = нұсқалар
type-integer = бүтін сан
type-decimal = сан
type-date = күн
type-time = уақыт
type-moment = күн мен уақыт
type-text = мәтін
type-photo = фотосурет
type-file = файл
type-location = орын
type-barcode = штрихкод
type-acknowledge = белгі
type-note = ештеңе
type-hidden = есептелген мән
type-device = құрылғы толтыратын мән

absent-dont-know = Білмеймін
absent-not-allowed = Көруге рұқсат бермеді
absent-not-applicable = Қатысы жоқ
absent-question = Жауап жоқ па? Себебін айтыңыз

card-begin = Бастау әрпі
card-station = учаске нөмірі
card-example = Мысал
card-control = Соңына = және барлық санның қосындысын жазыңыз: = { $sum }
card-comment = @ және кез келген мәтін: ескерту
card-marks = ? білмеймін, ! көруге рұқсат бермеді, * қатысы жоқ
card-one = бір нөмір жіберіңіз
card-many = барлық нөмірді жіберіңіз, 0 — бірде-бірі емес
card-integer = санды жіберіңіз
card-decimal = санды жіберіңіз, мысалы 12.5
card-time = уақытты жіберіңіз, мысалы 0715
card-date = күнді жіберіңіз, мысалы 10.01.2021
card-not-by-sms = Хабарламамен емес

condition-and = және
condition-or = немесе
condition-not = ({ $condition }) емес
condition-answered = { $question } жауабы бар
condition-unanswered = { $question } жауабы жоқ
condition-count = { $question } бойынша белгіленген саны

## Сайлау бойынша жасалатын хаттама нысаны

protocol-title = Дауыс санау хаттамасы
protocol-station = Сайлау учаскесі
protocol-code = Сайлау учаскесінің нөмірі
protocol-lines = Хаттаманың жолдары
protocol-votes = Әр нұсқаға берілген дауыс
protocol-sums = Сандар сәйкес пе?
protocol-paper = Қағаз нұсқасы
protocol-hard = Бұл сандар сәйкес емес: { $rule }. Қағазбен салыстырыңыз. Қағазда солай болса, өзгертпеңіз.
protocol-soft = Әдеттегідей емес: { $rule } орындалмайды. Сандарды қағазбен салыстырыңыз.
protocol-copy = Хаттаманың расталған көшірмесін алдыңыз ба?
protocol-copy-given = Иә, расталған
protocol-copy-uncertified = Иә, қолы немесе мөрі жоқ
protocol-copy-refused = Беруден бас тартты
protocol-copy-not-asked = Сұраған жоқпын
protocol-page = Хаттаманың фотосы, бет { $number }
protocol-all-votes = барлық нұсқаның дауыстары
protocol-line-registered = Тізімдегі сайлаушылар саны
protocol-line-received = Комиссия алған бюллетеньдер
protocol-line-issued = Сайлаушыларға берілген бюллетеньдер
protocol-line-issued-home = Учаскеден тыс берілген бюллетеньдер
protocol-line-absentee = Есептен шығару куәлігімен дауыс бергендер
protocol-line-unused = Пайдаланылмаған және жойылған бюллетеньдер
protocol-line-spoiled = Бүлінген, ауыстырылған бюллетеньдер
protocol-line-portable = Тасымалды жәшіктердегі бюллетеньдер
protocol-line-stationary = Тұрақты жәшіктердегі бюллетеньдер
protocol-line-cast = Жәшіктерден табылған бюллетеньдер
protocol-line-invalid = Жарамсыз бюллетеньдер
protocol-line-valid = Жарамды бюллетеньдер
protocol-line-against-all = Бәріне қарсы дауыстар
protocol-line-not-counted = Есептелмеген бюллетеньдер
protocol-line-lost = Жоғалған бюллетеньдер
protocol-titled = Дауыс санау хаттамасы: { $election }
