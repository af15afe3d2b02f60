"""The server answers programs on this machine, says in one line what is wrong, and gives other sites nothing."""

import json
import socket
import threading

import pytest
from served import NASTY, serve

from graphkit.serve.endpoints import ENDPOINTS, make_openapi
from graphkit.serve.guard import HostGuard
from graphkit.serve.web import LONGEST_BODY

ID = "statement:served1"


def is_one_line(reply, status):
    """Whether a reply is an error as every error is."""
    data = reply.data
    return (reply.status, data["status"], reply.headers["content-type"]) == (status, status, "application/json") and (
        len(data["error"]) > 10
    )


def test_every_address_answers_with_json(served):
    finding = served.ask("/findings/gaps?limit=1").data["findings"][0]["finding"]
    filled = {"{name}": "coverage", "{id}": finding, "{analysis}": "gaps"}
    for endpoint in ENDPOINTS:
        path = endpoint.path
        for name, value in ({**filled, "{id}": ID} if "statements" in path else filled).items():
            path = path.replace(name, value)
        reply = served.query("coverage") if endpoint.verb == "POST" else served.ask(path)
        assert (reply.status, type(reply.data)) == (200, dict), (path, reply.text[:300])


def test_parameters_of_the_address_reach_the_search(served):
    data = served.ask("/statements?words=MIGRACI%C3%93N&about=gcm:23&limit=1").data
    assert ([row["id"] for row in data["statements"]], data["in_all"]) == (["statement:served0"], 1)


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/statements?wrods=x", 400, "Did you mean 'words'"),
        ("/statements?limit=0", 400, "limit is '0'"),
        ("/statements?limit=many", 400, "limit is 'many'"),
        ("/statements?limit=1&limit=2", 400, "given twice"),
        ("/statements?kind=advice", 400, "No kind is named 'advice'"),
        ("/statements?since=20x7", 400, "since"),
        ("/statements/statement:none", 404, "No statement is named"),
        ("/statements/../../../etc/passwd", 404, "No statement is named"),
        ("/statements/%2e%2e%2f%2e%2e%2fetc%2fpasswd", 404, "No statement is named"),
        ("/../../etc/passwd", 404, "Nothing is at"),
        ("/pages/..%2f..%2fetc%2fpasswd", 404, "Nothing is at"),
        ("/pages/../graph", 404, "Nothing is at"),
        ("/pages/atlsa", 404, "Did you mean 'atlas'"),
        ("/pages/atlas?lang=xx", 400, "No language is named 'xx'"),
        ("/pages/atlas?title=x", 400, "No parameter is named 'title'"),
        ("/queries/none", 404, "No query is named"),
        ("/findings/none", 404, "No analysis is named"),
        ("/findings/gaps/none", 404, "No finding is named"),
        ("/nothing", 404, "/openapi.json"),
        ("/query", 405, "only reads"),
    ],
)
def test_what_is_wrong_with_an_address_is_told_in_one_line(served, path, status, told):
    reply = served.ask(path)
    assert is_one_line(reply, status), reply.text
    assert told in reply.data["error"]


@pytest.mark.parametrize("verb", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_no_address_takes_what_changes_things(served, verb):
    for path in ("/graph", "/statements", f"/statements/{ID}", "/pages/atlas", "/"):
        assert is_one_line(served.ask(path, verb), 405)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"", "no JSON"),
        (b"{", "no JSON"),
        (b"\xff\xfe", "no JSON"),
        (b"[" * 50_000, "no JSON"),
        (b'"coverage"', "no JSON object"),
        (b"{}", "query is missing"),
        (b'{"query": 7}', "query is 7"),
        (b'{"query": "coverage", "write": true}', "No parameter is named 'write'"),
        (b'{"query": "coverage", "limit": -1}', "limit is -1"),
        (b'{"query": "coverage", "params": [1]}', "params"),
        (b'{"query": "   "}', "empty"),
        (b'{"query": "RETURN $x AS x", "params": {"x": 1e400}}', ""),
        (b'{"query": "RETURN \'\\ud83d\' AS x"}', ""),
        (b'{"query": "MATCH (n) DETACH DELETE n"}', "Only reading is possible here"),
        (b'{"query": "MATCH (n RETURN n"}', "line 1"),
    ],
)
def test_what_is_wrong_with_a_body_is_told_in_one_line(served, body, told):
    reply = served.ask("/query", "POST", body, Content_Type="application/json; charset=utf-8")
    if told:
        assert is_one_line(reply, 400), reply.text
        assert told in reply.data["error"]
    else:
        assert reply.status in {200, 400}
        assert reply.data


