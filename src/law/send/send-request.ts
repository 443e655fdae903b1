import { unwrapped } from './address-of.ts'
import { itemsIn } from './items-in.ts'
import { differencesOf } from '../../json/difference.ts'
import type { ApiOperation } from '../../document/api-document.ts'
import { toRecord } from '../../secrets/evidence.ts'
import type { Resource } from '../../resource/model.ts'
import type { ShownCredentials } from '../../http/auth/auth-scheme.ts'
import { isSamePlace } from '../../http/credential-place.ts'
import type { TargetRequest } from '../../http/target.ts'
import type { Principals } from '../../send/principals.ts'
import { type Outcome, sendPatiently } from '../../send/send-patiently.ts'
import type { Sender } from '../../suite/suite.ts'
import { type CaseRecord, createRecord, noteProblem, requirementOf } from '../session/case-record.ts'
import { noteRead } from '../session/earlier-reads.ts'
import { type Answer, isAbsent, isSuccess, type JudgedAnswer, readAnswer } from '../session/exchange.ts'
import type { AnswerLaw } from '../session/answer-law.ts'
import { NoAnswer } from '../session/not-verified.ts'
import { hideShown } from './hide-shown.ts'
import { guessedSecrets, secretPointersShownBy } from './secrets-of.ts'
import { noteShownOthers } from './note-others.ts'
import { noteWrite } from './note-write.ts'
import { markJudged } from '../session/judgements.ts'
import type { LawSession } from '../session/session.ts'
import type { Traffic } from '../session/traffic.ts'

/** A request, ready to be sent. */
export interface Outgoing {
  readonly request: TargetRequest
  /** The operation of the document; undefined for a request that the document has no operation for. */
  readonly operation: ApiOperation | undefined
  readonly as: Sender
}

/**
 * Sends a request, records the exchange, and holds the answer to the laws of answers.
 * @throws NoAnswer where the target gives none.
 */
export async function sendRequest(outgoing: Outgoing, record: CaseRecord, session: LawSession): Promise<Answer> {
  const { request, operation, as } = outgoing
  const { connection } = session
  const startedAt = connection.clock.now()
  const begun = session.sights.gone.begin()
  const noteAnswer = noteWrite(outgoing, session)
  const outcome = await sendAmongOthers(outgoing, session)
  const exchange = record.exchanges.length
  const noted = {
    request,
    ...(operation === undefined ? {} : { operation: operation.id }),
    as,
    credentials: shownIn(outgoing, connection.principals),
    startedAt,
    durationMs: connection.clock.now() - startedAt,
  }
  const asked = `${request.method} ${request.path}`
  if (!outcome.answered) {
    record.exchanges.push({ ...noted, failure: outcome.reason })
    throw new NoAnswer(`${asked} was not answered: ${outcome.reason}`)
  }
  if (operation !== undefined) connection.times.note(operation.id, outcome)
  record.exchanges.push({ ...noted, response: toRecord(outcome.response, connection.secrets) })
  const read = readAnswer(outcome.response, exchange, asked)
  const answer = outcome.again === true ? { ...read, again: outcome.again } : read
  if (request.method !== 'GET' && isSuccess(answer)) session.traffic.writes.at = connection.clock.now()
  noteAnswer(answer)
  if (as === 'owner' && request.withheld === undefined) noteShownOthers({ request, operation, answer }, session)
  // A sender without a part of the credentials may not see the member.
  noteSight(outgoing, answer, { as: request.withheld === undefined ? as : 'nobody', session, begun })
  if (operation !== undefined) noteSuccess(answer, session.traffic)
  if (operation !== undefined && isSuccess(answer)) hideShown(answer.json, operation, session)
  judgeAnswer(answer, { outgoing, record, session })
  return answer
}

/** The headers with credentials that the request has. */
function shownIn({ request, as }: Outgoing, principals: Principals): ShownCredentials {
  return principals
    .shown(as)
    .filter(([name]) => request.withheld?.some((one) => isSamePlace(one, { in: 'header', name })) !== true)
}

/** Sends a request. Where other requests are under way, it has a connection of its own, or it would wait for their answers. */
async function sendAmongOthers({ request, as }: Outgoing, { connection, traffic }: LawSession): Promise<Outcome> {
  const { underWay } = traffic
  const sent: TargetRequest = underWay.count === 0 ? request : { ...request, beside: true }
  underWay.count += 1
  try {
    return await sendPatiently(sent, as, connection)
  } finally {
    underWay.count -= 1
  }
}

interface Sighting {
  readonly as: Sender
  readonly session: LawSession
  /** The turn of the request. */
  readonly begun: number
}

