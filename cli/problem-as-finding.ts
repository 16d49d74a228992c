import type { SpecProblem } from '../lib/rack-file/problem';

/** Rule of what is wrong with a file before any object is made of it; no rule that runs has this id. */
export const inputRule = 'input/sound';

/** A problem with a rack file, a lock or an app's code, in the shape of every other finding. */
export function problemAsFinding({ file, line, column, level, title, detail = '', suggestion }: SpecProblem) {
  const fix = suggestion === undefined ? detail : `${detail === '' ? '' : `${detail}; `}did you mean ${suggestion}?`;
  return { level, rule: inputRule, object: file, path: '', message: title, fix, at: { file, line, column } };
}
