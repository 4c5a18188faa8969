"""Defects planted in clean drafts: for each rule, the ways in which its defect comes about.

A Plant takes the lines of a draft and gives them back spoiled at one random place, with the place;
None when this draft has no place for it. What follows from a defect elsewhere (a reference to the
clause whose number was spoiled) is named in `follows`; any other finding elsewhere is a false one.
"""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from reading.outline import Block, outline
from reading.source import Line, SourceText

Lines = list[Line]


@dataclass(frozen=True, slots=True)
class Spoiled:
    """Lines with one defect, and the numbers (from 1) of those that were touched.

    A row of a table counts as one place, though each of its cells is a line.
    """

    lines: tuple[Line, ...]
    touched: frozenset[int]
    follows: frozenset[str] = frozenset()
    whole: bool = False
    """The finding is about the text as a whole, or about the heading of what is missing."""


Plant = Callable[[random.Random, SourceText], Spoiled | None]


def swap(
    pattern: str,
    *instead: str,
    kinds: str = "",
    under: str = "",
    without: str = "",
    cell: int | None = None,
    follows: Sequence[str] = (),
) -> Plant:
    """One match of a pattern, in a line of these kinds of block, replaced."""
    compiled = re.compile(pattern)

    def plant(rng: random.Random, source: SourceText) -> Spoiled | None:
        places = [
            (number, hit)
            for number, line in _lines(source, kinds, under)
            if (cell is None or (line.cell and line.cell[2] == cell))
            and not (without and re.search(without, line.text))
            for hit in compiled.finditer(line.text)
        ]
        if not places:
            return None
        number, hit = rng.choice(places)
        text = source.lines[number - 1].text
        new = text[: hit.start()] + hit.expand(rng.choice(instead)) + text[hit.end() :]
        return _with(source, {number: new}, follows)

    return plant


def say(*sentences: str, kinds: str = "corpo subclausula", under: str = "clausula") -> Plant:
    """A sentence added to a random paragraph."""

    def plant(rng: random.Random, source: SourceText) -> Spoiled | None:
        places = [
            (number, line)
            for number, line in _lines(source, kinds, under)
            if line.text.endswith(".")
        ]
        if not places:
            return None
        number, line = rng.choice(places)
        return _with(source, {number: f"{line.text} {rng.choice(sentences)}"})

    return plant


def new_line(*texts: str, kinds: str = "corpo subclausula", follows: Sequence[str] = ()) -> Plant:
    """A line of its own after a random paragraph."""

    def plant(rng: random.Random, source: SourceText) -> Spoiled | None:
        places = [
            number for number, line in _lines(source, kinds, "clausula") if line.text.endswith(".")
        ]
        if not places:
            return None
        number = rng.choice(places)
        before = source.lines[number - 1]
        added = Line(rng.choice(texts), "paragrafo", clause_id=before.clause_id)
        lines = (*source.lines[:number], added, *source.lines[number:])
        return Spoiled(lines, frozenset({number + 1}), frozenset(follows))

    return plant


def drop(
    pattern: str, *, kinds: str = "", follows: Sequence[str] = (), whole: bool = False
) -> Plant:
    """A whole line taken away; the finding stands on the line that took its place."""

    def plant(rng: random.Random, source: SourceText) -> Spoiled | None:
        places = [
            number for number, line in _lines(source, kinds, "") if re.search(pattern, line.text)
        ]
        if not places:
            return None
        number = rng.choice(places)
        lines = (*source.lines[: number - 1], *source.lines[number:])
        return Spoiled(lines, frozenset({number}), frozenset(follows), whole)

    return plant


def drop_under(pattern: str, *, follows: Sequence[str] = ()) -> Plant:
    """A clause or section taken away whole."""

    def plant(rng: random.Random, source: SourceText) -> Spoiled | None:
        found = outline(source)
        headings = [
            place
            for place in (*found.clauses, *found.sections)
            if re.search(pattern, found.blocks[place].text)
        ]
        if not headings:
            return None
        heading = rng.choice(headings)
        blocks = (found.blocks[heading], *found.under(heading))
        gone = {
            number
            for block in blocks
            for number in range(
                source.place(block.start).line,
                source.place(max(block.start, block.end - 1)).line + 1,
            )
        }
        kept = tuple(line for number, line in enumerate(source.lines, 1) if number not in gone)
        return Spoiled(kept, frozenset(), frozenset(follows), whole=True)

    return plant


