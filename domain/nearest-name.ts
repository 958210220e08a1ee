/** Finds the names nearest to one that was not found, for "did you mean". */

/**
 * The names nearest to `wanted` by edit distance, nearest first, at most `most`; names further away than
 * half of the wanted name's length, or that share nothing with it, are left out.
 */
export function nearestNames(wanted: string, known: Iterable<string>, most = 3): string[] {
  const furthest = Math.max(2, Math.ceil(wanted.length / 2));
  return [...known]
    .map((name) => ({ name, distance: editDistance(wanted.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= furthest && distance < Math.max(wanted.length, name.length))
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, most)
    .map(({ name }) => name);
}

/** A sentence such as ` Did you mean "a" or "b"?` with a leading space, or the empty string. */
export function didYouMean(wanted: string, known: Iterable<string>): string {
  const names = nearestNames(wanted, known).map((name) => `"${name}"`);
  if (names.length === 0) return '';
  const last = names.pop();
  return ` Did you mean ${names.length > 0 ? `${names.join(', ')} or ` : ''}${last}?`;
}

/** Levenshtein's distance in two rows. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(replaced, previous[j] + 1, current[j - 1] + 1));
    }
    previous = current;
  }
  return previous[b.length];
}
