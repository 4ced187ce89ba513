"""When something happened: the sentence that tells it with its date; where two sentences give different dates, both."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.abstain import abstain
from assistant.asked import Asked
from assistant.context import Context
from assistant.draft import Draft, name_of
from assistant.evidence import Match, lacks_number, match, weighed
from assistant.lexicon import TELLING, Unit
from assistant.model import Answer
from assistant.parts import split
from assistant.structure import targets, unknown_names
from assistant.terms import Term
from assistant.timing import periods_in, time_fit
from corpus.model import Period
from corpus.words import common_verbs, weak_verbs

#: Words for a beginning and for an end: a text may use any of them for what a question calls by another.
_STARTS = re.compile(
    r"\b(?:beg[aiu]n\w*|start\w*|launch\w*|open(?:s|ed|ing)?|introduc\w+|creat\w+|set up|found(?:ed|ing)?|establish\w+|inaugurat\w+|(?:enter\w*|entry|c[ao]me|put|went) into (?:force|effect|being|service|operation|use)|"
    r"t[ao]k(?:es?|en|ing)? (?:effect|up)|took (?:effect|up)|exten\w+|widen\w*|broaden\w*|let in|effective|in (?:force|operation|place)|appl(?:y|ies|ied)|valid|availabl\w+|operat\w+|admit\w*|allow\w*|became|become|went (?:live|online)|the first to|since|from|as of|came out|accept\w*)\b",
    re.I,
)
_ENDS = re.compile(
    r"\b(?:until|till|end(?:s|ed|ing)?|expir\w+|clos(?:e[sd]?|ing)|deadlines?|r[au]n(?:s|ning)? out|runs?|lasts?|extend\w+|extension|prolong\w+|moved|complet\w+|finish\w+|stop\w*|ceas\w+|discontinu\w+|no longer|abolish\w*|"
    r"suppress\w*|withdrawn|brought to (?:a close|an end)|over|not renewed|due|up to|by|wound up|phased out|shut)\b",
    re.I,
)
_ASKS_END = re.compile(r"\bwhen (?:must|should|do|does|have|has) \b[^?]*\b(?:be|been) (?:signed|submitted|handed in|sent|returned|paid|filed|in|made|done)\b|\b(?:until when|by when|till when|end(?:s|ed|ing)?|expir\w+|clos(?:e[sd]?|ing)|deadline|finish\w*|stop\w*|ceas\w*|discontinu\w*|abolish\w*|over|run out|until (?:which|what)|by (?:which|what))\b|\bhow late (?:can|may|must|should|could|do|does|is|are)\b|\b(?:last|latest|final|closing|cut-?off|due) (?:possible )?(?:day|date|moment|time)\b|\btime limit\b", re.I)
#: A question for the last day on which something may be done, and the words that only say so.
_ASKS_DEADLINE = re.compile(r"\b(?:until|by|till) when (?:can|may|must|should|could|do|does|have|has|is|are)\b|\bhow late\b|\b(?:last|latest|final|closing|cut-?off|due) (?:possible )?(?:day|date|moment|time)\b|\btime limit\b|\bdeadline\b", re.I)
_DEADLINE_WORDS = re.compile(r"late|latest|last|final|closing|cut-?off|due|day|date|moment|time|limit|deadline|possible", re.I)
_ASKS_START = re.compile(r"\b(?:since|from|as of) (?:when|which|what)\b|\bfrom when\b|" + _STARTS.pattern, re.I)
#: What is only promised or proposed has not happened; and a question for what is to come.
_PROMISED = re.compile(r"\b(?:promis(?:ed|es|ing)|propos(?:ed|es|ing|al)|no decision|not (?:yet )?(?:been )?decided|(?:is|are) (?:to be|expected to|due to|planned|foreseen|scheduled))\b", re.I)
#: A wish or an order that names the time by which it should come true; and a law that has been sent to those who are to adopt it.
_WISHED = re.compile(r"\b(?:wants?|wish(?:es)?|aims?|hopes?|plans?|intends?|targets?|goals?|should|(?:is|are|was|were) (?:asked|told|commissioned|instructed|called on|meant) to)\b", re.I)
_PENDING = re.compile(r"\b(?:law|act|bill|decree|regulation|amendment|draft)\b[^.;]*\b(?:sent|submitted|presented|put|handed|tabled|went)\b[^.;]*\b(?:parliament|government|cabinet|council|chamber)\b", re.I)
_ASKS_ADOPTED = re.compile(r"\b(?:adopt\w*|pass(?:ed)?|enact\w*|approv\w+|vot\w+|(?:into|in) force|agree[ds]?|sign(?:ed)?)\b", re.I)
_ADOPTED = re.compile(r"\b(?:adopted|passed|enacted|approved|voted|in(?:to)? force|signed)\b", re.I)
_ASKS_AHEAD = re.compile(r"\b(?:(?:promis|propos|plan|expect|foresee|schedul|suppos|demand|ask|decid|decision|announce)\w*|(?:due|will|shall|should|meant|calls?|called|is|are|must|can|may)\b)", re.I)
#: The line over a table or a picture tells of no event.
_CAPTION = re.compile(r"(?:Table|Figure|Chart|Box)(?: \d+)?\s*[:.]")
#: A time told without a year.
_TOLD = re.compile(r"\b(?:first|second|third|last|opening) (?:school |training )?(?:year|round|phase|call|term)\b|\bfrom the (?:start|outset|beginning)\b(?! of)|\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth) (?:round|call|phase)\b", re.I)
#: A day of every year ("by 16 September").
_DAY = re.compile(r"\b(?:(?:by|until|up to|before|after|from|since|between|on)\s+)?(?:the\s+)?(?:\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:January|February|March|April|May|June|July|August|September|October|November|December)|(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}(?:st|nd|rd|th)?)\b(?! ?\d{4}|, \d{4})")
_BEFORE = re.compile(r"\b(?:before|previous(?:ly)?|formerly|earlier|used to|until then)\b", re.I)
#: That somebody may take part or apply: asked for, and told in one of many ways.
_ASKS_ADMISSION = re.compile(
    r"\bopen(?:s|ed|ing)?\b[^?]{0,25}?\b(?:to|for)\b|\b(?:admit\w*|admission|allowed|let in|available (?:to|for)|eligible|entitled|access\w*|extended to (?!the end\b|\d|[A-Z]))|\balso (?:been )?(?:for|address\w*|cover\w*|includ\w*)\b|"
    r"\b(?:can|could|may|able to|been)\b[^?]{0,60}\b(?:apply|join|take part|participate|get|receive|enrol|use|enter|counselled)\b",
    re.I,
)
_OPENS = re.compile(r"\b(?:open(?:s|ed|ing)?|exten(?:ded|ds|sion)|widen\w*|broaden\w*|admi(?:t\w*|ssion)|allow\w*|let in|address\w*|available|accept\w*|eligible|entitled|includ\w+|access|for the first time|(?:can|may|could) also)\b", re.I)
_ADMITS = re.compile(
    r"\b(?:open(?:s|ed|ing)?|exten(?:ded|ds|sion)|widen\w*|broaden\w*|admi(?:t\w*|ssion)|allow\w*|let in|address\w*|aimed|available|accept\w*|eligible|entitled|includ\w+|cover\w*|join\w*|tak\w+ part|appl(?:y|ied|ies)|access|for the first time|can|could|may)\b",
    re.I,
)
#: What a sentence must have, of what the best one has, to be told as well; and to be told as a contradiction.
BESIDE, AGAINST = 0.72, 0.86
#: And of what the best one has, to be preferred for having the number asked about.
WITH_NUMBER = 0.65


@dataclass(frozen=True, slots=True)
class _Dated:
    """A sentence that tells a time, with how well it tells the event asked for."""

    score: float
    match: Match
    dense: float
    fits: bool
    label: str
    year: str


def when(asked: Asked, context: Context) -> Answer | None:
    """When something happened: the sentence that tells it, with its period; two that disagree are both shown."""
    parts = [p for p in split(asked, context) if p.terms and any(not t.optional for t in p.terms)]
    if len(parts) > 1:
        answers = [a for part in parts if (a := _when(part, context)) is not None and a.status == "answered"]
        if answers:
            return _joined(asked, answers)
    return _when(asked, context)


def _when(asked: Asked, context: Context) -> Answer | None:
    every = sorted(_dated(asked, context), key=lambda d: -d.score)
    # A sentence with the very number that is asked about comes before all others, unless it hardly tells the rest.
    numbered = [d for d in every if not lacks_number(asked, d.match.unit.text) and d.match.lost < 1.0]
    if numbered and numbered[0].score >= WITH_NUMBER * every[0].score:
        every = numbered
    ranked = [d for d in every if d.match.lost <= 0.5] or every
    if not ranked:
        return _stage_when(asked, context) or abstain(asked, context)
    best = ranked[0]
    if asked.question.language == "en" and _only_to_come(best, asked.core) and not _ASKS_AHEAD.search(asked.core):
        return abstain(asked, context, "the text tells only that it was promised or proposed", confidence=0.2)
    missing = _decisive(best.match, context)
    if missing or not _tells(best, asked) or unknown_names(asked, best.match.unit.policy, context):
        return _stage_when(asked, context) or abstain(asked, context, missing=missing or list(best.match.missing), confidence=0.2)
    draft = Draft("when", confidence=min(0.97, 0.35 + 0.6 * best.match.score))
    _say_dated(draft, best.match.unit, context)
    _say(draft, best)
    _say_neighbour(draft, asked, best.match.unit, context)
    for other in ranked[1:6]:
        if len(draft.quotes) < 4 and other.match.unit.policy.path == best.match.unit.policy.path and not _decisive(other.match, context) and _as_well(best, other, asked):
            _say(draft, other)
            if _against(best, other) and draft.kind != "conflict":
                draft.kind = "conflict"
                draft.lines.insert(0, "The text gives different dates for this:")
    if draft.kind != "conflict" and _ASKS_ADMISSION.search(asked.core):
        for other in _admitting(best, every, context):
            _say(draft, other)
            draft.kind = "conflict"
        if draft.kind == "conflict":
            draft.lines.insert(0, "The text gives different dates for this:")
    return draft.done(asked.question)


def _only_to_come(best: _Dated, core: str) -> bool:
    """Whether a sentence tells only that something was promised, wanted by a date, or laid before those who decide."""
    text = best.match.unit.text
    pending = bool(_PENDING.search(text) and _ASKS_ADOPTED.search(core)) and not _ADOPTED.search(text)
    return pending or bool(_PROMISED.search(text)) or (best.label.startswith("by ") and bool(_WISHED.search(text)))


def _admitting(best: _Dated, every: list[_Dated], context: Context) -> list[_Dated]:
    """The sentence of the same policy that tells the same admission of another year: in much the same words, or in others that mean the same."""
    path = best.match.unit.policy.path
    alike = context.assistant.likeness(best.match.unit.text, path)
    if not best.year.isdigit() or not _ADMITS.search(best.match.unit.text):
        return []
    found = []
    for other in every:
        unit = other.match.unit
        if unit.policy.path != path or not other.year.isdigit() or other.year == best.year or not _ADMITS.search(unit.text) or other.fits < best.fits:
            continue
        near, sense = other.dense / (best.dense or 1.0), float(alike[unit.index])
        told = near >= 0.85 and other.score >= 0.8 * best.score and other.match.inside_score >= 0.6 and bool(_OPENS.search(unit.text))
        if told or (near >= 0.98 and sense >= 0.4):
            found.append((near + sense, other))
    return [other for _, other in sorted(found, key=lambda row: -row[0])[:1]]


def _dated(asked: Asked, context: Context) -> list[_Dated]:
    """The sentences that tell a time, with how well they tell what is asked."""
    core = asked.core
    ends = bool(_ASKS_END.search(core))
    starts = not ends and bool(_ASKS_START.search(core))
    pattern = _ENDS if ends else _STARTS if starts else None
    deadline = bool(_ASKS_DEADLINE.search(core))
    found = []
    for path in context.paths(asked):
        terms = weighed(asked, path, context.lexicon)
        aspect = frozenset(t.word.stem for t in terms if pattern and not t.name and (pattern.fullmatch(t.word.text) or (deadline and _DEADLINE_WORDS.fullmatch(t.word.text))))
        vague = sum(t.weight for t in terms if not t.optional and t.word.stem not in aspect) < 0.6
        for unit in context.lexicon.units[path]:
            if not unit.words or unit.kind not in TELLING or _CAPTION.match(unit.text):
                continue
            spans = periods_in(unit)
            day = None if spans else _day(unit.text, ends, starts)
            if not spans and unit.sentence.period is None and not day and not _TOLD.search(unit.text):
                continue
            fits = bool(pattern and pattern.search(unit.text))
            # The last day on which something may be done is told by its words, or is a day; what has been so since a year, or was so in one, tells none.
            if deadline and not (day and _LAST_DAY.match(day.group())) and not any(p.relation in {"by", "until"} for _, _, p in spans) and not (fits and any(p.kind in {"day", "month"} and p.relation != "since" for _, _, p in spans)) and "deadline" not in unit.text.lower():
                continue
            one = _granted(match(terms, unit, context.lexicon), aspect if fits else frozenset())
            dense = max(0.0, context.dense(asked, path, unit.index))
            score = 0.55 * one.score + 0.15 * one.inside_score + 0.3 * dense
            score *= 0.45 + 0.55 * time_fit(asked.periods, unit)
            told = _TOLD.search(unit.text) if not spans and not day else None
            period = _nearest(unit, one, spans, ends, starts) or unit.sentence.period
            score -= 0.25 * bool(starts and period and period.relation in {"until", "by"})
            # A date of its own tells more than the period that a sentence goes on from, and a day more than a year.
            fine = bool(day) or any(p.kind in {"day", "month"} for _, _, p in spans)
            score += (0.25 if vague else 0.1) * fits - 0.12 * (ends and not fits) - 0.1 * bool(told) + 0.04 * fine - 0.06 * (not spans and not told and not day)
            label = told.group() if told and starts else day.group() if day and not period else _label(period, ends) if period else ""
            year = label if told and starts else str(period.start.year) if period else label
            found.append(_Dated(score, one, dense, fits or (fine and pattern is None), label, year))
    if found and starts and vague:
        # A scheme that is only said to have begun began with the first that is told of it.
        first = min((d.year for d in found if d.fits and d.year.isdigit()), default="")
        found = [replace(d, score=d.score + 0.1) if d.year == first else d for d in found]
    return found


_LAST_DAY, _FIRST_DAY = re.compile(r"by|until|up to|before|after", re.I), re.compile(r"from|since|after|between", re.I)


def _day(text: str, ends: bool, starts: bool) -> re.Match[str] | None:
    """A day of every year that a sentence names: of several the last one allowed, or the first, where that is asked."""
    days = list(_DAY.finditer(text))
    wanted = _LAST_DAY if ends else _FIRST_DAY if starts else None
    return next((d for d in days if wanted and wanted.match(d.group())), days[0] if days else None)


def _granted(found: Match, aspect: frozenset[str]) -> Match:
    """The match with the question's words for beginning or ending covered: the sentence has another word for it."""
    if not aspect:
        return found
    covered = tuple(max(c, 0.8) if t.word.stem in aspect else c for t, c in zip(found.terms, found.covered, strict=True))
    inside = tuple(max(c, 0.8) if t.word.stem in aspect else c for t, c in zip(found.terms, found.inside, strict=True))
    total = sum(t.pull for t in found.terms)
    return replace(found, covered=covered, inside=inside, score=sum(t.pull * c for t, c in zip(found.terms, covered, strict=True)) / total if total else 0.0)


