import type { KubeObject } from '../../cluster/kube/object';
import type { RackContext } from './scenario';

interface Event extends KubeObject {
  type: string;
  reason: string;
  message: string;
  lastTimestamp?: string;
  eventTime?: string;
  involvedObject: { kind: string; name: string };
}

/** Warnings of a namespace since a moment, oldest first, each `Kind/name: reason message`. `since` is seconds of the epoch. */
export async function warnings({ box }: RackContext, namespace: string, since = 0): Promise<string[]> {
  const at = ({ lastTimestamp, eventTime }: Event) => Date.parse(lastTimestamp ?? eventTime ?? '') / 1000 || 0;
  return (await box.bench.client.list<Event>('v1', 'Event', namespace))
    .filter((event) => event.type === 'Warning' && at(event) >= since)
    .sort((one, other) => at(one) - at(other))
    .map(({ involvedObject: { kind, name }, reason, message }) => `${kind}/${name}: ${reason} ${message}`);
}
