import { fanGroupId } from '../../../lib/facts/node-hardware';
import { type KubeObject, type Node, type Pod, isTrue, objectId } from '../../cluster/kube/object';
import { sleep, waitFor } from '../../cluster/kube/wait';
import { ask } from '../../judges/models/http';
import type { Blade } from '../box/blade';
import { buildDevicePlugin, devicePlugin } from '../images/device-plugin';
import { buildThermalImage } from '../images/thermal-image';
import { applyAll } from '../objects/apply';
import { pods, whyPodsWait } from './apps';
import { containerFaults } from './containers';
import { endedContainers } from './ended-containers';
import { forwarded } from './forward';
import type { RackContext, RackScenario } from './scenario';

const resource = 'squat.ai/i2c';
const device = '/dev/i2c-1';
const readySeconds = 180;
/** The daemon looks every few seconds, and moves a fan slowly so that nobody hears it. */
const followsSeconds = 180;
const heaterMilliseconds = 2000;
/** At most as far as the daemon believes of a processor in that time. */
const fastestKelvin = 5;

/**
 * The device plugin and the thermal daemon as `dist/` has them, on every blade. A device that the kernel has stands for
 * the I2C bus, with owner and mode of Talos' udev rule; behind it is a fan chip of ours (test/rack/fake-chip).
 */
export const thermal: RackScenario = {
  id: 'thermal',
  title: 'A device handed on by the plugin; a fan that follows the temperature; a kubelet that starts again',
  async prepare(progress) {
    buildThermalImage();
    await buildDevicePlugin(progress).catch((error: Error) => progress(error.message));
  },
  lacks: () =>
    devicePlugin()
      ? []
      : ['generic-device-plugin, which could not be built here: put it on the PATH, from its repository or its image'],
  async run(context) {
    const { box, apps, say } = context;
    for (const blade of box.blades) makeDevice(blade);
    await applyAll(box.bench, apps.thermal, 60);
    await allReady(context);
    say(`${apps.thermal.length} objects applied: a plugin and a daemon Ready on each of ${box.blades.length} blades`);
    const [first] = box.blades as [Blade, ...Blade[]];
    const failures = [
      ...(await containerFaults(context, ['node'])),
      ...box.blades.flatMap(deviceFaults),
      ...(await fanFaults(context, first)),
      ...(await kubeletFaults(context, first)),
      ...(await endedAgain(context)),
    ];
    return {
      shown: `${box.blades.length} daemons with the device of the plugin, without a privilege; fans follow 45, 75 and 45 °C; a kubelet that starts again hands the device on again`,
      rows: [],
      failures,
    };
  },
};

/** Containers of the daemon and of the plugin alone: others have outlived the plugs of scenarios before. */
async function endedAgain(context: RackContext): Promise<string[]> {
  const ofPlugin = (await endedContainers(context, 'hardware')).filter((line) => line.includes('/Pod/device-plugin-'));
  return [...(await endedContainers(context, 'thermal')), ...ofPlugin];
}

/** A device of the kernel that anyone may open to whom the node lets himself be opened: that of tunnels. */
function makeDevice(blade: Blade): void {
  blade.run('bash', '-c', `mknod -m 660 ${device} c 10 200 && chgrp ${fanGroupId} ${device}`);
}

async function podOn(context: RackContext, namespace: string, name: string, blade: Blade): Promise<Pod> {
  const found = (await pods(context, namespace)).find(
    ({ metadata, spec }) =>
      metadata.labels?.['app.kubernetes.io/name'] === name &&
      spec.nodeName === blade.spec.name &&
      !metadata.deletionTimestamp,
  );
  if (found === undefined) throw new Error(`${namespace}/DaemonSet/${name} has no pod on ${blade.spec.name}`);
  return found;
}

async function allReady(context: RackContext): Promise<void> {
  const { blades } = context.box;
  let late: string[] = [];
  try {
    await waitFor(
      'a plugin and a daemon on each blade',
      readySeconds,
      async () => {
        const all = [...(await daemons(context)), ...(await plugins(context))];
        late = all.filter((pod) => !isTrue(pod, 'Ready')).map((pod) => `${objectId(pod)} is not Ready`);
        if (all.length !== 2 * blades.length) late.push(`${all.length} pods for ${blades.length} blades`);
        for (const { spec } of blades) {
          const count = await allocatable(context, spec.name);
          if (count !== 2) late.push(`Node/${spec.name} has ${count} of 2 ${resource}`);
        }
        return late.length === 0 ? true : undefined;
      },
      1000,
    );
  } catch {
    const ended = await endedAgain(context);
    const why = await whyPodsWait(context, ['thermal', 'hardware']);
    throw new Error(`after ${readySeconds} s: ${[...late, ...ended].join('; ')}${why}`);
  }
}

const named = (name: string) => (pod: Pod) => pod.metadata.labels?.['app.kubernetes.io/name'] === name;
const daemons = async (context: RackContext) => (await pods(context, 'thermal')).filter(named('thermal-emc2301'));
const plugins = async (context: RackContext) => (await pods(context, 'hardware')).filter(named('device-plugin'));

async function allocatable({ box: { bench } }: RackContext, name: string): Promise<number> {
  const node = await bench.client.get<Node & { status: { allocatable: Record<string, string> } }>(
    'v1',
    'Node',
    undefined,
    name,
  );
  return Number(node?.status.allocatable[resource] ?? 0);
}

