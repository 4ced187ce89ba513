"""Gives every sentence its period (its own, or the one that the text carries over) and finds the figures."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.figures import find_figures
from corpus.model import Period, Policy, Sentence
from corpus.periods import FOUND, find_periods, is_aside

#: Sections whose sentences tell what happened when; elsewhere a period is only taken where it stands.
_NARRATIVE = {"background", "description", "text", "opening", "teaser"}

#: A sentence that opens so sums up all the years of a policy, not the one told just before.
_ALL_YEARS = re.compile(
    r"(?:but |and |in all,? |altogether,? )?(?:(?:over|during|in|throughout|across|for) (?:its|the|their|this) (?:whole|entire|full|complete) "
    r"(?:run|life|lifetime|duration|course|time|term|period|existence)|(?:over|through|in) (?:all )?(?:these|the) years|"
    r"since (?:its|the|their) (?:very )?(?:start|beginning|launch|outset|foundation|introduction))\b",
    re.I,
)


#: A heading or a line of its own that dates the sums below it ("Rates from January 2021").
_CAPTION = re.compile(
    r"\b(?:rates?|amounts?|fees?|charges?|tariffs?|prices?|payments?|allowances?|limits?|thresholds?|grants?|how much)\b[^.;?!]*$",
    re.I,
)
_CLOSED = re.compile(r"[.!?]\W*$")


def enrich(policy: Policy) -> Policy:
    """The same policy with the periods of its sentences and its figures filled in."""
    sentences: list[Sentence] = []
    named: dict[int, list[FOUND]] = {}
    carried: Period | None = None
    running: Period | None = None
    caption: Period | None = None
    paragraph = -1
    for i, sentence in enumerate(policy.sentences):
        kind = policy.sections[sentence.section].kind
        new_section = i == 0 or policy.sentences[i - 1].section != sentence.section
        if new_section:
            carried = running = None
            caption = _dated(policy.sections[sentence.section].name) if policy.layout == "plain" else None
        found = find_periods(policy.text, sentence.start, sentence.end, carried)
        named[i] = find_periods(policy.text, sentence.start, sentence.end, carried, bare=True)
        own = _own(policy.text, sentence, found)
        same_paragraph = sentence.paragraph == paragraph
        words = policy.words(sentence)
        if policy.layout == "plain" and own is not None and (dated := _dated(words)):
            caption = dated
        elif not sentence.item and _CLOSED.search(words):
            caption = None
        if own is not None:
            period, inherited = own, False
        elif _ALL_YEARS.match(policy.text, sentence.start, sentence.end):
            period, inherited = None, False
        elif running is not None and kind in _NARRATIVE and (same_paragraph or sentence.lead is not None):
            period, inherited = running, True
        elif caption is not None:
            period, inherited = caption, True
        else:
            period, inherited = None, False
        # A day without a year in a later paragraph still belongs to the year that the section speaks of ("carried"), but a whole
        # sentence takes a period over only from its own paragraph ("running").
        if not same_paragraph and sentence.lead is None:
            running = None
        if own is not None and own.relation in {"in", "by"}:
            carried = running = own
        paragraph = sentence.paragraph
        sentences.append(replace(sentence, period=period, inherited=inherited))
    read = replace(policy, sentences=tuple(sentences))
    return replace(read, figures=find_figures(read, named))


def _dated(line: str) -> Period | None:
    """The period of a line that stands over sums and dates them."""
    found = find_periods(line) if len(line.split()) <= 8 and _CAPTION.search(line) else []
    return found[-1][2] if found else None


def _own(text: str, sentence: Sentence, found: list[FOUND]) -> Period | None:
    """The period that a sentence is about: the first that it names other than in an aside."""
    for start, _, period in found:
        if not is_aside(text, sentence.start, start):
            return period
    return None
