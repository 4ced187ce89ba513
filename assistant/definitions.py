"""Definitions: what something is or what letters stand for, from the sentence that defines, expands or introduces it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.abstain import abstain
from assistant.asked import Asked
from assistant.context import Context
from assistant.describe import neighbourhood
from assistant.draft import Draft
from assistant.evidence import period_fit
from assistant.lexicon import Unit
from assistant.model import Answer
from assistant.naming import naming_of
from assistant.structure import unknown_names
from corpus.words import Word, content_words, is_content, stem, words

_MADE_OF = re.compile(r"\b(?:consist of|comprise|look like|contain)\b", re.I)


def definition(asked: Asked, context: Context) -> Answer | None:
    """What something is or what letters stand for: the sentence that defines, expands or introduces it."""
    subject = subject_of(asked)
    naming = naming_of(asked.core)
    if not subject or (naming is not None and naming.what in {"post", "name"}):
        return None  # "Who was the first director?" asks for a name
    text = " ".join(w.text for w in subject)
    alone = [w for w in subject if not (any(c.isupper() for c in w.text[1:]) and len(subject) > 1)] or subject
    bracket = re.search(r"\(([^)]{2,60})\)", asked.core)
    variants = [subject, alone, *([content_words(bracket.group(1))] if bracket and content_words(bracket.group(1)) else [])]
    scored: list[tuple[float, Unit]] = []
    paths = context.paths(asked, most=6)
    if not asked.scope.countries and not asked.follow_up:
        paths = list(dict.fromkeys([*paths, *(p for p in context.assistant.policies if any(context.lexicon.in_policies.get(w.stem, set()) & {p} for w in subject))]))
    for path in paths:
        for unit in context.lexicon.units[path]:
            spelled = unit.kind == "bodies" and len(subject) == 1 and f"({subject[0].text})" in unit.text
            if not unit.words or (unit.kind in {"bodies", "target_groups"} and not spelled) or period_fit(asked.periods, unit.sentence.period) < 0.4:
                continue
            value = max(_defines(unit, variant, " ".join(w.text for w in variant)) for variant in variants)
            if all(w.stem in context.lexicon.titles[path] for w in subject[:-1]):
                # "A dual campus" is "a campus" in a text whose title says that all of it is dual.
                value = max(value, 0.9 * _defines(unit, subject[-1:], subject[-1].text))
            if path in paths[:1]:
                value *= 1.1
            if value:
                scored.append((value, unit))
    scored.sort(key=lambda row: -row[0])
    best = scored[0] if scored else None
    # What a thing consists of is told only where it is defined; to be named among other things does not tell it.
    least = 1.2 if _MADE_OF.search(asked.core) else 0.5
    if best is None or best[0] < least:
        if paths and (opening := _titled(subject, paths[0], context)):
            draft = Draft("definition", confidence=0.6)
            for unit in opening:
                draft.say(unit.text, draft.mark(unit.policy, unit))
            return draft.done(asked.question)
        return None if len(subject) > 2 and least < 1 else abstain(asked, context, f"“{text}” is not in the texts" if best is None else f"no text defines “{text}”", confidence=0.15)
    if any(t.word.stem not in {w.stem for w in subject} for t in unknown_names(asked, best[1].policy, context)):
        return abstain(asked, context, missing=unknown_names(asked, best[1].policy, context), confidence=0.15)
    draft = Draft("definition", confidence=min(0.95, 0.45 + 0.35 * best[0]))
    said: list[Unit] = []
    for value, unit in scored[:2]:
        # A second sentence that defines the same thing as plainly belongs to the answer.
        if unit is best[1] or (value >= 1.2 and unit.policy.path == best[1].policy.path):
            said += [u for u in neighbourhood(unit, context, most=5, about=subject) if u not in said]
    for unit in said:
        draft.say(unit.text, draft.mark(unit.policy, unit))
    return draft.done(asked.question)


def _titled(subject: Sequence[Word], path: str, context: Context) -> list[Unit]:
    """Of a name that only the title of a policy has, the opening of its description."""
    title = context.lexicon.titles[path]
    if not any(w.name_like for w in subject) or not all(w.stem in title for w in subject):
        return []
    units = [u for u in context.lexicon.units[path] if u.words and u.kind in {"description", "text", "opening"}]
    return [u for u in units if u.sentence.paragraph == units[0].sentence.paragraph][:3]


_SUBJECT = (
    r"(?:understand|understood|meant|mean|imagine|picture) (?:by|under) (?:an? |the |one of (?:the|those|these) )?(.+?)(?: in .*)?\??$",
    r"\bwhat (?:does|do|did) (?:an? |the )?(.+?) (?:consist of|comprise|look like|contain)\b",
    r"^(?:and )?what (?:exactly |precisely )?(?:is|are|was|were) one of (?:the|those|these|its|their) (.+?)(?:,.*)?\??$",
    r"^(.+?)\s*[-–—:,]\s*(?:and )?what (?:exactly )?(?:does|do|did|is|are|was|were)\b",
    r"^(?:and )?(?:what|who) (?:exactly |precisely )?(?:counts?|qualifies|is known|is regarded|is considered) as (?:an? |the )?(.+?)(?: (?:in|under|for|within) .*)?\??$",
    r"^what do(?:es)? (?:an? |the )?((?:(?!\bstands?\b).)+?) do\b",
    r"^explain (?:to me |to us )?(?:the |what |how )?(?:term )?(.+?)(?: (?:in|of|under|to) .*)?,?(?: please)?\??$",
    r"^(?:and )?(?:who or what|what or who) (?:is|are|was|were) (?:an? |the )?(.+?)\??$",
    r"(?:what|who) (?:exactly |precisely )?(?:is|are|was|were) (?:meant by |understood by )?(?:an? |the |so-called )?(.+?)(?: (?:in|of|under|according to|as|for|within) (?:the |this |[A-Z]).*| and what .*)?\??$",
    r"what (?:exactly |precisely |actually )?(?:does|do|did) (?:the )?(?:abbreviation |acronym |letters |term |word )?(.+?) (?:stands? for|mean|refer to)\b",
    r"(?:define|definition of|meaning of|explain (?:the term |what )?)(?: the term)? ?(.+?)(?: (?:is|are|means?)\b.*| as .*| in (?:the |[A-Z]).*)?\??$",
    r"what stands for (.+?)\??$",
)


_LETTERS = frozenset(stem(w) for w in "abbreviation acronym letters term word name it that this".split())


def subject_of(asked: Asked) -> list[Word]:
    """The words of what is to be defined."""
    for text in (asked.full, asked.core):
        for pattern in _SUBJECT:
            found = re.search(pattern, text.strip(), re.I)
            if found:
                bare = re.sub(r"\s*\([^)]*\)", "", found.group(1)) or found.group(1)
                stretch = re.sub(r"^(?:an?|the|this|that|it|in full)\b\s*", "", bare.strip(" '\"“”‘’?"), flags=re.I)
                picked = [w for w in words(stretch) if w.text.lower() not in asked.scope.place_terms and (is_content(w) or (len(w.text) == 1 and w.text.isupper()))]
                if picked and not all(w.stem in _LETTERS for w in picked):
                    return picked
    return [t.word for t in asked.terms][:4]


def _defines(unit: Unit, names: list[Word], text: str) -> float:
    """How well a sentence defines a name, from 0 to 2: "X is a …", "… (X)", "…, X, …", or its first mention."""
    held = [n for n in names if n.stem in unit.positions or any(w.text.lower() == n.text.lower() for w in unit.words)]
    if not held or len(held) / len(names) < 0.6:
        return 0.0
    sentence = unit.text
    share = len(held) / len(names)
    plural = re.escape(text.rstrip("s")) + r"\w{0,3}"
    value = 0.6 * share
    quoted = r"\W+(?:\w+\W+)?".join(re.escape(w) for w in text.rstrip("s").split()) + r"\w{0,3}"  # "from" and the like may stand between
    if re.search(rf"[\"'“‘«]{quoted}[\"'”’»],?\s+(?:here |in this \w+ )?(?:is|are|means?|refers? to|stands? for|covers?|includes?)\b", sentence, re.I):
        value += 1.2  # a term in quotation marks that is said to be or mean something
    elif re.match(rf"\W*(?:an?|the)?\s*{quoted}\W{{0,4}}(?::|\s[-–—])\W{{0,3}}\s?(?:an?|the|any|every|each|some\w*|people|persons?|those|all|when|where|what|how)\b", sentence, re.I):
        value += 1.2  # a line of a list of terms
    elif re.search(rf"^(?:an?|the|each|every|all)?\s*(?:[\w-]+ )?{plural}(?: \([^)]*\))?(?:,[^,]{{3,80}},)? (?:is|are|was|were|will be|means?|stands? for|refers? to|represents?|consists?|comprises?|brings?|combines?|covers?|describes?|serves?|offers?|helps?|works?|prepares?)\b", sentence, re.I):
        value += 0.9
    elif re.search(rf"^(?:an?|each|every|all) (?:[\w-]+ )?{plural}(?: \([^)]*\))? (?!also\b)(?:[a-z]{{3,}}s|must|can|may)\b", sentence, re.I):
        value += 0.8
    elif re.search(rf"\((?:the |so-called )?{plural}\)|\({re.escape(text)}[,)]", sentence, re.I):
        value += 0.8
    elif re.search(rf"{plural} \([^)]{{4,}}\)", sentence, re.I):
        value += 0.75
    elif re.search(rf", {plural}(?:,|\.|$)", sentence, re.I) or re.search(rf"{plural}, (?:an?|the|or|which|who|where(?:by)?|meaning|that is|(?:on|in|by|under|through|with|at|for|to) which)\b", sentence, re.I):
        value += 0.7
    elif re.search(rf"\ban? {plural} (?:of|for|with|that|where|in which|by which)\b", sentence, re.I):
        value += 0.65
    elif re.search(rf"\b(?:called|named|known as|so-called|termed) (?:the )?{plural}", sentence, re.I):
        value += 0.7
    elif names[-1].name_like and re.search(rf"\b(?:the|an?|its|their) (?:[a-z][\w-]+ ){{1,4}}{re.escape(text)}\b", sentence):
        value += 0.7  # "the research foundation Marlow"
    elif re.search(rf"^(?:an?|the|each|every)?\s*{plural}\b", sentence, re.I):
        value += 0.45
    elif re.search(rf"\b{plural}\b", sentence, re.I):
        value += 0.15
    if unit.kind == "themes":
        value -= 0.4
    return value - 0.002 * unit.index
