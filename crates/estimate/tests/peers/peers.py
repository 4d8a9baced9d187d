"""Runs samplics on the samples that tests/peers.rs writes to standard input.

A sample is a line of JSON: strata, each with its population and its stations as pairs of votes and
a whole. The answer is a line with the combined ratio, its standard error with the correction for
finite populations, the package's degrees of freedom and the interval with them.
"""

import json
import sys
import warnings

# The package announces its successor on import; its figures are what is asked for.
warnings.simplefilter("ignore")

import numpy
from samplics.estimation import TaylorEstimator
from samplics.utils.types import PopParam


def estimate(strata):
    votes, wholes, weights, labels = [], [], [], []
    for label, stratum in enumerate(strata):
        for vote, whole in stratum["stations"]:
            votes.append(vote)
            wholes.append(whole)
            weights.append(stratum["population"] / len(stratum["stations"]))
            labels.append(label)
    open_part = {
        label: 1 - len(stratum["stations"]) / stratum["population"]
        for label, stratum in enumerate(strata)
    }
    estimator = TaylorEstimator(PopParam.ratio)
    estimator.estimate(
        y=numpy.array(votes, dtype=float),
        x=numpy.array(wholes, dtype=float),
        samp_weight=numpy.array(weights),
        stratum=numpy.array(labels),
        fpc=open_part,
    )
    return estimator


for line in sys.stdin:
    strata = json.loads(line)
    estimator = estimate(strata)
    print(
        json.dumps(
            {
                "estimate": float(estimator.point_est),
                "error": float(estimator.stderror),
                "degrees": int(estimator.degree_of_freedom),
                "low": float(estimator.lower_ci),
                "high": float(estimator.upper_ci),
            }
        )
    )
