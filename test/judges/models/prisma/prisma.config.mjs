import { join } from 'node:path';
import { PrismaPg } from 'adapter-pg-of-cli';
import pg from 'pg';

/** Catalogue columns are of type `name`, which the adapter does not know; they are text of at most 63 bytes. */
const name = 19;
const text = 25;
const query = pg.Client.prototype.query;
pg.Client.prototype.query = function (...args) {
  const last = args.at(-1);
  if (typeof last === 'function') args[args.length - 1] = (error, result) => last(error, named(result));
  const answer = query.apply(this, args);
  return typeof answer?.then === 'function' ? answer.then(named) : answer;
};

function named(result) {
  for (const field of result?.fields ?? []) if (field.dataTypeID === name) field.dataTypeID = text;
  return result;
}

export default {
  engine: 'js',
  experimental: { adapter: true },
  schema: join(process.cwd(), 'schema.prisma'),
  migrations: { path: join(process.cwd(), 'migrations') },
  adapter: async () => {
    const factory = new PrismaPg({ connectionString: process.env.DATABASE_URL.split('?')[0] });
    const connect = factory.connect.bind(factory);
    factory.connect = async () => {
      const adapter = await connect();
      // The adapter splits a script at every semicolon, those within function bodies included.
      adapter.executeScript = async (script) => void (await adapter.client.query(script));
      return adapter;
    };
    return factory;
  },
};
