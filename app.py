"""The web page: ``python app.py``, or ``vet-assistant serve``. The only file that imports gradio.

It wires ``assistant.page`` to gradio and does nothing else: what a card looks like, what a conversation is and what
the words are in four languages is decided there, in functions that need no page.
"""

from __future__ import annotations

import argparse
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # before the import: gradio looks up two hosts otherwise
os.environ.setdefault("HF_HUB_OFFLINE", "1")

import gradio as gr
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware

from assistant.page import desk, header, log, panel
from assistant.page.view import Conversation, Limits, from_json
from assistant.page.words import best_language, say
from corpus.errors import AssistantError

STATIC = Path(__file__).parent / "assistant" / "page" / "static"
#: The browser may load from this server only, whatever a text or an answer holds.
POLICY = (
    "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'; frame-ancestors 'self'; form-action 'self'"
)


class Opening:
    """The engine while it is being opened in a thread of its own, so that the page shows meanwhile."""

    def __init__(self, open_engine: Callable[[], Any]) -> None:
        self._open, self._done = open_engine, threading.Event()
        self._engine: Any = None
        self.failure = ""
        threading.Thread(target=self._run, name="open-engine", daemon=True).start()

    def _run(self) -> None:
        try:
            self._engine = self._open()
        except AssistantError as error:
            self.failure = str(error)
        except Exception as error:  # the page shows one line; the console has the rest
            self.failure = f"{type(error).__name__}: {error}"
            print(self.failure, file=sys.stderr)
        finally:
            self._done.set()

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


def build(opening: Opening, make_filters: Callable[..., Any]) -> gr.Blocks:
    """The whole page over an engine that may still be opening."""
    private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    with gr.Blocks(title=say("en", "title"), analytics_enabled=False) as demo:
        language, talk = gr.State("en"), gr.State(Conversation())
        top = gr.HTML(header.top("en"), elem_id="top", apply_default_css=False)
        bridge = gr.HTML(
            "", html_template="", js_on_load=(STATIC / "page.js").read_text("utf-8"), elem_id="bridge"
        )
        with gr.Tabs(elem_id="tabs"), gr.Tab(say("en", "tab_ask"), id="ask") as tab_ask, gr.Row(elem_id="desk"):
            with gr.Column(elem_id="talk", scale=3):
                hello = gr.HTML(log.welcome((), "en"), elem_id="welcome", apply_default_css=False)
                done = gr.HTML("", elem_id="log", apply_default_css=False)
                live = gr.HTML("", elem_id="live", apply_default_css=False)
                with gr.Row(elem_id="composer"):
                    question = gr.Textbox(
                        label=say("en", "question"),
                        placeholder=say("en", "question_hint"),
                        elem_id="question",
                        max_lines=6,
                        scale=5,
                        max_length=2000,
                    )
                    send = gr.Button(say("en", "ask"), variant="primary", elem_id="send", scale=0)
            source = gr.HTML(panel.empty("en"), elem_id="source", apply_default_css=False)
        shown = [done, live, talk, source, bridge]

        def render(frame: desk.Frame) -> list[Any]:
            parts = (frame.done, frame.live, frame.talk, frame.source, frame.orders)
            return [gr.skip() if part is None else part for part in parts]

        def answer(text: str, talk: Conversation, language: str) -> Iterator[list[Any]]:
            for frame in desk.ask(opening.engine, make_filters, talk, text, Limits(), language):
                yield render(frame)

        def ask_this(talk: Conversation, language: str, event: gr.EventData) -> Iterator[list[Any]]:
            start = Conversation() if event._data.get("fresh") else talk
            yield from answer(str(event._data.get("question", "")), start, language)

        def cite(language: str, event: gr.EventData) -> tuple[str, str]:
            html = desk.show(opening.engine, event._data, language)
            return html, desk.orders({"do": "show-source", "focus": True})

        def start(event: gr.EventData) -> Iterator[list[Any]]:
            chosen = best_language(str(event._data.get("language", "")))
            kept = from_json(event._data.get("talk"))
            yield [
                chosen,
                kept,
                header.top(chosen, say(chosen, "loading")),
                log.welcome((), chosen),
                log.conversation(kept, chosen),
                panel.empty(chosen),
                desk.orders(*desk.greet(chosen)),
            ]
            opening.wait()
            if opening.failure:
                yield [
                    *[gr.skip()] * 2,
                    header.top(chosen, say(chosen, "failed", reason=opening.failure)),
                    *[gr.skip()] * 4,
                ]
                return
            engine = opening.engine
            policies = list(engine.policies.values())
            yield [
                *[gr.skip()] * 2,
                header.top(chosen, header.holdings(policies, engine.version, chosen)),
                log.welcome(policies, chosen),
                gr.skip(),
                gr.skip(),
                desk.orders({"do": "ready"}),
            ]

        gr.on([question.submit, send.click], answer, [question, talk, language], shown, **private)
        gr.on([question.submit, send.click], lambda: "", None, question, queue=False, **private)
        bridge.question(ask_this, [talk, language], shown, **private)
        bridge.cite(cite, language, [source, bridge], **private)
        bridge.hello(start, None, [language, talk, top, hello, done, source, bridge], **private)
    return demo


async def guard(request: Any, forward: Any) -> Any:
    """Puts the content policy on every reply."""
    response = await forward(request)
    response.headers["Content-Security-Policy"] = POLICY
    return response


def launch(demo: gr.Blocks, host: str, port: int | None, wait: bool = True) -> str:
    """Serves the page on this machine and returns its address; ``wait`` keeps serving until interrupted."""
    font = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif"]
    mono = ["ui-monospace", "Consolas", "Menlo", "monospace"]
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
        css=(STATIC / "page.css").read_text("utf-8"),
        app_kwargs={"middleware": [Middleware(BaseHTTPMiddleware, dispatch=guard)]},
        prevent_thread_lock=True,
        max_file_size="1mb",
    )
    print(f"VET Policy Assistant: {url}", flush=True)
    if wait:
        demo.block_thread()
    return url


def main(arguments: Sequence[str] | None = None) -> int:
    """Opens the store behind the page and serves until interrupted."""
    parser = argparse.ArgumentParser(prog="app.py", description=__doc__.splitlines()[0])
    parser.add_argument(
        "--store", type=Path, help="the folder of the index (default: the user's data folder)"
    )
    parser.add_argument(
        "--host", default="127.0.0.1", help="the address to serve on (default: this machine only)"
    )
    parser.add_argument("--port", type=int, default=7860, help="the port to serve on (default: 7860)")
    options = parser.parse_args(arguments)

    def open_engine() -> Any:
        from assistant import Assistant

        return Assistant.open(options.store)

    def make_filters(*values: Any) -> Any:
        from assistant import Filters

        return Filters(*values)

    launch(build(Opening(open_engine), make_filters), options.host, options.port)
    return 0


if __name__ == "__main__":
    sys.exit(main())
