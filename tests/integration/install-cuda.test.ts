/** The installation of CUDA's libraries from a feed on this machine; the libraries themselves are made up. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { findCudaPackage } from '../../cli/install-cuda/cuda-package.js';
import { installCuda } from '../../cli/install-cuda/install-cuda.js';
import { packageOf, parseMissing } from '../../cli/install-cuda/missing-libraries.js';
import { findProxy } from '../../cli/install-cuda/open-tunnel.js';
import { expectError } from '../support/expect-error.js';
import { startFeed, startProxy } from '../support/package-feed.js';
import { storedZip } from '../support/stored-zip.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** A program that the dynamic linker can read, in the place of the library. */
const library = readFileSync(process.execPath);
const archive = storedZip([
  { name: 'LICENSE', content: Buffer.from('not wanted') },
  { name: 'runtimes/libonnxruntime_providers_cuda.so', content: library },
  { name: 'runtimes/libonnxruntime_providers_shared.so', content: Buffer.from('shared') },
]);
const files = ['cuda', 'shared'].map((name) => ({
  path: `runtimes/libonnxruntime_providers_${name}.so`,
  target: `./libonnxruntime_providers_${name}.so`,
}));
const [id, version] = ['test.gpu', '1.2.3'];

describe('the installation of CUDA', () => {
  const scratch = temporaryFolder();
  let number = 0;

  function installation(feed: string) {
    const lines: string[] = [];
    const folder = join(scratch, String(number++));
    return {
      ...{ folder, lines },
      options: {
        cuda: { feed, name: 'Test.Gpu', version, folder, files },
        environment: {} as NodeJS.ProcessEnv,
        print: (line: string) => void lines.push(line),
      },
    };
  }

  test('writes the files that are wanted, says their checksums, and what the system lacks', async (t) => {
    const { options, folder, lines } = installation(await startFeed(t, { id, version, archive }));

    const missing = await installCuda(options);

    assert.deepEqual(missing, []);
    assert.deepEqual(readdirSync(folder).toSorted(), files.map(({ target }) => target.slice(2)).toSorted());
    assert.deepEqual(readFileSync(join(folder, files[0].target)), library);
    const sha256 = createHash('sha256').update('shared').digest('hex');
    assert.ok(lines.some((line) => line.startsWith(sha256)));
    assert.match(lines.at(-1) ?? '', /All libraries/);
  });

  test('writes nothing of a package that the catalogue describes otherwise', async (t) => {
    const sha512 = createHash('sha512').update('another').digest('base64');
    const { options, folder } = installation(await startFeed(t, { id, version, archive, sha512 }));

    await assert.rejects(() => installCuda(options), /has the SHA-512 .* where the catalogue says/);

    assert.equal(existsSync(folder), false);
  });

  test('says which URL does not answer', async (t) => {
    const { options } = installation(await startFeed(t, { id, version: '9.9.9', archive }));

    await assert.rejects(() => installCuda(options), /leaves\/test\.gpu\/1\.2\.3\.json answers with status 404/);
  });

  test('says which file a package lacks, and leaves none half written', async (t) => {
    const cutShort = storedZip([{ name: files[0].path, content: library }]);
    const { options, folder } = installation(await startFeed(t, { id, version, archive: cutShort }));

    await assert.rejects(() => installCuda(options), /does not hold runtimes\/libonnxruntime_providers_shared\.so/);

    assert.deepEqual(readdirSync(folder), ['libonnxruntime_providers_cuda.so']);
  });

  test('goes through the proxy of the environment, with its password', async (t) => {
    const feed = await startFeed(t, { id, version, archive });
    const proxy = await startProxy(t, 'a secret');
    const { options, folder } = installation(feed);

    await installCuda({ ...options, environment: { http_proxy: proxy.url } });

    assert.equal(readdirSync(folder).length, 2);
    assert.equal(proxy.asked.length, 5, 'index, leaf, catalogue, and the package twice, by its redirect');
    assert.deepEqual([...new Set(proxy.asked)], [`saeql:a secret ${new URL(feed).host}`]);
  });

  test('says what a proxy answers that refuses', async (t) => {
    const feed = await startFeed(t, { id, version, archive });
    const proxy = await startProxy(t, 'a secret');
    const { options } = installation(feed);
    const environment = { HTTP_PROXY: proxy.url.replace('a%20secret', 'wrong').replace('a secret', 'wrong') };

    await assert.rejects(() => installCuda({ ...options, environment }), /the proxy 127\.0\.0\.1:\d+ answers 407/);
  });

  test('takes a package that was downloaded elsewhere, and compares it when it is told the checksum', async () => {
    const file = join(scratch, 'package.nupkg');
    writeFileSync(file, archive);
    const sha512 = createHash('sha512').update(archive).digest('base64');
    const { options, folder, lines } = installation('http://127.0.0.1:1/index.json');

    await installCuda({ ...options, archive: file, sha512 });
    await assert.rejects(() => installCuda({ ...options, archive: file, sha512: 'AAAA' }), /not AAAA/);

    assert.equal(readdirSync(folder).length, 2);
    assert.match(lines[0], /has the SHA-512/);
    assert.ok(existsSync(file), 'it is not ours to remove');
  });
});

describe('the package of CUDA', () => {
  test('is the one of the installed onnxruntime-node, which is built for Linux on x64', () => {
    const { name, version: found, folder, files: wanted } = findCudaPackage('linux/x64');

    assert.equal(name, 'Microsoft.ML.OnnxRuntime.Gpu.Linux');
    assert.match(found, /^\d+\.\d+\.\d+$/);
    assert.ok(existsSync(join(folder, 'libonnxruntime.so.1')), 'they belong beside the runtime');
    assert.ok(wanted.some(({ path }) => path.endsWith('/libonnxruntime_providers_cuda.so')));
  });

  test('is refused for other platforms', async () => {
    await expectError(async () => findCudaPackage('darwin/arm64'), 'PROVIDER_UNAVAILABLE', {
      message: /darwin\/arm64/,
    });
  });
});

test('libraries that the linker does not find are told with the package that has them', () => {
  const output = [
    '  linux-vdso.so.1 (0x00007ffd)',
    '  libcublasLt.so.12 => not found',
    '  libcudnn.so.9 => not found',
    '  libonnxruntime_providers_shared.so => not found',
    '  libcublasLt.so.12 => not found',
    '  libc.so.6 => /lib/libc.so.6 (0x00007f)',
  ].join('\n');

  const missing = parseMissing(output);

  assert.deepEqual(missing, ['libcublasLt.so.12', 'libcudnn.so.9']);
  assert.deepEqual(missing.map(packageOf), ['libcublas-12-x', 'cudnn9-cuda-12']);
  assert.equal(packageOf('libelse.so'), 'unknown');
});

test('the proxy is that of the environment, but for exempt hosts', () => {
  const environment = { HTTPS_PROXY: 'proxy.example:3128', NO_PROXY: '.internal.example, other.example' };
  const proxyOf = (url: string): string | undefined => findProxy(new URL(url), environment)?.host;

  assert.equal(proxyOf('https://api.nuget.org/v3/index.json'), 'proxy.example:3128');
  assert.equal(proxyOf('http://api.nuget.org/'), undefined, 'it is for https');
  assert.equal(proxyOf('https://a.internal.example/'), undefined);
  assert.equal(proxyOf('https://other.example/'), undefined);
  assert.equal(proxyOf('https://another.example/'), 'proxy.example:3128');
  assert.equal(findProxy(new URL('https://a.example/'), { HTTPS_PROXY: 'http://p:1', NO_PROXY: '*' }), undefined);
});
