import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Real programs, and the charts that helm finds where it would ask a registry. */
export interface RealPrograms {
  kubectl: string;
  helm: string;
  /** Folder with a chart for each name that an oci:// address ends in. */
  charts: string;
  kubeconfig: string;
  /** Version that talosctl says it has, `1.14.2`. */
  talos: string;
  /** Address that the DNS of the network gives for every name of the rack. */
  gateway: string;
  /** Root of the checkout whose packages are installed. */
  installed: string;
}

/** A folder for PATH: kubectl and helm are real, what needs machines, USB or the world is recorded in `log`. */
export function writePrograms(folder: string, log: string, programs: RealPrograms): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  const put = (name: string, text: string) => {
    writeFileSync(join(bin, name), `#!/usr/bin/env bash\n${text}`);
    chmodSync(join(bin, name), 0o755);
  };
  put('kubectl', kubectl(programs));
  put('helm', helm(programs));
  put('talosctl', talosctl(log, programs));
  put('npx', `[ "$1" = rackwright ] || exit 127\nshift\nexec "${process.execPath}" bin/rackwright.cjs "$@"\n`);
  put('npm', `[ "$*" = ci ] || exit 127\nln -s ${join(programs.installed, 'node_modules')} node_modules\n`);
  put('curl', `${record(log)}while [ $# -gt 0 ]; do [ "$1" = --output ] && echo image > "$2"; shift; done\n`);
  put('xz', `${record(log)}for last; do :; done; test -s "$last"\n`);
  put('scp', `${record(log)}for arg; do case $arg in -*|*:*) ;; *) [ -e "$arg" ] || exit 1;; esac; done\n`);
  put('getent', `${record(log)}echo "${programs.gateway} STREAM $2"\n`);
  for (const name of ['sudo', 'make', 'lsblk', 'ssh']) put(name, `${record(log)}cat > /dev/null\n`);
  return bin;
}

const record = (log: string) => `echo "$(basename "$0") $*" >> ${log}\n`;

/**
 * kubectl as it is, but for figures of nodes: nobody here measures any, so what counts is that the API server hands the
 * question on to a Service behind which a pod is.
 */
function kubectl({ kubectl: program }: RealPrograms): string {
  return `[ "$1 $2" = "top nodes" ] || exec ${program} "$@"
set -- $(${program} get apiservice v1beta1.metrics.k8s.io --output jsonpath='{.spec.service.namespace} {.spec.service.name}')
[ -n "$(${program} --namespace "$1" get endpointslices --selector "kubernetes.io/service-name=$2" --output jsonpath='{.items[*].endpoints[*].addresses[*]}')" ] ||
  { echo "no pod is behind Service $1/$2" >&2; exit 1; }
`;
}

/** helm as it is, but for charts: they come from a folder instead of a registry. */
function helm({ helm: program, charts }: RealPrograms): string {
  return `args=()
for arg; do
  case $arg in oci://*) arg=${charts}/\${arg##*/}; [ -d "$arg" ] || { echo "no chart $arg" >&2; exit 1; };; esac
  args+=("$arg")
done
exec ${program} "\${args[@]}"
`;
}

/**
 * In place of talosctl: takes what it would take, in the order in which it would, and refuses the rest. A file that is
 * named must be there; a machine answers once its configuration has been applied.
 */
function talosctl(log: string, { kubeconfig, talos }: RealPrograms): string {
  return `fail() { echo "talosctl: $*" >&2; exit 1; }
done_before() { grep --quiet --fixed-strings -- "$1" ${log}; }
nodes= file= output= insecure=
all="$*"
words=()
while [ $# -gt 0 ]; do
  case $1 in
    --nodes) nodes=$2; shift;;
    --file|--with-secrets) [ -s "$2" ] || fail "no file $2"; file=$2; shift;;
    --config-patch) [ -s "\${2#@}" ] || fail "no patch $2"; shift;;
    --output-file|--output) output=$2; shift;;
    --insecure) insecure=yes;;
    --talosconfig|--talos-version|--kubernetes-version|--output-types|--roles|--crt-ttl) shift;;
    --*) ;;
    *) words+=("$1");;
  esac
  shift
done
configured() { done_before "talosctl apply-config --insecure --nodes $nodes "; }
case "\${words[*]}" in
  version) [ -z "$nodes" ] || configured || fail "$nodes does not answer"; echo "Talos v${talos}";;
  "get disks") [ -n "$insecure" ] || configured || fail "$nodes does not answer"; echo nvme0n1;;
  "get timestatus") configured || fail "$nodes does not answer"; echo "    synced: true";;
  "gen secrets"|"gen config "*) [ -n "$output" ] || fail "no output"; echo made > "$output";;
  "config endpoint "*|"config info") ;;
  "config new "*) done_before " bootstrap #" || fail "there is no Kubernetes yet"; echo made > "\${words[2]}";;
  apply-config) [ -n "$insecure" ] && [ -s "$file" ] || fail "nothing to apply";;
  bootstrap) configured || fail "$nodes is not configured"; done_before " bootstrap #" && fail "etcd is bootstrapped already"; all="$all #";;
  "kubeconfig "*) done_before " bootstrap #" || fail "there is no Kubernetes yet"; cp ${kubeconfig} "\${words[1]}";;
  "etcd members") done_before " bootstrap #" || fail "there is no etcd yet";;
  *) fail "the recorder does not know: $all";;
esac
echo "talosctl $all " >> ${log}
`;
}
