# Файлда не сұрауда не дұрыс емес; ағылшыншасы `said!` шақыруларында тұр.

## Файлмен әкелінетін формалар

said-sheet-unread = кітаптың бұл парағы оқылмайды
said-untold = мұнда көрсетілмеген тағы { $n } осындай ескерту бар
said-cell-unread = «{ $found }» мұнда оқылмайды
said-heading-nameless = бағанның атауы жоқ
said-group-endless = «{ $group }» тобының соңы жоқ; ол осы жерде аяқталды
said-row-typeless = жолда түрі көрсетілмеген
said-row-off = жол өшірілген
said-type-unknown = «{ $found }» түрі белгісіз
said-group-has-none = топта мұндай болмайды
said-group-deep = тым терең: топтың сұрақтары одан тыс тұр
said-end-alone = басталмаған топтың соңы
said-name-none = аты көрсетілмеген; енді ол — «{ $name }»
said-name-wrong = «{ $found }» атау бола алмайды; енді ол — «{ $name }»
said-name-twice = «{ $found }» аты бос емес; енді ол — «{ $name }»
said-choice-alone = жауап нұсқасының тізімі не аты жоқ
said-choice-spaces = «{ $found }» атында бос орын бар; енді ол — «{ $id }»
said-choice-files = жауап нұсқалары сурет пен дыбыссыз көрсетіледі
said-choice-twice = «{ $id }» нұсқасы «{ $list }» тізімінде екінші рет тұр
said-filter-alone = таңдауы жоқ сұраққа қойылған нұсқалар сүзгісі
said-or-other = «or_other» орнына «other» нұсқасы мен «{ $name }» сұрағы қосылды
said-default-second = сұрақтың есептеуі бұрыннан бар
said-default-computed = әдепкі мәннің өрнегі есептеуге айналды: { $computed }
said-no-list = «{ $list }» тізімі жоқ; жауап мәтінмен енгізіледі
said-scale = шкаланың ({ $parameters }) орнына сол аралықтағы сан енгізіледі
said-settings-second = баптаулардың екінші жолы
said-own-unknown = «{ $key }» = «{ $value }» белгісіз
said-type-lines = «{ $found }»: картадағы сызықтар мен контурлар мұнда салынбайды; жауап мәтінмен енгізіледі
said-type-loop = «{ $found }»: қайталау циклдері оқылмайды
said-type-unasked = «{ $found }»: байқаушының білуінсіз ештеңе жазылмайды
said-type-sim = «{ $found }»: 2019 жылдан бері телефондар мұны айтпайды
said-type-external = «{ $found }»: сыртқы файлдар оқылмайды
said-type-rank = «{ $found }»: мұнда ретімен қою мүмкін емес; жауап мәтінмен енгізіледі
said-type-files = «{ $found }»: файлдардағы нұсқалар оқылмайды; жауап мәтінмен енгізіледі
said-instance-name = жоқ сұраққа сілтейді
said-codes-anew = { $problem }; SMS кодтарының бәрі қайта берілді
said-refers-nowhere = «{ $at }»: жоқ сұраққа ${"{"}{ $name }{"}"} сілтемесі: { $text }
said-shows-nothing = «{ $at }»: мәтін жоқ сұрақтың жауабын көрсетеді
said-xml-unread = «{ $found }» элементі оқылмайды
said-xml-nowhere = «{ $found }» ешбір түйінмен байланыспаған
said-xml-kept = { $text }: { $problem }
said-xml-type = «{ $found }» түрі мұнда сұралмайды; жауап мәтінмен енгізіледі
said-xml-choices = { $nodeset } нұсқалары оқылмайды; жауап мәтінмен енгізіледі

## Формадағы өрнектер мен атаулар

said-parse = { $message }, { $at }-таңба
said-parse-more = мұнда соңы не амал белгісі күтілген, мысалы «and»
said-parse-long = өрнек { $most } байттан ұзын
said-parse-dots = «...» табылды, . не .. күтілген
said-parse-character = «{ $found }» белгісі мұнда оқылмайды
said-parse-quote = { $mark } тырнақшасы жабылмаған
said-parse-brace = ${"{"} белгісінен кейін {"}"} жоқ
said-parse-sign = «{ $shown }» күтілген
said-parse-deep = бірінің ішінде бірі тұрған амал { $most } шегінен асады
said-parse-value = мән, атау не функция күтілген
said-parse-brackets = ашық жақша { $most } шегінен асады
said-parse-step = жолда атау күтілген
said-parse-last = жолдың соңында атау күтілген
said-parse-function = { $name }() функциясы мұнда есептелмейді
said-parse-arguments = { $name }() аргументінің саны: { $found }, { $least }–{ $most } күтілген
said-no-decimal = «{ $found }» — сан емес; 18 цифрға дейін күтілген, мысалы 12.5
said-no-form-id = «{ $found }» форма атауы бола алмайды: бір жолда 1–128 таңба, шеттерінде бос орынсыз
said-no-name = «{ $found }» атау бола алмайды: алдымен әріп не _, одан кейін әріптер, цифрлар, _, - және .
said-no-choice = «{ $found }» нұсқа атауы бола алмайды: бос орынсыз 1–128 таңба