@pytest.mark.parametrize("depth", [50, 300, 900, 30_000])
def test_what_is_nested_deeply_is_answered_or_refused_in_one_line(served, depth):
    for inner in ("[" * depth + "]" * depth, '{"a":' * (depth // 6) + "1" + "}" * (depth // 6)):
        body = f'{{"query": "RETURN $x AS x", "params": {{"x": {inner}}}}}'.encode()
        reply = served.ask("/query", "POST", body, Content_Type="application/json")
        assert reply.status == 200 if inner.count("]") + inner.count("}") <= 50 else is_one_line(reply, 400)
    for text in ("RETURN " + "[" * depth + "]" * depth + " AS x", "(" * depth,
                 f"RETURN reduce(t = [], i IN range(1, {depth}) | [t]) AS x"):  # fmt: skip
        reply = served.query(text)
        assert reply.status == 200 or is_one_line(reply, reply.status)
        assert reply.status in {200, 400, 503}
    assert served.query("RETURN 1 AS a").data["rows"] == [[1]]


def test_a_form_of_another_site_is_no_query(served):
    body = json.dumps({"query": "RETURN 1 AS a"}).encode()
    for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
        assert is_one_line(served.ask("/query", "POST", body, Content_Type=kind), 400)


def test_a_body_that_is_too_long_is_refused_before_it_is_read(served):
    body = json.dumps({"query": "RETURN 1 AS a // " + "x" * LONGEST_BODY}).encode()
    assert is_one_line(served.ask("/query", "POST", body, Content_Type="application/json"), 413)


def test_a_body_without_end_is_refused(served):
    with socket.create_connection(("127.0.0.1", served.port), timeout=30) as line:
        line.sendall(b"POST /query HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                     b"Transfer-Encoding: chunked\r\n\r\n")  # fmt: skip
        try:
            for _ in range(100):
                line.sendall(b"2710\r\n" + b"x" * 10_000 + b"\r\n")
        except OSError:
            pass
        assert line.recv(4096).startswith(b"HTTP/1.1 413 ")


def test_limits_of_time_and_memory_are_503(served, endless):
    reply = served.query(endless)
    assert is_one_line(reply, 503)
    assert "stopped after 3 s" in reply.data["error"]
    assert served.query("RETURN 1 AS a").data["rows"] == [[1]]


def test_other_addresses_are_answered_while_a_query_runs(served, endless):
    thread = threading.Thread(target=served.query, args=(endless,))
    thread.start()
    assert served.ask("/statements?limit=1").status == 200
    assert thread.is_alive()
    thread.join()


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.", "", "[::2]"]
)
def test_a_request_under_another_name_gets_nothing(served, host):
    for path in ("/", "/graph", "/pages/matrix", "/openapi.json"):
        reply = served.ask(path, Host=host)
        assert is_one_line(reply, 400)
        assert "Host header" in reply.data["error"]


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8765", "127.0.0.1:1", "[::1]:8765"])
def test_this_machine_has_several_names(served, host):
    assert served.ask("/schema", Host=host).status == 200


def test_requests_that_another_site_makes_are_refused(served):
    assert is_one_line(served.ask("/graph", Origin="http://evil.example"), 400)
    assert is_one_line(served.ask("/graph", Origin="null"), 400)
    assert is_one_line(served.ask("/graph", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="no-cors"), 400)
    assert served.ask("/graph", Origin=served.address).status == 200
    assert served.ask("/pages/matrix", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate").status == 200


def test_a_public_server_answers_to_addresses_and_the_names_it_was_given(reader):
    with serve(reader, HostGuard(["graph.example"], public=True)) as public:
        assert [public.ask("/schema", Host=h).status for h in ("graph.example:80", "10.0.0.7", "other.example")] == [
            200, 200, 400
        ]  # fmt: skip


def test_no_answer_can_be_framed_guessed_or_read_by_other_sites(served):
    for path in ("/", "/graph", "/pages/matrix", "/nothing"):
        headers = served.ask(path).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert (headers["x-content-type-options"], headers["cross-origin-resource-policy"]) == (
            "nosniff",
            "same-origin",
        )
        assert not [name for name in headers if name.startswith("access-control") or name == "server"]


def test_a_wording_that_is_markup_is_data_in_json_and_spelt_nowhere_in_a_page(served):
    assert served.ask(f"/statements/{ID}").data["wording"] == NASTY
    assert "<img src=x" not in served.ask("/pages/atlas").text


def test_a_name_that_is_markup_is_no_markup_in_an_error(served):
    reply = served.ask("/%3Cscript%3Ealert(1)%3C/script%3E")
    assert is_one_line(reply, 404)


def test_openapi_describes_every_parameter_of_every_address():
    told = make_openapi()
    assert told["openapi"].startswith("3.1")
    for endpoint in ENDPOINTS:
        operation = told["paths"][endpoint.path][endpoint.verb.lower()]
        assert operation["summary"].endswith(".")
        named = {p["name"]: p for p in operation.get("parameters", ())}
        if endpoint.verb == "POST":
            named = operation["requestBody"]["content"]["application/json"]["schema"]["properties"]
        assert set(named) == set(endpoint.model.model_fields)
        assert all(p.get("description") for p in named.values())
        assert {n for n, p in named.items() if p.get("in") == "path"} == set(endpoint.places)
        assert set(operation["responses"]) == {"200", "400", "404", "413", "503"}
    json.dumps(told)


def test_the_first_page_links_to_what_is_served(served):
    text = served.ask("/").text
    for path in ("/pages/network", "/pages/matrix", "/pages/atlas?lang=es", "/openapi.json"):
        assert f'href="{path}"' in text
        assert served.ask(path).status == 200
