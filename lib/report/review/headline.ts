import { list } from '../../review/effects/configuration';
import type { EffectLine } from '../../review/effects/effect';
import { counted } from '../../units/words';
import type { Reviewed } from './reviewed';

/** One sentence about a change: `chat restarts; nothing is deleted`. '' for a change that the cluster never notices. */
export function headline({ lines, findings }: Pick<Reviewed, 'lines' | 'findings'>): string {
  if (lines.length === 0) return '';
  const of = (...effects: EffectLine['effect'][]) => lines.filter(({ effect }) => effects.includes(effect));
  const restarting = of('restarts');
  const machines = of('apply-config', 'reboots');
  const refused = findings.filter(({ level }) => level === 'error').length;
  const said = [
    refused > 0 ? `${refused} ${refused === 1 ? 'change is' : 'changes are'} refused` : '',
    named(of('refused'), 'the API server refuses'),
    named(of('recreated', 'taken over'), 'made anew:'),
    restarting.length > 0 ? restarts(restarting) : '',
    named(of('suspended', 'not applied'), 'not applied:'),
    named(of('upgraded'), 'Helm upgrades'),
    of('rotated').length > 0 ? `${of('rotated').length} rotated` : '',
    machines.length > 0 ? machineFiles(machines.length) : '',
    deletions(of('deleted'), of('left behind')),
  ];
  return said.filter(Boolean).join('; ');
}

/** One workload with its pace; several by their names; many by their apps. */
function restarts(lines: readonly EffectLine[]): string {
  const names = lines.map(({ object }) => object.slice(object.lastIndexOf('/') + 1));
  const paces = new Set(lines.map(({ detail }) => detail.slice(0, detail.indexOf(':'))));
  const who = list(names.length > 4 ? [...new Set(lines.map(({ app }) => app))] : names, 5);
  const verb = lines.length === 1 ? 'restarts' : 'restart';
  return `${who} ${verb}${paces.size === 1 ? `, ${[...paces][0]}` : ''}`;
}

export function machineFiles(count: number): string {
  return `${counted(count, 'machine file')} to apply`;
}

function named(lines: readonly EffectLine[], words: string): string {
  return lines.length === 0
    ? ''
    : `${words} ${list(
        lines.map(({ object }) => object),
        3,
      )}`;
}

function deletions(deleted: readonly EffectLine[], left: readonly EffectLine[]): string {
  const stays = left.length > 0 ? `, ${left.length} left behind` : '';
  if (deleted.length === 0) return left.length > 0 ? `${left.length} left behind` : 'nothing is deleted';
  return `deleted: ${list(
    deleted.map(({ object }) => object),
    3,
  )}${stays}`;
}
