import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildRack } from '../../../lib/synth';
import { Prometheus } from './prometheus';
import { answersOf, askedRack, emptyPanels, textOf } from './rack-answers';
import { previewPage } from './preview';

/** The dashboard that is opened first. */
const first = 'rack';

export interface Pictured {
  name: string;
  /** The page that a browser draws. */
  html: string;
  /** Titles of panels without anything in them. */
  empty: string[];
  /** Of the page at that width. */
  heightPixels: number;
}

/** The reference rack and every example, by their files from the root. */
export function picturedFiles(root: string): string[] {
  const examples = readdirSync(join(root, 'clusters/examples')).filter((name) => name.endsWith('.yaml'));
  return ['test/fixtures/racks/reference.yaml', ...examples.map((name) => `clusters/examples/${name}`)];
}

/** What somebody would see of a rack, with Grafana where the rack file has none. */
export async function pictured(root: string, file: string, nowSeconds: number): Promise<Pictured> {
  const text = readFileSync(join(root, file), 'utf8');
  const withGrafana = /^ {2}grafana:/m.test(text) ? text : text.replace(/^apps:.*$/m, '$&\n  grafana: on');
  // Where its database would want more blades than there are, in its small size.
  const small = withGrafana.replace(/^apps:/m, 'size: small\n$&');
  const asWritten = buildRack({ root, file, text: withGrafana });
  const { rack, facts, problems } = asWritten.facts ? asWritten : buildRack({ root, file, text: small });
  if (!rack || !facts) throw new Error(`${file}: ${problems.map(({ title }) => title).join('; ')}`);
  const asked = askedRack({ rack, facts }, nowSeconds, [first]);
  const { json } = asked.shown[0]!;
  const prometheus = await Prometheus.holding(textOf(asked, nowSeconds));
  try {
    const answers = await answersOf(prometheus, asked, nowSeconds);
    const bottom = Math.max(...json.panels.map(({ gridPos }) => gridPos!.y + gridPos!.h));
    return {
      name: basename(file, '.yaml'),
      html: previewPage(json, answers),
      empty: emptyPanels(json, answers),
      heightPixels: bottom * 38 + 90,
    };
  } finally {
    await prometheus.stop();
  }
}
