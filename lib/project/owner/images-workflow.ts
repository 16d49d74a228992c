import { checkoutSteps } from '../checkout-steps';
import { commentScript } from '../review-workflow';

/** What the owner's images need of a machine: what follows from Renovate's branches, and a look at the registries every night. */
export const imagesWorkflow = (
  node: string,
): string => `# Renovate changes images.lock.yaml and nothing else. On its branches the digests are looked up, the new image is verified, and
# what follows from it is written, with the review as a comment: the pull request is whole. Every night the registries are asked
# whether they still serve what is locked.
#
# A commit of this workflow starts no other by itself: with a deploy key that may write, in the secret RACKWRIGHT_DEPLOY_KEY, it does;
# without one close the pull request and open it again.
name: images
on:
  push:
    branches: ['renovate/**']
  pull_request:
    paths: ['repack/**']
  schedule:
    - cron: '41 3 * * *'
permissions:
  contents: read
jobs:
  nightly:
    if: github.event_name == 'schedule'
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    steps:
${checkoutSteps(node)}      - run: npm ci
      - run: npx rackwright images verify --shallow

  # A recipe that changed is built and verified; it is pushed by hand: npx rackwright images repack <name> --push
  repack:
    if: github.event_name == 'pull_request'
    runs-on: ubuntu-24.04
    timeout-minutes: 30
    steps:
${checkoutSteps(node)}      - run: sudo apt-get update && sudo apt-get install --yes --no-install-recommends qemu-user-static
      - run: npm ci --ignore-scripts
      - run: |
          for recipe in repack/*.yaml; do
            npx rackwright images repack "$(basename "$recipe" .yaml)"
          done

  # Runs what the branch names, so it may write nothing anywhere.
  follow:
    if: github.event_name == 'push' && github.actor != 'github-actions[bot]'
    runs-on: ubuntu-24.04
    timeout-minutes: 30
    outputs:
      changes: \${{ steps.follow.outputs.changes }}
    steps:
${checkoutSteps(node, true)}      - run: sudo apt-get update && sudo apt-get install --yes --no-install-recommends qemu-user-static
      - run: npm ci --ignore-scripts
      - name: Ask the registries, and write what follows
        id: follow
        run: |
          base=$(git merge-base HEAD origin/main)
          npx rackwright images lock
          npx rackwright images verify --since "$base"
          npm start || [ $? -eq 3 ]
          npx rackwright review "$base" dist --markdown > review.md || [ $? -eq 3 ]
          git add --all -- . ':!review.md'
          git diff --cached --binary > follow.patch
          [ -s follow.patch ] && echo changes=yes >> "$GITHUB_OUTPUT"
          true
      - uses: actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02 # v4.6.2
        with:
          name: follow
          path: |
            follow.patch
            review.md

  # Holds the right to push, and runs nothing of the change.
  propose:
    if: needs.follow.outputs.changes == 'yes'
    needs: follow
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions:
      contents: write # the commit on Renovate's branch
      pull-requests: write # the comment
    env:
      GH_TOKEN: \${{ secrets.GITHUB_TOKEN }}
      COMMENT: repos/\${{ github.repository }}/issues/comments
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
        with:
          ssh-key: \${{ secrets.RACKWRIGHT_DEPLOY_KEY }}
      - uses: actions/download-artifact@d3f86a106a0bac45b974a628896c90dbdf5c8093 # v4.3.0
        with:
          name: follow
          path: \${{ runner.temp }}
      - name: Commit what follows
        run: |
          git apply --index "$RUNNER_TEMP/follow.patch"
          git -c user.name='github-actions[bot]' -c user.email='41898282+github-actions[bot]@users.noreply.github.com' \\
            commit --quiet --message 'build(images): what follows from the lock'
          git push origin "HEAD:$GITHUB_REF_NAME"
      - name: One comment, updated in place
        run: |
          number=$(gh pr view "$GITHUB_REF_NAME" --json number --jq .number) || exit 0 # not opened yet: the review comes with its own workflow
          COMMENTS="repos/$GITHUB_REPOSITORY/issues/$number/comments"
          cd "$RUNNER_TEMP"
${commentScript}`;
