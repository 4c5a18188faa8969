"""Every rule, gathered: importing a family registers its rules."""

from review import (
    coherence,
    grammar,
    identity,
    leftovers,
    names,
    norms_cited,
    numbering,
    personal,
    phrases,
    references,
    required,
    spelling,
)
from review.rule import FAMILIES, REGISTERED, Rule

MODULES = (
    leftovers,
    numbering,
    references,
    identity,
    names,
    grammar,
    phrases,
    spelling,
    norms_cited,
    required,
    coherence,
    personal,
)


def all_rules() -> tuple[Rule, ...]:
    """The rules in the order of the catalogue: by family, then as defined."""
    order = list(FAMILIES)
    return tuple(sorted(REGISTERED.values(), key=lambda rule: order.index(rule.family)))
