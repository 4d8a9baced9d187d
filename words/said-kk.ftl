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
