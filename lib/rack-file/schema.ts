/** The rack file as a whole; each section stands in a file of its own, with what becomes of it. `describe` is what editors and the reference page show. */
import * as z from 'zod';
import { dnsLabel, hostname, url, written } from '../units/fields';
import { accepted } from './sections/accept';
import { backups } from './sections/backups';
import { bladeEntry } from './sections/blades';
import { certificates } from './sections/certificates';
import { git } from './sections/git';
import { hardware } from './sections/hardware';
import { helper } from './sections/helpers';
import { images } from './sections/images';
import { network } from './sections/network';
import { outsideObjects } from './sections/objects';
import { room } from './sections/room';
import { poeSwitch } from './sections/switches';
import { thermal } from './sections/thermal';
import { version } from './fields/version';
import { sizes } from './size';

const ageRecipient = written({
  what: 'an age recipient',
  how: 'the public key that age-keygen prints: age1 and 58 lower-case letters and digits',
  examples: ['age1lggyhqrw2nlhcxprm67z43rta597azn8gknawjehu9d9dl0jq3yqqvfafg'],
  pattern: /^age1[02-9ac-hj-np-z]{58}$/,
  read: (text) => (/^age1[02-9ac-hj-np-z]{58}$/.test(text) ? text : undefined),
  why: (text) => (/^age-secret-key-/i.test(text) ? 'is a private key, and this file is public' : undefined),
});

/** `apps` is not among it: its keys are the apps, and each brings its own schema. */
export const rackFile = z.strictObject({
  name: dnsLabel.describe('name of the rack, such as homelab; its folder under dist/ and secrets/'),
  talos: version.describe('version of Talos, such as 1.14.2'),
  kubernetes: version.describe('version of Kubernetes, such as 1.36.4'),
  git: git.describe('where Flux finds dist/'),
  network: network.describe('addresses of the rack and of what runs on it'),
  hardware: z.record(dnsLabel, hardware).describe('kinds of machines, by a name of yours'),
  switches: z.record(dnsLabel, poeSwitch).prefault({}).describe('PoE switches that feed blades, by a name of yours'),
  blades: z
    .array(bladeEntry)
    .min(1)
    .describe(
      'machines, such as { names: blade-04..20, addresses: 192.168.1.14-30, ports: usw-pro-24/4-20, hardware: cm4 }; ranges in one entry advance together',
    ),
  room: room.prefault({}).describe('where the rack stands'),
  thermal: thermal.prefault({}).describe('how warm the blades may get: hold, or curve'),
  apps: z
    .unknown()
    .optional()
    .describe(
      'an app is on when it is named here, with a block or `on`, or when one that is on needs it; an update switches nothing on',
    ),
  mirrors: z
    .record(hostname, url)
    .prefault({})
    .describe(
      'image registries of which you keep a mirror, such as { docker.io: https://mirror.example.org }; the registry itself is asked where the mirror does not answer',
    ),
  helpers: z
    .record(dnsLabel, helper)
    .prefault({})
    .describe(
      'machines beside the rack that run Docker, by a name of yours, such as { nuc: { address: 192.168.1.5 } }; npm start writes a compose file for each, and the blades then use it',
    ),
  images: images.prefault({}).describe('images of your own'),
  certificates: certificates.prefault({}).describe('who signs for the names that people open'),
  backups: backups.prefault({}).describe('copies outside the rack'),
  objects: outsideObjects
    .optional()
    .describe(
      'an object store outside the rack, any S3 server, in the place of the app minio: documents, model files, traces, and backups where backups names no other bucket',
    ),
  size: z
    .enum(sizes)
    .default('standard')
    .describe(
      'small: one replica where that is honest, less memory, no object store and no cache where a small rack can do without; each app may say otherwise',
    ),
  recipients: z
    .array(ageRecipient)
    .prefault([])
    .describe('age public keys that may decrypt secrets/<rack>/; npx rackwright secrets init adds the first'),
  accept: z.array(accepted).prefault([]).describe('findings accepted on purpose; unused ones are findings themselves'),
});
