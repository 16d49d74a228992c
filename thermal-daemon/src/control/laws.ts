import { bandLaw } from './band-law';
import type { Law } from './law';
import type { ControlSettings } from './settings';
import { stepCurveLaw } from './step-curve-law';

/** A law depends on nothing but the settings, and those change only with the file. */
const laws = new WeakMap<ControlSettings, Law>();

export function lawOf(settings: ControlSettings): Law {
  const known = laws.get(settings);
  if (known) return known;
  const law = settings.law === 'band' ? bandLaw(settings) : stepCurveLaw(settings);
  laws.set(settings, law);
  return law;
}
