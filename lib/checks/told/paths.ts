import { recordOf, recordsOf, textOf } from '../../manifest/field-path';
import type { PlacedContainer } from '../../manifest/pod-templates';
import { suggestion } from '../nearest';
import type { RackView, WorkloadView } from '../rack-view';
import type { Rule, RuleHit } from '../rule';
import { filesOf, mountedConfigMaps, ownTexts } from './told-texts';

export const pathExists: Rule = {
  id: 'told/path',
  level: 'error',
  why: 'A file that is not mounted where the program looks ends it at the start; one that it writes to a read-only root ends it later.',
  fixHint: 'mount what the path names, or name it as it is mounted',
  exceptable: true,
  check: (view) => {
    // A file that three containers see is told once.
    const told = new Set<string>();
    return view.workloads.flatMap((workload) =>
      workload.containers
        .flatMap((placed) => pathFaults(placed, workload, view))
        .filter(({ object, path, message }) => {
          const key = [object, path, message].join('|');
          if (told.has(key)) return false;
          told.add(key);
          return true;
        }),
    );
  },
};

/** Folders that every image brings, or the kubelet. */
const ofImages =
  /^\/(?:usr|bin|sbin|lib|opt|dev|proc|sys|host|venv|app|root|home|etc\/(?:ssl|pki|ca-certificates|hosts|passwd|group|resolv\.conf|os-release)|var\/run\/secrets\/kubernetes\.io)(?:\/|$)/;

const isOfImages = (path: string): boolean => ofImages.test(path);

/** Where files of a pod lie when no mount says otherwise. */
const usualRoots = ['etc', 'run', 'var', 'data', 'tmp'];

interface Mount {
  mountPath: string;
  /** Names of the files in it; undefined where programs write them. */
  files?: readonly string[];
  /** `ConfigMap data/redis` */
  title?: string;
}

function pathFaults(placed: PlacedContainer, workload: WorkloadView, view: RackView): RuleHit[] {
  const mounts = mountsOf(placed, workload, view);
  // What another container of the pod mounts is no folder of an image: a script that names it means the volume.
  const places = workload.containers.flatMap((each) => mountsOf(each, workload, view));
  const ofVolumes = new Set(
    places.map(({ mountPath }) => mountPath.split('/')[1] ?? '').filter((root) => !isOfImages(`/${root}`)),
  );
  const roots = { ofPods: new Set(usualRoots), ofVolumes };
  const ofFiles = mountedConfigMaps(placed, workload, view)
    .flatMap(({ configMap }) => filesOf(configMap))
    .filter(({ file }) => !file.endsWith('.json') && isNamedBy(file, placed, workload, view));
  const own = ownTexts(placed, workload.id).flatMap((told) =>
    ownPaths(told.text).map((path) => ({ ...told, name: path })),
  );
  const inFiles = ofFiles.flatMap((told) => filePaths(told.text, roots).map((path) => ({ ...told, name: path })));
  const seen = new Set<string>();
  return [...own, ...inFiles].flatMap(({ object, path, name }): RuleHit[] => {
    if (seen.has(`${object}|${path}|${name}`)) return [];
    seen.add(`${object}|${path}|${name}`);
    const fault = faultOf(name, mounts);
    return fault ? [{ object, path, ...fault }] : [];
  });
}

/** Whether this container reads a file of a ConfigMap: several share one, and each names its own. */
export function isNamedBy(file: string, placed: PlacedContainer, workload: WorkloadView, view: RackView): boolean {
  const sharers = workload.containers.filter((other) =>
    mountedConfigMaps(other, workload, view).some(({ configMap }) => file in recordOf(configMap.manifest.data)),
  );
  if (sharers.length < 2) return true;
  return ownTexts(placed, workload.id).some(({ text }) => text.endsWith(`/${file}`));
}

function mountsOf({ container }: PlacedContainer, { template, namespace }: WorkloadView, view: RackView): Mount[] {
  const volumes = new Map(recordsOf(template.spec.volumes).map((volume) => [volume.name, volume]));
  return recordsOf(container.volumeMounts).map(({ name, mountPath, subPath }): Mount => {
    const at = String(mountPath).replace(/(?<=.)\/+$/, '');
    const { configMap, secret } = recordOf(volumes.get(name));
    const source = textOf(recordOf(configMap).name) ?? textOf(recordOf(secret).secretName);
    if (source === undefined || subPath !== undefined) return { mountPath: at };
    const kind = configMap ? 'ConfigMap' : 'Secret';
    const items = recordsOf(recordOf(configMap ?? secret).items).map(({ path }) => String(path));
    const files = items.length > 0 ? items : view.find(kind, namespace, source)?.keys;
    return { mountPath: at, title: `${kind} ${namespace}/${source}`, ...(files && { files }) };
  });
}

/** Absolute paths that a word is, or names behind `=`. A script in one word is read like a file. */
function ownPaths(text: string): string[] {
  const whole = /^(?:-{1,2}[\w.-]+=)?(\/[\w.@+-]+(?:\/[\w.@+-]+)*)\/?$/.exec(text)?.[1];
  return whole === undefined ? [] : [whole];
}

interface Roots {
  /** Folders that a pod may have anything in. */
  ofPods: ReadonlySet<string>;
  /** First folders of what the pod mounts: such a folder is meant by its name alone. */
  ofVolumes: ReadonlySet<string>;
}

/** Absolute paths in a script or configuration, below folders that a pod has; of `/tmp/$name` what stands before it. */
function filePaths(text: string, { ofPods, ofVolumes }: Roots): string[] {
  return [...text.matchAll(/(?<![\w:/.$}*-])(\/([a-z]+)((?:\/[\w.@+-]+)*))(?:\/(?=[${]\w)|(?=$|[\s"';:,)<>|&]))/gm)]
    .filter(([found, , root = '', below = '']) =>
      below === '' && !found.endsWith('/') ? ofVolumes.has(root) : ofVolumes.has(root) || ofPods.has(root),
    )
    .map(([, path = '']) => path.replace(/[.]$/, ''));
}

function faultOf(name: string, mounts: readonly Mount[]): Pick<RuleHit, 'message' | 'fix'> | undefined {
  if (isOfImages(name) || name === '/') return undefined;
  const mount = mounts
    .filter(
      ({ mountPath }) => name === mountPath || name.startsWith(`${mountPath}/`) || mountPath.startsWith(`${name}/`),
    )
    .sort((a, b) => b.mountPath.length - a.mountPath.length)[0];
  if (!mount) {
    const paths = mounts.map(({ mountPath }) => mountPath);
    return { message: `names ${name}, which lies in nothing that is mounted`, fix: suggestion(name, paths) };
  }
  const rest = name.slice(mount.mountPath.length + 1);
  if (!mount.files || name.length <= mount.mountPath.length || mount.files.includes(rest)) return undefined;
  return {
    message: `names ${name}, and ${mount.title} has no ${rest}`,
    fix: suggestion(rest, mount.files),
  };
}
