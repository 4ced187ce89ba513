"""Figures: every stated quantity of a text with what it counts, its unit, hedge, period, place, and the words that prove it."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.model import Figure, Period, Policy, Sentence
from corpus.numbers import Number, find_numbers
from corpus.periods import FOUND, find_periods, is_aside
from corpus.planning import PLANNED, THAN_WISHED, WISHED
from corpus.tables import cell_words, cells
from corpus.words import function_words

_QUALIFIER = re.compile(
    r"(?:\b(more than|over|at least|a minimum of|minimum of|about|around|approximately|approx\.|approx|roughly|some|nearly|almost|close to|up to|"
    r"at most|a maximum of|no more than|not more than|fewer than|less than|under|below|above|only|just|exactly|just over|just under|well over|"
    r"as many as|around the|an estimated|estimated|planned|further|another|additional|a total of|every|each)\s+(?:the\s+)?(?:of\s+)?)+$",
    re.I,
)
#: Words of a plan that tell what really was: "fewer than expected", "no more than 40 could be trained".
_AS_IT_WAS = re.compile(rf"\b(?:more|fewer|less|higher|lower|larger|smaller|earlier|later|sooner|faster|slower|better|worse) {THAN_WISHED}\b|\b(?:no|not) more than\b.*\bcould be\b|\bonly\b.*\bcould be\b|\bas (?:{WISHED})\b", re.I)
#: What stands right behind the number before, and belongs to it ("out of 900 planned, only 600 were built").
_OF_BEFORE = re.compile(rf"^\s*(?:\w+ )?(?:had been |were |was )?(?:{WISHED})\s*,", re.I)
_OFFERED = re.compile(
    r"\b(?:receives?|get|gets|pays?|paid per|is entitled|are entitled|may claim|can claim|eligible for|must|is reserved|are reserved|takes|lasts?)\b", re.I
)
_AGE = re.compile(r"\b(?:aged?|age of|younger than|older than|aged (?:from )?\d+ (?:to|and)|aged between \d+ and|persons over|people over|those over|under|over|turned|reach(?:ed)?)\s+$", re.I)
_CHANGE = re.compile(r"\b(?:by|by\s+(?:about|around|nearly|almost|some|more than|over))\s+$", re.I)
_MORE_THAN_BEFORE = re.compile(r"^\s*(?:more|fewer|less|higher|lower)\s+(?:[\w-]+\s+){0,3}?than\b", re.I)
_STOP = re.compile(r"[.;:!?(),]|\s[-–—]\s")
_VERBISH = frozenset(
    "is are was were be been being has have had will would can could may must should did do does took takes take taking received receive receives"
    " went go came come started start began begin opened open joined applied apply paid pay pays got get gets cost costs made make"
    " rose fell grew decreased increased followed follow involved participated trained completed signed approved selected"
    " spent obtained obtain attract attracts called decides visited rise numbered reach reached brought bring brings stood stand came sent send lasted last stopped" " exist exists lead leads helped taught agreed worth available usually almost who that which whose where when while as if because since until more less fewer than took".split()
)
_SUBJECT = re.compile(
    r"\b(?:the\s+)?(?:total\s+|overall\s+|annual\s+)?(?:number|share|proportion|percentage|amount|rate|average|total|that(?=\s+of\b))\s+(?:of\s+)?(?:the\s+)?((?:[^\W\d]|[' -]){3,60}?)(?=\s+(?:"
    r"is|are|was|were|has|have|had|rose|fell|grew|reached|stood|increased|decreased|declined|dropped|remained|amounted|came|climbed|doubled|tripled|went|to|in|by|from|at|per|nearly|almost|that|who)\b|,|\s*\(|$)",
    re.I,
)


def find_figures(policy: Policy, periods: dict[int, list[FOUND]]) -> tuple[Figure, ...]:
    """The figures of a policy's sentences; ``periods`` holds the periods that each sentence names, by its index."""
    figures: list[Figure] = []
    place = policy.country
    section = -1
    spoken, spoken_at = "", None
    for i, sentence in enumerate(policy.sentences):
        if sentence.boilerplate or policy.sections[sentence.section].kind in {"citation", "note", "bodies", "priorities", "further_reading"}:
            continue
        if policy.sections[sentence.section].kind == "target_groups":
            continue
        if sentence.section != section:
            section, spoken, spoken_at = sentence.section, "", None
        spans = [(s, e) for s, e, _ in periods[i]]
        numbers = find_numbers(policy.text, sentence.start, sentence.end, spans)
        for n, number in enumerate(numbers):
            after = numbers[n + 1].start if n + 1 < len(numbers) else sentence.end
            figure = _figure(policy, i, sentence, number, after, periods[i], place, numbers[:n])
            before = policy.text[sentence.start : figure.start]
            if not figure.unit and not _noun(policy, figure) and (not figure.counted or _LEANS.search(before) or _in_turn(policy, figure, figures)):
                turn = _in_turn(policy, figure, figures)
                clause = "" if turn else _antecedent(policy, sentence, figure, figures)
                figure = replace(figure, population=figure.population or turn or clause or spoken, antecedent=None if turn or clause else spoken_at)
            figures.append(figure)
            if not figure.unit and n == 0 and policy.text[figure.start - 1] != "(":
                if _noun(policy, figure):
                    spoken, spoken_at = figure.counted, i
                elif figure.counted and not _LEANS.search(policy.text[sentence.start : figure.start]):
                    spoken, spoken_at = f"{figure.counted} {figure.population}".strip(), i
    return tuple(figures)


