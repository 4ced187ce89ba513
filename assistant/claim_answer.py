"""From what the sentences say about a claim to one verdict, in words and with its quotes."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.claim_evidence import Evidence
from assistant.claim_verdicts import ABSENT, AGREES, DIFFERS, PLAIN, Judgement, Part
from assistant.draft import section_at
from assistant.model import Answer, Question, Quote

#: By how much a contradiction must fit better than what bears the claim out.
STRONGER, STRONGER_THAN_EXACT = 0.06, 0.12
#: From here on a sentence bears a claim out clearly; below, a contradiction that fits as well decides.
CLEAR = 0.85


def answer_with(claimed: str, found: list[Judgement], titles: list[str]) -> Answer:
    """The verdict on a claim in words, with the quotes that it rests on."""
    question = Question(claimed, claimed, "claim")
    agreeing = max((j for j in found if j.verdict == AGREES), key=lambda j: j.score, default=None)
    differing = max((j for j in found if j.verdict == DIFFERS), key=lambda j: j.score, default=None)
    exact = agreeing is not None and any(p.name == "number" and any(c.isdigit() for c in p.claimed) for p in agreeing.parts)
    clear = agreeing is not None and agreeing.score >= CLEAR
    needed = (STRONGER_THAN_EXACT if exact else STRONGER if clear else 0.0) + agreeing.score if agreeing else 0.0
    if differing and any(p.name == "exclusion" for p in differing.parts):
        needed = min(needed, agreeing.score if agreeing else 0.0)  # who is left out by name is out, whatever is said of all
    chosen = differing if differing and differing.score > needed else agreeing
    searched = {"policies": titles}
    if chosen is None:
        nearest = max(found, key=lambda j: j.score, default=None)
        parts = nearest.parts if nearest else ()
        details = {"claim": claimed, "parts": [_row(p, 0) for p in parts]}
        lacking = next((p.claimed for p in parts if p.verdict == ABSENT), "")
        why = f"Not found: the texts say nothing that decides on “{lacking}”." if lacking else "Not found: the texts do not say this."
        return Answer("not_found", why, "claim", ABSENT, details=details, searched=searched, question=question, confidence=0.6)
    quotes: list[Quote] = []
    decisive = next((p for p in chosen.parts if p.verdict == DIFFERS), None)
    if decisive:
        _mark(quotes, decisive.evidence or chosen.cover.evidence)
    rows = [_row(p, _mark(quotes, p.evidence or chosen.cover.evidence)) for p in chosen.parts]
    _mark(quotes, chosen.cover.evidence)
    for other in found:
        # The sentence beside it that decides the same: "It grew to 310. The goal of 350 was missed."
        if other.verdict == chosen.verdict and any(other.cover.evidence is e for e in (*chosen.cover.evidence.before[-1:], *chosen.cover.evidence.after[:1])):
            _mark(quotes, other.cover.evidence)
    if decisive:
        text = f"Contradicted: {_differs(decisive, chosen.when)} [1]"
    else:
        text = f"Supported: {_agrees(chosen.parts)} {''.join(f'[{i + 1}]' for i in range(len(quotes)))}"
    details = {"claim": claimed, "parts": rows}
    return Answer("answered", text, "claim", chosen.verdict, tuple(quotes), (), details, searched, (), question, round(min(0.97, 0.55 + 0.42 * chosen.score), 2))


def _row(part: Part, quote: int) -> dict[str, object]:
    return {"part": part.name, "claimed": part.claimed, "stated": part.stated, "verdict": part.verdict, "quote": quote}


def _mark(quotes: list[Quote], evidence: Evidence) -> int:
    """The number of a quote, added where it is new."""
    for i, quote in enumerate(quotes):
        if quote.start == evidence.start and quote.policy.path == evidence.policy.path:
            return i + 1
    quotes.append(Quote(evidence.policy, section_at(evidence.policy, evidence.start), evidence.start, evidence.end))
    return len(quotes)


def _agrees(parts: Sequence[Part]) -> str:
    stated = dict.fromkeys(p.stated for p in parts if p.stated and p.name in PLAIN and len(p.stated) < 60)
    return f"the text says so ({', '.join(list(stated)[:3])})." if stated else "the text says so."


def _differs(part: Part, when: str) -> str:
    if part.name == "body":
        return f"according to the text it is “{part.stated}”, not “{part.claimed}”."
    if part.name in PLAIN and len(part.stated) < 60:
        dated = f" for {when}" if when and part.name in {"number", "majority"} else ""
        return f"the text gives {part.stated}{dated}, not {part.claimed}."
    return f"the text says “{part.stated}”."