## Қолдануға болмайтын форма

said-keyword = «{ $keyword }» кілт сөзі жарамайды: I, L, O, Q-дан басқа 1–4 бас латын әрпі күтілген
said-keyword-taken = «{ $keyword }» кілт сөзі «{ $form }» формасында бар
said-code-letters = «{ $code }» коды жарамайды: I, L, O, Q-дан басқа 1 не 2 бас латын әрпі күтілген
said-code-clash = «{ $code }» кодын «{ $other }» кодынан ажырату мүмкін емес
said-form-long = сұрақтар мен топтар { $most } шегінен асады
said-form-twice = аты екі рет тұр; әр сұрақ пен әр топтың өз аты болуы керек
said-form-deep = бірінің ішінде бірі тұрған топ { $most } шегінен асады
said-list-twice = бұл тізім екі рет тұр
said-form-choice = «{ $id }» нұсқасы бұл тізімде екі рет тұр
said-form-list = «{ $list }» тізімі жоқ
said-form-instance = толтырылған форманың аты мұнда жоқ «{ $name }» сұрағына сілтейді
said-form-refers = формада жоқ сұраққа ${"{"}{ $name }{"}"} сілтемесі
said-form-shows = «{ $language }» тіліндегі мәтін ${"{"}{ $name }{"}"} көрсетеді, ал формада мұндай сұрақ жоқ
said-required = { $found } табылды, true, false не шарт күтілген
said-ask = «{ $found }» табылды, күтілгені: { $expected }

## Сайлау файлы

said-keyed = «{ $key }» кілті: { $message }
said-at-line = { $line }-жол, { $message }
said-both = { $one }; { $other }
said-no-use = оны қолдануға болмайды
said-toml = { $error }
said-no-seats = 0 табылды, кемінде 1 күтілген
said-date = «{ $found }» табылды, жыл-ай-күн күтілген, мысалы 2021-01-10
said-option-twice = «{ $id }» нұсқасы екі рет тұр; атаулар әртүрлі болуы керек
said-district-twice = «{ $id }» округі екі рет тұр; атаулар әртүрлі болуы керек
said-district-seats = «{ $id }» округінде 0 мандат, кемінде 1 күтілген
said-one-seat = { $found } табылды, ал мұндай сайлауда мандат біреу
said-house = { $found } табылды, ең көбі { $most } күтілген
said-seats-sum = { $found } табылды, { $sum } күтілген: округтерде { $fixed } және теңестіруші { $levelling }
said-only-in = бұл { $place } ғана болады
said-in-list = «list» түріндегі сайлауда
said-in-districts = [[contest.districts]] бар сайлауда
said-in-list-districts = [[contest.districts]] бар «list» түріндегі сайлауда
said-in-remainders = формуласы «largest-remainder», түрі «list» сайлауда
said-in-counted = «majority» не «referendum» түріндегі сайлауда
said-in-majority = «majority» түріндегі сайлауда
said-in-referendum = «referendum» түріндегі сайлауда
said-minimum-lists = { $found } табылды, кемінде 2 күтілген
said-beside-minimum = бұл minimum-lists не minimum-lists-share қасында ғана болады
said-beside-threshold = бұл межемен (threshold) бірге ғана болады
said-beside-only = «{ $found }» қасында табылды, тек { $expected } қасында болады
said-formula-none = көрсетілмеген, күтілгені: { $expected }
said-formula-unknown = «{ $found }» табылды, күтілгені: { $expected }
said-formula-kind = «{ $found }» табылды, ал сайлау түрі «{ $expected }» талап етеді
said-first-divisor = 0-ден үлкен, 3-тен кіші, цифры аз бөлгіш күтілген, мысалы 1.4
said-majority-none = бос тұр, кемінде бір үлес күтілген, мысалы [{"{"} share = 0.5 {"}"}]
said-runoff-one = 1 табылды, әрі қарай өтетін 2 не одан көп, ал екінші тур болмаса 0 күтілген
said-referendum-share = референдумда басымдықсыз (lead) бір үлес күтілген
said-approve = «{ $found }» — нұсқа емес; ұсынысты қабылдайтын нұсқа күтілген
said-share-most = { $found } табылды, 1-ден аспайтын үлес күтілген (7 % — 0.07)
said-parties-twice = партия саны { $n } екі рет тұр
said-parties-uncounted = үлестер партия саны бойынша берілген, сондықтан «{ $id }» коалициясында да `parties` керек
said-factor = 0-ден үлкен, цифры аз көбейткіш күтілген, мысалы 0.7 не 1.35
said-no-share = «{ $found }» — үлес емес; 0.07 сияқты ондық бөлшек, 7 % сияқты пайыз не 1/15 сияқты қатынас күтілген
said-check-relation = «{ $text }» ішінде салыстыру жоқ: екі қосындының арасында =, <=, >= белгілерінің бірі күтілген
said-check-term = «{ $text }» — қосылғыш емес; жол, votes.<нұсқа>, sum(options) не сан күтілген, алдында көбейткіш тұра алады, мысалы 1.01 *
said-check-scale = «{ $text }» ішіндегі көбейткіштер дәл салыстыруға тым үлкен не тым бөлшек
said-line-twice = «{ $id }» жолы екі рет тұр
said-check-option = votes.{ $id } табылды, ал бұл сайлауда мұндай нұсқа жоқ
said-check-line = «{ $found }» табылды, мына жолдардың бірі күтілген: { $known }

