/** Views of things that may be absent. */

/** The view of the record, or GraphQL's null. */
export function orNull<R, V>(record: R | null | undefined, view: (record: R) => V): V | null {
  return record === null || record === undefined ? null : view(record);
}
