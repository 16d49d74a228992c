import type { Scenario } from '../scenario';

export const costScenarios: readonly Scenario[] = [];
