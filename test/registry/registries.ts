import { hasDebianRegistry, startDebianRegistry } from './debian-registry';
import { InProcessRegistry, type TestRegistry } from './in-process-registry';

/** Every suite runs against both; the registry in this process stands in for a real one only as far as both keep it. */
export const registries: [name: string, start: () => Promise<TestRegistry>][] = [
  ['a registry in this process', () => InProcessRegistry.start()],
  ...(hasDebianRegistry
    ? [['docker-registry of Debian', startDebianRegistry] as [string, () => Promise<TestRegistry>]]
    : []),
];
