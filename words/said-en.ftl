# What is wrong with a file or a request, as the program says it: each is a call of `said!` in
# crates/, and a test holds the two against each other. Values in braces stand as they were found.

## Forms that come as a workbook or an XForm

said-sheet-unread = this sheet is not read
said-untold = { $n ->
    [one] one more finding like these is not told
   *[other] { $n } more findings like these are not told
}
said-cell-unread = found «{ $found }», not read
said-heading-nameless = a heading without a name
said-group-endless = the group «{ $group }» has no end, it was ended here
said-row-typeless = found a row without a type
said-row-off = the row is switched off
said-type-unknown = found «{ $found }», which is no known type
said-group-has-none = a group has none
said-group-deep = too deep: the group's questions stand outside
said-end-alone = found an end without a beginning
said-name-none = found no name, it is «{ $name }»
said-name-wrong = found «{ $found }», which is no name, it is «{ $name }»
said-name-twice = found «{ $found }» a second time, it is «{ $name }»
said-choice-alone = found a choice without its list or name
said-choice-spaces = found «{ $found }» with spaces, it is «{ $id }»
said-choice-files = choices show no files here
said-choice-twice = found «{ $id }» a second time in the list «{ $list }»
said-filter-alone = found a filter of a question without choices
said-or-other = «or_other» became the choice «other» and «{ $name }»
said-default-second = the question has a calculation already
said-default-computed = a default that is computed became the calculation { $computed }
said-no-list = found no list «{ $list }», it is asked as text
said-scale = a scale ({ $parameters }) is asked as a number in its range
said-settings-second = found a second row of settings
said-own-unknown = found «{ $key }» = «{ $value }», which is not known
said-type-lines = found «{ $found }»: lines and areas on a map are not drawn here, it is asked as text
said-type-loop = found «{ $found }»: loops are not read
said-type-unasked = found «{ $found }»: nothing is recorded that the observer is not asked for
said-type-sim = found «{ $found }»: phones have not given this away since 2019
said-type-external = found «{ $found }»: external files are not read
said-type-rank = found «{ $found }»: ranking is not asked here, it is asked as text
said-type-files = found «{ $found }»: choices from files are not read, it is asked as text
said-instance-name = refers to a question that does not exist
said-codes-anew = { $problem }; all codes are given out anew
said-refers-nowhere = «{ $at }»: found ${"{"}{ $name }{"}"}, which is no question: { $text }
said-shows-nothing = «{ $at }»: the text shows what is no question
said-xml-unread = found «{ $found }», which is not read
said-xml-nowhere = found a «{ $found }» without a node
said-xml-kept = { $text }: { $problem }
said-xml-type = found the type «{ $found }», it is asked as text
said-xml-choices = found choices from { $nodeset }, it is asked as text

## A form's expressions and names

said-parse = { $message }, at character { $at }
said-parse-more = found more, expected the end or an operator such as «and»
said-parse-long = found more than { $most } bytes
said-parse-dots = found «...», expected . or ..
said-parse-character = found «{ $found }», which is not read here
said-parse-quote = found { $mark } without its second one
said-parse-brace = found ${"{"} without {"}"}
said-parse-sign = expected «{ $shown }»
said-parse-deep = found more than { $most } operators inside each other
said-parse-value = expected a value, a name or a function
said-parse-brackets = found more than { $most } open brackets
said-parse-step = expected a name of the path
said-parse-last = expected a name at the end of the path
said-parse-function = found the function { $name }(), which is not read here
said-parse-arguments = found { $found } arguments of { $name }(), expected { $least } to { $most }
said-no-decimal = «{ $found }» is no number: expected up to 18 digits, such as 12.5
said-no-form-id = «{ $found }» is no form: expected 1 to 128 characters without line breaks, and no space at either end
said-no-name = «{ $found }» is no name: expected a letter or _, then letters, digits, _, - and .
said-no-choice = «{ $found }» is no choice: expected 1 to 128 characters without spaces

## A form that cannot be used

