/** The names that other libraries give to hook points. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { moduleInputHookPoint, toHookPointName } from '../../../domain/hook-point.js';

const names: readonly (readonly [string, string])[] = [
  ['mlp_out.3', 'mlp_out.3'],
  ['embed', 'embed'],
  ['hook_embed', 'embed'],
  ['blocks.3.hook_resid_pre', 'resid_pre.3'],
  ['blocks.3.hook_resid_mid', 'resid_mid.3'],
  ['blocks.11.hook_resid_post', 'resid_post.11'],
  ['blocks.3.attn.hook_z', 'attn_z.3'],
  ['blocks.3.hook_attn_out', 'attn_out.3'],
  ['blocks.3.ln2.hook_normalized', 'mlp_in.3'],
  ['blocks.3.mlp.hook_post', 'mlp_hidden.3'],
  ['blocks.3.hook_mlp_out', 'mlp_out.3'],
  ['layers.3', 'resid_post.3'],
  ['layers.3.mlp', 'mlp_out.3'],
  ['h.3.attn', 'attn_out.3'],
  ['transformer.h.3', 'resid_post.3'],
  ['gpt_neox.layers.3.mlp', 'mlp_out.3'],
  ['model.layers.3.self_attn', 'attn_out.3'],
  ['embed_tokens', 'embed'],
  ['resid_post_layer_3', 'resid_post.3'],
  ['mlp_out_layer3', 'mlp_out.3'],
];
for (const [foreign, ours] of names)
  test(`${foreign} is ${ours}`, () => {
    assert.equal(toHookPointName(foreign), ours);
  });

test("TransformerLens's hook_mlp_in lies before the norm: it is the stream between attention and MLP", () => {
  assert.equal(toHookPointName('blocks.3.hook_mlp_in'), 'resid_mid.3');
});

test('a name that no library gives is none of ours', () => {
  for (const name of ['', 'mlp_out', 'blocks.3', 'blocks.x.hook_mlp_out', 'layers.3.mlp.down_proj'])
    assert.equal(toHookPointName(name), undefined);
});

test('a module reads the hook point before the one it writes', () => {
  assert.equal(moduleInputHookPoint('mlp_out.3'), 'mlp_in.3');
  assert.equal(moduleInputHookPoint('resid_post.3'), 'resid_pre.3');
  assert.equal(moduleInputHookPoint('attn_out.3'), undefined);
});
