/** What a measurement made a device do, and what share of the device's ceilings that is. */
import type { ProviderName } from '../engine/index.js';
import type { DeviceSizes } from './gpu-sizes.js';

/** What measurements are made with. */
export interface DeviceBench {
  readonly provider: ProviderName;
  readonly size: DeviceSizes;
}

export interface DeviceWork {
  /** On the clock. */
  readonly seconds: number;
  /** Two for a multiplication with its addition; only products of matrices count. */
  readonly flop: number;
  readonly bytes: {
    /** Fed, and crossing the bus where the device has memory of its own. */
    readonly toDevice: number;
    /** As `toDevice`, back. */
    readonly fromDevice: number;
    /** Of the device's memory that must be read and written at least: what each operator reads and writes once. */
    readonly memory: number;
  };
  /** Whatever else is worth telling. */
  readonly besides?: Readonly<Record<string, number>>;
}

/** Measures something under one or several names. */
export type Measurement = (bench: DeviceBench) => Promise<Readonly<Record<string, DeviceWork>>>;

export interface Ceilings {
  readonly matmul: { readonly by: string; readonly tflopPerSecond: number };
  /** Bytes read and bytes written. */
  readonly copy: { readonly gbPerSecond: number };
  /** Null on the CPU, where nothing is copied to or fro. */
  readonly toDevice: { readonly gbPerSecond: number } | null;
  readonly fromDevice: { readonly gbPerSecond: number } | null;
}

const perSecond = ({ seconds }: DeviceWork, count: number, unit: number): number => count / seconds / unit;
const share = (rate: number, ceiling: { readonly gbPerSecond: number } | null): number | null =>
  ceiling && rate / ceiling.gbPerSecond;

/** The work with its rates. */
export interface Figures extends DeviceWork {
  readonly tflopPerSecond: number;
  readonly gbPerSecond: Readonly<Record<keyof DeviceWork['bytes'], number>>;
  /** Null where there is no such ceiling. */
  readonly shareOfCeiling: Readonly<Record<'matmul' | keyof DeviceWork['bytes'], number | null>>;
}

/** Each rate stands as a share of its ceiling too. */
export function toFigures(work: DeviceWork, ceilings: Ceilings): Figures {
  const { flop, bytes } = work;
  const tflopPerSecond = perSecond(work, flop, 1e12);
  const gbPerSecond = {
    memory: perSecond(work, bytes.memory, 1e9),
    toDevice: perSecond(work, bytes.toDevice, 1e9),
    fromDevice: perSecond(work, bytes.fromDevice, 1e9),
  };
  const shareOfCeiling = {
    matmul: tflopPerSecond / ceilings.matmul.tflopPerSecond,
    memory: share(gbPerSecond.memory, ceilings.copy),
    toDevice: share(gbPerSecond.toDevice, ceilings.toDevice),
    fromDevice: share(gbPerSecond.fromDevice, ceilings.fromDevice),
  };
  return { ...work, tflopPerSecond, gbPerSecond, shareOfCeiling };
}
