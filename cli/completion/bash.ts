import type { Completed } from './words';

/** For `source <(rackwright completion bash)`; needs nothing but bash, 3.2 of macOS included. */
export function bashCompletion(places: readonly Completed[]): string {
  const cases = places.map(
    ({ path, words, files }) =>
      `    '${path}') words='${words.map(({ word }) => word).join(' ')}'; files=${files ? 'yes' : ''} ;;\n`,
  );
  return `# rackwright completion bash
_rackwright() {
  local current=\${COMP_WORDS[COMP_CWORD]} path='' word words='' files='' next
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in -*) continue ;; esac
    next="\${path:+$path }$word"
    case " $_rackwright_paths " in *"/$next/"*) path=$next ;; *) break ;; esac
  done
  case $path in
${cases.join('')}  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  if [ -n "$files" ] && [ "\${current#-}" = "$current" ]; then COMPREPLY+=($(compgen -f -- "$current")); fi
}
_rackwright_paths='${places.map(({ path }) => `/${path}/`).join(' ')}'
complete -o filenames -F _rackwright rackwright
`;
}
