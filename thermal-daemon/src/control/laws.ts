import { bandLaw } from './band-law';
import { bandWeights, calmBandWeights } from './band-weights';
import type { Law } from './law';
import type { ControlSettings } from './settings';
import { stepCurveLaw } from './step-curve-law';

const lawNamed: Readonly<Record<ControlSettings['law'], (settings: ControlSettings) => Law>> = {
  band: (settings) => bandLaw(settings, settings.weights ?? bandWeights),
  'calm-band': (settings) => bandLaw(settings, settings.weights ?? calmBandWeights),
  curve: stepCurveLaw,
};

/** A law depends on nothing but the settings, and those change only with the file. */
const laws = new WeakMap<ControlSettings, Law>();

export function lawOf(settings: ControlSettings): Law {
  const known = laws.get(settings);
  if (known) return known;
  const law = lawNamed[settings.law](settings);
  laws.set(settings, law);
  return law;
}