/** What the process in the container finds: the device alone, with the group that lets it in. */
function deviceFaults(blade: Blade): string[] {
  const at = `${device} in the daemon on ${blade.spec.name}`;
  const script = `for pid in $(pgrep -x node); do stat -c '%t:%T %g %a' /proc/$pid/root${device} 2>/dev/null; ls /proc/$pid/root/dev; done`;
  const said = blade.run('bash', '-c', script).trim().split('\n');
  const wanted = `a:c8 ${fanGroupId} 660`;
  return [
    ...(said[0] === wanted ? [] : [`${at} is ${said[0] || 'not there'}, not ${wanted}`]),
    ...(said.includes('fuse') ? [`the daemon on ${blade.spec.name} was given other devices, too`] : []),
  ];
}

/** A figure of the daemon's, as Prometheus would read it. */
async function figure(context: RackContext, pod: Pod, name: string): Promise<number> {
  const { text } = await forwarded(context, 'thermal', pod.metadata.name, 9101, (url) => ask(`${url}/metrics`));
  const found = new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)`, 'm').exec(text)?.[1];
  if (found === undefined) throw new Error(`${objectId(pod)} has no ${name}`);
  return Number(found);
}

/** Moves what the daemon reads as temperature, as heat does: never by a jump, never still. */
function startHeater(blade: Blade, pod: Pod): { to(celsius: number): void; stop(): void } {
  const [{ containerID }] = (pod.status as { containerStatuses: [{ containerID: string }] }).containerStatuses;
  const id = containerID.replace('containerd://', '');
  const file = `/run/containerd/io.containerd.runtime.v2.task/k8s.io/${id}/rootfs/fake/temp`;
  let [now, target, flicker] = [55, 55, 0];
  const move = () => {
    now += Math.max(-fastestKelvin, Math.min(fastestKelvin, target - now));
    flicker = flicker === 0 ? 0.3 : 0;
    blade.run('bash', '-c', `echo ${Math.round((now + flicker) * 1000)} >${file}`);
  };
  const timer = setInterval(move, heaterMilliseconds);
  return { to: (celsius) => (target = celsius), stop: () => clearInterval(timer) };
}

async function fanFaults(context: RackContext, blade: Blade): Promise<string[]> {
  const { say } = context;
  const pod = await podOn(context, 'thermal', 'thermal-emc2301', blade);
  const heater = startHeater(blade, pod);
  const faults: string[] = [];
  const follows = async (celsius: number, what: string, fits: (duty: number) => boolean) => {
    heater.to(celsius);
    const begun = Date.now();
    let duty = -1;
    const settled = async () => {
      duty = await figure(context, pod, 'thermal_duty_readback_ratio');
      const reached = Math.abs((await figure(context, pod, 'thermal_temperature_celsius')) - celsius) < 1;
      return reached && fits(duty) ? true : undefined;
    };
    await waitFor(what, followsSeconds, settled, 1000)
      .then(() => say(`${celsius} °C: duty ${duty.toFixed(2)} after ${Math.round((Date.now() - begun) / 1000)} s`))
      .catch(() => faults.push(`${objectId(pod)} at ${celsius} °C drives its fan with ${duty}, not ${what}`));
  };
  try {
    await follows(45, 'less than half', (duty) => duty < 0.5);
    await follows(75, 'all there is', (duty) => duty > 0.99);
    const speed = await figure(context, pod, 'thermal_fan_rpm');
    if (speed < 4000) faults.push(`${objectId(pod)} reads ${speed} revolutions a minute of a fan at full drive`);
    await follows(45, 'less than half again', (duty) => duty < 0.5);
  } finally {
    heater.stop();
  }
  return faults;
}

/** The kubelet is killed and comes back: the daemon goes on, the plugin registers again, a new daemon gets the device. */
async function kubeletFaults(context: RackContext, blade: Blade): Promise<string[]> {
  const { box, say } = context;
  const before = await podOn(context, 'thermal', 'thermal-emc2301', blade);
  const configurations = await figure(context, before, 'thermal_chip_configurations_total');
  blade.run('bash', '-c', 'kill -9 $(pgrep -x kubelet)');
  const begun = Date.now();
  await sleep(5000);
  await box.ready([blade.spec.name]);
  await waitFor(`${resource} on ${blade.spec.name} again`, 120, async () =>
    (await allocatable(context, blade.spec.name)) === 2 ? true : undefined,
  );
  say(`a kubelet was killed: ${resource} again after ${Math.round((Date.now() - begun) / 1000)} s`);
  const after = await podOn(context, 'thermal', 'thermal-emc2301', blade);
  const faults: string[] = [];
  if (after.metadata.uid !== before.metadata.uid) faults.push(`${objectId(before)} did not outlive its kubelet`);
  else if ((await figure(context, after, 'thermal_chip_configurations_total')) !== configurations)
    faults.push(`${objectId(after)} was started again with its kubelet`);
  await box.bench.client.remove(after as KubeObject);
  await waitFor(`a new daemon on ${blade.spec.name}`, 120, async () => {
    const fresh = await podOn(context, 'thermal', 'thermal-emc2301', blade).catch(() => undefined);
    return fresh && fresh.metadata.uid !== after.metadata.uid && isTrue(fresh, 'Ready') ? true : undefined;
  }).catch(async (error: Error) => {
    faults.push(`thermal/DaemonSet/thermal-emc2301: ${error.message}${await whyPodsWait(context, ['thermal'])}`);
  });
  return faults;
}
