"""Answers with figures: one figure, a series, or a comparison with difference and percentage."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.abstain import abstain
from assistant.asked import Asked
from assistant.choosing import (
    acceptable_figures,
    choose,
    confidence,
    counting_like,
    pair,
    same_measure,
    set_against,
)
from assistant.context import Context
from assistant.continuing import choose_next
from assistant.draft import Draft, name_of, period_label
from assistant.kinds import wants_first
from assistant.model import Answer
from assistant.parts import split
from assistant.quantities import FigureMatch
from assistant.second_reading import figure_for


def figure(asked: Asked, context: Context) -> Answer | None:
    """The figure that is asked for; several where the question has several parts or names no period."""
    parts = split(asked, context)
    if len(parts) > 1:
        return _several(asked, parts, context)
    found, reason = choose_next(asked, context)
    if not found:
        # "How often can it be renewed?" may be told without a number.
        return None if re.search(r"\bhow (?:often|frequently)\b|\bhow many times\b", asked.full, re.I) else reason
    draft = Draft("figure", confidence=confidence(found[0]))
    for one in found:
        _say(draft, one)
    return draft.done(asked.question)


def keyed(asked: Asked, context: Context) -> Answer | None:
    """The figure that a few key words with a period ask for; None where there is none, as they may ask for something else."""
    found = figure(asked, context)
    return found if found is not None and found.status == "answered" else None


def _say(draft: Draft, found: FigureMatch) -> None:
    policy, figure = found.policy, found.figure
    marker = draft.mark(policy, found.unit)
    label = period_label(figure.period)
    draft.say(f"{shown(found)}{' — ' + label if label else ''}, {name_of(policy)}", marker)
    draft.figure(policy, figure, marker)


def shown(found: FigureMatch) -> str:
    """The figure as the text words it: hedge, number, what is counted."""
    policy, figure = found.policy, found.figure
    sentence = found.unit.sentence
    text = policy.text
    start = figure.start
    hedge = text[sentence.start : start].rstrip()
    if figure.qualifier and hedge.lower().endswith(figure.qualifier):
        start = sentence.start + len(hedge) - len(figure.qualifier)
    tail = re.match(r"(?:[^.;:()]|\.(?=\d)){0,90}", text[figure.end : sentence.end])
    after = tail.group() if tail else ""
    cut = re.search(r",| and (?=\w+ \w+ \w+)|\s(?:which|while|but|as|because)\s", after)
    after = after[: cut.start()] if cut else after
    if text[figure.start - 1 : figure.start] == "(":
        return f"{figure.counted}: {text[figure.start : figure.end]}"
    words = f"{text[start : figure.end]}{after}".strip()
    return words if figure.counted and figure.counted in after else f"{figure.counted}: {words}" if figure.counted and len(words) < 45 else words


def compare(asked: Asked, context: Context) -> Answer | None:
    """Two or more figures side by side, with the difference and the percentage where they measure the same."""
    parts = split(asked, context)
    if len(parts) < 2:
        return _over_time(asked, context)
    found = _several(asked, parts, context)
    # "What changed between 2020 and 2021?" asks for no figure: the history tells it.
    return found if asked.quantity or (found is not None and found.status == "answered") else None


def _over_time(asked: Asked, context: Context) -> Answer | None:
    """A comparison that names no two operands: all figures of the measure, in the order of time."""
    loose = replace(asked, periods=()) if len(asked.periods) == 1 and asked.periods[0].kind == "range" else asked
    found, reason = choose(loose, context)
    if not found:
        return reason if asked.quantity else None
    if asked.periods:
        found = [f for f in found if f.figure.period is None or f.figure.period.overlaps(asked.periods[0])] or found
    draft = Draft("compare" if len(found) > 1 else "figure", confidence=confidence(found[0]))
    for one in found:
        _say(draft, one)
    _difference(asked, draft, found)
    return draft.done(asked.question)


def _several(asked: Asked, parts: list[Asked], context: Context) -> Answer | None:
    chosen: dict[int, FigureMatch] = {}
    failures: dict[int, Answer] = {}
    others: list[Answer] = []
    also: list[FigureMatch] = []
    judged = [acceptable_figures(part, context, part=True) for part in parts]
    partners = pair(judged)
    if len(parts) == 2:
        # What there was at first counts the same as what it is set beside.
        judged = [counting_like(own, partners[1 - n]) if wants_first(part.full) else own for n, (part, own) in enumerate(zip(parts, judged, strict=True))]
    for n, (part, figures, partner) in enumerate(zip(parts, judged, partners, strict=True)):
        if part.quantity == "" and asked.question.kind == "figure" and re.match(r"(?:until |since |by )?when\b", part.core, re.I):
            from assistant.dates import when

            answer = when(part, context)
            if answer is not None and answer.status == "answered":
                others.append(answer)
                continue
        anchor = next(iter(chosen.values()), None)
        preferred = None if wants_first(part.full) else partner
        found, reason = choose(part, context, figures, preferred)
        if likelier := figure_for(part, parts[0], context, found[0] if found else None):
            found, preferred = [likelier], likelier
        if not found and anchor is not None:
            found = same_measure(part, anchor, context)
        if not found:
            if reason is not None:
                failures[n] = reason
            continue
        extras = [f for f in found[1:] if f.figure.unit == found[0].figure.unit and f.figure.period == found[0].figure.period] if part.quantity == "money" else []
        best = preferred or next((f for f in found if not any(f.figure is c.figure and f.policy is c.policy for c in chosen.values())), found[0])
        if anchor is not None and anchor.figure.unit != best.figure.unit:
            best = next((f for f in found if f.figure.unit == anchor.figure.unit), best)
            if part.quantity == "any" and best.figure.unit != anchor.figure.unit:
                failures[n] = abstain(part, context, f"no figure of the same kind is stated for {', '.join(p.label for p in part.periods) or 'the other'}", confidence=0.1)
                continue
        if _needs_both(asked) and n and anchor is not None and _same_sum(best, anchor):
            best = next((f for f in judged[n][0] if set_against(f, anchor)), best)
        if any(_same_sum(best, c) for c in chosen.values()):
            failures[n] = abstain(part, context, "one figure is stated, and none to set it against", confidence=0.1)
            continue
        chosen[n] = best
        also += [f for f in extras if f is not best]
    for n in [n for n in failures if chosen and n < min(chosen)]:
        # The first may be told in words that only the other one makes clear.
        if found := same_measure(parts[n], next(iter(chosen.values())), context):
            chosen[n] = found[0]
            del failures[n]
    return _side_by_side(asked, parts, [chosen[n] for n in sorted(chosen)], list(failures.values()), others, also, context)


def _side_by_side(
    asked: Asked, parts: list[Asked], chosen: list[FigureMatch], failures: list[Answer], others: list[Answer], also: list[FigureMatch], context: Context
) -> Answer | None:
    if not chosen and not others:
        return failures[0] if failures else None
    if _needs_both(asked) and len(chosen) == 2 and all(part.core == parts[0].core and len(part.periods) == 1 for part in parts) and not any(c.figure.period for c in chosen):
        return abstain(asked, context, f"no figure is stated for {' and '.join(part.periods[0].label for part in parts)}", confidence=0.1)
    draft = Draft("compare", confidence=min([confidence(c) for c in chosen] or [0.6]) * (0.7 if failures else 1.0))
    for one in chosen:
        _say(draft, one)
    for one in also:
        marker = draft.mark(one.policy, one.unit)
        draft.say(f"Also stated: {shown(one)}, {name_of(one.policy)}", marker)
    for other in others:
        for quote in other.quotes:
            draft.say(quote.text, draft.mark(quote.policy, (quote.start, quote.end)))
    if failures:
        if len(chosen) + len(others) < len(parts) - 1 or (not others and len(parts) == 2 and _needs_both(asked)):
            return failures[0]
        unmet = str(failures[0].searched.get("unmet", ""))
        draft.say(f"For the other part the texts do not say{': ' + unmet if unmet else ''}.")
    _difference(asked, draft, chosen)
    return draft.done(asked.question)


def _same_sum(one: FigureMatch, other: FigureMatch) -> bool:
    """Whether two figures are one, or the same sum in two currencies ("NHK 40 million (EUR 4 million)")."""
    if one.policy is not other.policy:
        return False
    a, b = sorted((one.figure, other.figure), key=lambda f: f.start)
    return a is b or bool(a.unit and b.unit and a.unit != b.unit and re.fullmatch(r"\s*\((?:about |around |some |roughly )?", one.policy.text[a.end : b.start]))


def _needs_both(asked: Asked) -> bool:
    """Whether one figure alone would be no answer."""
    return asked.question.kind == "compare"


def _difference(asked: Asked, draft: Draft, chosen: Sequence[FigureMatch]) -> None:
    """Difference, percentage change and direction between the first and the last figure, where they have the same unit."""
    if len(chosen) < 2:
        return
    a, b = chosen[0].figure, chosen[-1].figure
    if a.unit != b.unit or chosen[0].figure is chosen[-1].figure:
        return
    low, high = a.value, b.value
    step = high - low
    unit = " percentage points" if a.unit == "%" else f" {a.unit}" if a.unit else ""
    word = "no change" if step == 0 else f"{'more' if step > 0 else 'less'}: {_number(abs(step))}{unit}"
    percent = f" ({'+' if step > 0 else '−'}{abs(step) / low * 100:.1f} %)" if low and a.unit != "%" and step else ""
    draft.details["change"] = {"difference": step, "percent": round(step / low * 100, 1) if low else None}
    times = f", {_number(max(low, high) / min(low, high))} times as much" if low and high and step and re.search(r"\btimes\b", asked.question.text, re.I) else ""
    draft.say(f"Second compared with the first: {word}{percent}{times}.")


def _number(value: float) -> str:
    text = f"{value:,.2f}".rstrip("0").rstrip(".").replace(",", " ")
    return text
