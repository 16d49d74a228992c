/** Counts what was shown and what was not, and says each at once. */
export class Verdict {
  passed = 0;
  failed = 0;

  /** @param detail what was seen instead; printed only when it failed */
  check(what: string, holds: boolean, detail = ''): void {
    if (holds) this.passed++;
    else this.failed++;
    console.log(`${holds ? 'ok  ' : 'FAIL'} ${what}${holds || detail === '' ? '' : `\n     ${detail.trim()}`}`);
  }

  /** Prints the last line, which scripts read, and sets the exit code. A judge that checked nothing has failed. */
  close(): void {
    if (this.passed + this.failed === 0) this.check('something was checked', false);
    console.log(`${this.passed} passed, ${this.failed} failed`);
    process.exitCode = this.failed > 0 ? 1 : 0;
  }
}
