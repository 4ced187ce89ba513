"""Whether one benefit can be had beside another, from the sentences that say so ("may be combined with", "not compatible with")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.asked import Asked
from assistant.context import Context
from assistant.lexicon import Unit
from assistant.rule_words import benefit
from corpus.model import Policy
from corpus.words import Word, likeness, words

_BESIDE = re.compile(
    r"\b(?:combin\w+|(?:in)?compatib\w+|together with|at the same time|alongside|in addition to|cumulat\w+|on top of|side by side|simultaneous\w*|in parallel|as well as|stands? in (?:the|its|their) way|keep (?:their|the|his|her))\b",
    re.I,
)
_PIECES = re.compile(
    r";\s+|,?\s+but\s+|,\s+(?:though|although|while|whereas)\s+|,\s+(?=not\b)|(?<=\w)\.\s+(?=[A-Z])", re.I
)
_NOT = re.compile(r"\b(?:not|cannot|never|neither|nor|no|incompatib\w+)\b|n['’]t\b", re.I)
_IN_NO_WAY = re.compile(r"\b(?:stands? in (?:the|its|their) way|no obstacle|rules? out|excludes?)\b", re.I)
_ASKING = frozenset(
    "combin possibl get receiv draw time togeth addit alongsid compat claim benefit keep".split()
)
#: How much of what is to be had beside the scheme a sentence has to name.
_NAMED = 0.6


def combination(asked: Asked, policy: Policy, context: Context) -> tuple[bool, Unit] | None:
    """Whether a policy allows what a question wants to combine, with the sentence that says so; None where none does."""
    lexicon = context.lexicon
    scheme = {*lexicon.titles[policy.path], *lexicon.scheme_names(policy.path)}
    wanted = [
        t.word
        for t in asked.terms
        if t.word.stem not in scheme
        and t.word.stem not in _ASKING
        and t.word.text.lower() not in asked.scope.place_terms
    ]
    # What is given ("allowance") tells something only beside a word of which kind.
    telling = [w for w in wanted if w.stem not in benefit()] or wanted
    best: tuple[float, bool, Unit] | None = None
    for unit in lexicon.units[policy.path]:
        if unit.kind not in {"description", "text"} or not _BESIDE.search(unit.text):
            continue
        for allowed, held in _said(unit):
            named = sum(max((likeness(w, h) for h in held), default=0.0) for w in telling) / max(
                1, len(telling)
            )
            if telling and named >= _NAMED and (best is None or named > best[0]):
                best = (named, allowed, unit)
    return best[1:] if best else None


def _said(unit: Unit) -> Iterator[tuple[bool, list[Word]]]:
    """The parts of a sentence that say what may be had together: whether it may, and with what."""
    at, going = 0, False
    for end in [*(m.start() for m in _PIECES.finditer(unit.text)), len(unit.text)]:
        piece = unit.text[at:end]
        going = going or bool(_BESIDE.search(piece))
        if going:
            denied = bool(_NOT.search(piece)) != bool(_IN_NO_WAY.search(piece))
            yield not denied, words(piece)
        at = end
