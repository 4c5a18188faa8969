"""One value of a record checked alone: what it is printed as, or how it is refused."""

from typing import Any

from pydantic import TypeAdapter, ValidationError

from faults.validation import findings_of


def printed(kind: Any, text: object) -> object:
    """The one printed form of a value that is accepted."""
    return TypeAdapter(kind).validate_python(text)


def refusal(kind: Any, text: object) -> str:
    """The message and remedy with which a value is refused; "" when it is accepted."""
    try:
        TypeAdapter(kind).validate_python(text)
    except ValidationError as error:
        return " ".join(f"{found.message} {found.remedy}" for found in findings_of(error, ""))
    return ""
