import { recordOf, recordsOf } from '../../../manifest/field-path';
import { elementName } from '../../../manifest/pod-templates';
import { shown } from '../hits';
import { httpHeaderName } from './syntax';
import type { Fields, Place, TypeRules } from './place';

/** Probes and lifecycle hooks. The choice of one handler is in exclusive.ts, ports are in ports.ts. */

function mustSucceedOnce(kind: string): (value: Fields, place: Place) => void {
  return (value, place) => {
    const { successThreshold } = recordOf(value[kind]);
    if (typeof successThreshold === 'number' && successThreshold > 1) {
      const message = `is ${successThreshold}; a ${kind} counts as passed after 1 success`;
      place.say('server/probe', `${kind}.successThreshold`, message, 'Remove it.');
    }
  };
}

function readiness(value: Fields, place: Place): void {
  if (recordOf(value.readinessProbe).terminationGracePeriodSeconds !== undefined) {
    const message = 'is not allowed here: a failed readinessProbe ends no container';
    place.say('server/probe', 'readinessProbe.terminationGracePeriodSeconds', message, 'Remove it.');
  }
}

const DEFAULT_GRACE_SECONDS = 30;

function sleeps(spec: Fields, place: Place): void {
  const { terminationGracePeriodSeconds: grace = DEFAULT_GRACE_SECONDS } = spec;
  for (const list of ['containers', 'initContainers']) {
    recordsOf(spec[list]).forEach((container, index) => {
      for (const hook of ['preStop', 'postStart']) {
        const { seconds } = recordOf(recordOf(recordOf(container.lifecycle)[hook]).sleep);
        if (typeof seconds !== 'number' || (seconds >= 0 && seconds <= Number(grace))) continue;
        const field = `${list}[${elementName(container, index)}].lifecycle.${hook}.sleep.seconds`;
        place.say(
          'server/probe',
          field,
          `is ${seconds}; from 0 to terminationGracePeriodSeconds (${String(grace)}) is allowed`,
        );
      }
    });
  }
}

function stopSignals(spec: Fields, place: Place): void {
  recordsOf(spec.containers).forEach((container, index) => {
    if (recordOf(container.lifecycle).stopSignal === undefined || recordOf(spec.os).name !== undefined) return;
    const field = `containers[${elementName(container, index)}].lifecycle.stopSignal`;
    place.say(
      'server/probe',
      field,
      'needs spec.os.name beside it: signals depend on the system',
      'Set os.name: linux.',
    );
  });
}

export const probeRules: TypeRules = {
  Container: [mustSucceedOnce('livenessProbe'), mustSucceedOnce('startupProbe'), readiness],
  PodSpec: [sleeps, stopSignals],
  ExecAction: [
    (value, place) => {
      if (!Array.isArray(value.command) || value.command.length === 0)
        place.say('schema/required', 'command', 'is missing');
    },
  ],
  HTTPGetAction: [
    (value, place) =>
      recordsOf(value.httpHeaders).forEach((header, index) => {
        const wrong = typeof header.name === 'string' ? httpHeaderName(header.name) : undefined;
        if (wrong !== undefined) {
          place.say(
            'server/probe',
            `httpHeaders[${index}].name`,
            `${shown(header.name)} is no header name: it ${wrong}`,
          );
        }
      }),
  ],
};
