# What all apps say, in English: times, the arithmetic of a protocol, photos.

numbers-like = en-GB
day-time = { $day } { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}, { $time }
when-now = now
minutes-ago = { $n ->
    [one] { $n } minute ago
   *[other] { $n } minutes ago
}
in-minutes = { $n ->
    [one] in { $n } minute
   *[other] in { $n } minutes
}
hours-ago = { $n ->
    [one] { $n } hour ago
   *[other] { $n } hours ago
}
in-hours = { $n ->
    [one] in { $n } hour
   *[other] in { $n } hours
}
days-ago = { $n ->
    [one] { $n } day ago
   *[other] { $n } days ago
}
in-days = { $n ->
    [one] in { $n } day
   *[other] in { $n } days
}
line-short = line { $line }
lines-sum = sum of lines { $from }–{ $to }
sum-equal = { $left } = { $leftTotal }, but { $right } = { $rightTotal }.
sum-high = { $left } = { $leftTotal }, more than { $right } = { $rightTotal }.
sum-low = { $left } = { $leftTotal }, less than { $right } = { $rightTotal }.
sum-check = Compare { $lines } with the paper.
sum-swap = With { $to } instead of { $from } in line { $line } everything would fit. Look at the paper.
sum-paper = If the paper says so, leave it as it is.
file-choose = Choose a file
photo-choose = Choose a photo
photo-take = Take a photo
photo-again = Take it again
photo-remove = Remove
photo-alt = The photo that was taken
photo-bad = This picture cannot be read
photo-size = { $size } kB
