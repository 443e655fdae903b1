import type { ApiDocument, ApiOperation, ApiSecurityScheme } from '../../document/api-document.ts'
import { type CredentialPlace, isSamePlace } from '../../http/credential-place.ts'
import { lacking, type Need } from '../world/facts.ts'
import { operationWithId } from '../body/paths.ts'
import { needsCredentials } from './secured-requests.ts'

/** A part of the credentials that a request cannot do without. */
export interface NeededPart {
  /** The name of the security scheme in the document. */
  readonly scheme: string
  readonly place: CredentialPlace
  /** False for a part that may be no proof of who calls, such as a tenant or a version of the API. */
  readonly isProof: boolean
  /** True for a token against forged requests: only writes need it. */
  readonly isForWrites: boolean
}

type Schemes = ApiDocument['securitySchemes']

/** Holds if an operation of the resource needs several credentials together. */
export const joinsCredentials: Need = ({ list, read, create, updates, delete: removal }, _, document) => {
  const operations = [list, read, create, ...updates, removal].flatMap((facts) =>
    facts === undefined ? [] : [operationWithId(document, facts.operation)],
  )
  return operations.some((one) => joinedIn(one, document.securitySchemes).length > 0)
    ? { holds: true, certainty: 'sure' }
    : lacking('operation that needs several credentials together')
}

/**
 * The parts that a sender has, and that an operation needs beside another one. Without such a part, no alternative of `security` is left that
 * the rest may satisfy.
 * @param sent the places of the credentials that the sender has
 */
export function neededParts(
  operation: Pick<ApiOperation, 'security'>,
  { schemes, sent }: { readonly schemes: Schemes; readonly sent: readonly CredentialPlace[] },
): readonly NeededPart[] {
  const isSent = (place: CredentialPlace, all = sent): boolean => all.some((one) => isSamePlace(one, place))
  const usable = joinedIn(operation, schemes).filter((joined) => joined.every(({ place }) => isSent(place)))
  const parts = usable
    .flat()
    .filter(({ place }, index, all) => all.findIndex((one) => isSamePlace(one.place, place)) === index)
  return parts.filter(({ place }) => {
    const rest = sent.filter((one) => !isSamePlace(one, place))
    return operation.security.every((alternative) =>
      Object.keys(alternative).some((name) => {
        const other = placeOf(schemes[name])
        // A scheme without a known place, such as a certificate, may be satisfied.
        return other !== undefined && !isSent(other, rest)
      }),
    )
  })
}

/** The alternatives with several parts in places of their own. */
function joinedIn(operation: Pick<ApiOperation, 'security'>, schemes: Schemes): readonly (readonly NeededPart[])[] {
  if (!needsCredentials(operation)) return []
  return operation.security.flatMap((alternative) => {
    const parts = Object.keys(alternative).map((name) => partOf(name, schemes[name]))
    const known = parts.filter((part) => part !== undefined)
    const isJoined = known.some(({ place }) => known.some((other) => !isSamePlace(place, other.place)))
    return isJoined && known.length === parts.length ? [known] : []
  })
}

function partOf(scheme: string, facts: ApiSecurityScheme | undefined): NeededPart | undefined {
  const place = placeOf(facts)
  if (place === undefined) return undefined
  const words = `${scheme} ${place.name}`
  const isForWrites = FORGERY.test(words)
  return { scheme, place, isProof: !isForWrites && (facts?.type !== 'apiKey' || PROOF.test(words)), isForWrites }
}

const FORGERY = /[cx]srf/i
const PROOF = /key|token|secret|pass|auth|cred|signature|session|jwt/i

/** The place of the credentials of a scheme; undefined where the document does not tell it. */
function placeOf(scheme: ApiSecurityScheme | undefined): CredentialPlace | undefined {
  if (scheme === undefined) return undefined
  if (scheme.type === 'apiKey') return { in: scheme.in, name: scheme.name }
  if (scheme.type === 'unsupported' && !/^(?:http|oauth2|openIdConnect)\b/.test(scheme.name)) return undefined
  return { in: 'header', name: 'Authorization' }
}
