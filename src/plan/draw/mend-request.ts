import type { MendedTemplate, SendTemplate } from '../../suite/suite.ts'

/** The refused request with the words that mend it; a word that is null takes its default. */
export function mendRequest(send: SendTemplate, mended: MendedTemplate): SendTemplate {
  const words = Object.entries({ ...send, ...mended }).filter(([, value]) => value !== null)
  return Object.fromEntries(words) as unknown as SendTemplate
}
