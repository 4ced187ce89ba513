"""Who or what is left out: the sentences in which a text rules something out, for questions that ask what it does not allow or cover."""

from __future__ import annotations

import re

from assistant.abstain import abstain
from assistant.asked import Asked
from assistant.context import Context
from assistant.describe import with_items
from assistant.draft import Draft
from assistant.evidence import period_fit
from assistant.model import Answer
from assistant.naming import names, naming_of
from assistant.structure import unknown_names
from corpus.tables import cell_words
from corpus.words import stem

_OUT = r"excluded|barred|ineligible|left out|shut out|ruled out|banned|prohibited|forbidden|disqualified|turned away|left (?:behind )?(?:without|empty-handed)|(?:go|goes|going|went) without|miss(?:es|ed)? out|(?:got|get|gets|received?) nothing"
_ALLOWED = r"allow\w*|permit\w*|eligib\w*|cover\w*|includ\w*|admit\w*|accept\w*|used?|spen[dt]|pa(?:id|ys?)|appl(?:y|ies)|claim\w*|take part|join|get|receive|qualif\w*|entitle\w*|reimburs\w*|refund\w*|fund\w*|financ\w*|support\w*|benefit\w*|open to|part of|meant|take|sign|enrol|count|available|for\b"
_ASKS = re.compile(
    rf"^(?:and |but |so |then )*(?:for |on |to |from |in )?(?:who|which|what|whom|where)\b[^?]*\b(?:(?:{_OUT})\b|(?:can(?:not|'t)|can ?not|may not|not|never|isn't|aren't)\b[^?]*\b(?:{_ALLOWED})|\b(?:can|may|could|is|are|was|were)\b[^?]*\b(?:{_ALLOWED})[^?]*\bnot\b)", re.I
)
_MEASURES = re.compile(r"\bhow\b|\b(?:what|which) (?:share|percentage|proportion|part|amount|sum|number|year|date|month|reason)\b", re.I)
#: How a text rules something out.
_DENIES = re.compile(
    r"\b(?:cannot|can not|(?:ca|do|does|did|is|are|wo)n['’]t|may not|must not|(?:is|are|was|were|be|been) (?:not|never|no longer)|do(?:es)? not|did not|not (?:open|eligible|covered|admitted|allowed|part)|exclud\w+|barred|banned|ineligible|except(?:ed|ion)?|exempt\w*|left out|ruled out|"
    r"prohibited|forbidden|nobody|no one|none|nor|neither|without|not for)\b|\bno (?:[a-z]+ ){0,3}[a-z]+\b",
    re.I,
)
_PLAINLY = re.compile(r"\b(?:cannot|(?:ca|do|does|is|are|wo)n['’]t|may not|must not|exclud\w+|barred|ineligible|(?:is|are|was|were) not|not (?:open|eligible|covered|admitted|allowed)|do(?:es)? not|no suitable|none)\b", re.I)
_KINDS = frozenset({"description", "text", "opening"})
#: What a sentence must score, and of the best one's score, to be told.
LEAST, BESIDE = 0.4, 0.85
#: What a plain denial adds.
PLAIN = 0.15


#: A verb that is denied ("can't use it for", "is not paid").
_DENIED = re.compile(r"(?:\b(?:cannot|can not|may not|must not|not|never)|\w+n['’]t)\s+(?:be |been )?([a-z]{3,})", re.I)


def _denied_verbs(text: str) -> set[str]:
    return {stem(m[1]) for m in _DENIED.finditer(text)}


def asks_exclusion(core: str) -> bool:
    """Whether it asks who or what is left out ("what may it not be used for?")."""
    return bool(_ASKS.search(core.strip())) and not _MEASURES.search(core)


def excluded(asked: Asked, context: Context) -> Answer | None:
    """The sentences that rule something out and fit the question best."""
    found = []
    naming = naming_of(asked.core)
    for score, match in context.ranked(asked, kinds=_KINDS, most=60):
        unit = match.unit
        if naming is not None and naming.noun and not names(asked, naming, [unit], frozenset(), context.lexicon):
            continue  # that three were left out does not tell which
        told = " ".join(unit.policy.sections[unit.sentence.section].path[-1:])
        if len(cell_words(unit.text)) > 1 or not (_DENIES.search(unit.text) or _DENIES.search(told)) or unknown_names(asked, unit.policy, context):
            continue
        if asked.periods and not asked.period_taken and period_fit(asked.periods, unit.sentence.period) < 0.4:
            continue
        same = _denied_verbs(unit.text) & {stem(w) for w in re.findall(r"[a-z]+", asked.core.lower())}
        found.append((score + (PLAIN if _PLAINLY.search(unit.text) else 0.0) + (PLAIN if same else 0.0), match))
    found.sort(key=lambda row: -row[0])
    if not found or found[0][0] < LEAST:
        return abstain(asked, context)
    best = found[0][0]
    draft = Draft("open", confidence=min(0.9, 0.2 + 0.7 * best))
    path = found[0][1].unit.policy.path
    for score, match in found[:3]:
        if score >= BESIDE * best and match.unit.policy.path == path:
            for unit in with_items(match.unit, context):
                draft.say(unit.text, draft.mark(unit.policy, unit))
    return draft.done(asked.question)
