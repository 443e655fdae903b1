import { requirementId } from '../../contract/schema-parts.ts'
import { KINDS } from '../../judge/kinds.ts'
import { headers, object, query, text } from '../../suite/schema-parts.ts'
import { factsSchema } from './case-facts.ts'

/** The JSON Schema of cases of a contract of resources; published in `specs/cases.schema.json`. */

/** Kinds of expectation that judge an exchange alone: they are those of the other case language. */
const SHARED = ['status', 'header', 'mediaType', 'body'] as const

const expectations = {
  type: 'object',
  minProperties: 1,
  description: 'a map of requirement ids to expectations',
  additionalProperties: object(
    {
      ...Object.fromEntries(SHARED.map((name) => [name, KINDS[name]?.schema ?? {}])),
      equalsKnown: { const: 'own', description: 'own: the member of the request, as the case has written it' },
    },
    {
      'x-keys': 'expectation',
      minProperties: 1,
      description: 'a map of expectations, such as { status: 409 }',
    },
  ),
}

const pointer = { type: 'string', pattern: '^((/.*)?|\\$\\w+)$', description: 'a JSON Pointer such as /name' }
const change = object({ at: pointer, to: {} }, { required: ['at', 'to'], description: 'a map of at and to' })
const memberName = { type: 'string', pattern: '^[a-z]\\w*$', description: 'a name such as it' }
/** The name of a member, or a column that holds it. */
const namedMember = { ...memberName, pattern: '^\\$?[a-z]\\w*$' }

const body = {
  ...object({
    whole: { ...namedMember, description: 'valid, or the name of a member' },
    part: { const: 'valid', description: 'the text valid' },
    set: { ...change, type: ['object', 'array'], items: change, description: 'a map of at and to, or a list of them' },
    drop: { ...pointer, type: ['string', 'array'], items: pointer, description: 'a JSON Pointer, or a list of them' },
    json: {},
    raw: { type: 'string' },
  }),
  type: ['object', 'string'],
  pattern: '^valid$',
  minProperties: 1,
  dependentRequired: { set: ['whole'], drop: ['whole'] },
  allOf: ['part', 'json', 'raw'].map((name) => ({
    if: { type: 'object', required: [name] },
    then: { maxProperties: 1, description: `no other word beside "${name}" in a body` },
  })),
  description: 'valid, or a map with whole, part, json or raw',
}

const senders = ['owner', 'reader', 'stranger', 'nobody', 'wrong']
const sender = {
  type: 'string',
  pattern: `^(${senders.join('|')}|\\$\\w+)$`,
  examples: senders,
  description: `one of ${senders.join(', ')}`,
}

const send = object(
  {
    operation: {
      type: 'string',
      pattern: '^([^$].*|\\$resource\\.(create|read|list|update|delete)|\\$\\w+)$',
      examples: ['$resource.create', '$resource.read', '$resource.list', '$resource.update', '$resource.delete'],
      description:
        'an operation of the document, or $resource.create, $resource.read, $resource.list, $resource.update or $resource.delete',
    },
    of: { ...namedMember, description: 'the name of a member, or unknown' },
    key: { ...query, description: 'a map of path parameters to text, numbers or flags' },
    query,
    headers,
    as: sender,
    body,
  },
  { required: ['operation'], description: 'a map with operation, of, key, query, headers, as and body' },
)

const step = {
  send,
  expect: expectations,
  save: {
    type: 'object',
    minProperties: 1,
    additionalProperties: {
      type: 'string',
      pattern: '^(|/.*|header:[\\w-]+|member|\\$\\w+)$',
      description: 'a JSON Pointer, header:NAME, or member',
    },
    propertyNames: { pattern: '^[a-z]\\w*$' },
    description: 'a map of names to JSON Pointers, header:NAME or member',
  },
}

const caseSchema = object(
  {
    id: {
      type: 'string',
      pattern: '^(?!law\\.)[a-z0-9-]+(\\.[a-z0-9-]+)+$',
      description: 'a permanent id of segments in lower case, such as users.twice; laws have the segment law',
    },
    title: { ...text, description: 'a sentence that a target can violate' },
    about: text,
    resource: { ...text, description: 'the name of a resource' },
    for: object(
      { resource: { const: 'each', description: 'the text each' }, where: factsSchema },
      { required: ['resource', 'where'], description: 'a map of resource and where' },
    ),
    each: {
      type: 'object',
      minProperties: 1,
      additionalProperties: { type: 'array', minItems: 1, description: 'a list of values' },
      description: 'a map of columns to lists of values',
    },
    rows: { type: 'array', minItems: 1, items: { type: 'object', minProperties: 1 }, description: 'a list of rows' },
    given: object(
      {
        there: {
          type: ['string', 'array'],
          pattern: '^[a-z]\\w*$',
          minItems: 1,
          items: memberName,
          description: 'a name for a fresh member, or a list of them',
        },
      },
      { required: ['there'], description: 'a map with there' },
    ),
    steps: {
      type: 'array',
      minItems: 1,
      items: object(step, { required: ['send', 'expect'], description: 'a map of send, expect and save' }),
    },
    ...step,
  },
  { required: ['id', 'title'] },
)

const requirement = object(
  {
    id: requirementId,
    level: { enum: ['must', 'should'] },
    text: { ...text, description: 'a sentence that can turn out false' },
    source: { ...text, description: 'a text that names the source' },
  },
  { required: ['id', 'level', 'text', 'source'] },
)

export const casesSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Cases of a contract of resources, and the requirements that they check',
  ...object(
    {
      suite: { type: 'string', pattern: '^[a-z][a-z0-9-]*$', description: 'a name in lower case' },
      about: text,
      requirements: { type: 'array', items: requirement, description: 'a list of requirements beside the laws' },
      cases: { type: 'array', minItems: 1, items: caseSchema, description: 'a list of cases' },
    },
    { required: ['suite', 'about', 'cases'] },
  ),
}