## Оқылмайтын кітаптар мен XForm

said-book-large = кітап { $most } МиБ-тан үлкен не одан көпке жайылады
said-book-text = кітаптағы мәтін { $most } МиБ-тан асады
said-book-old = бұл — ескі пішімдегі кітап (.xls); оны .xlsx етіп сақтаңыз
said-book-damaged = файл бүлінген не кітап емес: { $why }
said-book-no-survey = «type» және «name» бағандары бар «survey» парағы жоқ
said-book-questions = кітапта { $most } сұрақтан көп
said-book-parts = кітапта { $most } бөліктен көп
said-book-texts = кітапта { $most } ортақ мәтіннен көп
said-book-rows = кітапта { $most } жолдан көп
said-book-cells = кітапта { $most } ұяшықтан көп
said-book-unwritten = бұл форманы кітап етіп жазу мүмкін емес: { $why }
said-xml-large = файлда { $found } байт бар, ең көбі { $most } қабылданады
said-xml-encoding = файл UTF-8 кодтауында емес: { $at }-байт
said-xml-deep = бірінің ішінде бірі тұрған элемент { $most } шегінен асады
said-xml-many = элементтер мен атрибуттар { $most } шегінен асады
said-xml-doctype = файлда құжат түрі жарияланған (<!DOCTYPE …>); ондай қабылданбайды
said-xml-entity = файлда &{ $name }; нысаны бар, тек XML-дің өз нысандары қабылданады
said-xml-ill = XML дұрыс құрылмаған, { $at }-байт: { $message }
said-xml-empty = файлда бірде-бір элемент жоқ
said-xml-without = «{ $element }» элементі жоқ

## Миссия нені қабылдамайды

said-read-only = қазір ештеңе қабылданбайды, «тек оқу» режимі: { $reason }
said-archived = миссия мұрағатта: енді ештеңе қабылданбайды
said-needs-right = бұл үшін мына құқық керек: { $what }
said-right-type = хаттама енгізу
said-right-read = учаскелер мен есептерді көру
said-right-export = кестелерді алу
said-right-incidents = оқиғалар туралы есептерді оқу
said-right-review = есептерді тексеру
said-right-plan = миссияны жоспарлау
said-right-accounts = тіркелгі беру
said-right-switch = миссия режимдерін ауыстыру
said-right-trail = әрекеттер журналын оқу
said-right-delete = жеке деректерді өшіру
said-role-blind = бұл сіздің рөліңізге көрсетілмейді
said-not-this-way = { $what } бұлай жазылмайды
said-no-account = «{ $name }» тіркелгісі жоқ
said-no-area = «{ $name }» аумағы жоқ
said-no-contest = «{ $name }» сайлауы жоқ
said-no-deadline = «{ $name }» мерзімі жоқ
said-no-form = «{ $name }» формасы жоқ
said-no-message = «{ $name }» хабарламасы жоқ
said-no-observer = «{ $name }» байқаушысы жоқ
said-no-protocol = «{ $name }» хаттама формасы жоқ
said-no-report = «{ $name }» есебі жоқ
said-no-sample = «{ $name }» іріктемесі жоқ
said-no-sheet = «{ $name }» хаттамасы жоқ
said-no-station = «{ $name }» учаскесі жоқ
said-no-zone = «{ $name }» уақыт белдеуі жоқ
said-drill-over = жаттығу аяқталды: онда жазылғаны сол күйінде қалады
said-code-used = мұндай код жоқ не ол бұрын қолданылған
said-id-taken = { $id } нөмірімен басқа жазба бар: мұны жаңа нөмірмен жіберіңіз
said-no-reason = себебі керек
said-not-yours = бұл хаттама сізге берілмеген
said-typed-already = сіз бұл хаттаманы енгізіп қойғансыз
said-last-admin = бұл — әкімшінің соңғы тіркелгісі
said-code-spent = бұл код бұрын қолданылған: келесісін күтіңіз
said-must-be-sealed = мөрленуге тиіс жауаптар ашық келді: { $places }
said-never-clear = ашық тізімде жауабы әрдайым мөрленетін сұрақтар бар: { $names }
said-version-taken = { $form } формасының { $version } нұсқасы жарияланған және ол басқаша: жаңа формаға жаңа нұсқа беріңіз
said-sample-locked = «{ $sample }» іріктемесі бекітілген: оның учаскелері ауыстырылмайды
said-own-observer = серіктес ұйым есепті өз байқаушысы үшін тапсырады: кім үшін екенін көрсетіңіз
said-shares-own = ұйым басқаларға тек өз есептерін көрсете алады
said-mission-only = бұл серіктестің емес, миссияның өз тіркелгілеріне ашық
said-mission-publishes = нәтижені тек миссияның өзі жариялайды
said-account-taken = «{ $name }» тіркелгісі бұрыннан бар
said-no-recipients = ештеңе сақталмады: { $places } жауаптары мөрленуі керек, ал миссияда бұған кілт әлі жоқ. Есепті сақтап, кейін жіберіңіз
said-files-nameless = ешбір есеп сілтемейтін файл тым көп келді: алдымен есептерді жіберіңіз
said-no-photo = бұл — фото емес (JPEG, PNG не WebP, ең көбі 51 миллион нүкте), ал басқа файлды мөрлейтін кілт миссияда жоқ: ештеңе сақталмады
said-photo-not-yours = бұл фото сіздің хаттамаларыңыздан емес

