import type { Fault } from './fault';
import { ownFaults } from './own';
import { recordedFaults } from './recorded';

export const allFaults: readonly Fault[] = [...recordedFaults, ...ownFaults];
