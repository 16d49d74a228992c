import { type Refusal } from '../../lib/power/guards';
import { movesAsText, movesFrom } from '../../lib/power/moves';
import type { PortState, PowerFacts, PowerRequest } from '../../lib/power/request';

export function refusedText({ action, blade }: PowerRequest, refusals: readonly Refusal[]): string {
  const lines = refusals.flatMap(({ guard, why, instead }) => [`  ${guard}: ${why}`, `    → ${instead}`]);
  return [`The power of ${blade} was not touched (${action}):`, ...lines].join('\n');
}

export function planText(
  { action, blade }: PowerRequest,
  { situation, witnesses }: PowerFacts,
  port: PortState,
  fence: boolean,
): string {
  const moves = action === 'on' ? [] : movesAsText(movesFrom(blade, situation));
  const steps = {
    on: 'gives power, waits until it is Ready, takes a fence away',
    off: `cuts the power${fence ? ', fences it' : ''}`,
    cycle: `cuts the power${fence ? ', fences it until its pods have moved' : ''}, gives it back, waits until it is Ready`,
  };
  return [
    `${blade}, port ${port.port}${port.name === undefined ? '' : ` (${port.name})`}, ${port.watts.toFixed(1)} W: ${steps[action]}.`,
    `  ${witnesses.map(({ who, how }) => `${who}: ${how}`).join('; ')}`,
    ...moves.map((line) => `  ${line}`),
  ].join('\n');
}
