"""A registry with very many signed agreements, made by the database itself in a minute or two.

Only the tables for reading and the search index are filled: to draft a million agreements would
take hours, and the questions asked of them read nothing else. Agreements were signed evenly over
twenty years up to the day of the test, for 36 months each; nearly all are published and reported.
One in ten has a second partner in SP, and one in fifty thousand a third in AP.
"""

import json
import sqlite3
from datetime import date, timedelta
from itertools import product
from typing import Any

from sqlalchemy import Column, Connection, Integer, MetaData, Table, Text, text

from instruments.notice_facts import NoticesChecked
from law.deadlines import compute
from services.notifying_rules import fingerprint, rules_of
from services.office import Office
from tests.facts import append_drafted, drafted

YEARS = 20
UNIT = "CIHP/CGSINDEC/DPDC/SENACON"
PLACES = ("Acre MA RR", "Ceará CE", "Mato Grosso MT", "Paraná PR", "Sergipe SE", "Tocantins TO")
KINDS = ("Ministério Público", "Defensoria Pública", "Procon", "Tribunal de Justiça", "Agência")
NEVER = 1000
"""One in so many was never published, and one never reported."""

_scratch = MetaData()
_days = Table(
    "_dias",
    _scratch,
    Column("i", Integer, primary_key=True),
    *(
        Column(name, Text)
        for name in (
            "assinado_em", "fim", "publicar_ate", "publicar_prudente", "envio_dou_ate",
            "renovacao_ate", "renovacao_prudente", "relatorio_ate", "relatorio_prudente",
            "publicado_em", "relatorio_em",
        )
    ),
)  # fmt: skip
_names = Table(
    "_nomes",
    _scratch,
    Column("i", Integer, primary_key=True),
    Column("participes", Text),
    Column("palavras", Text),
    Column("uf", Text),
)


def fill(office: Office, count: int) -> None:
    """Put so many agreements into an empty registry, and the mark of a run of notices yesterday."""
    _seed(office)
    with office.store.exclusive() as connection:
        _scratch.create_all(connection)
        days, names = _day_rows(office.today), _name_rows()
        connection.execute(_days.insert(), days)
        connection.execute(_names.insert(), names)
        values = {"count": count, "days": len(days), "names": len(names), "unit": UNIT}
        for statement in STATEMENTS:
            used = {name: value for name, value in values.items() if f":{name}" in statement}
            connection.execute(text(statement), used)
        _scratch.drop_all(connection)
        if connection.dialect.name == "postgresql":
            connection.execute(text("ANALYZE"))
    _index(office)


def _seed(office: Office) -> None:
    """One agreement drafted in earnest, whose texts stand for those of all the others."""
    rules = rules_of(office)
    with office.store.writing(office.now - timedelta(days=1), "Ana Lima") as writing:
        append_drafted(writing, drafted("mpmt", sequence=9_999_999))
        mark = NoticesChecked(
            day=office.today - timedelta(days=1),
            rules=fingerprint(rules, office.today),
            read_until=1,
        )
        writing.append(mark)
    list(office.search.instruments("nada"))


def _day_rows(today: date) -> list[dict[str, Any]]:
    first = today.replace(year=today.year - YEARS)
    rows = []
    for i in range((today - first).days):
        signed = first + timedelta(days=i)
        found = compute(signed, 36)
        over = found.end < today
        report = found.end + timedelta(days=60)
        rows.append(
            {
                "i": i,
                "assinado_em": signed.isoformat(),
                "fim": found.end.isoformat(),
                "publicar_ate": found.publication.isoformat(),
                "publicar_prudente": found.publication_prudent.isoformat(),
                "envio_dou_ate": found.send_to_dou_by.isoformat(),
                "renovacao_ate": found.renewal_by.isoformat(),
                "renovacao_prudente": found.renewal_prudent.isoformat(),
                "relatorio_ate": report.isoformat(),
                "relatorio_prudente": report.isoformat(),
                "publicado_em": found.publication_prudent.isoformat()
                if found.publication_prudent < today
                else "",
                "relatorio_em": report.isoformat() if over else "",
            }
        )
    return rows


