import { appBlocks } from '../app-blocks';
import { rackView } from '../checks/rack-view';
import { loadReference } from '../testing/reference-rack';
import { composeSample, sampleApps } from '../testing/sample-rack';
import { proposalsOf, readPeaks } from './measured';

const view = rackView(composeSample(loadReference()));
const blocks = appBlocks(sampleApps);
const mebibyte = 2 ** 20;

const answer = (...series: [namespace: string, pod: string, container: string, peak: string, value: number][]) =>
  JSON.stringify({
    status: 'success',
    data: {
      resultType: 'vector',
      result: series.map(([namespace, pod, container, peak, value]) => ({
        metric: { namespace, pod, container, peak },
        value: [1_795_000_000, String(value)],
      })),
    },
  });
const proposals = (...series: Parameters<typeof answer>) => proposalsOf(readPeaks(answer(...series)), view, blocks);

test('the highest of all pods counts, with a quarter on top, in steps of 32Mi', () => {
  const found = proposals(
    ['data', 'minio-0', 'minio', 'memory', 610 * mebibyte],
    ['data', 'minio-3', 'minio', 'memory', 700 * mebibyte],
  );
  expect(found).toEqual([
    {
      workload: 'data/StatefulSet/minio',
      container: 'minio',
      resource: 'memory',
      asked: '1024Mi',
      peak: '700Mi',
      field: { app: 'minio', name: 'memory', value: '896Mi', isFloor: false },
    },
  ]);
});

test('no less is proposed than the program is known to need', () => {
  const [found] = proposals(['data', 'minio-0', 'minio', 'memory', 100 * mebibyte]);
  expect(found?.field).toEqual({ app: 'minio', name: 'memory', value: '512Mi', isFloor: true });
});

test('what no field says is shown and not proposed', () => {
  const found = proposals(['monitoring', 'grafana-7c9f8d6b5-x2x4z', 'grafana', 'processor', 0.4]);
  expect(found.map(({ peak, field }) => [peak, field])).toEqual([['400m', undefined]]);
});

test('a pod of another set whose name begins alike is not counted', () => {
  expect(proposals(['data', 'minio-setup-x2x4z', 'minio', 'memory', 700 * mebibyte])).toEqual([]);
});

test.each([
  ['text', 'hello', 'is no JSON'],
  ['a range of time', JSON.stringify({ data: { resultType: 'matrix', result: [] } }), 'instant query'],
  ['a series without its peak', answer(['data', 'minio-0', 'minio', 'other', 1]), 'peak='],
])('%s is refused', (_, text, said) => {
  expect(() => readPeaks(text)).toThrow(said);
});
