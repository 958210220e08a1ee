/** A filter as users give it, reduced to the conditions that say something. */

/** Without the conditions that are null or undefined: clients may send null for what they leave out. */
export function givenConditions<F extends object>(filter: F | undefined): F {
  const given = Object.entries(filter ?? {}).filter(([, wanted]) => wanted !== undefined && wanted !== null);
  return Object.fromEntries(given) as F;
}
