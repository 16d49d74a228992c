import pc from 'picocolors';
import type { Finding } from '../../lib/facts/finding';
import type { Fault } from '../../lib/images/fault';
import { findingsDocument } from '../../lib/report/findings-as-json';
import { findingsAsText } from '../../lib/report/findings-as-text';
import { Layers } from '../registry/layers';
import { verifyImage } from '../registry/verify-image';
import type { Place } from '../rack-root';
import { type RackFetched, type RepositoryImages, imagesOf, lockFile } from './fetched';
import { type ImagesWorld, signingIn } from './world';

export interface VerifyOptions {
  /** Only what takes no layer: index, configuration, signature. @default false */
  shallow?: boolean;
  /** Whether programs are started under emulation. @default true */
  run?: boolean;
  json?: boolean;
}

/** `rackwright images verify` */
export async function verify(
  world: ImagesWorld,
  place: Place,
  names: readonly string[],
  options: VerifyOptions,
): Promise<0 | 1> {
  const images = imagesOf(place, names);
  const client = world.clientFor({});
  const emulator = options.shallow || options.run === false ? 'it was told not to' : world.emulator();
  const layers = options.shallow ? undefined : new Layers(client);
  const findings: Finding[] = [];
  try {
    for (const each of images.fetched) {
      const faults = await verifyImage(each, {
        client,
        cores: each.cores,
        signing: signingIn(place.root, client, world),
        ...(layers && { layers }),
        ...(typeof emulator !== 'string' && { emulator }),
      });
      world.err(
        `${faults.some(({ level }) => level === 'error') ? 'error' : 'ok   '} ${each.name} ${each.repository}:${each.tag}\n`,
      );
      findings.push(...faults.map((fault) => findingOf(fault, each, images)));
    }
  } finally {
    layers?.remove();
  }
  const colors = process.stdout.isTTY ? pc : pc.createColors(false);
  if (options.json) world.out(`${JSON.stringify(findingsDocument(lockFile, findings))}\n`);
  else world.out(findings.length > 0 ? findingsAsText(findings, { colors }) : 'No findings.\n');
  for (const line of notAsked(images, world, options, emulator)) world.err(`${line}\n`);
  return findings.some(({ level }) => level === 'error') ? 1 : 0;
}

export function findingOf(
  { rule, level, message, fix }: Fault,
  { name }: RackFetched,
  { lineOf }: RepositoryImages,
): Finding {
  const line = lineOf(name);
  return {
    level,
    rule,
    object: name,
    path: '',
    message,
    fix,
    ...(line !== undefined && { at: { file: lockFile, line, column: 1 } }),
  };
}

/** What a clean answer does not mean. */
function notAsked(
  { unbuilt, fetched }: RepositoryImages,
  { cosign }: ImagesWorld,
  { shallow }: VerifyOptions,
  emulator: object | string,
): string[] {
  const byIdentity = fetched.filter(({ locked }) => locked?.signedBy && 'identity' in locked.signedBy);
  const unsigned = fetched.filter(({ locked }) => !locked?.signedBy).length;
  return [
    ...unbuilt.map(
      ({ name }) => `Not asked: ${name}, which nobody has built yet (npx rackwright bootstrap prints how).`,
    ),
    ...(shallow ? ['Not asked: programs; --shallow fetches no layer.'] : []),
    ...(!shallow && typeof emulator === 'string'
      ? [`Not asked: whether programs run on the cores of the rack: ${emulator}.`]
      : []),
    ...(!cosign && byIdentity.length > 0
      ? [
          `Not verified, only seen: certificates of ${byIdentity.map(({ name }) => name).join(', ')}; cosign is not installed.`,
        ]
      : []),
    ...(unsigned > 0
      ? [`Not asked: signatures of ${unsigned}, for which images.lock.yaml names nobody under signedBy.`]
      : []),
  ];
}
