# Every sentence of the report, in English. The keys and variables of all languages agree: a test
# compares them. Numbers arrive unformatted and are grouped by the program; texts such as "12.3 %"
# arrive as they are to stand.

## The language itself: its name, which way it is written, what stands between thousands and before decimals

language-name = English
language-direction = ltr
number-group = ,
number-point = .

## The page

subtitle = Examination of the published results for { $option }
skip = Skip to the findings
contents = Contents
banner-simulated = EXAMPLE: a simulated country with known fraud
show-table = The figures as a table
not-known = not known

## Headings

head-verdict = What the figures say
head-announced = What was announced
head-integers = Round percentages
head-density = Turnout and result of every station
head-turnout = Votes by turnout
head-areas = Area by area
head-seats = Seats
head-stations = Stations to look at first
head-arithmetic = Does it add up?
head-tests = All tests
head-methods = How it was done
head-reproduce = Do it again

## The verdict

level-strong = Strong sign
level-some = Needs explaining
level-none = No sign found
level-unknown = Cannot tell
level-limits = Limits

verdict-head-strong = The published figures bear marks that counting ballots does not leave.
verdict-head-some = Some of the published figures need an explanation.
verdict-head-none = These tests found no mark of invention. That does not say that the count was right.
verdict-head-unknown = These data do not allow a judgement: no test applies to them.

verdict-sums-hold = The protocols add up: { $checks ->
    [one] the check holds
   *[other] all { $checks } checks hold
} wherever the figures are known.
verdict-sums-violated = The protocols do not add up: { $violations ->
    [one] one check is violated
   *[other] checks are violated { $violations } times
}, at { $stations ->
    [one] one station
   *[other] { $stations } stations
}.
verdict-sums-soft = Where the protocols must add up, they do. Relations that need not always hold are violated { $violations ->
    [one] once
   *[other] { $violations } times
}, at { $stations ->
    [one] one station
   *[other] { $stations } stations
}.
verdict-sums-unchecked = The protocols could not be added up: the source lacks the lines that would have to agree.
verdict-over-full = { $stations ->
    [one] One station reports
   *[other] { $stations } stations report
} more ballots than registered voters.
verdict-over-full-allowed = { $stations ->
    [one] One station reports
   *[other] { $stations } stations report
} more ballots than registered voters, which this election's rules allow for.
verdict-duplicates = { $groups ->
    [one] One group of stations reports
   *[other] { $groups } groups of stations report
} the same figures throughout.
verdict-duplicates-few = { $groups ->
    [one] One group of stations reports
   *[other] { $groups } groups of stations report
} the same figures throughout. Where a protocol has so few figures, some of many stations agree by chance.

verdict-integer-excess = Round percentages are too frequent: { $observed } stations report a { $variable } on a whole percentage, where chance would give about { $mean }. An excess this large would come about by chance { $chance }.
verdict-integer-none = Round percentages are no more frequent than chance allows: { $observed } stations report a { $variable } on a whole percentage, where about { $mean } were expected. An excess of { $floor } or more would most likely have been noticed.
verdict-integer-weighted = Counted by { $weight } instead of by stations, whole percentages ({ $variable }) are too frequent: { $z } standard deviations above chance, which would come about by chance { $chance }.
verdict-integer-unknown = The test of round percentages does not apply: { $reason }.
verdict-integer-part-unknown = For { $variable } alone the test does not apply: { $reason }.
verdict-variable-turnout = turnout
verdict-variable-result = result
verdict-variable-either = turnout or result

chance-below-million = less than once in a million
chance-one-in = about once in { $n }
chance-likely = more often than once in ten

verdict-areas = In { $areas ->
    [one] one area
   *[other] { $areas } areas
} of { $all } round percentages are so frequent that chance would bring it about less than once in a thousand, most of all in { $worst }.

verdict-votes-range = About { $estimate } votes for { $option } (between { $low } and { $high }) are more than the rest of the election predicts. Without them its share is { $share } instead of { $official_share }, and turnout { $turnout } instead of { $official_turnout }.
verdict-votes-given = With the stations of { $from } to { $to } turnout taken as the reference, as asked, { $estimate } votes for { $option } are more than predicted. Nothing tests that choice, so there is no range.
verdict-votes-zero = Anomalous votes for { $option } cannot be told from none: the estimate is { $estimate }, the range from { $low } to { $high }.
verdict-votes-unknown = How many votes are anomalous cannot be said; the method does not apply: { $reason }.

