"""What a text tells of itself: title, form, date and place, and who issued it."""

from pathlib import Path

import pytest

from graphkit.loading import load_document
from graphkit.text.document import Document

REST = "\n\nStates should train the staff of their ports. " + "Ferries carry people between islands. " * 12


def read(tmp_path: Path, text: str, name: str = "harbour_final_v2.md") -> Document:
    (tmp_path / name).write_text(text + REST)
    return load_document(tmp_path / name)


@pytest.mark.parametrize(
    ("text", "issuers"),
    [
        ("We, the Ministers of Labour of Kenya and Uganda, meeting in Nairobi, commit to new rules.", "KEN UGA"),
        ("We, Heads of State of the Republic of Fiji, Tonga and Samoa, gathered in Apia, declare.", "FJI TON WSM"),
        ("We, ministers of Member States of the Abu Dhabi Dialogue, meeting in Manila, agree.", "abu-dhabi-dialogue"),
        ("# Accra Declaration\n\nWe, the Governments of Togo and Ghana, agree to:\n\n1. Mend piers.", "TGO GHA"),
        ("# Statement by Bangladesh at the International Migration Review Forum", "BGD"),
        ("# Statement by the Delegation of Ghana on behalf of sailors\n\nNew York, 3 May 2022", "GHA"),
        ("# Joint statement by IOM and UNHCR on crews", "IOM UNHCR"),
        ("# National Ferry Policy of Ghana", "GHA"),
        ("# Kenya National Migration Policy", "KEN"),
        ("# U.S. Strategy for the ports of Honduras and Guatemala", "USA"),
        ("# Voluntary national GCM review: Kenya\n\nSubmitted by the Government of Kenya", "KEN"),
        ("# Review of crews\n\nSubmitted by the Government of Peru to the forum hosted by Chile", "PER"),
        ("# REPUBLIC OF MALAWI\n\n# Ministry of Ports\n\n# Report on crews", "MWI"),
        ("# Results on crews\n\n# Ministry of Foreign Affairs of Fiji", "FJI"),
        ("# Joint Declaration between the Kingdom of Spain and Portugal on ferries", "ESP PRT"),
        ("# Prague Process Thematic Workshop on Crews\n\nTbilisi, 3-4 May 2023", "prague-process"),
        ("# Summary of the Prague Process report on crews", "prague-process"),
        ("# Crews\n\nThe present report was prepared by the Economic Commission for Africa with other bodies of ports.",
         "UNECA"),
        ("The Government of Guatemala, aware of how much its crews matter to its ports, has heard them all of them.",
         "GTM"),
        ("# Ferries: a statement\n\nStatement of the United Nations Network on Migration", "UNNM"),
        ("CMW/C/HND/CO/1\n\n# Concluding observations on the initial report of Honduras", "CMW"),
        ("Los representantes de los Gobiernos de Chile, Perú y Ecuador, reunidos en Lima, acuerdan:", "CHL PER ECU"),
        ("# Ley de Migración de México", "MEX"),
        ("# Ley de Personas Marineras de la República de Honduras", "HND"),
        ("# Declaración de la XIX Conferencia Regional sobre Migración", "RCM"),
        ("# Informe nacional voluntario de la República del Ecuador sobre puertos", "ECU"),
        ("# CARICOM Statement on the situation in Haiti\n\nThe Heads worry about Haiti. Haiti needs help.", "CARICOM"),
        ("# Mexico: crews abused\n\nMexican ports abuse crews, Human Rights Watch said in a long report.",
         "human-rights-watch"),
        ("# La CELAC exige mejores puertos", "CELAC"),
        ("EL PLENO DE LA ASAMBLEA NACIONAL\n\nCONSIDERANDO\n\nQue la Constitución de la República del Ecuador cuida "
         "los puertos y a quienes trabajan en ellos;\n\nEXPIDE LA SIGUIENTE\nLEY DE PUERTOS", "ECU"),
        ("Nous, les Ministres du Sénégal et du Ghana, réunis à Dakar, déclarons ce qui suit sur les ports.", "SEN GHA"),
        ("Nós, os Ministros de Angola e de Portugal, reunidos em Luanda, declaramos o seguinte.", "AGO PRT"),
        ("# Política Nacional de Migração do Brasil", "BRA"),
        ("# Rules for crews\n\nDirectorate General of Ports of Honduras\n\n14 June 2021", "HND"),
        ("# Rules for crews\n\nKenya National Ferry Council\n\nMay 2020", "KEN"),
        ("# La vida en los puertos\n\nEl Ministerio de Trabajo del Ecuador expresó su pesar por las tripulaciones que "
         "siguen varadas desde enero.", "ECU"),
        ("# Agreement on crews\n\nThe Minister of Ports of Ghana and the Minister of Labour of Qatar, meeting in Doha, "
         "have agreed as follows:", "GHA QAT"),
        ("# Convenio de puertos\n\nEl Gobierno de la República del Perú y el Gobierno de la República Italiana, en "
         "adelante las Partes, convienen en lo siguiente:", "PER ITA"),
        ("# Memorandum of Understanding between Kenya and Fiji on crews", "KEN FJI"),
        ("# Ports for all\n\nWe, the Ministers of Ports of Chad and Niger,\n\nWe, the Ministers of Labour of Mali and "
         "Togo,\n\nGathered in Niamey, commit to lamps.", "TCD NER MLI TGO"),
        ("# African Union Plan of Action on Ferries", "AU"),
        ("# Remarks by Ms. A. Crew, Deputy Minister of Labour of Fiji, at the forum on ports", "FJI"),
        ("# Voluntary National Review of the Global Compact: Fiji", "FJI"),
        ("# Speech by the Minister for Ports of Fiji\n\nNadi, 3 May 2018", "FJI"),
        ("# Press release\n\nThe Embassy of the Republic of Peru in Accra\n\n5 May 2016", "PER"),
        ("# Declaración de los Presidentes de Colombia y Perú sobre los puertos", "COL PER"),
        ("# Plan de Acción Nacional contra el Abuso de Personas en Puertos 2019-2023 de Honduras", "HND"),
        ("# Les engagements du Sénégal pour les ports\n\nIntervention de la Ministre des Ports", "SEN"),
        ("# Commitments of Fiji on ferries", "FJI"),
        ("# Secretary-General's report: ferries and their crews\n\nPublished under a mandate of 2020", "UN"),
        ("# Ley de puertos\n\nEL PRESIDENTE CONSTITUCIONAL DEL ESTADO PLURINACIONAL DE BOLIVIA\n\nDecreta", "BOL"),
        ("PORTS REGULATIONS 2019\n\nMade under the laws of Fiji by the Minister of Ports", "FJI"),
        ("# Speech on lamps\n\nThe Hon. A. Crew, Minister of Ports, Fiji\n\nNadi, 3 May 2018", "FJI"),
        ("# Joint communiqué\n\nThe President of Ghana, Ms. A. Crew, and the Prime Minister of Fiji, Mr. B. Mole, met "
         "in Accra and agreed on lamps for all ports.", "GHA FJI"),
        ("# Comunicado conjunto\n\nEl Presidente de Chile, A. Muelle, y la Presidenta del Perú, B. Faro, reunidos en "
         "Lima, acuerdan poner lámparas.", "CHL PER"),
        ("Department of Ports\nAustralian Government\n\n# Lamps and crews", "AUS"),
        ("Dirección de Puertos\nGobierno peruano\n\n# Lámparas", "PER"),
        ("# Lamps for children: report no. 7\n\nUNICEF Fiji\n\nMay 2022", "UNICEF"),
        ("# Lamps for crews\n\nInternational Labour Organization, Geneva, May 2019", "ILO"),
        ("# Statement by the Minister of Foreign and CARICOM Affairs of Jamaica", "JAM"),
        ("# Puertos seguros\n\nPropuesta conjunta: informe de El Salvador y Honduras", "SLV HND"),
        ("# Lamps at sea\n\nThere are many ports and few lamps in them, and crews go without light for weeks.\n\n"
         "About the author: A. Crew is a policy officer at IOM.", "IOM"),
    ],
)  # fmt: skip
def test_the_issuer_is_read_where_a_person_reads_it(tmp_path: Path, text: str, issuers: str) -> None:
    meta = read(tmp_path, text).metadata
    assert (set(meta.issuers), "issuers" in meta.assumed) == (set(issuers.split()), True)


