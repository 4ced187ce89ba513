"""Definitions, and answers to questions of no particular kind: the sentences that cover the question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.abstain import abstain
from assistant.asked import Asked
from assistant.confidence import LEAST, MORE_CARE, SENTENCE, probability
from assistant.context import Context
from assistant.draft import Draft
from assistant.evidence import COVERED, Match, lacks_number, period_fit
from assistant.language import unknown_words
from assistant.lexicon import Unit
from assistant.model import Answer
from assistant.naming import names, naming_of
from assistant.structure import unknown_names
from assistant.terms import Term
from corpus.words import Word, content_words, is_content, stem, words

#: From which share of the best score on another sentence may answer where the best one does not name what is asked.
NEXT = 0.75
#: How near in meaning a sentence must be to a question of which a word is not understood.
LEAST_MEANT = 0.4
_WHO_DOES = re.compile(r"(?:and |so )?who (?:\w+ly )?(?!(?:is|are|was|were|has|have|had|can|could|may|will|would|did|does|do)\b)(\w+)", re.I)
_MADE_OF = re.compile(r"\b(?:consist of|comprise|look like|contain)\b", re.I)
_GOES_ON = re.compile(r"^(?:it|they|its|their|this|these|such|he|she|the latter|both)\b", re.I)


def open_answer(asked: Asked, context: Context) -> Answer | None:
    """The best sentence with what belongs to it, if it covers the question."""
    ranked = _told_as(asked, context.ranked(asked))
    if not ranked:
        return None
    listed = _list_for(asked, ranked, context)
    if listed is not None:
        return listed
    if not sufficient(asked, ranked[0][1], context):
        return abstain(asked, context, missing=ranked[0][1].missing, confidence=0.3 * ranked[0][1].score)
    top, first = ranked[0]
    able = [(s, m) for s, m in ranked[:6] if m is first or (s >= NEXT * top and set(m.missing) <= set(first.missing) and sufficient(asked, m, context))]
    naming = naming_of(asked.core)
    if naming is not None:
        able = [(s, m) for s, m in able if not lacks_number(asked, m.unit.text) and names(asked, naming, _together(m.unit, context), {t.word.stem for t in m.missing}, context.lexicon)]
    if not able:
        return abstain(asked, context, "they tell of it, but do not name what is asked for", confidence=0.25)
    score, best = able[0]
    draft = Draft("open", confidence=min(0.95, 0.2 + 0.75 * best.score))
    for unit in neighbourhood(best.unit, context):
        draft.say(unit.text, draft.mark(unit.policy, unit))
    for other, match in able[1:3]:
        if other >= 0.9 * score and match.unit.policy.path == best.unit.policy.path:
            # A line that introduces a list is said with its items.
            for unit in neighbourhood(match.unit, context) if match.unit.text.rstrip().endswith(":") else [match.unit]:
                draft.say(unit.text, draft.mark(unit.policy, unit))
    return draft.done(asked.question)


#: How a text tells how often something may be, and who bears what it costs, by the questions that ask it.
_TELLS = (
    (re.compile(r"\bhow (?:often|frequently)\b|\bhow many times\b", re.I),
     re.compile(r"\b(?:once|twice|thrice|times|(?:every|each|per|a) (?:\w+ )?(?:year|month|week|day|term|quarter|half)|annual\w*|yearly|monthly|weekly|daily|quarterly|regularly|repeated\w*|again|renew\w*)\b", re.I), 0.0),
    (re.compile(r"\bhow (?:is|are|was|were|will) [^?]*\b(?:financed|funded|paid(?: for)?)\b|\bwho (?:pays?|paid|financ\w+|fund\w*|bears?|bore|foots?)\b|\bwhere (?:does|did) the money\b", re.I),
     re.compile(r"\b(?:bears?|bore|pays?|paid|cover(?:s|ed)?|contribut\w+|refund\w*)\b[^.]*(?:%|\b(?:cost|rest|half|share|expense)s?\b)|\b(?:paid|financed|funded|co-financed|co-funded|come|comes|came|provided|met)\b[^.]{0,40}\b(?:by|from|out of|through)\b|\b(?:provide[sd]?|made|set aside)\b[^.]{0,50}\b(?:million|billion)\b", re.I), 0.5),
)  # fmt: skip


def _told_as(asked: Asked, ranked: list[tuple[float, Match]]) -> list[tuple[float, Match]]:
    """The ranked sentences, those that do not tell what is asked for put back, or left out."""
    for asks, tells, otherwise in _TELLS:
        if asks.search(asked.full):
            weighed = [(s if tells.search(m.unit.text) else s * otherwise, m) for s, m in ranked]
            ranked = sorted(((s, m) for s, m in weighed if s), key=lambda row: -row[0])
    return ranked


#: What a question for things to bring, or for conditions, asks for; and the lines that introduce a list of them.
_WANTS_LIST = (
    (re.compile(r"\b(?:which|what)\b[^?]*\b(?:papers?|documents?|paperwork|evidence|proofs?|forms?|information|details)\b|\b(?:what|which)\b[^?]*\b(?:need|have) to (?:bring|send|submit|enclose|hand in|provide|show|have ready)\b|\bwhat (?:do|does|will|would|should|must) (?:i|we|you|one|they|an? \w+) (?:need|bring|send|submit|enclose|hand in|provide)\b", re.I),
     re.compile(r"\b(?:need|needed|bring|send|submit|enclose|attach|provide|documents?|have ready)\b[^:]*:$", re.I)),
    (re.compile(r"\b(?:requirements?|conditions?|criteria)\b", re.I),
     re.compile(r"\b(?:if|when|where|provided)\b[^:]*:$|\b(?:requirements?|conditions?|criteria|must)\b[^:]*:$", re.I)),
)  # fmt: skip


def _list_for(asked: Asked, ranked: list[tuple[float, Match]], context: Context) -> Answer | None:
    """The list that the best-fitting line introduces, where things to bring or conditions are asked for."""
    for wanted, introduces in _WANTS_LIST:
        leads = [(s, m) for s, m in ranked if introduces.search(m.unit.text)] if wanted.search(asked.core) else []
        if not leads or leads[0][0] < 0.3 or unknown_names(asked, leads[0][1].unit.policy, context):
            continue
        shown = neighbourhood(leads[0][1].unit, context)
        if len(shown) > 1:
            draft = Draft("open", confidence=min(0.9, 0.3 + leads[0][0]))
            for unit in shown:
                draft.say(f"- {unit.text}" if unit.sentence.item else unit.text, draft.mark(unit.policy, unit))
            return draft.done(asked.question)
    return None


def sufficient(asked: Asked, match: Match, context: Context) -> bool:
    """Whether a sentence covers enough of a question to answer it: most words, every name, the period."""
    if unknown_names(asked, match.unit.policy, context):
        return False
    if asked.periods and period_fit(asked.periods, match.unit.sentence.period) < 0.4:
        return False
    dense = context.dense(asked, match.unit.policy.path, match.unit.index)
    if _not_understood(asked, dense, context) or _asks_degree_of(match.missing, asked):
        return False
    # "Who owns …?" is answered only by a sentence that tells of owning.
    done = _WHO_DOES.match(asked.core)
    if done and not _tells_of(done.group(1), match, dense):
        return False
    if not match.terms:
        return asked.follow_up
    if asked.strange and not asked.scope.named and not asked.scope.countries:
        return False
    if match.inside_score < 0.2:
        return False
    fit = period_fit(asked.periods, match.unit.sentence.period)
    return probability(SENTENCE, match.features(max(0.0, dense), fit)) >= LEAST + MORE_CARE


def _not_understood(asked: Asked, dense: float, context: Context) -> bool:
    """Whether words that no list knows may be what a question in another language is about."""
    left = unknown_words(asked.full, asked.question.language, context.lexicon)
    how = re.match(r"(?:and )?how (\w+)", asked.core, re.I)
    return bool(left) and (dense < LEAST_MEANT or (how is not None and how.group(1).lower() in left))


def _asks_degree_of(missing: Sequence[Term], asked: Asked) -> bool:
    """Whether "how satisfied" is asked and nothing tells of satisfaction."""
    how = re.match(r"(?:and |so )?how (\w+) (?:is|are|was|were|do|does|did)\b", asked.core, re.I)
    return how is not None and stem(how.group(1)) in {t.word.stem for t in missing}


def _together(unit: Unit, context: Context) -> list[Unit]:
    """A sentence, then the others that are shown with it."""
    return [unit, *(u for u in neighbourhood(unit, context) if u is not unit)]


def _tells_of(verb: str, match: Match, dense: float) -> bool:
    """Whether a sentence has a verb, or one that may well stand for it."""
    for term, covered in zip(match.terms, match.covered, strict=True):
        if term.word.text.lower() == verb.lower():
            return term.optional or covered >= 0.65 or (covered >= COVERED and dense >= 0.5)
    return stem(verb) in match.unit.positions


def neighbourhood(unit: Unit, context: Context, most: int = 4, about: Sequence[Word] = ()) -> list[Unit]:
    """A sentence with what belongs to it: the line that introduces it, its list items, the sentences that go on about it."""
    units = context.lexicon.units[unit.policy.path]
    found: list[Unit] = []
    if unit.sentence.lead is not None:
        found.append(units[unit.sentence.lead])
        found += [u for u in units if u.sentence.lead == unit.sentence.lead and u.words][:12]
        return found
    if _GOES_ON.match(unit.text) and unit.index and units[unit.index - 1].words and units[unit.index - 1].sentence.paragraph == unit.sentence.paragraph:
        found.append(units[unit.index - 1])
    found.append(unit)
    if unit.text.rstrip().endswith(":"):
        found += [u for u in units if u.sentence.lead == unit.index][:12]
        return found
    for after in units[unit.index + 1 : unit.index + 1 + most]:
        goes_on = _GOES_ON.match(after.text) or any(w.stem in after.positions for w in about)
        if not after.words or after.sentence.paragraph != unit.sentence.paragraph or not goes_on:
            break
        found.append(after)
    return found


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
    r"^(?:and )?what (?:exactly |precisely )?(?:counts?|qualifies|is known|is regarded|is considered) as (?:an? |the )?(.+?)(?: (?:in|under|for|within) .*)?\??$",
    r"^what do(?:es)? (?:an? |the )?(.+?) do\b",
    r"^explain (?:to me |to us )?(?:the |what |how )?(?:term )?(.+?)(?: (?:in|of|under|to) .*)?,?(?: please)?\??$",
    r"^(?:and )?(?:who or what|what or who) (?:is|are|was|were) (?:an? |the )?(.+?)\??$",
    r"(?:what|who) (?:exactly |precisely )?(?:is|are|was|were) (?:meant by |understood by )?(?:an? |the |so-called )?(.+?)(?: (?:in|of|under|according to|as|for|within) (?:the |this |[A-Z]).*| and what .*)?\??$",
    r"what (?:does|do|did) (?:the )?(?:abbreviation |acronym |letters |term |word )?(.+?) (?:stands? for|mean|refer to)\b",
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
    if re.search(rf"^(?:an?|the|each|every|all)?\s*(?:[\w-]+ )?{plural}(?: \([^)]*\))?(?:,[^,]{{3,80}},)? (?:is|are|was|were|will be|means?|stands? for|refers? to|represents?|consists?|comprises?|brings?|combines?|covers?|describes?|serves?|offers?|helps?|works?|prepares?)\b", sentence, re.I):
        value += 0.9
    elif re.search(rf"^(?:an?|each|every|all) (?:[\w-]+ )?{plural}(?: \([^)]*\))? (?!also\b)(?:[a-z]{{3,}}s|must|can|may)\b", sentence, re.I):
        value += 0.8
    elif re.search(rf"\((?:the |so-called )?{plural}\)|\({re.escape(text)}[,)]", sentence, re.I):
        value += 0.8
    elif re.search(rf"{plural} \([^)]{{4,}}\)", sentence, re.I):
        value += 0.75
    elif re.search(rf", {plural}(?:,|\.|$)", sentence, re.I) or re.search(rf"{plural}, (?:an?|the|or|which|who|where(?:by)?|meaning|that is|(?:on|in|by|under|through|with|at|for|to) which)\b", sentence, re.I):
        value += 0.7
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
