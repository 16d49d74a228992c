import { recordOf, recordsOf, textOf } from '../manifest/field-path';
import { elementName } from '../manifest/pod-templates';
import type { RackObject, RackView, WorkloadView } from './rack-view';
import type { Rule, RuleHit } from './rule';
import { scheduleFault } from './schema/server/cron-schedule';

export const volumeMounted: Rule = {
  id: 'references/unmounted',
  level: 'error',
  why: 'A volume that no container mounts means that the program writes, or reads, somewhere else.',
  fixHint: 'mount it, or remove it',
  exceptable: true,
  check: ({ workloads }) =>
    workloads.flatMap(({ id, template: { spec, path }, containers, volumeClaimTemplates }) => {
      const used = new Set(
        containers.flatMap(({ container }) =>
          [
            ...recordsOf(container.volumeMounts),
            ...recordsOf((container as { volumeDevices?: unknown }).volumeDevices),
          ].map(({ name }) => String(name)),
        ),
      );
      const own = recordsOf(spec.volumes).map((volume, i): [string, string] => [
        String(volume.name),
        `${path}.volumes[${elementName(volume, i)}]`,
      ]);
      const claimed = volumeClaimTemplates.map(({ metadata }, i): [string, string] => [
        String(recordOf(metadata).name),
        `spec.volumeClaimTemplates[${elementName(metadata, i)}]`,
      ]);
      return [...own, ...claimed]
        .filter(([name]) => !used.has(name))
        .map(([name, at]) => ({ object: id, path: at, message: `has volume "${name}", which no container mounts` }));
    }),
};

export const blockMounted: Rule = {
  id: 'references/block-volume',
  level: 'error',
  why: 'A block device has no files: the kubelet refuses to mount it as a folder, and the pod never starts.',
  fixHint: 'remove volumeMode, or name it under volumeDevices',
  exceptable: false,
  check: (view) => [...view.workloads.flatMap(blockTemplates), ...blockClaims(view)],
};

function blockTemplates({ id, containers, volumeClaimTemplates }: WorkloadView): RuleHit[] {
  return volumeClaimTemplates.flatMap(({ metadata, spec }, i): RuleHit[] => {
    const name = String(recordOf(metadata).name);
    if (recordOf(spec).volumeMode !== 'Block' || !isMounted(name, containers)) return [];
    return [
      {
        object: id,
        path: `spec.volumeClaimTemplates[${elementName(metadata, i)}].spec.volumeMode`,
        message: `claims "${name}" as a block device, and mounts it as a folder`,
      },
    ];
  });
}

function isMounted(name: string, containers: WorkloadView['containers']): boolean {
  return containers.some(({ container }) => recordsOf(container.volumeMounts).some((mount) => mount.name === name));
}

/** Claims that stand in the tree for a set that mounts them. */
function blockClaims(view: RackView): RuleHit[] {
  return view
    .ofKind('PersistentVolumeClaim')
    .filter(({ spec }) => spec.volumeMode === 'Block')
    .flatMap(({ id, namespace, name }): RuleHit[] => {
      const user = view.workloads.find((each) => each.namespace === namespace && claimsOf(each).includes(name));
      if (!user) return [];
      return [
        { object: id, path: 'spec.volumeMode', message: `is a block device, and ${user.id} mounts it as a folder` },
      ];
    });
}

/** Names of the claims of a set, `data-redis-0`, and of those that its pods name. */
function claimsOf({ name, replicas, volumeClaimTemplates, template }: WorkloadView): string[] {
  const ordinals = Array.from({ length: replicas }, (_, ordinal) => ordinal);
  return [
    ...volumeClaimTemplates.flatMap(({ metadata }) =>
      ordinals.map((ordinal) => `${String(recordOf(metadata).name)}-${name}-${ordinal}`),
    ),
    ...recordsOf(template.spec.volumes).flatMap(
      ({ persistentVolumeClaim }) => textOf(recordOf(persistentVolumeClaim).claimName) ?? [],
    ),
  ];
}

export const setClaims: Rule = {
  id: 'references/set-claims',
  level: 'error',
  why: 'The set makes a missing claim itself, with the size of its template: the size in the rack file is never asked for.',
  fixHint: 'give each member its claim, <volume>-<set>-<ordinal>',
  exceptable: true,
  check: (view) => {
    const claims = view.ofKind('PersistentVolumeClaim');
    const wanted = new Map(
      view.workloads
        .filter(({ kind, volumeClaimTemplates }) => kind === 'StatefulSet' && volumeClaimTemplates.length > 0)
        .map((set): [WorkloadView, string[]] => [set, claimsOf(set)]),
    );
    return [...wanted].flatMap(([set, names]) => {
      const stated = claims.filter(({ namespace, app }) => namespace === set.namespace && app === set.object.app);
      if (stated.length === 0) return [];
      const present = new Set(stated.map(({ name }) => name));
      return [
        ...names
          .filter((name) => !present.has(name))
          .map((name) => ({
            object: set.id,
            path: 'spec.volumeClaimTemplates',
            message: `has no claim ${name} in the tree, though others of ${set.name} are there`,
          })),
        ...orphans(set, stated, wanted),
      ];
    });
  },
};

