# Sentences of the page that a mission publishes, in English. What holds for en.ftl holds here.

subtitle-result = What was announced, and what observers saw

head-fits = Announced and seen
head-hours = Turnout by hour
head-incidents = Incidents
head-evidence = Check it yourself

head-answer = In short
head-outcome = Shares and seats
head-voting = Turnout and ballots
head-basis = How sure this is

answer-misfits = What was announced does not fit what observers saw: { $names }.
answer-fits = What was announced fits what observers saw.
answer-fits-but = The announced shares fit what observers saw; at { $differing } of { $stations } stations the official figures differ from theirs.
answer-differ = At { $differing } of { $stations } stations the official figures differ from the observers' copies of the protocol.
answer-alike = Wherever both are known, at { $stations } stations, the official figures are those of the observers' copies of the protocol.
answer-unannounced = The mission knows of no official result yet.
answer-whole = Protocols are in from all { $sampled } stations of the sample; the country has { $frame }.
answer-part = Protocols are in from { $used } of { $sampled } stations of the sample; the country has { $frame }.
answer-no-sample = Protocols are in from { $used } of the country's { $frame } stations.
answer-caption = Shares of { $whole }; intervals: { $level }
answer-rest = The { $shown } largest of { $all }; all of them are below.
answer-provisional = Provisional
answer-made = Version { $version }, { $year }-{ $month }-{ $day }, { $time } ({ $zone })
answer-newest = newest version
answer-others = Also on that day:
answer-check = The files beside this page are signed, for anybody to check.

point-misfits = What was announced does not fit what observers saw in the sample: { $names }.
point-fits = What was announced fits what observers saw in the sample: { $names }.
point-unseen = Too little is in to hold what was announced against it.

fits-source = Announced: { $source }.
fits-compared = { $stations ->
    [one] At { $stations } station both the official figures and an observer's copy of the protocol are known; they differ at { $differing }.
   *[other] At { $stations } stations both the official figures and an observer's copy of the protocol are known; they differ at { $differing }.
}
fits-most = Most of all for { $option }: { $votes } votes beyond the copies.
log-entries = { $log }, { $entries } entries
caption-fits = Announced shares beside the intervals of the sample
caption-differences = Votes that were announced beyond those in the observers' copies, at these stations
column-announced = Announced
column-seen = Seen
column-fit = Does it fit?
column-more-announced = Announced beyond
fit-inside = fits
fit-above = announced too high
fit-below = announced too low

chart-hours-title = How many had voted by when
chart-hours-text = Observers counted heads at the door, at the stations of the table. A count misses voters and invents none, so it is a lower bound there.
caption-hours = Voters who had come, in percent of the register
axis-hour = Hour of the day
series-counted = Heads counted
series-said = Said at the stations
series-announced = Announced
column-hour = By
column-counted = Heads counted
column-said = Said there

incidents-text = Reports of observers that were not rejected, in sums only. No person, place or wording is given, and small numbers are not said.
caption-incidents = Incidents by kind
column-kind = Kind
column-reports = Reports
fewer-than = fewer than { $least }

evidence-text = Every report stands in a log whose signed head is published beside this page; nothing in it can be changed or taken out unseen. Whoever copies these files can check them without us, offline. The key is worth what the way is worth by which you got it: compare it with what the mission told you elsewhere.
evidence-command = Command
evidence-log = Log
file-data = the figures of this page, for machines
file-keys = the keys to check with
file-checkpoint = the newest head of the log, signed
file-files = hashes of these files, signed
file-log = what else is published of the log
file-earlier = an earlier version of this page
file-newest = the newest version of this page

log-language = English
log-title = The log of this mission
log-about = Every report that observers sent stands in this log. What stands in it cannot be changed or taken out without everybody seeing it: these files are how everybody sees it. They say nothing of who reported what.
log-checkpoint = the newest head, signed by the log and by witnesses
log-tiles = the hashes under it (c2sp.org/tlog-tiles)
log-keys = the keys to check with
log-mission = the same for programs, and the keys to seal with
log-files = hashes of these files, signed by the log
log-receipt = Whoever has a receipt checks it without us:
log-short = Whoever has a short receipt, from a text message or from ODK, checks it by a copy of these files:
log-all = All files are checked together:
log-compare = Compare the key above with what you were told in another way.

head-places = Where
chart-map-title = Where announced figures differ from those observed
chart-map-text = In each area: at how many of the stations whose protocols observers have do announced figures differ. An area without a shade was not observed. Few stations say little about an area.
chart-map-seen-title = Where observers have protocols
chart-map-seen-text = In each area: of how many stations observers have a protocol, out of all.
legend-map-none = nobody observed
legend-map-same = no difference
legend-map-few = up to a tenth differ
legend-map-some = up to a quarter
legend-map-many = more
legend-seen-none = none
legend-seen-few = up to a tenth
legend-seen-some = up to a half
legend-seen-many = more
caption-places = Stations by area
column-observed-there = Observed
column-compared = Compared
column-differing = Differ
