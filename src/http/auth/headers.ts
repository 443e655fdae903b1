import type { AuthScheme } from './auth-scheme.ts'
import { headersAuth } from './headers-auth.ts'
import { cookiesIn } from './withheld.ts'

/** Arbitrary headers of the user. */
export const headers = {
  name: 'headers',
  schema: {
    type: 'object',
    additionalProperties: { type: 'string', minLength: 1 },
    minProperties: 1,
    description: 'a map of headers',
  },
  create: headersAuth,
  wrong: (own, secret) =>
    Object.fromEntries(Object.entries(own).map(([name, value]) => [name, schemeIn(value) + secret])),
  places: (own) =>
    Object.entries(own).flatMap(([name, value]) => [
      { in: 'header', name } as const,
      ...(name.toLowerCase() === 'cookie' ? cookiesIn(value).map((one) => ({ in: 'cookie', name: one }) as const) : []),
    ]),
  shown: (own) => Object.keys(own).map((name) => [name, '<credentials>']),
} as const satisfies AuthScheme<Readonly<Record<string, string>>>

/** The authentication scheme of a header and the following space; empty without one. */
function schemeIn(value: string): string {
  return /^(\S+ )\S/.exec(value)?.[1] ?? ''
}
