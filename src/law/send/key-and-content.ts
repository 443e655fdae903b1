import type { ApiOperation, ApiParameter } from '../../document/api-document.ts'
import type { Resource } from '../../resource/model.ts'
import { makingOf } from './ask.ts'
import { bodyOfKey } from '../body/body-of-key.ts'
import { parameterText } from './build-request.ts'
import { parametersIn, pathParameter } from '../body/paths.ts'
import type { Making } from '../body/plausible-value.ts'
import type { BodyContent } from '../body/request-body.ts'
import type { Member } from '../session/member.ts'
import type { LawSession } from '../session/session.ts'

/** The keys that are tried where no body has the first, as a count. */
const MOST_KEYS = 4

interface Asked {
  readonly operation: ApiOperation
  readonly resource: Resource
  readonly above: readonly string[]
  readonly variant: number
  /** The members of other resources whose keys are taken, by path parameter. */
  readonly keyMembers?: ReadonlyMap<string, Pick<Member, 'own'>> | undefined
}

/** The values of own path parameters in the path of a create, and the content of a body under this key. */
export function keyAndContent(
  asked: Asked,
  session: LawSession,
): { readonly own: readonly string[]; readonly content: BodyContent | undefined } {
  const { operation, resource, above, variant, keyMembers } = asked
  const names = parametersIn(operation.path).slice(above.length)
  const ownAt = (other: number): readonly string[] =>
    names.map(
      (name) =>
        keyMembers?.get(name)?.own[0] ?? pathValue(pathParameter(operation, name), makingOf(session, variant + other)),
    )
  const contentAt = (own: readonly string[]): BodyContent | undefined =>
    bodyOfKey(operation, { resource, document: session.document, own })
  let own = ownAt(0)
  for (let other = 1; other < MOST_KEYS && contentAt(own) === undefined && own.length > 0; other += 1)
    own = ownAt(other)
  return { own, content: contentAt(own) }
}

function pathValue(parameter: ApiParameter | undefined, making: Making): string {
  return parameter === undefined ? making.word() : parameterText({ schema: parameter.schema }, making)
}
