"""The reference of every command, drawn from the commands themselves.

`python -m scripts.reference > docs/manual/referencia.md` writes the chapter of the manual anew; a
test holds the chapter against what is drawn here. What a command is for is explained elsewhere in
the manual; here stand only its help, its arguments and its options.
"""

import inspect
import sys
from collections.abc import Iterator

import click

from commands.app import pactua

OPENING = """\
# Referência dos comandos

[Índice do manual](README.md)

Todos os comandos e opções, como o programa os conhece. Esta página é escrita por ele: quem mexe nos
comandos a refaz com `python -m scripts.reference > docs/manual/referencia.md`.

Valem para todos: `--help` (ou `-h`) mostra a ajuda; `--json`, onde existe, põe na saída um único
objeto JSON, para outros programas; mensagens e avisos vão para a saída de erros. O que significa a
situação de saída está em [Mensagens](08-mensagens.md)."""

KEPT = "\b\n"
"""How click marks a paragraph of help whose lines are not to be joined."""
EXAMPLES = ("Exemplo: ", "Exemplos:", "Primeiros passos:")
HIDDEN = {"--help"}


def reference() -> str:
    """The whole page, in the order in which `pactua --help` lists the commands."""
    return "\n\n".join([OPENING, *_section("pactua", pactua)]) + "\n"


def commands(path: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    """A command and all below it, each with the words that call it."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=path)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None:
                yield from commands(f"{path} {name}", inner)


def _section(root: str, group: click.Command) -> Iterator[str]:
    for path, command in commands(root, group):
        yield f"{'##' if path.count(' ') < 2 else '###'} {path}"
        yield from _help(inspect.cleandoc(command.help or ""))
        yield from _parameters(command)


def _help(text: str) -> Iterator[str]:
    for paragraph in text.split("\n\n"):
        if paragraph.startswith(KEPT):
            yield from _kept(paragraph.removeprefix(KEPT).split("\n"))
        else:
            yield " ".join(paragraph.split())


def _kept(lines: list[str]) -> Iterator[str]:
    """Prose, then what stands under a heading of its own, as a block."""
    heading = next((n for n, line in enumerate(lines) if _is_heading(line)), len(lines))
    if heading:
        yield " ".join(" ".join(lines[:heading]).split())
    if heading == len(lines):
        return
    title, block = lines[heading], lines[heading + 1 :]
    is_example = title.startswith(EXAMPLES)
    if title.startswith("Exemplo: "):
        title, block = "Exemplo:", [title.removeprefix("Exemplo: "), *block]
    body = inspect.cleandoc("\n" + "\n".join(block)) if title != "Exemplo:" else "\n".join(block)
    yield f"{title}\n\n```{'sh' if is_example else 'text'}\n{body}\n```"


def _is_heading(line: str) -> bool:
    return line.startswith("Exemplo: ") or (line.endswith(":") and not line.startswith(" "))


def _parameters(command: click.Command) -> Iterator[str]:
    context = click.Context(command)
    rows = [
        f"| {_names(parameter, context)} | {_meaning(parameter)} | {_notes(parameter, context)} |"
        for parameter in command.params
        if not HIDDEN & set(parameter.opts)
    ]
    if rows:
        yield "\n".join(["| Argumento ou opção | O que é | Observação |", "|---|---|---|", *rows])


def _names(parameter: click.Parameter, context: click.Context) -> str:
    if isinstance(parameter, click.Argument):
        return f"`{parameter.make_metavar(context)}`"
    names = ", ".join(f"`{name}`" for name in parameter.opts)
    value = _value(parameter)
    return f"{names} `{value}`" if value else names


def _value(parameter: click.Parameter) -> str:
    if isinstance(parameter, click.Option) and parameter.is_flag:
        return ""
    if isinstance(parameter.type, click.Choice):
        return "/".join(str(choice) for choice in parameter.type.choices)
    return (parameter.metavar or "N").replace("|", "/")


def _meaning(parameter: click.Parameter) -> str:
    text = parameter.help if isinstance(parameter, click.Option) else None
    return (text or "o que se pede").rstrip(".").replace("|", "/")


def _notes(parameter: click.Parameter, context: click.Context) -> str:
    is_option = isinstance(parameter, click.Option)
    notes = []
    if parameter.required:
        notes.append("obrigatória" if is_option else "obrigatório")
    if isinstance(parameter.type, click.IntRange):
        notes.append(f"de {parameter.type.min} a {parameter.type.max}")
    if isinstance(parameter, click.Option) and parameter.multiple:
        notes.append("pode repetir-se")
    if isinstance(parameter, click.Option) and parameter.show_default:
        notes.append(f"padrão: `{parameter.get_default(context)}`")
    return "; ".join(notes)


if __name__ == "__main__":
    sys.stdout.write(reference())
