# Sentences of the pages about estimates and rehearsals, in English. What holds for en.ftl holds here.

## The pages

subtitle-estimate = Estimate from a sample of polling stations
subtitle-rehearsal = Rehearsal of a sample on a past election

head-said = What may be said
head-visited = At the visited stations
head-shares = Shares
head-participation = Turnout and invalid ballots
head-leader = Who leads, who passes
head-tipping = What would change the result
head-course = Estimate by estimate
head-arrival = What is in
head-rests = What it rests on
head-advice = Which size to take
head-sizes = Size of the sample
head-compared = Beside other methods
head-truths = Option by option
head-simulated = How it was rehearsed

standing-said = Can be said
standing-open = Open
standing-silent = Not said

whole-valid = the valid votes
whole-cast = the ballots cast
whole-registered = the registered voters
whole-country = Whole country

## What may be said

said-refusal = Nothing can be said of the country: { $reason }.
said-unfit = Not fit to be published: { $reason }.
said-unfit-plainly = Not fit to be published.
said-counted = All stations are counted: { $option } has { $share }.
said-leads = { $option } leads with { $share } (between { $low } and { $high }).
said-close = Who leads cannot be said: { $first } and { $second } are too close. The chance that { $first } has the most votes is { $chance }.
said-limits = An interval says how far a sample may err. It does not say whether what stands in the protocols is what the voters said: a sample of protocols checks counting and adding up, not stuffing, and all chances are of the protocols being honest.

fact-frame = Stations in all
fact-drawn = Drawn
fact-reported = Reported
fact-used = Usable
fact-options = Options looked at
fact-draws = Samples drawn for each line
fact-level = Level of the intervals

point-leader = { $option }: { $share } of { $whole } (between { $low } and { $high }). The chance that it has the most votes is { $chance }.
point-majority = The chance that { $option } is elected by a majority is { $chance }.
point-nobody-elected = No option is elected by a majority (the chance of each is below 0.1 %).
point-passes = Pass the threshold (each with a chance above 95 %): { $options }.
point-open = Whether these pass the threshold cannot be said: { $options }.
point-fails = Stay below the threshold (each with a chance above 95 %): { $options }.
point-seats = { $option } has between { $low } and { $high } of { $all } seats.
point-seats-exact = { $option } has { $low } of { $all } seats.
point-turnout = Turnout is { $share } (between { $low } and { $high }).
point-invalid = Of the ballots { $share } are invalid (between { $low } and { $high }).
point-arrived = Usable protocols of { $used } of { $sampled } drawn stations are in ({ $part }).
point-arrived-silent = Usable protocols of { $used } of { $sampled } drawn stations are in ({ $part }). Nothing has come from strata with { $unseen } of the voters.

visited-text = A count of what stands in these protocols, and no estimate for anybody else. Shares are of { $whole } there.
caption-visited = At { $stations ->
    [one] one visited station
   *[other] { $stations } visited stations
}
column-share-there = Share there

## Shares

chart-shares-title = Shares of { $whole }, with their intervals
chart-shares-text = The bar ends at the estimate. The thick line below it allows for stations that report late and for silent strata; the thin one is what it would be if arrival had nothing to do with the result.
chart-options-shown = The { $shown } largest of { $all }; the table has all.
legend-allowed = interval ({ $level })
legend-bare = without the allowance for arrival
legend-threshold = threshold of the law: { $threshold }
legend-announced = announced
axis-percent-of = % of { $whole }
axis-percent = Share, %
shares-anytime = Intervals that hold at any time, however often one looks ({ $level } for each option): { $intervals }.
shares-silent = Options without a row have no votes in any column of the reports.
caption-shares = Shares of { $whole }, and of other wholes
caption-participation = Turnout and invalid ballots
column-from = From
column-to = To
column-from-bare = From, no allowance
column-to-bare = To, no allowance
column-of = Of { $whole }
column-passes = Passes the threshold
column-ratio = Textbook ratio
column-anytime = At any time
row-invalid = Invalid ballots

