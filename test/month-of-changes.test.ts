import { appBlocks } from '../lib/app-blocks';
import type { ImageLock } from '../lib/kit/images';
import { loadRack } from '../lib/rack-file/load';
import { type CheckedRack, checkRack } from '../lib/synth';
import { noSecretFiles, referenceFile, referenceText } from '../lib/testing/reference-rack';
import { sampleApps, sampleImages } from '../lib/testing/sample-rack';

/**
 * A month of ordinary changes to a rack that runs, one commit after the other. No rule finds anything that it did not find
 * before, but for what loses data: that is refused, by the rule that is named, and by no other.
 */
interface Commit {
  what: string;
  from?: RegExp;
  to?: string;
  images?: (lock: ImageLock) => ImageLock;
  refused?: readonly string[];
}

const month: readonly Commit[] = [
  { what: 'more memory for PostgreSQL', from: /memory: 2Gi, disk/, to: 'memory: 3Gi, disk' },
  { what: 'a larger model for the chat', from: /^ {2}chat: on$/m, to: '  chat: { model: qwen2.5-1.5b, memory: 3Gi }' },
  { what: 'a longer context', from: /qwen2\.5-1\.5b, memory: 3Gi/, to: 'qwen2.5-1.5b, memory: 3Gi, context: 8192' },
  {
    what: 'a blade more',
    from: /blade-04\.\.20, addresses: 192\.168\.1\.14-30, ports: usw-pro-24\/4-20/,
    to: 'blade-04..21, addresses: 192.168.1.14-31, ports: usw-pro-24/4-21',
  },
  {
    what: 'a newer image',
    images: (lock) => ({
      ...lock,
      grafana: { ...lock['grafana']!, tag: '13.9.9', digest: `sha256:${'7'.repeat(64)}` },
    }),
  },
  { what: 'metrics kept for longer', from: /^ {2}prometheus: on$/m, to: '  prometheus: { keep: 20d }' },
  { what: 'a larger disk for PostgreSQL', from: /disk: 40Gi/, to: 'disk: 60Gi' },
  { what: 'another way to be woken', from: /ntfy: \{ server: https:\/\/ntfy\.example\.org \}/, to: 'pushover: {}' },
  { what: 'a warmer room', from: /temperature: 18C-28C/, to: 'temperature: 18C-30C' },
  { what: 'a quieter fan curve', from: /hold: 50C-60C/, to: 'hold: 52C-62C' },
  {
    what: 'a bucket for documents',
    from: /minio: \{ disk: 200Gi \}/,
    to: 'minio: { disk: 200Gi, buckets: { rag: {}, papers: {} } }',
  },
  { what: 'a database for an app beside', from: /disk: 60Gi/, to: 'disk: 60Gi, databases: { rag: {}, notes: {} }' },
  { what: 'an app switched off', from: /^ {2}unpoller: on\n/m, to: '' },
  { what: 'Talos and Kubernetes as they are patched', from: /talos: 1\.14\.2/, to: 'talos: 1.14.3' },
];

const blocks = appBlocks(sampleApps);
let text = referenceText;
let images: ImageLock = sampleImages;

function judged(before?: CheckedRack): CheckedRack {
  const { rack, problems } = loadRack({ text, file: referenceFile, apps: blocks });
  expect(problems.filter(({ level }) => level === 'error')).toEqual([]);
  const history = before && { before: new Map(before.change.after) };
  return checkRack({ rack: rack!, images, secrets: noSecretFiles, history }, { withoutProofs: true });
}

const told = ({ findings }: CheckedRack) =>
  findings.filter(({ level }) => level !== 'info').map(({ rule, object, message }) => `${rule} ${object}: ${message}`);

let last: CheckedRack;
beforeAll(() => {
  last = judged();
});

test('the rack has no error before', () => {
  expect(last.findings.filter(({ level }) => level === 'error')).toEqual([]);
});

test.each(month)(
  '$what',
  ({ from, to, images: bumped, refused = [] }) => {
    const known = new Set(told(last).map((each) => each.replace(/\d+/g, '#')));
    if (from) {
      expect(text).toMatch(from);
      text = text.replace(from, () => to ?? '');
    }
    images = bumped?.(images) ?? images;
    const next = judged(last);
    expect(next.findings.filter(({ level }) => level === 'error').map(({ rule }) => rule)).toEqual(refused);
    expect(told(next).filter((each) => !known.has(each.replace(/\d+/g, '#')))).toEqual([]);
    last = next;
  },
  20_000,
);
