import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A rack before the real scheduler: what is in it once, and many ways for its pods to stand. */
export interface Question {
  id: string;
  nodes: readonly object[];
  pods: readonly object[];
  claims: readonly object[];
  volumes: readonly object[];
  tries: readonly Try[];
}

/** Pods and nodes are places in the lists of the question. */
export interface Try {
  standing: readonly (readonly [pod: number, node: number, count: number])[];
  asks: number;
}

/** The node chosen, the node freed by preemption, or why there is neither. */
export interface Answer {
  node: string;
  preempts: string;
  message?: string;
}

export function isPending({ node, preempts }: Answer): boolean {
  return node === '' && preempts === '';
}

/** One process for all questions; answers come in their order. @throws when the scheduler cannot read one */
export function realScheduler(program: string) {
  const child = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask(question: Question): Promise<readonly Answer[]> {
      child.stdin.write(`${JSON.stringify(question)}\n`);
      const { value, done } = await lines.next();
      if (done === true) throw new Error(`the scheduler stopped at ${question.id}`);
      return (JSON.parse(value) as { answers: Answer[] }).answers;
    },
    end: () => child.stdin.end(),
  };
}

export type RealScheduler = ReturnType<typeof realScheduler>;
