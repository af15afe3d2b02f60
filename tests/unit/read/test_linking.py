import pytest
from linking_texts import make_text, nodes_of, read_by_cues, read_links

from graphkit.errors import UnknownNameError
from graphkit.read.objectives.linking import get_linker

ENGLISH = {
    "1": "Run a census of foreign residents every five years and publish the statistics.",
    "2": "Bring jobs and irrigation to drought-stricken villages so that nobody is compelled to leave.",
    "3": "Open a hotline that tells travellers about their rights and about entry requirements.",
    "4": "Issue birth certificates and passports free of charge.",
    "5": "Offer more seasonal work visas and speed up family reunification.",
    "6": "Inspect farms and punish employers who withhold wages.",
    "7": "Appoint guardians for unaccompanied minors and protect them from abuse.",
    "8": "Set up a forensic unit to identify bodies and search for missing migrants.",
    "9": "Dismantle the rings that smuggle migrants across the desert.",
    "10": "Detect victims of trafficking and punish those who hold them in servitude.",
    "11": "Equip land border crossings with trained officers.",
    "12": "Adopt a screening and referral protocol with clear time limits for each procedure.",
    "13": "Close the immigration detention centre and try community alternatives to detention.",
    "14": "Double the staff of consulates and send out mobile consular teams.",
    "15": "Open clinics and schools to everybody, whatever papers they hold.",
    "16": "Teach the local language and invite newcomers into neighbourhood councils for social cohesion.",
    "17": "Fine broadcasters for hate speech and fight racism in stadiums.",
    "18": "Recognise the diplomas of nurses trained elsewhere and certify welding skills.",
    "19": "Let the diaspora invest in start-ups back home.",
    "20": "Cap the fees of remittance companies and let newcomers open bank accounts.",
    "21": "Receive deported nationals with dignity and support their reintegration.",
    "22": "Make pensions portable between both social security systems.",
    "23": "Hold a regional dialogue of ministers and sign a cooperation treaty among neighbouring states.",
}


SPANISH = {
    "1": "Realizar un censo de residentes extranjeros y publicar las estadísticas desagregadas.",
    "2": "Llevar empleo y riego a los pueblos golpeados por la sequía para que nadie se vea obligado a migrar.",
    "3": "Abrir una línea telefónica que informe a los viajeros sobre sus derechos y los requisitos de ingreso.",
    "4": "Emitir partidas de nacimiento y pasaportes sin costo.",
    "5": "Ofrecer más visas de trabajo temporal y acelerar la reunificación familiar.",
    "6": "Inspeccionar las fincas y sancionar a los empleadores que retienen salarios.",
    "7": "Nombrar tutores para los niños no acompañados y protegerlos del abuso.",
    "8": "Crear una unidad forense para identificar cuerpos y buscar a migrantes desaparecidos.",
    "9": "Desarticular las bandas dedicadas al tráfico ilícito de migrantes en el desierto.",
    "10": "Detectar a víctimas de trata y castigar a quienes las someten a servidumbre.",
    "11": "Equipar los pasos fronterizos terrestres con personal capacitado.",
    "12": "Adoptar un protocolo de identificación y derivación con plazos claros para cada trámite.",
    "13": "Cerrar la estación de detención migratoria y ensayar alternativas a la detención.",
    "14": "Duplicar el personal de los consulados y enviar consulados móviles.",
    "15": "Abrir clínicas y escuelas a toda la población, tenga o no papeles.",
    "16": "Enseñar el idioma e invitar a los recién llegados a consejos vecinales para la cohesión social.",
    "17": "Multar a las emisoras por discursos de odio y combatir el racismo en los estadios.",
    "18": "Reconocer los títulos de enfermeras formadas en otros países y certificar competencias laborales.",
    "19": "Facilitar que la diáspora invierta en empresas de su tierra.",
    "20": "Limitar las comisiones de las empresas de remesas y permitir abrir cuentas bancarias.",
    "21": "Recibir con dignidad a las personas deportadas y apoyar su reintegración.",
    "22": "Hacer portables las pensiones entre ambos sistemas de seguridad social.",
    "23": "Celebrar un diálogo regional de ministros y firmar un tratado de cooperación entre países vecinos.",
}


@pytest.mark.parametrize(("code", "sentence"), ENGLISH.items(), ids=ENGLISH)
def test_a_plain_sentence_is_linked_to_its_objective(code, sentence):
    _, links = read_links(sentence)
    assert nodes_of(links, "ADDRESSES")[0] == f"gcm:{code}"


