import { generateKeyPairSync } from 'node:crypto';
import { type Shown, chainFaults } from './chains';

// Signed for a hundred years by a key that was thrown away.
const authority = `-----BEGIN CERTIFICATE-----
MIIByDCCAW2gAwIBAgIUcWfiRD1Zl0FNRPSPGS8roflQ1uowCgYIKoZIzj0EAwIw
EjEQMA4GA1UEAwwHcmFjay1jYTAgFw0yNjExMjkxOTExMzBaGA8yMTI2MTEwNTE5
MTEzMFowEjEQMA4GA1UEAwwHcmFjay1jYTBZMBMGByqGSM49AgEGCCqGSM49AwEH
A0IABKkeSLwGuHH7O5B5K1kga7sn/ajjTscUNI1RI1i0MS54l3Sdv5MLArab/YBn
4+mUlZSoU3c/3ZgaNe90EISosMmjgZ4wgZswDwYDVR0TAQH/BAUwAwEB/zAOBgNV
HQ8BAf8EBAMCAYYwWQYDVR0eAQH/BE8wTaAZMBCCDnJhY2suaG9tZS5hcnBhMAWC
A3N2Y6EwMAqHCAAAAAAAAAAAMCKHIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
AAAAAAAAMB0GA1UdDgQWBBTZMFlgtyNnhJq7KHY8P+VJuD9C7jAKBggqhkjOPQQD
AgNJADBGAiEApXCUwqA3549bELokdOYX4dNIWba7HRu58y1ZIT6gqn0CIQCCwdng
5ElLgWoO7Kn6TwitA/ng3uH4ny1QIdUSp0tgUA==
-----END CERTIFICATE-----
`;
const certificate = `-----BEGIN CERTIFICATE-----
MIIBmjCCAUCgAwIBAgIUfE9yxPYsml7IFFU4Q0ZPXdqec5MwCgYIKoZIzj0EAwIw
EjEQMA4GA1UEAwwHcmFjay1jYTAgFw0yNjExMjkxOTExMzBaGA8yMTI2MTEwNTE5
MTEzMFowADBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABBpaqtATqSEBvsfUBwJ6
cVVJ/jHQrJeOFkDsGExBOGMLcLZNSC/PQHxNoPfLeg8d2Lynm0PsecDeh7dFdHtr
LlmjgYMwgYAwLgYDVR0RAQH/BCQwIoIgYmxhY2tib3gtZXhwb3J0ZXIubW9uaXRv
cmluZy5zdmMwDgYDVR0PAQH/BAQDAgWgMB0GA1UdDgQWBBRfxq3ZgPr7QNQIZQWE
H4GofGpFMTAfBgNVHSMEGDAWgBTZMFlgtyNnhJq7KHY8P+VJuD9C7jAKBggqhkjO
PQQDAgNIADBFAiEAiwrG0Gz+jtY22biJpfi4AgdxWGO5VDtkU5Tlc1HujXwCIBmk
pB5ANa4wnSxlw053M3nwSfxqz3Ri5w4hzcmKykID
-----END CERTIFICATE-----
`;

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const othersKey = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

const id = 'monitoring/Certificate/blackbox-exporter';
const shown: Shown = { 'ca.crt': authority, 'tls.crt': certificate, 'tls.key': othersKey };
const name = 'blackbox-exporter.monitoring.svc';
const keyFault = `${id}: its key is another's`;
const faults = (change: Partial<Shown>, by = authority, names = [name], why?: string) =>
  chainFaults(id, { ...shown, ...change }, by, names, () => why);

test('a certificate that its authority signed, with all its names, has no fault but a key of somebody else', () => {
  expect(faults({})).toEqual([keyFault]);
});

test('one that another authority should have signed is named, with the authority', () => {
  expect(faults({}, certificate)).toEqual([
    keyFault,
    expect.stringMatching(/^monitoring\/Certificate\/blackbox-exporter: .*did not sign it$/),
    expect.stringMatching(/its ca\.crt is not/),
  ]);
});

test('a Secret whose ca.crt is not the authority is named', () => {
  expect(faults({ 'ca.crt': certificate })).toEqual([keyFault, `${id}: its ca.crt is not CN=rack-ca`]);
});

test('a name that the certificate has not is named', () => {
  expect(faults({}, authority, [name, 'other.monitoring.svc'])).toEqual([
    keyFault,
    `${id}: no client believes other.monitoring.svc: its names are others`,
  ]);
});

test('a name for which its authority may not vouch is named, with the reason', () => {
  expect(faults({}, authority, [name], 'permitted subtree violation')).toEqual([
    keyFault,
    `${id}: no client believes ${name}: permitted subtree violation`,
  ]);
});
