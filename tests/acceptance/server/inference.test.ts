/** Activations on demand, over HTTP, against what PyTorch computes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { floatsOf, wordsOf } from '../../support/base64-arrays.js';
import { mlpDictionary, residualDictionary } from '../../support/demo-files.js';
import { openInferenceDemo, readReferenceDocuments } from '../../support/inference-demo.js';

const documents = readReferenceDocuments();

/** The contract's tolerance for activations in float32: 1e-4 and 1e-5 of the value. */
function assertClose(actual: number, expected: number, what: string): void {
  assert.ok(Math.abs(actual - expected) <= 1e-4 + 1e-5 * Math.abs(expected), `${what}: ${actual}, not ${expected}`);
}

interface Activations {
  readonly activations: readonly ({
    readonly tokens: readonly { readonly id: number; readonly text: string }[];
    readonly positions: readonly number[];
    readonly width: number;
    readonly values: string;
  } | null)[];
}

const activationsQuery = `query ($hookPoint: String!, $prompts: [PromptInput!]!, $positions: [Int!]) {
  activations(model: "demo", hookPoint: $hookPoint, prompts: $prompts, positions: $positions) {
    tokens { id text } positions width values
  }
}`;

const sparseQuery = `query ($dictionaries: [String!]!, $prompts: [PromptInput!]!) {
  featureActivations(dictionaries: $dictionaries, prompts: $prompts) {
    tokens { id } sparse { dictionaries dictionary position feature activation }
  }
}`;

interface Sparse {
  readonly featureActivations: readonly ({
    readonly sparse: Readonly<Record<'dictionary' | 'position' | 'feature' | 'activation', string>> & {
      readonly dictionaries: readonly string[];
    };
  } | null)[];
}

