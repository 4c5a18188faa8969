"""Words whose agreement no rule tells: full tables of forms, and words that must not be inflected.

`agreement.py` consults these tables before its rules. To teach the system a word, add a line here
and a case to the table of the tests. It leaves out the rules themselves.
"""

from typing import Final


def _forms(table: str) -> dict[str, tuple[str, str, str, str]]:
    """Read lines of four forms (o, a, os, as); a word entered twice is a mistake of ours."""
    forms: dict[str, tuple[str, str, str, str]] = {}
    for line in table.strip().splitlines():
        o, a, os, as_ = line.split()
        if o in forms:
            raise ValueError(f"concordância: “{o}” aparece duas vezes na tabela")
        forms[o] = (o, a, os, as_)
    return forms


def _words(table: str) -> frozenset[str]:
    """Read words in lines, "#" opening a comment; a word entered twice is a mistake of ours."""
    words = [word for line in table.splitlines() for word in line.partition("#")[0].split()]
    for word in words:
        if words.count(word) > 1:
            raise ValueError(f"concordância: “{word}” aparece duas vezes na tabela")
    return frozenset(words)


# Masculine singular, feminine singular, masculine plural, feminine plural.
FORMS: Final = _forms("""
o           a           os           as
ao          à           aos          às
do          da          dos          das
no          na          nos          nas
pelo        pela        pelos        pelas
um          uma         uns          umas
algum       alguma      alguns       algumas
nenhum      nenhuma     nenhuns      nenhumas
ele         ela         eles         elas
dele        dela        deles        delas
nele        nela        neles        nelas
lhe         lhe         lhes         lhes
este        esta        estes        estas
deste       desta       destes       destas
neste       nesta       nestes       nestas
esse        essa        esses        essas
desse       dessa       desses       dessas
nesse       nessa       nesses       nessas
aquele      aquela      aqueles      aquelas
àquele      àquela      àqueles      àquelas
daquele     daquela     daqueles     daquelas
naquele     naquela     naqueles     naquelas
meu         minha       meus         minhas
teu         tua         teus         tuas
seu         sua         seus         suas
qualquer    qualquer    quaisquer    quaisquer
bom         boa         bons         boas
mau         má          maus         más
nu          nua         nus          nuas
cru         crua        crus         cruas
réu         ré          réus         rés
judeu       judia       judeus       judias
europeu     europeia    europeus     europeias
ateu        ateia       ateus        ateias
sr.         sra.        srs.         sras.
dr.         dra.        drs.         dras.
juiz        juíza       juízes       juízas
andaluz     andaluza    andaluzes    andaluzas
espanhol    espanhola   espanhóis    espanholas
bacharel    bacharela   bacharéis    bacharelas
mestre      mestra      mestres      mestras
ator        atriz       atores       atrizes
júnior      júnior      juniores     juniores
sênior      sênior      seniores     seniores
cortês      cortês      corteses     corteses
descortês   descortês   descorteses  descorteses
simples     simples     simples      simples
cidadão     cidadã      cidadãos     cidadãs
cristão     cristã      cristãos     cristãs
irmão       irmã        irmãos       irmãs
órfão       órfã        órfãos       órfãs
pagão       pagã        pagãos       pagãs
artesão     artesã      artesãos     artesãs
alemão      alemã       alemães      alemãs
catalão     catalã      catalães     catalãs
capitão     capitã      capitães     capitãs
escrivão    escrivã     escrivães    escrivãs
tabelião    tabeliã     tabeliães    tabeliãs
guardião    guardiã     guardiães    guardiãs
campeão     campeã      campeões     campeãs
anfitrião   anfitriã    anfitriões   anfitriãs
cirurgião   cirurgiã    cirurgiões   cirurgiãs
anão        anã         anões        anãs
patrão      patroa      patrões      patroas
órgão       órgão       órgãos       órgãos
membro      membro      membros      membros
indivíduo   indivíduo   indivíduos   indivíduos
""")

# One form for both genders; the plural follows the rules. Only words that the rules do not reach.
COMMON_GENDER: Final = _words("""
# -or: comparatives and the like; the rule makes servidora of servidor
maior menor melhor pior superior inferior anterior posterior ulterior interior exterior
bicolor incolor multicor tricolor major
# -ar: listed, since infinitives end so too
titular cotitular auxiliar militar particular similar popular regular irregular singular
preliminar complementar suplementar parlamentar elementar disciplinar interdisciplinar
multidisciplinar consular cautelar tutelar basilar domiciliar hospitalar curricular exemplar
peculiar secular vulgar familiar escolar ímpar díspar potiguar
# -e (other than -nte and -nse) and -er: listed, since verbs end so too
partícipe chefe livre grave breve célere leve forte grande nobre pobre triste doce firme
unânime uniforme disforme solene perene imune inerme insigne célebre verde suave cúmplice
cônjuge consorte hóspede árabe chanceler
# -a other than -ista and -ícola
colega atleta autodidata democrata burocrata cosmopolita indígena poliglota homicida
capixaba carioca
# -m, -z and -ol
comum incomum ruim afim mirim jovem refém virgem selvagem aprendiz mongol
# adjectives that look like adverbs in -mente
veemente clemente inclemente demente
""")

# Adjectives in -ndo: every other word with this ending may be a gerund, which never inflects.
ADJECTIVES_IN_NDO: Final = _words("""
segundo fecundo infecundo profundo oriundo moribundo vagabundo redondo hediondo
lindo vindo advindo provindo sobrevindo findo infindo tremendo horrendo estupendo reverendo
nefando educando mestrando doutorando formando graduando bacharelando
""")

# Words that the endings would let through, though they do not agree with a noun.
NEVER_AGREES: Final = _words("""
# adverbs, prepositions, conjunctions, pronouns
como contudo entretanto porquanto enquanto exceto logo cedo isto isso aquilo tudo não sido
ante perante mediante durante consoante doravante avante adiante diante tirante afinal mal
# numerals and verbs
mil três faz diz traz satisfaz perfaz refaz contradiz condiz compraz apraz
declaro represente apresente garante consente sente aumente levante implante comente
# nouns with a gender of their own that drafts often name
voz paz raiz giz matriz nariz mês sul cônsul
cor dor amor valor teor favor setor motor vetor fator trator penhor pendor louvor
acordo contrato convênio prazo plano processo projeto termo objeto direito recurso serviço
produto protocolo artigo parágrafo inciso decreto estatuto município estado governo
instituto ministério conselho cartório território relatório escritório laboratório
patrimônio período ano início término exercício extrato foro fato ato caso cargo encargo
ofício título capítulo número endereço banco dano dolo risco sigilo dado grupo juízo
distrito voto veto selo saldo custo
# military ranks, where usage wavers
sargento soldado cabo
""")

# First parts that stay as they are, whatever follows: vice-presidente, ex-secretária.
INVARIABLE_PREFIXES: Final = _words("""
vice ex sub pró pós pré co bem mal recém não auto anti inter super supra infra abaixo acima
""")

# Last parts that agree together with what stands before: procuradora-geral, diretores-presidentes.
AGREEING_LAST_PARTS: Final = _words("""
geral executivo adjunto substituto chefe presidente fiscal assistente auxiliar secretário
tesoureiro corregedor coordenador assessor relator gerente delegado dentista legista
""")

# First of two adjectives, of which only the last agrees: comissão técnico-administrativa. Any other
# compound is refused, since nothing in it tells what agrees.
FIRST_ADJECTIVES: Final = _words("""
técnico político jurídico luso afro ítalo anglo franco
""")
