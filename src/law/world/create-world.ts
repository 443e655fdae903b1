import type { Resource } from '../../resource/model.ts'
import { ENTRY } from '../../resource/shape/wrap.ts'
import { onlyEntry, ownValuesIn, unwrapped } from '../send/address-of.ts'
import { ask, type Asked } from '../send/ask.ts'
import type { Finding } from '../../judge/judge.ts'
import { type CaseRecord, noteFinding, noteProblem, requirementOf } from '../session/case-record.ts'
import { itemsIn, placeOfItems } from '../send/items-in.ts'
import { compareMember, showsNothing } from '../compare/compare-member.ts'
import { sendCreate } from './create-member.ts'
import { claimAt } from './claim-at.ts'
import { type Answer, isSuccess } from '../session/exchange.ts'
import type { CaseSession } from '../session/case-session.ts'
import { freshMember, sharedParent } from './fresh-member.ts'
import { noteKeyShown } from './learn-key.ts'
import { inList, listedUntil, readInList } from './read-in-list.ts'
import {
  freshBeside,
  leaveUnused,
  otherParent,
  severalMembers,
  someMember,
  spendSeveral,
  takeUnused,
} from './members-of-run.ts'
import { openConnections } from './open-connections.ts'
import { withKnownKey } from '../session/known-key.ts'
import { waitFor } from './wait-for.ts'
import type { Law } from './law.ts'
import { asShould, type Problem } from '../session/problem.ts'
import { statusProblems } from '../send/status-problem.ts'
import { sharesWord, withoutLost } from '../session/lost-values.ts'
import type { Member } from '../session/member.ts'
import { pathOf } from '../session/member.ts'
import { makingsOf } from '../session/makings-of.ts'
import { nextBody } from './next-body.ts'
import { NotVerified } from '../session/not-verified.ts'
import { operationWithId } from '../body/paths.ts'
import { placeOfResource } from '../session/place-of-resource.ts'
import { newSecret } from '../send/secrets-of.ts'
import { markJudged } from '../session/judgements.ts'
import type { Learned } from '../session/learned.ts'
import type { LawSession } from '../session/session.ts'
import { type Sending, removeMember, required, sendUpdate } from './write-member.ts'
import { isAlone, sendBatch } from './send-batch.ts'
import { findUnique } from './unique-properties.ts'
import { valuesAbove } from './values-above.ts'
import { walkResource } from '../walk/walk-resource.ts'
import type { World } from './world.ts'

/** A law at a resource, and the level that its facts allow. */
export interface Judging {
  readonly law: Law
  readonly resource: Resource
  readonly level: 'must' | 'should'
}

/** Creates the view of a resource that a law has. Exchanges and findings go to the record. */
export function createWorld(judging: Judging, record: CaseRecord, session: LawSession): World {
  const { resource } = judging
  const { document } = session
  const operation = (id: string) => operationWithId(document, id)
  const send = (request: Asked): Promise<Answer> => ask(request, record, session)
  const compare = compareIn(judging, session)
  const world: World = {
    ...factsOf(judging, session),
    ...learnedOf(resource, session),
    operation,
    refused: () => refusedIn(record, resource, session.learned),
    otherParent: async (member) => otherParent(member ?? { resource, ...(await world.above()) }, { record, session }),
    freshBeside: (other, member) => freshBeside(other, member, { record, session }),
    readOf: (member) => readMember(member, { send, session }),
    fresh: async (how = {}) =>
      takeUnused(resource, how, session.pool) ?? freshMember(resource, how, { record, session }),
    leave: (members) => leaveUnused(resource, members, session.pool),
    openConnections: (count, member) => openConnections(count, member, { read: world.read, session }),
    several: () => severalMembers(world, session.pool),
    some: () => someMember(world, session),
    foundUnique: async () => (makingsOf(resource, session.learned).unique ??= await findUnique(world)),
    above: (parent) => sharedParent(resource, parent, { record, session }),
    body: (how = {}) => nextBody(how.resource ?? resource, how, { record, session }),
    create: (asked) => sendCreate(asked, record, session),
    act: (action, member) => actAt(action, member, { record, session }),
    createSeveral: (asked) => sendBatch(asked, { record, session }),
    isAlone: (above) => isAlone({ resource, above }, session),
    arrived: async ({ answer, member }) =>
      member === undefined || !isSuccess(answer) ? undefined : waitFor(member, answer, { record, session }),
    mayMove: (member, own) => claimAt(member, own, session),
    read: (member, parts) => readOwn(member, parts, { resource, send, session, record }),
    update: (member, sent, parts = {}) => sendUpdate({ member, sent, parts }, { send, session }),
    remove: (member, parts) => removeMember(member, parts ?? {}, { send, session }),
    walk: (above, options) => walkResource(resource, { above, options }, { record, session }),
    send,
    shown: (answer) => unwrapped(answer.json, resource),
    itemsOf: (answer) => itemsIn(answer.json, resource.list?.items?.value ?? ''),
    itemsAt: (answer) => `body#${placeOfItems(answer.json, resource.list?.items?.value ?? '')}`,
    keysOf: (shown) => ownValuesIn(shown, withKnownKey(resource, session.learned)),
    expect: (answer, problems) => expectAt(answer, problems, { judging, record, session }),
    note: (answer, findings, requirements) => noteAll(answer, { findings, requirements }, { record, session }),
    shows: (sent, answer) =>
      isSuccess(answer)
        ? compare(sent, unwrappedMember(answer, resource), record.exchanges[answer.exchange]?.operation)
        : statusProblems(answer, ['2xx'], { what: `an answer that shows the ${resource.name}` }),
    compare,
  }
  return world
}

