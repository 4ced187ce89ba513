"""What kind of figure a question asks for: its unit, its scale, the limit that goes with it, a result, a plan or a change."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.asked import Asked
from assistant.evidence import COVERED
from assistant.lexicon import Unit
from corpus.model import Figure, Period, Policy
from corpus.numbers import numbers_in, value_of
from corpus.planning import ONLY_PLAN, asks_for_plan
from corpus.tables import cell_words
from corpus.words import content_words, likeness

TIME_UNITS = frozenset({"years", "months", "weeks", "days", "hours", "minutes"})


def unit_fit(quantity: str, figure: Figure, policy: Policy, unit: Unit) -> float:
    """Whether a figure is of the kind that is asked for."""
    if quantity == "share":
        return 1.0 if figure.unit == "%" else 0.0
    if quantity == "money":
        return 1.0 if figure.unit and figure.unit != "%" and figure.unit not in TIME_UNITS else 0.25 if figure.unit == "%" or re.search(r"times", figure.counted) else 0.0
    if quantity == "age":
        return 1.0 if figure.unit == "years" and re.search(r"\bage|\bold\b", unit.text, re.I) else 0.0
    if quantity == "duration":
        if not is_time(figure):
            return 0.0
        behind = policy.text[figure.end : figure.end + 24]
        of_it = re.search(r"\bof\s+$", policy.text[max(0, figure.start - 4) : figure.start])
        if of_it and re.match(r"\s+(?:before|after)\b", behind):
            return 1.0  # "a course of 12 hours before the start"
        return 0.3 if re.match(r"\s+(?:later|after|before|ago|earlier|old|of age)\b", behind) or re.search(r"\bage\b|\bold\b", figure.counted) else 1.0
    if quantity == "count":
        return 1.0 if figure.unit == "" else 0.0
    return 0.9


_WORKING_DAYS = re.compile(r"(?:working|calendar|business|school|teaching|full|whole) (?:days|weeks|months|hours)\b", re.I)
#: For how long something is paid or had, in a question and in a text.
_HOW_LONG = re.compile(r"\b(?:how long|how many (?:years|months|weeks|days)|number of (?:years|months|weeks|days))\b[^?]*\b(?:get|gets|receives?|draw|drawn|claim|paid|pay|pays|have|(?P<last>lasts?))\b(?! (?:to|for the (?:decision|money|answer)|until|before)\b)", re.I)
_DRAWN = re.compile(r"\b(?:paid|pays?|payments?|payable|made|gets?|receives?|received|draw|drawn|claim|claimed|granted|awarded|supported|funded|entitled)\b", re.I)
#: How soon somebody decides or pays, in a question and in a text.
_HOW_FAST = re.compile(r"\bhow (?:fast|quickly|soon)\b", re.I)
_DECIDED = re.compile(r"\b(?:deci\w+|answer\w*|repl\w+|hear|process\w*|notif\w+|tell|inform\w*|paid|pays?)\b", re.I)
_AT_A_TIME = re.compile(r"\s*(?:a|per|each|every) (?:day|week|month|year)\b|\s*(?:before|after|of (?:the|your)|later|earlier|to (?:decide|appeal|ask|change))\b", re.I)


def is_time(figure: Figure) -> bool:
    """Whether a figure is a length of time, in working days too."""
    return figure.unit in TIME_UNITS or (figure.unit == "" and bool(_WORKING_DAYS.match(figure.counted)))


def drawing_fit(core: str, policy: Policy, figure: Figure) -> float:
    """Where it is asked how long something can be had, or how soon it is decided, whether a length of time tells that: no hours a week, no deadline."""
    sentence = policy.sentences[figure.sentence]
    if not is_time(figure):
        return 1.0
    if _HOW_FAST.search(core):
        return 1.0 if _DECIDED.search(policy.words(sentence)) else 0.4
    asked = _HOW_LONG.search(core)
    if not asked or asked["last"]:
        return 1.0
    before, behind = policy.text[sentence.start : figure.start], policy.text[figure.end : sentence.end]
    if _AT_A_TIME.match(behind) or re.search(r"\b(?:at least|within|aged?)\s+$", before, re.I):
        return 0.4
    return 1.0 if _DRAWN.search(f"{before} {behind}") else 0.6


def drawn_for(core: str, policy: Policy, figure: Figure) -> bool:
    """Whether it is asked how long something can be had, and a figure tells just that ("paid for a maximum of 20 weeks")."""
    asked = _HOW_LONG.search(core)
    sentence = policy.sentences[figure.sentence]
    told = re.search(r"\b(?:for|up to|at most|maximum of|longer than|more than)\s+$", policy.text[sentence.start : figure.start], re.I)
    return bool(asked and not asked["last"] and told and is_time(figure)) and drawing_fit(core, policy, figure) == 1.0


_FORETOLD = re.compile(r"(?:and |but |so )*(?:what|how (?:much|many|high|large|long)|which)\b[^?]*?\b(?:will|would|shall)\b", re.I)


def foretold(core: str, periods: Sequence[Period], stated: Period | None) -> bool:
    """Whether it is asked what will be in a year, and something is told that holds since an earlier one."""
    if stated is None or stated.relation != "since" or not periods or not _FORETOLD.match(core):
        return False
    return all(p.start.year > stated.start.year for p in periods)


_SPENT = re.compile(r"\b(?:spen[dt]|spending|expenditure|paid out)\b", re.I)
_PER_TIME = re.compile(r"\b(?:per|an?|each|every|for each|for every)\s+(?:working |school |calendar )?(hour|day|week|month|year)\b", re.I)
_MOST = re.compile(r"\b(?:up to|at most|maximum|the most|ceiling|limit|can|may|could)\b", re.I)


#: What a scheme as a whole cost, and not one of something.
_COST_OF_ALL = re.compile(r"\b(?:what|how much) (?:did|has|have|had) (?!an? |one |each |every )[^?]+ cost\b[^?]*\bin (?:19|20)\d\d", re.I)


def scale_fit(core: str, shown: str, behind: str, ceiling: bool = False) -> float:
    """Whether a total is asked and a rate per head stated, or the other way round."""
    total = re.search(r"\b(?:spen[dt]|spending|budget|total|overall|altogether|invest\w*|expenditure|paid out|in all|set aside|reserved|earmarked|allocated)\b", core, re.I)
    each = re.search(r"\b(?:per|each|every|a (?:month|day|year|week)|an hour|for one|for a|to a)\b", core, re.I)
    per_head = re.match(r"\s+(?:per|for each|for every|each|a (?:month|day|week|head)|an hour)\b", behind, re.I)
    large = re.search(r"million|billion|\d[  ,.]\d{3}[  ,.]\d{3}", shown)
    if (total or _COST_OF_ALL.search(core)) and per_head and not each:
        return 0.3
    asked_time, stated_time = _PER_TIME.search(core), _PER_TIME.match(behind.strip())
    if asked_time and stated_time and asked_time.group(1).lower() != stated_time.group(1).lower():
        return 0.4  # so much an hour is not so much a month
    if _SPENT.search(core) and ceiling and not _MOST.search(core):
        return 0.4  # the most that one may get is not what was spent
    return 0.6 if each and not total and large else 1.0


def threshold_fit(asked: Asked, policy: Policy, figure: Figure) -> float:
    """Whether a number in the question ("350 learners") meets the limit that goes with this figure ("EUR 9 000 for providers with more than 200 learners")."""
    if asked.quantity not in {"money", "share", "any"}:
        return 1.0
    given = [n for n in numbers_in(asked.full) if not n.unit]
    if not given:
        return 1.0
    clause = re.match(r"[^;.]*", policy.text[figure.end : figure.end + 120])
    stretch = clause.group() if clause else ""
    limit = re.search(r"\b(up to|at most|no more than|fewer than|less than|under|below|more than|over|above|at least|from)\s+(\d[\d  ,.]*\d|\d)(?:\s+(?:to|and)\s+(\d[\d  ,.]*\d|\d))?", stretch, re.I)
    if not limit:
        return 1.0
    value = value_of(limit.group(2))
    if value is None:
        return 1.0
    word = limit.group(1).lower()
    upper = value_of(limit.group(3)) if limit.group(3) else None
    said = re.compile(rf"\b{word}\s+{re.escape(limit.group(2))}", re.I).search(asked.full)
    for number in given:
        if said:
            inside = True  # the limit itself is asked about ("the share with fewer than 50 staff")
        elif upper is not None:
            inside = value <= number.value <= upper
        elif word in {"up to", "at most", "no more than"}:
            inside = number.value <= value
        elif word in {"fewer than", "less than", "under", "below"}:
            inside = number.value < value
        elif word in {"more than", "over", "above"}:
            inside = number.value > value
        else:
            inside = number.value >= value
        return 1.0 if inside else 0.3
    return 1.0


def row_fit(asked: Asked, row: str) -> float:
    """Whether a row of a table is that of the number in the question ("two children" and "2 children | 90")."""
    label, *others = cell_words(row)
    if not others and (told := _LABELLED.match(row)):
        label, others = _EXACT.sub(r"1 \1", told[1]), [row]
    stated = [n for n in numbers_in(label) if not n.unit] if others else []
    text = asked.full if any(True for _ in numbers_in(asked.core)) and not asked.periods else asked.question.text
    given = [n for n in numbers_in(_EXACT.sub(lambda m: "1 " + m.group(1), text)) if not n.unit] if stated else []
    given = [n for n in given if n.value < 1000]
    if not stated or not given:
        return 1.0
    open_end = re.search(r"\bor more\b|\band (?:over|more|above)\b|\+", label)
    return 1.0 if any(n.value == stated[0].value or (open_end and n.value >= stated[0].value) for n in given) else 0.45


#: A line with a label before its number ("care for one person: 20 euros").
_LABELLED = re.compile(r"([^:;.]{3,80}): (?:[A-Z]{3} ?|[€£$])?\d")
_EXACT = re.compile(r"\bone (\w+)", re.I)


def unit_asked(core: str) -> str:
    found = re.search(r"\bhow many (?:[\w-]+ )?(years|months|weeks|days|hours|minutes)\b", core, re.I)
    return found.group(1).lower() if found else ""


_TOTAL_ASKED = re.compile(r"\b(?:in the end|in all|in total|altogether|overall|all in all)\b", re.I)
_TOTAL_TOLD = re.compile(r"\b(?:in all|in total|altogether|overall|all in all|in the end|a total of|by the end|over the whole|reached)\b", re.I)
_SUBSET = re.compile(r"\b(?:largest|biggest|smallest|second[- ]largest) (?:single )?(?:group|part|share|number)\b[^.;:]{0,12},\s*(?:\w+\s+)?$|\b(?:of (?:which|whom|these|them|those)|among (?:them|whom|these)),?\s*(?:\w+\s+){0,2}$", re.I)
#: Of whom a number tells that they did not do something; and questions that ask for them.
_DENIED = re.compile(r"[^,.;:]{0,40}?\b(?:(?:did|do|does|had|have|has|were|was|are|is|could|would) (?:not|never)|cannot|without)\b", re.I)
_DENYING = re.compile(r"\b(?:not|never|without|no|none|cannot|lack\w*|un\w+|miss\w*|fail\w*|refus\w*|left|few\w*)\b", re.I)


_BEFORE_CHANGE = re.compile(r"\b(?:before|prior to|until) (?:the (?:increase|rise|change|cut|reduction|reform|amendment|decrease)\b|(?:it|they|this|that) (?:was|were|had been) (?:rais|increas|lower|cut|reduc|shorten|extend|lengthen|chang|doubl|halv)\w*)")
#: A question for what is allowed or required.
_ALLOWED = re.compile(r"\bhow (?:many|much|long|old|large|big|high|low|often)\b[^?]{0,40}\b(?:may|can|must|should|need|needs|have to|has to|is allowed|are allowed)\b|\b(?:at most|at the most|at least|at the very (?:most|least)|maximum|minimum)\b")
#: A size that firms are sorted by.
_SIZE = re.compile(r"\b(?:had|has|have|having|with|of|employ\w*)\s+(?:fewer|less|more) than\s+$", re.I)
_SIZED = re.compile(r"(?:fewer|less|more) than", re.I)
_SIZE_ASKED = re.compile(r"\b(?:size|small\w*|large\w*|big\w*|limit\w*|at most|at least|maximum|minimum|threshold|fewer than|less than|more than)\b")
#: "58% of those of technical schools" is no part: "those" only stands for the noun.
_OF_THESE = re.compile(r"\s+of (?:(?:them|which|whom)\b|(?:these|those)\b(?! (?:with|without|who|whose|that|of|in|from|at|aged|under|over)\b))", re.I)


#: That a number is what is allowed or required.
_RULES = re.compile(r"\b(?:may|can|must|cannot|have to|has to|needs?|is allowed|are allowed|at most|at least|no more than|no fewer than|not more than|up to|maximum|minimum|limited to)\b", re.I)


def states_rule(asked: Asked, policy: Policy, figure: Figure) -> bool:
    """Whether a question asks what is allowed or required, in no period of its own, and the clause of a figure without a period tells it."""
    if asked.periods or figure.period is not None or not _ALLOWED.search(asked.core.lower()):
        return False
    sentence = policy.sentences[figure.sentence]
    before = re.split(r"[;:]", policy.text[sentence.start : figure.start])[-1]
    return bool(_RULES.search(before) or re.match(r"(?:\s+[\w-]+){0,3}? at (?:the )?(?:most|least)\b", policy.text[figure.end : sentence.end], re.I))


def _picks_out(asked: Asked, policy: Policy, figure: Figure) -> bool:
    """Whether the words right behind a number that is a part of another are asked for."""
    behind = re.match(r"[^,;.:()]{0,60}", policy.text[figure.end : figure.end + 60])
    told = content_words(behind.group()) if behind else []
    return any(likeness(t.word, w) >= COVERED for t in asked.terms if not t.head for w in told)


#: That the time of a plan is over, so that what became of it is asked for.
_OVER = re.compile(r"\bnow that\b|\bonce (?:the|it|they|all) [^?]{2,30}\b(?:had|was|were|over|begun|ended)\b|\b(?:year|deadline|period|term) (?:is|was) over\b", re.I)


@lru_cache(256)
def wish_of(core: str) -> tuple[bool, bool, bool, bool]:
    """Whether a question, in lower case, speaks of a plan, a change, what really was, and the past."""
    plan = asks_for_plan(core)
    change = bool(re.search(r"\bby (?:how much|what|how many)\b|\bgrow(?:th)? (?:rate|by)\b|\b(?:rise|fall|drop|increase|decrease|grow|change)\b.{0,20}\bby\b|\bpercentage (?:rise|fall|increase|change)|\bhow much (?:more|less|fewer)\b", core))
    actual = bool(re.search(r"\bactual\w*|\breal(?:ly|ity)?\b|\bin fact\b|\bturned out\b|\bin the end\b|\breached\b|\bachieved\b|\bhad (?:completed|been|received|obtained)\b|\beffectively\b", core)) and not plan
    if _OVER.search(core):
        plan, actual = False, True
    past = bool(re.search(r"\b(?:did|were|was|had|took|came|went|has been|have been)\b|\bhow many (?:[\w'’-]+ ){1,6}(?:held|won|got|\w{3,}ed)\b", core))
    return plan, change, actual, past


def role_fit(asked: Asked, policy: Policy, figure: Figure) -> float:
    """Whether a result, a plan or a change is wanted, against what the figure is; the start of "from … to …" only where it is asked."""
    sentence_before = policy.text[max(0, figure.start - 40) : figure.start]
    behind = policy.text[figure.end : min(figure.end + 60, policy.sentences[figure.sentence].end)]
    core = asked.full.lower()
    plan, change, actual, past = wish_of(core)
    if figure.role == "change":
        return 1.0 if change else 0.55
    if change and figure.role != "change":
        return 0.7
    if re.search(r"\bfrom\s+(?:about\s+|around\s+)?$", sentence_before) and re.match(r"\s+(?:\w+\s+){0,6}to\s", behind) and not re.search(r"\b(?:from|before|start|initial|earlier|previous)", core):
        return 0.8
    if _BEFORE_CHANGE.search(core) and figure.period is not None and any(p.start == figure.period.start for p in asked.periods):
        return 0.3  # what holds since a change is not what held before it
    if _ALLOWED.search(core) and not asked.periods and figure.period is not None and figure.role == "reached":
        return 0.8  # what was done once is no rule
    if figure.unit == "" and _SIZE.search(sentence_before) and _SIZED.match(figure.qualifier) and not _SIZE_ASKED.search(core):
        return 0.4  # "46% of the firms had fewer than 50 workers" counts no workers
    part = 0.93 if re.search(r"further|another|additional|at least", figure.qualifier) and not re.search(r"further|another|additional|least|minimum", core) else 1.0
    if part < 1.0 and figure.role in {"planned", "reached"} and not asked.periods:
        return part if plan or figure.role == "reached" else 0.75
    if (_SUBSET.search(sentence_before) or _OF_THESE.match(behind)) and not _picks_out(asked, policy, figure):
        return 0.4  # a part of what was counted before
    if _DENIED.match(behind) and not _DENYING.search(core):
        return 0.4
    if figure.role == "planned":
        return 1.0 if plan else 0.35 if actual else 0.45 if past else 0.8
    if plan and not actual and figure.role == "reached":
        return 0.6 if ONLY_PLAN.search(asked.core) else 0.85
    if _TOTAL_ASKED.search(asked.core) and not _TOTAL_TOLD.search(policy.words(policy.sentences[figure.sentence])):
        return 0.9
    return 1.0
