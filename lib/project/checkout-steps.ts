/**
 * The first steps of a job that needs Node and the commit, and never pushes.
 *
 * @param history all commits, where a job compares with one before
 */
export const checkoutSteps = (
  node: string,
  history = false,
): string => `      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
        with:
${history ? '          fetch-depth: 0\n' : ''}          persist-credentials: false
      - uses: actions/setup-node@49933ea5288caeca8642d1e84afbd3f7d6820020 # v4.4.0
        with:
          node-version: ${node}
`;
