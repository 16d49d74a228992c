/**
 * Every app that Rackwright knows, a line each. The order means nothing: `needs` and `offers` decide who is built before
 * whom, and the rack file decides which are on.
 */
export { longhorn } from './apps/platform/longhorn';
export { namespaces } from './apps/platform/namespaces';
export { priorityClasses } from './apps/platform/priority-classes';
export { redis } from './apps/data/redis';