def _noun(policy: Policy, figure: Figure) -> bool:
    """Whether the number has a noun of its own behind it, or stands in brackets behind its label."""
    return bool(figure.counted) and (figure.counted in policy.text[figure.end : figure.end + 80] or policy.text[figure.start - 1] == "(")


#: A verb right behind a number: its noun is that of the number before ("62 firms applied and 40 were selected").
_ACTS = re.compile(r"\s+(?:were|was|had|have|has|did|could|are|is|\w{3,}ed|got|won|left|went|took|began|found|gave)\b", re.I)
#: A number that another is held against ("1 080 began, fewer than the 1 500 planned").
_SET_AGAINST = re.compile(r"\b(?:than|instead of|against|out of|where|whereas|although|though|while|of)\s+(?:the |about |some |at least |up to )*$", re.I)
_WISHED_BEHIND = re.compile(rf"\s+(?:(?:had been|was|were|are|is)\s+)?(?:originally |at first |initially )?(?:{WISHED})\b", re.I)
#: A subject that stands for what an earlier sentence counted.
_LEANS = re.compile(r"\b(?:the (?:number|figure|total|count|amount|same)\b(?! of\b)|it\b|they\b|this\b)[^,;]*$", re.I)


def _antecedent(policy: Policy, sentence: Sentence, figure: Figure, earlier: list[Figure]) -> str:
    """The noun of an earlier clause of the same sentence that a number without a noun speaks of ("standards; 13 had been published")."""
    before = policy.text[sentence.start : figure.start]
    same = [f for f in earlier if f.sentence == figure.sentence and not f.unit and f.counted]
    behind = policy.text[figure.end : sentence.end]
    if same and ((re.search(r"(?:,|\band\b|\bbut\b|, of (?:whom|which))\s+(?:only |just |about |nearly |almost )?$", before) and _ACTS.match(behind)) or (_SET_AGAINST.search(before) and _WISHED_BEHIND.match(behind))):
        return f"{same[-1].counted} {same[-1].population}".strip()
    clause, mark, _ = before.rpartition(";")
    if not mark:
        return ""
    counted = [f for f in earlier if f.sentence == figure.sentence and f.start < sentence.start + len(clause) and not f.unit]
    if counted:
        return f"{counted[0].counted} {counted[0].population}".strip()
    words = [w for w in re.findall(r"[\w'-]+", clause) if w.lower() not in function_words() and w.lower() not in _VERBISH and not w[:1].isdigit()]
    return " ".join(words[-3:])


def _in_turn(policy: Policy, figure: Figure, earlier: list[Figure]) -> str:
    """In a series ("in 2017 12 courses for 340 trainers, in 2018 15 for 410") what the number at the same place before counted."""
    if figure.period is None:
        return ""
    same = [f for f in earlier if f.sentence == figure.sentence and not f.unit]
    own = [f for f in same if f.period == figure.period]
    groups: list[list[Figure]] = []
    for one in same:
        if one.period == figure.period:
            continue
        if not groups or groups[-1][0].period != one.period:
            groups.append([])
        groups[-1].append(one)
    if groups and len(groups[0]) > len(own):
        return groups[0][len(own)].counted
    return ""


