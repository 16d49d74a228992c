import { type Colors, findingsAsText, noColors } from '../findings-as-text';
import { headline } from './headline';
import { type LineGroup, type Reviewed, groupsOf, placeOfGroups, shortList } from './reviewed';

interface TextOptions {
  colors?: Colors;
  /** Everything, however long. @default - at most one screen of effects */
  details?: boolean;
}

/** Lines of effects on one screen; findings are never cut. */
const screen = 24;

export function reviewAsText(reviewed: Reviewed, { colors = noColors, details = false }: TextOptions = {}): string {
  const { rack, lines, findings, figures, reach } = reviewed;
  const summary =
    headline(reviewed) ||
    (lines.length === 0 && figures.length === 0 ? 'nothing changes' : 'the cluster does not notice');
  const effects = [...groupsOf(lines)].flatMap(([app, groups]) => [
    `  ${colors.bold(app === '' ? 'rack' : app)} ${colors.dim(placeOfGroups(groups))}`.trimEnd(),
    ...groups.map((group) => `    ${paint(group, colors)} ${told(group, details)}`),
  ]);
  const more = [
    ...figures.map(({ name, before, after }) => `  ${name}: ${before} → ${after}`),
    ...reach.opened.map((each) => `  opens ${each}`),
    ...reach.closed.map((each) => `  closes ${each}`),
  ];
  const all = [...effects, ...more];
  const shown =
    details || all.length <= screen
      ? all
      : [...all.slice(0, screen - 1), `  and ${all.length - screen + 1} more lines: --details`];
  const body = shown.length === 0 ? '' : `${shown.join('\n')}\n`;
  return `${colors.bold(rack)}: ${summary}\n${body}${findings.length === 0 ? '' : `\n${findingsAsText(findings, { colors })}`}`;
}

function told({ objects, detail, effect }: LineGroup, details: boolean): string {
  const names = details ? objects.join(', ') : shortList(objects);
  return detail === '' || (effect === 'created' && objects.length > 1) ? names : `${names}: ${detail}`;
}

function paint({ effect }: LineGroup, colors: Colors): string {
  if (['refused', 'recreated', 'deleted'].includes(effect)) return colors.red(effect);
  return ['created', 'changed in place'].includes(effect) ? colors.dim(effect) : colors.yellow(effect);
}