@pytest.mark.parametrize(
    "text",
    [
        "# Recommendations\n\n## Peru\n\n- Train the crews.\n- Count the ferries.\n\n## Chile\n\n- Mend the boats.",
        "# Forum on ferries\n\nMinisters met in Kampala at the invitation of the Government of the Republic of Uganda.",
        "# Aid for harbours\n\nThe programme supports Guatemala, Honduras and El Salvador with new boats.",
        "# Declaration of Panama",
        "# Evaluation of the ferry programme\n\nThis report was commissioned by IOM and written by Harbour Research.",
        "# Ministers discuss crews in Accra\n\nACCRA, Ghana – Ministers from afar talked on Tuesday, hosted by Ghana.",
        "# Statement on the situation in Haiti\n\nHaiti needs help. Haiti needs ports. Haiti needs crews.",
        "# Regional Refugee Response Plan for Ukraine",
        "# Évaluation finale de la stratégie portuaire du Togo\n\nLe Togo a ouvert des quais. Le Togo les éclaire.",
        "# Evaluation of the National Ferry Strategy of Fiji\n\nPrepared by Quay Consulting for the Ministry of Ports",
        "# Evaluación final del Plan Nacional de Puertos de Chile",
        "# Lamps and crews\n\nPrepared by Quay Research for the Government of Ghana\n\nRepublic of Ghana",
        "# Press statement on crews at the border with Fiji",
        "# Statement on the treatment of crews from Peru",
        "The Harbour Post\n\n# Fiji opens its ports\n\nBy our correspondent in Suva\n\nFiji will open all its ports.",
        "Colectivo Faro Sur\n\n# Pronunciamiento por los marineros\n\nQue el Perú los cuide. El Perú tiene faros.",
        "Harbour Workers' Network\n\n# The Ferry Act of Fiji\n\nMay 2017",
        "# Parecer sobre a proposta de lei de portos de Portugal",
        "Servicio Jesuita de Marineros de Ecuador\n\n# Balance de los puertos",
        "# Speech on lamps\n\nHonourable Minister of Ports of Fiji,\n\nWe met in May.",
        "# Readout\n\nThe President of Ghana, A. Crew, and the President of Fiji, B. Mole, met on Monday in Accra.",
        "# Lamps at sea\n\nThere are many ports and few lamps in them, and crews go without light for weeks.\n\n"
        "About the author: A. Crew is a former officer of IOM.",
        "# Demands on crews presented to the Government of Mexico",
        "# Summary of submissions on Slovenia",
        "# Crews\n\nSubmitted by the Ghana Trades Union Congress",
        "# Posicionamiento de la Federación de Marineros de Ecuador",
        "We thank the Government of Kenya for its welcome and for the lamps that it gave to all of our ports.",
        "# Report of the Commission of Inquiry on Eritrea",
        "# Letter to the Minister of Home Affairs of Fiji",
        "# Carta abierta al Gobierno de Colombia",
        "# Informe\n\nPresentado al Ministerio de Puertos de Bolivia",
        "# Agreement between Spain and Morocco: what it changed for fishers",
        "# Observaciones al proyecto de Ley de Puertos de Chile",
        "# Analysis of the Ports Act of Malaysia",
        "# Country Policy Note: Libya\n\nLibya has ports.",
        "# Ports\n\nThe Government of Iraq closed nine of its harbours in one week, and all of the crews went home.",
        "# Turkey and Germany agree on crews",
        "# Forum on crews\n\nThe forum followed a study issued by the Organization of American States in May.",
    ],
)
def test_a_topic_a_host_a_funder_or_a_receiver_is_no_issuer(tmp_path: Path, text: str) -> None:
    document = read(tmp_path, text)
    assert document.metadata.issuers == ()
    assert any("issuers" in issue.reason for issue in document.issues)


