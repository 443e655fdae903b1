import { plainText } from '../../../reporters/text/plain-text.ts'
import type { Settings } from '../../config/settings.ts'

/** Warns on standard error that certificates are not checked. An http target has no certificate and no warning. */
export function warnOfInsecure({ target, tls }: Pick<Settings, 'target' | 'tls'>): void {
  if (tls.insecure !== true || target?.protocol !== 'https:') return
  process.stderr.write(
    `the TLS certificate of ${plainText(target.host)} is not checked: any server at this address gets the credentials\n`,
  )
}
