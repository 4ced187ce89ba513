"""One quantity in a form that can be compared: an interval with its unit and what it counts."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.claim_words import Token
from corpus.model import Period


@dataclass(frozen=True, slots=True)
class Quantity:
    """One stated quantity: the interval ``low`` to ``high``, the number as stated, its unit (``%``, a currency, ``days``, ``age``, ``times``, ``once``
    or empty for a count), the hedge, the words of what is counted (``weak`` where they do not stand beside it), what it is ``per``, the period,
    whether it is one end of a range (``ranged``) or a part of the number before (``subset``), whether
    something began there and moved on (``began``), and whether it is planned or a change."""

    start: int
    end: int
    value: float
    low: float
    high: float
    unit: str
    hedge: str = ""
    noun: tuple[Token, ...] = ()
    period: Period | None = None
    planned: bool = False
    change: bool = False
    loose: float = 0.0
    ratio: bool = False
    per: tuple[Token, ...] = ()
    weak: bool = False
    ranged: bool = False
    subset: bool = False
    began: bool = False


def compare(claimed: Quantity, stated: Quantity) -> float | None:
    """How two quantities of one measure relate: 1 where the stated one bears the claimed one out, 0 where it excludes it, None where neither is sure."""
    a, b = claimed, stated
    if a.hedge == "all":
        partly = b.value < 97 and (b.hedge in {"", "about", "less", "most"} or (b.ranged and b.hedge == "least"))
        return 1.0 if b.low >= 100 else 0.0 if partly else None
    if a.hedge == "none":
        return 1.0 if b.high <= 0 else 0.0 if b.low > 0 else None
    if a.hedge in {"", "about"}:
        return _exact(a, b)
    if a.unit == "%" and a.hedge == b.hedge == "most":
        return 1.0 if a.value == b.value else 0.0  # two limits: "up to half", "no more than a third"
    if a.unit == "%" and a.value == 50 and b.hedge in {"more", "less", "least", "most"}:
        # "Most" and "at least 71%": a share that lies whole on one side of the half.
        inside = (b.low > a.low or (b.low >= 50 and a.hedge == "least") or (b.low >= 50 and b.hedge == "more")) if a.hedge in {"more", "least"} else b.high < 50 or (a.hedge == "most" and b.high <= 50)
        outside = not inside and (b.high <= 50 if a.hedge in {"more", "least"} else b.low >= 50)
        return 1.0 if inside else 0.0 if outside else None
    if b.hedge in {"", "about"}:
        if a.hedge in {"most", "least"} and a.unit != "%":
            near = abs(a.value - b.value) <= (0.15 * abs(b.value) if a.hedge == "least" and a.unit == "" else 1e-6 * abs(b.value))
            return 1.0 if near and a.low <= b.value <= a.high else None if a.low <= b.value <= a.high else 0.0
        inside = (a.low < b.value if a.hedge == "more" else a.low <= b.value) and (b.value < a.high if a.hedge == "less" else b.value <= a.high)
        return 1.0 if inside or (b.hedge == "about" and a.low - b.loose <= b.value <= a.high + b.loose and a.hedge in {"most", "least"}) else 0.0
    if (a.hedge in {"more", "least"}) == (b.hedge in {"more", "least"}):
        if a.value == b.value:
            return 1.0
        if a.unit in {"age", "days"} or {a.hedge, b.hedge} & {"least", "most"} or a.planned or b.planned:
            return 0.0
        within = a.low <= b.low and b.high <= a.high
        return 1.0 if within else None
    if a.value == b.value and {a.hedge, b.hedge} <= {"least", "most"}:
        return 0.0
    return 0.0 if a.high <= b.low or b.high <= a.low else None


def _exact(a: Quantity, b: Quantity) -> float | None:
    """The same for a claim that gives one value."""
    gap = abs(a.value - b.value)
    loose = max(a.loose, b.loose)
    if a.unit == "%" and not a.loose:
        loose = max(loose, 0.5 if a.value == int(a.value) and b.value != int(b.value) else 0.051)
    if gap <= max(loose, 1e-6 * abs(a.value)) or (b.unit not in {"", "%"} and not a.loose and _rounds(a.value, b.value)):
        return 1.0
    if b.hedge in {"more", "less"} and b.low <= a.value <= b.high:
        return None if gap <= 0.5 * abs(b.value) else 0.0
    return 0.0 if gap > 2 * loose else None


def _rounds(a: float, b: float) -> bool:
    """Whether a claim's number is the stated one, rounded as far as the claim's digits go."""
    return b != 0 and abs(a - b) / abs(b) < 0.004 and len(f"{a:.10g}".rstrip("0").replace(".", "")) < len(f"{b:.10g}".rstrip("0").replace(".", ""))


def same_unit(claimed: Quantity, stated: Quantity) -> bool:
    """Whether the two can be measured against each other."""
    if claimed.unit == stated.unit:
        return claimed.change == stated.change or claimed.unit not in {"%"}
    money = {"money"}
    if claimed.unit in money or stated.unit in money:
        other = stated.unit if claimed.unit in money else claimed.unit
        return other not in {"%", "days", "age", "times", "once", ""}
    return False


def shown(quantity: Quantity, text: str) -> str:
    """A quantity in the words of its text."""
    return " ".join(text[quantity.start : quantity.end].split())
