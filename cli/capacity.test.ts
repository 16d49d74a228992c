import { referenceFile } from '../lib/testing/reference-rack';
import { runCapacity } from './capacity';
import { placeOf } from './rack-root';

/** Exit code and standard output of one run on the reference rack. */
function run(options: Parameters<typeof runCapacity>[2]): { code: number; said: string } {
  const said: string[] = [];
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said.push(String(text));
    return true;
  });
  try {
    return { code: runCapacity(placeOf(process.cwd()), referenceFile, options), said: said.join('') };
  } finally {
    write.mockRestore();
  }
}

test('a change that no blade can carry is refused with the figure of the largest blade', () => {
  const { code, said } = run({ whatIf: [{ field: 'postgres.memory', value: '10Gi' }] });
  expect(code).toBe(1);
  expect(said).toMatch(
    /error capacity\/placement: data\/Cluster\/postgres: 10752Mi of memory asked, the largest of 17 has/,
  );
});

test('a change that the rack file would not take is told as the argument that it is, not as a line of the file', () => {
  const asked = () => run({ whatIf: [{ field: 'postgres.memroy', value: '3Gi' }] });
  expect(asked).toThrow(/^--what-if postgres\.memroy=3Gi: unknown key "memroy" under apps\.postgres/);
});
