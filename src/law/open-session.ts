import { type Budget, createBudget, NO_LIMIT } from '../run/session/budget.ts'
import type { Connection } from '../send/connection.ts'
import { openConnection } from '../send/open-connection.ts'
import { ANSWER_LAWS } from './answer-laws.ts'
import { tokenPathOf } from './session/contract-of-laws.ts'
import { createGoneMembers } from './session/gone-members.ts'
import type { LawRun } from './law-run.ts'
import { noteIn } from './session/member-ledger.ts'
import { ownersOf } from './session/owners-of.ts'
import type { LawSession } from './session/session.ts'
import { restorable } from './world/restorable.ts'
import { validatorsOf } from './body/validators.ts'
import { createWords } from './body/words.ts'

/** The state of a run before its first request. */
export function openSession(run: LawRun): LawSession {
  const { model, target, seed } = run
  const { document, unwritten } = restorable(run.document, model)
  const connection = openConnection({ ...run, tokenPath: tokenPathOf(document) })
  for (const scope of Object.values({ ...run.scopes, ...run.otherScopes })) connection.secrets.allow(scope)
  const claims: LawSession['claims'] = new Map()
  return {
    connection,
    basePath: target.basePath,
    document,
    model,
    validators: validatorsOf(document),
    answerLaws: run.answerLaws ?? ANSWER_LAWS,
    ledger: run.ledger ?? noteIn(() => undefined),
    budget: budgetOf(run, connection, claims),
    seed,
    runs: run.runs,
    word: createWords(),
    mayWrite: run.mayWrite,
    mayLeave: run.mayLeave ?? (() => false),
    stayed: new Map(),
    deleting: new Map(),
    marked: new Map(),
    namedByKept: new Set(),
    scopes: run.scopes,
    otherScopes: run.otherScopes ?? {},
    claims,
    ...nothingLearned(),
    makings: new Map([...unwritten].map(([name, impossible]) => [name, { impossible }])),
    owners: ownersOf(model),
    operations: new Map(document.operations.map((operation) => [operation.id, operation])),
  }
}

type Learned =
  | 'listed'
  | 'makings'
  | 'shared'
  | 'named'
  | 'naming'
  | 'several'
  | 'unused'
  | 'opened'
  | 'firstPages'
  | 'demanded'
  | 'stored'
  | 'removed'
  | 'ended'
  | 'successes'
  | 'writes'
  | 'underWay'
  | 'seen'
  | 'gone'
  | 'stubborn'
  | 'endless'
  | 'vanishing'
  | 'lost'
  | 'reads'
  | 'answers'
  | 'judged'

/** The knowledge that laws gather and share, before the first of them. */
function nothingLearned(): Pick<LawSession, Learned> {
  return {
    listed: new Map(),
    makings: new Map(),
    shared: new Map(),
    named: new Map(),
    naming: new Set(),
    several: new Map(),
    unused: new Map(),
    opened: { count: 0, at: -Infinity },
    firstPages: new Map(),
    demanded: new Map(),
    stored: [],
    removed: [],
    ended: new Set(),
    successes: { count: 0 },
    writes: { at: -Infinity },
    underWay: { count: 0 },
    seen: new Set(),
    gone: createGoneMembers(),
    stubborn: new Set(),
    endless: new Set(),
    vanishing: new Set(),
    lost: new Map(),
    reads: new Map(),
    answers: new Map(),
    judged: new Map(),
  }
}

/** A clean-up sends up to two requests for each claim. */
function budgetOf({ budget }: LawRun, { counters, clock }: Connection, claims: LawSession['claims']): Budget {
  if (budget === undefined) return NO_LIMIT
  return createBudget(budget, { sent: () => counters.sent, now: clock.now, reserve: () => 2 * claims.size })
}
