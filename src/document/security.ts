import { isObject } from '../json/pointer.ts'
import type { ApiSecurity, ApiSecurityScheme } from './api-document.ts'
import { type Part, partAt, partsOf } from './file/document-file.ts'
import type { Follow } from './file/follow.ts'
import type { Remarks } from './file/remarks.ts'
import { quoted } from '../source/quoted.ts'

/** The security schemes of a document by name. */
export function securitySchemesOf(
  document: Part,
  { follow, remarks }: { readonly follow: Follow; readonly remarks: Remarks },
): Readonly<Record<string, ApiSecurityScheme>> {
  return Object.fromEntries(
    follow.entries(document, 'components', 'securitySchemes').flatMap((named): [string, ApiSecurityScheme][] => {
      const scheme = follow.follow(named)
      return scheme === undefined ? [] : [[named.token, schemeOf(scheme, remarks)]]
    }),
  )
}

function schemeOf(scheme: Part, remarks: Remarks): ApiSecurityScheme {
  const at = (...tokens: string[]): unknown => partAt(scheme, ...tokens).value
  const [type, place, name, http] = [at('type'), at('in'), at('name'), at('scheme')]
  if (type === 'apiKey' && (place === 'header' || place === 'query' || place === 'cookie') && typeof name === 'string')
    return { type, in: place, name }
  const word = typeof http === 'string' ? http.toLowerCase() : ''
  if (type === 'http' && (word === 'basic' || word === 'bearer' || word === 'digest')) return { type: word }
  const flow = partAt(scheme, 'flows', 'clientCredentials')
  const tokenUrl = partAt(flow, 'tokenUrl').value
  if (type === 'oauth2' && typeof tokenUrl === 'string') return { type, tokenUrl }
  return unsupported(scheme, remarks)
}

function unsupported(scheme: Part, remarks: Remarks): ApiSecurityScheme {
  const { type, scheme: http } = isObject(scheme.value) ? scheme.value : {}
  const flows = partsOf(partAt(scheme, 'flows')).map(({ token }) => token)
  const words = [type, http, ...flows].filter((word) => typeof word === 'string')
  const known = ['http', 'apiKey', 'oauth2', 'openIdConnect', 'mutualTLS'].includes(String(type))
  if (!known)
    remarks.add(
      scheme,
      `the type of a security scheme is apiKey, http, oauth2, openIdConnect or mutualTLS, not ${quoted(type)}`,
    )
  return { type: 'unsupported', name: words.join(' ').slice(0, 80) || 'a scheme without a type' }
}

/** The alternatives under `security` of a document or an operation; undefined where it says nothing. */
export function securityOf(part: Part, remarks: Remarks): readonly ApiSecurity[] | undefined {
  const security = partAt(part, 'security')
  if (security.value === undefined) return undefined
  if (!Array.isArray(security.value)) {
    remarks.add(security, `security is a list of alternatives, not ${quoted(security.value)}`)
    return undefined
  }
  return partsOf(security).map((alternative) =>
    Object.fromEntries(
      partsOf(alternative).map(({ token, value }): [string, readonly string[]] => [
        token,
        Array.isArray(value) ? (value as unknown[]).filter((scope) => typeof scope === 'string') : [],
      ]),
    ),
  )
}
