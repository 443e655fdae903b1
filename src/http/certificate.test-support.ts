import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { listening, portOf } from './served.test-support.ts'

/** True if openssl is available, which makes the certificates. */
export const HAS_OPENSSL = openssl(['version'])

/** Runs openssl, and returns whether the command succeeded. */
function openssl(parameters: readonly string[]): boolean {
  try {
    execFileSync('openssl', parameters, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** A new self-signed certificate for the loopback address. */
export function certificate(host = 'IP:127.0.0.1'): { readonly key: string; readonly cert: string } {
  const folder = mkdtempSync(join(tmpdir(), 'conform-tls-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const form = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1'.split(' ')
  const subject = ['-subj', '/CN=conform test', '-addext', `subjectAltName=${host}`]
  const made = openssl([...form, ...subject, '-keyout', key, '-out', cert])
  if (!made) throw new Error('openssl made no certificate')
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
}

/** An HTTPS server with a self-signed certificate, closed after the test. */
export async function servedOverTls(host?: string): Promise<{ readonly url: string; readonly ca: string }> {
  const { key, cert } = certificate(host)
  const server = createServer({ key, cert }, (_, response) => response.end('safe'))
  await listening(server)
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `https://127.0.0.1:${portOf(server)}`, ca: cert }
}
