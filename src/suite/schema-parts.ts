import { SENDERS } from './suite.ts'
import { FORMER_SENDERS } from './former-words.ts'

/** Parts of the JSON Schema of the case language. Schemas of configuration files share `text` and `object`. */

export const text = { type: 'string', minLength: 1 }
export const keyText = { ...text, description: 'a key of the collection, or $ and the name of a column' }
export const keys = { type: ['string', 'array'], minLength: 1, items: keyText, description: 'a key, or a list of them' }
export const role = {
  type: 'string',
  pattern: '^(list|create|read|update|delete|token|\\$\\w+)$',
  examples: ['list', 'create', 'read', 'update', 'delete', 'token'],
  description: 'list, create, read, update, delete, token, or a column that holds one of them',
}
export const query = {
  type: 'object',
  additionalProperties: { type: ['string', 'number', 'boolean'] },
  description: 'a map of query parameters to text, numbers or flags',
}
export const object = (properties: Record<string, object>, more: object = {}) => ({
  type: 'object',
  additionalProperties: false,
  properties,
  ...more,
})

export const sender = {
  type: 'string',
  pattern: `^(${[...SENDERS, ...FORMER_SENDERS.keys()].join('|')}|\\$\\w+)$`,
  if: { enum: [...FORMER_SENDERS.keys()] },
  then: { deprecated: true },
  examples: SENDERS,
  description: 'one of the senders, or a column that holds one of them',
}

export const headers = {
  type: 'object',
  additionalProperties: { type: ['string', 'null'] },
  description: 'a map of headers to text, or to null, which leaves a header out',
}

export const transfer = { type: 'string', enum: ['chunked', 'split'], description: 'chunked, or split' }

export const MODES = ['valid', 'invalid', 'tricky', 'malformed']
