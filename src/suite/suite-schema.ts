import { LEVELS } from '../contract/contract.ts'
import { requirementId } from '../contract/schema-parts.ts'
import { conditionSchema } from '../judge/reading/condition.ts'
import { KINDS } from '../judge/kinds.ts'
import { forall } from './forall-schema.ts'
import { headers, keys, keyText, MODES, object, query, role, sender, text, transfer } from './schema-parts.ts'
import { MOST_TOGETHER, NEEDS } from './suite.ts'

/** The JSON Schema of the case language, composed from the kinds of expectations; published in `specs/suite.schema.json`. */

const expectationsSchema = {
  type: 'object',
  minProperties: 1,
  description: 'a map of requirement ids to expectations',
  additionalProperties: object(Object.fromEntries(Object.values(KINDS).map(({ name, schema }) => [name, schema])), {
    'x-keys': 'expectation',
    minProperties: 1,
    description: 'a map of expectations, such as { status: 200 }',
  }),
}

/** A reference keeps the schema small for editors and ajv. */
const expectations = { $ref: '#/$defs/expectations' }

const change = object(
  { at: { type: 'string', pattern: '^(/.*|\\$\\w+)$', description: 'a JSON Pointer' }, to: {} },
  { required: ['at', 'to'] },
)

const bodyMap = {
  type: 'object',
  additionalProperties: false,
  properties: {
    payload: { ...text, description: 'the name of a payload' },
    of: keyText,
    set: { ...change, type: ['object', 'array'], items: change, description: 'a map of at and to, or a list of them' },
    drop: { type: ['string', 'array'], items: text, description: 'a JSON Pointer, or a list of them' },
    json: {},
    raw: { type: 'string' },
    ...Object.fromEntries(MODES.map((mode) => [mode, keyText])),
    base64: { type: 'string', pattern: '^([A-Za-z0-9+/]*={0,2}|\\$\\w+)$', description: 'bytes in base64' },
  },
  minProperties: 1,
  dependentRequired: { payload: ['of'], of: ['payload'], set: ['payload'], drop: ['payload'] },
  allOf: ['json', 'raw', 'base64', ...MODES].map((name) => ({
    if: { required: [name] },
    then: { maxProperties: 1, description: `no other word beside "${name}" in a body` },
  })),
}

const body = {
  ...bodyMap,
  type: ['object', 'string'],
  pattern: '^\\$body$',
  description: 'a map with payload and of, json, raw or base64, or $body for the drawn body',
}

const sendWords = {
  operation: role,
  key: keyText,
  scope: { ...text, description: 'other, unknown, or a text that replaces the group id' },
  as: sender,
  method: { type: 'string', pattern: '^([A-Z]+|\\$\\w+)$', description: 'a method in capitals' },
  query: {
    ...query,
    type: ['object', 'string'],
    pattern: '^\\$query$',
    description: 'a map of query parameters to text, numbers or flags, or $query for the drawn parameter',
  },
  rawKey: { type: 'string', minLength: 1, description: 'a path segment for the key, sent unchanged' },
  rawQuery: { type: 'string', description: 'a query string, sent unchanged' },
  headers,
  transfer,
  body,
}

const send = object(sendWords, {
  required: ['operation'],
  description: 'a map with operation, key, query, body and other words of a request',
})

/** Each word except `operation` may be null, which means its default. */
const mended = object(
  Object.fromEntries(
    Object.entries(sendWords).map(([word, schema]) => [
      word,
      word === 'operation' ? schema : { ...schema, type: [...[schema.type].flat(), 'null'] },
    ]),
  ),
  { minProperties: 1, description: 'a map of the words of "send" that replace those of the refused request' },
)

const walk = object({ operation: role, query, by: { enum: ['next', 'number'] } }, { required: ['operation', 'by'] })

/** Requests at the same moment. */
const together = {
  type: 'array',
  minItems: 1,
  maxItems: MOST_TOGETHER,
  items: object(
    { times: { type: 'integer', minimum: 1, maximum: MOST_TOGETHER }, send, expect: expectations },
    { required: ['send'], description: 'a map with send, times and expect' },
  ),
  description: `a list of at most ${MOST_TOGETHER} requests, each a map with send, times and expect`,
}

