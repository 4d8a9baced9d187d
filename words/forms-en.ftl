# Sentences about forms and text messages, in English. The keys and variables of all languages
# agree: a test compares them. Those that begin with sms- go out as text messages: they use the
# letters of the GSM alphabet alone, and are short.

sms-accepted = Taken: { $report }
sms-accepted-many = Taken: { $report }, { $count } answers.
sms-receipt = Receipt { $receipt }
sms-no-keyword = Not understood: "{ $found }". Begin with { $expected } and the station number.
sms-no-station = The station number is missing.
sms-unknown-code = "{ $found }": no such question. Codes: { $expected }.
sms-strange = "{ $found }" not understood.
sms-no-value = { $code }: the figure is missing.
sms-several-numbers = { $code }: "{ $found }" is not one number.
sms-too-long = { $code }: too many digits in "{ $found }".
sms-unknown-choice = { $code }: { $found } is not on the list, send { $expected }.
sms-no-time = { $code }: "{ $found }" is no time, send 0715.
sms-no-date = { $code }: "{ $found }" is no date, send 10.01.2021.
sms-twice = { $code } came twice: { $found }. Send the right one.
sms-two-letters = "{ $found }" was taken as { $code }; use Latin letters.
sms-control = The figures sum to { $expected }, you sent ={ $found }. Check each.
sms-absence-not-offered = { $code }: a figure is needed here.
sms-length = { $found } numbers, expected { $expected }. Nothing was taken.
sms-long-message = The message is too long.
sms-out-of-range = { $code }: { $found } is outside { $expected }.
sms-constraint = { $code }: { $found } cannot be right, check it.
sms-missing = { $code }: the answer is missing.
sms-not-asked = { $code } does not fit the other answers.
sms-unknown-sender = Your number is not known here. The message is kept, a person will check it.
sms-unknown-station = Station { $found } is not on our list. Check the number.
sms-other-station = You are not deployed at station { $found }. Check the number.
sms-closed = This form is closed. The message is kept and marked.
sms-not-kept = The comment was not stored: there is no key to seal it. Tell your coordinator.
sms-kept = The text is kept, a person will read it.
sms-stopped = You get no more messages from us. Send START to get them again.
sms-started = You get messages from us again. Send STOP to end them.
sms-again = Send: { $example }
sms-more = +{ $count } more.

problem-unknown-question = { $question }: the form has no such question.
problem-misplaced = { $question }: stands outside its repeated group.
problem-wrong-type = { $question }: found “{ $found }”, expected { $expected }.
problem-unreadable = { $question }: “{ $found }” cannot be read as { $expected }.
problem-unknown-choice = { $question }: “{ $found }” is not on the list ({ $expected }).
problem-not-offered = { $question }: “{ $found }” is not offered after the other answers.
problem-out-of-range = { $question }: { $found } is outside { $expected }.
problem-constraint = { $question }: { $found } breaks the rule { $expected }.
problem-missing = { $question }: the answer is missing.
problem-not-asked = { $question }: answered although the other answers rule the question out.
problem-absence-not-offered = { $question }: “{ $found }” is not offered here.
problem-calculation = { $question }: found { $found }, the form computes { $expected }.
problem-too-many = { $question }: filled in { $found } times, expected at most { $expected }.

type-one = one choice
type-many = choices
type-integer = a whole number
type-decimal = a number
type-date = a date
type-time = a time
type-moment = a date and time
type-text = text
type-photo = a photo
type-file = a file
type-location = a place
type-barcode = a barcode
type-acknowledge = a tick
type-note = nothing
type-hidden = a computed value
type-device = what the device fills in

absent-dont-know = Don't know
absent-not-allowed = Was not allowed to see
absent-not-applicable = Does not apply
absent-question = No answer? Say why

card-begin = Begin with
card-station = station number
card-example = Example
card-control = Add = and the sum of all figures: = { $sum }
card-comment = @ and any text: a comment
card-marks = ? don't know, ! was not allowed to see, * does not apply
card-one = send one number
card-many = send all numbers, 0 for none
card-integer = send the figure
card-decimal = send the figure, such as 12.5
card-time = send the time, such as 0715
card-date = send the date, such as 10.01.2021
card-not-by-sms = Not by text message

condition-and = and
condition-or = or
condition-not = not ({ $condition })
condition-answered = { $question } is answered
condition-unanswered = { $question } is not answered
condition-count = how many at { $question }

## The form of the results protocol that is made from an election

protocol-title = Results protocol
protocol-station = Polling station
protocol-code = Polling station code
protocol-lines = Lines of the protocol
protocol-votes = Votes for each option
protocol-sums = Does it add up?
protocol-paper = The paper
protocol-hard = These figures do not add up: { $rule }. Compare them with the paper. If the paper says so, leave them as they are.
protocol-soft = Unusual: { $rule } does not hold. Compare the figures with the paper.
protocol-copy = Did you receive a certified copy of the protocol?
protocol-copy-given = Yes, certified
protocol-copy-uncertified = Yes, without signature or stamp
protocol-copy-refused = It was refused
protocol-copy-not-asked = I did not ask for one
protocol-page = Photo of the protocol, page { $number }
protocol-all-votes = the votes of all options together
protocol-line-registered = Voters on the list
protocol-line-received = Ballots received by the commission
protocol-line-issued = Ballots issued to voters
protocol-line-issued-home = Ballots issued outside the station
protocol-line-absentee = Voters with absentee certificates
protocol-line-unused = Unused and cancelled ballots
protocol-line-spoiled = Spoiled ballots that were replaced
protocol-line-portable = Ballots in portable boxes
protocol-line-stationary = Ballots in stationary boxes
protocol-line-cast = Ballots found in the boxes
protocol-line-invalid = Invalid ballots
protocol-line-valid = Valid ballots
protocol-line-against-all = Votes against all
protocol-line-not-counted = Ballots not counted
protocol-line-lost = Lost ballots
protocol-titled = Results protocol: { $election }
