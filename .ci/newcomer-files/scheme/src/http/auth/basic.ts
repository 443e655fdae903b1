import type { AuthScheme } from './auth-scheme.ts'
import { headersAuth } from './headers-auth.ts'
import { NEVER_ISSUED } from './never-issued.ts'

export interface BasicCredentials {
  readonly username: string
  readonly password: string
}

const text = { type: 'string', minLength: 1 } as const

/** HTTP Basic (RFC 7617). */
export const basic = {
  name: 'basic',
  schema: {
    type: 'object',
    additionalProperties: false,
    properties: { username: text, password: text },
    required: ['username', 'password'],
  },
  create: ({ username, password }, context) => {
    context.onSecret?.(password)
    const encoded = Buffer.from(`${username}:${password}`).toString('base64')
    return headersAuth({ Authorization: `Basic ${encoded}` }, context)
  },
  wrong: ({ username }) => ({ username, password: NEVER_ISSUED }),
  shown: () => [['Authorization', '<credentials>']],
} as const satisfies AuthScheme<BasicCredentials>