## Жоспарлар

said-election-file = сайлау файлы жарамайды: { $why }
said-no-election = миссияда сайлау әлі жоқ: алдымен оның файлын енгізіңіз
said-no-shipped = бағдарламада «{ $name }» сайлауы жоқ
said-no-contest-yet = сайлау әлі берілмеген
said-which = олар бірнешеу: қайсысы екенін көрсетіңіз
said-no-keyword = бұл форманың кілт сөзі жоқ: оны SMS-пен жіберуге болмайды
said-station-wrong = «{ $code }» учаскесі: коды жоқ, аты тым ұзын не мұндай орын жоқ
said-station-twice = «{ $code }» учаскесі тізімде екі рет тұр
said-pseudonym-wrong = «{ $id }»: бос орынсыз, @ белгісіз бүркеншік ат керек, телефон нөмірі емес
said-code-taken = { $code } коды бос емес: басқасын алыңыз
said-takes-over = ешкім өзін өзі алмастырмайды
said-deadline-wrong = «{ $id }» мерзімі өз соңынан кейін басталады не екі рет тұр
said-reminders = «{ $name }» туралы еске салу: { $why }
said-they-stand-twice = олар екі рет тұр
said-waves = толқын саны 1 мен { $most } аралығында болуы керек
said-no-text = жіберетін мәтін жоқ
said-costs-more = бұл { $cost } тұрады, ал рұқсат етілгені — ең көбі { $most }
said-costs-left = бұл { $cost } тұрады, ал бюджетте { $left } қалды
said-nobody-reached = хабарлама ешкімге жетпес еді
said-likeness = фотолар ең көбі 60 белгіден өзгеше бола алады: әйтпесе бір бланкідегі әртүрлі хаттамалар ұқсас саналады
said-planted = белгілі парақтың фотосы мен дұрыс сандары болады
said-no-example = есептері бар миссия мысал бола алмайды
said-no-map = миссияның картасы жоқ
said-of-file = { $file }: { $why }
said-map-none = бұл — GeoJSON емес ({ $error }); көпбұрыштардан тұратын FeatureCollection керек
said-map-degrees = { $at }-контур («{ $name }»): { $found } табылды, бойлық пен ендік градустары керек
said-map-corners = контурларда { $most } нүктеден көп; қарапайымырақ карта керек
said-map-empty = картада бірде-бір көпбұрыш жоқ; аумақтардың контурлары керек

## Хаттамалар және жарияланған нәтижелер

said-no-figure = «{ $name }» саны жоқ
said-figures-more = формада жоқ сандар бар
said-sheet-blank = бірде-бір сан нөлден үлкен емес: бланк бос болса, оқылмайды деп белгілеңіз
said-no-source = жарияланған нәтиженің дереккөзі керек
said-announced = дереккөз, тәулік уақыты және сайлаушы саны не 100 %-дан аспайтын үлес керек
said-next-version = келесі нұсқа — { $next }, ал мұнда { $found }
said-result-files = файлдар арасында бірінші бет жоқ не файл аты — жол
said-no-version = жарияланған нәтиженің мұндай нұсқасы жоқ
said-no-version-before = бұдан бұрынғы нұсқа жоқ
said-figures-gone = бұл нұсқаның сандары мұнда жоқ
said-file-gone = бұл нұсқаның файлы мұнда жоқ
said-nothing-examined = бірде-бір нұсқада дауыс жоқ: тексеретін ештеңе жоқ
said-sample-only = тек іріктемедегі учаскелердің хаттамалары ескерілді
said-strata-moved = іріктемедегі { $n } учаске енді басқа стратада: учаскелер тізімі іріктеуден кейін өзгерді
said-no-sample-yet = іріктеме әлі жасалмаған

