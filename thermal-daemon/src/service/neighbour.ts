import { Resolver } from 'node:dns/promises';
import { Agent, get } from 'node:http';
import { isIP } from 'node:net';
import type { NeighbourReading } from '../control/readings';

/** Two blades with one fan, by the names of their nodes. */
export interface Pair {
  /** The blade whose pin drives the fan. */
  readonly drives: string;
  readonly lends: string;
}

/** How the daemons of a rack find one another. */
export interface Neighbours {
  /** A name that resolves to the addresses of all daemons: a headless Service. */
  readonly host: string;
  readonly port: number;
  readonly pairs: readonly Pair[];
}

/** 'alone': this fan cools its own blade only; otherwise what this blade is in its pair. */
export type Part = 'alone' | 'lends' | { readonly drivesFor: string };

export function partOf(neighbours: Neighbours | undefined, node: string | undefined): Part {
  const pair = neighbours?.pairs.find(({ drives, lends }) => drives === node || lends === node);
  // Not knowing who it is, a daemon must assume that its fan cools another blade too.
  if (neighbours && !pair) return { drivesFor: 'unknown' };
  if (!pair) return 'alone';
  return pair.lends === node ? 'lends' : { drivesFor: pair.lends };
}

/** What /neighbour answers. */
export interface Telling {
  readonly node: string | undefined;
  /** null: not known, or not believed. */
  readonly tempCelsius: number | null;
  readonly leastDutyRatio: number;
  readonly ageSeconds: number;
}

export interface NeighbourSurroundings {
  readonly nowMs: () => number;
  /** Addresses behind a name. */
  readonly resolve: (host: string) => Promise<readonly string[]>;
  readonly ask: (address: string, port: number) => Promise<Telling>;
}

/** An answer, however it was come by, counts for so long: as long as a sample of the own sensor may be old. */
const FRESH_SECONDS = 6;
/** Where the neighbour is not where it was, all daemons are asked at most so often. */
const SEARCH_AGAIN_MS = 2000;

/**
 * Asks the daemon of the other blade how warm it is. It is asked at every step without waiting for the answer: what is
 * known is the newest answer, and an answer too old is none. Pods have changing addresses, so the neighbour is the one
 * among all daemons that says that it is.
 */
export class Neighbour {
  private address: string | undefined;
  private newest: { readonly reading: NeighbourReading; readonly atMs: number } | undefined;
  private asking = false;
  private searchedAtMs = -Infinity;

  constructor(
    private readonly node: string,
    private readonly where: Neighbours,
    private readonly outside: NeighbourSurroundings,
  ) {}

  read(): NeighbourReading | 'unknown' {
    void this.refresh();
    const { newest } = this;
    const fresh = newest && this.outside.nowMs() - newest.atMs <= FRESH_SECONDS * 1000;
    return fresh ? newest.reading : 'unknown';
  }

  /** Resolves when this round of asking has ended; never rejects. */
  async refresh(): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    try {
      if (this.address === undefined || !(await this.askAt(this.address))) await this.search();
    } finally {
      this.asking = false;
    }
  }

  private async search(): Promise<void> {
    const now = this.outside.nowMs();
    if (now - this.searchedAtMs < SEARCH_AGAIN_MS) return;
    this.searchedAtMs = now;
    const addresses = await this.outside.resolve(this.where.host).catch((): readonly string[] => []);
    const answers = await Promise.all(addresses.map((address) => this.askAt(address)));
    if (!answers.includes(true)) this.address = undefined;
  }

  /** @returns whether the neighbour answered there */
  private async askAt(address: string): Promise<boolean> {
    const askedAtMs = this.outside.nowMs();
    const told = await this.outside.ask(address, this.where.port).catch(() => undefined);
    if (told?.node !== this.node) return false;
    this.address = address;
    const { tempCelsius, leastDutyRatio, ageSeconds } = told;
    if (tempCelsius !== null && Number.isFinite(tempCelsius) && leastDutyRatio >= 0 && leastDutyRatio <= 1) {
      // An answer is as old as the sample that it tells of.
      this.newest = { reading: { tempCelsius, leastDutyRatio }, atMs: askedAtMs - Math.max(ageSeconds, 0) * 1000 };
    } else this.newest = undefined;
    return true;
  }
}

const PATIENCE_MS = 1000;
/** Bytes of an answer; a neighbour's has 120. */
const LONGEST_ANSWER = 4096;

/** DNS and HTTP by sockets alone: neither takes a thread of the pool, and both are given up after a second. */
export function neighbourOverHttp(): Pick<NeighbourSurroundings, 'resolve' | 'ask'> {
  const resolver = new Resolver({ timeout: PATIENCE_MS, tries: 1 });
  const agent = new Agent({ keepAlive: true, maxSockets: 1, timeout: 10_000 });
  return {
    resolve: async (host) => (isIP(host) ? [host] : resolver.resolve4(host)),
    ask: (address, port) =>
      new Promise((resolve, reject) => {
        const signal = AbortSignal.timeout(PATIENCE_MS);
        const request = get({ host: address, port, path: '/neighbour', agent, signal }, (response) => {
          let body = '';
          response.setEncoding('utf8');
          response.on('data', (chunk: string) => {
            body += chunk;
            if (body.length > LONGEST_ANSWER) request.destroy(new Error('the answer is too long'));
          });
          response.on('error', reject);
          response.on('end', () => {
            try {
              resolve(JSON.parse(body) as Telling);
            } catch (error) {
              reject(error as Error);
            }
          });
        });
        request.on('error', reject);
      }),
  };
}
