"""Only, all, each, wholly: whether the text draws the same circle as the claim."""

from __future__ import annotations

import re

from assistant.claim_evidence import Cover, mean
from assistant.claim_reading import View
from assistant.claim_verdicts import ABSENT, AGREES, DIFFERS, Part
from assistant.statements import is_verb

_ONLY = re.compile(r"\b(?:only|alone|solely|exclusively|sole|nobody else|no one else|nothing but|reserved for|restricted to|limited to|confined to)\b", re.I)
ONLY_TOO = re.compile(r"\b(?:only|alone|solely|exclusively|sole|once|no other|reserved for|limited to|restricted to|single|confined to|nothing but|on (?:its|their|his|her|your) own|by (?:itself|themselves|yourself))\b", re.I)
_ALSO = re.compile(r"\b(?:also|as well|in addition|too|likewise|both|besides|others?|everyone|everybody|(?:all|every) regions?|(?:the )?whole country|nationwide|everywhere)\b", re.I)
_EVERYONE = re.compile(r"\b(?:everyone|everybody|including|without exception|anyone|anybody|all)\b", re.I)
_BUT_SOME = re.compile(r"\b(?:else|except|apart from|others|exempt|not all|unless)\b", re.I)
#: "Only 7% paid a bonus" does not bear out that bonuses were paid.
_FEW_ONLY = re.compile(r"\b(?:only|just|a mere|no more than|fewer than|less than|barely|hardly)\s+(?:\d[\d.,]*\s?%|(?:a|one)\s+(?:third|quarter|fifth|tenth)|one\s+in)", re.I)
_FEW_TOO = re.compile(r"\b(?:only|few|some|rarely|seldom|hardly|minority|little|less|fewer|low|lack\w*|not)\b", re.I)
_EACH = re.compile(r"\b(?:for (?:each|every)|per)\b", re.I)
_ONLY_IF = re.compile(r"only\s+(?:if|when|where|together|jointly|with|provided|after|in)\b", re.I)
_IF = re.compile(r"\b(?:if|provided|on condition|as long as|where|when|jointly|together|unless|once)\b", re.I)
_WHOLLY = re.compile(r"\b(?:entirely|wholly|completely|in full|fully|to the full)\b", re.I)
_PARTLY = re.compile(r"\b(?:of it|of which|partly|in part|half|thirds?|quarters?|most of|a part|except|apart from)\b|\d%", re.I)


def judge_wholly(view: View, sentence: Cover) -> Part | None:
    """Whether what the claim says of the whole the text says of a part only."""
    match = _WHOLLY.search(view.claim.text)
    text = sentence.evidence.statement.text
    if not match or _WHOLLY.search(text) or view.claim.statement.denials:
        return None
    said = frozenset(i for i, t in enumerate(view.claim.statement.tokens) if match.start() <= t.start < match.end())
    return Part("condition", match.group(), text.rstrip("."), DIFFERS, sentence.evidence, said, 0.84) if _PARTLY.search(text) else None


def judge_only(view: View, sentence: Cover) -> Part | None:
    """Whether the text too says "only": where it adds others, it contradicts."""
    everyone = _EVERYONE.search(view.claim.text)
    each = _EACH.search(view.claim.text)
    if each and not view.claim.quantities and not _EACH.search(sentence.evidence.statement.text):
        return Part("condition", each.group(), "", ABSENT, sentence.evidence)
    shared = any(q.unit == "%" and q.value < 97 for q in sentence.evidence.statement.quantities)
    if everyone and everyone.group().lower() in {"everyone", "everybody"} and shared:
        return Part("condition", everyone.group(), "", ABSENT, sentence.evidence)  # a share is not everyone
    if everyone and _BUT_SOME.search(sentence.evidence.statement.text) and not _BUT_SOME.search(view.claim.text):
        return Part("condition", everyone.group(), "", ABSENT, sentence.evidence)
    if not view.claim.quantities and not view.claim.comparison and _FEW_ONLY.search(sentence.evidence.statement.text) and not _FEW_TOO.search(view.claim.text):
        return Part("condition", view.claim.text.rstrip("."), "", ABSENT, sentence.evidence)
    at_times = _open_times(view, sentence)
    if at_times is not None:
        return at_times
    match = _ONLY.search(view.claim.text)
    if not match or re.match(r"\s+(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|twelve|half|(?:a|the) (?:(?:tiny|small|very small) )?(?:few|third|quarter|fifth|tenth|minority|fraction|handful|part|share))", view.claim.text[match.end() :]):
        return None
    said = frozenset(i for i, t in enumerate(view.claim.statement.tokens) if match.start() <= t.start < match.end())
    if re.match(r"\s+(?:[\w-]+\s+){0,4}?(?:from|since|after|until)\s+(?:[\w-]+\s+){0,4}?(?:19|20)\d\d", view.claim.text[match.end() :]):
        return None  # "only from 2023 on" tells when
    text = sentence.evidence.statement.text
    if ONLY_TOO.search(text) or (_ONLY_IF.match(view.claim.text, match.start()) and _IF.search(text)):
        return Part("condition", match.group(), "", AGREES, sentence.evidence, said)
    if _one_of_several(view, sentence, match.end()):
        return Part("condition", match.group(), text.rstrip("."), DIFFERS, sentence.evidence, said, 0.9)
    if _ALSO.search(text):
        return Part("condition", match.group(), text.rstrip("."), DIFFERS, sentence.evidence, said, 0.8)
    return Part("condition", match.group(), "", ABSENT, sentence.evidence)