said-keyword = found the keyword «{ $keyword }», expected 1 to 4 capital letters without I, L, O, Q
said-keyword-taken = found the keyword «{ $keyword }», which the form «{ $form }» has
said-code-letters = found the code «{ $code }», expected 1 or 2 capital letters without I, L, O, Q
said-code-clash = found the code «{ $code }», which cannot be told from «{ $other }»
said-form-long = found more than { $most } questions and groups
said-form-twice = found twice, expected a name of its own for each question and group
said-form-deep = found deeper than { $most } groups inside groups
said-list-twice = found this list twice, expected it once
said-form-choice = found the choice «{ $id }» twice in this list
said-form-list = found the list «{ $list }», which does not exist
said-form-instance = the instance's name refers to «{ $name }», unknown here
said-form-refers = found ${"{"}{ $name }{"}"}, which is no question of this form
said-form-shows = the text in «{ $language }» shows ${"{"}{ $name }{"}"}, which is no question of this form
said-required = found { $found }, expected true, false or a condition
said-ask = found «{ $found }», expected { $expected }

## An election's file

said-keyed = key «{ $key }»: { $message }
said-at-line = line { $line }, { $message }
said-both = { $one }; { $other }
said-no-use = it cannot be used
said-toml = { $error }
said-no-seats = found 0, expected at least 1
said-date = found «{ $found }», expected year-month-day such as 2021-01-10
said-option-twice = found the option «{ $id }» twice, expected distinct ids
said-district-twice = found the district «{ $id }» twice, expected distinct ids
said-district-seats = found 0 seats in «{ $id }», expected at least 1
said-one-seat = found { $found }, expected 1 in this kind of contest
said-house = found { $found }, expected at most { $most }
said-seats-sum = found { $found }, expected { $sum }: { $fixed } in districts and { $levelling } levelling seats
said-only-in = found here, expected only in { $place }
said-in-list = a contest of kind «list»
said-in-districts = a contest with [[contest.districts]]
said-in-list-districts = a contest of kind «list» with [[contest.districts]]
said-in-remainders = a contest of kind «list» with formula «largest-remainder»
said-in-counted = a contest of kind «majority» or «referendum»
said-in-majority = a contest of kind «majority»
said-in-referendum = a contest of kind «referendum»
said-minimum-lists = found { $found }, expected at least 2
said-beside-minimum = found here, expected only beside minimum-lists or minimum-lists-share
said-beside-threshold = found without a threshold, expected beside one
said-beside-only = found beside «{ $found }», expected only beside { $expected }
said-formula-none = not found, expected { $expected }
said-formula-unknown = found «{ $found }», expected { $expected }
said-formula-kind = found «{ $found }», expected «{ $expected }» as the contest's kind says
said-first-divisor = expected a divisor above 0 and below 3 with few digits, such as 1.4
said-majority-none = found none, expected at least one such as [{"{"} share = 0.5 {"}"}]
said-runoff-one = found 1, expected 2 or more who go on, or 0 for no second round
said-referendum-share = expected one share without a lead in a referendum
said-approve = found «{ $found }», which is no option: expected the option that adopts the proposal
said-share-most = found { $found }, expected a share of at most 1 (7 % is 0.07)
said-parties-twice = found { $n } parties twice, expected once
said-parties-uncounted = found shares by number of parties, expected `parties` in the coalition «{ $id }» too
said-factor = expected a factor above 0 with few digits, such as 0.7 or 1.35
said-no-share = «{ $found }» is no share: expected a decimal such as 0.07, a percentage such as 7 % or a ratio such as 1/15
said-check-relation = «{ $text }» has no relation: expected one of =, <=, >= between two sums
said-check-term = «{ $text }» is no term: expected a line, votes.<option>, sum(options) or a number, with a coefficient such as 1.01 * before it if need be
said-check-scale = «{ $text }» has coefficients too large or too finely divided to compare exactly
said-line-twice = found the line «{ $id }» twice, expected it once
said-check-option = found votes.{ $id }, expected an option of this contest
said-check-line = found «{ $found }», expected one of the lines { $known }

## Workbooks and XForms that are not read

