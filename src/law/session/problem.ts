/** Something wrong in an answer. */
export interface Problem {
  /** The fault in fixed words, without values of a run: findings are grouped by it. */
  readonly signature: string
  /** The expected value first, then the actual value, in English. */
  readonly message: string
  /** The place: `body#/pointer`, `header:Name` or `status`. */
  readonly at: string
  readonly expected: unknown
  readonly actual: unknown
  /** The part of the document that the problem is about, where it shows at several operations: the name of a schema. */
  readonly about?: string
  /** Set for a habit that most likely shows at all resources: it is then one cause, whatever the law. */
  readonly isOfApi?: true
  /** Set for a problem that is only a should, whatever the level of the law. */
  readonly level?: 'should'
}

/** The problem as one that is only a should. */
export function asShould(problem: Problem): Problem {
  return { ...problem, level: 'should' }
}

/** The level of a problem that is only a should, unless the document states it or it is sure for another reason. */
export function shouldUnless(isSure: boolean): Pick<Problem, 'level'> {
  return isSure ? {} : { level: 'should' }
}

/** The problems of a state that a request has changed, with that request in words. */
export function changedBy(problems: readonly Problem[], what: string): readonly Problem[] {
  return problems.map((problem) => ({ ...problem, message: `${problem.message}: ${what} has changed it` }))
}
