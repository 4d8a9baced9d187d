# Every sentence of the data centre in English. Keys and variables are the same in every language:
# web/tools/words.ts checks it.

## The door and the frame

sign-in-title = Data centre
sign-in = Sign in
sign-in-wrong = The account or the password is not right.
sign-out = Sign out
account = Account
password = Password
code = Code
code-hint = The six digits that the authenticator app shows now
language = Language
pages = Pages
menu = Menu
parts = Parts of this page
page-wall = Wall
page-stations = Stations
page-review = Review
page-transcribe = Transcribe
page-sheets = Differences
page-incidents = Incidents
page-projection = Projection
page-people = People
page-settings = Settings
page-none = There is no such page
go-key = Keys: g, then { $key }
skip = To the content
mission = Mission
example = Example: everything in it is made up
drill = DRILL { $name }
look-real = Look at the real day
look-drill = Look at the drill
read-only = Read-only: { $reason }
archived = The mission is archived
live-connecting = Connecting
live-live = Live
live-lost = Connection lost
loading = Loading…
undo = Undo
undone = undone
dismiss = Close notice
close = Close
cancel = Cancel
confirm = Confirm
save = Save
change = Change
yes = yes
no = no
fail-network = No answer from the server. What you typed is still here; try again.
fail-locked-out = { $minutes ->
    [one] Too many wrong attempts. Try again in a minute.
   *[other] Too many wrong attempts. Try again in { $minutes } minutes.
}
fail-too-many = Too many requests. Try again in { $seconds } s.
fail-session = The session is over. Sign in again.
fail-forbidden = You may not do this.
fail-polls-open = Not before the last polls have closed.
fail-in-drill = Not during a drill.
fail-wrong-proof = The password or the code is wrong.
fail-read-only = Nothing is taken now: the office was made read-only.
fail-archived = Nothing is taken any more: the mission is archived.
fail-must-be-sealed = There are answers or photos in it that must be sealed on a phone: it cannot be filed here.
fail-full = The server's disk is full: nothing was stored.
fail-busy = Too much comes in at once: nothing was stored. Try again.
fail-copying = A copy is being made already.
fail-server = The server failed: { $detail }
fail-other = Not done: { $detail }

## Tables and charts

table-rows = { $n ->
    [one] One row
   *[other] { $n } rows
}
table-part = { $n ->
    [one] One row of { $of }
   *[other] { $n } of { $of } rows
}
table-empty = Nothing fits these filters.
copy = Copy
copied = { $n ->
    [one] One row is on the clipboard.
   *[other] { $n } rows are on the clipboard.
}
copied-text = Copied.
copy-by-hand = This browser does not let the page copy. Mark the text and copy it.
copy-failed = This browser does not let the page copy. Use CSV.
whole-table = Whole table (XLSX)
as-table = As a table
nothing-yet = Nothing yet
of = of { $n }
share = Share
from = From
to = To
list = List
seats = Seats
range = { $low } to { $high }
majority = majority: { $n }
hour = Hour
time = Time
quantity = Quantity
search = Search
file = File

## Stages, flags, verdicts

stage = Stage
stages = Stages
any-stage = Any stage
stage-opening = Opening
stage-voting = Voting
stage-counting = Counting
stage-tabulation = Tabulation
stage-turnout = Head count
stage-protocol = Protocol
stage-incident = Incident
stage-other = Other
mark-opening = Op
mark-voting = Vo
mark-turnout = He
mark-counting = Co
mark-protocol = Pr
mark-tabulation = Ta
mark-incident = In
mark-other = Ot
flag = Flag
flags = Flags
any-flag = Any flag
flag-hard-rule = breaks a firm rule
flag-soft-rule = breaks a soft rule
flag-fault = answer does not fit
flag-over-register = more than the register
flag-other-register = another register
flag-turnout-falls = count falls
flag-pace = impossible pace
flag-distance = far from the station
flag-clock = clock is off
flag-photo-reused = same photo elsewhere
flag-photo-alike = photo resembles another
flag-disagree = two reports differ
flag-unknown-sender = unknown sender
flag-revoked = observer had left
flag-unknown-station = unknown station
flag-not-deployed = not deployed there
flag-locked = stage was locked
flag-late = late
flag-same-text = same text elsewhere
flag-changed = figures changed
flag-foreign-correction = corrects another's report
flag-unknown-form = unknown form
flag-old-version = old version of the form
flag-withheld = answers withheld
flag-other-reading = clerks read other figures
flag-sheet-fault = photo cannot be typed
said-rule = { $check }: { $left } against { $right }
rule-line = «{ $label }»
rule-lines = sum of «{ $from }» to «{ $to }»
rule-sum = { $sum } = { $makes }, the sheet says { $says } in { $line }.
rule-swap = With { $to } instead of { $from } in «{ $line }» everything would fit: look at the photo.
said-register = { $found }; the register has { $listed }
said-counts = { $then } at { $before }, { $now } at { $at }.
said-most = At most { $most } can be served in that time.
said-distance = { $metres } m; allowed { $most } m
said-clock = { $seconds } s; allowed { $most } s
said-late = { $minutes ->
    [one] { $deadline }: a minute after the deadline
   *[other] { $deadline }: { $minutes } minutes after the deadline
}
said-alike = { $bits } of 1,024 features differ
said-deployed = is to be at: { $stations }
said-sent = code sent: { $code }
verdict-open = open
verdict-verified = verified
verdict-rejected = rejected
verdict-call-back = call back
other-report = other report
this-report = this report
two-clerks = two clerks
question = Question
dont-know = don't know
not-allowed = not allowed to see
not-applicable = does not apply
sealed = sealed
reason = Reason

## Wall

big-screen = Big screen
big-screen-end = Leave the big screen
area-up = One level up
help-now-open = { $n ->
    [one] An observer asks for help now
   *[other] { $n } observers ask for help now
}
wall-reports = Reports
wall-stations = Stations heard from
wall-sample = Sample protocols in
wall-silent = Silent too long
wall-missed = Missed deadlines
by-observers = { $n ->
    [one] of one observer
   *[other] of { $n } observers
}
wall-flagged = Open flags
wall-calls = To call back
wall-arrivals = Reports by hour
wall-due = What is due
wall-due-note = Orange: should have come by now.
wall-stages = Stations by stage reported
wall-areas = By area
wall-unlisted = { $n ->
    [one] One report names a station that is on no list.
   *[other] { $n } reports name stations that are on no list.
}
wall-foot = { $share } of all stations heard from · { $world }
world-real = the real day
world-drill = the drill
came = Came
expected = Expected
reported = Heard from
deadline = Deadline
area = Area
no-area = without an area
station = Station
stations = Stations
observer = Observer
observers = Observers
reports = Reports
incidents = Incidents
to-call = call
no-station = no station
no-category = no category
silent-none = Nobody is silent.
missed-more = { $first } and { $n } more
review-empty = Nothing is left to review.
incidents-none = No incidents

## Stations

