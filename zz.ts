import { readdirSync } from 'node:fs';
import { buildRack } from './lib/synth';
const root = process.cwd();
for (const f of readdirSync('clusters/examples')) {
  const { problems, findings } = buildRack({ root, file: `clusters/examples/${f}` });
  const errors = [...problems.filter((p) => p.level === 'error').map((p) => `${p.line} ${p.title}: ${p.detail}`), ...findings.filter((x) => x.level === 'error' && !['secrets/recipients', 'secrets/file-missing'].includes(x.rule)).map((x) => `${x.rule} ${x.object} ${x.message}`)];
  console.log(f, errors.length, findings.filter((x) => x.level === 'warning').length);
  errors.slice(0, 6).forEach((e) => console.log('   ', e.slice(0, 200)));
}
