import { answerKeepsToSchema } from './answer-laws/answer-keeps-to-schema.ts'
import { challengeIsSent } from './answer-laws/challenge-is-sent.ts'
import { contentTypeIsDocumented } from './answer-laws/content-type-is-documented.ts'
import { errorStatesItsStatus } from './answer-laws/error-states-its-status.ts'
import { headersKeepToSchema } from './answer-laws/headers-keep-to-schema.ts'
import { noServerError } from './answer-laws/no-server-error.ts'
import { nullIsAsStated } from './answer-laws/null-is-as-stated.ts'
import { numbersAddUp } from './answer-laws/numbers-add-up.ts'
import { requiredHeaders } from './answer-laws/required-headers.ts'
import { secretNamesAreHidden } from './answer-laws/secret-names-are-hidden.ts'
import { secretsAreHidden } from './answer-laws/secrets-are-hidden.ts'
import { statusIsDocumented } from './answer-laws/status-is-documented.ts'
import { tagsTellStatesApart } from './answer-laws/tags-tell-states-apart.ts'
import { wholeAnswer } from './answer-laws/whole-answer.ts'
import type { AnswerLaw } from './session/answer-law.ts'

/** All laws of answers. A new law is a file and a line here. */
export const ANSWER_LAWS: readonly AnswerLaw[] = [
  noServerError,
  wholeAnswer,
  answerKeepsToSchema,
  nullIsAsStated,
  numbersAddUp,
  statusIsDocumented,
  contentTypeIsDocumented,
  requiredHeaders,
  headersKeepToSchema,
  errorStatesItsStatus,
  secretsAreHidden,
  secretNamesAreHidden,
  challengeIsSent,
  tagsTellStatesApart,
]
