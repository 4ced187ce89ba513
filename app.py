"""The web page: ``python app.py``, or ``vet-assistant serve``. The only file that imports gradio.

It wires ``assistant.page`` to gradio and does little else: what a card looks like, what a conversation is and what the
words are in four languages is decided there, in functions that need no page.
"""

from __future__ import annotations

import argparse
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # before the import: gradio looks up two hosts otherwise
os.environ.setdefault("HF_HUB_OFFLINE", "1")

import gradio as gr
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware

from assistant.contract import answer_json, passage_json
from assistant.page import claims, desk, export, feedback, header, ledger, library, log, panel, plots
from assistant.page.view import Conversation, find_policy, from_json
from assistant.page.words import best_language, say
from corpus.errors import AssistantError

STATIC = Path(__file__).parent / "assistant" / "page" / "static"
#: The browser may load from this server only, whatever a text or an answer holds.
CONTENT_POLICY = (
    "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'; frame-ancestors 'self'; form-action 'self'"
)
#: Events of the page are no doors of the API, and its own lines tell how far an answer is.
QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


class Opening:
    """The engine while it is being opened in a thread of its own, so that the page shows meanwhile.

    ``open_engine`` gets a function to tell how far it is: what it does, how many are done, of how many.
    """

    def __init__(
        self, open_engine: Callable[[Callable[[str, int, int], None]], Any], feedback_file: Path
    ) -> None:
        self.feedback_file = feedback_file
        self.failure, self.progress = "", ""
        self._open, self._engine, self._done = open_engine, None, threading.Event()
        threading.Thread(target=self._run, name="open-engine", daemon=True).start()

    def _run(self) -> None:
        try:
            self._engine = self._open(self._tell)
        except AssistantError as error:
            self.failure = str(error)
        except Exception as error:  # the page shows one line; the console has it too
            self.failure = f"{type(error).__name__}: {error}"
        if self.failure:
            print(self.failure, file=sys.stderr)
        self._done.set()
        if self._engine is not None:
            self._engine.ask(
                "Who are the target groups?"
            )  # what is made at the first question is there for the first reader

    def _tell(self, what: str, done: int, total: int) -> None:
        self.progress = f"{what} {done}/{total}"

    def wait(self, seconds: float | None = None) -> bool:
        """Whether the opening has ended within the time."""
        return self._done.wait(seconds)

    @property
    def engine(self) -> Any:
        """The engine, waited for; a gradio error with the reason where it could not be opened."""
        self.wait()
        if self.failure:
            raise gr.Error(self.failure)
        return self._engine