## Тіркелгілер, нөмірлер және көшірмелер

said-password-short = құпиясөзде кемінде { $least } таңба болуы керек
said-old-password = ескі құпиясөз қате
said-second-factor = рөліңізге аутентификатор қажет: алдымен оны баптаңыз
said-secret-stale = бұл құпия енді растауды күтпейді: қайта бастаңыз
said-secret-code = бұл — жаңа құпияның коды емес
said-secret-needed = рөліңізге аутентификатор қажет: мұның орнына басқасын баптаңыз
said-no-session = сізде мұндай сеанс жоқ
said-passphrase = құпия сөйлем қате
said-passphrase-short = құпия сөйлемде кемінде { $least } таңба болуы керек
said-no-number-key = нөмірлерге кілт әлі жоқ: алғашқы құпия сөйлемді қауіпсіздік офицері береді
said-numbers-most = бір жолда ең көбі { $most } нөмір қабылданады
said-no-number = бұл — ел коды бар нөмір емес: мысалы, +7 701 123 45 67 күтілген
said-forget-all = барлығы миссия мұрағатқа кеткенде ғана ұмытылады, одан бұрын емес
said-no-folder = сервер көшірмелерге арналған қалтасыз іске қосылған

## Тізім жолдары: ұяшықта не күтілген

said-something = бірдеңе: ұяшық бос болмауы керек
said-cells = тақырыптағыдай { $n } ұяшық
said-bytes = { $most } байттан аспайтын мәтін
said-pseudonym = бос орынсыз, @ және + белгілерінсіз, 64 байттан аспайтын бүркеншік ат
said-pseudonym-twice = бір рет кездесетін бүркеншік ат; ол { $line }-жолда да бар
said-revoked = шеттетілмеген байқаушы
said-revoked-new = шеттетілмеген байқаушы; жаңа бүркеншік ат беріңіз
said-enrolled = тізімдегі байқаушы
said-of-your-own = өз ұйымыңыздың байқаушысы, «{ $partner }»
said-your-own = өз ұйымыңыз, «{ $partner }»
said-language = тіл коды, мысалы kk
said-number = ел коды бар нөмір: +77011234567
said-most-numbers = { $most } нөмірден артық емес
said-number-twice = бір байқаушының нөмірі; ол { $line }-жолда да бар
said-number-taken = бір байқаушының нөмірі; ол «{ $holder }» байқаушысында бар
said-listed = тізімдегі учаске
said-once-a-shift = әр байқаушы бір учаске мен бір ауысымда бір рет
said-time = тәулік уақыты, мысалы 07:00, ең кеші 36:00
said-shift-ends = ауысымның басы мен соңы, не екеуі де жоқ
said-time-after = басталғаннан кейінгі уақыт; түнгі жарты сағат — 24:30
said-accreditation = none, requested, granted немесе refused
said-materials = none, sent немесе received
said-yes-or-no = yes немесе no
said-code-twice = бір рет кездесетін код; ол { $line }-жолда да бар
said-code-length = 1-ден { $most } байтқа дейінгі код, аумақ та осыдан ұзын емес
said-path = Облыс/Аудан түріндегі жол, бос бөліктерсіз
said-voters = сайлаушылардың бүтін саны
said-north = солтүстік ендік градусы, -90-нан 90-ға дейін
said-east = шығыс бойлық градусы, -180-нен 180-ге дейін
said-place = ендік пен бойлық, не екеуі де жоқ
said-zone = уақыт белдеуі, мысалы Asia/Almaty
said-zone-differs = «{ $known }», сол аумақ үшін { $line }-жолдағыдай

## Тұтас тізімдер

said-no-column = «{ $name }» бағаны жоқ; барлары: { $found }; күтілгендері: { $known }

## Файлда не дұрыс емес не оғаш: файл түрлері

said-import-is-text = мәтіндік кесте
said-import-is-xlsx = Excel кітабы
said-import-is-parquet = Parquet файлы
said-import-is-locked-parquet = шифрланған Parquet файлы
said-import-is-pdf = PDF құжаты
said-import-is-7z = 7-Zip мұрағаты
said-import-is-rar = RAR мұрағаты
said-import-is-xz = xz арқылы сығылған файл
said-import-is-xls = ескі Excel кітабы (.xls) не құпиясөзбен қорғалған кітап
said-import-is-xlsb = екілік Excel кітабы (.xlsb)
said-import-is-opendocument = OpenDocument файлы
said-import-is-word = Word құжаты
said-import-is-xlsx-without = Excel кітабы (бұл бағдарлама xlsx қолдауынсыз жиналған)
said-import-is-parquet-without = Parquet файлы (бұл бағдарлама parquet қолдауынсыз жиналған)
said-import-is-gzip = gzip файлы
said-import-is-zstandard = Zstandard файлы
said-import-is-zip = zip мұрағаты
said-import-this-parquet = Parquet файлы
said-import-this-workbook = Excel файлы
said-import-this-zstandard = Zstandard файлы
said-import-not-read = бұл — { $what }, ал кесте керек: CSV, TSV, .xlsx не Parquet, gzip, Zstandard не zip ішінде де болады
said-import-nested = { $outer } файлының ішінде { $inner } жатыр, ал кесте керек: алдымен ашып алыңыз
said-import-other-kind = бұл — { $found }, ал рецепт басқаны күтеді: { $wanted }
said-import-binary = бұл екілік деректер, ал кесте керек: мәтін (CSV, TSV), Excel кітабы (.xlsx) не Parquet

