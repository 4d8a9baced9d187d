# What is wrong with a file or a request, as the program says it: each is a call of `said!` in
# crates/, and a test holds the two against each other. Values in braces stand as they were found.

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

said-import-recipe-key = key «{ $key }»: { $problem }
said-import-recipe-toml = { $error }
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