def every(pattern: str, instead: str, *, cell: int, under: str) -> Plant:
    """Every match in a column of a table replaced; the finding stands elsewhere."""

    def plant(rng: random.Random, source: SourceText) -> Spoiled | None:
        changed = {
            number: re.sub(pattern, instead, line.text)
            for number, line in _lines(source, "linha", under)
            if line.cell and line.cell[2] == cell and line.cell[1] > 0
        }
        return replace(_with(source, changed), whole=True) if changed else None

    return plant


def _with(source: SourceText, changed: dict[int, str], follows: Sequence[str] = ()) -> Spoiled:
    lines = list(source.lines)
    for number, text in changed.items():
        lines[number - 1] = replace(lines[number - 1], text=text)
    rows = {line.cell[:2] for number in changed if (line := lines[number - 1]).cell}
    row = {number for number, line in enumerate(lines, 1) if line.cell and line.cell[:2] in rows}
    return Spoiled(tuple(lines), frozenset({*changed, *row}), frozenset(follows))


def _lines(source: SourceText, kinds: str, under: str) -> list[tuple[int, Line]]:
    """The lines of blocks of these kinds, standing under headings whose kind or title fits."""
    found = outline(source)
    wanted = set(kinds.split())
    numbers: dict[int, Line] = {}
    for block in found.blocks:
        heading = found.blocks[block.clause] if block.clause is not None else None
        if (not wanted or block.kind in wanted) and _fits(heading, under):
            first, last = source.place(block.start), source.place(max(block.start, block.end - 1))
            for number in range(first.line, last.line + 1):
                numbers[number] = source.lines[number - 1]
    return sorted(numbers.items())


def _fits(heading: Block | None, under: str) -> bool:
    if not under:
        return True
    if heading is None:
        return under == "preambulo"
    return heading.kind == under or under in heading.text


_ORDER = ("ordem-das-clausulas", "remissao-inexistente", "clausula-obrigatoria")
_SUB = ("ordem-das-subclausulas", "remissao-inexistente")
_ITEM = ("ordem-dos-itens", "remissao-inexistente", "pontuacao-dos-itens")
_PROSE = "corpo subclausula"
_ANY_WORD = r"(?<= )(?:[a-zà-ÿ]{4,}|da|de|os|que)(?= )"

