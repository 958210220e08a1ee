import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ResearchError } from '../../../domain/errors.js';
import { limitsOf, readConfig, toEnvironment } from '../../../server/config.js';

function refused(environment: NodeJS.ProcessEnv): ResearchError {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ResearchError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

test('an empty environment gives the defaults', () => {
  const config = readConfig({});

  assert.deepEqual([config.data, config.host, config.port, config.provider], ['./data', '127.0.0.1', 4000, 'auto']);
  assert.deepEqual(readConfig({ SAEQL_PORT: '', SAEQL_HOST: '  ' }), config);
});

test('variables are read with their types, and the result cannot be changed', () => {
  const config = readConfig({ SAEQL_PORT: '0', SAEQL_PROVIDER: 'cpu', SAEQL_MAX_PAGE_SIZE: '50' });

  assert.deepEqual([config.port, config.provider], [0, 'cpu']);
  assert.equal(limitsOf(config).maxPageSize, 50);
  assert.throws(() => Object.assign(config, { port: 1 }), TypeError);
});

for (const [name, value, says] of [
  ['SAEQL_PORT', '65536', /0 to 65535 \(TCP port\)/],
  ['SAEQL_PORT', 'http', /is "http"/],
  ['SAEQL_PORT', '80.5', /is "80\.5"/],
  ['SAEQL_DEADLINE_MS', '0', /1 to 2147483647 \(milliseconds\)/],
  ['SAEQL_PROVIDER', 'tpu', /auto, cpu, webgpu, cuda/],
] as const) {
  test(`${name}=${value} is refused with what is allowed`, () => {
    const error = refused({ [name]: value });

    assert.deepEqual([error.code, error.at], ['CONFIG_INVALID', name]);
    assert.match(error.message, says);
  });
}

test('a configuration survives the way through an environment', () => {
  const config = readConfig({ SAEQL_DATA: '/somewhere', SAEQL_PORT: '0', SAEQL_LOG_LEVEL: 'warn' });

  assert.deepEqual(readConfig(toEnvironment(config)), config);
});
