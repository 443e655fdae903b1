import { formatPointer, isObject } from '../../json/pointer.ts'
import type { AnswerLaw } from '../session/answer-law.ts'
import { isSuccess } from '../session/exchange.ts'
import { isSecretName } from '../compare/secret-name.ts'

/** The most values of an answer that are looked at, as a count. */
const MOST = 5_000

/** No answer to a read shows a property that has the name of a secret. A should: the name alone says so. */
export const secretNamesAreHidden: AnswerLaw = {
  id: 'secret-names-are-hidden',
  level: 'should',
  text: 'No answer to a GET shows the value of a property that is named like a secret.',
  source: 'OWASP API Security Top 10 (2023), API3',
  judge({ answer, method }) {
    if (method !== 'GET' || !isSuccess(answer)) return undefined
    const found = findSecret(answer.json)
    if (found === undefined) return []
    return [
      {
        signature: 'secret-shown',
        message: `expected no value of ${found}, which is named like a secret, got one (${answer.asked})`,
        at: `body#${found}`,
        expected: 'hidden',
        actual: 'shown',
      },
    ]
  },
}

/** The pointer of the first such property. A mask, an empty value or a flag shows nothing. */
function findSecret(body: unknown): string | undefined {
  const open: { readonly at: readonly (string | number)[]; readonly value: unknown }[] = [{ at: [], value: body }]
  for (let index = 0; index < open.length && index < MOST; index += 1) {
    const { at, value } = open[index] ?? { at: [], value: undefined }
    if (Array.isArray(value))
      open.push(...value.slice(0, 100).map((item: unknown, place) => ({ at: [...at, place], value: item })))
    if (!isObject(value)) continue
    for (const [name, item] of Object.entries(value)) {
      if (
        isSecretName(name) &&
        typeof item === 'string' &&
        item.length >= 4 &&
        !/^[*•x.<>\s-]|\*{3}|redacted|hidden/i.test(item)
      )
        return formatPointer([...at, name])
      open.push({ at: [...at, name], value: item })
    }
  }
  return undefined
}
