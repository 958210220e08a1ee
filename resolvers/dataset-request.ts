/** What a client sends of a data set, as the service wants it. */
import type { ColumnMap } from '../domain/dataset.js';
import type { ColumnMapInputType, DatasetInputType, DatasetSourceInputType } from '../schema/dataset.input.js';
import { withoutNulls } from '../schema/without-nulls.js';
import type { DatasetRequest, DatasetSource } from '../services/services.js';

export function toDatasetRequest(input: DatasetInputType): DatasetRequest {
  return { ...withoutNulls(input), source: toSource(input.source) };
}

/** Exactly one of the three is there: the schema says so. */
function toSource({ rows, csv, jsonl }: DatasetSourceInputType): DatasetSource {
  if (csv) return { kind: 'csv', text: csv.text, columns: toColumnMap(csv.columns) };
  if (jsonl) return { kind: 'jsonl', text: jsonl.text, columns: toColumnMap(jsonl.columns) };
  return { kind: 'rows', rows: (rows ?? []).map(withoutNulls) };
}

function toColumnMap(columns: ColumnMapInputType): ColumnMap {
  return { groups: [], ...withoutNulls(columns) };
}
