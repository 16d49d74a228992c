import type { RackSpec } from '../lib/rack-file/rack';

/** Where the racks that are shipped say their repository lies. Nobody can ever own the name (RFC 2606). */
const shippedHost = 'git.example.org';

/** For commander: a rack of examples, tried out on purpose. */
export const exampleOption = ['--example', 'go on although the rack still points at a repository of examples'] as const;

/** Why machines and Flux must not be set up from a rack as it was shipped; undefined when its owner made it theirs. */
export function refusalOfExample({ git, name }: Pick<RackSpec, 'git' | 'name'>): string | undefined {
  const { hostname } = new URL(git.url);
  if (hostname !== shippedHost) return undefined;
  return (
    `git.url is ${git.url}: no repository can ever lie at ${hostname}, so this is still the rack that was shipped.\n` +
    `   State your own repository in clusters/${name}.yaml. To see what this command would do: --example\n`
  );
}
