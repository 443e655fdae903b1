import { type CredentialPlace, isSamePlace } from '../credential-place.ts'
import type { Send, TargetRequest } from '../target.ts'

/** Sends requests without the parts of the credentials that they withhold. It stands behind the authenticators, which add these parts. */
export function withholding(send: Send): Send {
  return (request, signal) => send(request.withheld === undefined ? request : withoutParts(request), signal)
}

/** The names of the cookies in a header Cookie. */
export function cookiesIn(value: string): readonly string[] {
  return pairsIn(value).map(({ name }) => name)
}

function withoutParts({ withheld = [], ...request }: TargetRequest): TargetRequest {
  const isWithheld = (place: CredentialPlace): boolean => withheld.some((one) => isSamePlace(one, place))
  const headers = request.headers.flatMap((header): TargetRequest['headers'] => {
    const [name, value] = header
    if (isWithheld({ in: 'header', name })) return []
    if (name.toLowerCase() !== 'cookie') return [header]
    const rest = pairsIn(value).filter((pair) => !isWithheld({ in: 'cookie', name: pair.name }))
    return rest.length === 0 ? [] : [[name, rest.map(({ text }) => text).join('; ')]]
  })
  const [plain = '', ...query] = request.path.split('?')
  const rest = query
    .join('?')
    .split('&')
    .filter(
      (pair) => pair !== '' && ![...new URLSearchParams(pair).keys()].some((name) => isWithheld({ in: 'query', name })),
    )
  return { ...request, headers, path: rest.length === 0 ? plain : `${plain}?${rest.join('&')}` }
}

function pairsIn(value: string): readonly { readonly name: string; readonly text: string }[] {
  return value
    .split(';')
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map((text) => ({ name: text.split('=')[0] ?? '', text }))
}
