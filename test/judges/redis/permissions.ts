import type { Verdict } from '../sops/verdict';
import type { Pod } from '../tree/pod';
import { type RedisSet, appUser } from './redis-set';
import { type Reply, RespClient } from './resp-client';

type Row = [user: string | undefined, command: string, allowed: boolean];

/** An app reads and writes keys of its own name; channels have none, since clients name those themselves. */
const ofApp = (app: string, other: string): Row[] => [
  [app, `SET ${app}:a 1`, true],
  [app, `GET ${app}:a`, true],
  [app, 'INFO', true],
  [app, `PUBLISH ${app}:news 1`, true],
  [app, `GET ${other}:a`, false],
  [app, `SET ${other}:a 1`, false],
  [app, `KEYS *`, false],
  [app, 'FLUSHALL', false],
  [app, 'CONFIG GET maxmemory', false],
  [app, 'ACL LIST', false],
];

/** Commands of what each user is for, and one step beyond. `undefined` is a client that gives no password. */
const onRedis: Row[] = [
  [undefined, 'PING', true],
  [undefined, 'GET litellm:a', false],
  [undefined, 'INFO', false],
  [undefined, 'CONFIG GET maxmemory', false],
  ...ofApp('litellm', 'open-webui'),
  ...ofApp('open-webui', 'litellm'),
  ['exporter', 'INFO', true],
  ['exporter', 'CONFIG GET maxmemory', true],
  ['exporter', 'SLOWLOG GET', true],
  ['exporter', 'LATENCY LATEST', true],
  ['exporter', 'GET litellm:a', false],
  ['exporter', 'CONFIG SET maxmemory 1', false],
  ['replica', 'GET litellm:a', false],
  ['replica', 'CONFIG GET maxmemory', false],
  ['sentinel', 'GET litellm:a', false],
  ['sentinel', 'FLUSHALL', false],
];

const onSentinel: Row[] = [
  [undefined, 'SENTINEL get-master-addr-by-name redis', true],
  [undefined, 'SENTINEL replicas redis', true],
  [undefined, 'SENTINEL failover redis', false],
  [undefined, 'SENTINEL set redis down-after-milliseconds 1', false],
  [appUser, 'SENTINEL get-master-addr-by-name redis', true],
  [appUser, 'SENTINEL sentinels redis', true],
  [appUser, 'SENTINEL reset redis', false],
  [appUser, 'SENTINEL CONFIG GET *', false],
];

export async function judgePermissions(set: RedisSet, verdict: Verdict, primary: Pod): Promise<void> {
  for (const [port, rows] of [[6379, onRedis] as const, [26379, onSentinel] as const]) {
    for (const [user, command, allowed] of rows) {
      const client = await set.client(primary, user, port);
      const reply = await client.send(...command.split(' ')).catch((error: Error): Reply => error.message);
      client.close();
      const refused = String(reply).startsWith('NOPERM');
      const who = user ?? 'nobody in particular';
      verdict.check(`${who} ${allowed ? 'may' : 'may not'} ${command} (${port})`, refused !== allowed, String(reply));
    }
  }
  const client = await RespClient.open(primary.address, 6379);
  const reply = await client.send('AUTH', appUser, 'wrong').catch((error: Error) => error.message);
  client.close();
  verdict.check('a wrong password is refused', String(reply).startsWith('WRONGPASS'), String(reply));
}

/** The real server before what a slip of ours would give. */
export function judgeSlips(set: RedisSet, verdict: Verdict): void {
  const [pod] = set.pods;
  const slips: [what: string, start: string][] = [
    ['a misspelt directive', 'include /etc/redis/redis.conf\nmaxmemory-polisy volatile-lru'],
    ['a value that does not exist', 'include /etc/redis/redis.conf\nmaxmemory-policy sometimes'],
    ['a command in an ACL that does not exist', 'port 0\nuser x on nopass +gett'],
  ];
  for (const [what, text] of slips) {
    const started = `printf '%s\\n' '${text}' > /tmp/slip.conf; timeout 5 redis-server /tmp/slip.conf`;
    const { code, stdout, stderr } = pod!.exec('redis', ['sh', '-c', started]);
    verdict.check(`the server refuses ${what}`, code === 1, `${code} ${stdout.slice(-300)}${stderr}`);
  }
  const sentinel = `printf '%s\\n' 'port 1' 'sentinel down-after redis 3000' > /tmp/slip.conf; timeout 5 redis-server /tmp/slip.conf --sentinel`;
  const { code } = pod!.exec('sentinel', ['sh', '-c', sentinel]);
  verdict.check('Sentinel refuses a misspelt directive', code === 1, String(code));
}
