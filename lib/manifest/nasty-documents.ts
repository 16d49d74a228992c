import fc from 'fast-check';

/** Words that one YAML parser or another reads as something else than a string, and words close to them. */
export const doubtful = `
  y n yes no on off Y N Yes NO On OFF true false True FALSE null Null NULL nil ~ . .. - -- --- ... ? : , = << <<: | > |- >+
  0 1 -1 +1 007 0644 0o14 0x1F 0xg 0b101 1_000 1e3 1E3 1E5 1e+3 1.5e-3 .5 5. 1. -.5 +.inf .inf -.INF .nan .NaN inf Inf -inf
  NaN nan 12:30 12:30:45 1:2:3.5 190:20:30 2026-01-01 2026-01-01T00:00:00Z 10.0.0.1 10.0.0.0/8 1.2.3 v1.2.3 64Mi 100m 1.5Gi
  30s E0 e5 -E1 -e+5 .e1 5E 5e 1k 1d 0d & * ! % @ \` # #a a#b a: a:b :a a: {} [] {a} [a] {a:b} [a,b] a,b "a" 'a' "a 'a it's "" '' -a --flag=x
  -c --- %YAML !!str !!binary &a *a @a \`a \\ a\\b a"b a:"b" <<a =a a=b http://a.b/c?d=e#f docker.io/x:1@sha256:ab
  C:\\a system:node * a* $(X) $X \${X} {{x}} héllo °C 日本 🙂 a:🙂
`
  .trim()
  .split(/\s+/);

/** Blanks, indicators and characters that nobody sees. */
export const doubtfulBlanks = [
  '',
  ' ',
  ' a',
  'a ',
  '\ta',
  'a\t',
  'a\tb',
  'a  b',
  'a: b',
  'a #b',
  '# a',
  '- a',
  '? a',
  'a\u0085b',
  'a\u00a0b',
  'a\u2028b',
  'a\u2029b',
  '\ufeffa',
  'a\ufeff',
  'a\u0000b',
  'a\u001b[0m',
  'a\u007fb',
  'a\u200bb',
  'a\u202eb',
  '\ufffe',
  '\uffff',
  '\ufffd',
];

/** Texts of several lines. */
export const doubtfulTexts = [
  '\n',
  '\n\n',
  'a\n',
  'a\n\n',
  'a\n\n\n',
  '\na',
  '\n\na\n',
  'a\nb',
  'a\n\nb\n',
  ' a\nb\n',
  'a\n b\n',
  '\n a\nb',
  '\ta\nb\n',
  'a\n\tb\n',
  'a \nb\n',
  'a\n \nb\n',
  'a\n  ',
  'a\n\t\n',
  ' \na',
  'a\r\nb\r\n',
  'a\rb\n',
  '---\na\n',
  'a\n---\nb\n',
  '...\n',
  '# a\nb\n',
  'a: b\nc: d\n',
  '- a\n- b\n',
  '%YAML 1.1\n',
  'a\u0000\nb',
  'a\u2028b\nc\n',
  '\ufeffa\nb\n',
  '|\n  a\n',
  '🙂\n日本\n',
];

const pieces = ['a', 'B', '0', '1', ' ', '  ', '\n', '\t', '\r', ':', '#', '-', '"', "'", '\\', '|', 'é', '\u2028'];

const nasty = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join('')),
  fc.constantFrom(...doubtful, ...doubtfulBlanks, ...doubtfulTexts),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
);

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    nasty,
    fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.maxSafeInteger(), fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(nasty, tie('value'), { maxKeys: 4 }),
  ),
}));

/** Any JSON object, full of strings that are easily misread. */
export const nastyDocument = fc.dictionary(nasty, value, { maxKeys: 4 });