all-areas = All areas
only = Only
only-all = All stations
only-reported = heard from
only-silent = silent though observed
only-flagged = with open flags
only-sampled = in the sample
only-sample-open = in the sample, no protocol
only-sample-unobserved = in the sample, without an observer
only-missing = cannot be observed
only-no-place = place not known
registered = Registered
place-known = Place known
sample = Sample
sampled = in the sample
missing-closed = did not open
missing-refused = not let in
missing-no-network = no network
missing-insecurity = too dangerous
missing-not-reached = not reached
missing-no-observer = nobody to go
station-code = Station { $code }
not-listed = on no list
registered-n = { $n ->
    [one] one registered voter
   *[other] { $n } registered voters
}
deployed-here = Observers here
nobody-deployed = Nobody is deployed here.
ended = over
head-count = Head count
announced = announced
turnout-by-hour = Turnout by hour
differing = Answered differently
story = In the order of time
head-counts-n = { $n ->
    [one] One head count, with its report
   *[other] { $n } head counts, each with its report
}
counted-until = Counted until
reported-at = Reported
no-reports = Nothing has come from here.
protocol-figures = Figures of the protocol
line-name = Line
answers = Answers
photo = Photo
photo-none = There is no photo.
photo-gone = This photo is not here (yet) or cannot be shown.
photo-of = Page { $at } of { $all }
photo-keys = { $label }: plus and minus zoom, R turns, arrows move
zoom-in = Nearer
zoom-out = Farther
rotate = Turn
corrected = corrected by another
corrects = corrects an earlier one
nobody-known = unknown sender
typed-by = typed by { $who }
received-at = received { $time }
channel-web = data centre
channel-app = app
channel-sms = text message
channel-odk = ODK Collect
channel-file = file
channel-phone = telephone
own-words = In own words
sealed-parts = { $n ->
    [one] One sealed part
   *[other] { $n } sealed parts
}
misfit-unknown-question = the form has no such question
misfit-misplaced = it stands in the wrong part of the form
misfit-wrong-type = an answer of another kind was expected
misfit-unreadable = what was sent cannot be read
misfit-unknown-choice = this is none of the choices
misfit-not-offered = this choice is not offered after the other answers
misfit-out-of-range = this is outside what is possible
misfit-constraint = this does not meet the condition of the question
misfit-missing = no answer, though one is asked for
misfit-not-asked = answered, though it is not asked after the other answers
misfit-absence-not-offered = here an answer is needed: this reason for having none is not offered
misfit-calculation = this is not what the form computes from the other answers
misfit-too-many = filled in more often than the form allows

## Review

review-open = { $n ->
    [one] one report waits
   *[other] { $n } reports wait
}
next-before = next, before
back-to-list = Back to the list
verify = Verify
reject = Reject
call-back = Call back
reopen = Reopen
reject-why = Why is it rejected? The report is kept.
call-back-why = What is to be asked? The observer sees it too.
review-done = { $station }: { $verdict }

## Transcribe and differences

typed-n = { $n ->
    [one] you typed one sheet
   *[other] you typed { $n } sheets
}
sheets-wait = { $first ->
    [0] No sheet waits
    [one] One sheet waits
   *[other] { $first } sheets wait
} for a first reading, { $second } for another.
sheets-wait-none = No sheet waits for you.
typing-hint = Type what the paper says. Enter goes to the next line; { $unreadable } where a figure cannot be read; Alt with R, +, −, N and arrows moves the photo.
yours-until = yours until { $time }
hand-in = Hand in
cannot-type = It cannot be typed:
fault-illegible = illegible
fault-other-station = another station
fault-page-missing = a page is missing
fault-no-protocol = not a protocol
handed-in = Handed in. It is sent in a few seconds; until then it can be taken back.
send-now = Send and go on
take-back = Take back
sheet-taken = The sheet is in.
no-sheets = There is no sheet for you now.
sheets-elsewhere = There is no sheet for you now: those that wait are on other desks.
next-sheet = Next sheet
sheets-open = { $n ->
    [one] one sheet to decide
   *[other] { $n } sheets to decide
}
sheets-none = No sheet waits for a decision.
sheets-waiting = Sheets that wait for clerks: { $first } for a first reading, { $second } for a second, { $third } for a third.
two-differ = { $n ->
    [one] On one sheet two clerks differ; it waits for a third
   *[other] On { $n } sheets two clerks differ; they wait for a third
}
since = Since
figures-differ = Figures that differ
third-has-it = On a third desk
differ-fault = whether it can be typed
clerks-few = { $n ->
    [0] No clerk has typed yet.
    [one] Only one clerk has typed so far.
   *[other] Only { $n } clerks have typed so far.
} Two type each sheet. Where they differ it waits for a third, and is not decided before: the mission needs at least three clerks.
clerk = Clerk
clerk-n = Clerk { $n }
clerks = Clerks
it-says = It says
decide-figures = The sheet says this
sheet-resolved = Station { $station } is decided.
typed-sheets = Sheets
seconds-a-sheet = Seconds a sheet
planted = Known sheets typed
error-rate = Wrong figures (95 %)

## Incidents

incidents-n = { $n ->
    [one] one incident
   *[other] { $n } incidents
}
incidents-map = Incidents on the map
map-none = The mission has no map of its own: only the places of stations are shown.
map-file = Map
map-known = The mission has a map.
map-unknown = The mission has no map: only the places of stations are shown.
map-how = GeoJSON with an outline for each area, whose property “area” or “name” is what the list of stations calls it.
map-taken = The map is recorded.
map-heard = { $outlines } outlines, { $matched } of them fit areas.
map-without = Without an outline: { $areas }.
map-empty = None of them is at a known place.
map-placeless = { $n ->
    [one] One is not on the map: its place is not known.
   *[other] { $n } are not on the map: their places are not known.
}
map-chosen = the one that is shown
category = Category
any-category = Any category
severity = Severity
any-severity = Any severity
severity-other = severity not said
status = Status
any-status = Any status
help-now = Help now
corroborated = { $n ->
    [one] one other observer says so
   *[other] { $n } other observers say so
}
key-use = Open sealed parts with the mission's key
key-hint = The key is read in this browser, kept in memory for a quarter of an hour, and sent nowhere.
key-file = Key file
key-open = Open the key
key-busy = The key is being opened; this takes some seconds.
key-none = This is not a key file.
key-wrong = The passphrase is wrong, or there is no key in the file.
key-here = The key is in this browser
key-forget = Forget the key
passphrase = Passphrase
sealed-open = Open
sealed-close = Close again
sealed-other-key = not sealed to this key
sealed-not-here = not here yet

## Projection

