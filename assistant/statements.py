"""One sentence, a claim or one of a text, read in the same way: words, clauses, quantities, periods, directions, denials."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.claim_nouns import VERBS
from assistant.claim_numbers import find_quantities
from assistant.claim_quantity import Quantity
from assistant.claim_words import Token, phrases, stems_of, tokens
from corpus.model import Period
from corpus.periods import FOUND, find_periods
from corpus.words import common_verbs, function_words, stem

_ASIDE = re.compile(r"\b(?:(?:goals?|visions?|plans?|targets?|strategy)\s+for|than|compared (?:with|to)|against|as|versus|\()\s*(?:in\s+|for\s+|the\s+)*$", re.I)
_CUT = re.compile(
    r"[;:]\s|\s[-–—]\s|,?\s(?=(?:while|whilst|whereas|although|though|but|which|who|because|unless|if)\s)|,\s(?=(?:and|or|nor|as|so|since|after|until|where|with|owing|due|therefore)\s)|"
    r"\s(?=and (?:have|has|had|was|were|are|is|can|cannot|will|may|must|did|does|do)\s)|,\s(?=(?!were\b|was\b|are\b|is\b|cannot\b)\w[\w ]{0,40}\s(?:cannot|are not|is not|were not|was not)\b)"
)
#: Words that deny only the phrase behind them: "without a new examination", ", not in the summer holidays".
_BUT_FOR = re.compile(
    r"\bwithout\b|\bwith no\b|(?:,|\bbut|\band)\s+not\s+(?=(?:in|on|at|for|to|by|from|with|of|the|an?)\b)|\b(?:except(?: for)?|save for|apart from|other than|rather than|instead of|with the exception of|excluding)\b",
    re.I,
)
_PHRASE_END = re.compile(r"[,;:.()]|\s(?:and|but|or|who|which|that|because|since|as)\s|$")
#: A participle between commas, whose denial says nothing of the verb ("Jobseekers, having no employer, cannot").
_PARTICIPLE = re.compile(r",\s+(?:having|being|lacking|holding|knowing|with|for want of|for lack of)\b[^,;.]*,", re.I)
#: "fewer left than in the year before", "1 500 fewer than in 2022": a comparison with an earlier time is a rise or a fall.
_THAN_BEFORE = re.compile(
    r"\b(?:(?P<up>more|higher|larger|greater|longer)|(?P<down>fewer|less|lower|smaller|shorter))\b(?=[^.;,]{0,40}?\bthan\s+(?:in\s+|at\s+)?(?:the\s+)?(?:a\s+year\s+(?:earlier|before)|(?:previous|preceding|last|first)\s+(?:school\s+)?year|year\s+before|before\b|earlier\b|(?:19|20)\d\d))",
    re.I,
)
#: "had gone back to the same employer" is no fall; "went back to 38" is.
_WENT_BACK = re.compile(r"\b(?:go|goes|went|gone)(?=\s+back\s+(?:to|into|home)\s+(?!about\b|around\b|only\b|just\b|some\b|(?-i:[A-Z]{3})\b|\d))", re.I)
#: "Became longer", "has grown dearer": the same as a rise.
_BECAME = re.compile(
    r"\b(?:become|becomes|became|got|get|gets|grow|grew|grown|made|turned)\s+(?:\w+ly\s+|much\s+|even\s+|far\s+)?(?:(?P<up>longer|higher|larger|bigger|dearer|more expensive)|(?P<down>shorter|lower|smaller|cheaper|less expensive))\b(?!\s+than\s+(?!before|in\b))", re.I
)
_SPELLED = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|half|a\s+third|a\s+quarter)\b"
_UNABLE = re.compile(r"\b(?:(?:can|could)(?: no longer| not)|cannot|couldn't)\s+(?:be\s+)?(?=\w)", re.I)
_BROUGHT = re.compile(r"\b(?:bring|brings|brought|drive|drove|push|pushed)\s+(?:[\w-]+\s+){1,3}?(?P<way>up|down)\b", re.I)
_NO_DENIAL = re.compile(r"\b(?:no|not|never|cannot)(?=\s+(?:[\w-]+\s+){1,4}?(?:more|less|fewer|later|earlier|longer|older|younger) than\s+(?:the\s+)?(?:\d|" + _SPELLED + r"))|\b(?:no|not) (?:more|less|fewer|later|earlier|longer) than\b|\bnot only\b|\bor not\b|\bno matter\b|\bno (?:fewer|less) than\b|\bnot exceeding\b", re.I)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence with its parts; ``directions`` and ``denials`` are indices of words, ``clauses`` ranges of them, ``excepted`` words that a
    phrase of their own denies ("without …")."""

    text: str
    tokens: tuple[Token, ...]
    periods: tuple[FOUND, ...]
    period: Period | None
    quantities: tuple[Quantity, ...]
    clauses: tuple[tuple[int, int], ...]
    directions: tuple[tuple[int, int], ...]
    denials: tuple[int, ...]
    timed: frozenset[int]
    aside: frozenset[int] = frozenset()
    excepted: frozenset[int] = frozenset()

    @property
    def main_verb(self) -> int:
        """The index of the first verb that is not part of a clause with "that" or "who"; the number of words where there is none."""
        return next((i for i in range(1, len(self.tokens)) if i not in self.aside and verb_at(self.tokens, i)), len(self.tokens))

    def clause_of(self, at: int) -> tuple[int, int]:
        """The clause that the word at an index stands in."""
        return next((c for c in self.clauses if c[0] <= at < c[1]), (0, len(self.tokens)))

    def reach(self, clause: tuple[int, int]) -> list[int]:
        """The words of a clause with the subject that it takes over from the one before ("and have been able to apply", "which replaced it")."""
        row = list(range(*clause))
        opening = [t.low for t in self.tokens[clause[0] : clause[0] + 3]]
        if clause[0] == 0 or not opening:
            return row
        before = next(c for c in self.clauses if c[1] == clause[0])
        if opening[0] in {"which", "who"}:
            verb = max((i for i in range(*before) if is_verb(self.tokens[i])), default=before[0] - 1)
            return list(range(max(verb + 1, before[1] - 7), before[1])) + row
        if opening[0] in {"but", "and", "nor"} and len(opening) > 1 and opening[1] in {"neither", "not", "never", "only", "on", "for", "in", "to", "at", "from"}:
            return self.reach(before) + row  # "may be spent on equipment, but neither on staff nor on buildings"
        if opening[0] in {"and", "but", "or", "nor"} and len(opening) > 1 and is_verb(self.tokens[clause[0] + 1]):
            earlier = self.reach(before)
            verb = max((i for i in earlier if is_verb(self.tokens[i])), default=earlier[-1] if earlier else 0)
            return [i for i in earlier if i < verb] + row
        return row

    def denied(self, clause: tuple[int, int]) -> bool:
        """Whether a clause denies: two denials undo each other, and "so are" takes over what was said before."""
        opening = [t.low for t in self.tokens[clause[0] : clause[0] + 3]]
        before = next((c for c in self.clauses if c[1] == clause[0]), None)
        if before and opening[-2:-1] == ["so"] and opening[-1] in {"is", "are", "was", "were", "do", "does", "did", "can", "have", "has"}:
            return self.denied(before)
        return len([d for d in self.denials if clause[0] <= d < clause[1] and d not in self.aside]) % 2 == 1