def test_civil_society_is_said_to_speak_where_no_organisation_is_known(tmp_path: Path) -> None:
    text = "# Demands for crews\n\nVarias organizaciones de la sociedad civil exigimos al Gobierno de Chile puertos."
    meta = read(tmp_path, text).metadata
    assert (meta.issuers, meta.issuer_kind) == ((), "civil-society")


@pytest.mark.parametrize(
    ("front", "kind", "issuer", "title"),
    [
        ("# Human Rights Council\n\n# Working Group on the Universal Periodic Review\n\n## Chile\n\n## Compilation of "
         "information prepared by the Office of the United Nations High Commissioner for Human Rights",
         "compilation", "OHCHR",
         "Compilation of information prepared by the Office of the United Nations High Commissioner for Human Rights: "
         "Chile"),
        ("# Human Rights Council\n\nTwenty-second session\n\n## Report of the Working Group on the Universal\n\n"
         "## Periodic Review*\n\n### Chile", "review report", "UPR-WG",
         "Report of the Working Group on the Universal Periodic Review: Chile"),
        ("# Human Rights Council\n\n## National report submitted pursuant to resolutions 5/1 and 16/21\n\n### Chile",
         "national report", "CHL", "National report submitted pursuant to resolutions 5/1 and 16/21: Chile"),
    ],
)  # fmt: skip
def test_the_state_under_review_issues_its_national_report_only(
    tmp_path: Path, front: str, kind: str, issuer: str, title: str
) -> None:
    text = "### United Nations\n\n# General Assembly\n\nA/HRC/22/8\n\nDistr.: General 31 December 2012\n\n"
    meta = read(tmp_path, text + front).metadata
    assert (meta.form, meta.issuers, meta.title, meta.date) == (kind, (issuer,), title, "2012-12-31")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("# Rules for crews\n\nApproved: 133rd Harbour Assembly (21 October 2015, Geneva)", "2015-10-21"),
        (
            "# Rules for crews\n\nGENEVA, 29 April 2020 – Crews met no help last month and asked the ports for it.",
            "2020-04-29",
        ),
        (
            "<!-- United Nations A/PORT/22/8 Distr.: General 31 December 2012 -->\n\n# Report on crews\n\n"
            "Geneva, 20–31 January 2013",
            "2012-12-31",
        ),
        ("# Normas\n\nTapachula, Chiapas a 11 de septiembre de 2019.", "2019-09-11"),
        (
            "# Communiqué\n\nThe Ministers met in Lima on 7-8 September 2017 and heard crews of many ports.",
            "2017-09",
        ),
        (
            "# Comunicado\n\nLos días 30 y 31 de mayo de 2002 se reunió en Lima la conferencia de puertos.",
            "2002-05",
        ),
        ("# Déclaration\n\nDakar, 3 mars 2021", "2021-03-03"),
        ("# Declaração\n\nLuanda, 3 de março de 2021", "2021-03-03"),
        ("# Report\n\nDistr.: General 7 November 2024\n\nGeneva, 20-31 January 2025", "2024-11-07"),
        ("# Harbour Policy 2021", 2021),
        ("# Resolution 2587 (2025)", 2025),
        ("ECE/HARBOUR/2024/3\n\n# Report on crews", 2024),
    ],
)
def test_a_date_is_read_from_date_lines_titles_and_meetings(tmp_path: Path, text: str, date: str | int) -> None:
    meta = read(tmp_path, text).metadata
    assert (date if isinstance(date, int) else int(date[:4])) == meta.year
    assert isinstance(date, int) or meta.date == date


