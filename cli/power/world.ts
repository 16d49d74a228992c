import { userInfo } from 'node:os';
import { createInterface } from 'node:readline/promises';
import type { Witness } from '../../lib/power/request';
import type { Blade, RackSpec } from '../../lib/rack-file/rack';
import { CannotRun } from '../cannot-run';
import { realWorld } from '../secrets/real-world';
import type { KubeReach } from '../status/kube-proxy';
import { type Patience, patience } from './carry-out';
import { ControllerError, type SwitchController } from './controller';
import { controllerKeyOf } from './desk-key';
import { type JournalFile, journalFile, journalPath } from './journal-file';
import { unifiController } from './unifi';
import { pingOf, talosOf } from './witnesses';

export interface PowerOptions extends KubeReach {
  rack?: string;
  dist?: string;
  hung?: boolean;
  /** `--no-fence` makes it false. @default true for cycle and off */
  fence?: boolean;
  yes?: boolean;
  log?: string;
}

/** What the command takes from outside besides the cluster; tests bring their own. */
export interface PowerWorld {
  controllerOf(rack: RackSpec, blade: Blade): Promise<SwitchController>;
  talos(address: string): Promise<Witness>;
  ping(address: string): Promise<Witness>;
  journal(rack: string): JournalFile;
  ask(question: string): Promise<string>;
  by: string;
  times: Patience;
  sleep(milliseconds: number): Promise<void>;
  say(text: string): void;
}

export function realPowerWorld({ log }: PowerOptions): PowerWorld {
  const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
  return {
    async controllerOf(rack, blade) {
      const { unifi: url, control } = rack.switches[blade.feed?.switch ?? ''] ?? {};
      if (blade.feed === undefined)
        throw new CannotRun(`${blade.name} hangs on no switch of the rack file: pull its plug by hand.`);
      if (url === undefined || control === undefined) {
        throw new CannotRun(
          `The rack file does not say how to switch ${blade.feed.switch}: control: { mac: … } beside its unifi: (docs/rack-file.md).`,
        );
      }
      const apiKey = await controllerKeyOf(await realWorld(), rack, url);
      return unifiController({ url, control, apiKey, sleep });
    },
    talos: (address) => talosOf(address),
    ping: (address) => pingOf(address),
    journal: (rack) => journalFile(log ?? journalPath(process.env, rack)),
    async ask(question) {
      if (!process.stdin.isTTY) throw new CannotRun('Confirmation needs a terminal: run it in one, or with --yes.');
      const lines = createInterface({ input: process.stdin, output: process.stderr });
      try {
        return await lines.question(question);
      } finally {
        lines.close();
      }
    },
    by: userInfo().username,
    times: patience,
    sleep,
    say: (text) => void process.stderr.write(`${text}\n`),
  };
}

export function inWords(error: unknown): never {
  if (error instanceof ControllerError) throw new CannotRun(error.message);
  throw error;
}
