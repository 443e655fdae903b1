import type { Only } from '../../src/report/contrast.ts'
import type { Cause } from '../../src/report/report.ts'
import { plainText } from './plain-text.ts'
import { counted, grouped } from './wording.ts'

/** The contrast of a cause: `with /id in the body: 33 of 36 requests fail, and none of 65 others`. */
export function contrastText({ traits, failed, of, others }: Only): string {
  const share = failed === of ? `all ${counted(of, 'request')}` : `${grouped(failed)} of ${counted(of, 'request')}`
  return `${traits.map(plainText).join(', ')}: ${share} fail, and none of ${counted(others, 'other')}`
}

/** The contrasts of causes, by id, for `resultDetail`. */
export function contrastsOf(causes: readonly Cause[]): ReadonlyMap<string, Only> {
  return new Map(causes.flatMap(({ id, only }) => (only === undefined ? [] : [[id, only]])))
}
