import type { Answer } from '../session/exchange.ts'

/** Notes what is seen, and each status that the document does not list. */
export interface Noting {
  readonly note: (fact: string, value: unknown, because: string) => void
  readonly remark: (text: string) => void
  /** An operation in a reason, such as `GET /users/{userId}`: no value of a member stands in a contract. */
  readonly line: (operation: string) => string
  /** Passes an answer on, after a look at its status. */
  readonly known: (answer: Answer, operation: string) => Answer
}