_ANY_TIME = re.compile(
    r"\b(?:at any (?:time|moment|point)|any time|(?:all|the whole|throughout the|all through the) year(?: round| long)?|year-round|in any month|every month|whenever|continuously|on a rolling basis|(?:there is )?no (?:deadline|closing date))\b(?! (?:limit|after|before))", re.I
)
_SEASON = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|spring|summer|autumn|winter|the (?:start|beginning|end) of|(?:certain|fixed|two|three|four) (?:months|dates|times|periods))"
_SOME_TIMES = re.compile(rf"\b(?:only|solely|exclusively|just)\b(?:\s+[\w-]+){{0,4}}?\s+(?:in|at|on|during|between|from)\s+(?:the\s+)?(?:\w+\s+of\s+)?{_SEASON}\b|\b(?:in|at|on|during)\s+{_SEASON}\s+only\b", re.I)


def _open_times(view: View, sentence: Cover) -> Part | None:
    """Whether one says that it is possible at certain times of the year only, and the other at any time."""
    claim, statement = view.claim.statement, sentence.evidence.statement
    for said, against in ((_SOME_TIMES, _ANY_TIME), (_ANY_TIME, _SOME_TIMES)):
        mine, theirs = said.search(claim.text), against.search(statement.text)
        if mine and theirs and not claim.denials and not statement.denials:
            stated = statement.text.rstrip(".")
            words = frozenset(i for i, t in enumerate(claim.tokens) if mine.start() <= t.start < mine.end())
            return Part("condition", mine.group(), stated, DIFFERS, sentence.evidence, words, 0.95)
    return None


def _one_of_several(view: View, sentence: Cover, begin: int) -> bool:
    """Whether what the claim calls the only one stands in a row of several in the text ("at a college, in a firm or at a university")."""
    claim, statement = view.claim.statement, sentence.evidence.statement
    named = [t for t in sentence.terms if t.token.start >= begin and not is_verb(t.token)]
    rest = [(t.weight, a) for t, a in zip(sentence.terms, sentence.around, strict=True) if t not in named]
    places = sorted({i for t in named for i in view.places(t.at, sentence.evidence, 0.85)})
    if not places or claim.denials or statement.denials or (rest and mean(rest) < 0.6):
        return False
    members = [m.span() for m in _MEMBER.finditer(statement.text)]
    holding = [n for n, (a, b) in enumerate(members) if any(a <= statement.tokens[i].start < b for i in places)]
    joined = [n for n in range(1, len(members)) if _JOINT.match(statement.text, members[n - 1][1])]
    others = [n for n in range(len(members)) if n not in holding and (n in joined or n + 1 in joined) and any(abs(n - h) <= 3 for h in holding) and not any(is_verb(t) for t in statement.tokens if members[n][0] <= t.start < members[n][1])]
    last = any(re.match(r",?\s+(?:and|or)\b", statement.text[members[n - 1][1] :]) for n in joined if n in holding or n in others)
    return bool(holding and others and last)


_MEMBER = re.compile(r"(?:(?!,|;|:|\s(?:and|or)\s)[^.])+", re.I)
_JOINT = re.compile(r",?\s+(?:and|or)\s|,\s", re.I)
