"""Headings: known in four languages, found below titles, asked for by name, letter or number."""

import pytest
from table_files import as_csv, brief, build, facts, reasons, write

from graphkit.errors import InputError, UnknownNameError
from graphkit.loading import find_columns, load_document
from graphkit.text.rows import fold_label
from loaders.tables.head import find_role


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Recommending State(s)", "issuer"), ("RECOMMENDING STATES", "issuer"), ("País que recomienda", "issuer"),
        ("État recommandant", "issuer"), ("Estado recomendante", "issuer"), ("State under review", "addressee"),
        ("Estado examinado", "addressee"), ("État examiné", "addressee"), ("Position of the State under Review", "response"),
        ("Posición", "response"), ("Réponse", "response"), ("GCM objective(s)", "objectives"), ("By when?", "due"),
        ("Échéance", "due"), ("Prazo", "due"), ("Recomendação", "text"), ("Recommandation", "text"), ("Año", "year"),
        ("Name of your Government or organisation", "issuer"), ("SDG 10 targets", "themes"), ("Weight", None),
    ],
)  # fmt: skip
def test_a_heading_is_known_by_its_words_alone(heading, role):
    found = find_role(heading)
    assert (found[0] if found else None) == role


def test_headings_fold_case_accents_punctuation_and_a_plural():
    assert len({fold_label(h) for h in ("Issue(s)", "issues", "ISSUE", "Issue:")}) == 1


@pytest.mark.parametrize(
    "rows",
    [
        [["Estado examinado", "País que recomienda", "Recomendación", "Posición"],
         ["Perú", "Chile", "Abrir una oficina para marineros.", "Apoyada"]],
        [["État examiné", "État recommandant", "Recommandation", "Réponse"],
         ["Pérou", "Chili", "Open an office for crews.", "Acceptée"]],
        [["Estado avaliado", "País recomendante", "Recomendação", "Resposta"],
         ["Peru", "Chile", "Open an office for crews.", "Aceita"]],
    ],
)  # fmt: skip
def test_tables_in_other_languages_say_who_asks_whom_and_the_answer(tmp_path, rows):
    fact = facts(build(write(tmp_path, "a.csv", as_csv(rows))).graph)[0]
    assert (fact["issuers"], fact["addressees"], fact["node"].response) == (["CHL"], ["PER"], "supported")


def test_titles_above_the_head_are_passed_over(tmp_path):
    text = "Asks of 2014,,\n,,\nTo,From,Text\nMalta,Chad,Mend the pier.\n"
    built = build(write(tmp_path, "a.csv", text))
    assert brief(built.graph) == [("Mend the pier.", ["TCD"], ["MLT"], None)]
    assert "headings found in row 3" in reasons(built)


def test_no_column_of_texts_is_said_with_the_headings_and_the_option(tmp_path):
    path = write(tmp_path, "a.csv", "weight,by,asked\n1,Peru,Chad\n")
    with pytest.raises(
        InputError, match="no column of texts found; headings: weight, by, asked; say --columns text=weight"
    ):
        load_document(path)


def test_two_columns_that_may_hold_the_texts_are_not_guessed(tmp_path):
    path = write(tmp_path, "a.csv", "To,Text,Recommendation\nMalta,Mend the pier.,Mend it.\n")
    with pytest.raises(
        InputError, match="2 columns may hold the texts: 'Text', 'Recommendation'; say --columns text=Text"
    ):
        load_document(path)
    assert load_document(path, columns="text=Recommendation").rows[0].cells["text"][0].text == "Mend it."


@pytest.mark.parametrize(
    "columns", ["text=Wording,issuer=Who", "text=C,issuer=A", "text=3,issuer=1", "text=wording,issuer=WHO"]
)
def test_columns_are_asked_for_by_heading_letter_or_number(tmp_path, columns):
    path = write(tmp_path, "a.csv", "Who,Weight,Wording\nChad,1,Mend the pier.\n")
    fact = facts(build(path, columns=columns).graph)[0]
    assert (fact["text"], fact["issuers"], fact["node"].data) == ("Mend the pier.", ["TCD"], ("Weight=1",))


def test_a_column_that_is_not_there_is_refused_with_the_nearest(tmp_path):
    path = write(tmp_path, "a.csv", "To,From,Text\nMalta,Chad,Mend the pier.\n")
    with pytest.raises(InputError, match="no column is headed 'Txet'.*Did you mean 'Text'"):
        load_document(path, columns="text=Txet")
    with pytest.raises(UnknownNameError, match="No role of a column is named 'txt'"):
        load_document(path, columns="txt=Text")


