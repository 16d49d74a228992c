import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { X509Certificate } from 'node:crypto';
import { parseAllDocuments } from 'yaml';
import type { LoginFile, MachineSeen, PlaceAsked, Tool } from '../../lib/doctor/desk';
import { fieldAt, recordsOf, textOf } from '../../lib/manifest/field-path';

const answerMs = 15_000;

export type Ran = { ok: true; text: string } | { ok: false; why: string };

/** Runs a program to its end, for what it prints. */
export function run(program: string, args: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(
      program,
      [...args],
      { timeout: answerMs, maxBuffer: 1 << 26, env: process.env },
      (error, stdout, stderr) => {
        if (!error) return resolve({ ok: true, text: stdout });
        if ((error as NodeJS.ErrnoException).code === 'ENOENT')
          return resolve({ ok: false, why: `${program} is not installed` });
        if (error.killed) return resolve({ ok: false, why: `no answer within ${answerMs / 1000} s` });
        resolve({ ok: false, why: stderr.trim().split('\n').at(-1)?.slice(0, 200) || `it ended with ${error.code}` });
      },
    );
  });
}

const versionArguments: Readonly<Record<string, readonly string[]>> = {
  git: ['--version'],
  kubectl: ['version', '--client'],
  talosctl: ['version', '--client', '--short'],
  helm: ['version', '--short'],
  ping: ['-V'],
};

export async function toolsHere(): Promise<Tool[]> {
  return Promise.all(
    Object.entries(versionArguments).map(async ([name, args]): Promise<Tool> => {
      const ran = await run(name, args);
      if (!ran.ok) return { name, why: ran.why };
      const version = /\bv?(\d+\.\d+(?:\.\d+)?)/.exec(ran.text)?.[1] ?? /(\d{8})/.exec(ran.text)?.[1];
      return { name, ...(version !== undefined && { version }) };
    }),
  );
}

/** Whether somebody listens: a connection is made and closed, and nothing sent. */
export function isOpen(what: string, address: string, port: number, timeoutMs = 3000): Promise<PlaceAsked> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port });
    const done = (open: boolean, why: string) => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ what, address, port, isOpen: open, why });
    };
    const timer = setTimeout(() => done(false, `no answer within ${timeoutMs / 1000} s`), timeoutMs);
    socket.once('connect', () => done(true, ''));
    socket.once('error', ({ message }) => done(false, message));
  });
}

/** Of the context that kubectl would take. Keys stay where they are. */
export async function kubeconfigHere(reach: readonly string[]): Promise<LoginFile> {
  const ran = await run('kubectl', [...reach, 'config', 'view', '--raw', '--minify', '--output', 'json']);
  if (!ran.ok) return { leadsTo: [], why: ran.why };
  const config: unknown = JSON.parse(ran.text);
  const server = textOf(fieldAt(config, 'clusters[0].cluster.server'));
  const data = textOf(fieldAt(config, 'users[0].user.client-certificate-data'));
  if (server === undefined) return { leadsTo: [], why: 'it names no server' };
  return { leadsTo: [new URL(server).hostname], ...endOf(data) };
}

export async function talosconfigHere(): Promise<LoginFile> {
  const ran = await run('talosctl', ['config', 'info', '--output', 'json']);
  if (!ran.ok) return { leadsTo: [], why: ran.why };
  // Shape: talosctl, cmd/talos/config.go, talosconfigInfo; the date is empty where there is no certificate.
  const info = JSON.parse(ran.text) as { endpoints?: string[] | null; certNotAfter?: string };
  return {
    leadsTo: info.endpoints ?? [],
    ...(info.certNotAfter && { certificateEnds: info.certNotAfter }),
  };
}

function endOf(base64: string | undefined): Pick<LoginFile, 'certificateEnds'> {
  if (base64 === undefined) return {};
  return { certificateEnds: new Date(new X509Certificate(Buffer.from(base64, 'base64')).validTo).toISOString() };
}

/** Version and configuration of one machine. The configuration holds secrets and goes nowhere from here but into a comparison. */
export async function machineAt(blade: string, address: string): Promise<MachineSeen> {
  const version = await run('talosctl', ['--nodes', address, 'version', '--short']);
  if (!version.ok) return { blade, why: version.why };
  const found = /Server:[\s\S]*?Tag:\s*v?([\d.]+)|Server[\s\S]*?Talos v?([\d.]+)/.exec(version.text);
  const config = await run('talosctl', [
    '--nodes',
    address,
    'get',
    'machineconfig',
    'v1alpha1',
    '--output',
    'jsonpath={.spec}',
  ]);
  if (!config.ok) return { blade, why: config.why };
  const tag = found?.[1] ?? found?.[2];
  return { blade, documents: documentsIn(config.text), ...(tag !== undefined && { version: tag }) };
}

export function documentsIn(text: string): unknown[] {
  return recordsOf(parseAllDocuments(text).map((document): unknown => document.toJS()));
}
