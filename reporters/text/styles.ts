import picocolors from 'picocolors'
import type { Level } from '../../src/contract/contract.ts'
import type { ResultStatus, Verdict } from '../../src/report/report.ts'
import type { VerdictSubject } from './verdict-sentence.ts'

/** Colours of a terminal report. Each status has a symbol and a word, so the text is clear without colour. */
export interface Styles {
  readonly status: (status: ResultStatus) => string
  readonly verdict: (verdict: Verdict, scope: VerdictSubject) => string
  readonly level: (text: string, level: Level) => string
  readonly title: (text: string) => string
  readonly dim: (text: string) => string
}

const plain = (text: string): string => text

/** Returns the styles; without colour, the text is plain. */
export function createStyles({ color }: { readonly color: boolean }): Styles {
  const { bold, dim, green, red, yellow } = picocolors.createColors(color)
  const statuses = {
    pass: green('✔ PASS'),
    fail: red('✖ FAIL'),
    warn: yellow('! WARN'),
    skip: dim('- SKIP'),
    inconclusive: yellow('? INCONCLUSIVE'),
  }
  const verdicts = {
    conforms: bold(green('✔ CONFORMS')),
    violates: bold(red('✖ VIOLATES')),
    inconclusive: bold(yellow('? INCONCLUSIVE')),
  }
  const levels = { must: red, should: yellow, observe: plain }
  return {
    status: (status) => statuses[status],
    verdict: (verdict, scope) =>
      scope !== 'whole' && verdict === 'conforms'
        ? bold(green(`✔ ${scope.toUpperCase()} CONFORMS`))
        : verdicts[verdict],
    level: (text, level) => levels[level](text),
    title: bold,
    dim,
  }
}
