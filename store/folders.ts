/** Folders below that of the store; docs/storage.md says what each holds. */

/** What a record of the catalog may refer to: never changed, and part of a backup. */
export const immutableFolders = [
  'models',
  'dictionaries',
  'corpora',
  'datasets',
  'tokens',
  'harvests',
  'similarities',
  'scans',
] as const;

/** `pooled` can be computed again; without its checkpoints in `jobs` a job starts from its beginning. */
export const storeFolders = [...immutableFolders, 'pooled', 'jobs'] as const;
