import type { Node, YAMLError } from 'yaml';
import { isAlias, isCollection, isMap, visit } from 'yaml';
import type { SpecProblem } from './problem';
import type { Source } from './source';
import { keyOf } from './source';

/**
 * What is wrong with a text as YAML. Broken syntax hides what comes after it, so `soundUntil` says up to which offset the
 * tree can be trusted; what stands before it is checked all the same.
 */
export function checkSyntax(source: Source): { problems: SpecProblem[]; soundUntil: number } {
  const { problems, soundUntil } = firstSlip(source);
  if (soundUntil === Infinity) problems.push(...emptiness(source));
  problems.push(...doubles(source), ...refusedFeatures(source));
  return { problems, soundUntil };
}

/** What keeps any file of YAML from being data: broken syntax, two keys of a name, anchors and tags. */
export function syntaxProblems(source: Source): SpecProblem[] {
  return [...firstSlip(source).problems, ...doubles(source), ...refusedFeatures(source)];
}

/** One slip makes a parser stumble over all that follows it: only the first is told. */
function firstSlip(source: Source): { problems: SpecProblem[]; soundUntil: number } {
  const problems: SpecProblem[] = [];
  let soundUntil = Infinity;
  for (const error of source.document.errors) {
    if (error.code === 'DUPLICATE_KEY') continue; // `doubles` tells it, with the line of the first
    if (soundUntil === Infinity)
      problems.push(source.problemAt(rangeOfError(source, error), { level: 'error', ...explain(source, error) }));
    soundUntil = Math.min(soundUntil, rangeOfError(source, error)[0]);
  }
  return { problems, soundUntil };
}

interface Explanation {
  title: string;
  detail: string;
}

/** A slip of YAML in the words of a person, who is shown the line. */
export function explain(source: Pick<Source, 'text'>, error: YAMLError): Explanation {
  const line = lineAt(source.text, error.pos[0]).trim();
  if (/^(<{7}|={7}|>{7}|\|{7})( |$)/.test(line))
    return { title: 'a merge conflict stands here', detail: 'resolve it, then npm start' };
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return { title: 'a tab indents this line', detail: 'YAML is indented with spaces; two per level here' };
    case 'MULTIPLE_DOCS':
      return {
        title: 'a second document begins here',
        detail: 'one file describes one rack: remove the --- line, or write another file',
      };
    case 'BAD_INDENT':
      return isUnclosed(error)
        ? {
            title: `this ${source.text[rangeOfError(source, error)[0]]} is never closed`,
            detail: 'every { needs its } and every [ its ], before the next line at its level',
          }
        : { title: 'this line stands at no level', detail: levels };
    case 'MULTILINE_IMPLICIT_KEY':
      return {
        title: `${JSON.stringify(line)} is no key and value`,
        detail: 'write a colon and a space behind the key, as in name: homelab',
      };
    case 'BLOCK_AS_IMPLICIT_KEY':
      if (!/: .*: /.test(line)) return { title: 'the line below stands at no level', detail: levels };
      return {
        title: 'a second key on one line',
        detail: 'use { braces } for several keys on one line, or quotes if the colon belongs to the text',
      };
    case 'BAD_SCALAR_START':
      return {
        title: `${JSON.stringify(source.text[error.pos[0]])} cannot begin a value`,
        detail: 'put the value in quotes',
      };
    case 'MISSING_CHAR':
      return /quote/.test(error.message)
        ? { title: 'a quoted text is never closed', detail: 'every " and every \' needs its partner' }
        : {
            title: 'a sign is missing here',
            detail: `${lower(error.message)}; inside { } a comma stands between keys`,
          };
    case 'UNEXPECTED_TOKEN': {
      const sign = source.text[error.pos[0]];
      if (sign === '}' || sign === ']')
        return {
          title: `this ${sign} closes nothing`,
          detail: `remove it, or open it with ${sign === '}' ? '{' : '['}`,
        };
      return { title: 'this is no YAML', detail: lower(error.message) };
    }
    default:
      return { title: 'this is no YAML', detail: lower(error.message) };
  }
}

