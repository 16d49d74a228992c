/** An answer that never changes for an object, such as a view: worked out when it is first asked for, and kept with the object. */
export function oncePer<K extends object, T>(answerOf: (key: K) => T): (key: K) => T {
  const answers = new WeakMap<K, { answer: T }>();
  return (key) => {
    const known = answers.get(key) ?? { answer: answerOf(key) };
    answers.set(key, known);
    return known.answer;
  };
}
