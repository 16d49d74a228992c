/** Expositions by exporter; several of one exporter are states that it can be in, a primary and a replica say. */
export type Expositions = Record<string, string | string[]>;
