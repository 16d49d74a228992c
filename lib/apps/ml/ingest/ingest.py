"""One run: passages of documents and their vectors are brought in step with where the documents lie.

What did not change is left alone, what is gone goes, and the rest is read, cut, turned into vectors and put in place, a document at a
time. Killed anywhere, the next run goes on with what is missing. It ends by itself before its time is over.
"""

import subprocess
import sys

import sources
import store
import vectors
from langchain_text_splitters import RecursiveCharacterTextSplitter
from settings import TimeIsOver, here, settings, while_there_is_time
from sources import Later, Unreadable

cutter = RecursiveCharacterTextSplitter(
    chunk_size=settings["passage"]["characters"], chunk_overlap=settings["passage"]["overlap"]
)


def text_of(found):
    with sources.scratch() as file:
        name = found.fetch(file.name)
        command = [sys.executable, str(here / "read_text.py"), file.name, name, str(settings["reader_memory"])]
        try:
            done = subprocess.run(command, capture_output=True, timeout=600, check=False)
        except subprocess.TimeoutExpired as late:
            raise Unreadable("it takes longer than ten minutes to read") from late
    if done.returncode != 0:
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        raise Unreadable(lines[-1] if lines else f"its reader ended with {done.returncode}")
    return done.stdout.decode()


def ingest(db, found):
    while_there_is_time()
    passages = [passage for passage in cutter.split_text(text_of(found)) if passage.strip()]
    there = store.vectors_before(db, found, passages)
    missing = [passage for passage in dict.fromkeys(passages) if passage not in there]
    for start in range(0, len(missing), settings["batch"]):
        part = missing[start : start + settings["batch"]]
        made = vectors.vectors(part)
        store.keep_for_later(db, part, made)
        there.update(zip(part, map(str, made)))
    store.put(db, found, passages, there)


def main():
    with store.connect() as db:
        if not store.is_alone(db):
            print("another run is under way")
            return
        store.prepare(db)
        known = store.versions(db)
        found = {(each.source, each.name): each for each in [*sources.bucket(), *sources.pages(known)]}
        gone = known.keys() - found.keys()
        store.forget(db, gone)
        todo = [each for key, each in sorted(found.items()) if known.get(key) != each.version]
        run = store.begin(db, len(todo), len(gone))
        print(f"{len(found)} documents, {len(todo)} of them new or changed; {len(gone)} are gone")
        for index, each in enumerate(todo):
            outcome = "read"
            try:
                ingest(db, each)
            except Unreadable as problem:
                outcome = str(problem)
                store.refuse(db, each, outcome)
            except Later as problem:
                outcome = f"{problem}; left as it is"
            except TimeIsOver:
                print(f"time is over: {len(todo) - index} documents wait for the next run")
                break
            print(f"{each.source} {each.name}: {outcome}")
            store.progress(db, run, len(todo) - index - 1, index + 1)
        store.tidy(db)
        store.end(db, run)


main()
