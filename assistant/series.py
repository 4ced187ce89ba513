"""Series: a figure that says little in its own sentence goes on from the one that counted the same before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.words import common_verbs, content_words, is_content, weak_verbs

if TYPE_CHECKING:
    from assistant.lexicon import Lexicon


def continued(path: str, lexicon: Lexicon) -> dict[int, int]:
    """By number of a figure the sentence that it goes on from: "530 loans were granted" after a sentence that tells for what.

    The sentence counts the same in the same unit, and what the later one says besides is all in it.
    """
    policy, units = lexicon.policies[path], lexicon.units[path]
    last: dict[tuple[int, str, str], int] = {}
    found: dict[int, int] = {}
    for number, figure in enumerate(policy.figures):
        counted = content_words(figure.counted)
        if not counted:
            continue
        unit = units[figure.sentence]
        key = (unit.sentence.section, figure.unit, counted[-1].stem)
        earlier = last.get(key)
        if earlier is not None and earlier != figure.sentence and figure.antecedent is None:
            said = {w.stem for w in unit.words if is_content(w) and w.stem not in weak_verbs() | common_verbs() and not w.text[:1].isdigit()}
            if len(said) <= 4 and len(said - set(units[earlier].positions)) <= 1:
                found[number] = earlier
                continue
        last[key] = figure.sentence
    return found