contest = Contest
projection-lead = { $used } of { $sampled } sampled protocols can be used ({ $part }).
projection-unseen = Nothing has come from strata with { $unseen } of the voters.
projection-none = { $used } of { $sampled } sampled protocols can be used: too few to say anything.
projection-unfit = not fit to be published
fit-yes = It can be published: enough of the sample is in.
fit-not-yet = It cannot be published yet, because { $why }.
fit-not-yet-plainly = It cannot be published yet.
projection-more = More
shares-title = Shares with intervals
shares-note = Of { $whole }; intervals at { $level }. The thin line allows for what is missing, the thick one does not. Dashed: the threshold.
whole-valid = the valid votes
whole-cast = the ballots cast
whole-registered = the registered voters
passes = Passes the threshold
threshold-at = threshold { $share }
most-votes = Most votes
most-seats = Majority of seats
odds = Odds
seats-title = The likeliest parliament
seats-note = Just these seats came out in { $chance } of { $draws } simulated results. Beside each list: its seats in { $level } of them.
turnout-invalid = Turnout and invalid ballots
turnout = Turnout
invalid = Invalid ballots
not-said = cannot be said
tipping = Protocols of stations with { $missing } of the voters are not in. { $second } would overtake { $first } only if these stations differed from the others by { $points } points.
tipping-pass = { $option } is below the threshold, and would pass it only if the stations that are not in ({ $missing } of the voters) differed from the others by { $points } points.
tipping-fall = { $option } is above the threshold, and would fall below it only if the stations that are not in ({ $missing } of the voters) differed from the others by { $points } points.
tipping-spread = That is { $deviations } times the usual spread between stations.
course-title = Through the evening
course-note = As this server computed it; bands are the intervals.
at-visited = At the stations seen
at-visited-note = A count of what these protocols say, and no estimate for anybody else.
strata-title = What is in, by stratum
strata-note = The strata that weigh most and are missing stand first; in brackets their part of the voters.
strata-silent = { $n ->
    [one] Nothing has come from one stratum with { $voters } of the voters: { $names }
   *[other] Nothing has come from { $n } strata with { $voters } of the voters: { $names }
}
strata-frame = { $n } stations in all
stratum = Stratum
drawn = Drawn
remarks-assumptions = What it rests on
remarks-warnings = What to beware of
rests-on = Protocols behind it
protocols-taken = { $taken } protocols are taken: { $verified } verified by a person, { $transcribed } read by two clerks.
left-out = { $n ->
    [one] One station is left out
   *[other] { $n } stations are left out
}
why-contested = reports differ, nobody decided
why-flagged = flagged, nobody verified it
why-unverified = not verified
why-no-figures = no figure can be read
as-of = The log's first { $entries } entries; seed { $seed }. The same files and seed give the same figures.
files = Files:

## People

calls = Calls
messages = Messages
lists = Lists
print = Print
people-sum = { $all } observers, { $joined } with a phone that joined, { $deployed } deployed, { $covered } stations covered.
only-everybody = Everybody
only-not-joined = no phone joined
only-not-deployed = not deployed
only-not-ready = not ready
only-left = left
state = State
left = left
joined = phone joined
code-open = code open
no-code = no code
organisation = Organisation
supervisor = Supervisor
trained = Trained
accreditation = Accreditation
accreditation-none = none
accreditation-requested = requested
accreditation-granted = granted
accreditation-refused = refused
materials = Materials
materials-none = none
materials-sent = sent
materials-received = received
deploy = Deploy
deployed = { $observer } is to be at { $station }.
end-deployment = End
deployment-over = { $observer } is no longer expected at { $station }.
phone-lost = Phone lost
phone-out = The phones of { $observer } are shut out.
new-code = New code
print-code = Save the card to print
codes-once = Codes are shown only now. Print them, then delete the file.
revoke = Reports no more
revoke-now = Record it
revoked = { $observer } reports no more.
whom = Whom
calls-silent = Something is due and has not come
calls-back = Asked to be called back
any-deadline = Any deadline
silent-sum = Missed deadlines: { $deadlines }. Silent observers: { $observers }, one row each at a station; a call to one of them counts for all that they missed.
silent-part = Further missed deadlines that are not shown: { $n }.
call-answered = answered
back-none = Nobody is to be called back.
next-call = Next call
last-call = Last call
outcome = Outcome
outcome-reached = reached
outcome-no-answer = no answer
outcome-unreachable = number is off
step-1 = the observer
step-2 = the supervisor
step-3 = the back-up number
call-noted = The call to { $observer } is noted.
why = Why
list-of = List of
list-stations = stations
list-observers = observers
list-deployments = deployments
list-readiness = readiness
list-election = election: law and lists
columns-stations = Columns: station, area, registered, latitude, longitude, zone. CSV, TSV, XLSX or Parquet.
columns-observers = Columns: observer, organisation, language, supervisor, phones, backup. Pseudonyms, not names.
columns-deployments = Columns: observer, station, from, to, role. Times after midnight go on: 26:30.
columns-readiness = Columns: observer, accreditation, trained, materials, paid. An empty cell leaves what was known.
columns-election = The file with the law and the lists of one contest (TOML). It takes effect at once.
reissue = New codes for those whose phones have not joined
try-list = Try it
take-list = Take it
list-dry = Nothing is recorded yet.
list-taken = Recorded.
election-told = Contest { $contest }, form { $form }; lists: { $n }.
election-same = It is the same as before.
list-done = { $name } is in.
list-sum = { $added } added, { $changed } changed, { $unchanged } unchanged, { $refused } refused.
list-fault = { $field }: found «{ $found }», expected { $expected }
file-refused = The file is not taken:
list-more = { $n ->
    [one] One more row is not shown.
   *[other] { $n } more rows are not shown.
}
rows = Rows
file-line = Line
what = What
became = Became
became-added = added
became-changed = changed
became-unchanged = unchanged
became-refused = refused
print-codes = Save the cards to print
codes-table = Codes as a table
form = Form
print-form = Blank form for a day without power
print-card = Card for text messages
print-deployments = Who is where
print-codes-where = Cards with codes are made where the list of observers comes in: Lists.
gateways = Sending by { $names }.
gateways-none = No gateway sends.
numbers-open = The numbers are open.
numbers-closed = The numbers are closed: messages wait.
messages-waiting = { $n ->
    [one] One message waits.
   *[other] { $n } messages wait.
}
spent = Spent: { $money }.
money-left = Left: { $money }.
open-numbers = Open the numbers
close-numbers = Close the numbers
write = Write
to-whom = To
to-area = everybody in an area
to-unanswered = who has not answered a deadline
to-observers = these observers
plan-messages = See whom it reaches
send-messages = Send
messages-plan = Reaches { $recipients }, in { $segments } segments, costs { $money }.
text-plan = { $language }: { $recipients }, { $segments } segments each.
text-letter = «{ $letter }» makes it long.
not-reached = { $n ->
    [one] One is not reached
   *[other] { $n } are not reached
}
skipped-unknown = nobody of this name
skipped-revoked = reports no more
skipped-stopped = wants no messages
skipped-no-number = no number
skipped-quiet-hours = it is night there
skipped-no-text = no text in their language
messages-on-their-way = { $n ->
    [one] One message is on its way.
   *[other] { $n } messages are on their way.
}
went-out = Sent
to-n = { $n ->
    [one] to one
   *[other] to { $n }
}
delivery-sent = sent
delivery-delivered = delivered
delivery-failed = failed

## Settings

