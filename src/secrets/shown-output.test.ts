import { expect, test } from 'vitest'
import { createSecrets } from './secrets.ts'
import { shownOutput } from './shown-output.ts'

test('of many lines the first and the last are shown, each cut and with every secret masked', () => {
  const secrets = createSecrets()
  secrets.addWhole('Tk-93jfkq02-hdKs81')
  const trace = Array.from({ length: 30 }, (_, index) => `at ${index}`)
  const shown = shownOutput([`token Tk-93jfkq02-hdKs81 ${'x'.repeat(900)}\r`, ...trace], secrets)
  expect(shown).toHaveLength(21)
  expect(shown[0]).toMatch(/^token <secret> x+\.\.\.$/)
  expect(shown[0]?.length).toBeLessThanOrEqual(403)
  expect(shown.slice(11, 14)).toEqual(['at 10', '(11 more lines)', 'at 22'])
  expect(shown.at(-1)).toBe('at 29')
  expect(shownOutput(trace.slice(0, 20), secrets)).toEqual(trace.slice(0, 20))
})
