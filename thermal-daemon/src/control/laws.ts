import { holdLaw } from './hold-law';
import type { Law } from './law';
import type { ControlSettings } from './settings';
import { stepCurveLaw } from './step-curve-law';

const lawNamed: Readonly<Record<ControlSettings['law'], (settings: ControlSettings) => Law>> = {
  hold: holdLaw,
  curve: stepCurveLaw,
};

export const lawOf = (settings: ControlSettings): Law => lawNamed[settings.law](settings);
