/** What to do about each way in which TLS fails. Codes are those of Node.js and OpenSSL. */

interface TlsFailure {
  readonly codes: RegExp;
  readonly advice: string;
}

const FAILURES: readonly TlsFailure[] = [
  {
    codes: /ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH|UND_ERR_PRX_TLS/,
    advice:
      "the certificate is made for another name: give the endpoint by a name that is in it, or make the certificate for this one",
  },
  {
    codes: /CERT_HAS_EXPIRED/,
    advice: "the certificate has expired: renew it, or set the clock of this machine",
  },
  {
    codes: /CERT_NOT_YET_VALID/,
    advice: "the certificate is not valid yet: set the clock of this machine, or of the one that made the certificate",
  },
  { codes: /CERT_REVOKED/, advice: "the certificate has been revoked: the target needs a new one" },
  {
    codes: /DEPTH_ZERO_SELF_SIGNED_CERT/,
    advice: "the certificate is signed by itself: name its file (PEM) in NODE_EXTRA_CA_CERTS",
  },
  {
    codes: /SELF_SIGNED_CERT_IN_CHAIN/,
    advice:
      "the certificate comes from an authority of your own: name the file (PEM) of its root in NODE_EXTRA_CA_CERTS",
  },
  {
    codes: /UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT/,
    advice:
      "the issuer of the certificate is not known: name the file (PEM) of the issuer in NODE_EXTRA_CA_CERTS, or let the target send its whole chain",
  },
  {
    codes: /CERTIFICATE_REQUIRED|BAD_CERTIFICATE|UNKNOWN_CA/,
    advice: "the target wants a certificate of the client, which this suite has none of: let a local proxy add it",
  },
  {
    codes: /UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|VERSION_TOO_LOW|NO_PROTOCOLS_AVAILABLE/,
    advice: "both sides share no version of TLS: let the target, or a proxy in front of it, speak TLS 1.2 or newer",
  },
  {
    codes: /HANDSHAKE_FAILURE|NO_SHARED_CIPHER|NO_CIPHERS|DH_KEY_TOO_SMALL|EE_KEY_TOO_SMALL|MD_TOO_WEAK/,
    advice: "both sides share no way to encrypt, or the target's keys are too weak for this Node.js: renew them",
  },
];

/** What to do about a TLS connection that failed. */
export function adviceForTls(detail: string, endpoint: string): string {
  if (/wrong version|packet length|EPROTO|WRONG_VERSION_NUMBER/i.test(detail)) {
    return `nothing speaks TLS there; for a plain server write ${endpoint.replace("https:", "http:")}`;
  }
  const known = FAILURES.find(({ codes }) => codes.test(detail));
  return (
    known?.advice ?? "no TLS connection comes about; look at the endpoint with `openssl s_client -connect host:port`"
  );
}
