import type { Report } from '../../src/report/report.ts'
import { plainText } from '../text/plain-text.ts'
import { element } from '../text/xml.ts'

/**
 * A testcase that has an error, for a verdict other than `conforms` that no other testcase shows. Many CI systems judge a file by its
 * failures and errors alone.
 */
export function verdictCase({ verdict, reason }: Pick<Report, 'verdict' | 'reason'>): string {
  const message = plainText(`${verdict}: ${reason ?? 'the warnings of the cases tell why'}`)
  const outcome = element('error', { type: verdict, message })
  return `${element('testcase', { name: 'verdict', classname: 'run', time: '0.000' }, [outcome])}\n`
}