def _figure(policy: Policy, index: int, sentence: Sentence, number: Number, after: int, periods: list[FOUND], place: str, earlier: list[Number]) -> Figure:
    text = policy.text
    before = text[sentence.start : number.start]
    column = _column(policy, sentence, number)
    counted, population = (column, "") if column else _counted(text, sentence, number)
    if not counted and sentence.lead is None and index and not sentence.item:
        counted = _left(before)
    elif counted and not number.unit and not population and (subject := _RISEN.search(before)):
        population = subject.group(1).strip()
    hedge = _QUALIFIER.search(before)
    floor = max([_clause_start(text, sentence.start, number.start), *(n.end for n in earlier)])
    behind = re.split(r"[,;:(]", text[number.end : after])[0]
    if after < sentence.end and "," not in text[number.end : after]:
        behind = " ".join(behind.split()[:-2])  # the words right before the next number belong to that one
    clause = f"{text[floor : number.start]} {behind}"
    unit = number.unit
    if not unit and number.value < 100 and _AGE.search(before) and not re.match(r"\s+[a-z]+s\b", text[number.end : number.end + 20]):
        unit, counted = "years", "age"
    role = "reached"
    if _CHANGE.search(before) or _MORE_THAN_BEFORE.match(text[number.end : number.end + 60]):
        role = "change"
    elif PLANNED.search(_AS_IT_WAS.sub(" ", _OF_BEFORE.sub(" ", clause))) or (policy.sections[sentence.section].kind == "objectives"):
        role = "planned"
    elif unit and unit != "%" and _OFFERED.search(clause):
        role = "offered"
    return Figure(
        value=number.value, unit=unit, counted=counted, measure=_measure(before, counted, unit), population=population,
        qualifier=hedge.group(0).strip().lower() if hedge else "", role=role, period=_of_column(column) or _period(text, sentence, number, after, periods),
        place=place, start=number.start, end=number.end, sentence=index, low=number.low,
    )  # fmt: skip


def _column(policy: Policy, sentence: Sentence, number: Number) -> str:
    """The name of the column that a number of a table row stands in, from the row that names the columns."""
    if sentence.lead is None:
        return ""
    spans = cells(policy.text, sentence.start, sentence.end)
    if len(spans) < 2:
        return ""
    names = cell_words(policy.words(policy.sentences[sentence.lead]))
    at = sum(end <= number.start for _, end in spans) - len(spans) + len(names)  # the first column may have no name
    return names[at] if 0 <= at < len(names) else ""


def _of_column(column: str) -> Period | None:
    """The period that the name of a column tells ("Limit in 2021 to 2022")."""
    found = find_periods(column) if column else []
    return found[-1][2] if found else None


def _clause_start(text: str, floor: int, at: int) -> int:
    cut = max(text.rfind(mark, floor, at) for mark in (";", ": ", ", while ", ", but ", ", and "))
    return max(floor, cut + 1)


def _counted(text: str, sentence: Sentence, number: Number) -> tuple[str, str]:
    """What the number counts, from the words around it, and the population that it is a part of."""
    right = text[number.end : sentence.end]
    if text[number.start - 1 : number.start] == "(" and right.startswith(")"):
        stretch = text[sentence.start : number.start - 1]
        label = re.split(r"[,:;()]|\band\b", stretch)[-1].strip()
        if any(w.lower() in _VERBISH or (w.endswith("ed") and len(w) > 4) for w in label.split()):
            subject = list(_SUBJECT.finditer(stretch))
            label = subject[-1].group(1).strip() if subject else label
        return label, ""
    population = ""
    ranged = re.match(r"\s+to\s+(?:[A-Z]{3}\s)?[\d][\d\s.,]*(?:\s?%)?", right)
    if ranged:
        right = right[ranged.end() - 1 :]
    part = re.match(r"\s+(?:out\s+)?of\s+(?:the\s+|all\s+|these\s+|its\s+)?(?:approx\.\s+|about\s+)?(?:[\d .,]*\d\s+)?", right)
    if part:
        population = _phrase(right[part.end() :])
        return population, population
    return _phrase(right), population


_WISH = frozenset("planned expected foreseen hoped intended envisaged anticipated projected targeted".split())
_PARTITIVE = frozenset("cases kinds types forms pairs groups sets hours places cohorts rounds".split())


def _phrase(right: str) -> str:
    """The noun phrase that a stretch opens with: words up to a stop, a preposition or a verb, five at most."""
    right = right.lstrip(" -")
    cut = _STOP.search(right)
    taken: list[str] = []
    for word in (right[: cut.start()] if cut else right).split():
        low = word.lower().strip("'’\"“”")
        if low == "of" and taken and taken[-1].lower() in _PARTITIVE:
            taken.append(word)
            continue
        if low in _VERBISH or low == "of" or (low in function_words() and low not in {"more", "other"}) or low[:1].isdigit():
            break
        if low in _WISH:
            break
        if taken and low.endswith("ed") and len(low) > 4 and low not in {"unemployed", "employed", "disabled", "skilled"}:
            break
        taken.append(word)
        if len(taken) == 5:
            break
    return " ".join(taken)


