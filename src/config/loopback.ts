/** Returns true for a URL whose host is this machine: `localhost`, its subdomains, 127.0.0.0/8 and ::1. */
export function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || IPV4.test(hostname)
}

/** An address of 127.0.0.0/8. A host name such as 127.example.com does not match. */
const IPV4 = /^127(?:\.\d{1,3}){3}$/