/** Notes at which paths there is a member, and at which there is none any more. */
function noteSight(outgoing: Outgoing, answer: Answer, { as, session: { sights, owners }, begun }: Sighting): void {
  const { seen, gone } = sights
  const { method, path: target } = outgoing.request
  const [path = ''] = target.split('?')
  if (isSuccess(answer) && method !== 'GET' && method !== 'HEAD' && !isDelete(outgoing, owners)) gone.written(path)
  if (isSuccess(answer) && method !== 'POST') seen.add(path)
  if (method === 'GET' && as === 'owner' && seen.has(path) && isAbsent(answer)) gone.missing(path, begun)
  else if (isSuccess(answer) && isDelete(outgoing, owners)) gone.deleted(path)
  else if (isSuccess(answer)) gone.there(path, begun)
}

/** True for a delete by its method, or by the contract: it may say that a POST deletes. */
function isDelete({ request, operation }: Outgoing, owners: LawSession['owners']): boolean {
  if (request.method === 'DELETE') return true
  return operation !== undefined && owners.get(operation.id)?.delete?.operation === operation.id
}

function noteSuccess(answer: Answer, { successes }: Traffic): void {
  if (isSuccess(answer)) successes.count += 1
  else successes.refusal ??= `${answer.asked}, was answered ${answer.status}`
}

interface Judging {
  readonly outgoing: Outgoing
  readonly record: CaseRecord
  readonly session: LawSession
}

function judgeAnswer(answer: Answer, { outgoing, record, session }: Judging): void {
  const { operation, request } = outgoing
  const resource = operation === undefined ? undefined : session.owners.get(operation.id)
  const earlier = earlierOf(outgoing, answer, { resource, session })
  if (operation === undefined || resource === undefined) return
  const { validators, connection } = session
  const judged = {
    operation,
    answer,
    method: request.method,
    secrets: connection.secrets,
    validators,
    schemas: session.document.schemas,
    description: session.document.description,
    securitySchemes: session.document.securitySchemes,
    errorStatus: session.model.errors?.status,
    hidden: resource.hidden.flatMap(({ value, certainty }) => (certainty === 'guess' ? [] : [value])),
    members: membersIn(answer, resource),
    mayShow: secretPointersShownBy(operation, resource),
    guessed: guessedSecrets(resource),
    earlier,
    isEnveloped: asksForEnvelope(request, session),
  }
  for (const law of session.answerLaws) {
    if (resource.open[law.id] !== undefined) continue
    const problems = law.judge(judged)
    if (problems === undefined) continue
    markJudged(requirementOf(law.id, law.level, law.level), operation.id, session.judgements)
    for (const problem of problems) keep(problem, { law, resource, operation, answer, record, session })
  }
}

/** The read of the same member before. Undefined for a member with a version, whose reads another law compares. */
function earlierOf(
  { operation, request, as }: Outgoing,
  answer: Answer,
  { resource, session }: { readonly resource: Resource | undefined; readonly session: LawSession },
): JudgedAnswer['earlier'] {
  const isOfOwner = as === 'owner' && request.withheld === undefined
  const isRead = isOfOwner && resource?.version === undefined && operation?.id === resource?.read?.operation
  const { method, path } = request
  const before = noteRead({ method, path, answer, isRead }, session.sights.reads)
  if (before === undefined || resource === undefined) return undefined
  const [old, now] = [before, answer].map(({ json }) => unwrapped(json, resource))
  const changed = differencesOf(old, now)
    .map(({ at }) => at)
    .filter((at) => !resource.server.some((own) => at === own || at.startsWith(`${own}/`)))
  return { answer: before, changed }
}

/** The members that a success shows: those of a list, or one. */
function membersIn(answer: Answer, { list, ...resource }: Resource): readonly unknown[] {
  if (!isSuccess(answer)) return []
  const items = list?.items === undefined ? [] : itemsIn(answer.json, list.items.value)
  return items.length > 0 ? items : [unwrapped(answer.json, resource)]
}

/** True where the query has the parameter of the envelope, whatever its value. */
function asksForEnvelope({ path }: TargetRequest, { model: { envelope } }: LawSession): boolean {
  if (envelope === undefined) return false
  return new URL(path, 'http://target.invalid').searchParams.has(envelope.parameter)
}

interface Keeping {
  readonly law: AnswerLaw
  readonly resource: Resource
  readonly operation: ApiOperation
  readonly answer: Answer
  readonly record: CaseRecord
  readonly session: LawSession
}

/** A finding of an answer law belongs to the case of that law, with a copy of the exchange. */
function keep(
  problem: Parameters<typeof noteProblem>[1],
  { law, resource, operation, answer, record, session }: Keeping,
): void {
  const id = caseId(law.id, resource.name)
  const { findings } = session.judgements
  const own = findings.get(id) ?? createRecord()
  findings.set(id, own)
  const before = own.findings.length
  noteProblem(own, problem, {
    law: law.id,
    level: law.level,
    ownLevel: law.level,
    subject: law.acrossOperations === true ? undefined : operation.id,
    location: operation.place,
    exchange: own.exchanges.length,
  })
  const exchange = record.exchanges[answer.exchange]
  if (own.findings.length > before && exchange !== undefined) own.exchanges.push(exchange)
}

/** The id of the case of a law at a resource. */
export function caseId(law: string, resource: string): string {
  return `law.${law}[${resource}]`
}
