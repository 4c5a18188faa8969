"""A partner (partícipe): the record a body keeps of each institution it signs with.

Checks that need two fields hang on the later one, so that pydantic still reports every fault of a
record in one go.
"""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, ValidationInfo, field_validator, model_validator

from clauses.clause_set import PartnerKind
from clauses.clause_text import Slug
from faults.validation import fault
from instruments.identifiers import (
    BLANK_IS_ABSENT,
    Filled,
    Named,
    OptionalCep,
    OptionalCnpj,
    OptionalCpf,
    OptionalEmail,
    OptionalFilled,
    OptionalLine,
    OptionalPhone,
)
from instruments.model import FOUND, STORED, Model
from instruments.states import State, of_state, state_of_cep
from portuguese.gender import Gender

Sphere = Literal["federal", "estadual", "distrital", "municipal", "estrangeira", "privada"]

OptionalState = Annotated[State | None, BLANK_IS_ABSENT]

SPHERES: dict[str, frozenset[str]] = {
    "uniao": frozenset({"federal"}),
    "ministerio_publico": frozenset({"federal", "estadual", "distrital"}),
    "defensoria_publica": frozenset({"federal", "estadual", "distrital"}),
    "procon_estadual": frozenset({"estadual", "distrital"}),
    "procon_municipal": frozenset({"municipal"}),
    "tribunal_de_justica": frozenset({"estadual", "distrital"}),
    "agencia_reguladora": frozenset({"federal", "estadual", "distrital", "municipal"}),
    "orgao_estrangeiro": frozenset({"estrangeira"}),
    "fornecedor": frozenset({"privada"}),
    "outro": frozenset({"federal", "estadual", "distrital", "municipal", "privada"}),
}
"""The spheres in which each kind of partner can exist."""


PLAN_WORDS = frozenset({"orgao", "participe", "ambos"})
"""Who answers for an action of a plan, when no partner is named; so no partner has these ids."""


def _as_found(info: ValidationInfo) -> bool:
    """Whether a party of an imported agreement is read, or what was accepted before."""
    return info.context in (FOUND, STORED)


