"""Question in, what it asks out: the kind of answer, the words that matter, the periods, and which policies are meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.another_asker import for_another, for_another_age, for_next
from assistant.asked import Asked
from assistant.comparing import weighed
from assistant.exclusions import asks_exclusion
from assistant.follow_up import leans_on_history, merged, resolve
from assistant.kinds import (
    asks_admission,
    asks_comparison,
    asks_for_account,
    asks_leave,
    asks_over_policies,
    is_yes_no,
    kind_of,
    last_question,
    names_sum,
    opens_over_policies,
    quantity_of,
)
from assistant.language import into_english, language_of, mend_typing, unknown_words
from assistant.lexicon import Lexicon
from assistant.model import Question
from assistant.scope import find_scope
from assistant.terms import counted_by, find_terms
from corpus.periods import find_periods
from corpus.words import content_words

_CORE_START = re.compile(
    r"\b(?:how (?:many|much|high|large|big|long|old|did|does|do|is|are|was|were|has|have|should|can|could|often|far)|what|which|who|whom|why|when|where|in (?:which|what)|"
    r"(?:can|could|may|is|are|was|were|do|does|did|would|will|am) (?:we|i|you|they|it|the|an?|our|my|this|these|firms?|companies|pupils|students|learners|teachers|adults|people|[a-z]+s|[A-Z]\w+)\b|number of|share of|percentage of|status of|list|name|define|until when|since when|from when|by when|compare)\b",
    re.I,
)
#: Words that make a sentence of a question; without them it is a few key words.
_VERBAL = re.compile(r"\b(?:how|what|which|who|why|when|where|whom|is|are|was|were|did|do|does|can|could|may|has|have|had|will|would|should|compare|list|name|tell|give|explain|describe)\b", re.I)
#: "Who doesn't get it?"
_NOT = re.compile(r"(?:(?<=does)|(?<=did)|(?<=do)|(?<=is)|(?<=are)|(?<=was)|(?<=were))n['’]t\b", re.I)
#: A section that is asked for by its name, before a question that says it in other words ("Give me the background of …: what was wrong before?").
_SECTION = re.compile(r"\b(?:give|tell|show|describe|summari[sz]e|outline|list|need|want|like|looking for)\b[^?:.]{0,40}\b(background|objectives)\b", re.I)
#: An opening that tells of whom it is asked, which is no preamble ("among the adults, what share …?").
_AMONG = re.compile(r"(?:and |but |so )?(?:among|amongst|with regard to|for those)\b", re.I)
#: A change that only tells which time is meant ("… before it was raised").
_BEFORE_CHANGE = re.compile(r"\bbefore (?:it|they|this|that) (?:was|were|had been) \w+ed\b", re.I)
_NEGATED = re.compile(r"\b(?:not|without|no|other than|rather than|instead of|except(?: for)?)\s+(?:an?\s+|the\s+|any\s+)?((?:[\w-]+\s?){1,3})", re.I)



def understand(text: str, history: Sequence[str], lexicon: Lexicon) -> Asked:
    """What ``text`` asks; ``history`` holds the earlier questions of the conversation, oldest first."""
    asked = _read(text, lexicon)
    if not history or not leans_on_history(asked, text):
        return asked
    before = understand(history[-1], history[:-1], lexicon)
    if other := for_next(asked, before) or for_another_age(asked, before) or for_another(asked, before):
        again = _read(other, lexicon)
        scope = again.scope if again.scope.countries else merged(before.scope, again.scope)
        question = replace(again.question, text=text, resolved=f"{before.question.resolved} → {text}", language=asked.question.language,
                           countries=scope.countries, policies=tuple(p for p, _ in scope.paths[:3]))  # fmt: skip
        return replace(again, question=question, scope=scope, follow_up=True, before=before)
    return resolve(asked, before, lexicon)


def _read(text: str, lexicon: Lexicon) -> Asked:
    language = language_of(text)
    literal = into_english(text, language, lexicon)
    english = mend_typing(_NOT.sub(" not", literal), lexicon, frozenset(p.country for p in lexicon.policies.values() if p.country))
    core = core_of(english)
    plain = "" if asks_over_policies(core) and not find_scope(english, lexicon).countries else weighed(english)
    if plain:
        english, core = plain, core_of(plain)
    kind = kind_of(core)
    if kind == "open" and core != english:
        # What a preamble asks for ("give me the history of …") may say the kind when the rest does not.
        kind = kind_of(english) if kind_of(english) not in {"eligibility", "yes_no"} else kind
    if kind in {"why", "definition", "history"} and (named := _SECTION.search(english)) and named.group(1).lower() not in core.lower():
        kind = named.group(1).lower()
    quantity = quantity_of(core)
    if kind in {"open", "definition", "groups", "history", "bodies", "figure"} and asks_exclusion(core):
        kind, quantity = "excluded", ""
    if kind in {"definition", "open", "history"} and not quantity and quantity_of(english) and len(content_words(core)) <= 4:
        kind, quantity = "figure", quantity_of(english)
    if kind == "open" and not re.search(r"\b(?:how|what|which|who|why|when|where|whom)\b", core, re.I) and english.rstrip().endswith("?") and asks_admission(core):
        kind = "eligibility"
    if language != "en" and kind == "open" and not re.search(r"\b(?:how|what|which|who|why|when|where)\b", core, re.I) and not _requests(literal, language, lexicon):
        kind = "eligibility"
    if kind == "open" and is_yes_no(last_question(english)) and asks_leave(last_question(english)):
        # "I have … . Can I have one?" asks too little by itself for a core.
        kind = "eligibility"
    scope = find_scope(english, lexicon, by_city=kind in {"eligibility", "yes_no"})
    named_periods = len(find_periods(english, join=False))
    terse = not _VERBAL.search(english) and named_periods > 0
    if asks_over_policies(core) and kind not in {"citation"} and len(scope.countries) == 0 and not (scope.named and quantity and not opens_over_policies(core)):
        kind = "count" if re.search(r"\bhow many\b|\bnumber of\b", core, re.I) else "list"
    elif asks_comparison(english) and not (kind == "history" and not quantity and asks_for_account(core)) and kind in {"figure", "history", "open", "definition", "when", "stage"} and (quantity or named_periods > 1 or len(scope.countries) > 1):
        kind = "compare"
    elif kind == "figure" and len(scope.countries) > 1:
        kind = "compare"
    if plain:
        # "Was enrolment in 2023 higher than in 2021?"
        kind, quantity = "compare", quantity or "any"
    if terse and named_periods > 1 and not (kind == "history" and asks_for_account(core)) and kind in {"open", "eligibility", "yes_no", "history", "definition", "compare"}:
        # "Participants 2022 vs 2023?"
        kind, quantity = "compare", quantity or "any"
    elif terse and kind in {"open", "eligibility", "yes_no"} and counted_by(find_terms(core, scope.place_terms, lexicon)):
        # "Applications approved in 2022?"
        kind, quantity = "keyed", quantity or "any"
    if quantity == "any" and kind in {"compare", "keyed"} and names_sum(english):
        quantity = "money"
    asked_in = text if language != "en" and find_periods(text) else english
    periods = tuple(p for _, _, p in find_periods(asked_in, join=kind != "compare"))
    if kind == "compare":
        periods = tuple(replace(p, relation="by" if p.relation == "by" else "in") for p in periods)
    terms = find_terms(_BEFORE_CHANGE.sub(" ", core), scope.place_terms, lexicon)
    if core != english and sum(not t.optional for t in terms) < 2 and kind in {"figure", "compare", "why"}:
        # "Two calls are to be compared: how much money did each hand out?"
        known = {t.word.stem for t in terms}
        before = find_terms(english, scope.place_terms, lexicon)
        if terms:
            before = tuple(replace(t, weight=0.5 * t.weight, head=False, optional=True, bonus=True) for t in before)
        elif not quantity and (counted := counted_by(before)):
            # "Visits to the harbour: how did one year compare with the other?"
            quantity = "any"
            before = tuple(replace(t, head=t is counted, weight=max(t.weight, 0.75) if t is counted else t.weight) for t in before)
        terms += tuple(t for t in before if t.word.stem not in known)
    strange = False
    if language != "en":
        foreign = unknown_words(english, language, lexicon)
        strange = sum(t.word.text.lower() in foreign for t in terms) > len(terms) / 2
        terms = tuple(replace(t, weight=t.weight * 0.2, name=False, optional=True) if t.word.text.lower() in foreign else t for t in terms)
    if kind == "compare" and not quantity and len(periods) > 1 and counted_by(terms, english):
        quantity = "any"
    if quantity == "any" and (terse or kind == "compare") and not any(t.head for t in terms) and (counted := counted_by(terms, english)):
        terms = tuple(replace(t, head=True, weight=max(t.weight, 0.75), optional=False) if t is counted else t for t in terms)
    negated = tuple(w for m in _NEGATED.finditer(english) for w in content_words(m.group(1)))
    question = Question(text, text, kind, periods, scope.countries, tuple(p for p, _ in scope.paths[:3]), (), quantity, language)
    return Asked(question, english, core, terms, quantity, periods, scope, negated, strange=strange)


def _requests(literal: str, language: str, lexicon: Lexicon) -> bool:
    """Whether something is requested of the assistant itself ("can you … for my colleague") in words that no list knows."""
    return bool(re.match(r"(?:can|could|will|would) you\b", literal, re.I)) and not asks_admission(literal) and bool(unknown_words(literal, language, lexicon))


def core_of(text: str) -> str:
    """The part of a text that asks: from its last opening of a question on, without the preamble that introduces it."""
    pieces = [p.strip() for p in re.split(r"(?<=[.!?:;])\s+|\s+[-–—]\s+", text.strip()) if p.strip()]
    asking = [p for p in pieces if p.endswith("?")] or pieces[-1:]
    core = asking[-1] if len(asking) == 1 else " ".join(asking)
    at = pieces.index(asking[0]) if asking[0] in pieces else 0
    if at + 1 < len(pieces) and pieces[-1] not in asking and len(pieces[-1].split()) > 3 and not core.endswith("?"):
        core = " ".join([core, *pieces[at + 1 :]])
    if len(content_words(core)) < 2 and len(pieces) > 1:
        core = text
    opening = re.match(
        r"^(?:(?:please|dear \w+|hello|hi|colleague|also|and)[,:]?\s+)*(?:(?:can|could|would|will) you (?:please )?(?:tell|explain|say|list|give|show|name|define|describe|summari[sz]e|suggest|remind|help)\b(?: (?:me|us|to me|to us))?(?:\s*,[^,?]{3,60},)?\s*)",
        core, re.I,
    )  # fmt: skip
    if opening and opening.end() < len(core) - 8:
        rest = core[opening.end() :]
        verb = re.search(r"\b(list|define|name|describe)\b", opening.group(), re.I)
        core = f"{verb.group()} {rest}" if verb else rest
    inner = re.search(r"\b(?:know|wonders?|tell me|tell us|asks?|asked|find out|understand|check|learn|see|say|explain)\b[^?]{0,40}?\b((?:whether|if|how (?:many|much|high|long)|what|which|who|why|when|in which|where)\b.+)", core, re.I)
    if inner and not re.match(r"(?:how|what|which|who|why|when|in|where)\b", core, re.I):
        core = re.sub(r"^(?:whether|if)\s+(\w+)", r"can \1", inner.group(1), flags=re.I)
    start = _CORE_START.search(core)
    if start and start.start() > 0 and "," in core[: start.start()] and len(core) - start.start() > 18 and not _AMONG.match(core):
        lead = core[: start.start()]
        if not find_periods(lead) and len(content_words(core[start.start() :])) >= 2:
            core = core[start.start() :]
    return core.strip()
