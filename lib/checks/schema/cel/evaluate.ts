import type { CelExpression, CelFold } from '../../../../imports/cel';
import { functions } from './functions';
import { CelError } from './values';

/** Names and what they stand for; an inner scope falls back on the outer. */
interface Scope {
  name: string;
  value: unknown;
  outer?: Scope;
}

/**
 * What a rule says of `self`: plain JSON, as the object has it. Errors are values, since `||` and `&&` may do without
 * the side that failed.
 */
export function evaluate(expression: CelExpression, self: unknown): unknown {
  return valueOf(expression, { name: 'self', value: self });
}

function valueOf(expression: CelExpression, scope: Scope): unknown {
  switch (expression[0]) {
    case 'value':
      return expression[1];
    case 'name':
      return lookUp(expression[1], scope);
    case 'field':
      return fieldOf(valueOf(expression[1], scope), expression[2]);
    case 'has':
      return hasField(valueOf(expression[1], scope), expression[2]);
    case 'list':
      return allOf(expression.slice(1) as CelExpression[], scope);
    case 'call':
      return call(expression[1], expression.slice(2) as CelExpression[], scope);
    case 'fold':
      return fold(expression[1], scope);
  }
}

function lookUp(name: string, scope: Scope | undefined): unknown {
  for (let at = scope; at; at = at.outer) if (at.name === name) return at.value;
  return new CelError(`nothing is called ${name}`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof CelError);
}

function fieldOf(of: unknown, field: string): unknown {
  if (of instanceof CelError) return of;
  if (isObject(of) && Object.hasOwn(of, field) && of[field] !== undefined) return of[field];
  return new CelError(`no such key: ${field}`);
}

function hasField(of: unknown, field: string): unknown {
  if (of instanceof CelError) return of;
  return isObject(of) ? Object.hasOwn(of, field) && of[field] !== undefined : new CelError(`${field} of no object`);
}

function allOf(expressions: readonly CelExpression[], scope: Scope): unknown[] | CelError {
  const values: unknown[] = [];
  for (const expression of expressions) {
    const value = valueOf(expression, scope);
    if (value instanceof CelError) return value;
    values.push(value);
  }
  return values;
}

function call(name: string, args: readonly CelExpression[], scope: Scope): unknown {
  switch (name) {
    case '_&&_':
      return either(args, scope, false);
    case '_||_':
      return either(args, scope, true);
    case '_?_:_': {
      const condition = valueOf(args[0]!, scope);
      if (typeof condition !== 'boolean') return isNoBoolean(condition);
      return valueOf(condition ? args[1]! : args[2]!, scope);
    }
    case '@not_strictly_false':
      return valueOf(args[0]!, scope) !== false;
  }
  const values = allOf(args, scope);
  if (values instanceof CelError) return values;
  const run = functions.get(name);
  return run ? run(...values) : new CelError(`no function ${name}`);
}

/** `&&` and `||`: one side that decides is enough, even if the other failed. */
function either([left, right]: readonly CelExpression[], scope: Scope, decides: boolean): unknown {
  const first = valueOf(left!, scope);
  if (first === decides) return decides;
  const second = valueOf(right!, scope);
  if (second === decides) return decides;
  if (typeof first !== 'boolean') return isNoBoolean(first);
  return typeof second === 'boolean' ? second : isNoBoolean(second);
}

function isNoBoolean(value: unknown): CelError {
  return value instanceof CelError ? value : new CelError('expected true or false');
}

function fold({ over, each, carried, start, while: goesOn, step, result }: CelFold, scope: Scope): unknown {
  const range = valueOf(over, scope);
  if (range instanceof CelError) return range;
  if (!Array.isArray(range) && !isObject(range)) return new CelError('only lists and maps have elements');
  const inside: Scope = { name: carried, value: valueOf(start, scope), outer: scope };
  // Over a map, macros see the keys.
  for (const element of Array.isArray(range) ? range : Object.keys(range)) {
    if (valueOf(goesOn, inside) === false) break;
    inside.value = valueOf(step, { name: each, value: element, outer: inside });
  }
  return valueOf(result, inside);
}