own-account = My account
role = Role
role-clerk = clerk
role-analyst = analyst
role-coordinator = coordinator
role-security-officer = security officer
role-admin = administrator
password-old = Password now
password-new = New password (12 letters or more)
password-changed = The password is changed; all other sessions are over.
authenticator = Authenticator app
authenticator-needed = Your role needs an authenticator. Set it up to go on.
authenticator-begin = Set it up
authenticator-replace = Set up another
authenticator-remove = Do without it
authenticator-secret = Type this secret into your authenticator app, then the code that it shows.
authenticator-open = Open it in the app on this device
authenticator-done = The authenticator is set up.
authenticator-gone = { $account } has no authenticator any more.
take-authenticator = Take the authenticator away
sessions = Sessions
session-from = since { $from }, until { $until }
session-this = this one
end = End
sign-out-everywhere = Sign out everywhere
sign-out-them = Sign them out
signed-out = { $account } is signed out everywhere.
day = Day and limits
contests = Contests
contests-none = No election is defined yet.
seats-n = { $n ->
    [one] one seat
   *[other] { $n } seats
}
stations-n = { $n ->
    [one] one station
   *[other] { $n } stations
}
sample-n = { $n ->
    [one] sample «{ $name }»: one station
   *[other] sample «{ $name }»: { $n } stations
}
one-sample = { $n ->
    [one] sample: one station
   *[other] sample: { $n } stations
}
locked = locked
deadlines = Deadlines
deadlines-none = No deadlines yet.
due-from = Counts from
due = Due
limits = When something is flagged
limits-saved = The limits are recorded.
limit-metres = Metres from the station
limit-clock-seconds = Seconds that a clock may be off
limit-voters-in-ten-minutes = Voters served in ten minutes
limit-count-percent = Percent between two counts
limit-count-voters = Voters between two counts
limit-likeness-bits = How many of 1,024 features may differ between two photos that count as alike
limit-text-letters = Letters of a text to compare
limit-sheet-minutes = Minutes that a sheet is a clerk's
limit-planted-every = One known sheet in so many (0: none)
limit-early = Everybody who may read sees projections before the polls close
forms = Forms
version = Version
form-current = in use
form-old = old
form-add = Add forms
form-ours = Forms that come with the program
form-all = all of them
form-protocol = Protocol of the election
form-file = XLSForm or XForm
form-made = { $questions } questions, { $clear } held in the clear, { $sealed } sealed
findings = What was not taken as it stands
finding-sheet = Sheet
finding-column = Column
finding-dropped = left out
finding-changed = changed
finding-kept = kept word for word, but not evaluated
form-published = Published.
publish = Publish
accounts = Accounts
account-new = New account
give-account = Give it
account-given = { $account } can sign in.
account-changed = { $account }: { $role }
account-closed = closed
account-shut = { $account } is closed.
close-account = Close the account
locked-until = locked out until { $time }
missing = missing
second-factor = Roles that need an authenticator
keys = Keys
key-log = The log's key
key-log-note = Receipts and the log's heads are checked with it.
key-recipients = Recipients
key-recipients-note = Phones seal to these what must not be readable on the server.
key-recipients-none = There are none: sealed answers cannot be filed.
switches = Switches
drill-title = Drill
drill-note = While it is on, everything that is filed belongs to the drill and never to the real day.
drill-name = Name of the drill
drill-begin = Begin the drill
drill-end = End the drill
drill-began = The drill began.
drill-ended = The drill is over.
read-only-title = Read-only
read-only-note = Nothing is taken, everything is shown. Phones keep what they have.
read-only-begin = Take nothing more
read-only-end = Take again
closed-now = Nothing is taken now.
open-now = Reports are taken again.
archive-title = The end of the mission
archive-note = Nothing but deletions is taken afterwards. This cannot be undone.
archive-days = Days until what is personal is erased
archive-type = Type «{ $word }»
archive-word = archive
archive-now = Archive the mission
trail = Audit trail
trail-shown = { $n ->
    [one] One entry.
   *[other] { $n } entries.
}
trail-whole = The search has reached the beginning of the log.
trail-looked = The search has come back to entry { $at }; older ones lie before it.
newest = Newest
trail-part = { $from }–{ $to } of { $of }
newer = Newer
older = Older
entry = Entry
who = Who

## Official results and fingerprints

page-official = Official
page-fingerprints = Fingerprints
as-published = File as published
official-none = Nothing that was published has been taken in yet.
versions = Published versions; each one stays
source = Source
address = Address
recipe = Recipe: a known layout of the file, if it has one
published-at = When
worth = The differences are worth { $votes } votes.
worth-seats = { $n ->
    [0] No seat would change hands.
    [one] One seat would change hands.
   *[other] { $n } seats would change hands.
}
worth-no-seats = What that does to seats cannot be said.
official-stations = Stations against what was observed
of-all = Of all
stands-same = the same
stands-differs = differs
stands-left-out = no accepted protocol
stands-not-observed = not observed
stands-not-published = not published
votes-and-seats = Votes and seats
votes = Votes
votes-published = Published
with-observed = With what was observed
net = Net
official-as-of = { $observed } protocols observed; the log's first { $entries } entries.
station-by-station = Station by station
published = Published
observed = Observed
difference = Difference
no-difference = no difference
not-in-file = not in the published file
before = Before
after = Next
changes = What changed since the version before
changes-sum = { $n ->
    [one] Version { $before } to { $after }: one station changed, { $added } added, { $removed } gone.
   *[other] Version { $before } to { $after }: { $n } stations changed, { $added } added, { $removed } gone.
}
publish-add = Take in a published result
version-taken = The version is in and stays.
not-on-our-list = { $n } stations of the file are not on our list:
not-in-their-file = { $n } stations of our list are not in the file:
fingerprints-note = Tests on what was published. An excess is a reason to look, not a proof; no excess does not mean that the count was right.
peaks-turnout = Stations by turnout
peaks-result = Stations by the share of { $option }
peaks-note = Bins of 0.2 %. The grey band is honest counting, two standard deviations wide on each side.
percentage = Percentage
honest-count = By honest counting
deviations = Standard deviations
comet = Turnout and share of { $option }
comet-note = Each cell is one percent by one percent; the stronger its colour, the more stations.
share-by-turnout = Share \ turnout
votes-at-stake = Votes at stake
method = Method
method-shpilkin = Shpilkin’s method; the stations to compare with were given
method-clean-zone = Shpilkin’s method; the stations to compare with were found in the data
share-without = Share without them
integer-tests = Whole percentages
of-what = Of what
counted-by = Counted by
found = Found
p-value = p
p-adjusted = p, corrected
variable-turnout = turnout
variable-result = result
variable-either = either
weight-stations = stations
weight-registered = registered voters
weight-issued = ballots
weight-leader = votes
score = Score
excess = Excess votes
fingerprints-why = What speaks against it
suspicious = { $n ->
    [one] One station carries it
   *[other] { $n } stations carry it
}
guests = This is an example. Look around as:

## More of the table of stations

latest = Last report
only-contested = protocols differ
only-differs = published otherwise
protocol-accepted = accepted
protocol-verified = verified
protocol-contested = contested
protocol-flagged = flagged
protocol-unverified = not verified
protocol-no-figures = no figures
votes-apart = Votes apart
accepted = accepted

## Turnout by hour