@lru_cache(maxsize=20_000)
def read_statement(text: str, context: Period | None = None, own: Period | None = None, planned: bool = False) -> Statement:
    """Reads one sentence; ``context`` is the period that the text speaks of already, ``own`` the one that the sentence is about if known."""
    row = tokens(text)
    found = _anchored(text, find_periods(text, context=context), context)
    about = own or next((p for s, _, p in found if not _ASIDE.search(text[max(0, s - 30) : s])), None)
    quantities = find_quantities(text, row, found, about, planned)
    stems = [t.stem for t in row]
    excepted = _excepted(text, row)
    aside = _aside(row) | excepted | frozenset(i for m in _PARTICIPLE.finditer(text) for i, t in enumerate(row) if m.start() < t.start < m.end())
    return Statement(text, row, tuple(found), about, quantities, _clauses(text, row), _directions(text, row, stems), _denials(text, row, stems, quantities), _timed(text, row, found), aside, excepted)


def _directions(text: str, row: tuple[Token, ...], stems: list[str]) -> tuple[tuple[int, int], ...]:
    """Where a sentence says that something rose (1) or fell (-1), by a word or by a comparison with an earlier time."""
    found = {a: 1 for a, _ in phrases(stems, stems_of("direction", "up"))} | {a: -1 for a, _ in phrases(stems, stems_of("direction", "down"))}
    for i in list(found):
        if row[i].low == "dropped" and i and row[i - 1].low in {"was", "were", "been", "be"}:
            del found[i]  # a plan that "was dropped" did not fall
    # What "could no longer be raised" did not rise.
    unable = [m.end() for m in _UNABLE.finditer(text)]
    found = {i: d for i, d in found.items() if row[i].start not in unable}
    back = [m.start() for m in _WENT_BACK.finditer(text)]
    found = {i: d for i, d in found.items() if row[i].start not in back}
    for match in _BROUGHT.finditer(text):
        at = next((i for i, t in enumerate(row) if t.start <= match.start() < t.end), None)
        if at is not None:
            found[at] = 1 if match["way"].lower() == "up" else -1
    for match in _BECAME.finditer(text):
        at = next((i for i, t in enumerate(row) if t.start >= match.start(match.lastgroup or 0)), None)
        if at is not None and not re.search(r"\b(?:because|since|as|owing|due)\b", text[: match.start()], re.I):
            found[at] = 1 if match["up"] else -1
    for match in _THAN_BEFORE.finditer(text):
        at = next((i for i, t in enumerate(row) if t.start <= match.start() < t.end), None)
        if at is not None:
            found[at] = 1 if match["up"] else -1
    return tuple(sorted(found.items()))


