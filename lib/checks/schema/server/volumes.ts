import { isRecord, recordOf, recordsOf } from '../../../manifest/field-path';
import { elementName } from '../../../manifest/pod-templates';
import { nearest } from '../../nearest';
import { shown } from '../hits';
import { dnsLabel, dnsSubdomain } from './syntax';
import { isSet, type Fields, type Place, type TypeRules } from './place';

/** Volumes of a pod, and mounts that must find them. */

function names({ volumes }: Fields, place: Place): void {
  recordsOf(volumes).forEach((volume, index) => {
    const wrong = typeof volume.name === 'string' ? dnsLabel(volume.name) : undefined;
    if (wrong === undefined) return;
    place.say(
      'server/volume',
      `volumes[${elementName(volume, index)}].name`,
      `${shown(volume.name)} is no volume name: it ${wrong}`,
    );
  });
}

/** A StatefulSet's claim templates are volumes of its pods too. */
function volumesOf(spec: Fields, { root }: Place): Map<string, Fields> {
  const templates = root.kind === 'StatefulSet' ? recordsOf(recordOf(root.spec).volumeClaimTemplates) : [];
  const claims = templates.map(
    ({ metadata }) => [String(recordOf(metadata).name), { persistentVolumeClaim: {} }] as const,
  );
  return new Map<string, Fields>([
    ...recordsOf(spec.volumes).map((volume) => [String(volume.name), volume] as const),
    ...claims,
  ]);
}

function mounts(spec: Fields, place: Place): void {
  const volumes = volumesOf(spec, place);
  for (const list of ['containers', 'initContainers']) {
    recordsOf(spec[list]).forEach((container, at) => {
      const base = `${list}[${elementName(container, at)}]`;
      recordsOf(container.volumeMounts).forEach((mount, index) => {
        checkMount(mount, `${base}.volumeMounts[${elementName(mount, index)}]`, container, volumes, place);
      });
      recordsOf(container.volumeDevices).forEach((device, index) => {
        checkDevice(device, `${base}.volumeDevices[${elementName(device, index)}]`, container, volumes, place);
      });
      fileKeys(container, base, volumes, place);
    });
  }
}

type Volumes = ReadonlyMap<string, Fields>;

function checkMount(mount: Fields, field: string, container: Fields, volumes: Volumes, place: Place): void {
  const { name, mountPath, subPath, subPathExpr, mountPropagation, recursiveReadOnly } = mount;
  if (mountPath === '') place.say('schema/required', `${field}.mountPath`, 'must not be empty');
  mustExist(name, field, volumes, place);
  if (isSet(subPath) && subPath !== '' && isSet(subPathExpr) && subPathExpr !== '') {
    place.say('server/volume', `${field}.subPathExpr`, 'and subPath cannot both be set', 'Keep one of the two.');
  }
  relative(subPath, `${field}.subPath`, place);
  relative(subPathExpr, `${field}.subPathExpr`, place);
  if (mountPropagation === 'Bidirectional' && recordOf(container.securityContext).privileged !== true) {
    place.say('server/volume', `${field}.mountPropagation`, 'Bidirectional is for privileged containers only');
  }
  if ((recursiveReadOnly === 'Enabled' || recursiveReadOnly === 'IfPossible') && mount.readOnly !== true) {
    place.say('server/volume', `${field}.recursiveReadOnly`, 'needs readOnly: true', 'Set readOnly: true.');
  }
}

function checkDevice(device: Fields, field: string, container: Fields, volumes: Volumes, place: Place): void {
  mustExist(device.name, field, volumes, place);
  const volume = volumes.get(String(device.name));
  if (volume && !isSet(volume.persistentVolumeClaim) && !isSet(volume.ephemeral)) {
    place.say('server/volume', `${field}.name`, `${shown(device.name)} is no claim; block devices come from claims`);
  }
  const isMounted = recordsOf(container.volumeMounts).some(
    ({ name, mountPath }) => name === device.name || mountPath === device.devicePath,
  );
  if (isMounted) place.say('server/volume', field, 'is a volumeMount of the container too', 'Keep one of the two.');
}

function mustExist(name: unknown, field: string, volumes: Volumes, place: Place): void {
  if (typeof name !== 'string' || volumes.has(name)) return;
  const near = nearest(name, volumes.keys());
  const hint = near === undefined ? `volumes are ${[...volumes.keys()].join(', ') || 'none'}` : `did you mean ${near}?`;
  place.say(
    'server/volume',
    `${field}.name`,
    `the pod has no volume ${shown(name)}; ${hint}`,
    'Add the volume, or correct the name.',
  );
}

