# Every sentence of the phone app in English. Keys and variables are the same in every language:
# web/tools/words.ts checks it.

## The lock. It says neither what this is nor what for.

lock-label = PIN
lock-open = Open
lock-wrong = Not right
lock-wait = Wait { $seconds } s
lock-erase = Delete a digit; hold to erase everything
lock-erased = Empty

## Joining

join-code = Code
join-code-hint = 16 letters and digits
join-code-bad = That is not a whole code
join-pin = Choose a PIN
join-pin-hint = At least { $digits } digits. Longer is safer. Nobody can recover it.
join-pin-again = The same PIN again
join-pin-short = At least { $digits } digits
join-pin-weak = Too easy to guess. No digits in a row, no piece again and again
join-pin-differs = The two are not the same
join-next = Next
join-wait = Connecting…
join-offline = No network. It goes on by itself when there is one.
home-online = Stay online a little longer: without a network this page does not open yet.
join-refused = This code is not known or was used before. Ask for a new one.
join-other-code = Type another code
join-busy = Too many attempts. It goes on by itself in a while.

## Home

home = Home
station = Station { $code }
station-none = No station yet
station-choose = Where you are now
polls = Open { $from }–{ $to }
due-title = Due
due-none = Nothing is due
due-past = { $form }: was due { $when }
due-next = { $form }: { $when }
asked-back = The mission asks back
asked-back-form = { $form }, { $time }: { $reason }
count-voters = Count voters
counted-today = { $count ->
    [one] { $count } voter counted
   *[other] { $count } voters counted
}
begin = Begin
look = Look at it
go-on = Go on: { $done } of { $all }
filed-times = { $count ->
    [one] Filed once
   *[other] Filed { $count } times
}
filed-last = last at { $time }
forms-title = What to fill in
forms-none = There are no forms yet. They come with the next connection.
report-incident = Report an incident
help = I need help now
help-hint = Touch to see it first; hold to call at once
help-sent = Your call for help is on its way
help-kept = No network. Your call for help is sent as soon as there is one.
help-there = The mission has your call for help
help-call = Call for help
help-says = The mission is told that you need help now: station { $station }, { $time }.
help-says-time = The mission is told that you need help now, { $time }.
help-call-now = Call for help
help-later = All else can be added afterwards.
help-add = Say what happened
drill = Exercise: nothing here counts
example = Example: everything here is made up
example-short = Example
revoked = The mission expects no more reports from you. What you send is kept all the same.
shut-out = This phone was shut out. What is on it stays here. Ask the mission for a new code.
clock-fast = This phone's clock is { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
} fast. Reports say so; you need not do anything.
clock-slow = This phone's clock is { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
} slow. Reports say so; you need not do anything.
key-changed = The server shows another key than on the day this phone joined. Its receipts are not believed. Tell the mission by another way.

## Asking

back = Back
next = Next
answered-of = { $done } of { $all } answered
close = Save and close
dont-know = Don't know
not-allowed = Was not allowed to see
not-applicable = Does not apply
without-answer = Or, without an answer
leave-open = No answer
required = Left without an answer. Say what you know, or why there is none.
not-whole = A whole number is needed
not-decimal = A number is needed
not-time = A time such as 07:15 is needed
range = A number from { $low } to { $high } is needed
range-low = A number not below { $low } is needed
range-high = A number not above { $high } is needed
held-back = This cannot be filed yet: what stands here is no answer. Mend it, or say that there is none.
pick = Choose…
pick-before = The answer before says what there is to choose
kept-before = As filed before; it stays unless you answer anew
not-fitting = This does not fit what is asked. Look again; you can leave it so.
all-of = Any number of these
clear-answer = Clear the answer
sealed-note = Sealed on this phone: only the mission's security officer can read it
sealed-short = Sealed
more-of = Another one: { $group }?
more-yes = Yes, one more
more-no = No more
read-it = I have read it
locate = Use this phone's position
located = Position taken, within { $metres } m
not-located = No position could be taken
end-title = That was the last question
end-open = { $count ->
    [one] One question still needs an answer
   *[other] { $count } questions still need an answer
}
end-file = File it
end-file-open = File it as it is
end-back = Look through it
list-title = What you said so far
list-unfit = No answer yet: cannot be read
list-open = Still needs an answer
list-answered = Answered
list-optional = May be left out
list-end = To the end, to file it
file-now = File it now; add the rest later
delete-draft = Throw this away
delete-sure = Throw away what you filled in?
delete-yes = Throw away
delete-no = Keep
nobody-to-seal = The mission has not yet said who may open sealed answers. What you wrote stays on this phone; file it when there is a network.

## The protocol

