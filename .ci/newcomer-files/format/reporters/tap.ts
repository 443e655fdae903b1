import type { Result } from '../src/report/report.ts'
import { plainText } from './text/plain-text.ts'
import type { ReporterFormat } from './reporter.ts'

/** Test Anything Protocol: a line a case, and one below it for each of its findings. */
export const tap: ReporterFormat = {
  name: 'tap',
  create: () => ({
    event: (event) => {
      if (event.type === 'start') return `TAP version 14\n1..${event.cases}\n`
      if (event.type === 'result') return lineOf(event.result)
      return event.type === 'report' ? `# ${event.verdict}\n` : ''
    },
  }),
}

function lineOf({ id, title, status, findings }: Result): string {
  const text = plainText(`${id} ${title}`).replaceAll('#', '\\#')
  const line = `${status === 'fail' || status === 'inconclusive' ? 'not ok' : 'ok'} - ${text}${status === 'skip' ? ' # SKIP' : ''}\n`
  return line + findings.map(({ message }) => `# ${plainText(message)}\n`).join('')
}
