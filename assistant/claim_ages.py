"""Whether those of an age that a claim names are within the ages for which a text has a rule."""

from __future__ import annotations

import re

from assistant.claim_evidence import Cover
from assistant.claim_reading import View
from assistant.claim_verdicts import AGREES, DIFFERS, Part

_ADMITS = re.compile(r"\b(?:can|cannot|may|could|eligible|qualify|qualifies|apply|enrol|join|admitted|admits?|open to|excluded|barred|entitled|allowed|accepted|gets?|receives?|takes? part)\b", re.I)
_TOO = re.compile(r"\btoo (?:old|young)\b", re.I)
#: A claim that speaks of the limit itself, or of a further condition.
_OF_LIMIT = re.compile(r"\b(?:must|ha(?:s|ve) to|needs?|limit|minimum|maximum|only|unless|if|without)\b", re.I)
_AGED = re.compile(r"\b(\d{1,2})-year-olds?\b", re.I)
_OPEN = re.compile(r"\b(?:can|may|open|anyone|everyone|eligible|entitled|accepts?|admitted)\b", re.I)
_OTHERS_TOO = re.compile(r"\b(?:younger|older|under|over|below|above|except\w*)\b[^.;]*\b(?:can|may|could|only|if|admitted)\b", re.I)


def _claimed(view: View) -> tuple[float, float] | None:
    """The lowest and the highest age of those of whom the claim speaks."""
    aged = _AGED.search(view.claim.text)
    if aged:
        return float(aged[1]), float(aged[1])
    ages = [q for q in view.claim.quantities if q.unit == "age"]
    if not ages or len(ages) > 2:
        return None
    low = max((q.low + (q.hedge == "more") for q in ages), default=0.0)
    return low, min(q.high - (q.hedge == "less") for q in ages)


def judge_age(view: View, sentence: Cover) -> Part | None:
    """Whether people of the claim's age may or may not, by the age limits of a sentence; None where the claim is not about that."""
    text, statement = view.claim.text, sentence.evidence.statement
    if not (_ADMITS.search(text) or _TOO.search(text)) or _OF_LIMIT.search(text) or (group := _claimed(view)) is None:
        return None
    ages = [q for q in statement.quantities if q.unit == "age"]
    least, most = [q for q in ages if q.hedge in {"least", "more"}], [q for q in ages if q.hedge in {"most", "less"}]
    after = " ".join(e.statement.text for e in sentence.evidence.after[:1])
    if len(least) + len(most) != len(ages) or len(least) > 1 or len(most) > 1 or not ages or statement.denials or _OTHERS_TOO.search(after):
        return None
    lowest = least[0].value + (least[0].hedge == "more") if least else float("-inf")
    highest = most[0].value - (most[0].hedge == "less") if most else float("inf")
    negative = bool(_TOO.search(text)) or len(view.claim.statement.denials) % 2 == 1
    said = frozenset(i for i, t in enumerate(view.claim.statement.tokens) if _ADMITS.fullmatch(t.text) or t.low in {"too", "old", "young", "someone", "excluded"} or _AGED.fullmatch(t.text))
    stated = statement.text.rstrip(".")
    if group[1] < lowest or group[0] > highest:
        return Part("number", text.rstrip("."), stated, AGREES if negative else DIFFERS, sentence.evidence, said, 0.9)
    if lowest <= group[0] and group[1] <= highest and _OPEN.search(statement.text):
        return Part("number", text.rstrip("."), stated, DIFFERS if negative else AGREES, sentence.evidence, said, 0.85)
    return None
