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
