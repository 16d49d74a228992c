#!/usr/bin/env node
/**
 * Prisma's query engine 5.17.0 in the one form that a package registry has, WebAssembly with the PostgreSQL driver of its
 * own adapter. It stands where LiteLLM's image has the same engine as a native program, and Prisma's Python client starts
 * and asks it in the same way: port as an argument, GraphQL over HTTP. Since the WebAssembly only takes the engine's
 * JSON protocol, requests and answers are rewritten, value by value.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { toGraphQlAnswer, toJsonProtocol, typesIn } from './protocol.mjs';

const require = createRequire(import.meta.url);
if (process.argv.includes('--version')) {
  console.log('query-engine 393aa359c9ad4a4bb28630fb5613f9c281cde053');
  process.exit();
}
const { PrismaPg } = require('@prisma/adapter-pg');
const { bindAdapter } = require('@prisma/driver-adapter-utils');
const { Pool } = require('pg');

const [address, parameters] = process.env.DATABASE_URL.split('?');
const max = Number(new URLSearchParams(parameters).get('connection_limit') ?? 5);
const pool = new Pool({ connectionString: address, max });
pool.on('error', (error) => console.error(`query engine: ${error.message}`));

const datamodel = readFileSync(process.env.PRISMA_DML_PATH, 'utf8');
const types = typesIn(datamodel);
const engine = await load();
await engine.connect('{}');
const port = Number(process.argv[process.argv.indexOf('-p') + 1]);
const server = createServer((request, answer) => {
  respond(request)
    .then((body) => [200, body])
    .catch((error) => [500, JSON.stringify({ is_panic: false, message: String(error), backtrace: '' })])
    .then(([status, body]) => answer.writeHead(status, { 'content-type': 'application/json' }).end(body));
});
server.listen(port, 'localhost');
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit());

async function load() {
  const glue = require('@prisma/client/runtime/query_engine_bg.postgresql.js');
  const binary = readFileSync(require.resolve('@prisma/client/runtime/query_engine_bg.postgresql.wasm'));
  const { instance } = await WebAssembly.instantiate(binary, { './query_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  const options = {
    datamodel,
    logLevel: 'error',
    logQueries: false,
    engineProtocol: 'json',
    env: process.env,
    configDir: '.',
    datasourceOverrides: {},
    ignoreEnvVarErrors: true,
  };
  return new glue.QueryEngine(options, (log) => console.error(log), bindAdapter(new PrismaPg(pool)));
}

async function respond(request) {
  let body = '';
  for await (const chunk of request) body += chunk;
  const path = request.url.split('?')[0];
  if (path === '/status') return '{"status":"ok"}';
  const [, , id, end] = path.split('/');
  if (path === '/transaction/start') return engine.startTransaction(body, '{}');
  if (end === 'commit') return engine.commitTransaction(id, '{}');
  if (end === 'rollback') return engine.rollbackTransaction(id, '{}');
  if (path !== '/') throw new Error(`the query engine knows no ${path}`);
  const asked = JSON.parse(body);
  const translated = asked.batch
    ? {
        batch: asked.batch.map(({ query }) => toJsonProtocol(query, types)),
        ...(asked.transaction && { transaction: {} }),
      }
    : toJsonProtocol(asked.query, types);
  const text = await engine.query(JSON.stringify(translated), '{}', request.headers['x-transaction-id']);
  return JSON.stringify(toGraphQlAnswer(JSON.parse(text)));
}
