import type { AuthScheme } from './auth-scheme.ts'
import { headersAuth } from './headers-auth.ts'

/** A token from another source (RFC 6750, section 2.1). */
export const bearer = {
  name: 'bearer',
  schema: { type: 'string', minLength: 1 },
  create: (token, context) => headersAuth({ Authorization: `Bearer ${token}` }, context),
  wrong: (_own, secret) => secret,
  shown: () => [['Authorization', '<credentials>']],
} as const satisfies AuthScheme<string>
