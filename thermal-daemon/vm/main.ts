import { existsSync } from 'node:fs';
import path from 'node:path';
import { Missing } from '../image/run';
import { Blade } from './blade';
import { prepareMachine, requireGuestTools, type Machine } from './boot';
import type { Scenario } from './scenario';
import { busFaultScenarios } from './scenarios/bus-faults';
import { controlScenarios } from './scenarios/control';
import { costScenarios } from './scenarios/cost';
import { hangScenarios } from './scenarios/hangs';
import { hwmonScenarios } from './scenarios/hwmon';
import { kernelPwmScenarios } from './scenarios/kernel-pwm';
import { processScenarios } from './scenarios/process';
import { smartUnitScenarios } from './scenarios/smart-unit';

const usage = `usage: npm run test:vm [-- --install] [words…]
Boots Debian's arm64 kernel under QEMU with the built image (npm run image) and a fake fan chip.
  --install   apt-get install what is missing (root; implied by CI=true)
  words       only scenarios whose name contains them`;

const packageRoot = path.resolve(__dirname, '..');
const scenarios: readonly Scenario[] = [
  ...controlScenarios,
  ...processScenarios,
  ...busFaultScenarios,
  ...hangScenarios,
  ...kernelPwmScenarios,
  ...hwmonScenarios,
  ...smartUnitScenarios,
  ...costScenarios,
];

async function main(args: readonly string[]): Promise<number> {
  const options = args.filter((arg) => arg.startsWith('-'));
  if (options.some((option) => option !== '--install')) {
    console.error(usage);
    return 2;
  }
  const words = args.filter((arg) => !arg.startsWith('-')).join(' ');
  try {
    requireGuestTools(options.includes('--install') || process.env.CI === 'true');
    return await runAll(
      scenarios.filter(({ name }) => name.includes(words)),
      machine(),
    );
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    console.error(`SKIPPED: no scenario ran.\n${error.message}\nor run: npm run test:vm -- --install`);
    return 2;
  }
}

function machine(): Machine {
  const layout = path.join(packageRoot, 'dist', 'image');
  if (!existsSync(path.join(layout, 'index.json'))) throw new Missing('there is no image in dist/image: npm run image');
  return prepareMachine(packageRoot, layout);
}

async function runAll(chosen: readonly Scenario[], { disk, boot }: Machine): Promise<number> {
  console.log(`image ${disk.digest}, ${chosen.length} scenarios`);
  let failed = 0;
  for (const scenario of chosen) {
    const startedAt = performance.now();
    const guest = await boot(scenario.machine);
    try {
      const measured = await scenario.run(new Blade(guest, disk.config));
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
      console.log(
        `ok    ${scenario.name} [${seconds} s]${measured ? `\n      ${measured.replaceAll('\n', '\n      ')}` : ''}`,
      );
    } catch (error) {
      failed += 1;
      console.log(`FAIL  ${scenario.name}\n      ${(error as Error).message.replaceAll('\n', '\n      ')}`);
    } finally {
      await guest.stop();
    }
  }
  console.log(failed === 0 ? `all ${chosen.length} hold` : `${failed} of ${chosen.length} fail`);
  return failed === 0 ? 0 : 1;
}

void main(process.argv.slice(2)).then((status) => {
  process.exitCode = status;
});