said-book-large = the workbook has or unfolds into more than { $most } MiB
said-book-text = the texts of the workbook take more than { $most } MiB
said-book-old = found an old binary workbook (.xls), expected .xlsx: save it as such
said-book-damaged = the workbook is damaged or none: { $why }
said-book-no-survey = found no sheet «survey» with the columns «type» and «name»
said-book-questions = the workbook has more than { $most } questions
said-book-parts = the workbook has more than { $most } parts
said-book-texts = the workbook has more than { $most } shared texts
said-book-rows = the workbook has more than { $most } rows
said-book-cells = the workbook has more than { $most } cells
said-book-unwritten = the workbook cannot be written: { $why }
said-xml-large = found { $found } bytes, expected at most { $most }
said-xml-encoding = found bytes that are no UTF-8, at byte { $at }
said-xml-deep = found more than { $most } elements inside each other
said-xml-many = found more than { $most } elements and attributes
said-xml-doctype = found a document type (<!DOCTYPE …>), expected none
said-xml-entity = found the entity &{ $name };, expected none but those of XML itself
said-xml-ill = not well-formed at byte { $at }: { $message }
said-xml-empty = found no element
said-xml-without = found no element «{ $element }»

## What the mission does not take

said-read-only = the office is read-only: { $reason }
said-archived = the mission is archived: nothing more is taken
said-needs-right = this needs the right to { $what }
said-right-type = type sheets
said-right-read = see stations and reports
said-right-export = take rows away
said-right-incidents = see what incident reports say
said-right-review = review reports
said-right-plan = plan the mission
said-right-accounts = give accounts
said-right-switch = switch the mission's modes
said-right-trail = see the audit trail
said-right-delete = delete what is personal
said-role-blind = your role does not see this
said-not-this-way = { $what } cannot be recorded in this way
said-no-account = there is no account «{ $name }»
said-no-area = there is no area «{ $name }»
said-no-contest = there is no contest «{ $name }»
said-no-deadline = there is no deadline «{ $name }»
said-no-form = there is no form «{ $name }»
said-no-message = there is no message «{ $name }»
said-no-observer = there is no observer «{ $name }»
said-no-protocol = there is no protocol form «{ $name }»
said-no-report = there is no report «{ $name }»
said-no-sample = there is no sample «{ $name }»
said-no-sheet = there is no sheet «{ $name }»
said-no-station = there is no station «{ $name }»
said-no-zone = there is no time zone «{ $name }»
said-drill-over = the drill is over: what was recorded in it stays as it is
said-code-used = this code is not known, or was used before
said-id-taken = the id { $id } was already used for something else: send it under a new one
said-no-reason = this needs a reason
said-not-yours = this sheet is not yours
said-typed-already = you have handed in this sheet already
said-last-admin = this is the last account of an administrator
said-code-spent = this code was used before: wait for the next one
said-must-be-sealed = answers that must be sealed came in the clear: { $places }
said-never-clear = questions that may not be held in the clear are on the list: { $names }
said-version-taken = version { $version } of { $form } is published and differs: give the new one a new version
said-sample-locked = the sample «{ $sample }» is locked: its stations are not substituted
said-own-observer = a partner organisation files for an observer of its own: name one
said-shares-own = an organisation shares its own reports only
said-mission-only = this is for the mission's own accounts, not for a partner's
said-mission-publishes = only the mission itself publishes a result
said-account-taken = there is an account «{ $name }» already
said-no-recipients = nothing was stored: the answers to { $places } must be sealed, and the mission has no key to seal them to yet. Keep this report and send it again later
said-files-nameless = too many files are here that no report names: send the reports first
said-no-photo = found no photo (JPEG, PNG or WebP) of at most 51 million pixels, and the mission has no key to seal other files to: nothing was kept
said-photo-not-yours = this photo is of no sheet of yours

## Plans