/** Sends an action without a body at a member. */
async function actAt(action: Resource, parent: Member, { record, session }: CaseSession): Promise<Answer> {
  const above = valuesAbove(action, parent, session)
  return (await sendCreate({ resource: action, parent, above, body: undefined }, record, session)).answer
}

/** The member in an answer. It throws NotVerified where a member that stands under its key is not alone there. */
function unwrappedMember({ json }: Answer, resource: Resource): unknown {
  if (resource.wrap?.value.answer === ENTRY && onlyEntry(json) === undefined)
    throw new NotVerified('the answer shows other entries than the member under its key')
  return unwrapped(json, resource)
}

/** Returns the comparison of a law. It throws NotVerified where answers have none of the properties of requests. */
function compareIn({ resource, law }: Judging, session: LawSession): World['compare'] {
  return (sent, shown, id = resource.read?.operation ?? resource.list?.operation ?? '') => {
    const operation = operationWithId(session.document, id)
    if (showsNothing(resource, operation, session.document))
      throw new NotVerified('the document has no property in answers that requests have')
    return withoutLost(problemsOf({ sent, shown, operation }, { resource, session }), {
      law: law.id,
      resource: resource.name,
      lost: session.learned.lost,
      sharesWord: sharesWord(sent, shown),
    })
  }
}

/** Returns the problems of a member as it is shown. A member that is made later may lack a value as long as it is made. */
function problemsOf(
  pair: Parameters<typeof compareMember>[0],
  { resource, session }: { readonly resource: Resource; readonly session: LawSession },
): readonly Problem[] {
  const problems = compareMember(pair, resource, session.document)
  if (session.learned.makings.get(resource.name)?.later !== 'lacks') return problems
  return problems.map((one) => (one.signature === 'value-missing' ? { ...one, level: 'should' } : one))
}

function refusedIn(record: CaseRecord, { name }: Resource, { makings }: Learned): ReturnType<World['refused']> {
  const { refused } = makings.get(name) ?? {}
  return refused?.record === record ? refused : undefined
}

/** The knowledge of a run about members of a resource. */
function learnedOf(
  resource: Resource,
  session: LawSession,
): Pick<World, 'making' | 'knownKey' | 'noteDeleted' | 'deleted' | 'tried' | 'made' | 'spend' | 'kindsOfItems'> {
  const makings = makingsOf(resource, session.learned)
  return {
    making: () => ({
      way: makings.way ?? 'plausible',
      leftOut: makings.leftOut ?? [],
      likened: makings.likened,
      textsOnly: (makings.textsOnly ??= new Set()),
    }),
    knownKey: () => makings.key,
    noteDeleted: (member) => void (makings.deleted = member),
    deleted: () => makings.deleted,
    made: () => session.pool.several.get(resource.name) ?? [],
    spend: () => spendSeveral(resource, session.pool),
    kindsOfItems: () => (makings.kindsOfItems ??= {}),
    tried: () => (makings.tried ??= { refused: [], updated: new Set() }),
  }
}

