import { bytesOf } from '../../units/quantity';
import type { PostgresSpec } from './postgres.spec';

export const maxConnections = 100;
const mebibyte = 1024 * 1024;

/** Sizes follow memory by PostgreSQL's own rules of thumb; the rest is for NVMe and for vector indexes. */
export function parameters({ memory, walDisk }: PostgresSpec): Record<string, string> {
  const share = (bytes: number, part: number) => `${Math.floor((bytes * part) / mebibyte)}MB`;
  return {
    max_connections: String(maxConnections),
    shared_buffers: share(bytesOf(memory), 0.25),
    effective_cache_size: share(bytesOf(memory), 0.5),
    maintenance_work_mem: share(bytesOf(memory), 0.125),
    work_mem: '8MB',
    // Replayed after a crash, so not more than a CM4 replays in a minute or two, however large the disk is.
    max_wal_size: share(Math.min(bytesOf(walDisk), 8 * 1024 * mebibyte), 0.25),
    // Replication slots must not fill the disk while a blade is away.
    max_slot_wal_keep_size: share(bytesOf(walDisk), 0.5),
    wal_compression: 'lz4',
    random_page_cost: '1.1',
    max_parallel_maintenance_workers: '2',
    log_min_duration_statement: '1000',
  };
}
