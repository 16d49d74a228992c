import { readFileSync } from 'node:fs';
import { appBlocks } from '../../lib/app-blocks';
import { productApps } from '../../lib/project/project';
import { loadRack } from '../../lib/rack-file/load';
import { printProblems } from '../../lib/rack-file/print-problems';
import { referenceText } from '../../lib/testing/reference-rack';

const readme = readFileSync('README.md', 'utf8');
const blocks = [...readme.matchAll(/^```(\w*)\n([^]*?)^```/gm)].map(([, language = '', text = '']) => ({
  language,
  text,
}));

test('the error that README shows is what the reference rack says with that slip in it', () => {
  const text = referenceText.replace('ports: usw-pro-24/4-20', 'ports: usw-pro-24/3-19');
  expect(text).not.toBe(referenceText);
  const { problems } = loadRack({ text, file: 'clusters/homelab.yaml', apps: appBlocks(productApps) });
  const shown = blocks.find(({ text: block }) => block.includes('two blades on one port'))?.text ?? '';
  const outcome = 'Nothing was written; dist/homelab is as it was.';
  expect(shown.replace('$ npm start\n', '').trim()).toBe(printProblems(problems, { text, outcome }).trim());
});

test('nothing in a frame is wider than GitHub shows', () => {
  const wide = blocks
    .filter(({ language }) => language !== 'console')
    .flatMap(({ text }) => text.split('\n').filter((line) => line.length > 100));
  expect(wide).toEqual([]);
});
