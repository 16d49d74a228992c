/**
 * The one workflow of an owner's repository. A comment takes a token that may write, so it is made by a job of its own that
 * runs nothing of the change but Rackwright; on a pull request from a fork GitHub gives no such token, and the page of the
 * run has the review.
 */
export const workflow = `# Synth writes what is committed, and no rule is broken; a pull request gets a review of what it does to the cluster. Every night
# the same for main, since an acceptance runs out on a day and not with a commit.
name: rackwright
on:
  pull_request:
  push:
    branches: [main]
  schedule:
    - cron: '17 3 * * *'
permissions:
  contents: read
concurrency:
  group: rackwright-\${{ github.ref }}
  cancel-in-progress: true
jobs:
  check:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
        with:
          persist-credentials: false
      - uses: actions/setup-node@49933ea5288caeca8642d1e84afbd3f7d6820020 # v4.4.0
        with:
          node-version-file: .tool-versions
      - run: npm ci
      - run: npm test
      - name: Synth changes nothing
        run: npm start && git add --all && git diff --cached --exit-code --stat
  review:
    if: github.event_name == 'pull_request'
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    permissions:
      contents: read
      pull-requests: write
    env:
      BASE: \${{ github.event.pull_request.base.sha }}
      NUMBER: \${{ github.event.pull_request.number }}
      GH_TOKEN: \${{ github.token }}
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: actions/setup-node@49933ea5288caeca8642d1e84afbd3f7d6820020 # v4.4.0
        with:
          node-version-file: .tool-versions
      - run: npm ci --ignore-scripts
      - name: What the change does
        run: |
          code=0
          npx rackwright review "$(git merge-base HEAD "$BASE")" HEAD --markdown > "$RUNNER_TEMP/review.md" || code=$?
          cat "$RUNNER_TEMP/review.md" >> "$GITHUB_STEP_SUMMARY"
          echo "code=$code" >> "$GITHUB_ENV"
      - name: Comment, the same one each time
        if: github.event.pull_request.head.repo.full_name == github.repository
        run: gh pr comment "$NUMBER" --body-file "$RUNNER_TEMP/review.md" --edit-last --create-if-none
      # 3: data would be lost and nobody has acknowledged it.
      - run: exit "$code"
`;