def _label(period: Period, ends: bool) -> str:
    words = {"by": "by ", "since": "since ", "until": "until ", "after": "after "}
    return words.get(period.relation, "") + period.label


def _nearest(unit: Unit, found: Match, spans: list[tuple[int, int, Period]], ends: bool, starts: bool) -> Period | None:
    """Of several periods in a sentence the one that its words for the event stand by, one of an end or a beginning where that is asked."""
    if len(spans) < 2:
        return spans[0][2] if spans else None
    places = [unit.words[at].start for term in found.terms if not term.optional for at in unit.positions.get(term.word.stem, [])[:2]]
    wanted = {"until", "by"} if ends else {"since"} if starts else set()

    def distance(row: tuple[int, int, Period]) -> float:
        near = min((abs(row[0] - place) for place in places), default=60)
        finer = 25 if row[2].kind in {"day", "month"} else 0
        moved = 80 if ends and re.search(r"\bto\s+(?:the\s+)?$", unit.policy.text[max(0, row[0] - 8) : row[0]]) else 0
        return near - finer - moved - (60 if row[2].relation in wanted else 0)

    return min(spans, key=distance)[2]


def _tells(best: _Dated, asked: Asked) -> bool:
    # Another thing that was done with it is another event, unless the whole means nearly the same.
    if best.dense < 0.72 and any(t.word.stem in common_verbs() - weak_verbs() for t in best.match.missing):
        return False
    return best.match.score >= 0.5 or (best.dense >= 0.7 and best.match.score >= 0.4) or (best.match.score >= 0.4 and best.score >= 0.55)


