export const THROTTLES_FROM_CELSIUS = 80;

/** Time above 80 °C that a blade had and its oracle did not: the same blade at full speed since the fault began. */
export interface Excess {
  /** In heats that the oracle stays below 80 °C in. */
  readonly needlessSeconds: number;
  /** In heats that take the oracle above 80 °C as well, only later: the longest lead in one of them. */
  readonly soonerSeconds: number;
}

/** Tells heats apart by the blade: one begins when it passes 80 °C and ends when it is back. */
export class ExcessMeter {
  private needlessSeconds = 0;
  private soonerSeconds = 0;
  private heat = { aloneSeconds: 0, unavoidable: false };

  add(bladeCelsius: number, oracleCelsius: number, seconds: number): void {
    if (bladeCelsius <= THROTTLES_FROM_CELSIUS) return this.endHeat();
    if (oracleCelsius > THROTTLES_FROM_CELSIUS) this.heat.unavoidable = true;
    else this.heat.aloneSeconds += seconds;
  }

  total(): Excess {
    this.endHeat();
    return { needlessSeconds: this.needlessSeconds, soonerSeconds: this.soonerSeconds };
  }

  private endHeat(): void {
    const { aloneSeconds, unavoidable } = this.heat;
    if (unavoidable) this.soonerSeconds = Math.max(this.soonerSeconds, aloneSeconds);
    else this.needlessSeconds += aloneSeconds;
    this.heat = { aloneSeconds: 0, unavoidable: false };
  }
}