class Page:
    """The parts of the page and what happens between them. One instance serves all readers: it holds no reader's data."""

    def __init__(self, opening: Opening) -> None:
        self.opening = opening
        self.labelled: list[tuple[Any, dict[str, str]]] = []

    def build(self) -> gr.Blocks:
        """The page with its four tabs, the source panel beside them, and the doors of the API."""
        with gr.Blocks(title=say("en", "title"), analytics_enabled=False) as demo:
            self.language, self.talk = gr.State("en"), gr.State(Conversation())
            self.top = self.html(header.top("en"), "top")
            script = (STATIC / "page.js").read_text("utf-8")
            self.bridge = gr.HTML("", html_template="", js_on_load=script, elem_id="bridge")
            with gr.Row(elem_id="frame"):
                with gr.Column(elem_id="main", scale=3), gr.Tabs(elem_id="tabs") as self.tabs:
                    for name, build in (
                        ("ask", self.ask),
                        ("check", self.check),
                        ("figures", self.figures),
                        ("policies", self.policies),
                    ):
                        with gr.Tab(say("en", f"tab_{name}"), id=name, elem_id=f"tab-{name}") as tab:
                            build()
                        self.labelled.append((tab, {"label": f"tab_{name}"}))
                self.source = self.html(panel.empty("en"), "source")
            self.connect()
            doors(self.opening)
        return demo

    def html(self, value: str, name: str) -> gr.HTML:
        """A part that one of the page's rendering functions fills."""
        return gr.HTML(value, elem_id=name, apply_default_css=False, js_on_load=None)

    def worded(self, kind: Callable[..., Any], name: str, *, words: dict[str, str], **options: Any) -> Any:
        """A gradio part whose texts follow the language: ``words`` names the string for each of its properties."""
        part = kind(elem_id=name, **{key: say("en", text) for key, text in words.items()}, **options)
        self.labelled.append((part, words))
        return part

    def choice(self, name: str, key: str, many: bool = False) -> Any:
        """A list to choose from, empty until the texts are there."""
        return self.worded(
            gr.Dropdown, name, words={"label": key}, choices=[], value=[] if many else None, multiselect=many
        )

    # --- the tabs ---------------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """The conversation above the question and its filters."""
        with gr.Column(elem_id="talk"):
            self.toolbar = self.html(log.toolbar("en"), "toolbar")
            self.welcome = self.html(log.welcome((), "en"), "welcome")
            self.done, self.live = self.html("", "log"), self.html("", "live")
        with gr.Column(elem_id="composer"):
            with gr.Row(elem_id="asking"):
                words = {"label": "question", "placeholder": "question_hint"}
                self.question = self.worded(
                    gr.Textbox, "question", words=words, max_lines=6, scale=5, max_length=2000
                )
                self.send = self.worded(gr.Button, "send", words={"value": "ask"}, variant="primary", scale=0)
            self.active = self.html("", "active")
            with gr.Accordion(say("en", "filters"), open=False, elem_id="filters") as box:
                with gr.Row():
                    named = [
                        self.choice(f"f-{name}", name, many=True)
                        for name in ("countries", "groups", "themes")
                    ]
                with gr.Row():
                    self.limits = [
                        *named,
                        self.choice("f-first", "year_from"),
                        self.choice("f-last", "year_to"),
                    ]
            self.labelled.append((box, {"label": "filters"}))

    def check(self) -> None:
        """A text to paste, and the verdict of each of its sentences."""
        self.checked = gr.State([])
        words = {"label": "check_text", "placeholder": "check_hint"}
        self.claim = self.worded(gr.Textbox, "claim", words=words, lines=5, max_lines=14, max_length=20_000)
        with gr.Row(elem_classes="buttons"):
            self.do_check = self.worded(
                gr.Button, "do-check", words={"value": "check"}, variant="primary", scale=0
            )
        self.verdicts = self.html("", "verdicts")
        with gr.Row(elem_classes="buttons", visible=False) as self.reports:
            self.report_buttons = [
                (self.worded(gr.Button, f"report-{form}", words={"value": f"report_{form}"}, scale=0), form)
                for form in export.FORMATS
            ]

    def figures(self) -> None:
        """The ledger, limited and searched, and the plot of what is chosen."""
        with gr.Row():
            words = {"label": "search", "placeholder": "search_figures"}
            search = self.worded(gr.Textbox, "figure-search", words=words)
            self.ledger_limits = [
                search,
                self.choice("figure-country", "country"),
                self.choice("figure-policy", "policy"),
                self.choice("figure-year", "year"),
            ]
        self.series = self.choice("series", "series", True)
        self.plot = self.html("", "plot")
        with gr.Row(elem_classes="buttons"):
            self.csv = self.worded(gr.Button, "csv", words={"value": "csv"}, scale=0)
            self.worded(gr.Button, "png", words={"value": "png"}, scale=0)
        self.ledger = self.html("", "ledger")

    def policies(self) -> None:
        """The list of policies, one policy's page, and two side by side."""
        with gr.Column(elem_id="finder") as self.finder:
            with gr.Row():
                search = self.worded(
                    gr.Textbox, "policy-search", words={"label": "search", "placeholder": "search_policies"}
                )
                self.list_limits = [
                    search,
                    self.choice("policy-country", "country"),
                    self.choice("policy-theme", "theme"),
                    self.choice("policy-group", "group"),
                ]
            self.listing = self.html("", "listing")
            with gr.Accordion(say("en", "compare"), open=False, elem_id="compare") as box:
                with gr.Row():
                    self.pair = [
                        self.choice("left", "left"),
                        self.choice("left-year", "year"),
                        self.choice("right", "right"),
                        self.choice("right-year", "year"),
                    ]
                self.beside = self.html("", "beside")
            self.labelled.append((box, {"label": "compare"}))
        self.policy = self.html("", "policy")

    # --- what happens -----------------------------------------------------------------------------------------------

    def connect(self) -> None:
        """Every event of the page, and what it fills."""
        lang, bridge, talk = self.language, self.bridge, self.talk
        self.shown = [self.done, self.live, talk, self.source, bridge]
        asking = [self.question.submit, self.send.click]
        gr.on(asking, self.on_question, [self.question, talk, lang, *self.limits], self.shown, **QUIET)
        gr.on(asking, lambda: "", None, self.question, queue=False, **QUIET)
        bridge.question(self.on_example, [talk, lang, *self.limits], [*self.shown, self.tabs], **QUIET)
        bridge.cite(self.on_cite, lang, [self.source, bridge], **QUIET)
        bridge.vote(self.on_vote, [talk, lang], [talk, bridge], **QUIET)
        bridge.reopen(self.on_reopen, lang, self.shown, **QUIET)
        bridge.export_talk(self.on_export, [talk, lang], bridge, **QUIET)
        bridge.clear_filters(lambda: [[], [], [], None, None], None, self.limits, **QUIET)
        self.follow(
            self.limits,
            lambda language, *chosen: log.active(desk.limits_from(*chosen), language),
            self.active,
        )

        checking = [self.claim, lang]
        gr.on(
            [self.do_check.click],
            self.on_check,
            checking,
            [self.checked, self.verdicts, self.reports],
            **QUIET,
        )
        for button, form in self.report_buttons:
            button.click(partial(self.on_report, form), [self.checked, lang], bridge, **QUIET)

        ledger_shown = [self.ledger, self.series]
        self.follow(self.ledger_limits, self.on_ledger, ledger_shown)
        self.series.change(self.on_series, [lang, self.series, *self.ledger_limits], self.plot, **QUIET)
        self.csv.click(self.on_csv, self.ledger_limits, bridge, **QUIET)

        self.follow(self.list_limits, self.on_listing, self.listing)
        bridge.policy(self.on_policy, lang, [self.tabs, self.finder, self.policy, bridge], **QUIET)
        bridge.to_list(lambda: (gr.update(visible=True), ""), None, [self.finder, self.policy], **QUIET)
        self.follow(self.pair, self.on_pair, self.beside)

        parts = [part for part, _ in self.labelled]
        fixed = [self.top, self.toolbar, self.welcome, self.verdicts, self.finder, self.policy, lang]
        started = bridge.hello(self.on_hello, [talk, self.checked], [*self.shown, *fixed, *parts], **QUIET)
        started = started.then(self.on_ledger, [lang, *self.ledger_limits], ledger_shown, **QUIET)
        started = started.then(self.on_listing, [lang, *self.list_limits], self.listing, **QUIET)
        started.then(lambda: desk.orders({"do": "ready"}), None, bridge, **QUIET)

    def follow(self, fields: list[Any], show: Callable[..., Any], outputs: Any) -> None:
        """Shows anew whenever one of the fields changes; while a reader types, only the last state counts."""
        events = [field.change for field in fields]
        gr.on(events, show, [self.language, *fields], outputs, trigger_mode="always_last", **QUIET)

    def on_hello(
        self, talk: Conversation, checked: list[Any], event: gr.EventData
    ) -> Iterator[dict[Any, Any]]:
        """A reader arrives, or changes the language: all words of the page, the kept conversation, then what the texts offer."""
        language = best_language(str(event._data.get("language", "")))
        talk = talk if talk.turns else from_json(event._data.get("talk"))
        words: dict[Any, dict[str, Any]] = {
            part: {name: say(language, key) for name, key in keys.items()} for part, keys in self.labelled
        }
        state = say(language, "loading")
        yield {
            **{part: gr.update(**update) for part, update in words.items()},
            self.language: language,
            self.talk: talk,
            self.top: header.top(language, "" if self.opening.wait(0) else state),
            self.toolbar: log.toolbar(language),
            self.welcome: log.welcome((), language) if not self.opening.wait(0) else gr.skip(),
            self.done: log.conversation(talk, language),
            self.source: panel.empty(language),
            self.verdicts: claims.report(checked, language) if checked else "",
            self.finder: gr.update(visible=True),
            self.policy: "",
            self.bridge: desk.orders(*desk.greet(language)),
        }
        while not self.opening.wait(0.5):
            if self.opening.progress:
                yield {self.top: header.top(language, f"{say(language, 'indexing')} {self.opening.progress}")}
        if self.opening.failure:
            yield {self.top: header.top(language, say(language, "failed", reason=self.opening.failure))}
            return
        engine = self.opening.engine
        policies = list(engine.policies.values())
        choices = self.choices(policies)
        yield {
            **{part: gr.update(**words[part], choices=options) for part, options in choices.items()},
            self.top: header.top(language, header.holdings(policies, engine.version, language)),
            self.welcome: log.welcome(policies, language),
        }

    def choices(self, policies: list[Any]) -> dict[Any, list[Any]]:
        """What each list offers to choose from, over the texts that are there."""
        countries = sorted({p.country for p in policies if p.country})
        groups, themes = library.choices(policies, "target_groups"), library.choices(policies, "themes")
        years = [str(year) for year in reversed(library.years(policies))]
        titles = [(library.label(p), p.path) for p in library.matching(policies)]
        many = dict(zip(self.limits[:3], (countries, groups, themes), strict=True))
        single = dict(zip(self.limits[3:], (years, years), strict=True))
        single |= dict(zip(self.ledger_limits[1:], (countries, titles, years), strict=True))
        single |= dict(zip(self.list_limits[1:], (countries, themes, groups), strict=True))
        single |= dict(zip(self.pair, (titles, years, titles, years), strict=True))
        return many | {part: [("—", ""), *options] for part, options in single.items()}

    def on_question(
        self, text: str, talk: Conversation, language: str, *chosen: Any
    ) -> Iterator[dict[Any, Any]]:
        """A question is answered piece by piece."""
        limits = desk.limits_from(*chosen)
        for frame in desk.ask(self.opening.engine, talk, text, limits, language):
            parts = zip(
                self.shown, (frame.done, frame.live, frame.talk, frame.source, frame.orders), strict=True
            )
            yield {part: value for part, value in parts if value is not None}

    def on_example(
        self, event: gr.EventData, talk: Conversation, language: str, *chosen: Any
    ) -> Iterator[dict[Any, Any]]:
        """An example, a follow-up or a question from a link is asked as if it had been typed."""
        start = Conversation() if event._data.get("fresh") else talk
        yield {self.tabs: gr.update(selected="ask")}
        yield from self.on_question(str(event._data.get("question", "")), start, language, *chosen)

    def on_cite(self, language: str, event: gr.EventData) -> tuple[str, str]:
        """A citation is opened in the source panel."""
        html = desk.show(self.opening.engine, event._data, language)
        return html, desk.orders({"do": "show-source", "focus": True})

    def on_vote(self, talk: Conversation, language: str, event: gr.EventData) -> tuple[Conversation, str]:
        """A vote is kept with the conversation and in the feedback file."""
        talk, item, orders = desk.vote(talk, event._data, language)
        if item:
            feedback.add(self.opening.feedback_file, item)
        return talk, orders

    def on_reopen(self, language: str, event: gr.EventData) -> dict[Any, Any]:
        """A kept conversation is shown again, or a new one begun."""
        talk = from_json(event._data.get("talk"))
        return {
            self.talk: talk,
            self.done: log.conversation(talk, language),
            self.live: "",
            self.source: panel.empty(language),
        }

    def on_export(self, talk: Conversation, language: str, event: gr.EventData) -> str:
        """The conversation as a file."""
        form = str(event._data.get("format"))
        if not talk.turns or form not in export.FORMATS:
            return desk.orders({"do": "say", "text": say(language, "nothing_to_export")})
        return desk.send(export.conversation_file(talk, form, language))

    def on_check(self, text: str, language: str) -> Iterator[tuple[Any, str, Any]]:
        """Every sentence of the pasted text gets its verdict."""
        yield gr.skip(), claims.waiting(language), gr.update(visible=False)
        views = desk.check(self.opening.engine, text)
        yield views, claims.report(views, language), gr.update(visible=bool(views))

    def on_report(self, form: str, views: list[Any], language: str) -> str:
        """The report of the last check as a file."""
        if not views:
            return desk.orders({"do": "say", "text": say(language, "nothing_to_export")})
        return desk.send(export.check_file(views, self.opening.engine.version, form, language))

    def rows(self, words: str, country: str | None, policy: str | None, year: str | None) -> list[Any]:
        """The lines of the ledger that are left by the tab's fields."""
        return ledger.matching(
            self.opening.engine.figures(), words or "", country or "", policy or "", year or ""
        )

    def on_ledger(self, language: str, *limits: Any) -> tuple[str, Any]:
        """The table, and the series that may be drawn; the one with most years is."""
        rows = self.rows(*limits)
        offered = list(plots.series(rows))[:200]
        return ledger.table(rows, language), gr.update(choices=offered, value=offered[:1])

    def on_series(self, language: str, chosen: list[str] | None, *limits: Any) -> str:
        """The plot of the chosen series."""
        offered = plots.series(self.rows(*limits))
        return plots.plot([offered[name] for name in chosen or () if name in offered], language)

    def on_csv(self, *limits: Any) -> str:
        """The ledger, as limited, as a CSV file; the mark at its start tells spreadsheets that it is UTF-8."""
        return desk.send(
            export.File("figures.csv", "text/csv", ledger.as_csv(self.rows(*limits)).encode("utf-8-sig"))
        )

    def on_listing(self, language: str, *limits: Any) -> str:
        """The policies that are left by the tab's fields."""
        words = [limit or "" for limit in limits]
        return library.listing(library.matching(self.opening.engine.policies.values(), *words), language)

    def on_policy(self, language: str, event: gr.EventData) -> dict[Any, Any]:
        """A policy's page takes the place of the list."""
        engine = self.opening.engine
        policy = find_policy(engine.policies, str(event._data.get("policy", "")))
        if policy is None:
            return {self.bridge: desk.orders({"do": "say", "text": say(language, "source_gone")})}
        html = library.policy_page(policy, ledger.matching(engine.figures(), policy=policy.path), language)
        orders = desk.orders({"do": "focus", "selector": "#policy-title"})
        return {
            self.tabs: gr.update(selected="policies"),
            self.finder: gr.update(visible=False),
            self.policy: html,
            self.bridge: orders,
        }

    def on_pair(
        self,
        language: str,
        left: str | None,
        left_year: str | None,
        right: str | None,
        right_year: str | None,
    ) -> str:
        """Two policies, or one in two years, side by side."""
        engine = self.opening.engine
        sides = [
            (find_policy(engine.policies, name or ""), int(year) if year else None)
            for name, year in ((left or right, left_year), (right or left, right_year))
        ]
        if any(policy is None for policy, _ in sides):
            return ""
        return library.side_by_side(
            [
                library.Side(policy, year, ledger.matching(engine.figures(), policy=policy.path))
                for policy, year in sides
                if policy
            ],
            language,
        )


