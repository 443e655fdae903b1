import type { AuthScheme } from './auth-scheme.ts'
import { headersAuth } from './headers-auth.ts'
import { NEVER_ISSUED } from './never-issued.ts'

/** Any headers, as the user gives them. */
export const headers = {
  name: 'headers',
  schema: {
    type: 'object',
    additionalProperties: { type: 'string', minLength: 1 },
    minProperties: 1,
    description: 'a map of headers',
  },
  create: headersAuth,
  wrong: (own) => Object.fromEntries(Object.entries(own).map(([name, value]) => [name, withoutCredential(value)])),
  shown: (own) => Object.keys(own).map((name) => [name, '<credentials>']),
} as const satisfies AuthScheme<Readonly<Record<string, string>>>

/** The authentication scheme stays, where there is one. */
function withoutCredential(value: string): string {
  const [, scheme = ''] = /^(\S+ )\S/.exec(value) ?? []
  return scheme + NEVER_ISSUED
}