function relative(path: unknown, field: string, place: Place): void {
  if (typeof path !== 'string' || path === '') return;
  if (path.startsWith('/')) place.say('server/volume', field, `${shown(path)} must be a relative path`);
  if (path.split('/').includes('..')) place.say('server/volume', field, `${shown(path)} may not hold '..'`);
}

/** Files that a volume writes. A name that begins with two dots is kept for the kubelet's own links. */
function fileInVolume(path: unknown, field: string, place: Place): void {
  relative(path, field, place);
  if (typeof path === 'string' && path.startsWith('..') && !path.startsWith('../')) {
    place.say('server/volume', field, `${shown(path)} may not begin with '..'`);
  }
}

function fileKeys(container: Fields, base: string, volumes: Volumes, place: Place): void {
  recordsOf(container.env).forEach((entry, index) => {
    const { fileKeyRef } = recordOf(entry.valueFrom);
    if (!isRecord(fileKeyRef)) return;
    const field = `${base}.env[${elementName(entry, index)}].valueFrom.fileKeyRef`;
    mustExist(fileKeyRef.volumeName, field, volumes, place);
    const volume = volumes.get(String(fileKeyRef.volumeName));
    if (volume && !isSet(volume.emptyDir)) {
      place.say('server/volume', `${field}.volumeName`, `${shown(fileKeyRef.volumeName)} must be an emptyDir`);
    }
  });
}

function hostPath(value: Fields, place: Place): void {
  if (value.path === '') place.say('schema/required', 'path', 'must not be empty');
  if (typeof value.path === 'string' && value.path.split('/').includes('..')) {
    place.say('server/volume', 'path', `${shown(value.path)} may not hold '..'`);
  }
}

const TOKEN_LEAST_SECONDS = 600;
const TOKEN_MOST_SECONDS = 2 ** 32;

function token(value: Fields, place: Place): void {
  const { expirationSeconds: seconds } = value;
  if (typeof seconds === 'number' && (seconds < TOKEN_LEAST_SECONDS || seconds > TOKEN_MOST_SECONDS)) {
    place.say('schema/bounds', 'expirationSeconds', `is ${seconds}; 600 (10 minutes) to 2^32 are allowed`);
  }
  if (value.path === '') place.say('schema/required', 'path', 'must not be empty');
  fileInVolume(value.path, 'path', place);
}

/** Two sources of one projected volume that write the same file. */
function projected(value: Fields, place: Place): void {
  const seen = new Set<unknown>();
  recordsOf(value.sources).forEach((source, at) => {
    for (const kind of ['secret', 'configMap', 'downwardAPI']) {
      recordsOf(recordOf(source[kind]).items).forEach(({ path }, index) => {
        if (seen.has(path))
          place.say('server/volume', `sources[${at}].${kind}.items[${index}].path`, `${shown(path)} is written twice`);
        seen.add(path);
      });
    }
  });
}

export const volumeRules: TypeRules = {
  PodSpec: [names, mounts],
  KeyToPath: [(value, place) => fileInVolume(value.path, 'path', place)],
  DownwardAPIVolumeFile: [(value, place) => fileInVolume(value.path, 'path', place)],
  HostPathVolumeSource: [hostPath],
  ServiceAccountTokenProjection: [token],
  ProjectedVolumeSource: [projected],
  NFSVolumeSource: [
    (value, place) => {
      if (typeof value.path === 'string' && value.path !== '' && !value.path.startsWith('/')) {
        place.say('server/volume', 'path', `${shown(value.path)} must be an absolute path`);
      }
    },
  ],
  CSIVolumeSource: [
    (value, place) => {
      const wrong = typeof value.driver === 'string' ? dnsSubdomain(value.driver.toLowerCase()) : undefined;
      if (wrong !== undefined)
        place.say('server/volume', 'driver', `${shown(value.driver)} is no driver name: it ${wrong}`);
    },
  ],
  EmptyDirVolumeSource: [
    (value, place) => {
      if (typeof value.sizeLimit === 'string' && value.sizeLimit.startsWith('-')) {
        place.say('server/volume', 'sizeLimit', `is ${shown(value.sizeLimit)}; a size may not be negative`);
      }
    },
  ],
};
