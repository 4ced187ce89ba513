"""What happens when a reader does something: every act gives the parts of the page that change, by name.

A value is what the part holds from then on; ``changed(...)`` changes its properties instead. An act that takes a while
is a generator that gives the page its parts as they come. ``event`` holds what the page's script sent along.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from traceback import print_exc
from typing import Any

from assistant.draft import name_of
from assistant.page import beside, claims, desk, export, feedback, header, ledger, library, log, panel, plots
from assistant.page.opening import Opening
from assistant.page.series import find_series
from assistant.page.view import AnswerView, Conversation, find_policy, from_json
from assistant.page.words import best_language, say
from corpus.errors import AssistantError

#: The fields that limit a question, the ledger and the list of policies, and those of a comparison, in the order of their values.
LIMITS = ("f-countries", "f-groups", "f-themes", "f-first", "f-last")
LEDGER = ("figure-search", "figure-country", "figure-policy", "figure-year")
LISTING = ("policy-search", "policy-country", "policy-theme", "policy-group")
PAIR = ("left", "left-year", "right", "right-year")

Parts = dict[str, Any]
Event = Mapping[str, Any]


def changed(**properties: Any) -> Parts:
    """A change of a part's properties, as gradio takes it."""
    return {"__type__": "update", **properties}


def shown(frame: desk.Frame) -> Parts:
    """The parts of the page that a frame of an answer fills."""
    parts = {
        "log": frame.done,
        "live": frame.live,
        "more": frame.more,
        "talk": frame.talk,
        "source": frame.source,
        "bridge": frame.orders,
    }
    return {name: value for name, value in parts.items() if value is not None}


