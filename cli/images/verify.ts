import pc from 'picocolors';
import { parse } from 'yaml';
import type { Finding } from '../../lib/facts/finding';
import { type Fault, faultRules } from '../../lib/images/fault';
import { inMirror } from '../../lib/rack-file/mirror';
import { findingsDocument } from '../../lib/report/findings-as-json';
import { findingsAsText } from '../../lib/report/findings-as-text';
import { CannotRun } from '../cannot-run';
import { git } from '../git-objects';
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
  /** Only the mirrors that the rack file states, as if every upstream were gone. @default false */
  mirror?: boolean;
  /** Only what images.lock.yaml says otherwise than at this revision. @default - everything */
  since?: string;
  json?: boolean;
}

/** `rackwright images verify` */
export async function verify(
  world: ImagesWorld,
  place: Place,
  names: readonly string[],
  options: VerifyOptions,
): Promise<0 | 1> {
  const whole = imagesOf(place, names);
  const images = options.since === undefined ? whole : changedSince(options.since, place, whole);
  const client = world.clientFor({});
  const emulator = options.shallow || options.run === false ? 'switched off by --no-run' : world.emulator();
  const layers = options.shallow ? undefined : new Layers(client);
  const findings: Finding[] = [];
  try {
    for (const each of images.fetched) {
      const asked = options.mirror ? mirrored(each, images.mirrors) : each;
      const faults =
        asked === undefined
          ? [notMirrored(each)]
          : await verifyImage(asked, {
              client,
              cores: each.cores,
              signing: signingIn(place.root, client, world),
              ...(layers && { layers }),
              ...(typeof emulator !== 'string' && { emulator }),
            });
      world.err(
        `${faults.some(({ level }) => level === 'error') ? 'error' : 'ok   '} ${each.name} ${(asked ?? each).repository}:${each.tag}\n`,
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

/** @throws CannotRun when git has no such revision */
function changedSince(revision: string, { root }: Place, images: RepositoryImages): RepositoryImages {
  if (git(root, 'rev-parse', '--verify', '--quiet', `${revision}^{commit}`) === undefined) {
    throw new CannotRun(`git knows no revision ${revision}.`);
  }
  const before = parse(git(root, 'show', `${revision}:./${lockFile}`) ?? '{}') as Record<string, unknown> | null;
  const isChanged = ({ name }: RackFetched) => JSON.stringify(before?.[name]) !== JSON.stringify(images.own[name]);
  return { ...images, fetched: images.fetched.filter(isChanged), unbuilt: [] };
}

function mirrored(each: RackFetched, mirrors: Readonly<Record<string, string>>): RackFetched | undefined {
  const target = inMirror({ mirrors, helpers: [] }, each.repository);
  return target && { ...each, repository: target.repository };
}

const notMirrored = ({ repository }: RackFetched): Fault => ({
  rule: faultRules.notMirrored,
  level: 'error',
  message: `the rack file states no mirror for where ${repository} lies`,
  fix: 'state one under mirrors, then run: rackwright images mirror',
});

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

/** Of an image that stands in no lock yet. */
export function findingsOf(faults: readonly Fault[], name: string): Finding[] {
  return faults.map(({ rule, level, message, fix }) => ({ level, rule, object: name, path: '', message, fix }));
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
      ({ name }) => `Not asked: ${name}, which has not been built yet (npx rackwright bootstrap prints how).`,
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
    ...(unsigned > 0 ? [`Not asked: signatures of ${unsigned}, for which images.lock.yaml has no signedBy.`] : []),
  ];
}
