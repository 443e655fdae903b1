import { plainText } from '../../../reporters/text/plain-text.ts'
import { isYes } from '../shell/confirm.ts'

/** Asks for each resource whether its members may be written. Only a yes is one. */
export async function confirmEach(
  resources: readonly string[],
  host: string,
  ask: (question: string) => Promise<string>,
): Promise<ReadonlySet<string>> {
  const confirmed = new Set<string>()
  for (const name of resources) {
    const question = `May the look create, change and delete members of its own of ${name} at ${host}? [y/N] `
    if (isYes(await ask(plainText(question)))) confirmed.add(name)
  }
  return confirmed
}
