import { expect, test } from 'vitest'
import { createGroupState } from '../../group/group-state.ts'
import type { Judgement } from '../../judge/judge-exchange.ts'
import type { Finding } from '../../judge/judge.ts'
import { applyJudgement } from './apply-judgement.ts'
import { createAttempt } from '../session/attempt.ts'
import type { ObservedExchange } from '../session/observed-exchange.ts'

function found(told: Partial<Finding>): Finding {
  const location = { file: 'a.yaml', line: 1, column: 1 }
  const rest = { signature: 'wrong', at: 'status', message: 'm', expected: 1, actual: 2, cause: 'r/wrong', location }
  return { kind: 'status', level: 'must', requirement: 'r', ...rest, ...told }
}

/** The findings that an attempt keeps of many answers with one finding each. */
function kept(findings: readonly Finding[]): readonly Finding[] {
  const attempt = createAttempt({ group: createGroupState('g'), other: undefined }, [])
  for (const [exchange, finding] of findings.entries()) {
    const judgement: Judgement = {
      findings: [finding],
      judged: [],
      open: [],
      stops: false,
      leavesDoubt: false,
      showsChange: false,
    }
    applyJudgement(judgement, { exchange } as ObservedExchange, attempt)
  }
  return attempt.findings
}

test('an attempt keeps twenty findings that differ in their values only, and findings of other places beside them', () => {
  const alike = Array.from({ length: 100 }, (_, index) => found({ actual: index }))
  const others = [found({ at: 'body#/a' }), found({ signature: 'other' }), found({ requirement: 's' })]
  expect(kept([...alike, ...others])).toHaveLength(20 + others.length)
})

test('an attempt keeps two hundred findings, and the first finding of each level', () => {
  const many = Array.from({ length: 300 }, (_, index) => found({ at: `body#/${index}` }))
  const levels = kept([...many, found({ level: 'should' }), found({ level: 'should', at: 'body#' })]).map(
    ({ level }) => level,
  )
  expect(levels).toHaveLength(201)
  expect(levels.at(-1)).toBe('should')
})
