import type { AuthContext, AuthScheme } from './auth-scheme.ts'
import type { Authenticator } from './authenticator.ts'
import { headersAuth } from './headers-auth.ts'
import { NEVER_ISSUED } from './never-issued.ts'
import type { ClientCredentials } from './oauth2/client-credentials.ts'
import { oauth2Auth } from './oauth2/oauth2-auth.ts'
import { basicOf } from './oauth2/token-endpoint.ts'

const text = { type: 'string', minLength: 1 } as const

/**
 * A service account with OAuth 2.0 client credentials. Its wrong form is the default, a token, because a wrong secret would already fail
 * at the token endpoint.
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
  // A service account requests its token with another header, which no alteration changes.
  isProof: (value) => value.startsWith('Bearer '),
  need: 'oauth2',
  environment: ['clientId', 'clientSecret'],
  senders: {
    client: { explain: 'the service account of the owner or reader, at the token endpoint', create: clientAuth },
    impostor: {
      explain: 'a client with the right client id and a wrong secret',
      create: ({ clientId }, context) => clientAuth({ clientId, clientSecret: NEVER_ISSUED }, context),
    },
    'client-without-secret': {
      explain: 'a client with the right client id and an empty secret',
      create: ({ clientId }, context) => clientAuth({ clientId, clientSecret: '' }, context),
    },
    'client-id-as-token': {
      explain: 'the owner or reader, by the client id in place of a token',
      create: ({ clientId }, context) => headersAuth({ Authorization: `Bearer ${clientId}` }, context),
    },
    'client-shortened': {
      explain: 'a client with the right client id and the first half of its secret',
      create: ({ clientId, clientSecret }, context) =>
        clientAuth({ clientId, clientSecret: clientSecret.slice(0, Math.ceil(clientSecret.length / 2)) }, context),
    },
    'client-lengthened': {
      explain: 'a client with the right client id, and its secret with three more characters',
      create: ({ clientId, clientSecret }, context) =>
        clientAuth({ clientId, clientSecret: `${clientSecret}XYZ` }, context),
    },
    'client-case-flipped': {
      explain: 'a client with the right client id, and its secret with the letters in the other case',
      create: ({ clientId, clientSecret }, context) =>
        clientAuth({ clientId, clientSecret: caseFlipped(clientSecret) }, context),
    },
    'unknown-client': {
      explain: 'a client with another client id and the right secret',
      create: ({ clientId, clientSecret }, context) =>
        clientAuth({ clientId: `${clientId}-unknown`, clientSecret }, context),
    },
  },
} as const satisfies AuthScheme<ClientCredentials>

/** Another secret: one without letters has a digit more. */
function caseFlipped(secret: string): string {
  const flipped = secret.replaceAll(/[a-z]/gi, (letter) =>
    /[a-z]/.test(letter) ? letter.toUpperCase() : letter.toLowerCase(),
  )
  return flipped === secret ? `${secret}0` : flipped
}

/** The header with which a service account authenticates at the token endpoint. */
function clientAuth(own: ClientCredentials, context: AuthContext): Authenticator {
  return headersAuth({ Authorization: basicOf(own) }, context)
}
