import { dirname, join, normalize } from 'node:path';
import { isTemplate, packedFiles, relativeLink, withPackedLinks } from '../../release/packed-pages';

const files = packedFiles(process.cwd());
const pages = [...files]
  .filter(([path]) => path.endsWith('.md') && !isTemplate(path))
  .map(([path, text]) => ({ path, text: String(text) }));

test.each(pages)('every relative link of $path leads to a file of the package', ({ path, text }) => {
  const targets = [...text.matchAll(relativeLink)].map(([, , link = '']) => normalize(join(dirname(path), link)));
  const isThere = (target: string) => [...files.keys()].some((each) => each === target || each.startsWith(target));
  expect(targets.filter((target) => !isThere(target))).toEqual([]);
});

test('the README shows its picture and leads to the pages of the package', () => {
  const readme = String(files.get('README.md'));
  expect(readme).toContain('](docs/images/the-rack.png)');
  expect(readme).toContain('](docs/rack-file.md)');
  expect(readme).not.toContain('](ARCHITECTURE.md)');
});

test('a link that leads nowhere becomes its words', () => {
  const page =
    'See [the map](ARCHITECTURE.md), [rules](docs/rules.md#review), [above](#top), [git](https://git-scm.com).';
  expect(withPackedLinks(page, (path) => path === 'docs/rules.md')).toBe(
    'See the map, [rules](docs/rules.md#review), [above](#top), [git](https://git-scm.com).',
  );
});