def _as_well(best: _Dated, other: _Dated, asked: Asked) -> bool:
    """Whether another sentence tells the same event: nearly as well, or of another year in words that mean the same."""
    inside = other.match.inside_score / (best.match.inside_score or 1.0)
    means = other.dense / (best.dense or 1.0)
    if other.score >= BESIDE * best.score and other.match.score >= 0.78 * best.match.score and inside >= 0.75 and means >= 0.6:
        return True
    return means >= 0.92 and other.match.lost <= 0.5 and other.year != best.year and other.match.inside_score >= 0.35 and bool(re.search(r"\bsince|from|first|open", asked.core, re.I))


def _against(best: _Dated, other: _Dated) -> bool:
    """Whether another sentence gives another year for what the best one tells, and tells it as plainly."""
    inside = other.match.inside_score >= AGAINST * best.match.inside_score
    plain = other.match.inside_score >= 0.6 and other.match.lost <= best.match.lost + 0.1
    return other.year != best.year and inside and plain and other.fits and best.fits


def _decisive(found: Match, context: Context) -> list[Term]:
    """Terms that the sentence lacks and that matter so much that it cannot be the answer; a body of the policy may go unnamed."""
    policy = found.unit.policy
    bodies = " ".join(policy.words(e) for e in policy.entries if e.kind == "bodies").lower()
    total = sum(t.weight for t in found.terms if not t.optional) or 1.0
    lost = [t for t in found.missing if t.weight >= 0.45 and (t.name or t.weight / total > 0.35)]
    lost = [t for t in lost if t.word.text.lower() not in re.split(r"[\s-]", policy.country.lower())]
    lost = [t for t in lost if not (t.name and found.score >= 0.7 and re.sub(r"['’]s$", "", t.word.text.lower()) in bodies)]
    return lost if lost and found.lost > 0.45 else [t for t in lost if t.name]


