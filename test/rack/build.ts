import { buildComponents } from '../cluster/build/build-components';
import type { ComponentName } from '../cluster/build/component-table';

buildComponents(process.argv.slice(2).filter((each) => each !== '--') as ComponentName[], (line) =>
  console.error(line),
).then(
  (paths) => console.log(paths),
  (error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  },
);