def _excepted(text: str, row: tuple[Token, ...]) -> frozenset[int]:
    """The words that a phrase of their own denies, the denying word included."""
    found: set[int] = set()
    for match in _BUT_FOR.finditer(text):
        stop = _PHRASE_END.search(text, match.end())
        end = stop.start() if stop else len(text)
        verb = next((t.start for t in row if match.end() + 2 < t.start < end and t.low in VERBS), end)
        end = min(end, verb)
        found |= {i for i, t in enumerate(row) if match.start() <= t.start and t.end <= end}
    return frozenset(found)


def _anchored(text: str, found: list[FOUND], context: Period | None) -> list[FOUND]:
    """The same periods; "the end of the year" is that of the year which the sentence is about, not of one that it names in passing."""
    named = next((p for s, e, p in found if any(c.isdigit() for c in text[s:e]) and not _ASIDE.search(text[max(0, s - 30) : s])), context)
    if named is None:
        return found
    return [(s, e, p if any(c.isdigit() for c in text[s:e]) or "end" not in text[s:e] else replace(p, start=named.start, end=named.end, label=named.label)) for s, e, p in found]


def _aside(row: tuple[Token, ...]) -> frozenset[int]:
    """The words of relative clauses in the subject: "Providers that only teach online cannot …"."""
    found: set[int] = set()
    for i, token in enumerate(row):
        if i == 0 or token.low not in {"that", "who", "which"} or any(is_verb(t) for j, t in enumerate(row[:i]) if j and j not in found):
            continue
        verbs = [j for j in range(i + 1, len(row)) if is_verb(row[j]) or (j == i + 1 and row[j].text.islower() and row[j].low not in function_words())]
        groups = [j for n, j in enumerate(verbs) if n == 0 or row[j - 1].low in {"and", "or"} or any(t.low not in {"not", "also", "never"} and not t.low.endswith("ly") for t in row[verbs[n - 1] + 1 : j])]
        later = [j for j in groups[1:] if row[j - 1].low not in {"and", "or"}]
        if later:
            found |= set(range(i, later[0]))
    return frozenset(found)


_TIME_BEFORE = re.compile(r"(?:\b(?:by|at|until|till|since|from|before|after|in|during|around|towards|as of|over|for)\s+)?(?:the\s+)?(?:(?:very\s+)?(?:end|beginning|start|middle|course|autumn|spring|summer|winter)\s+of\s+)?(?:the\s+)?(?:(?:school|training|academic|calendar)\s+)?(?:year\s+)?$", re.I)
_TIME_LOOSE = re.compile(r"\b(?:by|at|until|before) the (?:end|beginning|start)(?: of (?:the|that) (?:same )?(?:school |training |calendar )?year)?\b|\bin (?:the|that) (?:same )?year\b|\bfor the (?:first )?time\b|\bfirst(?=\s+\w+ed\b)|(?<=\bwas )first(?=\s+[a-z])|(?<=\bwere )first(?=\s+[a-z])|\b(?:at the )?same time\b", re.I)


