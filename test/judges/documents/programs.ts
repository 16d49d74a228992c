import { goProgram } from '../tree/go-program';

/** rclone 1.75.1 from its published source, with the backends and commands that the scripts use. */
export function rcloneProgram(): string {
  return goProgram({ folder: 'documents/rclone', package: '.', name: 'rclone' });
}
