import type { ImageLock } from '../facts/locked-image';
import { imageReference } from '../kit/images';
import { parseImage } from '../manifest/image-reference';
import { inMirror } from '../rack-file/mirror';
import { toYamlAsGiven } from '../manifest/yaml';
import type { HelperMachine } from '../rack-file/helper-machines';
import type { RackSpec } from '../rack-file/rack';
import { clock } from './clock';
import { documents } from './documents';
import { etcdSnapshots } from './etcd-snapshots';
import { imageCaches } from './image-caches';
import type { Part } from './part';

/** First version of Docker Compose that reads it: configs with their content in the file. */
export const oldestCompose = '2.23.1';

/** A file below `talos/<rack>/`, `helpers/nuc/compose.yaml`. */
export interface HelperFile {
  path: string;
  text: string;
}

/** Everything that the helpers of a rack run, one compose file each. No secret is in it: see lib/helper-machines/steps. */
export function helperFiles(rack: RackSpec, images: ImageLock): HelperFile[] {
  return rack.helpers.map((helper) => ({ path: composePath(helper), text: composeText(helper, rack, images) }));
}

export const composePath = ({ name }: Pick<HelperMachine, 'name'>): string => `helpers/${name}/compose.yaml`;

function composeText(helper: HelperMachine, rack: RackSpec, images: ImageLock): string {
  const file = composeFile(helper, rack, images);
  return `# Made by npm start from the rack file. Docker Compose ${oldestCompose} or newer.\n${toYamlAsGiven(file)}`;
}

/** @throws when the image lock lacks an image that a duty runs */
export function composeFile(helper: HelperMachine, rack: RackSpec, images: ImageLock): object {
  const place = { helper, rack, image: (name: string) => throughMirror(rack, imageReference(images, name)) };
  const parts = helper.does.map((duty): Part => duties[duty](place));
  const all = <Key extends keyof Part>(key: Key): NonNullable<Part[Key]> =>
    Object.assign({}, ...parts.map((part) => part[key] ?? {})) as NonNullable<Part[Key]>;
  const unlessEmpty = (key: keyof Part) => (Object.keys(all(key)).length > 0 ? { [key]: all(key) } : {});
  return {
    name: `${rack.name}-${helper.name}`,
    services: all('services'),
    ...unlessEmpty('configs'),
    ...unlessEmpty('secrets'),
    ...unlessEmpty('volumes'),
  };
}

const duties = {
  'image-cache': imageCaches,
  clock,
  'etcd-snapshots': etcdSnapshots,
  documents,
} as const;

/** Docker knows mirrors of Docker Hub alone, so the name itself leads to the owner's. */
function throughMirror(rack: RackSpec, reference: string): string {
  const { repository } = parseImage(reference);
  const mirror = inMirror(rack, repository);
  return mirror ? reference.replace(repository, mirror.repository) : reference;
}
