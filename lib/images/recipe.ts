import * as z from 'zod';
import { InputError, fileProblem } from '../rack-file/input-error';
import type { Path } from '../rack-file/problem';
import { Source } from '../rack-file/source';
import { syntaxProblems } from '../rack-file/syntax';

const words = z.array(z.string().min(1)).min(1);

const recipe = z
  .strictObject({
    tag: z.string().regex(/^[\w][\w.-]{0,127}$/, 'a tag'),
    go: z
      .strictObject({
        module: z.string().regex(/^[a-z0-9.-]+\.[a-z]+\/\S+$/, 'a module, such as github.com/you/program'),
        version: z.string().regex(/^v\d\S*$/, 'a version of the module, such as v1.2.3'),
        package: z
          .string()
          .regex(/^\.(\/[\w./-]+)?$/, 'a package in the module, . or ./cmd/program')
          .default('.'),
        sum: z.string().regex(/^h1:[A-Za-z0-9+/]{43}=$/, 'h1: and the hash, as go.sum has it'),
        flags: words.optional(),
      })
      .optional(),
    build: z.strictObject({ folder: z.string().min(1), command: words }).optional(),
    files: z.record(z.string().regex(/^\/\S+$/, 'an absolute path'), z.string().min(1)).prefault({}),
    user: z.int().min(1).max(65_535).default(65_532),
    licences: z.string().min(1).optional(),
  })
  .refine(({ go, build }) => (go === undefined) !== (build === undefined), {
    path: ['go'],
    message: 'a recipe has go, a module that is compiled, or build, a command that writes an image layout',
  });

/** How to build an image that is not published for the machines of a rack: `repack/<name>.yaml`. */
export type Recipe = z.output<typeof recipe>;

/**
 * @param file path, for messages
 * @throws InputError that names every bad line and what is wanted there
 */
export function parseRecipe(text: string, file: string): Recipe {
  const source = new Source(file, text);
  const broken = syntaxProblems(source);
  if (broken.length > 0) throw new InputError(broken, text);
  const parsed = recipe.safeParse(source.document.toJS({ maxAliasCount: 0 }) ?? {});
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) =>
    path.length === 0
      ? fileProblem(file, message)
      : source.problem({ at: path as Path, title: `${path.join('.')}: ${message}` }),
  );
  throw new InputError(problems, text);
}