said-election-file = the election's file cannot be used: { $why }
said-no-election = the mission has no election yet: bring its file first
said-no-shipped = no election «{ $name }» ships with the program
said-no-contest-yet = no contest is defined yet
said-which = there are several: say which one
said-no-keyword = this form has no keyword: it cannot be sent as a text message
said-station-wrong = station «{ $code }»: no code, a name that is too long, or no such place
said-station-twice = station «{ $code }» stands twice in the list
said-pseudonym-wrong = «{ $id }»: expected a pseudonym without spaces, @ or a telephone number
said-code-taken = the code { $code } is taken: draw another
said-takes-over = nobody takes over from themselves
said-deadline-wrong = the deadline «{ $id }» begins after it is due, or stands twice
said-reminders = reminders of «{ $name }»: { $why }
said-they-stand-twice = they stand twice
said-waves = expected 1 to { $most } waves
said-no-text = there is no text to send
said-costs-more = this costs { $cost }, at most { $most } was allowed
said-costs-left = this costs { $cost }, and { $left } are left of the budget
said-nobody-reached = nobody would be reached
said-likeness = photos may differ in at most 60 bits: more would accuse sheets of one print
said-planted = a planted sheet has photos and known figures
said-no-example = a mission that has reports does not become an example
said-no-map = the mission has no map
said-of-file = { $file }: { $why }
said-map-none = found no GeoJSON ({ $error }), expected a FeatureCollection of polygons
said-map-degrees = feature { $at } («{ $name }»): found { $found }, expected degrees east and north
said-map-corners = found more than { $most } corners, expected a simpler map
said-map-empty = found no polygon, expected the outlines of areas

## Sheets and published results

said-no-figure = the figure «{ $name }» is not there
said-figures-more = there are figures that the form does not have
said-sheet-blank = no figure is more than zero: if the sheet is blank, say that it is illegible
said-no-source = a published result has a source
said-announced = expected a source, a time of day, and voters or a share of at most 100 %
said-next-version = the next version is { $next }, found { $found }
said-result-files = the first page is not among the files, or a name is a path
said-no-version = there is no such version of a published result
said-no-version-before = there is no version before this one
said-figures-gone = the figures of this version are not here
said-file-gone = the file of this version is not here
said-nothing-examined = no option has any votes to examine
said-sample-only = only protocols of the sample's stations are in it
said-strata-moved = { $n ->
    [one] one station of the sample is in another stratum now: the list of stations changed after the draw
   *[other] { $n } stations of the sample are in another stratum now: the list of stations changed after the draw
}
said-no-sample-yet = no sample is drawn yet

## Accounts, numbers and copies

said-password-short = expected a password of at least { $least } letters
said-old-password = the old password is wrong
said-second-factor = your role needs an authenticator: set one up first
said-secret-stale = this secret is not pending any more: begin again
said-secret-code = this is not the code of the new secret
said-secret-needed = your role needs an authenticator: set up another in its place
said-no-session = you have no such session
said-passphrase = the passphrase is wrong
said-passphrase-short = expected a passphrase of at least { $least } letters
said-no-number-key = there is no key for numbers yet: an officer gives the first passphrase
said-numbers-most = expected at most { $most } numbers at a time
said-no-number = this is no number with its country: expected +7 701 123 45 67
said-forget-all = everybody is forgotten when the mission is archived, not before
said-no-folder = this server was started without a folder for copies

## Rows of lists: what was expected in a cell

said-something = something
said-cells = { $n } cells, as the header has
said-bytes = at most { $most } bytes
said-pseudonym = a pseudonym of at most 64 bytes without spaces, @ and +
said-pseudonym-twice = a pseudonym that stands once; it is in line { $line } too
said-revoked = one who was not revoked
said-revoked-new = one who was not revoked; give a new pseudonym
said-enrolled = one who is enrolled
said-of-your-own = one of your own organisation, «{ $partner }»
said-your-own = your own, «{ $partner }»
said-language = a tag such as kk
said-number = a number with its country, +77011234567
said-most-numbers = at most { $most } numbers
said-number-twice = a number of one observer; line { $line } has it too
said-number-taken = a number of one observer; «{ $holder }» has it
said-listed = one of the list of stations
said-once-a-shift = each observer once at a station and in a shift
said-time = a time of day such as 07:00, at most 36:00
said-shift-ends = the beginning and the end of a shift, or neither
said-time-after = a time after the beginning; half past midnight is 24:30
said-accreditation = none, requested, granted or refused
said-materials = none, sent or received
said-yes-or-no = yes or no
said-code-twice = a code that stands once; it is in line { $line } too
said-code-length = a code of 1 to { $most } bytes, and an area as short
said-path = a path such as Region/District, without empty parts
said-voters = a whole number of voters
said-north = degrees north, -90 to 90
said-east = degrees east, -180 to 180
said-place = latitude and longitude, or neither
said-zone = a time zone such as Asia/Almaty
said-zone-differs = «{ $known }», as line { $line } has for the same area

