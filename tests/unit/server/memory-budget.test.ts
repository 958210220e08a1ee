import assert from 'node:assert/strict';
import { totalmem } from 'node:os';
import { test } from 'node:test';
import { memoryBudgetOf } from '../../../server/memory-budget.js';

test('a budget that is configured is taken as it is', () => {
  assert.equal(memoryBudgetOf({ memoryBudget: 123_456_789 }), 123_456_789);
});

test('without one, a third of the memory is the budget, or less in a container that has less', () => {
  const budget = memoryBudgetOf({ memoryBudget: 0 });

  assert.ok(Number.isSafeInteger(budget) && budget > 0, String(budget));
  assert.ok(budget <= totalmem() / 3);
});
