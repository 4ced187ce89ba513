"""The domain's word lists, read once from ``corpus/data``: months, numbers, countries, concepts."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The tables of ``corpus/data/<name>.toml``."""
    return tomllib.loads(files("corpus").joinpath("data", f"{name}.toml").read_text(encoding="utf-8"))


@cache
def months() -> dict[str, int]:
    """Month by name, lower case, in the four languages."""
    return {word: int(number) for number, words in table("calendar")["months"].items() for word in words}


@cache
def country_words() -> tuple[tuple[str, str, str], ...]:
    """``(beginning of a word, country, region)`` for every country and region, longest beginning first."""
    data = table("countries")
    rows = [(word, name, "") for name, words in data["countries"].items() for word in words]
    rows += [(word, region["country"], region["name"]) for region in data["regions"].values() for word in region["words"]]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


def region_name(code: str, country: str) -> str:
    """The name of a region of a country by the code that a citation carries (``FL`` -> Flanders), or an empty string."""
    region = table("countries")["regions"].get(code, {})
    return str(region.get("name", "")) if region.get("country") == country else ""


def country_of(word: str) -> tuple[str, str] | None:
    """``(country, region)`` that a word names or is the adjective of, in four languages; None for any other word."""
    low = word.lower()
    for beginning, country, region in country_words():
        if low.startswith(beginning) and len(low) - len(beginning) <= (6 if len(beginning) > 5 else 4 if len(beginning) > 4 else 2 if len(beginning) > 3 else 0):
            return country, region
    return None


@cache
def cities() -> dict[str, tuple[str, str]]:
    """``(country, region)`` by the name of a city or province in which people say that they live."""
    data = table("cities")
    found = {city: (country, "") for country, names in data["cities"].items() for city in names}
    found |= {city: ("United Kingdom", part) for part, names in data["parts"].items() for city in names}
    return found


@cache
def canonical_country(name: str) -> tuple[str, str]:
    """The country of the lists and its region that a name as a text gives it stands for: ``Türkiye``, ``United Kingdom (Scotland)``, ``Belgium-FL``.

    A name that no list has is its own country.
    """
    base, _, detail = name.partition("(")
    base = base.strip()
    region = country_of(detail.strip(") ").split()[0])[1] if detail.strip(") ") and country_of(detail.strip(") ").split()[0]) else ""  # type: ignore[index]
    head, _, code = base.partition("-")
    if code and len(code) <= 3:
        return head.strip(), region or region_name(code.strip(), head.strip())
    if base in table("countries")["countries"]:
        return base, region
    found = next((place for word in base.split() if (place := country_of(word))), None)
    return (found[0], region or found[1]) if found else (base, region)