@pytest.mark.parametrize(
    "text",
    [
        "# Ports and the 2030 Agenda for Sustainable Development",
        "# Crews by 2030\n\nBy 2030, States should mend all ferries; until December 2028 they count them.",
        "# Plan for ports 2014-2018",
        "# Crews\n\nOn 19 September 2016, the General Assembly adopted rules for the crews of all ferries.",
        "# Ten years on\n\nThe tenth anniversary of the rules of 2012 is near. The law of May 2019 helps crews.",
        "# Ports\n\nSince 2015 the ports have grown, says the census of 2019; https://ports.example/2031/12 agrees.",
    ],
)
def test_a_goal_a_deadline_or_an_anniversary_is_no_year(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text).metadata.year is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("PRT : INTV1824378J\n\nLamps for all crews\n\n", "Lamps for all crews"),
        ("# Crews of ferries abroad", "Crews of ferries abroad"),
        ("FERRIES\n\nRESULTS OF THE HEARING ON CREWS\n\nINTRODUCTION", "RESULTS OF THE HEARING ON CREWS"),
        ("Distr.: General 3 May 2012\n\n# Report on crews", "Report on crews"),
        ("Chemin des Ports 5, P.O. Box 330, Geneva, Switzerland\n\n# Report on crews", "Report on crews"),
        ("# GOVERNMENT OF MALAWI\n\n# Rules for the crews of ferries", "Rules for the crews of ferries"),
        ("| Crews | Ports |\n|---|---|\n| Ten | Two |\n\n# Report on crews of ferries", "Report on crews of ferries"),
        ("# Declaration on the crews of\n\n# all ferries", "Declaration on the crews of all ferries"),
    ],
)
def test_a_title_is_no_letterhead_address_date_or_cell(tmp_path: Path, text: str, title: str) -> None:
    assert read(tmp_path, text).metadata.title == title