## Lists as a whole

said-no-column = found no column «{ $name }» among: { $found }; expected { $known }

## What is wrong or strange in a file: kinds of file

said-import-is-text = a table as text
said-import-is-xlsx = an Excel workbook
said-import-is-parquet = a Parquet file
said-import-is-locked-parquet = a Parquet file with an encrypted footer
said-import-is-pdf = a PDF document
said-import-is-7z = a 7-Zip archive
said-import-is-rar = a RAR archive
said-import-is-xz = a file compressed with xz
said-import-is-xls = an old Excel workbook (.xls) or one behind a password
said-import-is-xlsb = a binary Excel workbook (.xlsb)
said-import-is-opendocument = an OpenDocument file
said-import-is-word = a Word document
said-import-is-xlsx-without = an Excel workbook (this program was built without the feature xlsx)
said-import-is-parquet-without = a Parquet file (this program was built without the feature parquet)
said-import-is-gzip = a gzip file
said-import-is-zstandard = a Zstandard file
said-import-is-zip = a zip archive
said-import-this-parquet = the Parquet file
said-import-this-workbook = the Excel workbook
said-import-this-zstandard = the file compressed with Zstandard
said-import-not-read = found { $what }, expected a table as CSV, TSV, .xlsx or Parquet, plain, in gzip, in Zstandard or in a zip archive
said-import-nested = found { $inner } inside a { $outer } file, expected a table: unpack it first
said-import-other-kind = found { $found }, expected { $wanted } as the recipe says
said-import-binary = found binary data, expected a table as text (CSV, TSV), an Excel workbook (.xlsx) or Parquet

## Files that are packed or damaged

said-import-unreadable = the file could not be read: { $error }
said-import-zip-others = found { $n } files in the zip archive, read only «{ $name }»
said-import-zip-empty = found no file in the zip archive, expected one table
said-import-zip-wanted = found { $found } in the zip archive, expected «{ $wanted }» as the recipe says
said-import-zip-several = found { $found } in the zip archive, expected one table, or a recipe that names it: member = "…"
said-import-zip-password = found a zip archive behind a password, expected one without: unpack it first
said-import-zip-method = found a zip archive packed by method { $method }, expected deflate or none: unpack it first
said-import-zip-damaged = the zip archive is damaged or cut off: { $error }
said-import-unfolds = the compressed file unfolds into more than { $most } bytes, expected at most that
said-import-bomb = { $compressed } compressed bytes unfold into { $unfolded } bytes, expected at most { $most } times as many: this looks like a decompression bomb
said-import-cut-off = the compressed file ends too early: it was cut off or damaged
said-import-packed-damaged = the compressed file is damaged: { $error }
said-import-in-memory = this kind of file is read in memory and has more than { $most } bytes, expected at most that
said-import-damaged = { $what } is damaged or of a kind that is not read: { $error }
said-import-damaged-itself = { $what } is damaged: what it says of itself is not so
said-import-parquet-texts = found texts that are no UTF-8; what is none was replaced by «�»; such texts: { $n }
said-import-parquet-nested = found the nested column «{ $name }», expected a flat table
said-import-parquet-times = found times of the old type INT96 in «{ $name }», read as no count
said-import-parquet-rows = the Parquet file is damaged: found { $found } rows in the column «{ $name }» after row { $row }, expected { $wanted }
said-import-workbook-order = the Excel workbook is damaged: found cells of row { $row } out of order
said-import-workbook-texts = the workbook's texts take more than { $most } bytes, expected at most that
said-import-workbook-damaged = the Excel workbook is damaged: { $error }
said-import-workbook-xml = the Excel workbook is damaged: its shared texts are no XML in UTF-8
said-import-workbook-piece = found a piece of more than { $most } bytes in «{ $name }» of the workbook, expected at most that
said-import-workbook-declared = found a declaration in «{ $name }» of the workbook, expected none
said-import-workbook-claims = the Excel workbook is damaged: { $size } bytes of shared texts claim to be { $claimed } texts
said-import-sheet-wanted = found the sheets { $found }, expected «{ $wanted }» as the recipe says
said-import-sheet-first = found the sheets { $found }, read only the first; sheet = "…" in a recipe names another
said-import-sheet-none = found no visible sheet in the workbook, expected one
said-import-no-text = found bytes that are no { $encoding } text in { $n } places, the first on this line; each was replaced by «�»
said-import-nul = found a NUL byte, expected { $encoding } text
said-import-quote-open = found a quotation mark that is not closed before the end of the file, expected it to be closed, or a recipe with quote = "none"
said-import-quote-text = found text after a closing quotation mark, expected a separator; the text was kept as part of the cell