## Сығылған не зақымдалған файлдар

said-import-unreadable = файл оқылмады: { $error }
said-import-zip-others = zip мұрағатында { $n } файл бар, тек «{ $name }» оқылды
said-import-zip-empty = zip мұрағатында бірде-бір файл жоқ, ал бір кесте керек
said-import-zip-wanted = zip мұрағатында мыналар бар: { $found }, ал рецепт «{ $wanted }» файлын күтеді
said-import-zip-several = zip мұрағатында мыналар бар: { $found }, ал бір кесте не оны атайтын рецепт керек: member = "…"
said-import-zip-password = zip мұрағаты құпиясөзбен қорғалған: алдымен ашып алыңыз
said-import-zip-method = zip мұрағаты { $method } әдісімен сығылған, ал тек deflate не сығылмағаны оқылады: алдымен ашып алыңыз
said-import-zip-damaged = zip мұрағаты зақымдалған не соңы кесілген: { $error }
said-import-unfolds = сығылған файл ашылғанда { $most } байттан асады, бұдан көбіне болмайды
said-import-bomb = сығылған { $compressed } байт ашылғанда { $unfolded } байт болады, ал ең көбі { $most } есе артуға болады: мұрағат бомбасына ұқсайды
said-import-cut-off = сығылған файл ерте үзіледі: соңы кесілген не зақымдалған
said-import-packed-damaged = сығылған файл зақымдалған: { $error }
said-import-in-memory = мұндай файл тұтасымен жадта оқылады, ал мұнда { $most } байттан көп: бұдан көбіне болмайды
said-import-damaged = { $what } зақымдалған не оқылмайтын түрде: { $error }
said-import-damaged-itself = { $what } зақымдалған: ішіндегісі өзі туралы айтқанына сай емес
said-import-parquet-texts = UTF-8 емес мәтіндер табылды; қате байттардың орнына «�» қойылды; ондай мәтіндер саны: { $n }
said-import-parquet-nested = «{ $name }» бағаны қабатталған, ал жай кесте керек
said-import-parquet-times = «{ $name }» бағанында ескі INT96 түріндегі уақыт тұр; ол сан деп саналмайды
said-import-parquet-rows = Parquet файлы зақымдалған: «{ $name }» бағанында { $row }-жолдан кейін { $found } жол бар, ал { $wanted } болуы керек
said-import-workbook-order = Excel кітабы зақымдалған: { $row }-жолдың ұяшықтары рет-ретімен тұрған жоқ
said-import-workbook-texts = кітаптың мәтіндері { $most } байттан асады, бұдан көбіне болмайды
said-import-workbook-damaged = Excel кітабы зақымдалған: { $error }
said-import-workbook-xml = Excel кітабы зақымдалған: ортақ мәтіндері UTF-8 түріндегі XML емес
said-import-workbook-piece = кітаптың «{ $name }» бөлігінде { $most } байттан ұзын үзік бар, бұдан ұзынына болмайды
said-import-workbook-declared = кітаптың «{ $name }» бөлігінде DOCTYPE жарияламасы бар, ал ол болмауы керек
said-import-workbook-claims = Excel кітабы зақымдалған: ортақ мәтіндердің { $size } байтында { $claimed } мәтін бар-мыс
said-import-sheet-wanted = кітаптағы парақтар: { $found }, ал рецепт «{ $wanted }» парағын күтеді
said-import-sheet-first = кітаптағы парақтар: { $found }, тек біріншісі оқылды; басқасы рецептте аталады: sheet = "…"
said-import-sheet-none = кітапта бірде-бір көрінетін парақ жоқ
said-import-no-text = { $n } жерде байттар { $encoding } мәтіні емес, біріншісі осы жолда; олардың орнына «�» қойылды
said-import-nul = нөлдік байт табылды, ал { $encoding } мәтіні керек
said-import-quote-open = тырнақша файл соңына дейін жабылмаған; оны жабыңыз не рецептке quote = "none" деп жазыңыз
said-import-quote-text = жабатын тырнақшадан кейін мәтін тұр, ал бөлгіш күтілген; мәтін ұяшықта қалды

## Тым үлкен файлдар

