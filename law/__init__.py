"""The law as data with dates and sources, and the deadlines that follow from it.

    norms.yaml         what texts and rules cite, with its dates       norms.py, citation.py
    parameters.yaml    every number that a rule uses, dated            parameters.py
    pontos_facultativos.yaml  when the federal offices close           calendar.py
    lei_14133_2021.py, codigo_civil.py, ...  one module a norm, functions in article order
    clausulas.py       what binds as a clause of the instrument
    term.py, deadlines.py     all dates of an instrument, quickly      counting.py, months.py
    explanation.py     the same dates counted day by day, in words     steps.py, words.py

Nothing here knows instruments, partners or clause texts, and nothing asks for today's date.
"""
