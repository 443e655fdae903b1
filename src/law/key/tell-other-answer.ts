import { isDeepStrictEqual } from 'node:util'
import { short } from '../compare/compare-member.ts'
import type { Answer } from '../session/exchange.ts'
import type { Problem } from '../session/problem.ts'
import type { World } from '../world/world.ts'

/** Two answers to one create, and what the second one has to repeat. */
export interface Repeated {
  readonly first: Answer
  readonly answer: Answer
  /** The request in words. */
  readonly what: string
  /** The header that marks a repeated answer. */
  readonly header: string | undefined
}

/** The differences of a repeated answer from the first one: in its status, its member, and the header that marks it. */
export function tellOtherAnswer(
  { first, answer, what, header }: Repeated,
  { shown }: Pick<World, 'shown'>,
): readonly Problem[] {
  const problems: Problem[] = []
  if (answer.status !== first.status)
    problems.push({
      signature: 'another-status',
      message: `expected ${first.status} for ${what}, as for the first one, got ${answer.status}`,
      at: 'status',
      expected: first.status,
      actual: answer.status,
    })
  const [before, after] = [shown(first), shown(answer)]
  if (!isDeepStrictEqual(before, after))
    problems.push({
      signature: 'another-answer',
      message: `expected the answer of the first one for ${what}, ${short(before)}, got ${short(after)}`,
      at: 'body#',
      expected: before,
      actual: after,
    })
  if (header !== undefined && answer.header(header) === undefined)
    problems.push({
      signature: 'header-missing',
      message: `expected the header ${header} for ${what}, got none`,
      at: `header:${header}`,
      expected: header,
      actual: undefined,
    })
  return problems
}