def doors(opening: Opening) -> None:
    """The documented API: the same four questions for programs, over HTTP, ``gradio_client`` and, where installed, MCP.

    The replies are the objects of ``--json``, with ``file`` where those say ``path``.
    """

    def ask(
        question: str,
        history: list[str] | None = None,
        countries: list[str] | None = None,
        groups: list[str] | None = None,
        themes: list[str] | None = None,
        year_from: int | None = None,
        year_to: int | None = None,
    ) -> dict[str, Any]:
        """Answers a question about the policy texts with numbered quotes, or says that the texts hold no answer.

        Args:
            question: The question, in English, Dutch, French or German.
            history: Earlier questions of the same conversation, oldest first, for a follow-up question.
            countries: Look only in texts of these countries.
            groups: Look only in texts with one of these target groups.
            themes: Look only in texts with one of these themes.
            year_from: The first year that the answer may speak of.
            year_to: The last year that the answer may speak of.
        """
        limits = desk.limits_from(countries, groups, themes, year_from, year_to)
        return dict(
            sendable(answer_json(opening.engine.ask(question, tuple(history or ()), desk.filters(limits))))
        )

    def check(text: str) -> list[dict[str, Any]]:
        """Says of every sentence of a text whether the policy texts support it, contradict it or do not speak of it.

        Args:
            text: A sentence or a paragraph.
        """
        return [sendable(answer_json(answer)) for answer in opening.engine.check(text)]

    def search(query: str, k: int = 10) -> list[dict[str, Any]]:
        """The passages nearest to a query, best first, each with its place in its text.

        Args:
            query: Words to look for.
            k: How many passages, at most 100.
        """
        return [
            sendable(passage_json(passage)) for passage in opening.engine.search(query, max(1, min(k, 100)))
        ]

    def figures(
        country: str | None = None, year: int | None = None, policy: str | None = None
    ) -> list[dict[str, Any]]:
        """The ledger of figures that the texts state, each with its measure, period and quote.

        Args:
            country: Only figures of this country.
            year: Only figures of this year.
            policy: Only figures of the policy with this id.
        """
        return [sendable(asdict(row)) for row in opening.engine.figures(country, year, policy)]

    for door in (ask, check, search, figures):
        gr.api(door, api_name=door.__name__)


