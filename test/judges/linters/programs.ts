import { goProgram } from '../tree/go-program';
import { pythonPackages } from '../tree/python-packages';

/** Built and installed once; the lock files beside this name their versions. */
export function kubeScore(): string {
  return goProgram({ folder: 'linters/kube-score', package: 'github.com/zegl/kube-score/cmd/kube-score' });
}

/** The interpreter that has checkov. */
export function checkovPython(): string {
  return pythonPackages('linters/packages/checkov.txt').interpreter;
}
