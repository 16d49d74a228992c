/** Folder below lib/apps/ in which an app's file stands. */
export type Area = 'platform' | 'data' | 'ml' | 'observability' | 'hardware';
