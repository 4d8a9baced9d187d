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
said-type-unasked = «{ $found }»: бақылаушының білуінсіз ештеңе жазылмайды
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
said-recipe = { $message }
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
said-no-observer = «{ $name }» бақылаушысы жоқ
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
said-own-observer = серіктес ұйым есепті өз бақылаушысы үшін тапсырады: кім үшін екенін көрсетіңіз
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
said-revoked = шеттетілмеген бақылаушы
said-revoked-new = шеттетілмеген бақылаушы; жаңа бүркеншік ат беріңіз
said-enrolled = тізімдегі бақылаушы
said-of-your-own = өз ұйымыңыздың бақылаушысы, «{ $partner }»
said-your-own = өз ұйымыңыз, «{ $partner }»
said-language = тіл коды, мысалы kk
said-number = ел коды бар нөмір: +77011234567
said-most-numbers = { $most } нөмірден артық емес
said-number-twice = бір бақылаушының нөмірі; ол { $line }-жолда да бар
said-number-taken = бір бақылаушының нөмірі; ол «{ $holder }» бақылаушысында бар
said-listed = тізімдегі учаске
said-once-a-shift = әр бақылаушы бір учаске мен бір ауысымда бір рет
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
