/** Thrown by decoders, which do not know where a record came from; whoever read it turns this into STORE_CORRUPT. */
export class DamagedRecord extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'DamagedRecord';
  }
}