class Address(Model):
    """Where a party has its seat. Abroad `country` stands in the place of the state."""

    street: OptionalFilled = Field(alias="logradouro", default=None)
    number: OptionalFilled = Field(alias="numero", default=None)
    complement: OptionalFilled = Field(alias="complemento", default=None)
    district: OptionalFilled = Field(alias="bairro", default=None)
    country: OptionalFilled = Field(alias="pais", default=None)
    city: OptionalFilled = Field(alias="municipio", default=None)
    state: OptionalState = Field(alias="uf", default=None)
    cep: OptionalCep = Field(default=None)

    @field_validator("city", "state")
    @classmethod
    def _needed_at_home(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None and info.data.get("country") is None and not _as_found(info):
            raise fault(
                "endereco-incompleto",
                "falta este campo.",
                "Preencha município e UF ou, se a sede é no exterior, o país.",
            )
        return value

    @field_validator("cep")
    @classmethod
    def _cep_in_state(cls, value: str | None, info: ValidationInfo) -> str | None:
        state, city = info.data.get("state"), info.data.get("city") or "sede"
        found = state_of_cep(value.replace("-", "")) if value else None
        if value and state and found != state and not _as_found(info):
            where = f"é {of_state(found)}" if found else "não pertence a nenhum estado"
            raise fault(
                "cep-de-outro-estado",
                f"{value} {where}; o município é {city}/{state}.",
                "Confira o CEP.",
            )
        return value

    @property
    def seat(self) -> str:
        """The line as it follows “com sede”: “no endereço Rua ...”, or “em Gurupi/TO”."""
        within = (self.street, self.number, self.complement, self.district)
        return f"{'no endereço' if any(within) else 'em'} {self.line}"

    @property
    def line(self) -> str:
        """Street, number, complement, district, city/state, CEP; what is absent leaves no gap."""
        number = self.number and (
            self.number if self.number.lower() == "s/n" else f"nº {self.number}"
        )
        city = "/".join(part for part in (self.city, self.state) if part)
        parts = (self.street, number, self.complement, self.district, city, self.country)
        line = ", ".join(part for part in parts if part)
        return f"{line}, CEP {self.cep}" if self.cep else line


class Representative(Model):
    """Who signs for a party."""

    name: Named = Field(alias="nome")
    gender: Gender = Field(alias="genero")
    role: Named = Field(alias="cargo")
    cpf: OptionalCpf = Field(default=None)
    rg: OptionalLine = Field(default=None)
    designation: OptionalFilled = Field(alias="designacao", default=None)


class Contact(Model):
    """A person or sector named in the work plan."""

    name: OptionalFilled = Field(alias="nome", default=None)
    role: OptionalFilled = Field(alias="cargo", default=None)
    sector: OptionalFilled = Field(alias="setor", default=None)
    email: OptionalEmail = Field(default=None)
    phone: OptionalPhone = Field(alias="telefone", default=None)


def _named(contact: Contact | None) -> Contact | None:
    return contact if contact is not None and contact.as_data() else None


OptionalContact = Annotated[Contact | None, BLANK_IS_ABSENT, AfterValidator(_named)]
"""A contact with nothing in it is no contact."""


class Partner(Model):
    """A partner as `participe.yaml` or a row of `participes.csv` gives it."""

    id: Slug
    name: Filled = Field(alias="nome")
    acronym: Filled = Field(alias="sigla")
    kind: PartnerKind = Field(alias="tipo")
    gender: Gender = Field(alias="genero")
    sphere: Sphere = Field(alias="esfera")
    foreign_id: OptionalLine = Field(alias="identificador_estrangeiro", default=None)
    cnpj: OptionalCnpj = Field(default=None)
    address: Address = Field(alias="endereco")
    phone: OptionalPhone = Field(alias="telefone", default=None)
    email: OptionalEmail = Field(default=None)
    representative: Representative = Field(alias="representante")
    manager: OptionalContact = Field(alias="gestor", default=None)
    platform_admin: OptionalContact = Field(alias="administrador_plataforma", default=None)
    liaison: OptionalContact = Field(alias="interlocutor", default=None)

    @model_validator(mode="before")
    @classmethod
    def _missing_within(cls, data: Any) -> Any:
        """A part that is missing whole is told by each of its required fields."""
        if not isinstance(data, dict):
            return data
        absent: list[tuple[str, str]] = [
            ("address", "endereco"),
            ("representative", "representante"),
        ]
        return {**{alias: {} for name, alias in absent if not {name, alias} & data.keys()}, **data}

    @field_validator("id")
    @classmethod
    def _not_a_word_of_plans(cls, value: str) -> str:
        if value in PLAN_WORDS:
            raise fault(
                "id-reservado",
                f"“{value}” é palavra reservada dos planos de trabalho.",
                "Dê outro id ao partícipe.",
            )
        return value

    @field_validator("sphere")
    @classmethod
    def _sphere_fits_kind(cls, value: str, info: ValidationInfo) -> str:
        kind = info.data.get("kind")
        if kind and value not in SPHERES[kind] and not _as_found(info):
            raise fault(
                "esfera-incompativel",
                f"um partícipe do tipo {kind} não é da esfera {value}.",
                f"Use: {', '.join(sorted(SPHERES[kind]))}.",
            )
        return value

    @field_validator("foreign_id")
    @classmethod
    def _identified_abroad(cls, value: str | None, info: ValidationInfo) -> str | None:
        if info.data.get("kind") == "orgao_estrangeiro" and value is None:
            raise fault(
                "sem-identificador",
                "falta este campo.",
                "Informe o número de registro no país de origem.",
            )
        return value

    @field_validator("cnpj")
    @classmethod
    def _identified_at_home(cls, value: str | None, info: ValidationInfo) -> str | None:
        kind, foreign_id = info.data.get("kind"), info.data.get("foreign_id")
        abroad = kind == "orgao_estrangeiro" or (kind is None and foreign_id is not None)
        if value is None and not abroad and not _as_found(info):
            raise fault("sem-cnpj", "falta este campo.", "Informe o CNPJ do partícipe.")
        return value

    @field_validator("address")
    @classmethod
    def _country_or_city(cls, value: Address, info: ValidationInfo) -> Address:
        kind = info.data.get("kind")
        if kind == "orgao_estrangeiro" and value.country is None:
            raise fault("sem-pais", "falta endereco.pais.", "Informe o país da sede.")
        at_home = kind not in (None, "orgao_estrangeiro") and not _as_found(info)
        if at_home and not (value.city and value.state):
            raise fault(
                "endereco-incompleto",
                "faltam endereco.municipio e endereco.uf.",
                "Só um partícipe do tipo orgao_estrangeiro tem a sede em outro país.",
            )
        return value
