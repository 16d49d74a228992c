import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bandWeights, calmBandWeights } from '../../src/control/band-weights';
import { contenders } from '../contenders';
import { fieldOf } from './field';
import { sensitivity, trades, type Row } from './grid';
import { sweepReport } from './report';
import { search, type Found } from './search';

const { values: options } = parseArgs({
  options: {
    blades: { type: 'string', default: '8' },
    seed: { type: 'string', default: '600000' },
    out: { type: 'string', default: join(__dirname, '../../docs/thermal') },
    search: { type: 'string' },
    law: { type: 'string', default: 'band' },
    'price-of-change': { type: 'string', default: '0.15' },
    'price-of-decibel': { type: 'string', default: '0.4' },
  },
});

function main(): void {
  const [blades, seed] = [Number(options.blades), Number(options.seed)];
  const field = fieldOf(seed, blades);
  const weights = options.law === 'calm-band' ? calmBandWeights : bandWeights;
  if (options.search !== undefined) return climb(Number(options.search));

  const progress = (row: Row) => process.stderr.write(`${row.name}\n`);
  const command = `npm run sim:sweep -- --blades=${blades} --seed=${seed}`;
  const text = sweepReport({
    command,
    bladeDays: field.traces.length,
    trades: trades(field, contenders, progress),
    sensitivity: sensitivity(field, weights, progress),
  });
  mkdirSync(options.out, { recursive: true });
  writeFileSync(join(options.out, 'sweep.md'), text);
  process.stdout.write(text);

  function climb(tries: number): void {
    const prices = {
      ofChangePerHour: Number(options['price-of-change']),
      ofDecibel: Number(options['price-of-decibel']),
    };
    let best: Found | undefined;
    for (best of search(weights, field, prices, { seed, tries })) {
      const { inBandShare, changesPerHour, meanDba } = best.summary;
      process.stderr.write(
        `${(inBandShare * 100).toFixed(2)} % ${changesPerHour.toFixed(2)}/h ${meanDba.toFixed(2)} dB(A)\n`,
      );
    }
    process.stdout.write(`${JSON.stringify(best?.weights, undefined, 2)}\n`);
  }
}

main();
