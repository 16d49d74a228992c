/** What stands under `## <version>` in CHANGELOG.md; undefined without such a heading. */
export function textOf(changelog: string, version: string): string | undefined {
  const section = changelog.split(/^## /m).find((each) => each.split('\n')[0]?.trim() === version);
  return section === undefined ? undefined : `${section.split('\n').slice(1).join('\n').trim()}\n`;
}

/** Why a tag cannot be released; undefined when it can. */
export function tagFault(tag: string, version: string, changelog: string): string | undefined {
  if (!/^v(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$/.test(tag))
    return `the tag ${tag} is no semantic version such as v1.2.3`;
  if (tag !== `v${version}`) return `the tag ${tag} is not version ${version} of package.json`;
  const text = textOf(changelog, version);
  if (text === undefined || text.trim() === '')
    return `CHANGELOG.md says nothing under ## ${version}; rename Unreleased`;
  return undefined;
}
