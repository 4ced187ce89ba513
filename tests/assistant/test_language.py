"""Dutch, French and German questions mean in English what they asked: the words, the kind of answer, names left alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.foreign import terms
from assistant.kinds import is_yes_no, kind_of
from assistant.language import into_english, language_of, unknown_words
from assistant.lexicon import Lexicon
from assistant.understand import core_of
from corpus import read_paths, shipped_texts
from corpus.vocabulary import table

TEXTS = Path(__file__).parents[1] / "texts"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    policies, _ = read_paths([TEXTS, shipped_texts()])
    return Lexicon(policies)


#: A question, what its English must contain in this order, and the kind of answer that it must be taken to want.
NL = [
    ("Hoeveel loopbaanbegeleiders telde Merovia in 2019?", "how many counsellors … Merovia … 2019", "figure"),
    ("Hoeveel geld gaf de regering in 2021 uit aan het netwerk van Compass Points?", "how much money … government spend … Compass Points", "figure"),
    ("Met hoeveel procent daalden de bezoeken in 2020?", "by how many percent did the visits fall", "figure"),
    ("Hoeveel bedroeg de dagvergoeding van Outward bij de start?", "how much … daily allowance of Outward", "figure"),
    ("Hoeveel vouchers werden er in 2022 uitgereikt in Brethia?", "how many vouchers were issued in 2022", "figure"),
    ("In welk jaar werden de meeste vouchers uitgegeven?", "in which year were most vouchers issued", "when"),
    ("Hoeveel inspecteurs had de AQV aangeworven in 2021?", "how many inspectors had the AQV recruited in 2021", "figure"),
    ("Wat kost het label voor een school met 300 leerlingen?", "what does the label cost … 300 learners", "figure"),
    ("Hoeveel leerlingen met een beperking namen in 2022 deel aan Crossways?", "how many learners with a disability took part", "figure"),
    ("Hoe hoog was de premie in het tweede leerjaar?", "how much was the premium in the second year", "figure"),
    ("Sinds wanneer mogen vluchtelingen naar een Compass Point?", "since when can refugees", "when"),
    ("Op welke datum trad de wet in werking?", "on which date did the law enter into force", "when"),
    ("Waarom werd de academie in maart 2023 gesloten?", "why was … closed in March 2023", "why"),
    ("Waardoor steeg het aantal deelnemers aan Outward in 2022?", "why did the number of participants rise", "why"),
    ("Wie is verantwoordelijk voor Outward in Valdoria?", "who is responsible for Outward in Valdoria", "bodies"),
    ("Wat zijn de doelstellingen van het kwaliteitslabel in Ostrenia?", "what are the objectives of the quality label", "objectives"),
    ("Wat wil de First Apprentice Grant bereiken?", "what is the aim of the First Apprentice Grant", "objectives"),
    ("Voor wie is de First Apprentice Grant bedoeld?", "for whom is the First Apprentice Grant", "groups"),
    ("Wat gebeurde er in 2023 met de Trainers' Academy?", "what happened in 2023 with the Trainers' Academy", "history"),
    ("Wat besliste het parlement in mei 2024 over de minimumleeftijd?", "what did the parliament decide in May 2024 about the minimum age", "history"),
    ("In welke fase zat de opleidingspremie in Kestria in 2023?", "in which stage was the training premium", "stage"),
    ("Hoe moet ik de pagina over Second Start citeren?", "cite the page about Second Start", "citation"),
    ("Waar staat RPE voor?", "what does RPE stand for", "definition"),
    ("Wat is de achtergrond van Second Start?", "background of Second Start", "background"),
    ("Welke thematische categorieën heeft de tekst over Outward?", "which thematic categories", "themes"),
    ("Komen uitzendkantoren in aanmerking voor de opleidingspremie?", "are temporary employment agencies eligible for the training premium", "eligibility"),
    ("Mogen leerlingen uit het eerste jaar meedoen aan Crossways?", "can learners from the first year take part", "eligibility"),
    ("Krijgen privéscholen in Vessland gratis laptops?", "do private schools receive", "eligibility"),
    ("Namen er in 2021 ook leraren deel aan Crossways?", "did … teachers take part … Crossways", "eligibility"),
    ("Onze leerlingen zijn 16 jaar. Komen zij in aanmerking voor Outward?", "are they eligible for Outward", "eligibility"),
    ("Werd de minimumleeftijd verlaagd naar 21 jaar?", "was the minimum age reduced", "yes_no"),
    ("Een jaar later?", "the year after", "open"),
    ("En het schooljaar daarvoor?", "and the school year before", "open"),
]  # fmt: skip
FR = [
    ("Combien de conseillers d'orientation y avait-il en 2019 en Merovia ?", "how many counsellors … 2019 in Merovia", "figure"),
    ("Quelle part des visiteurs avait un emploi en 2022 ?", "what share of the visitors … in employment in 2022", "figure"),
    ("De combien de pour cent les visites ont-elles diminué en 2020 ?", "by how many percent did the visits fall in 2020", "figure"),
    ("À combien s'élevait l'indemnité journalière d'Outward au début ?", "how much was the daily allowance of Outward initially", "figure"),
    ("Quel montant a été dépensé pour Outward en 2020 ?", "what amount was spent for Outward", "figure"),
    ("Combien de chèques ont été délivrés en 2022 ?", "how many vouchers were issued in 2022", "figure"),
    ("Pourriez-vous me dire combien d'inspecteurs ont été recrutés en 2021 ?", "how many inspectors were recruited", "figure"),
    ("Combien coûte le label pour une école de 300 élèves ?", "how much does the label cost … 300 learners", "figure"),
    ("Quel est l'âge moyen des participants d'ErasDu ?", "average age of the participants of ErasDu", "figure"),
    ("Combien de temps la procédure a-t-elle duré en moyenne ?", "how long did the procedure last", "figure"),
    ("Depuis quand les fonctionnaires peuvent-ils demander un chèque en Brethia ?", "since when can the civil servants apply for a voucher", "when"),
    ("Quand la loi sur la qualité de l'EFP a-t-elle été adoptée ?", "when was the law on the quality of the VET adopted", "when"),
    ("Pourquoi l'académie de Tarvia a-t-elle été fermée en mars 2023 ?", "why was … Tarvia closed in March 2023", "why"),
    ("À quoi est due la hausse de 2022 ?", "why … increase of 2022", "why"),
    ("Qui est responsable de la prime à la formation en Kestrie ?", "who is responsible for the training premium in Kestria", "bodies"),
    ("Quels organismes sont responsables de Crossways ?", "which bodies are responsible for Crossways", "bodies"),
    ("Quels sont les objectifs du label de qualité en Ostrenia ?", "what are the objectives of the quality label", "objectives"),
    ("À qui s'adresse le First Apprentice Grant ?", "for whom is the First Apprentice Grant", "groups"),
    ("Que s'est-il passé en 2020 avec les séjours à l'étranger d'Outward ?", "what happened in 2020 … stays abroad of Outward", "history"),
    ("Qu'a décidé le parlement en mai 2024 ?", "what did the parliament decide in May 2024", "history"),
    ("À quel stade se trouvait Second Start en 2018 ?", "stage was Second Start in 2018", "stage"),
    ("Comment citer la page sur Crossways ?", "cite the page on Crossways", "citation"),
    ("Que signifie le sigle QLV ?", "what stands for QLV", "definition"),
    ("Qu'entend-on par atelier virtuel ?", "what is virtual workshop", "definition"),
    ("Quel est le contexte de Second Start ?", "what is the background of Second Start", "background"),
    ("Les agences d'intérim ont-elles droit à la prime ?", "are the temporary employment agencies eligible for the premium", "eligibility"),
    ("Est-ce que les écoles de musique sont éligibles en Cordania ?", "are the music schools eligible", "eligibility"),
    ("Peut-on s'inscrire à RPE à partir de 21 ans ?", "can one enrol", "eligibility"),
    ("Le chèque couvre-t-il les cours de langue ?", "do the voucher cover the language course", "eligibility"),
    ("Les chefs d'établissement font-ils partie des groupes cibles de la Trainers' Academy ?", "do the school leaders belong to target groups", "eligibility"),
    ("Nous sommes une entreprise de 300 salariés. Pouvons-nous recevoir la prime ?", "300 employees. can we receive the premium", "eligibility"),
    ("Les apprentis de plus de 25 ans sont-ils exclus de la prime ?", "are the apprentices over 25 years excluded", "eligibility"),
    ("Le gouvernement a-t-il augmenté le budget en 2020 ?", "did the government increase the budget in 2020", "yes_no"),
    ("Et l'année suivante ?", "and the year after", "open"),
]  # fmt: skip
DE = [
    ("Wie viele Berufsberater gab es 2019 in den Compass Points in Merovia?", "how many counsellor … 2019 … Merovia", "figure"),
    ("Welcher Anteil der Besucher war 2022 erwerbstätig?", "what share of the visitor … in employment", "figure"),
    ("Um wie viel Prozent sind die Besuche 2020 zurückgegangen?", "by how many percent are the visits fallen", "figure"),
    ("Wie hoch war das Tagegeld bei Outward zu Beginn?", "how much was the daily allowance … Outward initially", "figure"),
    ("Wie viel Geld wurde 2020 für Outward tatsächlich ausgegeben?", "how much money was spent 2020 for Outward", "figure"),
    ("Wie viele Gutscheine wurden 2022 ausgegeben?", "how many vouchers were issued", "figure"),
    ("Können Sie mir sagen, wie viele Inspektoren 2021 eingestellt wurden?", "how many inspectors 2021 recruited", "figure"),
    ("Wie viele Betriebe haben 2019 einen Zuschuss erhalten?", "how many companies have received", "figure"),
    ("Was kostet das Siegel für eine Schule mit 300 Lernenden?", "what does the label cost … 300 learners", "figure"),
    ("Wie hoch war die Abbrecherquote in Cordania 2023-24?", "how much was the rate of dropout in Cordania 2023-24", "figure"),
    ("Wie viele Lernende nahmen 2022 an Crossways teil?", "how many learners took part", "figure"),
    ("Seit wann können Beamte in Brethia einen Gutschein beantragen?", "since when can civil servants apply for", "when"),
    ("Wann trat das Gesetz über die Qualität in der Berufsbildung in Kraft?", "when did the law … enter into force", "when"),
    ("Warum wurde die Academy in Tarvia im März 2023 geschlossen?", "why was the Academy closed in Tarvia … March 2023", "why"),
    ("Worauf ist der Rückgang der Lehrkräfte 2023 zurückzuführen?", "why … decrease of the teachers 2023", "why"),
    ("Wer ist für die Ausbildungsprämie in Kestria zuständig?", "who is responsible for the training premium", "bodies"),
    ("Welche Stellen sind für Crossways verantwortlich?", "which bodies are … responsible", "bodies"),
    ("Welche Ziele verfolgt das Gütesiegel in Ostrenia?", "which objectives … quality label", "objectives"),
    ("Was soll der First Apprentice Grant erreichen?", "what is the aim of the First Apprentice Grant", "objectives"),
    ("Für wen ist der First Apprentice Grant gedacht?", "for whom is the First Apprentice Grant", "groups"),
    ("Was geschah 2020 mit den Auslandsaufenthalten von Outward?", "what happened 2020 … stays abroad of Outward", "history"),
    ("Was hat die Regierung 2024 beschlossen?", "what has the government decided 2024", "history"),
    ("In welcher Phase befand sich Second Start 2018?", "stage was Second Start 2018", "stage"),
    ("Wie zitiere ich die Seite über Crossways richtig?", "cite the page", "citation"),
    ("Wofür steht die Abkürzung QLV?", "what stands for QLV", "definition"),
    ("Was ist unter einer virtuellen Werkstatt zu verstehen?", "what is a virtual workshop", "definition"),
    ("Haben Zeitarbeitsfirmen Anspruch auf die Ausbildungsprämie in Kestria?", "are temporary employment agencies eligible for the training premium", "eligibility"),
    ("Dürfen Lernende im ersten Ausbildungsjahr an Crossways teilnehmen?", "can learners in first year take part", "eligibility"),
    ("Richtet sich Outward auch an Schüler der allgemeinbildenden Schulen?", "is Outward also aimed at pupil", "eligibility"),
    ("Nimmt Flandern an ENNE teil?", "do Flanders take part … ENNE", "eligibility"),
    ("Bekommen Lehrlinge, die weniger als zwei Tage pro Woche die Schule besuchen, einen Laptop?", "do apprentices … receive a laptop", "eligibility"),
    ("Wir sind ein Betrieb mit 300 Beschäftigten, bekommen wir die Prämie?", "300 employees. do we receive the premium", "eligibility"),
    ("Hat die Regierung das Budget 2020 erhöht?", "has the government increased the budget", "yes_no"),
    ("Und im Schuljahr danach?", "and the school year after", "open"),
]  # fmt: skip
ROWS = [("nl", *row) for row in NL] + [("fr", *row) for row in FR] + [("de", *row) for row in DE]


@pytest.mark.parametrize(("language", "question", "english", "kind"), ROWS, ids=[row[1][:60] for row in ROWS])
def test_a_question_is_read_as_what_it_asks(language: str, question: str, english: str, kind: str, lexicon: Lexicon) -> None:
    assert language_of(question) == language
    read = into_english(question, language, lexicon)
    wanted = ".*".join(re.escape(part.strip()) for part in english.split("…"))
    assert re.search(rf"\b{wanted}\b", read), read
    core = core_of(read)
    assert kind_of(core) == kind, read
    assert is_yes_no(core) == (kind in {"eligibility", "yes_no"}), read


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("And in 2019?", "en"),
        ("En in 2019?", "nl"),
        ("Et en 2019 ?", "fr"),
        ("Und 2019?", "de"),
        ("Ook voor meisjes?", "nl"),
        ("Et pour les filles ?", "fr"),
        ("Auch für Mädchen?", "de"),
        ("Hoeveel?", "nl"),
        ("Combien ?", "fr"),
        ("Wie viele?", "de"),
        ("doelgroepen Second Start", "nl"),
        ("objectifs Outward", "fr"),
        ("Ziele Outward", "de"),
        ("premium Kestria 2020", "en"),
        ("ErasDu participants 2022-23 average age", "en"),
        ("What is Ausbildungsplätze sichern?", "en"),
        ("Status of Germany's Ausbildungsplätze sichern programme in 2023?", "en"),
        ("What does the Lehrlingsbonus pay per apprentice?", "en"),
        ("Is the Myndigheten för yrkeshögskolan a ministry?", "en"),
        ("Quelles politiques citent 'VET promoting equality of opportunities' ?", "fr"),
    ],
)
def test_short_and_mixed_questions_are_told_apart(question: str, language: str) -> None:
    assert language_of(question) == language


@pytest.mark.parametrize(
    ("language", "question", "kept"),
    [
        ("de", "Gehört Second Start zu Strand A?", ["Second Start", "Strand A"]),
        ("fr", "Les élèves peuvent-ils rejoindre Strand A ?", ["Strand A"]),
        ("nl", "Wat doet de 'Skills Fund Brethia' met de RPE?", ["Skills Fund Brethia", "RPE"]),
        ("nl", "Hoeveel ErasDu-deelnemers waren er?", ["ErasDu participants"]),
        ("de", "Wie viele RPE-Kandidaten gab es?", ["RPE candidates"]),
        ("nl", "Hoeveel Galdaanse leerlingen gingen naar Spanje?", ["Galdania", "Spain"]),
        ("fr", "Combien d'élèves en Lorvénie ?", ["Lorvenia"]),
        ("de", "Das lorvenische Verfahren in Österreich und Schweden", ["Austria", "Sweden"]),
        ("nl", "Kregen Vlaamse scholen steun?", ["Flanders"]),
        ("de", "Wie viele Besucher kamen aus Temeswar und Trier?", ["Timișoara", "Trier"]),
        ("nl", "Hoeveel bedrijven uit Luik en Den Haag doen mee?", ["Liège", "The Hague"]),
        ("fr", "Combien de jeunes de Varsovie et de Sicile ont participé ?", ["Warsaw", "Sicily"]),
    ],
)
def test_names_stay_and_places_become_english(language: str, question: str, kept: list[str], lexicon: Lexicon) -> None:
    read = into_english(question, language, lexicon)
    assert [name for name in kept if name not in read] == []


@pytest.mark.parametrize(
    ("language", "word", "english"),
    [
        ("de", "Lehrlingszahlen", "numbers"),
        ("de", "Frauenanteil", "share of women"),
        ("de", "Teilnehmerzahl", "number of participant"),
        ("de", "Berufsschullehrkräfte", "teachers"),
        ("nl", "beroepsopleidingsbeleid", "vocational training policy"),
        ("nl", "deelnemersaantal", "number of participant"),
        ("nl", "subsidieaanvragen", "subsidy"),
        ("nl", "lerarentekort", "shortage"),
        ("de", "Schüler:innen", "pupil"),
        ("de", "Lehrer/innen", "teacher"),
        ("fr", "apprenti·e·s", "apprentices"),
        ("fr", "étudiant(e)s", "student"),
        ("fr", "eleves", "learners"),
        ("de", "Traeger", "provider"),
        ("nl", "leerligen", "learner"),
    ],
)
def test_compounds_both_genders_and_slips_are_understood(language: str, word: str, english: str, lexicon: Lexicon) -> None:
    assert english in into_english(word, language, lexicon).lower()


@pytest.mark.parametrize(
    ("language", "question", "english"),
    [
        ("nl", "Kregen 12.450 leerlingen een cheque van 3,5 miljoen?", "12 450 learners … 3.5 million"),
        ("fr", "Le taux était-il de 17,5 % pour sept écoles ?", "17.5 % … seven schools"),
        ("de", "Nahmen zwanzig Schulen seit dem 1. Juli 2019 teil?", "twenty schools … 1. July 2019"),
        ("nl", "Zijn 55-plussers vrijgesteld?", "older than 55 year"),
    ],
)
def test_numbers_and_dates_are_read_the_english_way(language: str, question: str, english: str, lexicon: Lexicon) -> None:
    wanted = ".*".join(re.escape(part.strip()) for part in english.split("…"))
    assert re.search(wanted, into_english(question, language, lexicon))


def test_a_denial_stays_a_denial(lexicon: Lexicon) -> None:
    for language, text in (("nl", "De premie is niet bedoeld voor overheden."), ("fr", "La prime n'est pas destinée aux écoles."), ("de", "Die Prämie ist nicht für Schulen.")):
        assert re.search(r"\bnot\b", into_english(text, language, lexicon))


@pytest.mark.parametrize(
    ("language", "question", "unknown"),
    [
        ("nl", "Hoeveel mandenvlechters kregen een subsidie in Merovia?", {"mandenvlechters"}),
        ("fr", "Combien de vanniers ont reçu une subvention en Merovia ?", {"vanniers"}),
        ("de", "Wie viele Korbflechter haben in Merovia einen Zuschuss erhalten?", {"korbflechter"}),
        ("nl", "Hoeveel leerlingen bezochten Rotterdam?", set()),
        ("de", "Wie viele Lernende kamen aus Hamburg?", set()),
        ("en", "How many carpenterz received a grant?", set()),
    ],
)
def test_words_that_are_left_over_are_told_but_names_are_not(language: str, question: str, unknown: set[str], lexicon: Lexicon) -> None:
    assert unknown_words(into_english(question, language, lexicon), language, lexicon) == unknown


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
def test_no_word_has_two_meanings_in_one_list(language: str) -> None:
    twice = []
    for name, listed in table("languages")[language].items():
        seen: dict[str, str] = {}
        for english, foreign in listed.items():
            for form in filter(None, (form.strip() for column in foreign.split("|") for form in column.split(","))):
                if seen.setdefault(form, english) != english:
                    twice.append(f"{name}: {form}")
    assert twice == []
    assert len(terms(language).entries) > 1000
