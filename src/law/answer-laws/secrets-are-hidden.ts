import { placesAt } from '../../json/places-at.ts'
import { valueAt } from '../../json/pointer.ts'
import { tellsKind } from '../send/secrets-of.ts'
import type { AnswerLaw } from '../session/answer-law.ts'
import type { JudgedAnswer } from '../session/exchange.ts'
import type { Problem } from '../session/problem.ts'

/** Secrets that were sent are never shown, and those that a create shows never again. */
export const secretsAreHidden: AnswerLaw = {
  id: 'secrets-are-hidden',
  level: 'must',
  text: 'A secret that was sent, or that the answer to a create shows once, is shown in no later answer.',
  source: 'OpenAPI 3.1, section 4.8.24 (writeOnly)',
  judge(exchange) {
    const { answer, secrets, mayShow, guessed } = exchange
    const places = hiddenIn(exchange)
    if (!secrets.knows('stated')) return exchange.hidden.length === 0 ? undefined : places
    const shown = [answer.text, ...answer.headers.map(([, value]) => value)].flatMap((text) => secrets.find(text))
    const found = shown
      .filter(({ secret }) => !mayShow.includes(secret.pointer))
      // A mask whose form nothing states may leave a part in clear.
      .filter(({ secret: { pointer, value, redaction }, length }) => {
        const isOpen = guessed.includes(pointer) && redaction.rule !== 'never'
        return !isOpen || length >= value.length
      })
      .map(({ secret, length, encoding }) => {
        const place = secret.pointer.split('#')[1] ?? ''
        return {
          signature: 'secret-shown',
          message: `expected no part of the secret ${place}, got ${length} of its characters${encoding} (${answer.asked})`,
          at: `body#${place}`,
          expected: 'hidden',
          actual: 'shown',
          ...(guessed.includes(secret.pointer) ? { level: 'should' as const } : {}),
        }
      })
    return found.length > 0 ? found : places
  },
}

/** Places that no answer shows: a secret too short to be searched for is found by its place. A mask shows none. */
function hiddenIn({ answer, hidden, members }: JudgedAnswer): readonly Problem[] {
  const at = hidden.find((pointer) =>
    members.some((member) => placesAt(member, pointer).some((place) => isShown(valueAt(member, place)))),
  )
  if (at === undefined) return []
  return [
    {
      signature: 'hidden-shown',
      message: `expected no value at ${at}, which no answer shows, got one (${answer.asked})`,
      at: `body#${at}`,
      expected: 'hidden',
      actual: 'shown',
    },
  ]
}

function isShown(value: unknown): boolean {
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).some(([name, inner]) => !tellsKind(name) && isShown(inner))
  return typeof value === 'number' || (typeof value === 'string' && value !== '' && !/^[*•·xX#.]{2}|\*{3}/.test(value))
}