const step = {
  send,
  walk,
  together,
  expect: expectations,
  ifAbsent: expectations,
  ifPresent: expectations,
  mended,
  twin: expectations,
  save: {
    type: 'object',
    additionalProperties: { type: 'string', pattern: '^(/.*|text|\\$\\w+|)$', description: 'a JSON Pointer, or text' },
    propertyNames: { pattern: '^[a-z]\\w*$' },
    description: 'a map of names to JSON Pointers',
  },
  then: { type: 'array', minItems: 1, items: { $ref: '#/$defs/branch' } },
}

/** The most attempts at one case, as a count. */
const MOST_ROUNDS = 20

const caseId = {
  type: 'string',
  pattern: '^[a-z0-9-]+(\\.[a-z0-9-]+)+$',
  description: 'a permanent id of segments in lower case, such as create.twice',
}

const caseSchema = object(
  {
    id: caseId,
    title: { ...text, description: 'a sentence that a target can violate' },
    about: text,
    needs: {
      type: 'array',
      items: { enum: NEEDS },
    },
    each: {
      type: 'object',
      minProperties: 1,
      additionalProperties: {
        type: ['array', 'string'],
        minItems: 1,
        pattern: '^\\$(types|keys|others)$',
        description: 'a list of values, $types, $keys or $others',
      },
    },
    pairs: { const: true, description: 'true, for rows of "each" that hold each pair of values' },
    rows: { type: 'array', minItems: 1, items: { type: 'object', minProperties: 1 }, description: 'a list of rows' },
    given: object(
      { absent: keys, configured: keys, payload: text, beside: keys, otherAbsent: keys },
      { minProperties: 1, description: 'a map with absent, configured, payload, beside or otherAbsent' },
    ),
    forall,
    steps: { type: 'array', minItems: 1, items: { $ref: '#/$defs/step' } },
    moves: { type: 'array', minItems: 2, items: { $ref: '#/$defs/step' } },
    rounds: {
      type: 'integer',
      minimum: 1,
      maximum: MOST_ROUNDS,
      description: `a whole number from 1 to ${MOST_ROUNDS}`,
    },
    ...step,
  },
  { required: ['id', 'title'] },
)

/** A requirement of a suite has the form of a requirement of the contract, and its source may be a text. */
const requirementSchema = object(
  {
    id: requirementId,
    level: { enum: LEVELS },
    text: { ...text, description: 'a sentence that can turn out false' },
    source: {
      ...object({ document: text, pointer: { type: 'string' } }, { required: ['document'] }),
      type: ['string', 'object'],
      minLength: 1,
      description: 'a text that names the source, or a map of document and pointer',
    },
  },
  { required: ['id', 'level', 'text'] },
)

export const suiteSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'A suite: cases that are run against a target, and invariants that hold for all exchanges',
  ...object(
    {
      suite: { type: 'string', pattern: '^[a-z][a-z0-9-]*$', description: 'a name in lower case' },
      about: text,
      cases: { type: 'array', items: caseSchema },
      retired: {
        type: 'array',
        items: object(
          { id: caseId, reason: { ...text, description: 'the reason why the case is retired' }, successor: caseId },
          { required: ['id', 'reason', 'successor'] },
        ),
        description: 'a list of retired cases',
      },
      invariants: {
        type: 'array',
        items: object(
          {
            title: { ...text, description: 'a sentence that a target can violate' },
            on: conditionSchema,
            except: conditionSchema,
            expect: expectations,
          },
          { required: ['title', 'expect'] },
        ),
      },
      requirements: {
        type: 'array',
        items: requirementSchema,
        description: 'a list of requirements beside those of the contract',
      },
    },
    { required: ['suite', 'about'] },
  ),
  $defs: { expectations: expectationsSchema, step: object(step), branch: object({ when: conditionSchema, ...step }) },
}
