/** What votes come to. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerOfVotes, votesNeeded } from '../../../domain/ensemble-votes.js';

test('ALL abstains whenever members disagree, ANY never, and enough for goes before enough against', () => {
  const answers = (atLeast: number) => [0, 1, 2, 3].map((votesFor) => answerOfVotes({ members: 3, votesFor, atLeast }));
  assert.deepEqual(answers(3), ['NEGATIVE', 'ABSTAINED', 'ABSTAINED', 'POSITIVE']);
  assert.deepEqual(answers(2), ['NEGATIVE', 'NEGATIVE', 'POSITIVE', 'POSITIVE']);
  assert.deepEqual(answers(1), ['NEGATIVE', 'POSITIVE', 'POSITIVE', 'POSITIVE']);
});

test('the rule decides how many votes are enough, unless AT_LEAST leaves it open', () => {
  assert.equal(votesNeeded('ALL', 5, undefined), 5);
  assert.equal(votesNeeded('ANY', 5, undefined), 1);
  assert.equal(votesNeeded('AT_LEAST', 5, 3), 3);
  assert.equal(votesNeeded('AT_LEAST', 5, undefined), undefined);
});
