import type { AuthScheme } from './auth-scheme.ts'
import { queryAuth } from './query-auth.ts'

/** API keys in the query, such as `?api_key=…`. */
export const query = {
  name: 'query',
  schema: {
    type: 'object',
    additionalProperties: { type: 'string', minLength: 1 },
    minProperties: 1,
    description: 'a map of query parameters',
  },
  create: queryAuth,
  wrong: (own, secret) => Object.fromEntries(Object.keys(own).map((name) => [name, secret])),
  places: (own) => Object.keys(own).map((name) => ({ in: 'query', name }) as const),
  // No header carries the proof.
  shown: () => [],
} as const satisfies AuthScheme<Readonly<Record<string, string>>>
