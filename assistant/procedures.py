"""What a page tells under a heading of its own or in a list: how to apply, what to report, whom to contact, what to do after a refusal."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.asked import Asked
from assistant.context import Context
from assistant.draft import Draft
from assistant.lexicon import Unit
from assistant.model import Answer
from assistant.structure import targets, unknown_names
from corpus.model import Policy
from corpus.tables import cell_words

#: Sentences of such a section that are told at most.
MOST = 12


@dataclass(frozen=True, slots=True)
class _Topic:
    """What a question asks for, the headings that it may stand under, and the line that may introduce it as a list."""

    asks: re.Pattern[str]
    heading: re.Pattern[str]
    introduces: re.Pattern[str] | None = None


def _pattern(*parts: str) -> re.Pattern[str]:
    return re.compile("|".join(parts), re.I)


_APPLY = r"(?:appl(?:y|ied|ying|ication)|claim(?:ed|ing)?|request(?:ed|ing)?|register(?:ed|ing)?|enrol(?:led|ling)?|sign(?:ing)? up|get started)"
_WE = r"(?:i|we|you|one|they|he|she|somebody|someone|people|parents|an? [\w-]+|the [\w-]+|my [\w-]+|[a-z]+s)"
_TOPICS = (
    _Topic(
        _pattern(
            rf"\bhow (?:do|does|can|could|should|must|to|is|are|would)\b[^?]*\b{_APPLY}\b",
            rf"\b(?:steps?|procedure|process)\b[^?]*\b(?:{_APPLY}|get(?:ting)?|obtain\w*|receiv\w+|tak\w+ (?:out|up))\b",
            r"\b(?:application|claims?) (?:procedure|process|steps)\b",
        ),
        _pattern(
            r"\bhow to (?:apply|claim|register|enrol|request|get)\b",
            r"\bhow (?:do|can) (?:i|you|we) (?:apply|claim|register)\b",
            r"\bapply(?:ing)?\b|\bclaiming\b|\bapplication (?:process|procedure)\b|\bmaking a claim\b",
        ),
    ),
    _Topic(
        _pattern(
            rf"\b(?:what|which)\b[^?]*\b{_WE} (?:have to|has to|need to|needs to|must|should) (?:report|tell|notify|inform|declare)\b",
            rf"\b(?:what|which)\b[^?]*\b(?:must|should) (?:{_WE} )?(?:report|tell|notify|inform|declare|be reported)\b",
            r"\b(?:what|which) changes\b[^?]*\b(?:report|tell|told|notify|inform|declare|let [^?]* know)\w*\b",
        ),
        _pattern(r"\breport\b|\bchanges?\b[^.]*\b(?:tell|report|circumstances|notify)\b|\btell us\b"),
        _pattern(r"\b(?:tell|inform|notify|report|let [^:]* know)\b[^:]*:?$"),
    ),
    _Topic(
        _pattern(
            rf"\b(?:who|whom)\b[^?]*\b(?:can|do|does|should|must|could) {_WE}\b[^?]*\b(?:contact|call|ring|phone|telephone|write to|turn to|speak to|talk to|get in touch|reach|ask)\b",
            r"\b(?:whom?|where) (?:to|can|should|do) [^?]*\b(?:contact|call|ring|phone|get help|find out more|get more information)\b",
            r"\bhow (?:do|can|could|should) [^?]*\b(?:contact|reach|get in touch)\b",
            r"\b(?:telephone|phone|contact) (?:number|details?|address|person)\b|\bopening hours\b|\be-?mail address\b",
        ),
        _pattern(r"\bcontacts?\b|\bget help\b|\bfind out more\b|\bmore information\b|\b(?:any )?questions\b|\boffices\b|\bhelpline\b|\benquiries\b"),
    ),
    _Topic(
        _pattern(
            r"\b(?:what|which) (?:[\w-]+ ){0,2}(?:papers?|documents?|paperwork|evidence|proofs?)\b[^?]*\b(?:need\w*|required?|bring|take along|send|submit|enclose|attach|provide|hand in|include|upload|show|add|accompan\w+|(?:go(?:es)?|come|belong)s? (?:with|to)|(?:at|to) hand|ready|to (?:apply|claim|register))\b",
            rf"\bwhat\b[^?]*\b{_WE} (?:need|have) to (?:bring|take along|send|submit|enclose|hand in|provide|show|include|upload|attach)\b",
            rf"\bwhat (?:do|does|will|would|should|must) {_WE} (?:need|bring|take along|send|submit|enclose|hand in|provide|include)\b[^?]*\b(?:appl\w+|claim\w*|form|office|interview)\b",
        ),
        _pattern(r"\bdocuments?\b|\bpapers\b|\bwhat (?:you(?:['’]ll)?|to) (?:need|bring|send)\b"),
        _pattern(r"\b(?:need|needed|bring|send|submit|enclose|attach|provide|documents?|have ready|include|upload)\b[^:]*:?$"),
    ),
    _Topic(
        _pattern(
            r"\bwhat (?:can|could|should|do|must|may|happens?)\b[^?]*\b(?:if|when|after|against)\b[^?]*\b(?:refus\w+|turn\w* (?:me |us |him |her |them |you )?down|reject\w*|disagree\w*|not (?:agree|happy|satisfied)|unhappy|decision)\b",
            r"\bhow (?:do|can|could|should) [^?]*\b(?:appeal|complain|contest|challenge|object|ask for a (?:review|new decision|second look))\b",
        ),
        _pattern(r"\brefus\w+\b|\bappeal\w*\b|\bturn(?:ed)?\b[^.]*\bdown\b|\bdisagree\b|\bnot happy\b|\bunhappy\b|\breviews?\b|\bcomplain\w*\b|\brejected\b"),
    ),
)  # fmt: skip


#: Opens a question for what has to be done, whatever else its words seem to ask for.
_IN_STEPS = re.compile(r"^\W*(?:(?:and|so|but|please|what are the) )*(?:the )?(?:how (?:do|does|did|can|could|should|must)\b|steps?\b|procedure\b)", re.I)


def steps(asked: Asked, context: Context) -> Answer | None:
    """What has to be done, where a question that seems to ask for something else opens by asking for it ("steps to claim …")."""
    return how_to(asked, context) if _IN_STEPS.match(asked.core) else None


def how_to(asked: Asked, context: Context) -> Answer | None:
    """What a page gives on such a matter; None where it has nothing of it, or something else is asked."""
    topic = next((t for t in _TOPICS if t.asks.search(asked.core)), None)
    if topic is None:
        return None
    for policy in targets(asked, context)[:1]:
        if unknown_names(asked, policy, context) and not asked.scope.named:
            return None
        units = _under(topic, policy, context) or _listed(topic, policy, context)
        if not units or _lacks_address(asked, units):
            return None
        draft = Draft("section", confidence=0.85)
        for unit in units[:MOST]:
            draft.say(unit.text, draft.mark(unit.policy, unit))
        return draft.done(asked.question)
    return None


def _under(topic: _Topic, policy: Policy, context: Context) -> list[Unit]:
    """The sentences under the first heading that names a topic, one that begins with "how" before others."""
    sections = [
        n
        for n, s in enumerate(policy.sections)
        if s.path and s.path[-1] != policy.title and topic.heading.search(s.path[-1])
    ]
    sections.sort(key=lambda n: not policy.sections[n].path[-1].lower().startswith("how"))
    return [u for u in context.lexicon.units[policy.path] if u.sentence.section in sections[:1] and u.words]


def _listed(topic: _Topic, policy: Policy, context: Context) -> list[Unit]:
    """The list that a line introduces as being of a topic, with that line; of several lists the one among the steps to apply."""
    units = context.lexicon.units[policy.path]
    found = []
    for unit in units if topic.introduces else ():
        items = [u for u in units if u.sentence.lead == unit.index and len(cell_words(u.text)) < 2]
        if items and topic.introduces and topic.introduces.search(unit.text):
            found.append([unit, *items])
    among = [
        f
        for f in found
        if any(_TOPICS[0].heading.search(h) for h in policy.sections[f[0].sentence.section].path[-1:])
    ]
    return found[0] if len(found) == 1 else among[0] if len(among) == 1 else []


def _lacks_address(asked: Asked, units: list[Unit]) -> bool:
    """Whether a telephone number or e-mail address is asked for and none is given."""
    told = " ".join(u.text for u in units)
    if re.search(r"\be-?mail\b", asked.core, re.I):
        return "@" not in told
    if re.search(r"\b(?:telephone|phone|call|ring)\b", asked.core, re.I):
        return not re.search(r"\d{3}", told)
    return bool(re.search(r"\bopening hours\b", asked.core, re.I)) and not re.search(r"\d", told)
