import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appBlocks } from '../../../lib/app-blocks';
import * as cluster from '../../../lib/cluster';
import { chronyConfig } from '../../../lib/helper-machines/clock';
import { helperFiles } from '../../../lib/helper-machines/compose-file';
import { snapshotScript } from '../../../lib/helper-machines/etcd-snapshots';
import { parseImageLock } from '../../../lib/kit/images';
import { helperDuties } from '../../../lib/rack-file/helper-machines';
import { loadRack } from '../../../lib/rack-file/load';
import type { RackSpec } from '../../../lib/rack-file/rack';
import type { Verdict } from '../sops/verdict';

export interface ComposeService {
  command?: string[];
  entrypoint?: string[];
  environment?: Record<string, string>;
  healthcheck: { test: string[] };
}

/** What Docker Compose would start, as its library says it after variables and defaults. */
export interface ComposeProject {
  rack: RackSpec;
  services: Record<string, ComposeService>;
  configs: Record<string, { content: string }>;
}

const keys = { DOCUMENTS_ACCESS_KEY_ID: 'rack', DOCUMENTS_SECRET_ACCESS_KEY: 'a-password-of-tests' };

/** Reads the file of a helper that does everything, and shows what Compose would refuse. */
export function helperCompose(root: string, compose: string, verdict: Verdict): ComposeProject {
  const rack = reference(root);
  const images = parseImageLock(readFileSync(join(root, 'images.lock.yaml'), 'utf8'));
  const [file] = helperFiles(rack, images);
  const { text } = file!;
  const folder = mkdtempSync(join(tmpdir(), 'rackwright-compose-'));
  writeFileSync(join(folder, 'talosconfig'), 'context: rack\n');
  const read = (content: string, env: Record<string, string> = keys) => {
    writeFileSync(join(folder, 'compose.yaml'), content);
    return spawnSync(compose, [join(folder, 'compose.yaml')], { env, encoding: 'utf8' });
  };
  const { status, stdout, stderr } = read(text);
  verdict.check(`Compose takes ${file!.path}`, status === 0, stderr);
  const project = JSON.parse(stdout) as Omit<ComposeProject, 'rack'>;
  const [script, config] = [project.configs['snapshots']?.content, project.configs['chrony']?.content];
  verdict.check('the shell of the snapshots sees its own variables', script === snapshotScript(rack), script);
  verdict.check('chronyd sees its configuration', config === chronyConfig, config);
  const refused: [string, string, Record<string, string>?][] = [
    ['a key that Compose does not know', text.replace('restart:', 'restrat:')],
    ['a volume that nothing declares', text.replace(/^ {2}documents: \{\}\n/m, '')],
    ['a secret that nothing declares', text.replace(/^secrets:\n {2}talosconfig:/m, 'secrets:\n  other:')],
    ['.env without the password of documents', text, { DOCUMENTS_ACCESS_KEY_ID: 'rack' }],
  ];
  for (const [what, content, env] of refused) {
    const answer = read(content, env);
    verdict.check(`refused: ${what}`, answer.status === 1, answer.stdout);
  }
  rmSync(folder, { recursive: true });
  return { ...project, rack };
}

function reference(root: string): RackSpec {
  const file = 'test/fixtures/racks/reference.yaml';
  const text = readFileSync(join(root, file), 'utf8');
  const { rack } = loadRack({ text, file, apps: appBlocks(Object.values(cluster)) });
  return { ...rack!, helpers: [{ name: 'nuc', address: '127.0.0.1', does: [...helperDuties] }] };
}
