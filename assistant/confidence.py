"""How sure a candidate answer is: one logistic score from few named features, each from 0 to 1.

The weights were fitted by ``benchmarks/calibrate.py`` on exams whose right evidence is known; below ``LEAST`` the assistant abstains.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

#: Abstain below this.
LEAST = 0.5
#: Added where an answer that is wrong does more harm than one that is missing.
MORE_CARE = 0.05
#: Figures: words covered, what is asked besides the name and the thing counted and is missing, what is counted, the period, how much narrower
#: the figure's own clause is, how far it stands above the next one, how far its sentence is from the nearest in meaning, whether a period is asked.
FIGURE = {"bias": -3.5, "coverage": 1.75, "detail": -1.2, "head": 1.0, "period": 1.35, "excess": -1.7, "lead": 3.4, "apart": -3.55, "dated": 1.3}
#: Sentences: words covered, by the sentence itself and with its surroundings, the period, likeness of meaning.
SENTENCE = {"bias": -3.5, "coverage": 1.24, "inside": 1.08, "period": 1.79, "dense": 2.59}


def probability(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    """The logistic of the weighted sum of features, from 0 to 1."""
    total = weights["bias"] + sum(weights[name] * value for name, value in features.items())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