def test_a_mapping_that_is_written_reads_the_table_in_the_same_way(tmp_path):
    from graphkit.cli.table import as_toml

    path = write(tmp_path, "a.csv", 'Title\nTo,From,Text,"Weight, kg"\nMalta,Chad,Mend the pier.,3\n')
    mapping = write(tmp_path, "mapping.toml", as_toml(find_columns(path)))
    assert build(path, mapping=str(mapping)).graph == build(path).graph


def test_a_mapping_names_all_columns_that_play_a_part(tmp_path):
    path = write(tmp_path, "a.csv", "To,From,Text\nMalta,Chad,Mend the pier.\n")
    mapping = write(tmp_path, "m.toml", '[columns]\ntext = "Text"\nissuer = "To"\n')
    fact = facts(build(path, mapping=str(mapping)).graph)[0]
    assert (fact["issuers"], fact["addressees"], fact["node"].data) == (["MLT"], [], ("From=Chad",))


@pytest.mark.parametrize(
    ("toml", "said"),
    [("columns = 3", "wrong type"), ("colums = {}", "Did you mean 'columns'"), ("[columns", "can't be read"),
     ('[columns]\nwho = "A"', "No role of a column"), ('[names]\nX = 3', "name = ")],
)  # fmt: skip
def test_a_mapping_that_is_wrong_costs_one_clear_line(tmp_path, toml, said):
    from graphkit.errors import GraphkitError

    path = write(tmp_path, "a.csv", "To,From,Text\nMalta,Chad,Mend the pier.\n")
    with pytest.raises(GraphkitError, match=said) as caught:
        load_document(path, mapping=str(write(tmp_path, "m.toml", toml)))
    assert "\n" not in str(caught.value)


def test_blank_cells_are_filled_down_only_where_the_mapping_says_so(tmp_path):
    path = write(tmp_path, "a.csv", "To,From,Text\nMalta,Chad,Mend the pier.\n,Chad,Light the pier.\n")
    assert [a for _, _, a, _ in brief(build(path).graph)] == [["MLT"], []]
    mapping = write(tmp_path, "m.toml", 'fill_down = ["To"]\n')
    assert [a for _, _, a, _ in brief(build(path, mapping=str(mapping)).graph)] == [["MLT"], ["MLT"]]


@pytest.mark.parametrize(
    ("cells", "kept"),
    [(["a@example.org", "b@example.org"], False), (["+502 1234 5678", "(0044) 20 7946"], False), (["2014", "7"], True)],
)
def test_columns_of_addresses_and_telephone_numbers_are_never_kept(tmp_path, cells, kept):
    rows = [["To", "From", "Text", "Contact"], *(["Malta", "Chad", f"Mend pier {c[:1]}.", c] for c in cells)]
    built = build(write(tmp_path, "a.csv", as_csv(rows)))
    assert [bool(f["node"].data) for f in facts(built.graph)] == [kept, kept]
    assert ("column Contact left out (personal data)" in reasons(built)) is not kept
    text = "".join(built.graph.lines())
    assert all(c in text for c in cells) is kept


@pytest.mark.parametrize(
    ("rows", "profile"),
    [
        ([["Country", "Pledge", "GCM objectives"], ["Kenya", "We will open two desks.", "14"]], "pledges"),
        ([["Action", "Responsible", "Deadline"], ["Open two desks", "Kenya", "2030"]], "action-matrix"),
        (
            [["Coded text", "Codename", "Owner", "Filename"], ["Open two desks", "desks", "A. Coder", "a.txt"]],
            "qualcoder",
        ),
    ],
)
def test_ready_mappings_are_taken_by_their_headings(tmp_path, rows, profile):
    assert find_columns(write(tmp_path, "a.csv", as_csv(rows)))["profile"] == profile


def test_who_pledges_is_who_will_act_and_a_pledge_commits(tmp_path):
    path = write(
        tmp_path, "a.csv", "Country,Pledge,By when\nKenya,Open two desks for crews,2030-01-31\nTogo,Open one desk,\n"
    )
    found = [(f["issuers"], f["addressees"], f["node"].strength, f["node"].due) for f in facts(build(path).graph)]
    assert found == [(["KEN"], ["KEN"], "commit-date", "2030-01-31"), (["TGO"], ["TGO"], "commit", None)]


def test_a_matrix_of_actions_names_who_is_to_act_by_when_and_how_it_is_measured(tmp_path):
    path = write(
        tmp_path, "a.csv", "Action,Responsible,Deadline,Indicator\nOpen two desks,Kenya / Togo,2030,desks open\n"
    )
    fact = facts(build(path).graph)[0]
    assert (fact["addressees"], fact["issuers"], fact["node"].due, fact["node"].indicator) == (
        ["KEN", "TGO"], [], "2030", "desks open",
    )  # fmt: skip
