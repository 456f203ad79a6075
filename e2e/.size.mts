import { openBrowser } from './browser.ts';
import { openOffice } from './office.ts';
const o = await openOffice();
for (const [who, path] of [
  [null, '/sign-in'],
  ['officer', '/'],
  ['leader', '/approvals'],
] as const) {
  const c = who ? await o.enter(o[who]) : await o.browser.newContext();
  const p = await c.newPage();
  const cdp = await c.newCDPSession(p);
  await cdp.send('Network.enable');
  const sizes = new Map<string, number>();
  const urls = new Map<string, string>();
  let sum = 0;
  cdp.on('Network.responseReceived', (e) => urls.set(e.requestId, e.response.url));
  cdp.on('Network.loadingFinished', (e) => {
    sum += e.encodedDataLength;
    sizes.set(urls.get(e.requestId) ?? '?', e.encodedDataLength);
  });
  await p.goto(o.server.address + path, { waitUntil: 'networkidle' });
  console.log(path, Math.round(sum / 1000), 'kB');
  console.log(
    [...sizes]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 7)
      .map(([u, n]) => `${n} ${u.slice(-40)}`)
      .join('\n'),
  );
  await c.close();
}
await o.close();