verdict-seats-same = With the anomalous votes removed, no seat would change hands.
verdict-seats-change = With the anomalous votes removed, { $seats ->
    [one] one seat
   *[other] { $seats } seats
} would go to another list; { $option } would have { $without } instead of { $announced }.

verdict-limits = What this cannot show: who did it and why; votes that were bought, coerced, taken from others or invented without round numbers and within ordinary turnout; anything that happened before election day. No mark found is not proof of a right count, and a mark is a reason to ask for the ballots, not a conviction.

## What was announced

announced-caption = Votes as published, added up over { $stations } stations
announced-registered = Registered voters
announced-turnout = Turnout
announced-stations = Stations
announced-options = Options
column-option = Option
column-votes = Votes
column-share = Share
share-of-ballots = Share of the ballots in the boxes.
share-of-votes = Share of the votes for the options listed.
more-options = { $n ->
    [one] one more option
   *[other] { $n } more options
}
tested-mark = tested here
## Round percentages

integers-text = Whoever invents a turnout or a result tends to write 75 or 90 percent; voters aim at no such figure. Each bar counts the stations in a step of 0.2 points.
peaks-carry = Most of the excess, counted within 0.05 points of the whole percentage: { $list }.
peaks-mode = Where most stations lie close together, all bars may rise above the band of 99 %, since the null model spreads each station once more around its own figure. So a whole percentage stands out only when it also rises as far above its neighbours.
caption-percentages = Whole percentages with the largest excess: { $variable }, within 0.05 points

## Charts

axis-turnout = Turnout, %
axis-share = Share of { $option }, %
axis-stations = Stations
axis-votes = Votes
axis-votes-thousand = Thousand votes
axis-votes-million = Million votes
axis-z = Standard deviations above chance

chart-turnout-title = Stations by turnout, in steps of 0.2 %
chart-result-title = Stations by result of { $option }, in steps of 0.2 %
chart-peaks-text = { $peaks ->
    [0] No whole percentage stands out
    [one] One whole percentage stands out
   *[other] { $peaks } whole percentages stand out
} by more than 3.5 standard deviations, both above what counting would give and above the neighbouring bars.
legend-observed = stations as reported
legend-mean = expected by chance
legend-band = 99 % band of chance
legend-peak = whole percentage that stands out
chart-none = Nothing to draw: { $reason }.
reason-no-stations = no station has the figures for it

chart-density-title = Stations by turnout and share of { $option }
chart-density-text = Each square is one percent of turnout by one percent of the share; the darker, the more stations (in the dark scheme: the brighter). When voters are counted, the cloud is round or follows the regions; a tail towards the upper right corner is made of stations where turnout and share rise together to 100 %.
legend-density = stations in a square
legend-reference = reference stations
legend-reach = highest turnout that undisturbed stations would reach ({ $reach })

chart-votes-title = Votes for { $option } and for all others by turnout
chart-votes-text = Votes added up by whole percent of turnout. Where nothing was added, both curves have the same shape: one is a multiple of the other.
chart-votes-fill = The filled area is the { $estimate } anomalous votes.
legend-option = votes for { $option }
legend-others = votes for all others
legend-scaled = all others × { $ratio }
legend-anomalous = anomalous votes

chart-areas-z-title = Excess of round percentages by area
chart-areas-z-text = In standard deviations above chance. Filled bars are areas whose excess would come about by chance less than once in a thousand, counting that all areas were tried.
chart-areas-votes-title = Anomalous votes by area
chart-areas-votes-text = By each area's own reference stations, where it has some; the line is the range.
legend-votes-flagged = range above zero
legend-votes-other = may be none
chart-areas-dots-title = Turnout and share of { $option } by area
chart-areas-shown = The { $shown } highest of { $all }; the table has all.
legend-dot-turnout = turnout
legend-dot-share = share of { $option }
no-areas = The source names no areas, or only one.
legend-area-flagged = beyond chance
legend-area-other = within chance

