/** Between the two protocols of Prisma's query engine. Only what its Python client says is understood. */

/** Model → field → type, as the schema has them. */
export function typesIn(datamodel) {
  const models = [...datamodel.matchAll(/^model (\w+) \{([\s\S]*?)^\}/gm)];
  return new Map(
    models.map(([, name, body]) => [
      name,
      new Map([...body.matchAll(/^\s*(\w+)\s+(\w+)/gm)].map(([, field, type]) => [field, type])),
    ]),
  );
}

/**
 * `query { result: findManyKey(take: 1) { token } }` → `{modelName, action, query: {arguments, selection}}`. GraphQL has
 * no word for JSON: what it writes as text is JSON where the schema says so.
 */
export function toJsonProtocol(text, types) {
  const reader = new Reader(text);
  reader.word(); // query or mutation
  reader.expect('{');
  const [root] = reader.fields();
  const { action, modelName } = nameOf(root.name);
  const given = modelName ? typed(root.arguments, modelName, types) : root.arguments;
  const query = { arguments: given, selection: root.selection ?? {} };
  return modelName ? { modelName, action, query } : { action, query };
}

/** Between a model and its fields stand words such as `data`, `create` or `AND`, which are about the same model. */
function typed(value, model, types) {
  if (Array.isArray(value)) return value.map((each) => typed(each, model, types));
  if (value === null || typeof value !== 'object' || value.$type) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const type = types.get(model)?.get(key);
      if (type === 'Json') return [key, asJson(inner)];
      return [key, typed(inner, types.has(type) ? type : model, types)];
    }),
  );
}

function asJson(value) {
  if (typeof value === 'string') return { $type: 'Json', value };
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, key === 'path' ? inner : asJson(inner)]));
}

const actions = [
  'createOne',
  'createMany',
  'deleteOne',
  'deleteMany',
  'updateOne',
  'updateMany',
  'upsertOne',
  'aggregate',
  'groupBy',
  'findMany',
  'findFirst',
  'findUnique',
];

function nameOf(field) {
  if (field === 'queryRaw' || field === 'executeRaw') return { action: field };
  const action = actions.find((each) => field.startsWith(each));
  if (!action) throw new Error(`no action in ${field}`);
  const model = field.slice(action.length);
  return model.endsWith('OrThrow')
    ? { action: `${action}OrThrow`, modelName: model.slice(0, -'OrThrow'.length) }
    : { action, modelName: model };
}

class Reader {
  tokens;
  at = 0;

  constructor(text) {
    this.tokens = text.match(/"(?:[^"\\]|\\.)*"|[A-Za-z_]\w*|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[{}()[\]:]/g);
  }

  word() {
    return this.tokens[this.at++];
  }

  next() {
    return this.tokens[this.at];
  }

  expect(token) {
    const found = this.word();
    if (found !== token) throw new Error(`expected ${token}, found ${found}`);
  }

  /** What stands between braces, the closing one included. */
  fields() {
    const found = [];
    while (this.next() !== '}') {
      let name = this.word();
      if (this.next() === ':') {
        this.word(); // an alias: the client only ever says `result`
        name = this.word();
      }
      const args = this.next() === '(' ? this.arguments() : {};
      const selection = this.next() === '{' ? this.selection() : undefined;
      found.push({ name, arguments: args, selection });
    }
    this.word();
    return found;
  }

  selection() {
    this.expect('{');
    const entries = this.fields().map(({ name, arguments: args, selection }) => [
      name,
      selection ? { arguments: args, selection } : true,
    ]);
    return Object.fromEntries(entries);
  }

  arguments() {
    this.expect('(');
    return this.pairs(')');
  }

  pairs(end) {
    const result = {};
    while (this.next() !== end) {
      const token = this.word();
      const key = token.startsWith('"') ? JSON.parse(token) : token;
      this.expect(':');
      result[key] = this.value();
    }
    this.word();
    return result;
  }

  value() {
    const token = this.word();
    if (token === '{') return this.pairs('}');
    if (token === '[') {
      const items = [];
      while (this.next() !== ']') items.push(this.value());
      this.word();
      return items;
    }
    if (token.startsWith('"')) return JSON.parse(token);
    if (token === 'true' || token === 'false') return token === 'true';
    if (token === 'null') return null;
    const number = Number(token);
    if (Number.isNaN(number)) return token; // the name of an enum's value
    return Number.isSafeInteger(number) || !/^-?\d+$/.test(token) ? number : { $type: 'BigInt', value: token };
  }
}

export function toGraphQlAnswer(answer) {
  if (answer.batchResult) return { ...answer, batchResult: answer.batchResult.map(toGraphQlAnswer) };
  if (!answer.data) return answer;
  const [result] = Object.values(answer.data);
  return { ...answer, data: { result: plain(result) } };
}

/** `{"$type": "DateTime", "value": …}` → the value, as GraphQL has it. */
function plain(value) {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  if (value.columns && value.types && value.rows) return rawRows(value);
  if (typeof value.$type === 'string') return value.value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
}

/** A raw query's table, as the engine gave it until 5.16: every value beside its type. */
function rawRows({ columns, types, rows }) {
  const typed = (value, type) => {
    if (value === null) return { prisma__type: 'null', prisma__value: null };
    if (type === 'json')
      return { prisma__type: type, prisma__value: typeof value === 'string' ? JSON.parse(value) : value };
    if (!type.endsWith('-array')) return { prisma__type: type, prisma__value: value };
    return { prisma__type: 'array', prisma__value: value.map((each) => typed(each, type.slice(0, -'-array'.length))) };
  };
  return rows.map((row) => Object.fromEntries(row.map((value, i) => [columns[i], typed(value, types[i])])));
}
