import { fanGroupId } from '../../../lib/facts/node-hardware';
import { bytesOf, millicoresOf } from '../../../lib/units/quantity';
import { isTrue, objectId } from '../../cluster/kube/object';
import { ApiError } from '../../cluster/kube/client';
import {
  type Arm64Context,
  type OnePod,
  allocatable,
  daemonPid,
  daemonSet,
  duty,
  figure,
  node,
  podIn,
  readyPod,
  resource,
} from './context';
import { attempt, bladeSeconds, sh, waitOnBlade } from './blade-time';
import { thermalImage } from './images';

/** One claim about the blade. @returns what was seen @throws when it does not hold */
export interface Check {
  title: string;
  run(context: Arm64Context): Promise<string>;
}

/** In the blade's own seconds: the daemon's start-up probe allows it three minutes. */
const patienceSeconds = 240;

const full = 255;

function must(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Error(otherwise);
}

export const checks: readonly Check[] = [
  {
    title: 'the node is an arm64 one with cgroups of version 2 and the labels of its blade',
    async run(context) {
      const { status, metadata } = await node(context);
      const { architecture, kernelVersion, kubeletVersion } = status.nodeInfo;
      must(architecture === 'arm64', `Node/${metadata.name} has architecture ${architecture}`);
      const cgroups = await sh(context, 'stat -fc %T /sys/fs/cgroup');
      must(cgroups === 'cgroup2fs', `/sys/fs/cgroup is ${cgroups}`);
      for (const [key, value] of Object.entries(context.spec.labels))
        must(metadata.labels?.[key] === value, `Node/${metadata.name} has no label ${key}=${value}`);
      return `kubelet ${kubeletVersion}, kernel ${kernelVersion}`;
    },
  },
  {
    title: 'the daemon’s namespace refuses a privileged pod',
    async run(context) {
      const { metadata, spec } = daemonSet(context, 'thermal');
      const { namespace = '' } = metadata;
      const asked = async (privileged: boolean) => {
        const [container] = spec.template.spec.containers;
        const securityContext = {
          ...container.securityContext,
          ...(privileged && { privileged, allowPrivilegeEscalation: true }),
        };
        const pod = {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: 'asked', namespace },
          spec: { ...spec.template.spec, containers: [{ ...container, securityContext }] },
        };
        const path = await context.bench.client.path('v1', 'Pod', namespace);
        return context.bench.client.expect('POST', path, { body: pod, query: { dryRun: 'All' } });
      };
      const { warnings } = await asked(false);
      must(warnings.length === 0, `its own pod is warned of: ${warnings.join('; ')}`);
      const refusal = await asked(true).then(
        () => '',
        (error: Error) =>
          error instanceof ApiError && error.status === 403 ? error.message : `not refused: ${error.message}`,
      );
      must(/violates PodSecurity "restricted/.test(refusal), refusal || 'a privileged pod is let in');
      return 'its own pod is let in without a warning';
    },
  },
  {
    title: 'plugin and daemon become Ready on their own probes, from the images that are meant',
    async run(context) {
      const begun = await bladeSeconds(context);
      const plugin = await readyPod(context, 'hardware', patienceSeconds);
      const pluginSeconds = Math.round((await bladeSeconds(context)) - begun);
      const daemon = await readyPod(context, 'thermal', patienceSeconds);
      for (const pod of [plugin, daemon]) {
        const [{ restartCount }] = pod.status.containerStatuses;
        must(restartCount === 0, `${objectId(pod)} was started again ${restartCount} times`);
      }
      const [{ imageID }] = daemon.status.containerStatuses;
      const shipped = context.images.find(({ image }) => image === thermalImage)?.id ?? 'none';
      must(imageID === shipped, `${objectId(daemon)} runs ${imageID}, not the shipped ${shipped}`);
      const count = await allocatable(context);
      must(count === 2, `Node/${context.spec.name} has ${count} of 2 ${resource}`);
      return `plugin after ${pluginSeconds} s, daemon after ${Math.round((await bladeSeconds(context)) - begun)} s; image ${shipped.slice(0, 19)}`;
    },
  },
  {
    title: 'the daemon’s process has no root, no capability, no new privilege, a seccomp filter, nothing to write on',
    async run(context) {
      const pid = await daemonPid(context);
      const status = await sh(context, `cat /proc/${pid}/status`);
      const field = (name: string) => new RegExp(`^${name}:\\s+(.*)$`, 'm').exec(status)?.[1]?.replaceAll('\t', ' ');
      const { runAsUser, runAsGroup } = daemonSet(context, 'thermal').spec.template.spec.securityContext;
      const wanted: Record<string, string> = {
        Uid: Array(4).fill(runAsUser).join(' '),
        Gid: Array(4).fill(runAsGroup).join(' '),
        ...Object.fromEntries(['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb'].map((set) => [set, '0'.repeat(16)])),
        NoNewPrivs: '1',
        Seccomp: '2',
      };
      for (const [name, value] of Object.entries(wanted))
        must(field(name) === value, `node has ${name} ${field(name)}, not ${value}`);
      const mounts = (await sh(context, `cat /proc/${pid}/mountinfo`)).split('\n').map((line) => line.split(' '));
      const root = mounts.find(([, , , , place]) => place === '/')?.[5] ?? 'nowhere';
      must(root.split(',').includes('ro'), `its root is mounted ${root}`);
      return `user ${field('Uid')?.split(' ')[0]}, group ${field('Gid')?.split(' ')[0]}`;
    },
  },
  {
    title: 'the device is handed on with its group and mode, and no other is let through',
    async run(context) {
      const pid = await daemonPid(context);
      const device = `/proc/${pid}/root/dev/i2c-1`;
      const seen = await sh(context, `stat -c '%F %t:%T %u:%g %a' ${device}`);
      const wanted = `character special file 59:1 0:${fanGroupId} 660`;
      must(seen === wanted, `/dev/i2c-1 in the container is ${seen}, not ${wanted}`);
      const all = await sh(context, `cd /proc/${pid}/root/dev && find . -type b -o -type c | sort | xargs`);
      const others = all
        .split(' ')
        .filter((each) => !/^\.\/(full|null|random|tty|urandom|zero|pts\/\w+|i2c-1)$/.test(each));
      must(others.length === 0, `the container has ${others.join(' ')}, too`);
      const cgroup = await cgroupOf(context, pid);
      const opens = async (path: string) =>
        (await attempt(context, `echo $BASHPID >${cgroup}/cgroup.procs; exec 3<>${path}`)).output;
      const own = await opens('/dev/i2c-1');
      must(own === '', `from within its cgroup /dev/i2c-1 is not to be opened: ${own}`);
      const disk = await opens('/dev/vda');
      must(/Operation not permitted/.test(disk), `root within its cgroup opens /dev/vda: ${disk || 'it does'}`);
      return 'root within its cgroup opens /dev/i2c-1 and not /dev/vda';
    },
  },
  {
    title: 'its limits stand in its cgroup of version 2',
    async run(context) {
      const [{ resources }] = daemonSet(context, 'thermal').spec.template.spec.containers;
      const cgroup = await cgroupOf(context, await daemonPid(context));
      const read = (file: string) => sh(context, `cat ${cgroup}/${file}`);
      const [memory, cpu] = [await read('memory.max'), await read('cpu.max')];
      const { limits } = resources;
      must(memory === String(bytesOf(limits.memory)), `memory.max is ${memory}, the limit ${limits.memory}`);
      must(cpu === `${millicoresOf(limits.cpu) * 100} 100000`, `cpu.max is ${cpu}, the limit ${limits.cpu}`);
      return `${cgroup
        .replace(/^\/sys\/fs\/cgroup/, '')
        .split('/')
        .slice(0, 2)
        .join('/')}…: memory.max ${memory}; cpu.max ${cpu}`;
    },
  },
  {
    title: 'the fan follows the temperature',
    async run(context) {
      const seen: string[] = [];
      for (const [celsius, what, fits] of [
        [45, 'below half', (value: number) => value < full / 2],
        [75, 'full', (value: number) => value === full],
        [45, 'below half', (value: number) => value < full / 2],
      ] as const) {
        await sh(context, `echo ${celsius * 1000} >/run/target`);
        const begun = await bladeSeconds(context);
        const pod = await podIn(context, 'thermal');
        const drive = await waitOnBlade(
          context,
          `a duty ${what} at ${celsius} °C, which the daemon reads as well`,
          patienceSeconds,
          async () => {
            const reached = Math.abs((await figure(pod, 'thermal_temperature_celsius')) - celsius) < 1;
            const told = await figure(pod, 'thermal_duty_readback_ratio');
            const value = await duty(context);
            return reached && fits(value) && Math.abs(told - value / full) < 0.01 ? value : undefined;
          },
        );
        seen.push(`${celsius} °C ${drive} of ${full} after ${Math.round((await bladeSeconds(context)) - begun)} s`);
      }
      const stray = await sh(context, 'cat /sys/module/fanfake/parameters/stray_writes');
      must(stray === '0', `${stray} writes went to address 0`);
      return seen.join(', ');
    },
  },
  {
    title: 'a kubelet that is killed comes back: the daemon lives on, the plugin registers again',
    async run(context) {
      const [plugin, daemon] = [await podIn(context, 'hardware'), await podIn(context, 'thermal')];
      const pid = await daemonPid(context);
      const kubelet = await sh(context, 'pgrep -x kubelet');
      const said = 'Got registration request from device plugin';
      const registrations = async () =>
        Number((await attempt(context, `grep -c '${said}' /var/log/kubelet.log`)).output);
      const before = await registrations();
      must(before > 0, `the log of the kubelet does not say "${said}"`);
      await sh(context, `kill -9 ${kubelet}`);
      const begun = await bladeSeconds(context);
      await waitOnBlade(context, 'another kubelet', 60, async () => {
        const { output } = await attempt(context, 'pgrep -x kubelet');
        return output !== '' && output !== kubelet ? true : undefined;
      });
      // What the node says of the resource outlives the kubelet: what counts is a new registration.
      await waitOnBlade(context, 'a new registration', patienceSeconds, async () =>
        (await registrations()) > before ? true : undefined,
      );
      await waitOnBlade(context, 'the node to be Ready', patienceSeconds, async () =>
        isTrue(await node(context), 'Ready') ? true : undefined,
      );
      await waitOnBlade(context, `2 ${resource}`, patienceSeconds, async () =>
        (await allocatable(context)) === 2 ? true : undefined,
      );
      const seconds = Math.round((await bladeSeconds(context)) - begun);
      must((await daemonPid(context)) === pid, 'the daemon was started again');
      for (const [was, namespace] of [
        [plugin, 'hardware'],
        [daemon, 'thermal'],
      ] as const) {
        const after = await podIn(context, namespace);
        must(sameContainer(was, after), `${objectId(was)} was started again with its kubelet`);
      }
      return `registered again after ${seconds} s`;
    },
  },
  {
    title: 'while no daemon is there the fan runs full, and the next one gets the device',
    async run(context) {
      const before = await podIn(context, 'thermal');
      must((await duty(context)) < full, 'the fan was full before');
      await context.bench.client.remove(before);
      await waitOnBlade(context, 'the fan to run full', 60, async () =>
        (await duty(context)) === full ? true : undefined,
      );
      const begun = await bladeSeconds(context);
      const after = await readyPod(context, 'thermal', patienceSeconds, before);
      const seconds = Math.round((await bladeSeconds(context)) - begun);
      await waitOnBlade(context, 'the new daemon to slow it down', patienceSeconds, async () =>
        (await duty(context)) < full / 2 ? true : undefined,
      );
      return `${objectId(after)} Ready ${seconds} s later, and slowed it down`;
    },
  },
];

const sameContainer = (a: OnePod, b: OnePod): boolean =>
  a.metadata.uid === b.metadata.uid &&
  a.status.containerStatuses[0].containerID === b.status.containerStatuses[0].containerID;

/** Folder of a process's cgroup, which must be one of version 2 that a kubelet made. */
async function cgroupOf(context: Arm64Context, pid: number): Promise<string> {
  const line = await sh(context, `cat /proc/${pid}/cgroup`);
  must(/^0::\/kubepods\/\S+$/.test(line), `its cgroup is ${line}`);
  return `/sys/fs/cgroup${line.slice('0::'.length)}`;
}
