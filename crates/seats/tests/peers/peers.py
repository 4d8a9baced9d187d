"""Runs published packages on the cases that tests/law/peers.rs writes to standard input.

A case is a line of JSON with a formula, votes and seats. The answer is a line with the seats that
each package gives: a list, "tie" where it reports one, or null where it does not know the formula.
"""

import json
import sys
from decimal import Decimal

import apportionment.methods
import votelib.component.divisor as divisors
import votelib.evaluate.proportional as proportional
from votelib.evaluate.core import Tie

APPORTIONMENT = {
    "hare": "largest_remainder",
    "dhondt": "dhondt",
    "sainte-lague": "saintelague",
    "modified-sainte-lague": "modified_saintelague",
    "huntington-hill": "huntington",
    "adams": "adams",
}

VOTELIB_QUOTAS = {
    "hare": "hare",
    "droop": "droop",
    "hagenbach-bischoff": "hagenbach_bischoff",
    "hagenbach-bischoff-rounded": "hagenbach_bischoff_rounded",
    "imperiali": "imperiali",
}

VOTELIB_DIVISORS = {
    "dhondt": divisors.d_hondt,
    "sainte-lague": divisors.sainte_lague,
    "modified-sainte-lague": divisors.modified_first_coef(divisors.sainte_lague, Decimal("1.4")),
    "danish": divisors.danish,
    "macau": divisors.macau,
}


def by_apportionment(formula, votes, seats):
    """The package of Martin Lackner, in fractions where it can."""
    method = APPORTIONMENT.get(formula)
    if method is None:
        return None
    exact = formula not in ("modified-sainte-lague", "huntington-hill")
    try:
        return apportionment.methods.compute(
            method, votes, seats, fractions=exact, tiesallowed=False
        )
    except apportionment.methods.TiesException:
        return "tie"


def by_votelib(formula, votes, seats):
    """The package of Jan Šimbera."""
    parties = dict(enumerate(votes))
    if formula in VOTELIB_QUOTAS:
        method = proportional.LargestRemainder(VOTELIB_QUOTAS[formula], on_overaward="subtract")
    elif formula in VOTELIB_DIVISORS:
        method = proportional.HighestAverages(VOTELIB_DIVISORS[formula])
    else:
        return None
    try:
        won = method.evaluate(parties, seats)
    except ZeroDivisionError:
        return None  # its rounded quota is zero where seats are many and votes few
    if any(isinstance(party, Tie) for party in won):
        return "tie"
    if formula in VOTELIB_QUOTAS and sum(won.values()) < seats:
        return None  # it gives one remainder seat to each list and leaves the rest empty
    return [won.get(party, 0) for party in parties]


def main():
    for line in sys.stdin:
        case = json.loads(line)
        arguments = case["formula"], case["votes"], case["seats"]
        answer = {
            "apportionment": by_apportionment(*arguments),
            "votelib": by_votelib(*arguments),
        }
        print(json.dumps(answer))


main()
