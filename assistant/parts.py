"""Questions in several parts: each operand of a comparison, each half of "how many … and how many …", as a question of its own."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.asked import Asked
from assistant.comparing import alternatives
from assistant.context import Context
from assistant.follow_up import relative_period
from assistant.kinds import quantity_of
from assistant.scope import Scope, find_scope, is_of
from assistant.terms import Term, counted_by, find_terms
from corpus.periods import find_periods
from corpus.words import content_words


def split(asked: Asked, context: Context) -> list[Asked]:
    """The operands of a comparison, or the parts of a question in several parts, each as a question of its own."""
    core = asked.full if asked.again else asked.core
    pieces = re.split(
        r",?\s+(?:and|but)\s+(?=(?:how (?:many|much|high)|what (?:was|is|were|are|has|have|had|did|does|do|share|percentage|number|amount|from|in|since|after|before|for|of|under|with|at|per|later|about|an?|the)|to how many|which (?:share|percentage|number)|until when|since when|when|by when|from when)\b)|"
        r",?\s+(?:compared? (?:with|to)|versus|vs\.?|as against|against|than)\s+(?=the (?:number|share|amount|percentage|budget|total|target|plan|figure|one|ones)|what|how|those|that\b)",
        core, flags=re.I,
    )  # fmt: skip
    pieces = [p.strip(" ,?;") for p in pieces if p and len(p.split()) >= 2]
    pieces = [p for p in pieces if not re.fullmatch(r"how (?:many|much)(?: for| in)? each(?: of them| country| year)?", p, re.I)]
    set_apart = len(pieces) < 2
    if set_apart:
        pieces = alternatives(core)
    if len(pieces) < 2:
        return _by_operand(asked, context)
    # What only the other of two whole questions names ("how many women", "how many men") is none of this one's words.
    told = [{w.stem for w in content_words(piece)} for piece in pieces] if set_apart else [set()] * len(pieces)
    told = told if set.intersection(*told) else [set()] * len(pieces)
    parts: list[Asked] = []
    preamble = asked.full[: asked.full.find(core)] if core in asked.full else ""
    for n, piece in enumerate(pieces):
        own = find_scope(piece, context.lexicon)
        scope = own if own.countries or (own.named and len(asked.scope.countries) > 1) else asked.scope
        if not own.countries and len(asked.scope.countries) > 1 and n == 0:
            scope = own
        terms = tuple(replace(t, weight=max(t.weight, 0.8)) for t in find_terms(piece, scope.place_terms, context.lexicon))
        known = {t.word.stem for t in terms}
        # What one part leaves out it shares with the others and with the preamble, more loosely.
        shared = list(find_terms(preamble, scope.place_terms, context.lexicon)) if preamble else []
        shared += [t for t in asked.terms if scope is asked.scope and not (told[n] and any(t.word.stem in other for other in told if other is not told[n]))]
        extra = {t.word.stem: replace(t, weight=t.weight * 0.3, name=False, head=False, optional=True) for t in shared if t.word.stem not in known}
        heads = any(t.head for t in terms)
        periods = tuple(p for _, _, p in find_periods(piece)) or tuple(p for _, _, p in find_periods(preamble)) or (asked.periods if asked.follow_up else ())
        if n and not find_periods(piece):
            same = re.search(r"\b(?:the same|that(?: same)?) (?:school )?year\b", piece, re.I)
            periods = (parts[-1].periods if same else relative_period(piece, parts[-1].periods)) or periods
        if not heads and not terms and preamble and (counted := counted_by(shared)):
            # "Shared desks in Norhaven: how many in 2023 and how many a year later?"
            terms = tuple(replace(t, head=t is counted, weight=max(t.weight, 0.75 if t is counted else 0.3)) for t in shared if t not in asked.terms)
            extra = {k: v for k, v in extra.items() if k not in {t.word.stem for t in terms}}
        elif not heads and n and len(terms) <= 3:
            extra = {k: replace(v, weight=v.weight * 2) for k, v in extra.items()}
            # "… and how many in the other scheme" counts the same, in the same year.
            terms = (*(t for t in parts[0].terms if t.head and t.word.stem not in known), *terms)
            extra = {k: v for k, v in extra.items() if k not in {t.word.stem for t in terms}}
            if _AS_IT_WAS.search(piece) and not periods and scope is asked.scope:
                periods = parts[0].periods  # "… planned for 2021, and how many were there in fact?"
            if own.named and scope is not asked.scope:
                periods = periods or parts[0].periods
        quantity = quantity_of(piece) or asked.quantity
        parts.append(replace(asked, core=piece, full=f"{preamble} {piece}".strip(), terms=(*terms, *extra.values()), periods=periods, quantity=quantity, scope=scope))
    return parts


#: What became of a plan.
_AS_IT_WAS = re.compile(r"\b(?:in fact|actual(?:ly)?|in reality|in practice|really|turned out)\b", re.I)


def _by_operand(asked: Asked, context: Context) -> list[Asked]:
    """One question for each period, or for each country, that is set side by side."""
    if len(asked.scope.countries) > 1 and asked.question.kind == "compare":
        return [_operand(asked, country, context) for country in asked.scope.countries]
    if len(asked.periods) > 1:
        return [replace(asked, periods=(period,)) for period in asked.periods]
    return [asked]


def _operand(asked: Asked, country: str, context: Context) -> Asked:
    """The question for one of several countries, without the names that belong to the others."""
    scope = _only(asked.scope, country, context)
    mine = {p for p, _ in scope.paths}
    holders = context.lexicon.in_policies
    terms = tuple(t for t in _without_places(asked) if not (holders.get(t.word.stem) and not holders[t.word.stem] & mine))
    return replace(asked, scope=scope, terms=terms)


def _only(scope: Scope, country: str, context: Context) -> Scope:
    paths = tuple((p, s) for p, s in scope.paths if is_of(context.policy(p), country))
    return replace(scope, paths=paths, countries=(country,))


def _without_places(asked: Asked) -> tuple[Term, ...]:
    return tuple(replace(t, name=False) for t in asked.terms if t.word.text.lower() not in asked.scope.place_terms and t.word.text.lower() not in {"two", "each"})