def _say(draft: Draft, one: _Dated) -> None:
    marker = draft.mark(one.match.unit.policy, one.match.unit)
    draft.say(f"{one.label}: {one.match.unit.text}" if one.label else one.match.unit.text, marker)
    draft.details.setdefault("sides", []).append({"value": one.label, "quote": marker})


def _say_dated(draft: Draft, unit: Unit, context: Context) -> None:
    """The sentence before, where the one that answers goes on from it ("It made …") and takes its date from there."""
    before = context.lexicon.units[unit.policy.path][unit.index - 1] if unit.index else unit
    if re.match(r"(?:it|they|this|that|these)\b", unit.text, re.I) and not periods_in(unit) and periods_in(before) and before.sentence.paragraph == unit.sentence.paragraph:
        draft.say(before.text, draft.mark(before.policy, before))


def _say_neighbour(draft: Draft, asked: Asked, unit: Unit, context: Context) -> None:
    """What was before, where that is asked too and the next sentence tells it."""
    units = context.lexicon.units[unit.policy.path]
    if _BEFORE.search(asked.full) and unit.index + 1 < len(units):
        after = units[unit.index + 1]
        if after.words and re.match(r"(?:before|until|up to|previously|formerly|earlier)\b", after.text, re.I):
            draft.say(after.text, draft.mark(after.policy, after))


