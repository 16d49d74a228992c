"""Makes LiteLLM's keys what keys.json lists: new ones known, limits of the others as stated, and those that went ended.

A key is ended only if it was made here, which its metadata says: keys that people make by hand are theirs.
"""

import json
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

settings = json.loads((Path(__file__).parent / "keys.json").read_text())
master = Path(settings["master"]).read_text().strip()
ours = {"issued_by": "rackwright"}


def call(path, body=None):
    """Status and answer of the gateway; a refusal is an answer, too."""
    data = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": f"Bearer {master}", "Content-Type": "application/json"}
    try:
        with urllib.request.urlopen(urllib.request.Request(settings["url"] + path, data, headers), timeout=60) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.read().decode(errors="replace")


def demand(what, status, answer):
    if status != 200:
        sys.exit(f"{what}: {status} {answer}")
    return answer


def wait_for_gateway():
    while True:
        try:
            if call("/health/readiness")[0] == 200:
                return
        except OSError:
            pass  # not there yet
        time.sleep(10)


def issue(name, key, limits):
    body = {"key": key, "key_alias": name, "metadata": ours, **limits}
    status, answer = call("/key/update", body)
    if status == 404:
        # A name belongs to one key: the one that it had before a rotation ends here.
        call("/key/delete", {"key_aliases": [name]})
        status, answer = call("/key/generate", body)
    demand(name, status, answer)


def issued():
    """Name and hash of every key that was made here."""
    page, pages = 1, 1
    while page <= pages:
        answer = demand("list of keys", *call(f"/key/list?return_full_object=true&size=100&page={page}"))
        pages = answer["total_pages"]
        for key in answer["keys"]:
            if (key.get("metadata") or {}).get("issued_by") == ours["issued_by"]:
                yield key["key_alias"], key["token"]
        page += 1


wait_for_gateway()
for wanted in settings["keys"]:
    issue(wanted["name"], Path(wanted["file"]).read_text().strip(), wanted["limits"])
names = {wanted["name"] for wanted in settings["keys"]}
for name, token in [each for each in issued() if each[0] not in names]:
    demand(name, *call("/key/delete", {"keys": [token]}))
    print(f"{name}: ended")