def _timed(text: str, row: tuple[Token, ...], found: list[FOUND]) -> frozenset[int]:
    """The words that only tell when: a period with what leads to it."""
    spans = []
    for start, end, _ in found:
        before = _TIME_BEFORE.search(text, 0, start)
        spans.append((before.start() if before else start, end))
    spans += [m.span() for m in _TIME_LOOSE.finditer(text)]
    return frozenset(i for i, t in enumerate(row) if any(s <= t.start and t.end <= e for s, e in spans))


def _clauses(text: str, row: tuple[Token, ...]) -> tuple[tuple[int, int], ...]:
    cuts = [m.start() for m in _CUT.finditer(text)]
    pieces: list[tuple[int, int]] = []
    begin = 0
    for cut in [*cuts, len(text)]:
        end = next((i for i, t in enumerate(row) if t.start >= cut), len(row))
        if end > begin and (any(verb_at(row, i) for i in range(begin, end)) or cut == len(text)):
            pieces.append((begin, end))
            begin = end
    if len(pieces) > 1 and not any(verb_at(row, i) for i in range(*pieces[-1])):
        last = pieces.pop()
        pieces[-1] = (pieces[-1][0], last[1])
    return tuple(pieces) or ((0, len(row)),)


#: Verbs that end like the names of persons and things.
_ENDING_SO = frozenset(map(stem, "offer deliver consider enter discover recover cover gather register transfer refer prefer suffer differ answer administer monitor order favour".split()))
_NOUNS_TOO = frozenset(
    map(
        stem,
        "call place plan work visit study result record report test show list need support share help charge claim cost cut design drop end grant fund finance issue limit live measure name notice practise present "
        "question register rest return reward state stay talk target travel turn use vote train stand set form experience interest base mean leave change increase move target view act answer exam deal order produce "
        "award start lead offer match control benefit number figure rate age time hand document check face influence project process contact focus contract".split(),
    )
)


def is_verb(token: Token) -> bool:
    """Whether a word is likely a verb: a common one, or a form in -ed."""
    low = token.low
    if not token.text.islower():
        return False
    if low in VERBS or (low.endswith("ed") and len(low) > 4 and low not in {"hundred", "indeed"}) or low.startswith(("take ", "takes ", "took ", "taken ")):
        return True
    if low.endswith(("er", "ers", "or", "ors", "ion", "ions", "ment", "ments")) and token.stem not in _ENDING_SO:
        return False
    return token.stem in common_verbs() and token.stem not in _NOUNS_TOO and not low.endswith("ing")


def verb_at(row: tuple[Token, ...], at: int) -> bool:
    """Whether the word at an index is likely a verb: also a form in -s right in front of its object ("issues the statements")."""
    token = row[at]
    following = row[at + 1].low if at + 1 < len(row) else ""
    acting = at > 0 and token.text.islower() and token.low.endswith("s") and following in {"the", "a", "an", "them", "it", "its", "their"}
    return is_verb(token) or (acting and (token.stem in _NOUNS_TOO or token.low.endswith(("ates", "ises", "izes", "ifies"))))


def _denials(text: str, row: tuple[Token, ...], stems: list[str], quantities: tuple[Quantity, ...]) -> tuple[int, ...]:
    skipped = [m.span() for m in _NO_DENIAL.finditer(text)] + [(q.start, q.end) for q in quantities if (q.unit == "money" and not text[q.start : q.end].lower().startswith("exempt")) or q.hedge == "none"]
    known = stems_of("negation", "words") | stems_of("negation", "denying")
    found = [a for a, _ in phrases(stems, known)] + [i for i, t in enumerate(row) if t.low.endswith(("n't", "n’t")) or t.low in {"lacked", "lacks"}]
    if any(row[i].low == "neither" for i in found):
        found = [i for i in found if row[i].low != "nor"]  # "neither … nor" denies once
    return tuple(sorted(i for i in set(found) if not any(s <= row[i].start < e for s, e in skipped)))
