"""What a claim adds to a fact: that it must be so, went as planned, has been so from the start, is so now, and who does it."""

from __future__ import annotations

import re

from assistant.claim_evidence import Cover, mean
from assistant.claim_fit import SAME
from assistant.claim_reading import BY, View
from assistant.claim_verdicts import ABSENT, DIFFERS, Part
from assistant.claim_words import is_content
from assistant.statements import is_verb

_MUST = re.compile(r"\b(?:must|ha(?:s|ve|d) to|obliged|obligatory|compulsory|mandatory|required to|is required|are required)\b", re.I)
_MUST_TOO = re.compile(
    r"\b(?:must|shall|ha(?:s|ve|d) (?:\w+ )?to|need\w*|requir\w*|oblig\w*|compulsory|mandatory|conditions?|necessary|at least|minimum|no (?:fewer|less) than|only|provided|(?:is|are|was|were) to|cannot|not|unless|until|commit\w*|"
    r"returned|repay|pays?|contributes?|contribution|fees?|costs?|by law|prescribe\w*|voluntary|optional|free|without|no)\b",
    re.I,
)
_HAD_TO = re.compile(r"\b(?:had to|(?:was|were) (?:obliged|required) to)\b", re.I)
_ON_TIME = re.compile(r"\b(?:as (?:had been )?(?:planned|scheduled|foreseen)|on time|on schedule|without delay)\b", re.I)
_NOT_ON_TIME = re.compile(r"\b(?:postponed|put off|delayed|deferred|extended|prolonged|behind schedule|pushed back|later than|ran late|deadline was moved|suspended|cancelled)\b", re.I)
_FROM_START = re.compile(r"\b(?:since|from|at) the (?:very )?(?:start|beginning|outset|first day)\b(?!\s+of)|\bright from the (?:start|beginning)\b(?!\s+of)", re.I)
_FROM_START_TOO = re.compile(r"\b(?:start\w*|beg[aiu]n\w*|outset|always|first|throughout|initially)\b", re.I)
_FORMER = re.compile(r"\b(?:an?|the|its|this) (?:earlier|previous|former|old)\s+(?:[\w-]+\s+){0,2}?(?:scheme|programme|project|system|voucher|measure|law|act|rules?|policy)\b|\bused to\b|\bformerly\b|\bin the past\b", re.I)
_FORMER_TOO = re.compile(r"\b(?:earlier|previous\w*|former\w*|old|used to|past|before|until|had|once|then|was|were|did|[a-z]+ed)\b|\b(?:19|20)\d\d\b", re.I)


_BE = frozenset("is are was were been be being".split())
_DOERS = frozenset({"people", "firm", "provider", "education_staff"})
#: What says that a thing is not asked for.
_NEEDLESS = re.compile(
    r"\b(?:not|no longer|never)\s+(?:\w+ly\s+)?(?:necessary|needed|required|compulsory|obligatory|mandatory|asked for|a condition)\b|\b(?:voluntary|optional)\b|\bneed not\b|\b(?:do|does|did)(?: not|n't) (?:have to|need)\b|"
    r"\bno\s[^.;:]{1,70}?\b(?:is|are|was|were)\s+(?:asked(?: for)?|required|needed|necessary|demanded)\b",
    re.I,
)
_NEEDS = re.compile(r"\bneeds?\b(?! not)", re.I)


def _needless(view: View, sentence: Cover, begin: int) -> str:
    """The clause in which the text says that what the claim asks for is not needed."""
    statement = sentence.evidence.statement
    asked = [t for t in sentence.terms if t.token.start >= begin and t.hard and not is_verb(t.token) and not view.read.names(t.token)]
    stop = re.compile(r"\b(?:in order )?to\b|\bif\b|\bbefore\b|[,;:]").search(view.claim.text, asked[0].token.end) if asked else None
    asked = [t for t in asked if stop is None or t.token.start < stop.start()]
    for match in _NEEDLESS.finditer(statement.text):
        at = next((i for i, t in enumerate(statement.tokens) if t.start >= match.start()), 0)
        clause = statement.clause_of(at)
        near = [sentence.evidence.keys[i] for i in range(*clause)]
        if asked and mean((t.weight, view.value(t.at, near)) for t in asked) >= 0.75:
            return statement.text[statement.tokens[clause[0]].start : statement.tokens[clause[1] - 1].end]
    return ""


def judge_must(view: View, sentence: Cover) -> Part | None:
    """Whether the text knows of any duty, condition or price where the claim says that something must be, or says that it need not."""
    match = _MUST.search(view.claim.text)
    asked = match or _NEEDS.search(view.claim.text)
    if asked and not view.claim.statement.denials and (stated := _needless(view, sentence, asked.end())):
        anyone = not any(t.word.near & _DOERS for t in sentence.evidence.statement.tokens)
        # Where the text names nobody, it is needed of nobody.
        whom = frozenset(t.at for t in sentence.terms if anyone and t.at < view.claim.subject_end and not t.token.name and t.token.word.near & {*_DOERS, "body"})
        return Part("condition", asked.group(), stated, DIFFERS, sentence.evidence, whom, 0.9)
    if match and match.group().lower() != "had to" and sentence.evidence.kind == "background" and _HAD_TO.search(sentence.evidence.statement.text):
        return Part("condition", match.group(), "", ABSENT, sentence.evidence)  # a duty of the time before the policy
    if not match or view.claim.statement.denials or view.claim.quantities or _MUST_TOO.search(sentence.evidence.statement.text):
        return None
    return Part("condition", match.group(), "", ABSENT, sentence.evidence)


