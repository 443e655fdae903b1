import type { DocumentSchema } from '../../document/api-document.ts'
import type { World } from '../world/world.ts'
import { isValidBy } from '../body/validators.ts'

/**
 * A text that the schema of a path parameter does not allow. Undefined where it allows each that is tried.
 * @param word a part of the text, for a key that no member has
 */
export function malformedKey(
  schema: DocumentSchema,
  { validators }: Pick<World, 'validators'>,
  word = '',
): string | undefined {
  return [`not-a-key${word}`, `No Key!${word}`].find((text) => !isValidBy(text, schema, validators))
}
