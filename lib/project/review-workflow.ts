import { checkoutSteps } from './checkout-steps';

/**
 * The workflow that reviews every pull request and every push, for GitHub: fails with exit code 3 until a loss is
 * acknowledged, and keeps one comment up to date. The job that may write runs nothing of the change.
 *
 * @param command what runs the review, `npx rackwright review`
 */
export function reviewWorkflow({ command, node }: { command: string; node: string }): string {
  return `# What a change does to the cluster, and whether it may lose data: on every pull request against its base, on what lands
# against the main before it. It fails with exit code 3 until the loss is acknowledged.
name: review
on:
  pull_request:
  push:
    branches: [main]
permissions:
  contents: read
jobs:
  review:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    env:
      BASE: \${{ github.event.pull_request.base.sha || github.event.before }}
    steps:
${checkoutSteps(node, true)}      - run: npm ci --ignore-scripts
      - name: What the change does
        # What was pushed first, or by force, has no main before it that is still there: its last commit is reviewed then.
        run: |
          set -o pipefail
          base=$(git merge-base HEAD "$BASE") || base=HEAD^1
          ${command} "$base" HEAD --markdown | tee -a "$GITHUB_STEP_SUMMARY" review.md
      - uses: actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02 # v4.6.2
        if: always() && github.event_name == 'pull_request'
        with:
          name: review
          path: review.md

  # Holds the right to comment, and runs nothing of the change. A fork's pull request has the page of the run only.
  comment:
    needs: review
    if: always() && github.event_name == 'pull_request' && github.event.pull_request.head.repo.full_name == github.repository
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions:
      pull-requests: write # the comment
    env:
      GH_TOKEN: \${{ secrets.GITHUB_TOKEN }}
      COMMENTS: repos/\${{ github.repository }}/issues/\${{ github.event.number }}/comments
      COMMENT: repos/\${{ github.repository }}/issues/comments
    steps:
      - uses: actions/download-artifact@d3f86a106a0bac45b974a628896c90dbdf5c8093 # v4.3.0
        with:
          name: review
      - name: One comment, updated in place
        run: |
${commentScript}`;
}

/** Puts `review.md` under a pull request, in place of what the one before said. */
export const commentScript = `          mark='<!-- rackwright review -->'
          id=$(gh api --paginate "$COMMENTS" --jq ".[] | select(.body | startswith(\\"$mark\\")) | .id" | head -n 1)
          if [ -n "$id" ]; then
            gh api --method PATCH "$COMMENT/$id" --field body=@review.md
          else
            gh api --method POST "$COMMENTS" --field body=@review.md
          fi
`;