page-turnout = Turnout
turnout-none = Nobody has counted voters here, and nothing was announced.
turnout-last = At { $time } observers had counted { $counted }, and { $announced } was announced: { $points } points between them, at { $stations } stations counted.
turnout-note = Head counts and the word of commissions are of the stations where observers counted; what was announced is of the whole area. A head count may miss voters; it makes none up.
turnout-said = what commissions said
turnout-official = announced of the area
turnout-announced = What the authorities announced of this area
turnout-add = Enter a turnout that was announced
turnout-stays = Of: { $area }. It stays; a correction stands beside it.
turnout-taken = The announcement is recorded.
voters = Voters
share-percent = Percent
recorded = Recorded
record = Record it
not-a-time = This is no time: expected 12:00, and after midnight 26:30.
not-a-percentage = This is no percentage between 0 and 100.
not-a-number = This is no whole number.

## Texts that do not parse, unknown numbers, filing for somebody

page-repairs = Text messages
texts = Texts
unknown-numbers = Unknown numbers
repairs-waiting = { $n ->
    [0] No text waits.
    [one] One text waits.
   *[other] { $n } texts wait.
}
repairs-open = those that wait
repairs-all = all of them
repairs-none = Every text was read.
number-n = number { $number }
number = Number
text-as-it-came = The text as it came
make-report = Make a report of it
to-report = To the report
repair-report = made a report
repair-no-report = It is no report
repair-asked-again = Asked to send it again
wrong-no-keyword = It does not begin with a form's letter.
wrong-no-station = It names no station.
wrong-unknown-code = A letter stands for no question of the form.
wrong-strange = A part of it is neither a letter nor a figure.
wrong-no-value = A letter has no figure behind it.
wrong-several-numbers = Several figures stand behind one letter.
wrong-too-long = A figure is too long.
wrong-unknown-choice = A number stands for no choice of its question.
wrong-no-time = This is no time of day.
wrong-no-date = This is no date.
wrong-twice = A question is answered twice.
wrong-two-letters = Two letters could be meant.
wrong-control = It has signs that no phone types.
wrong-absence-not-offered = No answer is not allowed here.
wrong-length = The text is longer than what is read.
wrong-long-message = It is longer than a text message.
wrong-nothing-said = It answers no question.
wrong-stop = It asks that no more messages are sent.
numbers-note = Numbers themselves are kept nowhere. A code stands here for each of them: it is the same for everything that comes from the number, and the number cannot be read from it.
strangers-none = Every number that wrote is known.
number-whose = Whose is number { $number }?
number-tie = It is this observer's
number-refuse = Nobody of ours
number-tie-note = What came from the number is the observer's from then on. Who is nobody of ours is recorded with the reason; what came stays flagged, and the number is asked for again when it says more.
number-tied = The number is { $observer }'s, and so is what came from it.
number-refused = It is recorded that the number is nobody's of ours.
other-station = It is about another station
settle-station = Settle it
station-settled = The report is about station { $station }.
choose = Choose
no-answer = no answer
not-whole = A whole number is needed.
not-decimal = A number is needed.
not-time = A time such as 07:15 is needed.
once-more = Once more: { $what }
left-to-phone = { $n ->
    [one] One question is left out here: it wants a place, a sealed photo, or words that only a phone seals.
   *[other] { $n } questions are left out here: they want places, sealed photos, or words that only a phone seals.
}
file-report = File the report
report-filed = The report is filed.
receipt = Receipt
receipt-not-yet = The log has not signed it yet: try again in some seconds.
save-file = Save as a file
enter = By telephone
enter-note = What an observer says on the telephone is filed here, with photos of the protocol where they came by a messenger. The report says that it came so, and who typed it.
report = Report

## Publishing

page-result = Publish
result-now = What would be published now
result-not-in-drill = Nothing is published during a drill.
result-not-yet = It cannot be published yet. { $why }
result-example = This is an example: every page says so at its head.
result-rests = It rests on { $used } of { $sampled } sampled protocols, for { $frame } stations, and on the log's first { $entries } entries.
result-turnout = Turnout: { $share } ({ $low }–{ $high }).
result-weak = It is not fit to be published as a statement about the country: the page says so and why, and shows a count of the stations seen.
result-against = Against version { $number } of { $source }: { $same } stations have the same figures, { $differ } differ.
result-outside = { $n ->
    [one] What was announced lies outside the interval of one list.
   *[other] What was announced lies outside the intervals of { $n } lists.
}
result-all-inside = What was announced lies within every interval.
result-nothing-announced = No result of the authorities has been taken in: the page compares with nothing.
interval = Interval
announced-votes = Announced votes
announced-share = Announced share
fits = Fits
fits-inside = within the interval
fits-above = announced above it
fits-below = announced below it
fits-unknown = cannot be said
result-publish = Publish version { $n }
result-stake = Version { $n } becomes the page that everybody reads first, signed in the mission's name. It cannot be taken back: a later version stands beside it, and this one stays.
result-look = Read it before:
result-read = I have read the page in every language, and the mission stands for it.
result-out = Version { $n } is published.
result-was-there = Somebody published version { $n } just before. Look at it; this one was not published.
result-versions = What was published
result-none = Nothing was published yet.
result-where = Each version stays among the signed files that the server keeps for the public, where anybody can check it.
result-address = Everybody can read the newest one here:
result-soon = The newest version appears there within a few seconds. Until then these links open the copy kept here.
result-no-address = This server was not told where its public files are read; the links open the copies kept here. An administrator starts it with
result-figures = Figures
entries = Entries

## History

page-history = History
flow = Reports and texts
flow-none = Nothing came or went.
flow-report = report
flow-message = text that did not parse
flow-outgoing = text that went out
any = any
way = Way
typed-for = Typed by
correction = Correction
concerns = Concerns
decided = Decided
read-again = Read again
to-observer = To { $observer }
kind-account = account given or changed
kind-account-closed = account closed
kind-archive = mission archived
kind-assignment = sheet given to a clerk
kind-attachment = files of a report
kind-authenticator = authenticator
kind-boundaries = map of the areas
kind-backup = copy of the mission complete
kind-backup-ordered = copy of the mission ordered
kind-call = call made
kind-contest = election defined
kind-deletion = deletion
kind-delivery = what became of a text
kind-deployment = deployment
kind-deployment-ended = deployment ended
kind-device = phone joined
kind-drill = drill begun or ended
kind-erasure = entries erased
kind-example = mission is an example
kind-form = form published
kind-form-closed = form closed
kind-handover = texts handed to a gateway
kind-lock-out = locked out
kind-message = text that did not parse
kind-numbers = numbers kept
kind-observer = observer enrolled
kind-observer-replaced = observer replaced
kind-observer-revoked = observer reports no more
kind-official = published result taken in
kind-official-turnout = announced turnout
kind-organisation = partner organisation
kind-outgoing = messages sent
kind-phone-lost = phone lost
kind-phones = numbers of an observer
kind-photo = photo arrived
kind-planted-sheet = known sheet planted
kind-policy = limits
kind-read-only = read-only turned on or off
kind-readiness = readiness
kind-reminder = reminder
kind-reminders = rules for reminders
kind-repair = text dealt with
kind-report = report
kind-result-published = result published
kind-review = verdict on a report
kind-sample = sample drawn
kind-sample-locked = sample locked
kind-schedule = deadlines
kind-second-factor = who needs an authenticator
kind-sender-settled = unknown number settled
kind-session = signed in
kind-session-ended = signed out
kind-sessions-revoked = signed out everywhere
kind-share = reports shared with a partner
kind-sheet-resolved = sheet decided
kind-stage-lock = stage locked or opened
kind-station-missing = station cannot be observed
kind-station-settled = station of a report settled
kind-stations = stations
kind-stop = wants no messages
kind-transcription = sheet typed
kind-zones = time zones

