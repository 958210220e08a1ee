/** Where tests find the files they read; compiled tests run from dist/tests/. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const repositoryRoot = fileURLToPath(new URL('../../../', import.meta.url));
export const fixture = (path: string): string => `${repositoryRoot}tests/fixtures/${path}`;
/** The model, the corpus and the dictionaries that the repository ships. */
export const demo = (path: string): string => `${repositoryRoot}demo/${path}`;

/** The real model and dictionaries that the project is checked against, where they are present. */
export const stories260k = fileURLToPath(new URL('../../../../shared/data/stories260k/', import.meta.url));
export const hasRealData = existsSync(stories260k);