## Files that are too large

said-import-row-bytes = found a row of more than { $most } bytes, expected at most that
said-import-row-bytes-quote = found a row of more than { $most } bytes, expected at most that; a quotation mark in it may not be closed
said-import-row-cells = found { $n } cells in a row, expected at most { $most }
said-import-cells-most = found { $n } cells, expected at most { $most }
said-import-columns-most = found { $n } columns, expected at most { $most }
said-import-column-most = found something in column { $n }, expected at most { $most } columns
said-import-rows-most = found more than { $most } rows, expected at most that: send them in several files
said-import-rows-bytes = found rows that take more than { $most } bytes, expected at most that: send them in several files
said-import-stations-most = found more than { $most } stations, expected at most that
said-import-options-most = found more than { $most } options, expected at most that
said-import-figures-most = found { $n } stations with { $columns } columns, expected at most { $most } figures in all
said-import-texts-most = found station codes, areas and options of more than { $most } bytes in all, expected at most that
said-import-pairs-most = found too many pairs of station and option for the memory allowed

## Columns of a file

said-import-no-rows = found no rows, expected a header and a row for each station
said-import-no-rows-list = found no rows, expected a header and rows under it
said-import-no-row = found a header and no row under it, expected a row for each station
said-import-column-twice = found the column «{ $name }» twice, expected it once
said-import-unread = columns that are not read: { $columns }
said-import-no-station = found the columns { $found }; expected the usual ones (station, area, registered, issued, cast, invalid, valid, votes.<option>) or a recipe that says how to read the file
said-import-no-station-fits = found the columns { $found }; the built-in recipe «{ $recipe }» fits these columns; without a recipe expected the usual ones: station, area, registered, issued, cast, invalid, valid, votes.<option>
said-import-recipe = found no recipe «{ $found }», expected one of { $known }
said-import-no-votes = found no votes, expected a column for each option, or a recipe that says how to read the file
said-import-option-column = found no column for the option «{ $option }» of the election; its votes are unknown
said-import-option-row = found no row for the option «{ $option }» of the election; its votes are unknown
said-import-option-other = found votes for «{ $option }», expected an option of the election
said-import-option-id = found «{ $name }», expected an option's identifier: lower-case letters a-z, digits and hyphens
said-import-option-again = found «{ $option }» again, expected each option once
said-import-column-is = «{ $text }»
said-import-column-starts = that starts with «{ $text }»
said-import-column-contains = that contains «{ $text }»
said-import-column-at = number { $n }
said-import-find-near = for «{ $key }» expected the column { $wanted }, found { $n } columns, the nearest { $near }
said-import-find-none = for «{ $key }» expected the column { $wanted }, found no column
said-import-find-several = for «{ $key }» expected one column { $wanted }, found several: columns { $places }; name it by its place: at = …
said-import-range = the recipe's votes-from runs from column { $first } to column { $last }, expected the first before the last
said-import-range-header = the header «{ $header }» of votes-from makes no option's identifier, expected letters a-z and digits; name this column under [votes]

## Rows and cells of a file

