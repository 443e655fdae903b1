import { type Budget, createBudget, NO_LIMIT } from '../run/session/budget.ts'
import type { Connection } from '../send/connection.ts'
import { openConnection } from '../send/open-connection.ts'
import { ANSWER_LAWS } from './answer-laws.ts'
import { validatorsOf } from './body/validators.ts'
import { createWords } from './body/words.ts'
import type { LawRun } from './law-run.ts'
import { type Claims, createClaims } from './session/claims.ts'
import { tokenPathOf } from './session/contract-of-laws.ts'
import { createDeletes } from './session/deletes.ts'
import { createJudgements } from './session/judgements.ts'
import { createLearned } from './session/learned.ts'
import { noteIn } from './session/member-ledger.ts'
import { createMemberPool } from './session/member-pool.ts'
import { ownersOf } from './session/owners-of.ts'
import type { LawSession } from './session/session.ts'
import { createSights } from './session/sights.ts'
import { createTraffic } from './session/traffic.ts'
import { restorable } from './world/restorable.ts'

/** The state of a run before its first request. */
export function openSession(run: LawRun): LawSession {
  const { model, target, seed } = run
  const { document, unwritten } = restorable(run.document, model)
  const connection = openConnection({ ...run, tokenPath: tokenPathOf(document) })
  for (const scope of Object.values({ ...run.scopes, ...run.otherScopes })) connection.secrets.allow(scope)
  const claims = createClaims(run.ledger ?? noteIn(() => undefined))
  return {
    connection,
    basePath: target.basePath,
    document,
    model,
    validators: validatorsOf(document),
    answerLaws: run.answerLaws ?? ANSWER_LAWS,
    budget: budgetOf(run, connection, claims),
    seed,
    runs: run.runs,
    word: createWords(),
    mayWrite: run.mayWrite,
    mayLeave: run.mayLeave ?? (() => false),
    scopes: run.scopes,
    otherScopes: run.otherScopes ?? {},
    owners: ownersOf(model),
    operations: new Map(document.operations.map((operation) => [operation.id, operation])),
    claims,
    deletes: createDeletes(),
    pool: createMemberPool(),
    learned: createLearned(new Map([...unwritten].map(([name, impossible]) => [name, { impossible }]))),
    sights: createSights(),
    judgements: createJudgements(),
    traffic: createTraffic(),
  }
}

/** A clean-up sends up to two requests for each claim. */
function budgetOf({ budget }: LawRun, { counters, clock }: Connection, { open }: Claims): Budget {
  if (budget === undefined) return NO_LIMIT
  return createBudget(budget, { sent: () => counters.sent, now: clock.now, reserve: () => 2 * open.size })
}
