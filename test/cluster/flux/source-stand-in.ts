import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { KubeClient } from '../kube/client';
import { Informer } from '../kube/informer';
import type { Condition, KubeObject } from '../kube/object';
import { sleep } from '../kube/wait';

interface GitRepository extends KubeObject {
  spec: { url: string; ref?: { branch?: string } };
  status?: { artifact?: { revision: string }; conditions?: Condition[] };
}

const run = promisify(execFile);

/**
 * Stands in for Flux's source-controller, whose module cannot be had whole. For each GitRepository it asks the
 * remote every second, fetches a new commit over HTTP, serves `git archive` of it and writes the artifact into the
 * status: what kustomize-controller reads. It does not verify signatures, honour `ignore`, `include` or intervals.
 */
export async function startSourceStandIn(client: KubeClient, folder: string): Promise<{ stop(): void }> {
  const artifacts = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    const artifact = artifacts.get(request.url ?? '');
    response.statusCode = artifact === undefined ? 404 : 200;
    response.end(artifact);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const mirror = join(folder, 'source.git');
  await run('git', ['init', '--quiet', '--bare', mirror]);
  const repositories = await new Informer<GitRepository>(
    client,
    'source.toolkit.fluxcd.io/v1',
    'GitRepository',
  ).start();

  let stopped = false;
  const publish = async (repository: GitRepository) => {
    const branch = repository.spec.ref?.branch ?? 'master';
    const { stdout } = await run('git', ['ls-remote', repository.spec.url, `refs/heads/${branch}`]);
    const commit = stdout.split('\t')[0] ?? '';
    const revision = `${branch}@sha1:${commit}`;
    if (commit === '' || repository.status?.artifact?.revision === revision) return;
    await run('git', ['-C', mirror, 'fetch', '--quiet', repository.spec.url, commit]);
    const options = { encoding: 'buffer' as const, maxBuffer: 256 * 1024 * 1024 };
    const { stdout: archive } = await run('git', ['-C', mirror, 'archive', '--format=tar.gz', commit], options);
    const { namespace, name, generation } = repository.metadata;
    const path = `gitrepository/${namespace}/${name}/${commit}.tar.gz`;
    artifacts.set(`/${path}`, archive);
    const digest = `sha256:${createHash('sha256').update(archive).digest('hex')}`;
    const now = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
    const message = `stored artifact for revision '${revision}'`;
    const condition = {
      status: 'True',
      observedGeneration: generation,
      lastTransitionTime: now,
      reason: 'Succeeded',
      message,
    };
    await client.merge(
      repository,
      {
        status: {
          artifact: { path, url: `${base}/${path}`, revision, digest, size: archive.length, lastUpdateTime: now },
          conditions: [
            { type: 'Ready', ...condition },
            { type: 'ArtifactInStorage', ...condition },
          ],
          observedGeneration: generation,
        },
      },
      'status',
    );
  };
  void (async () => {
    while (!stopped) {
      for (const repository of repositories.objects.values()) await publish(repository).catch(() => undefined);
      await sleep(1000);
    }
  })();
  return {
    stop() {
      stopped = true;
      repositories.stop();
      server.close();
    },
  };
}