said-import-figure = found «{ $cell }», expected a whole number from 0 to { $most }, or nothing where it is unknown
said-import-figure-marks = found «{ $cell }», expected a whole number from 0 to { $most }, or nothing where it is unknown; thousands = "{ $thousands }" or decimal = "{ $decimal }" in a recipe would read it
said-import-figure-thousands = found «{ $cell }», expected a whole number from 0 to { $most }, or nothing where it is unknown; thousands = "{ $mark }" in a recipe would read it
said-import-figure-decimal = found «{ $cell }», expected a whole number from 0 to { $most }, or nothing where it is unknown; decimal = "{ $mark }" in a recipe would read it
said-import-figure-absent = found «{ $cell }», expected a whole number from 0 to { $most }, or nothing where it is unknown; unknown = […] or zero = […] in a recipe says what it means
said-import-sum = found { $total } as the sum of columns, expected a whole number from 0 to { $most }
said-import-station-again = found the station «{ $code }» again (first on line { $first }), expected each once; this one was kept as «{ $kept }»
said-import-ragged = found { $n } { $n ->
    [one] cell
   *[other] cells
}, expected { $width } as in the header
said-import-no-code = found no station code, expected one; the station would be kept as its line number
said-import-long-option = found the option «{ $option }», expected one that the recipe names under [long.options] or [long.lines], or others = "…" there
said-import-long-differs = found { $now } where an earlier row of the station has { $before }, expected the same in all its rows
said-import-long-second = found a second figure of one option for the station «{ $code }», expected one; a file that counts in parts needs the parts named in the station's code
said-import-all-left-out = found no station: all rows were left out
said-import-left-out = rows left out ({ $reason }): { $n }
said-import-blank = blank row
said-import-reason = { $reason }
said-import-made-unknown = figures of { $n } { $n ->
    [one] row
   *[other] rows
} are taken for unknown, the first on this line: { $reason }
said-import-more = { $more } more like these, { $all } in all
said-import-untold = of { $refused } refused rows the first { $told } are told, { $untold } not

## Recipes

said-import-recipe-columns = found lines or votes without [columns], expected station = … there
said-import-recipe-long = found "long" without [long], expected that table too
said-import-recipe-wide = found "wide" with [long], expected "long"
said-import-recipe-encoding = found «{ $found }», expected an encoding's name such as utf-8, windows-1251, utf-16le, koi8-r, ibm866
said-import-recipe-byte = found «{ $found }», expected one ASCII sign, or "{ $word }"
said-import-recipe-sign = found «{ $found }», expected one sign such as , or .
said-import-recipe-no-column = found no column, expected at least one
said-import-recipe-pad = found pad = { $n }, expected at most { $most }
said-import-recipe-ways = found none or several ways to name the column, expected one of is, starts, contains, at (counted from 1)
said-import-recipe-id = { $error }
said-import-recipe-conditions = found no condition or several, expected one of is, is-not, empty, starts, ends, contains
said-import-recipe-unknown = found no lines, expected lines = ["registered", …]: the figures that are unknown
said-import-recipe-drop = found lines, expected none: a dropped row has no figures

## Samples that cannot be drawn

said-sample-few = a sample of { $wanted } stations is too small for { $strata } strata with their minimum: expected at least { $least }
said-sample-many = a sample of { $wanted } stations with its reserves is too large: there are { $frame }
said-sample-no-register = the stations have no registers of voters, by which this method divides the sample
said-sample-no-previous = this method divides the sample by the result of an earlier election: bring its file
said-sample-no-cluster = found clusters of 0 stations, expected at least 1
said-sample-clusters = clusters are divided by their number of stations and used whole: expected the proportional method without reserves
said-sample-no-stations = the mission has no stations yet: bring their list
said-sample-frame = no sample can be drawn: { $why }
said-sample-strata = strata: found «{ $word }», expected none, region, district, area, or a level such as 2, joined by +
said-sample-option = the result of the earlier election has no votes for «{ $option }»
said-sample-previous = the result of the earlier election has no votes of the mission's stations: expected the same codes

## What must be said with a file

said-no-publisher = who published the figures must be said
said-no-builtin = no election «{ $name }» comes with the program, but { $known }
