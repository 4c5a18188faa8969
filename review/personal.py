"""Personal data in what will be public: an agreement is published whole on the internet."""

import re
from collections.abc import Iterator

from instruments.identifiers import mask_cpf
from review.identity import CPF
from review.rule import Hit, rule
from review.subject import Subject
from review.words import fold, quoted

PUBLIC = "Lei nº 13.709/2018, arts. 6º e 23; Parecer nº 1/2021/CONJUR-CGU"


@rule(
    "cpf-exposto",
    "dados_pessoais",
    "erro",
    meaning="CPF inteiro num texto que será público.",
    remedy="Mostre-o mascarado ou deixe-o só no cadastro.",
    source=PUBLIC,
    wrong="a Senhora CLAIRE VOGEL DUTRA, inscrita no CPF sob o nº 529.982.247-25,",
    right="a Senhora CLAIRE VOGEL DUTRA, inscrita no CPF sob o nº ***.982.247-**,",
)
def whole_cpf(subject: Subject) -> Iterator[Hit]:
    """Every CPF with all its digits; those without points only beside the word."""
    for block in subject.blocks:
        spans = [hit.span() for hit in CPF.finditer(block.text)]
        spans += [
            hit.span(1) for hit in re.finditer(r"\bCPF\b\D{0,20}(\d{11})(?!\d)", block.text, re.I)
        ]
        for start, end in spans:
            digits = re.sub(r"\D", "", block.text[start:end])
            masked = mask_cpf(f"{digits[:3]}.{digits[3:6]}.{digits[6:9]}-{digits[9:]}")
            told = f"há um CPF inteiro; o texto público mostra no máximo {masked}."
            yield Hit(block, start, end, told, key=digits)


_RG = re.compile(
    r"\b(?:rg|r\.g\.|(?:cedula|carteira|documento) de identidade|identidade (?:civil|funcional)|"
    r"registro geral)\b[\s:,]*(?:n[ºo°.]*\s*)?(?P<number>[a-z]{0,3}-?\d[\d.\-/x]{4,})"
)


@rule(
    "rg-exposto",
    "dados_pessoais",
    "erro",
    meaning="Número de documento de identidade num texto que será público.",
    remedy="Retire o número; basta o nome, o cargo e o ato de designação.",
    source=PUBLIC,
    wrong="a Senhora CLAIRE VOGEL DUTRA, portadora da Cédula de Identidade nº 1234567-8 SSP/MT,",
    right="a Senhora CLAIRE VOGEL DUTRA, designada por Portaria nº 93, de 9 de fevereiro de 2023,",
)
def identity_cards(subject: Subject) -> Iterator[Hit]:
    """Numbers of identity cards, in a sentence or in a form."""
    for block in subject.blocks:
        for hit in _RG.finditer(fold(block.text)):
            yield Hit(
                block, *hit.span("number"), "há número de documento de identidade de uma pessoa."
            )


_REDACTED = re.compile(
    r"\[\s*(?:REDACTED|OMITIDO|TARJADO|SUPRIMIDO|DADO PESSOAL|INFORMAÇÃO PESSOAL)\s*\]|[█■▇]{2,}"
)


@rule(
    "dado-tarjado",
    "dados_pessoais",
    "nota",
    meaning="Tarja sobre dado pessoal: a cópia esconde o que o original assinado expõe.",
    remedy="No próximo texto, deixe o dado fora (ou mascarado): o original poderá ser publicado "
    "inteiro.",
    source=PUBLIC,
    wrong="inscrito no CPF sob o nº [REDACTED], designado por Portaria.",
    right="inscrito no CPF sob o nº ***.982.247-**, designado por Portaria.",
)
def redactions(subject: Subject) -> Iterator[Hit]:
    """Marks of redaction: one finding with all their places."""
    for block in subject.blocks:
        for hit in _REDACTED.finditer(block.text):
            told = "há dados pessoais tarjados nesta cópia; o original os traz por inteiro."
            yield Hit(block, *hit.span(), told, key="tarja")


_MOBILE = re.compile(r"(?<!\d)(?:\+?55\s?)?\(?\d{2}\)?\s?9\s?\d{4}[-.\s]?\d{4}(?!\d)")


@rule(
    "telefone-celular",
    "dados_pessoais",
    "aviso",
    meaning="Telefone celular de pessoa num texto que será público.",
    remedy="Use o telefone fixo da unidade.",
    source=PUBLIC,
    wrong="Contato do setor: (66) 99935-5708",
    right="Contato do setor: (66) 3511-5708",
)
def mobile_phones(subject: Subject) -> Iterator[Hit]:
    """Numbers of nine digits that begin with 9, with their area code."""
    for block in subject.blocks:
        for hit in _MOBILE.finditer(block.text):
            told = f"{quoted(hit[0])} é telefone celular, provavelmente de uma pessoa."
            yield Hit(block, *hit.span(), told, key=re.sub(r"\D", "", hit[0]))


_PRIVATE = re.compile(
    r"\b[\w.+-]+@(?:gmail|hotmail|outlook|live|yahoo|icloud|uol|bol|terra|ig|globo|msn|proton)"
    r"\.[\w.]+\b",
    re.I,
)


@rule(
    "email-particular",
    "dados_pessoais",
    "aviso",
    meaning="E-mail de provedor particular num texto que será público.",
    remedy="Use o e-mail institucional da unidade.",
    source=PUBLIC,
    wrong="E-mail: fulana.silva@gmail.com",
    right="E-mail: gabinete@exemplo.mt.gov.br",
)
def private_mail(subject: Subject) -> Iterator[Hit]:
    """Addresses of providers that private people use."""
    for block in subject.blocks:
        for hit in _PRIVATE.finditer(block.text):
            told = f"{quoted(hit[0])} é endereço particular."
            yield Hit(block, *hit.span(), told, key=hit[0])


_PRIVATE_LIFE = re.compile(
    r"\b(?:residente(?: e domiciliad[oa])?|domiciliad[oa] n[ao]|casad[oa]|solteir[oa]"
    r"|divorciad[oa]|"
    r"viuv[oa]|nascid[oa] em|filh[oa] de|uniao estavel|naturalidade|estado civil|"
    r"data de nascimento)\b"
)


_REPRESENTED = re.compile(r"\brepresentad[oa]s?\b|\bsenhora?\b|\bsra?\.")


@rule(
    "dado-da-vida-privada",
    "dados_pessoais",
    "aviso",
    meaning="Estado civil, residência, filiação ou nascimento de quem assina.",
    remedy="Retire: quem representa órgão público identifica-se por nome, cargo e ato de "
    "designação.",
    source=PUBLIC,
    wrong="o Senhor JOÃO LIMA REIS, brasileiro, casado, residente em Cuiabá,",
    right="o Senhor JOÃO LIMA REIS, designado por Portaria nº 10, de 2 de maio de 2023,",
)
def private_life(subject: Subject) -> Iterator[Hit]:
    """What qualifications of private contracts tell of people."""
    for block in subject.preamble:
        folded = fold(block.text)
        if not _REPRESENTED.search(folded):
            continue
        for hit in _PRIVATE_LIFE.finditer(folded):
            shown = block.text[hit.start() : hit.end()]
            yield Hit(block, *hit.span(), f"{quoted(shown)} é dado da vida privada de quem assina.")
