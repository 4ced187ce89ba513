"""Gives every sentence its period (its own, or the one that the text carries over) and finds the figures."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.figures import find_figures
from corpus.model import Period, Policy, Sentence
from corpus.periods import FOUND, find_periods

#: Sections whose sentences tell what happened when; elsewhere a period is only taken where it stands.
_NARRATIVE = {"background", "description", "text", "opening", "teaser"}


def enrich(policy: Policy) -> Policy:
    """The same policy with the periods of its sentences and its figures filled in."""
    sentences: list[Sentence] = []
    named: dict[int, list[FOUND]] = {}
    carried: Period | None = None
    paragraph = -1
    for i, sentence in enumerate(policy.sentences):
        kind = policy.sections[sentence.section].kind
        new_section = i == 0 or policy.sentences[i - 1].section != sentence.section
        if new_section:
            carried = None
        found = find_periods(policy.text, sentence.start, sentence.end, carried)
        named[i] = found
        own = _own(policy.text, sentence, found)
        same_paragraph = sentence.paragraph == paragraph
        if own is not None:
            period, inherited = own, False
        elif carried is not None and kind in _NARRATIVE and (same_paragraph or sentence.lead is not None):
            period, inherited = carried, True
        else:
            period, inherited = None, False
        if not same_paragraph and own is None:
            carried_here = None if sentence.lead is None else carried
        else:
            carried_here = own if own is not None and own.relation in {"in", "by"} else carried
        carried = carried_here if same_paragraph or own is not None or sentence.lead is not None else carried
        paragraph = sentence.paragraph
        sentences.append(replace(sentence, period=period, inherited=inherited))
    read = replace(policy, sentences=tuple(sentences))
    return replace(read, figures=find_figures(read, named))


#: A period after these words is what something is compared with or named after, not when the sentence happens.
_ASIDE = re.compile(r"(?:\bthan|\bcompared (?:with|to)|\bagainst|\bas|\bversus|\bof the|\bvision and goals for|\(|\bplan for|\bprogramme|\bstrategy|\b[Aa]ct of|\b[Ll]aw of|\bcrisis of)\s+(?:in\s+|for\s+)?$")


def _own(text: str, sentence: Sentence, found: list[FOUND]) -> Period | None:
    """The period that a sentence is about: the first that it names other than in an aside."""
    for start, _, period in found:
        if not _ASIDE.search(text[max(sentence.start, start - 40) : start]):
            return period
    return None
