import type { AuthScheme, SchemeSender } from './auth-scheme.ts'
import { digestAuth, ORDERED } from './digest/digest-auth.ts'
import type { DigestCredentials } from './digest/digest-credentials.ts'
import { type DigestTrick, trickyDigest } from './digest/tricky-digest.ts'

const text = { type: 'string', minLength: 1 } as const

/** HTTP Digest (RFC 7616), for API keys. */
export const digest = {
  name: 'digest',
  schema: {
    type: 'object',
    additionalProperties: false,
    properties: { username: text, password: text },
    required: ['username', 'password'],
  },
  create: digestAuth,
  // The username stays, so that the proof is wrong and nothing else.
  wrong: ({ username }, secret) => ({ username, password: secret }),
  shown: () => [['Authorization', '<digest>']],
  need: 'digest',
  ordered: ORDERED,
  environment: ['username', 'password'],
  senders: {
    forged: playing('forged', 'the owner or reader, by a digest over a nonce that was never given'),
    'wrong-uri': playing('wrong-uri', 'the owner or reader, by a digest made for another URI'),
    'wrong-query': playing('wrong-query', 'the owner or reader, by a digest made for another query'),
    'wrong-method': playing('wrong-method', 'the owner or reader, by a digest made for another method'),
    replayed: playing('replayed', 'the owner or reader, by a digest whose count was used before'),
    'wrong-response': playing(
      'wrong-response',
      'the owner or reader, by a wrong digest over a nonce that was accepted before',
    ),
    'empty-response': playing('empty-response', 'the owner or reader, by a digest with an empty response'),
    'cut-response': playing('cut-response', 'the owner or reader, by a digest with the first half of its response'),
    'other-realm': playing('other-realm', 'the owner or reader, by a wrong digest for another realm'),
    'without-qop': playing('without-qop', 'the owner or reader, by a wrong digest without its quality of protection'),
    'unknown-user': playing('unknown-user', 'a user that does not exist, by a digest with an empty password'),
  },
} as const satisfies AuthScheme<DigestCredentials>

function playing(trick: DigestTrick, explain: string): SchemeSender<DigestCredentials> {
  return { explain, create: (own, { basePath }) => trickyDigest(own, { trick, basePath }) }
}