def open_store(store: Path | None, progress: Callable[[str, int, int], None]) -> Any:
    """The assistant over a store; without an index yet, the texts that come with the project are indexed first."""
    from assistant import Assistant
    from assistant.settings import default_store

    store = store or default_store()
    if not (store / "CURRENT").exists():
        import index
        from assistant.settings import embedder
        from corpus import shipped_texts

        index.build([shipped_texts()], store, progress=progress, embedder=embedder())
    return Assistant.open(store)


def sendable(value: Any) -> Any:
    """A reply without a key ``path``: gradio and its client would take the object for a file of theirs and fetch it."""
    if isinstance(value, dict):
        return {"file" if key == "path" else key: sendable(inner) for key, inner in value.items()}
    return [sendable(inner) for inner in value] if isinstance(value, list) else value


async def guard(request: Any, forward: Any) -> Any:
    """Puts the content policy on every reply."""
    response = await forward(request)
    response.headers["Content-Security-Policy"] = CONTENT_POLICY
    return response


def launch(opening: Opening, host: str, port: int | None, wait: bool = True) -> str:
    """Serves the page and returns its address; ``wait`` keeps serving until interrupted."""
    font = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif"]
    mono = ["ui-monospace", "Consolas", "Menlo", "monospace"]
    demo = Page(opening).build()
    demo.queue(default_concurrency_limit=8)
    _, url, _ = demo.launch(
        server_name=host,
        server_port=port,
        share=False,
        quiet=True,
        run_history=False,
        ssr_mode=False,
        show_error=True,
        footer_links=["api"],
        theme=gr.themes.Base(font=font, font_mono=mono),
        head=f"<style>{(STATIC / 'page.css').read_text('utf-8')}</style>",  # as css= gradio would rewrite its selectors
        app_kwargs={"middleware": [Middleware(BaseHTTPMiddleware, dispatch=guard)]},
        mcp_server=find_spec("mcp") is not None,
        max_file_size="1mb",
        prevent_thread_lock=True,
    )
    print(f"VET Policy Assistant: {url}", flush=True)
    if wait:
        demo.block_thread()
    return url


def main(arguments: Sequence[str] | None = None) -> int:
    """Opens the store behind the page and serves until interrupted."""
    from assistant.settings import Settings

    try:
        settings = Settings.read()
    except AssistantError as error:
        print(error, file=sys.stderr)
        return error.exit_status
    parser = argparse.ArgumentParser(prog="app.py", description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--store",
        type=Path,
        default=settings.store,
        help="the folder of the index (default: the user's data folder)",
    )
    parser.add_argument(
        "--host", default=settings.host, help="the address to serve on (default: this machine only)"
    )
    parser.add_argument(
        "--port", type=int, default=settings.port, help="the port to serve on (default: 7860)"
    )
    options = parser.parse_args(arguments)
    launch(
        Opening(partial(open_store, options.store), feedback.place(options.store)), options.host, options.port
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
