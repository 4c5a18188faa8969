"""The catalogue of the reviewer's rules, drawn from the rules themselves.

`python -m scripts.rules > docs/manual/regras.md` writes the page anew; a test holds the page
against what is drawn here, and runs its examples.
"""

import sys
from collections.abc import Iterator

from review.rule import FAMILIES, Rule
from review.rules import all_rules

OPENING = """\
# Regras do revisor

[Índice do manual](README.md)

O que `pactua revisar` procura, regra por regra: o que quer dizer, o que fazer, de onde vem, um
exemplo errado e um certo. Esta página é escrita pelo programa (`python -m scripts.rules >
docs/manual/regras.md`), e um teste roda cada exemplo. Como usar o comando está em
[Revisar um texto](17-revisar.md).

A gravidade diz o que fazer com o achado:

- **erro**: o texto não pode ser assinado assim; a situação de saída do comando é 1;
- **aviso**: provavelmente está errado, e alguém deve olhar;
- **nota**: está contra a boa técnica, ou pede uma decisão."""

SHOWN = {"\t": " | "}
"""How what cannot be seen is shown: the tab between the cells of a table."""


def catalogue() -> str:
    """The whole page."""
    return "\n\n".join([OPENING, *_index(), *_families()]) + "\n"


def _index() -> Iterator[str]:
    rows = []
    for family, title in FAMILIES.items():
        rules = [rule for rule in all_rules() if rule.family == family]
        links = ", ".join(f"[{rule.id}](#{rule.id})" for rule in rules)
        rows.append(f"| {title} | {links} |")
    yield "\n".join(["| Família | Regras |", "|---|---|", *rows])


def _families() -> Iterator[str]:
    for family, title in FAMILIES.items():
        yield f"## {title}"
        for rule in all_rules():
            if rule.family == family:
                yield from _rule(rule)


def _rule(rule: Rule) -> Iterator[str]:
    yield f"### {rule.id}"
    yield _plain(rule.meaning)
    yield (
        f"- Gravidade: {rule.severity}\n- O que fazer: {_plain(rule.remedy)}\n"
        f"- Fonte: {_source(rule)}"
    )
    yield f"Errado:\n\n```text\n{_example(rule.wrong)}\n```"
    yield f"Certo:\n\n```text\n{_example(rule.right)}\n```"


def _source(rule: Rule) -> str:
    """The source, files of ours as code."""
    words = rule.source.split(" ")
    return " ".join(f"`{word}`" if word.endswith(".yaml") else word for word in words)


def _plain(text: str) -> str:
    """The text with no letter that Markdown would read as its own."""
    for mark, written in (("&", "&amp;"), ("<", "&lt;"), ("*", r"\*"), ("_", r"\_"), ("[", r"\[")):
        text = text.replace(mark, written)
    return text


def _example(text: str) -> str:
    for unseen, shown in SHOWN.items():
        text = text.replace(unseen, shown)
    return text.replace("\n\n", "\n")


if __name__ == "__main__":
    sys.stdout.write(catalogue())
