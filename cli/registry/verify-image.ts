import type { Core } from '../../lib/images/cores';
import { type Fault, faultRules } from '../../lib/images/fault';
import type { Fetched } from '../../lib/images/inventory';
import type { Emulator } from './emulator';
import type { Layers } from './layers';
import { type Looked, imageFor, lookUp } from './look-up';
import type { ImageSource } from './image-source';
import { RegistryError } from './registry-error';
import { type Signing, verifySignature } from './signatures';
import { verifyPrograms } from './verify-programs';
import { isOnWebServer, webChart } from './web-chart';

export interface VerifyOptions {
  client: ImageSource;
  /** @default - programs are not looked at */
  layers?: Layers;
  emulator?: Emulator;
  /** Of every machine that may run the image. */
  cores: readonly Core[];
  signing: Signing;
}

/** What a registry says of an image or a chart, held against the lock and against itself. */
export async function verifyImage(fetched: Fetched, options: VerifyOptions): Promise<Fault[]> {
  try {
    if (isOnWebServer(fetched.repository)) return await verifyWebChart(fetched, options.client);
    const looked = await lookUp(options.client, { ...fetched, digest: fetched.locked?.digest ?? fetched.pinned });
    const faults = [
      ...verifyLock(fetched, looked),
      ...(await verifySignature(fetched, looked.served, options.signing)),
    ];
    return fetched.kind === 'chart' ? faults : [...faults, ...(await verifyPlatforms(fetched, looked, options))];
  } catch (error) {
    if (error instanceof RegistryError) return [refusal(error)];
    throw error;
  } finally {
    options.layers?.clear();
  }
}

function verifyLock({ name, locked, pinned, repository, tag }: Fetched, { byTag, served }: Looked): Fault[] {
  const digest = locked?.digest ?? pinned;
  if (digest === undefined) {
    return [
      {
        rule: faultRules.notLocked,
        level: 'warning',
        message: `${repository}:${tag} has no digest in images.lock.yaml; the registry serves ${served.digest}`,
        fix: 'rackwright images lock writes it there',
      },
    ];
  }
  if (!byTag) {
    return [
      {
        rule: faultRules.tagMoved,
        level: 'warning',
        message: `the tag ${tag} is gone; ${digest} is still served, until somebody cleans up`,
        fix: 'rackwright images mirror keeps it for you; then move on to a tag that is there',
      },
    ];
  }
  if (byTag.digest === digest) return [];
  return [
    {
      rule: faultRules.tagMoved,
      level: 'error',
      message: `the tag ${tag} now leads to ${byTag.digest}, locked is ${digest}`,
      fix: `find out who moved it and why; to take it: npx rackwright images bump ${name} ${tag}`,
    },
  ];
}

/** Flux takes a chart of a web server by its version alone, so what its archive is can only be seen here. */
async function verifyWebChart({ locked, repository, tag }: Fetched, client: ImageSource): Promise<Fault[]> {
  const { archive } = await webChart(client, repository, tag);
  if (locked?.archive === archive) return [];
  if (locked?.archive === undefined) {
    return [
      {
        rule: faultRules.notLocked,
        level: 'warning',
        message: `${repository} ${tag} has no archive in images.lock.yaml; its server serves ${archive}`,
        fix: 'rackwright images lock writes it there',
      },
    ];
  }
  return [
    {
      rule: faultRules.tagMoved,
      level: 'error',
      message: `version ${tag} now is the archive ${archive}, locked is ${locked.archive}`,
      fix: 'find out who changed it and why: a version of a chart is published once',
    },
  ];
}

async function verifyPlatforms(
  fetched: Fetched,
  { served, platforms }: Looked,
  { client, layers, emulator, cores }: VerifyOptions,
): Promise<Fault[]> {
  const stated = fetched.locked?.platforms ?? cores.map(({ arch }) => `linux/${arch}`);
  const arches = [...new Set(cores.map(({ arch }) => arch))].filter((arch) => stated.includes(`linux/${arch}`));
  const faults: Fault[] = [];
  for (const arch of arches) {
    const platform = `linux/${arch}`;
    const image =
      platforms.includes(platform) || served.content.kind === 'manifest'
        ? await imageFor(client, fetched.repository, served, arch)
        : undefined;
    if (!image || (served.content.kind === 'manifest' && !platforms.includes(platform))) {
      faults.push({
        rule: faultRules.platformMissing,
        level: 'error',
        message: `is not for ${platform}: the index lists ${platforms.join(', ') || 'no platform'}`,
        fix: `take a version that is built for ${arch}, or build it: npx rackwright images repack`,
      });
      continue;
    }
    const { os, architecture } = image.config;
    if (os !== 'linux' || architecture !== arch) {
      faults.push({
        rule: faultRules.configLies,
        level: 'error',
        message: `the index says ${platform}, the image's own configuration ${os ?? '(none)'}/${architecture ?? '(none)'}`,
        fix: 'it was packed wrong: report it upstream, and take another version',
      });
    }
    if (layers) {
      const own = cores.filter((core) => core.arch === arch);
      const check = { layers, repository: fetched.repository, image, cores: own, commands: fetched.commands };
      faults.push(...(await verifyPrograms({ ...check, ...(emulator && { emulator }) })));
    }
  }
  return faults;
}

function refusal({ failure, message }: RegistryError): Fault {
  const common = { level: 'error', message } as const;
  switch (failure) {
    case 'absent':
      return {
        ...common,
        rule: faultRules.absent,
        fix: 'look for the name or the tag; what was mirrored can be had: --mirror',
      };
    case 'broken':
      return {
        ...common,
        rule: faultRules.broken,
        fix: 'ask again; if it stays so, do not run it and tell the keeper of the registry',
      };
    case 'denied':
      return {
        ...common,
        rule: faultRules.unreachable,
        fix: 'log in as docker, podman or skopeo do: skopeo login <registry>',
      };
    default:
      return { ...common, rule: faultRules.unreachable, fix: 'ask again later' };
  }
}
