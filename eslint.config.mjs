import { readFileSync } from 'node:fs';
import { importX } from 'eslint-plugin-import-x';
import jest from 'eslint-plugin-jest';
import tseslint from 'typescript-eslint';

/**
 * The arrows of the design: who may import whom. A room may always import itself; what is not named is refused. Kit and apps
 * stand left of the facts and the checks right of them, with no arrow between. `test/import-picture.test.ts` holds this list
 * against ARCHITECTURE.md and against what the code imports.
 */
const rooms = JSON.parse(readFileSync(new URL('rooms.json', import.meta.url), 'utf8'));

const zones = Object.entries(rooms).map(([target, allowed]) => ({
  target: `./${target}`,
  from: ['./lib', './cli', './imports', './dist', './test', './thermal-daemon', './main.ts'],
  except: [],
  allowed,
}));

const restricted = zones.flatMap(({ target, from, allowed }) => {
  const own = [target, ...allowed.map((path) => `./${path}`)];
  return from.flatMap((root) => {
    const inside = own.filter((path) => path === root || path.startsWith(`${root}/`));
    if (inside.includes(root)) return [];
    return [
      {
        target,
        from: root,
        except: inside.map((path) => `./${path.slice(root.length + 1)}`),
        message: `${target} may import: ${allowed.join(', ') || 'nothing of ours'} (ARCHITECTURE.md, Rooms)`,
      },
    ];
  });
});

/** A key of ours stands in one file; a test may spell it out, since it says what the bytes are. */
const looseMarks = ['Literal[value=', 'TemplateElement[value.raw='].map((node) => ({
  selector: `${node}/(^|[^a-z.])(except\\.)?rackwright\\.dev\\//]`,
  message: 'labels and annotations of ours stand in lib/facts/marks.ts',
}));

/** One character beyond ASCII makes the whole bundle text of two bytes a character: 30 ms of every run (bin/run.cjs). */
const plainPatterns = {
  selector: 'Literal[regex.pattern=/[^\\0-\\x7f]/]',
  message: 'esbuild leaves this character as it is: write it as \\u and four digits',
};

const siblings = ['platform', 'data', 'ml', 'observability', 'hardware'];

export default tseslint.config(
  {
    ignores: [
      'node_modules/',
      'dist/',
      '.cache/',
      'build/',
      '.cdk8s-out/',
      'imports/*.d.ts',
      'thermal-daemon/**/*.cjs',
      'thermal-daemon/dist/',
      'thermal-daemon/.cache/',
      'thermal-daemon/node_modules/',
      'thermal-daemon/mutation/',
      'test/judges/**/*.go',
      'tools/',
      // As cdk8s init writes it, and against classes that are only there once the bench made them.
      'test/bench/stock/',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommended],
    plugins: { 'import-x': importX },
    languageOptions: { parser: tseslint.parser },
    settings: { 'import-x/resolver': { node: { extensions: ['.ts', '.d.ts', '.js', '.json'] } } },
    rules: {
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones: restricted }],
      'no-restricted-syntax': ['error', ...looseMarks],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-require-imports': ['error', { allow: ['\\.json$', '@bufbuild/'] }],
      '@typescript-eslint/no-empty-object-type': 'off',
      '@typescript-eslint/no-redeclare': 'off',
    },
  },
  {
    // An app gets its peers handed; it never imports another app, only parts of its own: `<app>.dashboard.ts`.
    files: ['lib/apps/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              // `./redis.alerts` is a part of redis.ts, `./ingest/` has its programs; a name without a second dot is another app.
              group: ['./*', '!./*.*', '!./*/', ...siblings.map((area) => `../${area}/*`)],
              message: 'apps never import one another: use a contract of lib/kit/peers/',
            },
          ],
        },
      ],
    },
  },
  {
    // What the bundle of the command is made of.
    files: ['lib/**/*.ts', 'cli/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...looseMarks, plainPatterns] },
  },
  {
    // Same input, same bytes: what would differ between two runs comes in from cli/.
    files: ['lib/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-globals': ['error', { name: 'fetch', message: 'lib never asks the network' }],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'lib never reads the clock' },
        { object: 'Math', property: 'random', message: 'lib never rolls dice' },
        { object: 'process', property: 'env', message: 'lib never reads the environment' },
      ],
    },
  },
  {
    // Judges count what they have shown.
    files: ['test/judges/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...looseMarks,
        {
          selector: "CallExpression[callee.property.name='check'] > Literal.arguments[raw='true']",
          message: 'a check that cannot fail shows nothing',
        },
      ],
    },
  },
  {
    files: ['lib/facts/marks.ts', '**/*.test.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // Fixtures and testing folders lie where the tests of a room find them.
    files: ['**/*.test.ts', '**/*.cases.ts', '**/testing/**'],
    rules: { 'import-x/no-restricted-paths': 'off' },
  },
  {
    files: ['**/*.test.ts'],
    plugins: { jest },
    rules: {
      'jest/valid-expect': 'error',
      'jest/no-focused-tests': 'error',
      'jest/no-disabled-tests': 'error',
      'jest/no-identical-title': 'error',
    },
  },
);
