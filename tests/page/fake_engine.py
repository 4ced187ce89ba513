"""A small engine with hand-made answers of every kind, for the page's tests and its screenshots.

It has the same doors as the assistant and needs no store, no model and no index. Its two policies are invented.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.engine import Filters
from assistant.ledger import FigureRow, ledger
from assistant.model import Answer, FigureValue, Question, Quote
from corpus.model import Entry, Figure, Passage, Period, Policy, Section, Sentence, Stage

NORTHLAND = """\
Placement grants: Northland
- 2019Approved
- 2020Implementation
- 2021Implementation
- 2022Implementation
- 2023Implementation
Background
Few learners in vocational schools had worked abroad before 2019. Schools said that travel costs kept them at home.
Objectives
The grant has two goals:
- to send more learners on a placement abroad;
- to give small schools the same chances as large ones.
Description
The grant pays for travel and lodging during a placement of at least ten days.
In 2020, the first call was opened to learners in part-time education.
In 2021, the call was opened to learners in full-time education as well.
Since 2022, apprentices over 18 may take part too, provided that their employer agrees in writing.
In the school year 2021-22, 84 learners took part, from 12 schools. 48.5% of them were women.
In the school year 2022-23, the number of learners rose to 131, from 17 schools. 52.1% of them were women.
In the school year 2023-24, the number of learners fell to 97, as the reserve of the earlier years had been spent.
The budget of the grant was EUR 1.2 million in 2022 and EUR 900 000 in 2023.
Bodies responsible
- Ministry of Education of Northland
- Northland Agency for Mobility
Target groups
Learners
- Learners in upper secondary, including apprentices
- Young people (15-29 years old)
Education professionals
- Teachers
Thematic categories
European and international dimensions of VET
Country
Northland, M. (2024). Placement grants: Northland. Registry of policies.
https://example.org/policies/101"""

SOUTHLAND = """\
Learning vouchers: Southland
- 2021Design
- 2022Implementation
- 2023Completed
Background
Adults without a qualification seldom enter training. Fees were named as the main reason.
Description
The voucher covers the fee of a course of up to 200 hours.
The vouchers were available since 2021. The first vouchers were issued in 2022.
In 2022, 410 adults used a voucher. In 2023, 655 adults used a voucher.
Bodies responsible
- Employment Service of Southland
Target groups
Learners
- Unemployed and jobseekers
- Low-skilled or low-qualified persons
Thematic categories
Modernising VET offer and delivery
Country
Southland, E. (2023). Learning vouchers: Southland. Registry of policies.
https://example.org/policies/102"""

KINDS = {
    "Background": "background",
    "Objectives": "objectives",
    "Description": "description",
    "Bodies responsible": "bodies",
    "Target groups": "target_groups",
    "Thematic categories": "themes",
    "Country": "citation",
}


def make_policy(number: str, text: str, country: str) -> Policy:
    """Reads one of the invented texts, whose layout is known."""
    heads = [(m.start(), m.end(), m[0]) for m in re.finditer(f"(?m)^(?:{'|'.join(KINDS)})$", text)]
    sections = []
    for i, (_, end, name) in enumerate(heads):
        stop = heads[i + 1][0] - 1 if i + 1 < len(heads) else len(text)
        sections.append(Section(name, KINDS[name], end + 1, stop))
    stages = tuple(
        Stage(int(m[1]), m[2], m.start(), m.end()) for m in re.finditer(r"- (\d{4})([A-Z]\w+)", text)
    )
    entries = []
    for section in sections:
        if section.kind not in ("bodies", "target_groups", "themes"):
            continue
        heading = ""
        for line in re.finditer(r"(?m)^(- )?(.+)$", text[section.start : section.end]):
            start, end = section.start + line.start(2), section.start + line.end(2)
            if line[1] or section.kind == "themes":
                entries.append(Entry(section.kind, heading, start, end))
            else:
                heading = line[2]
    sentences = []
    for index, section in enumerate(sections):
        for paragraph, line in enumerate(
            re.finditer(r"[^\n.]+(?:\.\d[^\n.]*)*\.?", text[section.start : section.end])
        ):
            year = re.search(r"20\d\d", line[0])
            period = None
            if year:
                period = Period(date(int(year[0]), 1, 1), date(int(year[0]), 12, 31), "year", year[0])
            start = section.start + line.start() + (len(line[0]) - len(line[0].lstrip()))
            sentences.append(Sentence(start, section.start + line.end(), index, paragraph, period))
    cite = re.search(r"(?m)^.*Registry of policies\.$", text)
    return Policy(
        id=number,
        path=f"{number}.txt",
        title=text.split(":")[0],
        country=country,
        region="",
        url=f"https://example.org/policies/{number}",
        layout="timeline",
        text=text,
        sections=tuple(sections),
        sentences=tuple(sentences),
        stages=stages,
        entries=tuple(entries),
        figures=_figures(text, sentences),
        citation=cite.span() if cite else None,
    )


