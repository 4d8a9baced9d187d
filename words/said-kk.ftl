# Файлда не сұрауда не дұрыс емес; ағылшыншасы `said!` шақыруларында тұр.

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

said-import-recipe-key = «{ $key }» кілті: { $problem }
said-import-recipe-toml = бұл оқылмады: { $error }
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
