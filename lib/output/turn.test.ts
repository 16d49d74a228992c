import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { realFs } from './tree-fs';
import { takeTurn } from './turn';

let home: string;
let folder: string;
beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'turn-'));
  folder = `${home}/.homelab`;
});
afterEach(() => {
  fs.rmSync(home, { recursive: true, force: true });
});

/** Takes a turn and keeps it; `alter` changes a copy of its ticket into someone else's. */
function ticketOfAnother(alter: (fields: string[]) => void): string {
  const turn = takeTurn(realFs, folder, 'dist/homelab');
  const fields = fs.readdirSync(folder)[0]!.split('.');
  turn.release();
  alter(fields);
  fs.mkdirSync(folder);
  const ticket = `${folder}/${fields.join('.')}`;
  fs.writeFileSync(ticket, '');
  return ticket;
}

function take(): void {
  takeTurn(realFs, folder, 'dist/homelab', 3).release();
}

const pidOf = 1;
const startOf = 2;
const hostOf = 3;
const bootOf = 4;
const namespaceOf = 5;

test('leaves nothing behind', () => {
  take();
  expect(fs.readdirSync(home)).toEqual([]);
});

test('is refused while another process that lives has it, with what to do', () => {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
  try {
    const stat = fs.readFileSync(`/proc/${child.pid}/stat`, 'utf8');
    const ticket = ticketOfAnother((fields) => {
      fields[pidOf] = String(child.pid);
      fields[startOf] = stat.split(') ').pop()!.split(' ')[19]!;
    });
    expect(take).toThrow(
      `cannot write dist/homelab: process ${child.pid} is writing it and did not finish in 0.06 s. ` +
        `dist/homelab was not touched by this run.\nWait for it or end it; if it is no rackwright, delete ${ticket}.`,
    );
    expect(fs.readdirSync(folder)).toEqual([path.basename(ticket)]);
  } finally {
    child.kill('SIGKILL');
  }
});

describe('a ticket left behind is recognised', () => {
  test.each<[string, (fields: string[]) => void]>([
    ['when its process is gone', (fields) => (fields[pidOf] = String(spawnSync('true').pid))],
    [
      'when its number now belongs to a younger process',
      (fields) => {
        fields[pidOf] = String(process.ppid);
        fields[startOf] = '1';
      },
    ],
    ['when the machine has started anew since', (fields) => (fields[bootOf] = 'ffffffff')],
  ])('%s', (_, alter) => {
    ticketOfAnother(alter);
    take();
    expect(fs.readdirSync(home)).toEqual([]);
  });

  test.each<[string, (fields: string[]) => void]>([
    ['another host', (fields) => (fields[hostOf] = 'ffffffff')],
    ['another container', (fields) => (fields[namespaceOf] = '1')],
  ])('by its age when it is of %s', (_, alter) => {
    const ticket = ticketOfAnother(alter);
    expect(take).toThrow('cannot write dist/homelab');
    const longAgo = new Date(Date.now() - 61_000);
    fs.utimesSync(ticket, longAgo, longAgo);
    take();
    expect(fs.readdirSync(home)).toEqual([]);
  });
});

test('a killed process that its parent has not reaped yet counts as gone', async () => {
  // bash would reap its child; the sleep that it turns into never does, so the killed one stays a zombie.
  const parent = spawn('bash', ['-c', 'sleep 60 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const until = async (holds: () => boolean) => {
    while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  try {
    const pid = String(await new Promise((resolve) => parent.stdout.once('data', resolve))).trim();
    const stat = () => fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    const start = stat().split(') ').pop()!.split(' ')[19]!;
    await until(() => fs.readFileSync(`/proc/${parent.pid}/comm`, 'utf8').trim() === 'sleep');
    process.kill(Number(pid), 'SIGKILL');
    await until(() => stat().includes(') Z '));
    ticketOfAnother((fields) => {
      fields[pidOf] = pid;
      fields[startOf] = start;
    });
    take();
    expect(fs.readdirSync(home)).toEqual([]);
  } finally {
    parent.kill('SIGKILL');
  }
});
