import { faultMeanings, reasonMeanings } from '../control/fault';
import type { ProcessFacts } from './metrics';
import type { Snapshot } from './snapshot';

/** For people with curl: everything in words. The shape may grow; metrics are the contract. */
export function statusOf(now: Snapshot, facts: ProcessFacts): object {
  const { config } = now;
  const percent = (ratio: number | undefined) => (ratio === undefined ? 'unknown' : `${Math.round(ratio * 100)} %`);
  return {
    doing: now.reasons.map((reason) => `${reason}: ${reasonMeanings[reason]}`),
    faults: Object.fromEntries(now.faults.map((fault) => [fault, faultMeanings[fault]])),
    temperature: now.tempCelsius === undefined ? 'unknown' : `${now.tempCelsius.toFixed(1)} °C`,
    target:
      config.law === 'hold'
        ? `${config.band.lowCelsius} to ${config.band.highCelsius} °C, full speed from ${config.limitCelsius} °C`
        : `curve ${config.curve.points.map((point) => `${point.tempCelsius} °C ${percent(point.dutyRatio)}`).join(', ')}`,
    duty: { told: percent(now.dutyRatio), readBack: percent(now.readbackRatio) },
    fans: now.fans.map(({ fan, rpm, stalled }) => ({ fan, rpm: rpm ?? 'not measured', stalled })),
    chip: now.chip ?? 'not open',
    otherSensors: Object.fromEntries(
      now.otherSensors.readings.map(({ sensor, tempCelsius }) => [
        sensor,
        tempCelsius === undefined ? 'unreadable' : `${tempCelsius.toFixed(1)} °C`,
      ]),
    ),
    ...(now.neighbour !== undefined && {
      neighbour: now.neighbour === 'unknown' ? 'unknown' : `${now.neighbour.tempCelsius.toFixed(1)} °C`,
    }),
    platform: {
      throttled: now.platform.throttled ?? 'this node does not tell',
      underVoltage: now.platform.underVoltage ?? 'this node does not tell',
    },
    configuration: now.configProblems.length === 0 ? 'in force' : { refused: now.configProblems },
    lastSuccess:
      now.lastSuccessUnixSeconds === undefined ? 'never' : new Date(now.lastSuccessUnixSeconds * 1000).toISOString(),
    version: facts.version,
  };
}
