import type { Fault } from '../problem';
import type { Minor } from '../supported-versions';
import { compareMinors, kubernetesSupport, minorOf, newestKubernetes, supportedTalos } from '../supported-versions';
import type { SpecRule } from './rule';
import { listed } from '../../units/words';

const print = ([major, minor]: Minor): string => `${major}.${minor}`;

export const talosIsSupported: SpecRule = ({ talos }) => {
  if (talos === undefined || compareMinors(minorOf(talos), supportedTalos.minor) === 0) return [];
  const age = compareMinors(minorOf(talos), supportedTalos.minor) < 0 ? 'older' : 'newer';
  const fault: Fault = {
    at: ['talos'],
    title: `Talos ${talos} is ${age} than what is written for`,
    detail: `machine configurations are those of Talos ${print(supportedTalos.minor)}`,
    suggestion: supportedTalos.newest,
  };
  return [fault];
};

/** All parts that refuse are named at once: together they say which versions are left. */
export const kubernetesFitsAll: SpecRule = ({ kubernetes }) => {
  if (kubernetes === undefined) return [];
  const minor = minorOf(kubernetes);
  const refusing = kubernetesSupport.filter(
    ({ from, to }) => compareMinors(minor, from) < 0 || compareMinors(minor, to) > 0,
  );
  if (refusing.length === 0) return [];
  const ranges = refusing.map(({ part, from, to }) => `${part} (${print(from)} to ${print(to)})`);
  const age = refusing.every(({ from }) => compareMinors(minor, from) < 0) ? 'old' : 'new';
  const fault: Fault = {
    at: ['kubernetes'],
    title: `Kubernetes ${kubernetes} is too ${age} for ${listed(refusing.map(({ part }) => part))}`,
    detail: `supported: ${listed(ranges)}`,
    suggestion: newestKubernetes,
  };
  return [fault];
};