## Deadlines, reminders, locks

deadlines-note = From every deployed observer. Times after midnight go on: 26:30 is half past two in the night of the count.
deadlines-saved = The deadlines are recorded.
election-day = Election day
grace-minutes = Grace (minutes)
sample-only = Sample only
remove = Remove
deadline-add = Add a deadline
deadline-new = New deadline { $n }
deadline-no-form = A deadline has no form.
deadline-no-times = A time is missing or cannot be read: expected 12:00, and after midnight 26:30.
deadline-begins-late = A deadline counts from after it is due.
deadline-no-grace = The grace is a number of minutes.
reminders = Reminders
reminders-note = They go by themselves, and never to who has answered, wrote STOP or sleeps. Whom the app does not reach is written to; whom no text reaches is marked to be called.
reminders-saved = The reminders are recorded.
nobody-reminded = nobody is reminded
waves-n = { $n ->
    [one] one wave
   *[other] { $n } waves
}
minutes-after = Minutes after it is due
by-which-way = By
way-app = app
way-sms = text message
way-call = call
wave-add = Add a wave
quiet-from = Nobody is disturbed from
quiet-to = until
reminder-no-text = A reminder that writes needs a text.
reminder-no-minutes = A wave has no minutes.
locks = Locks
locks-note = What comes while its stage is locked is taken all the same, and flagged. The smallest area counts.
locks-none = No stage is locked.
lock-stage = Lock a stage
open-stage = Open it
locked-by-hand = locked by hand
by-hours = by hours
stage-open = open
open-hours = open from { $from } to { $to }
stage-locked = { $stage } in { $area }: locked.
stage-opened = { $stage } in { $area }: open.
how = How
opens = Opens
closes = Closes

## Forgetting

forgetting = Forgetting
forget-goes = What goes: telephone numbers and their hashes, codes and tokens of phones, what people wrote in their own words, and the photos and sealed answers that are named here.
forget-stays = What stays: what they reported, under the pseudonym. Receipts and signed heads go on to hold.
forget-not-ours = Not in this server's hand: earlier backups, snapshots of disks, archives of the database. Take a new backup into an empty directory and destroy the old ones.
forget-everybody = Forget everybody
forget-everybody-later = Everybody can be forgotten once the mission is archived.
forget-blobs = Photos and sealed answers (their hashes)
forget-word = forget
forget-n = { $n ->
    [0] Forget
    [one] Forget one person
   *[other] Forget { $n } people
}
forget-busy = The log is being read and overwritten; this may take minutes. If it breaks off, send it again.
forgotten = Gone: { $blobs } numbers, photos and sealed answers; { $entries } entries say less now.
nobody-called = There is no observer called { $names }.
no-hash = «{ $found }» is no hash: expected 64 hexadecimal digits.

## Known sheets

to-decide = To decide
known-sheets = Known sheets
known-note = A sheet whose figures are certain is given to clerks among the others; the wrong figures that they type measure how exact they are. No clerk can tell it from the others. It does not count as a protocol.
look-at-sheets = Look for its sheets
known-none = No protocol of this station has an open photo.
known-sure = I have compared every figure with the photo.
plant-sheet = Plant it
sheet-planted = The sheet of station { $station } is planted.
not-measured = not measured
clerks-none = No clerk has typed yet.
one-in = About one sheet in { $n } is a known one.
none-planted = Clerks are given no known sheets: their number in the limits is 0.

## ODK Collect, numbers, messages

collect = ODK Collect
collect-note = An observer who uses ODK Collect instead of the app is given an access of their own.
collect-give = Set it up
collect-once = This is the access of { $observer }. It is shown only now, and whoever has it can report as them.
collect-step-1 = Open Collect and choose «Configure with QR code».
collect-step-2 = Scan this code, or type the address as the server.
collect-step-3 = The forms come by themselves.
collect-code = Code to set up Collect for { $observer }
collect-address = Address:
collect-save = Save the code to print
give-numbers = Give telephone numbers
give-numbers-note = They are sealed and handed back to nobody. A number replaces the earlier one.
numbers-lines = A line each: observer; number with its country; back-up number
give-n = { $n ->
    [0] Give them
    [one] Give one number
   *[other] Give { $n } numbers
}
line-n = Line { $n }
column-n = column «{ $name }»
numbers-taken = Taken: { $n }.
numbers-no-number = no observer or no number
numbers-no-country = no number with its country, such as +7 701 123 45 67
numbers-twice = this observer stands above already
over-budget = That is more than is left: { $money }.
batch-cost = { $segments } segments, { $money }
batch-reminds = · reminder of { $deadline }
failed-n = { $n ->
    [one] One did not arrive
   *[other] { $n } did not arrive
}
failed-no-number = no number is known
failed-stopped = wants no messages
failed-revoked = reports no more
failed-expired = it was no use any more
failed-refused = the gateway refused it
failed-unclear = the gateway did not say whether it took it; call
failed-undelivered = the network did not deliver it
failed-unknown = nobody said why
backup = Back-up number
none = none

partners = Partners
partners-note = A partner organisation has observers and accounts of its own. Nobody sees another's reports unless they are shared, and a share can be withdrawn at any time.
partners-none = There are no partner organisations yet.
partner-new = A new partner
partner-id = Short name, for files and addresses
partner-name = What it is called
partner-add = Add
partner-added = { $name } is a partner now
shares = Who sees whose reports
share-from = Reports of
share-to = Shown to
share-new = Show our reports to another organisation
share-give = Share
share-given = { $to } sees the reports of { $from } now
share-withdraw = Withdraw
share-withdraw-what = Withdraw: { $to } sees the reports of { $from }
share-withdrawn = { $to } no longer sees the reports of { $from }

## What goes wrong, what cannot be taken back, what is kept

