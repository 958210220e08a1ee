/** Finds the system's libraries that CUDA's part of ONNX Runtime needs and that are not there. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Names such as `libcublasLt.so.12`, by what the dynamic linker says of the library. */
export async function findMissingLibraries(library: string): Promise<string[]> {
  const { stdout } = await run('ldd', [library]);
  return parseMissing(stdout);
}

/** Of the output of ldd. Its own neighbours are found by ONNX Runtime, which loads them first. */
export function parseMissing(output: string): string[] {
  const missing = [...output.matchAll(/^\s*(\S+) => not found$/gm)].map(([, name]) => name);
  return [...new Set(missing)].filter((name) => !name.startsWith('libonnxruntime'));
}

/** Which package of NVIDIA has a library, for those of CUDA 12 and cuDNN 9; Debian's and Ubuntu's names. */
export function packageOf(library: string): string {
  const [, owner] = owners.find(([start]) => library.startsWith(start)) ?? [];
  return owner ?? 'unknown';
}

/** The longer name first where one begins with the other. */
const owners = [
  ['libcublas', 'libcublas-12-x'],
  ['libcudart', 'cuda-cudart-12-x'],
  ['libcudnn', 'cudnn9-cuda-12'],
  ['libcufft', 'libcufft-12-x'],
  ['libcurand', 'libcurand-12-x'],
  ['libnvrtc', 'cuda-nvrtc-12-x'],
  ['libnvJitLink', 'libnvjitlink-12-x'],
  ['libcuda.so', "the NVIDIA driver's own"],
  ['libnvinfer', 'tensorrt (not needed by saeql)'],
] as const;
