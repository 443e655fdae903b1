import type { CredentialPlace } from '../../http/credential-place.ts'
import type { Sender } from '../../suite/suite.ts'
import { buildLawRequest, type LawRequest } from './build-request.ts'
import type { CaseRecord } from '../session/case-record.ts'
import type { Answer } from '../session/exchange.ts'
import type { Making } from '../body/plausible-value.ts'
import { aboveIn, parametersAbove } from '../body/above.ts'
import { namesNoResource } from '../body/names-no-resource.ts'
import { parametersIn } from '../body/paths.ts'
import { withDemanded } from './demanded-query.ts'
import { withRevealing } from './revealing-query.ts'
import type { Monitor } from './operation-told.ts'
import { sendRequest } from './send-request.ts'
import { waitForOperation } from './wait-for-operation.ts'
import type { LawSession } from '../session/session.ts'

/** A request of a law, and its sender: the owner by default. */
export type Asked = LawRequest & {
  readonly as?: Sender
  /** The path and query of a link, sent as they are. */
  readonly link?: string
  /** The parts of the credentials that the request lacks. */
  readonly withheld?: readonly CredentialPlace[]
  /** True for a request of some properties alone: its answer may lack others that the schema requires. */
  readonly isPart?: true
}

/**
 * Builds and sends a request. Only a request of all properties with the operation's own method is held to what the document says of the
 * operation. After a 202, the operation that it tells of is waited for.
 * @throws NoAnswer where the target gives none.
 */
export async function ask(
  { as = 'owner', link, withheld, isPart, ...asked }: Asked,
  record: CaseRecord,
  session: LawSession,
): Promise<Answer> {
  const { learned } = session
  const query = withRevealing(withDemanded(asked.query, asked.operation, learned), asked.operation, learned)
  const built = buildLawRequest(
    { ...asked, path: pathIn(asked, session), query },
    { making: makingOf(session, 0), headers: session.model.headers },
  )
  const whole = link === undefined ? built : { ...built, path: pathOfLink(link, built.path, session) }
  const request = withheld === undefined ? whole : { ...whole, withheld }
  const isOwnMethod = asked.method === undefined || asked.method === asked.operation.method
  const isDocumented = isOwnMethod && isPart !== true
  const answer = await sendRequest(
    { request, operation: isDocumented ? asked.operation : undefined, as },
    record,
    session,
  )
  if (answer.status !== 202 || !isDocumented) return answer
  const read = (monitor: Monitor): Promise<Answer> => ask(monitor, record, session)
  return waitForOperation(answer, { operation: asked.operation, read }, session)
}

/** The values of the path, without those of levels above that the path of the operation leaves out. */
function pathIn({ operation, path }: LawRequest, { owners, document }: LawSession): readonly string[] {
  if (path.length <= parametersIn(operation.path).length) return path
  const resource = owners.get(operation.id)
  if (resource === undefined) return path
  const count = parametersAbove(resource, document).length
  return [...aboveIn(operation.path, path.slice(0, count), { resource, document }), ...path.slice(count)]
}

/** Returns what values of requests are made with. */
export function makingOf({ document, word, scopes }: LawSession, variant: number): Making {
  const namesNone = (name: string): boolean => namesNoResource(name, document)
  return { schemas: document.schemas, word, variant, given: scopes, namesNone, version: document.version }
}

/** The path and query of a link, without the prefix of the target. A link to another host is followed on the target. */
function pathOfLink(link: string, from: string, { basePath }: Pick<LawSession, 'basePath'>): string {
  const base = `http://target.invalid${basePath}${from}`
  if (!URL.canParse(link, base)) return from
  const { pathname, search } = new URL(link, base)
  return `${pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : pathname}${search}`
}
