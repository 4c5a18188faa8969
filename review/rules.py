"""Every rule, gathered: importing a family registers its rules."""

from review import (
    citation_form,
    coherence,
    grammar,
    identity,
    items,
    leftovers,
    marks,
    names,
    norms_cited,
    numbering,
    numerals,
    party_grammar,
    party_names,
    personal,
    phrases,
    plan_of_action,
    references,
    required,
    spelling,
    substance,
)
from review.rule import FAMILIES, REGISTERED, Rule

MODULES = (
    *(leftovers, marks),
    *(numbering, items, references, numerals),
    *(identity, names, party_names),
    *(party_grammar, grammar, phrases),
    spelling,
    *(norms_cited, citation_form, required),
    *(coherence, plan_of_action, substance),
    personal,
)
"""The families in the order of the catalogue; a family that is too long for one file has two."""


def all_rules() -> tuple[Rule, ...]:
    """The rules in the order of the catalogue: by family, by file, then as defined."""
    files = [module.__name__ for module in MODULES]
    order = list(FAMILIES)
    return tuple(
        sorted(
            REGISTERED.values(),
            key=lambda rule: (order.index(rule.family), files.index(rule.find.__module__)),
        )
    )
