import type { Rule } from '../rule';
import { litellmKnown, metricRecorded, modelExists, pipelineParts, receiverExists } from './files';
import { chartWords, postgresWords, redisKnown, storageWords, variableKnown } from './words';

/** Words that a program would refuse, or silently ignore. */
export const wordRules: readonly Rule[] = [
  ...[postgresWords, redisKnown, variableKnown, storageWords, chartWords],
  ...[litellmKnown, modelExists, receiverExists, pipelineParts, metricRecorded],
];
