import type { LockedImage } from '../../facts/locked-image';
import type { RackSpec } from '../../rack-file/rack';
import type { Step } from './step';

/** How to build an image that is not published: built here, pushed and signed under the owner's name, and pinned. */
export function ownImages({ images, name: rack }: RackSpec, unbuilt: readonly LockedImage[]): Step[] {
  const steps = unbuilt.map(({ image, tag, own = '' }): Step => {
    const key = `~/${rack}-cosign`;
    return {
      title: `Build ${own} ${tag}, sign it, pin it`,
      why:
        `On a machine with Docker-free tools alone: Node, skopeo, cosign and what ${own}/README.md names. The workflow ` +
        `.github/workflows/thermal-image.yaml does the same for a tag ${own}-v${tag}, and proposes the digest.`,
      commands: [
        `(cd ${own} && npm ci --ignore-scripts && npm run check && npm run --silent image | tee digest.txt && npm run test:image)`,
        `skopeo copy --all --preserve-digests oci:${own}/dist/image docker://${image}:${tag}`,
        `test -s ${key}.key || cosign generate-key-pair --output-key-prefix ${key}`,
        `cosign sign --yes --key ${key}.key ${image}@$(cat ${own}/digest.txt)`,
        `"\${EDITOR:-vi}" images.lock.yaml # under ${own}: digest: what digest.txt says, vouchedBy: you; withoutDigest goes`,
      ],
      proof: [
        `cosign verify --key ${key}.pub ${image}@$(cat ${own}/digest.txt)`,
        `grep --quiet "digest: $(cat ${own}/digest.txt)" images.lock.yaml`,
        'npm start && git diff --stat images.lock.yaml dist',
      ],
      sees: 'the signature is verified, and the digest stands in images.lock.yaml and in dist/: commit both.',
    };
  });
  return images.own === undefined ? [whereTheyLie(rack), ...steps] : steps;
}

const whereTheyLie = (rack: string): Step => ({
  title: 'Say where your own images lie',
  why: 'A place in a registry that you can push to and the blades can read without a password, such as ghcr.io/<your name>.',
  commands: [`echo 'images: { own: ghcr.io/<your name> }' >> clusters/${rack}.yaml`],
  proof: [`grep '^images:' clusters/${rack}.yaml`],
  sees: 'the line, with your name; then run this command again, and the steps below name your registry.',
});
