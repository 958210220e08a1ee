/** Groups requests that can be answered together. */

/** Places in the list of the items that share a key, by key; keys in the order in which they first occur. */
export function groupPlaces<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number[]> {
  const places = new Map<string, number[]>();
  items.forEach((item, place) => {
    const ofKey = places.get(keyOf(item));
    if (ofKey) ofKey.push(place);
    else places.set(keyOf(item), [place]);
  });
  return places;
}