chart-seats-title = Seats as announced and with the anomalous votes removed
chart-seats-text = { $seats ->
    [one] One seat
   *[other] { $seats } seats
} in all; the line marks the majority of { $majority }.
seats-announced = As announced
seats-without = Anomalous votes removed
seats-no-estimate = The number of anomalous votes cannot be said, so only the announced seats are shown.
seats-lots = { $seats ->
    [one] One seat
   *[other] { $seats } seats
} must be given by lot, as the law has it, among { $among }.
seats-nobody-passed = No list reached the threshold: no seat can be given.
seats-let-in = { $list } takes part although it is below the threshold, since the law asks for more lists than passed it.
seats-unfilled = { $seats ->
    [one] One seat stays
   *[other] { $seats } seats stay
} empty: nobody can take { $seats ->
    [one] it
   *[other] them
}.
column-seats = Seats
column-votes-without = Votes without
column-seats-without = Seats without
column-change = Change

## Tables

column-percent = Percent
column-observed = Reported
column-expected = Expected
column-band = 99 % band
column-between = Between whole percents
column-turnout = Turnout
column-others = All others
column-scaled = Predicted
column-anomalous = Anomalous
column-area = Area
column-station = Station
column-stations = Stations
column-registered = Registered
column-round = On whole percents
column-z = z
column-p = p
column-p-adjusted = p, corrected
column-low = Low
column-high = High
column-score = Score
column-reasons = Why
column-excess = Votes too many
column-check = Check
column-violated = Violated
column-held = Held
column-unchecked = Not checked
column-left = Left side
column-right = Right side
column-severity = Weight
column-likeness = Alike
column-differs = Differs in
column-test = Test
column-variable = Of
column-weight = Counting
column-sd = sd
column-quantiles = 1 % to 99 %
column-effect = Excess
column-floor = Noticed from
column-notes = Notes
column-estimate = Estimate
column-reference = Reference turnout
column-reference-share = Share without them
column-reason = Reason
column-rows = Rows
column-what = What
column-number = Number
column-ballots = Ballots
column-reach = Highest undisturbed turnout
column-official-share = Share as announced
column-official-turnout = Turnout as announced
column-corrected-turnout = Turnout without them

caption-peaks = Stations on each whole percent (± 0.1 points) and, for comparison, in the four steps between whole percents
caption-density = Stations by turnout (columns) and share (rows), in tens of percent
caption-votes = Votes by whole percent of turnout
caption-areas = The tests in each area
caption-seats = Votes and seats of each list
caption-stations = The { $shown } most suspicious stations of { $all }
caption-stations-next = The next { $shown } stations
caption-checks = Each check of the protocol's arithmetic
caption-summary = What was found, in numbers
caption-violations = Violated checks, the first { $shown } of { $all }
caption-over-full = Stations with more ballots than voters, the first { $shown } of { $all }
caption-duplicates = Stations with the same figures, the first { $shown } of { $all } groups
caption-tests = Tests against chance
caption-estimates = Estimates of anomalous votes
caption-dropped = Rows left out on reading

## Stations

stations-text = In the order in which somebody should look. The score adds up, for each reason, how unlikely it is at an undisturbed station (6 would be one in a million, were the reasons independent). They are not: the score orders the stations and proves nothing about any of them.
stations-none = No station stands out by these reasons.
list-separator = {"; "}

## Arithmetic

arithmetic-none = No check of the protocol's arithmetic could be made on these data.
row-hard-violations = Violated checks that must hold
row-hard-stations = Stations with a violated check that must hold
row-soft-violations = Violated checks that need not always hold
row-soft-stations = Stations with a violated check that need not always hold
row-over-full = Stations with more ballots than registered voters
row-zero-registered = Stations with a register of 0 voters
row-same = Groups of stations with the same figures
row-all-but-one = Groups of stations with the same figures but one
severity-hard = must hold
severity-soft = need not always hold
likeness-same = in every figure
likeness-all-but-one = in every figure but one
no-duplicates = No two larger stations report the same figures.
no-over-full = No station reports more ballots than registered voters.
no-violations = No violated check.

## Tests

test-integer = Integer percentages
method-shpilkin = Shpilkin, reference given
method-clean-zone = Shpilkin, reference found and tested
variable-turnout = turnout
variable-result = result
variable-either = either
weight-stations = stations
weight-registered = registered voters
weight-issued = ballots
weight-leader = votes for the option
does-not-apply = does not apply
tests-text = z is the excess in standard deviations of the null distribution; p is one-sided; the corrected p allows for all tests of this table (Holm 1979). "Noticed from" is the excess that the test would notice with a chance of 80 % at p < 0.001.
estimates-text = The range covers what differences between voters could explain. It is no sampling error, since all stations were counted. "Noticed from" is the smallest number that the method would tell from none. Shares and turnout are those of the ballots in the boxes at the stations that the method uses.
notes-title = Notes

