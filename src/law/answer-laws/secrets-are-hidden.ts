import type { AnswerLaw } from '../answer-law.ts'

/** Secrets that were sent are never shown, and those that a create shows never again. */
export const secretsAreHidden: AnswerLaw = {
  id: 'secrets-are-hidden',
  level: 'must',
  text: 'A secret that was sent, or that the answer to a create shows once, is shown in no later answer.',
  source: 'OpenAPI 3.1, section 4.8.24 (writeOnly)',
  judge({ answer, secrets, mayShow, guessed }) {
    if (!secrets.knows('stated')) return undefined
    const shown = [answer.text, ...answer.headers.map(([, value]) => value)].flatMap((text) => secrets.find(text))
    return shown
      .filter(({ secret }) => !mayShow.includes(secret.pointer))
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
  },
}
