# Pages to print: cards to join with, blank forms, deployments. What a form says itself is in the form.

print-sheet = Cards to join with
print-keep = Cut along the lines and hand each card to its observer. These codes are not kept anywhere: print this page now and destroy what is left over.
print-observer = Observer
print-join = Point your phone's camera at the square, or open the address and type the code:
print-once = The code works once. Show it to nobody; when it is lost, ask for another.
print-deployments = Deployments
print-area = Area
print-station = Station
print-shift = Shift
print-role = Role
print-sign = Signature
print-all = All
print-version = Version
print-not-by-text = Not by text message
print-only-if = only if
print-required = must be answered
print-sensitive = Do not write this on paper that others may find.
print-repeated = may be filled in several times
print-filled-in = Observer, station, date and time
print-example = Example: everything in it is made up