@pytest.mark.parametrize(("code", "sentence"), SPANISH.items(), ids=SPANISH)
def test_a_plain_spanish_sentence_is_linked_to_its_objective(code, sentence):
    _, links = read_links(sentence, language="es")
    assert nodes_of(links, "ADDRESSES")[0] == f"gcm:{code}"


@pytest.mark.parametrize(
    ("sentence", "principles", "groups"),
    [
        ("Con perspectiva de género, se capacita a mujeres indígenas.", ["gender-responsive"], ["indigenous", "women"]),
        ("Se respetará el principio de no devolución de las personas refugiadas.", ["non-refoulement"], ["refugees"]),
        ("La solidaridad y la soberanía guían todo.", ["international-cooperation", "national-sovereignty"], []),
        ("Se trata de una oficina nueva.", [], []),
        ("Los adolescentes y sus familias recibirán becas.", [], ["children", "families"]),
        ("No se debe criminalizar a quien migra en situación irregular.", ["non-criminalisation"], ["irregular"]),
    ],
)
def test_spanish_principles_and_groups_are_linked(sentence, principles, groups):
    _, links = read_by_cues(sentence, language="es")
    assert (sorted(nodes_of(links, "INVOKES")), sorted(nodes_of(links, "CONCERNS"))) == (principles, groups)


HINT = "Everybody keeps these rights on every road."


@pytest.mark.parametrize(
    ("lines", "principles"),
    [
        (("# 3.6 Human rights", HINT), ["human-rights"]),
        (("# Roads, bridges and human rights along the northern border of the country", HINT), []),
        (("# 3.6 Human rights", "Lunch was served."), []),
        ((HINT,), []),
    ],
    ids=["short heading", "long heading", "no hint", "no heading"],
)
def test_a_hint_invokes_a_principle_only_under_a_heading_that_is_its_name(lines, principles):
    document, links = read_by_cues(*lines)
    assert nodes_of(links, "INVOKES") == principles
    assert all(document.text[k.start : k.end] == "rights" for k in links if k.type == "INVOKES")


@pytest.mark.parametrize(
    ("sentence", "groups"),
    [
        ("Open a forum to deal with irregular migration.", ["irregular"]),
        ("Warn of the risks of irregular migration.", []),
        ("Build schools to prevent irregular migration.", []),
    ],
)
def test_irregular_migration_is_a_group_unless_it_is_to_be_prevented(sentence, groups):
    _, links = read_links(sentence)
    assert nodes_of(links, "CONCERNS") == groups


def test_every_link_can_be_read_back_in_the_text():
    document, links = read_links("# Borders", "Train border guards in the rights of children.", "Pay them well.")
    assert links
    for link in links:
        words = document.text[link.start : link.end]
        assert words.strip() == words and words and link.rule and 0 < link.score <= 1


def test_ranks_run_from_one_and_are_at_most_three():
    text = "Census, visas, consulates, smuggling, detention, remittances, pensions and racism were all discussed."
    _, links = read_by_cues(text)
    assert [k.rank for k in links if k.type == "ADDRESSES"] == [1, 2, 3]


def test_a_definition_is_about_no_objective():
    _, links = read_links("A smuggler is a person who moves migrants for money.", kind="definition")
    assert nodes_of(links, "ADDRESSES") == []


def test_a_statement_without_a_theme_of_its_own_takes_that_of_its_lead_in():
    lines = ("On remittances, banks are asked for the following:", "- Lower the fees.", "- Be quicker.")
    document, links = read_links(*lines)
    [first, second] = [k for k in links if k.type == "ADDRESSES" and k.rank == 1]
    assert (first.node, second.node) == ("gcm:20", "gcm:20")
    assert second.inherited and document.text[second.start : second.end] == "remittances"
    assert second.rule.startswith("lead-in:")


def test_a_heading_gives_a_theme_and_is_its_evidence():
    document, links = read_by_cues("# Missing migrants and forensic work", "More money is needed for this.")
    [link] = [k for k in links if k.type == "ADDRESSES" and k.rank == 1]
    assert (link.node, link.inherited, link.rule.split(":")[0]) == ("gcm:8", True, "section")
    assert link.end <= document.text.index("\n")


