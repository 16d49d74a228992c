import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rulesOfReferenceRack } from '../../alerts/rules';
import type { Verdict } from '../sops/verdict';

interface Configurations {
  /** With a receiver of every kind. */
  everyKind: string;
  /** Of the reference rack. */
  reference: string;
  /** Without a receiver. */
  silent: string;
}

/** The generated configurations before amtool: whether they are any, and to whom each alert of the reference rack goes. */
export function judgeRouting(amtool: string, given: Configurations, verdict: Verdict): void {
  const { everyKind, reference, silent } = given;
  const folder = mkdtempSync(join(tmpdir(), 'rackwright-alertmanager-'));
  const file = join(folder, 'alertmanager.yaml');
  const run = (text: string, ...args: string[]) => {
    writeFileSync(file, text);
    return spawnSync(amtool, ['--enable-feature=utf8-strict-mode', ...args], { encoding: 'utf8' });
  };
  const check = (text: string) => run(text, 'check-config', file);
  for (const [what, text] of [
    ['with every kind of receiver', everyKind],
    ['of the reference rack', reference],
    ['without a receiver', silent],
  ] as const) {
    const { status, stdout, stderr } = check(text);
    verdict.check(`amtool accepts the configuration ${what}`, status === 0, stdout + stderr);
  }
  const slips: [what: string, from: RegExp, to: string][] = [
    ['a receiver that nobody defines', /receiver: critical/, 'receiver: citrical'],
    ['a misspelt key', /group_wait:/, 'group_await:'],
    ['a matcher without quotes', /severity="critical"/, 'severity=critical}'],
    ['hours that nobody defines', /- day\n/, '- dya\n'],
    ['a zone that does not exist', /location: \S+/, 'location: Europe/Entenhausen'],
  ];
  for (const [what, from, to] of slips) {
    verdict.check(`   and refuses ${what}`, from.test(everyKind) && check(everyKind.replace(from, to)).status !== 0);
  }
  const goes = (text: string, to: string, labels: Record<string, string>) => {
    const pairs = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
    return run(text, 'config', 'routes', 'test', `--config.file=${file}`, `--verify.receivers=${to}`, ...pairs);
  };
  const receiverOf = { critical: 'critical', warning: 'warning', info: 'nobody' } as const;
  const { alerts } = rulesOfReferenceRack();
  for (const severity of ['critical', 'warning', 'info'] as const) {
    const own = alerts.filter(({ alert, labels }) => labels.severity === severity && alert !== 'Watchdog');
    for (const [whose, told] of [
      ['every kind of receiver', everyKind],
      ['the reference rack', reference],
    ] as const) {
      const lost = own.filter(
        ({ alert, labels }) => goes(told, receiverOf[severity], { alertname: alert, ...labels }).status !== 0,
      );
      verdict.check(
        `with ${whose}, ${own.length} alerts of severity ${severity} go to ${receiverOf[severity]}`,
        own.length > 0 && lost.length === 0,
        lost.map(({ alert }) => alert).join(', '),
      );
    }
    const labels = { alertname: 'Some', severity };
    const other = severity === 'info' ? 'warning' : 'nobody';
    verdict.check('   and to nobody without receivers', goes(silent, 'nobody', labels).status === 0);
    verdict.check('   and not to another', goes(reference, other, labels).status !== 0);
  }
  const watchdog = { alertname: 'Watchdog', severity: 'info' };
  verdict.check('the watchdog goes to the heartbeat', goes(reference, 'heartbeat', watchdog).status === 0);
  rmSync(folder, { recursive: true });
}
