import type { PlannedCase } from '../planned-case.ts'

/**
 * A test for cases that match a pattern. `*` stands for any text within a segment and `**` across segments; a pattern without a
 * bracket matches all rows of a case.
 */
export function casePattern(pattern: string): (one: Pick<PlannedCase, 'id' | 'template'>) => boolean {
  const source = pattern
    .split(/(\*\*|\*)/)
    .map((part) => (part === '**' ? '.*' : part === '*' ? '[^.]*' : escape(part)))
  const expression = new RegExp(`^${source.join('')}$`, 'u')
  return ({ id, template }) => expression.test(id) || (!pattern.includes('[') && expression.test(template))
}

function escape(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)
}
