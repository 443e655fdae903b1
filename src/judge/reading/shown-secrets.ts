import { variantOf } from '../../contract/keys.ts'
import { valueAt } from '../../json/pointer.ts'
import { type AnsweredParts, membersIn } from './members.ts'

/** The texts that an answer shows in the places of secrets, masks among them. */
export function shownSecrets(answered: AnsweredParts): readonly string[] {
  return membersIn(answered).flatMap(({ value, key }) =>
    Object.keys(variantOf(answered.contract, key ?? '')?.redactions ?? {})
      .map((pointer) => valueAt(value, pointer))
      .filter((shown): shown is string => typeof shown === 'string'),
  )
}