def judge_schedule(view: View, sentence: Cover) -> Part | None:
    """Whether it went as planned, and whether it has been so from the start."""
    text, statement = view.claim.text, sentence.evidence.statement
    for asked, against, too in ((_ON_TIME, _NOT_ON_TIME, _ON_TIME), (_FROM_START, None, _FROM_START_TOO)):
        match = asked.search(text)
        if not match or view.claim.statement.denials or (view.claim.attained and asked is _ON_TIME):
            continue
        said = frozenset(i for i, t in enumerate(view.claim.statement.tokens) if match.start() <= t.start < match.end())
        late = against.search(statement.text) if against else None
        later = against is None and (any(p.relation == "since" for _, _, p in statement.periods) or _joins_later(view, sentence))
        if late or later:
            return Part("condition", match.group(), statement.text.rstrip("."), DIFFERS, sentence.evidence, said, 0.9)
        if not too.search(statement.text):
            return Part("condition", match.group(), "", ABSENT, sentence.evidence, said)
    return None


_LATER = re.compile(r"\b(?:later|afterwards|subsequently|only then)\b", re.I)


def _joins_later(view: View, sentence: Cover) -> bool:
    """Whether the clause that speaks of the claim's subject says that it was so later only."""
    statement = sentence.evidence.statement
    places = [i for t in sentence.terms if t.at < view.claim.subject_end and t.hard for i in view.places(t.at, sentence.evidence, 0.85)]
    return any(_LATER.search(statement.text[statement.tokens[a].start : statement.tokens[b - 1].end]) for a, b in {statement.clause_of(i) for i in places})


_IN_FORCE = re.compile(r"\b(?:(?:came|come|comes|entered|went|put) into (?:force|effect)|took effect|takes? effect|in force|(?:has|have) applied since)\b", re.I)
_DECIDED = re.compile(r"\b(?:passed|adopted|approved|voted|enacted|signed)\b", re.I)


def judge_in_force(view: View, sentence: Cover) -> Part | None:
    """Whether the text only tells when a law was passed, where the claim says when it came into force."""
    said = _IN_FORCE.search(view.claim.text)
    text = sentence.evidence.statement.text
    if not said or not view.claim.periods or _IN_FORCE.search(text) or not _DECIDED.search(text):
        return None
    return Part("condition", said.group(), "", ABSENT, sentence.evidence)


def judge_former(view: View, sentence: Cover) -> Part | None:
    """Whether the text speaks of a scheme that is no more, where the claim speaks of the present."""
    if _FORMER.search(sentence.evidence.statement.text) and not _FORMER_TOO.search(view.claim.text):
        return Part("condition", "now", "", ABSENT, sentence.evidence)
    return None


def judge_undergone(view: View, sentence: Cover) -> Part | None:
    """Whether people did in the text ("805 learners finished") what the claim says was done with a scheme ("the training was finished")."""
    claim, statement = view.claim.statement, sentence.evidence.statement
    verb = view.claim.subject_end
    if view.claim.quantities or not 0 < verb < len(claim.tokens) - 1 or claim.tokens[verb].low not in _BE:
        return None
    head = next((t for t in reversed(claim.tokens[:verb]) if is_content(t)), None)
    act = next((t for t in sentence.terms if t.at == verb + 1 and is_verb(t.token)), None)
    if head is None or act is None or head.word.near & _DOERS:
        return None
    for i in view.places(act.at, sentence.evidence, 0.85):
        doer = next((t for t in reversed(statement.tokens[:i]) if is_content(t) and not t.low.endswith("ly")), None)
        counted = any(q.end <= statement.tokens[i].start <= q.end + 2 and any(n.word.near & _DOERS for n in q.noun) for q in statement.quantities)
        if counted:
            continue  # "26 mentors enrolled and 21 finished"
        passive = any(t.low in _BE for t in statement.tokens[max(0, i - 3) : i])
        if doer is None or passive or not doer.word.near & _DOERS:
            return None
    return Part("condition", head.text, "", ABSENT, sentence.evidence) if view.places(act.at, sentence.evidence, 0.85) else None


def judge_agent(view: View, sentence: Cover) -> Part | None:
    """Whether the text says that somebody else does what the claim's subject does ("paid by the State")."""
    claim, statement = view.claim.statement, sentence.evidence.statement
    by = BY.search(statement.text)
    if not by or BY.search(claim.text) or claim.denials or not view.claim.subject_end or view.claim.subject_end >= len(claim.tokens):
        return None
    verb = view.claim.subject_end
    if not is_verb(claim.tokens[verb]) or claim.tokens[verb].low in {"is", "are", "was", "were", "has", "have", "had", "been"}:
        return None
    doing = [i for i in view.places(verb, sentence.evidence, 0.95) if by.start() <= statement.tokens[i].start < by.end()]
    subject = [t for t in sentence.terms if t.at < verb and t.hard]
    named = [i for t in subject for i in view.places(t.at, sentence.evidence, SAME)]
    if not doing or not subject or any(statement.tokens[j].low == "by" for i in named for j in range(max(0, i - 4), i)):
        return None
    return Part("body", subject[-1].token.text, "", ABSENT, sentence.evidence)