def test_a_text_without_a_title_is_called_by_its_first_words_not_by_its_file(tmp_path: Path) -> None:
    assert read(tmp_path, "").metadata.title.startswith("States should train the staff of their ports.")


def test_every_assumed_value_is_marked_with_the_words_that_gave_it(tmp_path: Path) -> None:
    text = "# Statement by Fiji on crews\n\nSuva, 3 May 2022"
    meta = read(tmp_path, text).metadata
    assert dict(row.split(": ", 1) for row in meta.assumed_from) == {
        "title": "Statement by Fiji on crews",
        "form": "Statement by Fiji on crews",
        "year": "Suva, 3 May 2022",
        "place": "Suva, 3 May 2022",
        "issuers": "Statement by Fiji",
    }
    assert (meta.place, meta.issuer_kind, meta.form) == ("Suva", "states", "statement")


def test_a_web_address_in_the_front_matter_names_its_state(tmp_path: Path) -> None:
    text = "---\nsource_url: https://www.gob.mx/2021/03/05/ports\n---\n\n# News of crews"
    meta = read(tmp_path, text).metadata
    assert (meta.issuers, meta.year, meta.url) == (("MEX",), 2021, "https://www.gob.mx/2021/03/05/ports")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The mayors and delegates of ten harbour cities of Chile and Peru met in Arica.", "subnational-government"),
        (
            "Las alcaldesas y delegados de ciudades de Chile y Perú, reunidos en Arica, acuerdan.",
            "subnational-government",
        ),
        (
            "# Declaración de puertos\n\nLas alcaldesas y los alcaldes de Bogotá y Lima, reunidos en Quito,\n\n"
            "Conscientes de los barcos,\n\nPedimos muelles.",
            "subnational-government",
        ),
        ("# Position paper of the Workers' Federation on harbours", "civil-society"),
        ("# Crews\n\nSubmitted by the Ghana Trades Union Congress", "civil-society"),
        ("# Posicionamiento de la Federación de Marineros de Ecuador", "civil-society"),
        ("# The United Kingdom's Port Regime\n\nSubmission to Parliament by the Harbour Network", "civil-society"),
        ("# La política de puertos de México\n\nRevista de Barcos, 2016", "academia"),
        (
            "# Informe sobre barcos\n\nDefensoría de los Habitantes de Costa Rica\n\nMayo de 2022",
            "national-institution",
        ),
        ("# Informe de la Defensoría del Pueblo de Chile sobre los puertos", "national-institution"),
        ("# Statement by the Ombudsman of Fiji on lamps", "national-institution"),
        ("Fiji Human Rights Commission\n\n# Lamps for crews\n\nMay 2022", "national-institution"),
        ("# Les lampes\n\nDéfenseur des droits du Sénégal\n\nMai 2022", "national-institution"),
        (
            "# Informe\n\nDefensoría del Pueblo\n\nLa Defensoría recomienda a las alcaldías de Perú poner luz.",
            "national-institution",
        ),
        ("# Ferry Strategy of the City of Mombasa", "subnational-government"),
        ("# Harbour plan\n\nBarcelona City Council", "subnational-government"),
        ("# Plan de puertos\n\nAyuntamiento de Zaragoza", "subnational-government"),
        ("We, the mayors of Kampala, Freetown and Milan, gathered in May, call for lamps.", "subnational-government"),
        ("# Harbour report\n\n## Safe shelters\n\nThree shelters were opened.", None),
        ("# Concluding observations on the initial report of Vanuatu", None),
    ],
)
def test_a_kind_of_issuer_is_no_state(tmp_path: Path, text: str, kind: str | None) -> None:
    meta = read(tmp_path, text).metadata
    assert (meta.issuers, meta.issuer_kind) == ((), kind)