class Acts:
    """The acts over one engine. ``words`` names, for each part, the string of each of its properties; the page fills it.

    No reader's data is held here: one instance serves all.
    """

    def __init__(self, opening: Opening) -> None:
        self.opening = opening
        self.words: dict[str, dict[str, str]] = {}

    def hello(self, event: Event, talk: Conversation, checked: list[AnswerView]) -> Iterator[Parts]:
        """A reader arrives, or changes the language: all words, the kept conversation, then what the texts offer."""
        language = best_language(str(event.get("language", "")))
        talk = talk if talk.turns else from_json(event.get("talk"))
        labels = {
            name: {prop: say(language, key) for prop, key in keys.items()}
            for name, keys in self.words.items()
        }
        ready = self.opening.wait(0)
        yield {
            **{name: changed(**properties) for name, properties in labels.items()},
            "language": language,
            "talk": talk,
            "top": header.top(language, "" if ready else say(language, "loading")),
            "toolbar": log.toolbar(language),
            "welcome": changed() if ready else log.welcome((), language),
            "log": log.conversation(talk, language),
            "more": log.suggestions(talk, language),
            "source": panel.empty(language),
            "verdicts": claims.report(checked, language) if checked else "",
            "finder": changed(visible=True),
            "policy": "",
            "bridge": desk.orders(*desk.greet(language)),
        }
        while not self.opening.wait(0.5):
            if self.opening.progress:
                yield {"top": header.top(language, f"{say(language, 'indexing')} {self.opening.progress}")}
        if self.opening.failure:
            yield {"top": header.top(language, say(language, "failed", reason=self.opening.failure))}
            return
        engine = self.opening.engine
        policies = list(engine.policies.values())
        offered = {
            name: changed(**labels[name], choices=options) for name, options in self.choices(language).items()
        }
        status = header.holdings(policies, engine.version, language)
        yield {**offered, "top": header.top(language, status), "welcome": log.welcome(policies, language)}

    def choices(self, language: str) -> dict[str, list[Any]]:
        """What each list offers to choose from, over the texts that are there."""
        policies = list(self.opening.engine.policies.values())
        countries = sorted({p.country for p in policies if p.country})
        groups, themes = library.choices(policies, "target_groups"), library.choices(policies, "themes")
        years = [str(year) for year in reversed(library.years(policies))]
        titles = [(name_of(p), p.path) for p in library.matching(policies)]
        lists: dict[str, list[Any]] = {
            **dict(zip(LIMITS[3:], (years, years), strict=True)),
            **dict(zip(LEDGER[1:], (countries, titles, years), strict=True)),
            **dict(zip(LISTING[1:], (countries, themes, groups), strict=True)),
            **dict(zip(PAIR, (titles, years, titles, years), strict=True)),
        }
        every = say(language, "any")
        single = {
            name: [("—" if name in ("left", "right") else every, ""), *options]
            for name, options in lists.items()
        }
        return {**dict(zip(LIMITS[:3], (countries, groups, themes), strict=True)), **single}

    # --- the conversation ---------------------------------------------------------------------------------------------

    def question(self, text: str, talk: Conversation, language: str, *limits: Any) -> Iterator[Parts]:
        """A question is answered piece by piece."""
        question = desk.asked(text)
        if not question:
            return
        yield shown(desk.waiting(talk, question, language))
        try:
            wanted = desk.limits_from(*limits)
            yield from map(shown, desk.ask(self.opening.engine, talk, question, wanted, language))
        except Exception as error:  # whatever fails, the reader sees one line and may ask on
            if not isinstance(error, AssistantError):
                print_exc()
            yield {"live": log.failed(question, str(error) or type(error).__name__, language)}

    def example(self, event: Event, talk: Conversation, language: str, *limits: Any) -> Iterator[Parts]:
        """An example, a suggested question or one from a link is asked as if it had been typed."""
        yield {"tabs": changed(selected="ask")}
        start = Conversation() if event.get("fresh") else talk
        yield from self.question(str(event.get("question", "")), start, language, *limits)

    def active(self, language: str, *limits: Any) -> Parts:
        """The filters that are set are named beside the question."""
        return {"active": log.active(desk.limits_from(*limits), language)}

    def clear_filters(self, event: Event) -> Parts:
        """All filters are taken off."""
        return dict(zip(LIMITS, ([], [], [], "", ""), strict=True))

    def cite(self, event: Event, language: str) -> Parts:
        """A citation is opened in the source panel."""
        html = desk.show(self.opening.engine, event, language)
        return {"source": html, "bridge": desk.orders({"do": "show-source", "focus": True})}

    def vote(self, event: Event, talk: Conversation, language: str) -> Parts:
        """A vote is kept with the conversation and in the feedback file."""
        talk, item, orders = desk.vote(talk, event, language)
        if item:
            feedback.add(self.opening.feedback_file, item)
        return {"talk": talk, "bridge": orders}

    def reopen(self, event: Event, language: str) -> Parts:
        """A kept conversation is shown again, or a new one begun."""
        talk = from_json(event.get("talk"))
        return {
            "talk": talk,
            "log": log.conversation(talk, language),
            "live": "",
            "more": log.suggestions(talk, language),
            "source": panel.empty(language),
        }

    def export_talk(self, event: Event, talk: Conversation, language: str) -> Parts:
        """The conversation as a file."""
        form = str(event.get("format"))
        if not talk.turns or form not in export.FORMATS:
            return self.say("nothing_to_export", language)
        return {"bridge": desk.send(export.conversation_file(talk, form, language))}

    def say(self, key: str, language: str) -> Parts:
        """A line for the reader, spoken and shown."""
        return {"bridge": desk.orders({"do": "say", "text": say(language, key)})}

    # --- the other tabs -----------------------------------------------------------------------------------------------

    def check(self, text: str, language: str) -> Iterator[Parts]:
        """Every sentence of the pasted text gets its verdict."""
        yield {"verdicts": claims.waiting(language), "reports": changed(visible=False)}
        views = desk.check(self.opening.engine, text)
        yield {
            "checked": views,
            "verdicts": claims.report(views, language),
            "reports": changed(visible=bool(views)),
        }

    def report(self, form: str, views: list[AnswerView], language: str) -> Parts:
        """The report of the last check as a file."""
        if not views:
            return self.say("nothing_to_export", language)
        return {"bridge": desk.send(export.check_file(views, self.opening.engine.version, form, language))}

    def rows(self, *limits: Any) -> list[Any]:
        """The lines of the ledger that are left by the tab's fields."""
        return ledger.matching(self.opening.engine.figures(), *(limit or "" for limit in limits))

    def ledger(self, language: str, *limits: Any) -> Parts:
        """The table, and the series that may be drawn; the first of them is."""
        rows = self.rows(*limits)
        offered = find_series(rows)
        first = list(offered)[:1]
        return {
            "ledger": ledger.table(rows, language),
            "series": changed(choices=list(offered)[:200], value=first),
            "plot": plots.plot([offered[name] for name in first], language),
        }

    def series(self, language: str, chosen: list[str] | None, *limits: Any) -> Parts:
        """The plot of the chosen series."""
        offered = find_series(self.rows(*limits))
        return {"plot": plots.plot([offered[name] for name in chosen or () if name in offered], language)}

    def csv(self, *limits: Any) -> Parts:
        """The ledger, as limited, as a CSV file; the mark at its start tells spreadsheets that it is UTF-8."""
        data = ledger.as_csv(self.rows(*limits)).encode("utf-8-sig")
        return {"bridge": desk.send(export.File("figures.csv", "text/csv", data))}

    def listing(self, language: str, *limits: Any) -> Parts:
        """The policies that are left by the tab's fields."""
        found = library.matching(self.opening.engine.policies.values(), *(limit or "" for limit in limits))
        return {"listing": library.listing(found, language)}

    def policy(self, event: Event, language: str) -> Parts:
        """A policy's page takes the place of the list."""
        engine = self.opening.engine
        policy = find_policy(engine.policies, str(event.get("policy", "")))
        if policy is None:
            return self.say("source_gone", language)
        html = library.policy_page(policy, ledger.matching(engine.figures(), policy=policy.path), language)
        orders = desk.orders({"do": "focus", "selector": "#policy-title"})
        return {
            "tabs": changed(selected="policies"),
            "finder": changed(visible=False),
            "policy": html,
            "bridge": orders,
        }

    def to_list(self, event: Event) -> Parts:
        """Back from a policy's page to the list."""
        orders = desk.orders({"do": "focus", "selector": "#policy-search input, #policy-search textarea"})
        return {"finder": changed(visible=True), "policy": "", "bridge": orders}

    def pair(
        self,
        language: str,
        left: str | None,
        left_year: str | None,
        right: str | None,
        right_year: str | None,
    ) -> Parts:
        """Two policies, or one in two years, side by side; one policy named alone is compared with itself."""
        engine = self.opening.engine
        sides = []
        for name, year in ((left or right, left_year), (right or left, right_year)):
            policy = find_policy(engine.policies, name or "")
            if policy is None:
                return {"beside": beside.hint(language)}
            sides.append(beside.Side(policy, int(year) if year else None, engine.figures(policy=policy.path)))
        return {"beside": beside.side_by_side(sides[0], sides[1], language)}

    def ready(self) -> Parts:
        """The page is whole: a question in its address may be asked."""
        return {"bridge": desk.orders({"do": "ready"})}