def _figures(text: str, sentences: list[Sentence]) -> tuple[Figure, ...]:
    pattern = r"(?P<eur>EUR [\d ]+(?:\.\d)?(?: million)?)|(?P<pct>[\d.]+%)|(?P<n>\b\d{2,3}\b)(?= (?:learners|adults)|, from)"
    found = []
    for m in re.finditer(pattern, text):
        at = next((i for i, s in enumerate(sentences) if s.start <= m.start() < s.end), 0)
        sentence = text[sentences[at].start : sentences[at].end]
        unit = "EUR" if m["eur"] else "%" if m["pct"] else ""
        value = float(re.sub(r"[^\d.]", "", m[0]))
        if m["eur"] and "million" in m[0]:
            value *= 1_000_000
        who = "adults" if "adults" in sentence else "learners"
        measure = "budget" if unit == "EUR" else f"{who}, share of women" if unit else who
        found.append(
            Figure(
                value,
                unit,
                who,
                measure,
                who,
                "",
                "reached",
                sentences[at].period,
                "",
                m.start(),
                m.end(),
                at,
            )
        )
    return tuple(found)


class FakeAssistant:
    """Answers by the words in a question; an unknown question is an abstention."""

    version = "invented texts 1"

    def __init__(self, delay: float = 0.0) -> None:
        self.delay = delay
        made = make_policy("101", NORTHLAND, "Northland"), make_policy("102", SOUTHLAND, "Southland")
        self.policies: dict[str, Policy] = {p.path: p for p in made}

    def ask(self, question: str, history: Sequence[str] = (), filters: Filters | None = None) -> Answer:
        """The hand-made answer for the first word that is known."""
        if self.delay:
            time.sleep(self.delay)
        lowered = question.casefold()
        if "break" in lowered:
            raise RuntimeError("the engine broke")
        kinds = {
            "compare": self._compare,
            "history": self._history,
            "may ": self._eligible,
            "since when": self._conflict,
            "how many": self._figure,
            "target groups": self._section,
            "which policies": self._list,
            "cite": self._citation,
            "<script": self._hostile,
        }
        for words, make in kinds.items():
            if words in lowered:
                answer = make(question)
                break
        else:
            answer = self._nothing(question)
        searched = {"policies": [policy.title for policy in self.policies.values()], **answer.searched}
        if filters and (filters.countries or filters.years or filters.groups or filters.themes):
            searched["filters"] = {"countries": list(filters.countries), "groups": list(filters.groups)}
        return Answer(
            **{**{f: getattr(answer, f) for f in Answer.__dataclass_fields__}, "searched": searched}
        )

    def stream(
        self, question: str, history: Sequence[str] = (), filters: Filters | None = None
    ) -> Iterator[str]:
        """The text of the answer, growing."""
        words = self.ask(question, history, filters).text.split(" ")
        for i in range(len(words)):
            yield " ".join(words[: i + 1])

    def check(self, text: str) -> list[Answer]:
        """One verdict per sentence, by the number that it names."""
        return [self._claim(sentence) for sentence in re.split(r"(?<=[.!?])\s+", text.strip()) if sentence]

    def search(self, query: str, k: int = 10) -> list[Passage]:
        """Sentences that share a word with the query."""
        words = set(query.casefold().split())
        found = []
        for policy in self.policies.values():
            for sentence in policy.sentences:
                share = len(words & set(policy.words(sentence).casefold().split()))
                if share:
                    found.append(self._passage(policy, policy.words(sentence), float(share)))
        return sorted(found, key=lambda p: -p.score)[:k]

    def figures(
        self, country: str | None = None, year: int | None = None, policy: str | None = None
    ) -> list[FigureRow]:
        """The ledger, limited."""
        return ledger(self.policies.values(), country, year, policy)

    def _quote(self, words: str, path: str = "101.txt") -> Quote:
        policy = self.policies[path]
        start = policy.text.index(words)
        section = next((s.name for s in policy.sections if s.start <= start < s.end), "")
        return Quote(policy, section, start, start + len(words))

    def _passage(self, policy: Policy, words: str, score: float = 0.5) -> Passage:
        start = policy.text.index(words)
        section = next((s.name for s in policy.sections if s.start <= start < s.end), "")
        return Passage(
            policy.path,
            policy.id,
            policy.title,
            policy.country,
            section,
            start,
            start + len(words),
            words,
            f"{policy.country} · {policy.title} · {section}",
            score,
        )

    def _figure(self, question: str) -> Answer:
        quote = self._quote(
            "In the school year 2022-23, the number of learners rose to 131, from 17 schools."
        )
        figure = FigureValue("learners", 131, "", "131", "2022-23", "Northland", "101", 1)
        return Answer(
            "answered",
            "131 learners took part in the school year 2022-23. [1]",
            "figure",
            quotes=(quote,),
            figures=(figure,),
            confidence=0.93,
            follow_ups=("How many learners took part in 2023-24?", "Compare 2022-23 and 2023-24"),
        )

    def _compare(self, question: str) -> Answer:
        quotes = (
            self._quote("In the school year 2022-23, the number of learners rose to 131, from 17 schools."),
            self._quote("In the school year 2023-24, the number of learners fell to 97"),
        )
        figures = (
            FigureValue("learners", 131, "", "131", "2022-23", "Northland", "101", 1),
            FigureValue("learners", 97, "", "97", "2023-24", "Northland", "101", 2),
        )
        return Answer(
            "answered",
            "The number of learners fell from 131 in 2022-23 [1] to 97 in 2023-24 [2]: 34 fewer, or 26.0%.",
            "compare",
            quotes=quotes,
            figures=figures,
            details={"change": {"difference": -34, "percent": -25.95}},
            confidence=0.9,
            follow_ups=("Why did the number of learners fall in 2023-24?",),
        )

    def _history(self, question: str) -> Answer:
        lines = [
            "In 2020, the first call was opened to learners in part-time education.",
            "In 2021, the call was opened to learners in full-time education as well.",
            "Since 2022, apprentices over 18 may take part too, provided that their employer agrees in writing.",
            "In the school year 2023-24, the number of learners fell to 97, as the reserve of the earlier years had been spent.",
        ]
        periods = ("2020", "2021", "2022", "2023-24")
        events = [
            {"period": p, "text": t, "quote": i}
            for i, (p, t) in enumerate(zip(periods, lines, strict=True), 1)
        ]
        stages = [{"year": s.year, "stage": s.name} for s in self.policies["101.txt"].stages]
        text = "\n".join(f"- {e['period']}: {e['text']} [{e['quote']}]" for e in events)
        return Answer(
            "answered",
            text,
            "history",
            quotes=tuple(map(self._quote, lines)),
            details={"events": events, "stages": stages},
            confidence=0.88,
        )

    def _eligible(self, question: str) -> Answer:
        if "pensioner" in question:
            quote = self._quote("Young people (15-29 years old)")
            return Answer(
                "answered",
                "Pensioners are not named among the target groups. The listed groups are: Learners in upper "
                "secondary, including apprentices; Young people (15-29 years old) [1].",
                "eligibility",
                "not_listed",
                (quote,),
                details={
                    "group": "",
                    "conditions": [],
                    "caution": "The text describes a policy; it is no decision on a case.",
                },
            )
        quotes = (
            self._quote("Learners in upper secondary, including apprentices"),
            self._quote(
                "Since 2022, apprentices over 18 may take part too, provided that their employer agrees in writing."
            ),
        )
        return Answer(
            "answered",
            "Apprentices are among the target groups: “Learners in upper secondary, including apprentices” "
            "[1]. A condition applies [2].",
            "eligibility",
            "yes",
            quotes,
            details={
                "group": "Learners in upper secondary, including apprentices",
                "conditions": [
                    {
                        "text": "over 18, since 2022, provided that their employer agrees in writing",
                        "quote": 2,
                    }
                ],
                "caution": "The text describes a policy; it is no decision on a case.",
            },
            confidence=0.84,
        )

    def _conflict(self, question: str) -> Answer:
        quotes = (
            self._quote("The vouchers were available since 2021.", "102.txt"),
            self._quote("The first vouchers were issued in 2022.", "102.txt"),
        )
        return Answer(
            "answered",
            "The text gives two dates: 2021 [1] and 2022 [2]. They differ.",
            "conflict",
            quotes=quotes,
            details={"sides": [{"value": "2021", "quote": 1}, {"value": "2022", "quote": 2}]},
        )

    def _section(self, question: str) -> Answer:
        groups = (
            "Learners in upper secondary, including apprentices",
            "Young people (15-29 years old)",
            "Teachers",
        )
        text = "The target groups are:\n" + "\n".join(f"- {g} [{i}]" for i, g in enumerate(groups, 1))
        return Answer("answered", text, "section", quotes=tuple(map(self._quote, groups)), confidence=0.97)

    def _list(self, question: str) -> Answer:
        quotes = (
            self._quote("Learners in upper secondary, including apprentices"),
            self._quote("Unemployed and jobseekers", "102.txt"),
        )
        rows = [
            {"policy": q.policy.id, "title": q.policy.title, "country": q.policy.country, "quote": i}
            for i, q in enumerate(quotes, 1)
        ]
        return Answer(
            "answered",
            "2 policies name learners as a target group: Placement grants (Northland) [1]; Learning vouchers "
            "(Southland) [2].",
            "list",
            quotes=quotes,
            details={"rows": rows},
        )

    def _citation(self, question: str) -> Answer:
        words = "Northland, M. (2024). Placement grants: Northland. Registry of policies."
        return Answer("answered", f"{words} [1]", "citation", quotes=(self._quote(words),))

    def _hostile(self, question: str) -> Answer:
        quote = self._quote("Few learners in vocational schools had worked abroad before 2019.")
        return Answer(
            "answered",
            "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'> [1]",
            "open",
            quotes=(quote,),
            follow_ups=("<img src=x onerror='window.hacked = 1'>",),
        )

    def _nothing(self, question: str) -> Answer:
        north = self.policies["101.txt"]
        near = (
            self._passage(
                north, "The budget of the grant was EUR 1.2 million in 2022 and EUR 900 000 in 2023."
            ),
            self._passage(
                north, "The grant pays for travel and lodging during a placement of at least ten days."
            ),
        )
        return Answer(
            "not_found",
            "The texts do not say: no amount of money is stated for this. Searched: Placement grants (Northland).",
            "figure",
            searched={
                "policies": ["Placement grants (Northland)"],
                "periods": ["2019"],
                "unmet": "no amount of money is stated for this",
            },
            nearest=near,
            question=Question(question, question, "figure"),
        )

    def _claim(self, sentence: str) -> Answer:
        quote = self._quote(
            "In the school year 2022-23, the number of learners rose to 131, from 17 schools."
        )
        if "131" in sentence:
            parts = [
                {"part": "number", "claimed": "131", "stated": "131", "verdict": "supported", "quote": 1},
                {
                    "part": "direction",
                    "claimed": "rose",
                    "stated": "rose",
                    "verdict": "supported",
                    "quote": 1,
                },
            ]
            return Answer(
                "answered",
                "The text says so. [1]",
                "check",
                "supported",
                (quote,),
                details={"parts": parts, "claim": sentence},
                confidence=0.95,
            )
        number = re.search(r"\d+", sentence)
        if number:
            parts = [
                {
                    "part": "number",
                    "claimed": number[0],
                    "stated": "131",
                    "verdict": "contradicted",
                    "quote": 1,
                }
            ]
            return Answer(
                "answered",
                f"The text says 131, the claim {number[0]}. [1]",
                "check",
                "contradicted",
                (quote,),
                details={"parts": parts, "claim": sentence},
                confidence=0.91,
            )
        return Answer(
            "not_found",
            "The texts do not speak of this.",
            "check",
            "not_found",
            details={"parts": [], "claim": sentence},
            searched={"policies": 2},
            nearest=(self._passage(self.policies["102.txt"], "Fees were named as the main reason."),),
        )
