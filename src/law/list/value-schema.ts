import type { ApiDocument, ApiParameter } from '../../document/api-document.ts'
import { flatten, type FlatSchema } from '../body/flatten-schema.ts'

/** The flattened schema of one value of a parameter, which may take several in a list. */
export function valueSchema({ schema }: Pick<ApiParameter, 'schema'>, { schemas }: ApiDocument): FlatSchema {
  const whole = flatten(schema, schemas)
  return 'items' in whole ? flatten(whole['items'] as typeof schema, schemas) : whole
}
