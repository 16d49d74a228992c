import { goProgram } from '../tree/go-program';

const module = 'github.com/VictoriaMetrics/VictoriaLogs';

/** Of the newest version that can be had as a module; the rack's images are one patch release behind. */
export const logStoreProgram = (): string =>
  goProgram({ folder: 'logs/server', package: `${module}/app/victoria-logs` });

export const logCollectorProgram = (): string => goProgram({ folder: 'logs/server', package: `${module}/app/vlagent` });
