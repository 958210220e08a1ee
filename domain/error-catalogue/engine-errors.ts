/** Work of the engine: prompts, limits, providers. */
import type { CatalogueEntry } from './catalogue-entry.js';

export const engineErrors = {
  TOKEN_UNKNOWN: {
    status: 404,
    retryable: false,
    meaning: 'No token of the vocabulary is spelled so.',
    fix: 'Spell the token exactly, its leading space included; `tokenize` shows the spelling.',
  },
  TOKEN_ID_UNKNOWN: {
    status: 400,
    retryable: false,
    meaning: "A document or a prompt holds a token id outside the model's vocabulary.",
    fix: 'Give token ids of the tokenizer of this model, or texts.',
  },
  PROMPT_EMPTY: {
    status: 400,
    retryable: false,
    meaning: 'The prompt holds no token.',
    fix: 'Send a text or token ids.',
  },
  PROMPT_TOO_LONG: {
    status: 400,
    retryable: false,
    meaning: 'The prompt has more tokens than the model sees at once.',
    fix: 'Send fewer tokens; `model.contextLength` says how many fit.',
  },
  PROMPT_TOO_SHORT: {
    status: 400,
    retryable: false,
    meaning: 'The prompt has one token, so that there is no next token whose loss could change.',
    fix: 'Send at least two tokens.',
  },
  PROMPTS_TOO_MANY: {
    status: 400,
    retryable: false,
    meaning: 'The request holds more prompts, or more tokens in them, than one request may.',
    fix: 'Send several requests; `server.limits` has the limits.',
  },
  POSITION_OUTSIDE_PROMPT: {
    status: 400,
    retryable: false,
    meaning: 'A position lies outside of the prompt.',
    fix: 'Count positions from 0, or backwards from -1.',
  },
  HOOK_POINT_UNSUITABLE: {
    status: 400,
    retryable: false,
    meaning: 'The question makes no sense at the hook point of this dictionary.',
    fix: 'Ask it of a dictionary that writes into the residual stream: resid_*, attn_out, mlp_out or embed.',
  },
  ENGINE_COST_TOO_HIGH: {
    status: 400,
    retryable: false,
    meaning: 'The work asked of the engine, tokens times layers times dictionaries, is above the limit.',
    fix: 'Ask for fewer prompts or dictionaries at a time, or raise SAEQL_MAX_ENGINE_COST.',
  },
  BUSY: {
    status: 503,
    retryable: true,
    meaning: 'As many requests wait for the engine as may.',
    fix: 'Send the request again in a moment.',
  },
  ACTIVATION_NOT_FINITE: {
    status: 500,
    retryable: false,
    meaning: 'The model or a dictionary gave an activation that is infinite or not a number.',
    fix: 'Check the weights of the model and of the dictionary for values that are not finite.',
  },
  METRIC_UNDEFINED: {
    status: 422,
    retryable: false,
    meaning: 'The metric is a ratio whose denominator is zero on these data.',
    fix: 'Leave the field out, or measure on another corpus.',
  },
  MEMORY_BUDGET_TOO_SMALL: {
    status: 503,
    retryable: false,
    meaning: 'The weights that one forward pass needs at once are more than may be loaded.',
    fix: 'Raise SAEQL_MEMORY_BUDGET, or ask for fewer dictionaries at a time.',
  },
  ENGINE_CRASHED: {
    status: 500,
    retryable: true,
    meaning: 'The thread that runs the model ended while it worked on this.',
    fix: 'Try again; a new thread is started. If it happens again, ask for less at a time.',
  },
  MEMORY_EXHAUSTED: {
    status: 503,
    retryable: false,
    meaning: 'The device, or the machine, has not enough memory left to run the model on even one sequence.',
    fix: 'Send shorter prompts, lower SAEQL_MEMORY_BUDGET so that less stays loaded, or run on the cpu: SAEQL_PROVIDER.',
  },
  PROVIDER_UNAVAILABLE: {
    status: 503,
    retryable: false,
    meaning: 'None of the execution providers that may be used can run the model on this machine.',
    fix: 'Set SAEQL_PROVIDER to auto or cpu; the server reports why each provider cannot be used.',
  },
  HARVEST_PROVIDER_UNAVAILABLE: {
    status: 503,
    retryable: false,
    meaning:
      'An interrupted harvest was begun on an execution provider that cannot run the model here; on another it would mix two. It is kept.',
    fix: 'Start with SAEQL_PROVIDER set to the provider it was begun on, where that works; or cancel the job and start the harvest anew.',
  },
} as const satisfies Record<string, CatalogueEntry>;
