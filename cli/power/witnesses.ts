import { spawn } from 'node:child_process';
import { connect } from 'node:tls';
import type { Witness } from '../../lib/power/request';
import { fieldAt } from '../../lib/manifest/field-path';
import type { Situation } from '../../lib/status/line';
import { conditionOf } from '../../lib/status/seen';

const talosPort = 50_000;
const talosMs = 5000;

/** What Kubernetes thinks of a blade. A node that was never heard of is not known to be gone. */
export function kubernetesOf(blade: string, { byId, seen }: Situation): Witness {
  const node = byId.get(`Node/${blade}`);
  if (!seen.objects.some(({ kind }) => kind === 'Node'))
    return { who: 'Kubernetes', says: 'nothing', how: 'no node could be read' };
  const ready = node && conditionOf(node, 'Ready');
  if (!ready) return { who: 'Kubernetes', says: 'gone', how: 'it has no such node' };
  if (ready.status === 'True') return { who: 'Kubernetes', says: 'alive', how: 'it is Ready' };
  // False comes from a kubelet that answers; Unknown from one that does not.
  if (ready.status === 'False')
    return { who: 'Kubernetes', says: 'alive', how: `its kubelet answers: ${ready.message}` };
  return { who: 'Kubernetes', says: 'gone', how: String(fieldAt(node, 'status.phase') ?? ready.message) };
}

/** Whether Talos' API takes part in a TLS handshake. A hung kernel may still accept the connection. */
export function talosOf(address: string, port = talosPort, timeoutMs = talosMs): Promise<Witness> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port, rejectUnauthorized: false, minVersion: 'TLSv1.3' });
    const done = (says: Witness['says'], how: string) => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ who: 'Talos', says, how });
    };
    const timer = setTimeout(() => done('gone', `no handshake within ${timeoutMs / 1000} s`), timeoutMs);
    socket.once('secureConnect', () => done('alive', 'hello'));
    // Without a certificate of ours it may end the handshake with an alert: a kernel and a program that live.
    socket.once('error', ({ message, ...rest }) => {
      const { code = '' } = rest as NodeJS.ErrnoException;
      const isSilent = ['EHOSTUNREACH', 'ETIMEDOUT', 'EHOSTDOWN', 'ECONNREFUSED', 'ECONNRESET'].includes(code);
      if (code === 'ENETUNREACH' || code === 'EADDRNOTAVAIL') return done('nothing', message);
      done(isSilent ? 'gone' : 'alive', isSilent ? message : 'it answers the handshake');
    });
  });
}

/** Three packets, as any person at night would send. */
export function pingOf(address: string, program = 'ping'): Promise<Witness> {
  return new Promise((resolve) => {
    const done = (says: Witness['says'], how: string) => resolve({ who: 'ping', says, how });
    const child = spawn(program, ['-c', '3', '-W', '2', address], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    child.on('error', ({ message }) => done('nothing', message));
    // Not `exit`: that may come before the last words on stderr.
    child.on('close', (code) => {
      if (code === 0) return done('alive', 'it answers');
      // 1: no reply; 2 and more: it could not be sent.
      if (code === 1) return done('gone', 'no reply to three packets');
      done('nothing', said.trim().split('\n')[0] || `ping ended with ${code}`);
    });
  });
}
