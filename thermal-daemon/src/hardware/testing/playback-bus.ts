import { hex, type OpenBus } from '../bus';

/** One transfer in the order in which it must happen. */
export type Transfer =
  | { readonly read: number; readonly gives: number }
  | { readonly write: number; readonly value: number }
  | { readonly read: number; readonly fails: Error }
  | { readonly write: number; readonly fails: Error };

const describe = (transfer: Transfer | undefined): string => {
  if (transfer === undefined) return 'no further transfer';
  if ('read' in transfer) return `read of ${hex(transfer.read)}`;
  return `write of ${hex(transfer.write)}${'value' in transfer ? ` = ${hex(transfer.value)}` : ''}`;
};

/** Plays recorded transfers back: an unexpected one fails at once, an unconsumed one in `finish`. */
export class PlaybackBus implements OpenBus {
  closed = false;
  private position = 0;

  constructor(private readonly transfers: readonly Transfer[]) {}

  async readByte(register: number): Promise<number> {
    const next = this.take(`read of ${hex(register)}`);
    if (!('read' in next) || next.read !== register) throw this.unexpected(`read of ${hex(register)}`, next);
    if ('fails' in next) throw next.fails;
    return next.gives;
  }

  async writeByte(register: number, value: number): Promise<void> {
    const seen = `write of ${hex(register)} = ${hex(value)}`;
    const next = this.take(seen);
    if (!('write' in next) || next.write !== register) throw this.unexpected(seen, next);
    if ('fails' in next) throw next.fails;
    if (next.value !== value) throw this.unexpected(seen, next);
  }

  async close(): Promise<void> {
    this.closed = true;
  }

  finish(): void {
    const left = this.transfers.length - this.position;
    if (left > 0) throw new Error(`${left} transfers never happened, first ${describe(this.transfers[this.position])}`);
  }

  private take(seen: string): Transfer {
    if (this.closed) throw new Error(`${seen} on a closed bus`);
    const next = this.transfers[this.position];
    if (next === undefined) throw this.unexpected(seen, next);
    this.position += 1;
    return next;
  }

  private unexpected(seen: string, next: Transfer | undefined): Error {
    return new Error(`transfer ${this.position}: ${seen}, expected ${describe(next)}`);
  }
}
