"""Answers out of a table: the cell whose row and column the words, numbers and periods of a question tell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.abstain import abstain
from assistant.asked import Asked
from assistant.context import Context
from assistant.draft import Draft, name_of
from assistant.evidence import COVERED, period_fit, weighed
from assistant.fits import foretold
from assistant.intervals import PERSON, interval_of
from assistant.kinds import quantity_of
from assistant.labels import Labels, Picked, pick, texts_of
from assistant.lexicon import Lexicon, Unit
from assistant.model import Answer
from assistant.structure import targets, unknown_names
from assistant.tables import Table, tables_of
from corpus.model import Policy
from corpus.numbers import numbers_in, value_of
from corpus.periods import find_periods
from corpus.tables import cells
from corpus.vocabulary import table as vocabulary
from corpus.words import content_words

#: How much of the label of a row, by weight, a question must have.
LEAST = 0.5
#: What a name of a column may have less, as the kind of its cells tells too.
LEAST_COLUMN = 0.3
#: The share of a question, by weight, that the table and what stands around it may lack, and how little where it has not the whole label.
MOST_LOST, MOST_LOST_ABROAD, LEAST_LOST = 0.35, 0.5, 0.15
WHOLE = 0.75
#: How well the period over the rows must meet the one asked for.
LEAST_PERIOD = 0.7
_MONEY = re.compile(
    r"\b(?:amount|budget|cost|price|fee|grant|money|pa(?:id|y)|allowance|rate|wage|EUR|USD|GBP)s?\b|[€£$]",
    re.I,
)
_NONE = re.compile(r"^(?:none|nil|no (?:charge|fee|limit)|free|-|–|—)$", re.I)


def looked_up(asked: Asked, context: Context) -> Answer | None:
    """The cell of a table that is asked for, several where they are compared; None where no table tells for certain."""
    if re.match(r"(?:and |but |so )*(?:why|who|whom|where)\b", asked.core, re.I) or asked.question.kind in {
        "list",
        "count",
    }:
        return None
    for policy in targets(asked, context)[:1]:
        if unknown_names(asked, policy, context) and not asked.follow_up:
            continue
        for one in tables_of(policy, context.lexicon):
            found = _answer(asked, one, context)
            if found is not None:
                return found
    return None


def _answer(asked: Asked, one: Table, context: Context) -> Answer | None:
    texts = texts_of(asked)
    several = asked.question.kind == "compare"
    labels = Labels(
        [_plain(asked, label) for label in one.labels] if one.listed else one.labels,
        context.lexicon,
        LEAST,
        context.lexicon.titles[one.policy.path],
        one.names[0],
        [" ".join(cell for cell in row if not _NONE.match(cell)) for _, row in one.rows],
    )
    rows = pick(asked, texts, labels, several)
    columns = _columns(asked, one, texts, several, context.lexicon)
    most = (
        MOST_LOST_ABROAD
        if asked.question.language != "en"
        else MOST_LOST
        if rows.share >= WHOLE
        else LEAST_LOST
    )
    if not (rows.own or columns.own) or _lost(asked, one, rows, columns, context) > most:
        return None
    if rows.none or columns.none:
        wanted = one.labels if rows.none else one.names[1:]
        certain = rows.certain or columns.certain
        return (
            abstain(asked, context, f"the text gives this for {', '.join(wanted)} only", confidence=0.1)
            if certain and (rows.none or rows.numbers)
            else None
        )
    if not rows.numbers or not columns.numbers or not _fits(asked, one, rows, columns):
        return None
    pairs = [(r, c + 1) for r in rows.numbers for c in columns.numbers]
    if len(pairs) > 2 or (several and len(pairs) != 2) or (not several and len(pairs) != 1):
        return None
    draft = Draft("compare" if several else "figure", confidence=0.85)
    values = []
    for r, c in pairs:
        unit, row = one.rows[r]
        markers = [draft.mark(one.policy, u) for u in ((unit,) if one.listed else (unit, one.head))]
        column = f", {one.names[c]}" if one.names[c] else ""
        draft.say(f"{row[c]} — {row[0]}{column}, {name_of(one.policy)}", *markers)
        figure = next(
            (
                f
                for f in one.policy.figures
                if f.sentence == unit.index
                and (_valued(unit, f.start) if one.listed else _within(one.policy, unit, c, f.start))
            ),
            None,
        )
        if figure:
            draft.figure(one.policy, figure, markers[0])
            values.append(figure)
    if len(values) == 2 and values[0].unit == values[1].unit:
        step = values[1].value - values[0].value
        share = (
            f" ({step / values[0].value * 100:+.1f} %)" if values[0].value and values[0].unit != "%" else ""
        )
        draft.say(f"Second compared with the first: {step:+,.10g} {values[0].unit}".strip() + share + ".")
    return draft.done(asked.question)


#: What a label has to say only that its value is of the kind that is asked for.
_KIND_WORDS = {
    "money": re.compile(r"\b(?:fees?|prices?|costs?|amount|charge|rate)\b", re.I),
    "duration": re.compile(r"\b(?:time|length|duration)\b", re.I),
}


def _plain(asked: Asked, label: str) -> str:
    """A label without the words for the kind of its value ("processing time" to "how long …")."""
    pattern = _KIND_WORDS.get(_quantity(asked))
    return (pattern.sub(" ", label).strip() if pattern else "") or label


def _valued(unit: Unit, offset: int) -> bool:
    """Whether an offset lies in the value of a line "label: value"."""
    return offset >= unit.sentence.start + unit.text.index(":")


def _within(policy: Policy, unit: Unit, at: int, offset: int) -> bool:
    begin, end = cells(policy.text, unit.sentence.start, unit.sentence.end)[at]
    return begin <= offset < end


def _columns(asked: Asked, one: Table, texts: Sequence[str], several: bool, lexicon: Lexicon) -> Picked:
    """The columns that are asked for: of those whose cells are of the right kind, the only one, those that the words tell, or the latest."""
    quantity = _quantity(asked)
    every = range(len(one.names) - 1)
    able = [c for c in every if quantity and _is_kind(quantity, one.column(c + 1), one.names[c + 1])] or list(
        every
    )
    if len(able) == 1:
        return Picked((able[0],))
    names = [one.names[c + 1] for c in able]
    labels = Labels(names, lexicon, LEAST_COLUMN, lexicon.titles[one.policy.path])
    found = pick(asked, texts, labels, several)
    if not found.numbers and not found.none and (plain := _shortest(names, texts)) is not None:
        return Picked((able[plain],))
    if found.numbers or found.none:
        return Picked(tuple(able[c] for c in found.numbers), found.none, found.own, found.certain)
    periods = {
        c: stated[-1][2] for c, name in zip(able, names, strict=True) if (stated := find_periods(name))
    }
    return (
        Picked((max(periods, key=lambda c: periods[c].start),))
        if len(periods) == len(able) and not asked.periods
        else Picked()
    )


def _shortest(names: Sequence[str], texts: Sequence[str]) -> int | None:
    """The column whose name the others only add to ("Refund", "Refund with a card"), where nothing of what they add is asked for."""
    stems = [frozenset(w.stem for w in content_words(name)) for name in names]
    least = min(range(len(stems)), key=lambda i: len(stems[i]))
    said = {w.stem for text in texts for w in content_words(text)}
    others = [one for i, one in enumerate(stems) if i != least]
    return (
        least
        if stems[least] and all(stems[least] < one and not (one - stems[least]) & said for one in others)
        else None
    )


def _quantity(asked: Asked) -> str:
    """What kind of quantity is asked for; in other languages a count without anything counted is any."""
    quantity = asked.quantity or quantity_of(asked.full)
    loose = asked.question.language != "en" and not any(t.head for t in asked.terms)
    return "any" if quantity == "count" and loose else quantity  # "wie viel" is "how much" and "how many"


def _is_kind(quantity: str, column: Sequence[str], name: str) -> bool:
    """Whether the cells of a column are of a kind of quantity."""
    units = [n.unit for cell in column for n in numbers_in(cell)]
    currencies = vocabulary("calendar")["currencies"]
    if quantity == "money":
        return any(u in currencies or u.isupper() for u in units) or bool(_MONEY.search(name) and units)
    if quantity == "count":
        return bool(units) and not any(units)
    if quantity == "share":
        return "%" in units or "%" in name
    if quantity == "duration":
        return any(u in {"years", "months", "weeks", "days", "hours"} for u in units)
    return bool(units)


def _fits(asked: Asked, one: Table, rows: Picked, columns: Picked) -> bool:
    """Whether the cell is of the kind asked for, and of the period."""
    values = [one.rows[r][1][c + 1] for r in rows.numbers for c in columns.numbers]
    names = [one.names[c + 1] for c in columns.numbers]
    quantity = _quantity(asked)
    if one.listed and asked.periods and not any(find_periods(one.labels[r]) for r in rows.numbers):
        return False  # what holds now is no value of a year
    if (
        one.listed
        and quantity == "money"
        and not any(n.unit == "%" or n.unit.isupper() for cell in values for n in numbers_in(cell))
    ):
        return False
    if (
        not asked.follow_up
        and asked.periods
        and not any(
            find_periods(label) or ((span := interval_of(label)) and span.unit == "day")
            for label in (*one.labels, *one.names)
        )
        and not all(
            period_fit([p], one.rows[r][0].sentence.period) >= LEAST_PERIOD
            for p in asked.periods
            for r in rows.numbers
        )
    ):
        return False
    if any(foretold(asked.core, asked.periods, one.rows[r][0].sentence.period) for r in rows.numbers):
        return False
    if quantity in {"share", "duration", "age"} and not any(
        _is_kind(quantity, [cell], name) for cell in values for name in names
    ):
        return False
    if quantity == "count" and not any(_is_kind("count", [cell], "") for cell in values):
        return False
    told = bool(quantity) or rows.certain or columns.certain or asked.question.kind in {"when", "compare"}
    return told and any(any(ch.isdigit() for ch in cell) or _NONE.match(cell.strip()) for cell in values)


def _lost(asked: Asked, one: Table, rows: Picked, columns: Picked, context: Context) -> float:
    """The share of the question's words, by weight, that neither the table nor its section has."""
    lexicon, policy = context.lexicon, one.policy
    section = one.head.sentence.section
    around = [u for u in lexicon.units[policy.path] if u.sentence.section == section]
    listed = {u.index for u, _ in one.rows} if one.listed else set()
    held = {
        key
        for u in around
        if u.sentence.lead != one.head.index and u.index not in listed
        for key in u.positions
    }
    for r in rows.numbers or range(len(one.rows)):
        held |= set(one.rows[r][0].positions)
    held |= lexicon.headings[policy.path][section]
    known = lexicon.in_policies
    terms = [
        t
        for t in weighed(asked, policy.path, lexicon)
        if not (
            t.optional
            or t.titled
            or t.bonus
            or value_of(t.word.text) is not None
            or (
                (rows.certain or columns.certain)
                and (t.word.near & {"people"} or re.fullmatch(rf"{PERSON}|aged?|old", t.word.text, re.I))
            )
            or (t.name and policy.path in known.get(t.word.stem, ()))
        )
    ]
    # What another line of a list has is at least about the same thing.
    beside = {key for u in around if u.index in listed for key in u.positions} - held
    total = sum(t.weight for t in terms)
    lost = sum(
        t.weight * (0.5 if t.word.stem in beside else 1.0)
        for t in terms
        if not any(v >= COVERED and key in held for key, v in lexicon.expand(t.word).items())
        and t.word.stem not in held
    )
    return lost / max(total, 1.0)
