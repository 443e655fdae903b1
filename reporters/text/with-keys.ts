import type { AnsweredKey } from './answered-keys.ts'
import { quote } from './quote.ts'

/** A URL quoted for a POSIX shell, with variables in the place of keys. */
export function urlWithKeys(url: string, keys: readonly AnsweredKey[]): string {
  return quotedWith(url, /[^/?#&=:]+/g, (token, index) =>
    keys.find(
      ({ segment, below, header }) =>
        header === undefined && segment === token && (below === undefined || url.slice(0, index) === below),
    ),
  )
}

/** A JSON body quoted for a POSIX shell, with variables in the place of texts that are long keys. */
export function bodyWithKeys(body: string, keys: readonly AnsweredKey[]): string {
  return quotedWith(body, /(?<=")[\w.~-]+(?=")/g, (token) =>
    keys.find(({ segment, below, header }) => header === undefined && segment === token && below === undefined),
  )
}

/** The variable of a condition; undefined for a value that no answer told. */
export function conditionWithKeys(value: string, keys: readonly AnsweredKey[]): string | undefined {
  const key = keys.find(({ segment, header }) => header !== undefined && segment === value)
  return key === undefined ? undefined : `"$${key.variable}"`
}

function quotedWith(
  text: string,
  tokens: RegExp,
  keyAt: (token: string, index: number) => AnsweredKey | undefined,
): string {
  let quoted = ''
  let from = 0
  for (const { 0: token, index } of text.matchAll(tokens)) {
    const key = keyAt(token, index)
    if (key === undefined) continue
    quoted += `${quote(text.slice(from, index))}"$${key.variable}"`
    from = index + token.length
  }
  return from === text.length && from > 0 ? quoted : quoted + quote(text.slice(from))
}
