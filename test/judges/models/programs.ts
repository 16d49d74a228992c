import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelFile } from '../../../lib/kit/model-files';
import { checkout, judgesCache } from '../tree/checkout';
import type { Image } from '../tree/container-root';
import { nodePackages } from '../tree/node-packages';
import { python, pythonPackages } from '../tree/python-packages';

/** What stands in for the three images, laid out as theirs, with their own ENV lines where those matter. */
export interface Images {
  litellm: Image;
  openWebui: Image;
  llama: Image;
}

/** Downloads and installs what is not there yet. */
export function images(): Images {
  return { litellm: litellmImage(), openWebui: openWebuiImage(), llama };
}

/** llama.cpp's server with curl beside it, as in its image. */
const llama: Image = { busybox: false, programs: {}, entrypoint: ['llama-server'] };

/**
 * The image holds Prisma's programs and the client that was generated from LiteLLM's schema; both lie below /opt/prisma,
 * readable by anyone.
 */
function litellmImage(): Image {
  const prisma = nodePackages('models/prisma');
  const { site } = pythonPackages('models/packages/litellm.txt', {
    key: readFileSync(join(prisma, 'package-lock.json'), 'utf8'),
    run: (home) => generateClient(home, prisma),
  });
  return {
    busybox: false,
    programs: { node: process.execPath, python: `tree:/usr/bin/${python}`, litellm: litellmCommand() },
    entrypoint: ['litellm'],
    workingDirectory: '/app',
    folders: { '/opt/site': site, '/opt/prisma': prisma },
    env: {
      PYTHONPATH: '/opt/site',
      PYTHONDONTWRITEBYTECODE: '1',
      PRISMA_OFFLINE_MODE: 'true',
      PRISMA_CLI_PATH: '/opt/prisma/cli.mjs',
      PRISMA_QUERY_ENGINE_BINARY: '/opt/prisma/query-engine.mjs',
    },
  };
}

/** The console script that an installer would have written for the interpreter in the container. */
function litellmCommand(): string {
  const path = join(judgesCache(), 'litellm-command');
  writeFileSync(path, `#!/usr/bin/${python}\nfrom litellm import run_server\nrun_server()\n`);
  chmodSync(path, 0o755);
  return path;
}

/** `prisma generate`, as the image's build does; it is told that the native programs are there and never starts them. */
function generateClient(home: string, prisma: string): void {
  const schema = join(home, 'schema.prisma');
  copyFileSync(join(home, 'lib', python, 'site-packages', 'litellm', 'proxy', 'schema.prisma'), schema);
  const cli = join(prisma, 'node_modules', 'prisma-of-client', 'build', 'index.js');
  const { status, stderr } = spawnSync(process.execPath, [cli, 'generate', '--schema', schema], {
    cwd: home,
    encoding: 'utf8',
    env: {
      ...process.env,
      PATH: `${join(home, 'bin')}:${process.env['PATH']}`,
      PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true',
      PRISMA_QUERY_ENGINE_BINARY: '/bin/true',
      PRISMA_CLI_QUERY_ENGINE_TYPE: 'binary',
    },
  });
  if (status !== 0) throw new Error(`prisma generate failed\n${stderr}`);
}

/** The program lies in /app/backend, its pages in /app/build; start.sh ends in the same server with the same options. */
function openWebuiImage(): Image {
  const { site } = pythonPackages('models/packages/open-webui.txt');
  const backend = join(judgesCache(), 'open-webui-backend');
  mkdirSync(join(backend, 'data'), { recursive: true });
  mkdirSync(join(backend, 'open_webui'), { recursive: true });
  const start = ['exec', python, '-m', 'uvicorn', 'open_webui.main:app', '--host 0.0.0.0 --port 8080'];
  writeFileSync(
    join(backend, 'start.sh'),
    `${start.join(' ')} --forwarded-allow-ips '*' --workers "$UVICORN_WORKERS"\n`,
  );
  const program = join(site, 'open_webui');
  return {
    busybox: false,
    programs: {},
    workingDirectory: '/app/backend',
    folders: {
      '/opt/site': site,
      '/app/backend': backend,
      '/app/backend/open_webui': program,
      '/app/build': join(program, 'frontend'),
    },
    env: { PYTHONPATH: '/app/backend:/opt/site', PYTHONDONTWRITEBYTECODE: '1', ENV: 'prod', DOCKER: 'true' },
  };
}

/** Folder with chat.gguf, embeddings.gguf and reranker.gguf: random weights, made once. */
export function syntheticModels(): string {
  const script = join(checkout(), 'test', 'judges', 'models', 'make-models.py');
  const hash = createHash('sha256').update(readFileSync(script)).digest('hex').slice(0, 16);
  const home = join(judgesCache(), `synthetic-models-${hash}`);
  if (existsSync(home)) return home;
  const { interpreter } = pythonPackages('models/packages/gguf.txt');
  const { site } = pythonPackages('models/packages/open-webui.txt');
  const scratch = `${home}.${process.pid}`;
  mkdirSync(scratch, { recursive: true });
  const words = join(site, 'open_webui', 'config.py'); // holds the prompts that retrieval makes
  const { status, stderr } = spawnSync(interpreter, [script, scratch, words], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`make-models.py failed\n${stderr}`);
  renameSync(scratch, home);
  return home;
}

export const syntheticFile: Record<string, string> = {
  'qwen3-0.6b': 'chat.gguf',
  'qwen2.5-1.5b': 'chat-large.gguf',
  'nomic-embed-text-v1.5': 'embeddings.gguf',
  'bge-reranker-v2-m3': 'reranker.gguf',
} satisfies Record<ModelFile['alias'], string>;
