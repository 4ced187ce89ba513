"""What the parts of a claim come to for one sentence: the verdict, with how sure it is."""

from __future__ import annotations

import re

from assistant.claim_evidence import COVERED, Cover, mean
from assistant.claim_reading import View
from assistant.claim_verdicts import ABSENT, AGREES, DIFFERS, PLAIN, Judgement, Part

#: Coverage that a sentence needs to bear a claim out, and to contradict it; how much of it must be in the sentence itself, unless (to
#: contradict) it is this like the claim as a whole.
ENOUGH, ENOUGH_AGAINST, ENOUGH_OWN, CLOSE_TO, SURE = 0.62, 0.6, 0.45, 0.9, 0.85
#: How much of the words that do not name the policy must be in it.
ENOUGH_OWN_HARD = 0.55
#: How much of a claim without numbers the sentence must say in the same words.
LITERAL = 0.35
_THEMES = re.compile(r"\b(?:themes?|thematic|categor(?:y|ies)|priorit(?:y|ies))\b", re.I)


def weigh(view: View, sentence: Cover, dense: float, parts: list[Part], together: bool, meant: frozenset[int]) -> Judgement:
    """The verdict that the parts come to, with how sure it is; ``meant`` are words that the sentence says in other words."""
    differs = [p for p in parts if p.verdict == DIFFERS]
    explained = meant.union(*(p.explains for p in parts))
    missing = [t for t in sentence.missing if t.at not in explained]
    listed = sentence.evidence.kind in {"target_groups", "bodies", "themes"}  # there the heading says of what it is a list
    kept = [(t, c, c if listed else o) for t, c, o in zip(sentence.terms, sentence.around, sentence.inside, strict=True) if t.at not in explained or o >= COVERED]
    covered = mean((t.weight, c) for t, c, _ in kept) if kept else 0.75
    own = mean((t.weight, o) for t, _, o in kept) if kept else 0.75
    held = mean((t.weight, c if view.read.names(t.token) else o) for t, c, o in kept) if kept else 0.75
    literal = mean((t.weight, float(o >= 0.85)) for t, _, o in kept if t.hard and not view.read.names(t.token))
    close = dense + mean((t.weight, o) for t, _, o in kept if t.hard and not view.read.names(t.token))
    score = 0.55 * covered + 0.2 * own + 0.25 * dense
    if missing:
        parts = [*parts, Part("content", " ".join(t.token.text for t in missing), "", ABSENT)]
    # Another number decides alone; of anything else, the numbers, years and reasons must agree first.
    denied = any(p.name == "negation" for p in differs)
    unsure = any(p.verdict == ABSENT and (p.name in PLAIN or (p.name == "condition" and not denied and p.claimed.lower() not in {"only", "alone", "solely"})) for p in parts)
    decided = any(p.name in {"number", "majority"} for p in differs)
    # How many do a thing is not told by another number, nor what most do by the share of others.
    lacking = {p.name for p in parts if p.verdict == ABSENT} & {"number", "majority"}
    other_party = any(p.name == "body" and p.verdict == ABSENT for p in parts)  # what others pay or get
    decided = decided and not other_party and not (lacking and "majority" in lacking | {p.name for p in differs})
    if differs and not missing and covered >= ENOUGH_AGAINST and (close >= CLOSE_TO or max(p.strength for p in differs) >= SURE) and (decided or not unsure):
        return Judgement(DIFFERS, score * (0.85 + 0.15 * min(p.strength for p in differs)), tuple(parts), sentence)
    numbered = any(p.name in PLAIN for p in parts)
    said = [o for t, o in zip(sentence.terms, sentence.inside, strict=True) if t.at >= view.claim.subject_end]
    silent = bool(said and parts) and max(said) < COVERED and all(p.name == "period" for p in parts)  # a year alone bears nothing out
    told = not silent and (bool(parts) or any(t.hard and not view.read.names(t.token) for t in sentence.terms))
    heading = sentence.evidence.kind in {"themes", "priorities"} and not sentence.evidence.text.rstrip().endswith((".", ";", ":"))
    if heading and not _THEMES.search(view.claim.text):
        return Judgement(ABSENT, score, tuple(parts), sentence)  # the name of a category states nothing
    staged = sentence.evidence.kind != "stages" or any(at == len(sentence.evidence.keys) - 1 and v >= 0.85 for hits in sentence.hits for at, v in hits)
    if staged and together and told and not missing and covered >= ENOUGH and (view.claim.attained or (numbered and own >= 0.2) or (held >= ENOUGH_OWN and (literal >= LITERAL or listed) and close - dense >= ENOUGH_OWN_HARD)) and all(p.verdict == AGREES for p in parts):
        return Judgement(AGREES, score, tuple(parts), sentence)
    return Judgement(ABSENT, score, tuple(parts), sentence)
