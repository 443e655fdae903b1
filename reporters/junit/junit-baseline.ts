import { plainText } from '../text/plain-text.ts'
import type { StaleEntry } from '../text/stale-entries.ts'
import { element } from '../text/xml.ts'

/** A testsuite with a testcase for each baseline entry that is out of date: a failure, or skipped in a lenient run. */
export function baselineSuite(stale: readonly StaleEntry[]): string {
  const failures = stale.filter(({ gates }) => gates).length
  const cases = stale.map(({ id, sentence, gates }) => {
    const outcome = element(gates ? 'failure' : 'skipped', { message: plainText(sentence) })
    return `${element('testcase', { name: id, classname: 'baseline', time: '0.000' }, [outcome])}\n`
  })
  const counts = { tests: stale.length, failures, errors: 0, skipped: stale.length - failures }
  return `${element('testsuite', { name: 'baseline', ...counts }, ['\n', ...cases])}\n`
}