## Seats

chart-house-title = The likeliest parliament
chart-house-text = The whole parliament that comes out most often; its own chance is { $chance }. Of { $seats ->
    [one] one seat
   *[other] { $seats } seats
}, { $majority } make a majority.
chart-seat-ranges-title = Seats of each list, with their ranges
chart-seat-ranges-text = Bars show the likeliest parliament; the line below a bar is the range of that list by itself.
legend-seats-range = range ({ $level })
caption-house = Seats of each list
caption-allocations = The likeliest parliaments in { $draws } draws
column-likeliest = Likeliest parliament
column-median = Middle
column-allocation = Seats
column-chance = Chance

## Who leads

leader-text = Chances come from drawing the whole result again and again, as uncertain as the sample leaves it.
caption-leader = Chances, from { $draws } draws
column-most-votes = Most votes
column-elected = Elected by a majority

## Tipping point

tipping-lead = Stations with { $missing } of the voters are missing. For { $against } to overtake { $option }, the missing stations would have to differ from what is projected by { $points } points, i.e. { $deviations } standard deviations of stations. In Mexico’s quick count of 2018 the stations that came late differed by 0.08.
tipping-lead-only = Stations with { $missing } of the voters are missing. For { $against } to overtake { $option }, the missing stations would have to differ from what is projected by { $points } points.
tipping-never = Stations with { $missing } of the voters are missing. Even if all votes there went to { $against }, at the turnout projected, { $option } would stay ahead.
tipping-text = The result is conditional on the stations that are missing. The interval allows for missing stations that differ a little; it cannot know whether they differ much. The table says for each headline how much it would take.
tipping-of-lead = { $option } ahead of { $against }
tipping-of-threshold = { $option } and the threshold
within-allowance = yes
beyond-allowance = no
caption-tipping = What the missing stations would have to be to change a headline
tipping-impossible = not possible
column-headline = Headline
column-gap = Distance, points
column-difference = Difference needed, points
column-deviations = In standard deviations
column-allowance = Within the allowance

## Estimate by estimate

chart-course-title = The estimates by number of stations reported
chart-course-text = Later estimates should mostly stay within earlier intervals. Where they wander in one direction, late stations differ from early ones.
course-silent = An answer that said nothing of the country has no points.
axis-used = Usable stations
caption-course = The estimates with their intervals, by number of stations
column-run = { $stations ->
    [one] 1 station
   *[other] { $stations } stations
}

## Arrival

chart-arrived-title = Stations drawn and stations in, by stratum
chart-arrived-text = The strata with the most missing voters come first.
chart-arrived-shown = The first { $shown } of { $all }; the table has all.
legend-drawn = drawn
legend-arrived = in and usable
caption-arrived = Each stratum
column-stratum = Stratum
column-in-frame = Stations
column-drawn = Drawn
column-arrived = In
column-part = Part
column-voters = Voters

list-warnings = Beware
list-assumptions = Assumptions
no-remarks = No assumption and no warning.

## Rehearsal

