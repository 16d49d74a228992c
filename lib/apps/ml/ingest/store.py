"""What is kept in PostgreSQL. Each function is one transaction: nothing is ever found half."""

import hashlib

import psycopg
from psycopg import sql
from settings import here, login, settings

cut = f"{settings['passage']['characters']}/{settings['passage']['overlap']}"


def connect():
    return psycopg.connect(settings["database"], connect_timeout=10, autocommit=True, **login())


def is_alone(db):
    """Whether no other run is under way; one that dies lets go."""
    return db.execute("select pg_try_advisory_lock(hashtext('ingest'))").fetchone()[0]


def prepare(db):
    """Makes what is missing. Vectors of another model cannot be compared with new ones: all of them go, and are made anew."""
    wanted = (settings["prefixes"]["passage"] + settings["model"], settings["dimensions"])
    with db.transaction():
        there = db.execute("select to_regclass('recipe') is not null").fetchone()[0]
        before = db.execute("select model, dimensions from recipe").fetchone() if there else None
        if before is not None and before != wanted:
            print(f"{before[0]} before, {wanted[0]} now: every document is read anew")
            db.execute("drop function if exists search(vector, int)")
            db.execute("drop view readable")
            db.execute("drop table passages, documents, pending")
        schema = (here / "schema.sql").read_text()
        schema = schema.replace(":dimensions", str(int(wanted[1])))
        schema = schema.replace(":reader", sql.Identifier(settings["reader"]).as_string(db))
        db.execute(schema)
        statement = "insert into recipe (model, dimensions) values (%s, %s) on conflict (one) do update "
        db.execute(statement + "set model = excluded.model, dimensions = excluded.dimensions", wanted)


def versions(db):
    """Version of every document that is there, cut as passages are cut now."""
    rows = db.execute("select source, name, case when cut = %s then version end from documents", [cut])
    return {(source, name): version for source, name, version in rows}


def begin(db, waiting, gone):
    return db.execute("insert into runs (waiting, gone) values (%s, %s) returning id", [waiting, gone]).fetchone()[0]


def progress(db, run, waiting, read):
    db.execute("update runs set waiting = %s, read = %s where id = %s", [waiting, read, run])


def end(db, run):
    db.execute("update runs set ended = now() where id = %s", [run])
    db.execute("delete from runs where began < now() - interval '90 days'")


def forget(db, documents):
    with db.transaction(), db.cursor() as cursor:
        cursor.executemany("delete from documents where source = %s and name = %s", list(documents))


def hashed(passage):
    return hashlib.sha256(passage.encode()).digest()


def vectors_before(db, found, passages):
    """Vectors that are there already, by passage: of this document as it was, and of a run that was killed in it."""
    wanted = {hashed(passage): passage for passage in passages}
    rows = db.execute("select hash, embedding::text from pending where hash = any(%s)", [list(wanted)])
    there = {wanted[bytes(key)]: vector for key, vector in rows}
    before = "select passage, embedding::text from readable where source = %s and name = %s and passage = any(%s)"
    there.update(db.execute(before, [found.source, found.name, passages]).fetchall())
    return there


def keep_for_later(db, passages, vectors):
    with db.transaction(), db.cursor() as cursor:
        rows = [(hashed(passage), str(vector)) for passage, vector in zip(passages, vectors)]
        cursor.executemany("insert into pending values (%s, %s::vector) on conflict do nothing", rows)


def put(db, found, passages, vectors):
    """The document as it is now, in the place of what it was."""
    with db.transaction(), db.cursor() as cursor:
        document = replace(db, found, None)
        rows = [(document, index, passage, vectors[passage]) for index, passage in enumerate(passages)]
        cursor.executemany("insert into passages values (%s, %s, %s, %s::vector)", rows)
        cursor.execute("delete from pending")


def refuse(db, found, problem):
    """It is not read again until it changes, and nothing of what it was is found."""
    with db.transaction():
        replace(db, found, problem[:1000])


def replace(db, found, problem):
    db.execute("delete from documents where source = %s and name = %s", [found.source, found.name])
    statement = "insert into documents (source, name, version, cut, problem) values (%s, %s, %s, %s, %s) returning id"
    return db.execute(statement, [found.source, found.name, found.version, cut, problem]).fetchone()[0]


def tidy(db):
    """An index keeps what was deleted: above a twentieth it is made anew, beside those who search."""
    dead = "select n_dead_tup * 20 > n_live_tup + n_dead_tup from pg_stat_user_tables where relname = 'passages'"
    if db.execute(dead).fetchone()[0]:
        db.execute("set max_parallel_maintenance_workers = 0")
        db.execute("reindex index concurrently passages_embedding")
        db.execute("vacuum (analyze) passages")
