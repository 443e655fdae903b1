import { expect, test } from 'vitest'
import type { ApiSecurity, ApiSecurityScheme } from '../../document/api-document.ts'
import type { CredentialPlace } from '../../http/credential-place.ts'
import { neededParts } from './joined-credentials.ts'

const schemes: Readonly<Record<string, ApiSecurityScheme>> = {
  apiKey: { type: 'apiKey', in: 'header', name: 'X-API-KEY' },
  appKey: { type: 'apiKey', in: 'header', name: 'X-APP-KEY' },
  tenant: { type: 'apiKey', in: 'header', name: 'X-Tenant' },
  csrf: { type: 'apiKey', in: 'header', name: 'X-CSRF-Token' },
  bearer: { type: 'bearer' },
  basic: { type: 'basic' },
  signedIn: { type: 'unsupported', name: 'oauth2 authorizationCode' },
  certificate: { type: 'unsupported', name: 'mutualTLS' },
}
const header = (name: string): CredentialPlace => ({ in: 'header', name })
const KEYS = [header('x-api-key'), header('X-APP-KEY')]
const both: ApiSecurity = { apiKey: [], appKey: [] }

function needed(security: readonly ApiSecurity[], sent: readonly CredentialPlace[] = KEYS): readonly string[] {
  return neededParts({ security }, { schemes, sent }).map(({ scheme, isProof }) => (isProof ? scheme : `${scheme}?`))
}

test('each part of credentials that are needed together is one that cannot be left out', () => {
  expect(needed([both])).toEqual(['apiKey', 'appKey'])
  // The owner has no token for the other alternative.
  expect(needed([both, { signedIn: [] }])).toEqual(['apiKey', 'appKey'])
  expect(needed([{ bearer: [], tenant: [] }], [header('authorization'), header('X-Tenant')])).toEqual([
    'bearer',
    'tenant?',
  ])
  expect(needed([{ bearer: [], csrf: [] }], [header('authorization'), header('X-CSRF-Token')])).toEqual([
    'bearer',
    'csrf?',
  ])
})

test.each<[string, readonly ApiSecurity[], readonly CredentialPlace[]]>([
  ['one key', [{ apiKey: [] }], KEYS],
  ['either key', [{ apiKey: [] }, { appKey: [] }], KEYS],
  ['both keys, or none', [both, {}], KEYS],
  ['both keys, or a certificate', [both, { certificate: [] }], KEYS],
  ['both keys, or a token that is sent too', [both, { signedIn: [] }], [...KEYS, header('Authorization')]],
  ['two schemes in one header', [{ bearer: [], basic: [] }], [header('Authorization')]],
  ['a key that the owner does not have', [both], [header('X-API-KEY')]],
  ['an unknown scheme', [{ apiKey: [], other: [] }], KEYS],
])('nothing is left out where the document asks for %s', (_, security, sent) => {
  expect(needed(security, sent)).toEqual([])
})

test('a key that one alternative asks for alone leaves only that key to be needed', () => {
  expect(needed([both, { apiKey: [] }])).toEqual(['apiKey'])
})
