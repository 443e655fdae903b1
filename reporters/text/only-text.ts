import type { Only } from '../../src/report/contrast.ts'
import { plainText } from './plain-text.ts'
import { counted, grouped } from './wording.ts'

/** The contrast of a cause: `only with /id in the body: 33 of 36 requests fail, and none of 65 others`. */
export function onlyText({ traits, failed, of, others }: Only): string {
  const share = failed === of ? `all ${counted(of, 'request')}` : `${grouped(failed)} of ${counted(of, 'request')}`
  return `only ${traits.map(plainText).join(', ')}: ${share} fail, and none of ${counted(others, 'other')}`
}