def test_the_running_topic_is_kept_within_a_section_and_dropped_after_it():
    lines = ("Pensions must be portable.", "This takes patience.", "# Other matters", "Lunch was served.")
    document, links = read_links(*lines)
    assert "gcm:22" in nodes_of(links, "ADDRESSES", "s1")
    assert nodes_of(links, "ADDRESSES", "s2") == []


def test_an_objective_named_by_number_is_linked():
    _, links = read_links("The Compact, and above all its objectives 4, 13 and 22, guided the ministry.")
    assert sorted(nodes_of(links, "ADDRESSES")) == ["gcm:13", "gcm:22", "gcm:4"]


def test_numbers_of_another_plan_are_no_objectives_of_the_compact():
    _, links = read_links("The fisheries strategy reached its objectives 4 and 13.")
    assert not {"gcm:4", "gcm:13"} & set(nodes_of(links, "ADDRESSES"))


def test_words_of_another_meaning_do_not_mislead():
    _, links = read_links("The blood bank and the data bank were audited.")
    assert "gcm:20" not in nodes_of(links, "ADDRESSES")
    _, links = read_links("Voters were free to choose regardless of their migration status.")
    assert "gcm:5" not in nodes_of(links, "ADDRESSES")


@pytest.mark.parametrize(
    ("sentence", "principles"),
    [
        ("Guided by human rights and the best interests of the child, act now.", ["child-sensitive", "human-rights"]),
        ("No one shall be turned away: non-refoulement is absolute.", ["non-refoulement"]),
        ("Ministries work with a whole-of-government approach.", ["whole-of-government"]),
        ("Families must not be separated from their children by any official.", ["family-unity"]),
        ("The High Commissioner for Human Rights visited the port.", []),
        ("Officials counted the boats.", []),
    ],
)
def test_principles_are_linked_where_the_wording_invokes_them(sentence, principles):
    _, links = read_links(sentence)
    assert sorted(nodes_of(links, "INVOKES")) == principles


@pytest.mark.parametrize(
    ("sentence", "groups"),
    [
        ("Shelters for women, adolescents and asylum seekers.", ["children", "refugees", "women"]),
        ("Migrant workers and their families.", ["families", "workers"]),
        ("Save the Children published a leaflet.", []),
        ("Undocumented farm hands pay taxes.", ["irregular"]),
        ("Visas for older persons with disabilities.", ["older-persons", "persons-with-disabilities"]),
        ("The countries of origin, transit and destination met.", []),
    ],
)
def test_groups_are_linked_where_the_wording_names_them(sentence, groups):
    _, links = read_links(sentence)
    assert sorted(nodes_of(links, "CONCERNS")) == groups


def test_what_is_first_about_decent_work_concerns_workers_by_the_words_of_the_objective():
    _, links = read_by_cues("Inspect farms and punish employers who withhold wages.")
    (group,) = (link for link in links if link.type == "CONCERNS")
    (objective, *_) = (link for link in links if link.type == "ADDRESSES")
    assert (group.node, group.start, group.end) == ("workers", objective.start, objective.end)
    assert group.rule.startswith("objective:")
    assert not nodes_of(read_by_cues("Open clinics to everybody.")[1], "CONCERNS")


def test_a_list_for_a_group_concerns_that_group():
    _, links = read_links("For returned migrants, towns offer:", "- A meal.", "- Help for older persons.")
    assert nodes_of(links, "CONCERNS", "s0") == ["returnees"]
    assert nodes_of(links, "CONCERNS", "s1") == ["older-persons"]


def test_the_same_text_gives_the_same_links_whatever_was_read_before():
    lines = ("# Health", "Vaccinate everyone.", "Train nurses.")
    _, first = read_links(*lines)
    read_links("Something else about borders.")
    assert read_links(*lines)[1] == first


def test_a_language_without_cues_is_refused_by_name():
    with pytest.raises(UnknownNameError, match="de"):
        get_linker("gcm", "de")


def test_a_sentence_that_goes_on_after_a_page_break_is_read_whole():
    document, (statement,) = make_text("Recognise the diplomas FURNITURE of foreign nurses.")
    from dataclasses import replace

    from graphkit.read.objectives.linking import find_links
    from graphkit.text.document import Span

    cut = document.text.index("FURNITURE")
    parts = replace(statement, end=cut - 1, rest=Span(cut + 10, statement.end))
    links = find_links(document, (parts,), "gcm")
    assert nodes_of(links, "ADDRESSES")[0] == "gcm:18"
