/** Whether a field is a list that has the word in it: verbs of a rule, groups of a job. */
export function isListed(list: unknown, word: string): boolean {
  return Array.isArray(list) && list.includes(word);
}
