"""The result of an exam for readers: in the terminal, as Markdown, as HTML, and as plain values."""

from __future__ import annotations

import html
from pathlib import Path
from typing import Any

from assistant.evaluate import SURE, Judged, Result
from corpus.errors import UsageError

_OUTCOMES = ("right", "abstained rightly", "abstained wrongly", "wrong")
_FAULTS = ("answer", "quote", "verdict")
_HEADS = ("type", "rows", *_OUTCOMES, *(f"{kind} faults" for kind in _FAULTS))


def as_plain(result: Result) -> dict[str, Any]:
    """The result as JSON knows it."""
    return {
        "exam": result.exam,
        "index": result.version,
        "rows": len(result.judged),
        "right": sum(j.right for j in result.judged),
        "share": round(result.share, 4),
        "wrong_with_confidence": round(result.surely_wrong, 4),
        "auroc": None if result.auroc is None else round(result.auroc, 4),
        "seconds": round(result.seconds, 2),
        "types": {row[0]: dict(zip(_HEADS[1:], row[1:], strict=True)) for row in _rows(result)[:-1]},
        "failures": [
            {"id": j.row.ask.id, "type": j.row.type, "asked": j.row.ask.text, "faults": [f.words for f in j.faults], "reply": j.reply}
            for j in result.judged
            if not j.right
        ],
    }


def show_result(result: Result, failures: bool) -> None:
    """Prints the result by type, and with ``failures`` every row that is wrong."""
    from assistant.terminal import say, table

    if failures:
        for judged in (j for j in result.judged if not j.right):
            say(f"{judged.row.ask.id} {judged.row.ask.text}", "bold")
            say(f"    {_why(judged)}", "red")
            say(f"    {_said(judged)}\n", "dim")
    table([head.capitalize() for head in _HEADS], [[str(cell) for cell in row] for row in _rows(result)], right=1)
    say("\n" + "\n".join(_summary(result)))


def write_report(result: Result, file: Path) -> None:
    """Writes a report; the ending of the file's name says in which form. Raises UsageError where it cannot be written."""
    forms = {".md": as_markdown, ".html": as_html, ".htm": as_html}
    form = forms.get(file.suffix.lower())
    if form is None:
        raise UsageError(f"a report is written as .md or .html, not as {file.name!r}: name another --report")
    try:
        file.write_text(form(result), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{file} cannot be written ({error.strerror or error})") from error


def as_markdown(result: Result) -> str:
    """The report as Markdown."""
    lines = [f"# {_cell(result.exam)}", "", *(f"- {line}" for line in _summary(result)), ""]
    lines += [_line(_HEADS), _line(["---", *["---:"] * (len(_HEADS) - 1)]), *(_line(row) for row in _rows(result)), ""]
    failures = [j for j in result.judged if not j.right]
    if failures:
        lines += ["## What went wrong", "", _line(("row", "type", "asked", "fault", "reply")), _line(["---"] * 5)]
        lines += [_line((j.row.ask.id, j.row.type, j.row.ask.text, _why(j), _said(j))) for j in failures]
    return "\n".join(lines).rstrip() + "\n"


def as_html(result: Result) -> str:
    """The report as one page that needs nothing else."""
    parts = [f"<h1>{_escaped(result.exam)}</h1>", "<ul>", *(f"<li>{_escaped(line)}</li>" for line in _summary(result)), "</ul>"]
    parts += _html_table(_HEADS, _rows(result), "numbers")
    failures = [(j.row.ask.id, j.row.type, j.row.ask.text, _why(j), _said(j)) for j in result.judged if not j.right]
    if failures:
        parts += ["<h2>What went wrong</h2>", *_html_table(("row", "type", "asked", "fault", "reply"), failures, "words")]
    return _PAGE.format(title=_escaped(result.exam), body="\n".join(parts))


def _rows(result: Result) -> list[tuple[str, int, int, int, int, int, int, int, int]]:
    """One row per type and one for all, in the order of the heads."""

    def row(name: str, judged: tuple[Judged, ...]) -> Any:
        outcomes = [sum(j.outcome == outcome for j in judged) for outcome in _OUTCOMES]
        wrong = [sum(any(f.kind == kind for f in j.faults) for j in judged) for kind in _FAULTS]
        return (name, len(judged), *outcomes, *wrong)

    return [row(name, judged) for name, judged in result.by_type().items()] + [row("all", result.judged)]


def _summary(result: Result) -> list[str]:
    right = sum(j.right for j in result.judged)
    lines = [
        f"right {right} of {len(result.judged)} = {result.share:.3f}",
        f"answered wrongly with a confidence of {SURE:g} or more: {result.surely_wrong:.3f}",
    ]
    if result.auroc is not None:
        lines.append(f"confidence tells answerable questions from others: AUROC {result.auroc:.3f}")
    return [*lines, f"{result.seconds:.1f} s, index {result.version}"]


def _why(judged: Judged) -> str:
    return "; ".join(fault.words for fault in judged.faults)


def _said(judged: Judged) -> str:
    words = " ".join(str(judged.reply.get("answer", "")).split())
    return words if len(words) <= 300 else words[:299] + "…"


def _line(cells: Any) -> str:
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _cell(value: object) -> str:
    """Words that stay one cell of Markdown, and are no HTML."""
    words = html.escape(" ".join(str(value).split()), quote=False)
    return words.replace("\\", "\\\\").replace("|", "\\|")


def _escaped(value: object) -> str:
    return html.escape(str(value))


def _html_table(heads: Any, rows: Any, kind: str) -> list[str]:
    head = "".join(f"<th scope=col>{_escaped(name)}</th>" for name in heads)
    body = ["<tr>" + "".join(f"<td>{_escaped(cell)}</td>" for cell in row) + "</tr>" for row in rows]
    return [f'<table class="{kind}">', f"<thead><tr>{head}</tr></thead>", "<tbody>", *body, "</tbody></table>"]


_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; color: #1c2430; }}
table {{ border-collapse: collapse; width: 100%; margin: 1rem 0; }}
th, td {{ text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid #d5dbe3; }}
.numbers td + td, .numbers th + th {{ text-align: right; font-variant-numeric: tabular-nums; }}
.numbers tr:last-child td {{ font-weight: 600; }}
</style>
</head>
<body>
{body}
</body>
</html>
"""