type Facts =
  | 'resource'
  | 'model'
  | 'document'
  | 'validators'
  | 'seed'
  | 'runs'
  | 'otherScopes'
  | 'word'
  | 'mayWrite'
  | 'mayLeave'
  | 'presumed'
  | 'secrets'
  | 'secret'
  | 'isKnown'
  | 'credentials'
  | 'wait'
  | 'keepsDeleted'

function factsOf({ law, level, resource }: Judging, session: LawSession): Pick<World, Facts> {
  const { model, document, validators, seed, runs, otherScopes, word, mayWrite, mayLeave, connection } = session
  return {
    resource,
    model,
    document,
    validators,
    seed,
    runs,
    otherScopes,
    word,
    mayWrite,
    mayLeave,
    presumed: level !== law.level,
    secrets: connection.secrets,
    secret: (pointer) => addSecret(pointer, resource, session),
    wait: (milliseconds) => connection.clock.sleep(milliseconds, connection.signal),
    isKnown: (as) => connection.principals.isKnown(as),
    credentials: () => connection.principals.places('owner'),
    keepsDeleted: () => void session.deletes.stubborn.add(resource.name),
  }
}

function addSecret(pointer: string, resource: Resource, { connection, seed, word }: LawSession): string {
  const secret = newSecret(pointer, resource, `${seed}${word()}`)
  connection.secrets.add(secret)
  return secret.value
}

function noteAll(
  { exchange }: Answer,
  { findings, requirements }: { readonly findings: readonly Finding[]; readonly requirements: readonly string[] },
  { record, session }: CaseSession,
): void {
  const operation = record.exchanges[exchange]?.operation
  for (const requirement of requirements)
    if (operation !== undefined) markJudged(requirement, operation, session.judgements)
  for (const finding of findings) noteFinding(record, { ...finding, exchange })
}

async function readOwn(
  member: Parameters<World['read']>[0],
  parts: Partial<Asked> | undefined,
  { resource, send, session, record }: Sending & CaseSession & Pick<World, 'resource'>,
): Promise<Answer> {
  const known = withKnownKey(resource, session.learned)
  if (resource.read === undefined && resource.list !== undefined && parts === undefined)
    return readInList(
      member,
      await walkResource(known, { above: member.above, options: listedUntil(member, known) }, { record, session }),
      known,
    )
  const id = required(resource.read?.operation, 'how a member is read')
  const answer = await send({ operation: operationWithId(session.document, id), path: pathOf(member), ...parts })
  // The answer to a create may have no body.
  if (isSuccess(answer) && member.sent !== undefined)
    noteKeyShown({ resource, shown: unwrapped(answer.json, resource), sent: member.sent }, member.own, session)
  return answer
}

async function readMember(
  { resource: { read }, ...member }: Member,
  { send, session }: Sending,
): Promise<Answer | undefined> {
  if (read === undefined) return undefined
  return send({ operation: operationWithId(session.document, read.operation), path: pathOf(member) })
}

function expectAt(
  answer: Answer,
  problems: readonly Problem[],
  { judging: { law, resource, level }, record, session }: CaseSession & { readonly judging: Judging },
): boolean {
  const operation = record.exchanges[answer.exchange]?.operation ?? resource.name
  const requirement = requirementOf(law.id, level, law.level)
  markJudged(requirement, operation, session.judgements)
  // A server error is told by its own law, and shows nothing for this one.
  if (problems.length > 0 || answer.status < 500) record.isJudged = true
  else record.failedAt ??= `${answer.asked} was answered ${answer.status}`
  const location = session.operations.get(operation)?.place ?? placeOfResource(resource, session.document)
  const isPresumed = record.presumed.has(answer.exchange)
  for (const problem of problems)
    noteProblem(record, inList(isPresumed ? asShould(problem) : problem, answer, resource), {
      law: law.id,
      level,
      ownLevel: law.level,
      subject: law.acrossResources === true ? undefined : resource.name,
      location,
      exchange: answer.exchange,
    })
  return problems.length === 0
}