#: Somebody who expected a number of what was said before: "the ministry had counted on 900".
_WISHED = re.compile(rf"\b(?:{WISHED}|foresaw)\s+(?:about |around |some |up to |at least )?$", re.I)
#: "The number of members grew, thanks to a campaign, to 1 200 people": what rose is counted, whatever stands behind the number.
_RISEN = re.compile(r"\b(?:the )?number of (?:the )?((?:[a-z][\w'’-]* ?){1,4}?)\s*(?:had |has |have )?(?:rose|risen|grew|grown|fell|fallen|climbed|increased|decreased|dropped|declined|went (?:up|down)|came (?:up|down)|shrank|doubled|tripled)\b[^;:.]*\bto\s+(?:about |around |nearly |almost |only |just |over )?$", re.I)
#: A stretch that only tells when.
_TIME = re.compile(r"\b(?:by|at|until|since|from|during|before|after|towards|in) (?:the )?(?:(?:very )?(?:end|beginning|start|middle|course) of )?(?:the |that |this )?(?:same |following |next |previous )?(?:school |calendar )?years?\b", re.I)
#: A pronoun, or nothing at all, that rose or fell: what is counted was said before.
_MOVED = re.compile(r"\s*(?:it|they|this|these)?\s*(?:had |has |have )?(?:\w+ed|fell|fallen|rose|risen|grew|grown|shrank|sank|went (?:up|down|back)|came (?:up|down|back)|come (?:up|down|back)|climbed)\s+(?:back\s+)?(?:to|from)\s*(?:about|around|only|just|nearly|almost)?\s*$", re.I)


def _left(before: str) -> str:
    """The subject that a number without a noun of its own speaks of: "the number of participating students decreased to 106"."""
    matches = [m for m in _SUBJECT.finditer(before) if not _MOVED.match(f"{m.group(1)} to ")]
    if matches:
        return matches[-1].group(1).strip()
    clause = re.split(r"[;:,]|(?<=\d)\s+(?:and|but|while)\s+(?=[a-z])", before)[-1]
    clause = _TIME.sub(" ", re.sub(r"^.*\b(?:the number|the figure|the total|the share)\b", "", clause, flags=re.I))
    who = re.match(r"\s*(?:the |its |an? )?([\w' -]{3,40}?) (?:who|that|which) ", clause, re.I)
    if who and who.group(1).split()[-1].lower() not in function_words():
        return who.group(1).strip()
    if _MOVED.match(clause) or _WISHED.search(clause):
        return ""
    words = [w for w in clause.split() if w.lower() not in function_words() and w.lower() not in _VERBISH]
    return "" if any(c.isdigit() for w in words[:4] for c in w) else " ".join(words[:4])


def _measure(before: str, counted: str, unit: str) -> str:
    """A short name for what is measured, for a ledger."""
    subject = list(_SUBJECT.finditer(before))
    if unit == "%":
        return f"share of {counted}" if counted else "share"
    if unit in {"years", "months", "weeks", "days", "hours", "minutes"}:
        return "average age" if re.search(r"\bage\b", before, re.I) else "duration"
    if unit:
        return f"amount {'for ' + counted if counted else ''}".strip()
    if subject and not counted:
        return f"number of {subject[-1].group(1).strip()}"
    return f"number of {counted}" if counted else "number"


def _period(text: str, sentence: Sentence, number: Number, after: int, periods: list[FOUND]) -> Period | None:
    """The period of one number: one that follows it directly, else the last one named before it, else the sentence's own."""
    for s, _, period in periods:
        between = text[number.end : s]
        if number.end <= s < after and not re.search(r"[,;:]|\band\b", between) and len(between.split()) <= 8:
            aside = is_aside(text, sentence.start, s)
            if aside and len(between.split()) > 3:
                continue
            if re.search(r"\b(?:in|for|during|at|by|of|until|since|from|end)\b[\w\s]*$", between):
                if len(periods) > 1 or period.relation == "in" or sentence.period is None or len(between.split()) <= 2:
                    return period
    earlier = [p for s, _, p in periods if s < number.start and not is_aside(text, sentence.start, s)]
    if earlier:
        return earlier[-1]
    own = sentence.period
    if own is not None and not sentence.inherited and own.relation in {"since", "until", "after"}:
        return None  # what holds since a later date is another number than this one
    if own is None and _PART_OF.match(text, sentence.start, number.start):
        return next((p for s, _, p in periods if s < number.start), None)
    return own


#: A sentence that takes apart what was counted at a time ("Of the 900 members of 2021, 410 were women").
_PART_OF = re.compile(r"(?:Of|Among) (?:the|these|those)\b[^,;]*,")
