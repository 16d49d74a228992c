"""Vectors of texts, from the gateway to the models. People come first: one request at a time, and a rest after each."""

import time

import httpx
from settings import gateway_key, settings, while_there_is_time
from sources import Unreadable

client = httpx.Client(timeout=600, headers={"authorization": f"Bearer {gateway_key()}"})


def ask(texts):
    body = {
        "model": settings["model"],
        "input": texts,
        "encoding_format": "float",
        # Thousands of vectors that nobody asks for again would push out what people's questions left in the cache.
        "cache": {"no-store": True},
    }
    return client.post(f"{settings['gateway']}/embeddings", json=body)


def answers(texts):
    try:
        return ask(texts).status_code == 200
    except httpx.HTTPError:
        return False


def vectors(passages):
    """One vector for each passage. Waits for a gateway or a model that is away, as long as it takes."""
    texts = [settings["prefixes"]["passage"] + passage for passage in passages]
    tries = 0
    while True:
        while_there_is_time()
        began = time.monotonic()
        problem = None
        try:
            answer = ask(texts)
            if answer.status_code == 200:
                time.sleep(settings["rest"] * (time.monotonic() - began))
                return [item["embedding"] for item in sorted(answer.json()["data"], key=lambda item: item["index"])]
            problem = f"{answer.status_code} {answer.text[:300]}"
            if answer.status_code in (400, 413, 422):
                raise Unreadable(f"the model refuses a passage of it: {problem}")
        except httpx.HTTPError as error:
            problem = f"{type(error).__name__} {error}"
        tries += 1
        # A model that takes another text and not this one has nothing to be waited for.
        if tries >= 5 and answers(["a"]):
            raise Unreadable(f"the model fails at a passage of it: {problem}")
        print(f"no vectors, tried again: {problem}")
        time.sleep(min(5 * 2**tries, 120))