fail-unavailable = The server could not do it. What you typed is still here; try again.
fail-wrong = The password or the code is not right.
fail-code-spent = This code was used before: wait for the next one.
fail-not-found = There is no such thing.
session-over = Your session is over. Sign in again: you come back to the same page. Verdicts, sheets, deadlines and messages that you had begun are kept.
page-failed = This page failed
page-failed-note = What was recorded is safe. The other pages go on working.
try-again = Try again
load-anew = Load everything anew
page-not-yours = Your role ({ $role }) does not see this page.
stale = No answer from the server. What stands here is of { $time }.
taken-back = Taken back: { $what }
no-taking-back = This cannot be taken back: { $what }
no-taking-back-last = What you did last cannot be taken back.
leave-sure = What you changed on this page is not saved.
leave = Leave without saving
stay = Stay here
station-none = There is no station «{ $code }».
report-none = There is no such report.
key-damaged = A letter of this key is wrong or missing. Compare the file with its copy.
phone-lost-sure = The phones of { $observer } are shut out at once, and so is the code that they have. A new code is made. This cannot be taken back.
new-code-sure = The code that { $observer } has lets nobody in any more.
revoke-sure = { $observer } reports no more, and their phones are shut out. This cannot be taken back.
sign-out-sure = { $account } is signed out on every device at once.
authenticator-sure = { $account } signs in by password alone until an authenticator is set up anew.
close-account-sure = { $account } is signed out at once and cannot sign in any more.
account-taken = There is an account «{ $account }» already. Choose another name.
account-again-sure = The account «{ $account }» was closed. Open it again, with this role and this password?
account-again = Open it again
second-factor-said = It is recorded who needs an authenticator.
end-session-sure = Whoever works in that session is signed out at once.
session-ended = The session is over.
sign-out-everywhere-sure = You are signed out on every device, on this one too.
limit-wrong = A whole number from 0 to { $most } is needed.
try-first = Try it first: what would happen is shown, and nothing is recorded.
file-first = Choose a file first.
template = Template with an example row (CSV)
partner-id-rule = The short name: small Latin letters and digits, hyphens between them, at most { $most }.
partner-id-letters = «{ $found }» has letters that do not fit into addresses.
partner-id-long = The short name is longer than { $most } letters.
partner-id-taken = A partner is called «{ $found }» already.

## Preparation

page-plan = Preparation
plan-note = What is to be done before the day, in the order of the work. All of it can be changed until then, but for a locked sample.
plan-partner = How far the mission is prepared. The mission plans the day; a partner sends its own observers.
plan-sum = { $done } of { $all } done; to look at: { $look }
standing-done = done
standing-todo = to do
standing-attention = look at this
standing-reading = loading
plan-election = The election
plan-election-note = Its law and its lists come in as a file, election.toml, and the form of the results protocol with them.
plan-dates = The contests are on different days: { $names }
polls-open = polls { $from }–{ $to }
threshold-of = threshold { $share }
lists-n = { $n ->
    [one] one list
   *[other] { $n } lists
}
take-election = Take in an election.toml
plan-zones = Time zones
plan-zones-note = Polls open and deadlines count by the clock of each area. A line without an area holds everywhere; a smaller area goes before a larger one.
plan-zones-n = { $n ->
    [one] One time zone
   *[other] { $n } time zones
}
plan-zones-bare = { $n ->
    [one] One area has no zone, so its clock is taken to be UTC: { $names }
   *[other] { $n } areas have no zone, so their clock is taken to be UTC: { $names }
}
everywhere = everywhere
zone = Time zone
zone-now = now { $time }
zone-twice = An area stands twice.
zone-add = Add an area
zones-save = Record the zones
zones-change = Change the time zones
zones-saved = The time zones are recorded.
plan-stations = Polling stations
plan-stations-note = Every station of the country, not only those that are observed: the sample is drawn from this list, and the estimate stands for all of it.
plan-registers = Each of them with its registered voters
plan-no-register = { $n ->
    [one] One has no registered voters: what is reported from it cannot be held against its register
   *[other] { $n } have no registered voters: what is reported from them cannot be held against a register
}
plan-no-area = { $n ->
    [one] One lies in no area
   *[other] { $n } lie in no area
}
plan-no-place = { $n ->
    [one] One of { $of } stations has no place on the map: how far a phone is from it cannot be checked
   *[other] { $n } of { $of } stations have no place on the map: how far phones are from them cannot be checked
}
take-stations = Take in a list of stations
plan-sample = The random sample
plan-sample-note = Observers go where the draw sends them, so that their protocols stand for the country. Once it is locked nothing of it changes, and no station takes the place of another.
plan-unlocked = { $names } is drawn and not locked: publish its hash, then lock it
plan-missing-n = { $n ->
    [one] Of one station it is said why nobody can go there
   *[other] Of { $n } stations it is said why nobody can go there
}
sample-after = The list of stations comes first:
draw-first = Draw a sample
wall-plan = Nothing has been planned yet:
draw-another = Draw another sample, or again before the lock
sample-name = Name of the sample
sample-size = Stations to draw
strata = Strata
strata-none = none, the whole country
strata-region = by region
strata-district = by district
strata-area = by the smallest area
seed = Seed
seed-note = The seed decides which stations come out; the same seed gives the same ones. Throw dice before witnesses and type what falls, so that everybody can check that nobody chose. Draw once: whoever draws until the list pleases has chosen it.
strata-why = Strata: each region gets its part of the stations, so that none stays out by chance; that narrows the estimate more than any way of dividing.
size-note = What a size gave for the strongest list in past elections, by region, at 95 %: 400 stations ±0.8 points (Georgia 2024), 500 ±0.9 (Albania 2013), 1,000 ±0.8 (Poland 2025), 1,500 ±0.4 to ±1.1 (Mexico 2006, Russia 2011 and 2018). Yours depends on how much its stations differ.
draw-more = More about the draw
division = Divided among strata
method-proportional = by their stations
method-voters = by their registered voters
method-equal = the same for each
method-pps = by registered voters, large stations more often
method-neyman = for the narrowest margin of one list
draw-minimum = In each stratum at the least
draw-waves = Reserve waves
draw-wave-size = Stations in a wave
draw-level = Areas drawn first: levels of their path (0: none)
draw-each = Stations in each of them
draw-previous = Result of a past election (CSV)
draw-previous-note = With it, «See how it divides» also says what margin to expect: by how stations really differed then, never by a formula for single voters. Its stations have the same codes.
draw-arrived = Expected to report (%)
draw-no-arrived = The part that reports is a whole number of percent, from 1 to 100.
draw-option = List (empty: the strongest)
draw-more-note = Reserve waves are drawn by the same seed, and used whole or not at all. Areas drawn first save travel and cost precision: five stations of one area are worth about two that lie apart.
draw-no-name = The sample has no name.
draw-locked = The sample of this name is locked: choose another name.
draw-no-size = Whole numbers are needed here.
draw-too-many = { $n ->
    [one] There is one station.
   *[other] There are only { $n } stations.
}
draw-no-previous = This division needs the result of a past election.
draw-no-reserves = A reserve wave needs a number of stations; where areas are drawn first there are none.
draw-again = It takes the place of the draw «{ $name }», which is not locked yet.
try-draw = See how it divides
draw-now = Draw it
seed-missing = The draw itself needs the seed.
draw-would = { $n ->
    [one] One station would be drawn; strata: { $strata }. Nothing is recorded yet.
   *[other] { $n } stations would be drawn; strata: { $strata }. Nothing is recorded yet.
}
draw-reserves = Reserves: { $n }.
draw-division = How the sample divides
draw-margin = { $n ->
    [one] With one station
   *[other] With { $n } stations
} the result of each list is expected to be within { $points } points at { $level }, if { $arrived } of them report.
draw-unlike = { $n ->
    [one] One station was not in that election: it is taken to be like the others of its stratum.
   *[other] { $n } stations were not in that election: they are taken to be like the others of their stratum.
}
draw-margins = Margins to expect
draw-then = Share then
draw-within = ± points
draw-one-by-one = drawn one by one
sample-drawn = Sample { $name } is drawn.
sample-of = Sample { $name }
not-locked = not locked
sample-said = { $n ->
    [one] One station; seed «{ $seed }»; strata: { $strata }; division: { $method }.
   *[other] { $n } stations; seed «{ $seed }»; strata: { $strata }; division: { $method }.
}
commitment = Hash of the list (SHA-256):
commitment-note = Publish it before the day: it proves afterwards that the list was not changed.
sample-by-stratum = Sample { $name } by stratum
sampled-n = In the sample
reserves-n = In reserve
observed-n = With an observer
unobserved-n = Without one
missing-n = Cannot be observed
sample-save = Save the list (CSV)
sample-stations = Its stations
lock-sure = I know that it stays from then on: nothing is drawn again under this name, and no station is replaced.
lock-sample = Lock the sample
sample-locked = Sample { $name } is locked.
wave-next = Use a reserve wave
wave-sure = It is used whole and stays so. It is not chosen by which stations are silent.
wave-use = Use wave { $n }
wave-used = The wave is in use.
missing-title = A station cannot be observed
missing-note = It stays in the sample and no other takes its place: whoever goes to the next village replaces hard stations by easy ones, and no formula sees it. Say why nobody goes there.
missing-drill = A drill is on: what is recorded now holds in the drill and not on the day.
missing-said = Station { $station }: the reason is recorded.
missing-over = Station { $station } is observed after all.
missing-end = It is observed after all
not-in-sample = Station { $station } is not in the sample.
plan-forms = Forms
plan-forms-note = What observers are asked at each stage. What is sensitive in them is sealed on the phone.
plan-forms-n = { $n ->
    [one] One form in use
   *[other] { $n } forms in use
}
plan-no-protocol = No protocol form for: { $names }
plan-no-form = No form for: { $names }
to-forms = Publish forms
plan-deadlines = Deadlines and reminders
plan-deadlines-note = What is due from every observer, and by when. Whoever is late is reminded, then called.
plan-deadlines-n = { $n ->
    [one] One deadline
   *[other] { $n } deadlines
}
plan-formless = Their form is not in use any more: { $names }
plan-other-day = They are set for another day than the election: { $names }
plan-reminders-n = { $n ->
    [one] One of them is reminded of
   *[other] { $n } of them are reminded of
}
plan-no-reminders = Nobody is reminded
to-deadlines = Set deadlines and reminders
plan-observers = Observers
plan-observers-note = Pseudonyms, not names. The codes that phones join with are shown once, when the list comes in: print them then.
plan-joined = Phones that joined: { $n } of { $of } observers
plan-codes-open = Codes handed out and not used yet: { $n }
plan-codeless = With neither a phone nor a code: { $n }
plan-idle = Sent to no station: { $n }
plan-covered = Stations of the sample with an observer: { $n } of { $of }
plan-uncovered = Stations of the sample without one: { $n }
take-observers = Take in observers, print their codes
take-deployments = Take in who is where
to-not-joined = Who has not joined
all-of-them = all { $n }
plan-keys = Keys and publishing
plan-keys-note = Phones seal sensitive answers to the mission's recipients, so that not even the server reads them.
plan-no-key = There is no recipient: sensitive answers and incidents cannot be filed at all. The security officer makes a key on their own computer (sanaq keys officer); its public half goes to the server, into keys/recipients.txt.
plan-keys-n = { $n ->
    [one] One key opens what is sealed: if it is lost, so is that
   *[other] { $n } keys open what is sealed, each by itself
}
plan-publish = Coordinators and administrators publish results
plan-publish-n = { $n ->
    [one] One account may publish results
   *[other] { $n } accounts may publish results
}
plan-accounts = Clerks
plan-accounts-note = Two clerks type each protocol without seeing each other's figures; where they differ a third reads it, and in the end a coordinator decides.
plan-clerks-n = { $n ->
    [one] One clerk has an account
   *[other] { $n } clerks have an account
}
plan-clerks-named = They are: { $names }
plan-third-clerk = Of two, nobody is left to read where they differ: a third one helps
plan-nobody-decides = No coordinator has an account: nobody is there to decide on the day
plan-drill = A drill
plan-drill-note = A rehearsal with the real phones. It is a world of its own: nothing of it counts on the day. Administrators begin and end it.
plan-drill-on = A drill is on now, { $names }: what is filed counts for it and not for the day
plan-drilled = A drill was held. Reports: { $n }, stations: { $of }
to-drill = Begin or end a drill

