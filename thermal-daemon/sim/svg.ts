/** A small chart writer: one panel, linear or logarithmic axes, series of lines, points or bars. */
export interface Axis {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
  readonly logarithmic?: boolean;
  readonly format?: (value: number) => string;
}

export interface Series {
  readonly name: string;
  readonly colour: string;
  readonly points: readonly (readonly [number, number])[];
  readonly shape: 'line' | 'steps' | 'dots';
  readonly width?: number;
  readonly dashed?: boolean;
  /** Written beside the last point. */
  readonly tag?: string;
}

export interface Panel {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
  /** Shaded between two values of y. */
  readonly band?: readonly [number, number];
  readonly height: number;
  readonly legend?: boolean;
}

const WIDTH = 860;
const MARGIN = { left: 64, right: 20, top: 34, bottom: 44 };
const LEGEND_LINE = 18;

const round = (value: number): string => String(Math.round(value * 10) / 10);
const escape = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** Panels below one another. */
export function chart(description: string, panels: readonly Panel[]): string {
  let top = 0;
  const parts = panels.map((panel) => {
    const drawn = `<g transform="translate(0 ${top})">${draw(panel)}</g>`;
    top += heightOf(panel);
    return drawn;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${top}" width="${WIDTH}" height="${top}" role="img" font-family="system-ui, 'DejaVu Sans', sans-serif" font-size="12" fill="#24292f">`,
    `<title>${escape(description)}</title>`,
    `<rect width="${WIDTH}" height="${top}" fill="#ffffff"/>`,
    ...parts,
    '</svg>\n',
  ].join('\n');
}

const legendRows = (panel: Panel): number => (panel.legend === false ? 0 : Math.ceil(panel.series.length / 4));
const heightOf = (panel: Panel): number => panel.height + MARGIN.top + MARGIN.bottom + legendRows(panel) * LEGEND_LINE;

function draw(panel: Panel): string {
  const top = MARGIN.top + legendRows(panel) * LEGEND_LINE;
  const inner = WIDTH - MARGIN.left - MARGIN.right;
  const x = (value: number) => MARGIN.left + inner * share(panel.x, value);
  const y = (value: number) => top + panel.height * (1 - share(panel.y, value));
  const bottom = top + panel.height;
  const grid = [
    ...panel.x.ticks.map(
      (tick) =>
        `<line x1="${round(x(tick))}" x2="${round(x(tick))}" y1="${top}" y2="${bottom}" stroke="#d0d7de"/>` +
        `<text x="${round(x(tick))}" y="${bottom + 16}" text-anchor="middle">${label(panel.x, tick)}</text>`,
    ),
    ...panel.y.ticks.map(
      (tick) =>
        `<line x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${round(y(tick))}" y2="${round(y(tick))}" stroke="#d0d7de"/>` +
        `<text x="${MARGIN.left - 6}" y="${round(y(tick) + 4)}" text-anchor="end">${label(panel.y, tick)}</text>`,
    ),
  ];
  const shaded = panel.band
    ? `<rect x="${MARGIN.left}" y="${round(y(panel.band[1]))}" width="${inner}" height="${round(y(panel.band[0]) - y(panel.band[1]))}" fill="#2ca02c" opacity="0.12"/>`
    : '';
  const legend = panel.legend === false ? [] : panel.series.map((one, index) => legendEntry(one, index));
  return [
    `<text x="${MARGIN.left}" y="20" font-size="14" font-weight="600">${escape(panel.title)}</text>`,
    ...legend,
    ...grid,
    shaded,
    ...panel.series.map((one) => drawSeries(one, x, y)),
    `<text x="${MARGIN.left + inner / 2}" y="${bottom + 34}" text-anchor="middle">${escape(panel.x.label)}</text>`,
    `<text transform="translate(16 ${top + panel.height / 2}) rotate(-90)" text-anchor="middle">${escape(panel.y.label)}</text>`,
  ].join('\n');
}

const label = (axis: Axis, tick: number): string => escape(axis.format?.(tick) ?? String(tick));

function share({ from, to, logarithmic }: Axis, value: number): number {
  const position = logarithmic ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
  return Math.min(Math.max(position, 0), 1);
}

function legendEntry({ name, colour, dashed }: Series, index: number): string {
  const left = MARGIN.left + (index % 4) * 195;
  const at = MARGIN.top + Math.floor(index / 4) * LEGEND_LINE;
  const dash = dashed ? ' stroke-dasharray="5 3"' : '';
  return `<line x1="${left}" x2="${left + 18}" y1="${at}" y2="${at}" stroke="${colour}" stroke-width="3"${dash}/><text x="${left + 24}" y="${at + 4}">${escape(name)}</text>`;
}

function drawSeries(series: Series, x: (value: number) => number, y: (value: number) => number): string {
  const { points, colour, shape, width = 1.5, dashed, tag } = series;
  const last = points.at(-1);
  const tagged =
    tag && last
      ? `<text x="${round(x(last[0]) + 9)}" y="${round(y(last[1]) + 4)}" fill="${colour}">${escape(tag)}</text>`
      : '';
  if (shape === 'dots') {
    return (
      points.map(([a, b]) => `<circle cx="${round(x(a))}" cy="${round(y(b))}" r="5" fill="${colour}"/>`).join('') +
      tagged
    );
  }
  const path = points
    .map(([a, b], index) => {
      if (index === 0) return `M${round(x(a))} ${round(y(b))}`;
      return shape === 'steps' ? `H${round(x(a))}V${round(y(b))}` : `L${round(x(a))} ${round(y(b))}`;
    })
    .join('');
  const dash = dashed ? ' stroke-dasharray="5 3"' : '';
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linejoin="round"${dash}/>${tagged}`;
}

export const ticksEvery = (from: number, to: number, every: number): number[] =>
  Array.from({ length: Math.floor((to - from) / every) + 1 }, (_, index) => from + index * every);
