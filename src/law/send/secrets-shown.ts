import { valueAt } from '../../json/pointer.ts'
import type { Resource } from '../../resource/model.ts'
import type { SentSecret } from '../../secrets/sent-secret.ts'
import { unwrapped } from './address-of.ts'
import type { Answer } from '../session/exchange.ts'
import { secretAt, SHORTEST } from './secrets-of.ts'

/** The secrets that the server has made, and shows in the answer to the create alone. */
export function secretsShown({ json }: Pick<Answer, 'json'>, resource: Resource): readonly SentSecret[] {
  return resource.once.flatMap(({ value: pointer }) => {
    const shown = valueAt(unwrapped(json, resource), pointer)
    return typeof shown === 'string' && shown.length >= SHORTEST ? [secretAt(shown, pointer, resource)] : []
  })
}
