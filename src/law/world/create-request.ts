import type { ApiOperation } from '../../document/api-document.ts'
import type { CredentialPlace } from '../../http/credential-place.ts'
import type { Resource } from '../../resource/model.ts'
import type { Sender } from '../../suite/suite.ts'
import { contentOf } from '../body/request-body.ts'
import type { Asked } from '../send/ask.ts'
import type { Answer } from '../session/exchange.ts'
import type { Member } from '../session/member.ts'

/** A create as a law asks for it. */
export interface CreateRequest {
  readonly resource: Resource
  readonly parent: Member | undefined
  /** The values of the path parameters above the member. */
  readonly above: readonly string[]
  /** The whole body; undefined for an operation without a body. */
  readonly body: unknown
  /** The values of own path parameters that the create's path has. */
  readonly own?: readonly string[]
  /** Bytes in place of the body. */
  readonly bytes?: Uint8Array
  readonly as?: Sender
  /** Set for a member that is the stranger's own: the stranger sends the create, and removes the member. */
  readonly isOf?: 'stranger'
  /** The parts of the credentials that the request lacks. */
  readonly withheld?: readonly CredentialPlace[] | undefined
  readonly headers?: Readonly<Record<string, string | null>>
  readonly query?: Readonly<Record<string, string | undefined>>
  /** True where the key is known to be free. */
  readonly isFree?: boolean
  /** True for a create that makes no member where it succeeds, as the document says. */
  readonly isTrial?: true
  /** The members of other resources that the body names. */
  readonly refersTo?: readonly Member[]
}

/** The answer to a create, and the member where there is one now. */
export interface Created {
  readonly answer: Answer
  readonly member: Member | undefined
  /** The number of its claim; undefined for an action, which makes no member of its own. */
  readonly claim?: number
}

/** The request of a create. */
export function requestOf(
  { above, own = [], body, bytes, isOf, as = isOf ?? 'owner', headers = {}, query = {}, withheld }: CreateRequest,
  operation: ApiOperation,
): Asked {
  const sent =
    bytes === undefined ? { value: body } : { bytes, media: contentOf(operation)?.media ?? 'application/json' }
  const hasBody = bytes !== undefined || body !== undefined
  const parts = { ...(hasBody ? { body: sent } : {}), ...(withheld === undefined ? {} : { withheld }) }
  return { operation, path: [...above, ...own], headers, query, as, ...parts }
}
