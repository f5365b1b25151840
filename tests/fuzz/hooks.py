"""What the fuzzer cannot guess: ids that exist, the version that a command goes by, and what to send it as.

schemathesis makes requests from the OpenAPI file alone. An id that it makes up leads nowhere, so nearly all of them would be
answered 404 and nothing behind that would be reached. Here most ids of a request are replaced by some that the server's
answers have named; which ones follows from the request itself, so that a repeat of it is the same request.
"""

import json
import os
import re
import urllib.request
import zlib

import schemathesis

# A message as it came is bytes like any other.
schemathesis.serializer.alias("message/rfc822", "application/octet-stream")

BASE = os.environ["FUZZ_BASE"]
TOKEN = os.environ.get("FUZZ_TOKEN", "")
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
# Where ids stand, whoever may read them: a request for what one may not see is a case of its own.
LISTS = ["me", "agencies", "people", "departments", "registers", "inbox?limit=200", "incoming-documents?limit=200"]
MOST = 400


def ask(path, token):
    """The answer's text, or nothing where it is refused."""
    request = urllib.request.Request(f"{BASE}/api/v1/{path}", headers={"Authorization": f"Bearer {token}"})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.read().decode()
    except OSError:
        return ""


def tell(path, token, body):
    """Sends something; the answer's text."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    request = urllib.request.Request(f"{BASE}/api/v1/{path}", json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.read().decode()


def drafts_of(token):
    """Some drafts of outgoing documents, each with its text: the demo has none."""
    content = {"document_type": "cong_van", "subject": "V/v thử"}
    made = [tell("outgoing-documents", token, {"content": content, "submit": n > 0}) for n in range(3)]
    return {json.loads(text)["id"]: text for text in made}


def documents_of(token):
    """Ids and versions of the documents, and every id that stands in them: assignments, files, people."""
    listed = json.loads(ask("incoming-documents?limit=200", token) or '{"items":[]}')["items"]
    return {line["id"]: ask(f"incoming-documents/{line['id']}", token) for line in listed}


EYES = json.loads(os.environ["FUZZ_EYES"])  # the tokens of a clerk and an administrator, who between them see every id
DOCUMENTS = {id: text for token in EYES for id, text in documents_of(token).items()}
OUTGOING = drafts_of(EYES[0])
TEXTS = [ask(path, token) for token in EYES for path in LISTS] + list(DOCUMENTS.values()) + list(OUTGOING.values())
IDS = sorted({id.lower() for text in TEXTS for id in UUID.findall(text)})[:MOST]
FILES = sorted({file["id"] for text in DOCUMENTS.values() for file in json.loads(text or "{}").get("files", [])})
AGENCY = json.loads(ask("me", EYES[0]))["agency"]["id"]


def pick(choices, seed):
    return choices[zlib.crc32(seed.encode()) % len(choices)]


def known(value, seed, inside=IDS):
    """The same value with three of four ids replaced by known ones."""
    if isinstance(value, dict):
        return {key: known(one, f"{seed}/{key}", inside) for key, one in value.items()}
    if isinstance(value, list):
        return [known(one, f"{seed}/{n}", inside) for n, one in enumerate(value)]
    if isinstance(value, str) and UUID.fullmatch(value) and zlib.crc32(f"{seed}?".encode()) % 4:
        return pick(inside, f"{seed}={value}")
    return value


@schemathesis.hook
def before_call(context, case, kwargs):
    path = case.operation.path
    seed = f"{case.method} {path} {case.path_parameters} {case.query} {case.body!r}"
    if case.path_parameters:
        kinds = {"incoming-documents": sorted(DOCUMENTS), "outgoing-documents": sorted(OUTGOING), "files": FILES, "agencies": [AGENCY]}
        places = kinds.get(path.split("/")[3]) or IDS
        case.path_parameters = known(dict(case.path_parameters), seed, places)
    if isinstance(case.body, (dict, list)):
        case.body = known(case.body, seed)
    # A command goes by the version that was read. The real one, mostly: what lies behind the check is what is looked for.
    moves = "/commands" in path or path.endswith("/draft")
    if moves and case.path_parameters and zlib.crc32(seed.encode()) % 8:
        place = str(case.path_parameters.get("id"))
        known_as = {"incoming-documents": DOCUMENTS, "outgoing-documents": OUTGOING}.get(path.split("/")[3], {})
        if place in known_as:
            now = ask(f"{path.split('/')[3]}/{place}", TOKEN) or known_as[place]
            case.headers = {**(case.headers or {}), "If-Match": f'"{json.loads(now)["version"]}"'}
