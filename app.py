"""The web page: ``python app.py``, or ``vet-assistant serve``. The only file that imports gradio.

It lays out the parts of the page and wires what readers do to ``assistant.page.acts``. What a card looks like, what a
conversation is and what the words are in four languages is decided in ``assistant.page``, in functions that need no page.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial, wraps
from importlib.util import find_spec
from pathlib import Path
from typing import Any

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # before the import: gradio looks up two hosts otherwise
os.environ.setdefault("HF_HUB_OFFLINE", "1")

import gradio as gr
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware

from assistant.page import export, feedback, header, log, panel
from assistant.page.acts import LEDGER, LIMITS, LISTING, PAIR, Acts
from assistant.page.doors import as_text, doors
from assistant.page.opening import Opening, open_store
from assistant.page.routes import routes
from assistant.page.view import Conversation
from assistant.page.words import say
from corpus.errors import AssistantError

STATIC = Path(__file__).parent / "assistant" / "page" / "static"
#: The browser may load from this server only, whatever a text or an answer holds.
CONTENT_POLICY = (
    "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'; frame-ancestors 'self'; form-action 'self'"
)


class Page:
    """The parts of the page by name, and the events between them."""

    def __init__(self, opening: Opening) -> None:
        self.acts = Acts(opening)
        self.doors = doors(opening)
        self.parts: dict[str, Any] = {}

    def build(self) -> gr.Blocks:
        """The page with its four tabs, the source panel beside them, and the doors of the API."""
        with gr.Blocks(title=say("en", "title"), analytics_enabled=False) as demo:
            self.parts |= {
                "language": gr.State("en"),
                "talk": gr.State(Conversation()),
                "checked": gr.State([]),
            }
            self.html("top", header.top("en"))
            script = (STATIC / "page.js").read_text("utf-8")
            self.parts["bridge"] = gr.HTML("", html_template="", js_on_load=script, elem_id="bridge")
            with gr.Row(elem_id="frame"):
                with gr.Column(elem_id="main", scale=3), gr.Tabs(elem_id="tabs") as self.parts["tabs"]:
                    for name, fill in {
                        "ask": self.ask,
                        "check": self.check,
                        "figures": self.figures,
                        "policies": self.policies,
                    }.items():
                        with self.worded(gr.Tab, f"tab-{name}", {"label": f"tab_{name}"}, id=name):
                            fill()
                self.html("source", panel.empty("en"))
            self.connect()
            for door in self.doors:
                gr.api(shown(as_text(door)), api_name=door.__name__)
        return demo

    # --- the parts ----------------------------------------------------------------------------------------------------

    def html(self, name: str, value: str = "") -> None:
        """A part that one of the page's rendering functions fills."""
        self.parts[name] = gr.HTML(value, elem_id=name, apply_default_css=False, js_on_load=None)

    def worded(self, kind: Callable[..., Any], name: str, words: dict[str, str], **options: Any) -> Any:
        """A gradio part whose texts follow the language: ``words`` names the string for each of its properties."""
        self.acts.words[name] = words
        self.parts[name] = kind(
            elem_id=name, **{key: say("en", text) for key, text in words.items()}, **options
        )
        return self.parts[name]

    def choice(self, name: str, key: str, many: bool = False) -> None:
        """A list to choose from, empty until the texts are there."""
        self.worded(
            gr.Dropdown,
            name,
            {"label": key},
            choices=[] if many else [("—", "")],
            value=[] if many else "",
            multiselect=many,
        )

    def ask(self) -> None:
        """The conversation above the question and its filters."""
        with gr.Column(elem_id="talk"):
            self.html("toolbar", log.toolbar("en"))
            self.html("welcome", log.welcome((), "en"))
            self.html("log")
            self.html("live")
            self.html("more")
        with gr.Column(elem_id="composer"):
            with gr.Row(elem_id="asking"):
                words = {"label": "question", "placeholder": "question_hint"}
                self.worded(gr.Textbox, "question", words, max_lines=6, scale=5, max_length=2000)
                self.worded(gr.Button, "send", {"value": "ask"}, variant="primary", scale=0)
            self.html("active")
            with self.worded(gr.Accordion, "filters", {"label": "filters"}, open=False):
                with gr.Row():
                    for name in ("countries", "groups", "themes"):
                        self.choice(f"f-{name}", name, many=True)
                with gr.Row():
                    self.choice("f-first", "year_from")
                    self.choice("f-last", "year_to")

    def check(self) -> None:
        """A text to paste, the verdict of each of its sentences, and the report of them."""
        words = {"label": "check_text", "placeholder": "check_hint"}
        self.worded(gr.Textbox, "claim", words, lines=3, max_lines=14, max_length=20_000)
        with gr.Row(elem_classes="buttons"):
            self.worded(gr.Button, "do-check", {"value": "check"}, variant="primary", scale=0)
        self.html("verdicts")
        with gr.Row(elem_classes="buttons", visible=False) as self.parts["reports"]:
            for form in export.FORMATS:
                self.worded(gr.Button, f"report-{form}", {"value": f"report_{form}"}, scale=0)

    def figures(self) -> None:
        """The ledger, limited and searched, and the plot of what is chosen."""
        with gr.Row():
            self.worded(gr.Textbox, "figure-search", {"label": "search", "placeholder": "search_figures"})
            for name in ("country", "policy", "year"):
                self.choice(f"figure-{name}", name)
        self.choice("series", "series", many=True)
        self.html("plot")
        with gr.Row(elem_classes="buttons"):
            for name in ("csv", "png"):
                self.worded(gr.Button, name, {"value": name}, scale=0)
        self.html("ledger")

    def policies(self) -> None:
        """The list of policies and two of them side by side; or one policy's page in their place."""
        with gr.Column(elem_id="finder") as self.parts["finder"]:
            with self.worded(gr.Accordion, "compare", {"label": "compare"}, open=False):
                with gr.Row():
                    for name, key in zip(PAIR, ("left", "year", "right", "year"), strict=True):
                        self.choice(name, key)
                self.html("beside")
            with gr.Row():
                self.worded(
                    gr.Textbox, "policy-search", {"label": "search", "placeholder": "search_policies"}
                )
                for name in ("country", "theme", "group"):
                    self.choice(f"policy-{name}", name)
            self.html("listing")
        self.html("policy")

    # --- the events ---------------------------------------------------------------------------------------------------

    def connect(self) -> None:
        """Everything that a reader can do, and the parts that it reads and fills."""
        part, acts, bridge = self.parts, self.acts, self.parts["bridge"]
        spoken = ["log", "live", "more", "talk", "source", "bridge"]
        asking = [part["question"].submit, part["send"].click]
        self.on(asking, acts.question, ["question", "talk", "language", *LIMITS], spoken)
        gr.on(asking, lambda: "", None, part["question"], queue=False, api_visibility="private")
        self.on([bridge.question], acts.example, ["talk", "language", *LIMITS], [*spoken, "tabs"], heard=True)
        self.on([bridge.reopen], acts.reopen, ["language"], spoken, heard=True)
        self.on([bridge.cite], acts.cite, ["language"], ["source", "bridge"], heard=True)
        self.on([bridge.vote], acts.vote, ["talk", "language"], ["talk", "bridge"], heard=True)
        self.on([bridge.export_talk], acts.export_talk, ["talk", "language"], ["bridge"], heard=True)
        self.on([bridge.clear_filters], acts.clear_filters, [], [*LIMITS], heard=True)
        self.follow(LIMITS, acts.active, ["active"])

        self.on(
            [part["do-check"].click], acts.check, ["claim", "language"], ["checked", "verdicts", "reports"]
        )
        for form in export.FORMATS:
            self.on(
                [part[f"report-{form}"].click],
                partial(acts.report, form),
                ["checked", "language"],
                ["bridge"],
            )

        self.follow(LEDGER, acts.ledger, ["ledger", "series", "plot"])
        self.on([part["series"].input], acts.series, ["language", "series", *LEDGER], ["plot"])
        self.on([part["csv"].click], acts.csv, [*LEDGER], ["bridge"])

        self.follow(LISTING, acts.listing, ["listing"])
        self.on(
            [bridge.policy], acts.policy, ["language"], ["tabs", "finder", "policy", "bridge"], heard=True
        )
        self.on([bridge.to_list], acts.to_list, [], ["finder", "policy", "bridge"], heard=True)
        self.follow(PAIR, acts.pair, ["beside"])

        fixed = [
            "language",
            "top",
            "toolbar",
            "welcome",
            "verdicts",
            "finder",
            "policy",
            *acts.words,
        ]
        started = self.on([bridge.hello], acts.hello, ["talk", "checked"], [*spoken, *fixed], heard=True)
        started = self.on([started.success], acts.ledger, ["language", *LEDGER], ["ledger", "series", "plot"])
        started = self.on([started.success], acts.listing, ["language", *LISTING], ["listing"])
        started = self.on([started.success], acts.pair, ["language", *PAIR], ["beside"])
        self.on([started.success], acts.ready, [], ["bridge"])

    def follow(self, fields: Sequence[str], act: Callable[..., Any], outputs: list[str]) -> None:
        """An act whenever one of the fields changes; while a reader types, only the last state counts."""
        events = [self.parts[field].change for field in fields]
        self.on(events, act, ["language", *fields], outputs, trigger_mode="always_last")

    def on(
        self,
        events: list[Any],
        act: Callable[..., Any],
        inputs: list[str],
        outputs: list[str],
        heard: bool = False,
        **options: Any,
    ) -> Any:
        """Wires an act to events; one that is ``heard`` also gets what the page's script sent along."""

        def run(*values: Any) -> Iterator[dict[Any, Any]]:
            try:
                given = act(*values)
                for parts in given if isinstance(given, Iterator) else [given]:
                    yield {self.parts[name]: value for name, value in parts.items()}
            except AssistantError as error:
                raise gr.Error(str(error), print_exception=False) from error

        def run_heard(event: gr.EventData, *values: Any) -> Iterator[dict[Any, Any]]:
            yield from run(event._data or {}, *values)

        read, filled = ([self.parts[name] for name in names] for names in (inputs, outputs))
        # events of the page are no doors of the API, and its own lines tell how far an answer is
        quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        if len(events) == 1:
            return events[0](run_heard if heard else run, read, filled, **quiet, **options)
        return gr.on(events, run, read, filled, **quiet, **options)


