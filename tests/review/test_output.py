"""How a report is shown: to people with a caret, as Findings, as SARIF 2.1.0."""

from typing import Any

from reading.plain import read_plain
from review.printed import printed
from review.reviewer import Report, review
from review.sarif import sarif
from review.subject import subject
from tests.review.texts import TODAY, FewWords, typed

TEXT = (
    "ACORDO DE COOPERAÇÃO TÉCNICA Nº 1/2026\n\nCLÁUSULA PRIMEIRA – DA VIGÊNCIA\n\n"
    "A vigência é de 36 (trinta e dois) meses..\n\nO contato é (66) 99935-5708 ou (66) 99935-5708."
)


def report(text: str = TEXT) -> Report:
    return review(typed(text))


def test_people_see_place_gravity_words_caret_and_remedy() -> None:
    assert list(printed(report())) == [
        "linha 5, coluna 17, cláusula primeira",
        "  ERRO numeral-e-extenso: “36 (trinta e dois)”: o número e o extenso não conferem.",
        "    A vigência é de 36 (trinta e dois) meses..",
        "                    ^^^^^^^^^^^^^^^^^^",
        "  Confirme o número certo e acerte os dois.",
        "",
        "linha 5, coluna 41, cláusula primeira",
        "  AVISO pontuacao-dobrada: há dois sinais de pontuação seguidos: “..”.",
        "    A vigência é de 36 (trinta e dois) meses..",
        "                                            ^^",
        "  Deixe um só.",
        "",
        "linha 7, coluna 13, cláusula primeira (e linha 7)",
        (
            "  AVISO telefone-celular: “(66) 99935-5708” é telefone celular, provavelmente de uma "
            "pessoa."
        ),
        "    O contato é (66) 99935-5708 ou (66) 99935-5708.",
        "                ^^^^^^^^^^^^^^^",
        "  Use o telefone fixo da unidade.",
        "",
        "1 erro e 2 avisos.",
    ]


def test_a_text_without_fault_is_said_to_have_none() -> None:
    assert list(printed(report("Os partícipes cooperam."))) == ["Nada a apontar."]


def test_without_a_dictionary_the_report_says_that_spelling_was_not_checked() -> None:
    source = read_plain("texto.txt", b"Os participantes cooperam.")
    done = review(subject(source, TODAY, FewWords(available=False)))

    assert list(printed(done)) == [
        (
            "Observação: ortografia não verificada: o Hunspell ou o dicionário pt_BR não está "
            "instalado."
        ),
        "Nada a apontar.",
    ]


def test_a_long_paragraph_is_cut_around_what_was_found() -> None:
    words = " ".join(["palavra"] + ["outra", "ainda"] * 60)
    (remark,) = report(f"{words} de 36 (trinta e dois) meses, {words}.").remarks

    assert remark.excerpt is not None
    assert len(remark.excerpt.text) <= 100
    start = remark.excerpt.start
    assert remark.excerpt.text[start : start + remark.excerpt.size] == "36 (trinta e dois)"


def test_a_finding_has_the_keys_of_the_interface_and_its_place_in_figures() -> None:
    first = report().remarks[0].as_dict()

    assert {key: first[key] for key in ("regra", "severidade", "onde", "linha", "coluna")} == {
        "regra": "numeral-e-extenso",
        "severidade": "erro",
        "onde": "linha 5, coluna 17, cláusula primeira",
        "linha": 5,
        "coluna": 17,
    }
    assert set(first) == {
        *("regra", "severidade", "onde", "trecho", "mensagem", "remedio", "fonte", "linha"),
        *("coluna", "pagina", "parte", "tambem_em", "situacao", "motivo", "impressao"),
    }


def test_only_what_is_grave_enough_is_kept() -> None:
    assert [one.severity for one in report().at_least("erro").remarks] == ["erro"]
    assert report().has_errors
    assert not report("Os contatos são (66) 99935-5708.").has_errors


# --- SARIF ---


def log() -> dict[str, Any]:
    done = report()
    aside = done.remarks[1].marked("dispensado", "está assim no original")
    known = done.remarks[2].marked("conhecido", "consta da linha de base")
    return sarif(
        Report((done.remarks[0], aside, known), ("uma observação",)), "acordo.txt", "0.1.0"
    )


