import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isOpen, kubeconfigHere, machineAt, talosconfigHere, toolsHere } from './ask';

let folder: string;
let path: string | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rackwright-'));
  path = process.env['PATH'];
  process.env['PATH'] = `${folder}:/usr/bin:/bin`;
});
afterEach(() => {
  process.env['PATH'] = path;
  rmSync(folder, { recursive: true });
});

/** A program of that name which prints by its arguments, as the real one does. */
function played(name: string, script: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
}

test('versions are read from what the programs print', async () => {
  played('kubectl', 'echo "Client Version: v1.36.4"; echo "Kustomize Version: v5.6.0"');
  played('talosctl', 'echo "Talos v1.14.2"');
  played('git', 'echo "git version 2.39.5"');
  played('helm', 'exit 3');
  played('ping', 'echo "ping from iputils 20240117"');
  expect(await toolsHere()).toEqual([
    { name: 'git', version: '2.39.5' },
    { name: 'kubectl', version: '1.36.4' },
    { name: 'talosctl', version: '1.14.2' },
    { name: 'helm', why: 'it ended with 3' },
    { name: 'ping', version: '20240117' },
  ]);
});

test('a machine tells its version and its documents', async () => {
  played(
    'talosctl',
    `case "$*" in
  *"version --short") printf 'Client:\\n\\tTalos v1.14.2\\nServer:\\n\\tNODE:        192.168.1.14\\n\\tTag:         v1.14.0\\n' ;;
  *"get machineconfig v1alpha1 --output jsonpath={.spec}") printf 'version: v1alpha1\\n---\\nkind: HostnameConfig\\nhostname: blade-04\\n' ;;
  *) exit 1 ;;
esac`,
  );
  expect(await machineAt('blade-04', '192.168.1.14')).toEqual({
    blade: 'blade-04',
    version: '1.14.0',
    documents: [{ version: 'v1alpha1' }, { kind: 'HostnameConfig', hostname: 'blade-04' }],
  });
});

test('a machine that does not answer says why', async () => {
  played('talosctl', 'echo "rpc error: code = Unavailable" >&2; exit 1');
  expect(await machineAt('blade-04', '192.168.1.14')).toEqual({
    blade: 'blade-04',
    why: 'rpc error: code = Unavailable',
  });
});

test('logins lead where their files say', async () => {
  const config = {
    clusters: [{ cluster: { server: 'https://192.168.1.10:6443' } }],
    users: [{ user: { token: 'x' } }],
  };
  played('kubectl', `echo '${JSON.stringify(config)}'`);
  played('talosctl', `echo '{"endpoints":["192.168.1.11"],"certNotAfter":"2027-11-28"}'`);
  expect(await kubeconfigHere([])).toEqual({ leadsTo: ['192.168.1.10'] });
  expect(await talosconfigHere()).toEqual({ leadsTo: ['192.168.1.11'], certificateEnds: '2027-11-28' });
});

test('a port is open while somebody listens, and shut afterwards', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  expect(await isOpen('x', '127.0.0.1', port)).toMatchObject({ isOpen: true });
  await new Promise((resolve) => server.close(resolve));
  expect(await isOpen('x', '127.0.0.1', port)).toMatchObject({ isOpen: false });
});