function orphans(
  set: WorkloadView,
  stated: readonly RackObject[],
  wanted: ReadonlyMap<WorkloadView, string[]>,
): RuleHit[] {
  const all = [...wanted].flatMap(([each, names]) => (each.namespace === set.namespace ? names : []));
  return stated
    .filter(({ name }) => !all.includes(name))
    .map(({ id }) => ({ object: id, path: 'metadata.name', message: `is the claim of no member of ${set.id}` }));
}

export const suspended: Rule = {
  id: 'flux/suspended',
  level: 'error',
  why: 'What is suspended in git stays suspended: nothing is applied, nothing is backed up, and nothing complains.',
  fixHint: 'remove the field; to pause for an hour, use `flux suspend` on the cluster',
  exceptable: true,
  check: ({ objects }) =>
    objects.flatMap(({ id, spec, annotations }): RuleHit[] => {
      const field = (['suspend', 'paused'] as const).find((each) => spec[each] === true);
      const hit = (path: string) => [{ object: id, path, message: 'is switched off in git' }];
      if (field !== undefined) return hit(`spec.${field}`);
      if (annotations['kustomize.toolkit.fluxcd.io/reconcile'] === 'disabled') {
        return hit('metadata.annotations["kustomize.toolkit.fluxcd.io/reconcile"]');
      }
      return [];
    }),
};

export const syncPath: Rule = {
  id: 'flux/path',
  level: 'error',
  why: 'Flux applies every file below the folder that it is given: a folder above takes everything in at once, in no order; one that is not there applies nothing.',
  fixHint: 'sync dist/<rack>/flux; a Kustomization reads dist/<rack>/apps/<app>',
  exceptable: false,
  check: (view) => {
    const folders = new Set(view.objects.map(({ app }) => app));
    const clean = (path: unknown) => (textOf(path) ?? '').replace(/^\.\//, '').replace(/\/+$/, '');
    return [
      ...view.ofKind('FluxInstance').flatMap(({ id, spec }): RuleHit[] => {
        const path = clean(recordOf(spec.sync).path);
        const wanted = `dist/${view.rack.name}/flux`;
        if (spec.sync === undefined || path === wanted) return [];
        return [
          {
            object: id,
            path: 'spec.sync.path',
            message: `syncs ${path === '' || path === '.' ? 'the whole repository' : path}`,
            fix: `sync ${wanted}`,
          },
        ];
      }),
      ...view
        .ofKind('Kustomization')
        .filter(({ group }) => group === 'kustomize.toolkit.fluxcd.io')
        .flatMap(({ id, spec }): RuleHit[] => {
          const path = clean(spec.path);
          const app = path.split('/').at(-1) ?? '';
          if (path.startsWith(`dist/${view.rack.name}/apps/`) && folders.has(app)) return [];
          return [
            {
              object: id,
              path: 'spec.path',
              message: `applies ${path === '' ? 'the whole repository' : path}, where no app of this rack lies`,
            },
          ];
        }),
    ];
  },
};

export const schedules: Rule = {
  id: 'backups/recurring-schedule',
  level: 'error',
  why: 'Longhorn reads schedules of five fields and CloudNativePG of six, seconds first; with another number backups are made at another time, or never.',
  fixHint:
    'write minute, hour, day of the month, month and day of the week, for CloudNativePG with a second before them',
  exceptable: false,
  check: (view) =>
    [
      ...view
        .ofKind('RecurringJob')
        .map(({ id, spec }) => ({ id, path: 'spec.cron', text: spec.cron, hasSeconds: false })),
      ...view
        .ofKind('ScheduledBackup')
        .map(({ id, spec }) => ({ id, path: 'spec.schedule', text: spec.schedule, hasSeconds: true })),
    ].flatMap(({ id, path, text, hasSeconds }) => {
      const schedule = textOf(text) ?? '';
      const fault = scheduleFault(schedule, { hasSeconds });
      return fault === undefined ? [] : [{ object: id, path, message: `"${schedule}" ${fault}` }];
    }),
};

export const idleRules: readonly Rule[] = [volumeMounted, blockMounted, setClaims, schedules];
export const idleFluxRules: readonly Rule[] = [suspended, syncPath];
