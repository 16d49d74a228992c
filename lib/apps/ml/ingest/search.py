"""Passages for a question, over HTTP: `POST /v1/search` with `{"question": …, "amount": 5}` and a key of the gateway to the models.

The key is the caller's own: the gateway is asked for the vector of the question with it, and says whether it is known, may use
that model, and has something left to spend. Rights in the database: to read.
"""

import json
import time

import httpx
import psycopg
import uvicorn
from settings import login, settings
from starlette.applications import Starlette
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

largest_request = 100_000
longest_question = 2000
most_passages = 50
answered: dict[int, int] = {}
seconds = 0.0
client = httpx.AsyncClient(timeout=120)


def refusal(status, what):
    return JSONResponse({"error": what}, status)


async def connect():
    reader = settings["database_of_reader"]
    return await psycopg.AsyncConnection.connect(reader, connect_timeout=5, autocommit=True, **login())


async def asked(request):
    """Question and amount, or what is wrong with them."""
    content = b""
    async for part in request.stream():
        content += part
        if len(content) > largest_request:
            return f"the request is larger than {largest_request} bytes"
    try:
        body = json.loads(content)
    except ValueError:
        return "the request is not JSON"
    if not isinstance(body, dict):
        return 'send an object, such as {"question": "…"}'
    question, amount = body.get("question"), body.get("amount", 5)
    if not isinstance(question, str) or not 0 < len(question.strip()) <= longest_question:
        return f"question: a text of at most {longest_question} characters"
    if not isinstance(amount, int) or isinstance(amount, bool) or not 1 <= amount <= most_passages:
        return f"amount: a whole number from 1 to {most_passages}"
    return question, amount


async def passages(request):
    key = request.headers.get("authorization")
    if not key:
        return refusal(401, "send a key of the gateway to the models: Authorization: Bearer sk-…")
    stated = await asked(request)
    if isinstance(stated, str):
        return refusal(400, stated)
    question, amount = stated
    body = {
        "model": settings["model"],
        "input": [settings["prefixes"]["query"] + question],
        "encoding_format": "float",
    }
    try:
        answer = await client.post(f"{settings['gateway']}/embeddings", headers={"authorization": key}, json=body)
    except httpx.HTTPError as error:
        return refusal(502, f"the gateway to the models does not answer: {type(error).__name__}")
    if answer.status_code != 200:
        status = answer.status_code if answer.status_code in (400, 401, 403, 429) else 502
        return refusal(status, f"the gateway to the models says {answer.status_code}")
    vector = str(answer.json()["data"][0]["embedding"])
    try:
        async with await connect() as db:
            rows = await (await db.execute("select * from search(%s::vector, %s)", [vector, amount])).fetchall()
    except psycopg.Error as error:
        return refusal(503, f"the database does not answer: {type(error).__name__}")
    names = ["source", "document", "position", "passage", "similarity"]
    return JSONResponse({"passages": [dict(zip(names, row)) for row in rows]})


async def search(request):
    global seconds
    began = time.monotonic()
    response = await passages(request)
    answered[response.status_code] = answered.get(response.status_code, 0) + 1
    seconds += time.monotonic() - began
    return response


def line(name, value, **labels):
    inside = ",".join(f'{key}="{text}"' for key, text in labels.items())
    return f"{name}{{{inside}}} {value}" if labels else f"{name} {value}"


counts = """
  select count(*) filter (where problem is null), count(*) filter (where problem is not null),
    (select count(*) from passages),
    (select coalesce((select waiting from runs order by id desc limit 1), 0)),
    (select coalesce(extract(epoch from max(ended)), 0) from runs)
  from documents"""


async def metrics(_request):
    text = [
        "# TYPE ingest_searches_total counter",
        *(line("ingest_searches_total", count, code=code) for code, count in sorted(answered.items())),
        "# TYPE ingest_search_seconds_total counter",
        line("ingest_search_seconds_total", seconds),
    ]
    try:
        async with await connect() as db:
            whole, refused, parts, waiting, ended = await (await db.execute(counts)).fetchone()
        text += [
            "# TYPE ingest_documents gauge",
            line("ingest_documents", whole, state="whole"),
            line("ingest_documents", refused, state="refused"),
            "# TYPE ingest_passages gauge",
            line("ingest_passages", parts),
            "# TYPE ingest_documents_waiting gauge",
            line("ingest_documents_waiting", waiting),
            "# TYPE ingest_run_ended_timestamp_seconds gauge",
            line("ingest_run_ended_timestamp_seconds", float(ended)),
        ]
    except psycopg.Error:
        pass  # no database, or no run yet: what there is to say of searches is said all the same
    return PlainTextResponse("\n".join(text) + "\n")


async def health(_request):
    return PlainTextResponse("ok\n")


routes = [
    Route("/v1/search", search, methods=["POST"]),
    Route("/metrics", metrics),
    Route("/health", health),
]

if __name__ == "__main__":
    uvicorn.run(Starlette(routes=routes), host="0.0.0.0", port=8080, log_level="warning", access_log=False)
