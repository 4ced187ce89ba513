"""The shape of the project: who imports whom, what is public, what is packaged, and that the README tells it all."""

from __future__ import annotations

import ast
import fnmatch
import importlib
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
#: What each part may import of the project.
MAY_IMPORT = {
    "corpus": {"corpus"},
    "index": {"index", "corpus"},
    "assistant": {"assistant", "index", "corpus"},
    "app": {"app", "assistant", "index", "corpus"},
}
#: The names that each package promises; a change here is a change for everyone who uses the project as a library.
PUBLIC = {
    "assistant": {
        "Answer", "Assistant", "FigureValue", "Filters", "PolicyAssistant", "PolicyRetriever", "Question", "Quote",
        "answer_json", "as_runnable", "ask", "check",
    },
    "corpus": {
        "AssistantError", "Entry", "Failure", "Figure", "ModelError", "Passage", "Period", "Policy", "Section", "Sentence",
        "Stage", "StoreError", "TextError", "UsageError", "read_paths", "read_text", "shipped_texts",
    },
    "index": {
        "Embeddings", "Encoder", "SentenceScore", "Store", "Summary", "build", "build_policies", "open_store",
    },
}  # fmt: skip
#: Slow to load: imported only inside the function that needs them, so that the program answers at once.
HEAVY = {
    "chromadb", "docx", "gradio", "langchain_openai", "nupunkt", "onnx", "onnxruntime", "pandas", "plotly",
    "sentence_transformers", "torch", "transformers",
}  # fmt: skip


def sources() -> Iterator[tuple[str, Path]]:
    """Every module of the project with the part that it belongs to."""
    yield "app", ROOT / "app.py"
    for part in ("corpus", "index", "assistant"):
        for path in sorted((ROOT / part).rglob("*.py")):
            yield part, path


def imported(tree: ast.AST) -> set[str]:
    """The top-level modules that a module imports, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def test_imports_run_one_way() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for part, path in sources()
        for name in sorted((imported(ast.parse(path.read_text("utf-8"))) & MAY_IMPORT.keys()) - MAY_IMPORT[part])
    ]
    assert wrong == []


def test_only_the_page_imports_gradio() -> None:
    users = [path.name for _, path in sources() if "gradio" in imported(ast.parse(path.read_text("utf-8")))]
    assert users == ["app.py"]


@pytest.mark.parametrize("package", sorted(PUBLIC))
def test_the_public_names_are_these_and_exist(package: str) -> None:
    module = importlib.import_module(package)
    assert set(module.__all__) == PUBLIC[package]
    assert [name for name in module.__all__ if not hasattr(module, name)] == []


def test_the_program_answers_without_loading_what_is_slow() -> None:
    code = "import sys, assistant.cli; print(*(name.partition('.')[0] for name in sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert HEAVY & set(run.stdout.split()) == set()


def test_every_command_stands_in_the_readme() -> None:
    environment = {"NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "200", "PATH": "/usr/bin:/bin"}
    run = subprocess.run(
        [sys.executable, "-m", "assistant", "--help"], capture_output=True, text=True, cwd=ROOT, env=environment, check=True
    )  # fmt: skip
    commands = re.findall(r"^[│| ]+([a-z][a-z-]+) {2,}\S", run.stdout.partition("Commands")[2], re.M)
    assert {"index", "ask", "check", "search", "figures", "batch", "evaluate", "serve"} <= set(commands)
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in commands if f"vet-assistant {name}" not in readme] == []


def test_every_setting_stands_in_the_readme() -> None:
    settings = {
        name for _, path in sources() for name in re.findall(r"\bVET_[A-Z_]*[A-Z]\b", path.read_text("utf-8"))
    }
    readme = (ROOT / "README.md").read_text("utf-8")
    assert sorted(name for name in settings if name not in readme) == []


def test_everything_that_the_packages_need_is_packaged() -> None:
    setuptools = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    missing = []
    for part in ("corpus", "index", "assistant"):
        for path in sorted((ROOT / part).rglob("*")):
            if not path.is_file() or "__pycache__" in path.parts:
                continue
            package = next(p for p in path.parents if (p / "__init__.py").exists())
            name = ".".join(package.relative_to(ROOT).parts)
            inside = path.relative_to(package).as_posix()
            patterns = ["*.py"] if inside.endswith(".py") else setuptools["package-data"].get(name, [])
            fits = any(fnmatch.fnmatch(inside, p) and inside.count("/") == p.count("/") for p in patterns)
            if name not in setuptools["packages"] or not fits:
                missing.append(f"{path.relative_to(ROOT)}")
    assert missing == []