def shown(door: Callable[..., str]) -> Callable[..., str]:
    """A door whose expected errors reach the caller as one line."""

    @wraps(door)
    def called(*values: Any, **named: Any) -> str:
        try:
            return door(*values, **named)
        except AssistantError as error:
            raise gr.Error(str(error), print_exception=False) from error

    return called


class Guard:
    """Puts the content policy on every reply.

    It only touches the head of a reply: what wraps the body too keeps gradio from seeing at once that a reader's stream of
    events has ended, and events of the next stream are lost.
    """

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        async def guarded(message: Any) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["Content-Security-Policy"] = CONTENT_POLICY
            await send(message)

        await self.app(scope, receive, guarded)


def launch(opening: Opening, host: str, port: int | None, wait: bool = True) -> str:
    """Serves the page and returns its address; ``wait`` keeps serving until interrupted."""
    font = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif"]
    style = (STATIC / "page.css").read_text("utf-8")
    page = Page(opening)
    demo = page.build()
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
        theme=gr.themes.Base(font=font, font_mono=["ui-monospace", "Consolas", "Menlo", "monospace"]),
        head=f"<style>{style}</style>",  # as css= gradio would rewrite its selectors
        app_kwargs={
            "middleware": [Middleware(Guard)],
            "routes": routes(page.doors),
        },
        mcp_server=find_spec("mcp") is not None,
        max_file_size="1mb",
        prevent_thread_lock=True,
    )
    print(f"VET Policy Assistant: {url}", flush=True)
    opening.start()  # only now: the page is there sooner when nothing competes with it
    if wait:
        demo.block_thread()
    return url


def main(arguments: Sequence[str] | None = None) -> int:
    """Opens the store behind the page and serves until interrupted."""
    from assistant.settings import Settings

    try:
        settings = Settings.read()
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
            Opening(partial(open_store, options.store), feedback.place(options.store)),
            options.host,
            options.port,
        )
    except AssistantError as error:
        print(error, file=sys.stderr)
        return error.exit_status
    except OSError as error:  # gradio's own, where the port is taken
        print(f"the page could not be served: {error}; choose another port with --port", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
