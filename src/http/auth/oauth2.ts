import type { AuthContext, AuthScheme } from './auth-scheme.ts'
import type { Authenticator } from './authenticator.ts'
import { headersAuth } from './headers-auth.ts'
import { NEVER_ISSUED } from './never-issued.ts'
import type { ClientCredentials } from './oauth2/client-credentials.ts'
import { oauth2Auth } from './oauth2/oauth2-auth.ts'
import { basicOf } from './oauth2/token-endpoint.ts'

const text = { type: 'string', minLength: 1 } as const

/**
 * A service account, by OAuth 2.0 client credentials. Its wrong form is the default, a token: a wrong secret would never get past
 * the token endpoint.
 */
export const oauth2 = {
  name: 'oauth2',
  schema: {
    type: 'object',
    additionalProperties: false,
    properties: { clientId: text, clientSecret: text },
    required: ['clientId', 'clientSecret'],
  },
  create: oauth2Auth,
  asksForTokens: true,
  shown: () => [['Authorization', '<credentials>']],
  // A service account asks for its token by another header, which no alteration changes.
  isProof: (value) => value.startsWith('Bearer '),
  need: 'oauth2',
  environment: ['clientId', 'clientSecret'],
  senders: {
    client: { explain: 'the owner, as its service account asks for tokens', create: clientAuth },
    impostor: {
      explain: "somebody with a wrong secret for the owner's service account",
      create: ({ clientId }, context) => clientAuth({ clientId, clientSecret: NEVER_ISSUED }, context),
    },
  },
} as const satisfies AuthScheme<ClientCredentials>

/** How a service account proves to the token endpoint who it is. */
function clientAuth(own: ClientCredentials, context: AuthContext): Authenticator {
  return headersAuth({ Authorization: basicOf(own) }, context)
}
