-- Tables of documents and their passages. Whoever asks reads the function `search` or the view `readable`.
create table if not exists recipe (
  one boolean primary key default true check (one),
  model text not null,
  dimensions int not null
);
create table if not exists documents (
  id bigint generated always as identity primary key,
  source text not null,
  name text not null,
  version text not null,
  -- How it was cut: another way of cutting reads it anew.
  cut text not null,
  -- Absent: all of it can be found.
  problem text,
  read_at timestamptz not null default now(),
  unique (source, name)
);
create table if not exists passages (
  document bigint not null references documents on delete cascade,
  position int not null,
  passage text not null,
  embedding vector(:dimensions) not null,
  primary key (document, position)
);
create index if not exists passages_embedding on passages using hnsw (embedding vector_cosine_ops);
-- Vectors of a document that is not whole yet: what a run that was killed had already asked for.
create table if not exists pending (
  hash bytea primary key,
  embedding vector(:dimensions) not null
);
create table if not exists runs (
  id bigint generated always as identity primary key,
  began timestamptz not null default now(),
  ended timestamptz,
  waiting int not null default 0,
  read int not null default 0,
  gone int not null default 0
);
create or replace view readable as
  select d.source, d.name, d.read_at, p.position, p.passage, p.embedding
  from passages p join documents d on d.id = p.document;
create or replace function search(question vector, amount int default 5)
  returns table (source text, name text, "position" int, passage text, similarity double precision)
  language sql stable as $$
    select d.source, d.name, p.position, p.passage, 1 - p.distance
    from (select document, position, passage, embedding <=> question as distance
          from passages order by embedding <=> question limit amount) p
    join documents d on d.id = p.document
    order by p.distance
  $$;
grant usage on schema public to :reader;
grant select on documents, passages, readable, runs to :reader;