def _name_rows() -> list[dict[str, Any]]:
    rows = []
    for i, (kind, place) in enumerate(product(KINDS, PLACES)):
        name, uf = f"{kind} do Estado: {place[:-3]}", place[-2:]
        partner = {"id": f"p{i}", "nome": name, "sigla": f"P{i}", "cnpj": "14.921.092/0001-57"}
        rows.append(
            {"i": i, "participes": json.dumps([partner]), "palavras": f"{name} {uf}", "uf": uf}
        )
    return rows


STATEMENTS = (
    """
    INSERT INTO instrumentos (numero, ano, sequencia, unidade, codigo, especie, conjunto, orgao,
        estado, versao, chave, participes, uf, processo, original, ordem, meses, minutado_em, seq)
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count)
    SELECT n.i || '/2007/' || CAST(:unit AS TEXT), 2007, n.i, CAST(:unit AS TEXT),
        CAST(20000000 + n.i AS TEXT),
        'acordo_cooperacao_tecnica', 'act-adesao', 'Secretaria Nacional do Consumidor', 'assinada',
        1, 'k' || n.i, p.participes, p.uf, '08012.002734/2023-09', '', 0, 36, d.assinado_em, 1
    FROM n JOIN _nomes p ON p.i = n.i % :names
    JOIN _dias d ON d.i = (CAST(n.i AS BIGINT) * 7919) % :days
    """,
    """
    INSERT INTO vidas (numero, assinado_em, meses, fim, fim_alternativo, publicar_ate,
        publicar_prudente, envio_dou_ate, renovacao_ate, renovacao_prudente, enviado_dou_em,
        publicado_em, edicao, secao, pagina, materia, retificacao, prorrogacao_pedida_em,
        encerrado_em, forma_encerramento, relatorio_ate, relatorio_prudente, relatorio_em, seq)
    SELECT x.numero, d.assinado_em, 36, d.fim, '', d.publicar_ate, d.publicar_prudente,
        d.envio_dou_ate, d.renovacao_ate, d.renovacao_prudente, d.publicado_em,
        CASE WHEN x.sequencia % 1000 = 7 THEN '' ELSE d.publicado_em END, '1', 3, 1, '',
        'sem_retificacao', '', '', '', d.relatorio_ate, d.relatorio_prudente,
        CASE WHEN x.sequencia % 1000 = 9 THEN '' ELSE d.relatorio_em END, 1
    FROM instrumentos x JOIN _dias d ON d.i = (CAST(x.sequencia AS BIGINT) * 7919) % :days
    WHERE x.ano = 2007
    """,
    """
    INSERT INTO instrumentos_ufs (numero, uf, estado, ano, unidade, sequencia)
    SELECT numero, uf, estado, ano, unidade, sequencia FROM instrumentos WHERE ano = 2007
    """,
    """
    INSERT INTO instrumentos_ufs (numero, uf, estado, ano, unidade, sequencia)
    SELECT numero, 'SP', estado, ano, unidade, sequencia FROM instrumentos
    WHERE ano = 2007 AND sequencia % 10 = 3
    """,
    """
    INSERT INTO instrumentos_ufs (numero, uf, estado, ano, unidade, sequencia)
    SELECT numero, 'AP', estado, ano, unidade, sequencia FROM instrumentos
    WHERE ano = 2007 AND sequencia % 50000 = 49999
    """,
    """
    INSERT INTO acoes (numero, ordem, prazo, concluida_em, evidencia, arquivo, arquivo_sha256, seq)
    SELECT v.numero, 1, v.fim, v.relatorio_em, '', '', '', 1 FROM vidas v
    """,
)


def _index(office: Office) -> None:
    """The search index of the same agreements; it keeps to the journal, which has not grown."""
    connection = sqlite3.connect(office.search.path)
    (combination,) = connection.execute("SELECT composicao FROM instrumentos").fetchone()
    words = [row["palavras"] for row in _name_rows()]
    with office.store.snapshot() as snapshot:
        numbers = _numbers(snapshot)
        rows = (
            (number, f"{number} Acordo de Cooperação Técnica {words[i % len(words)]}", combination)
            for i, number in numbers
        )
        connection.executemany(
            "INSERT INTO instrumentos (numero, palavras, composicao) VALUES (?, ?, ?)", rows
        )
    connection.commit()
    connection.close()


def _numbers(connection: Connection) -> Any:
    query = text("SELECT sequencia, numero FROM instrumentos WHERE ano = 2007 ORDER BY sequencia")
    return connection.execute(query.execution_options(yield_per=10_000))
