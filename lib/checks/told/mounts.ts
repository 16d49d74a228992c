import { recordOf, recordsOf, textOf } from '../../manifest/field-path';
import { parseImage } from '../../manifest/image-reference';
import type { PlacedContainer } from '../../manifest/pod-templates';
import { suggestion } from '../nearest';
import type { RackView, WorkloadView } from '../rack-view';
import type { Rule, RuleHit } from '../rule';
import { filesOf, mountedConfigMaps, ownTexts, textsOf } from './told-texts';

/** Folders that programs use by default, from the documentation of their images. */
const defaults: Readonly<Record<string, readonly string[]>> = {
  'docker.io/grafana/grafana': ['/var/lib/grafana', '/etc/grafana'],
  'docker.io/library/redis': ['/data'],
  'docker.io/pgsty/silo': ['/data'],
  'docker.io/grafana/tempo': ['/var/tempo'],
  'quay.io/prometheus/prometheus': ['/prometheus'],
  'quay.io/prometheus/alertmanager': ['/alertmanager'],
  'ghcr.io/cloudnative-pg/postgresql': ['/var/lib/postgresql', '/run/postgresql', '/var/run/postgresql'],
  'ghcr.io/open-webui/open-webui': ['/app/backend/data', '/app/backend/open_webui/static'],
};

/** Where every program looks, and every person. */
const usual: ReadonlySet<string> = new Set([
  '/tmp',
  '/var/tmp',
  '/dev/shm',
  '/run',
  '/var/run',
  '/var/cache',
  '/root',
  '/home',
]);

export const mountUsed: Rule = {
  id: 'told/mount',
  level: 'error',
  why: 'A volume at a path that its program never looks at keeps nothing: the program writes beside it, to a root that it may not write to, or that is gone with the pod.',
  fixHint: 'mount it where the program looks',
  exceptable: true,
  check: (view) =>
    view.workloads.flatMap((workload) => workload.containers.flatMap((placed) => mountFaults(placed, workload, view))),
};

function mountFaults(placed: PlacedContainer, workload: WorkloadView, view: RackView): RuleHit[] {
  const { container, path, name } = placed;
  const volumes = new Map(recordsOf(workload.template.spec.volumes).map((volume) => [volume.name, volume]));
  const known = defaults[parseImage(textOf(container.image) ?? '').repository] ?? [];
  const texts = [
    ...ownTexts(placed, workload.id),
    ...mountedConfigMaps(placed, workload, view).flatMap(({ configMap }) => filesOf(configMap)),
  ].map(({ text }) => text);
  return recordsOf(container.volumeMounts).flatMap((mount, i): RuleHit[] => {
    const at = String(mount.mountPath).replace(/(?<=.)\/+$/, '');
    const { configMap, projected, hostPath } = recordOf(volumes.get(mount.name));
    // Files are looked up by those who name them; what is the node's is mounted as the node has it.
    if (configMap !== undefined || projected !== undefined || recordOf(hostPath).path === at) return [];
    if (
      usual.has(at) ||
      known.some((folder) => at === folder || at.startsWith(`${folder}/`)) ||
      texts.some((text) => names(text, at))
    )
      return [];
    const candidates = [...usual, ...known];
    return [
      {
        object: workload.id,
        path: `${path}.volumeMounts[${textOf(mount.name) ?? i}].mountPath`,
        message: `mounts ${textOf(mount.name) ?? 'a volume'} at ${at}, and nothing tells container ${name} of that path`,
        fix: suggestion(at, candidates),
      },
    ];
  });
}

/** The path itself or something below it; `:9000/data` is how MinIO names a folder of a server. */
function names(text: string, path: string): boolean {
  for (let at = text.indexOf(path); at >= 0; at = text.indexOf(path, at + 1)) {
    const before = text.slice(0, at);
    const isWhole = !/^[\w-]/.test(text.slice(at + path.length));
    if (isWhole && (!/[\w-]$/.test(before) || /:\d{2,5}$/.test(before))) return true;
  }
  return false;
}

/** Folders of Talos that pods may look into; below /var/lib/kubelet those that the kubelet makes. */
const ofNode = /^\/(?:dev|proc|sys|run|etc|usr|lib|opt|system|var)?(?:\/|$)/;
const ofKubelet =
  /^\/var\/lib\/kubelet(?:\/(?:device-plugins|plugins|plugins_registry|pods|pod-resources|seccomp|pki|config)(?:\/|$)|$)/;
/** Volumes that the machine configuration makes: /var/mnt/<name>. */
const userVolumes = ['longhorn'];

export const hostPathExists: Rule = {
  id: 'told/host-path',
  level: 'error',
  why: 'A path that a node does not have keeps the pod from starting, or fills the disk of Talos in the place of a volume.',
  fixHint: 'name a folder that Talos has, or a volume of its machine configuration below /var/mnt',
  exceptable: true,
  check: (view) => [
    ...view.workloads.flatMap(({ id, template }) =>
      recordsOf(template.spec.volumes).flatMap(({ name, hostPath }): RuleHit[] => {
        const path = textOf(recordOf(hostPath).path);
        if (path === undefined || (ofNode.test(path) && (!path.startsWith('/var/lib/kubelet') || ofKubelet.test(path))))
          return [];
        const at = `${template.path}.volumes[${textOf(name)}].hostPath.path`;
        return [{ object: id, path: at, message: `mounts ${path} of the node, which no node of Talos has` }];
      }),
    ),
    ...view.objects
      .filter(({ kind }) => kind !== 'ConfigMap' && kind !== 'CustomResourceDefinition')
      .flatMap((object) =>
        textsOf(object, (text) => text.startsWith('/var/mnt/')).flatMap(({ path, text }): RuleHit[] => {
          const volume = /^\/var\/mnt\/([^/]+)/.exec(text)?.[1] ?? '';
          if (userVolumes.includes(volume)) return [];
          const fix = suggestion(volume, userVolumes);
          return [
            {
              object: object.id,
              path,
              message: `names ${text}, and no volume of the machine configuration is called ${volume}`,
              fix,
            },
          ];
        }),
      ),
  ],
};
