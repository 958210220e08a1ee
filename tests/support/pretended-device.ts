/** Sessions of the CPU that keep tensors as WebGPU's do, with the binding's traps turned into errors. */
import { Tensor } from 'onnxruntime-node';
import type { InferenceSession } from 'onnxruntime-node';
import { createSession } from '../../engine/worker/session-factory.js';
import type { SessionFactory } from '../../engine/worker/session-factory.js';

type Values = Readonly<Record<string, Tensor>>;

export class PretendedDevice {
  /** Runs so far, in all sessions. */
  runs = 0;
  /** Bytes that went to the device and came back. */
  fed = 0;
  fetched = 0;
  /** The runs, by their number and what they are fed, that find no memory. */
  refuses: (run: number, feeds: Values) => boolean = () => false;
  /** The graphs, by what they give, that the device cannot open. */
  cannotOpen: (outputs: readonly string[]) => boolean = () => false;
  private sessions = 0;
  private readonly contents = new Map<Tensor, Tensor>();

  /** Tensors that were not disposed. */
  get living(): number {
    return this.contents.size;
  }

  readonly create: SessionFactory = async (graph, options) => {
    const { preferredOutputLocation = {}, ...others } = options;
    if (typeof preferredOutputLocation === 'string') throw new Error('locations are told by name');
    const session = await createSession(graph, { ...others, executionProviders: ['cpu'] });
    const staying = Object.keys(preferredOutputLocation);
    const unknown = staying.find((name) => !session.outputNames.includes(name));
    if (unknown !== undefined) throw new Error(`"${unknown}" is not a valid output name.`);
    if (options.executionProviders?.[0] !== 'webgpu') return session;
    if (this.cannotOpen(session.outputNames)) throw new Error('the graph is too large for the device');
    const [run, release] = [session.run.bind(session), session.release.bind(session)];
    this.sessions++;
    return Object.assign(session, {
      run: async (feeds: Values, fetches: readonly string[]) => {
        if (staying.length > 0 && fetches.length !== session.outputNames.length)
          throw new Error('Output count mismatch.');
        return this.kept(await run(this.here(feeds), fetches), staying);
      },
      release: async () => {
        this.sessions--;
        await release();
      },
    });
  };

  private here(feeds: Values): Record<string, Tensor> {
    if (this.refuses(++this.runs, feeds))
      throw new Error('Failed to allocate memory for requested buffer of size 4096');
    return Object.fromEntries(Object.entries(feeds).map(([name, tensor]) => [name, this.contentOf(tensor)]));
  }

  private contentOf(tensor: Tensor): Tensor {
    const content = this.contents.get(tensor);
    if (content) return content;
    if (tensor.location !== 'cpu') throw new Error('the tensor is disposed');
    this.fed += bytesIn(tensor);
    return tensor;
  }

  private kept(outputs: InferenceSession.ReturnType, staying: readonly string[]): Values {
    return Object.fromEntries(
      Object.entries(outputs).map(([name, output]) => {
        const tensor = output as Tensor;
        if (staying.includes(name)) return [name, this.put(tensor)];
        this.fetched += bytesIn(tensor);
        return [name, tensor];
      }),
    );
  }

  private put(content: Tensor): Tensor {
    if (content.type !== 'float32') throw new Error(`${content.type} would stay on the device`);
    const buffer = {} as Tensor.GpuBufferType;
    const tensor: Tensor = Tensor.fromGpuBuffer(buffer, {
      ...{ dataType: 'float32', dims: content.dims },
      dispose: () => {
        if (this.sessions === 0) throw new Error('the process ends: no session of the device is left');
        this.contents.delete(tensor);
      },
    });
    this.contents.set(tensor, content);
    return tensor;
  }
}

function bytesIn({ data }: Tensor): number {
  return ArrayBuffer.isView(data) ? data.byteLength : 0;
}
