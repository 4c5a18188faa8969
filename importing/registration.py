"""What the registration section of a plan adds to the parties: CNPJ, address, telephone, sphere."""

import re
from dataclasses import replace

from importing.addresses import read_address, read_cep
from importing.found import DOUBTFUL, LIKELY, clean, found_in
from importing.party import CNPJ, FoundParty, checked_cnpj
from portuguese.parsing import bare
from reading.outline import Block, Outline

FORM_HEAD = re.compile(r"participe|orgao\b(?! exped)|entidade|concedente|proponente")
SPHERES = frozenset({"federal", "estadual", "distrital", "municipal"})
PHONE = re.compile(r"\(\d{2}\)\s?\d{4,5}-\d{4}")


def with_registration(outline: Outline, found: list[FoundParty]) -> list[FoundParty]:
    """What the registration section of the plan adds: CNPJ, address, telephone, sphere."""
    forms = _forms(outline)
    filled = list(found)
    for place, form in enumerate(forms):
        cnpj = CNPJ.search(form.get("cnpj", ("", None))[0])
        same = [
            number
            for number, party in enumerate(filled)
            if cnpj and party.cnpj and party.cnpj.value == checked_cnpj(cnpj[1])[0]
        ]
        free = place < len(filled) and not (cnpj and filled[place].cnpj)
        at = same[0] if same else place if free else None
        if at is not None:
            filled[at] = _filled(filled[at], form, cnpj)
    return filled


Form = dict[str, tuple[str, Block | None]]


def _forms(outline: Outline) -> list[Form]:
    """The fields of each party in the first section of a plan, by their bare labels."""
    if not outline.sections:
        return []
    forms: list[Form] = []
    for block in outline.under(outline.sections[0]):
        words = bare(block.text)
        heads = block.kind in ("rotulo", "campo") and FORM_HEAD.match(words)
        if heads and (not forms or forms[-1]):
            forms.append({})
        if block.kind == "campo" and forms:
            forms[-1].setdefault(bare(block.label), (block.body, block))
        elif words.startswith("esfera") and forms:
            forms[-1].setdefault("esfera", (clean(block.text[6:]), block))
        elif block.kind == "linha" and forms and len(block.cells) == 2:
            forms[-1].setdefault(bare(block.cells[0]).rstrip(" :"), (block.cells[1], block))
    return [form for form in forms if form]


def _filled(party: FoundParty, form: Form, cnpj: re.Match[str] | None) -> FoundParty:
    block = form.get("cnpj", ("", None))[1]
    if party.cnpj is None and cnpj and block is not None:
        value, right = checked_cnpj(cnpj[1])
        begin = block.text.find(cnpj[1])
        found = found_in(block, begin, begin + len(cnpj[1]), value, LIKELY if right else DOUBTFUL)
        party = replace(party, cnpj=found, cnpj_right=right)
    party = _with_role(_with_seat(party, form), form)
    phone = PHONE.search(" ".join(text for label, (text, _) in form.items() if "fone" in label))
    sphere = bare(form.get("esfera", ("", None))[0]).split(" ")[0]
    return replace(
        party,
        phone=party.phone or (phone[0] if phone else ""),
        sphere=party.sphere or (sphere if sphere in SPHERES else ""),
    )


def _with_seat(party: FoundParty, form: Form) -> FoundParty:
    line, where = form.get("endereco", ("", None))
    cep = form.get("cep", ("", None))[0]
    if party.address is None:
        if not line or where is None:
            return party
        address = read_address(f"{line}, CEP {cep}" if cep else line)
        return replace(party, address=found_in(where, 0, len(where.text), address, LIKELY))
    if not cep or party.address.value.cep:
        return party
    return replace(
        party, address=party.address.as_value(replace(party.address.value, cep=read_cep(cep)))
    )


def _with_role(party: FoundParty, form: Form) -> FoundParty:
    """The role in full, where the qualification only begins it (“seu Secretário”)."""
    role, where = form.get("cargo/funcao", form.get("cargo", ("", None)))
    if party.person is None or where is None:
        return party
    known = bare(party.person.role.value) if party.person.role else ""
    if len(role) <= len(known) or not bare(role).startswith(known):
        return party
    told = found_in(where, 0, len(where.text), clean(role), LIKELY)
    return replace(party, person=replace(party.person, role=told))
