import { spawnSync } from 'node:child_process';
import type { Command } from 'commander';

/** The cluster bench is a program of its own, which only those pay for who use it. */
export function register(program: Command): void {
  program
    .command('bench')
    .description('a real API server, scheduler and Flux on this machine, with the blades of a rack simulated')
    .argument('<up|down|status>', 'start one, end one, or say what runs')
    .argument('[rack-or-bench]', 'rack to simulate (homelab), or the bench to end')
    .addHelpText(
      'after',
      `
Needs Go, to build the components once; the first time takes about a quarter of an hour.

Examples:
  rackwright bench up              the reference rack; prints the KUBECONFIG to look around with
  rackwright bench status          which benches run, and where
  rackwright bench down            ends the one that runs`,
    )
    .action((action: string, which: string | undefined) => {
      const args = ['bin/run.cjs', 'test/cluster/cli.ts', '--', action, ...(which === undefined ? [] : [which])];
      const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
      process.exitCode = status ?? 2;
    });
}
