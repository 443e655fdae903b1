import type { JudgedAnswer } from './exchange.ts'
import type { Problem } from './problem.ts'
import type { Stated } from './stated.ts'

/** A sentence that holds for each answer to an operation of a resource. It sends nothing: the answers of all laws are held to it. */
export interface AnswerLaw extends Stated {
  /** Set where one fault of the document or the server most likely shows at all operations. */
  readonly acrossOperations?: true
  /** States what is wrong. Undefined for an answer that the sentence says nothing of. Pure. */
  readonly judge: (exchange: JudgedAnswer) => readonly Problem[] | undefined
}