## Copies of the mission

backups = Backup
backup-last = The last complete copy was made { $time } ({ $distance }) and has { $entries } entries.
backup-since = Since then { $entries } entries came, and { $files } photos and sealed answers.
backup-none = No copy has been made by this server yet; those of the command sanaq backup are not seen here. The log has { $entries } entries.
backup-old = What came since is nowhere else: make a copy. A copy is too old after { $hours } hours as soon as something has come since.
backup-failed-full = The last copy was not completed: the disk with the folder of copies is full.
backup-failed-folder = The last copy was not completed: the folder of copies cannot be written. Whoever runs the server finds the reason in its notes.
backup-failed-other = The last copy was not completed. Whoever runs the server finds the reason in its notes.
backup-holds = A copy holds the log, the photos as they are shown here, and what phones sealed. It holds no keys: for a restore the folder “keys” of the mission is needed, kept in another place.
backup-sealed = What phones sealed opens only with the security officer's key; passwords and authenticators are sealed to the server's key. Pseudonyms, stations, figures and photos of protocols lie open in a copy: keep it as you keep the server.
backup-no-folder = This server was started without a folder for copies, so none can be made from here. Copies are never sent over the network. Whoever runs the server gives it a folder, best a disk of its own:
backup-folder = The server writes copies into
backup-by-hand = It makes one only when it is ordered here.
backup-every = { $n ->
    [one] It makes one by itself every minute when something has come.
   *[other] It makes one by itself every { $n } minutes when something has come.
}
backup-proof = Show again that it is you. That a copy was ordered stands in the audit trail.
backup-make = Make a copy now
backup-running = A copy is being made: { $at } of { $of } entries.
backup-list = Copies in the folder
backup-name = Name
backup-entries = Entries
backup-whole = complete
backup-not-whole = not complete
backup-holds-forgotten = holds what has been forgotten since: destroy it
backup-restore = How to restore
backup-restore-elsewhere = Stop the old server, if it runs: two that go on from one log contradict each other, and witnesses see that. Bring the copy to the new computer.
backup-restore-keys = Put the keys back first, from where they are kept:
backup-restore-fill = Fill the empty mission. Every entry is hashed anew, and the whole must be what the log's own key signed:
backup-restore-check = Check it once more:
backup-restore-start = Start the server, with the options that it had:
backup-restore-note = What came after the copy is not in it. Phones keep the reports that they filed, and do not send again what has a receipt; receipts and public files say what is missing, and observers can be asked for it.
