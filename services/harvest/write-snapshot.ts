/** Writes what was gathered of one dictionary as a snapshot that nobody sees until it is published. */
import type { FeatureColumns, HarvestSnapshotWriter } from '../../store/store.js';
import type { RowRules } from './batch-rows.js';
import { throwIfCancelled } from '../corpus-pass/cancelled.js';
import type { DictionaryState } from './dictionary-state.js';
import { emptyColumns, enterColumnsInto, featureResult } from './feature-results.js';
import { takeTurns } from '../corpus-pass/take-turns.js';

export interface SnapshotRequest {
  readonly state: DictionaryState;
  readonly rules: RowRules;
  readonly signal: AbortSignal;
  /** Told how many features are written. */
  readonly onFeature: (features: number) => void;
}

export interface WrittenSnapshot {
  readonly digest: string;
  readonly columns: FeatureColumns;
}

/** Discards the snapshot when it fails. Throws STORE_FULL, STORE_CORRUPT for a damaged spilled file, CANCELLED. */
export async function writeSnapshot(writer: HarvestSnapshotWriter, request: SnapshotRequest): Promise<WrittenSnapshot> {
  try {
    const columns = await writeFeatures(writer, request);
    const { cut, pool } = request.rules;
    const poolWindows = Array.from(pool, (window) => cut.window(window));
    return { columns, digest: await writer.finish(columns, poolWindows) };
  } catch (error) {
    await writer.discard();
    throw error;
  }
}

async function writeFeatures(writer: HarvestSnapshotWriter, request: SnapshotRequest): Promise<FeatureColumns> {
  const { state, rules, signal } = request;
  const { features } = state.accumulator.dimensions;
  const columns = emptyColumns(features);
  const pairs = state.openPairs();
  const pause = takeTurns();
  try {
    for (let feature = 0; feature < features; feature++) {
      const result = featureResult(feature, { state, rules, pairs: pairs.sources });
      writer.addFeature(feature, result, result.firedTokenIds);
      enterColumnsInto(columns, feature, result);
      request.onFeature(feature + 1);
      await pause();
      throwIfCancelled(signal);
    }
  } finally {
    pairs.close();
  }
  return columns;
}