rehearsal-nothing = Nothing was tried.
rehearsal-limits = The rehearsal knows how a past election was, and lets reports arrive as they have been seen to. Another election may be more uneven, and reports may fail in another way: take a size with something to spare.
size-reaches = With { $arrives }, { $stations } stations are enough for ±{ $margin } points: the interval was ±{ $points } points on average and held the truth in { $coverage } of the samples.
size-none = With { $arrives }, no size that was tried reaches ±{ $margin } points: at { $stations } stations the interval was ±{ $points } points on average and held the truth in { $coverage } of the samples.
size-unheld = With { $arrives }, no size that was tried is advised: at { $stations } stations the interval was narrow enough for ±{ $margin } points (±{ $points } on average, held the truth in { $coverage } of the samples), but it did not hold the truth of every option as often as promised.
size-width = With { $arrives }, at { $stations } stations the interval was ±{ $points } points on average and held the truth in { $coverage } of the samples.
coverage-holds = In every one of { $all ->
    [one] one trial
   *[other] { $all } trials
} the intervals held the truth as often as they promise, as far as so many samples can tell (at the least { $least } on the mean of the options, { $worst } for a single one); a ratio without strata came down to { $naive }.
coverage-seldom = In { $seldom } of { $all } trials the intervals held the truth less often than they promise, at the least in { $least } of the samples on the mean of the options; a ratio without strata came down to { $naive }.
option-seldom = With { $arrives }, at { $stations } stations the interval of { $option } held its truth in only { $coverage } of the samples, not in { $level } as promised.
options-seldom-more = { $more ->
    [one] One more interval
   *[other] { $more } more intervals
} of a single option held less often than promised; the table of the options has all.
arrives-all = all arriving
arrives-part = { $part } arriving

sizes-text = A larger sample has a narrower interval: the first picture. Whether the interval holds what it promises is another question: the second. Both are means over options.
sizes-columns = In the table, held is the part of the samples whose interval had the truth, ± is half of the interval in points, and wrong / said counts statements that a share is above or below a threshold near it.
chart-widths-title = Half of the interval by size
chart-coverage-title = Samples whose interval held the truth
axis-size = Stations in the sample
axis-half-width = ± points
axis-coverage = Samples, %
legend-margin = wanted: ±{ $figure } points
legend-level = promised: { $figure }
caption-sizes = Each size and arrival
column-size = Stations
column-arrives = Arrival
column-arrived-part = Came in
column-held-ours = Held
column-worst = Worst option
column-half-width = ±
column-bias = Largest bias, points
column-wrong = Wrong / said
column-held-naive = Held, no strata
column-half-naive = ±, no strata
column-held-collapsed = Held, strata merged
column-half-collapsed = ±, strata merged

compared-text = The same samples, estimated by other methods. A statement on a threshold is made when the chance is above 95 % or below 5 %; thresholds were imagined near each option's truth. Brier is the mean squared error of these chances.
caption-compared = { $stations } stations, { $arrives }
column-method = Method
column-error = Error, points
column-brier = Brier
method-ours = Sanaq
method-bare = Sanaq without the allowance
method-collapsed = Combined ratio, empty strata merged
method-quickcountmx = quickcountmx
method-naive = Ratio without strata

truths-text = In each trial: the part of the samples whose interval held the truth; the mean of estimate minus truth, in points.
caption-truths = The truth of each option, how often it was held and by how much it was missed
column-truth = Truth
column-trial = { $stations }, { $arrives }

simulated-draws = Each sample is drawn by the plan, and only the stations that arrive are used.
simulated-arrival = Late regions are the leader's, large stations are late, and whole regions are silent; the fewer arrive, the more of them.
simulated-own = Log-odds of reporting for each standard deviation of the leader's share inside a region: { $own } (in Mexico 2018 it was −0.08).
simulated-past = The figures of the past election are taken for the truth, whether they were honest or not.
simulated-left-out = { $stations ->
    [one] One station
   *[other] { $stations } stations
} without a register or a figure are left out.

## Remarks on an estimate