def _joined(asked: Asked, answers: list[Answer]) -> Answer:
    """The answers to the parts of a question, as one; what two parts share is said once."""
    draft = Draft("when", confidence=min(a.confidence for a in answers))
    for answer in answers:
        for line, quote in zip(answer.text.splitlines()[-len(answer.quotes) :], answer.quotes, strict=False):
            plain = re.sub(r"\s*\[\d+\]", "", line)
            if not any(said.startswith(plain) for said in draft.lines):
                draft.say(plain, draft.mark(quote.policy, (quote.start, quote.end)))
    return draft.done(asked.question)


def _stage_when(asked: Asked, context: Context) -> Answer | None:
    """When a policy was approved, completed or discontinued, from its stage lines."""
    low = asked.core.lower()
    names = [n for n in ("approved", "completed", "discontinued", "design", "implementation", "pilot", "legislative") if n[:6] in low or (n == "implementation" and "implement" in low)]
    if re.search(r"\b(?:end(?:ed|s)?|over|stopp?(?:ed)?|finish(?:ed)?|come to an end|closed?)\b", low):
        names += ["completed", "discontinued"]
    if not names:
        return None
    draft = Draft("history", confidence=0.8)
    for policy in targets(asked, context):
        found = [s for s in policy.stages if any(n[:6] in s.name.lower() for n in names)]
        if found and not unknown_names(asked, policy, context):
            draft.say(f"{found[0].year}: {found[0].name} — {name_of(policy)}", draft.mark(policy, found[0]))
    return draft.done(asked.question) if draft.quotes else None
