import { plainText } from '../../reporters/plain-text.ts'
import type { Settings } from '../config/settings.ts'

/** Says what it means that any certificate is taken, whoever asked for it; nothing where there is none to check. */
export function warnOfInsecure({ target, tls }: Pick<Settings, 'target' | 'tls'>): void {
  if (tls.insecure !== true || target?.protocol !== 'https:') return
  process.stderr.write(
    `the certificate of ${plainText(target.host)} is not checked: whoever answers there is taken for it, and gets the credentials\n`,
  )
}
