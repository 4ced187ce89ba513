"""Answers to questions of no particular kind: the sentences that cover the question and name what it asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.abstain import abstain
from assistant.asked import Asked
from assistant.confidence import LEAST, MORE_CARE, SENTENCE, probability
from assistant.context import Context
from assistant.doers import doing, names_doer
from assistant.draft import Draft
from assistant.evidence import COVERED, Match, lacks_number, period_fit
from assistant.language import unknown_words
from assistant.lexicon import Unit
from assistant.model import Answer
from assistant.naming import Naming, names, naming_of
from assistant.structure import unknown_names
from assistant.terms import ASKING, Term
from corpus.words import SAME_CONCEPT, Word, content_words, likeness, stem, weak_verbs

#: From which share of the best score on another sentence may answer where the best one does not name what is asked.
NEXT = 0.75
#: How near in meaning a sentence must be to a question of which a word is not understood.
LEAST_MEANT = 0.4
_GOES_ON = re.compile(r"^(?:it|they|its|their|this|these|such|he|she|the latter|both)\b", re.I)


def open_answer(asked: Asked, context: Context) -> Answer | None:
    """The best sentence with what belongs to it, if it covers the question."""
    if succeeded := _successor(asked, context):
        return succeeded
    ranked = _told_as(asked, context.ranked(asked))
    if not ranked:
        return None
    listed = _list_for(asked, ranked, context)
    if listed is not None:
        return listed
    if not sufficient(asked, ranked[0][1], context):
        return abstain(asked, context, missing=ranked[0][1].missing, confidence=0.3 * ranked[0][1].score)
    naming = naming_of(asked.core)
    top, first = ranked[0]
    # What the asked-for thing is may be told without its general name ("in Plymouth" without "town").
    allowed = {t.word.stem for t in first.missing} | {w.stem for w in (naming.noun if naming else ())}
    able = [(s, m) for s, m in ranked[:6] if m is first or (s >= NEXT * top and {t.word.stem for t in m.missing} <= allowed and sufficient(asked, m, context))]
    if naming is not None:
        able = [(s, m) for s, m in able if _names(asked, naming, m, context)]
    elif verb := doing(asked.core):
        able = [(s, m) for s, m in able if names_doer(verb, asked, m.unit, context.lexicon)]
    if not able:
        return abstain(asked, context, "they tell of it, but do not name what is asked for", confidence=0.25)
    score, best = able[0]
    draft = Draft("open", confidence=min(0.95, 0.2 + 0.75 * best.score))
    for unit in neighbourhood(best.unit, context):
        draft.say(unit.text, draft.mark(unit.policy, unit))
    for other, match in able[1:3]:
        if other >= 0.9 * score and match.unit.policy.path == best.unit.policy.path:
            for unit in with_items(match.unit, context):
                draft.say(unit.text, draft.mark(unit.policy, unit))
    return draft.done(asked.question)


_PAYS = re.compile(r"\breceive[sd]?\b[^.]{0,50}\bfrom (?:the|their|its)\b|\b(?:bears?|bore|pays?(?! no\b)|paid|cover(?:s|ed)?|contribut\w+|refund\w*)\b[^.]*(?:%|\b(?:cost|rest|half|share|expense)s?\b)|\b(?:borne|paid|financed|funded|co-financed|co-funded|come|comes|came|provided|met)\b[^.]{0,40}\b(?:by|from(?! \d| [A-Z]\w+ \d)|out of|through)\b|\b(?:provide[sd]?|made|set aside)\b[^.]{0,50}\b(?:million|billion)\b", re.I)
#: The costs of a scheme, rather than somebody's wage or benefit; and what a sentence about one of these counts.
_COSTS = re.compile(r"\breceive[sd]?\b[^.]{0,50}\bfrom (?:the|their|its)\b|\b(?:costs?|money|financ\w+|fund(?:s|ed|ing)?|budget|expenses|co-\w+|half of which|the rest)\b", re.I)
PAY = 0.75
#: How a text tells how often something may be, and who bears what it costs, by the questions that ask it.
_TELLS = (
    (re.compile(r"\bhow (?:often|frequently)\b|\bhow many times\b", re.I),
     re.compile(r"\b(?:once|twice|thrice|times|(?:every|each|per|a) (?:\w+ )?(?:year|month|week|day|term|quarter|half)|annual\w*|yearly|monthly|weekly|daily|quarterly|regularly|repeated\w*|again|renew\w*)\b", re.I), 0.0),
    (re.compile(r"\bhow (?:is|are|was|were|will) [^?]*\b(?:financed|funded|paid(?: for)?)\b|\bwho (?:pays?|paid|financ\w+|fund\w*|bears?|bore|foots?)\b|\bwhere (?:does|did) the money\b", re.I),
     _PAYS, 0.5),
    (re.compile(r"\bwhat (?:(?:has|have|will|would|is to|is going to|was to|are to) )?(?:replace[sd]?|succeed(?:s|ed)?|supersede[sd]?|take(?:s|n)? (?:its|their|the) place|took (?:its|their|the) place)\b|\b(?:by|with) what [^?]*\breplaced\b|\bwhat (?:comes?|came|is|was) (?:there )?instead\b", re.I),
     re.compile(r"\b(?:replace[sd]?|replacing|(?:take|took|taken?|takes) (?:its|their|the) place|(?:its|their) place (?:was|is|has been|will be) taken|succeeded|successor|supersede[sd]?|gave way|in its place|merged into|turned into)\b", re.I), 0.6),
)  # fmt: skip


#: What came in the place of something: asked for, and told (that it took the place of something else itself is another matter).
_ASKS_SUCCESSOR = re.compile(r"\bwhat (?:has |had |will |was to |is to )?(?:replaces?d?|(?:takes?|took) (?:its|their) place|taken (?:its|their) place|succeed(?:s|ed)|c[ao]mes? (?:instead|in (?:its|their) place|after (?:it|them|that))|follow(?:s|ed)? (?:it|them))\b|\b(?:is|was|were|are|been) (?:it|they|that) replaced (?:by|with)\b|\bwhat (?:is|was|are|were) (?:it|they) (?:replaced|superseded|succeeded)\b|\b(?:its|their) successors?\b", re.I)
_TELLS_SUCCESSOR = re.compile(r"\b(?:its|their) (?:place|role) (?:was|is|has been|will be|were|had been) (?:then )?taken\b|\b(?:takes?|took|taken|taking) (?:its|their) place\b|\bin (?:its|their) place\b|\b(?:was|were|is|are|been|be) (?:then |later |therefore )?(?:replaced|superseded|succeeded|followed) (?:by|with)\b|\b(?:replac|supersed|succeed)\w* (?:it|them|the (?:scheme|programme|measure|grant|pilot))\b|\b(?:its|their|the|a|as) successor\b|\bsuccessor (?:is|was|scheme|programme)\b|\bgave way to\b|\bmerged into\b", re.I)


def _successor(asked: Asked, context: Context) -> Answer | None:
    """The sentence that tells what came in the place of the policy that a follow-up goes on about."""
    if not (asked.follow_up and _ASKS_SUCCESSOR.search(asked.full)):
        return None
    path = context.paths(asked)[:1]
    told = [u for p in path for u in context.lexicon.units[p] if u.words and u.kind not in {"themes", "background"} and _TELLS_SUCCESSOR.search(u.text)]
    if not told:
        return abstain(asked, context, confidence=0.2)
    draft = Draft("open", confidence=0.6)
    draft.say(told[-1].text, draft.mark(told[-1].policy, told[-1]))
    return draft.done(asked.question)


def beside(asked: Asked, context: Context) -> Answer | None:
    """The sentence that tells the same of the group or case that a follow-up names ("and for jobseekers?"): one that answered the question
    before, or one right behind it, with every word of the follow-up."""
    own = [w for w in content_words(asked.full) if w.stem not in ASKING | weak_verbs()]
    priced = asked.question.kind == "yes_no" and _ASKS_PRICE.search(asked.full)
    if (not priced and (not own or not asked.again or not _FOR.match(asked.full))) or (asked.periods and not asked.period_taken):
        return None
    for path, at in sorted(context.told(asked)):
        units = context.lexicon.units[path]
        for unit in units[at : at + 3]:
            tells = _TELLS_PRICE.search(unit.text) if priced else all(any(likeness(w, t) >= SAME_CONCEPT for t in unit.words) for w in own)
            if unit.sentence.paragraph == units[at].sentence.paragraph and tells:
                draft = Draft("open", confidence=0.55)
                draft.say(unit.text, draft.mark(unit.policy, unit))
                return draft.done(asked.question)
    return None


#: Whether what the answer before told of has to be paid for.
_ASKS_PRICE = re.compile(r"\b(?:does|do|did|will|would) (?:it|that|this|they) cost\b|\b(?:is|are|was|were) (?:it|that|this|they|there) (?:for )?(?:free|a fee|any (?:fee|charge|cost)|charged?)\b", re.I)
_TELLS_PRICE = re.compile(r"\b(?:free(?: of charge)?|no (?:fees?|charge|costs?)|without charge|costs? (?:nothing|EUR|[€$£\d])|fees? (?:of|is|are)|charged?)\b", re.I)
_FOR = re.compile(r"^\W*(?:(?:and|but|so|then|what about|how about)\W+)*(?:for|with|without|if|when)\b", re.I)


def _told_as(asked: Asked, ranked: list[tuple[float, Match]]) -> list[tuple[float, Match]]:
    """The ranked sentences, those that do not tell what is asked for put back, or left out."""
    for asks, tells, otherwise in _TELLS:
        if asks.search(asked.full):
            weighed = [(s if tells.search(m.unit.text) else s * otherwise, m) for s, m in ranked]
            if tells is _PAYS:
                weighed = [(s if _COSTS.search(m.unit.text) else s * PAY, m) for s, m in weighed]
            ranked = sorted(((s, m) for s, m in weighed if s), key=lambda row: -row[0])
    return ranked


#: What a question for things to bring, or for conditions, asks for; and the lines that introduce a list of them.
_WANTS_LIST = (
    (re.compile(r"\b(?:which|what)\b[^?]*\b(?:papers?|documents?|paperwork|evidence|proofs?|forms?|information|details)\b|\b(?:what|which)\b[^?]*\b(?:need|have) to (?:take along|bring|send|submit|enclose|hand in|provide|show|have ready)\b|\bwhat (?:do|does|will|would|should|must) (?:i|we|you|one|they|an? \w+) (?:need|bring|send|submit|enclose|hand in|provide)\b", re.I),
     re.compile(r"\b(?:need|needed|bring|send|submit|enclose|attach|provide|documents?|have ready|include|upload)\b[^:]*:?$", re.I)),
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
    verb = doing(asked.core)
    if verb and not _tells_of(verb, match, dense):
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


def _names(asked: Asked, naming: Naming, found: Match, context: Context) -> bool:
    """Whether a sentence, with those shown with it, names what is asked for and has the numbers of the question."""
    if found.unit.kind == "target_groups" or lacks_number(asked, found.unit.text):
        return False
    return names(asked, naming, _together(found.unit, context), {t.word.stem for t in found.missing}, context.lexicon)


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


def with_items(unit: Unit, context: Context) -> list[Unit]:
    """A sentence alone, or a line that introduces a list with its items."""
    return neighbourhood(unit, context) if unit.text.rstrip().endswith(":") else [unit]


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
