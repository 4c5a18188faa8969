"""Click speaks Portuguese: no sentence of the installed version is left in English."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from commands.app import COMMANDS, pactua
from commands.portuguese import MODULES, SAID_TO_PROGRAMMERS, SENTENCES

SPOKEN = {"_", "ngettext"}


def sentences(module: str) -> set[str]:
    """Every sentence that a module of click looks up."""
    tree = ast.parse((Path(click.__file__).parent / f"{module}.py").read_text(encoding="utf-8"))
    return {
        argument.value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in SPOKEN
        for argument in call.args[:2]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }


def test_every_sentence_of_click_has_its_portuguese() -> None:
    said = {sentence for module in MODULES for sentence in sentences(module)}
    assert said - set(SENTENCES) - SAID_TO_PROGRAMMERS == set()


def test_no_translation_is_left_over_from_an_older_click() -> None:
    said = {sentence for module in MODULES for sentence in sentences(module)}
    said |= {"required"}  # looked up from a variable
    assert (set(SENTENCES) | SAID_TO_PROGRAMMERS) - said == set()


def test_translations_keep_the_places_for_values() -> None:
    for sentence, portuguese in SENTENCES.items():
        for place in ("{args}", "{message}", "{name!r}", "{param_hint}", "{choices}", "%(prog)s"):
            assert (place in sentence) == (place in portuguese), sentence


def test_every_command_has_help_with_an_example() -> None:
    context = click.Context(pactua)
    for name in COMMANDS:
        command = pactua.get_command(context, name)
        assert command is not None
        leaves = (
            [command] if not isinstance(command, click.Group) else list(command.commands.values())
        )
        for leaf in leaves:
            _, told, example = (leaf.help or "").partition("Exemplo")
            assert told, leaf.name
            assert f"pactua {name}" in example, leaf.name


ENGLISH = re.compile(
    r"\[OPTIONS\]|COMMAND|\[ARGS\]|INTEGER|FLOAT|BOOLEAN|RANGE|DIRECTORY|FILENAME|<=|\bTEXT\b"
)


def helps(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    """(the words of a command, its help) of it and of all inside it."""
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from helps(inner, click.Context(inner, info_name=name, parent=context))


def test_no_help_has_a_word_of_click_in_english() -> None:
    shown = dict(helps(pactua, click.Context(pactua, info_name="pactua")))
    assert {words for words, text in shown.items() if ENGLISH.search(text)} == set()
    assert "pactua prazo calcular" in shown


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("instrumeto", "listar"), "O comando 'instrumeto' não existe. Seria 'instrumento'?"),
        (("instrumento", "aprovr"), "O comando 'aprovr' não existe. Seria 'aprovar'?"),
        (
            ("servir", "--porta", "70000"),
            "Valor não aceito em '--porta': 70000 está fora do intervalo de 0 a 65535.",
        ),
    ],
)
def test_a_mistyped_word_is_answered_in_portuguese(words: tuple[str, ...], told: str) -> None:
    done = CliRunner().invoke(pactua, words, prog_name="pactua")
    assert done.exit_code == 2
    assert told in done.stderr