said-import-row-bytes = жол { $most } байттан ұзын, бұдан ұзынына болмайды
said-import-row-bytes-quote = жол { $most } байттан ұзын, бұдан ұзынына болмайды; бәлкім, ішінде тырнақша жабылмаған
said-import-row-cells = жолдағы ұяшық саны: { $n }, ең көбі { $most } болуы керек
said-import-cells-most = ұяшық саны: { $n }, ең көбі { $most } болуы керек
said-import-columns-most = баған саны: { $n }, ең көбі { $most } болуы керек
said-import-column-most = { $n }-бағанда дерек бар, ал баған саны { $most } шегінен аспауы керек
said-import-rows-most = жол саны { $most } шегінен асады, бұдан көбіне болмайды: бірнеше файлға бөліңіз
said-import-rows-bytes = жолдар { $most } байттан көп орын алады, бұдан көбіне болмайды: бірнеше файлға бөліңіз
said-import-stations-most = учаске саны { $most } шегінен асады, бұдан көбіне болмайды
said-import-options-most = нұсқа саны { $most } шегінен асады, бұдан көбіне болмайды
said-import-figures-most = учаске саны: { $n }, баған саны: { $columns }, ал барлық сан { $most } шегінен аспауы керек
said-import-texts-most = учаске кодтары, аумақтар мен нұсқалар { $most } байттан көп орын алады, бұдан көбіне болмайды
said-import-pairs-most = «учаске мен нұсқа» жұптары бөлінген жадқа сыймайды

## Файл бағандары

said-import-no-rows = жол жоқ, ал тақырып пен әр учаскеге бір жол керек
said-import-no-rows-list = жол жоқ, ал тақырып пен оның астында жолдар керек
said-import-no-row = тақырып бар, бірақ астында бірде-бір жол жоқ, ал әр учаскеге бір жол керек
said-import-column-twice = «{ $name }» бағаны екі рет кездеседі, ал біреуі керек
said-import-unread = оқылмайтын бағандар: { $columns }
said-import-no-station = файлдағы бағандар: { $found }; әдеттегілері (station, area, registered, issued, cast, invalid, valid, votes.<option>) не файлды қалай оқу керегін айтатын рецепт керек
said-import-no-station-fits = файлдағы бағандар: { $found }; оларға дайын «{ $recipe }» рецепті сай келеді; рецептсіз әдеттегілері керек: station, area, registered, issued, cast, invalid, valid, votes.<option>
said-import-recipe = «{ $found }» рецепті жоқ; барлары: { $known }
said-import-no-votes = дауыстар жоқ, ал әр нұсқаға бір баған не файлды қалай оқу керегін айтатын рецепт керек
said-import-option-column = бұл сайлаудың «{ $option }» нұсқасына баған жоқ; оның дауыстары белгісіз
said-import-option-row = бұл сайлаудың «{ $option }» нұсқасына жол жоқ; оның дауыстары белгісіз
said-import-option-other = «{ $option }» үшін дауыстар бар, ал бұл сайлауда ондай нұсқа жоқ
said-import-option-id = табылғаны «{ $name }», ал нұсқаның идентификаторы керек: кіші латын әріптері, цифрлар мен дефистер
said-import-option-again = «{ $option }» нұсқасы қайта кездеседі, ал бір рет болуы керек
said-import-column-is = «{ $text }»
said-import-column-starts = «{ $text }» деп басталатыны
said-import-column-contains = құрамында «{ $text }» бары
said-import-column-at = нөмірі { $n }
said-import-find-near = «{ $key }» үшін керек баған: { $wanted }; файлда { $n } баған бар, ең жақыны: { $near }
said-import-find-none = «{ $key }» үшін керек баған: { $wanted }, ал файлда бірде-бір баған жоқ
said-import-find-several = «{ $key }» үшін керек жалғыз баған: { $wanted }, ал бірнешеуі сай келеді: { $places }; оны орнымен атаңыз: at = …
said-import-range = рецепттегі votes-from { $first }-бағаннан { $last }-бағанға дейін, ал біріншісі соңғысынан бұрын тұруы керек
said-import-range-header = votes-from ішіндегі «{ $header }» тақырыбынан нұсқа идентификаторы шықпайды: латын әріптері мен цифрлар керек; бұл бағанды [votes] ішінде атаңыз

## Файлдың жолдары мен ұяшықтары

