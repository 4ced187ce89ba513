"""Follow-ups: what a question leaves out is taken over from the question before."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.asked import Asked
from assistant.kinds import wants_first, wants_last_year
from assistant.lexicon import Lexicon
from assistant.scope import Scope, best_first
from assistant.terms import Term
from corpus.model import Period
from corpus.numbers import value_of
from corpus.periods import find_periods, shift
from corpus.vocabulary import country_of
from corpus.words import words

_PRONOUN = re.compile(r"\b(?:it|its|they|them|their|theirs|this|that|these|those|there|he|she|ones?|same|latter|former)\b", re.I)
_CONTINUES = re.compile(r"^\s*(?:and|but|so|or|what about|how about|also|then|en|et|und|ook|maar|mais|aber|wat met|en wat|et pour|und in|and what|ok|okay)\b", re.I)
OF_THEM = re.compile(r"\bof (?:them|those|these)\b", re.I)
#: "And for jobseekers?", "and of technical schools?" name no thing to be counted, but of whom or where.
_WITHIN = re.compile(r"^\W*(?:(?:and|but|so|then|what about|how about)\W+)*(?:for|of|in|at|with|without|under|after|before|from|by|on|during|among|once|when|if)\b", re.I)
#: "And when the child is ill?" names a case and asks for no time.
_CASE = re.compile(r"^\W*(?:(?:and|but|so|then|what)\W+)*when\s+(?!(?:did|was|were|does|do|is|are|will|can|could|had|has|have|must|should|may|exactly)\b)(?:[\w'’-]+\s+){1,4}?(?:is|are|has|have|was|were|do|does|cannot|can|falls?|gets?|starts?|leaves?|ends?|lives?|works?)\b", re.I)
_HOW_MUCH = re.compile(r"\bhow much (?:is|was|were|are|did|does|do|has|had|have)\b", re.I)
_ORDINAL_PHASE = re.compile(r"\b(?:first|second|third|fourth|initial|last|opening)\s+(?:\w+\s+){0,2}(?:phase|round|call|stage|year|period)\b", re.I)
#: A number of what was counted before.
_COUNTS_THEM = re.compile(r"\bhow many (?:of (?:them|those|these|which|whom)\b|(?:of (?:the|these|those) [\w ]{3,30} )?(?:were|was|are|had|have|got|did|could|actually|really|then|in the end)\b)", re.I)
#: Measures by the words that name them, where a follow-up is no more than such a name ("and the average wait?").
_MEASURES = {
    "share": r"shares?|percentage|proportion|part|dropout rate|success rate|pass rate",
    "duration": r"waits?|waiting times?|duration|length|processing time|validity",
    "age": r"ages?",
    "money": r"costs?|budget|spending|expenditure|fees?|price|wages?|salary|salaries|pay|amount of money|expenses",
    "count": r"numbers?",
    "any": r"average|total|rate|amount|target|goal|maximum|minimum|limit|ceiling|threshold",
}
_NAMES_MEASURE = re.compile(rf"^\W*(?:and |but |so |then )*(?:the |its |their )?(?:[a-z-]+ ){{0,2}}?(?:{'|'.join(_MEASURES.values())})\b(?!-)", re.I)


def leans_on_history(asked: Asked, text: str) -> bool:
    """Whether a question takes something over from the one before."""
    if _CONTINUES.search(text):
        return True
    if _PRONOUN.search(asked.core):
        return not asked.scope.named or len(asked.terms) < 4
    # Who may take part is asked in more words than what else a question can leave to the one before.
    most = 6 if asked.question.kind in {"eligibility", "yes_no"} else 3
    return len(asked.terms) <= most and not asked.scope.named and not asked.scope.countries


def resolve(asked: Asked, before: Asked, lexicon: Lexicon) -> Asked:
    """A follow-up with what it leaves out taken over from the question before."""
    own_scope = bool(asked.scope.countries or asked.scope.missing) or (asked.scope.named and asked.question.kind not in {"open"})
    if asked.scope.named and before.scope.best and asked.scope.best == before.scope.best:
        own_scope = False
    if own_scope and before.scope.paths and _COUNTS_THEM.search(asked.core) and (OF_THEM.search(asked.core) or asked.scope.missing):
        # "How many of them came from Ostland?" asks about the policy of the question before.
        own_scope, asked = False, _placed(asked, lexicon)
    scope = asked.scope if own_scope else merged(before.scope, asked.scope)
    outset = wants_first(asked.full)
    content = [t for t in asked.terms if t.word.text.lower() not in outset and not (asked.scope.countries and t.word.text.lower() in asked.scope.place_terms)]
    rest = re.sub(r"^(?:and |but |so |ok |then )*(?:what|how) about", "", asked.core, flags=re.I)
    kind, quantity, core, terms = asked.question.kind, asked.quantity, asked.core, asked.terms
    bare = kind in {"open", "definition", "eligibility"} and not re.search(r"\b(?:what|which|who|whom|how|where|why|when|can|could|may|does|do|is|are|was|were)\b", rest, re.I)
    if kind == "when" and before.question.kind != "when" and _CASE.match(asked.full):
        bare = True
    measure = _measure_of(rest) if bare and before.question.kind in {"figure", "compare"} else ""
    if measure:
        # "And the average wait in that year?" names a measure of its own.
        bare, kind, quantity = False, "figure", measure
    # "How many the year after?"
    bare = bare or (kind == "figure" and not measure and not content and before.question.kind in {"figure", "compare"} and quantity in {"count", "any", before.quantity})
    relative = relative_period(asked.full, before.periods)
    periods = relative or asked.periods
    if bare:
        kind = before.question.kind if before.question.kind not in {"compare"} else "figure"
        summed = before.quantity == "count" and quantity != "count" and bool(_HOW_MUCH.search(asked.core))
        quantity = "money" if summed else before.quantity
        weight = 0.35 if own_scope else 0.8
        own = {t.word.stem for t in content}
        phase = {w.stem for m in _ORDINAL_PHASE.finditer(before.full) for w in words(m.group())} if asked.periods or relative else set()
        titled = own_scope and scope.best is not None and all(t.word.stem in lexicon.titles[scope.best] for t in content) and not {t.word.stem for t in content} & {t.word.stem for t in before.terms if t.head}
        # Where the things that gave the policy its name were counted, those of the other policy are.
        titled = titled and not (content and content[-1].word.text.endswith("s") and before.scope.best is not None and any(t.head and t.word.stem in lexicon.titles[before.scope.best] for t in before.terms))
        swapped = bool(content) and any(t.head for t in before.terms) and not titled and not _WITHIN.match(asked.full)
        kept = tuple(
            replace(t, weight=t.weight * weight, name=t.name and not own_scope, head=t.head and not summed, optional=summed or t.optional or (not (titled and t.head) and (bool(content) or own_scope or t.word.stem in phase)))
            for t in before.terms if t.word.stem not in own and not (swapped and t.head)
        )  # fmt: skip
        if swapped:
            content = [replace(t, head=True) for t in content]
        terms = tuple(content) + kept
        core = f"{before.core} {asked.core}"
        # "And at the start?", "and now?" ask for another period than the one before.
        periods = periods or (() if outset or wants_last_year(asked.full) else before.periods)
    elif kind == "figure" and before.quantity == "share" and quantity == "count" and not any(t.head for t in terms):
        # After a question for a share, "and how many had …?" may be answered with a share too.
        quantity = "any"
        periods = periods or (before.periods if not own_scope else ())
    elif not periods and kind in {"figure"}:
        periods = before.periods if not own_scope and not (outset or wants_last_year(asked.full)) else ()
        terms = tuple(replace(t, weight=max(t.weight, 0.9)) if len(terms) <= 2 else t for t in terms)
        terms += _faded(before.terms, terms, 0.25)
    else:
        if kind == "why" and not own_scope:
            # "And why were there fewer?" asks about the time of the question before.
            periods = periods or before.periods
            moved = re.search(r"\b(?:(fewer|less|lower|down)|more|higher|up)\b", asked.core, re.I)
            if moved and not content:
                terms += (Term(words("decrease" if moved.group(1) else "increase")[0], 0.8),)
        terms += _faded(before.terms, terms, 0.15)
    if not bare and quantity == "count" and _COUNTS_THEM.search(asked.core) and not any(t.head for t in terms):
        # "How many of them were approved?", "and how many were left?" count what was counted before.
        heads = tuple(replace(t, optional=True) for t in before.terms if t.head)
        terms = heads + tuple(t for t in terms if t.word.stem not in {h.word.stem for h in heads})
    resolved = f"{before.question.resolved} → {asked.question.text}"
    question = replace(asked.question, resolved=resolved, kind=kind, periods=periods, countries=scope.countries,
                       policies=tuple(p for p, _ in scope.paths[:3]), measure=quantity)  # fmt: skip
    return replace(asked, question=question, core=core, terms=terms, quantity=quantity, periods=periods, scope=scope, follow_up=True,
                   before=before, again=bare, period_taken=bool(periods) and not asked.periods and not relative)  # fmt: skip


def _placed(asked: Asked, lexicon: Lexicon) -> Asked:
    """A question whose countries tell where people come from, and not which policy is meant."""
    places = [w for w in words(asked.full) if w.text.lower() in asked.scope.place_terms or country_of(w.text)]
    terms = tuple(Term(w, max(0.9, lexicon.rarity(w)), True) for w in places)
    return replace(asked, scope=replace(asked.scope, countries=(), missing=(), place_terms=()), terms=asked.terms + terms)


def _measure_of(text: str) -> str:
    """The quantity that a few words name ("and the average wait"), or an empty string."""
    named = _NAMES_MEASURE.match(text)
    return next((name for name, listed in _MEASURES.items() if named and re.search(rf"\b(?:{listed})\b(?!-)", named.group(), re.I)), "")


def _faded(before: tuple[Term, ...], own: tuple[Term, ...], weight: float) -> tuple[Term, ...]:
    """The terms of the question before that this one lacks, as optional ones of little weight."""
    known = {t.word.stem for t in own}
    return tuple(replace(t, weight=t.weight * weight, name=False, head=False, optional=True) for t in before if t.word.stem not in known)


def merged(before: Scope, own: Scope) -> Scope:
    """The scope of the question before, its policies re-ranked a little by the words of the follow-up."""
    scores = {path: 2 * score for path, score in before.paths}
    for path, score in own.paths:
        if path in scores:
            scores[path] += 0.3 * score
    return replace(before, paths=best_first(scores), missing=own.missing or before.missing, place_terms=before.place_terms + own.place_terms)


def relative_period(text: str, before: tuple[Period, ...]) -> tuple[Period, ...]:
    """The period that "the year after" or "the year before" means, counted from the question before."""
    if not before or re.search(r"\bthan (?:in )?(?:the |a )?(?:\w+ )?(?:year|one|season|round)\b", text, re.I):
        return ()  # "fewer than the year before" is about the year itself
    anchor = before[-1]
    far = re.search(r"\b(two|three|four|five|ten|\d{1,2}) (?:school )?years? (later|after|on|earlier|before)\b", text, re.I)
    if far and not find_periods(text):
        count = int(value_of(far.group(1)) or 0)
        return (shift(anchor, -count if far.group(2).lower() in {"earlier", "before"} else count),)
    if re.search(r"\b(?:year|one|season|round|that|just|soon)\s+after\b|\bafter(?:wards?| (?:that|then|this))?\W*$|\b(?:later|following|next|thereafter)\b", text, re.I) and not find_periods(text):
        return (shift(anchor, 1),)
    if re.search(r"\b(?:year|one|season|round|that|just)\s+before\b|\bbefore(?: (?:that|then|this))?\W*$|\b(?:earlier|previous|prior)\b", text, re.I) and not find_periods(text):
        return (shift(anchor, -1),)
    return ()
