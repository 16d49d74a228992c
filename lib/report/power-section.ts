import { type Draw, type PowerUse, loudest } from '../checks/power-use';
import type { RackFacts } from '../facts/facts';
import { codeSpan, table } from './markdown';

/** What a rack draws and how loud it may get, for the page about what it bears; nothing where no watts are stated. */
export function powerSection(uses: readonly PowerUse[], { blades, hardware, room }: RackFacts['rack']): string[] {
  if (uses.every(({ whole }) => whole.most === 0)) return ['The rack file states no watts.'];
  const fans = blades.filter((blade) => hardware[blade.hardware]?.fan).length;
  const loud = loudest(fans);
  return [
    'Watts, all of which become heat: with nothing to do, with every pod taking the processor that it asks for, at worst.',
    'With a blade lost, its pods work elsewhere: the loss is the one that leaves most here.',
    '',
    ...table(
      ['what', 'blades', 'whole', 'one blade lost', 'gives'],
      uses.map(({ what, blades: count, whole, oneLost, gives }) => [
        what.includes(' ') ? what : codeSpan(what),
        String(count),
        draw(whole),
        oneLost ? draw(oneLost) : 'none is left',
        gives === undefined ? 'not stated' : `${gives} W`,
      ]),
    ),
    ...(loud === undefined
      ? []
      : [
          '',
          `With all ${fans} fans at full speed the rack is at about ${loud.toFixed(0)} dB(A) at one metre, estimated from the daemon's model; with`,
          `one blade lost ${(loudest(fans - 1) ?? 0).toFixed(0)}. The room is to stay under ${room.noiseDecibelA}.`,
        ]),
  ];
}

function draw({ idle, asked, most }: Draw): string {
  return `${idle.toFixed(0)}, ${asked.toFixed(0)}, ${most.toFixed(0)} W`;
}
