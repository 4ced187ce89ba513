"""What somebody earns or owns: which of the two an amount of money is, and in which time it is earned."""

from __future__ import annotations

import re

_OWNED = re.compile(
    r"\b(?:savings?|saved|assets?|wealth|capital|in the bank|property|(?:i|we|they|you|he|she) owns?|owned)\b",
    re.I,
)
_EARNED = re.compile(
    r"\b(?:incomes?|earn\w*|wages?|salar(?:y|ies)|pay (?:of|is)|paid|make|makes|brings? home|live on|get by on)\b|\b(?:on|have|has|with)\s*$",
    re.I,
)
#: A limit that does not say of what ("for a lone parent, the limit is …").
_THE_LIMIT = re.compile(r"\bthe (?:limit|ceiling|threshold|maximum) (?:is|was|rises to|goes up to)\s*$", re.I)
#: What is given, and not what somebody has.
_GIVEN = re.compile(
    r"\b(?:grant|loan|allowance|bonus|voucher|subsidy|premium|fee|price|cost|costs|fine|payment)\b[^,;]*$",
    re.I,
)
_SPAN = re.compile(
    r"\s*(?:gross |net |before tax |after tax )*(?:a|an|per|each|every)\s+(?P<span>week|month|year)\b|\s*(?:gross |net )?(?P<ly>week|month|year|annual)ly\b",
    re.I,
)
#: How many of such a time a year has.
_A_YEAR = {"week": 52.0, "month": 12.0, "year": 1.0, "annual": 1.0}


def measure_of(before: str, behind: str) -> frozenset[str]:
    """Whether an amount is what somebody has or what he earns, by the words beside it; nothing where it is neither."""
    if _GIVEN.search(before) and not _EARNED.search(before[-30:]):
        return frozenset()
    near = before[-80:] + behind[:25]
    if _OWNED.search(near):
        return frozenset({"owned"})
    earned = _EARNED.search(before[-80:]) or re.search(r"\bincome\b|\bsalary\b", behind[:40], re.I)
    return frozenset({"earned"}) if earned or _THE_LIMIT.search(before) else frozenset()


def in_a_year(behind: str) -> float:
    """By how much an amount has to be taken to be that of a year ("… a month")."""
    span = _SPAN.match(behind)
    return _A_YEAR[(span.group("span") or span.group("ly")).lower()] if span else 1.0


def after_span(behind: str) -> str:
    """What stands behind an amount and its time ("a year or less": "or less")."""
    span = _SPAN.match(behind)
    return behind[span.end() :] if span else behind
