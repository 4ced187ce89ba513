"""Words of a plan, in one list: what texts tell of numbers that should be reached, and what questions ask for them with."""

from __future__ import annotations

import re

#: What was planned, as a participle that stands behind a number or before it ("900 planned", "had counted on 900").
WISHED = (
    r"planned(?: for)?|expected|foreseen|hoped(?: for)?|intended|aimed (?:at|for)|envisaged|anticipated|projected|targeted|wanted|budgeted for|"
    r"provided for|bargained for|counted on|reckoned (?:with|on)"
)
#: Behind a plan that was not met, or was ("fewer than expected").
THAN_WISHED = rf"than (?:was |were |had been )?(?:{WISHED})"
#: Words of a plan in a text.
PLANNED = re.compile(
    rf"\b(?:{WISHED}|(?:is|are) due to (?:be|bring|have|reach|start|open|follow|come|take|receive|train|cover|rise|grow|double)|were to|was to|are to|is to|to be|aims?|aimed|"
    r"aiming|targets? (?:of|is|was|for)|the target|goals?|objective|should|shall|will|would|expects|foresees?|foresaw|intends|wants to|"
    r"plans?|could (?:benefit|reach|be)|forecast|hopes|proposed)\b",
    re.I,
)
#: Words of a plan in a question ("would" and "is to" only make it polite or general).
_ASKED = re.compile(
    rf"\b(?:{WISHED}|plan\w*|target\w*|aim\w*|goal\w*|foresee\w*|expect\w*|intend\w*|were to|was to|to be|should|meant to|supposed|envisage\w*|propos\w*|want\w*|hop(?:e|es|ing)|were due|was due|scheduled|will)\b",
    re.I,
)
#: Nothing but the plan is asked for.
ONLY_PLAN = re.compile(
    rf"\b(?:{WISHED}|meant|supposed|(?:were|was) due to|scheduled)\b|\b(?:did|does|do) [^?]{{2,60}}\b(?:plan|expect|foresee|want|hope|intend|count on|reckon with|anticipate|bargain for)\b",
    re.I,
)
#: Words that only tell that a plan is asked for and name nothing.
WISH_WORDS = "plan planned expected foreseen foresaw hoped hope intended aim aimed aiming envisaged anticipated target targeted wanted goal meant supposed scheduled".split()


def asks_for_plan(core: str) -> bool:
    """Whether a question speaks of a plan."""
    return bool(_ASKED.search(core))