const levels = 'the keys of one block begin in the same column';

const isUnclosed = ({ message }: YAMLError): boolean => /^Flow (map|sequence) in block/.test(message);

/** An unclosed quote or bracket is noticed far below; people look for its beginning. */
function rangeOfError({ text }: Pick<Source, 'text'>, error: YAMLError): readonly [number, number] {
  const { code, message, pos } = error;
  const opening =
    code === 'MISSING_CHAR' && /quote/.test(message)
      ? text.search(/(?<=[:[{,-] +)["'](?=[^"'\n]*(\n|$))/)
      : isUnclosed(error)
        ? openBracket(text.slice(0, pos[0]))
        : -1;
  if (opening < 0) return pos;
  return [opening, opening + (isUnclosed(error) ? 1 : lineAt(text, opening).length)];
}

/** Offset of the last bracket that nothing closes; quoted text and comments hold no brackets. -1 when there is none. */
function openBracket(text: string): number {
  const open: number[] = [];
  for (const { 0: token, index } of text.matchAll(/"(?:\\.|[^"\\])*"|'[^']*'|(?<=^|\s)#.*|[[\]{}]/gm)) {
    if (token === '{' || token === '[') open.push(index);
    else if (token === '}' || token === ']') open.pop();
  }
  return open.at(-1) ?? -1;
}

function emptiness(source: Source): SpecProblem[] {
  const { root } = source;
  if (isMap(root)) return [];
  const nothing = root === null || root.range?.[0] === root.range?.[1];
  return [
    source.problemAt([0, 0], {
      level: 'error',
      title: nothing ? 'the file describes no rack' : 'the file is no map of keys and values',
      detail: 'begin with name: homelab; clusters/examples/ has whole racks to copy',
    }),
  ];
}

function doubles(source: Source): SpecProblem[] {
  const problems: SpecProblem[] = [];
  visit(source.document, {
    Map(_, map) {
      const seen = new Map<string, number>();
      for (const pair of map.items) {
        const key = keyOf(pair);
        const [from, to] = (pair.key as Node | null)?.range ?? [0, 0];
        if (key === undefined) continue;
        const first = seen.get(key);
        if (first === undefined) seen.set(key, from);
        else
          problems.push(
            source.problemAt([from, to], {
              level: 'error',
              title: `key ${JSON.stringify(key)} stands here twice`,
              detail: `the first is in line ${source.text.slice(0, first).split('\n').length}; keep one of them`,
            }),
          );
      }
    },
  });
  return problems;
}

/** A rack file is data that reads from top to bottom: nothing in it refers, merges or constructs. */
function refusedFeatures(source: Source): SpecProblem[] {
  const problems: SpecProblem[] = [];
  visit(source.document, {
    Node(_, node) {
      const [from, to] = node.range ?? [0, 0];
      if (isAlias(node) || node.anchor) {
        const name = isAlias(node) ? `*${node.source}` : `&${node.anchor}`;
        const start = isAlias(node) ? from : source.text.lastIndexOf(name, from);
        problems.push(
          source.problemAt([start, start + name.length], {
            level: 'error',
            title: `${name}: anchors and aliases are not used here`,
            detail: 'write the value where it belongs; ranges such as blade-04..20 save the repetition',
          }),
        );
      }
      if (node.tag?.startsWith('!') && !isCollection(node)) {
        const start = source.text.lastIndexOf('!', from);
        problems.push(
          source.problemAt([start, to], {
            level: 'error',
            title: `the tag ${node.tag} means nothing here`,
            detail: 'leave it out; put the value in quotes if it is text that looks like a number',
          }),
        );
      }
    },
  });
  return problems;
}

function lineAt(text: string, offset: number): string {
  const from = text.lastIndexOf('\n', offset - 1) + 1;
  return text.slice(from).split('\n', 1)[0] ?? '';
}

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