said-import-figure = табылғаны «{ $cell }», ал 0 мен { $most } аралығындағы бүтін сан керек, белгісіз болса — бос ұяшық
said-import-figure-marks = табылғаны «{ $cell }», ал 0 мен { $most } аралығындағы бүтін сан керек, белгісіз болса — бос ұяшық; оны thousands = "{ $thousands }" не decimal = "{ $decimal }" жазылған рецепт оқиды
said-import-figure-thousands = табылғаны «{ $cell }», ал 0 мен { $most } аралығындағы бүтін сан керек, белгісіз болса — бос ұяшық; оны thousands = "{ $mark }" жазылған рецепт оқиды
said-import-figure-decimal = табылғаны «{ $cell }», ал 0 мен { $most } аралығындағы бүтін сан керек, белгісіз болса — бос ұяшық; оны decimal = "{ $mark }" жазылған рецепт оқиды
said-import-figure-absent = табылғаны «{ $cell }», ал 0 мен { $most } аралығындағы бүтін сан керек, белгісіз болса — бос ұяшық; мұның мәнін рецепт айтады: unknown = […] не zero = […]
said-import-sum = бағандардың қосындысы { $total }, ал 0 мен { $most } аралығындағы бүтін сан керек
said-import-station-again = «{ $code }» учаскесі қайта кездеседі (алғаш рет { $first }-жолда), ал бір рет болуы керек; мұнысы «{ $kept }» кодымен қалды
said-import-ragged = жолда { $n } ұяшық, ал тақырыпта { $width }
said-import-no-code = учаске коды жоқ, ал ол керек; орнына жол нөмірі тұрар еді
said-import-long-option = «{ $option }» нұсқасын рецепт [long.options] ішінде де, [long.lines] ішінде де атамайды; қалғандарын сол жерде жинауға болады: others = "…"
said-import-long-differs = табылғаны { $now }, ал осы учаскенің бұрынғы жолында { $before }: барлық жолында бірдей болуы керек
said-import-long-second = «{ $code }» учаскесінде бір нұсқаға екінші сан тұр, ал біреуі керек; файл бөліктеп санаса, бөліктері учаске кодында аталуы керек
said-import-all-left-out = бірде-бір учаске қалмады: барлық жол алынып тасталды
said-import-left-out = алынып тасталған жолдар ({ $reason }): { $n }
said-import-blank = бос жол
said-import-reason = { $reason }
said-import-made-unknown = { $n } жолдың сандары белгісіз деп алынды, біріншісі осы жолда: { $reason }
said-import-more = тағы сондайлар: { $more }, барлығы: { $all }
said-import-untold = барлығы { $refused } жол қабылданбады; мұнда алғашқы { $told } жол, қалған { $untold } жол көрсетілмеді

## Рецепттер

said-import-recipe-columns = хаттама жолдары не дауыстар бар, бірақ [columns] жоқ; онда station = … керек
said-import-recipe-long = "long" деп көрсетілген, бірақ [long] кестесі жоқ
said-import-recipe-wide = [long] бола тұра, "wide" деп көрсетілген; "long" керек
said-import-recipe-encoding = табылғаны «{ $found }», ал кодтау атауы керек: utf-8, windows-1251, utf-16le, koi8-r, ibm866 және басқа
said-import-recipe-byte = табылғаны «{ $found }», ал бір ASCII таңбасы не "{ $word }" керек
said-import-recipe-sign = табылғаны «{ $found }», ал бір таңба керек, мысалы , не .
said-import-recipe-no-column = бірде-бір баған аталмаған
said-import-recipe-pad = табылғаны pad = { $n }, ең көбі { $most } болуы керек
said-import-recipe-ways = баған аталмаған не бірнеше тәсілмен аталған, ал біреуі керек: is, starts, contains не at (1-ден бастап)
said-import-recipe-id = идентификатор жарамайды: { $error }
said-import-recipe-conditions = шарт жоқ не бірнешеу, ал біреуі керек: is, is-not, empty, starts, ends не contains
said-import-recipe-unknown = қай сандар белгісіз екені айтылмаған: lines = ["registered", …] керек
said-import-recipe-drop = lines көрсетілген, ал алынып тасталған жолдың саны болмайды

## Жасауға болмайтын іріктемелер

said-sample-few = { $wanted } учаскелік іріктеме тым аз: { $strata } страта бар, әрқайсысының ең аз санымен кемінде { $least } керек
said-sample-many = резервімен бірге { $wanted } учаскелік іріктеме тым көп: барлығы { $frame } учаске
said-sample-no-register = учаскелерде сайлаушылар саны жоқ, ал бұл тәсіл іріктемені сол бойынша бөледі
said-sample-no-previous = бұл тәсіл іріктемені бұрынғы сайлаудың нәтижесі бойынша бөледі: оның файлын жүктеңіз
said-sample-no-cluster = 0 учаскеден тұратын кластерлер; кемінде 1 керек
said-sample-clusters = кластерлер учаске санына қарай бөлініп, тұтас алынады: резервсіз пропорционалды тәсіл керек
said-sample-no-stations = миссияда әзірге учаске жоқ: олардың тізімін жүктеңіз
said-sample-frame = іріктеме жасауға болмайды: { $why }
said-sample-strata = страталар: табылғаны «{ $word }», күтілгені none, region, district, area не 2 сияқты деңгей, + арқылы
said-sample-option = бұрынғы сайлаудың нәтижесінде «{ $option }» үшін дауыс жоқ
said-sample-previous = бұрынғы сайлаудың нәтижесінде миссияның учаскелері жоқ: кодтары бірдей болуы керек

## Файлмен бірге айтылуы тиіс

said-no-publisher = бұл сандарды кім жариялағанын көрсетіңіз
said-no-builtin = бағдарламада «{ $name }» сайлауы жоқ, барлары: { $known }
