import type { KubeObject } from '../../cluster/kube/object';

/** A fault put on purpose into what the blade runs, and the words by which a check must notice it. */
export interface Arm64Defect {
  title: string;
  /** Changes what is applied; the checks know the objects as they are in `dist/`. @default nothing */
  change?: (object: Loose) => void;
  /** Which objects are changed, by kind and name. @default none */
  objects?: string[];
  /** Takes the place of variables of the blade's `blade.env`. @default nothing */
  variables?: Record<string, string>;
  expects: RegExp;
}

/** An object whose fields a defect may change as it likes. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Loose = any;

export const arm64Defects: readonly Arm64Defect[] = [
  {
    title: 'no udev rule: the device belongs to root alone',
    variables: { FAN_GROUP: '0' },
    expects: /\/dev\/i2c-1 in the container is .* 0:0 660, not/,
  },
  {
    title: 'a privileged daemon in a namespace that lets it in',
    objects: ['Namespace/thermal', 'DaemonSet/thermal-emc2301'],
    change(object) {
      if (object.kind === 'Namespace') object.metadata.labels['pod-security.kubernetes.io/enforce'] = 'privileged';
      else {
        const [container] = object.spec.template.spec.containers;
        container.securityContext = { privileged: true };
      }
    },
    expects: /a privileged pod is let in[\s\S]*node has Cap\w+ 0*[1-9a-f]/,
  },
  {
    title: 'a plugin that offers a bus which the blade does not have',
    objects: ['DaemonSet/device-plugin'],
    change: ({ spec }) => {
      const [container] = spec.template.spec.containers;
      container.args = container.args.map((each: string) => each.replace('/dev/i2c-1', '/dev/i2c-7'));
    },
    expects: /a Ready pod in thermal: not within/,
  },
  {
    title: 'a fan that runs at full drive whatever the temperature',
    objects: ['ConfigMap/thermal-emc2301'],
    change: (object) => {
      object.data['config.json'] = JSON.stringify({
        ...JSON.parse(object.data['config.json']),
        fan: { floorRatio: 1 },
      });
    },
    expects: /a duty below half at 45 °C.*: not within/,
  },
];

/** Copies, with the fault in them. */
export function withDefect(objects: readonly KubeObject[], { objects: names = [], change }: Arm64Defect): KubeObject[] {
  return objects.map((object) => {
    if (!names.includes(`${object.kind}/${object.metadata.name}`)) return object;
    const copy = structuredClone(object);
    change?.(copy);
    return copy;
  });
}
