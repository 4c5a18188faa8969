"""Click's own sentences in Portuguese.

Click looks its sentences up through gettext in each of its modules; a compiled catalogue would be a
binary that no one can review, so the look-up itself is replaced, once, when the command starts. A
test holds this table against every sentence that the installed click can say to a user of ours.
"""

from importlib import import_module
from typing import Any

import click

MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types")

SENTENCES: dict[str, str] = {
    "Aborted!": "Interrompido.",
    "Commands": "Comandos",
    "Options": "Opções",
    "Positional arguments": "Argumentos",
    "default: {default}": "padrão: {default}",
    "deprecated": "obsoleto",
    "env var: {var}": "variável: {var}",
    "(dynamic)": "(calculado)",
    "Missing command.": "Falta o comando.",
    "Value must be an iterable.": "Esperava uma lista de valores.",
    "Got unexpected extra argument ({args})": "Argumento a mais: {args}",
    "Got unexpected extra arguments ({args})": "Argumentos a mais: {args}",
    "Takes {nargs} values but 1 was given.": "Esperava {nargs} valores e recebeu 1.",
    "Takes {nargs} values but {len} were given.": "Esperava {nargs} valores e recebeu {len}.",
    "Show the version and exit.": "Mostra a versão e termina.",
    "Show this message and exit.": "Mostra esta ajuda e termina.",
    "Confirm the action without prompting.": "Confirma sem perguntar.",
    "Do you want to continue?": "Deseja continuar?",
    "%(prog)s, version %(version)s": "%(prog)s, versão %(version)s",
    "Could not open file {filename!r}: {message}": "{filename!r} não abriu: {message}",
    "Error: {message}": "Erro: {message}",
    "Error: invalid input": "Erro: valor não aceito",
    "Error: The two entered values do not match.": "Erro: os dois valores são diferentes.",
    "Repeat for confirmation": "Repita para confirmar",
    "Invalid value for {param_hint}: {message}": "Valor não aceito em {param_hint}: {message}",
    "Invalid value: {message}": "Valor não aceito: {message}",
    "Missing argument": "Falta o argumento",
    "Missing option": "Falta a opção",
    "Missing parameter": "Falta o parâmetro",
    "Missing parameter: {param_name}": "Falta o parâmetro {param_name}",
    "Missing {param_type}": "Falta {param_type}",
    "No such command {name!r}.": "O comando {name!r} não existe.",
    "No such option {name!r}.": "A opção {name!r} não existe.",
    "Try '{command} {option}' for help.": "Veja a ajuda com: {command} {option}",
    "required": "obrigatória",
    "unknown error": "erro desconhecido",
    "(Did you mean one of: {possibilities}?)": "(Seria uma destas: {possibilities}?)",
    "Did you mean {possibility}?": "Seria {possibility}?",
    "Usage:": "Uso:",
    "Argument {name!r} takes {nargs} values.": "O argumento {name!r} leva {nargs} valores.",
    "Invalid start character for option ({option})": "Começo de opção não aceito ({option})",
    "Option {name!r} does not take a value.": "A opção {name!r} não leva valor.",
    "Option {name!r} requires an argument.": "A opção {name!r} precisa de um valor.",
    "Option {name!r} requires {nargs} arguments.": "A opção {name!r} precisa de {nargs} valores.",
    "Choose from:\n\t{choices}": "Escolha entre:\n\t{choices}",
    "directory": "pasta",
    "file": "arquivo",
    "path": "caminho",
    "{name} {filename!r} does not exist.": "{name} {filename!r} não existe.",
    "{name} {filename!r} is a directory.": "{name} {filename!r} é uma pasta.",
    "{name} {filename!r} is a file.": "{name} {filename!r} é um arquivo.",
    "{name} {filename!r} is not executable.": "{name} {filename!r} não pode ser executado.",
    "{name} {filename!r} is not readable.": "{name} {filename!r} não pode ser lido.",
    "{name} {filename!r} is not writable.": "{name} {filename!r} não pode ser escrito.",
    "{value!r} is not a valid boolean. Recognized values: {states}": (
        "{value!r} não é sim nem não. Valores aceitos: {states}"
    ),
    "{value!r} is not a valid {number_type}.": "{value!r} não é um número.",
    "{value} is not in the range {range}.": "{value} está fora do intervalo {range}.",
    "{len_type} values are required, but {len_value} was given.": (
        "São precisos {len_type} valores e veio {len_value}."
    ),
    "{len_type} values are required, but {len_value} were given.": (
        "São precisos {len_type} valores e vieram {len_value}."
    ),
    "{value!r} does not match the format {format}.": "{value!r} não tem o formato {format}.",
    "{value!r} does not match the formats {formats}.": "{value!r} não tem os formatos {formats}.",
    "{value!r} is not one of {choices}.": "{value!r} não é um destes: {choices}.",
    "{value!r} is not {choice}.": "{value!r} não é {choice}.",
}

SAID_TO_PROGRAMMERS = frozenset(
    {
        "Arguments take exactly one parameter declaration, got {length}: {decls}.",
        "Boolean option {decl!r} cannot use the same flag for true/false.",
        "Could not determine name for option with declarations {decls!r}",
        "DeprecationWarning: The command {name!r} is deprecated.{extra_message}",
        "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}",
        "Name '{name}' defined twice",
        (
            "No options defined but a name was passed ({name}). Did you mean to declare an "
            "argument instead? Did you mean to pass '--{name}'?"
        ),
        "Choice({choices})",
        "Press any key to continue...",
        "Unknown color {colour!r}",
        "{value!r} is not a valid UUID.",
    }
)
"""Sentences about mistakes in a program, or about what this command never asks for."""


class Command(click.Command):
    """A command whose usage line is Portuguese."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[OPÇÕES]")
        super().__init__(*args, **kwargs)


class Group(click.Group):
    """A group whose usage line is Portuguese, and whose commands are too."""

    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[OPÇÕES]")
        kwargs.setdefault("subcommand_metavar", "COMANDO ...")
        super().__init__(*args, **kwargs)


class Between(click.IntRange):
    """A whole number between two bounds, described in words."""

    def _describe_range(self) -> str:
        return f"de {self.min} a {self.max}"


def install() -> None:
    """Make click speak Portuguese in this process."""
    for name in MODULES:
        module = import_module(f"click.{name}")
        for function, replacement in (("_", _translate), ("ngettext", _translate_number)):
            if hasattr(module, function):
                setattr(module, function, replacement)


def _translate(sentence: str) -> str:
    return SENTENCES.get(sentence, sentence)


def _translate_number(singular: str, plural: str, count: int) -> str:
    return _translate(singular if count == 1 else plural)