pages-title = Photos of the pages
line = Line { $line }
sums-hold = { $count ->
    [one] one check holds
   *[other] { $count } checks hold
}
sums-violated = { $count ->
    [one] one check does not hold
   *[other] { $count } checks do not hold
}
sums-wait = { $count ->
    [one] one waits for figures
   *[other] { $count } wait for figures
}
sums-title = Does it add up?
file-as-paper = File it as the paper says
file-sheet = File the protocol
no-figure = No figure

## Counting voters

tap = One voter
tap-undo = Take the last one back
tap-none = None yet
tap-hours = By the hour
tap-hour = Hour
tap-in-hour = In the hour
tap-so-far = So far
tap-file = File the count until { $time } now
tap-filed = { $count ->
    [one] { $count } voter until { $time }: filed.
   *[other] { $count } voters until { $time }: filed.
}
look-or-add = Look at it, correct it, add to it
tap-full = This tap was NOT counted: the phone has no room. Delete pictures or films, then go on.

## Outbox

outbox = Outbox
outbox-empty = Nothing was filed on this phone yet
outbox-here = { $count ->
    [0] The mission has everything
    [one] One report is only on this phone
   *[other] { $count } reports are only on this phone
}
outbox-reports-there = The mission has all reports
outbox-photos = { $count ->
    [one] One photo or sealed answer is still to be sent
   *[other] { $count } photos or sealed answers are still to be sent
}
outbox-send = Send now
outbox-sending = Sending…
outbox-next = Next attempt { $when }
outbox-soon = Next attempt within a minute
outbox-offline = No network. It goes on by itself when there is one.
outbox-elsewhere = From another phone
state-waiting = Only on this phone
state-parts = The mission has the report; { $missing } of { $all } photos or sealed answers are still here
state-taken = The mission has it
state-refused = Not taken by the server; it stays here
refused-must-be-sealed = Answers in it must be sealed, and this form did not say so. Tell the mission.
refused-conflict = A report with the same number is there already, and says something else.
said-sealed = Sealed: this phone cannot open it
said-photo = The mission has this photo; it is no longer here
said-elsewhere = Filed from another phone: what it says is not here
correct = Correct it or add to it
correct-on = Go on with the correction
correct-hint = The correction is filed beside it. Nothing is overwritten.
correction = Correction
corrects = What this corrects
corrected = Corrected at { $time }
stands = It is right as it stands
own-words = Your answer in words
own-words-hint = Only those who hold the mission's key can read it. You need not write anything.
receipt-not = Receipt not yet checked
receipt-promise = Receipt signed and checked: place { $place }
receipt-proof = Proved to be in the log, not shown to this phone: place { $place }
receipt-opened = Proved: the log holds this report as you filed it, at place { $place }
receipt-other = THE LOG HOLDS SOMETHING ELSE than you filed. Tell the mission by another way.
receipt-wrong = THE RECEIPT IS WRONG. Tell the mission by another way.
receipt-did-sign = Signed by the log, with the key that this phone has had since it joined.
receipt-did-include = It stands at place { $place } under a signed head of the log: nobody can change or remove it unnoticed.
receipt-not-opened = The mission did not show what stands there.
receipt-did-compare = The mission showed what was signed there: it is from you, with the same form, station, answers, sealed parts, photos and time. Beside it may stand only what the mission found out itself, such as the distance.
receipt-differs = Otherwise than on this phone: { $parts }.
part-who = who filed it
part-form = the form
part-station = the station
part-answers = answers
part-sealed = sealed parts
part-photos = photos
part-time = the time
remark-exercise = The mission took it for an exercise.
remark-no-station = Its station is on no list; a person of the mission will settle it.
receipt-show = Show the receipt
receipt-copy = Copy
receipt-copied = Copied

## More

more = More
more-language = Language
more-pin = Another PIN
more-pin-old = PIN until now
more-pin-new = New PIN
more-pin-change = Change
more-pin-changed = The PIN was changed
more-lock = Lock now
more-wipe = Erase everything on this phone
more-wipe-hint = Press and hold for three seconds. What was not sent is lost.
more-clock = Clock
more-clock-known = Compared with the server { $when }: { $seconds } s apart
more-clock-unknown = Not yet compared with the server
more-told = Last word of the server
more-never = never
more-room = Room on this phone
more-room-safe = Kept safe by the browser
more-room-unsafe = The browser may clear it when the phone is full: add this page to the home screen

## Trouble

full = Nothing was saved: the phone has no room. Delete pictures or films, then try again.
trouble = Something went wrong: { $detail }
dismiss = All right

## Time

# A language whose numbers, plurals and clock are alike, for browsers that do not know this one.
