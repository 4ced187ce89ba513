"""Whether a sentence names what "which", "who" and "where" ask for, or only tells that there is such a thing."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from assistant.asked import Asked
from assistant.called import is_called, named_thing
from assistant.evidence import COVERED
from assistant.lexicon import Lexicon, Unit
from assistant.nouns import noun_of, place_of, proper_names
from corpus.vocabulary import country_of, months
from corpus.words import (
    Word,
    content_words,
    function_words,
    likeness,
    stem,
    words,
)

_WHICH = re.compile(
    r"(?:(?:and|so|but)\s+)?(?:(?:in|at|for|with|by|from|to|on|of|under|through|into)\s+)?(?:which|what)\s+"
    r"(?:(?:(?:of\s+)?(?:the|these|those|its|their|other|further|new|single|only|first|last|\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|dozen)\s+)*)((?:[\w'’-]+\s+){0,4}[\w'’-]+)",
    re.I,
)
_NAME_OF = re.compile(
    r"\bwhat (?:is|was|are|were) the names? of\b|\b(?:is|was|are|were) (?:the |an? )?[\w'’ -]{2,60} (?:called|named)\s*\??$|\b(?:under|by) (?:which|what) name\b",
    re.I,
)
#: A post or a part that one person has: it is told by the person's name.
_POST = re.compile(
    r"(?:and |so )?who (?:exactly )?(?:is|was|are|were|became|becomes|will be) (?:the |its |their |an? )?(?:[\w'’-]+ ){0,3}?(?:director|minister|president|head|chair(?:man|woman|person)?|secretary|principal|mayor|author|rector|commissioner|inventor|spokes(?:man|woman|person)|winner|leader|manager|chancellor|editor|speaker)\b|"
    r"(?:and |so )?who (?:\w+ly )?(?:heads?|headed|chairs?|chaired|directs?|directed|presides?|presided|leads?|led)\b",
    re.I,
)
_WHERE = re.compile(
    r"(?:and |so )?where\b(?! (?:does|do|did|can|could|may|should|will|would) (?:i|we|you|one)\b)", re.I
)
_PLACES = frozenset(
    stem(w)
    for w in "town city place village district canton municipality region province county island state borough country location site building street address capital area".split()
)
#: Nouns for things that are named after countries.
_PEOPLES = frozenset(stem(w) for w in "language country nation nationality people".split())
#: Nouns for what has a name of its own: which one it was is told by that.
_HAVE_NAMES = frozenset(
    stem(w)
    for w in "firm company employer business enterprise school college university institute ministry agency body organisation authority association union foundation consultancy bank provider person official minister expert author researcher".split()
)
_NEGATED = re.compile(
    r"\b(?:did|do|does|was|were|is|are|has|have|had|could|can|would|will) ?(?:not|n['’]t)\b|\bnever\b|\brefused?\b",
    re.I,
)
_NEGATIVE = re.compile(
    r"\b(?:not?|none|never|neither|nor|without|but|except\w*|only|exclu\w+|lack\w*|fail\w*|refus\w+|declin\w+|reject\w*|miss\w*|other than|hardly|cannot|withdr[ae]w\w*|un\w{4,}|left out|outside|instead)\b|n['’]t\b",
    re.I,
)
#: What opens a phrase that tells more of a noun.
_TELLS_MORE = frozenset(
    "of with for in from without under below over outside near at on within such between around along against about who whose".split()
)
_LISTS = re.compile(
    r"\b(?:such as|among (?:them|which|whom)|including|namely|for example|for instance|e\.g\.|above all|notably|in particular|especially|particularly)\b|: \w|\(",
    re.I,
)
#: Three things or more in a row behind a verb ("which needs a mill, a bakery and a shop").
_ENUMERATES = re.compile(
    r"\b(?:needs?|requires?|includes?|comprises?|contains?|covers?|has|have|are|is|were|was|of|least)\s+(?:[\w'’-]+\s+){0,2}[\w'’-]+, (?:[\w'’-]+ ){0,4}[\w'’-]+(?:, (?:[\w'’-]+ ){0,4}[\w'’-]+)*,? and \w",
    re.I,
)
_IS_ONE = re.compile(
    r"^(.*)\b(?:is|are|was|were|became|become|remains?)\s+(?:(?:the|an?|one of|among|its|their)\s+)*(?:[\w-]+\s+){0,2}$",
    re.I,
)
#: Who heads it: a board or so many people are nobody in particular.
_HEADED_BY = re.compile(
    r"\b(?:headed|chaired|directed|led|run|presided over) by (?!(?:an? (?:[\w-]+ ){0,2}?(?:board|committee|council|panel|team|group|body|commission|bureau)|(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|several) (?:[\w-]+ )?\w+)\b(?! of the [A-Z]))",
    re.I,
)
_BARE = frozenset(
    "the a an no each every all any some both few many most several other another further more new first second third last its their this that these those such same".split()
)


@dataclass(frozen=True, slots=True)
class Naming:
    """What has to be named: the ``noun`` behind "which", or what ``who``, ``where`` and "the name of" ask for."""

    what: str
    noun: tuple[Word, ...] = ()
    negated: bool = False


def naming_of(core: str) -> Naming | None:
    """What a question wants named; None where it asks for something else."""
    core = core.strip()
    if named := _NAME_OF.search(core):
        return Naming("name", named_thing(named.group(), core[named.end() :]))
    if _POST.match(core):
        return Naming("post")
    negated = bool(_NEGATED.search(core))
    found = _WHICH.match(core)
    if found:
        noun = noun_of(words(found.group(1)))
        if noun and noun[-1].stem in _PLACES:
            return Naming("place", noun, negated)
        # "What support …" asks what it is like rather than which one it is.
        asks_which = not re.match(r"(?:\w+ )?what\b", core, re.I)
        return Naming("noun", noun, negated) if noun and asks_which else None
    return Naming("place", (), negated) if _WHERE.match(core) else None


def names(asked: Asked, naming: Naming, units: Sequence[Unit], missing: Set[str], lexicon: Lexicon) -> bool:
    """Whether the first of ``units``, or one that goes on from it, names what is wanted; ``missing`` are the stems that nothing around it has."""
    first = units[0]
    if naming.negated and not any(_NEGATIVE.search(u.text) for u in units):
        return False
    new = [name for u in units for name in proper_names(u, asked, lexicon)]
    if naming.what == "post":
        return any(" " in name for name in new) or any(_HEADED_BY.search(u.text) for u in units)
    if naming.what == "name":
        return any(is_called(u, naming.noun, asked, lexicon) for u in units)
    if naming.what == "place":
        return any(_placed(u, naming, asked, lexicon) for u in units)
    held = place_of(naming.noun, first)
    if held is None:
        # A sentence with another noun may tell which it is ("weaving and dyeing"), if the text speaks of such things there at all.
        told = (
            new
            if naming.noun[-1].stem in _PEOPLES
            else [name for name in new if not country_of(name) and not any(_is_where(name, u) for u in units)]
        )
        listed = any(_LISTS.search(u.text) for u in units)
        return (
            bool(told)
            or listed
            or not (naming.noun[-1].stem in _HAVE_NAMES or missing & {naming.noun[-1].stem})
        )
    return _specified(first, *held, asked, lexicon) or any(
        proper_names(u, asked, lexicon) or _LISTS.search(u.text) for u in units[1:]
    )


def _is_where(name: str, unit: Unit) -> bool:
    """Whether a sentence gives a name as the place where something is."""
    return bool(
        re.search(
            rf"\b(?:in|at|near|from)\s+(?:the )?(?:[A-Z][\w'’-]+(?:,| and|, and) )*{re.escape(name)}\b",
            unit.text,
        )
    )


def _specified(unit: Unit, first: int, last: int, asked: Asked, lexicon: Lexicon) -> bool:
    """Whether the words around a noun tell which one is meant."""
    before = unit.words[first - 1] if first else None
    if before is not None and not _said(before, asked) and _tells(before, unit, first):
        return True
    text = unit.text
    start, end = unit.words[first].start - unit.sentence.start, unit.words[last].end - unit.sentence.start
    said = _IS_ONE.match(text[:start])
    if said and any(not _said(w, asked) for w in content_words(said.group(1))):
        return True  # "Weaving and dyeing are the crafts with most tutors."
    clause = re.split(r"[,;.:]", text[end:])[0]
    rest = words(clause)
    if (
        rest
        and rest[0].text.lower() in _TELLS_MORE
        and any(not _said(w, asked) for w in content_words(clause)[:4])
    ):
        return True
    listed = _LISTS.search(text, end)
    if listed and listed.start() - end < 60 or _ENUMERATES.search(text, end):
        return True
    # "Two regions, North and South, …"
    apposition = re.match(r"s?,? (?:(?:called|named|like) )?(?:the )?([A-Z][\w'’-]+)", text[end:])
    return bool(
        apposition
        and apposition.group(1) in {n for name in proper_names(unit, asked, lexicon) for n in name.split()}
    )


def _tells(before: Word, unit: Unit, first: int) -> bool:
    """Whether the word before a noun belongs to it and tells something."""
    low = before.text.lower()
    joined = unit.policy.text[before.end : unit.words[first].start]
    return (
        joined.strip() in {"", "-"}
        and low not in _BARE
        and low not in function_words()
        and not before.text[0].isdigit()
        and not low.endswith(("ly", "ed", "teen", "ty"))
        and low not in _NUMBERS
    )


_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve twenty hundred thousand million dozen half".split()
)


def _said(word: Word, asked: Asked) -> bool:
    """Whether a question has a word, or one like it."""
    return (
        any(likeness(word, w) >= COVERED for w in words(asked.full))
        or word.text.lower() in asked.scope.place_terms
        or bool(country_of(word.text))
    )


def _placed(unit: Unit, naming: Naming, asked: Asked, lexicon: Lexicon) -> bool:
    """Whether a sentence tells a place: a name behind "in" or "from", or words of its own ("in the workshop of a partner school")."""
    held = place_of(naming.noun, unit) if naming.noun else None
    if held is not None and _specified(unit, *held, asked, lexicon):
        return True
    if any(
        re.search(
            rf"(?:\b(?:in|at|from|to|near|of|for|between|around)|[:,(]|\band)\s+(?:the )?{re.escape(name)}",
            unit.text,
        )
        for name in proper_names(unit, asked, lexicon)
    ):
        return True
    if naming.noun:
        return False
    for found in re.finditer(
        r"\b(?:in|at|from|to|near|inside|outside|through|via|on)\s+(?:the |an? |its |their |every |each )?([^,;.:]{3,40})",
        unit.text,
    ):
        told = content_words(found.group(1))
        if (
            told
            and not told[0].text[0].isdigit()
            and told[0].text.lower() not in months()
            and not _said(told[0], asked)
        ):
            return True
    return False
