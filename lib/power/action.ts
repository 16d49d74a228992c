/** What may be asked of the power of a blade. */
export type PowerAction = 'cycle' | 'off' | 'on';
