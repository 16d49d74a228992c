import { allScenarios, byBox, scenariosFor } from './all-scenarios';

const ids = (scenarios: readonly { id: string }[]) => scenarios.map(({ id }) => id);

describe('which scenarios run, and in which box', () => {
  test('without a name every scenario runs once, in one of two boxes', () => {
    const parts = byBox(scenariosFor([]));
    expect(parts).toHaveLength(2);
    const others = ids(allScenarios.filter(({ onlyByName }) => !onlyByName)).filter((id) => id !== 'cold-start');
    expect(ids(parts.flat())).toEqual(others);
  });

  test('what has not passed yet runs when it is named', () => {
    const { id } = allScenarios.find(({ onlyByName }) => onlyByName)!;
    expect(ids(scenariosFor([]))).not.toContain(id);
    expect(ids(scenariosFor([id]))).toContain(id);
  });

  test('a box that several share begins with a cold start when its part is asked for by name', () => {
    const shared = byBox(scenariosFor([])).filter((part) => part.some(({ ownBox }) => !ownBox));
    for (const part of shared) expect(scenariosFor(ids(part))[0]!.id).toBe('cold-start');
  });

  test('the cold start alone is a part of its own', () => {
    expect(byBox(scenariosFor(['cold-start'])).map(ids)).toEqual([['cold-start']]);
  });

  test('scenarios of one box make one part, in their order', () => {
    expect(byBox(scenariosFor(['drain', 'plug-dns'])).map(ids)).toEqual([['plug-dns', 'drain']]);
  });

  test('what wants a box of its own comes after what shares one', () => {
    for (const part of byBox(scenariosFor([]))) {
      const first = part.findIndex(({ ownBox }) => ownBox);
      if (first >= 0) expect(part.slice(first).every(({ ownBox }) => ownBox)).toBe(true);
    }
  });
});
