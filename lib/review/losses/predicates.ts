import { parseDuration } from '../../units/duration';
import { parseBytes } from '../../units/quantity';
import { firingsPerWeek } from './cron-frequency';
import { imageVersion, isOlder, versionNumbers } from './image-version';

/** Whether a change of one value loses something. undefined: the field is absent. */
export type Loses = (before: unknown, after: unknown) => boolean;

/** It was stated, and is another one or none now. */
export const another: Loses = (before, after) => before !== undefined && before !== after;
/** Any change, a new value included. */
export const anyChange: Loses = () => true;
export const gone: Loses = (before, after) => before !== undefined && after === undefined;
export const added: Loses = (before, after) => before === undefined && after !== undefined;

export const becomes =
  (...values: unknown[]): Loses =>
  (_before, after) =>
    values.some((value) => value === after);

export const leaves =
  (...values: unknown[]): Loses =>
  (before) =>
    values.some((value) => value === before);

/** A number that falls. What was not stated counts as the program's own `standard`. */
export const lower =
  (standard?: number): Loses =>
  (before, after) => {
    const [from, to] = [numberOf(before) ?? standard, numberOf(after) ?? standard];
    return from !== undefined && to !== undefined && to < from;
  };

/** A time to keep something that gets shorter. `30d`, `168h`, seconds; none after one is no matter of length. */
export const shorter: Loses = (before, after) => {
  const [from, to] = [secondsIn(before), secondsIn(after)];
  return from !== undefined && to !== undefined && to < from;
};

/** A size that gets smaller: `40Gi`, `19327352832B`. */
export const smaller: Loses = (before, after) => {
  const [from, to] = [before, after].map((value) => parseBytes(String(value).replace(/B$/, '')));
  return from !== undefined && to !== undefined && to < from;
};

export const rarer: Loses = (before, after) => {
  const [from, to] = [before, after].map((value) => (typeof value === 'string' ? firingsPerWeek(value) : undefined));
  return from !== undefined && to !== undefined && to < from;
};

export const olderVersion: Loses = (before, after) => isOlder(versionNumbers(before), versionNumbers(after));

/** An older image, or one of another program. The same name elsewhere is a mirror. */
export const olderImage: Loses = (before, after) => {
  if (typeof before !== 'string' || typeof after !== 'string') return false;
  const [from, to] = [imageVersion(before), imageVersion(after)];
  return nameOf(from.repository) !== nameOf(to.repository) || isOlder(from.numbers, to.numbers);
};

function nameOf(repository: string): string {
  return repository.slice(repository.lastIndexOf('/') + 1);
}

export const anotherMajor: Loses = (before, after) => {
  const [from, to] = [imageVersion(before).numbers[0], imageVersion(after).numbers[0]];
  return from !== undefined && to !== undefined && from !== to;
};

/** A list without some of what it had. */
export const fewer: Loses = (before, after) => {
  const left = new Set((Array.isArray(after) ? after : []).map((each) => JSON.stringify(each)));
  return Array.isArray(before) && before.some((each) => !left.has(JSON.stringify(each)));
};

export const either =
  (...all: Loses[]): Loses =>
  (before, after) =>
    all.some((loses) => loses(before, after));

function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function secondsIn(value: unknown): number | undefined {
  return numberOf(value) ?? parseDuration(String(value));
}