def shape(value: Any, wanted: Any, path: str = "$") -> list[str]:
    """Where a value is not of the shape: a type, a tuple of constants, a list of one, or a dict.

    A key with a question mark may be missing; a key that the shape does not name is a fault.
    """
    if isinstance(wanted, dict):
        if not isinstance(value, dict):
            return [f"{path}: esperava um objeto"]
        names = {key.rstrip("?") for key in wanted}
        faults = [f"{path}.{key}: não existe no esquema" for key in value if key not in names]
        for key, inner in wanted.items():
            name = key.rstrip("?")
            if name in value:
                faults += shape(value[name], inner, f"{path}.{name}")
            elif not key.endswith("?"):
                faults.append(f"{path}.{name}: falta")
        return faults
    if isinstance(wanted, list):
        if not isinstance(value, list):
            return [f"{path}: esperava uma lista"]
        return [
            fault for n, one in enumerate(value) for fault in shape(one, wanted[0], f"{path}[{n}]")
        ]
    if isinstance(wanted, tuple):
        return [] if value in wanted else [f"{path}: {value!r} não é um de {wanted}"]
    return [] if type(value) is wanted else [f"{path}: {value!r} não é {wanted.__name__}"]


TEXT_MESSAGE = {"text": str}
REGION = {
    "startLine": int, "startColumn": int, "endLine?": int, "endColumn?": int,
    "snippet?": TEXT_MESSAGE,
}  # fmt: skip
PHYSICAL = {"artifactLocation": {"uri": str}, "region?": REGION}
LEVEL = ("none", "note", "warning", "error")
# The parts of the OASIS standard (sarif-schema-2.1.0.json) that we write, with what it requires.
SARIF = {
    "$schema": str,
    "version": ("2.1.0",),
    "runs": [
        {
            "tool": {
                "driver": {
                    "name": str,
                    "version": str,
                    "language": ("pt-BR",),
                    "rules": [
                        {
                            "id": str,
                            "shortDescription": TEXT_MESSAGE,
                            "help": TEXT_MESSAGE,
                            "defaultConfiguration": {"level": LEVEL},
                            "properties": {"tags": [str]},
                        }
                    ],
                }
            },
            "columnKind": ("utf16CodeUnits", "unicodeCodePoints"),
            "artifacts": [{"location": {"uri": str}}],
            "results": [
                {
                    "ruleId": str,
                    "ruleIndex": int,
                    "level": LEVEL,
                    "message": TEXT_MESSAGE,
                    "locations": [
                        {
                            "physicalLocation": PHYSICAL,
                            "logicalLocations?": [{"name": str, "kind": ("member",)}],
                        }
                    ],
                    "partialFingerprints": {"pactua/v1": str},
                    "relatedLocations?": [
                        {"id": int, "message": TEXT_MESSAGE, "physicalLocation": PHYSICAL}
                    ],
                    "suppressions?": [{"kind": ("inSource", "external"), "justification": str}],
                    "baselineState?": ("new", "unchanged", "updated", "absent"),
                }
            ],
            "invocations": [
                {
                    "executionSuccessful": bool,
                    "toolExecutionNotifications": [{"level": LEVEL, "message": TEXT_MESSAGE}],
                }
            ],
        }
    ],
}


def test_the_log_has_the_shape_of_the_standard() -> None:
    assert shape(log(), SARIF) == []


def test_every_result_names_its_rule_by_id_and_by_place() -> None:
    (run,) = log()["runs"]
    rules = run["tool"]["driver"]["rules"]

    assert [rules[one["ruleIndex"]]["id"] for one in run["results"]] == [
        one["ruleId"] for one in run["results"]
    ]


def test_a_result_points_at_the_words_and_tells_what_was_set_aside() -> None:
    (run,) = log()["runs"]
    first, aside, known = run["results"]

    assert first["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 5,
        "startColumn": 17,
        "endLine": 5,
        "endColumn": 35,
        "snippet": {"text": "A vigência é de 36 (trinta e dois) meses.."},
    }
    assert aside["suppressions"] == [
        {"kind": "external", "justification": "está assim no original"}
    ]
    assert known["baselineState"] == "unchanged"
    assert [
        one["physicalLocation"]["region"]["startLine"] for one in known["relatedLocations"]
    ] == [7]