## Methods

methods-stations = Of { $all } stations, { $usable } have the figures that the tests need and { $tested } were used by the test of round percentages.
methods-levels = How findings are weighed. Strong sign: an excess of round percentages whose corrected p is below one in a million, or anomalous votes whose low end is more than the method needs to tell them from none. Needs explaining: a corrected p below 0.01 (0.001 for an area), any other anomalous votes whose range is above zero, or figures that cannot agree. No sign found: the method applies and found less than that. Cannot tell: it does not apply. The page as a whole is at its strongest finding.
methods-turnout = Turnout is the line "{ $line }" over registered voters; the result is the option's votes over the ballots in the boxes (valid votes where these are not known).
methods-inclusion = Rule of inclusion: at least one ballot, at least 100 registered voters (100 ballots where there is no register), turnout and result of at most 99 %, since many small stations reach 100 % with nobody stuffing.
methods-integer = Round percentages. A station is on a whole percentage when its turnout or result is within 0.05 points of one. Under the null model each station draws its counts from a binomial around its own share, so that station i lands there with the chance
methods-integer-sum = The number of stations there then has exactly this mean and variance; the tail is taken as normal:
methods-integer-means = People who invent results like round percentages; voters do not. Only such inventions are counted, so the excess is a lower bound.
methods-votes = Anomalous votes. Where some stations add votes for one option, L, their turnout rises with its share, while its ratio to all other votes, O, stays at other stations what it was. With that ratio k from the reference stations:
methods-votes-means = The reference is the stretch of turnout with most of the others' votes over which k is steady. The low end of the range counts only stations beyond the turnout that undisturbed stations reach and lets k go on rising there as it does around the mode. Where the ratio is not steady or voters may simply differ, the method says so and gives no number. It does not see votes taken from others or figures invented everywhere.
methods-correction = Corrected p-values: Holm's step-down procedure over all tests of the table, and over all areas.
methods-sources = Sources

## Reproduce

reproduce-text = The same file and the same command give the same page, byte for byte.
reproduce-source = Source
reproduce-command = Command
reproduce-version = Made by
reproduce-warnings = Warnings
nothing-dropped = No row was left out.

## Notes on tests

note-no-register = the source has no register of voters, so turnout is unknown
note-no-ballots = the source does not say how many ballots were cast
note-no-option = the source has no votes for this option
note-too-few-stations = { $stations ->
    [one] one usable station is
   *[other] { $stations } usable stations are
} too few for this test, which needs { $needed }
note-lower-bound = counts only figures that were invented as round percentages: a lower bound
note-blind-to-unrounded = stuffing, stealing or inventing without round percentages leaves no trace here; no excess does not mean that the count was right
note-one-sided = the p-value is one-sided, since only an excess is a fingerprint
note-no-clean-zone = there is no stretch of turnout over which the option's share is steady, so nothing can serve as the reference
note-falls-with-turnout = the option's share falls where turnout is higher, which added votes for it cannot do
note-honest-differences = the plain formula would call { $share } of the option's votes anomalous, but they lie at turnouts that undisturbed stations reach, where voters may simply differ: the method cannot tell
note-low-end-is-tail = the low end counts only stations above { $reach } turnout, three spreads above the mode of the reference, and lets the trend of the reference go on
note-assumes-independence = assumes that at undisturbed stations the option's share does not depend on turnout
note-given-bin = stations with turnout above { $from } and up to { $to } were taken as the reference, as asked; there is no range, since nothing tests that choice
note-empty-bin = no vote for the others was cast at turnouts from { $from } to { $to }
note-not-distinguishable = the estimate cannot be told from none

## Reasons at a station

note-station-turnout = turnout of { $turnout }, where undisturbed stations reach { $reach }
note-station-excess = { $votes ->
    [one] { $votes } vote
   *[other] { $votes } votes
} more than the reference stations predict
note-station-integer = { $which ->
    [both] turnout is { $turnout } and the result { $result }
    [turnout] turnout is { $turnout }
   *[result] the result is { $result }
} to the decimal (by chance: { $chance })
note-station-full-turnout = every registered voter is said to have voted
note-station-over-full = more ballots than registered voters ({ $turnout })
note-station-unanimous = { $ballots ->
    [one] the only ballot is
   *[other] all { $ballots } ballots are
} for this option
