/**
 * The options and addresses among the arguments of curl.
 *
 * Source: curl's manual; the options of curl 8.17 and before that take a value.
 */

export interface CurlArgument {
  /** The long name, `url` for an address. `next` begins another request. */
  readonly option: string;
  /** Empty for an option without a value. */
  readonly value: string;
  /** False after `--no-…`. */
  readonly isOn: boolean;
  /** It may be the value of the unknown option before it. */
  readonly isDoubtful: boolean;
}

const SHORT: Readonly<Record<string, string>> = {
  A: 'user-agent',
  b: 'cookie',
  c: 'cookie-jar',
  C: 'continue-at',
  d: 'data',
  D: 'dump-header',
  e: 'referer',
  E: 'cert',
  F: 'form',
  g: 'globoff',
  G: 'get',
  h: 'help',
  H: 'header',
  I: 'head',
  K: 'config',
  m: 'max-time',
  n: 'netrc',
  o: 'output',
  P: 'ftp-port',
  Q: 'quote',
  r: 'range',
  t: 'telnet-option',
  T: 'upload-file',
  u: 'user',
  U: 'proxy-user',
  w: 'write-out',
  x: 'proxy',
  X: 'request',
  y: 'speed-time',
  Y: 'speed-limit',
  z: 'time-cond',
  ':': 'next',
};

const WITH_VALUE: ReadonlySet<string> = words(`
  abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout
  connect-to continue-at cookie cookie-jar create-file-mode crlfile curves data data-ascii data-binary
  data-raw data-urlencode delegation dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url
  dump-header ech egd-file engine etag-compare etag-save expect100-timeout form form-string ftp-account
  ftp-alternative-to-user ftp-method ftp-port ftp-ssl-ccc-mode happy-eyeballs-timeout-ms
  haproxy-clientip header help hostpubmd5 hostpubsha256 hsts interface ip-tos ipfs-gateway json
  keepalive-cnt keepalive-time key key-type knownhosts krb libcurl limit-rate local-port login-options
  mail-auth mail-from mail-rcpt max-filesize max-redirs max-time netrc-file noproxy oauth2-bearer output
  output-dir parallel-max parallel-max-host pass pinnedpubkey preproxy proto proto-default proto-redir
  proxy proxy-cacert proxy-capath proxy-cert proxy-cert-type proxy-ciphers proxy-crlfile proxy-header
  proxy-key proxy-key-type proxy-pass proxy-pinnedpubkey proxy-service-name proxy-tls13-ciphers
  proxy-tlsauthtype proxy-tlspassword proxy-tlsuser proxy-user proxy1.0 pubkey quote random-file range
  rate referer request request-target resolve retry retry-delay retry-max-time sasl-authzid service-name
  sigalgs socks4 socks4a socks5 socks5-gssapi-service socks5-hostname speed-limit speed-time stderr
  telnet-option tftp-blksize time-cond tls-max tls13-ciphers tlsauthtype tlspassword tlsuser trace
  trace-ascii trace-config unix-socket upload-file upload-flags url url-query user user-agent variable
  vlan-priority write-out`);

const WITHOUT_VALUE: ReadonlySet<string> = words(`
  anyauth append basic buffer ca-native cert-status clobber compressed compressed-ssh create-dirs crlf
  digest disable disable-eprt disable-epsv disallow-username-in-url doh-cert-status doh-insecure
  dump-ca-embed eprt epsv fail fail-early fail-with-body false-start follow form-escape ftp-create-dirs
  ftp-pasv ftp-pret ftp-skip-pasv-ip ftp-ssl ftp-ssl-ccc ftp-ssl-control ftp-ssl-reqd get globoff
  haproxy-protocol head http0.9 http1.0 http1.1 http2 http2-prior-knowledge http3 http3-only
  ignore-content-length include insecure ipv4 ipv6 junk-session-cookies keepalive list-only location
  location-trusted mail-rcpt-allowfails manual metalink mptcp negotiate netrc netrc-optional next npn
  alpn ntlm ntlm-wb out-null parallel parallel-immediate path-as-is post301 post302 post303 progress-bar
  progress-meter proxy-anyauth proxy-basic proxy-ca-native proxy-digest proxy-http2 proxy-insecure
  proxy-negotiate proxy-ntlm proxy-ssl-allow-beast proxy-ssl-auto-client-cert proxy-tlsv1 proxytunnel
  raw remote-header-name remote-name remote-name-all remote-time remove-on-error retry-all-errors
  retry-connrefused sasl-ir sessionid show-error show-headers silent skip-existing socks5-basic
  socks5-gssapi socks5-gssapi-nec ssl ssl-allow-beast ssl-auto-client-cert ssl-no-revoke ssl-reqd
  ssl-revoke-best-effort ssl-sessions sslv2 sslv3 styled-output suppress-connect-headers tcp-fastopen
  tcp-nodelay test-event tftp-no-options tls-earlydata tlsv1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 tr-encoding
  trace-ids trace-time use-ascii verbose version xattr`);

export function curlArguments(args: readonly string[]): readonly CurlArgument[] {
  const found: CurlArgument[] = [];
  let areOptionsOver = false;
  let isDoubtful = false;
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? '';
    const valueAt = (option: string, joined = '') => {
      at += joined === '' ? 1 : 0;
      found.push({ option, value: joined || (args[at] ?? ''), isOn: true, isDoubtful: false });
    };
    if (areOptionsOver || !word.startsWith('-') || word === '-') {
      found.push({ option: 'url', value: word, isOn: true, isDoubtful });
      isDoubtful = false;
    } else if (word === '--') {
      areOptionsOver = true;
    } else if (word.startsWith('--')) {
      const option = word.slice(2).replace(/^expand-/, '');
      const positive = option.replace(/^no-/, '');
      isDoubtful = !WITH_VALUE.has(option) && !WITHOUT_VALUE.has(positive);
      if (WITH_VALUE.has(option)) valueAt(option);
      else
        found.push({ option: positive, value: '', isOn: positive === option, isDoubtful: false });
    } else {
      isDoubtful = false;
      for (const [index, letter] of [...word.slice(1)].entries()) {
        const option = SHORT[letter] ?? letter;
        if (WITH_VALUE.has(option)) {
          valueAt(option, [...word.slice(1)].slice(index + 1).join(''));
          break;
        }
        found.push({ option, value: '', isOn: true, isDoubtful: false });
      }
    }
  }
  return found;
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
