import type { FieldJson } from '../../../lib/kit/grafana-types';
import { escaped } from './escaped';

interface Line {
  name: string;
  times: number[];
  values: number[];
}

const palette = ['#73bf69', '#f2cc0c', '#8ab8ff', '#ff780a', '#f2495c', '#5794f2', '#b877d9', '#705da0', '#37872d'];
const left = 62;

/** Lines on a scale, or areas on top of one another, with a legend below. */
export function drawLines(
  given: Line[],
  { width, height }: { width: number; height: number },
  written: (value: number) => string,
  { min, max, custom }: FieldJson,
): string {
  const isStacked = (custom as { stacking?: object } | undefined)?.stacking !== undefined;
  const lines = isStacked ? stacked(given) : given;
  const finite = lines.flatMap(({ values }) => values.filter(Number.isFinite));
  const low = min ?? Math.min(...finite);
  const high = Math.max(max ?? -Infinity, ...finite, low + 1e-9);
  const times = lines.flatMap((line) => line.times);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const x = (time: number) => left + ((time - first) / (last - first || 1)) * (width - left - 4);
  const y = (value: number) => height - 14 - ((value - low) / (high - low)) * (height - 24);
  const paths = lines.map(({ times: at, values }, i) => {
    const points = values.flatMap((value, k) =>
      Number.isFinite(value) ? [`${x(at[k]!).toFixed(1)},${y(value).toFixed(1)}`] : [],
    );
    return `<polyline fill="none" stroke="${palette[i % palette.length]}" stroke-width="1.2" points="${points.join(' ')}"/>`;
  });
  const scale = [low, (low + high) / 2, high].map(
    (value) =>
      `<line x1="${left}" x2="${width}" y1="${y(value)}" y2="${y(value)}" stroke="#2c3235"/>` +
      `<text x="${left - 5}" y="${y(value) + 4}" fill="#9fa7b3" font-size="10" text-anchor="end">${escaped(written(value))}</text>`,
  );
  const legend = given.map(
    ({ name }, i) => `<span><i style="color:${palette[i % palette.length]}">━</i> ${escaped(name)}</span>`,
  );
  return `<svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none">${scale.join('')}${paths.join('')}</svg>
<div class="legend">${legend.join('')}</div>`;
}

function stacked(lines: Line[]): Line[] {
  const sums = new Map<number, number>();
  return lines.map(({ name, times, values }) => ({
    name,
    times,
    values: values.map((value, i) => {
      const sum = (sums.get(times[i]!) ?? 0) + (Number.isFinite(value) ? value : 0);
      sums.set(times[i]!, sum);
      return sum;
    }),
  }));
}