test('the engine asked over HTTP', async (t) => {
  const { web, services } = await openInferenceDemo(t);

  await t.test(
    'activations at every hook point that torch gives agree with it, for prompts of unlike lengths at once',
    async () => {
      for (const hookPoint of Object.keys(documents[0].activations)) {
        const prompts = documents.map(({ tokenIds }) => ({ tokenIds }));
        const { data, errors } = await web.ask<Activations, object>(activationsQuery, { hookPoint, prompts });
        assert.equal(errors, undefined, JSON.stringify(errors));
        documents.forEach((document, index) => {
          const { width, values, positions } = data!.activations[index]!;
          assert.equal(positions.length, document.tokenIds.length);
          const values_TD = floatsOf(values);
          document.activations[hookPoint].forEach((row, t) =>
            row.forEach((value, d) => assertClose(values_TD[t * width + d], value, `${hookPoint} [${t}, ${d}]`)),
          );
        });
      }
    },
  );

  await t.test('positions are honoured in the order asked for, negative ones from the end of each prompt', async () => {
    const prompts = documents.map(({ tokenIds }) => ({ tokenIds }));
    const all = await web.ask<Activations, object>(activationsQuery, { hookPoint: 'mlp_out.2', prompts });
    const some = await web.ask<Activations, object>(activationsQuery, {
      hookPoint: 'mlp_out.2',
      prompts,
      positions: [-1, 3],
    });

    documents.forEach(({ tokenIds }, index) => {
      const { positions, width, values } = some.data!.activations[index]!;
      assert.deepEqual(positions, [tokenIds.length - 1, 3]);
      const whole = floatsOf(all.data!.activations[index]!.values);
      const rows = positions.flatMap((position) => [...whole.subarray(position * width, (position + 1) * width)]);
      assert.deepEqual([...floatsOf(values)], rows);
    });
  });

  await t.test(
    'every firing of two dictionaries at once agrees with torch, and so does the set of firing features',
    async () => {
      const prompts = documents.map(({ tokenIds }) => ({ tokenIds }));
      const dictionaries = [mlpDictionary, residualDictionary];
      const { data, errors } = await web.ask<Sparse, object>(sparseQuery, { dictionaries, prompts });
      assert.equal(errors, undefined, JSON.stringify(errors));
      documents.forEach((document, index) => {
        const { sparse } = data!.featureActivations[index]!;
        const [dictionary, position, feature] = [sparse.dictionary, sparse.position, sparse.feature].map(wordsOf);
        const activation = floatsOf(sparse.activation);
        const found = new Map<string, number>(
          Array.from(activation, (value, n): [string, number] => [
            `${dictionary[n]} ${position[n]} ${feature[n]}`,
            value,
          ]),
        );
        const expected = dictionaries.flatMap((name, order) =>
          document.features[name].active.map(([t, f, value]) => [`${order} ${t} ${f}`, value] as [string, number]),
        );
        for (const [key, value] of expected) {
          // Near its threshold a feature may fire in one and not in the other.
          if (value > 1e-5) assertClose(found.get(key) ?? 0, value, key);
        }
        const known = new Set(expected.map(([key]) => key));
        for (const [key, value] of found) assert.ok(known.has(key) || value <= 1e-5, `${key} fires with ${value}`);
      });
    },
  );

  await t.test('one bad prompt of a batch is null with an error at its index; the others are answered', async () => {
    const { text } = documents[0];
    const { data, errors, status } = await web.ask<Activations, object>(activationsQuery, {
      hookPoint: 'resid_post.1',
      prompts: [{ text }, { text: '' }, { tokenIds: [1536] }, { raw: ' is' }, { tokenIds: new Array(257).fill(5) }],
    });

    assert.equal(status, 200);
    assert.deepEqual(
      data?.activations.map((answer) => answer?.tokens.length ?? null),
      [documents[0].tokenIds.length, null, null, 1, null],
    );
    assert.deepEqual(
      errors?.map(({ path, extensions }) => [path, extensions.code]),
      [
        [['activations', 1], 'PROMPT_EMPTY'],
        [['activations', 2], 'TOKEN_ID_UNKNOWN'],
        [['activations', 4], 'PROMPT_TOO_LONG'],
      ],
    );
    assert.match(errors![2].message, /257 tokens.*256/);
  });

  await t.test('a position outside of one prompt fails that prompt alone', async () => {
    const { data, errors } = await web.ask<Activations, object>(activationsQuery, {
      hookPoint: 'mlp_out.0',
      prompts: [{ tokenIds: [5, 6, 7] }, { tokenIds: [5] }],
      positions: [2],
    });

    assert.equal(data?.activations[1], null);
    assert.equal(data?.activations[0]?.positions[0], 2);
    assert.deepEqual(
      errors?.map(({ path, extensions }) => [path, extensions.code]),
      [[['activations', 1], 'POSITION_OUTSIDE_PROMPT']],
    );
  });

  await t.test('a prompt in two forms at once is refused by the schema', async () => {
    const { errors, status } = await web.ask(activationsQuery, {
      hookPoint: 'mlp_out.0',
      prompts: [{ text: 'a', raw: 'b' }],
    });

    assert.equal(status, 400);
    assert.match(errors?.[0].message ?? '', /exactly one/i);
  });

  await t.test(
    'too many prompts, a dictionary twice, features of a dictionary not asked for: each is one clear error',
    async () => {
      const ask = async (query: string, variables: object) => {
        const { errors } = await web.ask(query, variables);
        return errors?.map(({ extensions }) => extensions.code);
      };
      const many = new Array(65).fill({ tokenIds: [5] });

      assert.deepEqual(await ask(activationsQuery, { hookPoint: 'mlp_out.0', prompts: many }), ['PROMPTS_TOO_MANY']);
      assert.deepEqual(await ask(activationsQuery, { hookPoint: 'mlp_out.9', prompts: [{ text: 'a' }] }), [
        'HOOK_POINT_UNKNOWN',
      ]);
      assert.deepEqual(
        await ask(sparseQuery, { dictionaries: [mlpDictionary, mlpDictionary], prompts: [{ text: 'a' }] }),
        ['ARGUMENT_INVALID'],
      );
      const named = `{ featureActivations(dictionaries: ["${mlpDictionary}"], prompts: [{ text: "a" }],
      features: [{ dictionary: "${residualDictionary}", index: 1 }]) { dense } }`;
      assert.deepEqual(await ask(named, {}), ['ARGUMENT_INVALID']);
      const outside = `{ featureActivations(dictionaries: ["${mlpDictionary}"], prompts: [{ text: "a" }],
      features: [{ dictionary: "${mlpDictionary}", index: 512 }]) { dense } }`;
      assert.deepEqual(await ask(outside, {}), ['FEATURE_NOT_FOUND']);
    },
  );

  await t.test(
    'the strongest features, the strongest at each token and the dense rows say what the firings say',
    async () => {
      const [{ tokenIds }] = documents;
      const { data } = await web.ask<
        {
          readonly featureActivations: readonly {
            readonly top: readonly {
              readonly feature: { readonly index: number };
              readonly max: number;
              readonly position: number;
              readonly activations: readonly number[];
            }[];
            readonly perToken: readonly (readonly {
              readonly feature: { readonly index: number };
              readonly activation: number;
            }[])[];
            readonly dense: string;
            readonly sparse: Sparse['featureActivations'][number] extends infer A | null
              ? A extends { readonly sparse: infer S }
                ? S
                : never
              : never;
          }[];
        },
        object
      >(
        `query ($prompts: [PromptInput!]!) {
        featureActivations(dictionaries: ["${mlpDictionary}"], prompts: $prompts,
          features: [{ dictionary: "${mlpDictionary}", index: 7 }, { dictionary: "${mlpDictionary}", index: 3 }]) {
          top(first: 3) { feature { index } max position activations }
          perToken(first: 2) { feature { index } activation }
          dense
          sparse { dictionaries dictionary position feature activation }
        }
      }`,
        { prompts: [{ tokenIds }] },
      );
      const [{ top, perToken, dense, sparse }] = data!.featureActivations;
      const [position, feature] = [wordsOf(sparse.position), wordsOf(sparse.feature)];
      const activation = floatsOf(sparse.activation);
      const rowOf = (index: number): number[] => {
        const row = new Array<number>(tokenIds.length).fill(0);
        feature.forEach((candidate, n) => candidate === index && (row[position[n]] = activation[n]));
        return row;
      };

      assert.equal(top[0].max, Math.max(...activation));
      for (const found of top) {
        assert.deepEqual(found.activations, rowOf(found.feature.index));
        assert.equal(found.max, Math.max(...found.activations));
        assert.equal(found.position, found.activations.indexOf(found.max));
      }
      assert.equal(perToken.length, tokenIds.length);
      perToken.forEach((list, token) => {
        const strongest = [...activation].filter((_, n) => position[n] === token).sort((a, b) => b - a);
        assert.deepEqual(
          list.map((entry) => entry.activation),
          strongest.slice(0, 2),
        );
      });
      assert.deepEqual([...floatsOf(dense)], [...rowOf(7), ...rowOf(3)]);
    },
  );

  await t.test('a prompt is answered bit for bit the same alone, in a batch, and while others ask', async () => {
    const prompts = documents.map(({ tokenIds }) => ({ tokenIds }));
    const ask = async (wanted: readonly object[]) => {
      const { data } = await web.ask<Sparse, object>(sparseQuery, {
        dictionaries: [residualDictionary],
        prompts: wanted,
      });
      return data!.featureActivations.map((answer) => answer!.sparse);
    };
    const together = await ask(prompts);
    const alone = (await Promise.all(prompts.map((prompt) => ask([prompt])))).flat();

    assert.deepEqual(alone, together);
  });

  await t.test('whoever leaves frees its place, and the next is answered', async () => {
    const controller = new AbortController();
    const prompts = documents.map(({ tokenIds }) => ({ kind: 'tokenIds' as const, tokenIds }));
    const left = services.inference.activations(
      { model: 'demo', hookPoint: 'mlp_out.1', prompts },
      { signal: controller.signal },
    );
    controller.abort(new Error('gone'));

    await assert.rejects(left, /gone/);
    const answered = await services.inference.activations(
      { model: 'demo', hookPoint: 'mlp_out.1', prompts },
      { signal: new AbortController().signal },
    );
    assert.equal(answered.length, prompts.length);
  });

  await t.test('a key that only reads may not ask the engine', async () => {
    const secret = web.keys.create('reader', 'read').secret;
    const { errors } = await web.ask(activationsQuery, { hookPoint: 'mlp_out.0', prompts: [{ text: 'a' }] }, secret);

    assert.deepEqual(
      errors?.map(({ extensions }) => extensions.code),
      ['FORBIDDEN'],
    );
  });
});