remark-hand-picked = { $stations ->
    [one] the station was
   *[other] the { $stations } stations were
} chosen by hand and say nothing of the others; all that may be said is what stands in the protocols seen
remark-too-few = { $stations ->
    [one] there is one usable protocol
   *[other] there are { $stations } usable protocols
} of the sample, and at least { $needed } are needed
remark-mostly-unseen = nothing has come from strata with { $voters } of the voters, and at most half may be silent
remark-nothing-in = no usable protocol is in
remark-no-options = no votes of any option were found
remark-honest-protocols = the protocols say what was put into the boxes: a sample checks counting and adding up, not stuffing
remark-random-sample = the stations were drawn at random, and none was replaced by another
remark-conditional = conditional on the stations that are missing: the interval allows them to differ from those that reported by { $late } of the usual spread between stations, and strata that are silent by { $unseen } of the usual spread between strata; how much would change the headline is said under what would change the result
remark-counted = every station is in: counted, not estimated
remark-stations-only = no register of voters is known: stations count alike, and turnout is not estimated
remark-common-weights = { $covariates ->
    [0] each station has one weight, from its register, stratum and area
    [one] each station has one weight, from its register, stratum and area and one further covariate
   *[other] each station has one weight, from its register, stratum and area and { $covariates } further covariates
}
remark-looks = { $planned ->
    [one] one publication was announced
   *[other] { $planned } publications were announced, and the interval is widened so that all of them hold together
}
remark-release-order = intervals that may be looked at at any time hold only if stations are released in the random order of the draw; they rest on the first { $stations } of that order, up to the first one that is not in
remark-no-sample-list = no list of drawn stations was given: which stations are missing is not known, and those that reported are taken for the whole sample
remark-few-arrived = only { $part } of the sample is in
remark-unseen-strata = { $strata ->
    [one] nothing has come from one stratum
   *[other] nothing has come from { $strata } strata
} with { $voters } of the voters
remark-merged-strata = { $strata ->
    [one] one stratum
   *[other] { $strata } strata
} with a single drawn station were merged with a neighbour
remark-unknown-figures = { $stations ->
    [one] one protocol lacks a figure and counts
   *[other] { $stations } protocols lack a figure and count
} as missing
remark-impossible-figures = { $stations ->
    [one] one protocol has more votes than ballots, or more ballots than any station has voters, and counts
   *[other] { $stations } protocols have more votes than ballots, or more ballots than any station has voters, and count
} as missing: { $first }
remark-over-register = { $stations ->
    [one] one protocol has more ballots than registered voters, and counts
   *[other] { $stations } protocols have more ballots than registered voters, and count
} all the same: { $first }
remark-contradictory = { $stations ->
    [one] one station has protocols that contradict each other and counts
   *[other] { $stations } stations have protocols that contradict each other and count
} as missing: { $first }
remark-not-drawn = { $stations ->
    [one] one station reported that was not drawn and is
   *[other] { $stations } stations reported that were not drawn and are
} left out: { $first }
remark-not-in-frame = { $stations ->
    [one] one station is not in the list of all stations and is
   *[other] { $stations } stations are not in the list of all stations and are
} left out: { $first }
remark-without-register = { $stations ->
    [one] one station has no registered voters and stands
   *[other] { $stations } stations have no registered voters and stand
} for the mean of the stratum
remark-clustered = { $clusters ->
    [one] stations were drawn in one cluster
   *[other] stations were drawn in { $clusters } clusters
}: neighbours vote alike, and the interval relies on the areas' spread as seen
remark-no-column = no column has the votes of { $option }: the share is unknown, and who leads, who passes and who sits is not said
remark-no-winner = whether { $first } or { $second } leads cannot be said: the chance of { $first } is { $chance }
remark-threshold-open = whether { $option } passes the threshold cannot be said: the chance is { $chance }
remark-no-seats = seats are not projected: {"«"}{ $why }{"»"}
remark-nameless-votes = { $part } of the valid votes are for nobody that a column names: an option leads for certain only when it has more
remark-districts = seats are not projected: one vote of the whole country gives { $given } of { $house }, and the others are won elsewhere, such as in districts
remark-lots = in { $part } of the draws the law leaves a seat to a lot
remark-not-for-anytime = intervals that may be looked at at any time need a simple random sample with the order of its draw (one stratum, equal chances)
remark-contradiction = no share of { $option } fits the order of the reports: they were not released at random, or figures changed
remark-obstructed = { $stations ->
    [one] one station is
   *[other] { $stations } stations are
} silent because somebody there kept observers from working