PLANTS: dict[str, tuple[Plant, ...]] = {
    "lacuna": (
        swap(
            _ANY_WORD, "XX/2024", "MÊS/2027", "[...]", "____", "XXXX", kinds=_PROSE,
            under="clausula",
        ),
        swap(
            _ANY_WORD, "{{ participe.nome }}", "[INSERIR NOME]", "DD/MM/AAAA", kinds=_PROSE,
            under="clausula",
        ),
        swap(r"\d{1,2}º mês", "MÊS/2026", kinds="linha", under="PLANO DE AÇÃO"),
    ),
    "minuta-em-texto-final": (
        swap(r"^ANEXO –", "ANEXO À MINUTA DE ACORDO –", kinds="anexo"),
        swap(r"\b[Ee]ste Acordo\b", "a presente minuta", kinds=_PROSE, under="clausula"),
    ),
    "campo-vazio": (swap(r"^.+$", "", kinds="linha", under="DADOS CADASTRAIS", cell=1),),
    "pontuacao-dobrada": (
        swap(r"\.$", "..", kinds=_PROSE),
        swap(r", (?=[a-z])", ",, ", ", – ", kinds=_PROSE),
    ),
    "espaco-indevido": (
        swap(r"(?<=[a-z]) (?=[a-z])", "  ", kinds=_PROSE),
        swap(r"(?<=[a-z]), (?=[a-z])", " , ", ",", kinds=_PROSE, under="clausula"),
    ),
    "palavra-repetida": (swap(r"\b([a-zà-ÿ]{2,}) (?=[a-z])", r"\1 \1 ", kinds=f"{_PROSE} alinea"),),
    "aspas-ou-parenteses": (swap(r"\)(?=[ ,.;])|”|“", "", kinds=_PROSE, under="clausula"),),
    "marcacao-residual": (
        swap(r"(?<=[a-z]) (?=[a-z])", " **", "&nbsp;", " <br> ", kinds=f"{_PROSE} alinea"),
    ),
    "nota-de-redacao": (
        new_line(
            "Nota explicativa: a cláusula é facultativa.",
            "[Nota ao redator: conferir o prazo.]",
            "OBS.: confirmar com a área técnica.",
        ),
    ),
    "texto-cortado": (
        swap("Secretaria Nacional do Consumidor", "Secretaria N Consumidor", kinds="linha"),
    ),
    "sinal-de-grau": (swap(r"5º(?= andar)", "5°"),),
    "ordem-das-clausulas": (
        swap("CLÁUSULA (?:SEXTA|OITAVA|NONA) ", "CLÁUSULA DÉCIMA NONA ", follows=_ORDER),
        swap("CLÁUSULA (?:QUARTA|QUINTA|SÉTIMA) ", "CLÁUSULA SEGUNDA ", follows=_ORDER),
        drop_under("RECURSOS HUMANOS|CASOS OMISSOS", follows=(*_ORDER, "clausula-recomendada")),
    ),
    "rotulo-ilegivel": (
        swap(r"CLÁUSULA (?:SEXTA|OITAVA|NONA) ", "CLÁUSULA ENÉSIMA ", follows=_ORDER),
    ),
    "ordem-das-subclausulas": (
        swap("^Subcláusula segunda", "Subcláusula quarta", follows=_SUB),
        swap("^Subcláusula segunda", "Subcláusula primeira", follows=_SUB),
        swap("^Subcláusula única", "Subcláusula primeira", follows=_SUB),
    ),
    "ordem-dos-itens": (
        swap(r"^c\)", "h)", kinds="alinea", follows=_ITEM),
        swap(r"^[bd]\)", "a)", kinds="alinea", follows=_ITEM),
        drop(r"^[bc]\) .*;(?: e)?$", kinds="alinea", follows=(*_ITEM, "item-sozinho")),
    ),
    "item-sozinho": (new_line("I – os partícipes guardarão sigilo.", kinds="corpo"),),
    "ordem-das-secoes": (
        swap(r"^4\. ", "6. ", kinds="secao", follows=("ordem-das-secoes",)),
        swap(r"^5\. ", "3. ", kinds="secao", follows=("ordem-das-secoes",)),
    ),
    "estilos-misturados": (
        swap(
            "^Subcláusula única", "Parágrafo único",
            follows=("ordem-das-subclausulas", "remissao-inexistente"),
        ),
        swap(r"^(Subcláusula \w+)\.", r"\1 –"),
    ),
    "lista-sem-caput": (
        drop(
            r"^(?:Para o alcance do objeto, cabe|São obrigações comuns|Este Acordo extingue-se)",
            kinds="corpo",
        ),
    ),
    "pontuacao-dos-itens": (
        swap(r";$", ".", "", kinds="alinea"),
        swap(r"; e$", ";", kinds="alinea"),
        swap(r"\.$", ";", kinds="alinea marcador", without=r"^• .{300}"),
    ),
    "titulo-da-clausula": (
        swap("(?<=[A-Z]) – (?=D)", " - ", " –", " -", ". ", kinds="clausula"),
    ),
    "paralelismo": (
        swap(r"^(.\)) divulgar", r"\1 divulgação", kinds="alinea", follows=("paralelismo",)),
        swap(r"^(.\)) (?:acompanhar|armazenar)", r"\1 acompanhamento", kinds="alinea"),
        swap(r"^(.\)) (?:orientar|realizar|apoiar)", r"\1 realização", kinds="alinea"),
    ),
    "remissao-inexistente": (
        swap(
            r"(?<!ub)cláusula (?:segunda|sexta|oitava|décima primeira|décima terceira)\b",
            "cláusula trigésima", kinds=f"{_PROSE} alinea", under="clausula",
        ),
        swap("alínea “[ad]” d", "alínea “x” d", kinds=f"{_PROSE} alinea", under="clausula"),
        say("Observa-se a subcláusula nona da cláusula segunda."),
        say("Observa-se o art. 15 deste Acordo.", "Observa-se o Anexo IV."),
    ),
    "numeral-e-extenso": (
        swap(r"\((?:trinta|sessenta|trinta e seis)\)", "(quarenta e dois)", "(dez)"),
        swap(r"\((trinta) e (seis)\)", r"(\1 \2)"),
        say("São 50% (sessenta por cento) das ações."),
    ),
    "numeral-sem-extenso": (swap(r"(\d+) \([a-z ]+\) (dias|meses)", r"\1 \2"),),
    "nup-invalido": (
        swap(r"(\d{5}\.\d{6}/\d{4}-)\d{2}", r"\g<1>99", follows=("processos-diferentes",)),
    ),
    "processos-diferentes": (
        swap(r"\d{5}\.\d{6}/\d{4}-\d{2}", "08012.000880/2016-62", kinds="corpo linha"),
    ),
    "cnpj-invalido": (
        swap(r"(\d{2}\.\d{3}\.\d{3}/\d{4}-)\d{2}", r"\g<1>00", follows=("cnpj-divergente",)),
    ),
    "cpf-invalido": (say("O responsável tem o CPF nº 529.982.247-26."),),
    "cep-de-outro-estado": (swap(r"(?<=CEP )\d{5}-\d{3}", "69306-680"),),
    "cnpj-divergente": (
        swap(r"\d{2}\.\d{3}\.\d{3}/\d{4}-\d{2}", "33.000.167/0001-01", kinds="linha"),
    ),
    "numero-divergente": (say("Este Acordo de Cooperação Técnica nº 999/2024 é público."),),
    "pessoa-em-duas-formas": (
        swap(r"(?<=^Wadih )Nemer(?= )", "Nener", "Nemmer", kinds="linha"),
        swap(r"^Alexandre Yamanaka Shiozaki$", "Alexandre Yamanaca Shiozaki e outro", kinds="none"),
    ),
    "orgao-em-duas-formas": (
        swap("Ministério da Justiça e Segurança Pública", "Ministério da Justiça", kinds="linha"),
        say("Participa o Ministério da Justiça."),
        say("Participa a Secretaria Nacional do Consumidro."),
    ),
    "sigla-em-duas-formas": (swap(r"\bSENACON\b(?=[ ,.])", "Senacon", kinds=f"{_PROSE} alinea"),),
    "email-nao-condiz": (
        swap(r"^[\w.]+@", "wadih.souzza@", "alexandre.silveira@", kinds="linha"),
    ),
    "parte-nao-definida": (
        swap(
            r"(?<=DAS OBRIGAÇÕES D[AO] )(?!SENACON).+$", "PARCEIRO ESTRATÉGICO", kinds="clausula",
        ),
    ),
    "parte-nao-usada": (
        swap(
            r"(?<=, inscrit[oa] no CNPJ sob o nº .{18}), com sede",
            ", a seguir denominado COOPERANTE, com sede", kinds="corpo",
        ),
    ),
    "signatario-diverge": (
        swap(r"^[A-Z ]{12,}$", "FULANA TEIXEIRA MARINHO", kinds="signatario"),
    ),
    "genero-da-parte": (
        swap(r"(?<=, )inscrita(?= no CNPJ)", "inscrito", kinds="corpo"),
        swap(r"(?<=, )inscrito(?= no CNPJ)", "inscrita", kinds="corpo"),
        swap("(?<=neste ato )representada", "representado", kinds="corpo"),
        swap("(?<=neste ato )representado", "representada", kinds="corpo"),
    ),
    "genero-do-representante": (
        swap(r"\bo Senhor\b", "a Senhora", kinds="corpo"),
        swap(r"\ba Senhora\b", "o Senhor", kinds="corpo"),
        swap(r"\bdesignado por\b", "designada por", kinds="corpo"),
        swap(r"\bdesignada por\b", "designado por", kinds="corpo"),
    ),
    "numero-das-partes": (
        say("Os partícipes deverá comunicar o "
            "incidente.", "Cada partícipe deverão zelar pela rede."),
        say("Os partícipes obriga-se a zelar pelo serviço.", "Os partícipe zelam pela rede."),
    ),
    "predicativo": (say("É vedado aos partícipes a utilização do material para outro fim."),),
    "crase": (
        say("Todos devem obedecer as normas internas.", "Garante-se o acesso a informação."),
        swap("em observância à Lei", "em observância a Lei", kinds="corpo"),
    ),
    "infinitivo-flexionado": (
        say("Haverá reuniões, devendo todas as comunicações serem documentadas."),
        say("Os partícipes poderão reverem as metas."),
    ),
    "item-com-maiuscula": (
        swap(
            r"^(.\)) [a-zç]+[aei]r ", r"\1 Os partícipes deverão cuidar de ", kinds="alinea",
            under="clausula", follows=("paralelismo",),
        ),
    ),
    "regencia": (say("Haverá diálogo visando o aperfeiçoamento do serviço."),),
    "virgula-em-enumeracao": (
        swap(
            r"coordenar, organizar, articular, acompanhar e",
            "coordenar, organizar, articular acompanhar e",
        ),
        say("Cabe a todos planejar, coordenar executar e avaliar as ações."),
    ),
    "virgula-isolada": (
        swap(
            r"^(.\)) divulgar a plataforma[^;.]*",
            r"\1 divulgar no âmbito da instituição, a plataforma", kinds="alinea",
            under="clausula",
        ),
        say("Os custos, decorrentes da execução deste Acordo serão de cada partícipe."),
        say("As divergências, que não puderem ser resolvidas, serão levadas à conciliação."),
    ),
    "expressao-trocada": (
        swap("Diário Oficial da União", "Diário da União Oficial", kinds=_PROSE),
        swap("solução alternativa de", "solução de alternativa", kinds="alinea"),
        swap("Administração Pública Federal", "Administração Federal Pública", kinds="corpo"),
    ),
    "expressao-a-evitar": (
        swap("independentemente de transcrição", "independente de transcrição"),
        say("Valem as regras internas e/ou os regulamentos."),
        say("Cada partícipe arca com suas respectivas despesas."),
    ),
    "ortografia": (
        swap(r"\b(plat)a(forma)\b", r"\1o\2", kinds=f"{_PROSE} alinea"),
        swap(r"\bvigência\b", "vigencia", kinds=f"{_PROSE} alinea"),
        swap(r"\b([a-z]{3,}ç)ão\b", r"\1aõ", kinds=f"{_PROSE} alinea"),
        swap(r"\bconsumidores\b", "consumidroes", kinds=f"{_PROSE} alinea"),
    ),
    "participe-sem-acento": (
        swap(r"(?<=[od]s )partícipes", "participes", kinds=f"{_PROSE} alinea"),
    ),
    "hifen-de-cargo": (swap("Coordenação-Geral", "Coordenação Geral", kinds="linha"),),
    "norma-revogada": (
        swap("Decreto nº 11.348, de 1º de janeiro de "
             "2023", "Decreto nº 9.662, de 1º de janeiro de 2019"),
        say("Aplica-se a Lei nº 8.666, de 21 de junho de 1993."),
        say("Aplica-se o Decreto nº 6.170, de 25 de julho de 2007."),
    ),
    "norma-inexistente": (
        swap("de 11 de setembro de 1990", "de 11 de setembro de 1991"),
        swap("de 14 de agosto de 2018", "de 14 de agosto de 2008"),
        say("Aplica-se o Decreto nº 99.531, de 2 de maio de 2023."),
    ),
    "artigo-inexistente": (
        swap(r"art\. (?:48|16)(?=.{0,30}LGPD)", "art. 148"),
        say("Aplica-se o art. 95 da Lei nº 13.709, de 14 de agosto de 2018."),
        say("Aplica-se o art. 300 da Constituição Federal."),
    ),
    "forma-da-citacao": (
        swap(r"(Lei|Decreto) nº (\d)", r"\1 \2", kinds="corpo"),
        swap(r"(Lei|Decreto) nº (\d)", r"\1 nº\2", kinds="corpo alinea"),
        swap(r"((?:Lei|Decreto) nº [\d.]+), de (\d{2})", r"\1 de \2", kinds="corpo alinea"),
        say("Vale a Lei nº 13.709, de 14 de agosto de 2018 obedecendo-se aos seus princípios."),
    ),
    "forma-do-dispositivo": (
        swap(r"§ (\d)º", r"§\1º", kinds=_PROSE),
        swap(r"(?<= )art\. (\d+)(?=, )", r"Artigo \1", kinds=f"{_PROSE} alinea"),
        say("Observa-se o art. 48, da Lei nº 13.709, de 14 de agosto de 2018."),
    ),
    "portaria-sem-orgao": (say("Observa-se a Portaria nº 1.184, de 1º de julho de 2014."),),
    "norma-sem-numero": (say("Observa-se o Marco Civil da Internet."),),
    "clausula-obrigatoria": (
        drop_under("CONCILIAÇÃO E DO FORO", follows=_ORDER),
        drop_under("DA PUBLICAÇÃO", follows=_ORDER),
    ),
    "clausula-recomendada": (
        drop("Os direitos patrimoniais", kinds="subclausula", follows=_SUB, whole=True),
        drop("elaborarão relatório final conjunto", kinds="subclausula", follows=_SUB, whole=True),
    ),
    "elemento-do-plano": (
        drop_under("DIAGNÓSTICO", follows=("ordem-das-secoes",)),
        drop_under("RESULTADOS ESPERADOS"),
        drop_under("JUSTIFICATIVA", follows=("ordem-das-secoes",)),
    ),
    "termo-de-convenio": (
        say("O órgão concedente acompanhará as ações.", "A convenente prestará informações."),
    ),
    "vigencia-divergente": (
        swap("fim do 36º mês", "fim do 48º mês", kinds="linha"),
        say("A vigência de 24 (vinte e quatro) meses é improrrogável."),
    ),
    "acao-fora-da-vigencia": (
        swap("36º mês", "40º mês", kinds="linha", under="PLANO DE AÇÃO", cell=3),
    ),
    "acao-invertida": (
        swap(r"^\d+º mês", "38º mês", kinds="linha", under="PLANO DE AÇÃO", cell=2),
    ),
    "acao-sem-prazo": (
        swap(r"^\d+º mês$", "", kinds="linha", under="PLANO DE AÇÃO", cell=2),
        swap(r"^\d+º mês$", "", kinds="linha", under="PLANO DE AÇÃO", cell=3),
    ),
    "responsavel-nao-e-parte": (
        swap(r"^SENACON$", "SENACOM", "Prefeitura", "M", kinds="linha", under="PLANO DE AÇÃO"),
    ),
    "obrigacoes-sem-acao": (
        every("^.+$", "Reunir as equipes", cell=1, under="PLANO DE AÇÃO"),
    ),
    "objeto-divergente": (
        swap(
            r"^Este Acordo tem por objeto.*$",
            "Constitui objeto a capacitação de servidores em licitações, com aulas presenciais.",
            under="IDENTIFICAÇÃO DO OBJETO",
        ),
    ),
    "data-impossivel": (
        swap(r"\b\d{1,2} de (?:janeiro|fevereiro|março|abril"
             r"|maio) de 20(\d\d)", r"31 de fevereiro de 20\1"),
        say("A reunião de 31/04/2025 será virtual."),
    ),
    "periodo-invertido": (say("A primeira fase vai de 10/05/2026 a 10/03/2026."),),
    "prazos-divergentes": (
        say("A denúncia pede antecedência de 90 (noventa) dias."),
        say("A rescisão pede antecedência de 45 (quarenta e cinco) dias."),
    ),
    "valor-e-extenso": (say("O dano estimado é de R$ 1.000,00 (dois mil reais)."),),
    "valor-em-acordo": (say("O valor do Acordo é de R$ 50.000,00."),),
    "publicacao-sem-regra": (
        swap(" no Diário Oficial da União", "", under="DA PUBLICAÇÃO"),
    ),
    "publicidade-sem-vedacao": (
        swap(r" e não conterá nome.*$", ".", under="PUBLICIDADE"),
    ),
    "dado-sem-data": (say("Atualmente, 80% das reclamações são solucionadas."),),
    "cpf-exposto": (say("O responsável tem o CPF nº 529.982.247-25."),),
    "rg-exposto": (say("O responsável porta a Cédula de Identidade nº 1234567-8."),),
    "dado-tarjado": (say("O responsável tem o CPF nº [REDACTED]."),),
    "telefone-celular": (say("O telefone de contato é (66) 99935-5708."),),
    "email-particular": (say("O contato é fulana.teixeira@gmail.com."),),
    "dado-da-vida-privada": (
        swap(r"(?<=, )designad([oa]) por", r"casad\1, designad\1 por", kinds="corpo"),
    ),
}  # fmt: skip


def plant(rng: random.Random, rule: str, source: SourceText) -> Spoiled | None:
    """One defect of a rule in a draft, by one of its ways; None when the draft has no place."""
    ways = list(PLANTS[rule])
    rng.shuffle(ways)
    for way in ways:
        spoiled = way(rng, source)
        if spoiled is not None:
            return spoiled
    return None
