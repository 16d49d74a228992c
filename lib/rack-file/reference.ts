import * as z from 'zod';
import type { Notation } from '../units/fields';
import { notations } from '../units/fields';
import type { AppBlock } from './app-block';
import { core } from './core';
import { carriers, configLine, fanText } from './fans';
import { rackFile } from './schema';
import { kubernetesSupport, supportedTalos } from './supported-versions';

/** The reference page of the rack file, Markdown: every field with its form, default and reason. */
export function rackReference(apps: readonly AppBlock[]): string {
  const sections = Object.entries(rackFile.shape)
    .filter(([key]) => key !== 'apps')
    .flatMap(([key, schema]) => sectionOf(key, schema as z.ZodType));
  const { apps: appsField } = rackFile.shape;
  return `${[
    '# Rack file',
    '<!-- Written by npm run check from lib/rack-file/schema.ts and the blocks of the apps: edit there. -->',
    'A rack is one YAML file under `clusters/`. `homelab.yaml` is the reference, `examples/` has others to copy. A field that is not marked _required_ may be left out. Ranges in one entry of `blades` advance together.',
    ...sections,
    '## `apps`',
    `${sentence(appsField.description ?? '')} A block states sizes; what it leaves out has a default. \`off\` keeps an app out for good: it is refused while another that is on needs the app.`,
    ...apps
      .filter(({ section }) => section === undefined)
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap(appSection),
    '## Which fan',
    'What to write as `fan` for the carrier that the blades sit in. The line of config.txt goes into the image by itself. Wirings are taken from documents and source code; none of them was tried on metal.',
    carrierTable(),
    '## Versions',
    versions(),
  ].join('\n\n')}\n`;
}

function carrierTable(): string {
  const rows = carriers.map(({ carrier, arch, fan, note }) => {
    const line = configLine(fan);
    return [carrier, arch, `\`${fanText(fan)}\``, line === undefined ? '–' : `\`${line}\``, note];
  });
  const head = ['Carrier', '`arch`', '`fan`', 'config.txt', ''];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function sectionOf(key: string, schema: z.ZodType): string[] {
  const inner = core(schema);
  const heading =
    inner instanceof z.ZodRecord ? `\`${key}.<name>\`` : inner instanceof z.ZodArray ? `\`${key}[]\`` : `\`${key}\``;
  const body = inner instanceof z.ZodRecord ? inner.def.valueType : inner instanceof z.ZodArray ? inner.element : inner;
  const about = `${sentence(schema.description ?? '')}${isRequired(schema) ? ' _Required._' : ''}`;
  if (!(body instanceof z.ZodObject))
    return [`## ${heading}`, `${about}${formText(body as z.ZodType, schema.description)}${defaultText(schema)}`];
  return [`## ${heading}`, about, fields(body).join('\n')];
}

function appSection({ name, summary, needs, needsWhen = [], alwaysOn, schema, small }: AppBlock): string[] {
  const notes = [
    sentence(summary),
    ...(alwaysOn ? ['Part of the platform: cannot be off.'] : []),
    ...(needs.length > 0 ? [`Needs ${codes([...new Set(needs)])}.`] : []),
    ...(needsWhen.length > 0
      ? [`Needs ${codes([...new Set(needsWhen.map(({ app }) => app))])} where its size or its replicas ask for it.`]
      : []),
  ];
  const lines = fields(schema, '', small);
  return [`### \`apps.${name}\``, notes.join(' '), ...(lines.length > 0 ? [lines.join('\n')] : [])];
}

function fields(schema: z.ZodObject, prefix = '', small: Readonly<Record<string, unknown>> = {}): string[] {
  return (Object.entries(schema.shape) as [string, z.ZodType][]).flatMap(([key, field]) => {
    const inner = core(field);
    const line = `- \`${prefix}${key}\`${isRequired(field) ? ' _(required)_' : ''}: ${sentence(field.description ?? '')}${formText(inner, field.description)}${defaultText(field)}${key in small ? ` Small: \`${String(small[key])}\`.` : ''}`;
    return [line, ...below(inner, prefix + key)];
  });
}

/** Fields of what stands in a map, in a map of maps, or in a list of maps. */
function below(schema: z.ZodType, path: string): string[] {
  if (schema instanceof z.ZodObject) return fields(schema, `${path}.`);
  if (schema instanceof z.ZodRecord) return below(core(schema.def.valueType as z.ZodType), `${path}.<name>`);
  return schema instanceof z.ZodArray ? below(core(schema.element as z.ZodType), `${path}[]`) : [];
}

const isRequired = (schema: z.ZodType): boolean => !schema.safeParse(undefined).success;

function formText(schema: z.ZodType, description = ''): string {
  if (/such as/.test(description)) return ''; // the description shows a better one
  const notation = notations.get(schema) as Notation | undefined;
  if (notation) return ` Form: ${codes(notation.examples)}.`;
  if (schema instanceof z.ZodEnum) return ` One of ${codes(schema.options.map(String))}.`;
  if (schema instanceof z.ZodNumber) return ` A ${schema.isInt ? 'whole ' : ''}number${bounds(schema)}.`;
  if (schema instanceof z.ZodArray)
    return formText(core(schema.element as z.ZodType)).replace(/^ (Form|One)/, ' A list. $1');
  return '';
}

function bounds({ minValue, maxValue }: z.ZodNumber): string {
  if (minValue === null || !Number.isFinite(minValue) || maxValue === null || maxValue >= Number.MAX_SAFE_INTEGER) {
    return minValue !== null && Math.abs(minValue) < Number.MAX_SAFE_INTEGER ? ` from ${minValue}` : '';
  }
  return ` from ${minValue} to ${maxValue}`;
}

function defaultText(schema: z.ZodType): string {
  const { defaultValue } = schema.def as { defaultValue?: unknown };
  if (defaultValue === undefined || isEmpty(defaultValue)) return '';
  return ` Default: \`${typeof defaultValue === 'object' ? inFlow(defaultValue) : String(defaultValue)}\`.`;
}

const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;

/** As YAML in one line: `{ rag: { extensions: [vector] } }`. */
function inFlow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inFlow).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const pairs = Object.entries(value).map(([key, part]) => `${key}: ${inFlow(part)}`);
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
}

function versions(): string {
  const rows = kubernetesSupport.map(
    ({ part, from, to, source }) => `- ${part}: Kubernetes ${from.join('.')} to ${to.join('.')} (${source})`,
  );
  return [
    `Machine configurations are those of Talos ${supportedTalos.minor.join('.')}. Kubernetes must suit all of these:`,
    '',
    ...rows,
  ].join('\n');
}

const codes = (texts: readonly string[]): string => texts.map((text) => `\`${text}\``).join(', ');

function sentence(text: string): string {
  // What looks like a tag of HTML would vanish from the page.
  const shown = text.replaceAll(/[\w/.-]*<[\w-]+>[\w/.-]*/g, '`$&`');
  const first = shown.charAt(0).toUpperCase() + shown.slice(1);
  return first === '' || /[.!?]$/.test(first) ? first : `${first}.`;
}
