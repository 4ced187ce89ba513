"""Comparisons as people word them, put into plain questions for the figures that are weighed, and what is set against what."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.kinds import wants_first
from corpus.model import Period
from corpus.periods import find_periods

_MORE = r"(?:more|fewer|less|higher|lower|larger|smaller|bigger|greater|longer|shorter)"
_MOST = r"(?:more|most|fewer|fewest|less|least|higher|highest|lower|lowest|larger|largest|smaller|smallest|bigger|biggest|greater|greatest|longer|longest|shorter|shortest)"
_UP = r"(?:up|rise|risen|rising|grow|grown|growing|increase|increased|increasing|climb|climbed|higher|more|longer|larger|bigger)"
_DOWN = r"(?:down|fall|fallen|falling|drop|dropped|shrink|shrunk|decrease|decreased|decline|declined|sink|sunk|lower|fewer|less|shorter|smaller)"
_EITHER_WAY = rf"(?:(?:go|gone|going|get|got|become|grow|grown)\s+)?(?:{_UP}\s+or\s+(?:go |gone )?{_DOWN}|{_DOWN}\s+or\s+(?:go |gone )?{_UP})"
_ONE_WAY = r"(?:(?:go|gone) (?:up|down)|rise|risen|grow|grown|increase|increased|climb|climbed|fall|fallen|drop|dropped|shrink|shrunk|decrease|decreased|decline|declined)(?![-\w])"
_ASKS = r"(?:did|do|does|have|has|had|was|were|is|are|could)"
_OPENS = r"(?:^|(?<=[:;,.] )|(?<=\band )|(?<=\bwhether )|(?<=\bif ))"
_AT = r"(?:in|for|among|at|with|from|under|during|on|by|per|of|after|before|since)"
#: What asks for the outcome of a comparison, behind what is compared.
_OUTCOME = re.compile(
    rf"[,;:]?\s*(?:\b(?:and|so)\b\s+)?(?:(?:by )?how (?:much|many)(?: (?:more|less|fewer|higher|lower))?|by (?:how (?:much|many)|what) [\w ]{{1,25}}|(?:what|how (?:large|big|great|wide)) (?:is|was|are|were) the (?:difference|gap|distance)(?: [\w% ]{{1,30}})?"
    rf"|the (?:difference|gap)(?: in [\w%. ]{{1,20}})?|(?:did|does|has|have|do|was|is) (?:it|they|this|that|the (?:number|figure|share|amount|rate|total)) {_EITHER_WAY}|(?:which|who|what) (?:of (?:them|the two|these) |one )?(?:was|is|were|are|had|has|got) (?:the )?{_MOST}"
    r"|how (?:large|high|big|many|much|long) (?:was|is|were|are|for|did|in) each(?: of them| of the two| case)?|(?P<share>what (?:were|was|are|is) the (?:shares?|percentages?|proportions?|rates?))|what (?:were|was|are|is) the (?:figures?|numbers?|amounts?))\s*[?.]*$",
    re.I,
)
_VERSUS = re.compile(r",?\s+(?:versus|vs\.?|(?:as )?against|as opposed to|compared (?:with|to)|next to|set beside|in comparison (?:with|to))\s+", re.I)
_THAN = re.compile(r",?\s+than\s+(?!\d|an? |one |two |three |four |five |ten |half |usual|before|ever)", re.I)
_WEIGHS = re.compile(
    rf"\b{_ASKS}\b[^?]*\b{_MORE}\b[^?]*\b(?:or|than)\b|\b(?:which|where|when|in which)\b[^?]*\b{_MOST}\b[^?]*\b(?:or|than)\b|\b{_EITHER_WAY}\b|\bhow many times (?:as|more|higher|larger|bigger|greater)\b|\bhow (?:many|much) {_MORE}\b[^?]*\bthan\b|\b{_ASKS} [^?]{{3,80}}\b{_ONE_WAY}\b[^?]*\b(?:from|between)\b",
    re.I,
)
#: "The fee: what was it at first and what is it since 2031?"
_ONCE_AND_NOW = re.compile(r"[:,;]\s*what (?:was|is|were|are) (?:it|they|that) (?P<then>[^?,]{3,40}?),? and what (?:was|is|were|are) (?:it|they|that) (?P<now>[^?]{3,40}?)\s*\?$", re.I)
_TO_MAKE = re.compile(r"\b(?:can|may|could|must|should|would|allowed|why|how come)\b", re.I)


def weighed(text: str) -> str:
    """A question that weighs figures ("did more women or more men enrol?") as one that asks for them; empty where it does not or names no two of them."""
    versus = bool(_VERSUS.search(text)) and not re.search(r"\b(?:how|what|which|who|why|when|where|is|are|was|were|did|do|does)\b", text, re.I)
    if not (versus or _WEIGHS.search(text) or _ONCE_AND_NOW.search(text)) or (_TO_MAKE.search(text) and not re.search(rf"\bcould {_MORE}\b", text)):
        return ""
    if (once := _ONCE_AND_NOW.search(text)) and wants_first(once.group("then")):
        return f"{text[: once.start()]}: how high was it {once.group('then')} and what is it {once.group('now')}?"
    plain, share = _without_outcome(text)
    for pattern, put in _REWORDED:
        plain = pattern.sub(put(share) if callable(put) else put, plain, count=1)
    plain = re.sub(r"\s+", " ", plain).strip()
    operands = len(find_periods(plain, join=False)) > 1 or len(alternatives(plain)) > 1
    return plain if operands else ""


def _without_outcome(text: str) -> tuple[str, bool]:
    """The question without what asks for the outcome, and whether that were shares."""
    share = False
    while (found := _OUTCOME.search(text)) and found.start() > 15:
        share = share or bool(found.group("share"))
        text = text[: found.start()] + "?"
    return text, share


def _counted(share: bool) -> str:
    return "what share of " if share else "how many "


_REWORDED: tuple[tuple[re.Pattern[str], str | Callable[[bool], str]], ...] = (
    (re.compile(rf"[,;]?\s*{_OPENS}(?:did|does|has|have|do|was|is) (?:it|they|this|that) {_EITHER_WAY}\b,?", re.I), ""),
    (re.compile(rf"{_OPENS}{_ASKS} (?P<what>[^?,]{{3,80}}?) (?:{_EITHER_WAY}|{_ONE_WAY})\b", re.I), r"what was \g<what>"),
    (re.compile(r"\bhow many times (?:as many|more)\b", re.I), "how many"),
    (re.compile(r"\bhow many times (?:as (?:much|high|large|big|long|great)|higher|larger|bigger|greater)\b", re.I), "how high"),
    (re.compile(rf"\bhow (many|much) {_MORE}\b", re.I), r"how \1"),
    (re.compile(rf"{_OPENS}(?:(?:where|when|in which [\w-]+(?: [\w-]+)?) )?{_ASKS} (?:there )?(?:more|fewer|less) (?!or\b|often\b)", re.I), _counted),
    (re.compile(rf"{_OPENS}(?:in |for )?(?:which|what) (?:of (?:the|these) )?[\w-]+ (?P<rest>(?:[\w-]+ ){{0,5}}?)(?:the |an? )?(?:more|most|fewer|fewest|less) (?=\w)", re.I), r"\g<rest>: how many "),
    (re.compile(rf"{_OPENS}(?:in |for )?(?:which|what) (?:of (?:the|these) )?[\w-]+ (?P<rest>(?:[\w-]+ ){{0,5}}?)(?:the |an? ){_MOST} (?=\w)", re.I), r"\g<rest>: how high was the "),
    (re.compile(rf"{_OPENS}(?:where|in which case) {_ASKS} (?P<what>[^?,:]{{3,80}}?) {_MORE}[:,]\s*(?:in |for |at |with )?", re.I), r"how high was \g<what> for "),
    (re.compile(rf"{_OPENS}{_ASKS} (?P<what>[^?,]{{3,80}}?) {_MORE},? (?={_AT}\b|than\b)", re.I), r"how high was \g<what> "),
    (re.compile(rf"{_OPENS}(?:do|did|does) (?P<what>[^?,]{{3,80}}?) more (?:often|frequently)\b", re.I), r"what share of \g<what>"),
)  # fmt: skip


def alternatives(core: str) -> list[str]:
    """What is set against what, each as a question of its own; none where that is not told, or told by periods alone."""
    for split in (_by_plan, _by_start, _by_number, _by_with, _by_than, _by_versus, _by_or, _by_way):
        found = split(core)
        if len(found) > 1:
            return [] if _by_period(*found) else found
    return []


def _by_period(one: str, other: str) -> bool:
    """Whether two operands are told apart by their periods alone."""
    mine, theirs = (find_periods(text, join=False) for text in (one, other))
    if not (mine and theirs):
        return False
    rest = [set(re.findall(r"[\w-]+", _without(text, spans).lower())) for text, spans in ((one, mine), (other, theirs))]
    return rest[1] <= rest[0] | {"in", "since", "by", "that", "of", "the", "it", "was", "please"}


def _without(text: str, spans: list[tuple[int, int, Period]]) -> str:
    for start, end, _ in reversed(spans):
        text = text[:start] + " " + text[end:]
    return text


_ORDINAL = r"first|second|third|fourth|fifth|last|latest"
_BETWEEN = r"(?:and|or|with|to|than|versus|vs\.?|(?:as )?against|compared (?:with|to))"
_ORDINALS = re.compile(rf"\b({_ORDINAL})(?P<noun>\s+[\w-]+)?,?\s+{_BETWEEN}\s+(?:(?:in|for|under|after|of|with|during|at|from)\s+)?(?:the\s+|that of the\s+)?({_ORDINAL})\b", re.I)


def _by_number(core: str) -> list[str]:
    """The question for each of two that are told apart by their number ("the first and the second call")."""
    found = _ORDINALS.search(core)
    if not found:
        return []
    noun = found.group("noun") or ""
    return [f"{core[: found.start()]}{found.group(n)}{noun}{core[found.end() :]}" for n in (1, 3)]


_PLAN = re.compile(r"\b(?P<plan>planned|intended|foreseen|expected|targeted|hoped[- ]for)\s+(?:and|against|versus|vs\.?|compared (?:with|to)|or)\s+(?:the\s+)?(?P<fact>actual(?:ly)?|real(?:ly)?|reached|achieved|in fact|in reality|[a-z]{3,}ed|built|held|made|begun)\b", re.I)


def _by_plan(core: str) -> list[str]:
    """The question for what was planned and for what became of it ("planned and actual places")."""
    found = _PLAN.search(core)
    return [f"{core[: found.start()]}{found.group(name)}{core[found.end() :]}" for name in ("plan", "fact")] if found else []


_START = re.compile(
    r"\b(?:(?:in|during|of|for) (?:the|its|their) (?:very )?first (?:school |training )?year(?: of (?:the |its )?[\w-]+)?|at (?:the|its|their) (?:very )?(?:start|launch|outset|beginning|opening)|at first|initially|originally|in the beginning)"
    r",?\s+(?:and|or|with|to|versus|vs\.?|(?:as )?against|compared (?:with|to))\s+(?P<then>[^?]{2,60}?)\s*[?.]*$",
    re.I,
)


def _by_start(core: str) -> list[str]:
    """The question for the start and for a year after it ("places in the first year and in 2031")."""
    found = _START.search(core)
    if not found or not find_periods(found.group("then")) or re.search(r"\b(?:how|what|which)\b", found.group("then"), re.I):
        return []
    return [f"{core[: found.start()]}at the start", f"{core[: found.start()]}{found.group('then')}"]


_WITH = re.compile(r"^(?:please )?(?:compare|set|put|contrast) (?P<one>the [^?]{5,120}?) (?:with|to|against|beside|next to) (?P<other>(?:the|what|how)\b[^?]{5,})$", re.I)


def _by_with(core: str) -> list[str]:
    """Each of two things that are to be compared ("compare the fee of A with the most that B pays")."""
    found = _WITH.search(core)
    return [found.group("one"), found.group("other")] if found else []


def _by_than(core: str) -> list[str]:
    found = _THAN.search(core)
    if not found:
        return []
    left, right = core[: found.start()], core[found.end() :].rstrip(" ?.")
    pair = re.search(r"\bhow many ([\w-]+)$", left, re.I)
    if pair:
        other, _, rest = right.partition(" ")
        return [f"{left} {rest}", f"{left[: pair.start(1)]}{other} {rest}"]
    return [left, _beside(left, right)]


def _by_versus(core: str) -> list[str]:
    found = _VERSUS.search(core)
    if not found:
        return []
    left, right = core[: found.start()], core[found.end() :].rstrip(" ?.")
    lead, colon, _ = left.rpartition(":")
    if colon:
        return [left, f"{lead}: {right}"]
    return [left, _beside(left, right)]


def _beside(left: str, right: str) -> str:
    """The second operand as a whole question: where it is only a place or a time ("for adults"), with what the first one asks of its own."""
    at = re.match(rf"({_AT})\s", right, re.I)
    where = left.lower().rfind(f" {at.group(1).lower()} ") if at else -1
    return f"{left[:where]} {right}" if where > 0 else right


_PLACING = r"(?:in|for|among|at|with|from|under|during|on|after|before|since)"
_BEHIND_COMMA = re.compile(r"[,:]\s*(?P<one>(?:(?!\b(?:how|what|which)\b)[^,?:]){2,70}?)\s+or\s+(?P<other>[^,?]{2,70}?)\s*[?.]*$", re.I)
_COUNTED = re.compile(r"(?P<open>how many|what share of)\s+(?P<one>[\w-]+(?: [\w-]+){0,2}?)\s+or\s+(?:more |fewer )?(?P<rest>[^?]+)", re.I)
_PLACED = re.compile(rf"\s(?P<at>{_PLACING})\s+(?P<one>(?:(?!\b{_PLACING}\b)[^,?]){{2,50}}?)\s+or\s+(?:(?P=at)\s+)?(?P<other>[^,?]{{2,50}}?)(?=\s*[,?.]|$)", re.I)


def _by_or(core: str) -> list[str]:
    """The question for each of two to choose from."""
    found = _BEHIND_COMMA.search(core)
    if found:
        return [f"{core[: found.start()]} {found.group(name)}" for name in ("one", "other")]
    found = _COUNTED.search(core)
    if found:
        size = len(found.group("one").split())
        rest = found.group("rest").split()
        tail = " ".join(rest[size:])
        before, opening = core[: found.start()], found.group("open")
        return [f"{before}{opening} {name} {tail}" for name in (found.group("one"), " ".join(rest[:size]))]
    found = _PLACED.search(core)
    if found and re.search(r"\bhow (?:many|much|high)|\bwhat (?:was|share)", core, re.I):
        return [f"{core[: found.start()]} {found.group('at')} {found.group(name)}" for name in ("one", "other")]
    return []


_WAY = re.compile(r"\bfrom\s+(?P<one>(?:the|its|their)\s+[^,?]{2,40}?)\s+to\s+(?P<other>(?:the|its|their|what)\s+[^,?]{2,40}?)\s*[?.]*$", re.I)


def _by_way(core: str) -> list[str]:
    """The question for the start and for the end of a way ("from the trial to the second call")."""
    found = _WAY.search(core)
    if not found or len(find_periods(found.group(), join=False)) > 1:
        return []
    return [f"{core[: found.start()]}in {found.group(name)}" for name in ("one", "other")]
