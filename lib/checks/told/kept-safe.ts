import { recordOf } from '../../manifest/field-path';
import { parseBytes, mebibytesOf } from '../../units/quantity';
import type { RackView, WorkloadView } from '../rack-view';
import type { Rule, RuleHit } from '../rule';
import { type ToldText, toldTexts } from './told-texts';

/** Seconds after which people ask why the cache does not answer; LiteLLM and Open WebUI wait no longer. */
const longestSilenceMs = 60_000;

export const redisKeeps: Rule = {
  id: 'told/redis-safety',
  level: 'error',
  why: 'Sentinels that do not agree by majority make two primaries of one, and a server that takes writes alone or keeps nothing loses what it confirmed.',
  fixHint:
    'let a majority of Sentinels agree within a minute, and write to a log and to a replica before a write is confirmed',
  exceptable: true,
  check: (view) =>
    view.workloads
      .filter(({ kind, replicas }) => kind === 'StatefulSet' && replicas > 1)
      .flatMap((set) => {
        const texts = toldTexts(view).get(set.id) ?? [];
        if (!texts.some(({ text }) => /^sentinel monitor /m.test(text))) return [];
        return texts.flatMap((told) => [
          ...monitored(set, told),
          ...lines(told, /^appendonly no\b/m, 'keeps nothing: a restarted server has lost what it confirmed'),
          ...lines(
            told,
            /^min-replicas-to-write 0\b/m,
            'lets a primary without replicas take writes, which a failover loses',
          ),
          ...patient(told),
        ]);
      }),
};

function lines({ object, path, text }: ToldText, pattern: RegExp, message: string): RuleHit[] {
  const found = pattern.exec(text)?.[0];
  return found === undefined ? [] : [{ object, path, message: `"${found.trim()}" ${message}` }];
}

function monitored({ id, replicas }: WorkloadView, { object, path, text }: ToldText): RuleHit[] {
  const agreeing = Number(/^sentinel monitor \S+ \S+ \d+ (\d+)\s*$/m.exec(text)?.[1] ?? Number.NaN);
  const majority = Math.floor(replicas / 2) + 1;
  if (Number.isNaN(agreeing) || (agreeing >= majority && agreeing <= replicas)) return [];
  return [
    {
      object,
      path,
      message: `lets ${agreeing} of ${replicas} Sentinels of ${id} call the primary dead; a majority is ${majority}`,
    },
  ];
}

/** Stated itself, or in a variable of the script that writes it; after a power cut a script may be more patient once. */
function patient({ object, path, text }: ToldText): RuleHit[] {
  const stated = /^sentinel down-after-milliseconds \S+ (?:(\d+)|\$\{?(\w+)\}?)/m.exec(text);
  const [, figure, variable] = stated ?? [];
  const first = variable === undefined ? undefined : new RegExp(`^${variable}=(\\d+)`, 'm').exec(text)?.[1];
  const ms = Number(figure ?? first ?? 0);
  if (ms <= longestSilenceMs) return [];
  return [{ object, path, message: `waits ${ms / 1000} s before it calls a primary dead` }];
}

export const collectorFits: Rule = {
  id: 'told/collector-memory',
  level: 'error',
  why: 'A collector that may take more than its container has is killed before it refuses anything, with all that it held.',
  fixHint: 'set limit_mib below the memory limit of the container',
  exceptable: true,
  check: (view) => view.workloads.flatMap((workload) => overLimit(workload, view)),
};

function overLimit({ id, containers }: WorkloadView, view: RackView): RuleHit[] {
  const limits = containers.flatMap(({ container }) => {
    const memory = recordOf(recordOf(container.resources).limits).memory;
    return parseBytes(String(memory)) ?? [];
  });
  const most = Math.max(0, ...limits);
  return (toldTexts(view).get(id) ?? []).flatMap(({ object, path, text }): RuleHit[] => {
    const mib = Number(/^ *memory_limiter:\n(?: +\S.*\n)*? +limit_mib: (\d+)$/m.exec(text)?.[1] ?? 0);
    if (most === 0 || mib * 2 ** 20 < most) return [];
    return [{ object, path, message: `may take ${mib}Mi in a container that is killed at ${mebibytesOf(most)}` }];
  });
}

export const safetyRules: readonly Rule[] = [redisKeeps, collectorFits];
